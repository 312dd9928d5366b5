"""OFD pages that are images, outlines or glyphs: what shows on them is recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from notice_parser.core.source import Box, ReadBy
from notice_parser.errors import DamagedSourceError, SourceError
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable
from notice_parser.ingest.images import read_images
from notice_parser.ingest.ofd_drawing import draw_page, is_drawn, shows_letters
from notice_parser.ingest.ofd_jbig2 import decode_jbig2, is_jbig2
from notice_parser.ingest.ofd_resources import Resources
from notice_parser.ingest.ofd_text import POINTS_PER_MM, numbers
from notice_parser.ingest.parts import attribute, below, child
from notice_parser.ingest.pdf import RecognisePage

_LEAST_SIDE_MM = 60.0
"""Smaller images are seals and marks, no pages."""
_WHOLE = 0.5
"""Of the page, that a scan of it covers."""
Area = tuple[float, float, float, float]
"""Left, top, width and height of the paper in millimetres."""


def image_page(
    resources: Resources,
    layers: Sequence[Any],
    number: int,
    area: Area,
    recognise: RecognisePage | None,
    max_pixels: int,
) -> RawPage:
    """Read a page without text that could be believed: blank, a scan, or something else that has to be drawn."""
    size = (area[2] * POINTS_PER_MM, area[3] * POINTS_PER_MM)
    image = _largest(layers)
    glyphs = any(is_drawn(o, resources) for layer in layers for o in below(child(layer, "Content"), "TextObject"))
    if image is not None and not glyphs and scan_share(layers, area) > _WHOLE:
        return _scan(resources, image, number, area, recognise, max_pixels)
    if shows_letters(layers, resources, area[2] * area[3]):
        return _drawn(resources, layers, number, area, recognise, max_pixels)
    if image is not None:
        return _scan(resources, image, number, area, recognise, max_pixels)
    return RawPage(number, *size, read_by=ReadBy.BLANK)


def scan_share(layers: Sequence[Any], area: Area) -> float:
    """Give how much of the page its largest image covers, 0..1."""
    image = _largest(layers)
    if image is None:
        return 0.0
    box = numbers(attribute(image, "Boundary"))
    return min(1.0, box[2] * box[3] / (area[2] * area[3]))


def _scan(
    resources: Resources,
    image: Any,  # noqa: ANN401
    number: int,
    area: Area,
    recognise: RecognisePage | None,
    max_pixels: int,
) -> RawPage:
    size = (area[2] * POINTS_PER_MM, area[3] * POINTS_PER_MM)
    try:
        name = resources.media.get(attribute(image, "ResourceID"), "")
        found = _image_read(resources.parts.read(name), recognise, max_pixels)
    except SourceError as error:
        return _unread(number, size, f"第{number}页的图像无法读取：{error}")
    found = replace(found, number=number, note=found.note.replace("第1页", f"第{number}页", 1))
    left, top, wide, high = numbers(attribute(image, "Boundary"))
    place = (left - area[0], top - area[1], left - area[0] + wide, top - area[1] + high)
    return _fitted(found, Box(*(value * POINTS_PER_MM for value in place)), size)


def _image_read(content: bytes, recognise: RecognisePage | None, max_pixels: int) -> RawPage:
    """Read an image as a page of its own.

    Raises:
        SourceError: it cannot be decoded.
    """
    if not is_jbig2(content):
        return next(iter(read_images(content, recognise, 1, max_pixels)))
    image = decode_jbig2(content, max_pixels)
    if image is None:
        raise DamagedSourceError("the JBIG2 image is damaged, too large, or of a kind that is not read")
    if recognise is None:
        return _unread(1, (0.0, 0.0), "第1页是图像，未做识别")
    return recognise(image, 0.0)


def _drawn(
    resources: Resources,
    layers: Sequence[Any],
    number: int,
    area: Area,
    recognise: RecognisePage | None,
    max_pixels: int,
) -> RawPage:
    size = (area[2] * POINTS_PER_MM, area[3] * POINTS_PER_MM)
    if recognise is None:
        return _unread(number, size, f"第{number}页没有可信的文字编码，未做识别")
    drawn = draw_page(layers, resources, area, max_pixels)
    if drawn is None:
        return _unread(number, size, f"第{number}页没有可信的文字编码，也无法绘出")
    found = replace(recognise(*drawn), number=number)
    return _fitted(found, Box(0.0, 0.0, *size), size)


def _unread(number: int, size: tuple[float, float], note: str) -> RawPage:
    return RawPage(number, *size, read_by=ReadBy.UNREAD, confidence=0.0, note=note)


def _largest(layers: Sequence[Any]) -> Any:  # noqa: ANN401
    best, area = None, 0.0
    for layer in layers:
        for image in below(child(layer, "Content"), "ImageObject"):
            box = numbers(attribute(image, "Boundary"))
            shown = attribute(image, "Visible") != "false"
            if shown and len(box) == 4 and min(box[2:]) >= _LEAST_SIDE_MM and box[2] * box[3] > area:
                best, area = image, box[2] * box[3]
    return best


def _fitted(page: RawPage, place: Box, size: tuple[float, float]) -> RawPage:
    """Place what was read on an image where the image stands on its page."""
    if not page.width or not page.height:
        return replace(page, width=size[0], height=size[1])
    across, down = (place.x1 - place.x0) / page.width, (place.y1 - place.y0) / page.height

    def box(old: Box) -> Box:
        return Box(
            place.x0 + old.x0 * across, place.y0 + old.y0 * down, place.x0 + old.x1 * across, place.y0 + old.y1 * down
        )

    def line(old: RawLine) -> RawLine:
        return replace(old, box=box(old.box), boxes=tuple(map(box, old.boxes)), size=old.size and old.size * down)

    content = tuple(
        replace(item, rows=tuple(tuple(cell and tuple(map(line, cell)) for cell in row) for row in item.rows))
        if isinstance(item, RawTable)
        else line(item)
        for item in page.content
    )
    return replace(page, width=size[0], height=size[1], content=content, seals=tuple(map(box, page.seals)))
