"""PDF: the text layer with a box for each character, in reading order; pages whose layer lies go to recognition.

Characters come from pdfium. Its order is that of drawing, so lines are put into the order in which a reader meets them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from notice_parser.core.source import ReadBy
from notice_parser.errors import DamagedSourceError, EncryptedSourceError, SourceTooLargeError
from notice_parser.ingest.assemble import RawPage
from notice_parser.ingest.page_rules import rules_across
from notice_parser.ingest.pdf_chars import MOST_CHARACTERS, LineReader, Turn
from notice_parser.ingest.pdf_lost_pages import Read, numbered, what_is_lost
from notice_parser.ingest.pdf_rulings import rulings_of
from notice_parser.ingest.pdf_salvage import Salvaged, is_cut, salvage
from notice_parser.ingest.pdf_table_joins import join_pages
from notice_parser.ingest.pdf_tables import find_grids, with_tables
from notice_parser.ingest.reading_order import in_reading_order
from notice_parser.ingest.text_layer import is_lying

RecognisePage = Callable[[Any, float], RawPage]
"""Reads the image of a page (a Pillow image, its pixels per inch) where the text layer is none."""

_SCAN_DPI = 200
_POINTS_PER_INCH = 72
_MOST_PIXELS_A_SIDE = 20_000


def read_pdf(
    content: bytes,
    recognise: RecognisePage | None,
    max_pages: int,
    *,
    always: bool = False,
    max_pixels: int = 40_000_000,
    held: Callable[[RawPage], None] | None = None,
) -> Iterator[RawPage]:
    """Read the pages one by one, in flat memory.

    ``recognise`` reads pages without a text layer that can be believed; None leaves them unread. ``always`` sends
    every page there. However large a page says it is, its image has no more than ``max_pixels``. ``held`` is told of
    a page that waits for the next one, with whose table its own may go on.

    Raises:
        EncryptedSourceError: a password is needed.
        DamagedSourceError: the file is no PDF that can be opened, and no page of it can be put together again.
        SourceTooLargeError: it has more pages than ``max_pages``.
    """
    document, salvaged = _opened(content, max_pages)
    try:
        count = len(document) if salvaged is None else len(salvaged.pages)
        if count > max_pages:
            raise SourceTooLargeError(f"the PDF has {count} pages, the limit is {max_pages}")
        pages = _pages(document, recognise, max_pixels, always=always)
        if salvaged is None:
            yield from join_pages(pages, held)
        else:
            yield from join_pages(numbered(pages, salvaged), held)
            yield from what_is_lost(salvaged)
    finally:
        document.close()


def _opened(content: bytes, max_pages: int) -> tuple[Any, Salvaged | None]:
    """Open a file; one that is cut off is put together again first."""
    import pypdfium2

    if is_cut(content):
        with suppress(DamagedSourceError):
            salvaged = salvage(content, max_pages)
            return pypdfium2.PdfDocument(salvaged.content), salvaged
    try:
        return pypdfium2.PdfDocument(content), None
    except pypdfium2.PdfiumError as error:
        if any(word in str(error).lower() for word in ("password", "security")):
            raise EncryptedSourceError("the PDF is encrypted") from error
    try:
        salvaged = salvage(content, max_pages)
        return pypdfium2.PdfDocument(salvaged.content), salvaged
    except pypdfium2.PdfiumError as error:
        raise DamagedSourceError("the PDF is damaged or cut off") from error


def _pages(
    document: Any,  # noqa: ANN401
    recognise: RecognisePage | None,
    max_pixels: int,
    *,
    always: bool,
) -> Iterator[Read]:
    """Read the pages one by one, each with the grids of its tables."""
    from pypdfium2 import PdfiumError

    reader = LineReader()
    for index in range(len(document)):
        try:
            yield _read_page(document, index, reader, recognise, max_pixels, always=always)
        except PdfiumError as error:
            note = f"第{index + 1}页损坏，无法读取：{error}"
            yield RawPage(index + 1, 0, 0, read_by=ReadBy.UNREAD, note=note), ()


def _read_page(
    document: Any,  # noqa: ANN401
    index: int,
    reader: LineReader,
    recognise: RecognisePage | None,
    max_pixels: int,
    *,
    always: bool,
) -> Read:
    page = document[index]
    try:
        width, height = page.get_size()
        turn = Turn(page.get_rotation(), width, height)
        lines = [] if always else reader.read(page, turn)
        if lines is None:
            note = f"第{index + 1}页的文字超过{MOST_CHARACTERS:,}个，未读取"
            return RawPage(index + 1, width, height, read_by=ReadBy.UNREAD, confidence=0.0, note=note), ()
        text = "\n".join(line.text for line in lines)
        if lines and not is_lying(text):
            rulings = rulings_of(page, turn.box)
            content, grids = with_tables(lines, find_grids(rulings, lines))
            rules = rules_across(rulings, [grid.box for grid in grids], width, height)
            return RawPage(index + 1, width, height, tuple(content), rules=rules), grids
        if not lines and not always and not _shows_something(page):
            return RawPage(index + 1, width, height, read_by=ReadBy.BLANK), ()
        if recognise is None:
            note = f"第{index + 1}页没有可信的文字层，未做识别"
            return RawPage(index + 1, width, height, tuple(in_reading_order(lines)), ReadBy.UNREAD, 0.0, note), ()
        scale = _scale(width, height, max_pixels)
        found = recognise(page.render(scale=scale).to_pil(), scale * _POINTS_PER_INCH)
        if found.quarters % 2:
            width, height = height, width
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
