"""PDF: characters with boxes in reading order; files that are no PDF say so."""

from __future__ import annotations

import zlib

import pytest

from notice_parser.core.source import Box, Boxes, Columns, ReadBy
from notice_parser.core.span import Span
from notice_parser.errors import DamagedSourceError, SourceTooLargeError
from notice_parser.ingest.assemble import RawLine, RawPage, assemble
from notice_parser.ingest.pdf import read_pdf
from notice_parser.ingest.pdfium_calls import CharBoxes
from notice_parser.ingest.reading_order import in_reading_order
from notice_parser.ingest.text_layer import is_lying


def pdf(*contents: str, rotate: int = 0) -> bytes:
    """Write a PDF of A4 pages whose content streams show Latin text in Helvetica."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for content in contents:
        stream = zlib.compress(content.encode()).decode("latin-1")
        objects.append(f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    body, places = "%PDF-1.4\n", []
    for number, obj in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{obj}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>"
    return f"{body}{tail}\nstartxref\n{len(body)}\n%%EOF".encode("latin-1")


def shown(text: str, x: int, y: int) -> str:
    return f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET\n"


def read(content: bytes, max_pages: int = 10) -> list[RawPage]:
    return list(read_pdf(content, None, max_pages))


def test_lines_come_from_top_to_bottom_whatever_the_drawing_order() -> None:
    (page,) = read(pdf(shown("second line here", 50, 700) + shown("first line here", 50, 800)))
    assert [line.text for line in page.content if isinstance(line, RawLine)] == ["first line here", "second line here"]
    assert page.read_by is ReadBy.TEXT_LAYER


def test_a_character_leads_to_its_box() -> None:
    source = assemble(read(pdf(shown("alpha beta gamma", 50, 800))), media_type="application/pdf")
    start = source.text.index("beta")
    place = source.place(Span(start, start + 4))
    assert place is not None
    assert place.page == 1
    assert place.box is not None
    assert 70 < place.box.x0 < place.box.x1 < 120
    assert 25 < place.box.y0 < place.box.y1 < 50


@pytest.mark.parametrize(("rotate", "where"), [(90, (795, 40)), (180, (440, 795)), (270, (25, 440))])
def test_boxes_lie_on_the_page_as_shown(rotate: int, where: tuple[int, int]) -> None:
    source = assemble(read(pdf(shown("turned text here", 50, 800), rotate=rotate)), media_type="application/pdf")
    place = source.place(Span(0, 1))
    assert place is not None
    assert place.box is not None
    assert abs(place.box.x0 - where[0]) < 110
    assert abs(place.box.y0 - where[1]) < 110
    page = source.pages[0]
    assert 0 <= place.box.x0 < place.box.x1 <= page.width
    assert 0 <= place.box.y0 < place.box.y1 <= page.height


def test_boxes_are_read_once_a_page_and_made_for_no_character(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []
    fetch = CharBoxes.read

    def counted(self: CharBoxes, handle: object, count: int) -> Columns:
        counts.append(count)
        return fetch(self, handle, count)

    monkeypatch.setattr(CharBoxes, "read", counted)
    text = "a line of the page with many words "
    pages = read(pdf(shown(text, 50, 800), shown(text, 50, 800) + shown(text, 50, 780)))
    assert len(counts) == 2
    assert all(isinstance(line.boxes, Boxes) for page in pages for line in page.content if isinstance(line, RawLine))


def test_a_page_of_more_characters_than_are_fetched_at_once() -> None:
    lines = "".join(shown(f"line {i:02} of a page with rather many words", 50, 800 - 12 * i) for i in range(50))
    source = assemble(read(pdf(lines)), media_type="")
    for i in (0, 17, 49):
        start = source.text.index(f"line {i:02}")
        place = source.place(Span(start, start + 7))
        assert place is not None
        assert place.box is not None
        assert place.box.x0 == pytest.approx(50, abs=2)
        assert place.box.y1 == pytest.approx(42 + 12 * i, abs=3)


@pytest.mark.parametrize("first", [False, True])
def test_a_watermark_that_runs_askew_is_left_out(first: bool) -> None:
    words = [f"line {i} of the notice with many words" for i in range(20)]
    lines = "".join(shown(text, 60, 780 - 20 * i) for i, text in enumerate(words))
    mark = "q 0.8 g BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (SECRET COPY) Tj ET Q\n"
    (page,) = read(pdf(mark + lines if first else lines + mark))
    assert [line.text.strip() for line in page.content if isinstance(line, RawLine)] == words


def test_words_that_run_up_the_page_stay() -> None:
    upright = "BT /F1 12 Tf 0 1 -1 0 30 300 Tm (a note at the margin) Tj ET\n"
    (page,) = read(pdf(shown("words of the page", 60, 780) + upright))
    assert "a note at the margin" in [line.text for line in page.content if isinstance(line, RawLine)]


def test_pages_without_a_layer_are_listed() -> None:
    pages = read(pdf(shown("a page with words", 50, 800), "", "0 0 100 100 re f\n"))
    assert [page.read_by for page in pages] == [ReadBy.TEXT_LAYER, ReadBy.BLANK, ReadBy.UNREAD]
    assert pages[2].note


@pytest.mark.parametrize("content", [b"%PDF-1.7", pdf(shown("cut off", 50, 800))[:200], b"%PDF-1.4\n%%EOF"])
def test_a_damaged_file_is_named_so(content: bytes) -> None:
    with pytest.raises(DamagedSourceError):
        read(content)


def test_too_many_pages() -> None:
    with pytest.raises(SourceTooLargeError):
        read(pdf("", "", ""), max_pages=2)


def line(text: str, x: float, y: float, width: float) -> RawLine:
    return RawLine(text, Box(x, y, x + width, y + 10), size=10)


def test_columns_are_read_one_after_the_other() -> None:
    left = [line(f"左{i}", 50, 100 + 20 * i, 200) for i in range(8)]
    right = [line(f"右{i}", 300, 100 + 20 * i, 200) for i in range(8)]
    mixed = [piece for pair in zip(left, right, strict=True) for piece in pair]
    assert [x.text for x in in_reading_order(mixed)] == [x.text for x in left + right]


def test_a_signature_is_no_column() -> None:
    lines = [line("正文", 50, 100 + 20 * i, 400) for i in range(6)] + [line("某市某局", 350, 230, 80)]
    assert [x.text for x in in_reading_order(lines)][-1] == "某市某局"


def test_pieces_of_one_line_are_joined_with_a_blank_where_the_gap_is_wide() -> None:
    (joined,) = in_reading_order([line("签发人", 300, 100, 30), line("某政发", 50, 100, 30)])
    assert joined.text.split() == ["某政发", "签发人"]


@pytest.mark.parametrize(
    ("text", "lying"),
    [
        ("关于开展安全生产检查的通知\n各市人民政府", False),
        ("Appendix: list of emergency telephone numbers", False),
        ("1 2 3.5 4 17 2024 3 5 100 20 45 1", False),
        ("(cid:12)(cid:77)", True),
        ("— 3 —", True),
        ("\ue001\ue002\ue003关于\ue004\ue005通知的\ue006", True),
        ("鍏充簬寮€灞曞畨鍏ㄧ敓浜ф鏌ョ殑閫氱煡", True),
    ],
)
def test_a_layer_that_does_not_say_what_the_page_shows(text: str, lying: bool) -> None:
    assert is_lying(text) is lying
