"""JBIG2 (ISO/IEC 14492), in which OFD keeps black and white scans: decoded by pdfium, which knows it from PDF."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURE = b"\x97JB2\r\n\x1a\n"
_PAGE, _END_OF_PAGE, _END_OF_FILE = 48, 49, 51
_UNKNOWN = 0xFFFFFFFF
_MOST_SEGMENTS = 10_000
_LONGEST = 30_000
"""Pixels of a side."""


def is_jbig2(content: bytes) -> bool:
    """Tell a JBIG2 file by its signature."""
    return content.startswith(SIGNATURE)


def decode_jbig2(content: bytes, max_pixels: int) -> Image | None:
    """Decode the first page; None where it is damaged, larger than ``max_pixels``, or of an organisation not read."""
    import pypdfium2

    kept: list[bytes] = []
    size: tuple[int, int] | None = None
    try:
        for kind, segment, data in _segments(content):
            if kind == _PAGE:
                if size is not None:
                    break
                size = struct.unpack(">II", data[:8])
            if kind in (_END_OF_PAGE, _END_OF_FILE):
                break
            kept.append(segment)
    except (struct.error, IndexError):
        return None
    if size is None or len(kept) < 2 or not 0 < size[0] * size[1] <= max_pixels or max(size) > _LONGEST:
        return None
    try:
        with pypdfium2.PdfDocument(_pdf(b"".join(kept), *size)) as document:
            drawn: Image = document[0].render(scale=1).to_pil()
            # What cannot be decoded is left black by pdfium.
            return None if drawn.convert("L").getextrema()[1] == 0 else drawn
    except pypdfium2.PdfiumError:
        return None


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Read the segments one after the other: kind, all of it, its data (7.2); a random organisation has none."""
    flags = content[8]
    if not flags & 1:
        return
    at = 9 if flags & 2 else 13
    for _ in range(_MOST_SEGMENTS):
        if at + 11 > len(content):
            return
        number, kind = struct.unpack(">IB", content[at : at + 5])
        count = content[at + 5] >> 5
        head = at + 6
        if count == 7:
            count = struct.unpack(">I", content[at + 5 : at + 9])[0] & 0x1FFFFFFF
            head = at + 9 + (count + 8) // 8
        head += count * (1 if number <= 256 else 2 if number <= 65_536 else 4)
        head += 4 if kind & 0x40 else 1
        length = struct.unpack(">I", content[head : head + 4])[0]
        end = head + 4 + length
        if length == _UNKNOWN or end > len(content):
            raise IndexError("a segment is cut off, or does not say where it ends")
        yield kind & 0x3F, content[at:end], content[head + 4 : end]
        at = end


def _pdf(data: bytes, width: int, height: int) -> bytes:
    """Write a page of one image, a point for each pixel."""
    drawn = b"%d 0 0 %d 0 0 cm /I Do" % (width, height)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
        % (width, height),
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Filter/JBIG2Decode/Length %d>>stream\n%b\nendstream" % (width, height, len(data), data),
    )
    body, places = b"%PDF-1.7\n", b""
    for number, item in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    size = len(objects) + 1
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + places + tail
