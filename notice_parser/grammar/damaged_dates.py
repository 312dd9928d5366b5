"""What is left of a date where a seal lay over it: the day is given only where no other fits what can be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from notice_parser.grammar.dates import calendar_day, parse_full_date
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule

_UNREADABLE = r"?？*★☆·•.`'‘’|gZz"
DAMAGED = Rule(
    "date/damaged",
    # 20Z3年5月9日, 2023牛5目9日, 2023年5月?日, 2023年5月9: digits or marks under the ring or the star of a seal.
    rf"^(?P<year>[0-9OoIl〇○零一二三四五六七八九{_UNREADABLE}]{{2,5}})[年牛午]"
    rf"(?P<month>[0-9OoIl〇一二三四五六七八九十{_UNREADABLE}]{{0,3}})[月目用]"
    rf"(?P<day>[0-9OoIl〇一二三四五六七八九十{_UNREADABLE}]{{0,4}})(?P<end>[日曰目口]?)$",
    yes=("20Z3年5月9日", "2023牛5目9曰", "2023年5月?日", "2023年5月9", "023年5月9日"),
    no=("本年5月9日", "2023年5月9日前", "年5月9日", "2023年5月上旬"),
)
MARKLESS = Rule(
    "date/without_mark",
    # 20235月9日: 年 is gone, and the year has four figures.
    r"^(?P<year>(?:19|20)\d{2})(?P<month>1[0-2]|[1-9])月(?P<day>\d{1,2})[日曰]$",
    yes=("20235月9日", "202312月9日"),
    no=("2023年5月9日", "202313月9日", "2023月9日"),
)
UNMARKED = Rule(
    "date/without_marks",
    # 20230509: all three marks are gone, with zeros that keep month and day apart.
    r"^(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])[日曰]?$",
    yes=("20230509", "20171116", "20171116日"),
    no=("20231309", "2023059", "202305091", "82030509", "20230532"),
)
NO_ZEROS = Rule(
    "date/without_marks_or_zeros",
    # 2023422, 202355: no mark is left and no zero; where two days fit (2023111) none is taken.
    r"^(?P<year>20[012]\d)(?P<rest>[1-9]\d{1,2})[日曰]?$",
    yes=("2023422", "202355"),
    no=("20230509", "2023年5月9日", "2023059", "20235"),
)
RULES = (DAMAGED, MARKLESS, UNMARKED, NO_ZEROS)
_FIGURES = str.maketrans("OoIl〇○零一二三四五六七八九", "0011000123456789")
_LOST = frozenset(_UNREADABLE)
_FEWEST_FIGURES = 2
"""Figures of a year that must be left for the document number to say the others."""


def is_damaged_date(text: str) -> bool:
    """Tell whether a line is what is left of a date, and no whole one."""
    bare = "".join(text.split())
    if NO_ZEROS.match(bare):
        return read_damaged_date(bare) is not None
    is_left = any(rule.match(bare) is not None for rule in RULES)
    return is_left and any(char.translate(_FIGURES).isdecimal() for char in bare) and parse_full_date(bare) is None


def read_damaged_date(text: str, year: int | None = None) -> dt.date | None:
    """Give the only day that fits; ``year`` is that of the document number.

    >>> read_damaged_date("20Z3年5月9日", 2023), read_damaged_date("2023年5月9"), read_damaged_date("2023牛5月12日")
    (datetime.date(2023, 5, 9), datetime.date(2023, 5, 9), datetime.date(2023, 5, 12))
    >>> read_damaged_date("20230509")
    datetime.date(2023, 5, 9)
    >>> read_damaged_date("2023422"), read_damaged_date("2023111")
    (datetime.date(2023, 4, 22), None)
    >>> read_damaged_date("2023年5月1"), read_damaged_date("2023年5月?日"), read_damaged_date("20Z3年5月9日")
    (None, None, None)
    """
    bare = "".join(text.split())
    if match := MARKLESS.match(bare) or UNMARKED.match(bare):
        return calendar_day(match["year"], match["month"], match["day"])
    if match := NO_ZEROS.match(bare):
        cuts = [(match["rest"][:at], match["rest"][at:]) for at in range(1, len(match["rest"]))]
        fitting = [calendar_day(match["year"], month, day) for month, day in cuts if day[0] != "0"]
        whole = [day for day in fitting if day is not None]
        return whole[0] if len(whole) == 1 else None
    match = DAMAGED.match(bare)
    if match is None:
        return None
    months = set(_numbers(match["month"], 12))
    day = match["day"] + ("" if match["end"] else "?")
    if len(months) != 1:
        return None
    (month,) = months
    found = _year(match["year"], year, month)
    if found is None:
        return None
    days = {d for n in _numbers(day, 31) if (d := calendar_day(str(found), str(month), str(n))) is not None}
    return days.pop() if len(days) == 1 else None


def _year(text: str, numbered: int | None, month: int) -> int | None:
    figures = text.translate(_FIGURES)
    if figures.isdecimal() and len(figures) == 4 and figures.startswith(("19", "20")):
        return int(figures)
    left = [char for char in figures if char not in _LOST]
    # In January a notice may bear the number of the year before.
    if numbered is None or month == 1 or len(left) < _FEWEST_FIGURES or len(figures) > 4:
        return None
    rest = iter(str(numbered))
    return numbered if all(char in rest for char in left) else None


def _numbers(text: str, most: int) -> Iterator[int]:
    """Give all numbers that fit; what cannot be read may be a figure, or nothing."""
    lost = [char in _LOST for char in text]
    if sum(lost) > 1 or all(lost):
        return
    if not any(lost):
        number = parse_numeral(text.replace("O", "0").replace("o", "0").replace("I", "1").replace("l", "1"))
        if number is not None and 1 <= number <= most:
            yield number
        return
    if not all(char.isascii() for char in text if char not in _LOST):
        return  # what stands for 十 or 二十 may be hidden
    at = lost.index(True)
    before, after = text[:at].translate(_FIGURES), text[at + 1 :].translate(_FIGURES)
    for figure in ("", *"0123456789"):
        number = int(before + figure + after)
        if 1 <= number <= most and len(before + figure + after) <= 2:
            yield number
