"""Which column each cell of a row belongs to, where the row lost its empty cells or a cell was broken.

Such rows come from pages whose tables were written out as lines: 1, 消防安全, 通道是否畅通, 2, 灯具是否完好. The group
is that of the row above, and nothing was printed under 检查结果 and 备注.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.table_columns import Column, Header

TIMED = Rule(
    name="cells/timed",
    pattern=r"\d\s?[年月日]|[月年底旬]前|工作日|长期|立行立改|立即|每[日周月季年]|全年|持续|\d{1,2}[:：]\d\d|^\d{4}[.\-/]\d{1,2}",
    inside=(("月底前", "底前"), ("长期坚持", "长期"), ("2024.3.1", "2024.3")),
    no=("市教育局", "10", "通道是否畅通"),
)
WORTH = Rule(
    name="cells/worth",
    pattern=r"[（(]?\d{1,3}(?:\.\d)?(?:分|%)?[）)]?",
    yes=("10", "10分", "2.5", "（5分）"),
    no=("十分", "消防"),
)
TICKED = Rule(
    name="cells/ticked",
    pattern=r"(?:[□☐■√✓×/／\s]|不?合格|不?符合|[是否有无]){1,8}+",
    yes=("□是□否", "√", "是 否", "合格"),
    inside=(("是否畅通", "是否"),),
)
PARTY = Rule(
    name="cells/party",
    pattern=r"(?:局|厅|委|委员会|办|办公室|部|处|科|室|站|所|中心|政府|单位|部门|公司|企业|学校|学院|镇|乡|街道|县区|区县|支队|大队|总队|村|社区|股|组|院|系)"
    r"(?:[（(][^（）()]{1,12}[）)])?$",
    inside=(("市教育局", "局"), ("各县区", "县区"), ("后勤处、保卫处", "处")),
    no=("通道是否畅通", "10"),
)
LOOKED = Rule(
    name="cells/looked",
    pattern=r"^(?:现场|实地|查阅|查看|查验|抽查|询问|访谈|调阅|检查资料|听取|看|查|问|测)|(?:查看|查阅|抽查|询问|抽样|测试|访谈|检查|核实|资料|记录)$",
    inside=(("现场查看", "现场"), ("查阅资料", "查阅")),
    no=("通道是否畅通",),
)
CITED = Rule(
    name="cells/cited",
    pattern=r"《|第[\d一二三四五六七八九十百]{1,5}条|GB|规范$|规定$|条例$|法$",
    inside=(("《安全生产法》第四条", "《"), ("GB 30871", "GB")),
    no=("通道是否畅通",),
)
ASKED = Rule(
    name="cells/asked",
    pattern=r"是否|有无|有没有|能否|何时|如何",
    yes=("是否", "有无"),
    no=("消防安全",),
)
NUMBER = Rule(
    name="cells/number",
    pattern=r"\d{3,4}[-－—]?\d{4}|\d{3}[-－—]\d{3}",
    yes=("5550101", "1391234", "0385-5550"),
    no=("2024", "张立"),
    inside=(("0385-5550101", "0385-5550"),),
)
MAILBOX = Rule(name="cells/mailbox", pattern=r"[@＠]", yes=("@",), no=("0385-5550101",))
NAMED = Rule(
    name="cells/named",
    pattern=r"^[\p{Han}·]{2,4}(?:[、，,/（(][\p{Han}·、，,/（）()]*)?$",
    yes=("张立", "李明、赵强", "欧阳红"),
    no=("市应急管理局办公室", "0385"),
)
OFFICE_HELD = Rule(
    name="cells/office_held",
    pattern=r"(?:长|任|记|员|师|理|授|席|干部|科员|参谋|秘书|主管|总监|委员|级|人)$",
    inside=(("副科长", "长"), ("办公室主任", "任"), ("四级调研员", "员")),
    no=("张立", "市应急管理局"),
)
TEAM = Rule(name="cells/team", pattern=r"组$|队$|班$|^第", inside=(("第一组", "第"), ("督查组", "组")), no=("组长",))
RULES: tuple[Rule, ...] = (
    TIMED,
    WORTH,
    TICKED,
    PARTY,
    LOOKED,
    CITED,
    ASKED,
    NUMBER,
    MAILBOX,
    NAMED,
    OFFICE_HELD,
    TEAM,
)

_SHORT = 12
_TEXTS = (Column.ITEM, Column.STANDARD, Column.TASK, Column.PROBLEM)
_EMPTY: dict[Column | None, float] = {
    Column.RESULT: 0.0,
    Column.SCORE: 0.2,
    Column.SECTION: 0.4,
    Column.HELPER: 0.4,
    Column.METHOD: 0.5,
    Column.BASIS: 0.5,
    Column.STANDARD: 0.7,
    Column.ITEM: 2.0,
    Column.TASK: 2.0,
    Column.POSITION: 0.3,
    Column.EMAIL: 0.3,
    Column.FAX: 0.3,
    Column.ADDRESS: 0.4,
    Column.PLACE: 0.4,
    None: 0.3,
}
_FILLED_IN = (Column.TASK, Column.PROBLEM, Column.DUE, Column.TIME, Column.ACTOR, Column.HELPER)
_SHAPES: dict[Column | None, Rule] = {
    Column.PHONE: NUMBER,
    Column.FAX: NUMBER,
    Column.PERSON_AND_PHONE: NUMBER,
    Column.EMAIL: MAILBOX,
    Column.PERSON: NAMED,
    Column.POSITION: OFFICE_HELD,
    Column.TEAM: TEAM,
    Column.PARTY: PARTY,
    Column.LEADER: NAMED,
    Column.MEMBERS: NAMED,
}
_BROKEN = 0.8
"""What it costs to take two cells for one that was broken."""
_MOST_CELLS = 24


def placed(text: str, number: Span, cells: Sequence[Span], header: Header, *, opens: bool) -> tuple[Span, ...] | None:
    """Give a row with a cell for each column of the header, empty ones where none fits; the number comes first.

    ``opens``: the numbers go deeper behind this row, so that a single cell names a group. None where there are more
    cells than a row may have.
    """
    count = len(header.columns)
    if len(cells) == count - 1:
        return (number, *cells)
    if len(cells) > _MOST_CELLS:
        return None
    kinds = tuple(named.column if named is not None else None for named in header.columns[1:])
    values = tuple("".join(cell.of(text).split()) for cell in cells)
    columns: tuple[int, ...]
    if opens and len(cells) == 1:
        columns = (kinds.index(Column.SECTION) if Column.SECTION in kinds else -1,)
    else:
        columns = _columns(kinds, values)
    row: list[Span | None] = [None if -1 in columns else number, *[None] * len(kinds)]
    for cell, column in zip(cells, columns, strict=True):
        held = row[column + 1]
        row[column + 1] = cell if held is None else held.union(cell)
    last = cells[-1].end if cells else number.end
    return tuple(Span(last, last) if cell is None else cell for cell in row)


@cache
def _columns(kinds: tuple[Column | None, ...], values: tuple[str, ...]) -> tuple[int, ...]:
    """Find the best columns, from left to right; two cells in one column were one that was broken."""
    empty = [_empty(kind, kinds) for kind in kinds]
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for value in values:
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for column, (score, path) in best.items():
            for to in range(max(column, 0), len(kinds)):
                gain = score + _fit(value, kinds[to]) - sum(empty[column + 1 : to]) - _BROKEN * (to == column)
                if to not in reached or gain > reached[to][0]:
                    reached[to] = (gain, (*path, to))
        best = reached
    ends = [(score - sum(empty[at + 1 :]), path) for at, (score, path) in sorted(best.items())]
    return max(ends, key=lambda end: end[0])[1]  # of several the leftmost


def _empty(kind: Column | None, kinds: Sequence[Column | None]) -> float:
    """Tell what an empty cell costs; beside 检查内容 the columns of measures and dates are there to be filled in."""
    if Column.ITEM in kinds and kind in _FILLED_IN:
        return 0.1
    return _EMPTY.get(kind, 0.6)


def _fit(value: str, kind: Column | None) -> float:
    if kind in _SHAPES:
        return 2.0 if _SHAPES[kind].search(value) else -1.0
    if WORTH.fullmatch(value):
        return {Column.SCORE: 2.0, Column.NUMBER: 2.0, Column.RESULT: 0.0, None: 0.0}.get(kind, -1.5)
    if TICKED.fullmatch(value):
        return 2.0 if kind is Column.RESULT else -0.5
    if kind in (Column.DUE, Column.TIME):
        return 2.0 if TIMED.search(value) else -1.5
    if kind in (Column.ACTOR, Column.HELPER):
        return 1.5 if PARTY.search(value) else 0.0 if len(value) <= _SHORT and not TIMED.search(value) else -1.5
    if kind is Column.SECTION:
        return 1.0 if len(value) <= _SHORT and not ASKED.search(value) else -1.0
    if kind is Column.METHOD:
        return 1.5 if LOOKED.search(value) else -0.5
    if kind is Column.BASIS:
        return 1.5 if CITED.search(value) else -0.5
    if kind in _TEXTS:
        wrong = (TIMED.search(value) is not None and len(value) <= _SHORT) or PARTY.search(value) is not None
        return 0.2 if wrong else 1.5 if ASKED.search(value) else 1.0
    return {Column.NUMBER: -3.0, Column.RESULT: -0.5}.get(kind, 0.0) if kind is not None else 0.0
