"""Tables of a PDF that go on over the end of a page, and rows that do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import repeat

from notice_parser.core.source import Box, Boxes
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable
from notice_parser.ingest.pdf_tables import Grid

_FOOT_LINE = 12
"""Characters of the longest page number that may stand between the two parts of a table."""
_SAME_COLUMN = 4.0
_SAME_GUTTER = 30.0
"""Points between the columns of a table without rulings down, whose sides depend on what stands in them."""
_LABEL = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,4}[)）.．、]?")
"""The number of a row: 1, （二）, 3."""
_OPEN = re.compile(r"[，、：；（《“,:;(\-]$|（[^）]*$|《[^》]*$|“[^”]*$")
_ENDED = re.compile(r"[。！？!?.]$")

Row = Sequence[tuple[RawLine, ...] | None]


def join_pages(
    pages: Iterator[tuple[RawPage, Sequence[Grid]]], held: Callable[[RawPage], None] | None = None
) -> Iterator[RawPage]:
    """Join a table that goes on at the head of the next page to it; a header row that is printed again goes.

    Each page comes with the grids of its tables. A page that ends with a table waits for the next one, at whose head
    the rest of its last row may stand; meanwhile ``held`` is told of it, lest it be lost with the next one.
    """
    waiting: RawPage | None = None
    before: Grid | None = None  # of the table at the foot of the page before
    header: list[str] = []
    for page, grids in pages:
        tables = [item for item in page.content if isinstance(item, RawTable)]
        goes_on = before is not None and bool(tables and grids) and _alike(before, grids[0])
        goes_on = goes_on and _comes_first(page.content)
        if goes_on and waiting is not None:
            waiting, joined = _joined(waiting, _continued(tables[0], header))
            content = tuple(joined if item is tables[0] else item for item in page.content)
            page = replace(page, content=content)
        if waiting is not None:
            yield waiting
        # A recognised page has tables without grids.
        before = grids[-1] if tables and grids and _comes_first(page.content[::-1]) else None
        waiting = page if before is not None else None
        if not goes_on or len(tables) > 1:
            header = _texts(tables[-1].rows[0]) if tables else []
        if waiting is None:
            yield page
        elif held is not None:
            held(waiting)
    if waiting is not None:
        yield waiting


def _comes_first(content: Sequence[RawLine | RawTable]) -> bool:
    """Tell whether a table comes first, or behind nothing but a page number."""
    for item in content:
        if isinstance(item, RawTable):
            return True
        if len(item.text.strip()) > _FOOT_LINE or not any(c.isdecimal() for c in item.text):
            return False
    return False


def _alike(one: Grid, other: Grid) -> bool:
    near = _SAME_GUTTER if one.is_open and other.is_open else _SAME_COLUMN
    pairs = zip(one.columns, other.columns, strict=False)
    return (
        len(one.columns) == len(other.columns)
        and abs(one.columns[0] - other.columns[0]) <= _SAME_COLUMN
        and all(abs(a - b) <= near for a, b in pairs)
    )


def _continued(table: RawTable, header: Sequence[str]) -> RawTable:
    repeated = any(header) and _texts(table.rows[0]) == header
    return RawTable(table.rows[1:] if repeated else table.rows, continued=True)


def _joined(page: RawPage, table: RawTable) -> tuple[RawPage, RawTable]:
    """Move the rest of a page's last row from the table of the next page to it; nothing moves where it is none.

    The rest has no place on this page: what it adds to the text of a cell adds nothing to its box.
    """
    last = next((item for item in reversed(page.content) if isinstance(item, RawTable)), None)
    if last is None or not last.rows or not table.rows or not _is_rest(last.rows, table.rows[0]):
        return page, table
    whole = tuple(
        (*cell[:-1], _lengthened(cell[-1], rest)) if cell and rest else cell
        for cell, rest in zip(last.rows[-1], table.rows[0], strict=True)
    )
    changed = replace(last, rows=(*last.rows[:-1], whole))
    content = tuple(changed if item is last else item for item in page.content)
    return replace(page, content=content), replace(table, rows=table.rows[1:])


def _lengthened(line: RawLine, rest: Sequence[RawLine]) -> RawLine:
    """Add text to a line, whose characters all stand at its end: their own places are on another page."""
    added = "".join(other.text for other in rest)
    box = line.box
    end = Box(box.x1, box.y1, box.x1, box.y1)
    boxes = Boxes.of([*line.boxes, *repeat(end, len(added))]) if len(line.boxes) == len(line.text) else ()
    return replace(line, text=line.text + added, boxes=boxes)


def _is_rest(rows: Sequence[Row], row: Row) -> bool:
    """Tell the rest of a row: it has no number, and goes on with cells that have begun.

    Where rows have no numbers an empty first cell may belong to one that reaches over several rows; there the cell
    that goes on must stand open.
    """
    above, rest = _texts(rows[-1]), _texts(row)
    if len(rows) < 2 or len(above) != len(rest) or not any(rest):
        return False
    begun = [one for one, other in zip(above, rest, strict=True) if other]
    if not all(begun) or all(_ENDED.search(text) for text in begun):
        return False
    is_open = any(map(_OPEN.search, begun))
    if rest[0]:
        return is_open and not _LABEL.fullmatch(rest[0]) and not _LABEL.fullmatch(above[0])
    return is_open or _LABEL.fullmatch(above[0]) is not None


def _texts(row: Row) -> list[str]:
    return ["".join("".join(line.text.split()) for line in cell or ()) for cell in row]
