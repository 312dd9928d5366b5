"""Lines of a page in the order in which a reader meets them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from operator import attrgetter

from notice_parser.core.source import Box
from notice_parser.ingest.assemble import RawLine

_WIDE_GAP = 1.0
"""A gap between two pieces of one line, in heights of the line, that is a blank to the reader."""
_MOST_LINES = 1500
"""A page with more is a drawing, whose labels have no order worth looking for."""
_FEWEST_LINES = 6
"""Lines that a column must have, to be told from a signature that stands beside nothing."""
_from_top, _from_left = attrgetter("box.y0", "box.x0"), attrgetter("box.x0")


def in_reading_order(lines: Sequence[RawLine]) -> list[RawLine]:
    """Order lines: columns from left to right, within a column from top to bottom; pieces of one line are joined."""
    if len(lines) > _MOST_LINES:
        return sorted(lines, key=_from_top)
    ordered: list[RawLine] = []
    for column in _columns(lines):
        ordered += joined_lines(sorted(column, key=_from_top))
    return ordered


def _columns(lines: Sequence[RawLine]) -> list[list[RawLine]]:
    """Split a page at a gutter: a stretch that no line crosses, with enough lines side by side on both of its sides."""
    if len(lines) < 2 * _FEWEST_LINES:
        return [list(lines)]
    for edge in _gutters(lines):
        left = [line for line in lines if line.box.x1 <= edge]
        right = [line for line in lines if line.box.x0 >= edge - 1]
        beside = sum(1 for a in right if any(_share_height(a.box, b.box) for b in left))
        wide = min(max(line.box.x1 - line.box.x0 for line in side) for side in (left, right))
        if beside >= _FEWEST_LINES and wide > 8 * (right[0].size or 10):
            return [left, *_columns(right)]
    return [list(lines)]


def _gutters(lines: Sequence[RawLine]) -> Iterator[float]:
    """Give the left edges that no line crosses which begins further left, with enough lines on both of their sides."""
    reach, before = 0.0, 0  # of the lines that begin more than a point before the edge
    begun: deque[Box] = deque()
    boxes = sorted([line.box for line in lines], key=attrgetter("x0"))
    last = boxes[0].x0
    for box in boxes:
        edge = box.x0
        while begun and begun[0].x0 < edge - 1:
            reach = max(reach, begun.popleft().x1)
            before += 1
        if len(boxes) - before < _FEWEST_LINES:
            return
        begun.append(box)
        if edge > last and reach <= edge and before + sum(b.x1 <= edge for b in begun) >= _FEWEST_LINES:
            yield edge
        last = edge


def joined_lines(lines: Sequence[RawLine]) -> list[RawLine]:
    """Join pieces at one height from left to right, a blank where the gap is wide."""
    rows: list[list[RawLine]] = []
    for line in lines:
        box = line.box
        for row in rows[-3:]:
            first = row[0].box
            if first.y1 > box.y0 and first.y0 < box.y1 and _share_height(first, box) and _is_apart(row, line):
                row.append(line)
                break
        else:
            rows.append([line])
    return [_merge(sorted(row, key=_from_left)) if len(row) > 1 else row[0] for row in rows]


def _share_height(one: Box, other: Box) -> bool:
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > 0.6 * max(min(one.y1 - one.y0, other.y1 - other.y0), 0.1)


def _is_apart(row: Sequence[RawLine], line: RawLine) -> bool:
    """Tell a piece beside the others; boxes of lines that run askew overlap by half a letter."""
    reach = max(2.0, 0.7 * (line.box.y1 - line.box.y0))
    return all(line.box.x0 >= piece.box.x1 - reach or line.box.x1 <= piece.box.x0 + reach for piece in row)


def _merge(row: Sequence[RawLine]) -> RawLine:
    text, boxes, box = row[0].text, [*row[0].boxes], row[0].box
    for piece in row[1:]:
        gap = piece.box.x0 - box.x1
        height = max(box.y1 - box.y0, 1.0)
        if gap > _WIDE_GAP * height and not text.endswith(" "):
            blanks = min(8, max(1, round(gap / height)))
            text += " " * blanks
            boxes += [Box(box.x1, box.y0, piece.box.x0, box.y1)] * blanks
        text += piece.text
        boxes += piece.boxes
        box = box.union(piece.box)
    sizes = [piece.size for piece in row if piece.size is not None]
    return RawLine(
        text,
        box,
        tuple(boxes) if len(boxes) == len(text) else (),
        size=max(sizes) if sizes else None,
        bold=any(piece.bold for piece in row),
        red=all(piece.red for piece in row),
        confidence=min(piece.confidence for piece in row),
    )
