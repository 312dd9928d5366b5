"""The image of a page to lines: seals faded, skew and turns undone, lines in order.

A seal lies over the signature and the date, and its red hides them: in the red channel it is as bright as paper. The
red letterhead would vanish there too, so only what is as large and as round as a seal is faded.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from math import isfinite
from statistics import fmean
from typing import TYPE_CHECKING

from notice_parser.core.source import Box, ReadBy
from notice_parser.ingest.assemble import RawLine, RawPage
from notice_parser.ingest.ocr import OcrEngine, RecognisedLine
from notice_parser.ingest.plausibility import plausibility
from notice_parser.ingest.reading_order import in_reading_order

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

_POINTS_PER_INCH = 72
_SEAL_MM = (26.0, 62.0)
"""Diameter of a seal: 42 mm for most authorities (国发〔1999〕25号), with room for skew and for bad scans."""
_WORST = 0.75
"""Mean confidence below which a page may lie upside down; upright pages have more than 0.9."""
_MOST_PIXELS_A_SIDE = 3600
"""A longer side is scaled down: A4 at 300 dpi has 3508."""
_SKEW_STEP, _SKEW_MOST = 0.25, 4.0
_FEWEST_LETTERS, _WORST_TEXT = 12, 0.3
"""Fewer letters prove nothing; pages of names and figures have a plausibility of 0.5."""
_RUBBISH = 0.2
"""The confidence of what is not believed."""


def read_scan(image: Image, dpi: float | None, engine: OcrEngine, number: int = 1) -> RawPage:
    """Read the image of a page.

    ``dpi`` are its pixels per inch; where they are unknown the page is taken for A4. Boxes are points of the page as
    it stands in the image, before skew is undone to within a line's height.
    """
    import numpy as np

    image = image.convert("RGB")
    scale = min(1.0, _MOST_PIXELS_A_SIDE / max(image.size))
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)))
    dpi = (dpi or image.width / scale / (210 / 25.4 if image.width <= image.height else 297 / 25.4)) * scale
    pixels = np.asarray(image)
    grey, has_seal = fade_seals(pixels, dpi)
    points = _POINTS_PER_INCH / dpi
    try:
        turned, lines = _upright(grey, engine)
    except Exception as error:  # whatever an engine dies of, the other pages go on
        size = (image.width * points, image.height * points)
        note = f"识别引擎“{engine.name}”出错，该页未能识别：{type(error).__name__}"
        return RawPage(number, *size, read_by=ReadBy.UNREAD, confidence=0.0, note=note)
    height, width = turned.shape[:2]
    raw = [_raw_line(line, points, pixels if turned.shape == grey.shape else None) for line in lines]
    page = RawPage(
        number,
        width * points,
        height * points,
        tuple(in_reading_order(raw)),
        ReadBy.OCR if raw else ReadBy.BLANK,
        fmean(line.confidence for line in lines) if lines else 1.0,
    )
    if is_rubbish("".join(line.text for line in lines)):
        content = tuple(replace(line, confidence=min(line.confidence, _RUBBISH)) for line in in_reading_order(raw))
        note = "识别结果不像文字，不可信"
        return replace(page, content=content, confidence=min(page.confidence, _RUBBISH), note=note)
    return replace(page, note="有红色印章，未验证真伪") if has_seal else page


def is_rubbish(text: str) -> bool:
    """Tell what no page says, however sure the engine is of it.

    >>> is_rubbish("关于开展安全生产检查的通知，各市人民政府"), is_rubbish("Annex 1: List of Contacts, 2024")
    (False, False)
    >>> is_rubbish("鼟龘爩麤àß¤驫鱻灪ðþ籱厵癵飝")
    True
    """
    letters = unicodedata.normalize("NFKC", "".join(text.split()))
    return len(letters) >= _FEWEST_LETTERS and plausibility(letters) < _WORST_TEXT


def _upright(grey: NDArray[np.uint8], engine: OcrEngine) -> tuple[NDArray[np.uint8], list[RecognisedLine]]:
    """Undo a small skew; where the page reads badly, try it turned."""
    import numpy as np

    straight = straighten(grey)
    best, lines = straight, _sound(engine.recognise(straight))
    if not lines:
        return best, lines
    lying = sum(line.bottom - line.top > line.right - line.left for line in lines if len(line.text) > 1)
    score = fmean(line.confidence for line in lines)
    if score >= _WORST and lying < 0.5 * len(lines):
        return best, lines
    for quarter in (2,) if lying < 0.5 * len(lines) else (1, 3, 2):
        turned = np.ascontiguousarray(np.rot90(straight, quarter))
        try:
            found = _sound(engine.recognise(turned))
        except Exception:  # what was read already is kept
            break
        if found and fmean(line.confidence for line in found) * len(found) > score * len(lines):
            best, lines, score = turned, found, fmean(line.confidence for line in found)
    return best, lines


def _sound(lines: list[RecognisedLine]) -> list[RecognisedLine]:
    """Drop lines without words or without a place; keep confidences within 0..1."""
    kept = [
        line
        for line in lines
        if line.text.strip() and all(map(isfinite, (line.left, line.top, line.right, line.bottom)))
    ]
    return [replace(line, confidence=min(1.0, max(0.0, line.confidence or 0.0))) for line in kept]


def _raw_line(line: RecognisedLine, points: float, pixels: NDArray[np.uint8] | None) -> RawLine:
    box = Box(line.left * points, line.top * points, line.right * points, line.bottom * points)
    return RawLine(
        line.text,
        box,
        size=(line.bottom - line.top) * points * 0.9,
        red=pixels is not None and _is_red(pixels, line),
        confidence=line.confidence,
    )


def _is_red(pixels: NDArray[np.uint8], line: RecognisedLine) -> bool:
    """Tell a line of the letterhead: most of its ink is red."""
    import numpy as np

    patch = pixels[int(line.top) : int(line.bottom), int(line.left) : int(line.right)].astype(np.int16)
    if patch.size == 0:
        return False
    ink = patch.min(axis=2) < 140
    red = ink & (patch[..., 0] - patch[..., 1:].max(axis=2) > 60)
    return bool(ink.sum() > 0 and red.sum() > 0.5 * ink.sum())


def fade_seals(pixels: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], bool]:
    """Give grey levels in which seals are faded, and whether there were any.

    Red ink that forms a blob as large and as round as a seal is read in the red channel; all else in luminance.
    """
    import cv2
    import numpy as np

    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    signed = pixels.astype(np.int16)
    red = (signed[..., 0] - signed[..., 1:].max(axis=2) > 40).astype(np.uint8)
    if red.mean() < 0.0005:
        return grey, False
    millimetre = dpi / 25.4
    reach = max(3, round(2.0 * millimetre))
    blobs = cv2.dilate(red, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(blobs)
    seals = [i for i in range(1, count) if _is_seal(stats[i], millimetre)]
    if not seals:
        return grey, False
    inside = np.isin(labels, seals)
    return np.where(inside, pixels[..., 0], grey).astype(np.uint8), True


def _is_seal(stats: NDArray[np.int32], millimetre: float) -> bool:
    width, height, area = stats[2] / millimetre, stats[3] / millimetre, stats[4] / millimetre**2
    low, high = _SEAL_MM
    return bool(low <= width <= high and low <= height <= high and 0.75 <= width / height <= 1.34 and area > 100)


def straighten(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Turn a page by up to four degrees so that its lines lie level; a level page comes back as it is."""
    import cv2
    import numpy as np

    angle = skew(grey)
    if abs(angle) < 2 * _SKEW_STEP:
        return grey
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0,))
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
    best, angle = -1.0, 0.0
    for step in np.arange(-_SKEW_MOST, _SKEW_MOST + _SKEW_STEP, _SKEW_STEP):
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(step), 1.0)
        rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1)
        contrast = float(np.square(np.diff(rows)).sum())
        if contrast > best:
            best, angle = contrast, float(step)
    return angle
