"""Places in a list that share more than an ending: 滁州、深圳市, 北京、河北省（市）, 中央、省驻渠各单位."""

from __future__ import annotations

import regex

from notice_parser.core.span import Span
from notice_parser.grammar.organ_list_parts import Item
from notice_parser.grammar.organ_list_rules import HEADLESS
from notice_parser.grammar.organs import COLLECTIVE, PLACE, is_organ
from notice_parser.grammar.rule import Rule

STATIONED = Rule(
    "organ_list/stationed",
    r"^(?P<level>(?:部|省|自治区|市|区|县)(?=属\p{Han}{0,3}(?<!驻\p{Han}{1,3})(?:单位|企业|机构|高校|院校|学校)$)"
    r"|(?:部|省|自治区|市|区|县)属?(?=驻\p{Han}{1,5}(?:单位|企业|机构|部门|高校|院校)$))",
    inside=(("省驻渠各单位", "省"), ("省属企业", "省"), ("省属驻渠单位", "省属")),
    no=("省教育厅", "驻渠单位"),
)
_LEVEL = Rule(
    "organ_list/level",
    r"^(?:中央|国家|部|省|自治区|市|区|省属|部属)$",
    yes=("中央", "省"),
    no=("中央军委", "省厅"),
)


def share_station(text: str, items: list[Item], last: int, tail: Span) -> None:
    """Give 中央 and 省 in 中央、省、市驻渠各单位 what stands behind the last level."""
    for index in range(last - 1, -1, -1):
        if _LEVEL.fullmatch(items[index].own.of(text)) is None or items[index].tail:
            return
        items[index].tail = (tail,)
        if items[index].comma:
            return


_BARE_PLACE = Rule(
    "organ_list/bare_place",
    r"(?!各|有关|相关|全)\p{Han}{2,4}",
    yes=("澜江", "攀枝花"),
    no=("市", "各市"),
)
NAMED_PLACE = Rule(
    "organ_list/named_place",
    r"(?!各|有关|相关|全)\p{Han}{2,4}(?P<kind>[省市县区州旗])(?P<others>[（(](?:自治区|直辖市|[市区县州旗、]){1,7}[）)])?",
    yes=("芜陵市", "云和县", "辽宁省（自治区、直辖市）", "甘肃省（区）"),
    no=("市", "各市", "自治州"[2:]),
)


CITY_ON_ZHOU = Rule(
    "organ_list/city_on_zhou",
    # A name of two characters that ends in 州 is a city's without its 市, no 自治州: 广州、深圳市教育局.
    r"^(?!各|本|我)\p{Han}州$",
    yes=("滁州",),
    no=("各州", "洮岭州"),
)


def bare_places(text: str, items: list[Item], last: int, place: Span, tail: Span) -> list[int]:
    """Give cities without their 市 that of the last one: 澜江、滨陵、芜陵市人民政府."""
    named = NAMED_PLACE.fullmatch(place.of(text))
    found: list[int] = []
    if named is None or items[last].comma:
        return found
    for index in range(last - 1, -1, -1):
        name = items[index].own.of(text)
        if items[index].tail or not _BARE_PLACE.fullmatch(name) or _is_no_place(name):
            break
        items[index].tail = (_kind_of(text, name, named, place), tail, *items[last].tail)
        found.insert(0, index)
        if items[index].comma:
            break
    return found


_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_REGIONS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")


def _kind_of(text: str, name: str, last: regex.Match[str], place: Span) -> Span:
    """Find what a place is, in the last name or in the bracket behind it: 北京、西藏、陕西省（自治区、直辖市）."""
    kinds = ("市",) if name in _MUNICIPALITIES else ("自治区", "区") if name in _REGIONS else ()
    for kind in kinds if last["kind"] == "省" else ():
        at = text.find(kind, place.start + last.end("kind"), place.end)
        if at >= 0:
            return Span(at, at + len(kind))
    return Span(place.start + last.start("kind"), place.start + last.end("kind"))


def _is_no_place(name: str) -> bool:
    return bool(is_organ(name) or COLLECTIVE.fullmatch(name) or PLACE.fullmatch(name) or HEADLESS.match(name))


RULES = (STATIONED, _LEVEL, _BARE_PLACE, NAMED_PLACE, CITY_ON_ZHOU)
