"""Tables of Word: those that hold data, those that frame a letter, and frames that hold both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from notice_parser.ingest.assemble import RawLine, RawTable
from notice_parser.ingest.grid import FROM_ABOVE, table_or_lines

Items = list[RawLine | RawTable]
"""What a cell holds, from top to bottom."""
REACHED: Items = []
"""This very list stands where the cell above reaches down."""

_LEAST_BODY, _LEAST_PARAGRAPHS = 120, 3
"""Characters and paragraphs of a cell that holds the text of a letter; notes below a table are shorter."""
_FEWEST_ROWS = 3
"""Rows with more than one entry that a part of a frame must have to be a table of data."""
_LONGEST_ROW = 60
_MOST_ENDING_ROWS = 5
_YEAR = r"(?:20\d\d|二[〇○零O]..)年"
_ENDING = re.compile(rf".{{0,40}}?{_YEAR}.{{1,3}}月.{{1,3}}日(?:印发|印)?|(?:抄送|抄报|分送|印发)[：:].{{1,400}}")
"""What stands at the end of a letter and of no table of data."""
_HEADER = re.compile(r"序号|时间$|时限$|日期$|期限$")


def cells_to_content(rows: Sequence[Sequence[Items]]) -> Iterator[RawLine | RawTable]:
    """Give a table as one, or written out where it frames a letter: masthead, text and copy list in rows of their own.

    Tables inside a frame stay tables.
    """
    rows = [row for row in rows if any(_filled(cell) for cell in row)]
    if _is_ending(rows):
        yield from (item for row in rows for item in _written_out(row))
        return
    if not any(map(_is_body, rows)):
        nested = any(isinstance(item, RawTable) for row in rows for cell in row for item in cell)
        yield from table_or_lines([[_texts(cell) for cell in row] for row in rows], nested=nested)
        return
    for is_body, group in groupby(rows, key=_is_body):
        part = list(group)
        if not is_body and sum(_entries(row) > 1 for row in part) >= _FEWEST_ROWS:
            yield from table_or_lines([[_texts(cell) for cell in row] for row in part])
        else:
            for row in part:
                yield from _written_out(row)


def _is_ending(rows: Sequence[Sequence[Items]]) -> bool:
    """Tell a few rows that only place a signature with its date, or copy list and imprint."""
    if not 0 < len(rows) <= _MOST_ENDING_ROWS:
        return False
    if any(_HEADER.search("".join(_texts(cell))) for cell in rows[0]):
        return False
    last = [text for cell in rows[-1] for text in _texts(cell) if text.strip()]
    return bool(last) and bool(_ENDING.fullmatch("".join(last[-1].split())))


def _is_body(row: Sequence[Items]) -> bool:
    """Tell a row of one cell that holds the text of a letter, or a table of its own."""
    filled = [cell for cell in row if _filled(cell)]
    if len(filled) != 1:
        return False
    lines = [item.text for item in filled[0] if isinstance(item, RawLine) and item.text.strip()]
    is_long = len(lines) >= _LEAST_PARAGRAPHS and sum(map(len, lines)) >= _LEAST_BODY
    return len(lines) < len(_filled(filled[0])) or (is_long and any("。" in line for line in lines))


def _entries(row: Sequence[Items]) -> int:
    return sum(cell is REACHED or bool(_filled(cell)) for cell in row)


def _filled(cell: Items) -> Items:
    return [item for item in cell if isinstance(item, RawTable) or item.text.strip()]


def _texts(cell: Items) -> list[str]:
    if cell is REACHED:
        return FROM_ABOVE
    return [text for item in cell for text in _lines(item)]


def _lines(item: RawLine | RawTable) -> list[str]:
    if isinstance(item, RawLine):
        return [item.text]
    return ["\t".join("".join(line.text for line in cell or ()) for cell in row) for row in item.rows]


def _written_out(row: Sequence[Items]) -> Items:
    """Give a row whose cells are short as one line, others cell by cell."""
    cells = [_filled(cell) for cell in row if _filled(cell)]
    single = [cell[0] for cell in cells if len(cell) == 1]
    short = [item for item in single if isinstance(item, RawLine)]
    if len(short) == len(cells) > 1 and sum(len(line.text) for line in short) <= _LONGEST_ROW:
        return [RawLine("\t".join(line.text.strip() for line in short))]
    return [item for cell in cells for item in cell]
