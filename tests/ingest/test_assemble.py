"""Pages to text: every character knows its box, every cell its stretch."""

from __future__ import annotations

from notice_parser.core.source import Box, Place, ReadBy
from notice_parser.core.span import Span
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable, assemble, spread


def line(text: str, y: float, *, boxes: tuple[Box, ...] = ()) -> RawLine:
    return RawLine(text, Box(10, y, 10 + 10 * len(text), y + 10), boxes)


def test_lines_lead_to_pages_and_boxes() -> None:
    source = assemble(
        [RawPage(1, 100, 200, (line("甲乙", 20), line("丙", 40))), RawPage(2, 100, 200, (line("丁戊", 20),))],
        media_type="application/pdf",
    )
    assert source.text == "甲乙\n丙\n丁戊\n"
    assert source.place(Span(1, 2)) == Place(1, Box(20, 20, 30, 30))
    assert source.place(Span(0, 4)) == Place(1, Box(10, 20, 30, 50))
    assert source.place(Span(5, 7)) == Place(2, Box(10, 20, 30, 30))
    assert [text_line.span.of(source.text) for text_line in source.pages[0].lines] == ["甲乙", "丙"]


def test_boxes_of_characters_are_kept_where_there_is_one_for_each() -> None:
    boxes = (Box(0, 0, 5, 5), Box(50, 0, 60, 5))
    source = assemble([RawPage(1, 100, 200, (line("甲乙", 0, boxes=boxes),))], media_type="application/pdf")
    assert [glyph.box for glyph in source.pages[0].glyphs] == list(boxes)


def test_cells_are_stretches_of_the_text() -> None:
    table = RawTable(
        (((line("序号", 0),), (line("项目", 0),)), ((line("1", 10),), (line("台账", 10), line("记录", 20))))
    )
    source = assemble([RawPage(3, 100, 200, (line("附表", 0), table))], media_type="application/pdf")
    assert source.text == "附表\n序号\t项目\n1\t台账记录\n"
    assert [[cell.of(source.text) for cell in row] for row in source.tables[0].rows] == [
        ["序号", "项目"],
        ["1", "台账记录"],
    ]
    assert source.tables[0].page == 3


def test_an_unread_page_stays_in_the_list() -> None:
    page = RawPage(1, 100, 200, read_by=ReadBy.UNREAD, note="图像过大")
    source = assemble([page], media_type="image/png")
    assert (source.pages[0].read_by, source.pages[0].note, source.text) == (ReadBy.UNREAD, "图像过大", "")


def test_spread_shares_the_width() -> None:
    assert spread(Box(0, 0, 30, 10), "检查中")[1] == Box(10, 0, 20, 10)
    assert spread(Box(0, 0, 30, 10), "") == ()
