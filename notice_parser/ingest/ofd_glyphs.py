"""Embedded fonts of OFD: from the glyphs that a text object draws back to the characters they show.

A writer that cuts a font down often leaves codes that mean nothing (private use, question marks) and names the glyphs
to draw (CGTransform); the font's own character map, read backwards, gives the characters.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any

from notice_parser.ingest.parts import attribute, child, local

_MOST_GLYPHS = 70_000
_UNICODE = frozenset({(0, 3), (0, 4), (0, 6), (3, 1), (3, 10), (0, 0), (0, 1), (0, 2)})
"""Platforms and encodings of character maps that map Unicode."""
_FOLDED = ("\u2e80", "\u2fdf")
"""Radicals that share their glyph with a character: ⼀ and 一."""


def glyphs_before(text_object: Any) -> Iterator[tuple[Any, tuple[int, ...]]]:  # noqa: ANN401
    """List the text codes of an object, each with the glyphs it draws; none where its characters say it."""
    transforms: list[Any] = []
    for element in text_object:
        if local(element) == "CGTransform":
            transforms.append(element)
        elif local(element) == "TextCode":
            yield element, _numbers(transforms, len(element.text or ""))
            transforms = []


def _numbers(transforms: list[Any], count: int) -> tuple[int, ...]:
    """Put the glyphs of one text code in a row; a code that several glyphs draw, or the reverse, is left alone."""
    found: list[int] = [0] * count
    for transform in transforms:
        listed = [int(word) for word in (_text(child(transform, "Glyphs"))).split() if word.isdecimal()][:_MOST_GLYPHS]
        start, codes = _integer(transform, "CodePosition", 0), _integer(transform, "CodeCount", 1)
        if not count or codes != len(listed):
            if not count:
                found += listed
            continue
        for at, glyph in enumerate(listed, start):
            if at < count:
                found[at] = glyph
    return tuple(found) if any(found) else ()


def _text(element: Any) -> str:  # noqa: ANN401
    return "" if element is None else element.text or ""


def _integer(element: Any, name: str, otherwise: int) -> int:  # noqa: ANN401
    text = attribute(element, name)
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise


def spelled(text: str, glyphs: tuple[int, ...], characters: dict[int, str]) -> str:
    """Put the characters of the glyphs into the text of a code; a glyph that no character has leaves the text's own.

    >>> spelled("\ue001？", (7, 0), {7: "检"}), spelled("", (7, 8), {7: "检"})
    ('检？', '检\ufffd')
    """
    if not text:
        return "".join(characters.get(glyph, "\ufffd") for glyph in glyphs)
    return "".join(characters.get(glyph, char) for char, glyph in zip(text, glyphs, strict=True))


def is_meaningless(text: str) -> bool:
    """Tell codes that stand for glyphs only: none of them is a character with a meaning.

    >>> is_meaningless("\ue001\ue002"), is_meaningless("???"), is_meaningless(""), is_meaningless("关于")
    (True, True, True, False)
    """
    return all(c in "?\ufffd" or c.isspace() or unicodedata.category(c) in ("Co", "Cn", "Cc") for c in text)


def read_characters(font: bytes) -> dict[int, str]:
    """Read a font's character map backwards: glyph to character. Empty where the font has none that can be read."""
    try:
        pairs = list(islice(_pairs(font), 4 * _MOST_GLYPHS))
    except (struct.error, IndexError, ValueError):
        return {}
    found: dict[int, str] = {}
    for code, glyph in pairs:
        known = found.get(glyph)
        if known is None or _FOLDED[0] <= known <= _FOLDED[1]:
            found[glyph] = chr(code)
    return {glyph: char for glyph, char in found.items() if not is_meaningless(char) or char.isspace()}


def _pairs(font: bytes) -> Iterator[tuple[int, int]]:
    """List codes and glyphs of the widest character map of Unicode."""
    tables = {font[at : at + 4]: struct.unpack(">II", font[at + 8 : at + 16]) for at in _records(font)}
    if b"cmap" not in tables:
        return
    base = tables[b"cmap"][0]
    (count,) = struct.unpack_from(">H", font, base + 2)
    readers = {4: _segments, 12: _groups, 6: _trimmed}
    best: tuple[int, int] = (0, 0)
    for index in range(min(count, 50)):
        platform, encoding, offset = struct.unpack_from(">HHI", font, base + 4 + 8 * index)
        (form,) = struct.unpack_from(">H", font, base + offset)
        if (platform, encoding) in _UNICODE and form in readers:
            best = max(best, (form if form != 6 else 1, base + offset))
    if best[1]:
        (form,) = struct.unpack_from(">H", font, best[1])
        yield from readers[form](font, best[1])


def _records(font: bytes) -> range:
    """Find the places of the records of tables; of a collection those of the first font."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", font, start + 4)
    return range(start + 12, start + 12 + 16 * min(count, 100), 16)


def _segments(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 4: segments of codes, each with a shift or a list of glyphs."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + double)
    shifts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * double)
    places = at + 16 + 3 * double
    lists = struct.unpack_from(f">{count}H", font, places)
    for index, (first, last, shift, distance) in enumerate(zip(starts, ends, shifts, lists, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if distance:
                (glyph,) = struct.unpack_from(">H", font, places + 2 * index + distance + 2 * (code - first))
                if not glyph:
                    continue
            yield code, (glyph + shift) & 0xFFFF


def _groups(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 12: stretches of codes that go with stretches of glyphs."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    left = 4 * _MOST_GLYPHS
    for index in range(min(count, _MOST_GLYPHS)):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * index)
        left -= max(0, last - first + 1)
        if last > 0x10FFFF or left < 0:
            return
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)


def _trimmed(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 6: one stretch of codes with a list of glyphs."""
    first, count = struct.unpack_from(">HH", font, at + 6)
    yield from zip(range(first, first + count), struct.unpack_from(f">{count}H", font, at + 10), strict=True)
