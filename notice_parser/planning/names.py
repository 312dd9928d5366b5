"""Names of those inspected: lists taken apart, shared ends given to each."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.numerals import NUMBER
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule
from notice_parser.planning.verbs import one_of

UNIT = one_of(
    "人民政府 政府 市 县 区 州 盟 旗 省 镇 乡 街道 社区 村 局 厅 委 委员会 办 办公室 部 "
    "处 科 室 站 所 院 系 园 中心 公司 集团 企业 单位 部门 机构 学院 学校 中小学 小学 "
    "中学 大学 高校 医院 银行 店 场馆 场所 厂 矿 班级 年级 年段 学生 教师 流域 园区 开发区 "
    "项目 工地 门店 商户 住户 企事业单位 水闸 水库 省份 地区 实验室 库房 仓库 车辆 船舶 市场 "
    "网站 账户 资金 工程 诊所"
)
"""How a name of one inspected ends."""

COUNTED = Rule(
    name="names/counted",
    pattern=rf"(?P<list>[^\s，。；：]{{1,119}}?[^\s，。；：\d一二两三四五六七八九十廿卅百])(?=[等\d一二两三四五六七八九十廿卅百])等?(?P<count>{NUMBER})\s?个?(?P<unit>市|县区|县|区|州|省|镇街|镇|乡镇|乡|街道|流域|园区)"
    r"(?P<body>人民政府|政府)?",
    yes=("济南、青岛、烟台、济宁4市政府", "甲、乙2个市", "东河、西河等三县"),
    no=("4市政府", "甲、乙两处", "各市"),
)

RULES: tuple[Rule, ...] = (COUNTED,)

LONGEST_LOOSE = 12
_BRACKETS = regex.compile(r"[（(][^（()）]*[）)]")
_ACTIVITY = regex.compile(
    r"(?:生产|经营|使用|储存|运输|销售|建设|施工|监理|管理|服务|加工|制造|开采|配送|教学|科研|办公|生活|实验|医疗|改建|扩建|新建|在建)$"
)
_SHARED_TAIL = regex.compile(r"等[^、]{2,}$|(?:领域|行业|方面|类)[^、]*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands; ``value`` has the shared end that is printed only once."""

    value: str
    span: Span
    tail: Span | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The place of the name, and of the end it shares."""
        return (self.span,) if self.tail is None else (self.span, self.tail)


def split_names(text: str, span: Span, *, organs: bool = False, loose: bool = False) -> list[Name]:
    """Take a list of names apart.

    A counted list shares its unit (甲、乙2市政府: 甲市, 乙市); members that are complete names stand alone; where they
    only make sense with the end of the last (危化、矿山领域生产经营单位) the list stays one.
    ``organs``: the list is one of authorities, whose names hold 与 and 和 themselves (实验室与资产管理处).
    ``loose``: the text is nothing but a list, so that short members need not look like names (山塘、水库、灌溉渠).
    """
    span = strip_span(text, span, " \t\u3000\n\r。；;：:，,")
    if organs and (others := regex.search(r"等(?:成员单位|有关部门|相关部门|部门|单位)?$", span.of(text))) is not None:
        span = Span(span.start, span.start + others.start())
    counted = COUNTED.match(text, span.start, span.end)
    if counted is not None and counted.end() >= span.end:
        tail = Span(*counted.span("unit"))
        return [_with_tail(text, s, tail) for s in _members(text, Span(*counted.span("list")), organs=False)]
    members = _members(text, span, organs=organs)
    if len(members) < 2:
        return [Name(_plain(span.of(text)), span)] if len(span) else []
    if all(is_complete(m.of(text)) for m in members):
        return [Name(_plain(m.of(text)), m) for m in members]
    if all(len(m) <= 4 for m in members[:-1]) and (tail_match := _place_tail(text, members[-1])) is not None:
        return [_with_tail(text, m, tail_match) for m in members]
    if loose and all(len(m) <= LONGEST_LOOSE for m in members) and _is_list(text, members):
        return [Name(_plain(m.of(text)), m) for m in members]
    return [Name(_plain(span.of(text)), span)]


def _is_list(text: str, members: list[Span]) -> bool:
    """Tell whether members stand alone; 生产、经营、使用企业 do not."""
    if _SHARED_TAIL.search(members[-1].of(text)) is not None:
        return False
    return all(_ACTIVITY.search(_BRACKETS.sub("", m.of(text))) is None for m in members)


def _with_tail(text: str, name: Span, tail: Span) -> Name:
    value, unit = name.of(text), tail.of(text)
    if value.endswith(unit) or regex.search(r"[市县区州盟旗省镇乡]$|街道$", value):
        return Name(value, name)
    return Name(value + unit, name, tail)


def _place_tail(text: str, last: Span) -> Span | None:
    match = regex.search(r"(?:市|县|区|州|省|镇|乡|流域|街道)$", last.of(text))
    return None if match is None else Span(last.start + match.start(), last.end)


def _members(text: str, span: Span, *, organs: bool) -> list[Span]:
    body = span.of(text)
    several = "、" in body
    found: list[Span] = []
    for match in regex.finditer(r"(?:[^、，,；;（()）\n]|[（(][^（()）]{0,60}[）)])+", body):
        piece = strip_span(text, Span(span.start + match.start(), span.start + match.end()))
        found.extend(_at_joint(text, piece, organs=organs, several=several))
    return [f for f in found if len(f)]


def _at_joint(text: str, piece: Span, *, organs: bool, several: bool) -> list[Span]:
    """Split 甲局和乙局.

    Among authorities only where both end alike, since 与 and 和 stand in their names too, or where 和 closes a list.
    """
    value = piece.of(text)
    for joint in regex.finditer(rf"(?<={UNIT})(?:以及|和|与|及(?!其))(?=[\p{{Han}}]{{2}})", value):
        closes = several and joint[0] != "与" and is_organ(value[: joint.start()]) and is_organ(value[joint.end() :])
        if not organs or closes or value[joint.start() - 1] == value[-1]:
            return [Span(piece.start, piece.start + joint.start()), Span(piece.start + joint.end(), piece.end)]
    return [piece]


def is_complete(name: str) -> bool:
    """Tell whether a text can stand as a name by itself."""
    name = _BRACKETS.sub("", name)
    if len(name) < 2:
        return False
    return (
        is_organ(name) or regex.search(rf"(?:{UNIT}|类[\p{{Han}}]{{2,6}}|食堂|自建房|堤防|校车)等?$", name) is not None
    )


def _plain(name: str) -> str:
    return regex.sub(r"^(?:以及|以|对|及|和)|等(?:成员单位|有关部门|相关部门|部门|单位)?$", "", name.strip())


def without_bare(names: list[Name], fuller: list[str]) -> list[Name]:
    """Leave out a bare kind (对学院进行抽查) that other names say more fully (各二级学院)."""
    return [n for n in names if len(n.value) > 2 or not any(f.endswith(n.value) for f in fuller)]
