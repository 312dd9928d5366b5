"""The rules that run across a page: the one under the letterhead, those of 版记; the sides of tables are none."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.core.source import Box

_ACROSS, _THIN = 0.5, 5.0
"""Share of the page's breadth, and points."""
_EDGE = 0.02
"""Share of the page's height in which the edge of the paper lies."""
_SAME_HEIGHT, _NEXT = 2.0, 6.0
"""Points: the pieces of one rule lie at one height, one behind the other."""


def rules_across(strokes: Sequence[Box], tables: Sequence[Box], width: float, height: float) -> tuple[Box, ...]:
    """Choose the rules among the strokes of a page, from top to bottom; pieces of one are put together.

    Lengths are points.
    """
    level = [b for b in strokes if b.y1 - b.y0 <= _THIN and b.x1 - b.x0 > b.y1 - b.y0]
    if not level:
        return ()
    long = [b for b in _joined(level) if b.x1 - b.x0 > _ACROSS * width]
    free = (b for b in long if not any(_touch(b, table) for table in tables))
    return tuple(b for b in free if _EDGE * height < b.y0 and b.y1 < (1 - _EDGE) * height)


def _joined(level: Sequence[Box]) -> list[Box]:
    rows: list[list[Box]] = []
    for box in sorted(level, key=lambda b: b.y0):
        if rows and box.y0 - rows[-1][0].y0 <= _SAME_HEIGHT:
            rows[-1].append(box)
        else:
            rows.append([box])
    found: list[Box] = []
    for row in rows:
        run: Box | None = None
        for box in sorted(row, key=lambda b: b.x0):
            if run is not None and box.x0 - run.x1 <= _NEXT:
                run = run.union(box)
            else:
                found += [] if run is None else [run]
                run = box
        found += [] if run is None else [run]
    return found


def _touch(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 - 1 < other.y1 and other.y0 < one.y1 + 1
