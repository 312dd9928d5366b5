"""Tables of data in the restored text: those that the reader of the file found, and those of plain text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Document, Line, Zone, ZoneKind
from notice_parser.core.source import Table
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.plain_tables import find_plain_tables
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.table_columns import LONGEST_HEADER, Column, column_of, find_header

LAYOUT = Rule(
    name="table/layout",
    pattern=r"^[ \u3000]*(?:抄\s{0,4}送|主\s{0,4}送|抄\s{0,4}报|索\s{0,4}引\s{0,4}号|发文字号|文\s{0,4}号|"
    r"签\s{0,4}发\s{0,4}人|主题分类|信息分类|"
    r"发文机[关构]|发布机[关构]|制发机关|成文日期|发布日期|公开属性|公开方式|密\s{0,4}级|紧急程度)(?:[ \u3000：:]|$)|"
    r"印\s{0,4}发[ \u3000]*$|关于.{4,80}的(?:通知|通报|函|意见|公告|通告)$",
    yes=("抄送：", "索 引 号", "发文字号：", "签发人：", "印发"),
    no=("检查内容", "印发文件", "抄送单位数"),
    inside=(("某市应急管理局办公室 2024年3月1日印发", "印发"),),
)
"""A cell of a table that only places the parts of a notice: 版头, 版记, the catalogue above the text."""

NO_HEADER = Rule(
    name="table/no_header",
    pattern=r"[。；;！？]|[：:]\s*\S|\d|@",
    yes=("。", "1"),
    no=("检查内容", "联系电话："),
    inside=(("联系人：甲", "：甲"),),
)
RULES: tuple[Rule, ...] = (LAYOUT, NO_HEADER)

_HEADER_WITHIN = 3
_BLANKS = " \t\u3000\xa0\r\n"


def find_tables(clean: CleanText) -> tuple[Table, ...]:
    """List the tables of data in reading order, cells as spans of the restored text.

    A table that only places things is left to the text: its cells are read as lines.
    """
    text = clean.text
    found = [_restored(clean, table) for table in clean.source.tables]
    found += find_plain_tables(text)
    kept: list[Table] = []
    for table in sorted(found, key=lambda t: (t.span, -len(t.rows))):
        if is_data(text, table) and (not kept or table.span.start >= kept[-1].span.end):
            kept.append(table)
    return tuple(kept)


def _restored(clean: CleanText, table: Table) -> Table:
    """Lead a table of the source to the restored text."""
    lead = clean.alignment.to_clean
    rows = tuple(tuple(strip_span(clean.text, lead(cell), _BLANKS) for cell in row) for row in table.rows)
    return Table(strip_span(clean.text, lead(table.span), " \r\n"), rows, table.page)


def is_data(text: str, table: Table) -> bool:
    """Tell a table of data: a header of known columns or of three short cells, rows below it, no part of a notice."""
    rows = [[cell.of(text) for cell in row if len(cell)] for row in table.rows]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    numbered = any((named := column_of(row[0])) is not None and named.column is Column.NUMBER for row in rows[:3])
    if not numbered and any(LAYOUT.search(cell) is not None for row in rows for cell in row):
        return False  # a list of papers (序号, 文件名称, 文号) numbers its rows
    known = find_header([[cell.of(text) for cell in row] for row in table.rows[:5]]) is not None
    return known or any(_is_header(row) for row in rows[:-1][:_HEADER_WITHIN])


def _is_header(row: Sequence[str]) -> bool:
    """Tell the header of columns that are not known; two cells may be a name and its value (时间, 3月1日)."""
    return len(row) > 2 and all(
        len("".join(cell.split())) <= LONGEST_HEADER and NO_HEADER.search(cell) is None for cell in row
    )


def outside(lines: Sequence[Line], tables: Sequence[Table]) -> tuple[Line, ...]:
    """Leave out the lines that are rows of a table."""
    if not tables:
        return tuple(lines)
    kept: list[Line] = []
    at = 0
    for line in lines:
        while at < len(tables) and tables[at].span.end <= line.span.start:
            at += 1
        if at == len(tables) or line.span.end <= tables[at].span.start:
            kept.append(line)
    return tuple(kept)


def with_tables(
    text: str, documents: tuple[Document, ...], zones: tuple[Zone, ...], tables: Sequence[Table]
) -> tuple[tuple[Document, ...], tuple[Zone, ...]]:
    """Put the tables, which were not read as lines, into bodies and into the documents before them."""
    if not tables:
        return documents, zones
    starts = [d.span.start for d in documents]
    cut = sorted(_around(text, zones, tables), key=lambda z: z.span)
    joined: list[Zone] = []
    for zone in cut:
        begins = bool(joined) and bisect_right(starts, joined[-1].span.start) < bisect_right(starts, zone.span.start)
        if joined and zone.kind is joined[-1].kind is ZoneKind.BODY and not begins:
            joined[-1] = Zone(zone.kind, joined[-1].span.union(zone.span))
        else:
            joined.append(zone)
    ends = [t.span.end for t in tables]
    grown = []
    for document, following in zip(documents, [*starts[1:], ends[-1] + 1], strict=True):
        last = bisect_left(ends, following)  # tables that end before the next document
        grown.append(
            replace(document, span=Span(document.span.start, max([document.span.end, *ends[last - 1 : last]])))
        )
    return tuple(grown), tuple(joined)


def _around(text: str, zones: Sequence[Zone], tables: Sequence[Table]) -> Iterator[Zone]:
    """Give the tables as bodies, and the zones cut where a table stands in one that is no body."""
    at = 0
    for zone in zones:
        start = zone.span.start
        while at < len(tables) and tables[at].span.end <= start:
            yield Zone(ZoneKind.BODY, tables[at].span)
            at += 1
        while at < len(tables) and tables[at].span.start < zone.span.end:
            if zone.kind is not ZoneKind.BODY:
                before = strip_span(text, Span(start, max(start, tables[at].span.start)), _BLANKS)
                if len(before):
                    yield Zone(zone.kind, before)
                yield Zone(ZoneKind.BODY, tables[at].span)
                start = min(tables[at].span.end, zone.span.end)
            at += 1
        rest = zone.span if start == zone.span.start else strip_span(text, Span(start, zone.span.end), _BLANKS)
        if len(rest):
            yield Zone(zone.kind, rest)
    for table in tables[at:]:
        yield Zone(ZoneKind.BODY, table.span)
