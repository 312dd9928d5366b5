"""The image of a page to lines: seals faded, skew and turns undone, blanks found, lines in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean
from typing import TYPE_CHECKING

from notice_parser.core.source import Box, ReadBy
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable, spread
from notice_parser.ingest.char_places import placed
from notice_parser.ingest.ocr import OcrEngine, RecognisedLine
from notice_parser.ingest.page_rules import rules_across
from notice_parser.ingest.pdf_tables import Grid, grids_of, with_tables
from notice_parser.ingest.plausibility import plausibility
from notice_parser.ingest.rulings import between_lines, find_strokes, table_rulings
from notice_parser.ingest.scan_tables import closed
from notice_parser.ingest.seals import is_red, without_seals
from notice_parser.ingest.upright import Pose, read_upright

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

_POINTS_PER_INCH = 72
_MOST_PIXELS_A_SIDE = 3600
"""A longer side is scaled down: A4 at 300 dpi has 3508."""
_FEWEST_LETTERS, _WORST_TEXT = 12, 0.3
"""Fewer letters prove nothing; pages of names and figures have a plausibility of 0.5."""
_NARROWEST_TABLE = 100.0
"""Points."""
_COLOUR_DPI = 100
"""Enough to tell the colour of a line."""
_RUBBISH = 0.2
"""The confidence of what is not believed."""


@dataclass(frozen=True, slots=True)
class _Colours:
    """The colours of a page, every ``stride``-th pixel of each row and column."""

    pixels: NDArray[np.uint8]
    stride: int

    def is_red_line(self, line: RecognisedLine) -> bool:
        """Tell a line of the letterhead: most of its ink is red."""
        x0, y0, x1, y1 = (max(0, int(v) // self.stride) for v in (line.left, line.top, line.right, line.bottom))
        patch = self.pixels[y0:y1, x0:x1]
        if patch.size == 0:
            return False
        ink = patch.min(axis=2) < 140
        red = ink & is_red(patch, 60)
        return bool(ink.sum() > 0 and red.sum() > 0.5 * ink.sum())


def read_scan(image: Image, dpi: float | None, engine: OcrEngine, number: int = 1) -> RawPage:
    """Read the image of a page.

    ``dpi`` are its pixels per inch; where they are unknown the page is taken for A4. Boxes of lines are points of the
    levelled page, so that edges are straight; boxes of characters lie where the image shows them.
    """
    import numpy as np

    image = image.convert("RGB")
    scale = min(1.0, _MOST_PIXELS_A_SIDE / max(image.size))
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)))
    dpi = (dpi or image.width / scale / (210 / 25.4 if image.width <= image.height else 297 / 25.4)) * scale
    points = _POINTS_PER_INCH / dpi
    pixels = np.asarray(image)
    grey, seals = without_seals(pixels, dpi)
    try:
        pose, level, lines = read_upright(grey, engine)
    except Exception as error:  # whatever an engine dies of, the other pages go on
        size = (image.width * points, image.height * points)
        note = f"识别引擎“{engine.name}”出错，该页未能识别：{type(error).__name__}"
        return RawPage(number, *size, read_by=ReadBy.UNREAD, confidence=0.0, note=note)
    red = _colours(pixels, dpi, seals, pose)
    raw = [_raw_line(line, points, red, level) for line in lines]
    strokes = between_lines(find_strokes(level, dpi), [line.box for line in raw])
    content, grids = _with_tables(raw, strokes)
    size = pose.width * points, pose.height * points
    page = RawPage(
        number,
        *size,
        tuple(_laid_back(item, pose, points) for item in content),
        ReadBy.OCR if raw else ReadBy.BLANK,
        fmean(line.confidence for line in lines) if lines else 1.0,
        "有印章，未验证真伪" if seals else "",
        tuple(_scaled(pose.level(seal), points) for seal in seals),
        rules_across(strokes, [grid.box for grid in grids], *size),
        pose.quarters,
    )
    return _doubted(page) if is_rubbish("".join(line.text for line in lines)) else page


def is_rubbish(text: str) -> bool:
    """Tell what no page says, however sure the engine is of it.

    >>> is_rubbish("关于开展安全生产检查的通知，各市人民政府"), is_rubbish("Annex 1: List of Contacts, 2024")
    (False, False)
    >>> is_rubbish("鼟龘爩麤àß¤驫鱻灪ðþ籱厵癵飝")
    True
    """
    letters = unicodedata.normalize("NFKC", "".join(text.split()))
    return len(letters) >= _FEWEST_LETTERS and plausibility(letters) < _WORST_TEXT


def _doubted(page: RawPage) -> RawPage:
    content = tuple(
        replace(line, confidence=min(line.confidence, _RUBBISH)) if isinstance(line, RawLine) else line
        for line in page.content
    )
    return replace(page, content=content, confidence=min(page.confidence, _RUBBISH), note="识别结果不像文字，不可信")


def _with_tables(lines: Sequence[RawLine], strokes: list[Box]) -> tuple[list[RawLine | RawTable], list[Grid]]:
    """Put the lines of a levelled page in order, those inside of ruled tables as cells.

    The strokes of 理 in a masthead are as long as a cell's sides, but make no wide table.
    """
    grids = grids_of(closed(table_rulings(strokes)))
    content, kept = with_tables(lines, [grid for grid in grids if grid.box.x1 - grid.box.x0 > _NARROWEST_TABLE])
    sides = ((*grid.columns, grid.box.x1) for grid in kept)
    return [replace(item, sides=next(sides)) if isinstance(item, RawTable) else item for item in content], list(kept)


def _colours(pixels: NDArray[np.uint8], dpi: float, seals: Sequence[Box], pose: Pose) -> _Colours | None:
    """Give the colours of the levelled page, without those of its seals; None where nothing is red."""
    stride = max(1, round(dpi / _COLOUR_DPI))
    seen = pixels[::stride, ::stride].copy()
    for box in seals:
        x0, y0, x1, y1 = (int(v) // stride for v in (box.x0, box.y0, box.x1, box.y1))
        place = seen[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
        place[...] = place[..., :1]
    return _Colours(pose.pose(seen), stride) if is_red(seen, 60).mean() > 0.0002 else None


def _laid_back(item: RawLine | RawTable, pose: Pose, points: float) -> RawLine | RawTable:
    """Place the characters where the image shows them; the boxes of lines stay level."""
    if isinstance(item, RawLine):
        return _line_laid_back(item, pose, points)
    rows = (
        tuple(None if cell is None else tuple(_line_laid_back(line, pose, points) for line in cell) for cell in row)
        for row in item.rows
    )
    return replace(item, rows=tuple(rows))


def _line_laid_back(line: RawLine, pose: Pose, points: float) -> RawLine:
    return replace(line, boxes=tuple(_scaled(pose.back(_scaled(b, 1 / points)), points) for b in line.boxes))


def _raw_line(line: RecognisedLine, points: float, colours: _Colours | None, level: NDArray[np.uint8]) -> RawLine:
    box = Box(line.left, line.top, line.right, line.bottom)
    text, boxes = placed(line.text, box, line.centres, _bare_paper(level, line))
    boxes = boxes or spread(box, text)
    return RawLine(
        text,
        _scaled(box, points),
        tuple(_scaled(b, points) for b in boxes),
        size=(line.bottom - line.top) * points * 0.9,
        red=colours is not None and colours.is_red_line(line),
        confidence=line.confidence,
    )


def _bare_paper(level: NDArray[np.uint8], line: RecognisedLine) -> Callable[[float, float], float]:
    """Give the function that measures the broadest stretch without ink between two places of a line, in pixels."""
    import numpy as np

    @cache
    def inked() -> tuple[NDArray[np.bool_], int]:
        height, left = line.bottom - line.top, max(0, int(line.left))
        patch = level[max(0, int(line.top + 0.1 * height)) : int(line.bottom - 0.1 * height), left : int(line.right)]
        if patch.size == 0:
            return np.zeros(0, dtype=np.bool_), left
        dark, paper = np.percentile(patch, (3, 90))
        return np.asarray((patch < paper - 0.4 * (paper - dark)).sum(axis=0) > 0.04 * height), left

    def bare(start: float, end: float) -> float:
        columns, left = inked()
        between = columns[max(0, int(start) - left) : max(0, int(end) - left)]
        edges = np.flatnonzero(np.concatenate(([True], between, [True])))
        return float(np.diff(edges).max() - 1)

    return bare


def _scaled(box: Box, points: float) -> Box:
    return Box(box.x0 * points, box.y0 * points, box.x1 * points, box.y1 * points)
