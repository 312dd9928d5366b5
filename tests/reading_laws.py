"""What must hold for the reading of any text whatever; each law gives the places where it is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from notice_parser.clean.restore import restore
from notice_parser.core.alignment import apply
from notice_parser.core.evidence import Evidence, Field, Status
from notice_parser.core.notice import Contact, Deadline, DeadlineKind, DocumentNumber, OutlineEntry, Reference
from notice_parser.core.plan import InspectionPlan, PlanItem
from notice_parser.core.source import SourceText
from notice_parser.export.to_json import notice_to_json, plan_to_json
from notice_parser.learn.likeness import bare, digits
from notice_parser.pipeline import Reading


def parts(thing: object) -> Iterator[object]:
    """Walk a result depth first; the outline and the restored text are not part of what was concluded."""
    yield thing
    if isinstance(thing, tuple):
        for part in thing:
            yield from parts(part)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for part in fields(thing):
            if part.name != "outline":
                yield from parts(getattr(thing, part.name))


def results(reading: Reading) -> Iterator[object]:
    yield from parts(reading.notice)
    yield from parts(reading.plan)


def spans_lie_inside(reading: Reading) -> Iterator[str]:
    clean = reading.notice.outline.clean
    for part in results(reading):
        if isinstance(part, Evidence):
            for span in part.spans:
                source = clean.to_source(span)
                if not span.start < span.end <= len(clean.text):
                    yield f"{part.rule}: {span} is empty or beyond the text"
                if not source.start <= source.end <= len(clean.source.text):
                    yield f"{part.rule}: {source} is beyond the source"


def values_stand_on_spans(reading: Reading) -> Iterator[str]:
    for part in results(reading):
        if isinstance(part, Evidence) and part.status is not Status.ABSENT and part.rule and not part.spans:
            yield f"{part.rule}: no span"


def claims(part: object) -> Iterator[tuple[str, Evidence]]:
    """Give the texts that a part of a result says to stand at its spans."""
    match part:
        case Field(value=str() as held, evidence=evidence):
            yield held, evidence
        case Field(value=DocumentNumber(text=held), evidence=evidence):
            yield held, evidence
        case Reference() | Deadline() | PlanItem() | OutlineEntry() | Contact():
            texts = {
                Reference: ("value", "document_number"),
                Deadline: ("action",),
                PlanItem: ("text",),
                OutlineEntry: ("label", "text"),
                Contact: ("name", "organization", "address"),
            }[type(part)]
            yield from ((held, part.evidence) for name in texts if (held := getattr(part, name)))


def values_are_made_of_their_spans(reading: Reading) -> Iterator[str]:
    """Look for the letters of a value among those of its spans; a restored one may have gained a third of them."""
    text = reading.notice.outline.text
    for part in results(reading):
        for held, evidence in claims(part):
            there = bare(" ".join(span.of(text) for span in evidence.spans))
            if not _is_made_of(bare(held), there, evidence.status):
                yield f"{evidence.rule}: {held} is not in {there[:60]}"
        if isinstance(part, Contact):
            there = digits("".join(span.of(text) for span in part.evidence.spans))
            for number in (*part.phones, *part.faxes):
                own = number.partition("-")[2] or number  # the area code may be said once for several numbers
                if not _is_made_of(digits(own), there, part.evidence.status):
                    yield f"{part.evidence.rule}: {number} is not in {there}"


def _is_made_of(held: str, there: str, status: Status) -> bool:
    gained = len(set(held) - set(there))
    return status is Status.INFERRED or gained == 0 or (status is Status.RESTORED and gained * 3 <= len(set(held)))


def unknown_is_absent(reading: Reading) -> Iterator[str]:
    for part in results(reading):
        if isinstance(part, str) and part != part.strip():
            yield f"blanks at an end: {part!r}"
        if isinstance(part, Field) and part.value == "":
            yield f"{part.evidence.rule}: an empty text for a value"
        if isinstance(part, Evidence) and not 0 <= part.confidence <= 1:
            yield f"{part.rule}: confidence {part.confidence}"


def deadlines_have_their_keys(reading: Reading) -> Iterator[str]:
    for deadline in reading.notice.deadlines:
        missing = {
            DeadlineKind.BY: deadline.due is None,
            DeadlineKind.WITHIN: deadline.amount is None or deadline.unit is None,
            DeadlineKind.WINDOW: deadline.start is None and deadline.end is None,
            DeadlineKind.RECURRING: not deadline.rrule,
            DeadlineKind.EVENT: not deadline.trigger,
        }[deadline.kind]
        if missing:
            yield f"{deadline.kind} without its time: {deadline.text[:40]}"
        if deadline.start and deadline.end and deadline.start > deadline.end:
            yield f"window from {deadline.start} back to {deadline.end}: {deadline.text[:40]}"


def steps_lead_to_the_text(reading: Reading) -> Iterator[str]:
    clean = reading.notice.outline.clean
    text = clean.source.text
    for step in clean.steps:
        text, _ = apply(text, step.edits)
    if text != clean.text:
        yield "replaying the steps gives another text"


def restoring_twice_changes_nothing(reading: Reading) -> Iterator[str]:
    text = reading.notice.outline.text
    for step in restore(SourceText(text)).steps:
        for edit in step.edits:
            around = text[max(0, edit.span.start - 8) : edit.span.end + 8]
            yield f"{step.fix}: {edit.span.of(text)!r} -> {edit.replacement!r} in {around!r}"


def json_is_whole(reading: Reading) -> Iterator[str]:
    plan: InspectionPlan = reading.plan
    for made in (notice_to_json(reading.notice), plan_to_json(reading.notice, plan)):
        if json.loads(json.dumps(made, ensure_ascii=False)) != made:
            yield "JSON read back differs"


LAWS = (
    spans_lie_inside,
    values_stand_on_spans,
    values_are_made_of_their_spans,
    unknown_is_absent,
    deadlines_have_their_keys,
    steps_lead_to_the_text,
    restoring_twice_changes_nothing,
    json_is_whole,
)
