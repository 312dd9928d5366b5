"""Word documents (ECMA-376): text with the automatic numbers, text boxes, head and foot that a reader sees.

Tracked insertions stand, deletions and hidden text do not; footnotes and comments are left out. Nothing that a
document points to outside itself is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from notice_parser.errors import DamagedSourceError
from notice_parser.ingest.assemble import RawDocument, RawLine, RawTable, flowing
from notice_parser.ingest.docx_numbering import Numbering, read_numbering
from notice_parser.ingest.grid import FROM_ABOVE, table_or_lines
from notice_parser.ingest.limits import ArchiveLimits
from notice_parser.ingest.parts import Parts, attribute, below, child, local

_PAGE_NUMBER = re.compile(r"^[\s\-—–―·]*(?:第\s*)?[\d０-９]{0,4}(?:\s*页)?(?:[\s，,/]*共\s*\d{0,4}\s*页)?[\s\-—–―·]*$")
_SEEN_THROUGH = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "ruby", "rubyBase", "dir"}
    | {"bdo", "oMath", "oMathPara", "r", "AlternateContent", "Choice"}
)
"""Elements whose content is read as if it stood there by itself."""
_DEEPEST_TABLE = 8


def read_docx(content: bytes, limits: ArchiveLimits = ArchiveLimits()) -> RawDocument:
    """Read a Word document.

    Raises:
        DamagedSourceError: a part is missing or no XML.
        EncryptedSourceError: its parts are encrypted.
        UnsafeSourceError: it is beyond the limits of archives, or holds a document type.
    """
    parts = Parts(content, limits)
    name = _target(parts, "", "officeDocument") or "word/document.xml"
    root = parts.xml(name)
    body = child(root, "body")
    if body is None:
        raise DamagedSourceError(f"{name} holds no document")
    reader = _Reader(read_numbering(_related(parts, name, "numbering"), _related(parts, name, "styles")))
    head, foot = _head_and_foot(parts, name, root)
    lines = [*_furniture(reader, head), *reader.blocks(body), *reader.rest(), *_furniture(reader, foot)]
    changes = any(below(body, kind) for kind in ("ins", "del", "moveFrom", "moveTo"))
    return flowing(lines, ("文件含有修订痕迹，已按接受全部修订读取",) if changes else ())


def _relations(parts: Parts, name: str) -> dict[str, tuple[str, str]]:
    """List what a part points to inside the file: identifier to the last word of its type, and the part's name."""
    folder, _, file = name.rpartition("/")
    path = f"{folder}/_rels/{file}.rels".lstrip("/") if name else "_rels/.rels"
    if path not in parts:
        return {}
    found = {}
    for relation in below(parts.xml(path), "Relationship"):
        if attribute(relation, "TargetMode") != "External":
            target = attribute(relation, "Target")
            full = target if target.startswith("/") else f"{folder}/{target}"
            found[attribute(relation, "Id")] = (attribute(relation, "Type").rpartition("/")[2], full.lstrip("/"))
    return found


def _target(parts: Parts, name: str, kind: str) -> str:
    return next((target for found, target in _relations(parts, name).values() if found == kind), "")


def _related(parts: Parts, name: str, kind: str) -> Any:  # noqa: ANN401
    target = _target(parts, name, kind)
    return parts.xml(target) if target and target in parts else None


def _head_and_foot(parts: Parts, name: str, root: Any) -> tuple[Any, Any]:  # noqa: ANN401
    """Find what stands above and below the text on the first page: the letterhead and the imprint may stand there."""
    section = next(iter(below(root, "sectPr")), None)
    if section is None:
        return None, None
    wanted = "first" if child(section, "titlePg") is not None else "default"
    relations = _relations(parts, name)
    found: dict[str, Any] = {}
    for reference in section:
        kind = local(reference)
        if kind in ("headerReference", "footerReference") and attribute(reference, "type") == wanted:
            target = relations.get(attribute(reference, "id"), ("", ""))[1]
            if target and target in parts:
                found[kind] = parts.xml(target)
    return found.get("headerReference"), found.get("footerReference")


def _furniture(reader: _Reader, part: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
    """Read a head or foot without its page numbers."""
    if part is None:
        return
    for item in [*reader.blocks(part), *reader.rest()]:
        if isinstance(item, RawTable) or not _PAGE_NUMBER.match(item.text):
            yield item


class _Reader:
    """Walks through the blocks of a document in order, so that numbers are counted as they come."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._carried = ""
        """Text of a paragraph whose end was deleted: it goes on in the next one."""
        self._depth = 0

    def blocks(self, container: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
        """Read paragraphs and tables."""
        for element in container:
            kind = local(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield from self._table(element)
            elif kind in _SEEN_THROUGH and not _is_prompt(element):
                yield from self.blocks(element)

    def rest(self) -> list[RawLine]:
        """Give what was left over when the text ended."""
        left, self._carried = self._carried, ""
        return [RawLine(left)] if left else []

    def _paragraph(self, paragraph: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
        properties = child(paragraph, "pPr")
        pieces: list[str] = []
        boxes: list[Any] = []
        _runs(paragraph, pieces, boxes)
        for box in boxes:
            yield from self._boxed(box)
        text = "".join(pieces)
        label = self._numbering.label(properties) if text.strip() else ""
        text = f"{self._carried}{label}{text.lstrip() if label else text}"
        self._carried = ""
        if child(properties, "rPr", "del") is not None:
            self._carried = text
            return
        for line in text.split("\n"):
            yield RawLine(line.rstrip())

    def _boxed(self, box: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
        """Read a text box; blank lines in it are no gaps of the text, and page numbers no text."""
        if self._depth > _DEEPEST_TABLE:
            return
        self._depth += 1
        for item in list(self.blocks(box)):
            if isinstance(item, RawTable) or not _PAGE_NUMBER.match(item.text):
                yield item
        self._depth -= 1

    def _table(self, table: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
        if self._depth > _DEEPEST_TABLE:
            return
        self._depth += 1
        rows: list[list[list[str]]] = []
        nested = False
        for row in _children(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            cells: list[list[str]] = [[] for _ in range(_count(child(row, "trPr", "gridBefore")))]
            for cell in _children(row, "tc"):
                merged = child(cell, "tcPr", "vMerge")
                lines: list[str] = []
                for item in self.blocks(cell):
                    nested = nested or isinstance(item, RawTable)
                    lines += _texts(item)
                continued = merged is not None and attribute(merged, "val") != "restart"
                cells.append(FROM_ABOVE if continued else lines)
                cells += [[] for _ in range(_count(child(cell, "tcPr", "gridSpan")) - 1)]
            rows.append(cells)
        self._depth -= 1
        yield from table_or_lines(rows, nested=nested)


def _texts(item: RawLine | RawTable) -> list[str]:
    if isinstance(item, RawLine):
        return [item.text]
    return ["\t".join("".join(line.text for line in cell or ()) for cell in row) for row in item.rows]


def _children(element: Any, kind: str) -> Iterator[Any]:  # noqa: ANN401
    """List rows or cells, those in content controls and tracked insertions too."""
    for inner in element:
        if local(inner) == kind:
            yield inner
        elif local(inner) in _SEEN_THROUGH:
            yield from _children(inner, kind)


def _count(element: Any) -> int:  # noqa: ANN401
    text = "" if element is None else attribute(element, "val")
    return min(int(text), 200) if text.isdecimal() and len(text) < 7 else 0


def _runs(element: Any, pieces: list[str], boxes: list[Any]) -> None:  # noqa: ANN401
    """Collect the text of a paragraph, and the text boxes that hang on it."""
    for inner in element:
        kind = local(inner)
        if kind == "t":
            pieces.append(inner.text or "")
        elif kind == "tab" or kind == "ptab":
            pieces.append("\t")
        elif kind in ("br", "cr"):
            pieces.append("\n")
        elif kind in ("noBreakHyphen", "softHyphen"):
            pieces.append("-" if kind == "noBreakHyphen" else "")
        elif kind in ("drawing", "pict", "object"):
            boxes += _text_boxes(inner)
        elif kind == "AlternateContent":
            chosen = child(inner, "Choice")
            _runs(inner if chosen is None else chosen, pieces, boxes)
        elif (kind == "r" and _is_hidden(inner)) or _is_prompt(inner):
            continue
        elif kind in _SEEN_THROUGH or kind in ("Fallback",):
            _runs(inner, pieces, boxes)


def _is_prompt(control: Any) -> bool:  # noqa: ANN401
    """Tell a content control that nobody has filled in: 单击此处输入文字."""
    return local(control) == "sdt" and child(control, "sdtPr", "showingPlcHdr") is not None


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _text_boxes(drawing: Any) -> list[Any]:  # noqa: ANN401
    """List the outermost text boxes in a drawing."""
    found: list[Any] = []
    stack = list(drawing)[::-1]
    while stack:
        element = stack.pop()
        if local(element) == "txbxContent":
            found.append(element)
        elif local(element) == "AlternateContent":
            chosen = child(element, "Choice")
            stack += list(element if chosen is None else chosen)[::-1]
        else:
            stack += list(element)[::-1]
    return found
