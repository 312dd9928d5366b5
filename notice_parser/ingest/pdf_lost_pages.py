"""The pages of a PDF that was put together again, under the numbers they had; those that are lost are listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from notice_parser.core.source import ReadBy
from notice_parser.ingest.assemble import RawPage
from notice_parser.ingest.pdf_salvage import Salvaged
from notice_parser.ingest.pdf_tables import Grid

Read = tuple[RawPage, Sequence[Grid]]
"""A page with the grids of its tables."""
_MOST_LISTED = 5_000
_CUT = "文件在此之前被截断"


def numbered(pages: Iterator[Read], salvaged: Salvaged) -> Iterator[Read]:
    """Give the pages that are left their numbers, and say of the others that they are lost."""
    for number, place in enumerate(salvaged.pages, 1):
        if place is None:
            yield _lost(number), ()
            continue
        page, grids = next(pages)
        page = replace(page, number=number)
        if number - 1 in salvaged.partial:
            note = f"第{number}页的字体或图像在文件被截去的部分，文字可能不全"
            page = replace(page, read_by=ReadBy.UNREAD, note=note)
        elif page.note:
            page = replace(page, note=page.note.replace(f"第{place + 1}页", f"第{number}页"))
        yield page, grids


def what_is_lost(salvaged: Salvaged) -> Iterator[RawPage]:
    """Say what stood behind the last page that is known."""
    last = len(salvaged.pages)
    if salvaged.total is None:
        note = f"第{last + 1}页起：{_CUT}，其后还有没有、有几页不详"
        yield RawPage(last + 1, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=note)
        return
    for number in range(last + 1, min(salvaged.total, last + _MOST_LISTED) + 1):
        yield _lost(number)


def _lost(number: int) -> RawPage:
    note = f"第{number}页已丢失：文件被截断，该页不在留下的部分"
    return RawPage(number, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=note)
