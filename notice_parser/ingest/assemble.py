"""From what stands on pages to one source text: offsets are counted as the text is put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from notice_parser.core.source import Box, Glyphs, Page, ReadBy, SourceText, Table, TextLine
from notice_parser.core.span import Span

NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
"""The box of a line in a format that flows."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as a reader found it.

    ``boxes`` holds one box for each character, or nothing where only the line's ``box`` is known.
    """

    text: str
    box: Box = NOWHERE
    boxes: Sequence[Box] = ()
    size: float | None = None
    bold: bool = False
    red: bool = False
    confidence: float = 1.0
    align: str = ""
    """For a paragraph of a format that flows: left, full, centre or right."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table: rows of cells, each cell its lines from top to bottom, None where the cell above reaches down.

    ``continued``: the rows go on with the last table of the page before. ``sides`` are the edges of its columns, in
    points from the left of the page, where the reader saw rulings and leaves it to others to join tables.
    """

    rows: tuple[tuple[tuple[RawLine, ...] | None, ...], ...]
    continued: bool = False
    sides: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as a reader found it: lines and tables in reading order."""

    number: int
    width: float
    height: float
    content: tuple[RawLine | RawTable, ...] = ()
    read_by: ReadBy = ReadBy.TEXT_LAYER
    confidence: float = 1.0
    note: str = ""
    seals: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()
    quarters: int = 0


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as a reader found it; ``findings`` are remarks for a person, in Chinese."""

    pages: tuple[RawPage, ...]
    findings: tuple[str, ...] = ()


def flowing(content: Iterable[RawLine | RawTable], findings: Sequence[str] = ()) -> RawDocument:
    """Give what a format without pages holds."""
    return RawDocument((RawPage(1, 0, 0, tuple(content), ReadBy.MARKUP),), tuple(findings))


def assemble(
    pages: Iterable[RawPage],
    *,
    name: str = "",
    sha256: str = "",
    media_type: str,
    findings: Sequence[str] = (),
) -> SourceText:
    """Put pages together: one line of text for each printed line, one for each row of a table, cells apart by tabs."""
    writer = _Writer()
    done = tuple(writer.page(page) for page in pages)
    return SourceText(
        "".join(writer.pieces),
        name,
        sha256,
        media_type=media_type,
        pages=done,
        tables=tuple(writer.tables),
        findings=tuple(findings),
    )


@dataclass(slots=True)
class _Writer:
    pieces: list[str] = field(default_factory=list)
    at: int = 0
    tables: list[Table] = field(default_factory=list)
    glyphs: Glyphs = field(default_factory=Glyphs)
    lines: list[TextLine] = field(default_factory=list)

    def page(self, page: RawPage) -> Page:
        start, self.glyphs, self.lines = self.at, Glyphs(), []
        for item in page.content:
            if isinstance(item, RawTable):
                self.table(item, page.number)
            else:
                self.line(item)
                self.write("\n")
        span = Span(start, self.at)
        return Page(
            page.number,
            span,
            page.width,
            page.height,
            self.glyphs,
            tuple(self.lines),
            page.read_by,
            page.confidence,
            page.note,
            page.seals,
            page.rules,
            page.quarters,
        )

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)

    def line(self, line: RawLine) -> None:
        text, box, start = line.text, line.box, self.at
        self.write(text)
        span = Span(start, self.at)
        if box.x1 == 0 and box == NOWHERE:  # one number tells most lines apart
            if line.align or line.red:
                self.lines.append(TextLine(span, NOWHERE, line.size, line.bold, line.red, align=line.align))
            return
        boxes = line.boxes if len(line.boxes) == len(text) else spread(box, text)
        self.glyphs.add(start, boxes)
        self.lines.append(TextLine(span, box, line.size, line.bold, line.red, line.confidence))

    def table(self, table: RawTable, number: int) -> None:
        before = self.tables.pop() if table.continued and self.tables else Table(Span(self.at, self.at), (), number)
        rows = list(before.rows)
        for row in table.rows:
            cells: list[Span] = []
            for i, cell in enumerate(row):
                if i:
                    self.write("\t")
                above = rows[-1][i] if cell is None and rows and i < len(rows[-1]) else None
                cells.append(self.cell(cell or ()) if above is None else above)
            self.write("\n")
            rows.append(tuple(cells))
        self.tables.append(Table(Span(before.span.start, self.at), tuple(rows), before.page))

    def cell(self, cell: tuple[RawLine, ...]) -> Span:
        start = self.at
        for j, line in enumerate(cell):
            if j and line.box == NOWHERE:
                self.write(" ")  # paragraphs of a cell, not lines that are broken in print
            self.line(line)
        return Span(start, self.at)


def spread(box: Box, text: str) -> tuple[Box, ...]:
    """Share a line's box among its characters; those of ASCII are half as wide as the others.

    >>> [round(b.x1) for b in spread(Box(0, 0, 30, 10), "共20份")]
    [10, 15, 20, 30]
    """
    breadths = [0.5 if char.isascii() else 1.0 for char in text]
    unit = (box.x1 - box.x0) / max(0.5, sum(breadths))
    edges = list(accumulate(breadths, initial=0.0))
    return tuple(Box(box.x0 + left * unit, box.y0, box.x0 + right * unit, box.y1) for left, right in pairwise(edges))
