"""Heads and tails that the members of a list share."""

from __future__ import annotations

import regex

from notice_parser.core.span import Span
from notice_parser.grammar.organ_list_parts import Item, is_whole
from notice_parser.grammar.organ_list_rules import (
    GENERIC,
    HEADLESS,
    LEAD,
    LEAD_WORDS,
    NAMED,
    OF_HEAD,
    OFFICE_TAIL,
    ORGAN_HEAD,
    PLACE_HEAD,
)
from notice_parser.grammar.organ_places import CITY_ON_ZHOU, NAMED_PLACE, STATIONED, bare_places, share_station
from notice_parser.grammar.organs import COLLECTIVE, PLACE, is_organ
from notice_parser.grammar.rule import Rule

_SHARED_KIND = Rule("organ_list/shared_kind", r"(?:单位|企业|部门|学校|机构|院校|公司|协会|学会|医院)$")
_BARE_WORD = Rule("organ_list/bare_word", rf"^(?:\p{{Han}}{{0,4}}{LEAD_WORDS})?\p{{Han}}{{2,5}}$")
# Behind a comma only what begins like a department has no place of its own: 市场监督管理局, but 松岭湖经济发展局.
_DEPARTMENT = Rule(
    "organ_list/department",
    r"^(?:市场|教育|财政|民政|公安|司法|人力|人社|自然|生态|住房|住建|交通|水利|水务|农业|农村|商务|文化|文旅|卫生|卫健|退役|应急|审计|国资|国有|统计|医保|医疗|林业"
    r"|林草|体育|发展|发改|科技|科学|工业|工信|经济|经信|信访|城管|城市|综合|行政|税务|气象|粮食|能源|民族|机关|金融|档案|园林|海洋|渔业|畜牧|农牧|环保|环境|规划|国土|建设|安监"
    r"|安全|食品|药品|质监|质量|工商|物价|旅游|广播|广电|新闻|知识|邮政|烟草|消防|监察|扶贫|乡村|供销|老龄|人事|劳动|外事|港航|公路|铁路|地震|数据|大数据|政务|中医|计生)"
    r"\p{Han}{0,14}[局厅]",
    yes=("市场监督管理局", "教育局", "经济和信息化局"),
    no=("松岭湖经济发展局", "高新区教育局", "教育部门"),
)
# 共青团各省、自治区、直辖市委: the league's name counts for all.
_LEAGUE = Rule(
    "organ_list/league",
    r"^(?:共青团|农工党|民盟|民建|民进|致公党|九三学社|中共)各(?=[省市县区州])",
    inside=(("共青团各省委", "共青团各"),),
    no=("各省团委", "共青团榆川省委"),
)
# 市直各部门、各单位: both are 市直.
_DIRECT = Rule(
    "organ_list/direct",
    r"^(?P<head>[省市县区州旗镇乡局校](?:直|属|机关))(?=各)",
    inside=(("市直各部门", "市直"), ("局属各单位", "局属")),
    no=("各市直部门", "市直机关各支部", "直属各单位"),
)
_OF_DIRECT = Rule(
    "organ_list/of_direct",
    r"^各(?:有关|相关)?(?:部门|单位|机关|学校)$",
    yes=("各单位", "各有关单位"),
    no=("各镇", "各省属企业", "单位", "各人民团体"),
)
# A county has a 人民政府 and no 管委会; a street office is no government: such tails are not shared backwards.
_NOT_FOR_DIVISIONS = Rule("organ_list/not_for_divisions", r"^(?:管委会|管理委员会|办事处|街道办事处|建设管理局|党工委)")
_DIVISION_END = Rule("organ_list/division_end", r"(?:市|县|乡|镇|州|省|县区|市区)(?:[（(].*)?$")


def share_tails(text: str, items: list[Item]) -> dict[int, tuple[list[Span], Span]]:
    """Give waiting divisions the tail of their run's last member; give for each run's end its places and tail."""
    waiting: list[int] = []
    words: list[int] = []
    runs: dict[int, tuple[list[Span], Span]] = {}
    for index, item in enumerate(items):
        name = item.own.of(text)
        if item.comma:
            words = []
        if (stationed := STATIONED.match(name)) is not None and index and not item.comma:
            share_station(text, items, index, Span(item.own.start + stationed.end("level"), item.own.end))
            words = []
        if PLACE.fullmatch(name) or (waiting and _is_misread_place(text, items, index)):
            waiting.append(index)
            continue
        match = PLACE_HEAD.match(name)
        if match is not None and _is_tail(match["tail"], bool(waiting)):
            place = Span(item.own.start, item.own.start + match.end("place"))
            tail = Span(place.end, item.own.end)
            sharing = [w for w in waiting if _takes(items[w].own.of(text), match)]
            for w in sharing:
                items[w].tail = (tail, *item.tail)
                if CITY_ON_ZHOU.fullmatch(items[w].own.of(text)) and match["place"].endswith("市"):
                    items[w].tail = (Span(place.end - 1, place.end), *items[w].tail)
            bare = bare_places(text, items, index, place, tail)
            if bare and (kind := NAMED_PLACE.fullmatch(place.of(text))) is not None and kind["others"]:
                place = Span(place.start, place.start + kind.end("kind"))
                items[index].own, items[index].tail = place, (tail, *items[index].tail)
            sharing += bare
            runs[index] = ([*(items[w].own for w in sharing), place], tail)
        elif waiting and _is_office(name) and (not item.comma or _are_kinds(text, items, waiting)):
            # 各县、市、区、团委: a mark before the tail stands for the bracket of 各县（市、区）团委.
            first, *others = waiting
            items[first].tail = (*(items[w].own for w in others), item.own)
            for w in others:
                items[w].is_tail = True
            item.is_tail = True
        waiting = []
        words = _share_kind(text, items, index, words)
    return runs


def _are_kinds(text: str, items: list[Item], waiting: list[int]) -> bool:
    return len(waiting) > 1 and all(items[w].own.of(text) in ("市", "区", "县") for w in waiting[1:])


def _is_misread_place(text: str, items: list[Item], index: int) -> bool:
    """Take 沧江币 between 济宁市 and 临沂市人民政府 for a city."""
    name = items[index].own.of(text)
    if len(name) > 4 or len(name) < 3 or index + 1 >= len(items) or is_organ(name) or COLLECTIVE.fullmatch(name):
        return False
    after = items[index + 1].own.of(text)
    return PLACE.fullmatch(after) is not None or PLACE_HEAD.match(after) is not None


def _is_tail(tail: str, is_awaited: bool) -> bool:
    return (
        tail == "委"
        or is_organ(tail)
        or (is_awaited and COLLECTIVE.fullmatch(tail) is not None and not tail.startswith(("属", "直")))
    )


def _takes(place: str, last: regex.Match[str]) -> bool:
    # 各乡镇（街道）、各乡镇（街道）政协联络组: the same place again stands for itself.
    is_same = place == last["place"]
    return not is_same and not (_NOT_FOR_DIVISIONS.match(last["tail"]) and _DIVISION_END.search(place))


def _share_kind(text: str, items: list[Item], index: int, words: list[int]) -> list[int]:
    """各建设、施工、监理单位: words that are no members by themselves take the kind of the last one."""
    name = items[index].own.of(text)
    kind = _SHARED_KIND.search(name)
    if kind is None:
        bare = _BARE_WORD.match(name) and not is_whole(name) and not is_organ(name) and name != "机关"
        return [*words, index] if bare else []
    # 各小学、直属各单位: what has a 各 of its own gives its kind to nobody.
    if words and len(name) - len(kind.group()) <= 5 and "各" not in name and not LEAD.match(name):
        tail = Span(items[index].own.start + kind.start(), items[index].own.end)
        for w in words:
            items[w].tail = (tail,)
        for w in (*words, index):
            items[w].shares_kind = True
    return []


def share_heads(text: str, items: list[Item], runs: dict[int, tuple[list[Span], Span]]) -> None:
    """Give members without a head the one of the member before: 各, a division, or the organ of departments."""
    lead: Span | None = None
    head: Span | None = None
    places: list[tuple[Span, ...]] = []
    for index, item in enumerate(items):
        name = item.own.of(text)
        if item.comma:
            head = None
            # 各县（区）教育局，市场监督管理局: with a comma only an office of the same kind shares the place.
            places = places if _DEPARTMENT.match(name) and _is_office(name) and _was_office(text, items, index) else []
            # 各市，县，自治县人民政府 with commas for 、: one run, so 各 holds on.
            if not (GENERIC.match(name) and (item.tail or len(runs.get(index, ((), None))[0]) > 1)):
                lead = None
        own_lead = LEAD.match(name) or _LEAGUE.match(name)
        if index and (kind := _before_single(text, items[index - 1], name)) is not None:
            item.heads = [(kind,)]
            continue
        is_below = head is not None and head.of(text)[-1:] in ("局", "厅") and HEADLESS.match(name) is not None
        is_direct = head is not None and head.of(text).endswith(("直", "属", "机关"))
        is_below = is_below or (is_direct and HEADLESS.match(name) is not None)
        of_head = _OF_DIRECT if is_direct else OF_HEAD
        if head is not None and (of_head.fullmatch(name) or is_below):
            item.heads = [(head,) if name.startswith("各") else (head, lead) if lead is not None else (head,)]
        elif (
            own_lead is None and lead is not None and _is_kind(name, item) and _is_below(text, name, index, items, runs)
        ):
            item.heads = [(lead,)]
            if index in runs:
                places = [_head_of(text, (p,), lead) for p in runs[index][0]]
        elif item.place:
            places = [item.place]
        elif own_lead is None and places and index not in runs and _is_office(name):
            item.heads = [_head_of(text, place, lead) for place in places]
        elif index in runs:
            places = [_head_of(text, (p,), lead) for p in runs[index][0]]
        if own_lead is not None:
            lead = Span(item.own.start, item.own.start + own_lead.end())
        if match := ORGAN_HEAD.match(name) or _DIRECT.match(name):
            head = Span(item.own.start, item.own.start + match.end("head"))
            lead = Span(head.end, head.end + 1)
        elif own_lead is None and not item.heads and not GENERIC.match(name):
            lead = None


def _before_single(text: str, before: Item, name: str) -> Span | None:
    """Find what 办, 厅 and 局 share in 省直各委、办、厅、局."""
    if name not in ("委", "办", "厅", "局", "部", "室", "司", "科", "处"):
        return None
    if before.heads and len(before.own) == 1:
        return before.heads[0][0]
    begun = before.own.of(text)
    return Span(before.own.start, before.own.end - 1) if begun[-2:-1] == "各" and len(begun) > 2 else None


_LEVELS = (
    ("省", "自治区", "直辖市"),
    ("设区市", "计划单列市", "市", "州", "盟", "地区"),
    ("县", "区", "旗"),
    ("乡", "镇", "街道"),
)


def _is_below(text: str, name: str, index: int, items: list[Item], runs: dict[int, tuple[list[Span], Span]]) -> bool:
    """Tell whether a kind of division may share the 各 of the member before it.

    各市、县人民政府 goes down and shares it; in 各县区教育局、市安委会 the city is the one that writes.
    """
    match = GENERIC.match(name)
    if match is None or items[index].tail or len(runs.get(index, ([], None))[0]) > 1:
        return True
    before = PLACE.match(items[index - 1].own.of(text)) if index else None
    lowest = len(_LEVELS) - 1
    return _level(match.group()) >= (_level(before.group()) if before is not None else lowest)


def _level(division: str) -> int:
    levels = [i for i, ends in enumerate(_LEVELS) if division.endswith(ends) or f"{division[:-1]}（".endswith(ends)]
    return max(levels, default=2)


def _is_kind(name: str, item: Item) -> bool:
    # 各市场监管所、县局各科室: a member with a 各 of its own stands for itself.
    return "各" not in name and _is_kind_name(name, item)


def _is_kind_name(name: str, item: Item) -> bool:
    return item.shares_kind or GENERIC.match(name) is not None or HEADLESS.match(name) is not None


def _was_office(text: str, items: list[Item], index: int) -> bool:
    return index > 0 and items[index - 1].own.of(text).rstrip("）)").endswith(("局", "厅"))


def _is_office(name: str) -> bool:
    return OFFICE_TAIL.search(name) is not None and not NAMED.match(name)


def _head_of(text: str, place: tuple[Span, ...], lead: Span | None) -> tuple[Span, ...]:
    if lead is not None and GENERIC.match(place[0].of(text)) and len(place[0]) > 1:
        return (lead, *place)
    return place


RULES = (_DEPARTMENT, _LEAGUE, _DIRECT, _OF_DIRECT)
