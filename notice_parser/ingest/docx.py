"""Word documents (ECMA-376): text with the automatic numbers, text boxes, head and foot that a reader sees.

Tracked insertions stand, deletions and hidden text do not; footnotes and comments are left out and told of, so is a
table of contents, which says again what the headings say. Nothing that a document points to outside itself is looked
at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from notice_parser.errors import DamagedSourceError
from notice_parser.ingest.assemble import RawDocument, RawLine, RawTable, flowing
from notice_parser.ingest.docx_flat import FlatParts
from notice_parser.ingest.docx_numbering import Numbering, read_numbering
from notice_parser.ingest.docx_parts import (
    Package,
    Relations,
    chunk,
    head_and_foot,
    picture_pages,
    related,
    relations,
    remarks,
)
from notice_parser.ingest.docx_runs import SEEN_THROUGH, RunReader, Shown, hidden_styles, is_prompt
from notice_parser.ingest.docx_styles import Styles, read_styles
from notice_parser.ingest.docx_tables import REACHED, Items, cells_to_content
from notice_parser.ingest.limits import ArchiveLimits
from notice_parser.ingest.parts import Parts, attribute, below, child, local
from notice_parser.ingest.pdf import RecognisePage

_PAGE_NUMBER = re.compile(r"^[\s\-—–―·]*(?:第\s*)?[\d０-９]{0,4}(?:\s*页)?(?:[\s，,/]*共\s*\d{0,4}\s*页)?[\s\-—–―·]*$")
_DEEPEST_TABLE = 8
_DEEPEST_CHUNK = 2
_FEWEST = 40
"""Letters; a document of fewer that holds pictures is a scan put into Word."""


def read_docx(
    content: bytes,
    limits: ArchiveLimits = ArchiveLimits(),
    recognise: RecognisePage | None = None,
    max_pages: int = 300,
    max_pixels: int = 40_000_000,
) -> RawDocument:
    """Read a Word document, in a ZIP file or in one XML file.

    ``recognise`` reads the pictures of a document without text; None leaves them unread.

    Raises:
        DamagedSourceError: a part is missing or no XML.
        EncryptedSourceError: its parts are encrypted.
        UnsafeSourceError: it is beyond the limits of archives, or holds a document type.
    """
    parts, known, root, body = _opened(content, limits)
    reader, lines = _text(parts, known, root, body, limits, 0)
    findings = [*remarks(parts, known, body), *reader.findings]
    document = flowing(lines, tuple(dict.fromkeys(findings)))
    letters = sum(len(line.text.strip()) for line in lines if isinstance(line, RawLine))
    if letters >= _FEWEST or any(isinstance(line, RawTable) for line in lines):
        return document
    pages = tuple(picture_pages(parts, known, body, recognise, max_pages, max_pixels))
    if not pages:
        return document
    pages = (*document.pages, *pages) if letters else pages
    return replace(document, pages=tuple(replace(page, number=n) for n, page in enumerate(pages, 1)))


def _opened(content: bytes, limits: ArchiveLimits) -> tuple[Package, Relations, Any, Any]:
    """Open a document: its parts, what its main part points to, the main part and the body in it."""
    is_flat = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or content[:2] in (b"\xff\xfe", b"\xfe\xff")
    parts: Package = FlatParts(content, limits) if is_flat else Parts(content, limits)
    main = [target for kind, target in relations(parts, "").values() if kind == "officeDocument"]
    name = main[0] if main else "word/document.xml"
    root = parts.xml(name)
    body = child(root, "body")
    if body is None:
        raise DamagedSourceError(f"{name} holds no document")
    return parts, relations(parts, name), root, body


def _text(
    parts: Package,
    known: Relations,
    root: Any,  # noqa: ANN401
    body: Any,  # noqa: ANN401
    limits: ArchiveLimits,
    depth: int,
) -> tuple[_Reader, Items]:
    styles = related(parts, known, "styles")
    numbering = read_numbering(related(parts, known, "numbering"), styles)
    hidden = hidden_styles(below(styles, "style"))
    reader = _Reader(parts, known, numbering, hidden, read_styles(styles), limits, depth)
    heads, feet = head_and_foot(parts, known, root)
    lines = [*_furniture(reader, heads), *reader.blocks(body), *reader.rest(), *_furniture(reader, feet)]
    return reader, lines


def _furniture(reader: _Reader, parts: Sequence[Any]) -> Iterator[RawLine | RawTable]:
    """Read heads or feet, each line once, without their page numbers."""
    seen: set[str] = set()
    for part in parts:
        for item in [*reader.blocks(part), *reader.rest()]:
            if isinstance(item, RawTable):
                yield item
            elif not _PAGE_NUMBER.match(item.text) and item.text not in seen:
                seen.add(item.text)
                yield item


class _Reader:
    """Walks through the blocks of a document in order, so that numbers are counted as they come."""

    def __init__(
        self,
        parts: Package,
        known: Relations,
        numbering: Numbering,
        hidden: frozenset[str],
        styles: Styles,
        limits: ArchiveLimits,
        depth: int,
    ) -> None:
        self._parts, self._known, self._numbering, self._hidden = parts, known, numbering, hidden
        self._styles, self._limits, self._nested = styles, limits, depth
        self._runs = RunReader(hidden)
        self._carried = ""
        """Text of a paragraph whose end was deleted: it goes on in the next one."""
        self._depth = 0
        self.findings: list[str] = []

    def blocks(self, container: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
        """Read paragraphs and tables."""
        for element in container:
            kind = local(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield from self._table(element)
            elif kind == "altChunk":
                yield from self._chunk(element)
            elif kind in SEEN_THROUGH and not is_prompt(element) and not _is_contents(element):
                yield from self.blocks(element)

    def rest(self) -> Items:
        """Give what was left over when the text ended."""
        left, self._carried = self._carried, ""
        return [RawLine(left)] if left else []

    def _paragraph(self, paragraph: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
        properties = child(paragraph, "pPr")
        was_contents = self._runs.in_contents
        shown = self._runs.read(paragraph)
        if was_contents or self._runs.in_contents:
            return
        for box in shown.boxes:
            yield from self._boxed(box)
        text = "" if attribute(child(properties, "pStyle"), "val") in self._hidden else shown.text
        label = self._label(properties) if text.strip() else ""
        text = f"{self._carried}{label}{text.lstrip() if label else text}"
        self._carried = ""
        if any(child(properties, "rPr", mark) is not None for mark in ("del", "moveFrom")):
            self._carried = text
            return
        self._styles.turn(paragraph, properties)
        for line in text.split("\n"):
            yield self._line(line.rstrip(), shown, properties)

    def _line(self, text: str, shown: Shown, properties: Any) -> RawLine:  # noqa: ANN401
        size = shown.size or self._styles.size_of(properties)
        align = self._styles.align_of(properties, text, size) if text and not self._depth else ""
        most = 0.5 * shown.letters
        return RawLine(text, size=size, bold=shown.bold > most, red=shown.red > most, align=align)

    def _label(self, properties: Any) -> str:  # noqa: ANN401
        own = child(properties, "listPr", "t")  # the XML of 2003 says what it shows
        return attribute(own, "val") or self._numbering.label(properties)

    def _boxed(self, box: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
        """Read a text box; blank lines in it are no gaps of the text, and page numbers no text."""
        if local(box) == "textpath":
            yield RawLine(attribute(box, "string").strip())
            return
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
        rows: list[list[Items]] = []
        for row in _children(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            cells: list[Items] = [[] for _ in range(_count(child(row, "trPr", "gridBefore")))]
            for cell in _children(row, "tc"):
                merged = child(cell, "tcPr", "vMerge")
                continued = merged is not None and attribute(merged, "val") != "restart"
                items = list(self.blocks(cell))
                cells.append(REACHED if continued else items)
                cells += [[] for _ in range(_count(child(cell, "tcPr", "gridSpan")) - 1)]
            rows.append(cells)
        self._depth -= 1
        yield from cells_to_content(rows)

    def _chunk(self, element: Any) -> Iterator[RawLine | RawTable]:  # noqa: ANN401
        """Read a piece in another format that stands in this place."""
        target = self._known.get(attribute(element, "id"), ("", ""))[1]
        inside = chunk(self._parts.read(target), self._inner) if target and target in self._parts else None
        if inside is None:
            self.findings.append(f"文中嵌入的内容未读取：{target.rpartition('/')[2] or '未命名'}")
        yield from inside or ()

    def _inner(self, content: bytes) -> Items:
        if self._nested >= _DEEPEST_CHUNK:
            raise DamagedSourceError("documents stand inside each other without end")
        reader, lines = _text(*_opened(content, self._limits), self._limits, self._nested + 1)
        self.findings += reader.findings
        return lines


def _is_contents(control: Any) -> bool:  # noqa: ANN401
    """Tell a content control that holds a table of contents."""
    gallery = attribute(child(control, "sdtPr", "docPartObj", "docPartGallery"), "val")
    return local(control) == "sdt" and gallery == "Table of Contents"


def _children(element: Any, kind: str) -> Iterator[Any]:  # noqa: ANN401
    """List rows or cells, those in content controls and tracked insertions too."""
    for inner in element:
        if local(inner) == kind:
            yield inner
        elif local(inner) in SEEN_THROUGH:
            yield from _children(inner, kind)


def _count(element: Any) -> int:  # noqa: ANN401
    text = "" if element is None else attribute(element, "val")
    return min(int(text), 200) if text.isdecimal() and len(text) < 7 else 0
