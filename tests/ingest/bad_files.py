"""Files that are broken, locked or made to do harm, made in memory from nothing."""

from __future__ import annotations

import struct
import zlib

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(unit: bytes, megabytes: int) -> bytes:
    """Pack so many megabytes of a unit, without ever having them here."""
    packer = zlib.compressobj(9)
    piece = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    return b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


def pdf_of_streams(*streams: tuple[str, bytes]) -> bytes:
    """Make a PDF with a page for each content stream: its filters and its packed bytes."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(streams)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>".encode()]
    font = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for filters, content in streams:
        head = f"<</Length {len(content)}/Filter[{filters}]>>stream\n".encode()
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects) + 1} 0 R/Resources{font}>>"
        objects += [head + content + b"\nendstream", page.encode()]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + end


def flat(*lines: str) -> tuple[str, bytes]:
    """Make an honest content stream of lines of Latin text."""
    shown = "".join(f"BT /F1 12 Tf 50 {800 - 20 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines))
    return "/FlateDecode", zlib.compress(shown.encode())


DRAWN_BOMB = ("/FlateDecode", packed(b"q 0 0 9 9 re f\n", 400))
"""Operators; 400 MB from 800 KB."""
BLANK_BOMB = ("/FlateDecode/FlateDecode", zlib.compress(packed(b" ", 1_000), 9))
"""Blanks; a gigabyte from 2 KB, packed twice."""


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """Make a PNG file in black and white that says how large it is, whether or not its rows are there."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
