"""Whether the text layer of a page can be believed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from notice_parser.ingest.plausibility import FREQUENT, plausibility

_CID = re.compile(r"\(cid:\d+\)")
_FEWEST = 8
"""Letters; a page number or a stamp alone is no text layer."""
_WORST = 0.45
"""Plausibility below which letters are noise; tables of figures and Latin text have 0.5."""
_UNKNOWN = 0.05
"""Share of characters without meaning (private use, replacement) that a page may have: bullets and logos."""

_PLAIN = re.compile("[\u4e00-\u9fff\u3000-\u301f\uff01-\uff5e\u2010-\u2026 -'*-~\\n]*")
"""Text without a mark of a lie, nor half-width brackets, in which ``(cid:`` stands."""
_FREQUENT = re.compile("[" + "".join(sorted(FREQUENT)) + "]+")


def _is_chinese(text: str) -> bool:
    """Tell most pages of a notice at one look: half of the letters are frequent ones."""
    frequent = sum(map(len, _FREQUENT.findall(text)))
    return frequent >= _FEWEST and 2 * frequent > len(text)


def is_lying(text: str) -> bool:
    """Tell a text layer that does not say what the page shows: wrong code tables, rubbish, or next to nothing.

    >>> is_lying("关于开展安全生产检查的通知，各市人民政府")
    False
    >>> is_lying("(cid:12)(cid:77)(cid:3)"), is_lying("12")
    (True, True)
    """
    if _PLAIN.fullmatch(text) and _is_chinese(text):
        return False
    if _CID.search(text):
        return True
    letters = Counter("".join(text.split()))
    total = letters.total()
    if total < _FEWEST:
        return True
    facts = [(count, *_facts(char)) for char, count in letters.items()]
    if sum([count for count, is_unknown, _, _ in facts if is_unknown]) > _UNKNOWN * total:
        return True
    worth = sum([count * worth for count, _, worth, _ in facts])
    return worth < _WORST * sum([count * length for count, _, _, length in facts])


@lru_cache(maxsize=30_000)
def _facts(char: str) -> tuple[bool, float, int]:
    """Tell whether a character is without meaning; the worth and the number of the characters that it stands for."""
    is_unknown = unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "\ufffd"
    plain = unicodedata.normalize("NFKC", char)
    return is_unknown, plausibility(plain) * len(plain), len(plain)
