"""Engines by name; tesseract by a stand-in for the program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from PIL import Image

from notice_parser.cli import commands
from notice_parser.core.source import ReadBy
from notice_parser.errors import EngineMissingError
from notice_parser.ingest.ocr import ENGINES, find_engine
from notice_parser.ingest.scan import read_scan
from notice_parser.ingest.tesseract import TesseractEngine, lines_of

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
WHITE = np.full((40, 200), 255, dtype=np.uint8)


def word(line: int, left: int, text: str, conf: float = 90) -> str:
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{20 * line}\t{10 * len(text)}\t15\t{conf}\t{text}\n"


def test_the_command_line_names_the_engines_there_are() -> None:
    (option,) = (o for o in commands.commands["parse"].params if o.name == "ocr_engine")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(ENGINES)


def test_an_engine_from_elsewhere_and_one_that_is_none() -> None:
    assert find_engine("faulty_engines:Faulty").name == "faulty"
    with pytest.raises(ValueError, match="rapid, fast, tesseract"):
        find_engine("none")


def test_words_of_a_line_are_joined() -> None:
    table = HEAD + word(1, 100, "关于") + word(1, 130, "检查", 60) + word(1, 160, "A4") + word(1, 190, "B5")
    table += "4\t1\t1\t1\t2\t0\t0\t0\t9\t9\t-1\t\n" + word(2, 100, '"通知') + word(3, 100, " ")
    first, second = lines_of(table)
    assert (first.text, second.text) == ("关于检查A4 B5", '"通知')
    assert (first.left, first.top, first.right, first.bottom) == (100, 20, 210, 35)
    assert first.centres[:3] == (105, 115, 135)
    assert len(first.centres) == len(first.text)
    assert first.confidence == pytest.approx((3 * 2 * 0.9 + 2 * 0.6) / 8)


def test_a_table_of_nothing() -> None:
    assert list(lines_of("")) == []
    assert list(lines_of(HEAD)) == []


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a stand-in for the program into the path."""
    path = folder / "tesseract"
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


LANGUAGES = "if '--list-langs' in sys.argv: print('List:', 'chi_sim', sep='\\n'); sys.exit()"


def test_without_the_program_or_its_data_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineMissingError, match="apt-get install tesseract-ocr"):
        TesseractEngine(5)
    program(tmp_path, monkeypatch, "print('eng')")
    with pytest.raises(EngineMissingError, match="tesseract-ocr-chi-sim"):
        TesseractEngine(5)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_program_reads_an_image_and_is_ended_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = HEAD + word(1, 20, "关于检查")
    program(tmp_path, monkeypatch, f"{LANGUAGES}\nassert sys.stdin.buffer.read(2) == b'BM'\nprint({table!r}, end='')")
    (line,) = TesseractEngine(10).recognise(WHITE)
    assert line.text == "关于检查"
    program(tmp_path, monkeypatch, f"{LANGUAGES}\ntime.sleep(60)")
    engine: Any = TesseractEngine(10)
    engine._seconds = 0.3
    with pytest.raises(subprocess.TimeoutExpired):
        engine.recognise(WHITE)
    program(tmp_path, monkeypatch, f"{LANGUAGES}\nsys.exit(1)")
    page = read_scan(Image.fromarray(WHITE), 100, TesseractEngine(10))
    assert page.read_by is ReadBy.UNREAD
    assert "tesseract" in page.note


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_program_itself_answers() -> None:
    try:
        engine = TesseractEngine(20)
    except EngineMissingError:
        pytest.skip("tesseract has no data for Chinese")
    assert engine.recognise(WHITE) == []
