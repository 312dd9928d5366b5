"""Letters and the gaps between them: the form in which marks are learnt, garbled and restored.

A letter is a character that is no mark and no blank. A gap is what stands before a letter, or after the last one:
marks, brackets, blanks, breaks, often nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

BREAK = "¶"
"""A paragraph break in a gap's one form."""

SOME = "?"
"""Some mark, of whatever kind; no gap's form, since a question mark is full width there."""

KEPT = "@%％℃+＋=_/\\°×÷&#*<>|~～$￥‰㎡²³○□■●◎☆★▲△√"
"""Signs that belong to values; they count as letters."""

_LETTER = re.compile(rf"[^\W_]|[{re.escape(KEPT)}]")
_LEADERS = re.compile(r"\.{3,}|…+|·{3,}")
_BREAKS = re.compile(f"{BREAK}+")
_FORMS = str.maketrans(
    ",;:?!()[]［］【】﹝﹞．•・–―─－‐‑「」『』«»\u3000\t\u00a0\n\r",
    f"，；：？！（）〔〕〔〕〔〕〔〕.··———---“”“”《》   {BREAK} ",
)


def gaps_of(text: str) -> tuple[list[int], list[str]]:
    """Find the letters of a text and what stands before each, and after the last.

    Returns the offsets of the letters and one gap more than there are letters.

    >>> gaps_of("一、总则。")
    ([0, 2, 3], ['', '、', '', '。'])
    """
    places: list[int] = []
    gaps: list[str] = []
    at = 0
    for match in _LETTER.finditer(text):
        start = match.start()
        places.append(start)
        gaps.append(text[at:start])
        at = start + 1
    gaps.append(text[at:])
    return places, gaps


def in_one_form(gap: str) -> str:
    r"""Write a gap in one form: full-width marks, ``¶`` for breaks, blanks only where nothing else stands.

    >>> in_one_form(")\n  ("), in_one_form("  "), in_one_form(",")
    ('）¶（', ' ', '，')
    """
    if not gap:
        return ""
    form = gap.translate(_FORMS)
    bare = form.replace(" ", "")
    if not bare:
        return " "
    bare = _LEADERS.sub("……", bare)
    return _BREAKS.sub(BREAK, bare)


def letters_of(text: str, places: Sequence[int]) -> str:
    """Give the letters in one form, one code point each."""
    return "".join(_LETTER_FORM.get(text[place]) or _fold(text[place]) for place in places)


_LETTER_FORM: dict[str, str] = {}


def _fold(letter: str) -> str:
    form = unicodedata.normalize("NFKC", letter)
    form = form if len(form) == 1 else letter
    _LETTER_FORM[letter] = form
    return form
