"""Ruled tables of scans: those without sides are closed, those that go on over a page are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from notice_parser.core.source import Box
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable

_NEAR = 5.0
"""Points; rulings of one table begin and end that close to each other, and the paper shifts as much on its way in."""
_FEWEST = 3
_ALIKE = 0.8
"""Share of letters in which the header on the next page agrees: recognition may misread one."""
_BETWEEN = re.compile(r"[^\w]*一?(?:第?[0-9IlO]{1,4}页?|[（(]?(?:续[上表]?|接上[页表]|续上页)[）)]?)?一?[^\w]*")
"""What may stand between two parts of a table: a page number, 续表."""


def closed(rulings: Sequence[Box]) -> list[Box]:
    """Add the outer sides of tables that have none: left and right, or top and bottom."""
    flat = [_swapped(box) for box in [*rulings, *_sides(rulings)]]
    return [_swapped(box) for box in [*flat, *_sides(flat)]]


def _swapped(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _sides(rulings: Sequence[Box]) -> Iterator[Box]:
    """Give the missing left and right sides of level rulings that begin and end alike and are crossed by others."""
    level = sorted((b for b in rulings if b.x1 - b.x0 > b.y1 - b.y0), key=lambda b: b.y0)
    upright = [b for b in rulings if b.x1 - b.x0 <= b.y1 - b.y0]
    groups: list[list[Box]] = []
    for box in level:
        group = next((g for g in groups if abs(g[0].x0 - box.x0) < _NEAR and abs(g[0].x1 - box.x1) < _NEAR), None)
        if group is None:
            groups.append([box])
        else:
            group.append(box)
    for group in groups:
        left, right, top, bottom = group[0].x0, group[0].x1, group[0].y0, group[-1].y1
        crossing = [b for b in upright if b.y1 > top and b.y0 < bottom and left - _NEAR < b.x0 < right + _NEAR]
        inside = [b for b in crossing if left + _NEAR < b.x0 < right - _NEAR]
        if len(group) < _FEWEST or not inside:
            continue
        for side in (left, right):
            if not any(abs((b.x0 + b.x1) / 2 - side) < _NEAR for b in crossing):
                yield Box(side, top, side, bottom)


def join_scanned(pages: Iterable[RawPage]) -> Iterator[RawPage]:
    """Join a scanned table that goes on at the head of the next page; a header row that is printed again goes."""
    open_table: RawTable | None = None  # the one at the foot of the page before, with the header of its first part
    for page in pages:
        tables = [item for item in page.content if isinstance(item, RawTable) and item.sides]
        first = _outermost(page.content)
        if open_table is not None and first is not None and _same_sides(open_table.sides, first.sides):
            joined = _continued(first, open_table)
            page = replace(page, content=tuple(joined if item is first else item for item in page.content))
            if len(tables) > 1:
                open_table = None
        else:
            open_table = None
        last = _outermost(page.content[::-1])
        if last is None or not last.sides:
            open_table = None
        elif open_table is None:
            open_table = last
        yield page


def _outermost(content: Sequence[RawLine | RawTable]) -> RawTable | None:
    """Give the table that comes first, or behind nothing but a page number."""
    for item in content:
        if isinstance(item, RawTable):
            return item if item.sides else None
        if not _BETWEEN.fullmatch("".join(item.text.split())):
            return None
    return None


def _same_sides(one: Sequence[float], other: Sequence[float]) -> bool:
    """Compare the breadths of columns; where the table begins depends on how the paper lay."""
    if len(one) != len(other):
        return False
    return all(abs((a - one[0]) - (b - other[0])) < _NEAR for a, b in zip(one, other, strict=True))


def _continued(table: RawTable, before: RawTable) -> RawTable:
    from difflib import SequenceMatcher

    header, first = _words(before.rows[0]), _words(table.rows[0])
    repeated = bool(header) and SequenceMatcher(None, header, first, autojunk=False).ratio() >= _ALIKE
    return replace(table, rows=table.rows[1:] if repeated else table.rows, continued=True)


def _words(row: Sequence[tuple[RawLine, ...] | None]) -> str:
    return "\t".join("".join("".join(line.text.split()) for line in cell or ()) for cell in row).strip("\t")
