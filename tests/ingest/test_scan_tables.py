"""Ruled tables of scans: merged cells, open sides, tables that go on over a page. The engine is a stand-in."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from notice_parser.core.source import Box, SourceText
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable, assemble
from notice_parser.ingest.ocr import RecognisedLine
from notice_parser.ingest.scan import read_scan
from notice_parser.ingest.scan_tables import closed, join_scanned

DPI = 100
Stroke = tuple[int, int, int, int]


class Canned:
    """Says what it was told to say."""

    name = "canned"

    def __init__(self, *lines: tuple[str, int, int]) -> None:
        self.lines = lines

    def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
        return [RecognisedLine(text, x, y, x + 18 * len(text), y + 18, 0.99) for text, x, y in self.lines]


def page_with(strokes: list[Stroke], *lines: tuple[str, int, int], number: int = 1) -> RawPage:
    image = Image.new("RGB", (827, 1169), "white")
    draw = ImageDraw.Draw(image)
    for stroke in strokes:
        draw.line(stroke, (0, 0, 0), 2)
    return read_scan(image, DPI, Canned(*lines), number)


def tables_of(source: SourceText) -> list[list[list[str]]]:
    return [[[cell.of(source.text) for cell in row] for row in table.rows] for table in source.tables]


def read(*pages: RawPage) -> list[list[list[str]]]:
    return tables_of(assemble(join_scanned(pages), media_type="image/tiff"))


def grid(xs: list[int], ys: list[int]) -> list[Stroke]:
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


HEADER = [("序号", 110, 110), ("检查内容", 220, 110)]


def test_a_cell_that_reaches_down_holds_for_each_row() -> None:
    strokes = [(100, 100, 600, 100), (100, 250, 600, 250), (100, 150, 600, 150), (200, 200, 600, 200)]
    strokes += [(x, 100, x, 250) for x in (100, 200, 600)]
    lines = [*HEADER, ("消防", 110, 190), ("通道是否畅通", 220, 165), ("器材是否有效", 220, 215)]
    assert read(page_with(strokes, *lines)) == [
        [["序号", "检查内容"], ["消防", "通道是否畅通"], ["消防", "器材是否有效"]]
    ]


def test_a_cell_that_reaches_to_the_right_is_not_repeated() -> None:
    strokes = [(100, y, 600, y) for y in (100, 150, 200, 250)]
    strokes += [(100, 100, 100, 250), (600, 100, 600, 250), (200, 150, 200, 250)]
    lines = [("消防检查表", 280, 110), ("1", 140, 160), ("通道是否畅通", 220, 160), ("2", 140, 210)]
    lines.append(("器材是否有效", 220, 210))
    assert read(page_with(strokes, *lines)) == [[["消防检查表", ""], ["1", "通道是否畅通"], ["2", "器材是否有效"]]]


ROWS = [*HEADER, ("1", 140, 160), ("通道是否畅通", 220, 160)]
CELLS = [["序号", "检查内容"], ["1", "通道是否畅通"]]


@pytest.mark.parametrize(
    "strokes",
    [
        [s for s in grid([100, 200, 600], [100, 150, 200]) if s[0] != s[2] or s[0] == 200],  # no left and right side
        [s for s in grid([100, 200, 600], [100, 150, 200]) if s[:3] != (100, 100, 100)],  # no left side
    ],
)
def test_a_table_without_outer_sides_has_its_outer_columns(strokes: list[Stroke]) -> None:
    assert read(page_with(strokes, *ROWS)) == [CELLS]


def test_a_table_without_a_rule_above_and_below_has_its_outer_rows() -> None:
    strokes = [(x, 100, x, 200) for x in (100, 200, 600)] + [(100, 150, 600, 150)]
    assert read(page_with(strokes, *ROWS)) == [CELLS]


def test_rules_that_nothing_crosses_make_no_table() -> None:
    level = [Box(80, y, 500, y + 1) for y in (700, 730, 760)]
    assert closed(level) == level
    stray = Box(300, 100, 301, 140)  # an upright stroke elsewhere on the page
    assert closed([*level, stray]) == [*level, stray]


LOWER = [("2", 140, 110), ("器材是否有效", 220, 110), ("3", 140, 160), ("出口是否标明", 220, 160)]
MORE = [["2", "器材是否有效"], ["3", "出口是否标明"]]
RULES = grid([100, 200, 600], [100, 150, 200])


def test_a_table_goes_on_over_the_page_past_its_number() -> None:
    first = page_with(RULES, *ROWS, ("一1一", 400, 1100))
    assert read(first, page_with(RULES, *LOWER, number=2)) == [[*CELLS, *MORE]]


def test_a_header_that_is_printed_again_goes_though_a_letter_is_misread() -> None:
    rules = grid([100, 200, 600], [100, 150, 200, 250])
    again = [("序号", 110, 110), ("捡查内容", 220, 110)]
    lower = [(text, x, y + 50) for text, x, y in LOWER]
    assert read(page_with(RULES, *ROWS), page_with(rules, ("续表", 300, 60), *again, *lower, number=2)) == [
        [*CELLS, *MORE]
    ]


def test_a_table_goes_on_over_three_pages_of_which_each_repeats_the_header() -> None:
    rules = grid([100, 200, 600], [100, 150, 200])
    pages = [page_with(rules, *HEADER, (str(i), 140, 160), ("通道是否畅通", 220, 160), number=i) for i in (1, 2, 3)]
    assert read(*pages) == [[["序号", "检查内容"], *([str(i), "通道是否畅通"] for i in (1, 2, 3))]]


def test_the_paper_may_lie_aside() -> None:
    moved = [(x0 + 14, y0, x1 + 14, y1) for x0, y0, x1, y1 in RULES]
    lower = page_with(moved, *((text, x + 14, y) for text, x, y in LOWER), number=2)
    assert read(page_with(RULES, *ROWS), lower) == [[*CELLS, *MORE]]


@pytest.mark.parametrize(
    ("rules", "above"),
    [
        (grid([100, 260, 600], [100, 150, 200]), []),  # other columns
        (RULES, [("附件2", 100, 40)]),  # another document begins
    ],
)
def test_another_table_stays_apart(rules: list[Stroke], above: list[tuple[str, int, int]]) -> None:
    lines = [(text, x + (60 if x == 220 and rules is not RULES else 0), y) for text, x, y in LOWER]
    assert read(page_with(RULES, *ROWS), page_with(rules, *above, *lines, number=2)) == [CELLS, MORE]


def test_text_below_a_table_closes_it() -> None:
    first = page_with(RULES, *ROWS, ("填表人签字后报送市应急局", 100, 400))
    assert read(first, page_with(RULES, *LOWER, number=2)) == [CELLS, MORE]


def test_tables_of_other_readers_are_left_to_them() -> None:
    table = RawTable((((RawLine("甲"),),),))
    pages = [RawPage(1, 100, 100, (table,)), RawPage(2, 100, 100, (table,))]
    assert list(join_scanned(pages)) == pages
