"""What the restoration changed, stretch by stretch, for people to look over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from notice_parser.core.alignment import Alignment, CleanText, apply, compose
from notice_parser.core.span import Span

DOUBTFUL = 0.75
"""Below this confidence an edit is marked for a person to check."""


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch that differs: where it stood in the source, where it stands in the restored text, and why.

    ``confidence`` is that of the least certain edit that touched it, 0..1.
    """

    source: Span
    clean: Span
    fixes: tuple[str, ...]
    confidence: float

    @property
    def doubtful(self) -> bool:
        """Whether a person should look."""
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class _Reason:
    source: Span
    fix: str
    confidence: float


def changes_of(clean: CleanText) -> tuple[Change, ...]:
    """List what differs between the decoded source and the restored text, in order; O(edits · log edits)."""
    reasons = sorted(_reasons(clean), key=lambda r: (r.source.start, r.source.end))
    ends = _running_ends(reasons)
    starts = [reason.source.start for reason in reasons]
    changes = []
    for block in clean.alignment.blocks:
        first = bisect_left(ends, block.before.start)
        last = bisect_right(starts, block.before.end)
        touching = [r for r in reasons[first:last] if r.source.end >= block.before.start]
        fixes = tuple(dict.fromkeys(reason.fix for reason in touching))
        confidence = min((reason.confidence for reason in touching), default=1.0)
        changes.append(Change(block.before, block.after, fixes, confidence))
    return tuple(changes)


def _running_ends(reasons: list[_Reason]) -> list[int]:
    """Give the furthest end of each reason and those before it, which never falls, so that it can be searched."""
    ends, furthest = [], 0
    for reason in reasons:
        furthest = max(furthest, reason.source.end)
        ends.append(furthest)
    return ends


def _reasons(clean: CleanText) -> Iterator[_Reason]:
    text, alignment = clean.source.text, Alignment()
    for step in clean.steps:
        for edit in step.edits:
            if edit.span.of(text) != edit.replacement:
                yield _Reason(alignment.to_source(edit.span), edit.fix or step.fix, edit.confidence)
        text, one = apply(text, step.edits)
        alignment = compose(alignment, one)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both texts; ``change`` is None where they agree."""

    old: str
    new: str
    change: Change | None


def pieces_of(clean: CleanText) -> Iterator[Piece]:
    """Go through both texts from beginning to end: unchanged and changed stretches in turn."""
    source, at = clean.source.text, 0
    for change in changes_of(clean):
        if change.source.start > at:
            same = source[at : change.source.start]
            yield Piece(same, same, None)
        yield Piece(change.source.of(source), change.clean.of(clean.text), change)
        at = change.source.end
    if at < len(source):
        yield Piece(source[at:], source[at:], None)
