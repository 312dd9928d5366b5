"""A notice as PDF, made in memory: each line at its place, in a font that a test may let lie about its characters."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from small_font import small_font

from notice_parser.ingest.ocr import RecognisedLine


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its left edge and baseline in points from the bottom left, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float = 16.0


NOTICE = (
    Shown("云泽县水务局文件", 140, 740, 40),
    Shown("云水发〔2024〕12号", 225, 690),
    Shown("关于开展小型水闸安全检查的通知", 130, 620, 22),
    Shown("各乡镇人民政府：", 80, 570),
    Shown("为保障汛期安全，现就开展小型水闸安全检查有关", 112, 542),
    Shown("事项通知如下。", 80, 514),
    Shown("请于2024年5月20日前将检查情况报送我局。", 112, 486),
    Shown("联系人：温以宁，联系电话：0571-55501234。", 112, 458),
    Shown("云泽县水务局", 370, 400),
    Shown("2024年4月8日", 370, 372),
)


def _width(char: str) -> float:
    return 0.5 if char.isascii() else 1.0


def drawn(lines: tuple[Shown, ...], *, again: float = 0.0, by_letter: bool = False, invisible: bool = False) -> str:
    """Draw lines; a second time so many points aside, line by line or letter by letter, where it is to look bold."""
    content = "3 Tr\n" if invisible else ""
    for line in lines:
        parts = [(line.x, line.text)]
        if by_letter:
            edges = [line.x + line.size * sum(map(_width, line.text[:i])) for i in range(len(line.text))]
            parts = list(zip(edges, line.text, strict=True))
        for x, text in parts:
            code = text.encode("utf-16-be").hex()
            for left in (x, x + again) if again else (x,):
                content += f"BT /F1 {line.size} Tf {left:.2f} {line.y} Td <{code}> Tj ET\n"
    return content


def pdf_of(*pages: str, said: Callable[[str], str] = str) -> bytes:
    """Make a PDF of content streams; ``said`` gives what the font says that a character is."""
    chars = sorted(
        {chr(int(code[i : i + 4], 16)) for page in pages for code in _codes(page) for i in range(0, len(code), 4)}
    )
    mapped = "".join(f"<{ord(c):04x}> <{said(c).encode('utf-16-be').hex()}>\n" for c in chars)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(chars)} beginbfchar\n{mapped}endbfchar\n"
        "endcmap end end"
    )
    half = " ".join(f"{ord(c)} [500]" for c in chars if c.isascii())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor 5 0 R/CIDToGIDMap 8 0 R/DW 1000/W[" + half.encode() + b"]>>",
        b"<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120/CapHeight 880"
        b"/StemV 80/ItalicAngle 0/FontFile2 7 0 R>>",
        _stream(cmap),
        _stream(small_font({1: 1}, glyphs=3)),
        _stream(b"\0\1" * 0x10000),
    ]
    kids = []
    for page in pages:
        objects.append(_stream(page))
        resources = f"/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects)} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}>>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    body, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + end


def _codes(page: str) -> list[str]:
    return [piece.split(">")[0] for piece in page.split("<")[1:]]


def _stream(content: str | bytes) -> bytes:
    packed = zlib.compress(content.encode() if isinstance(content, str) else content)
    return b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream"


class Reader:
    """A stand-in for an OCR engine, named ``pdf_notices:Reader``: it sees the notice on every page."""

    name = "reader"

    def recognise(self, image: Any) -> list[RecognisedLine]:
        scale = image.shape[0] / 842
        return [
            RecognisedLine(
                line.text,
                scale * line.x,
                scale * (842 - line.y - 0.88 * line.size),
                scale * (line.x + line.size * sum(map(_width, line.text))),
                scale * (842 - line.y + 0.12 * line.size),
                0.97,
            )
            for line in NOTICE
        ]
