"""An annotation as single entries, each a label, a value and the places it stands at; and the text a person edits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from notice_parser.core.span import Span

Value = str | dict[str, Any]

SINGLE = ("document_type", "title", "document_number", "issue_date", "classification", "urgency", "disclosure")
LISTS = ("issuers", "addressees", "copied_to", "attachments", "references", "contacts", "deadlines", "outline")
PLAN_SINGLE = ("objective", "duration", "teams")
PLAN_LISTS = ("targets", "rounds", "checklist", "methods", "procedure")
LABELS = (*SINGLE, *LISTS, *(f"plan.{key}" for key in (*PLAN_SINGLE, *PLAN_LISTS)))
_LINE = re.compile(r"([a-z][a-z_]*):(?: (.*))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of an annotation; ``index`` is its place among those of its label, ``spans`` may be empty."""

    label: str
    index: int
    value: Value
    spans: tuple[Span, ...] = ()
    confidence: float | None = None


def entries_of(gold: Mapping[str, Any]) -> Iterator[tuple[str, int, Value]]:
    """Take an annotation apart: label, index and value of all that is there."""
    plan = gold.get("plan") or {}
    for label in LABELS:
        held = plan.get(label.removeprefix("plan.")) if label.startswith("plan.") else gold.get(label)
        if held not in (None, "", [], {}):
            for index, value in enumerate(held if isinstance(held, list) else [held]):
                yield label, index, value


def gold_of(entries: Iterable[Entry]) -> dict[str, Any]:
    """Put an annotation together; what no entry tells is null or an empty list, and without a plan there is none."""
    gold: dict[str, Any] = dict.fromkeys(SINGLE) | {label: [] for label in LISTS}
    plan: dict[str, Any] = dict.fromkeys(PLAN_SINGLE) | {key: [] for key in PLAN_LISTS}
    has_plan = False
    for entry in entries:
        within, key = (plan, entry.label[5:]) if entry.label.startswith("plan.") else (gold, entry.label)
        has_plan = has_plan or within is plan
        if isinstance(within[key], list):
            within[key].append(entry.value)
        elif within[key] is None:
            within[key] = entry.value
    if has_plan:
        gold["plan"] = plan | {"teams": plan["teams"] or {}}
    return gold


def written(value: Value) -> str:
    r"""Write a value for a person to edit: as it is, or a line for each key.

    >>> written("水务局"), written({"name": None, "phones": ["1"], "organization": "水务局"})
    ('水务局', 'name: null\nphones: ["1"]\norganization: 水务局')
    """
    if isinstance(value, str):
        return value if read(value) == value else json.dumps(value, ensure_ascii=False)
    return "\n".join(f"{key}: {_scalar(held)}".rstrip() for key, held in value.items())


def read(text: str) -> Value:
    r"""Read what :func:`written` wrote, or a person did.

    >>> read("kind: by\ndue: 2024-05-10")
    {'kind': 'by', 'due': '2024-05-10'}
    """
    text = text.strip()
    lines = [_LINE.fullmatch(line.strip()) for line in text.split("\n") if line.strip()]
    if lines and all(lines):
        return {found[1]: _plain(found[2] or "") for found in lines if found is not None}
    if text.startswith('"'):
        plain = _plain(text)
        return plain if isinstance(plain, str) else text
    return text


def _scalar(held: object) -> str:
    if isinstance(held, str) and held and _plain(held) == held and "\n" not in held:
        return held
    return json.dumps(held, ensure_ascii=False)


def _plain(text: str) -> Any:  # noqa: ANN401
    """Read a number, a list, null or a quoted text; anything else is the text itself."""
    text = text.strip()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
