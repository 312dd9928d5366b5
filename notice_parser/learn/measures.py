"""Which values of a notice and its plan are compared, and how: one measure for each field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from notice_parser.learn.gold import JsonObject
from notice_parser.learn.likeness import (
    Likeness,
    bare,
    digits,
    near,
    plain,
    same_letters,
    same_number,
    same_part,
    same_round,
    same_text,
    same_time,
    same_time_and_action,
)

Entries = list[Any]
Select = Callable[[JsonObject], Entries]


@dataclass(frozen=True, slots=True)
class Measure:
    """A field: how its entries are taken from either side, and when two of them are the same value.

    ``settles`` lets an annotation's other forms (``or``) stand for the entry where one of them was read;
    ``in_header`` counts the field among those that make a header right; ``in_mean`` among those averaged.
    """

    name: str
    select: Select
    likeness: Likeness
    settles: bool = False
    in_header: bool = False
    in_mean: bool = True
    of_plan: bool = False


@dataclass(frozen=True, slots=True)
class Matching:
    """What was matched in one field of one notice; ``hits`` leaves optional entries out, ``right`` does not."""

    hits: int
    missed: tuple[Any, ...]
    wrong: tuple[Any, ...]
    right: tuple[Any, ...] = ()

    @property
    def is_right(self) -> bool:
        """Nothing missed, nothing wrong."""
        return not self.missed and not self.wrong


def match(measure: Measure, gold: JsonObject, read: JsonObject) -> Matching:
    """Match the entries of one field one to one, the likest first; a missed optional entry costs nothing."""
    wanted, found = measure.select(gold), measure.select(read)
    if measure.settles:
        wanted = settle(wanted, found)
    ranked = sorted(
        ((measure.likeness(g, r), i, j) for i, g in enumerate(wanted) for j, r in enumerate(found)),
        key=lambda pair: -pair[0],
    )
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    for likeness, i, j in ranked:
        if likeness > 0 and i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
    return Matching(
        sum(not is_optional(wanted[i]) for i in taken_gold),
        tuple(g for i, g in enumerate(wanted) if i not in taken_gold and not is_optional(g)),
        tuple(r for j, r in enumerate(found) if j not in taken_read),
        tuple(found[j] for j in sorted(taken_read)),
    )


def settle(wanted: Entries, found: Entries) -> Entries:
    """Give entries with other forms (``or``) the form that was read; the whole list stands for the entry."""
    read = {bare(plain(r)) for r in found}
    settled: Entries = []
    for entry in wanted:
        others = entry.get("or") if isinstance(entry, dict) else None
        if others and bare(entry["value"]) not in read and any(bare(o) in read for o in others):
            settled.extend({"value": o, "optional": is_optional(entry)} for o in others)
        else:
            settled.append(entry)
    return settled


def is_optional(entry: object) -> bool:
    """Tell whether missing the entry costs nothing."""
    return isinstance(entry, dict) and bool(entry.get("optional"))


def _listed(key: str) -> Select:
    def select(notice: JsonObject) -> Entries:
        held = notice.get(key)
        return held if isinstance(held, list) else [] if held is None else [held]

    return select


def _single(key: str) -> Select:
    listed = _listed(key)
    return lambda notice: [entry for entry in listed(notice) if plain(entry)]


def _contacts(values: Callable[[JsonObject], Iterable[str]]) -> Select:
    """Take a kind of number from all contacts, each once; it is optional if all contacts that have it are."""

    def select(notice: JsonObject) -> Entries:
        found: dict[str, bool] = {}
        for contact in notice.get("contacts") or []:
            for held in values(contact):
                found[held] = found.get(held, True) and is_optional(contact)
        return [{"value": held, "optional": optional} for held, optional in found.items()]

    return select


def _numbers(key: str, fold: Callable[[str], str]) -> Callable[[JsonObject], Iterable[str]]:
    return lambda contact: [fold(number) for number in contact.get(key) or []]


def _named_phones(contact: JsonObject) -> Iterable[str]:
    name = contact.get("name")
    return [bare(name) + digits(phone) for phone in contact.get("phones") or []] if name else []


def _duration(plan: JsonObject) -> Entries:
    held = plan.get("duration") or {}
    parts = tuple(held.get(key) for key in ("min", "max", "working_days"))
    return [{"value": parts}] if any(parts) else []


def _team(key: str) -> Select:
    def select(plan: JsonObject) -> Entries:
        held = (plan.get("teams") or {}).get(key)
        return [{"value": held}] if held else []

    return select


def _leaders(plan: JsonObject) -> Entries:
    held: Entries = (plan.get("teams") or {}).get("leaders") or []
    return held


def _levels(notice: JsonObject) -> Entries:
    return [{**part, "label": f"{part['label']}{part['level']}"} for part in notice.get("outline") or []]


def _actors(notice: JsonObject) -> Entries:
    return [deadline for deadline in notice.get("deadlines") or [] if deadline.get("actor")]


def _same_actor(gold: JsonObject, read: JsonObject) -> float:
    return same_time(gold, read) if same_letters(gold["actor"], read["actor"]) else 0.0


def _equal(gold: JsonObject, read: JsonObject) -> float:
    return float(gold["value"] == read["value"])


NOTICE_MEASURES: Sequence[Measure] = (
    Measure("document_type", _single("document_type"), same_text, in_header=True),
    Measure("title", _single("title"), lambda g, r: float(bare(plain(g)) == bare(plain(r))), in_header=True),
    Measure("document_number", _single("document_number"), same_number, in_header=True),
    Measure("issue_date", _single("issue_date"), same_text, in_header=True),
    Measure("classification", _single("classification"), same_text),
    Measure("urgency", _single("urgency"), same_text),
    Measure("disclosure", _single("disclosure"), same_text),
    Measure("issuers", _listed("issuers"), same_letters, settles=True, in_header=True),
    Measure("addressees", _listed("addressees"), same_letters, settles=True, in_header=True),
    Measure("copied_to", _listed("copied_to"), same_letters, settles=True),
    Measure("attachments", _listed("attachments"), near(0.9)),
    Measure("references", _listed("references"), near(0.9)),
    Measure("contacts.phones", _contacts(_numbers("phones", digits)), same_letters),
    Measure("contacts.faxes", _contacts(_numbers("faxes", digits)), same_letters),
    Measure("contacts.emails", _contacts(_numbers("emails", str.lower)), same_letters),
    Measure("contacts.name+phone", _contacts(_named_phones), same_letters),
    Measure("deadlines.value", _listed("deadlines"), same_time),
    Measure("deadlines.value+action", _listed("deadlines"), same_time_and_action),
    Measure("outline", _listed("outline"), same_part),
    # Beside the shared figures: what a reader of the JSON relies on as well.
    Measure("deadlines.actor", _actors, _same_actor, in_mean=False),
    Measure("outline.level", _levels, same_part, in_mean=False),
)

PLAN_MEASURES: Sequence[Measure] = (
    Measure("plan.targets", _listed("targets"), same_letters, settles=True, of_plan=True),
    Measure("plan.rounds", _listed("rounds"), same_round, of_plan=True),
    Measure("plan.duration", _duration, _equal, of_plan=True),
    *(Measure("plan.teams", _team(key), _equal, of_plan=True) for key in ("count", "size_min", "size_max")),
    Measure("plan.leaders", _leaders, same_letters, of_plan=True),
    *(
        Measure(f"plan.{key}", _listed(key), near(0.85, "text"), of_plan=True)
        for key in ("checklist", "methods", "procedure")
    ),
)
