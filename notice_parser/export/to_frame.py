"""A plan's rows as a table of pandas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Contact
from notice_parser.core.plan import InspectionPlan, PlanItem, Task

if TYPE_CHECKING:
    from pandas import DataFrame

_DEADLINE = ("kind", "due", "start", "end", "amount", "unit", "trigger", "direction", "rrule")
_DAYS = ("due", "start", "end")
_EVIDENCE = ("confidence", "rule", "status", "span_start", "span_end")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "tasks": ("id", "action", "actor", "recipient", *_DEADLINE, "text", *_EVIDENCE),
    "checklist": ("id", "section", "text", *_EVIDENCE),
    "contacts": ("organization", "name", "phones", "faxes", "emails", "address", *_EVIDENCE),
}


def plan_to_frame(plan: InspectionPlan, rows: str = "tasks") -> DataFrame:
    """Give one kind of rows; the columns are the same where there is no row.

    Days are ``datetime64`` (a time of day is kept), numbers of a contact are tuples, and ``span_start`` and
    ``span_end`` lie in the restored text (code points).

    Raises:
        ModuleNotFoundError: pandas is not installed.
        ValueError: there are no such rows.
    """
    if rows not in _COLUMNS:
        raise ValueError(f"there are no rows {rows!r}, only {', '.join(_COLUMNS)}")
    try:
        import pandas
    except ModuleNotFoundError as error:
        advice = "pandas is not installed; pip install 'notice-parser[pandas]'"
        raise ModuleNotFoundError(advice, name="pandas") from error
    frame = pandas.DataFrame(list(_records(plan, rows)), columns=list(_COLUMNS[rows]))
    for day in _DAYS if rows == "tasks" else ():
        frame[day] = pandas.to_datetime(frame[day])
    if rows == "tasks":
        frame["amount"] = frame["amount"].astype("Int64")
    return frame


def _records(plan: InspectionPlan, rows: str) -> Iterable[dict[str, Any]]:
    if rows == "tasks":
        return map(_task, plan.tasks)
    return map(_item, plan.checklist) if rows == "checklist" else map(_contact, plan.contacts)


def _task(task: Task) -> dict[str, Any]:
    record: dict[str, Any] = {"id": task.id, "action": task.action, "actor": task.actor, "recipient": task.recipient}
    if task.deadline is not None:
        record |= {key: _plain(getattr(task.deadline, key)) for key in (*_DEADLINE, "text")}
    return record | _evidence(task.evidence)


def _item(item: PlanItem) -> dict[str, Any]:
    return {"id": item.id, "section": item.section, "text": item.text, **_evidence(item.evidence)}


def _contact(contact: Contact) -> dict[str, Any]:
    keys = ("organization", "name", "phones", "faxes", "emails", "address")
    return {key: getattr(contact, key) for key in keys} | _evidence(contact.evidence)


def _evidence(evidence: Evidence) -> dict[str, Any]:
    spans = evidence.spans
    return {
        "confidence": evidence.confidence,
        "rule": evidence.rule,
        "status": str(evidence.status),
        "span_start": min((span.start for span in spans), default=None),
        "span_end": max((span.end for span in spans), default=None),
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (int, dt.date)) else str(value)
