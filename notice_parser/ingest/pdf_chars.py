"""The characters of a PDF page with their boxes, line by line as pdfium parts them."""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import Any

from notice_parser.core.source import Box, Boxes, Columns
from notice_parser.ingest.assemble import RawLine
from notice_parser.ingest.pdfium_calls import CharBoxes, as_argument, quick
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
_TWICE = re.compile(r"(.)(?=\1)", re.DOTALL)


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
            page_text = _PageText(handle, count, self._char_boxes.read(handle, count), turn.box)
            return self._lines(as_argument(handle), page_text)
        finally:
            raw.FPDFText_ClosePage(handle)

    def _lines(self, handle: Any, page: _PageText) -> list[RawLine]:  # noqa: ANN401
        lines: list[RawLine] = []
        for found in _LINE.finditer(page.text):
            text = found[0]
            if text.isspace():
                continue
            whole = range(*found.span())
            places = _without_repeats(page, whole) if page.doubles and page.holds_double(whole) else whole
            line = self._line(handle, page, places)
            if line.box.y1 - line.box.y0 > _TALL * (line.size or 1.0):
                level = self._level(handle, places)
                if not level:
                    continue
                if len(level) < len(places):
                    if page.of(level).isspace():
                        continue
                    line = self._line(handle, page, level)
            lines.append(line)
        return lines

    def _level(self, handle: Any, places: Sequence[int]) -> list[int]:  # noqa: ANN401
        """List the characters of a line that stand along or across the page: a watermark's run askew through it."""
        angles = map(self._angle, repeat(handle), places)
        quarter = math.pi / 2
        return [
            at
            for at, angle in zip(places, angles, strict=True)
            if angle < 0 or abs(angle / quarter - round(angle / quarter)) < _ASKEW
        ]

    def _line(self, handle: Any, page: _PageText, places: Sequence[int]) -> RawLine:  # noqa: ANN401
        drawn, text = places, page.of(places)
        has_blank = _BLANK.search(text)
        if has_blank:  # a blank's box may reach beyond the page
            drawn = [at for at, char in zip(places, text, strict=True) if not char.isspace()]
        left, low, right, high, sizes = page.edges(drawn)
        sizes.sort()
        half = len(sizes) // 2
        size = sizes[half] if len(sizes) % 2 else (sizes[half - 1] + sizes[half]) / 2
        boxes = Boxes(page.columns, places, page.place)
        if has_blank and (blanks := typeset_blanks(text, boxes, size)):
            kept = [i for i in range(len(text)) if i not in blanks]
            text, boxes = "".join([text[i] for i in kept]), boxes.taken(kept)
        colour, middle = self._colour, drawn[half]
        is_known = self._fill(handle, middle, *self._colour_places)
        is_red = bool(is_known) and colour[0] > 150 and colour[1] < 90 and colour[2] < 90
        is_bold = self._weight(handle, middle) >= 600
        box = page.place(min(left), min(low), max(right), max(high))
        return RawLine(text, box, boxes, size, is_bold, is_red)


class _PageText:
    """The characters of a page with their edges, which are kept as lists too: taking floats from an array makes them.

    ``doubles`` are the places of characters that stand where the same one before them does; ``sizes`` the longer side
    of each character's box.
    """

    __slots__ = ("columns", "doubles", "high", "left", "low", "place", "right", "sizes", "text")

    def __init__(self, handle: Any, count: int, columns: Columns, place: Callable[..., Box]) -> None:  # noqa: ANN401
        self.text = _characters(handle, count)
        self.columns, self.place = columns, place
        self.left, self.low, self.right, self.high = (column.tolist() for column in columns)
        self.sizes = [
            height if (height := high - low) > (width := right - left) else width
            for left, low, right, high in zip(self.left, self.low, self.right, self.high, strict=True)
        ]
        twice = [match.end() for match in _TWICE.finditer(self.text)]
        self.doubles = [at for at in twice if self.is_same_place(at - 1, at)]

    def of(self, places: Sequence[int]) -> str:
        if isinstance(places, range):
            return self.text[places.start : places.stop]
        return "".join([self.text[at] for at in places])

    def edges(self, places: Sequence[int]) -> Sequence[list[float]]:
        """Give new lists: the edges of some characters and the longer sides of their boxes."""
        columns = (self.left, self.low, self.right, self.high, self.sizes)
        if isinstance(places, range):
            start, stop = places.start, places.stop
            return [column[start:stop] for column in columns]
        if len(places) == 1:
            return [[column[places[0]]] for column in columns]
        return list(map(list, map(itemgetter(*places), columns)))

    def holds_double(self, places: range) -> bool:
        at = bisect_right(self.doubles, places.start)
        return at < len(self.doubles) and self.doubles[at] < places.stop

    def is_same_place(self, one: int, other: int) -> bool:
        across = 0.2 * max(1.0, self.right[one] - self.left[one])
        down = 0.2 * max(1.0, self.high[one] - self.low[one])
        return abs(self.left[one] - self.left[other]) < across and abs(self.high[one] - self.high[other]) < down


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


def _without_repeats(page: _PageText, places: range) -> list[int]:
    """List the characters of a line but for those drawn again, a little aside, to look bold."""
    kept: list[int] = []
    for at in places:
        if not (kept and page.text[at] == page.text[kept[-1]] and page.is_same_place(at, kept[-1])):
            kept.append(at)
    return kept
