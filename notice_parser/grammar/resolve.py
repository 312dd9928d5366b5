"""From a point as printed to calendar days: what is not printed comes from a reference date, never from the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from notice_parser.grammar.points import Point
from notice_parser.grammar.time_expression import Granularity, last_day

ROLLS_OVER_AFTER = dt.timedelta(days=120)
"""A day without a year that lies further back than this belongs to the next year: 1月10日前 in a December notice.

Shorter would push what a notice tells of last month into the future, longer would lose 3月底前 in a notice of
September.
"""

_YEARS_AWAY = {"前年": -2, "去年": -1, "上年": -1, "明年": 1, "次年": 1, "来年": 1, "翌年": 1, "后年": 2}
_MONTHS_AWAY = {"上月": -1, "上个月": -1, "下月": 1, "下个月": 1, "次月": 1}
_THIRDS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "中下旬": (11, 31), "上中旬": (1, 20)}
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of a point and how exact it was."""

    start: dt.date
    end: dt.date
    granularity: Granularity


def resolve(point: Point, reference: dt.date | None, before: dt.date | None = None) -> Days | None:
    """Give the days of a point, or None where nothing says the year.

    ``before`` is the start of the point printed just before in the same list, range or sentence: its year and month
    are taken over, and the year goes on where the result would lie before it (12月20日至1月10日).

    >>> from notice_parser.core.span import Span
    >>> days = resolve(Point(Span(0, 5), month=1, day=10), dt.date(2018, 12, 3))
    >>> days and days.end
    datetime.date(2019, 1, 10)
    """
    if point.today:
        return Days(reference, reference, Granularity.DAY) if reference else None
    if point.day_word:
        day = reference + dt.timedelta(days=point.day_word[0] == "明") if reference else None
        return Days(day, day, Granularity.DAY) if day else None
    if point.week:
        return _resolve_week(point, reference)
    anchor = before or reference
    year = point.year if point.year is not None else _year_by_word(point.year_word, anchor)
    month = point.month
    by_word = _month_by_word(point.month_word, anchor)
    if by_word is not None:
        year, month = by_word
    if year is not None:
        return _days(point, year, month)
    if anchor is None:
        return None
    return _without_year(point, anchor, month, follows=before is not None)


def _without_year(point: Point, anchor: dt.date, month: int | None, *, follows: bool) -> Days | None:
    if month is None and point.only_day:
        month = anchor.month
    days = _days(point, anchor.year, month)
    if days is None:
        return _days(point, anchor.year + 1, month)  # 2月29日
    passed = days.end < anchor if follows else anchor - days.end > ROLLS_OVER_AFTER
    return _days(point, anchor.year + 1, month) if passed else days


def _year_by_word(word: str, anchor: dt.date | None) -> int | None:
    if not word or anchor is None:
        return None
    return anchor.year + _YEARS_AWAY.get(word, 0)


def _month_by_word(word: str, anchor: dt.date | None) -> tuple[int, int] | None:
    if not word or anchor is None:
        return None
    months = anchor.year * 12 + anchor.month - 1 + _MONTHS_AWAY.get(word, 0)
    return months // 12, months % 12 + 1


def _days(point: Point, year: int, month: int | None) -> Days | None:
    if not 1900 <= year <= 2100:
        return None
    if point.quarter is not None:
        days = Days(dt.date(year, point.quarter * 3 - 2, 1), last_day(year, point.quarter * 3), Granularity.QUARTER)
        return Days(days.end, days.end, Granularity.DAY) if point.part else days
    if point.half:
        first = 1 if point.half == "上" else 7
        return Days(dt.date(year, first, 1), last_day(year, first + 5), Granularity.HALF)
    if month is None:
        if point.part in ("底", "末"):
            return Days(dt.date(year, 12, 31), dt.date(year, 12, 31), Granularity.DAY)
        return Days(dt.date(year, 1, 1), last_day(year, 12), Granularity.YEAR)
    last = last_day(year, month)
    if point.day is not None:
        if point.day > last.day:
            return None
        day = dt.date(year, month, point.day)
        return Days(day, day, Granularity.DAY)
    if point.part in ("底", "末"):
        return Days(last, last, Granularity.DAY)
    if point.part in _THIRDS:
        first, end = _THIRDS[point.part]
        return Days(dt.date(year, month, first), dt.date(year, month, min(end, last.day)), Granularity.THIRD)
    return Days(dt.date(year, month, 1), last, Granularity.MONTH)


def _resolve_week(point: Point, reference: dt.date | None) -> Days | None:
    if reference is None:
        return None
    monday = reference - dt.timedelta(days=reference.weekday()) + dt.timedelta(days=7 * (point.week == "下"))
    if point.week_part and point.week_part in _WEEKDAYS + "天":
        day = monday + dt.timedelta(days=_WEEKDAYS.index(point.week_part.replace("天", "日")))
        return Days(day, day, Granularity.DAY)
    return Days(monday, monday + dt.timedelta(days=6), Granularity.WEEK)
