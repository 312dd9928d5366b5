"""OFD pages that are images: scans put into the format."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from notice_parser.core.source import Box, ReadBy
from notice_parser.errors import SourceError
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable
from notice_parser.ingest.images import read_images
from notice_parser.ingest.ofd_text import numbers
from notice_parser.ingest.parts import Parts, attribute, below, child, locate
from notice_parser.ingest.pdf import RecognisePage

_LEAST_SIDE_MM = 60.0
"""Smaller images are seals and marks, no pages."""


def image_page(
    parts: Parts,
    place: str,
    document: Any,  # noqa: ANN401 - root of the document
    layers: list[Any],
    number: int,
    size: tuple[float, float],
    recognise: RecognisePage | None,
    max_pixels: int,
) -> RawPage:
    """Read a page without text: blank, or the largest of its images. ``size`` is that of the page in points."""
    image = _largest(layers)
    if image is None:
        return RawPage(number, *size, read_by=ReadBy.BLANK)
    try:
        name = _media(parts, place, document).get(attribute(image, "ResourceID"), "")
        found = next(iter(read_images(parts.read(name), recognise, 1, max_pixels)))
    except SourceError as error:
        note = f"第{number}页的图像无法读取：{error}"
        return RawPage(number, *size, read_by=ReadBy.UNREAD, confidence=0.0, note=note)
    note = found.note.replace("第1页", f"第{number}页", 1)
    content = _fitted(found, size) if found.width else found.content
    return RawPage(number, *size, content, found.read_by, found.confidence, note)


def _largest(layers: list[Any]) -> Any:  # noqa: ANN401
    best, area = None, 0.0
    for layer in layers:
        for image in below(layer, "ImageObject"):
            box = numbers(attribute(image, "Boundary"))
            if len(box) == 4 and min(box[2:]) >= _LEAST_SIDE_MM and box[2] * box[3] > area:
                best, area = image, box[2] * box[3]
    return best


def _media(parts: Parts, place: str, document: Any) -> dict[str, str]:  # noqa: ANN401
    """List the media files by their identifiers."""
    found: dict[str, str] = {}
    common = child(document, "CommonData")
    for kind in ("PublicRes", "DocumentRes"):
        for resource in below(common, kind):
            listed = locate(place, resource.text or "")
            if listed not in parts:
                continue
            root = parts.xml(listed)
            base = attribute(root, "BaseLoc")
            folder = locate(listed, f"{base}/x" if base else "x")
            for medium in below(root, "MultiMedia"):
                file = child(medium, "MediaFile")
                if file is not None:
                    found[attribute(medium, "ID")] = locate(folder, file.text or "")
    return found


def _fitted(page: RawPage, size: tuple[float, float]) -> tuple[RawLine | RawTable, ...]:
    """Place what was read on an image on the page that it fills."""
    across, down = size[0] / page.width, size[1] / page.height

    def box(old: Box) -> Box:
        return Box(old.x0 * across, old.y0 * down, old.x1 * across, old.y1 * down)

    def line(old: RawLine) -> RawLine:
        return replace(old, box=box(old.box), boxes=tuple(map(box, old.boxes)), size=old.size and old.size * down)

    return tuple(
        replace(item, rows=tuple(tuple(cell and tuple(map(line, cell)) for cell in row) for row in item.rows))
        if isinstance(item, RawTable)
        else line(item)
        for item in page.content
    )
