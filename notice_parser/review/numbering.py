"""Items that skip a number, and one duty with two dates."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.notice import Deadline, DeadlineKind, Finding, Notice
from notice_parser.core.span import Span

_SHORTEST = 6
"""Code points that an action has to have to tell one duty from another."""


def find_skips(notice: Notice) -> Iterator[Finding]:
    """Name each number that is left out between two items of one part: 一、 is followed by 三、."""
    before: dict[tuple[int, int | None, object], tuple[int, str, Span]] = {}
    for section in notice.outline.sections:
        key = (section.document, section.parent, section.style)
        held = before.get(key)
        if held is not None and section.ordinal == held[0] + 2:
            message = f"序号不连续：“{held[1]}”之后是“{section.label}”"
            yield Finding("number_skipped", message, (held[2], section.label_span))
        before[key] = (section.ordinal, section.label, section.label_span)


def find_two_dates(notice: Notice) -> Iterator[Finding]:
    """Name a duty told twice, in the same words and for the same actor, by different days."""
    told: dict[tuple[str | None, str], Deadline] = {}
    for deadline in notice.deadlines:
        if deadline.kind is not DeadlineKind.BY or len(deadline.action) < _SHORTEST:
            continue
        key = (deadline.actor, deadline.action)
        held = told.setdefault(key, deadline)
        if held.due != deadline.due and held.text != deadline.text and "分别" not in held.text:
            message = f"同一事项“{deadline.action[:20]}”有两个时限：{held.due}、{deadline.due}"
            yield Finding("two_dates", message, (*held.evidence.spans[:1], *deadline.evidence.spans[:1]))
