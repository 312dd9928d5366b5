"""Whether the text layer of a page can be believed."""

from __future__ import annotations

import re
import unicodedata

from notice_parser.ingest.plausibility import plausibility

_CID = re.compile(r"\(cid:\d+\)")
_FEWEST = 8
"""Letters; a page number or a stamp alone is no text layer."""
_WORST = 0.45
"""Plausibility below which letters are noise; tables of figures and Latin text have 0.5."""
_UNKNOWN = 0.05
"""Share of characters without meaning (private use, replacement) that a page may have: bullets and logos."""


def is_lying(text: str) -> bool:
    """Tell a text layer that does not say what the page shows: wrong code tables, rubbish, or next to nothing.

    >>> is_lying("关于开展安全生产检查的通知，各市人民政府")
    False
    >>> is_lying("(cid:12)(cid:77)(cid:3)"), is_lying("12")
    (True, True)
    """
    if _CID.search(text):
        return True
    letters = [c for c in text if not c.isspace()]
    if len(letters) < _FEWEST:
        return True
    unknown = sum(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "\ufffd" for c in letters)
    if unknown > _UNKNOWN * len(letters):
        return True
    return plausibility(unicodedata.normalize("NFKC", "".join(letters))) < _WORST
