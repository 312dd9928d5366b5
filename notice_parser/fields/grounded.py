"""Values with the places they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from notice_parser.core.evidence import Candidate, Evidence, Field, Status
from notice_parser.core.outline import Outline
from notice_parser.core.span import Span

T = TypeVar("T")


def status_of(outline: Outline, spans: Sequence[Span]) -> Status:
    """Tell whether a value stands as printed or was mended."""
    return Status.RESTORED if any(outline.clean.is_changed(s) for s in spans) else Status.EXACT


def grounded(
    outline: Outline,
    value: T,
    spans: Sequence[Span],
    rule: str,
    confidence: float,
    *,
    candidates: Sequence[Candidate[T]] = (),
    reason: str = "",
    status: Status | None = None,
) -> Field[T]:
    """Make a field of a value that was read at these places."""
    return Field.found(
        value,
        *spans,
        rule=rule,
        confidence=confidence,
        status=status or status_of(outline, spans),
        candidates=tuple(candidates),
        reason=reason,
    )


def candidate(
    outline: Outline, value: T, spans: Sequence[Span], rule: str, confidence: float, *, status: Status | None = None
) -> Candidate[T]:
    """Make a candidate of a value that was read at these places."""
    return Candidate(value, Evidence(tuple(spans), rule, confidence, status or status_of(outline, spans)))


def best(outline: Outline, candidates: Sequence[Candidate[T]], reason: str = "", absent: str = "") -> Field[T]:
    """Take the first candidate and keep those that say something else; ``absent`` says why there is none."""
    if not candidates:
        return Field.absent(absent)
    first = candidates[0]
    others = tuple(c for c in candidates[1:] if c.value != first.value)
    return Field(first.value, first.evidence, others, reason)
