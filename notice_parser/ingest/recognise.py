"""Images of pages to text within the time of the notice; who reads in a worker process is told of each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from notice_parser.core.source import ReadBy
from notice_parser.ingest.assemble import RawLine, RawPage
from notice_parser.ingest.limits import Limits, Ocr

NO_TEXT = "图像中没有识别出文字"
"""A white page, or a picture of something else."""
FEW_LETTERS = "图像中几乎没有识别出文字"
"""A picture, in whose lines the engine takes a shape for a letter."""
FEWEST = 3
"""A page on which fewer letters were recognised, none of them Chinese, is said to hold hardly any."""
Told = Callable[[RawPage | None], None]
"""Hears None before a page is recognised, the page afterwards."""


def unread(note: str) -> RawPage:
    """Give a page that could not be recognised, and why; whoever asked for it knows its number and size."""
    return RawPage(0, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=note)


def share_of(seconds: float) -> float:
    """Give the part of a notice's seconds after which no page is begun: what is left is for reading the others."""
    return seconds - min(10.0, seconds / 5)


class Recogniser:
    """Recognises the pages of one notice, one after the other.

    ``known`` are the results of the first pages, from an earlier try that had to be broken off: reading takes the
    same way each time, so that the first page asked for is the first one known.
    """

    def __init__(
        self, ocr: Ocr, limits: Limits, *, seconds: float | None = None, known: Sequence[RawPage] = (), told: Told
    ) -> None:
        self.mode = ocr.mode
        self._ocr = ocr
        self._seconds = limits.seconds
        self._end = monotonic() + (share_of(limits.seconds) if seconds is None else seconds)
        self._page_seconds = limits.page_seconds
        self._known: Iterator[RawPage] = iter(known)
        self._told = told

    def __call__(self, image: Any, dpi: float) -> RawPage:  # noqa: ANN401 - a Pillow image, whose types load it
        """Read the image of a page; ``dpi`` is 0 where its resolution is not known."""
        page = next(self._known, None)
        if page is not None:
            return page
        if monotonic() >= self._end:
            page = unread(f"整份文件的处理时间超过{self._seconds:g}秒，该页未识别")
        else:
            page = self._read(image, dpi)
        self._told(page)
        return page

    def _read(self, image: Any, dpi: float) -> RawPage:  # noqa: ANN401
        from notice_parser.ingest.ocr import find_engine
        from notice_parser.ingest.scan import read_scan

        engine = find_engine(self._ocr.engine, self._page_seconds)
        self._told(None)
        page = read_scan(image, dpi or None, engine)
        if page.read_by is ReadBy.BLANK:
            return replace(page, note=NO_TEXT)
        return replace(page, note=FEW_LETTERS) if _is_nearly_empty(page) else page


def _is_nearly_empty(page: RawPage) -> bool:
    if (
        page.read_by is not ReadBy.OCR
        or len(page.content) > 1
        or not all(isinstance(line, RawLine) for line in page.content)
    ):
        return False
    letters = [sign for line in page.content if isinstance(line, RawLine) for sign in line.text if sign.isalnum()]
    return len(letters) < FEWEST and all(sign.isascii() for sign in letters)


def untold(_page: RawPage | None) -> None:
    """Hear of pages and do nothing."""
