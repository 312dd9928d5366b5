"""How far reading is: on a terminal alone, on standard error, and only while it takes long."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from notice_parser import progress
from notice_parser.cli import commands
from notice_parser.core.source import SourceText
from notice_parser.ingest.isolation import Isolate, SourceReader
from notice_parser.ingest.limits import Limits, Ocr, OcrMode
from notice_parser.progress import ReadingProgress


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    return now


def test_nothing_where_nobody_looks(clock: list[float]) -> None:
    stream = io.StringIO()
    shown = ReadingProgress(1, stream)
    shown.file("a.pdf")
    clock[0] = 60
    shown.pages(3, 6)
    shown.clear()
    assert stream.getvalue() == ""


def test_nothing_where_it_is_soon_done(clock: list[float]) -> None:
    stream = Terminal()
    shown = ReadingProgress(1, stream)
    shown.file("a.pdf")
    clock[0] = 0.9
    shown.pages(3, 6)
    shown.clear()
    assert stream.getvalue() == ""


def test_a_line_that_goes_away(clock: list[float]) -> None:
    stream = Terminal()
    shown = ReadingProgress(2, stream)
    shown.file("a.pdf")
    clock[0] = 2
    shown.pages(3, 6)
    shown.pages(4, 6)  # too soon to be shown
    clock[0] = 3
    shown.pages(5, 6)
    shown.clear()
    lines = stream.getvalue().split("\r")
    assert [line.rstrip() for line in lines] == [
        "",
        "file 1/2  [############            ] 3/6 pages  a.pdf",
        "file 1/2  [####################    ] 5/6 pages  a.pdf",
        "\x1b[K",
    ]


def test_a_long_name_is_cut_at_its_beginning(clock: list[float]) -> None:
    stream = Terminal()
    shown = ReadingProgress(1, stream)
    clock[0] = 2
    shown.file("/a/very/long/folder/of/many/parts/and/more/notice.pdf")
    assert stream.getvalue().endswith("/notice.pdf")
    assert len(stream.getvalue()) <= 42


def test_pages_are_told_while_they_are_read() -> None:
    written = io.BytesIO()
    pages = [Image.new("L", (200, 300), 255) for _ in range(3)]
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:])
    told: list[tuple[int, int | None]] = []
    with SourceReader(Limits(), Ocr(OcrMode.NEVER), Isolate.ALWAYS) as reader:
        reader.watch = lambda done, count: told.append((done, count))
        source = reader.content(written.getvalue(), "a.pdf")
    assert isinstance(source, SourceText)
    assert told == sorted(told, key=lambda pair: pair[0])
    assert told[-1] == (3, 3)


def test_results_and_messages_are_as_without(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("关于开展检查的通知\n各县：\n请于2024年5月1日前报送。\n", encoding="utf-8")
    result = CliRunner().invoke(commands, ["parse", str(path)])
    assert (result.exit_code, result.stderr) == (0, "")
