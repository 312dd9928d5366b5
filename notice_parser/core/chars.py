"""Named classes of characters, written so that they can stand inside ``[...]`` of a pattern."""

from __future__ import annotations

HAN = (
    "\u4e00-\u9fff"  # CJK Unified Ideographs
    "\u3400-\u4dbf"  # CJK Extension A
    "\uf900-\ufaff"  # CJK Compatibility Ideographs
    "\u3007"  # 〇, the zero of dates
)
DIGIT = "0-9\uff10-\uff19"  # ASCII and full width
LATIN = "A-Za-z\uff21-\uff3a\uff41-\uff5a"  # ASCII and full width

HAN_NUMERAL = "〇零一二三四五六七八九十百千"
BLANK = " \t\u00a0\u3000"  # blank, tab, no-break blank, ideographic blank

SENTENCE_END = "。！？；"
FULL_MARKS = "，。、；：？！…—"
OPENING = "（《〈“‘〔【「『"
CLOSING = "）》〉”’〕】」』"

ZERO_WIDTH = (
    "\u200b-\u200f"  # zero-width blanks and direction marks
    "\u202a-\u202e"  # directional embedding
    "\u2060-\u2064"  # word joiner and invisible operators
    "\ufeff"  # byte order mark
    "\u00ad"  # soft hyphen
)
CONTROL = (
    "\u0000-\u0008"  # before the tab
    "\u000e-\u001f"  # after the carriage return
    "\u007f-\u0084\u0086-\u009f"  # C1 without next line
)
KANGXI = "\u2f00-\u2fd5"  # Kangxi Radicals
RADICAL = "\u2e80-\u2ef3"  # CJK Radicals Supplement


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese one.

    >>> is_han("号"), is_han("〇"), is_han("A"), is_han("")
    (True, True, False, False)
    """
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\uf900" <= char <= "\ufaff" or char == "〇"
