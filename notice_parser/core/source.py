"""What was read, and where it stood: decoded text, pages, lines and boxes.

Coordinates are points (1/72 inch) from the top left corner of the page as a reader sees it; pages count from 1.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from operator import eq
from typing import TypeAlias, overload

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

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share more than an edge."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


Columns: TypeAlias = "tuple[array[float], array[float], array[float], array[float]]"
"""Left, lower, right and upper edges; lower and upper are swapped where a format counts from the top."""


@dataclass(frozen=True, slots=True, eq=False)
class Boxes(Sequence[Box]):
    """Boxes that are made when they are asked for: a page has thousands, and few of them are.

    The edges stand in four columns, as the format counts them: left, lower, right, upper. ``at`` tells which of them
    belong here, in their order; ``place`` makes a box of four edges.
    """

    columns: Columns
    at: Sequence[int]
    place: Callable[[float, float, float, float], Box] = Box

    @classmethod
    def of(cls, boxes: Iterable[Box]) -> Boxes:
        """Gather boxes."""
        edges = array("d", chain.from_iterable((b.x0, b.y0, b.x1, b.y1) for b in boxes))
        return cls((edges[0::4], edges[1::4], edges[2::4], edges[3::4]), range(len(edges) // 4))

    def __eq__(self, other: object) -> bool:
        """Hold for the same boxes in the same order, however they are kept."""
        return isinstance(other, Boxes) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def taken(self, places: Iterable[int]) -> Boxes:
        """Take out the boxes at some places."""
        return Boxes(self.columns, [self.at[i] for i in places], self.place)

    def around(self) -> Box | None:
        """Give the smallest box that holds all of them, None where there is none."""
        at = self.at
        if not at:
            return None
        if isinstance(at, range) and at.step == 1:
            left, low, right, high = (column[at.start : at.stop] for column in self.columns)
        else:
            left, low, right, high = (array("d", [column[i] for i in at]) for column in self.columns)
        return self.place(min(left), min(low), max(right), max(high))

    def __len__(self) -> int:
        """Count the boxes."""
        return len(self.at)

    @overload
    def __getitem__(self, at: int) -> Box: ...
    @overload
    def __getitem__(self, at: slice) -> Boxes: ...
    def __getitem__(self, at: int | slice) -> Box | Boxes:
        """Make the box at a place, or take out those of a stretch."""
        if isinstance(at, slice):
            return Boxes(self.columns, self.at[at], self.place)
        i = self.at[at]
        left, low, right, high = self.columns
        return self.place(left[i], low[i], right[i], high[i])

    def __iter__(self) -> Iterator[Box]:
        """Make one box after the other."""
        left, low, right, high = self.columns
        return (self.place(left[i], low[i], right[i], high[i]) for i in self.at)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character of the source text with its box."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class Glyphs(Sequence[Glyph]):
    """The glyphs of a page in text order: where each printed line begins in the source text, and its boxes."""

    starts: list[int] = field(default_factory=list)
    lines: list[Boxes] = field(default_factory=list)

    def add(self, start: int, boxes: Sequence[Box]) -> None:
        """Add characters that follow one another from ``start``, which lies behind all that were added before."""
        self.starts.append(start)
        self.lines.append(boxes if isinstance(boxes, Boxes) else Boxes.of(boxes))

    def under(self, span: Span) -> Box | None:
        """Give the box of the characters of a span, None where it holds none."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = bisect_left(self.starts, span.end)
        box: Box | None = None
        for start, line in zip(self.starts[first:last], self.lines[first:last], strict=True):
            found = line[max(0, span.start - start) : span.end - start].around()
            box = box.union(found) if box and found else box or found
        return box

    def __len__(self) -> int:
        """Count the glyphs."""
        return sum(map(len, self.lines))

    @overload
    def __getitem__(self, at: int) -> Glyph: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Glyph]: ...
    def __getitem__(self, at: int | slice) -> Glyph | Sequence[Glyph]:
        """Make the glyphs of the page and take out some: for a look at few of them."""
        return tuple(self)[at]

    def __iter__(self) -> Iterator[Glyph]:
        """Make one glyph after the other."""
        for start, line in zip(self.starts, self.lines, strict=True):
            for at, box in enumerate(line, start):
                yield Glyph(Span(at, at + 1), box)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line, or a paragraph of a format that flows: its stretch of the source text, its box, how it looks.

    ``size`` is the height of its letters in points, None where unknown; ``confidence`` is that of the recognition,
    1.0 for a text layer.
    """

    span: Span
    box: Box
    size: float | None = None
    bold: bool = False
    red: bool = False
    confidence: float = 1.0
    align: str = ""
    """What a format that flows says of a paragraph: left, full, centre or right."""


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
    glyphs: Glyphs = field(default_factory=Glyphs)
    lines: tuple[TextLine, ...] = ()
    read_by: ReadBy = ReadBy.TEXT_LAYER
    confidence: float = 1.0
    note: str = ""
    seals: tuple[Box, ...] = ()
    """Where seals were seen; whether they are genuine is not known."""
    rules: tuple[Box, ...] = ()
    """Rules that run across the page, from top to bottom: the one under the letterhead, those of 版记."""
    quarters: int = 0
    """Quarter turns against the clock by which the image of the page was set upright before it was read."""


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
        return Place(page.number, page.glyphs.under(span))

    def confidence(self, span: Span) -> float:
        """Give the least confidence of the lines under a source span, 1.0 where nothing was recognised."""
        page = self.page_at(span.start)
        if page is None or page.read_by is not ReadBy.OCR:
            return 1.0
        first = bisect_right(page.lines, span.start, key=lambda line: line.span.end)
        last = bisect_left(page.lines, max(span.end, span.start + 1), key=lambda line: line.span.start)
        return min((line.confidence for line in page.lines[first:last]), default=1.0)
