"""Tables in plain text: lines whose cells stand apart by tabs, bars or wide blanks, under a header of known columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from notice_parser.core.source import Table
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.flat_tables import find_flat_tables
from notice_parser.grammar.table_columns import find_header

_SEPARATORS = (r"\t", r"\|", r"[ \u3000]{2,}", r"[ \u3000]+")
_SINGLE = _SEPARATORS[3]
_SIGNS_OF = (("\t",), ("|",), ("\u3000\u3000", "  "), (" ", "\u3000"))
_SIGNS = ("\t", "|", "\u3000", " ")
_FEWEST_SINGLE = 3
_RULED = regex.compile(r"[|\-:+ \t—─━]*-{2}[|\-:+ \t—─━]*")
"""The line under the header of a Markdown table."""
_BLANKS = " \t\u3000\xa0\r"


def find_plain_tables(text: str) -> tuple[Table, ...]:
    r"""Find the tables of a text; a table is a header with two known columns and rows with as many cells.

    >>> text = "序号\t检查内容\n1\t消防通道"
    >>> [[cell.of(text) for cell in row] for row in find_plain_tables(text)[0].rows]
    [['序号', '检查内容'], ['1', '消防通道']]
    """
    every = sorted((*_aligned(text), *find_flat_tables(text)), key=lambda t: (t.span.start, -len(t.rows)))
    found: list[Table] = []
    for table in every:
        if not found or table.span.start >= found[-1].span.end:
            found.append(table)
    return tuple(found)


def _aligned(text: str) -> list[Table]:
    if not any(sign in text for sign in _SIGNS):
        return []
    found: list[Table] = []
    lines = list(_lines(text))
    at = 0
    while at < len(lines):
        table, used = _table_at(text, lines, at)
        if table is not None:
            found.append(table)
        at += used
    return found


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for raw in text.split("\n"):
        yield Span(at, at + len(raw))
        at += len(raw) + 1


def _table_at(text: str, lines: Sequence[Span], at: int) -> tuple[Table | None, int]:
    """Read a table whose header is the line at ``at``; the count of lines that need not be looked at again."""
    line = lines[at].of(text)
    for separator, signs in zip(_SEPARATORS, _SIGNS_OF, strict=True):
        if not any(sign in line for sign in signs):
            continue
        header = _cells(text, lines[at], separator)
        found = find_header([[c.of(text) for c in header]]) if len(header) > 1 else None
        single = separator == _SINGLE  # words of a sentence stand so too
        if found is None or (single and (len(header) < _FEWEST_SINGLE or None in found.columns)):
            continue
        rows, end = _rows(text, lines, at + 1, separator, len(header))
        if len(rows) > single:
            return Table(Span(lines[at].start, lines[end - 1].end), (tuple(header), *rows)), end - at
    return None, 1


def _rows(text: str, lines: Sequence[Span], at: int, separator: str, count: int) -> tuple[list[tuple[Span, ...]], int]:
    rows: list[tuple[Span, ...]] = []
    while at < len(lines):
        if separator == r"\|" and _RULED.fullmatch(lines[at].of(text)):
            at += 1
            continue
        cells = _cells(text, lines[at], separator)
        short = separator == r"\t" and 2 <= len(cells) < count  # blanks at the end of a line are often lost
        if len(cells) != count and not short:
            break
        rows.append((*cells, *[Span(lines[at].end, lines[at].end)] * (count - len(cells))))
        at += 1
    return rows, at


def _cells(text: str, line: Span, separator: str) -> list[Span]:
    """Cut a line into its cells; the bars at both ends of a row are no separators."""
    line = strip_span(text, line, _BLANKS if separator != r"\t" else " \r")
    if separator == r"\|":
        line = Span(line.start + text.startswith("|", line.start, line.end), line.end)
        line = Span(line.start, line.end - text.endswith("|", line.start, line.end))
    cells: list[Span] = []
    start = line.start
    for match in regex.finditer(separator, text, pos=line.start, endpos=line.end):
        cells.append(strip_span(text, Span(start, match.start()), _BLANKS))
        start = match.end()
    cells.append(strip_span(text, Span(start, line.end), _BLANKS))
    return cells
