"""Where the characters of a recognised line stand, and the blanks that its engine swallowed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from statistics import median

from notice_parser.core.chars import is_han
from notice_parser.core.source import Box

_BLANK = 0.8
"""A gap beyond what two neighbours need, in characters, that is a blank to the reader."""
_MAYBE, _BARE = 0.2, 0.5
"""A gap that is one if half a character of paper is bare there; letters that touch leave a tenth to a quarter."""


def placed(
    text: str, box: Box, centres: tuple[float, ...], bare: Callable[[float, float], float] | None = None
) -> tuple[str, tuple[Box, ...]]:
    """Give the text with its blanks and a box for each character; no boxes where the places are not known.

    Engines leave out what is empty: 教学质量科　温以宁 comes as 教学质量科温以宁. What stands apart on paper is kept
    apart. Next to marks, which have room of their own, a gap means nothing. ``bare`` tells how broad the paper without
    ink is between two places: engines tell these too roughly for the blank of half a character in 左军 蓝天.
    """
    text, centres = _without_stray_blanks(text, centres)
    if len(centres) != len(text) or len(text) < 2 or any(b < a for a, b in pairwise(centres)):
        return text, ()
    breadth = _breadth(text, centres)
    shown: list[str] = []
    boxes: list[Box] = []
    left = box.x0
    for i, (char, centre) in enumerate(zip(text, centres, strict=True)):
        half = 0.5 * breadth * _width(char)
        last = i + 1 == len(text)
        right = box.x1 if last else min(max(centre + half, left), max(left, (centre + centres[i + 1]) / 2))
        shown.append(char)
        boxes.append(Box(left, box.y0, right, box.y1))
        left = right
        if last or not _can_part(char, text[i + 1]):
            continue
        begin = max(right, centres[i + 1] - 0.5 * breadth * _width(text[i + 1]))
        beyond = (centres[i + 1] - centre) / breadth - 0.5 * (_width(char) + _width(text[i + 1]))
        if beyond > _BLANK or (beyond > _MAYBE and _is_bare(char, text[i + 1], bare, centre, centres[i + 1], breadth)):
            count = max(1, min(8, round((begin - right) / breadth)))
            shown.append(" " * count)
            boxes += [Box(right, box.y0, begin, box.y1)] * count
            left = begin
    return "".join(shown), tuple(boxes)


def _is_bare(
    one: str, other: str, bare: Callable[[float, float], float] | None, start: float, end: float, breadth: float
) -> bool:
    """Tell a blank by the paper; between digits it may be the room of broad ones."""
    return bare is not None and not (one.isascii() and other.isascii()) and bare(start, end) > _BARE * breadth


def _without_stray_blanks(text: str, centres: tuple[float, ...]) -> tuple[str, tuple[float, ...]]:
    """Drop the blanks that engines see in the room of a Chinese mark: 《办法》 （试行）, also read as 办法 (试行)."""
    stray = {i for i, char in enumerate(text) if char == " " and _is_room(text, i)}
    if not stray:
        return text, centres
    kept = [i for i in range(len(text)) if i not in stray]
    if len(centres) != len(text):
        return "".join(text[i] for i in kept), centres
    return "".join(text[i] for i in kept), tuple(centres[i] for i in kept)


def _is_room(text: str, at: int) -> bool:
    """Tell a blank next to a Chinese mark, or to a bracket in ASCII with Chinese in it."""
    if any(map(_is_wide_mark, text[max(0, at - 1) : at + 2])):
        return True
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    return (after[:1] == "(" and is_han(after[1:])) or (before[1:] == ")" and is_han(before[:1]))


def _is_wide_mark(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char)[0] == "P"


def _breadth(text: str, centres: tuple[float, ...]) -> float:
    """Measure a character of full width: most neighbours stand that far apart."""
    steps = [
        (b - a) / (0.5 * (_width(one) + _width(other)))
        for (a, b), (one, other) in zip(pairwise(centres), pairwise(text), strict=True)
    ]
    return max(1e-6, median(steps))


def _width(char: str) -> float:
    return 0.5 if char.isascii() else 1.0


def _can_part(one: str, other: str) -> bool:
    """Tell two letters or digits; a mark has room of its own."""
    return all(unicodedata.category(char)[0] in "LN" for char in (one, other))
