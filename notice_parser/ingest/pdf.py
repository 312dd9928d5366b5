"""PDF: the text layer with a box for each character, in reading order; pages whose layer lies go to recognition.

Characters come from pdfium. Its order is that of drawing, so lines are put into the order in which a reader meets them.
"""

from __future__ import annotations

import ctypes
import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from notice_parser.core.source import Box, ReadBy
from notice_parser.errors import DamagedSourceError, EncryptedSourceError, SourceTooLargeError
from notice_parser.ingest.assemble import RawLine, RawPage
from notice_parser.ingest.pdf_tables import Grid, find_grids, join_pages, with_tables
from notice_parser.ingest.reading_order import in_reading_order
from notice_parser.ingest.text_layer import is_lying
from notice_parser.ingest.typeset_blanks import typeset_blanks

RecognisePage = Callable[[Any, float], RawPage]
"""Reads the image of a page (a Pillow image, its pixels per inch) where the text layer is none."""

_GENERATED_BREAKS = "\r\n"
_SCAN_DPI = 200
_POINTS_PER_INCH = 72
_MOST_PIXELS_A_SIDE = 20_000
_MOST_CHARACTERS = 50_000
"""Characters of one page; a page of A4 in small print has 5,000."""


_Char = tuple[str, float, float, float, float, int]
"""A character, the left, top, right and bottom of its box, its index; no class, for a page has thousands."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Leads from pdfium's coordinates (unturned page, origin at the bottom left) to those of the page as shown."""

    rotation: int
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Place a rectangle on the page as a reader sees it; ``width`` and ``height`` are those of the shown page."""
        if self.rotation == 90:
            return Box(bottom, left, top, right)
        if self.rotation == 180:
            return Box(self.width - right, bottom, self.width - left, top)
        if self.rotation == 270:
            return Box(self.width - top, self.height - right, self.width - bottom, self.height - left)
        return Box(left, self.height - top, right, self.height - bottom)


def read_pdf(
    content: bytes,
    recognise: RecognisePage | None,
    max_pages: int,
    *,
    always: bool = False,
    max_pixels: int = 40_000_000,
) -> Iterator[RawPage]:
    """Read the pages one by one, in flat memory.

    ``recognise`` reads pages without a text layer that can be believed; None leaves them unread. ``always`` sends
    every page there. However large a page says it is, its image has no more than ``max_pixels``.

    Raises:
        EncryptedSourceError: a password is needed.
        DamagedSourceError: the file is no PDF that can be opened.
        SourceTooLargeError: it has more pages than ``max_pages``.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if any(word in str(error).lower() for word in ("password", "security")):
            raise EncryptedSourceError("the PDF is encrypted") from error
        raise DamagedSourceError("the PDF is damaged or cut off") from error
    try:
        if len(document) > max_pages:
            raise SourceTooLargeError(f"the PDF has {len(document)} pages, the limit is {max_pages}")
        yield from join_pages(_pages(document, recognise, max_pixels, always=always))
    finally:
        document.close()


def _pages(
    document: Any,  # noqa: ANN401
    recognise: RecognisePage | None,
    max_pixels: int,
    *,
    always: bool,
) -> Iterator[tuple[RawPage, Sequence[Grid]]]:
    """Read the pages one by one, each with the grids of its tables."""
    from pypdfium2 import PdfiumError

    for index in range(len(document)):
        try:
            yield _read_page(document, index, recognise, max_pixels, always=always)
        except PdfiumError as error:
            note = f"第{index + 1}页损坏，无法读取：{error}"
            yield RawPage(index + 1, 0, 0, read_by=ReadBy.UNREAD, note=note), ()


def _read_page(
    document: Any,  # noqa: ANN401
    index: int,
    recognise: RecognisePage | None,
    max_pixels: int,
    *,
    always: bool,
) -> tuple[RawPage, Sequence[Grid]]:
    page = document[index]
    try:
        width, height = page.get_size()
        lines = [] if always else _text_layer(page, width, height)
        if lines is None:
            note = f"第{index + 1}页的文字超过{_MOST_CHARACTERS:,}个，未读取"
            return RawPage(index + 1, width, height, read_by=ReadBy.UNREAD, confidence=0.0, note=note), ()
        text = "\n".join(line.text for line in lines)
        if lines and not is_lying(text):
            grids = find_grids(page, _Turn(page.get_rotation(), width, height).box)
            content, grids = with_tables(lines, grids)
            return RawPage(index + 1, width, height, tuple(content)), grids
        if not lines and not always and not _shows_something(page):
            return RawPage(index + 1, width, height, read_by=ReadBy.BLANK), ()
        if recognise is None:
            note = f"第{index + 1}页没有可信的文字层，未做识别"
            return RawPage(index + 1, width, height, tuple(in_reading_order(lines)), ReadBy.UNREAD, 0.0, note), ()
        scale = _scale(width, height, max_pixels)
        found = recognise(page.render(scale=scale).to_pil(), scale * _POINTS_PER_INCH)
        return replace(found, number=index + 1, width=width, height=height), ()
    finally:
        page.close()


def _scale(width: float, height: float, max_pixels: int) -> float:
    """Choose the pixels for each point: 200 for each inch, less where the image would have too many."""
    longest = max(width, height, 1.0)
    scale = min(_SCAN_DPI / _POINTS_PER_INCH, _MOST_PIXELS_A_SIDE / longest)
    return min(scale, math.sqrt(max_pixels / max(width * height, 1.0)))


def _shows_something(page: Any) -> bool:  # noqa: ANN401
    return next(iter(page.get_objects(max_depth=3)), None) is not None


def _text_layer(page: Any, width: float, height: float) -> list[RawLine] | None:  # noqa: ANN401
    """Read the characters of a page line by line as pdfium parts them; None where there are too many."""
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > _MOST_CHARACTERS:
            return None
        turn = _Turn(page.get_rotation(), width, height)
        lines = [_line(textpage, chars) for chars in _chars_by_line(textpage, turn)]
        return [line for line in lines if line.text.strip()]
    finally:
        textpage.close()


def _chars_by_line(textpage: Any, turn: _Turn) -> Iterator[list[_Char]]:  # noqa: ANN401
    """Give the characters of each line with their boxes; repeats of a fake bold are left out."""
    from pypdfium2 import raw

    handle, box_of = textpage.raw, raw.FPDFText_GetCharBox
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    places = [ctypes.byref(edge) for edge in (left, right, bottom, top)]
    is_level, height = turn.rotation == 0, turn.height
    chars: list[_Char] = []
    for index, char in enumerate(_characters(textpage)):
        if char in _GENERATED_BREAKS:
            if chars:
                yield chars
            chars = []
            continue
        box_of(handle, index, *places)
        if is_level:
            found = (char, left.value, height - top.value, right.value, height - bottom.value, index)
        else:
            box = turn.box(left.value, bottom.value, right.value, top.value)
            found = (char, box.x0, box.y0, box.x1, box.y1, index)
        if not (chars and char == chars[-1][0] and _is_same_place(found, chars[-1])):
            chars.append(found)
    if chars:
        yield chars


def _characters(textpage: Any) -> str:  # noqa: ANN401
    """Give the text of a page with one character for each place: at once, or one by one where some have no code."""
    from pypdfium2 import raw

    count = textpage.count_chars()
    text: str = textpage.get_text_range()
    if len(text) == count and "\x00" not in text:
        return text
    points = (raw.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
    return "".join(chr(p) if 0 < p < 0x110000 and not 0xD800 <= p < 0xE000 else "\ufffd" for p in points)


def _is_same_place(one: _Char, other: _Char) -> bool:
    """Tell a character that is drawn twice, a little aside, to look bold."""
    _, left, top, _, _, _ = one
    _, x0, y0, x1, y1, _ = other
    return abs(left - x0) < 0.2 * max(1.0, x1 - x0) and abs(top - y0) < 0.2 * max(1.0, y1 - y0)


def _line(textpage: Any, chars: list[_Char]) -> RawLine:  # noqa: ANN401
    from pypdfium2 import raw

    text = "".join([c[0] for c in chars])
    boxes = [Box(c[1], c[2], c[3], c[4]) for c in chars]
    drawn = [c for c in chars if not c[0].isspace()] or chars  # a blank's box may reach beyond the page
    box = Box(
        min([c[1] for c in drawn]), min([c[2] for c in drawn]), max([c[3] for c in drawn]), max([c[4] for c in drawn])
    )
    middle = drawn[len(drawn) // 2][5]
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage, middle, red, green, blue, alpha)
    size = statistics.median([max(c[4] - c[2], c[3] - c[1]) for c in drawn])
    if blanks := typeset_blanks(text, boxes, size):
        text = "".join([c for i, c in enumerate(text) if i not in blanks])
        boxes = [b for i, b in enumerate(boxes) if i not in blanks]
    return RawLine(
        text,
        box,
        tuple(boxes),
        size=size,
        bold=raw.FPDFText_GetFontWeight(textpage, middle) >= 600,
        red=red.value > 150 and green.value < 90 and blue.value < 90,
    )
