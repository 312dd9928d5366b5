"""Deadlines: what somebody has to do by or within a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from notice_parser.core.notice import Deadline
from notice_parser.core.outline import Outline


def read_deadlines(outline: Outline, reference: dt.date | None, events: Mapping[str, dt.date]) -> tuple[Deadline, ...]:
    """List the deadlines in reading order.

    ``reference`` is the date of issue, or the best that is known of it: it gives a missing year and month.
    ``events`` gives the dates of triggers that the caller knows.
    """
    return ()
