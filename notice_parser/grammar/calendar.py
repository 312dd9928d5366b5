"""Counting days after the Civil Code and the State Council's yearly arrangement of holidays.

民法典 201: a period in days does not count the day of the event, it begins with the next day; 202: a period in months
or years ends on the day of the same number, without one on the month's last day; 203: a last day that is a statutory
holiday gives way to the next working day. The official arrangement is known for 2004 to 2026 (package
``chinesecalendar``); for other years only weekends are known and the result is provisional.
"""

from __future__ import annotations

import datetime as dt

from notice_parser.core.notice import Direction, Proof, Unit
from notice_parser.core.workdays import is_known, is_working_day
from notice_parser.grammar.time_expression import last_day

MOST = 5000
"""The longest period in working days that is counted out."""


def add_working_days(day: dt.date, amount: int) -> tuple[dt.date, Proof]:
    """Count working days from the day after ``day``, backwards where ``amount`` is negative.

    Returns the last day counted and the proof with the days skipped.

    Raises:
        ValueError: more than 5000 days are asked for.

    >>> add_working_days(dt.date(2018, 2, 9), 3)[0]
    datetime.date(2018, 2, 13)
    """
    if abs(amount) > MOST:
        raise ValueError(f"too many working days: {amount}")
    step = dt.timedelta(days=1 if amount >= 0 else -1)
    at, left, skipped = day, abs(amount), []
    provisional = False
    while left:
        at += step
        provisional |= not is_known(at)
        if is_working_day(at):
            left -= 1
        else:
            skipped.append(at)
    return at, Proof("民法典201：始日不计入；国务院节假日安排：只计工作日", day, tuple(skipped), provisional)


def add_months(day: dt.date, months: int) -> dt.date:
    """Give the day of the same number some months later, or that month's last day.

    >>> add_months(dt.date(2019, 12, 31), 2)
    datetime.date(2020, 2, 29)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return dt.date(year, month, min(day.day, last_day(year, month).day))


def next_working_day(day: dt.date) -> tuple[dt.date, tuple[dt.date, ...]]:
    """Give the day itself if people work on it, else the next on which they do, with the days passed over."""
    skipped: list[dt.date] = []
    while not is_working_day(day):
        skipped.append(day)
        day += dt.timedelta(days=1)
    return day, tuple(skipped)


def end_of_period(
    day: dt.date, amount: int, unit: Unit, direction: Direction = Direction.AFTER
) -> tuple[dt.date, Proof] | None:
    """Give the last day of a period that runs from an event on ``day``, or None where it leaves the calendar.

    Before an event the days are counted back and nothing is moved: an earlier working day would be safer, but no law
    says so. Hours are counted as whole days, rounded up.
    """
    sign = 1 if direction == Direction.AFTER else -1
    try:
        if unit == Unit.WORKING_DAY:
            return add_working_days(day, sign * amount)
        if unit in (Unit.MONTH, Unit.YEAR):
            last = add_months(day, sign * amount * (12 if unit == Unit.YEAR else 1))
            rule = "民法典202：到期月的对应日，没有对应日的为月末日"
        else:
            last = day + sign * dt.timedelta(days=_days(amount, unit))
            rule = "民法典201：始日不计入"
    except (ValueError, OverflowError):
        return None
    if direction == Direction.BEFORE:
        return last, Proof(rule, day, provisional=not is_known(last))
    moved, skipped = next_working_day(last)
    if skipped:
        rule += "；203：最后一日是法定休假日，顺延至其次日"
    return moved, Proof(rule, day, skipped, not is_known(last))


def _days(amount: int, unit: Unit) -> int:
    if unit == Unit.HOUR:
        return -(-amount // 24)
    return amount * 7 if unit == Unit.WEEK else amount
