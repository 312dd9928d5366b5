"""Every time expression of a text: dates and ranges, periods, what comes again and again, events.

The reference date gives what is not printed; it is always an argument.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable

from notice_parser.grammar.moments import find_moments
from notice_parser.grammar.periods import find_periods
from notice_parser.grammar.recurrence import find_recurring
from notice_parser.grammar.time_expression import TimeExpression


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
    return sorted(found, key=lambda t: (t.span, t.start or dt.date.min))


def _add_free(taken: list[TimeExpression], readings: Iterable[TimeExpression]) -> None:
    """Add the readings that share no code point with those taken before."""
    held = sorted({t.span for t in taken})
    starts = [s.start for s in held]
    for reading in readings:
        index = bisect_right(starts, reading.span.end - 1) - 1
        if index < 0 or not held[index].overlaps(reading.span):
            taken.append(reading)
