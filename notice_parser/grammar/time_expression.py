"""What a stretch of text says about time, resolved against a reference date."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from notice_parser.core.notice import Direction, Unit
from notice_parser.core.span import Span


class TimeKind(StrEnum):
    """What a time expression says."""

    POINT = "point"
    """At or during a day, month, quarter …: 3月1日, 5月份."""
    UNTIL = "until"
    """Not later than: 2月9日前, 10月底, 截止时间为2月17日."""
    SINCE = "since"
    """From then on: 自4月8日起."""
    RANGE = "range"
    """From one day to another: 3月17日至21日."""
    PERIOD = "period"
    """A number of days, weeks, months after or before an event: 15个工作日内, 会前5个工作日."""
    RECURRING = "recurring"
    """Again and again: 每月5日前."""
    EVENT = "event"
    """Before, at or after something that happens: 离开驻地前."""


class Granularity(StrEnum):
    """How exact the printed time is."""

    DAY = "day"
    WEEK = "week"
    THIRD = "third"
    """A third of a month: 上旬, 中旬, 下旬, 初."""
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression.

    ``span`` holds the whole phrase with its preposition and 前/起/止; the members of a list share it. ``start`` and
    ``end`` are the first and last day, ``due`` the last moment of an UNTIL or POINT. ``trigger`` is where the event of
    a PERIOD or EVENT is printed.
    """

    span: Span
    kind: TimeKind
    rule: str
    start: dt.date | None = None
    end: dt.date | None = None
    due: dt.date | dt.datetime | None = None
    granularity: Granularity = Granularity.DAY
    amount: int | None = None
    unit: Unit | None = None
    direction: Direction = Direction.AFTER
    trigger: Span | None = None
    rrule: str | None = None
    year_printed: bool = False
    introduced: bool = False
    """A preposition stands in front: 于, 在, 自."""


def last_day(year: int, month: int) -> dt.date:
    """Give the last day of a month.

    >>> last_day(2020, 2)
    datetime.date(2020, 2, 29)
    """
    return dt.date(year, month, calendar.monthrange(year, month)[1])
