"""Tables of a PDF with rulings across only: above the header, below it, at the end, perhaps between the rows.

Without rulings down, the columns are the stretches that every line of the table leaves empty. Where that is not clear,
nothing is a table: an imprint stands between such rulings, and so may text in two columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from notice_parser.core.source import Box
from notice_parser.ingest.assemble import RawLine
from notice_parser.ingest.pdf_rulings import THIN

_SHORTEST = 150.0
"""Points; a shorter ruling runs over no table of a page."""
_SAME_END = 4.0
_MOST_RULINGS = 60
_HIGHEST_HEADER = 70.0
"""Points; three lines of a header."""
_GUTTER, _BLANK = 0.9, 0.7
"""Breadth of the empty stretch between columns, and of the gap between two pieces of a line, in heights of letters."""
_FULL = 0.85
"""Part of its column that a line of running text fills."""
_LONG = 10.0
"""Heights of its letters that a line of running text has at least."""
_NO_TABLE = re.compile(r"^(?:抄送|抄报|主送|主题词|分送)|(?:印发|印制|翻印)$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line without a wide gap."""

    text: str
    box: Box

    @property
    def middle(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


def open_tables(
    rulings: Sequence[Box], lines: Sequence[RawLine], taken: Sequence[Box]
) -> Iterator[tuple[Box, tuple[tuple[Box, ...], ...]]]:
    """Give the tables from top to bottom: the box of each, and those of its cells row by row.

    ``taken`` are the boxes of tables with all their rulings.
    """
    level = _levels([box for box in rulings if not any(_is_within(box, table) for table in taken)])
    for group in _groups(level):
        if len(group) < 3:
            continue
        whole = Box(group[0].x0, group[0].y0, group[0].x1, group[-1].y1)
        pieces = [piece for line in lines for piece in _pieces(line, whole)]
        if pieces and (cells := _cells(group, pieces, whole)):
            yield whole, cells


def _is_within(box: Box, table: Box) -> bool:
    return table.y0 - THIN <= box.y0 and box.y1 <= table.y1 + THIN and box.x0 < table.x1 and table.x0 < box.x1


def _levels(rulings: Sequence[Box]) -> list[Box]:
    """Join the pieces of rulings that run across, from top to bottom; drop short ones."""
    joined: list[Box] = []
    for box in sorted(rulings, key=lambda box: (round(box.y0), box.x0)):
        if box.y1 - box.y0 > THIN or box.x1 - box.x0 <= THIN:
            continue
        last = joined[-1] if joined else None
        if last is not None and abs(last.y0 - box.y0) <= THIN and last.x0 <= box.x0 <= last.x1 + _SAME_END:
            joined[-1] = last.union(box)
        else:
            joined.append(box)
    return [box for box in joined if box.x1 - box.x0 >= _SHORTEST]


def _groups(rulings: Sequence[Box]) -> Iterator[list[Box]]:
    """Give the rulings of one length that follow one another."""
    group: list[Box] = []
    for box in rulings:
        if group and (abs(group[-1].x0 - box.x0) > _SAME_END or abs(group[-1].x1 - box.x1) > _SAME_END):
            yield group
            group = []
        group.append(box)
    if 0 < len(group) <= _MOST_RULINGS:
        yield group


def _pieces(line: RawLine, whole: Box) -> Iterator[_Piece]:
    """Cut a line inside a table at wide gaps, and where pdfium joins it with the next one."""
    middle = (line.box.y0 + line.box.y1) / 2
    if line.box.y1 < whole.y0 or line.box.y0 > whole.y1 or len(line.boxes) != len(line.text):
        return
    if line.box.y1 - line.box.y0 < 2 * (line.size or 1.0) and not whole.y0 < middle < whole.y1:
        return
    text, box = "", Box(0, 0, 0, 0)
    for char, place in zip(line.text, line.boxes, strict=True):
        if char.isspace():
            continue
        if text and (place.x0 - box.x1 > _BLANK * (line.size or 10.0) or place.y0 > box.y1):
            yield _Piece(text, box)
            text = ""
        text, box = text + char, box.union(place) if text else place
    if text:
        yield _Piece(text, box)


def _cells(group: Sequence[Box], pieces: Sequence[_Piece], whole: Box) -> tuple[tuple[Box, ...], ...]:
    """Part a table into cells; nothing where it is none or its cells are not clear."""
    pieces = [piece for piece in pieces if whole.y0 < piece.middle < whole.y1]
    below = group[1].y0
    header = [piece for piece in pieces if piece.middle < below]
    body = [piece for piece in pieces if piece.middle >= below]
    if (
        len(header) < 2
        or not body
        or below - whole.y0 > _HIGHEST_HEADER
        or any(_NO_TABLE.search(p.text) for p in pieces)
    ):
        return ()
    sides = _sides(pieces, whole)
    columns = list(pairwise(sides))
    held = [[p for p in body if left <= (p.box.x0 + p.box.x1) / 2 < right] for left, right in columns]
    named = [any(left <= (p.box.x0 + p.box.x1) / 2 < right for p in header) for left, right in columns]
    if len(columns) < 2 or not all(named) or not all(held) or all(map(_is_running, held)):
        return ()
    tops = _row_tops(group, held)
    if not tops:
        return ()
    ends = [whole.y0, *tops, whole.y1]
    return tuple(tuple(Box(left, top, right, end) for left, right in columns) for top, end in pairwise(ends))


def _sides(pieces: Sequence[_Piece], whole: Box) -> list[float]:
    """List the sides of the columns: the middles of the stretches that every piece leaves empty."""
    breadth = _GUTTER * median(min(p.box.y1 - p.box.y0, 20.0) for p in pieces)
    sides, reach = [whole.x0], whole.x1
    for at, piece in enumerate(sorted(pieces, key=lambda p: p.box.x0)):
        if at and piece.box.x0 - reach >= breadth:
            sides.append((reach + piece.box.x0) / 2)
        reach = max(reach, piece.box.x1) if at else piece.box.x1
    return [*sides, whole.x1]


def _is_running(column: Sequence[_Piece]) -> bool:
    """Tell a column of running text: of three lines or more, most are full and long."""
    widest = max(p.box.x1 - p.box.x0 for p in column)
    if widest < _LONG * median(p.box.y1 - p.box.y0 for p in column):
        return False
    full = sum(p.box.x1 - p.box.x0 >= _FULL * widest for p in column)
    return len(column) >= 3 and 3 * full >= 2 * len(column)


def _row_tops(group: Sequence[Box], columns: Sequence[Sequence[_Piece]]) -> list[float]:
    """List the tops of the rows below the header.

    Rows are those between rulings, if there are rulings between rows; else each begins where the first column has an
    entry at the height of its first lines. Nothing is given where the first column does not tell.
    """
    between = [box.y0 for box in group[1:-1]]
    if len(between) > 1:
        return between
    starts = sorted(columns[0], key=lambda p: p.box.y0)
    if any(lower.box.y0 < upper.box.y1 for upper, lower in pairwise(starts)):
        return []
    others = [piece for column in columns[1:] for piece in column]
    if min(piece.middle for piece in others) < starts[0].box.y0:
        return []
    tops = [between[0]]
    for start in starts[1:]:
        above = [p.box.y1 for p in (*starts, *others) if p.middle < start.box.y0]
        beside = [p.box.y0 for p in (start, *others) if start.box.y0 <= p.middle <= start.box.y1]
        if max(above) > min(beside) + THIN:
            return []
        tops.append((max(above) + min(beside)) / 2)
    return tops
