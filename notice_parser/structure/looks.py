"""How the lines are printed: aligned to which edge, how large, where on the page; GB/T 9704-2012 has one format.

The type area is measured from the long lines of all pages, since an office has one format; each line is then told by
its distances from both edges. Text without places has no looks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Align, Line, Look
from notice_parser.core.printed import breadth
from notice_parser.core.source import Page, ReadBy, SourceText, TextLine
from notice_parser.structure.flow_looks import with_flow_looks

LONG_ROW = 15
"""Characters of a row from which the type area is measured; titles and signatures are shorter."""
_FEWEST_ROWS = 2
_A4 = 595.3
_RUNNING_HEAD = 0.075
"""Share of a page: a rule so high stands under a running head."""
_MARGINS = (79.4, 73.7)
"""Points: 28 mm on the left and 26 mm on the right of a page of A4, after GB/T 9704-2012."""


@dataclass(frozen=True, slots=True)
class _Area:
    """The type area: its left and right edge and the breadth of a character, in points."""

    left: float
    right: float
    em: float
    height: float = 0.0
    """The height of the body's letters in points, 0 where unknown."""


def with_looks(clean: CleanText, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Say of each line how it is printed, as far as its source shows it."""
    rows = _rows(clean.source)
    if not rows:
        return with_flow_looks(clean, lines)
    area = _area(clean.source, [row for _, row in rows])
    starts = [row.span.start for _, row in rows]
    last = clean.source.pages[-1].number
    return tuple(replace(line, look=_look(clean, line, rows, starts, area, last)) for line in lines)


def _rows(source: SourceText) -> list[tuple[Page, TextLine]]:
    return [
        (page, row)
        for page in source.pages
        if page.read_by in (ReadBy.TEXT_LAYER, ReadBy.OCR)
        for row in page.lines
        if row.box.x1 > row.box.x0 and row.span.of(source.text).strip()
    ]


def _em(source: SourceText, row: TextLine) -> float:
    return (row.box.x1 - row.box.x0) / max(0.5, breadth(row.span.of(source.text).strip()))


def _area(source: SourceText, rows: Sequence[TextLine]) -> _Area:
    long = [row for row in rows if breadth(row.span.of(source.text).strip()) >= LONG_ROW]
    width = source.pages[0].width or _A4
    if len(long) < _FEWEST_ROWS:
        ems = sorted(_em(source, row) for row in rows)
        em = ems[len(ems) // 2]
        left, right = (margin * width / _A4 for margin in _MARGINS)
        return _Area(
            min(left, min(row.box.x0 for row in rows)), max(width - right, max(row.box.x1 for row in rows)), em
        )
    em = median(_em(source, row) for row in long)
    plain = [row for row in long if 0.88 < _em(source, row) / em < 1.12] or long
    lefts, rights = sorted(row.box.x0 for row in plain), sorted(row.box.x1 for row in plain)
    # Rows that begin a paragraph are set in by two characters, and its last row ends short.
    left = lefts[len(lefts) // 10]
    right = rights[-1 - len(rights) // 10]
    heights = [row.size for row in plain if row.size]
    return _Area(left, right, em, median(heights) if heights else 0.0)


def _size(source: SourceText, row: TextLine, area: _Area) -> float:
    """Compare a row's letters with the body's: by their breadth, or by their height where figures are the most."""
    words = row.span.of(source.text).strip()
    if row.size and area.height and sum(char.isascii() for char in words) > 0.3 * len(words):
        return row.size / area.height
    return _em(source, row) / area.em


def _look(
    clean: CleanText,
    line: Line,
    rows: Sequence[tuple[Page, TextLine]],
    starts: Sequence[int],
    area: _Area,
    last: int,
) -> Look | None:
    span = clean.to_source(line.span)
    first = max(0, bisect_right(starts, span.start) - 1)
    stop = bisect_left(starts, span.end)
    under = [(page, row) for page, row in rows[first:stop] if row.span.overlaps(span)]
    if not under:
        return None
    if len(under) > 3:
        return _one(clean.source, *under[0], area, last, Align.FULL)
    looks = [_one(clean.source, page, row, area, last) for page, row in under]
    aligns = {look.align for look in looks if look is not None}
    if any(look is None for look in looks):
        return None
    if len(aligns) > 1:
        if not aligns <= {Align.LEFT, Align.FULL}:
            return None
        return replace(looks[0], align=Align.FULL) if looks[0] is not None else None
    return looks[0]


def _one(
    source: SourceText, page: Page, row: TextLine, area: _Area, last: int, align: Align | None = None
) -> Look | None:
    size = _size(source, row, area)
    align = align or _align(row, size * area.em, area)
    if align is None:
        return None
    height, first = row.box.y0 + 0.3 * (row.box.y1 - row.box.y0), _RUNNING_HEAD * page.height
    above = sum(first < rule.y0 < height for rule in page.rules)
    return Look(
        align,
        round(size, 2),
        row.red,
        page.number,
        round(row.box.y0 / (page.height or 1.0), 3),
        above,
        page.number == last,
    )


def _align(row: TextLine, own: float, area: _Area) -> Align | None:
    """Tell the edge that a row keeps to; ``own`` is its breadth of a character; None where its place says nothing."""
    before, behind = row.box.x0 - area.left, area.right - row.box.x1
    em = area.em
    if own > 1.12 * em and abs(before - behind) < 2 * own:
        return Align.CENTRE  # a title may reach nearly from edge to edge
    if before < 3.4 * em and behind < 2.2 * em:
        return Align.FULL
    if before > 1.2 * em and abs(before - behind) < 2.0 * em:
        return Align.CENTRE
    if before < 3.4 * em:
        return Align.LEFT
    if before - behind > 2 * em and behind < 0.35 * (area.right - area.left):
        return Align.RIGHT
    return None
