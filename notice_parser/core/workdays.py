"""Working days after the State Council's yearly arrangement of holidays, make-up days included.

The arrangement is known for 2004 to 2026 (package ``chinesecalendar``); for other years only weekends are.
"""

from __future__ import annotations

import datetime as dt

FIRST_YEAR, LAST_YEAR = 2004, 2026
"""Years whose arrangement of holidays is known."""
_YEAR = 366
_WEEK, _WORKED = 7, 5


def is_known(day: dt.date) -> bool:
    """Tell whether the official arrangement of the day's year is known."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_working_day(day: dt.date) -> bool:
    """Tell whether people work on a day, make-up days included; outside the known years Monday to Friday.

    >>> is_working_day(dt.date(2018, 2, 11)), is_working_day(dt.date(2018, 2, 15))
    (True, False)
    """
    if not is_known(day):
        return day.weekday() < _WORKED
    # Tables of two decades: loaded when first needed.
    import chinese_calendar  # type: ignore[import-untyped]

    return bool(chinese_calendar.is_workday(day))


def days_taken(amount: int, since: dt.date | None) -> tuple[int, int]:
    """Give how many days ``amount`` working days take at least and at most, from any day of a year on.

    The day itself is not counted. Without ``since``, or where the calendar ends, only weekends are.

    >>> days_taken(10, None), days_taken(1, None)
    ((12, 14), (1, 3))
    """
    try:
        days = [] if since is None else [since + dt.timedelta(at) for at in range(1, _YEAR + 2 * amount + 60)]
    except OverflowError:
        days = []
    if not days or not (is_known(days[0]) and is_known(days[-1])):
        weeks, rest = divmod(amount - 1, _WORKED)
        return weeks * _WEEK + rest + 1, weeks * _WEEK + rest + 3
    worked = [at for at, day in enumerate(days, 1) if is_working_day(day)]
    first = 0
    taken = []
    for start in range(_YEAR):
        while worked[first] <= start:
            first += 1
        taken.append(worked[first + amount - 1] - start)
    return min(taken), max(taken)
