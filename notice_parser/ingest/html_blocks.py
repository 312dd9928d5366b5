"""A web page as lines: which text stands in one line, which in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from notice_parser.ingest.grid import FROM_ABOVE
from notice_parser.ingest.numbers import format_number

_BLOCK = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend"}
    | {"li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
    | {"ucapcontent", "ucaptitle"}  # marks of the government's content standard
)
_HEADINGS = frozenset({"h1", "h2", "h3", "ucaptitle"})
_TITLE_NAME = re.compile(r"(?i)(?:^|[\s_\-])(?:[a-z]*title|tit|bt|biaoti|h1)(?:$|[\s_\-\d])")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])\n(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
_NUMBERED = re.compile(
    r"[（(【]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[、.．)）】,，\s]|第[一二三四五六七八九十0-9]{1,3}[条章]|[①-⑳]"
)
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]{0,60}\bnone")
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPAN_LIMIT = 100
_MOST_CELLS = 200


@dataclass(slots=True)
class Block:
    """A line of text or a table, and the element it stands in.

    ``linked`` counts the characters in links, ``rows`` holds a table's cells with their paragraphs.
    """

    element: Any
    text: str = ""
    linked: int = 0
    heading: bool = False
    rows: list[list[list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class _Writer:
    """Collects text until a block ends."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    owner: Any = None
    label: str = ""
    """What stands before the next line, as the number of a list's item."""
    heading: bool = False

    def add(self, text: str | None, element: Any, *, in_link: bool, keep: bool, heading: bool) -> None:  # noqa: ANN401
        if not text:
            return
        if self.owner is None and text.strip():
            self.owner = element
        self.heading = self.heading or (heading and bool(text.strip()))
        if in_link:
            self.linked += len(text.strip())
        if keep:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self.pieces.append(first)
            for other in others:
                self.flush(element, blank=True)
                self.pieces.append(other)
        else:
            self.pieces.append(_SPACES.sub(" ", _BETWEEN_HAN.sub("", text)))

    def flush(self, element: Any, *, blank: bool = False) -> None:  # noqa: ANN401
        """End the line; a ``blank`` one counts where the page breaks lines by hand."""
        text = _joined(self.pieces)
        if text.strip(" \u3000"):
            owner = element if self.owner is None else self.owner
            text, self.label = f"{self.label}{text.lstrip() if self.label else text}", ""
            self.blocks.append(Block(owner, text, self.linked, self.heading))
        elif blank and self.blocks and self.blocks[-1].text:
            self.blocks.append(Block(element))
        self.pieces, self.linked, self.owner, self.heading = [], 0, None, False


def _joined(pieces: list[str]) -> str:
    text = re.sub(" {2,}", " ", "".join(pieces)).strip(" ")
    return text.replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", "").rstrip()


def blocks_of(root: Any) -> list[Block]:  # noqa: ANN401 - an lxml element
    """Give the lines and tables of a page in order; tables that only place things are read through."""
    writer = _Writer()
    # A stack of its own: a page may nest deeper than Python recurses.
    stack: list[tuple[Any, bool, bool, bool, bool]] = [(root, False, False, False, False)]
    counts: dict[Any, int] = {}
    while stack:
        element, ending, in_link, keep, heading = stack.pop()
        if not isinstance(element.tag, str):
            continue
        tag = element.tag
        if ending:
            if tag in _BLOCK:
                writer.flush(element)
            parent = element.getparent()
            if element is not root and parent is not None:
                writer.add(element.tail, parent, in_link=in_link, keep=keep, heading=heading)
            continue
        stack.append((element, True, in_link, keep, heading))
        if tag == "br":
            writer.flush(element, blank=True)
            continue
        if tag in _BLOCK:
            writer.flush(element)
        if tag == "table" and not _only_places(element):
            writer.blocks.append(Block(element, rows=_rows(element)))
            continue
        if tag == "li":
            writer.label = _label(element, counts)
        inside = (in_link or tag == "a", keep or _keeps_breaks(element), heading or _is_heading(element))
        writer.add(element.text, element, in_link=inside[0], keep=inside[1], heading=inside[2])
        stack += [(inner, False, *inside) for inner in reversed(element)]
    writer.flush(root)
    return writer.blocks


def _label(item: Any, counts: dict[Any, int]) -> str:  # noqa: ANN401
    """Give the number that a reader sees before an item of an ordered list; none where its text has one."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    said = [item.get("value") or "", "" if parent in counts else parent.get("start") or ""]
    number = next((int(text) for text in said if text.isdecimal() and len(text) < 6), counts.get(parent, 0) + 1)
    counts[parent] = number
    style = f"{parent.get('style') or ''};{item.get('style') or ''}".lower()
    begin = "".join(islice(item.itertext(), 8)).strip()[:12]
    if not begin or _NUMBERED.match(begin) or _UNNUMBERED.search(style):
        return ""
    form = _LIST_FORMS.get(parent.get("type") or "", "decimal")
    chinese = "cjk-ideographic" in style or "simp-chinese-informal" in style
    return f"{format_number(number, 'chineseCounting')}、" if chinese else f"{format_number(number, form)}. "


def _keeps_breaks(element: Any) -> bool:  # noqa: ANN401
    return element.tag in ("pre", "textarea") or "pre-" in (element.get("style") or "")


def _is_heading(element: Any) -> bool:  # noqa: ANN401
    if element.tag in _HEADINGS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in ("div", "p", "td", "span", "li", "h4") and bool(_TITLE_NAME.search(names))


def _only_places(table: Any) -> bool:  # noqa: ANN401
    """Tell a table that only places things: one in another, of a single row or column, or with long cells."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    rows = _cells(table)
    if len(rows) < 2 or max((len(row) for row in rows), default=0) < 2:
        return True
    return any(sum(map(len, cell.itertext())) > 3_000 for row in rows for cell in row)


def _cells(table: Any) -> list[list[Any]]:  # noqa: ANN401
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def _rows(table: Any) -> list[list[list[str]]]:  # noqa: ANN401
    """Read the cells; a cell over several rows or columns is written once, at its first place."""
    filled: dict[tuple[int, int], list[str]] = {}
    width = 0
    rows = _cells(table)
    for down, row in enumerate(rows):
        across = 0
        for cell in row:
            while (down, across) in filled:
                across += 1
            if across >= _MOST_CELLS:
                break
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - down)
            for i in range(high):
                for j in range(wide):
                    filled[down + i, across + j] = FROM_ABOVE if i and not j else []
            filled[down, across] = [block.text for block in blocks_of(cell) if block.text.strip()]
            across += wide
            width = max(width, across)
    return [[filled.get((down, across), []) for across in range(width)] for down in range(len(rows))]


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    text = (cell.get(name) or "").strip()
    return max(1, min(int(text), _SPAN_LIMIT)) if text.isdecimal() and len(text) < 5 else 1
