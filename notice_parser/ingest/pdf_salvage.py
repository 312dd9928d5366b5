"""PDF that are cut off, as by a download that broke: the pages that are whole are put together again.

The list of objects stands at the end of a PDF, and is lost with it. So objects are looked for, the pages among them
found, and a new end is written behind what is left. A page is whole if all is there that it draws with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from notice_parser.errors import DamagedSourceError
from notice_parser.ingest.pdf_objects import Objects, refs_of

_END = 2_048
"""Bytes at the end, in which a whole file says that it ends."""
_MOST_VISITED = 4_000
"""Objects that a page draws with; no page needs as many."""
_DEEPEST = 12
_PAGE = re.compile(rb"/Type\s{0,9}/Page(?![A-Za-z])")
_NODE = re.compile(rb"/Type\s{0,9}/Pages(?![A-Za-z])")
_FONT = re.compile(rb"/Type\s{0,9}/Font(?![A-Za-z])")
_TO_UNICODE = re.compile(rb"/ToUnicode\s{1,9}(\d{1,7})\s{1,9}\d{1,5}\s{1,9}R")
_OF_CODES = re.compile(
    rb"/(?:Encoding|DescendantFonts|Widths)\s{0,9}(?:\[[^\]]{0,20000}\]|\d{1,7}\s{1,9}\d{1,5}\s{1,9}R)"
)
_FONTS = re.compile(rb"/Font\s{0,9}(?:<<[^<>]{0,20000}>>|\d{1,7}\s{1,9}\d{1,5}\s{1,9}R)")
_CONTENTS = re.compile(rb"/Contents\s{0,9}(?:\[[^\]]{0,20000}\]|\d{1,7}\s{1,9}\d{1,5}\s{1,9}R)")
_PARENT = re.compile(rb"/Parent\s{0,9}(\d{1,7})\s{1,9}\d{1,5}\s{1,9}R")
_KIDS = re.compile(rb"/Kids\s{0,9}\[([^\]]*)\]")
_COUNT = re.compile(rb"/Count\s{1,9}(\d{1,6})|/Count(\d{1,6})")
_NOT_DRAWN = re.compile(
    rb"/(?:Parent|Annots|B|Metadata|PieceInfo|Thumb|StructParent|P)\s{0,9}"
    rb"(?:\[[^\]]{0,20000}\]|\d{1,7}\s{1,9}\d{1,5}\s{1,9}R)"
)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A file put together again.

    ``pages`` holds for each page of the document its place in ``content``, None where it is lost; ``partial`` are
    those (from 0) that have lost something they show. ``total`` is how many pages there were, None where that is lost.
    """

    content: bytes
    pages: tuple[int | None, ...]
    partial: frozenset[int]
    total: int | None


def is_cut(content: bytes) -> bool:
    """Tell a PDF without its end."""
    end = content[-_END:]
    return b"%%EOF" not in end and b"startxref" not in end


def salvage(content: bytes, max_pages: int) -> Salvaged:
    """Put the pages that are whole together again; none is made up, and what is half there is left out.

    Raises:
        DamagedSourceError: no page is left, or the file is encrypted, whose key stood at the end.
    """
    objects = Objects.found_in(content)
    if objects.are_encrypted:
        raise DamagedSourceError("the PDF is cut off, and is encrypted by a key that is lost with its end")
    places, total = _listed(objects, max_pages)
    kept: list[int] = []
    pages: list[int | None] = []
    partial: set[int] = set()
    for number in places:
        state = _state(objects, number)
        pages.append(None if state is None else len(kept))
        if state is not None:
            kept.append(number)
        if state is False:
            partial.add(len(pages) - 1)
    if not kept:
        raise DamagedSourceError("the PDF is damaged or cut off")
    return Salvaged(objects.with_pages(kept, _lost_parents(objects, kept)), tuple(pages), frozenset(partial), total)


def _listed(objects: Objects, max_pages: int) -> tuple[list[int], int | None]:
    """List the pages by their numbers as objects, and say how many there were.

    The tree of pages knows both; without it the pages stand in the order in which they were written.
    """
    roots = [n for n in objects.in_order if _NODE.search(text := objects.text(n)) and not _PARENT.search(text)]
    if roots:
        leaves = list(islice(_leaves(objects, roots[-1], set(), 0, max_pages), max_pages + 1))
        if any(n in objects and _PAGE.search(objects.text(n)) for n in leaves):
            return leaves, max(_count(objects, roots[-1]), len(leaves))
    return [n for n in objects.in_order if _PAGE.search(objects.text(n))][: max_pages + 1], None


def _leaves(objects: Objects, node: int, seen: set[int], depth: int, most: int) -> Iterator[int]:
    """Walk a tree of pages; what is missing counts as so many pages as the node above it has too few, shared evenly."""
    seen.add(node)
    match = _KIDS.search(objects.text(node))
    kids = refs_of(match[1])[: most + 1] if match and depth < _DEEPEST else []
    lost = [kid for kid in kids if kid not in objects]
    rest = _count(objects, node) - sum(_count(objects, kid) for kid in kids if kid in objects)
    each = max(1, -(-min(rest, most) // len(lost))) if lost else 0
    for kid in kids:
        if kid in seen:
            continue
        if kid in objects and _NODE.search(objects.text(kid)):
            yield from _leaves(objects, kid, seen, depth + 1, most)
        elif kid in objects:
            yield kid
        else:
            yield from [kid] * max(1, min(each, rest))
            rest -= each


def _count(objects: Objects, node: int) -> int:
    """Say how many pages stand below a node; a page is one."""
    counted = _COUNT.search(objects.text(node))
    return int(counted[1] or counted[2]) if counted else 1


def _state(objects: Objects, page: int) -> bool | None:
    """Tell a page that is whole (True), lacks something that it shows (False), or lacks its text (None)."""
    if page not in objects or not _PAGE.search(objects.text(page)):
        return None
    contents = _CONTENTS.search(objects.text(page))
    if contents and not all(n in objects and _whole(objects, n) for n in refs_of(contents[0])):
        return None
    whole = True
    waiting, seen = [page, *_holders(objects, page)], {page}
    while waiting and len(seen) < _MOST_VISITED:
        text = objects.text(waiting.pop())
        if _FONT.search(text):
            if not _is_spelled(objects, text):
                return None  # letters of a font that is lost would be read as others
            whole = whole and _is_all_there(objects, text)  # without its shapes some letters may be passed over
            continue
        fonts = {n for match in _FONTS.finditer(text) for n in refs_of(match[0])}
        for number in refs_of(_NOT_DRAWN.sub(b"", text)):
            if number in seen:
                continue
            seen.add(number)
            if number in objects:
                waiting.append(number)
            elif number in fonts:
                return None
            else:
                whole = False
    return whole


def _is_spelled(objects: Objects, font: bytes) -> bool:
    """Tell a font whose letters are known: by its table of characters, or else by all that it is made of."""
    named = _TO_UNICODE.search(font)
    if named is None:
        return _is_all_there(objects, font)
    needed = [int(named[1]), *refs_of(b"".join(_OF_CODES.findall(font)))]
    return all(number in objects for number in needed)


def _is_all_there(objects: Objects, text: bytes) -> bool:
    waiting, seen = [text], set[int]()
    while waiting and len(seen) < _MOST_VISITED:
        for number in refs_of(_NOT_DRAWN.sub(b"", waiting.pop())):
            if number not in objects:
                return False
            if number not in seen:
                seen.add(number)
                waiting.append(objects.text(number))
    return True


def _whole(objects: Objects, number: int) -> bool:
    """Tell contents that are whole; they may be a list of streams."""
    text = objects.text(number).strip()
    return not text.startswith(b"[") or all(n in objects for n in refs_of(text))


def _holders(objects: Objects, page: int) -> list[int]:
    """Give the nodes above a page, whose resources are its own too."""
    found: list[int] = []
    while (above := _PARENT.search(objects.text(([page, *found])[-1]))) and len(found) < _DEEPEST:
        number = int(above[1])
        if number not in objects or b"/Resources" not in objects.text(number):
            break
        found.append(number)
    return found


def _lost_parents(objects: Objects, pages: list[int]) -> frozenset[int]:
    above = (_PARENT.search(objects.text(page)) for page in pages)
    return frozenset(int(match[1]) for match in above if match and int(match[1]) not in objects)
