"""The values of a notice and its plan as a report shows them: in groups, with what each rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from notice_parser.core.alignment import CleanText
from notice_parser.core.evidence import DOUBTFUL, Evidence, Field, Status
from notice_parser.core.notice import Contact, Deadline, DocumentNumber, Finding, Notice
from notice_parser.core.plan import InspectionPlan, PlanItem, Task
from notice_parser.core.span import Span
from notice_parser.export.language import bracketed, labelled, listed_words, message_of, run_on, say
from notice_parser.export.rows import unresolved
from notice_parser.export.values import head_fields, named, role_in_words, teams_in_words
from notice_parser.export.wording import day_in_words, duration_in_words, time_in_words, window_in_words

_STATUS = {Status.RESTORED: "由修复后的文字读出", Status.INFERRED: "由上下文推断"}
_EXPECTED = ("标题", "发文字号", "发文机关", "成文日期")


@dataclass(frozen=True, slots=True)
class Shown:
    """One value: ``id`` is unique in the report, ``spans`` lie in the restored text.

    ``confidence`` is None for what is no value but a remark; ``days`` are the first and last day of a deadline, None
    where not known, and ``dated`` says that it is one.
    """

    label: str
    text: str
    spans: tuple[Span, ...]
    rule: str
    confidence: float | None
    notes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    level: int = 0
    dated: bool = False
    days: tuple[dt.date | None, dt.date | None] = (None, None)
    id: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it."""
        return self.confidence is not None and self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Group:
    """Values under one heading; ``missing`` are the labels of what every notice has and this one does not show."""

    kind: str
    title: str
    values: tuple[Shown, ...]
    missing: tuple[str, ...] = field(default=())


def report_groups(notice: Notice, plan: InspectionPlan) -> tuple[Group, ...]:
    """Group all values; the doubtful ones stand in the first group, with the remarks, and nowhere else."""
    clean = notice.outline.clean
    head = tuple(_head(notice, clean))
    groups = [
        Group(
            "head",
            say("文件要素"),
            head,
            tuple(name for name in map(say, _EXPECTED) if name not in {v.label for v in head}),
        ),
        Group("time", say("时限"), tuple(_deadline(clean, d) for d in notice.deadlines)),
        Group("plan", say("检查方案"), tuple(_plan(plan, clean))),
        Group("contact", say("联系方式"), tuple(_contact(clean, c) for c in notice.contacts)),
        Group("reference", say("引用文件"), tuple(_references(notice, plan, clean))),
        Group("outline", say("结构"), tuple(_outline(notice, clean))),
    ]
    doubtful = [
        replace(value, label=f"{group.title}·{value.label}" if value.label != group.title else value.label)
        for group in groups
        for value in group.values
        if value.doubtful
    ]
    doubtful.sort(key=lambda value: value.confidence or 0.0)
    remarks = (_finding(f) for f in (*notice.findings, *plan.findings))
    kept = (replace(g, values=tuple(v for v in g.values if not v.doubtful)) for g in groups)
    return _numbered((Group("doubt", say("需要核对"), (*doubtful, *remarks)), *kept))


def _numbered(groups: Iterable[Group]) -> tuple[Group, ...]:
    number, done = 0, []
    for group in groups:
        values = []
        for value in group.values:
            number += 1
            values.append(replace(value, id=f"v{number}"))
        done.append(replace(group, values=tuple(values)))
    return tuple(done)


def _written(value: object) -> str:
    match value:
        case dt.date():
            return day_in_words(value)
        case DocumentNumber():
            return value.text
    return str(value)


def _on(clean: CleanText, evidence: Evidence, label: str, text: str, **more: Any) -> Shown:  # noqa: ANN401
    """Show what rests on an evidence, as sure as the recognition of its page lets it be."""
    notes = (*more.pop("notes", ()), *((say(_STATUS[evidence.status]),) if evidence.status in _STATUS else ()))
    sure = round(evidence.confidence * clean.recognised(evidence.spans), 3)
    spans = tuple(span for span in evidence.spans if len(span))
    return Shown(label, text, spans, evidence.rule, sure, tuple(note for note in notes if note), **more)


def _field(clean: CleanText, label: str, value: Field[Any]) -> Shown:
    others = tuple(
        f"{_written(c.value)}{bracketed(say('，').join((c.evidence.rule, f'{c.evidence.confidence:.2f}')))}"
        for c in value.candidates[:5]
    )
    return _on(clean, value.evidence, label, _written(value.value), notes=(value.reason,), candidates=others)


def _head(notice: Notice, clean: CleanText) -> Iterator[Shown]:
    more: tuple[tuple[str, tuple[Field[Any], ...]], ...] = (
        ("份号", (notice.copy_number,)),
        ("保密期限", (notice.classification_period,)),
        ("签发人", notice.signatories),
        ("印发机关", (notice.printing_office,)),
        ("印发日期", (notice.date_of_printing,)),
        ("发布日期", (notice.date_of_publication,)),
        ("索引号", (notice.index_number,)),
        ("主题词（建议）", notice.subject_terms or ()),
    )
    for label, fields in (*head_fields(notice), *more):
        yield from (_field(clean, say(label), one) for one in fields if one.value is not None)


def _deadline(clean: CleanText, deadline: Deadline) -> Shown:
    who = _who(deadline)
    proof = deadline.proof
    counted = ""
    if proof is not None:
        skipped = say("，跳过{days}天", days=len(proof.skipped)) if proof.skipped else ""
        unsure = say("；该年放假安排尚未公布，仅供参考") if proof.provisional else ""
        counted = f"{say('自{day}起算', day=day_in_words(proof.counted_from))}{skipped}{unsure}"
    notes = (*who, unresolved(deadline), counted)
    due = deadline.due
    days = (deadline.start, deadline.end) if deadline.start or deadline.end else (due, due)
    return _on(clean, deadline.evidence, time_in_words(deadline), deadline.action, notes=notes, dated=True, days=days)


def _plan(plan: InspectionPlan, clean: CleanText) -> Iterator[Shown]:
    if plan.objective.value is not None:
        yield _field(clean, say("检查目的"), plan.objective)
    yield from (_field(clean, say("检查对象"), target) for target in plan.targets)
    for entry in plan.rounds:
        when = window_in_words(entry.start, entry.end)
        yield _on(clean, entry.evidence, say("批次"), f"{when}　{listed_words(entry.targets)}".strip())
    if plan.duration is not None:
        yield _on(clean, plan.duration.evidence, say("检查时长"), duration_in_words(plan.duration))
    teams = plan.teams
    if teams.evidence is not None and (size := teams_in_words(teams)):
        yield _on(clean, teams.evidence, say("检查组"), size)
    yield from (_field(clean, say("牵头机关"), leader) for leader in teams.leaders)
    yield from (_on(clean, role.evidence, say("分工"), role_in_words(role)) for role in teams.roles)
    for label, items in (("检查内容", plan.checklist), ("检查方式", plan.methods), ("检查程序", plan.procedure)):
        yield from (_item(clean, label, item) for item in items)
    yield from (_task(clean, task) for task in plan.tasks if task.deadline is None)


def _item(clean: CleanText, label: str, item: PlanItem) -> Shown:
    return _on(clean, item.evidence, f"{say(label)} {item.id}", item.text, notes=(item.section or "",))


def _task(clean: CleanText, task: Task) -> Shown:
    return _on(clean, task.evidence, f"{say('任务')} {task.id}", task.action, notes=_who(task))


def _who(duty: Deadline | Task) -> tuple[str, ...]:
    people = (("责任", duty.actor), ("报送", duty.recipient))
    return tuple(labelled(label, name) for label, name in people if name)


def _contact(clean: CleanText, contact: Contact) -> Shown:
    numbers = (
        ("", (contact.organization,)),
        ("", (contact.name,)),
        ("电话", contact.phones),
        ("传真", contact.faxes),
        ("邮箱", contact.emails),
        ("地址", (contact.address,)),
    )
    parts = (run_on((say(label), listed_words(filter(None, values)))) for label, values in numbers if any(values))
    return _on(clean, contact.evidence, say("联系人" if contact.name else "联系方式"), "　".join(parts))


def _references(notice: Notice, plan: InspectionPlan, clean: CleanText) -> Iterator[Shown]:
    basis = {reference.evidence.spans for reference in plan.basis}
    for reference in notice.references:
        label = say("检查依据" if reference.evidence.spans in basis else "引用")
        yield _on(clean, reference.evidence, label, named(reference.value, reference.document_number))


def _outline(notice: Notice, clean: CleanText) -> Iterator[Shown]:
    for part in notice.parts:
        yield _on(clean, part.evidence, part.label, part.text, level=part.level)


def _finding(finding: Finding) -> Shown:
    return Shown(say("提示"), message_of(finding), tuple(s for s in finding.spans if len(s)), finding.code, None)
