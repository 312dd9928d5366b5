"""PDF made to take all time or memory, read as the command line reads them: an answer, soon, within small bounds."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from bad_files import packed, pdf_of_streams

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.errors import (
    BlankSourceError,
    CrashedSourceError,
    NoticeError,
    SourceMemoryError,
    SourceTimeError,
    SourceTooLargeError,
)
from notice_parser.ingest.isolation import Isolate, SourceReader
from notice_parser.ingest.limits import Limits, Ocr, OcrMode

SECONDS = 6.0
SLACK = 9.0
"""What a busy machine and the start of the worker add."""
LIMITS = Limits(seconds=SECONDS, memory=300_000_000)


@pytest.fixture(scope="module")
def reader() -> Iterator[SourceReader]:
    with SourceReader(LIMITS, Ocr(OcrMode.NEVER), Isolate.ALWAYS) as found:
        yield found


def written(objects: dict[int, str], *, trailer: str = "") -> bytes:
    """Write numbered objects behind each other, with a table of their places."""
    body, places = "%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += f"{number} 0 obj{content}endobj\n"
    count = max(objects) + 1
    table = "".join(f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(count))
    head = f"xref\n0 {count}\n{table}trailer<</Size {count}/Root 1 0 R{trailer}>>"
    return f"{body}{head}\nstartxref\n{len(body)}\n%%EOF".encode("latin-1")


def stream(content: str, entries: str = "") -> str:
    return f"<</Length {len(content)}{entries}>>stream\n{content}\nendstream"


FONT = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
WORDS = "BT /F1 12 Tf 50 800 Td (the words of this page) Tj ET\n"


LINE_BOMB = ("/FlateDecode/FlateDecode", zlib.compress(packed(b"0 0 m ", 200), 9))
"""Points of a path; 200 MB from a kilobyte, packed twice."""


def page(contents: int, resources: str = FONT) -> str:
    return f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<<{resources}>>>>"


def nested_forms(depth: int, width: int, inmost: str = WORDS, *, behind_words: bool = False) -> bytes:
    """Make a page that draws a form that draws another so many times, and so on; perhaps with a plain page before."""
    kids = f"{6 + depth} 0 R 4 0 R" if behind_words else "4 0 R"
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[{kids}]/Count {len(kids) // 5}>>"}
    objects |= {6 + depth: page(7 + depth), 7 + depth: stream(WORDS)}
    objects |= {3: stream("/X Do\n"), 4: page(3, f"{FONT}/XObject<</X 5 0 R>>")}
    form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    for number in range(5, 5 + depth):
        draws = f"/Resources<</XObject<</X {number + 1} 0 R>>>>"
        objects[number] = stream("/X Do\n" * width, form + draws)
    objects[5 + depth] = stream(inmost, f"{form}/Resources<<{FONT}>>")
    return written(objects)


def many_pages(count: int) -> bytes:
    """Make a tree whose leaves are one page over and over."""
    thousand = "4 0 R " * 1_000
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{'5 0 R ' * (count // 1_000)}]/Count {count}>>",
        3: stream(WORDS),
        4: page(3),
        5: f"<</Type/Pages/Parent 2 0 R/Kids[{thousand}]/Count 1000>>",
    }
    return written(objects)


def lying_count(count: int) -> bytes:
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[4 0 R]/Count {count}>>"}
    return written({**objects, 3: stream(WORDS), 4: page(3)})


def tree_in_itself(kids: str) -> bytes:
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[{kids}]/Count 9>>"}
    objects |= {3: stream(WORDS), 4: page(3), 5: f"<</Type/Pages/Parent 2 0 R/Kids[{kids}]/Count 9>>"}
    return written(objects)


def deep_tree(depth: int) -> bytes:
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>"}
    objects |= {n: f"<</Type/Pages/Kids[{n + 1} 0 R]/Count 1>>" for n in range(2, depth)}
    return written({**objects, depth: page(depth + 1), depth + 1: stream(WORDS)})


def own_contents() -> bytes:
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[4 0 R]/Count 1>>"}
    form = f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<{FONT}/XObject<</X 5 0 R>>>>"
    objects |= {3: stream("/X Do\n" + WORDS), 4: page(3, f"{FONT}/XObject<</X 5 0 R>>")}
    return written({**objects, 5: stream("/X Do /X Do\n", form)})


def earlier_table(where: str) -> bytes:
    """Lead from the table of places to an earlier one, which is that table again or one that leads back to it."""
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[4 0 R]/Count 1>>", 3: stream(WORDS)}
    objects[4] = page(3)
    place = written(objects).index(b"xref\n")
    if where == "itself":
        return written(objects, trailer=f"/Prev {place}")
    one = written(objects, trailer="/Prev 0000000000")
    second = one.decode("latin-1").replace("/Prev 0000000000", f"/Prev {place:010}")
    return one.replace(b"/Prev 0000000000", b"/Prev %010d" % len(one)) + b"\n" + second[place:].encode("latin-1")


def length_of_itself() -> bytes:
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[4 0 R]/Count 1>>", 4: page(3)}
    return written({**objects, 3: f"<</Length 3 0 R>>stream\n{WORDS}\nendstream"})


def read(reader: SourceReader, content: bytes) -> SourceText:
    start = time.monotonic()
    try:
        return reader.content(content)
    finally:
        assert time.monotonic() - start < SECONDS + SLACK


REFUSED = {
    "forms in forms, 2 to the 30th": (nested_forms(30, 2), CrashedSourceError),
    "forms in forms, 10 to the 8th": (nested_forms(8, 10), CrashedSourceError),
    "forms in forms, 10 to the 8th, drawn": (nested_forms(8, 10, "0 0 9 9 re f\n" * 10), CrashedSourceError),
    "a stream of 200 MB of lines": (pdf_of_streams(LINE_BOMB), CrashedSourceError),
    "a form that draws itself": (own_contents(), CrashedSourceError),
    "100,000 pages": (many_pages(100_000), SourceTooLargeError),
    "a stream as long as it says itself": (length_of_itself(), BlankSourceError),
}


@pytest.mark.parametrize(("content", "error"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused(content: bytes, error: type[NoticeError], reader: SourceReader) -> None:
    with pytest.raises((error, SourceMemoryError, SourceTimeError)):  # which of the bounds is met first may differ
        read(reader, content)


UNREAD = {
    "a tree of pages that holds itself": tree_in_itself("2 0 R"),
    "a tree of pages that holds its parent": tree_in_itself("5 0 R 2 0 R 4 0 R 5 0 R"),
    "a deep tree": deep_tree(20_000),
    "a table of places before itself": earlier_table("itself"),
    "two tables of places, each before the other": earlier_table("one another"),
}


@pytest.mark.parametrize("content", UNREAD.values(), ids=UNREAD)
def test_pages_that_cannot_be_found_are_listed(content: bytes, reader: SourceReader) -> None:
    source = read(reader, content)
    assert source.pages
    assert {page.read_by for page in source.pages} == {ReadBy.UNREAD}
    assert len(source.findings) == len(source.pages)


def test_pages_that_are_only_counted_are_not_waited_for(reader: SourceReader) -> None:
    assert read(reader, lying_count(10**9)).text == "the words of this page\n"


def test_of_more_pages_than_there_is_time_for_the_first_are_kept() -> None:
    limits = replace(LIMITS, seconds=1.0, pages=200_000)
    with SourceReader(limits, Ocr(OcrMode.NEVER), Isolate.ALWAYS) as reader:
        source = read(reader, many_pages(100_000))
    kinds = [page.read_by for page in source.pages]
    assert len(kinds) == 100_000
    assert kinds[0] is ReadBy.TEXT_LAYER
    assert kinds[-1] is ReadBy.UNREAD
    assert source.text.startswith("the words of this page\n")


def test_the_page_before_forms_in_forms_is_kept(reader: SourceReader) -> None:
    source = read(reader, nested_forms(30, 2, behind_words=True))
    assert source.text == "the words of this page\n"
    assert [page.read_by for page in source.pages] == [ReadBy.TEXT_LAYER, ReadBy.UNREAD]
