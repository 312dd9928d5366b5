"""Half-open intervals of code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval ``[start, end)`` of code points.

    >>> Span(2, 5).contains(Span(3, 5))
    True

    Raises:
        ValueError: the end lies before the start, or the start is negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an interval that cannot exist."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no interval: {self.start}..{self.end}")

    def __len__(self) -> int:
        """Count the code points inside."""
        return self.end - self.start

    def __bool__(self) -> bool:
        """Hold for the empty interval too: it is a place."""
        return True

    def of(self, text: str) -> str:
        """Cut this interval out of a text."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether the other interval lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def union(self, other: Span) -> Span:
        """Give the smallest interval that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shift(self, by: int) -> Span:
        """Move the interval by a number of code points."""
        return Span(self.start + by, self.end + by)


def strip_span(text: str, span: Span, marks: str = " \t\u3000\n\r") -> Span:
    """Shrink an interval until neither end is one of ``marks``.

    >>> strip_span("  ab ", Span(0, 5))
    Span(start=2, end=4)
    """
    start, end = span.start, span.end
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return Span(start, end)


def hull(spans: Iterable[Span]) -> Span:
    """Give the smallest interval that holds all of them.

    Raises:
        ValueError: there is none to hold.
    """
    every = tuple(spans)
    if not every:
        raise ValueError("no spans")
    return Span(min(s.start for s in every), max(s.end for s in every))
