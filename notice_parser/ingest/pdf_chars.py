"""The characters of a PDF page with their boxes, line by line as pdfium parts them."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import eq, sub
from typing import Any

from notice_parser.core.source import Box, Boxes
from notice_parser.ingest.assemble import NOWHERE, RawLine
from notice_parser.ingest.pdfium_calls import CharBoxes, quick
from notice_parser.ingest.typeset_blanks import typeset_blanks

MOST_CHARACTERS = 50_000
"""Characters of one page; a page of A4 in small print has 5,000."""
_LINE = re.compile(r"[^\r\n]+")
"""pdfium ends lines with generated breaks."""
_TALL = 2.0
"""Heights of a letter; a line whose box is taller is no level one, or something else runs into it."""
_ASKEW = 0.06
"""Quarter turns, about 5°: what a scanned page is turned by is less, what a watermark is, more."""
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Turn:
    """Leads from pdfium's coordinates (unturned page, origin at the bottom left) to those of the page as shown.

    ``width`` and ``height`` are those of the shown page.
    """

    rotation: int
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Place a rectangle on the page as a reader sees it."""
        if self.rotation == 90:
            return Box(bottom, left, top, right)
        if self.rotation == 180:
            return Box(self.width - right, bottom, self.width - left, top)
        if self.rotation == 270:
            return Box(self.width - top, self.height - right, self.width - bottom, self.height - left)
        return Box(left, self.height - top, right, self.height - bottom)


class LineReader:
    """Reads the text layers of one document."""

    def __init__(self) -> None:
        """Look up the calls that are made for each line."""
        self._char_boxes = CharBoxes()
        self._weight = quick("FPDFText_GetFontWeight")
        self._angle = quick("FPDFText_GetCharAngle", ctypes.c_float)
        self._fill = quick("FPDFText_GetFillColor")
        self._colour = (ctypes.c_uint * 4)()
        size = ctypes.sizeof(ctypes.c_uint)
        self._colour_places = [ctypes.byref(self._colour, at * size) for at in range(4)]

    def read(self, page: Any, turn: Turn) -> list[RawLine] | None:  # noqa: ANN401 - of pypdfium2, whose types load it
        """Read the lines of a page in the order of the file, blank ones left out; None where it is too much."""
        from pypdfium2 import PdfiumError, raw

        handle = raw.FPDFText_LoadPage(page.raw)
        if not handle:
            raise PdfiumError("the text cannot be loaded")
        try:
            count = raw.FPDFText_CountChars(handle)
            if count > MOST_CHARACTERS:
                return None
            columns = self._char_boxes.read(handle, count)
            left, bottom, right, top = columns
            sizes = list(map(max, map(sub, top, bottom), map(sub, right, left)))
            return self._lines(handle, _characters(handle, count), Boxes(columns, range(count), turn.box), sizes)
        finally:
            raw.FPDFText_ClosePage(handle)

    def _lines(self, handle: Any, page_text: str, page_boxes: Boxes, page_sizes: list[float]) -> list[RawLine]:  # noqa: ANN401
        lines: list[RawLine] = []
        for found in _LINE.finditer(page_text):
            text = found[0]
            if text.isspace():
                continue
            start, end = found.span()
            boxes, sizes = page_boxes[start:end], page_sizes[start:end]
            if kept := _without_repeats(text, boxes):
                text, boxes, sizes = "".join([text[i] for i in kept]), boxes.taken(kept), [sizes[i] for i in kept]
            line = self._line(handle, text, boxes, sizes)
            if line.box.y1 - line.box.y0 > _TALL * (line.size or 1.0):
                level = self._level(handle, boxes.at)
                if len(level) < len(text):
                    text = "".join([text[i] for i in level])
                    if not text or text.isspace():
                        continue
                    line = self._line(handle, text, boxes.taken(level), [page_sizes[boxes.at[i]] for i in level])
            lines.append(line)
        return lines

    def _level(self, handle: Any, places: Sequence[int]) -> list[int]:  # noqa: ANN401
        """List the characters of a line that stand along or across the page: a watermark's run askew through it."""
        angles = map(self._angle, repeat(handle), places)
        quarter = math.pi / 2
        return [
            i for i, angle in enumerate(angles) if angle < 0 or abs(angle / quarter - round(angle / quarter)) < _ASKEW
        ]

    def _line(self, handle: Any, text: str, boxes: Boxes, sizes: list[float]) -> RawLine:  # noqa: ANN401
        drawn, has_blank = boxes, _BLANK.search(text)
        if has_blank:  # a blank's box may reach beyond the page
            inked = [i for i, char in enumerate(text) if not char.isspace()]
            drawn, sizes = boxes.taken(inked), [sizes[i] for i in inked]
        sizes.sort()
        half = len(sizes) // 2
        size = sizes[half] if len(sizes) % 2 else (sizes[half - 1] + sizes[half]) / 2
        if has_blank and (blanks := typeset_blanks(text, boxes, size)):
            kept = [i for i in range(len(text)) if i not in blanks]
            text, boxes = "".join([text[i] for i in kept]), boxes.taken(kept)
        colour, middle = self._colour, drawn.at[half]
        is_known = self._fill(handle, middle, *self._colour_places)
        is_red = bool(is_known) and colour[0] > 150 and colour[1] < 90 and colour[2] < 90
        is_bold = self._weight(handle, middle) >= 600
        return RawLine(text, drawn.around() or NOWHERE, boxes, size, is_bold, is_red)


def _characters(handle: Any, count: int) -> str:  # noqa: ANN401
    """Give the text of a page with one character for each place: at once, or one by one where some have no code."""
    from pypdfium2 import raw

    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, units)
    text = bytes(memoryview(units).cast("B")[: 2 * max(0, written - 1)]).decode("utf-16-le", "replace")
    if len(text) == count and "\x00" not in text:
        return text
    points = map(quick("FPDFText_GetUnicode", ctypes.c_uint), repeat(handle), range(count))
    return "".join([chr(p) if 0 < p < 0x110000 and not 0xD800 <= p < 0xE000 else "\ufffd" for p in points])


def _without_repeats(text: str, boxes: Boxes) -> list[int]:
    """List the characters of a line but for those drawn again, a little aside, to look bold; nothing if none is."""
    if not any(map(eq, text, text[1:])):
        return []
    twice = [i for i, char in enumerate(text[1:], 1) if char == text[i - 1]]
    if not any(_is_same_place(boxes[i], boxes[i - 1]) for i in twice):
        return []
    kept: list[int] = []
    for at, char in enumerate(text):
        if not (kept and char == text[kept[-1]] and _is_same_place(boxes[at], boxes[kept[-1]])):
            kept.append(at)
    return kept


def _is_same_place(one: Box, other: Box) -> bool:
    near = 0.2 * max(1.0, other.x1 - other.x0), 0.2 * max(1.0, other.y1 - other.y0)
    return abs(one.x0 - other.x0) < near[0] and abs(one.y0 - other.y0) < near[1]
