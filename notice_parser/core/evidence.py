"""A value and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from notice_parser.core.span import Span

T = TypeVar("T")

DOUBTFUL = 0.6
"""Confidence below which a person should look at a value."""


class Status(StrEnum):
    """How a value came about."""

    EXACT = "exact"
    """As printed."""
    RESTORED = "restored"
    """Printed, but mended by edits."""
    INFERRED = "inferred"
    """Concluded from the context."""
    ABSENT = "absent"
    """Not there: the only one without a span."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands in the restored text, which rule found it, and how sure that is (0..1)."""

    spans: tuple[Span, ...]
    rule: str
    confidence: float = 1.0
    status: Status = Status.EXACT


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A value that was considered."""

    value: T
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One value of a notice, or its absence; the other candidates stay visible, with the reason of the choice."""

    value: T | None
    evidence: Evidence
    candidates: tuple[Candidate[T], ...] = ()
    reason: str = ""

    @classmethod
    def absent(cls, reason: str = "", candidates: tuple[Candidate[T], ...] = ()) -> Field[T]:
        """Say that there is no value, and why."""
        return cls(None, Evidence((), "", 0.0, Status.ABSENT), candidates, reason)

    @classmethod
    def found(
        cls,
        value: T,
        *spans: Span,
        rule: str,
        confidence: float = 1.0,
        status: Status = Status.EXACT,
        candidates: tuple[Candidate[T], ...] = (),
        reason: str = "",
    ) -> Field[T]:
        """Hold a value with the spans it stands on."""
        return cls(value, Evidence(spans, rule, confidence, status), candidates, reason)
