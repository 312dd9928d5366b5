"""How a web page sets its paragraphs: to which edge, how large, how bold.

What the element or what holds it says counts, or else the style sheets of the page. A short paragraph of which nothing
is said has no edge; one that is set in by two characters begins at the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from notice_parser.ingest.assemble import RawLine, RawTable

_DEEPEST = 8
_LONG, _LONGEST_CENTRED = 26, 60
"""Characters: of a paragraph that is body text, and of the longest that somebody sets in the middle."""
_BLANKS = 4.0
"""Blanks at the beginning, in characters, that somebody typed to move a line: where it stands is not known."""
_USUAL = 12.0
"""Points: the size of text of which nothing is said."""
_ALIGN = re.compile(r"(?i)(?:^|[;{\s])text-align\s*:\s*(?P<edge>[a-z\-]{3,20})")
_SIZE = re.compile(r"(?i)(?:^|[;{\s])font-size\s*:\s*(?P<number>\d{1,3}(?:\.\d{1,3})?)\s*(?P<unit>pt|px)")
_INDENT = re.compile(r"(?i)(?:^|[;{\s])text-indent\s*:\s*(?P<number>\d{1,3}(?:\.\d{1,3})?)\s*(?P<unit>em|pt|px)")
_WEIGHT = re.compile(r"(?i)(?:^|[;{\s])font-weight\s*:\s*(?P<said>bold(?:er)?|normal|lighter|[1-9]00)")
_PARAGRAPH = (1.5, 4.0)
"""Characters by which the first line of a paragraph is set in: two, in letters that may be larger than is said."""
_ALIGNS = {"center": "centre", "-webkit-center": "centre", "middle": "centre", "right": "right", "end": "right"}
_ALIGNS |= {"left": "left", "start": "left", "justify": "left"}
_FONT = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_HEADINGS = {"h1": 24.0, "h2": 18.0, "h3": 14.0}
_CELLS = frozenset({"td", "th", "table", "body", "html"})
"""A page puts its tables in the middle, not what is written in them."""


def set_line(text: str, element: Any) -> RawLine:  # noqa: ANN401 - an lxml element
    """Give a line with its edge and the size of its letters in points, as far as the page says them."""
    said = next((edge for e in _holders(element) if (edge := _edge(e))), "")
    breadth = len(text.strip())
    before = text[: len(text) - len(text.lstrip())]
    if said not in ("centre", "right") and sum(0.5 if c.isascii() else 1.0 for c in before) >= _BLANKS:
        return RawLine(text)
    size = next((found for e in _holders(element) if (found := _size(e))), _USUAL)
    if not said and _PARAGRAPH[0] <= _indent(element, size) <= _PARAGRAPH[1]:
        said = "left"
    if said in ("", "left") and breadth >= _LONG:
        said = "full"
    if not said or not breadth:
        return RawLine(text)
    return RawLine(text, size=size, align=said, bold=_is_bold(element))


def without_frames(lines: Iterable[RawLine | RawTable]) -> list[RawLine | RawTable]:
    """Forget what is said of the middle, or of the right, where whole paragraphs are set so: it is the frame's word."""
    kept = list(lines)
    wrong = {
        item.align
        for item in kept
        if isinstance(item, RawLine) and item.align in ("centre", "right") and len(item.text) > _LONGEST_CENTRED
    }
    return [replace(item, align="") if isinstance(item, RawLine) and item.align in wrong else item for item in kept]


def _holders(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give an element and what holds it, up to the cell of a table."""
    for _ in range(_DEEPEST):
        if element is None or not isinstance(element.tag, str):
            return
        yield element
        if element.tag in _CELLS:
            return
        element = element.getparent()


def _edge(element: Any) -> str:  # noqa: ANN401
    if element.tag in ("table", "img", "span", "font", "a", "b", "strong", "em", "u"):
        return ""  # a word within a line says nothing of the line
    match = _ALIGN.search(element.get("style") or "")
    said = match["edge"] if match else element.get("align") or ("center" if element.tag == "center" else "")
    return _ALIGNS.get(said.strip().lower(), "")


def _indent(element: Any, size: float) -> float:  # noqa: ANN401
    """Give by how many characters the first line is set in."""
    match = next((m for e in _holders(element) if (m := _INDENT.search(e.get("style") or ""))), None)
    if match is None:
        return 0.0
    points = {"em": size, "pt": 1.0, "px": 0.75}[match["unit"].lower()]
    return float(match["number"]) * points / size


def _is_bold(element: Any) -> bool:  # noqa: ANN401
    for holder in _holders(element):
        said = _WEIGHT.search(holder.get("style") or "")
        if said:
            return said["said"].lower() in ("bold", "bolder") or (said["said"] >= "600" and said["said"].isdecimal())
        if holder.tag in ("b", "strong", "h1", "h2", "h3", "th"):
            return True
    return False


def _size(element: Any) -> float:  # noqa: ANN401
    match = _SIZE.search(element.get("style") or "")
    if match:
        return float(match["number"]) * (0.75 if match["unit"].lower() == "px" else 1.0)
    if element.tag == "font":
        return _FONT.get((element.get("size") or "").strip(), 0.0)
    return _HEADINGS.get(element.tag, 0.0)
