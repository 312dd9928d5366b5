"""Deadlines that a notice states more than once: in the text, again in the attached plan, again under a label."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from difflib import SequenceMatcher

from notice_parser.core.notice import Deadline, DeadlineKind
from notice_parser.core.outline import Outline

ALIKE = 0.75
"""Likeness of two actions from which they are the same within one document."""
ALIKE_ELSEWHERE = {DeadlineKind.WINDOW: 0.3, DeadlineKind.BY: 0.5}
"""The same for a document attached to it, where the wording is freer; measured against the shorter of the two."""
MOST = 20
"""Earlier deadlines of the same value that one is compared with."""
FAR = 600
"""Code points between two statements of the same window that may stand in two documents run into one."""
ALIKE_FAR = 0.6


def distinct(outline: Outline, found: Sequence[Deadline]) -> list[Deadline]:
    """Drop what repeats an earlier deadline: the same kind and value with an action that is worded alike.

    A window under a mere label (检查时间：…) is dropped wherever the same window was told in a sentence.
    """
    kept: dict[tuple[object, ...], list[Deadline]] = {}
    found = _closed(outline, found)
    for deadline in found:
        same = kept.setdefault(_value(deadline), [])
        if not any(_repeats(outline, earlier, deadline) for earlier in same[-MOST:]):
            same.append(deadline)
    said = {(outline.section_at(_place(d)), d.due) for d in found if d.evidence.rule == "deadline/by"}
    alive = {id(d) for same in kept.values() for d in same}
    return [d for d in found if id(d) in alive and not _only_heads(outline, d, said)]


def _closed(outline: Outline, found: Sequence[Deadline]) -> list[Deadline]:
    """Give a window without an end the last day that a label says for the same beginning.

    自8月7日起开展检查, and under 检查时间 8月7日至8月25日: the label's window then repeats it.
    """
    ends = {
        (d.start, outline.document_at(_place(d))): d.end
        for d in reversed(found)
        if d.kind == DeadlineKind.WINDOW and d.evidence.rule == "deadline/label" and d.end is not None
    }
    return [
        replace(d, end=end)
        if d.kind == DeadlineKind.WINDOW
        and d.end is None
        and (end := ends.get((d.start, outline.document_at(_place(d))))) is not None
        else d
        for d in found
    ]


def _only_heads(outline: Outline, deadline: Deadline, said: Set[tuple[int | None, object]]) -> bool:
    """Tell whether 总结阶段（11月20日前） only heads a sentence that gives the same day to a duty."""
    heads = deadline.evidence.rule == "deadline/heading" and deadline.kind == DeadlineKind.BY
    return heads and (outline.section_at(_place(deadline)), deadline.due) in said


def _place(deadline: Deadline) -> int:
    return deadline.evidence.spans[0].start


def _value(deadline: Deadline) -> tuple[object, ...]:
    return (
        deadline.kind,
        deadline.due,
        deadline.start,
        deadline.end,
        deadline.amount,
        deadline.unit,
        deadline.direction,
        deadline.rrule,
    )


def _repeats(outline: Outline, earlier: Deadline, later: Deadline) -> bool:
    if later.evidence.rule == "deadline/label" and later.kind == DeadlineKind.WINDOW:
        return True
    if later.kind == DeadlineKind.EVENT and later.trigger != earlier.trigger:
        return False
    matcher = SequenceMatcher(None, earlier.action[:80], later.action[:80], autojunk=False)
    alike = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1)
    shorter = max(1, min(len(earlier.action), len(later.action), 80))
    apart = outline.document_at(earlier.evidence.spans[0].start) != outline.document_at(later.evidence.spans[0].start)
    if apart and later.kind in ALIKE_ELSEWHERE:
        return alike / shorter >= ALIKE_ELSEWHERE[later.kind]
    if later.kind == DeadlineKind.WINDOW and later.evidence.spans[0].start - earlier.evidence.spans[0].end > FAR:
        return alike / shorter >= ALIKE_FAR
    if later.kind == DeadlineKind.RECURRING:
        return alike / shorter >= ALIKE
    return matcher.ratio() >= ALIKE + 0.1
