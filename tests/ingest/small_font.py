"""A TrueType font made in memory: its glyphs are black squares, its character map what a test wants."""

from __future__ import annotations

import struct


def small_font(characters: dict[int, int], glyphs: int = 40) -> bytes:
    """Make a font whose ``characters`` map codes to glyphs; glyph 0 is empty, the others fill the square."""
    square = struct.pack(">hhhhh", 1, 0, 0, 1000, 1000) + struct.pack(">HH", 3, 0)
    square += bytes([1, 1, 1, 1]) + struct.pack(">4h", 0, 1000, 0, -1000) + struct.pack(">4h", 0, 0, 1000, 0)
    places = [0, 0, *(len(square) * i for i in range(1, glyphs))]
    tables = {
        b"cmap": _map(characters),
        b"glyf": square * (glyphs - 1),
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 3, 1000, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hh", 1000, 0) + bytes(2 * (glyphs - 1)),
        b"loca": struct.pack(f">{glyphs + 1}I", *places),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, glyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48)
    at, records, body = 12 + 16 * len(tables), b"", b""
    for name, content in tables.items():
        records += name + struct.pack(">III", 0, at + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return head + records + body


def _map(characters: dict[int, int]) -> bytes:
    groups = b"".join(struct.pack(">III", code, code, glyph) for code, glyph in sorted(characters.items()))
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(characters)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
