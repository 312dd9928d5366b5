"""OFD pages whose codes do not say what they show: glyphs, outlines, scans with text under them."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image
from small_font import small_font
from test_ofd import MM, WORDS, ofd, page, part, text_object

from notice_parser.core.source import Box, ReadBy
from notice_parser.ingest.assemble import RawLine, RawPage
from notice_parser.ingest.ofd import read_ofd
from notice_parser.ingest.ofd_glyphs import is_meaningless, read_characters
from notice_parser.ingest.read import read_bytes

GLYPHS = {char: number for number, char in enumerate(dict.fromkeys(WORDS), 1)}
FONT = "<ofd:DocumentRes>res.xml</ofd:DocumentRes>"
PRIVATE = "".join(chr(0xE000 + i) for i in range(len(WORDS)))


def fonts(content: bytes, more: str = "") -> dict[str, str | bytes]:
    listed = '<ofd:Fonts><ofd:Font ID="7"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>'
    return {"res__xml": part("Res", listed + more, 'BaseLoc="Res"'), "Res/f__ttf": content}


def glyph_object(codes: str, words: str = WORDS, y: float = 60) -> str:
    glyphs = " ".join(str(GLYPHS.get(char, 1)) for char in words)
    counts = f'CodePosition="0" CodeCount="{len(codes) or 1}" GlyphCount="{len(words)}"'
    transform = f"<ofd:CGTransform {counts}><ofd:Glyphs>{glyphs}</ofd:Glyphs></ofd:CGTransform>"
    return text_object(codes, 30, y, delta=f"g {len(words) - 1} 5.6", more='Font="7"', inner=transform)


def recognised(seen: list[np.ndarray]) -> object:
    def recognise(image: Image.Image, dpi: float) -> RawPage:
        seen.append(np.asarray(image.convert("L")))
        points = 72 / (dpi or image.width * 25.4 / 210)
        size = (image.width * points, image.height * points)
        return RawPage(1, *size, (RawLine(WORDS, Box(72, 144, 144, 160)),), ReadBy.OCR, 0.9, seals=(Box(1, 1, 2, 2),))

    return recognise


@pytest.mark.parametrize("codes", [PRIVATE, "?" * len(WORDS), ""])
def test_glyphs_lead_back_to_their_characters(codes: str) -> None:
    font = small_font({ord(char): glyph for char, glyph in GLYPHS.items()})
    source = read_bytes(ofd(page(glyph_object(codes)), common=FONT, **fonts(font)))
    assert source.text == f"{WORDS}\n"
    assert round(list(source.pages[0].glyphs)[2].box.x0 / MM, 1) == 41.2


def test_codes_that_mean_something_are_believed_before_glyphs() -> None:
    font = small_font({0x4E00 + glyph: glyph for glyph in GLYPHS.values()})
    source = read_bytes(ofd(page(glyph_object(WORDS)), common=FONT, **fonts(font)))
    assert source.text == f"{WORDS}\n"


def test_codes_of_other_letters_give_way_to_glyphs() -> None:
    shifted = "".join(chr(0xC0 + GLYPHS[char]) for char in WORDS)
    font = small_font({ord(char): glyph for char, glyph in GLYPHS.items()})
    objects = [glyph_object(shifted, y=y) for y in (40, 60, 80)]
    assert read_bytes(ofd(page(*objects), common=FONT, **fonts(font))).text == f"{WORDS}\n" * 3


@pytest.mark.parametrize("codes", [PRIVATE, ""])
def test_glyphs_without_characters_are_drawn_and_recognised(codes: str) -> None:
    seen: list[np.ndarray] = []
    content = ofd(page(glyph_object(codes)), common=FONT, **fonts(small_font({})))
    found = read_ofd(content, recognised(seen), 10, 40_000_000).pages[0]  # type: ignore[arg-type]
    assert found.read_by is ReadBy.OCR
    assert (round(found.width), round(found.height)) == (595, 842)
    rows, columns = np.nonzero(seen[0] < 128)
    scale = 200 / 25.4
    assert abs(columns.min() - 30 * scale) < 4
    assert abs(rows.max() - 65 * scale) < 4
    assert abs(columns.max() - (30 + 5.6 * len(WORDS)) * scale) < 4
    assert read_ofd(content, None, 10, 40_000_000).pages[0].read_by is ReadBy.UNREAD


def test_letters_that_are_outlines_are_recognised() -> None:
    letter = "M 0 0 L 4 0 B 4 2 3 4 2 4 Q 0 4 0 0 C"
    paths = [
        f'<ofd:PathObject Boundary="{30 + 6 * (i % 20)} {50 + 8 * (i // 20)} 5 5" Fill="true" Stroke="false">'
        f"<ofd:AbbreviatedData>{letter}</ofd:AbbreviatedData></ofd:PathObject>"
        for i in range(80)
    ]
    seen: list[np.ndarray] = []
    found = read_ofd(ofd(page(*paths)), recognised(seen), 10, 40_000_000).pages[0]  # type: ignore[arg-type]
    assert found.read_by is ReadBy.OCR
    assert (seen[0] < 128).any()
    few = read_ofd(ofd(page(*paths[:3])), recognised(seen), 10, 40_000_000).pages[0]  # type: ignore[arg-type]
    assert few.read_by is ReadBy.BLANK


def png(size: tuple[int, int], colour: str = "white") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def images(*entries: tuple[str, bytes]) -> dict[str, str | bytes]:
    listed = "".join(
        f'<ofd:MultiMedia ID="{key}" Type="Image"><ofd:MediaFile>{key}.png</ofd:MediaFile></ofd:MultiMedia>'
        for key, _ in entries
    )
    found: dict[str, str | bytes] = {"res__xml": part("Res", f"<ofd:MultiMedias>{listed}</ofd:MultiMedias>")}
    return found | {f"{key}__png": content for key, content in entries}


def test_strips_of_a_scan_are_put_together() -> None:
    strips = [f'<ofd:ImageObject Boundary="0 {y} 210 33" ResourceID="{i}"/>' for i, y in enumerate((0, 33, 66))]
    files = images(*((str(i), png((210, 33), colour)) for i, colour in enumerate(("black", "white", "black"))))
    seen: list[np.ndarray] = []
    read_ofd(ofd(page(*strips), common=FONT, **files), recognised(seen), 10, 40_000_000)  # type: ignore[arg-type]
    across = seen[0][:, seen[0].shape[1] // 2] < 128
    shown = [bool(across[int(y * 200 / 25.4)]) for y in (10, 50, 90, 150)]
    assert shown == [True, False, True, False]


def test_an_unread_scan_is_listed_whatever_stands_at_its_edge() -> None:
    content = ofd(page(SCAN, text_object("— 3 —", 100, 285)), common=FONT, **images(("1", png((210, 297)))))
    found = read_ofd(content, None, 10, 40_000_000).pages[0]
    assert (found.read_by, len(found.content)) == (ReadBy.UNREAD, 1)


SCAN = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>'


def test_a_scan_keeps_the_seals_that_were_seen_on_it() -> None:
    content = ofd(page(SCAN), common=FONT, **images(("1", png((210, 297)))))
    found = read_ofd(content, recognised([]), 10, 40_000_000).pages[0]  # type: ignore[arg-type]
    assert len(found.seals) == 1


def test_what_a_system_prints_at_the_edge_of_a_scan_is_not_all_of_it() -> None:
    edge = text_object("本页由清岚市电子公文系统打印", 30, 285)
    content = ofd(page(SCAN, edge), common=FONT, **images(("1", png((210, 297)))))
    found = read_ofd(content, recognised([]), 10, 40_000_000).pages[0]  # type: ignore[arg-type]
    assert [item.text for item in found.content if isinstance(item, RawLine)] == [WORDS, "本页由清岚市电子公文系统打印"]


@pytest.mark.parametrize("how", ['Fill="false"', 'Alpha="0"'])
def test_text_under_a_scan_serves_where_nothing_is_recognised(how: str) -> None:
    under = text_object("识别得来的文字，各县水务局", 30, 60, more=how)
    content = ofd(page(SCAN, under), common=FONT, **images(("1", png((210, 297)))))
    with_engine = read_ofd(content, recognised([]), 10, 40_000_000).pages[0]  # type: ignore[arg-type]
    without = read_ofd(content, None, 10, 40_000_000).pages[0]
    assert [page.content[0].text for page in (with_engine, without)] == [WORDS, "识别得来的文字，各县水务局"]  # type: ignore[union-attr]


@pytest.mark.parametrize("cut", [0, 1, 11, 60, 200])
def test_a_damaged_font_costs_the_page_and_nothing_else(cut: int) -> None:
    font = small_font({ord(char): glyph for char, glyph in GLYPHS.items()})[:cut]
    content = ofd(page(glyph_object(PRIVATE)), page(text_object(WORDS, 30, 60)), common=FONT, **fonts(font))
    pages = read_ofd(content, None, 10, 40_000_000).pages
    assert [p.read_by for p in pages] == [ReadBy.UNREAD, ReadBy.TEXT_LAYER]


def test_character_maps() -> None:
    assert read_characters(small_font({0x5173: 3, 0x2F00: 4, 0x4E00: 4, 0xE001: 5})) == {3: "关", 4: "一"}
    assert read_characters(b"") == read_characters(b"\0" * 400) == {}
    endless = bytearray(small_font({0x5173: 3}))
    at = endless.index(struct.pack(">III", 0x5173, 0x5173, 3))
    endless[at : at + 12] = struct.pack(">III", 0, 0xFFFFFFFF, 3)
    assert read_characters(bytes(endless)) == {}


@pytest.mark.parametrize(
    ("text", "expected"), [("", True), ("\ue001 ", True), ("?？", False), ("关?", False), ("12", False)]
)
def test_codes_without_meaning(text: str, expected: bool) -> None:
    assert is_meaningless(text) is expected
