"""``show`` as a user runs it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from notice_parser.cli import commands
from notice_parser.errors import ExitCode

CORPORA = Path(__file__).resolve().parent.parent / "corpora"


def test_a_page_is_written_to_the_file(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    result = CliRunner().invoke(commands, ["show", str(CORPORA / "g01.txt"), "-o", str(target)])
    assert (result.exit_code, result.output) == (ExitCode.OK, "")
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "来源：g01.txt" in page  # the file's name, not the folders of whoever made the page
    assert str(CORPORA) not in page
    assert list(tmp_path.iterdir()) == [target]


def test_standard_input_and_output() -> None:
    text = (CORPORA / "c02.txt").read_bytes()
    result = CliRunner().invoke(commands, ["show", "-", "--event", "检查结束=2024-05-01"], input=text)
    assert result.exit_code == ExitCode.OK
    assert "来源：标准输入" in result.stdout


def test_pages_that_are_not_recognised_are_shown_all_the_same(tmp_path: Path) -> None:
    written = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(written, "PDF")
    path = tmp_path / "scan.pdf"
    path.write_bytes(written.getvalue())
    result = CliRunner().invoke(commands, ["show", str(path), "--ocr", "never"])
    assert result.exit_code == ExitCode.INCOMPLETE
    assert len(re.findall(r'href="data:image/webp;base64,', result.stdout)) == 1


@pytest.mark.parametrize("isolate", ["always", "never"])
def test_a_picture_is_drawn_with_and_without_a_process_of_its_own(tmp_path: Path, isolate: str) -> None:
    path = tmp_path / "scan.png"
    Image.new("RGB", (300, 400), "white").save(path)
    result = CliRunner().invoke(commands, ["show", str(path), "--ocr", "never", "--isolate", isolate])
    assert "data:image/webp" in result.stdout


def test_two_notices_make_no_page() -> None:
    result = CliRunner().invoke(commands, ["show", "a.txt", "b.txt"])
    assert result.exit_code == ExitCode.USAGE
    assert "one notice" in result.stderr


def test_a_missing_file_leaves_no_page(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("before", encoding="utf-8")
    result = CliRunner().invoke(commands, ["show", str(tmp_path / "none.pdf"), "-o", str(target)])
    assert result.exit_code == ExitCode.MISSING
    assert target.read_text(encoding="utf-8") == "before"
