"""The rows of a plan for tables: one for each task, item of the checklist, contact and finding, with its place."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from notice_parser.core.alignment import CleanText
from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Deadline, DeadlineKind, Notice
from notice_parser.core.plan import InspectionPlan, PlanItem
from notice_parser.core.span import Span
from notice_parser.export.language import clauses, listed_words, message_of, say
from notice_parser.export.values import doubt, head_fields, listed, named, scope_values, shown
from notice_parser.export.wording import time_in_words, window_in_words

_QUOTED = 120


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A labelled value of the notice or of the plan's frame; ``text`` is empty where it is not said."""

    label: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """An item; ``basis`` and ``unit`` only where the notice gives them for this very item."""

    id: str
    section: str
    text: str
    basis: str
    unit: str
    place: str
    remark: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task; ``due`` is None where no day is known, ``time`` says in words what the notice says."""

    id: str
    action: str
    actor: str
    recipient: str
    due: dt.date | None
    time: str
    sentence: str
    place: str
    remark: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact; several numbers stand beside each other."""

    organization: str
    name: str
    phones: str
    faxes: str
    emails: str
    address: str
    place: str
    remark: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a person should look at, with the words it is about."""

    message: str
    code: str
    quote: str
    place: str


def register_rows(notice: Notice, plan: InspectionPlan) -> list[RegisterRow]:
    """Give the head of the notice, then the frame of the plan; labels stay where nothing is said."""
    clean = notice.outline.clean
    values = [(label, listed(fields), [f.evidence for f in fields]) for label, fields in head_fields(notice)]
    values += [(label, text, list(evidence)) for label, text, evidence in scope_values(plan)]
    basis = [named(r.value, r.document_number) for r in plan.basis]
    values.append(("检查依据", "\n".join(basis), [r.evidence for r in plan.basis]))
    values.append(("检查对象", "\n".join(shown(t) for t in plan.targets), [t.evidence for t in plan.targets]))
    rounds = [f"{window_in_words(r.start, r.end)}　{listed_words(r.targets)}".strip() for r in plan.rounds]
    values.append(("批次", "\n".join(rounds), [r.evidence for r in plan.rounds]))
    values.append(("检查方式", "\n".join(m.text for m in plan.methods), [m.evidence for m in plan.methods]))
    steps = "\n".join(f"{step.id}　{step.text}" for step in plan.procedure)
    values.append(("检查程序", steps, [step.evidence for step in plan.procedure]))
    return [RegisterRow(label, text, place_of(clean, evidence) if text else "") for label, text, evidence in values]


def checklist_rows(notice: Notice, plan: InspectionPlan) -> list[ChecklistRow]:
    """Give the checklist, the items of a section together, sections in the order of their first item."""
    clean = notice.outline.clean
    cited = _Within((e, named(r.value, r.document_number)) for r in notice.references for e in (r.evidence,))
    units = _Within((t.evidence, t.actor) for t in plan.tasks if t.actor)
    order = {section: index for index, section in reversed(list(enumerate(i.section for i in plan.checklist)))}
    items: list[PlanItem] = sorted(plan.checklist, key=lambda i: order[i.section])
    return [
        ChecklistRow(
            item.id,
            item.section or "",
            item.text,
            "\n".join(cited.of(item.evidence)),
            listed_words(units.of(item.evidence)),
            place_of(clean, [item.evidence]),
            _remark(item.evidence),
        )
        for item in items
    ]


def task_rows(notice: Notice, plan: InspectionPlan) -> list[TaskRow]:
    """Give the tasks, those with a day first and by day, then the others in the order of the notice."""
    clean = notice.outline.clean
    rows = [
        TaskRow(
            task.id,
            task.action,
            task.actor or "",
            task.recipient or "",
            last_day(task.deadline),
            "" if task.deadline is None else time_in_words(task.deadline),
            sentence_of(clean, task.evidence, task.deadline),
            place_of(clean, [task.evidence]),
            clauses((_remark(task.evidence), unresolved(task.deadline))),
        )
        for task in plan.tasks
    ]
    return sorted(rows, key=lambda row: (row.due is None, _moment(row.due)))


def contact_rows(notice: Notice, plan: InspectionPlan) -> list[ContactRow]:
    """Give the contacts in the order of the notice."""
    clean = notice.outline.clean
    return [
        ContactRow(
            contact.organization or "",
            contact.name or "",
            listed_words(contact.phones),
            listed_words(contact.faxes),
            listed_words(contact.emails),
            contact.address or "",
            place_of(clean, [contact.evidence]),
            _remark(contact.evidence),
        )
        for contact in plan.contacts
    ]


def finding_rows(notice: Notice, plan: InspectionPlan) -> list[FindingRow]:
    """Give what a person should look at, of the notice, then of the plan."""
    clean = notice.outline.clean
    rows = []
    for finding in (*notice.findings, *plan.findings):
        spans = [span for span in finding.spans if len(span)]
        quotes = [_short(span.of(clean.text)) for span in spans[:3]]
        rows.append(FindingRow(message_of(finding), finding.code, "\n".join(quotes), _place(clean, spans)))
    return rows


def place_of(clean: CleanText, evidence: Iterable[Evidence]) -> str:
    """Say where a value stands: its page, or for a text without pages its first character."""
    return _place(clean, [span for entry in evidence for span in entry.spans if len(span)])


def _place(clean: CleanText, spans: list[Span]) -> str:
    if not spans:
        return ""
    first = min(spans)
    place = clean.source.place(clean.to_source(first))
    return say("第{at}字起", at=first.start) if place is None else say("第{page}页", page=place.page)


def last_day(deadline: Deadline | None) -> dt.date | None:
    """Give the day by which something is to be done, None where it is not known or comes again."""
    if deadline is None:
        return None
    return deadline.end if deadline.kind is DeadlineKind.WINDOW else deadline.due


def unresolved(deadline: Deadline | None) -> str:
    """Say what has to be known before a deadline has a day; nothing where it has one or needs none."""
    if deadline is None or deadline.kind is DeadlineKind.RECURRING or last_day(deadline) is not None:
        return ""
    if deadline.kind in (DeadlineKind.WITHIN, DeadlineKind.EVENT):
        return say("待定：{event}的日期未知", event=deadline.trigger or say("起算事件"))
    return "" if deadline.kind is DeadlineKind.WINDOW and deadline.start else say("待定：日期未知")


def sentence_of(clean: CleanText, evidence: Evidence, deadline: Deadline | None) -> str:
    """Give the words of the notice that a task rests on."""
    words = deadline.text if deadline is not None else "".join(span.of(clean.text) for span in evidence.spans)
    return " ".join(words.split())


def _moment(due: dt.date | None) -> tuple[dt.date, dt.time]:
    match due:
        case None:
            return dt.date.max, dt.time.max
        case dt.datetime():
            return due.date(), due.time()
        case _:
            return due, dt.time.max  # until the end of the day


def _remark(evidence: Evidence) -> str:
    return doubt(evidence).strip("（） ()")


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return f"{flat[:_QUOTED]}{'…' if len(flat) > _QUOTED else ''}"


class _Within:
    """Values by where they stand, to find those that stand inside an item."""

    def __init__(self, entries: Iterator[tuple[Evidence, str]]) -> None:
        pairs = ((span, value) for evidence, value in entries for span in evidence.spans)
        self._entries = sorted(pairs, key=lambda pair: pair[0].start)
        self._starts = [span.start for span, _ in self._entries]

    def of(self, evidence: Evidence) -> list[str]:
        """Give the values that begin inside the spans of an item, each once."""
        found: dict[str, None] = {}
        for span in evidence.spans:
            for at in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
                found.setdefault(self._entries[at][1])
        return list(found)
