"""Readable summaries in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from notice_parser.core.notice import Contact, Deadline, Finding, Notice
from notice_parser.core.plan import InspectionPlan, PlanItem, Round, Task
from notice_parser.core.span import Span
from notice_parser.export.language import bracketed, clauses, labelled, listed_words, message_of, run_on, say
from notice_parser.export.values import doubt, head_fields, listed, named, scope_values, shown
from notice_parser.export.wording import time_in_words, window_in_words

_LABEL_WIDTH, _ENGLISH_WIDTH = 4, 17
_QUOTED = 40


def notice_to_text(notice: Notice) -> str:
    """Summarise a notice: head, deadlines, contacts, outline, and what to look at."""
    parts = [
        _head(notice),
        _section("时限", (_deadline(d) for d in notice.deadlines)),
        _section("联系方式", (_contact(c) for c in notice.contacts)),
        _section("引用文件", (named(r.value, r.document_number) for r in notice.references)),
        _section("结构", ("　" * (p.level - 1) + p.label + p.text for p in notice.parts), numbered=False),
        findings_to_text(notice.outline.text, notice.findings, "需要留意"),
    ]
    return "\n\n".join(part for part in parts if part)


def plan_to_text(notice: Notice, plan: InspectionPlan) -> str:
    """Summarise an inspection plan."""
    parts = [
        _head(notice),
        _rows((label, text) for label, text, _ in scope_values(plan)),
        _section("检查依据", (named(r.value, r.document_number) for r in plan.basis)),
        _section("检查对象", (shown(t) for t in plan.targets)),
        _section("批次", (_round(r) for r in plan.rounds)),
        _section("检查内容", _items(plan.checklist), numbered=False),
        _section("检查方式", _items(plan.methods), numbered=False),
        _section("检查程序", _items(plan.procedure), numbered=False),
        _section("任务", (_task(t) for t in plan.tasks)),
        _section("联系方式", (_contact(c) for c in plan.contacts)),
        findings_to_text(notice.outline.text, (*notice.findings, *plan.findings), "需要留意"),
    ]
    return "\n\n".join(part for part in parts if part)


def findings_to_text(text: str, findings: Sequence[Finding], heading: str) -> str:
    """List findings, each with the words it is about."""
    return _section(heading, (_finding(text, f) for f in findings))


def _finding(text: str, finding: Finding) -> str:
    quotes = [_quoted(text, span) for span in finding.spans if len(span)]
    return "\n".join(
        [f"{message_of(finding)}　[{finding.code}]", *(f"　　{labelled('原文', quote)}" for quote in quotes[:3])]
    )


def _quoted(text: str, span: Span) -> str:
    words = " ".join(span.of(text).split())
    return f"“{words[:_QUOTED]}{'…' if len(words) > _QUOTED else ''}”{bracketed(say('第{at}字起', at=span.start))}"


def _head(notice: Notice) -> str:
    rows = [(label, listed(fields)) for label, fields in head_fields(notice)]
    if notice.subject_terms:
        rows.append(("主题词", f"{listed(notice.subject_terms)}{bracketed(say('建议'))}"))
    return _rows(rows, always=("标题", "发文字号", "发文机关", "成文日期"))


def _rows(rows: Iterable[tuple[str, str]], always: Sequence[str] = ()) -> str:
    shown = [(_padded(say(label)), text or say("（未见）")) for label, text in rows if text or label in always]
    return "\n".join(f"{label}　{text}" for label, text in shown)


def _padded(label: str) -> str:
    return label.ljust(_ENGLISH_WIDTH) if label.isascii() else f"{label}{'　' * (_LABEL_WIDTH - len(label))}"


def _section(heading: str, lines: Iterable[str], *, numbered: bool = True) -> str:
    entries = list(lines)
    if not entries:
        return ""
    width = len(str(len(entries)))
    marked = (f"{number:>{width}}. {entry}" for number, entry in enumerate(entries, 1)) if numbered else entries
    body = "\n".join(f"  {line}" for entry in marked for line in entry.split("\n"))
    return f"{say('【{heading}】', heading=say(heading))}\n{body}"


def _deadline(deadline: Deadline) -> str:
    return f"{time_in_words(deadline)}　{deadline.action}{_who(deadline)}{doubt(deadline.evidence)}"


def _contact(contact: Contact) -> str:
    numbers = (
        ("", contact.organization),
        ("", contact.name),
        ("电话", listed_words(contact.phones)),
        ("传真", listed_words(contact.faxes)),
        ("邮箱", listed_words(contact.emails)),
        ("地址", contact.address),
    )
    return "　".join(run_on((say(label), text)) for label, text in numbers if text) + doubt(contact.evidence)


def _round(entry: Round) -> str:
    targets = f"　{listed_words(entry.targets)}" if entry.targets else ""
    return f"{window_in_words(entry.start, entry.end)}{targets}{doubt(entry.evidence)}"


def _items(items: Iterable[PlanItem]) -> Iterator[str]:
    section: str | None = None
    for item in items:
        if item.section != section and item.section:
            yield f"〔{item.section}〕"
        section = item.section
        yield f"{item.id}　{item.text}{doubt(item.evidence)}"


def _task(task: Task) -> str:
    if task.deadline is not None:
        return _deadline(task.deadline)
    return f"{task.action}{_who(task)}{doubt(task.evidence)}"


def _who(duty: Deadline | Task) -> str:
    who = clauses(labelled(label, text) for label, text in (("责任", duty.actor), ("报送", duty.recipient)) if text)
    return f"　{bracketed(who).lstrip()}" if who else ""
