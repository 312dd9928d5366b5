"""How Word sets its paragraphs: to which edge, how large; a paragraph's own word counts, then that of its style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from notice_parser.core.printed import breadth
from notice_parser.ingest.parts import attribute, below, child

_DEEPEST = 20
_USUAL = 10.5
"""Points: 五号, what Word takes for Chinese where nothing is said."""
_TWIPS = 20
_FAR = 8.0
"""Characters that a short line is set in, as signatures are where they are not set to the right."""
_SHORT, _LONG = 22.0, 26.0
"""Characters: no line of that length is a signature; a row of A4 holds 28."""
_BLANKS = 4.0
"""Blanks at the beginning, in characters, that somebody typed to move a line: where it stands is not known."""
_ALIGNS = {"center": "centre", "right": "right", "end": "right"}


@dataclass(slots=True)
class Styles:
    """The styles of a document, and whether its text has come to the second page."""

    styles: dict[str, Any] = field(default_factory=dict)
    default: str = ""
    size: float = _USUAL
    later_page: bool = False

    def size_of(self, properties: Any) -> float:  # noqa: ANN401 - w:pPr or None
        """Give the size of a paragraph's letters in points where its runs say nothing."""
        for style in self._chain(properties):
            size = attribute(child(style, "rPr", "sz"), "val")
            if size.isdecimal() and len(size) < 5:
                return int(size) / 2
        return self.size

    def align_of(self, properties: Any, text: str, size: float) -> str:  # noqa: ANN401
        """Tell the edge that a paragraph keeps to: left, full, centre or right; empty where that is not known."""
        places = [properties, *(child(style, "pPr") for style in self._chain(properties))]
        said = next((attribute(child(p, "jc"), "val") for p in places if child(p, "jc") is not None), "")
        align = _ALIGNS.get(said, "")
        if align == "centre" and self.later_page:
            return ""  # the titles of attachments are set as that of the notice
        blanks = breadth(text[: len(text) - len(text.lstrip())])
        if align or blanks >= _BLANKS:
            return align
        width = breadth(text.strip())
        if width <= _SHORT and max(_indent(child(p, "ind"), size) for p in places) >= _FAR:
            return "right"
        return "full" if width >= _LONG else "left"

    def turn(self, paragraph: Any, properties: Any) -> None:  # noqa: ANN401
        """Notice that a paragraph begins or ends a page."""
        breaks = any(attribute(mark, "type") == "page" for mark in below(paragraph, "br"))
        section = child(properties, "sectPr")
        ends = section is not None and attribute(child(section, "type"), "val") != "continuous"
        self.later_page = self.later_page or breaks or ends or child(properties, "pageBreakBefore") is not None

    def _chain(self, properties: Any) -> Iterator[Any]:  # noqa: ANN401
        name = attribute(child(properties, "pStyle"), "val") or self.default
        for _ in range(_DEEPEST):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = attribute(child(style, "basedOn"), "val")


def read_styles(root: Any) -> Styles:  # noqa: ANN401 - root of the part, or None
    """Read the styles of paragraphs."""
    found = Styles()
    size = attribute(child(root, "docDefaults", "rPrDefault", "rPr", "sz"), "val")
    if size.isdecimal() and len(size) < 5:
        found.size = int(size) / 2
    for style in below(root, "style"):
        if attribute(style, "type") in ("", "paragraph"):
            found.styles[attribute(style, "styleId")] = style
            if attribute(style, "default") in ("1", "true"):
                found.default = attribute(style, "styleId")
    return found


def _indent(element: Any, size: float) -> float:  # noqa: ANN401
    """Give how far a paragraph is set in, in characters."""
    found = 0.0
    for names, unit in ((("leftChars", "startChars", "firstLineChars"), 100.0), (("left", "start", "firstLine"), 0.0)):
        total = 0
        for name in names:
            text = attribute(element, name)
            total += int(text) if text.isdecimal() and len(text) < 6 else 0
        found = max(found, total / (unit or _TWIPS * max(size, 1.0)))
    return found
