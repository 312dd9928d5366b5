"""What was read, and where it stood: decoded text, pages, lines and boxes.

Coordinates are points (1/72 inch) from the top left corner of the page as a reader sees it; pages count from 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from notice_parser.core.span import Span


class ReadBy(StrEnum):
    """How the text of a page was got."""

    TEXT_LAYER = "text_layer"
    """From the characters that the file holds with their places."""
    OCR = "ocr"
    """Recognised from the image of the page."""
    MARKUP = "markup"
    """From a format that flows, without places: Word, HTML."""
    BLANK = "blank"
    """The page shows nothing."""
    UNREAD = "unread"
    """The page could not be read; the note says why."""


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
    """A stretch of source text, mostly one character, with its box."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line: its stretch of the source text, its box, and how it looks.

    ``size`` is the height of its letters in points, None where unknown; ``confidence`` is that of the recognition,
    1.0 for a text layer.
    """

    span: Span
    box: Box
    size: float | None = None
    bold: bool = False
    red: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, each a stretch of the text, empty where the cell is; the first row may be the header.

    Spans lie in the source text, or in the restored one where the table belongs to an outline. A cell that reaches
    over several rows stands in each of them with the same span. ``page`` is that of the first row.
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its stretch of the source text, its size in points, lines and glyphs in text order."""

    number: int
    span: Span
    width: float = 595.3
    height: float = 841.9
    glyphs: tuple[Glyph, ...] = ()
    lines: tuple[TextLine, ...] = ()
    read_by: ReadBy = ReadBy.TEXT_LAYER
    confidence: float = 1.0
    note: str = ""
    seals: tuple[Box, ...] = ()
    """Where seals were seen; whether they are genuine is not known."""
    rules: tuple[Box, ...] = ()
    """Rules that run across the page, from top to bottom: the one under the letterhead, those of 版记."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands on paper."""

    page: int
    box: Box | None


@dataclass(frozen=True)
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
    tables: tuple[Table, ...] = ()
    findings: tuple[str, ...] = ()

    @cached_property
    def _page_starts(self) -> list[int]:
        return [p.span.start for p in self.pages]

    def page_at(self, position: int) -> Page | None:
        """Find the page that holds a source position; None for text without pages."""
        if not self.pages:
            return None
        return self.pages[max(0, bisect_right(self._page_starts, position) - 1)]

    def place(self, span: Span) -> Place | None:
        """Find the page and box of a source span; None for text without pages, or whose pages are not known.

        A span over several pages is placed on the first of them.
        """
        page = self.page_at(span.start)
        if page is None or page.read_by is ReadBy.MARKUP:
            return None
        box: Box | None = None
        first = bisect_right(page.glyphs, span.start, key=lambda g: g.span.end)
        last = bisect_left(page.glyphs, span.end, key=lambda g: g.span.start)
        for glyph in page.glyphs[first:last]:
            box = glyph.box if box is None else box.union(glyph.box)
        return Place(page.number, box)

    def confidence(self, span: Span) -> float:
        """Give the least confidence of the lines under a source span, 1.0 where nothing was recognised."""
        page = self.page_at(span.start)
        if page is None or page.read_by is not ReadBy.OCR:
            return 1.0
        first = bisect_right(page.lines, span.start, key=lambda line: line.span.end)
        last = bisect_left(page.lines, max(span.end, span.start + 1), key=lambda line: line.span.start)
        return min((line.confidence for line in page.lines[first:last]), default=1.0)
