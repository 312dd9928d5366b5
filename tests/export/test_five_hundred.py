"""A plan of five hundred items, tasks and contacts: each of them stands in every form that has a place for it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from icalendar import Calendar
from made_plans import EVIDENCE, Pair, task
from openpyxl import load_workbook

from notice_parser.core.notice import Contact
from notice_parser.core.plan import PlanItem
from notice_parser.export.to_csv import Rows, plan_to_csv, plan_to_jsonl
from notice_parser.export.to_ics import plan_to_ics
from notice_parser.export.to_markdown import plan_to_markdown
from notice_parser.export.to_report import report_to_html
from notice_parser.export.to_text import plan_to_text
from notice_parser.export.to_xlsx import plan_to_xlsx

MANY = 500


def sheets(pair: Pair) -> str:
    book = load_workbook(io.BytesIO(plan_to_xlsx(*pair)), read_only=True)
    return "\n".join(str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value is not None)


def tables(pair: Pair) -> str:
    return "\n".join(plan_to_csv(*pair, rows) for rows in Rows)


def calendar(pair: Pair) -> str:
    return "\n".join(f"{e.get('summary')}|" for e in Calendar.from_ical(plan_to_ics(*pair)).walk("VTODO"))


def lines(pair: Pair) -> str:
    return "\n".join(str(list(json.loads(line).values())) for line in plan_to_jsonl(*pair).splitlines())


ALL = ("任务", "项目", "某人")
WRITERS: dict[str, tuple[Callable[[Pair], str], tuple[str, ...]]] = {
    "xlsx": (sheets, ALL),
    "csv": (tables, ALL),
    "jsonl": (lines, ALL),
    "markdown": (lambda pair: plan_to_markdown(*pair), ALL),
    "text": (lambda pair: plan_to_text(*pair), ALL),
    "ics": (calendar, ("任务",)),
    "show": (lambda pair: report_to_html(*pair), ("任务", "项目")),  # contacts there are the notice's
}


@pytest.mark.parametrize("name", list(WRITERS))
def test_none_is_lost(name: str, empty: Pair) -> None:
    notice, plan = empty
    numbers = range(1000, 1000 + MANY)
    many = replace(
        plan,
        tasks=tuple(task(at, f"任务{at}") for at in numbers),
        checklist=tuple(PlanItem(f"C{at}", f"项目{at}", f"第{at % 7}类", EVIDENCE) for at in numbers),
        contacts=tuple(Contact(EVIDENCE, f"某人{at}") for at in numbers),
    )
    write, kinds = WRITERS[name]
    written = write((notice, many))
    assert [f"{kind}{at}" for kind in kinds for at in numbers if f"{kind}{at}" not in written] == []
