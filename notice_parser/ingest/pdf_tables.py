"""Ruled tables of a PDF: the rulings that pdfium shows, the cells that pdfplumber makes of them, their lines.

Only a page with rulings across and down loads pdfplumber, and only its geometry is used: the characters are pdfium's,
so that a table costs little more than the same page without one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from notice_parser.core.source import Box, Boxes
from notice_parser.ingest.assemble import RawLine, RawTable
from notice_parser.ingest.pdf_open_tables import open_tables
from notice_parser.ingest.pdf_rulings import MOST_RULINGS, THIN
from notice_parser.ingest.reading_order import in_reading_order, joined_lines

_SHORTEST = 6.0
"""Points; a shorter ruling parts no cells."""
_SNAP = 3.0
_FEWEST_CELLS = 4
_LONGEST_CELL = 1_200
"""Characters; a longer cell holds a notice in a frame, not an entry."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table row by row; None where a cell from above or from the left reaches in."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]
    columns: tuple[float, ...]
    """The left edges of the columns."""
    is_open: bool = False
    """Whether it has rulings across only."""


def find_grids(rulings: Sequence[Box], lines: Sequence[RawLine]) -> list[Grid]:
    """Find the tables of a page from top to bottom.

    ``lines`` are those of the page, which show the columns of a table without rulings down.
    """
    grids = grids_of(rulings)
    if 3 <= len(rulings) <= MOST_RULINGS:
        for box, cells in open_tables(rulings, lines, [grid.box for grid in grids]):
            grids.append(Grid(box, cells, tuple(cell.x0 for cell in cells[0]), is_open=True))
        grids.sort(key=lambda grid: grid.box.y0)
    return grids


def grids_of(rulings: Sequence[Box]) -> list[Grid]:
    """Make the cells of which rulings are the sides, tables from top to bottom, at least two rows and two columns each.

    Fewer than three rulings across or down make no table.
    """
    down = sum(1 for box in rulings if box.y1 - box.y0 > box.x1 - box.x0)
    if min(down, len(rulings) - down) < 3 or len(rulings) > MOST_RULINGS:
        return []
    from pdfplumber import table

    edges = table.merge_edges([_edge(box) for box in rulings], _SNAP, _SNAP, _SNAP, _SNAP)
    edges = [e for e in edges if max(e["x1"] - e["x0"], e["bottom"] - e["top"]) >= _SHORTEST]
    if len(edges) > MOST_RULINGS // 10:
        return []
    points = table.edges_to_intersections(edges, _SNAP, _SNAP)
    grids = [_grid(cells) for cells in table.cells_to_tables(table.intersections_to_cells(points))]
    return [g for g in grids if len(g.rows) > 1 and len(g.columns) > 1 and _cell_count(g) >= _FEWEST_CELLS]


def _cell_count(grid: Grid) -> int:
    return sum(cell is not None for row in grid.rows for cell in row)


def _edge(box: Box) -> dict[str, Any]:
    """Give a ruling as pdfplumber takes it: a line through the middle of its box."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    if box.y1 - box.y0 > box.x1 - box.x0:
        height = box.y1 - box.y0
        return {"x0": x, "x1": x, "top": box.y0, "bottom": box.y1, "width": 0, "height": height, "orientation": "v"}
    width = box.x1 - box.x0
    return {"x0": box.x0, "x1": box.x1, "top": y, "bottom": y, "width": width, "height": 0, "orientation": "h"}


def _grid(cells: Sequence[tuple[float, float, float, float]]) -> Grid:
    boxes = [Box(*cell) for cell in cells]
    columns = tuple(sorted({box.x0 for box in boxes}))
    rows = []
    for top in sorted({box.y0 for box in boxes}):
        row = {box.x0: box for box in boxes if box.y0 == top}
        rows.append(tuple(row.get(x) for x in columns))
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return Grid(whole, tuple(rows), columns)


def with_tables(lines: Sequence[RawLine], grids: Sequence[Grid]) -> tuple[list[RawLine | RawTable], list[Grid]]:
    """Put the lines of a page into reading order, those inside a table as its cells; give the grids that hold data."""
    content: list[RawLine | RawTable] = []
    kept: list[Grid] = []
    rest = list(lines)
    for grid in grids:
        inside, outside = _parted(rest, grid.box)
        table = _table(inside, grid)
        if not inside or _longest_cell(table) > _LONGEST_CELL:
            continue
        middle = [(line.box.y0 + line.box.y1) / 2 for line in outside]
        content += in_reading_order([line for line, y in zip(outside, middle, strict=True) if y < grid.box.y0])
        rest = [line for line, y in zip(outside, middle, strict=True) if y >= grid.box.y0]
        content.append(table)
        kept.append(grid)
    return content + list(in_reading_order(rest)), kept


def _longest_cell(table: RawTable) -> int:
    return max(sum(len(line.text) for line in cell or ()) for row in table.rows for cell in row)


def _parted(lines: Sequence[RawLine], box: Box) -> tuple[list[RawLine], list[RawLine]]:
    inside: list[RawLine] = []
    outside: list[RawLine] = []
    for line in lines:
        for piece, is_inside in _runs(line, lambda b: _holds(box, b)):
            (inside if is_inside else outside).append(piece)
    return inside, outside


def _holds(box: Box, char: Box) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    return box.x0 <= x < box.x1 and box.y0 <= y < box.y1


def _runs(line: RawLine, key: Callable[[Box], Any]) -> Iterator[tuple[RawLine, Any]]:
    """Cut a line where its characters pass from one place to another."""
    if len(line.boxes) != len(line.text):
        yield line, key(line.box)
        return
    start, last = 0, key(line.boxes[0])
    for at in range(1, len(line.text) + 1):
        now = key(line.boxes[at]) if at < len(line.text) and not line.text[at].isspace() else last
        if at < len(line.text) and now == last:
            continue
        yield _cut(line, start, at), last
        start, last = at, now


def _cut(line: RawLine, start: int, end: int) -> RawLine:
    boxes = line.boxes[start:end]
    found = boxes if isinstance(boxes, Boxes) else Boxes.of(boxes)
    return replace(line, text=line.text[start:end], box=found.around() or line.box, boxes=boxes)


def _table(lines: Sequence[RawLine], grid: Grid) -> RawTable:
    held: dict[tuple[int, int], list[RawLine]] = {}
    cell_of = _finder(grid)
    for line in (part for whole in lines for part in _unwrapped(whole)):
        for piece, cell in _runs(line, cell_of):
            if cell is not None and piece.text.strip():
                held.setdefault(cell, []).append(_stripped(piece))
    return RawTable(
        tuple(
            tuple(_cell(grid, r, c, held.get((r, c), [])) for c in range(len(grid.columns)))
            for r in range(len(grid.rows))
        )
    )


def _finder(grid: Grid) -> Callable[[Box], tuple[int, int] | None]:
    """Give the function that finds row and column of the cell in which a character stands."""
    tops = [next(box.y0 for box in row if box is not None) for row in grid.rows]

    def cell_of(char: Box) -> tuple[int, int] | None:
        row = bisect_right(tops, (char.y0 + char.y1) / 2)
        column = bisect_right(grid.columns, (char.x0 + char.x1) / 2)
        for r in range(row - 1, -1, -1):  # the cell itself, else one that reaches here from the left or from above
            for c in range(column - 1, -1, -1):
                box = grid.rows[r][c]
                if box is not None and _holds(box, char):
                    return r, c
        return None

    return cell_of


def _unwrapped(line: RawLine) -> Iterator[RawLine]:
    """Cut what pdfium joins into one line where it goes on below: the narrow lines of a cell."""
    if len(line.boxes) != len(line.text):
        yield line
        return
    start, last = 0, line.boxes[0]
    for at, box in enumerate(line.boxes):
        if line.text[at].isspace():
            continue
        if (box.y0 + box.y1) / 2 > last.y1 and at > start:
            yield _cut(line, start, at)
            start = at
        last = box
    yield _cut(line, start, len(line.text))


def _stripped(line: RawLine) -> RawLine:
    start = len(line.text) - len(line.text.lstrip())
    end = len(line.text.rstrip())
    if len(line.boxes) != len(line.text):
        return replace(line, text=line.text.strip())
    return _cut(line, start, end)


def _cell(grid: Grid, row: int, column: int, lines: Sequence[RawLine]) -> tuple[RawLine, ...] | None:
    """Give the lines of a cell, None where one from above reaches down to it; a cell from the left leaves it empty."""
    if grid.rows[row][column] is not None:
        return tuple(joined_lines(sorted(lines, key=lambda line: (line.box.y0, line.box.x0))))
    top = next(box.y0 for box in grid.rows[row] if box is not None)
    x = grid.columns[column]
    for above in grid.rows[:row]:
        box = above[column]
        if box is not None and box.x0 <= x < box.x1 and box.y1 > top + THIN:
            return None
    return ()
