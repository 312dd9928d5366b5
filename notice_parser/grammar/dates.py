"""Full calendar dates: year, month and day are all printed.

Partial dates, ranges and everything else that needs a reference date is in :mod:`notice_parser.grammar.times`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from notice_parser.core.span import Span
from notice_parser.grammar.numerals import HAN_DIGIT, ZERO, parse_numeral
from notice_parser.grammar.rule import Rule

BLANK = r"\s{0,3}+"
"""Blanks inside a date: ``2026年 4月 20 日``, and digit runs on lines of their own."""

YEAR = rf"(?:(?:19|20)[0-9]{{2}}|[一二](?:[{HAN_DIGIT}{ZERO}]{{3}}))"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|(?:二十|廿)[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[一二三四五六七八九])"
)

# "二○一八年二月九日": OCR and typists write 〇 as ○, 零, 0 or O, so all count as zero inside a year.
# Price: "二OO八年五月一日" may be a name; a day that does not exist is refused below.
FULL = Rule(
    "date/full",
    rf"(?<![0-9〇○零])(?P<year>{YEAR}){BLANK}年{BLANK}(?P<month>{MONTH}){BLANK}月{BLANK}(?P<day>{DAY}){BLANK}[日号]",
    yes=(
        "2018年2月9日",
        "2018年02月09日",
        "二〇一八年二月九日",
        "二0一一年十月十七日",
        "二OO八年五月二十一日",
        "二○○九年六月三十日",
        "一九九六年六月二十九日",
        "2026年 4月 20 日",
        "2019\n年\n11\n月\n15\n日",
        "2022年5月9号",
    ),
    no=("2018年2月", "12018年2月9日", "2018年13月9日", "3月9日", "2018年第2号"),
)

ISO = Rule(
    "date/iso",
    rf"(?<![0-9][-./]|[0-9])(?P<year>(?:19|20)[0-9]{{2}})(?P<mark>[-./．－—]){BLANK}(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    rf"{BLANK}(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[-./][0-9])",
    yes=("2018-2-9", "2018-02-09", "2018.2.9", "2018/2/9"),
    no=("0531-2018-2-9", "2018-2-9-1", "2018-2", "2018.2-9", "2018-13-9", "192018-2-9"),
)

RULES: tuple[Rule, ...] = (FULL, ISO)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A full date and where it stands; ``rule`` is ``date/full`` or ``date/iso``."""

    value: dt.date
    span: Span
    rule: str


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateMatch]:
    """List the full dates in ``text[start:end]`` in reading order; days that do not exist are left out.

    >>> [m.value.isoformat() for m in find_dates("二〇二一年七月二十四日，2021年2月30日，2018.2.9")]
    ['2021-07-24', '2018-02-09']
    """
    found: list[DateMatch] = []
    for rule in RULES:
        for match in rule.find_all(text, start, end):
            value = calendar_day(match["year"], match["month"], match["day"])
            if value is not None:
                found.append(DateMatch(value, Span(*match.span()), rule.name))
    return sorted(found, key=lambda m: m.span)


def parse_full_date(text: str) -> dt.date | None:
    """Give the day that a text names in full, or None where it says anything else.

    >>> parse_full_date("二○一八年二月九日")
    datetime.date(2018, 2, 9)
    """
    text = text.strip()
    for rule in RULES:
        match = rule.fullmatch(text)
        if match is not None:
            return calendar_day(match["year"], match["month"], match["day"])
    return None


def calendar_day(year: str, month: str, day: str) -> dt.date | None:
    """Give the day of three numerals, or None where the calendar has no such day."""
    numbers = [parse_numeral(n) for n in (year, month, day)]
    if any(n is None for n in numbers):
        return None
    try:
        return dt.date(*(n for n in numbers if n is not None))
    except ValueError:
        return None
