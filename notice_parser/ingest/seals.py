"""Seals: found by their red, their size and their roundness, and faded so that what they cover can be read.

A seal lies over the signature and the date, and its red hides them: in the red channel it is as bright as paper. The
red letterhead would vanish there too, so only what is as large and as round as a seal is faded. On a copy without
colour a seal is known by its ring: grey ink is faded by its level; where all is black, the ring is taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notice_parser.core.source import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SEAL_MM = (26.0, 62.0)
"""Diameter of a seal: 42 mm for most authorities (国发〔1999〕25号), with room for skew and for bad scans."""


_LOOK_DPI = 100
"""Seals are looked for in a page made this small."""


def without_seals(pixels: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], tuple[Box, ...]]:
    """Give grey levels in which the seals are faded, red ones or those of a copy without colour, and a box of each."""
    grey, seals = fade_seals(pixels, dpi)
    return (grey, seals) if seals else fade_rings(grey, dpi)


def fade_seals(pixels: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], tuple[Box, ...]]:
    """Give grey levels in which seals are faded, and a box of each.

    Red ink that forms a blob as large and as round as a seal is read in the red channel; all else in luminance.
    """
    import cv2
    import numpy as np

    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    boxes: list[Box] = []
    for inside, left, top in find_seals(pixels, dpi):
        height, width = inside.shape
        place = np.s_[top : top + height, left : left + width]
        grey[place] = through_red(grey[place], pixels[place], inside)
        boxes.append(Box(float(left), float(top), float(left + width), float(top + height)))
    return grey, tuple(boxes)


def through_red(grey: NDArray[np.uint8], pixels: NDArray[np.uint8], inside: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Look at a seal through a red glass: its ink is nearly paper, and what JPEG leaves of it is made so."""
    import numpy as np

    seen = pixels[..., 0][inside].astype(np.float32)
    paper = float(np.percentile(seen, 90))
    shown = grey.copy()
    shown[inside] = np.clip((seen - 0.2 * paper) / (0.45 * paper), 0, 1) * paper
    return shown


def find_seals(pixels: NDArray[np.uint8], dpi: float) -> list[tuple[NDArray[np.bool_], int, int]]:
    """Find seals: the pixels of each, within its box, and the left and top edge of that box."""
    import cv2
    import numpy as np

    scale = min(1.0, _LOOK_DPI / dpi)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    red = is_red(np.asarray(small, dtype=np.uint8), 40).astype(np.uint8)
    if red.mean() < 0.0005:
        return []
    millimetre = dpi * scale / 25.4
    reach = max(3, round(2.0 * millimetre))
    blobs = cv2.dilate(red, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(blobs)
    seals: list[tuple[NDArray[np.bool_], int, int]] = []
    for i in range(1, count):
        if _is_seal(stats[i], millimetre):
            x, y, width, height = (int(v) for v in stats[i][:4])
            left, top = round(x / scale), round(y / scale)
            size = (
                min(round(width / scale), pixels.shape[1] - left),
                min(round(height / scale), pixels.shape[0] - top),
            )
            mark = np.asarray(labels[y : y + height, x : x + width] == i, dtype=np.uint8)
            inside = cv2.resize(mark, size, interpolation=cv2.INTER_NEAREST).astype(np.bool_)
            seals.append((inside, left, top))
    return seals


def is_red(pixels: NDArray[np.uint8], least: int) -> NDArray[np.bool_]:
    """Mark pixels whose red exceeds their green and blue by ``least`` levels."""
    import cv2
    import numpy as np

    red, green, blue = (np.ascontiguousarray(pixels[..., at]) for at in range(3))
    return np.asarray(cv2.subtract(red, cv2.max(green, blue)), dtype=np.uint8) > least


def _is_seal(stats: NDArray[np.int32], millimetre: float) -> bool:
    width, height, area = stats[2] / millimetre, stats[3] / millimetre, stats[4] / millimetre**2
    low, high = _SEAL_MM
    return bool(low <= width <= high and low <= height <= high and 0.75 <= width / height <= 1.34 and area > 100)


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring of a seal in pixels: its middle, the radii between which it lies."""

    x: float
    y: float
    inner: float
    outer: float


_RADIUS_MM = (13.0, 31.0)
_MARGIN_MM = 2.0
_SEARCH_DPI = 72


def fade_rings(grey: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], tuple[Box, ...]]:
    """Fade the seals of a page without colour, and box each."""
    rings = find_rings(grey, dpi)
    for ring in rings:
        grey = _faded(grey, ring, dpi)
    return grey, tuple(Box(r.x - r.outer, r.y - r.outer, r.x + r.outer, r.y + r.outer) for r in rings)


def find_rings(grey: NDArray[np.uint8], dpi: float) -> list[Ring]:
    """Find circles as large as a seal that are closed (text never is: half of its way at most) and stand alone."""
    import cv2
    import numpy as np

    scale = _SEARCH_DPI / dpi
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    unit = _SEARCH_DPI / 25.4
    low, high = (round(r * unit) for r in _RADIUS_MM)
    if min(small.shape) < 2 * low:
        return []
    blurred = cv2.GaussianBlur(small, (3, 3), 0)
    circles = cv2.HoughCircles(blurred, cv2.HOUGH_GRADIENT, 1.5, 20 * unit, None, 120, 60, low, high)
    ink = np.asarray(small < small.mean() - 40, dtype=np.uint8)
    near = np.asarray(cv2.dilate(ink, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    rings: list[Ring] = []
    for x, y, radius in circles[0][:5] if circles is not None else ():
        if _share(near, x, y, radius) < 0.9 or _share(ink, x, y, radius + _MARGIN_MM * unit) > 0.4:
            continue
        ring = _fitted(np.asarray(grey < grey.mean() - 40, dtype=np.uint8), x / scale, y / scale, radius / scale, dpi)
        if ring is not None:
            rings.append(ring)
    return rings


def _fitted(ink: NDArray[np.uint8], x: float, y: float, radius: float, dpi: float) -> Ring | None:
    """Find the middle to the pixel, and how thick the ring is."""
    import numpy as np

    unit = dpi / 25.4
    reach = range(-round(0.6 * unit), round(0.6 * unit) + 1, 1 if dpi < 160 else 2)
    around = [radius + step * unit for step in np.arange(-1.5, 1.51, 0.25)]
    shifted = [(sum(_share(ink, x + i, y + j, r) ** 4 for r in around), x + i, y + j) for i in reach for j in reach]
    _, x, y = max(shifted)
    inked = [r for r in around if _share(ink, x, y, r) > 0.5]
    return Ring(*map(float, (x, y, inked[0] - 0.2 * unit, inked[-1] + 0.2 * unit))) if inked else None


def _share(ink: NDArray[np.uint8], x: float, y: float, radius: float) -> float:
    """Give the share of a circle that is inked."""
    import numpy as np

    angles = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    columns = np.clip(np.rint(x + radius * np.cos(angles)).astype(int), 0, ink.shape[1] - 1)
    rows = np.clip(np.rint(y + radius * np.sin(angles)).astype(int), 0, ink.shape[0] - 1)
    return float(ink[rows, columns].mean())


def _faded(grey: NDArray[np.uint8], ring: Ring, dpi: float) -> NDArray[np.uint8]:
    """Fade the ink of one seal by its level, if it is lighter than print."""
    import numpy as np

    rows, columns = np.ogrid[: grey.shape[0], : grey.shape[1]]
    across, down = columns - ring.x, rows - ring.y
    radius = np.hypot(across, down)
    band = (radius >= ring.inner) & (radius <= ring.outer)
    paper, ink = np.percentile(grey, 90), np.percentile(grey, 0.05)
    seal = np.percentile(grey[band], 30)
    shown = grey.copy()
    if seal - ink > 40:
        inside = radius <= ring.outer + 0.04 * dpi
        level = np.clip((grey[inside].astype(np.float32) - ink) / max(1.0, 0.9 * seal - ink), 0, 1)
        shown[inside] = (ink + level * (paper - ink)).astype(np.uint8)
    else:
        black = grey < (paper + ink) / 2
        shown[_without_strokes(black, band, ring, dpi)] = paper  # the star hides its letters for good
    return shown


def _without_strokes(black: NDArray[np.bool_], band: NDArray[np.bool_], ring: Ring, dpi: float) -> NDArray[np.bool_]:
    """Mark the ring where all is black; what goes on at both sides of it is a stroke of a letter and stays."""
    import numpy as np

    y, x = np.nonzero(band & black)
    away = np.hypot(x - ring.x, y - ring.y)
    strokes = np.ones(len(x), dtype=bool)
    for edge in (ring.inner - 0.012 * dpi, ring.outer + 0.012 * dpi):
        columns = np.clip(np.rint(ring.x + (x - ring.x) * edge / away).astype(int), 0, black.shape[1] - 1)
        rows = np.clip(np.rint(ring.y + (y - ring.y) * edge / away).astype(int), 0, black.shape[0] - 1)
        strokes &= black[rows, columns]
    marked = np.zeros_like(black)
    marked[y[~strokes], x[~strokes]] = True
    return marked
