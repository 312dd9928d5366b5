"""Seals: found by their red, their size and their roundness, and faded so that what they cover can be read.

A seal lies over the signature and the date, and its red hides them: in the red channel it is as bright as paper. The
red letterhead would vanish there too, so only what is as large and as round as a seal is faded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SEAL_MM = (26.0, 62.0)
"""Diameter of a seal: 42 mm for most authorities (国发〔1999〕25号), with room for skew and for bad scans."""


def fade_seals(pixels: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], bool]:
    """Give grey levels in which seals are faded, and whether there were any.

    Red ink that forms a blob as large and as round as a seal is read in the red channel; all else in luminance.
    """
    import cv2
    import numpy as np

    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    inside = find_seals(pixels, dpi)
    if inside is None:
        return grey, False
    return np.where(inside, pixels[..., 0], grey).astype(np.uint8), True


def find_seals(pixels: NDArray[np.uint8], dpi: float) -> NDArray[np.bool_] | None:
    """Mark the pixels that belong to seals; None where there are none."""
    import cv2
    import numpy as np

    red = is_red(pixels, 40).astype(np.uint8)
    if red.mean() < 0.0005:
        return None
    millimetre = dpi / 25.4
    reach = max(3, round(2.0 * millimetre))
    blobs = cv2.dilate(red, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(blobs)
    seals = [i for i in range(1, count) if _is_seal(stats[i], millimetre)]
    return np.isin(labels, seals) if seals else None


def is_red(pixels: NDArray[np.uint8], least: int) -> NDArray[np.bool_]:
    """Mark pixels whose red exceeds their green and blue by ``least`` levels."""
    import numpy as np

    signed = pixels.astype(np.int16)
    return np.asarray(signed[..., 0] - signed[..., 1:].max(axis=-1) > least)


def _is_seal(stats: NDArray[np.int32], millimetre: float) -> bool:
    width, height, area = stats[2] / millimetre, stats[3] / millimetre, stats[4] / millimetre**2
    low, high = _SEAL_MM
    return bool(low <= width <= high and low <= height <= high and 0.75 <= width / height <= 1.34 and area > 100)
