import datetime as dt

import pytest

from notice_parser.core.span import Span
from notice_parser.grammar.dates import find_dates, parse_full_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018年2月9日", (2018, 2, 9)),
        ("2018年02月09日", (2018, 2, 9)),
        ("二〇一八年二月九日", (2018, 2, 9)),
        ("二○一八年二月九日", (2018, 2, 9)),
        ("二零一八年二月九日", (2018, 2, 9)),
        ("二OO八年十二月三十一日", (2008, 12, 31)),
        ("二0一一年十月十七日", (2011, 10, 17)),
        ("一九九六年六月二十九日", (1996, 6, 29)),
        ("二〇〇四年八月二十日", (2004, 8, 20)),
        ("二〇一二年六月三十日", (2012, 6, 30)),
        ("2026年 4月 20 日", (2026, 4, 20)),
        ("2020-2-29", (2020, 2, 29)),
        ("2018.2.9", (2018, 2, 9)),
        ("2018/12/09", (2018, 12, 9)),
    ],
)
def test_full_dates_are_read(text: str, day: tuple[int, int, int]) -> None:
    assert parse_full_date(text) == dt.date(*day)
    (match,) = find_dates(f"甲{text}乙")
    assert (match.value, match.span) == (dt.date(*day), Span(1, 1 + len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "2021年2月30日",
        "2019-2-29",
        "2018年2月",
        "2月9日",
        "2018年第2号",
        "〔2018〕2号",
        "2018.13.9",
        "0531-2018-2-9",
        "12018年2月9日",
        "192.168.2018.2.9",
        "三〇一医院",
        "五四运动",
        "2018年2月9",
    ],
)
def test_other_text_is_no_full_date(text: str) -> None:
    assert find_dates(text) == []
    assert parse_full_date(text) is None


def test_only_the_given_stretch_is_read() -> None:
    text = "2018年2月9日，2018年3月9日"
    assert [m.value.month for m in find_dates(text, 5)] == [3]
