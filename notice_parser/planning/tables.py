"""Checklist items and tasks that stand in tables."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.evidence import Evidence
from notice_parser.core.outline import Outline
from notice_parser.core.plan import PlanItem, Task
from notice_parser.core.printed import flat
from notice_parser.core.source import Table
from notice_parser.core.span import Span, hull
from notice_parser.grammar.table_rows import TableRow, read_entries

_CHECKED = 0.85
_ASSIGNED = 0.7


def table_items(outline: Outline) -> Iterator[PlanItem]:
    """List what the tables of checks name, in reading order, with the group of each as its section; without ids."""
    for table in outline.tables:
        entries = read_entries(outline.text, table)
        if not entries.is_checklist:
            continue
        for row in entries.rows:
            text = _joined(outline.text, row.item)
            section = _section(outline, table, row)
            yield PlanItem("", text, section, Evidence(row.item, "checklist/table", _CHECKED))


def _section(outline: Outline, table: Table, row: TableRow) -> str | None:
    """Give the group of a row, else the title of the document that the table makes up."""
    if row.section is not None:
        return flat(row.section.of(outline.text)) or None
    index = outline.document_at(table.span.start)
    if not index or not outline.documents[index].title:
        return None
    return flat("".join(span.of(outline.text) for span in outline.documents[index].title)) or None


def assigned_tasks(outline: Outline) -> Iterator[tuple[Span, Task]]:
    """List the tasks that a table lays on a named actor, each with the place of its row; without ids.

    Those whose row says a time are deadlines already.
    """
    for table in outline.tables:
        entries = read_entries(outline.text, table)
        for row in entries.rows if entries.is_task_list else ():
            if row.actor is None:
                continue
            place = hull(row.item)
            evidence = Evidence((*row.item, row.actor), "tasks/table", _ASSIGNED)
            action = regex.sub(r"[。；;，,]$", "", _joined(outline.text, row.item))
            yield place, Task("", action, flat(row.actor.of(outline.text)), None, None, evidence)


def _joined(text: str, spans: tuple[Span, ...]) -> str:
    return "".join(flat(span.of(text)) for span in spans)
