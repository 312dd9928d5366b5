"""Pictures of the pages of a PDF or a scan, small enough for a report that holds all of them.

Strangers' files are drawn in a process of their own, as they are read in one; pages that it could not draw in its time
are left out, and the report shows their text.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from notice_parser.ingest.limits import Limits
from notice_parser.ingest.sniff import Format, sniff
from notice_parser.ingest.wire import WireError, from_line, to_line
from notice_parser.ingest.worker_process import WorkerProcess

TYPE = "image/webp"
_MODULE = "notice_parser.ingest.picture_worker"
_SIDES = (1400, 1150, 950)
"""Pixels of the longer side, the larger the better to read: A4 at 120 dpi has 1400."""
_QUALITIES = (60, 40, 25)
_ALL_PAGES, _LEAST, _MOST = 2_000_000, 30_000, 260_000
"""Bytes: of all pictures together, and of one; a third more as text in a page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a page, set upright, as WebP; ``width`` and ``height`` are pixels."""

    number: int
    width: int
    height: int
    content: bytes


def can_be_drawn(content: bytes) -> bool:
    """Tell the formats whose pages can be drawn: PDF and images, and what may hold images in a ZIP file."""
    known = sniff(content)
    return known is not None and known.format in (Format.PDF, Format.IMAGE, Format.ARCHIVE)


def draw_pages(content: bytes, limits: Limits, turns: Mapping[int, int]) -> Iterator[Picture]:
    """Draw the pages of a file here; ``turns`` are quarter turns against the clock, by the number of the page.

    Pages that are damaged or too large are left out.
    """
    known = sniff(content)
    if known is None:
        return
    drawn = {Format.PDF: _pages_of_pdf, Format.IMAGE: _pages_of_image, Format.ARCHIVE: _pages_of_images}
    pages = drawn.get(known.format)
    if pages is None:
        return
    for number, count, image in pages(content, limits):
        most = min(_MOST, max(_LEAST, _ALL_PAGES // count))
        yield _small(number, image, turns.get(number, 0), most)


def pictures_of(content: bytes, limits: Limits, *, isolated: bool, turns: Mapping[int, int]) -> tuple[Picture, ...]:
    """Draw the pages of a file; ``isolated`` draws them in a process of its own.

    Raises:
        WorkerError: the process cannot be started.
    """
    if not can_be_drawn(content):
        return ()
    if not isolated:
        return tuple(draw_pages(content, limits, turns))
    worker = WorkerProcess(limits.memory, 4 * _MOST, _MODULE)
    request = {"size": len(content), "limits": limits, "turns": [[page, turn] for page, turn in turns.items()]}
    drawn: list[Picture] = []
    try:
        worker.ask(to_line(request), content)
        end = monotonic() + limits.seconds
        while (line := worker.receive(end - monotonic())) is not None:
            found = from_line(line)
            if not isinstance(found, dict) or len(drawn) >= limits.pages:
                break
            drawn.append(_picture(found))
    except (TimeoutError, WireError, ValueError, KeyError, TypeError):
        pass  # what was drawn before is shown
    finally:
        worker.end(idle=True)
    return tuple(drawn)


def to_wire(picture: Picture) -> dict[str, object]:
    """Give a picture as plain values."""
    content = base64.b64encode(picture.content).decode("ascii")
    return {"number": picture.number, "width": picture.width, "height": picture.height, "content": content}


def _picture(found: Mapping[str, Any]) -> Picture:
    content = base64.b64decode(found["content"], validate=True)
    return Picture(int(found["number"]), int(found["width"]), int(found["height"]), content)


def _pages_of_pdf(content: bytes, limits: Limits) -> Iterator[tuple[int, int, Any]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return
    with document:
        count = min(len(document), limits.pages)
        for index in range(count):
            try:
                page = document[index]
                longest = max(*page.get_size(), 1.0)
                image = page.render(scale=min(3.0, 1.5 * _SIDES[0] / longest)).to_pil()
                page.close()
            except pypdfium2.PdfiumError:
                continue
            yield index + 1, count, image


def _pages_of_image(content: bytes, limits: Limits) -> Iterator[tuple[int, int, Any]]:
    from PIL import Image, ImageOps

    from notice_parser.ingest.images import FORMATS

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            count = min(int(getattr(image, "n_frames", 1)), limits.pages)
            for index in range(count):
                image.seek(index)
                if image.width * image.height <= limits.pixels:
                    yield index + 1, count, ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return


def _pages_of_images(content: bytes, limits: Limits) -> Iterator[tuple[int, int, Any]]:
    """Give the images of a ZIP file that is read as one notice; none of another."""
    from notice_parser.errors import SourceError
    from notice_parser.ingest.bundle import Member, page_images
    from notice_parser.ingest.images import count_frames
    from notice_parser.ingest.parts import Parts

    try:
        parts = Parts(content, limits.archive)
        files = page_images([Member(name, parts.read(name)) for name in parts.names])
    except SourceError:
        return
    counts = [count_frames(file.content) or 1 for file in files]
    first = 0
    for file, count in zip(files, counts, strict=True):
        for number, _, image in _pages_of_image(file.content, limits):
            if first + number <= limits.pages:
                yield first + number, sum(counts), image
        first += count


def _small(number: int, image: Any, turn: int, most: int) -> Picture:  # noqa: ANN401 - a Pillow image
    """Make a picture of at most so many bytes: first of less quality, then of fewer pixels; the last try is taken."""
    from PIL import Image

    image = image.convert("RGB")
    if turn % 4:
        image = image.rotate(90 * turn, expand=True)
    for side in _SIDES:
        small = image.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            written = io.BytesIO()
            small.save(written, "WEBP", quality=quality, method=2)
            if written.tell() <= most:
                return Picture(number, small.width, small.height, written.getvalue())
    return Picture(number, small.width, small.height, written.getvalue())
