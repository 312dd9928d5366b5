"""Tables with rulings across only, and rows that go on over the end of a page."""

from __future__ import annotations

import pytest
from test_pdf import shown
from test_pdf_tables import XS, read, row, ruled, texts

from notice_parser.ingest.assemble import RawLine, RawTable
from notice_parser.ingest.pdf_table_joins import Row, _is_rest


def rules(*ys: int, left: int = 50, right: int = 500) -> str:
    return "".join(f"{left} {y} m {right} {y} l S\n" for y in ys)


HEAD = row(685, "No", "What is checked", "Remarks")


def test_three_rulings_make_a_table() -> None:
    body = row(655, "1", "exits are free", "each day") + row(635, "2", "the alarm works", "x") + row(615, "3", "lights")
    source = read(shown("a title above it", 50, 760) + rules(700, 675, 600) + HEAD + body + shown("below it", 50, 500))
    assert texts(source) == [
        [
            ["No", "What is checked", "Remarks"],
            ["1", "exits are free", "each day"],
            ["2", "the alarm works", "x"],
            ["3", "lights", ""],
        ]
    ]
    assert source.text.startswith("a title above it\nNo\tWhat")
    assert source.text.endswith("below it\n")


def test_lines_of_an_entry_stand_together() -> None:
    body = row(655, "1", "exits are free on") + row(640, "", "all floors") + row(610, "2", "the alarm works", "x")
    source = read(rules(700, 675, 600) + HEAD + body)
    assert texts(source)[0][1:] == [["1", "exits are free onall floors", ""], ["2", "the alarm works", "x"]]


def test_rulings_between_all_rows() -> None:
    body = row(655, "", "exits are free on") + row(640, "1", "all floors", "x") + row(610, "2", "the alarm works", "y")
    source = read(rules(700, 675, 630, 600) + HEAD + body)
    assert texts(source)[0][1:] == [["1", "exits are free onall floors", "x"], ["2", "the alarm works", "y"]]


def test_rulings_drawn_cell_by_cell() -> None:
    drawn = "".join(
        rules(y, left=x, right=x1) for y in (700, 675, 600) for x, x1 in ((50, 100), (100, 300), (300, 500))
    )
    assert texts(read(drawn + HEAD + row(655, "1", "exits", "x")))[0][1] == ["1", "exits", "x"]


LEFT = ["all units must check the exits", "and report what they have found", "until the end of this month", "without"]
RIGHT = ["those that have not yet begun", "are asked to begin at once and", "to name a person who will be", "asked"]
COLUMNS = "".join(
    shown(a, 55, 655 - 15 * i) + shown(b, 300, 655 - 15 * i) for i, (a, b) in enumerate(zip(LEFT, RIGHT, strict=True))
)


@pytest.mark.parametrize(
    "drawn",
    [
        rules(700, 675, 590) + shown("Part one", 55, 685) + shown("Part two", 300, 685) + COLUMNS,
        rules(700, 675, 590) + shown("The bulletin", 250, 685) + COLUMNS,
        rules(150, 120, 90)
        + shown("Copies: the office of the county, the court, the library", 55, 130)
        + shown("The office", 55, 100)
        + shown("printed on 5 May 2024", 330, 100),
        rules(740, 736) + shown("No 12 of 2024", 55, 745) + shown("signed by Wen", 400, 745) + row(700, "a", "b", "c"),
        rules(740) + rules(100, 70) + HEAD + row(655, "1", "exits", "x"),
        rules(700, 675) + HEAD + row(655, "1", "exits are free", "x"),
        rules(700, 675, 600) + HEAD,
        rules(700, 675, 600) + HEAD + row(655, "", "in the middle of", "x") + row(640, "1", "two lines", ""),
        rules(700, 500, 300) + row(600, "No", "What", "Why") + row(400, "1", "exits", "x"),
    ],
    ids=["columns", "bulletin", "imprint", "letterhead", "far apart", "two", "header alone", "unclear rows", "panels"],
)
def test_what_is_no_table(drawn: str) -> None:
    assert read(drawn + shown("some words of a notice", 60, 800)).tables == ()


def test_it_goes_on_over_the_page_with_its_header() -> None:
    first = rules(160, 135, 60) + row(145, "No", "What is checked", "Remarks") + row(115, "1", "exits are free", "a")
    second = rules(800, 775, 700) + row(785, "No", "What is checked", "Remarks") + row(755, "2", "the alarm", "b")
    source = read(first, second)
    assert texts(source) == [
        [["No", "What is checked", "Remarks"], ["1", "exits are free", "a"], ["2", "the alarm", "b"]]
    ]


def split(last: tuple[str, ...], rest: tuple[str, ...]) -> list[list[str]]:
    """Read a table whose last row of the first page and first row of the next are given."""
    first = ruled((140, 100, 60)) + row(120, "No", "What", "Why") + row(80, *last)
    second = ruled((800, 760, 720)) + row(780, *rest) + row(740, "2", "alarm", "")
    return texts(read(first, second))[0][1:]


def test_the_rest_of_a_row_is_joined_with_it() -> None:
    assert split(("1", "exits are free on", "so"), ("", "all floors", "")) == [
        ["1", "exits are free onall floors", "so"],
        ["2", "alarm", ""],
    ]


def test_a_value_of_a_joined_row_stands_on_its_first_page() -> None:
    first = ruled((140, 100, 60)) + row(120, "No", "What", "Why") + row(80, "1", "exits are free on")
    source = read(first, ruled((800, 760, 720)) + row(780, "", "all floors") + row(740, "2", "alarm"))
    place = source.place(source.tables[0].rows[1][1])
    assert place is not None
    assert place.box is not None
    assert (place.page, round(place.box.x0)) == (1, XS[1] + 5)
    assert len(source.tables[0].rows) == 3


@pytest.mark.parametrize(
    ("last", "rest"),
    [
        (("1", "exits are free", ""), ("2", "more exits", "")),  # a row of its own
        (("1", "exits are free.", ""), ("", "all floors", "")),  # the entry is at its end
        (("1", "exits are free on", ""), ("", "", "a remark alone")),  # nothing has begun there
        (("fire", "exits are free", ""), ("", "alarm", "")),  # the first cell reaches down
    ],
)
def test_another_row_stays_apart(last: tuple[str, ...], rest: tuple[str, ...]) -> None:
    assert len(split(last, rest)) == 3


@pytest.mark.parametrize(
    ("above", "below", "is_rest"),
    [
        (("消防", "检查疏散通道、", ""), ("", "安全出口", ""), True),
        (("消防设施（含", "灭火器", ""), ("喷淋）", "", ""), True),
        (("二", "查阅记录", "《水法》"), ("", "和台账", ""), True),
        (("消防", "灭火器配置", ""), ("", "疏散通道", ""), False),
        (("3", "检查通道，", ""), ("4", "检查出口", ""), False),
        (("3", "", ""), ("", "检查出口", ""), False),
        (("3", "检查通道。", "现场"), ("", "检查出口。", ""), False),
    ],
)
def test_the_rest_of_a_row(above: tuple[str, ...], below: tuple[str, ...], is_rest: bool) -> None:
    def cells(*cells: str) -> Row:
        return RawTable((tuple((RawLine(cell),) if cell else () for cell in cells),)).rows[0]

    assert _is_rest([cells("项目", "内容", "依据"), cells(*above)], cells(*below)) is is_rest
