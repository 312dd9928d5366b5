"""The columns of the Parquet tables: name, type, and where the value stands in a row of JSON Lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from notice_parser.export.to_json import JsonObject

TEXT, TEXTS, WHOLE, NUMBER, DAY = "text", "texts", "whole", "number", "day"
"""Types: text, list of texts, whole number, number, ISO date."""

_FILE = (("source", TEXT, "source"), ("sha256", TEXT, "sha256"), ("copy_of", TEXT, "copy_of"))
_OF_NOTICE = (*_FILE, ("document_number", TEXT, "document_number"), ("title", TEXT, "title"))
_PLACE = (
    ("confidence", NUMBER, "confidence"),
    ("start", WHOLE, "spans.0.start"),
    ("end", WHOLE, "spans.0.end"),
    ("page", WHOLE, "spans.0.page"),
)

COLUMNS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "notices": (
        *_FILE,
        ("document_type", TEXT, "document_type.value"),
        ("title", TEXT, "title.value"),
        ("title_confidence", NUMBER, "title.confidence"),
        ("document_number", TEXT, "document_number.value"),
        ("document_number_confidence", NUMBER, "document_number.confidence"),
        ("agency_code", TEXT, "document_number.agency_code"),
        ("year", WHOLE, "document_number.year"),
        ("issuers", TEXTS, "issuers.*.value"),
        ("addressees", TEXTS, "addressees.*.value"),
        ("issue_date", DAY, "issue_date.value"),
        ("issue_date_confidence", NUMBER, "issue_date.confidence"),
        ("classification", TEXT, "classification.value"),
        ("urgency", TEXT, "urgency.value"),
        ("disclosure", TEXT, "disclosure.value"),
        ("copied_to", TEXTS, "copied_to.*.value"),
        ("attachments", TEXTS, "attachments.*.value"),
        ("references", TEXTS, "references.*.value"),
        ("reference_numbers", TEXTS, "references.*.document_number"),
        ("deadline_texts", TEXTS, "deadlines.*.text"),
        ("warnings", TEXTS, "warnings.*.message"),
        ("pages_read_by", TEXTS, "pages.*.read_by"),
        ("text", TEXT, "text"),
    ),
    "plans": (
        *_FILE,
        ("document_number", TEXT, "notice.document_number"),
        ("title", TEXT, "notice.title"),
        ("objective", TEXT, "objective.value"),
        ("targets", TEXTS, "targets.*.value"),
        ("round_starts", TEXTS, "rounds.*.start"),
        ("round_ends", TEXTS, "rounds.*.end"),
        ("duration_min", TEXT, "duration.min"),
        ("duration_max", TEXT, "duration.max"),
        ("team_count", WHOLE, "teams.count"),
        ("team_size_min", WHOLE, "teams.size_min"),
        ("team_size_max", WHOLE, "teams.size_max"),
        ("leaders", TEXTS, "teams.leaders.*.value"),
        ("methods", TEXTS, "methods.*.text"),
        ("procedure", TEXTS, "procedure.*.text"),
    ),
    "tasks": (
        *_OF_NOTICE,
        ("id", TEXT, "id"),
        ("action", TEXT, "action"),
        ("actor", TEXT, "actor"),
        ("recipient", TEXT, "recipient"),
        ("deadline_kind", TEXT, "deadline.kind"),
        ("due", TEXT, "deadline.due"),
        ("window_start", TEXT, "deadline.start"),
        ("window_end", TEXT, "deadline.end"),
        ("amount", WHOLE, "deadline.amount"),
        ("unit", TEXT, "deadline.unit"),
        ("trigger", TEXT, "deadline.trigger"),
        ("rrule", TEXT, "deadline.rrule"),
        ("sentence", TEXT, "deadline.text"),
        *_PLACE,
    ),
    "checklist": (*_OF_NOTICE, ("id", TEXT, "id"), ("section", TEXT, "section"), ("text", TEXT, "text"), *_PLACE),
    "contacts": (
        *_OF_NOTICE,
        ("organization", TEXT, "organization"),
        ("name", TEXT, "name"),
        ("phones", TEXTS, "phones"),
        ("faxes", TEXTS, "faxes"),
        ("emails", TEXTS, "emails"),
        ("address", TEXT, "address"),
        *_PLACE,
    ),
    "errors": (
        ("source", TEXT, "source"),
        ("sha256", TEXT, "sha256"),
        ("code", TEXT, "error.code"),
        ("message", TEXT, "error.message"),
        ("exit_code", WHOLE, "error.exit_code"),
    ),
    "sources": (
        ("source", TEXT, "source"),
        ("sha256", TEXT, "sha256"),
        ("result", TEXT, "result"),
        ("same_content_as", TEXT, "same_content_as"),
        ("copy_of", TEXT, "copy_of"),
    ),
}


OF_FILE = len(_FILE)
"""Columns at the front of the tables of notices that say from which file a row comes."""


def values_of(table: str, row: JsonObject, skip: int = 0) -> list[Any]:
    """Give the values of a row's columns, without the first ``skip``, as JSON can hold them: days are ISO text.

    >>> values_of("sources", {"source": "通知.txt", "sha256": None, "result": "error"}, 1)
    [None, 'error', None, None]
    """
    return [_typed(value_at(row, path), kind) for _, kind, path in COLUMNS[table][skip:]]


def value_at(row: JsonObject, path: str) -> Any:  # noqa: ANN401
    """Give what stands at a path, None where it leads nowhere; ``*`` takes all entries of a list.

    >>> row = {"issuers": [{"value": "省水务局"}, {"value": "省林草局"}], "spans": [{"start": 4}], "title": None}
    >>> value_at(row, "issuers.*.value"), value_at(row, "spans.0.start"), value_at(row, "title.value")
    (['省水务局', '省林草局'], 4, None)
    """
    return _at(row, _steps(path))


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def _at(held: Any, steps: tuple[str, ...]) -> Any:  # noqa: ANN401
    for number, step in enumerate(steps, start=1):
        if step == "*":
            return [_at(entry, steps[number:]) for entry in held or ()]
        if isinstance(held, list):
            held = held[int(step)] if int(step) < len(held) else None
        else:
            held = None if held is None else held.get(step)
    return held


def _typed(value: Any, kind: str) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if kind == DAY:
        return value[:10]
    if kind == TEXT:
        return _storable(value)
    if kind == TEXTS:
        return [None if entry is None else _storable(entry) for entry in value]
    return value


def _storable(value: object) -> str:
    """Write out halves of characters, which a table cannot hold."""
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
