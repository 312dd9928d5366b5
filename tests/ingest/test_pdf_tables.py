"""Ruled tables of a PDF: rulings become cells, cells hold their lines, a table goes on over the end of a page."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from test_pdf import pdf, shown

from notice_parser.core.source import SourceText
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable, assemble
from notice_parser.ingest.pdf import read_pdf

XS = (50, 100, 300, 500)


def ruled(ys: tuple[int, ...], xs: tuple[int, ...] = XS, how: str = "line") -> str:
    """Draw a grid by strokes, by thin filled rectangles, or cell by cell as stroked rectangles."""
    if how == "cells":
        pairs = [(x, x1, y, y1) for x, x1 in pairwise(xs) for y1, y in pairwise(ys)]
        return "".join(f"{x} {y} {x1 - x} {y1 - y} re S\n" for x, x1, y, y1 in pairs)
    if how == "thin":
        across = "".join(f"{xs[0]} {y} {xs[-1] - xs[0]} 0.5 re f\n" for y in ys)
        return across + "".join(f"{x} {ys[-1]} 0.5 {ys[0] - ys[-1]} re f\n" for x in xs)
    across = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return across + "".join(f"{x} {ys[-1]} m {x} {ys[0]} l S\n" for x in xs)


def row(y: int, *cells: str) -> str:
    return "".join(shown(cell, x + 5, y) for cell, x in zip(cells, XS, strict=False) if cell)


def read(*contents: str) -> SourceText:
    return assemble(read_pdf(pdf(*contents), None, 10), media_type="application/pdf")


def texts(source: SourceText) -> list[list[list[str]]]:
    return [[[cell.of(source.text) for cell in r] for r in table.rows] for table in source.tables]


ROWS = (
    row(685, "No", "What is checked", "Remarks")
    + row(645, "1", "exits are free", "")
    + row(605, "2", "alarm works", "x")
)


@pytest.mark.parametrize("how", ["line", "thin", "cells"])
def test_rulings_of_every_kind_make_cells(how: str) -> None:
    source = read(
        shown("a title above it", 50, 760) + ruled((700, 660, 620, 580), how=how) + ROWS + shown("below it", 50, 500)
    )
    assert texts(source) == [
        [["No", "What is checked", "Remarks"], ["1", "exits are free", ""], ["2", "alarm works", "x"]]
    ]
    assert source.text.startswith("a title above it\nNo\tWhat")
    assert source.text.endswith("x\nbelow it\n")
    assert source.tables[0].page == 1


def test_lines_of_a_cell_stand_together() -> None:
    source = read(
        ruled((700, 640, 580))
        + row(685, "No", "What", "Why")
        + row(625, "1", "first line", "a")
        + row(605, "", "second", "b")
    )
    assert texts(source)[0][1] == ["1", "first linesecond", "ab"]


def test_a_cell_that_reaches_down_stands_in_each_row() -> None:
    lines = ruled((700, 660, 620, 580))
    lines = lines.replace("50 620 m 500 620 l S", "100 620 m 500 620 l S")
    source = read(lines + row(685, "Part", "What", "x") + row(645, "fire", "exits", "") + row(605, "", "alarm", ""))
    assert [[cell.of(source.text) for cell in r] for r in source.tables[0].rows][1:] == [
        ["fire", "exits", ""],
        ["fire", "alarm", ""],
    ]
    assert source.text.count("fire") == 1


def test_a_cell_that_reaches_across_leaves_the_others_empty() -> None:
    lines = ruled((700, 660, 620, 580), how="line").replace("300 580 m 300 700 l S", "300 580 m 300 660 l S")
    source = read(lines + row(685, "No", "A wide header cell") + ROWS.split("\n", 3)[3])
    assert texts(source)[0][0] == ["No", "A wide header cell", ""]


def two_pages(second: str, below: str = "") -> SourceText:
    return read(ruled((140, 100, 60)) + row(120, "No", "What", "Why") + row(80, "1", "exits", "") + below, second)


def test_a_table_goes_on_over_the_page_and_its_header_is_not_repeated() -> None:
    page = ruled((800, 760, 720)) + row(780, "No", "What", "Why") + row(740, "2", "alarm", "")
    source = two_pages(page, below=shown("- 1 -", 290, 30))
    assert texts(source) == [[["No", "What", "Why"], ["1", "exits", ""], ["2", "alarm", ""]]]
    assert source.tables[0].page == 1


def test_a_table_goes_on_without_its_header() -> None:
    page = ruled((800, 760, 720)) + row(780, "2", "alarm", "") + row(740, "3", "lights", "")
    assert [r[0] for r in texts(two_pages(page))[0]] == ["No", "1", "2", "3"]


@pytest.mark.parametrize(
    ("second", "below"),
    [
        (shown("another heading", 50, 815) + ruled((800, 760, 720)) + row(780, "2", "alarm") + row(740, "3", "x"), ""),
        (ruled((800, 760, 720)) + row(780, "2", "alarm") + row(740, "3", "x"), shown("text ends the page", 50, 40)),
        (ruled((800, 760, 720), (50, 200, 350, 500)) + row(780, "2", "alarm") + row(740, "3", "x"), ""),
        (shown("no table here", 50, 700), ""),
    ],
)
def test_other_tables_stay_apart(second: str, below: str) -> None:
    assert len(two_pages(second, below).tables[0].rows) == 2


@pytest.mark.parametrize(
    "drawn",
    [
        "50 740 m 500 740 l S\n",  # the rule under a red head
        "50 740 m 500 740 l S\n50 700 m 500 700 l S\n",  # an imprint between two rules
        "40 40 520 780 re S\n",  # a frame round the page
        "0 0 595 842 re f\n",  # the paper itself
        "50 700 m 100 750 150 650 200 700 c S\n",  # a curve
    ],
)
def test_what_is_no_table(drawn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)  # must not be needed
    drawn = drawn.replace("re f", "re f 0 g")
    source = read("1 1 1 rg " + drawn + "0 g\n" + shown("some words of a notice", 60, 710))
    assert source.tables == ()
    assert source.text == "some words of a notice\n"


def test_a_notice_in_a_frame_is_no_table() -> None:
    lines = "".join(shown("a long line of the notice number " + str(i), 60, 680 - 9 * i) for i in range(60))
    source = read(ruled((800, 700, 100), (50, 480, 540)) + lines)
    assert source.tables == ()
    assert source.text.count("\n") == 60


def test_pages_give_their_tables_in_reading_order() -> None:
    page = ruled((700, 660, 620)) + row(685, "No", "What") + row(645, "1", "x1") + shown("between", 50, 590)
    pages = list(read_pdf(pdf(page + ruled((500, 460, 420)) + row(485, "A", "B") + row(445, "c", "d")), None, 10))
    kinds = [type(item) for item in pages[0].content]
    assert kinds == [RawTable, RawLine, RawTable]


def test_a_merged_cell_of_a_reader_stands_in_each_row() -> None:
    cell = (RawLine("消防"),)
    table = RawTable(((cell, (RawLine("甲"),)), (None, (RawLine("乙"),))))
    source = assemble([RawPage(1, 0, 0, (table,))], media_type="")
    assert source.text == "消防\t甲\n\t乙\n"
    assert source.tables[0].rows[0][0] == source.tables[0].rows[1][0]


def test_a_table_on_a_turned_page() -> None:
    """The rows of a page that is shown turned run up the sheet; all rulings are one path."""
    path = "".join(f"{x} 100 m {x} 500 l\n" for x in (100, 140, 180)) + "".join(
        f"100 {y} m 180 {y} l\n" for y in (100, 300, 500)
    )
    turned = "".join(
        f"BT /F1 12 Tf 0 1 -1 0 {x} {y} Tm ({text}) Tj ET\n"
        for text, x, y in (("No", 125, 110), ("What", 125, 310), ("1", 165, 110), ("exits are free", 165, 310))
    )
    source = assemble(read_pdf(pdf(path + "S\n" + turned, rotate=90), None, 10), media_type="")
    assert texts(source) == [[["No", "What"], ["1", "exits are free"]]]


def test_cells_drawn_one_by_one_as_closed_paths() -> None:
    boxes = "".join(
        f"{x} {y} m {x + 100} {y} l {x + 100} {y + 40} l {x} {y + 40} l h S\n" for x in (50, 150) for y in (600, 640)
    )
    source = read(
        boxes + shown("No", 55, 650) + shown("What", 155, 650) + shown("1", 55, 610) + shown("exits", 155, 610)
    )
    assert texts(source) == [[["No", "What"], ["1", "exits"]]]


def test_a_drawing_with_many_lines_is_no_table() -> None:
    drawn = "".join(f"{50 + i % 60 * 8} 100 m {50 + i % 60 * 8} {200 + i // 60} l S\n" for i in range(4000))
    assert read(drawn + shown("a drawing of a place", 50, 760)).tables == ()
