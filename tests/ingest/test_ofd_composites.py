"""OFD drawings that are kept once and put on pages, templates over and under a page, and images in JBIG2."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw
from test_ofd import MM, WORDS, ofd, page, part, text_object
from test_ofd_drawn import FONT, images, png, recognised

from notice_parser.core.source import ReadBy
from notice_parser.ingest.ofd import read_ofd
from notice_parser.ingest.ofd_jbig2 import decode_jbig2
from notice_parser.ingest.read import read_bytes

HEAD = "清岚市水务局文件"
USE = '<ofd:CompositeObject ResourceID="5" Boundary="{} {} 150 20" {}/>'


def units(*entries: tuple[str, str]) -> dict[str, str | bytes]:
    listed = "".join(
        f'<ofd:CompositeGraphicUnit ID="{key}" Width="150" Height="20"><ofd:Content>{inner}</ofd:Content>'
        "</ofd:CompositeGraphicUnit>"
        for key, inner in entries
    )
    return {"res__xml": part("Res", f"<ofd:CompositeGraphicUnits>{listed}</ofd:CompositeGraphicUnits>")}


@pytest.mark.parametrize(
    ("more", "left", "width"),
    [("", 45.0, 5.6), ('CTM="1 0 0 1 3 0"', 48.0, 5.6), ('CTM="2 0 0 2 0 0"', 50.0, 11.2)],
)
def test_the_text_of_a_composite_stands_where_it_is_put(more: str, left: float, width: float) -> None:
    content = ofd(page(USE.format(40, 30, more)), common=FONT, **units(("5", text_object(HEAD, 5, 2))))
    source = read_bytes(content)
    box = next(iter(source.pages[0].glyphs)).box
    assert source.text == f"{HEAD}\n"
    assert (round(box.x0 / MM, 1), round((box.x1 - box.x0) / MM, 1)) == (left, width)


def test_a_composite_is_put_on_pages_again_and_again_and_holds_others() -> None:
    inner = '<ofd:CompositeObject ResourceID="6" Boundary="1 1 150 10"/>'
    parts = units(("5", inner + text_object("第二行有几个字", 0, 12)), ("6", text_object(HEAD, 0, 0)))
    content = ofd(page(USE.format(40, 30, ""), USE.format(40, 90, "")), common=FONT, **parts)
    assert read_bytes(content).text == f"{HEAD}\n第二行有几个字\n" * 2


@pytest.mark.parametrize(
    "use",
    [USE.format(40, 30, 'Visible="false"'), '<ofd:CompositeObject ResourceID="99" Boundary="1 1 9 9"/>',
     '<ofd:CompositeObject ResourceID="5"/>', '<ofd:CompositeObject Boundary="1 1 9 9"/>'],
)  # fmt: skip
def test_what_no_composite_draws_is_no_text(use: str) -> None:
    content = ofd(page(use, text_object(WORDS, 30, 60)), common=FONT, **units(("5", text_object(HEAD, 5, 2))))
    assert read_bytes(content).text == f"{WORDS}\n"


def test_composites_that_hold_themselves_end() -> None:
    inner = "".join('<ofd:CompositeObject ResourceID="5" Boundary="1 1 9 9"/>' for _ in range(200))
    content = ofd(page(USE.format(1, 1, ""), text_object(WORDS, 30, 60)), common=FONT, **units(("5", inner)))
    assert read_bytes(content).text == f"{WORDS}\n"


@pytest.mark.parametrize(("order", "dark"), [("Background", True), ("Foreground", False), ("", True)])
def test_templates_are_drawn_under_or_over_the_page(order: str, dark: bool) -> None:
    """A white sheet under the page hides nothing, one over it hides its upper half."""
    strips = [f'<ofd:ImageObject Boundary="0 {y} 210 90" ResourceID="1"/>' for y in (0, 90, 180)]
    white = '<ofd:ImageObject Boundary="0 0 210 140" ResourceID="2"/>'
    files = images(("1", png((210, 90), "black")), ("2", png((210, 140))))
    template = f'<ofd:Template TemplateID="7" ZOrder="{order}"/>' if order else '<ofd:Template TemplateID="7"/>'
    seen: list[np.ndarray] = []
    content = ofd(
        page(*strips, more=template),
        common=FONT + '<ofd:TemplatePage ID="7" BaseLoc="head.xml"/>',
        head__xml=page(white),
        **files,
    )
    read_ofd(content, recognised(seen), 10, 40_000_000)  # type: ignore[arg-type]
    middle = seen[0][:, seen[0].shape[1] // 2] < 128
    assert bool(middle[int(60 * 200 / 25.4)]) is dark
    assert bool(middle[int(220 * 200 / 25.4)])


def jbig2(image: Image.Image) -> bytes:
    """Write an image as one region in the code of fax machines (ISO/IEC 14492, 6.2.6), which Pillow knows from TIFF."""
    buffer = io.BytesIO()
    ImageChops.invert(image.convert("1")).save(buffer, "TIFF", compression="group4", tiffinfo={278: image.height})
    tiff = Image.open(buffer)
    place, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]  # type: ignore[attr-defined]
    code = buffer.getvalue()[place : place + size]
    region = struct.pack(">IIIIBB", image.width, image.height, 0, 0, 0, 1) + code
    shown = struct.pack(">IIIIBH", image.width, image.height, 0, 0, 0, 0)

    def segment(number: int, kind: int, data: bytes) -> bytes:
        return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data

    parts = [segment(0, 48, shown), segment(1, 38, region), segment(2, 49, b""), segment(3, 51, b"")]
    return b"\x97JB2\r\n\x1a\n" + b"\x01" + struct.pack(">I", 1) + b"".join(parts)


def bar() -> Image.Image:
    image = Image.new("1", (420, 594), 255)
    ImageDraw.Draw(image).rectangle((100, 200, 300, 260), fill=0)
    return image


def test_a_scan_in_jbig2_is_decoded() -> None:
    image = decode_jbig2(jbig2(bar()), 1_000_000)
    assert image is not None
    dark = np.asarray(image.convert("L")) < 128
    rows, columns = np.nonzero(dark)
    assert (columns.min(), rows.min(), columns.max(), rows.max()) == (100, 200, 300, 260)


def test_a_page_in_jbig2_is_recognised() -> None:
    seen: list[np.ndarray] = []
    scan = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>'
    content = ofd(page(scan), common=FONT, **images(("1", jbig2(bar()))))
    assert read_ofd(content, recognised(seen), 10, 40_000_000).pages[0].read_by is ReadBy.OCR  # type: ignore[arg-type]
    assert seen[0].shape == (594, 420)
    assert read_ofd(content, None, 10, 40_000_000).pages[0].note == "第1页是图像，未做识别"


@pytest.mark.parametrize("cut", [8, 12, 20, 30, 45])
def test_a_damaged_jbig2_is_named_so(cut: int) -> None:
    scan = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>'
    content = ofd(page(scan), common=FONT, **images(("1", jbig2(bar())[:cut])))
    found = read_ofd(content, recognised([]), 10, 40_000_000).pages[0]  # type: ignore[arg-type]
    assert found.read_by is ReadBy.UNREAD
    assert "JBIG2" in found.note


def test_a_jbig2_that_is_too_large_is_not_decoded() -> None:
    assert decode_jbig2(jbig2(bar()), 1_000) is None
