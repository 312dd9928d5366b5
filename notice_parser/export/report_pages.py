"""The pages of a report: pictures with a frame round each value where it stands."""

from __future__ import annotations

import base64
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from notice_parser.core.alignment import CleanText
from notice_parser.core.source import Box, Page
from notice_parser.core.span import Span
from notice_parser.export.language import say
from notice_parser.export.report_text import html
from notice_parser.export.report_values import Group

_AROUND = 1.5
"""Points between a value and its frame."""


class PagePicture(Protocol):
    """The picture of a page as WebP."""

    @property
    def number(self) -> int:
        """The page, from 1."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""

    @property
    def content(self) -> bytes:
        """The file."""


def pages_html(clean: CleanText, groups: Sequence[Group], pictures: Iterable[PagePicture]) -> str:
    """Write a figure for each page: its picture, and a frame for each line of each value on it."""
    drawn = {picture.number: picture for picture in pictures}
    frames: dict[int, dict[tuple[Box, str], list[str]]] = {}
    for group in groups:
        for value in group.values:
            for span in value.spans:
                for page, box in boxes_of(clean.source.pages, clean.to_source(span)):
                    frames.setdefault(page.number, {}).setdefault((box, group.kind), []).append(value.id)
    return "\n".join(
        _figure(page, drawn[page.number], frames.get(page.number, {}), len(clean.source.pages))
        for page in clean.source.pages
        if page.number in drawn
    )


def boxes_of(pages: Sequence[Page], span: Span) -> Iterator[tuple[Page, Box]]:
    """Give the boxes of a source span: one for each printed line, on each page that it reaches over."""
    first = max(0, bisect_right(pages, span.start, key=lambda page: page.span.start) - 1)
    for page in pages[first:]:
        if page.span.start >= span.end:
            break
        glyphs = page.glyphs
        low = max(0, bisect_right(glyphs.starts, span.start) - 1)
        high = bisect_left(glyphs.starts, span.end)
        for start, line in zip(glyphs.starts[low:high], glyphs.lines[low:high], strict=True):
            box = line[max(0, span.start - start) : max(0, span.end - start)].around()
            if box is not None:
                yield page, box


def _frame(box: Box, kind: str, values: Sequence[str]) -> tuple[float, str]:
    x, y = box.x0 - _AROUND, box.y0 - _AROUND
    width, height = max(1.0, box.x1 - box.x0 + 2 * _AROUND), max(1.0, box.y1 - box.y0 + 2 * _AROUND)
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    size = width * height * (100 if kind == "outline" else 1)
    return size, f'<rect class="k-{kind}" data-v="{" ".join(dict.fromkeys(values))}" {place}/>'


def _figure(page: Page, picture: PagePicture, frames: Mapping[tuple[Box, str], Sequence[str]], count: int) -> str:
    """Write a page; small frames lie over large ones, so that each can be pointed at."""
    width, height = page.width or picture.width, page.height or picture.height
    data = base64.b64encode(picture.content).decode("ascii")
    written = (_frame(box, kind, values) for (box, kind), values in frames.items())
    rects = "".join(rect for _, rect in sorted(written, key=lambda frame: -frame[0]))
    label = html(say("第{page}页，共{count}页", page=page.number, count=count))
    of_page = html(say("{page}的图像", page=say("第{page}页", page=page.number)))
    note = f"　{html(page.note)}" if page.note else ""
    return (
        f'<figure><svg viewBox="0 0 {width:.1f} {height:.1f}" role="group" aria-label="{label}">'
        f'<image width="{width:.1f}" height="{height:.1f}" preserveAspectRatio="none" '
        f'href="data:image/webp;base64,{data}"><title>{of_page}</title></image>{rects}</svg>'
        f"<figcaption>{label}{note}</figcaption></figure>"
    )
