"""Every time expression of a text: dates and ranges, periods, what comes again and again, events.

The reference date gives what is not printed; it is always an argument.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from notice_parser.grammar.moments import find_moments
from notice_parser.grammar.periods import find_periods
from notice_parser.grammar.recurrence import find_recurring
from notice_parser.grammar.time_expression import TimeExpression, TimeKind


def find_times(text: str, reference: dt.date | None, today: dt.date | None = None) -> list[TimeExpression]:
    """List the time expressions of a text in reading order.

    ``reference`` is the date from which a missing year or month is taken, usually the date of issue; without it
    only what is printed in full is resolved. ``today`` is the day that 即日 means, where it is another. Where two
    readings overlap, the recurring one wins over the period, the period over the date.

    >>> [(t.kind.value, str(t.due)) for t in find_times("于2月9日前反馈", dt.date(2018, 1, 25))]
    [('until', '2018-02-09')]
    """
    found: list[TimeExpression] = []
    for readings in (*find_recurring(text), find_periods(text), find_moments(text, reference, today or reference)):
        _add_free(found, readings)
    return list(_every_year(text, sorted(found, key=lambda t: (t.span, t.start or dt.date.min))))


_SAME_SENTENCE = 100
"""Code points over which 每年 still holds for the next month in the same sentence."""


def _every_year(text: str, times: list[TimeExpression]) -> Iterator[TimeExpression]:
    """Let 每年 hold for the months behind it in the sentence: 每年2月15日前报送，3月底前形成计划."""
    held: int | None = None
    for time in times:
        if time.rule.startswith("recurring/yearly") and "BYMONTH=" in (time.rrule or ""):
            held = time.span.end
        elif held is not None and not _goes_on(text, held, time.span.start):
            held = None
        elif held is not None and time.kind is TimeKind.UNTIL and time.due is not None and not time.year_printed:
            month = time.span.of(text)
            if "月" in month and "年" not in month and not any(w in month for w in ("本月", "当月", "次月", "下月")):
                rrule = f"FREQ=YEARLY;BYMONTH={time.due.month};BYMONTHDAY={time.due.day}"
                time = replace(time, kind=TimeKind.RECURRING, rule="recurring/yearly/before", rrule=rrule,
                               start=None, end=None, due=None)  # fmt: skip
                held = time.span.end
        yield time


def _goes_on(text: str, end: int, start: int) -> bool:
    return start - end <= _SAME_SENTENCE and not any(c in "。！？；;\n" for c in text[end:start])


def _add_free(taken: list[TimeExpression], readings: Iterable[TimeExpression]) -> None:
    """Add the readings that share no code point with those taken before."""
    held = sorted({t.span for t in taken})
    starts = [s.start for s in held]
    for reading in readings:
        index = bisect_right(starts, reading.span.end - 1) - 1
        if index < 0 or not held[index].overlaps(reading.span):
            taken.append(reading)
