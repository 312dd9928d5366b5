"""The rulings in the image of a page: those of its tables, and the rules across it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from notice_parser.core.source import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DPI = 100
_SHORTEST_MM = 8.0
"""Longer than any stroke of a letter but those of a masthead, which meet no others at both ends."""
_MOST = 400
_LETTER_EDGE = 1.0
"""Points by which a letter may stand out of its line's box."""


def between_lines(strokes: Sequence[Box], lines: Sequence[Box]) -> list[Box]:
    """Drop the strokes of letters, those within a line of text: a masthead's are as long as the sides of a cell."""
    reach = _LETTER_EDGE
    return [
        b
        for b in strokes
        if not any(
            t.y0 - reach <= b.y0 and b.y1 <= t.y1 + reach and t.x0 - reach <= b.x0 and b.x1 <= t.x1 + reach
            for t in lines
        )
    ]


def table_rulings(strokes: list[Box]) -> list[Box]:
    """Keep the strokes of a page for its tables: none where one kind is missing, or both have fewer than three.

    版记 has rules, but nothing upright.
    """
    upright = sum(box.y1 - box.y0 > box.x1 - box.x0 for box in strokes)
    return strokes if max(upright, len(strokes) - upright) >= 3 and 0 < upright < len(strokes) else []


def find_strokes(grey: NDArray[np.uint8], dpi: float) -> list[Box]:
    """Find long thin strokes, level or upright, of a levelled page; boxes in points."""
    import cv2
    import numpy as np

    scale = min(1.0, _DPI / dpi)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # Thin rulings are pale when scaled down, and scans are darker on one side: ink is what is darker than around it.
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 14)
    length = max(8, round(_SHORTEST_MM * dpi * scale / 25.4))
    found: list[Box] = []
    for kernel, gap in ((np.ones((1, length), np.uint8), (1, 5)), (np.ones((length, 1), np.uint8), (5, 1))):
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
        count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel))
        if count - 1 > _MOST:
            return []
        points = 72 / (dpi * scale)
        found += [Box(*(float(v) * points for v in (x, y, x + w, y + h))) for x, y, w, h, _ in stats[1:]]
    return [box for box in found if min(box.x1 - box.x0, box.y1 - box.y0) < 8]
