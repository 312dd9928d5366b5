"""What was read, and where it stood: decoded text, pages and boxes.

Coordinates are points (1/72 inch) from the top left corner of the page; pages count from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from notice_parser.core.span import Span


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: left, top, right, bottom in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """Give the smallest rectangle that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Glyph:
    """A stretch of source text (a character, word or line) with its box."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its stretch of the source text, its size in points and its glyphs in text order."""

    number: int
    span: Span
    width: float = 595.3
    height: float = 841.9
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands on paper."""

    page: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class SourceText:
    """Decoded text as it came in, with what is known of its origin.

    ``sha256`` is the hex digest of the bytes, ``encoding`` the codec that decoded them; ``pages`` is empty for
    plain text. ``findings`` are remarks of the reader for a person (undecodable bytes, pages not read).
    """

    text: str
    name: str = ""
    sha256: str = ""
    encoding: str = ""
    media_type: str = "text/plain"
    pages: tuple[Page, ...] = ()
    findings: tuple[str, ...] = field(default=())

    def place(self, span: Span) -> Place | None:
        """Find the page and box of a source span; None for text without pages.

        A span over several pages is placed on the first of them.
        """
        if not self.pages:
            return None
        index = max(0, bisect_right([p.span.start for p in self.pages], span.start) - 1)
        page = self.pages[index]
        box: Box | None = None
        for glyph in page.glyphs:
            if glyph.span.overlaps(span):
                box = glyph.box if box is None else box.union(glyph.box)
        return Place(page.number, box)
