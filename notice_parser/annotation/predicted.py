"""What the program read in a notice, as the annotation that it would be if it were right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from notice_parser.annotation.entries import LABELS, Entry, Value
from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.core.span import Span
from notice_parser.export.to_json import notice_to_json, plan_to_json

_KEYS: Mapping[str, tuple[str, ...]] = {
    "references": ("value", "document_number"),
    "contacts": ("name", "organization", "phones", "faxes", "emails", "address"),
    "deadlines": (
        *("kind", "due", "amount", "unit", "trigger", "direction", "start", "end", "rrule"),
        *("action", "actor", "recipient"),
    ),
    "outline": ("label", "level", "text"),
    "plan.duration": ("min", "max", "working_days"),
    "plan.teams": ("count", "size_min", "size_max"),
    "plan.rounds": ("start", "end", "targets"),
    "plan.checklist": ("section", "text"),
    "plan.methods": ("section", "text"),
    "plan.procedure": ("section", "text"),
}
"""What an annotation says of each; labels without keys are plain texts."""
_ALWAYS = ("name", "organization", "phones", "faxes", "emails")
"""Keys that stand there even where nothing is known."""


def predicted(notice: Notice, plan: InspectionPlan) -> tuple[Entry, ...]:
    """Give all values with their places in the restored text."""
    head, made = notice_to_json(notice), plan_to_json(notice, plan)
    entries: list[Entry] = []
    for label in LABELS:
        held = made[label[5:]] if label.startswith("plan.") else head[label]
        if label == "plan.teams" and not _known(held, ("count", "size_min", "size_max", "leaders")):
            continue
        listed = held if isinstance(held, list) else [held]
        for index, one in enumerate(value for value in listed if value):
            entries.append(_entry(label, index, one))
    return tuple(entries)


def _entry(label: str, index: int, found: Mapping[str, Any]) -> Entry:
    spans = tuple(Span(span["start"], span["end"]) for span in found.get("spans", ()) if span["start"] < span["end"])
    return Entry(label, index, _value(label, found), spans, found.get("confidence"))


def _value(label: str, found: Mapping[str, Any]) -> Value:
    if label not in _KEYS:
        return str(found["value"])
    value = dict(_known(found, _KEYS[label]))
    if label == "plan.teams" and found["leaders"]:
        value["leaders"] = [leader["value"] for leader in found["leaders"]]
    if value.get("direction") == "after":
        del value["direction"]  # as it is unless told
    return value


def _known(found: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in _pairs(found, keys) if key in _ALWAYS or value not in (None, [], "")}


def _pairs(found: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    return ((key, found[key]) for key in keys if key in found)
