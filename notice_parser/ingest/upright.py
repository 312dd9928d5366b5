"""Pages set upright: a small skew undone, quarter turns tried where a page reads badly."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from math import isfinite
from statistics import fmean
from typing import TYPE_CHECKING

from notice_parser.core.source import Box
from notice_parser.ingest.ocr import OcrEngine, RecognisedLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORST = 0.75
"""Mean confidence below which a page may lie upside down; upright pages have more than 0.9."""
_SKEW_STEP, _SKEW_MOST = 0.25, 4.0


@dataclass(frozen=True, slots=True)
class Pose:
    """How an image was turned to be read: quarter turns against the clock, then ``angle`` degrees the same way.

    ``width`` and ``height`` are pixels of the page as it was read.
    """

    quarters: int
    angle: float
    width: int
    height: int

    def back(self, box: Box) -> Box:
        """Place a box of the levelled page, in pixels, on the page as it lay: its middle is turned back."""
        return self._turned(box, -self.angle)

    def level(self, box: Box) -> Box:
        """Place a box of the image, in pixels, on the levelled page; on a page that lay sideways it is not tried."""
        if self.quarters == 2:
            box = Box(self.width - box.x1, self.height - box.y1, self.width - box.x0, self.height - box.y0)
        return self._turned(box, self.angle)

    def _turned(self, box: Box, angle: float) -> Box:
        turn = math.radians(angle)
        x, y = (box.x0 + box.x1) / 2 - self.width / 2, (box.y0 + box.y1) / 2 - self.height / 2
        dx = x * math.cos(turn) + y * math.sin(turn) - x
        dy = y * math.cos(turn) - x * math.sin(turn) - y
        return Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)

    def pose(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Turn another image of the same page, its colours, in the same way."""
        import numpy as np

        return np.ascontiguousarray(np.rot90(level_by(pixels, self.angle), self.quarters))


def read_upright(grey: NDArray[np.uint8], engine: OcrEngine) -> tuple[Pose, NDArray[np.uint8], list[RecognisedLine]]:
    """Undo a small skew and read; where the page reads badly, try it turned. Gives the levelled page as well."""
    import numpy as np

    angle = skew(grey)
    angle = angle if abs(angle) >= 2 * _SKEW_STEP else 0.0
    straight = level_by(grey, angle)
    height, width = straight.shape
    pose, lines = Pose(0, angle, width, height), _sound(engine.recognise(straight))
    if not lines:
        return pose, straight, lines
    lying = sum(line.bottom - line.top > line.right - line.left for line in lines if len(line.text) > 1)
    score = fmean(line.confidence for line in lines)
    if score >= _WORST and lying < 0.5 * len(lines):
        return pose, straight, lines
    level = straight
    for quarters in (2,) if lying < 0.5 * len(lines) else (1, 3, 2):
        turned = np.ascontiguousarray(np.rot90(straight, quarters))
        try:
            found = _sound(engine.recognise(turned))
        except Exception:  # what was read already is kept
            break
        if found and fmean(line.confidence for line in found) * len(found) > score * len(lines):
            pose, level, lines = Pose(quarters, angle, turned.shape[1], turned.shape[0]), turned, found
            score = fmean(line.confidence for line in found)
    return pose, level, lines


def _sound(lines: list[RecognisedLine]) -> list[RecognisedLine]:
    """Drop lines without words or without a place; keep confidences within 0..1."""
    kept = [
        line
        for line in lines
        if line.text.strip() and all(map(isfinite, (line.left, line.top, line.right, line.bottom)))
    ]
    return [replace(line, confidence=min(1.0, max(0.0, line.confidence or 0.0))) for line in kept]


def level_by(image: NDArray[np.uint8], angle: float) -> NDArray[np.uint8]:
    """Turn an image by some degrees against the clock, white where nothing was."""
    import cv2
    import numpy as np

    if not angle:
        return image
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    white = (255.0, 255.0, 255.0)
    turned = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=white)
    return np.asarray(turned, dtype=np.uint8)


def skew(grey: NDArray[np.uint8]) -> float:
    """Find the angle, in degrees, by which a page must be turned for its lines to lie level.

    The rows of a level page are all ink or all paper, so the sums of its rows differ most from one to the next.
    """
    import cv2
    import numpy as np

    scale = 600 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    ink = (small < small.mean() - 0.5 * small.std()).astype(np.float32)
    height, width = ink.shape

    def contrast(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    coarse = float(max(np.arange(-_SKEW_MOST, _SKEW_MOST + _SKEW_STEP, 2 * _SKEW_STEP), key=contrast))
    return max((coarse, coarse - _SKEW_STEP, coarse + _SKEW_STEP), key=contrast)
