"""The columns of the Parquet tables: name, type, and where the value stands in a row of JSON Lines."""

from __future__ import annotations

from collections.abc import Mapping
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


def value_at(row: JsonObject, path: str) -> Any:  # noqa: ANN401
    """Give what stands at a path, None where it leads nowhere; ``*`` takes all entries of a list.

    >>> row = {"issuers": [{"value": "省水务局"}, {"value": "省林草局"}], "spans": [{"start": 4}], "title": None}
    >>> value_at(row, "issuers.*.value"), value_at(row, "spans.0.start"), value_at(row, "title.value")
    (['省水务局', '省林草局'], 4, None)
    """
    held: Any = row
    step, _, rest = path.partition(".")
    while step:
        if step == "*":
            return [value_at(entry, rest) if rest else entry for entry in held or ()]
        if isinstance(held, list):
            held = held[int(step)] if int(step) < len(held) else None
        else:
            held = None if held is None else held.get(step)
        step, _, rest = rest.partition(".")
    return held
