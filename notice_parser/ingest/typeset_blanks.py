"""Blanks of a text layer that nobody typed: a word processor sets numbers a quarter of a character apart from Chinese.

The layer writes that gap as a blank, so 3月17日 reads ``3 月 17 日``. How wide the gap is on the page tells it from a
blank between words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notice_parser.core.chars import is_han
from notice_parser.core.source import Box

_WIDEST = 0.9
"""Width of the gap from ink to ink, in heights of the letters; a typed full-width blank has more."""
_NUMBER_PART = re.compile(r"(?<![0-9A-Za-z.%+-])[0-9A-Za-z][0-9.A-Za-z%]{0,3}(?![0-9A-Za-z.%+-])")
"""What may stand so: 17, 2024, 3.5, 100%; a phone number beside a name keeps its blank."""
_UNITS = frozenset("年月日时号")


def typeset_blanks(text: str, boxes: Sequence[Box], size: float) -> set[int]:
    """Find the places of blanks in a line that only the setting made.

    ``boxes`` are those of the characters, ``size`` is the height of its letters, both in points. The blank behind a
    label at the line's beginning, ``1 总则``, stays.
    """
    places: set[int] = set()
    if " " not in text:
        return places

    def is_narrow(at: int) -> bool:
        if text[at] != " ":
            return False
        gap = boxes[at + 1].x0 - boxes[at - 1].x1
        return -0.2 * size < gap < _WIDEST * size  # far below 0 the line goes on below

    for match in _NUMBER_PART.finditer(text):
        before, after = match.start() - 1, match.end()
        if before > 0 and is_han(text[before - 1]) and is_narrow(before):
            places.add(before)
        is_label = not text[: match.start()].strip() and text[after + 1 : after + 2] not in _UNITS
        if after + 1 < len(text) and is_han(text[after + 1]) and not is_label and is_narrow(after):
            places.add(after)
    return places
