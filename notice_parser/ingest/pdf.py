"""PDF: the text layer with a box for each character, in reading order; pages whose layer lies go to recognition.

Characters come from pdfium. Its order is that of drawing, so lines are put into the order in which a reader meets them.
"""

from __future__ import annotations

import ctypes
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from notice_parser.core.chars import is_han
from notice_parser.core.source import Box, ReadBy
from notice_parser.errors import DamagedSourceError, EncryptedSourceError, SourceTooLargeError
from notice_parser.ingest.assemble import RawLine, RawPage
from notice_parser.ingest.pdf_tables import Grid, find_grids, join_pages, with_tables
from notice_parser.ingest.reading_order import in_reading_order
from notice_parser.ingest.text_layer import is_lying

RecognisePage = Callable[[Any, float], RawPage]
"""Reads the image of a page (a Pillow image, its pixels per inch) where the text layer is none."""

_GENERATED_BREAKS = "\r\n"
_GAP = 0.4
"""Of a character's breadth; a wider blank was typed."""
_SCAN_DPI = 200
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class _Char:
    char: str
    box: Box
    size: float
    index: int


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
    content: bytes, recognise: RecognisePage | None, max_pages: int, *, always: bool = False
) -> Iterator[RawPage]:
    """Read the pages one by one, in flat memory.

    ``recognise`` reads pages without a text layer that can be believed; None leaves them unread. ``always`` sends
    every page there.

    Raises:
        EncryptedSourceError: a password is needed.
        DamagedSourceError: the file is no PDF that can be opened.
        SourceTooLargeError: it has more pages than ``max_pages``.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSourceError("the PDF is encrypted") from error
        raise DamagedSourceError("the PDF is damaged or cut off") from error
    try:
        if len(document) > max_pages:
            raise SourceTooLargeError(f"the PDF has {len(document)} pages, the limit is {max_pages}")
        yield from join_pages(_pages(document, recognise, always=always))
    finally:
        document.close()


def _pages(
    document: Any,  # noqa: ANN401
    recognise: RecognisePage | None,
    *,
    always: bool,
) -> Iterator[tuple[RawPage, Sequence[Grid]]]:
    """Read the pages one by one, each with the grids of its tables."""
    from pypdfium2 import PdfiumError

    for index in range(len(document)):
        try:
            yield _read_page(document, index, recognise, always=always)
        except PdfiumError as error:
            note = f"第{index + 1}页损坏，无法读取：{error}"
            yield RawPage(index + 1, 0, 0, read_by=ReadBy.UNREAD, note=note), ()


def _read_page(
    document: Any,  # noqa: ANN401
    index: int,
    recognise: RecognisePage | None,
    *,
    always: bool,
) -> tuple[RawPage, Sequence[Grid]]:
    page = document[index]
    try:
        width, height = page.get_size()
        lines = [] if always else _text_layer(page, width, height)
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
        image = page.render(scale=_SCAN_DPI / _POINTS_PER_INCH).to_pil()
        found = recognise(image, _SCAN_DPI)
        return replace(found, number=index + 1, width=width, height=height), ()
    finally:
        page.close()


def _shows_something(page: Any) -> bool:  # noqa: ANN401
    return next(iter(page.get_objects(max_depth=3)), None) is not None


def _text_layer(page: Any, width: float, height: float) -> list[RawLine]:  # noqa: ANN401
    """Read the characters of a page line by line as pdfium parts them."""
    textpage = page.get_textpage()
    try:
        lines: list[RawLine] = []
        chars: list[_Char] = []
        for char in _chars(textpage, _Turn(page.get_rotation(), width, height)):
            if char is not None:
                chars.append(char)
            elif chars:
                lines.append(_line(textpage, chars))
                chars = []
        if chars:
            lines.append(_line(textpage, chars))
        return [line for line in lines if line.text.strip()]
    finally:
        textpage.close()


def _chars(textpage: Any, turn: _Turn) -> Iterator[_Char | None]:  # noqa: ANN401
    """Give the characters with their boxes, None for a line break; repeats of a fake bold are left out."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    last: _Char | None = None
    for index in range(textpage.count_chars()):
        point = raw.FPDFText_GetUnicode(textpage, index)
        char = chr(point) if 0 < point < 0x110000 and not 0xD800 <= point < 0xE000 else "\ufffd"
        if char in _GENERATED_BREAKS:
            if last is not None:
                yield None
            last = None
            continue
        raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        box = turn.box(left.value, bottom.value, right.value, top.value)
        if last is not None and char == last.char and _is_same_place(box, last.box):
            continue
        last = _Char(char, box, raw.FPDFText_GetFontSize(textpage, index), index)
        yield last


def _is_same_place(one: Box, other: Box) -> bool:
    """Tell a character that is drawn twice, a little aside, to look bold."""
    width = max(1.0, other.x1 - other.x0)
    return abs(one.x0 - other.x0) < 0.2 * width and abs(one.y0 - other.y0) < 0.2 * max(1.0, other.y1 - other.y0)


def _is_gap(char: _Char, before: _Char | None, after: _Char | None) -> bool:
    """Tell a blank that is only the quarter of space that printers set between a Chinese character and a number."""
    if char.char != " " or before is None or after is None:
        return False
    han, other = (before, after) if is_han(before.char) else (after, before)
    if not is_han(han.char) or not (other.char.isascii() and other.char.isalnum()):
        return False
    width = max(han.box.x1 - han.box.x0, han.box.y1 - han.box.y0)
    return 0 <= after.box.x0 - before.box.x1 < _GAP * width


def _line(textpage: Any, chars: list[_Char]) -> RawLine:  # noqa: ANN401
    from pypdfium2 import raw

    around = zip(chars, [None, *chars[:-1]], [*chars[1:], None], strict=True)
    chars = [char for char, before, after in around if not _is_gap(char, before, after)]
    drawn = [c for c in chars if not c.char.isspace()] or chars  # a blank's box may reach beyond the page
    box = drawn[0].box
    for char in drawn[1:]:
        box = box.union(char.box)
    middle = drawn[len(drawn) // 2]
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage, middle.index, red, green, blue, alpha)
    return RawLine(
        "".join(c.char for c in chars),
        box,
        tuple(c.box for c in chars),
        size=statistics.median(max(c.box.y1 - c.box.y0, c.box.x1 - c.box.x0) for c in drawn),
        bold=raw.FPDFText_GetFontWeight(textpage, middle.index) >= 600,
        red=red.value > 150 and green.value < 90 and blue.value < 90,
    )
