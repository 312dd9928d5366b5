"""Image files to pages: formats named one by one, sizes checked before anything is decoded."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from notice_parser.core.source import ReadBy
from notice_parser.errors import DamagedSourceError, SourceError, SourceTooLargeError
from notice_parser.ingest.assemble import RawPage
from notice_parser.ingest.pdf import RecognisePage

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_LEAST_SIDE = 24
"""Pixels; no letter can be read in less."""


class _TooManyPagesError(SourceTooLargeError):
    """More pages than the limit, which ends the reading; another error is that of one page."""


def read_images(
    content: bytes, recognise: RecognisePage | None, max_pages: int, max_pixels: int, first: int = 1
) -> Iterator[RawPage]:
    """Read an image file, page by page where it is a TIFF of several; ``first`` is the number of its first page.

    Raises:
        DamagedSourceError: the image cannot be decoded.
        SourceTooLargeError: it has more frames than ``max_pages``, or by far more pixels than ``max_pixels``.
    """
    from PIL import Image, ImageOps

    image = _opened(content, max_pixels)
    frames = getattr(image, "n_frames", 1)
    if frames > max_pages:
        raise _TooManyPagesError(f"the image has {frames} pages, the limit is {max_pages}")
    for index in range(frames):
        number = first + index
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                image.seek(index)
                if image.width * image.height > max_pixels:
                    note = f"第{number}页有{image.width}×{image.height}像素，超过上限"
                    yield RawPage(number, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=note)
                    continue
                if min(image.size) < _LEAST_SIDE:
                    yield RawPage(number, image.width, image.height, read_by=ReadBy.BLANK)
                    continue
                dpi = _resolution(image.info.get("dpi"), image.width)
                page = ImageOps.exif_transpose(image).convert("RGB")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            if frames == 1:
                raise DamagedSourceError("the image is damaged or cut off") from error
            yield RawPage(number, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=f"第{number}页损坏，无法读取")
            continue
        if recognise is None:
            yield RawPage(number, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=f"第{number}页是图像，未做识别")
        else:
            found = recognise(page, dpi or 0.0)
            yield replace(found, number=number)


def read_image_files(
    contents: Sequence[bytes], recognise: RecognisePage | None, max_pages: int, max_pixels: int
) -> Iterator[RawPage]:
    """Read images that are the pages of one document, in this order; one that is damaged is a page that is unread.

    Raises:
        SourceTooLargeError: they have more pages than ``max_pages``.
    """
    first = 1
    for content in contents:
        try:
            left = max_pages + 1 - first
            if left < 1:
                raise _TooManyPagesError(f"the images have more than {max_pages} pages")
            for page in read_images(content, recognise, left, max_pixels, first):
                first += 1
                yield page
        except _TooManyPagesError:
            raise
        except SourceError as error:
            note = f"第{first}页无法读取：{error}"
            yield RawPage(first, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=note)
            first += 1


def count_frames(content: bytes) -> int | None:
    """Count the pages of an image file; None where it cannot be told."""
    try:
        return int(getattr(_opened(content, 0), "n_frames", 1))
    except (SourceError, OSError, ValueError, SyntaxError):
        return None


def _opened(content: bytes, max_pixels: int) -> Any:  # noqa: ANN401 - a Pillow image, whose types load it
    """Open an image without decoding it."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of many pixels, which are counted before any is decoded
        try:
            return Image.open(io.BytesIO(content), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise SourceTooLargeError(f"the image has by far more than {max_pixels:,} pixels") from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise DamagedSourceError("the image is damaged or cut off") from error


def _resolution(dpi: object, width: int) -> float | None:
    """Believe what a file says of its resolution only where it gives a page as wide as paper is."""
    if isinstance(dpi, tuple) and dpi and isinstance(dpi[0], (int, float)) and dpi[0] > 0:
        value = float(dpi[0])
        return value if 5.0 <= width / value <= 17.0 else None
    return None
