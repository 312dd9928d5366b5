"""PDF that are cut off, as by a download that broke: whole pages are read, lost ones are listed, nothing is made up."""

from __future__ import annotations

import zlib

import pytest
from pdf_notices import NOTICE, Shown, drawn, pdf_of
from test_pdf import pdf, shown

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.errors import DamagedSourceError
from notice_parser.ingest.limits import Limits, Ocr
from notice_parser.ingest.pdf_objects import Objects
from notice_parser.ingest.pdf_salvage import is_cut, salvage
from notice_parser.ingest.read import read_bytes
from notice_parser.ingest.supervise import Supervisor

SECOND = drawn((Shown("附件：小型水闸检查表", 80, 740), Shown("一、闸门能否启闭。", 112, 700)))
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def written(*objects: tuple[int, bytes]) -> bytes:
    """Write objects without the list that stands at the end of a file."""
    return b"%PDF-1.5\n" + b"".join(b"%d 0 obj%bendobj\n" % item for item in objects)


def page(number: int, contents: int, font: bytes = b"90 0 R", parent: int = 2) -> tuple[int, bytes]:
    text = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 %b>>>>>>"
    return number, text % (parent, contents, font)


def stream(number: int, text: str) -> tuple[int, bytes]:
    content = zlib.compress(shown(text, 50, 800).encode())
    return number, b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(content), content)


def texts(source: SourceText) -> list[str | None]:
    return [
        None if p.read_by is ReadBy.UNREAD else source.text[p.span.start : p.span.end].strip() for p in source.pages
    ]


def test_the_pages_before_the_cut_are_read_and_the_others_listed() -> None:
    whole = pdf_of(drawn(NOTICE), SECOND, SECOND)
    cut = whole[: whole.rindex(b"/Contents")]
    source = read_bytes(cut)
    assert [p.read_by for p in source.pages] == [ReadBy.TEXT_LAYER, ReadBy.TEXT_LAYER, ReadBy.UNREAD]
    assert source.text == "".join(read_bytes(whole).text.partition("一、闸门能否启闭。\n")[:2])
    assert source.findings == ("第3页已丢失：文件被截断，该页不在留下的部分",)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_pages_of_words_are_kept_wherever_the_file_is_cut(part: float) -> None:
    content = pdf(*["".join(shown(f"words {i} of page {n}", 50, 800 - i) for i in range(90)) for n in range(9)])
    found = texts(read_bytes(content[: int(part * len(content))]))
    kept = [text for text in found if text is not None]
    assert len(found) == 9
    assert abs(len(kept) - 9 * part) < 1.5
    assert kept == texts(read_bytes(content))[: len(kept)]


def test_a_tree_that_is_lost_leaves_the_pages_in_the_order_of_writing() -> None:
    content = written(
        (90, FONT),
        stream(10, "words of the first page"),
        page(11, 10),
        stream(12, "words of the second page"),
        page(13, 12),
    )
    source = read_bytes(content + b"14 0 obj<</Length 99>>stream\nx")
    assert texts(source) == ["words of the first page", "words of the second page", None]
    assert source.findings == ("第3页起：文件在此之前被截断，其后还有没有、有几页不详",)


def test_objects_in_packs_are_found() -> None:
    one, two = page(11, 10)[1], b"<</Type/Pages/Kids[11 0 R 13 0 R]/Count 2>>"
    head = b"11 0 2 %d " % (len(one) + 1)
    packed = zlib.compress(head + one + b" " + two)
    pack = b"<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
    content = written((90, FONT), stream(10, "words of the first page"), (30, pack % (len(head), len(packed), packed)))
    assert texts(read_bytes(content)) == ["words of the first page", None]


def test_half_a_page_is_none() -> None:
    whole = written(
        (90, FONT),
        stream(10, "words of the first page"),
        page(11, 10),
        page(13, 12),
        stream(12, "words of the second page"),
    )
    source = read_bytes(whole[:-30])
    assert texts(source) == ["words of the first page", None, None]
    assert "words of the second page" not in source.text


def test_a_page_whose_font_is_lost_is_not_read_by_another() -> None:
    content = written(
        (90, FONT),
        stream(10, "words of the first page"),
        page(11, 10),
        stream(12, "words of the second page"),
        page(13, 12, b"91 0 R"),
    )
    assert texts(read_bytes(content))[:2] == ["words of the first page", None]


def test_a_page_that_has_lost_the_shapes_of_its_letters_is_read_with_a_remark() -> None:
    mapped = b"<</Length 3>>stream\nabc\nendstream"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FontDescriptor 95 0 R/ToUnicode 93 0 R>>"
    content = written((93, mapped), (92, font), stream(10, "words of the first page"), page(11, 10, b"92 0 R"))
    source = read_bytes(content)
    assert "words of the first page" in source.text
    assert "文字可能不全" in source.findings[0]


def test_nodes_of_the_tree_that_are_lost_count_as_many_pages_as_are_missing() -> None:
    root = (2, b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 7>>")
    node = (5, b"<</Type/Pages/Parent 2 0 R/Kids[13 0 R]/Count 1>>")
    content = written((90, FONT), root, node, stream(12, "the last page"), page(13, 12, parent=5))
    assert texts(read_bytes(content)) == [None] * 6 + ["the last page"]


def test_a_file_that_ends_is_not_cut() -> None:
    whole = pdf(shown("words", 50, 800))
    assert not is_cut(whole)
    assert not is_cut(whole + b"\r\n<!-- added by a proxy -->")
    assert is_cut(whole[:-40])


def test_a_whole_file_whose_list_of_objects_lies_is_read() -> None:
    whole = pdf(shown("words of a page", 50, 800)).replace(b"/Root 1 0 R", b"/Root 9 0 R")
    assert texts(read_bytes(whole)) == ["words of a page"]


def test_nothing_is_salvaged_where_no_page_is_left() -> None:
    for content in (
        written((90, FONT), stream(10, "words of the first page")),
        b"%PDF-1.7\n" + b"1 0 obj " * 1000,
        b"%PDF-1.4",
    ):
        with pytest.raises(DamagedSourceError):
            salvage(content, 100)


def test_objects_without_number_are_refused() -> None:
    with pytest.raises(DamagedSourceError, match="objects"):
        Objects.found_in(b"".join(b"%d 0 obj\n" % n for n in range(500_002)) + b"endobj")


def test_a_tree_that_goes_in_circles_ends() -> None:
    root = (2, b"<</Type/Pages/Kids[3 0 R]/Count 2>>")
    node = (3, b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R 11 0 R]/Count 2>>")
    content = written((90, FONT), root, node, stream(10, "words of the first page"), page(11, 10, parent=3))
    assert "words of the first page" in read_bytes(content).text


def test_a_cut_file_is_read_in_a_worker_too() -> None:
    content = written((90, FONT), stream(10, "words of the first page"), page(11, 10))
    supervisor = Supervisor(Limits(), Ocr())
    try:
        assert texts(supervisor.read(content, "cut.pdf")) == ["words of the first page", None]
    finally:
        supervisor.close()
