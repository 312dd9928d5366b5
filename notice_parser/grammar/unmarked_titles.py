"""Titles whose 《》 are lost: 根据.中华人民共和国安全生产法,和 某委关于印发 巡查制度,的通知、某委,2016。2号,等要求.

Where marks were replaced at random and brackets dropped, a title is known by the word before it (根据, 贯彻落实),
by the kind of document at its end, and by the marks round it. In a text whose marks are whole these are plain words,
so whoever asks must know that the text lost its brackets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from notice_parser.core.notice import DocumentNumber
from notice_parser.core.span import Span
from notice_parser.grammar.citations import CitationMatch, title_value
from notice_parser.grammar.document_number import BARE, DECREE, HALF_OPEN, MARKS, STANDARD, find_document_numbers
from notice_parser.grammar.rule import Rule

_M = r"[ \t\u3000\n,，.。、;；:：]"
_HAN = r"[\p{Han}0-9A-Za-z—\-]"
_STRONG = "法|法典|条例|办法|规定|规则|细则|规划|纲要|预案|导则|指南|守则|规范|指引|章程|汇编|解释|评定标准|判定标准"
_WEAK = "方案|制度|标准|要点|流程|纪要|清单|目录|计划|检查表|审核表|自查表"
_ISSUED = "通知|意见|实施意见|指导意见|若干意见|决定|函|公告|通告|批复|请示|通报|报告"
_RULED = r"的?(?:规定|要求|精神|有关|等|情况)"
_AFTER = rf"(?=(?:{_RULED})?(?:{_M}|$)|[和及与等](?:{_M}|\p{{Han}}{{2}})|》|的?(?:有关)?(?:规定|要求))"

CUE = Rule(
    name="unmarked_title/cue",
    pattern=(
        rf"(?:(?P<rests>根据|依据|按照|依照|遵照|对照|参照|同意|报来的|起草了|修订了|拟定了|印发的?|编印的)"
        rf"|贯彻落实|贯彻实施|贯彻执行|贯彻|落实|执行|遵守|违反|组织学习|认真学习|学习|实施|涵盖|包括|内容有|填写|申办|研究制定"
        rf"|编制|修订|完成|开展|现将|(?:和|及|将)(?={_M}))(?P<mark>{_M}{{0,2}})"
    ),
    yes=("根据", "按照.", "贯彻落实 "),
    no=("各单位",),
)

LAW = Rule(
    name="unmarked_title/law",
    pattern=(
        rf"中华人民共和国\p{{Han}}{{2,24}}?(?:法实施条例|法实施细则|法|法典|条例|办法|规定|细则)"
        rf"(?={_M}|[和及与等的]|》|要求|规定|第|$|[^\p{{Han}}])"
        rf"|\p{{Han}}{{2,6}}(?:省|市|自治区|自治州)实施{_M}?\p{{Han}}{{2,30}}?(?:法|条例|规定){_M}?(?:办法|细则)"
    ),
    yes=("中华人民共和国安全生产法", "中华人民共和国预算法实施条例", "江澜省实施 节能条例,办法"),
    no=("中华人民共和国成立", "中华人民共和国法律"),
)

NOTICE = Rule(
    name="unmarked_title/notice",
    pattern=(
        rf"(?:\p{{Han}}{{1,30}}(?:委|府|部|局|厅|会|办公室|处|公司|院|校|组|司|区|党组){_M}?){{0,3}}关于{_HAN}{{0,4}}"
        rf"(?:(?<=印发|转发|发布|下发)(?:{_M}?{_HAN}{{2,50}}){{1,5}}?|{_HAN}{{2,60}}(?:{_M}{{1,2}}{_HAN}{{2,40}})?)"
        rf"{_M}{{0,2}}的(?:{_ISSUED})"
    ),
    yes=("国务院安委会关于印发 安全生产巡查工作制度,的通知", "关于做好检查工作的通知"),
    no=("关于检查", "各单位的通知"),
)

ITEM = Rule(
    name="unmarked_title/item",
    pattern=rf"{_HAN}{{2,40}}?(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})){_AFTER}",
    inside=(("城镇燃气管理条例，和", "城镇燃气管理条例"), ("小餐饮用电导则，的规定，", "小餐饮用电导则")),
    no=("各有关单位", "安全生产"),
)

ALONE = Rule(
    name="unmarked_title/alone",
    # Between two marks, without a word before it that tells a title: 教育内容有:.会计基础工作规范。会计档案管理办法,
    pattern=rf"(?<={_M})(?:\p{{Han}}{{4,30}}(?:条例|办法|细则|导则|规则|预案|纲要|指南|汇编|(?:工作|技术|服务|管理|操作|行为)规范)(?={_M})"
    rf"|\p{{Han}}{{6,30}}规定(?={_M})|关于{_HAN}{{4,60}}的(?:通知|意见|决定|办法|规定)(?={_M}|要求|精神))",
    inside=(("内容有.会计基础工作规范。档案", "会计基础工作规范"), (",会计档案管理办法,", "会计档案管理办法")),
    no=("严格执行办法",),
)

NUMBERED = Rule(
    name="unmarked_title/numbered",
    pattern=(
        rf"(?<![\p{{Han}}0-9])(?P<title>{_HAN}{{6,70}}(?:{_STRONG}|{_WEAK}|{_ISSUED}))[（(]"
        r"(?=\p{Han}{2,20}[〔\[(（](?:19|20)\d{2}[〕\])）]\d{1,4}号)"
    ),
    inside=(("，根据某部关于做好检查的通知（某部发〔2015〕58号）", "根据某部关于做好检查的通知（"),),
    no=("《关于检查的通知》（某部发〔2015〕58号）", "关于做好检查的通知（2015年）"),
)

STATE = Rule(
    name="unmarked_title/state",
    pattern=rf"{_M}{{0,2}}(?P<state>试行|暂行|修订|征求意见稿|修订征求意见稿|草案|送审稿|模拟运行版|\d{{4}}年?版){_M}?",
    yes=("。试行，", " 征求意见稿"),
    no=("执行",),
)


_NO_TITLE = Rule(
    name="unmarked_title/plain_words",
    pattern=(
        r"^(?:本|该|其|各|有关|相关|上述|以下|上级|此|这|国家有关|现行|工作|整改|具体|年度|以上|我|并|对|应|要|严格|认真|按|依|将)"
        r"|法律法规|有关规定|相关规定|精神|工作部署|进行|针对|制定|拟定|提出|印发的|编印的|是否|不符|不规范|符合|本方案|发整改|依据|根据|按照|贯彻"
        r"|落实|确保|熟悉|掌握|探索|完善|健全|规章"
        r"|^\p{Han}{0,2}(?:方案|计划|清单|制度|标准|规定|要求|规范|规划|流程|目录|函|法|要点)$"
        r"|依法|(?:方|执|违|合|无|守|设|普|立|司|做|想|看|说|用|写|手|非|算|语)法$|政府令$"
    ),
    inside=(("有关规定", "有关"), ("依法", "依")),
    no=("城镇燃气管理条例",),
)
_ISSUED_KIND = Rule(
    "unmarked_title/issued_kind", rf"(?:{_ISSUED})$", inside=(("检查的通知", "通知"),), no=("管理办法",)
)
_KIND = Rule(
    "unmarked_title/kind",
    rf"(?:{_STRONG}|{_WEAK}|登记表|汇总表|统计表|台账|记录|名录|样本|手册|大纲|文件|[）〉])$",
    inside=(("管理办法", "办法"),),
    no=("法律法规",),
)
_TOLD = Rule(
    name="unmarked_title/told",
    pattern=(r"省|市|县|区|州|国|公司|学校|大学|学院|集团|镇|乡|中心|协会|\d{4}"),
    yes=("省", "2021"),
    no=("制度",),
)
_FORMS = (STANDARD, HALF_OPEN, MARKS, BARE)


def lost_brackets(printed: str) -> bool:
    """Tell whether a text as it came in lost its title marks and brackets, as library copies do.

    >>> lost_brackets("根据.安全生产法,琼府 2016、71号,各市,县.现将")
    True
    >>> lost_brackets("根据《安全生产法》，各市（县）")
    False
    """
    if printed.count("》") > printed.count("《"):
        return True
    brackets = sum(printed.count(mark) for mark in '（(“〔"')
    if "《" in printed or brackets > 2 + len(printed) // 2000:
        return False
    return "。" not in printed or len(list(_STRAY.find_all(printed))) > 2


_STRAY = Rule(
    name="unmarked_title/stray_mark",
    pattern=(r"\p{Han}[,.](?=\p{Han})"),
    inside=(("各市,县", "市,"),),
    no=("甲，乙", "a,b"),
)


def is_plausible_title(value: str) -> bool:
    """Tell whether words between restored marks can be a title: they end with a kind of document and say no duty.

    >>> [is_plausible_title(t) for t in ("城镇燃气管理条例", "国家和省有关规定", "同时印发整改通知")]
    [True, False, False]
    """
    if _ISSUED_KIND.search(value):
        return "关于" in value or value.startswith(("印发", "转发"))
    if _NO_TITLE.search(value):
        return False
    return _KIND.search(value) is not None


def find_unmarked_titles(text: str, start: int = 0, end: int | None = None) -> tuple[CitationMatch, ...]:
    """Find titles without marks from left to right, each with the number behind it.

    >>> [c.value for c in find_unmarked_titles("根据城镇燃气管理条例，某省燃气条例、等要求")]
    ['城镇燃气管理条例', '某省燃气条例']
    """
    stop = len(text) if end is None else end
    found: list[CitationMatch] = []
    for law in LAW.find_all(text, start, stop):
        if not found or law.start() >= found[-1].span.end:
            found += _list_of_titles(text, law.start(), stop, rests=True, closed=True)
    told = sorted(c.span for c in found)
    floor = start
    for cue in CUE.find_all(text, start, stop):
        if cue.end() < floor or _overlaps_any(Span(*cue.span()), told):
            continue
        rests, closed = cue["rests"] is not None, bool(cue["mark"])
        for citation in _list_of_titles(text, cue.end(), stop, rests=rests, closed=closed):
            floor = citation.span.end
            if not _overlaps_any(citation.span, told):
                found.append(citation)
    told = sorted(c.span for c in found)
    for match in ALONE.find_all(text, start, stop):
        span = Span(*match.span())
        if not _overlaps_any(span, told) and not _NO_TITLE.search(match.group()):
            found += _list_of_titles(text, span.start, stop, rests=True, closed=True)
    return tuple(sorted(found, key=lambda c: c.span))


def find_numbered_titles(text: str, start: int = 0, end: int | None = None) -> tuple[CitationMatch, ...]:
    """Find titles without 《》 that a number in brackets tells: 和某县政府专题会议纪要（某政纪〔2018〕31号）.

    >>> [c.value for c in find_numbered_titles("根据某部关于做好检查的通知（某部发〔2015〕58号）要求")]
    ['某部关于做好检查的通知']
    """
    stop = len(text) if end is None else end
    found: list[CitationMatch] = []
    for match in NUMBERED.find_all(text, start, stop):
        first = match.start("title")
        for cue in CUE.find_all(text, first, match.end("title")):
            if "关于" not in text[first : cue.start()]:
                first = cue.end()
        span = Span(first, match.end("title"))
        if len(span) >= 6 and is_plausible_title(span.of(text)):
            number, place = _number_at(text, match.end(), min(stop, match.end() + 40))
            if number is not None:
                found.append(CitationMatch(title_value(span.of(text)), span, span, number, place))
    return tuple(found)


def _overlaps_any(span: Span, taken: list[Span]) -> bool:
    after = bisect_left(taken, span)
    return any(taken[i].overlaps(span) for i in (after - 1, after) if 0 <= i < len(taken))


def _list_of_titles(text: str, at: int, stop: int, *, rests: bool, closed: bool) -> Iterator[CitationMatch]:
    while at < stop:
        title = _title_at(text, at, min(stop, at + 160), rests=rests, closed=closed)
        if title is None:
            return
        span = title
        value = title_value(regex.sub(_M, "", title.of(text)))
        at = title.end
        if state := STATE.match(text, at, stop):
            value, at, span = f"{value}（{state['state']}）", state.end(), Span(title.start, state.end("state"))
        number, number_span = _number_at(text, at, stop)
        if number_span is not None:
            at = number_span.end
        yield CitationMatch(value, span, span, number, number_span)
        joint = regex.compile(rf"》?{_M}{{0,2}}(?:以及|和|及|与)?{_M}{{0,2}}").match(text, at, stop)
        at = joint.end() if joint else at


def _title_at(text: str, at: int, stop: int, *, rests: bool, closed: bool) -> Span | None:
    for rule in (LAW, NOTICE, ITEM):
        match = rule.match(text, at, stop)
        if match is None or len(match.group()) < 4:
            continue
        span = Span(*match.span())
        if rule is NOTICE:
            if glued := _GLUED.match(text, span.start, span.end):  # 甲管理办法和某市政府关于…的通知
                return Span(*glued.span("first"))
            return span
        if _NO_TITLE.search(match.group()):
            continue
        if rule is ITEM and match["weak"] and not _is_told(match.group(), rests=rests, closed=closed):
            continue
        return span
    return None


def _is_told(title: str, *, rests: bool, closed: bool) -> bool:
    """Tell whether 制度 or 方案 ends a title and not a plain word: by its length, its place or its year."""
    return (rests and (len(title) >= 9 or _TOLD.search(title) is not None)) or (closed and len(title) >= 8)


_GLUED = Rule(
    name="unmarked_title/glued",
    pattern=(
        rf"(?P<first>{_HAN}{{3,40}}?(?:条例|办法|规定|细则|方案|法))(?:[和及与]|{_M})*+(?={_HAN}{{2,20}}(?:府|局|厅|会|室|部|委)关于)"
    ),
    inside=(("住宅管理办法和某市人民政府关于", "住宅管理办法和"),),
    no=("关于检查的通知",),
)


def _number_at(text: str, at: int, stop: int) -> tuple[DocumentNumber | None, Span | None]:
    window = min(stop, at + 28)
    for place, number, _ in find_document_numbers(text, at, window, _FORMS):
        if not regex.sub(_M, "", text[at : place.start]):
            return number, place
        return None, None
    if (m := DECREE.search(text, at, window)) and not regex.sub(_M, "", text[at : m.start()]):
        span = Span(m.start(), m.end())
        return DocumentNumber("".join(regex.sub(_M, "", m.group()))), span
    return None, None


RULES = (CUE, LAW, NOTICE, ITEM, ALONE, NUMBERED, STATE, _NO_TITLE, _ISSUED_KIND, _KIND, _TOLD, _STRAY, _GLUED)
