"""Printed lines and the type area in which they stand, measured page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from notice_parser.core.source import Page, TextLine
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

TOKEN = Rule(
    "layout/token",
    r"[（《〈“‘【〔(\[]{0,2}(?:[0-9A-Za-z@._%０-９－-]{1,40}|.)[，。、；：？！）》〉”’】〕,.;:?!)%％]{0,3}",
    inside=(("2021年", "2021"), ("－８３９３", "－８３９３"), ("《规定》", "《规"), ("作）。", "作）。")),
)
"""What a printer keeps on one line: a number, or a character with the marks that may not be parted from it."""
RULES = (TOKEN,)

FEWEST = 4
"""Rows that a page must have for its edges to be believed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: its words, its box, the breadth of its characters in points."""

    span: Span
    words: str
    page: Page
    line: TextLine
    em: float

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.line.box.x0

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.line.box.x1


@dataclass(frozen=True, slots=True)
class Edges:
    """The type area of a page: left and right edge, breadth of a character, distance from line to line (points)."""

    left: float
    right: float
    em: float
    leading: float

    def is_flush(self, row: Row) -> bool:
        """The row begins at the left edge."""
        return abs(row.left - self.left) < 0.9 * self.em

    def is_indented(self, row: Row) -> bool:
        """The row is set in by about two characters."""
        return 1.2 * self.em < row.left - self.left < 3.4 * self.em

    def is_full(self, row: Row, below: Row) -> bool:
        """What stands below would not have fitted behind the row."""
        token = TOKEN.match(below.words)
        needed = breadth(token.group()) if token else 1.0
        return self.right - row.right < (needed + 0.6) * self.em

    def is_centred(self, row: Row) -> bool:
        """The row stands in the middle, away from both edges."""
        off = abs((row.left + row.right) / 2 - (self.left + self.right) / 2)
        return off < 1.2 * self.em and row.left > self.left + 1.2 * self.em and row.right < self.right - 1.2 * self.em

    def is_title(self, row: Row) -> bool:
        """The row is set in larger type, but not in that of a letterhead, and in the middle; 的通知 is one as well."""
        off = abs((row.left + row.right) / 2 - (self.left + self.right) / 2)
        return 1.15 * self.em < row.em < 1.9 * self.em and off < 1.5 * self.em and not row.line.red

    def is_large(self, row: Row) -> bool:
        """The row is set in larger type than the body."""
        return row.em > 1.2 * self.em and len(row.words) > 2


def breadth(words: str) -> float:
    """Measure words in characters of full width."""
    return len(words) - 0.5 * sum(char.isascii() for char in words)


def edges_by_page(rows: Sequence[Row]) -> dict[int, Edges]:
    """Measure each page; a page with few long lines takes the edges of the others, for an office has one format."""
    own: dict[int, Edges] = {}
    pages = {number: list(group) for number, group in groupby(rows, key=lambda row: row.page.number)}
    for number, page in pages.items():
        measured = _edges(page)
        if measured is not None:
            own[number] = measured
    if not own:
        return {}
    usual = Edges(*(median(getattr(e, name) for e in own.values()) for name in ("left", "right", "em", "leading")))
    return {number: _settled(own.get(number), usual) for number in pages}


def _settled(own: Edges | None, usual: Edges) -> Edges:
    if own is None or not 0.8 < own.em / usual.em < 1.25:
        return usual
    # A page of which every line is set in, or none reaches the edge.
    left = usual.left if 1.4 * usual.em < own.left - usual.left < 3.4 * usual.em else own.left
    right = usual.right if usual.right - own.right > 1.4 * usual.em else own.right
    return Edges(left, right, own.em, own.leading)


def _edges(page: Sequence[Row]) -> Edges | None:
    long = [row for row in page if breadth(row.words) >= 15]
    if len(long) < FEWEST:
        return None
    em = median(row.em for row in long)
    body = [row for row in page if 0.85 < row.em / em < 1.18]
    left = _edge([row.left for row in body], em, outermost=min)
    right = _edge([row.right for row in long if 0.85 < row.em / em < 1.18], em, outermost=max)
    steps = [below.line.box.y0 - above.line.box.y0 for above, below in pairwise(page)]
    leading = median([step for step in steps if step > 0.5 * em] or [1.8 * em])
    return Edges(left, right, em, leading) if left is not None and right is not None else None


def _edge(places: Sequence[float], em: float, outermost: Callable[[Sequence[float]], float]) -> float | None:
    """Find the outermost place at which several lines begin or end."""
    clusters: list[list[float]] = []
    for place in sorted(places):
        if clusters and place - clusters[-1][0] < 0.7 * em:
            clusters[-1].append(place)
        else:
            clusters.append([place])
    firm = [median(c) for c in clusters if len(c) >= max(2, 0.08 * len(places))]
    return outermost(firm) if firm else None
