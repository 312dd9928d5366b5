"""Reading in a worker process: the same result, bounded; what was read before is kept."""

from __future__ import annotations

import io
import os
import time
from dataclasses import replace

import pytest
from faulty_engines import BABBLES, BLIND, CONNECTS, CRASHES, HANGS, HUNGRY, NOTICE, RAISES, SLOW, SOUND
from office_files import docx, p, zipped
from PIL import Image
from test_pdf import pdf, shown

import notice_parser
from notice_parser.core.source import Box, Boxes, Glyphs, Page, ReadBy, SourceText, Table, TextLine
from notice_parser.core.span import Span
from notice_parser.errors import (
    CrashedSourceError,
    DamagedSourceError,
    NoticeError,
    SourceMemoryError,
    SourceTimeError,
    SourceTooLargeError,
    WorkerError,
)
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable
from notice_parser.ingest.confine import may_write
from notice_parser.ingest.isolation import Isolate, SourceReader
from notice_parser.ingest.limits import Limits, Ocr
from notice_parser.ingest.read import read_bytes
from notice_parser.ingest.recognise import Recogniser, unread
from notice_parser.ingest.supervise import Supervisor
from notice_parser.ingest.wire import WireError, from_line, to_line
from notice_parser.ingest.worker_process import WorkerProcess

FAULTY = Ocr(engine="faulty_engines:Faulty")
TEXT = "各县水务局：\n请于5月1日前报送。\n"
PAGE = "<html><body><h1>关于检查的通知</h1><p>请于5月1日前报送。</p></body></html>".encode()


def tiff(*greys: int) -> bytes:
    stream = io.BytesIO()
    first, *others = (Image.new("L", (400, 500), grey) for grey in greys)
    first.save(stream, "TIFF", save_all=True, append_images=others)
    return stream.getvalue()


FILES = {
    "pdf": pdf(shown("first line here", 50, 800) + shown("second line", 50, 700), shown("third line here", 50, 800)),
    "docx": docx(p("关于检查的通知") + "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    "html": PAGE,
    "zip": zipped({"通知.html": PAGE, "名单.txt": "甲水闸"}),
    "pdf in zip": zipped({"a.pdf": pdf(shown("first line here", 50, 800))}),
    "text": TEXT.encode("gb18030"),
}


def test_the_result_is_the_same_and_one_worker_reads_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = WorkerProcess.__init__
    monkeypatch.setattr(WorkerProcess, "__init__", lambda *a, **k: (started.append(a), start(*a, **k))[1])
    with SourceReader(isolate=Isolate.ALWAYS) as reader:
        for content in FILES.values():
            assert reader.content(content, "公文") == read_bytes(content, "公文")
        with pytest.raises(DamagedSourceError):
            reader.content(b"%PDF-1.7")
        assert reader.content(PAGE).text == read_bytes(PAGE).text
    assert len(started) == 1


def test_plain_text_needs_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Supervisor, "read", lambda *_: pytest.fail("a worker was asked"))
    with SourceReader() as reader:
        assert reader.content(TEXT.encode()).text == TEXT
    with SourceReader(isolate=Isolate.NEVER) as reader:
        assert "关于检查的通知" in reader.content(PAGE).text


def test_each_fault_of_an_engine_costs_its_page_and_no_other() -> None:
    greys = (SOUND, RAISES, HUNGRY, CONNECTS, BLIND, BABBLES, CRASHES, SOUND, HANGS, SOUND)
    start = time.monotonic()
    with SourceReader(Limits(page_seconds=3.5, seconds=90, memory=800_000_000), FAULTY) as reader:
        source = reader.content(tiff(*greys))
    assert time.monotonic() - start < 80
    read = dict(enumerate(source.pages))
    sound = [number for number, grey in enumerate(greys) if grey == SOUND]
    assert [number for number, page in read.items() if page.read_by is ReadBy.OCR] == [*sound[:1], 5, *sound[1:]]
    assert source.text.count(NOTICE) == len(sound)
    assert [page.number for page in source.pages] == list(range(1, len(greys) + 1))
    notes = {greys[number]: page.note for number, page in read.items()}
    assert "RuntimeError" in notes[RAISES]
    assert "MemoryError" in notes[HUNGRY]
    assert "PermissionError" in notes[CONNECTS]
    assert "没有识别出文字" in notes[BLIND]
    assert "不可信" in notes[BABBLES]
    assert read[5].confidence <= 0.2
    assert "中止" in notes[CRASHES]
    assert "3.5秒" in notes[HANGS]
    for number, page in enumerate(source.pages, 1):
        assert (page.read_by is ReadBy.UNREAD) <= any(f"第{number}页" in finding for finding in source.findings)


def test_when_the_time_of_a_notice_is_up_the_pages_read_are_kept() -> None:
    """Pages take 0.4 s, of which the time for the notice allows some and not all."""
    start = time.monotonic()
    with SourceReader(Limits(page_seconds=2, seconds=3), FAULTY) as reader:
        source = reader.content(tiff(*[SLOW] * 20))
    assert time.monotonic() - start < 5
    kinds = [page.read_by for page in source.pages]
    assert len(kinds) == 20
    assert kinds.count(ReadBy.UNREAD) >= 10
    assert kinds == sorted(kinds, key=[ReadBy.OCR, ReadBy.UNREAD].index)
    assert source.findings[-1].startswith("第20页：整份文件的处理时间超过3秒")


def test_in_process_too_no_page_is_begun_when_the_time_is_up() -> None:
    source = read_bytes(tiff(SOUND, SOUND), limits=Limits(seconds=1e-9), ocr=FAULTY)
    assert [page.read_by for page in source.pages] == [ReadBy.UNREAD] * 2


def test_what_was_recognised_before_is_not_recognised_again() -> None:
    told: list[RawPage | None] = []
    known = [RawPage(1, 1, 1), unread("gave up")]
    recognise = Recogniser(FAULTY, Limits(), seconds=0, known=known, told=told.append)
    assert [recognise(None, 0.0), recognise(None, 0.0)] == known
    assert told == []
    assert recognise(None, 0.0).read_by is ReadBy.UNREAD
    assert len(told) == 1


class Scripted:
    """Stands for a worker process: says what it was told to say, then is silent or gone."""

    def __init__(self, *said: object, code: int | None = None) -> None:
        self.said = [["ready", None], *said]
        self.code, self.ready = code, False

    def ask(self, request: bytes, content: bytes) -> None:
        pass

    def receive(self, seconds: float) -> bytes | None:
        if self.said:
            word = self.said.pop(0)
            return word if isinstance(word, bytes) else to_line(word)
        if self.code is None:
            raise TimeoutError
        return None

    def end(self, *, idle: bool) -> int:
        return self.code or 0


def heard(monkeypatch: pytest.MonkeyPatch, *workers: Scripted, limits: Limits = Limits(seconds=60)) -> SourceText:
    waiting = list(workers)
    monkeypatch.setattr("notice_parser.ingest.supervise.WorkerProcess", lambda *_: waiting.pop(0))
    return Supervisor(limits, Ocr()).read(b"content", "name")


def page(number: int, text: str = "一页文字") -> list[object]:
    return ["page", RawPage(number, 595, 842, (RawLine(text, Box(1, 2, 3, 4)),))]


OPENED = ["opened", ["pdf", 3]]


@pytest.mark.parametrize(
    ("end", "note"),
    [
        (Scripted(OPENED, page(1)), "第2页：整份文件的处理时间超过60秒，未读取"),
        (Scripted(OPENED, page(1), code=-6), "第2页：读取程序在此意外中止，未读取"),
        (Scripted(OPENED, page(1), code=-9), "第2页：所需内存超过上限，未读取"),
        (Scripted(OPENED, page(1), code=75), "第2页：所需内存超过上限，未读取"),
        (Scripted(OPENED, page(1), ["failed", ["SourceMemoryError", "x"]]), "第2页：所需内存超过上限，未读取"),
        (Scripted(OPENED, page(1), ["broken", "KeyError: 1"]), "第2页：读取时出现内部错误，未读取"),
        (Scripted(OPENED, page(1), b"rubbish\n", code=0), "第2页：读取程序在此意外中止，未读取"),
    ],
    ids=["hangs", "crashes", "killed", "watched", "memory", "internal error", "rubbish"],
)
def test_pages_read_before_the_end_are_kept_and_the_others_listed(
    end: Scripted, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = heard(monkeypatch, end)
    assert source.text == "一页文字\n"
    assert [page.read_by for page in source.pages] == [ReadBy.TEXT_LAYER, ReadBy.UNREAD, ReadBy.UNREAD]
    assert source.findings == (note, note.replace("2", "3", 1))


def test_a_page_that_waits_for_the_next_one_is_not_lost_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that ends with a table waits for what may go on at the head of the next page."""
    held = ["held", page(2, "一张表")[1]]
    source = heard(monkeypatch, Scripted(OPENED, page(1), held, code=-11))
    assert source.text == "一页文字\n一张表\n"
    assert source.findings == ("第3页：读取程序在此意外中止，未读取",)
    source = heard(monkeypatch, Scripted(OPENED, page(1), held, page(2), page(3), ["done", []]))
    assert source.text == "一页文字\n" * 3


@pytest.mark.parametrize(
    ("end", "error"),
    [
        (Scripted(OPENED), SourceTimeError),
        (Scripted(OPENED, code=-11), CrashedSourceError),
        (Scripted(OPENED, code=-9), SourceMemoryError),
        (Scripted(OPENED, ["broken", "KeyError: 1"]), RuntimeError),
        (Scripted(OPENED, ["failed", ["DamagedSourceError", "x"]]), DamagedSourceError),
        (Scripted(OPENED, page(1), ["failed", ["DamagedSourceError", "x"]]), DamagedSourceError),
        (Scripted(["failed", ["SystemExit", "x"]]), CrashedSourceError),
        (Scripted(OPENED, page(1, "字" * 2_000_001)), SourceTooLargeError),
    ],
)
def test_without_pages_it_is_an_error(end: Scripted, error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(error) as raised:
        heard(monkeypatch, end)
    assert not isinstance(raised.value, NoticeError) or raised.value.advice


def test_a_worker_that_cannot_start_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with SourceReader() as reader, pytest.raises(WorkerError):
        reader.content(PAGE)
    monkeypatch.undo()
    with SourceReader(Limits(memory=1_000_000)) as reader, pytest.raises(WorkerError, match="ends at once"):
        reader.content(PAGE)


def test_lines_give_what_was_written() -> None:
    line = RawLine("甲\ud800", Box(1, 2, 3, 4), (Box(0.1, 2, 3, 4), Box(1e-300, 2, 3, 4)), 12.0, red=True)
    table = RawTable((((line,), None), ((), (line, line))), continued=True)
    raw = RawPage(3, 1.5, 2, (line, table), ReadBy.OCR, 0.5, "注", (Box(1, 2, 3, 4),))
    of_layer = replace(line, boxes=Boxes.of(line.boxes)[:1])
    glyphs = Glyphs([0, 7], [Boxes.of([Box(1, 2, 3, 4)]), Boxes.of(line.boxes)])
    done = Page(1, Span(0, 1), glyphs=glyphs, lines=(TextLine(Span(0, 1), Box(1, 2, 3, 4)),))
    source = SourceText("甲", "名", pages=(done,), tables=(Table(Span(0, 1), ((Span(0, 1), Span(0, 0)),), 1),))
    for value in (raw, of_layer, source, Limits(), FAULTY):
        assert from_line(to_line(value)) == value


@pytest.mark.parametrize(
    "line",
    [b"x\n", b'{"RawPage":[]}\n', b'{"Box*":["AA"]}\n', b'{"ReadBy":["x"]}\n', b"[" * 100_000 + b"\n", b"\xff\n"],
)
def test_other_lines_are_refused(line: bytes) -> None:
    with pytest.raises(WireError):
        from_line(line)
    assert from_line(b'{"Popen":["x"]}\n') == {"Popen": ["x"]}


def test_the_library_reads_in_a_worker_where_asked() -> None:
    notice = notice_parser.parse(PAGE, isolate=True)
    assert notice.title.value == "关于检查的通知"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bounds")
def test_bounds_are_set_in_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker says what it may, by the mouth of a module that is loaded there."""
    monkeypatch.setenv("NOTICE_SECRET", "x")
    with SourceReader(Limits(memory=700_000_000), Ocr(engine="bounds_told:Telling")) as reader:
        text = reader.content(tiff(SOUND)).text
    assert "data=700000000 core=0 files=128 written=1000000" in text
    assert "environment=False" in text


def test_programs_that_are_started_may_write() -> None:
    with may_write():
        pass
