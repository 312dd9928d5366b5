"""The rows of a table of checks or of tasks: what is looked at or done, by whom, by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from notice_parser.core.source import Table
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.table_columns import Column, Header, column_of, find_header

SAYS = Rule(
    name="table/says",
    pattern=r"\p{Han}{2}|[A-Za-z]{3}",
    inside=(("1.通道畅通", "通道"), ("消防", "消防")),
    no=("……", "1", "□是 □否", "√"),
)
"""A cell that says something; marks to be ticked and dots do not."""

TO_FILL = Rule(
    name="table/to_fill",
    pattern=r"^[（(]?(?:示例|样例|例[：:如]|填写(?:说明|要求|人)|(?:合|小|总)\s{0,4}(?:计|分)(?:$|[：:（(\s])|(?:填|制)表(?:人|单位|日期|时间|说明|[：:])|"
    r"(?:被?检查|受检|审核|复核|自查|评估|验收)(?:单位|人员?|组|对象|组长|部门)(?:负责人)?(?:名称)?(?:意见)?\s{0,4}(?:签|[：:]|$|[（(])|"
    r"(?:备\s{0,4}注|说\s{0,4}明|注|得\s{0,4}分|总\s{0,4}评|结\s{0,4}论)(?:$|[：:])|签\s{0,4}[字名])",
    inside=(
        ("合计", "合计"),
        ("填表人：", "填表人"),
        ("备注：", "备注："),
        ("例：张三", "例："),
        ("检查人员签字：", "检查人员签"),
    ),
    no=("消防通道是否畅通", "计划是否制定", "检查人员是否持证", "被检查单位是否整改", "填写记录是否完整", "例会制度"),
)
"""What stands below the rows or shows how to fill them in."""

POINTS = Rule(
    name="table/points",
    pattern=r"(?:\s?[（(【\[](?:满分|共|计|分值)?[：:]?\d{1,3}(?:\.\d)?\s?分[）)】\]]|[\s，,]{1,2}\d{1,3}(?:\.\d)?\s?分)[。；;]?$",
    yes=("（10分）", "(5分)", "（满分20分）"),
    inside=(("建立台账（10分）", "（10分）"), ("组织领导 20分", " 20分")),
    no=("每次扣2分，扣完为止", "未建立台账的扣5分", "充分"),
)
"""The points that stand at the end of an item's cell."""

_SUPPORT = (Column.STANDARD, Column.METHOD, Column.BASIS, Column.SCORE)
"""Columns that tell a table of checks where 内容 or 项目 alone could be anything."""

RULES: tuple[Rule, ...] = (SAYS, TO_FILL, POINTS)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One entry: its text, the group it belongs to, who and by when; a row broken between pages has two spans."""

    item: tuple[Span, ...]
    section: Span | None = None
    actor: Span | None = None
    due: Span | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a table, and of which kind they are; a table may be of both, or of none and then has none."""

    is_checklist: bool
    is_task_list: bool
    is_schedule: bool
    """The times say when something is done, not by when."""
    rows: tuple[TableRow, ...]


_NONE = Entries(is_checklist=False, is_task_list=False, is_schedule=False, rows=())


@dataclass(frozen=True, slots=True)
class _Layout:
    header: Header
    item: int
    section: int | None
    number: int | None
    actor: int | None
    due: int | None
    all_numbered: bool
    """Nearly each row has a number."""


def read_entries(text: str, table: Table) -> Entries:
    """Read a table whose header names checks (检查内容, 检查标准) or tasks (整改措施, 责任单位, 完成时限)."""
    header = find_header([[cell.of(text) for cell in row] for row in table.rows[:5]])
    if header is None:
        return _NONE
    checks, tasks = _item_of_checks(header), _item_of_tasks(header)
    item = tasks if tasks is not None and header.of(Column.TASK) else checks if checks is not None else tasks
    if item is None:
        return _NONE
    sections = [c for c in (*header.of(Column.SECTION), *header.of(Column.ITEM)) if c < item]
    layout = _Layout(
        header,
        item,
        sections[-1] if sections else None,
        header.first(Column.NUMBER),
        header.first(Column.ACTOR),
        header.first(Column.DUE, Column.TIME),
        _all_numbered(table, header),
    )
    is_schedule = not header.of(Column.DUE)
    return Entries(checks == item, tasks is not None, is_schedule, tuple(_entries(text, table, layout)))


def _all_numbered(table: Table, header: Header) -> bool:
    column = header.first(Column.NUMBER)
    rows = [row for row in table.rows[header.row + 1 :] if any(len(cell) for cell in row)]
    return column is not None and 2 * sum(cell_of(row, column) is not None for row in rows) > len(rows)


def _item_of_checks(header: Header) -> int | None:
    """Find the column of what is looked at: 检查内容; else 标准 beside 项目; else 检查项目 itself."""
    supported = any(header.of(kind) for kind in _SUPPORT)
    items, standards, sections = header.of(Column.ITEM), header.of(Column.STANDARD), header.of(Column.SECTION)
    if items and (header.inspects(Column.ITEM) or supported or header.inspects(Column.SECTION)):
        return items[-1]
    if standards and (sections and (header.inspects(Column.STANDARD) or header.inspects(Column.SECTION))):
        return standards[0]
    if standards and header.inspects(Column.STANDARD) and header.of(Column.SCORE):
        return standards[0]
    if sections and header.inspects(Column.SECTION) and (supported or header.of(Column.RESULT)):
        return sections[-1]
    return None


def _item_of_tasks(header: Header) -> int | None:
    """Find the column of what is to be done, in a table that says by whom or by when; 时间, 内容 may be an agenda."""
    timed = header.of(Column.DUE) or (header.of(Column.TIME) and header.of(Column.TASK))
    if not header.of(Column.ACTOR) and not timed:
        return None
    for kind in (Column.TASK, Column.ITEM, Column.PROBLEM, Column.STANDARD, Column.SECTION):
        if columns := header.of(kind):
            return columns[-1]
    return None


def _entries(text: str, table: Table, layout: _Layout) -> Iterator[TableRow]:
    last: TableRow | None = None
    section: Span | None = None
    top = [cell.of(text) for cell in table.rows[layout.header.row]]
    for row in table.rows[layout.header.row + 1 :]:
        if [cell.of(text) for cell in row] == top or _is_header(text, row):
            continue
        alone = _alone(row, layout.number)
        if alone is not None and alone != layout.item:
            if SAYS.search(row[alone].of(text)) and TO_FILL.search(row[alone].of(text)) is None:
                section = row[alone]
            continue
        section = cell_of(row, layout.section) or section
        item = cell_of(row, layout.item)
        if item is None:
            continue
        item = _without_points(text, item)
        entry = TableRow(
            (item,),
            _without_points(text, section) if section is not None else None,
            cell_of(row, layout.actor),
            cell_of(row, layout.due),
        )
        if last is not None and item.of(text).strip("….") and _goes_on(text, row, last, layout):
            last = replace(last, item=(*last.item, item), actor=last.actor or entry.actor, due=last.due or entry.due)
            continue
        if not _says(text, row, item, layout):
            continue
        if last is not None:
            yield last
        last = entry
    if last is not None:
        yield last


def _without_points(text: str, cell: Span) -> Span:
    """Leave out the points a cell is worth: 建立台账（10分）."""
    points = POINTS.search(text, cell.start, cell.end)
    return cell if points is None or points.start() == cell.start else Span(cell.start, points.start())


def cell_of(row: Sequence[Span], column: int | None) -> Span | None:
    """Give the cell of a row in a column; None where there is no such column or nothing stands in it."""
    return row[column] if column is not None and column < len(row) and len(row[column]) else None


def _alone(row: Sequence[Span], number: int | None) -> int | None:
    """Give the only column of a row that holds something beside its number."""
    filled = [i for i, cell in enumerate(row) if len(cell)]
    filled = [i for i in filled if i != number] or filled
    return filled[0] if len(filled) == 1 and len(row) > 2 else None


def _is_header(text: str, row: Sequence[Span]) -> bool:
    filled = [cell.of(text) for cell in row if len(cell)]
    return len(filled) > 1 and all(column_of(cell) is not None for cell in filled)


def _says(text: str, row: Sequence[Span], item: Span, layout: _Layout) -> bool:
    said = SAYS.search(text, item.start, item.end) is not None
    marks = [cell_of(row, column) for column in (layout.number, layout.section, layout.item)]
    return said and not any(cell is not None and TO_FILL.search(cell.of(text)) is not None for cell in marks)


def _goes_on(text: str, row: Sequence[Span], last: TableRow, layout: _Layout) -> bool:
    """Tell whether a row without a number goes on with the one above, which a page's end broke inside a sentence.

    A row that is worth points of its own does not, nor one of a table where numbers stand for groups of rows.
    """
    broken = text[last.item[-1].end - 1] in "，,、"
    scored = any(cell_of(row, score) is not None for score in layout.header.of(Column.SCORE))
    if not broken and (scored or not layout.all_numbered):
        return False
    if layout.number is None or cell_of(row, layout.number) is not None or cell_of(row, layout.section) is not None:
        return False
    return text[last.item[-1].end - 1] not in "。；;！？!?）)"
