"""Text that other programs can take: no control characters, and no cell that a spreadsheet would run."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|\x85|\u2028|\u2029")
_FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n]")
"""What begins a formula, also behind blanks and without width, and fullwidth as spreadsheets in Chinese read it."""


def plain(text: str) -> str:
    r"""Take out what neither XML nor a calendar may hold; line breaks become ``\n``.

    >>> plain("甲\x00\r\n乙\ud800")
    '甲\n乙'
    """
    return _NOT_TEXT.sub("", _BREAKS.sub("\n", text))


def is_formula(text: str) -> bool:
    r"""Tell whether a spreadsheet could take a text for a formula.

    >>> [is_formula(text) for text in ("=1+1", "　@SUM(A1)", "\t甲", "2-1", "《=》")]
    [True, True, True, False, False]
    """
    return _FORMULA.match(text) is not None


def harmless(text: str) -> str:
    """Write a text for a cell of CSV: an apostrophe before what would be a formula, as spreadsheets do themselves.

    >>> harmless("=cmd|' /C calc'!A0"), harmless("检查=核查")
    ("'=cmd|' /C calc'!A0", '检查=核查')
    """
    text = plain(text)
    return f"'{text}" if is_formula(text) else text
