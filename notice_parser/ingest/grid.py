"""Tables of formats that flow: those that hold data, and those that only place things."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.ingest.assemble import RawLine, RawTable

Cell = Sequence[str]
"""The paragraphs of a cell."""

FROM_ABOVE: list[str] = []
"""This very list stands where the cell above reaches down; any other empty one is an empty cell."""

_LONGEST_CELL = 1_200
"""Characters; a longer cell holds a notice, not an entry."""


def table_or_lines(rows: Sequence[Sequence[Cell]], *, nested: bool = False) -> list[RawLine | RawTable]:
    """Keep a table of data; write out one that only places things, cell by cell.

    ``nested`` says that a cell holds another table.
    """
    rows = [row for row in rows if any(any(text.strip() for text in cell) for cell in row)]
    if not rows:
        return []
    if nested or _only_places(rows):
        return [line for row in rows for line in _written_out(row)]
    return [RawTable(tuple(tuple(None if cell is FROM_ABOVE else _lines(cell) for cell in row) for row in rows))]


def _lines(cell: Cell) -> tuple[RawLine, ...]:
    return tuple(RawLine(text) for text in _filled(cell))


def _only_places(rows: Sequence[Sequence[Cell]]) -> bool:
    widest = max(sum(1 for cell in row if _filled(cell)) for row in rows)
    longest = max(sum(map(len, cell)) for row in rows for cell in row)
    return len(rows) == 1 or widest < 2 or longest > _LONGEST_CELL


def _written_out(row: Sequence[Cell]) -> list[RawLine]:
    """Give a row whose cells are short as one line, others cell by cell."""
    cells = [_filled(cell) for cell in row]
    if all(len(cell) <= 1 for cell in cells) and sum(len(c[0]) for c in cells if c) <= 60:
        return [RawLine("\t".join(cell[0] for cell in cells if cell))]
    return [RawLine(text) for cell in cells for text in cell]


def _filled(cell: Cell) -> list[str]:
    return [text.strip() for text in cell if text.strip()]
