"""The document as a tree of spans: lines, documents, zones, numbered parts, sentences.

All spans lie in the restored text. The tree is flat lists in reading order that refer to each other by index.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from notice_parser.core.alignment import CleanText
from notice_parser.core.source import Table
from notice_parser.core.span import Span


class ZoneKind(StrEnum):
    """The parts of a notice after GB/T 9704-2012, and what stands round them."""

    FURNITURE = "furniture"
    """Not the notice: menus, share bars, footers of a site."""
    METADATA = "metadata"
    """A catalogue table above the notice: 索引号, 文号, 成文日期, 发布日期."""
    HEAD = "head"
    """版头: masthead, document number, urgency, classification, signatory."""
    TITLE = "title"
    """标题."""
    ADDRESSEES = "addressees"
    """主送机关."""
    BODY = "body"
    """正文."""
    ATTACHMENT_NOTE = "attachment_note"
    """附件说明: announces what is attached."""
    SIGNATURE = "signature"
    """发文机关署名 and 成文日期."""
    NOTE = "note"
    """附注 in brackets under the date, and contacts that stand outside the text."""
    IMPRINT = "imprint"
    """版记: 抄送, 印发机关, 印发日期."""


class LabelStyle(StrEnum):
    """How a part is numbered."""

    CHAPTER = "chapter"
    """第一章"""
    SECTION = "section"
    """第一节"""
    ARTICLE = "article"
    """第三条"""
    HAN = "han"
    """一、"""
    HAN_BRACKETED = "han_bracketed"
    """（一）"""
    DIGIT = "digit"
    """1. or 1、"""
    DECIMAL = "decimal"
    """1.1, in technical papers"""
    DECIMAL_DEEP = "decimal_deep"
    """1.1.1"""
    DIGIT_BRACKETED = "digit_bracketed"
    """（1）"""
    CIRCLED = "circled"
    """①"""
    ORDINAL = "ordinal"
    """一是"""


class Align(StrEnum):
    """Where a line stands between the edges of the type area."""

    LEFT = "left"
    """From the left edge, flush or set in by two characters, and ending short."""
    FULL = "full"
    """From edge to edge."""
    CENTRE = "centre"
    RIGHT = "right"
    """Clearly nearer to the right edge, as signature and date are."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is printed, where the format shows it.

    ``size`` is the breadth of its characters over that of the body's, ``top`` its place on the page from 0 (head) to
    1 (foot), ``ruled`` counts the rules that run across the page above it.
    """

    align: Align
    size: float = 1.0
    red: bool = False
    page: int = 1
    top: float = 0.5
    ruled: int = 0
    is_last_page: bool = True

    @property
    def is_display(self) -> bool:
        """Centred, and in larger type than the body: a title or a masthead."""
        return self.align is Align.CENTRE and self.size > 1.12

    @property
    def is_body(self) -> bool:
        """From edge to edge, or from the left one, in the size of the body."""
        return self.align in (Align.LEFT, Align.FULL) and self.size < 1.12


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the restored text, blanks at its ends not counted; ``indent`` counts the leading blanks.

    The rows of a table of data are no lines.
    """

    span: Span
    indent: int = 0
    red: bool = False
    """Printed in red at the head of the first page, as the letterhead is."""
    look: Look | None = None
    """How it is printed; None where the format does not show it, and where its rows differ."""


@dataclass(frozen=True, slots=True)
class Document:
    """The main text (the first one) or a document attached to it."""

    span: Span
    title: tuple[Span, ...] = ()
    """The title's lines, without any 附件1 above them."""
    label: Span | None = None
    """附件1, where it is printed."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text with one function."""

    kind: ZoneKind
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part.

    ``label`` as printed but restored (``一、``), ``heading`` the heading or the item's whole sentences, ``span`` from
    the label to the end of the part with its sub-parts, ``level`` from 1 within its document, ``parent`` and
    ``document`` indices.
    """

    label: str
    label_span: Span
    style: LabelStyle
    ordinal: int
    level: int
    heading: Span
    span: Span
    parent: int | None
    document: int
    is_item: bool = False
    """The heading is a whole sentence that says something, not a title of what follows."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the running text, with the part and the document in which it stands."""

    span: Span
    section: int | None
    document: int
    zone: ZoneKind


@dataclass(frozen=True)
class Outline:
    """The restored text with its structure."""

    clean: CleanText
    lines: tuple[Line, ...] = ()
    documents: tuple[Document, ...] = ()
    zones: tuple[Zone, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    """Tables of data; their rows are neither lines nor sentences, and hold no numbered parts."""

    @cached_property
    def _table_starts(self) -> list[int]:
        return [t.span.start for t in self.tables]

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [z.span.start for z in self.zones]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [s.span.start for s in self.sections]

    @cached_property
    def _document_starts(self) -> list[int]:
        return [d.span.start for d in self.documents]

    @cached_property
    def _children(self) -> dict[tuple[int | None, int], tuple[int, ...]]:
        found: dict[tuple[int | None, int], list[int]] = {}
        for i, section in enumerate(self.sections):
            found.setdefault((section.parent, section.document), []).append(i)
        return {key: tuple(indices) for key, indices in found.items()}

    @property
    def text(self) -> str:
        """The restored text."""
        return self.clean.text

    def zones_of(self, *kinds: ZoneKind) -> tuple[Zone, ...]:
        """List the zones of some kinds in reading order."""
        return tuple(z for z in self.zones if z.kind in kinds)

    def zone_at(self, position: int) -> Zone | None:
        """Find the zone that holds a position."""
        index = bisect_right(self._zone_starts, position) - 1
        if index < 0 or self.zones[index].span.end <= position:
            return None
        return self.zones[index]

    def table_at(self, position: int) -> Table | None:
        """Find the table that holds a position."""
        index = bisect_right(self._table_starts, position) - 1
        if index < 0 or self.tables[index].span.end <= position:
            return None
        return self.tables[index]

    def table_after(self, position: int) -> Table | None:
        """Find the first table that begins at a position or behind it."""
        index = bisect_left(self._table_starts, position)
        return self.tables[index] if index < len(self.tables) else None

    def document_at(self, position: int) -> int:
        """Give the index of the document that holds a position; the main text where none does."""
        index = bisect_right(self._document_starts, position) - 1
        return max(0, index)

    def section_at(self, position: int) -> int | None:
        """Give the index of the innermost part that holds a position."""
        index = bisect_right(self._section_starts, position) - 1
        while index >= 0 and self.sections[index].span.end <= position:
            parent = self.sections[index].parent
            if parent is None:
                return None
            index = parent
        return index if index >= 0 else None

    def children(self, section: int | None, document: int = 0) -> tuple[int, ...]:
        """List the parts directly below one, or the top parts of a document."""
        key = (section, document if section is None else self.sections[section].document)
        return self._children.get(key, ())

    def ancestors(self, section: int | None) -> tuple[int, ...]:
        """List the parts that hold one, the outermost first, itself last."""
        chain: list[int] = []
        while section is not None:
            chain.append(section)
            section = self.sections[section].parent
        return tuple(reversed(chain))
