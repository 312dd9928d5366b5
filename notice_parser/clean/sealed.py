"""Names that a seal covers: letters lost under it come back from the same name elsewhere in the notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_parser.core.alignment import Edit
from notice_parser.core.chars import is_han
from notice_parser.core.source import Page, ReadBy, SourceText, TextLine

SCRAPS = re.compile(r"[^\u4e00-\u9fff（）()、]+")
"""What the rest of a letter under a seal is read as: 7.< for 水."""
PARTED = re.compile(r"[\u4e00-\u9fff][，,；;][\u4e00-\u9fff]")
"""科研处，保卫处: where the engine is sure of a line, such a mark parts two names and is no scrap."""
_SHORTEST = 6
_MOST = 2
"""Letters next to each other that may be lost or misread: as many as the star covers."""
_SURE = 0.98
"""Confidence from which a letter that was read is believed; a lost one may still be missing."""


def find_sealed_names(source: SourceText) -> list[Edit]:
    """Mend a signature under a seal that differs at one place from a name that the notice holds elsewhere.

    Letters may be missing (沧岭省住房城乡建设厅 of 沧岭省住房和城乡建设厅); another letter counts as misread only where
    the engine itself was in doubt, for offices that issue jointly may differ by one. What no seal covers is left
    alone, and so is a page whose file holds the characters.
    """
    edits: list[Edit] = []
    for page in source.pages:
        for line in page.lines if page.seals and page.read_by is ReadBy.OCR else ():
            if not _is_covered_signature(line, page, source.text):
                continue
            printed, sure = "".join(line.span.of(source.text).split()), line.confidence >= _SURE
            if sure and PARTED.search(printed):
                continue
            words = SCRAPS.sub("?", printed)
            elsewhere = (source.text[: line.span.start] + source.text[line.span.end :]).replace("\n", "")
            if words in elsewhere:
                continue
            names = set(_names(words, elsewhere, sure=sure))
            if len(names) == 1:
                edits.append(Edit(line.span, names.pop(), "sealed/name", 0.8))
    return edits


def _is_covered_signature(line: TextLine, page: Page, text: str) -> bool:
    """Tell a line on the right of the page, most of it letters, that a seal touches."""
    words = "".join(line.span.of(text).split())
    right = (line.box.x0 + line.box.x1) / 2 > 0.5 * page.width
    letters = sum(map(is_han, words))
    return (
        right
        and _SHORTEST <= len(words) <= 40
        and letters >= 0.7 * len(words)
        and any(line.box.overlaps(seal) for seal in page.seals)
    )


def _names(words: str, text: str, *, sure: bool) -> Iterator[str]:
    """Give what stands in a text where all but one place of the words stands: there, one or two letters are put in."""
    for at in range(len(words)):
        for wrong in range(min(_MOST, len(words) - at) + 1):
            left, misread, right = words[:at], words[at : at + wrong], words[at + wrong :]
            if sure and any(map(is_han, misread)):
                continue
            # At an end there is nothing beyond the place to be sure of more than one letter.
            most = _MOST if left and right else 1
            for put in range(max(1, wrong), most + 1):
                yield from _completed(left, right, put, text)


def _completed(left: str, right: str, put: int, text: str) -> Iterator[str]:
    """Find both parts in the text with ``put`` Chinese letters between them; the longer part is looked for."""
    anchor = max(left, right, key=len)
    found = text.find(anchor)
    for _ in range(8):
        if found < 0:
            return
        start = found if anchor is left else found - put - len(left)
        name = text[start : start + len(left) + put + len(right)] if start >= 0 else ""
        middle = name[len(left) : len(left) + put]
        if name.startswith(left) and name.endswith(right) and len(middle) == put and all(map(is_han, middle)):
            yield name
        found = text.find(anchor, found + 1)
