"""Lists of organs, with the heads and tails that their members share.

济南市、青岛市人民政府 names two governments, 省发展改革委、工业和信息化厅 two offices of one province; each member gets
what it shares, and keeps the places of all its pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.organs import COLLECTIVE, DIVISION, PLACE, is_organ, squeezed
from notice_parser.grammar.rule import Rule

_BLANK = " \t\u3000\xa0\n\r?"
# Old pages show a no-break blank as a question mark: 保卫处??后勤处.
_OPEN, _CLOSE = "（(〔[【“《", "）)〕]】”》"
LEAD = r"(?:全省|全市|全县|全区|全国|全校|全院)?(?:各级有关|各有关|各相关|各级|各位|各|有关|相关|全体|所有)"

GENERIC = Rule(
    name="organ/generic_division",
    # A kind of division without a name of its own, so that 各 before an earlier member counts for it too.
    pattern=rf"^{DIVISION}{{1,3}}",
    yes=("自治区", "县", "功能区"),
    no=("济南市", "教育局"),
)
HEADLESS = Rule(
    name="organ/headless_kind",
    # 各学院、中心 means 各中心; 局直属单位 and 市属企业 stand for themselves.
    pattern=(
        r"^(?:民办|公办|普通|高等|中等|独立|直属|所属|企事业|事业|大型?|重点|驻\p{Han}{1,3}|科研|教学|医疗|医疗卫生|社会|人民|行业|成员|会员|基层|专门|内设|派出){0,2}"
        r"(?:部门|单位|企业|学院|院校|高校|学校|中学|小学|中小学|初中|高中|幼儿园|系部|院系|教研室|科室|股室|处室|机构|团体|组织|中心|馆|所|站|会员|委员|部|院|系|处|科"
        r"|室|班级|年段|年级|店铺|商户|街道办事处|镇|街道|公司|厂|分会|支部|党支部|教学部|门店|林场|农场|卫生院|医院|研究院|研究所|实验室|书院|直属机构|委办局|部委)"
        r"(?:[（(][^（）()]{1,12}[）)])?$"
    ),
    yes=("中心", "幼儿园", "直属单位", "高等院校", "街道办事处"),
    no=("市属企业", "教育局", "各学院"),
)
OFFICE_TAIL = Rule(
    name="organ/office_tail",
    # Offices that a shared head counts for: 市发改委、财政局. Companies and schools bear names of their own.
    pattern=(
        r"(?:人民政府|政府|厅|局|委|署|办|委员会|办公室|办公厅|支队|大队|总队|法院|检察院|分局|中心|科协|残联|妇联|工会|团委|工商联|指挥部|领导小组|工信厅|党组|党委)"
        r"(?:[（(][^（）()]{1,16}[）)])?$"
    ),
    inside=(("财政局", "局"), ("经信委（工信厅）", "委（工信厅）"), ("人民政府（办事处）", "人民政府（办事处）")),
    no=("电力公司", "科学研究院"),
)
ORGAN_HEAD = Rule(
    name="organ/head_of_departments",
    # 国务院各部委、各直属机构: what stands before 各 belongs to both.
    pattern=r"^(?P<head>国务院|\p{Han}{0,12}?政府|(?:省|市|县|区|州|自治区|镇|乡)委|\p{Han}{2,12}?(?:管委会|委员会))(?=各)",
    inside=(("国务院各部委", "国务院"), ("市政府各部门", "市政府"), ("开发区管委会各局", "开发区管委会")),
    no=("省直各部门", "各市人民政府", "公司各部门"),
)
OF_HEAD = Rule(
    name="organ/department_of_head",
    pattern=r"^各?(?:有关|相关)?(?:直属|派出|办事|特设|议事|工作|职能|组成|内设)?(?:部委|部门|委办局|委|办|局|机构|单位|事业单位)(?:[（(][^（）()]{1,12}[）)])?$",
    yes=("各直属机构", "各部门", "直属单位", "委办局"),
    no=("各省属企业", "各人民团体", "各大企业"),
)
RULES = (GENERIC, HEADLESS, OFFICE_TAIL, ORGAN_HEAD, OF_HEAD)

_LEAD = Rule("organ_list/lead", rf"^{LEAD}")
_PLACE_HEAD = Rule(
    "organ_list/place_head",
    rf"^(?P<place>(?:{LEAD})?(?:{DIVISION}{{1,3}}|\p{{Han}}{{1,8}}?{DIVISION}{{1,2}})(?:[（(][^（）()]{{1,24}}[）)])?)(?P<tail>\S.*)$",
)
_NAMED = Rule(
    "organ_list/named",
    r"^(?:各|有关|相关|全|国|中国|中共|中央|省|市(?!场|容|民|政[工管])|县|区|州|旗|自治|校|院|局|公司"
    r"|\p{Han}{2,6}(?:省|市|县|区|自治州|州|旗|盟))",
)
_SHARED_KIND = Rule("organ_list/shared_kind", r"(?:单位|企业|部门|学校|机构|院校|公司|人员|教师|协会|学会|医院)$")
_BARE_WORD = Rule("organ_list/bare_word", rf"^(?:\p{{Han}}{{0,4}}{LEAD})?\p{{Han}}{{2,5}}$")
_AND_SO_ON = Rule("organ_list/and_so_on", r"等(?:有关|相关|各)?(?:单位|部门|企业|机构)?$")
_POLITE = Rule(
    "organ_list/polite", r"^(?:尊敬的|致|主\s?送(?:单位|机关)?[:：]|抄\s?送(?:单位|机关)?[:：]|抄报[:：])\s*"
)
# A county has a 人民政府 and no 管委会; a street office is no government: such tails are not shared backwards.
_NOT_FOR_DIVISIONS = Rule("organ_list/not_for_divisions", r"^(?:管委会|管理委员会|办事处|街道办事处|建设管理局|党工委)")
_DIVISION_END = Rule("organ_list/division_end", r"(?:市|县|乡|镇|州|省|县区|市区)(?:[（(].*)?$")


@dataclass(frozen=True, slots=True)
class OrganEntry:
    """One member of a list: its full name, and the places of its pieces in reading order of the name."""

    value: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Item:
    """A member while it is worked on: head + own + tail, each a list of spans."""

    own: Span
    comma: bool
    """A comma, which parts more strongly than 、, stands before it."""
    heads: list[tuple[Span, ...]] = field(default_factory=list)
    tail: tuple[Span, ...] = ()
    shares_kind: bool = False
    place: tuple[Span, ...] = ()
    """Where a bracketed place lost its brackets: the pieces of 各县（区）."""


def split_organs(text: str, start: int = 0, end: int | None = None) -> list[OrganEntry]:
    """Split a list of organs and give each member its shared head and tail.

    >>> [e.value for e in split_organs("各省、自治区、直辖市人民政府，国务院各部委、各直属机构")]
    ['各省人民政府', '各自治区人民政府', '各直辖市人民政府', '国务院各部委', '国务院各直属机构']
    >>> [e.value for e in split_organs("省发展改革委、工业和信息化厅")]
    ['省发展改革委', '省工业和信息化厅']
    """
    whole = Span(start, len(text) if end is None else end)
    if "\n" in whole.of(text):
        return _over_lines(text, whole)
    items = _rebracketed(text, list(_items(text, whole)))
    runs = _share_tails(text, items)
    _share_heads(text, items, runs)
    entries: list[OrganEntry] = []
    for item in items:
        for head in item.heads or [()]:
            spans = _merged((*head, item.own, *item.tail))
            value = "".join(squeezed(s.of(text)) for s in spans)
            if value and all(value != e.value for e in entries):
                entries.append(OrganEntry(value, spans))
    return entries


def _over_lines(text: str, whole: Span) -> list[OrganEntry]:
    """Split a list that is broken in print (…、烟台⏎市、济宁市…) as if it stood on one line."""
    kept: list[int] = []
    for i in range(whole.start, whole.end):
        if text[i] != "\n" or _parts_names(text, i, whole):
            kept.append(i)
    line = "".join("、" if text[i] == "\n" else text[i] for i in kept)
    entries: list[OrganEntry] = []
    for entry in split_organs(line):
        spans: list[Span] = []
        for span in entry.spans:
            for i in kept[span.start : span.end]:
                if spans and spans[-1].end == i:
                    spans[-1] = Span(spans[-1].start, i + 1)
                else:
                    spans.append(Span(i, i + 1))
        entries.append(OrganEntry(entry.value, tuple(spans)))
    return entries


def _parts_names(text: str, at: int, whole: Span) -> bool:
    left = text[max(whole.start, at - 40) : at].rstrip(_BLANK)
    cut = max(left.rfind(c) for c in "、，,；;。：:\n")
    return _is_whole(left[cut + 1 :]) and _starts_name(text, at + 1, whole.end)


def _merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].end == span.start:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _items(text: str, whole: Span) -> Iterator[_Item]:
    comma = False
    for part, parted_by in _parts(text, whole):
        pieces = _and_pieces(text, part)
        for index, piece in enumerate(pieces):
            own = _trimmed(text, piece)
            if len(own):
                yield _Item(own, comma if index == 0 else False)
        comma = parted_by in "，,；;。\n"


# A bracketed other name whose brackets became marks: 各县，区，教育局 for 各县（区）教育局, 财政厅，局 for 财政厅（局）.
_OTHER_PLACE = {"区": ("县", "市"), "市": ("县",), "居": ("村",), "街道": ("镇", "乡"), "社区": ("村",), "镇": ("乡",)}
_OTHER_OFFICE = {"局": ("厅", "委"), "委": ("厅", "局")}


_OFFICES_OF = Rule("organ_list/offices_of", r"^[省市县区州](?:直|级|属|委|政府|委和.政府)\p{Han}{0,6}部门$")


def _rebracketed(text: str, items: list[_Item]) -> list[_Item]:
    kept: list[_Item] = []
    skip = False
    for index, item in enumerate(items):
        if skip:
            skip = False
            continue
        name = item.own.of(text)
        before = kept[-1].own.of(text) if kept else ""
        after = items[index + 1].own.of(text) if index + 1 < len(items) else ""
        is_office = name == "单位" and _OFFICES_OF.match(before) is not None
        if is_office or before.endswith(_OTHER_OFFICE.get(name, ("\0",))):
            kept[-1].tail = (item.own,)
        elif before.endswith(_OTHER_PLACE.get(name, ("\0",))) and after and _is_bare_tail(after):
            kept[-1].place = (kept[-1].own, item.own)
            kept[-1].heads = [kept[-1].place]
            kept[-1].own = items[index + 1].own
            skip = True
        else:
            kept.append(item)
    return kept


def _is_bare_tail(name: str) -> bool:
    has_place = GENERIC.match(name) or _LEAD.match(name) or _NAMED.match(name)
    return not has_place and (is_organ(name) or name.startswith("民委员会"))


def _trimmed(text: str, span: Span) -> Span:
    own = strip_span(text, span, _BLANK + "：:。.，,；;、*#|")
    if match := _POLITE.match(own.of(text)):
        own = Span(own.start + match.end(), own.end)
    if (match := _AND_SO_ON.search(own.of(text))) and match.start() > 1:
        own = Span(own.start, own.start + match.start())
    return own


def _parts(text: str, whole: Span) -> Iterator[tuple[Span, str]]:
    """Cut at 、 ， ； outside brackets, and at blanks between two whole names."""
    depth, at = 0, whole.start
    for i in range(whole.start, whole.end):
        char = text[i]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
            if depth == 0 and text[i + 1 : i + 2] == "各":
                # 省直各部门（单位）各省属企业: the mark between them is lost.
                yield Span(at, i + 1), "、"
                at = i + 1
        elif depth:
            continue
        elif char in "、，,；;。" or (char == "." and _is_whole(text[at:i]) and not text[i + 1 : i + 2].isascii()):
            yield Span(at, i), char
            at = i + 1
        elif char in _BLANK and i > at and _is_whole(text[at:i]) and _starts_name(text, i, whole.end):
            yield Span(at, i), "、"
            at = i + 1
    yield Span(at, whole.end), ""


def _is_whole(name: str) -> bool:
    name = squeezed(name.strip(_BLANK))
    return len(name) > 2 and (is_organ(name) or COLLECTIVE.fullmatch(name) is not None)


def _starts_name(text: str, at: int, end: int) -> bool:
    while at < end and text[at] in _BLANK:
        at += 1
    stop = _NAME_END.search(text, at, end)
    return _is_whole(text[at : stop.start() if stop else end])


# 实验室与资产管理处 is one office; 市教育局和市财政局 and 各学院和各部门 are two.
_AND_IN_NAME = Rule(
    "organ_list/and_in_name",
    r"^(?!各|有关|相关|全|省|市|县|区|州|国|中|校|院|局|\p{Han}{2,6}(?:省|市|县|区)).*[室所心]$",
)
_NAME_END = Rule("organ_list/name_end", r"[、，,；;。.：:\s?]")
_DEPARTMENTS = Rule("organ_list/departments", r"^\p{Han}{0,10}(?:政府|委)各")
_AND = Rule("organ_list/and", r"以及|及其|及|和|与|暨|并")


def _and_pieces(text: str, part: Span) -> list[Span]:
    """Cut at 及, 和, 与 where a whole member stands on either side: 各学院及相关单位, but 发展和改革委员会."""
    pieces: list[Span] = []
    at = part.start
    for match in _AND.find_all(text, part.start, part.end):
        left, right = text[at : match.start()].strip(_BLANK), text[match.end() : part.end].strip(_BLANK)
        if match.group() != "及其" and _is_member(left) and _may_follow(left, right):
            pieces.append(Span(at, match.start()))
            at = match.end()
    pieces.append(Span(at, part.end))
    return pieces


def _balanced(name: str) -> bool:
    return sum(name.count(c) for c in "（(") == sum(name.count(c) for c in "）)")


def _is_member(name: str) -> bool:
    if len(name) < 2 or not _balanced(name):
        return False
    return bool(PLACE.fullmatch(name) or is_organ(name) or (_LEAD.match(name) and COLLECTIVE.fullmatch(name)))


def _may_follow(left: str, right: str) -> bool:
    # 省委和省政府各部门 has one 各部门 for both, so it stays one member.
    if left.endswith(("委", "政府")) and _DEPARTMENTS.match(right):
        return False
    if _AND_IN_NAME.match(left) and not _LEAD.match(right):
        return False
    return bool(
        _LEAD.match(right)
        or PLACE.fullmatch(right)
        or is_organ(right)
        or COLLECTIVE.fullmatch(right)
        or (PLACE.fullmatch(left) and _PLACE_HEAD.match(right))
    )


def _share_tails(text: str, items: list[_Item]) -> dict[int, tuple[list[Span], Span]]:
    """Give waiting divisions the tail of their run's last member; give for each run's end its places and tail."""
    waiting: list[int] = []
    words: list[int] = []
    runs: dict[int, tuple[list[Span], Span]] = {}
    for index, item in enumerate(items):
        name = item.own.of(text)
        if item.comma:
            words = []
        if PLACE.fullmatch(name) or (waiting and _is_misread_place(text, items, index)):
            waiting.append(index)
            continue
        match = _PLACE_HEAD.match(name)
        if match is not None and _is_tail(match["tail"], bool(waiting)):
            place = Span(item.own.start, item.own.start + match.end("place"))
            tail = Span(place.end, item.own.end)
            sharing = [w for w in waiting if _takes(items[w].own.of(text), match)]
            for w in sharing:
                items[w].tail = (tail, *item.tail)
            runs[index] = ([*(items[w].own for w in sharing), place], tail)
        waiting = []
        words = _share_kind(text, items, index, words)
    return runs


def _is_misread_place(text: str, items: list[_Item], index: int) -> bool:
    """Take 泰安币 between 济宁市 and 临沂市人民政府 for a city."""
    name = items[index].own.of(text)
    if len(name) > 4 or len(name) < 3 or index + 1 >= len(items) or is_organ(name) or COLLECTIVE.fullmatch(name):
        return False
    after = items[index + 1].own.of(text)
    return PLACE.fullmatch(after) is not None or _PLACE_HEAD.match(after) is not None


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


def _share_kind(text: str, items: list[_Item], index: int, words: list[int]) -> list[int]:
    """各建设、施工、监理单位: words that are no members by themselves take the kind of the last one."""
    name = items[index].own.of(text)
    kind = _SHARED_KIND.search(name)
    if kind is None:
        bare = _BARE_WORD.match(name) and not _is_whole(name) and not is_organ(name) and name != "机关"
        return [*words, index] if bare else []
    if words and len(name) - len(kind.group()) <= 5 and not _LEAD.match(name):
        tail = Span(items[index].own.start + kind.start(), items[index].own.end)
        for w in words:
            items[w].tail = (tail,)
        for w in (*words, index):
            items[w].shares_kind = True
    return []


def _share_heads(text: str, items: list[_Item], runs: dict[int, tuple[list[Span], Span]]) -> None:
    lead: Span | None = None
    head: Span | None = None
    places: list[tuple[Span, ...]] = []
    for index, item in enumerate(items):
        name = item.own.of(text)
        if item.comma:
            head = None
            # 各县（区）教育局，市场监督管理局: with a comma only an office of the same kind shares the place.
            places = (
                places if name.endswith(("局", "厅")) and _is_office(name) and _was_office(text, items, index) else []
            )
            # 各市，县，自治县人民政府 with commas for 、: one run, so 各 holds on.
            if not (GENERIC.match(name) and (item.tail or len(runs.get(index, ((), None))[0]) > 1)):
                lead = None
        own_lead = _LEAD.match(name)
        if head is not None and OF_HEAD.fullmatch(name):
            item.heads = [(head,) if name.startswith("各") else (head, lead) if lead is not None else (head,)]
        elif (
            own_lead is None and lead is not None and _is_kind(name, item) and _is_below(text, name, index, items, runs)
        ):
            item.heads = [(lead,)]
            if index in runs:
                places = [(p,) for p in runs[index][0]]
        elif item.place:
            places = [item.place]
        elif own_lead is None and places and index not in runs and _is_office(name):
            item.heads = [_head_of(text, place, lead) for place in places]
        elif index in runs:
            places = [(p,) for p in runs[index][0]]
        if own_lead is not None:
            lead = Span(item.own.start, item.own.start + own_lead.end())
        if match := ORGAN_HEAD.match(name):
            head = Span(item.own.start, item.own.start + match.end("head"))
            lead = Span(head.end, head.end + 1)
        elif own_lead is None and not item.heads and not GENERIC.match(name):
            lead = None


_LEVELS = (
    ("省", "自治区", "直辖市"),
    ("设区市", "计划单列市", "市", "州", "盟", "地区"),
    ("县", "区", "旗"),
    ("乡", "镇", "街道"),
)


def _is_below(text: str, name: str, index: int, items: list[_Item], runs: dict[int, tuple[list[Span], Span]]) -> bool:
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


def _is_kind(name: str, item: _Item) -> bool:
    # 各市场监管所、县局各科室: a member with a 各 of its own stands for itself.
    return "各" not in name and _is_kind_name(name, item)


def _is_kind_name(name: str, item: _Item) -> bool:
    return item.shares_kind or GENERIC.match(name) is not None or HEADLESS.match(name) is not None


def _was_office(text: str, items: list[_Item], index: int) -> bool:
    return index > 0 and items[index - 1].own.of(text).rstrip("）)").endswith(("局", "厅"))


def _is_office(name: str) -> bool:
    return OFFICE_TAIL.search(name) is not None and not _NAMED.match(name)


def _head_of(text: str, place: tuple[Span, ...], lead: Span | None) -> tuple[Span, ...]:
    if lead is not None and GENERIC.match(place[0].of(text)) and len(place[0]) > 1:
        return (lead, *place)
    return place
