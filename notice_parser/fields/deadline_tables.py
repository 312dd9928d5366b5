"""Deadlines in tables: a row says what is to be done, by whom, and in a column of its own by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from notice_parser.core.evidence import Evidence, Status
from notice_parser.core.notice import Deadline, DeadlineKind
from notice_parser.core.outline import Outline
from notice_parser.core.printed import flat
from notice_parser.core.span import Span
from notice_parser.grammar.table_rows import Entries, TableRow, read_entries
from notice_parser.grammar.time_expression import TimeExpression, TimeKind
from notice_parser.grammar.times import find_times

_KINDS = {
    TimeKind.UNTIL: DeadlineKind.BY,
    TimeKind.POINT: DeadlineKind.BY,  # 5月10日 under 完成时限 is the last day
    TimeKind.RANGE: DeadlineKind.WINDOW,
    TimeKind.SINCE: DeadlineKind.WINDOW,
    TimeKind.PERIOD: DeadlineKind.WITHIN,
    TimeKind.RECURRING: DeadlineKind.RECURRING,
}
_CONFIDENCE = 0.8
_MARKS = " \t\u3000。；;，,、"


def read_table_deadlines(outline: Outline, reference: dt.date | None) -> Iterator[Deadline]:
    """List the deadlines of the tables in reading order; a cell that names no time (长期坚持, 立行立改) gives none."""
    for table in outline.tables:
        entries = read_entries(outline.text, table)
        if entries.is_task_list:
            for row in entries.rows:
                if row.due is not None:
                    for time in find_times(row.due.of(outline.text), reference, reference):
                        if time.kind in _KINDS:
                            yield _deadline(outline.text, row, row.due, time, _kind(time, entries))


def _kind(time: TimeExpression, entries: Entries) -> DeadlineKind:
    if time.kind is TimeKind.POINT and (entries.is_schedule or time.due is None):
        return DeadlineKind.WINDOW
    return _KINDS[time.kind]


def _deadline(text: str, row: TableRow, cell: Span, time: TimeExpression, kind: DeadlineKind) -> Deadline:
    action = "".join(flat(span.of(text)) for span in row.item).strip(_MARKS)
    spans = (time.span.shift(cell.start), *row.item, *([row.actor] if row.actor else []))
    return Deadline(
        kind,
        action,
        " ".join(flat(span.of(text)) for span in (*row.item, *([row.actor] if row.actor else []), cell)),
        Evidence(
            spans,
            "deadline/table",
            _CONFIDENCE,
            Status.EXACT if time.year_printed or time.start is None else Status.INFERRED,
        ),
        due=time.due if kind is DeadlineKind.BY else None,
        amount=time.amount,
        unit=time.unit,
        trigger=time.trigger.shift(cell.start).of(text) if time.trigger else None,
        direction=time.direction,
        start=time.start if kind is DeadlineKind.WINDOW else None,
        end=time.end if kind is DeadlineKind.WINDOW else None,
        rrule=time.rrule,
        actor=flat(row.actor.of(text)) if row.actor else None,
    )
