"""Pages drawn as images, with red heads and round seals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from notice_parser.learn.page_layout import HEIGHT, LEFT, RIGHT, SEAL, WIDTH, Print, Seal, Sheet

FONTS: Mapping[str, tuple[str, int]] = {
    "song": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "hei": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "ming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "zenhei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
}
"""File and face of each font: Debian's fonts-noto-cjk, fonts-arphic-ukai, fonts-arphic-uming, fonts-wqy-zenhei."""
_HEAVY = ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2)
_RED = (205, 25, 30)
_POINTS = 72


def installed_fonts() -> tuple[str, ...]:
    """List the fonts that are on this machine."""
    return tuple(name for name, (path, _) in FONTS.items() if Path(path).is_file())


@cache
def _font(path: str, face: int, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, pixels, index=face)


def draw_page(sheet: Sheet, dpi: int, font: str) -> Image.Image:
    """Draw a page in colour at ``dpi`` pixels an inch."""
    scale = dpi / _POINTS
    image = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), "white")
    draw = ImageDraw.Draw(image)
    for line in sheet.prints:
        _draw_line(draw, line, scale, font)
    for stroke in sheet.strokes:
        colour = _RED if stroke.red else (0, 0, 0)
        draw.line((LEFT * scale, stroke.y * scale, RIGHT * scale, stroke.y * scale), colour, max(1, round(1.2 * scale)))
    for seal in sheet.seals:
        image = _stamped(image, seal, scale)
    return image


def _draw_line(draw: ImageDraw.ImageDraw, line: Print, scale: float, font: str) -> None:
    """Draw character by character: Chinese ones stand in squares, Latin ones in half squares."""
    path, face = _HEAVY if line.heavy and Path(_HEAVY[0]).is_file() else FONTS[font]
    letters = _font(path, face, max(8, round(line.size * scale)))
    x, baseline = line.x * scale, (line.y + 0.86 * line.size) * scale
    colour = _RED if line.red else (15, 15, 15)
    for char in line.text:
        cell = line.size * scale * (0.5 if char.isascii() else 1.0)
        breadth = letters.getlength(char)
        if char.isascii() and breadth > 1.1 * cell:
            _draw_narrowed(draw, (x, line.y * scale), char, letters, cell, colour)
        else:
            left = x + (cell - breadth) / 2 if char.isascii() else x
            draw.text((left, baseline), char, colour, font=letters, anchor="ls")
        x += cell


def _draw_narrowed(
    draw: ImageDraw.ImageDraw,
    place: tuple[float, float],
    char: str,
    letters: ImageFont.FreeTypeFont,
    cell: float,
    colour: tuple[int, int, int],
) -> None:
    """Draw a broad Latin letter, m or w, in half a square, as the Latin letters of Chinese fonts are."""
    size = int(letters.size)
    glyph = Image.new("L", (round(letters.getlength(char)), round(1.3 * size)), 0)
    ImageDraw.Draw(glyph).text((0, 0.86 * size), char, 255, font=letters, anchor="ls")
    glyph = glyph.resize((max(1, round(cell)), glyph.height), Image.Resampling.LANCZOS)
    draw.bitmap((round(place[0]), round(place[1])), glyph, colour)


def _stamped(image: Image.Image, seal: Seal, scale: float) -> Image.Image:
    """Press a seal on the page; its ink is uneven and lets the print shine through."""
    size = round(SEAL * scale)
    ink = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(ink)
    thick = max(2, size // 36)
    draw.ellipse((thick, thick, size - thick, size - thick), outline=235, width=thick)
    path, face = _HEAVY if Path(_HEAVY[0]).is_file() else FONTS["song"]
    star = [
        (
            size / 2 + size * (0.14 if i % 2 == 0 else 0.055) * math.sin(math.pi * i / 5),
            size / 2 - size * (0.14 if i % 2 == 0 else 0.055) * math.cos(math.pi * i / 5),
        )
        for i in range(10)
    ]
    draw.polygon(star, fill=235)
    pixels = max(8, min(size // 8, round(size * 1.9 / max(6, len(seal.words)))))
    letters = _font(path, face, pixels)
    for i, char in enumerate(seal.words):
        angle = math.radians(-130 + 260 * (i + 0.5) / len(seal.words))
        glyph = Image.new("L", (pixels * 2, pixels * 2), 0)
        ImageDraw.Draw(glyph).text((pixels, pixels), char, 235, font=letters, anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        radius = size * 0.38
        x = size / 2 + radius * math.sin(angle) - pixels
        y = size / 2 - radius * math.cos(angle) - pixels
        ink.paste(235, (round(x), round(y)), glyph)
    ink = ink.rotate(-7, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.004 * size))
    red = Image.new("RGB", image.size, (255, 255, 255))
    place = (round(seal.x * scale - size / 2), round(seal.y * scale - size / 2))
    red.paste((226, 48, 52), place, ink)
    # Stamp ink darkens what it covers, as a filter does: print under it stays dark, paper becomes red.
    from PIL import ImageChops

    return ImageChops.multiply(image, red)
