"""Rows and cells of tables stay apart, whatever a fix thinks of the line ends and blanks between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from notice_parser.core.alignment import Alignment, Edit
from notice_parser.core.source import SourceText, Table
from notice_parser.core.span import Span
from notice_parser.grammar.plain_tables import find_plain_tables


class Guard:
    """The places between cells and rows of the tables of a text under restoration."""

    def __init__(self, source: SourceText) -> None:
        tables = source.tables or find_plain_tables(source.text)
        groups = [list(_separators(source.text, table)) for table in tables]
        self._places = [place for group in groups for place in group]
        bounds = [0, *accumulate(map(len, groups))]
        self._first = frozenset(bounds)

    def allowed(self, edits: Sequence[Edit]) -> list[Edit]:
        """Leave out the edits that touch what parts two cells, or part a cell."""
        if not self._places:
            return list(edits)
        return [e for e in edits if not self._is_held(e.span) and not self._parts_a_cell(e)]

    def moved(self, alignment: Alignment) -> None:
        """Follow the text through edits that were applied."""
        ends = [b.before.end for b in alignment.blocks]
        shifts = [0, *accumulate(len(b.after) - len(b.before) for b in alignment.blocks)]
        self._places = [place + shifts[bisect_right(ends, place)] for place in self._places]

    def _is_held(self, span: Span) -> bool:
        at = bisect_left(self._places, span.start)
        return at < len(self._places) and self._places[at] < span.end

    def _parts_a_cell(self, edit: Edit) -> bool:
        if "\n" not in edit.replacement and "\t" not in edit.replacement:
            return False
        at = bisect_left(self._places, edit.span.start)
        return 0 < at < len(self._places) and at not in self._first


def _separators(text: str, table: Table) -> Iterator[int]:
    """List the line end before a table, what parts its cells and rows, and the line end behind it."""
    if table.span.start:
        yield table.span.start - 1
    cells = sorted({cell for row in table.rows for cell in row})
    for cell, following in pairwise(cells):
        yield from (at for at in range(cell.end, following.start) if text[at] in "\t|\n\u3000 ")
    end = max((cell.end for cell in cells), default=table.span.end)
    stop = text.find("\n", end)
    if stop >= 0:
        yield stop
