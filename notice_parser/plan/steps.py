"""How an inspection is done, and in which steps."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.plan import PlanItem
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule
from notice_parser.plan.items import Item, clauses, leaf_items, lines, number_items, short_members
from notice_parser.plan.parts import Part, Parts
from notice_parser.plan.topics import BRACKET, PHASE, Topic
from notice_parser.plan.verbs import INSPECT, INSPECTION

MANNER = Rule(
    name="steps/manner",
    pattern=r"(?:采取|采用|通过|运用|实行|按照|以)(?P<what>[^。；;：:\n《》]{2,90}?)(?:等)?(?P<tail>(?:相结合|线上线下)?(?:的)?(?:多种)?(?:方式|形式|方法|办法))",
    yes=("采取查阅资料、现场察看、随机询问等方式", "采取听取汇报、实地检查等形式", "采用甲、乙相结合的方式"),
    no=("采取有力措施", "以问题为导向", "联系方式"),
)

BY_MANNER = Rule(
    name="steps/by_manner",
    pattern=rf"(?P<verb>以|采取|采用|通过)(?P<what>(?P<list>[^。；;：:，,\n《》]{{2,60}}?)等?(?:相结合)?的?(?:方式|形式|方法))"
    rf"(?:对[^，。；\n]{{2,30}}?)?(?:开展|进行|实施|组织)(?!了)(?:[^。；;，,\n]{{0,12}}?){INSPECT}",
    yes=("以联合检查、交叉检查等方式开展专项检查", "采用线上线下相结合的方式开展中期检查"),
    no=("采取有力措施开展检查", "采用影视宣教等方式提高意识"),
)

UNANNOUNCED = Rule(
    name="steps/unannounced",
    pattern=r"(?:不发通知|不打招呼|不听汇报)[^。；;\n]{0,40}(?:直插现场|直插基层|直奔现场|直奔基层|直达现场)",
    yes=("不发通知、不打招呼、不听汇报，直奔基层、直插现场",),
    no=("不发通知的", "“四不两直”"),
)

INSPECTION_BY = Rule(
    name="steps/inspection_by",
    pattern=rf"{INSPECT}(?:工作|组|活动)?(?:主要|拟|将|可)?(?:采取|采用|通过)(?P<what>[^。；;：:\n《》]{{2,90}}?)(?:等)?(?:相结合)?的?(?:方式|形式|方法)(?:进行)?(?=[。；;，,\n]|$)",
    yes=("复查采取查资料、看现场、问员工等方式", "督查组采用听汇报、看现场等形式进行"),
    no=("检查组采取有力措施", "采取多种方式"),
)

LEAD_IN = Rule(
    name="steps/lead_in",
    pattern=r"(?:内容|重点|事项|情况|问题|材料|要求|项目)[^。；;\n]{0,8}[：:]$",
    yes=("内容如下：", "情况："),
    no=("分三个阶段进行：", "内容如下。"),
)

RULES: tuple[Rule, ...] = (LEAD_IN, MANNER, BY_MANNER, UNANNOUNCED, INSPECTION_BY)


def read_methods(parts: Parts) -> tuple[PlanItem, ...]:
    """List the methods under a heading (检查方式), one by one; a list in a sentence gives one for each member."""
    items = [item for index in parts.of(Topic.METHODS) for item in _methods(parts, index)]
    if items:
        return number_items(items, parts.text, "M", "methods/heading", 0.9)
    return number_items(list(_in_sentences(parts)), parts.text, "M", "methods/sentence", 0.6)


def _in_sentences(parts: Parts) -> Iterator[Item]:
    """Find 复查采取查资料、看现场等方式 inside a part; in the opening it tells of an inspection that is over."""
    for match in INSPECTION_BY.find_all(parts.text):
        index = parts.at(match.start())
        if index is not None:
            what = Span(*match.span("what"))
            members = list(short_members(parts.text, what))
            yield from (Item(s, parts.heading_of(index)) for s in members or [what])
    for match in BY_MANNER.find_all(parts.text):
        heading = parts.heading_of(parts.at(match.start()))
        if match["verb"] == "以":  # 以联合检查、交叉检查等方式开展专项检查 is one way of doing it
            yield Item(Span(*match.span()), heading)
            continue
        members = list(short_members(parts.text, Span(*match.span("list"))))
        yield from (Item(s, heading) for s in (members if len(members) > 1 else [Span(*match.span("what"))]))
    for match in UNANNOUNCED.find_all(parts.text):
        index = parts.at(match.start())
        if index is not None:
            yield Item(Span(*match.span()), parts.heading_of(index))


def _methods(parts: Parts, index: int) -> Iterator[Item]:
    part = parts.parts[index]
    heading = parts.heading_of(index)
    if part.children:
        yield from _below(parts, index)
        return
    sentences = list(clauses(parts.text, part.own, "。；;\n"))
    members = [m for s in sentences for m in _members(parts.text, s)]
    if members or len(part.topics) == 1:
        yield from (Item(s, heading) for s in members or sentences)


def _below(parts: Parts, index: int) -> Iterator[Item]:
    part = parts.parts[index]
    own = [c for c in part.children if Topic.METHODS in parts.parts[c].topics]
    if own:
        for child in own:
            yield from _methods(parts, child)
    elif len(part.topics) == 1 or not any(parts.parts[c].topics for c in part.children):
        yield from leaf_items(parts, index)


def _members(text: str, sentence: Span) -> Iterator[Span]:
    match = MANNER.search(text, sentence.start, sentence.end)
    if match is None:
        return
    what = Span(*match.span("what"))
    members = list(short_members(text, what))
    yield from members if members else [what]


def read_procedure(parts: Parts) -> tuple[PlanItem, ...]:
    """List the steps under a heading (工作步骤, 时间安排), each whole; else parts that call themselves phases."""
    items = [item for index in parts.of(Topic.PROCEDURE, weak=False) for item in _steps(parts, index)]
    if items:
        return number_items(items, parts.text, "P", "procedure/heading", 0.9)
    return number_items(list(_loose_phases(parts)), parts.text, "P", "procedure/phases", 0.75)


def _steps(parts: Parts, index: int) -> Iterator[Item]:
    part = parts.parts[index]
    heading = parts.heading_of(index)
    if not part.children:
        found = list(lines(parts.text, part.own))
        if len(found) > 1 or Topic.TIME not in part.topics:
            yield from (Item(s, heading) for s in found)
        return
    if LEAD_IN.search(part.own.of(parts.text)) is not None:
        return
    own = [c for c in part.children if parts.parts[c].topics.get(Topic.PROCEDURE) is False]
    foreign = [c for c in part.children if parts.parts[c].topics and c not in own and not is_phase(parts, c)]
    if own and len(part.topics) > 1:
        for child in own:
            yield from _steps(parts, child)
    elif not (foreign and len(part.topics) > 1):
        yield from (Item(parts.parts[c].whole, heading) for c in part.children if c not in foreign)


def is_phase(parts: Parts, index: int) -> bool:
    """Tell whether a part is a phase: 自查阶段, or any heading with a time in brackets."""
    part = parts.parts[index]
    heading = part.heading.of(parts.text)
    return PHASE.search(heading) is not None or _has_dated_bracket(parts.text, part)


def _has_dated_bracket(text: str, part: Part) -> bool:
    match = BRACKET.search(text, part.heading.start, min(part.whole.end, part.heading.end + 1))
    return match is not None and any(c.isdecimal() for c in match[0]) and ("月" in match[0] or "日" in match[0])


def _loose_phases(parts: Parts) -> Iterator[Item]:
    groups: dict[int | None, list[int]] = {}
    for index, part in enumerate(parts.parts):
        heading = part.heading.of(parts.text)
        if "阶段" in heading or (_has_dated_bracket(parts.text, part) and INSPECTION.search(heading) is not None):
            groups.setdefault(part.parent, []).append(index)
    for parent, members in groups.items():
        if len(members) > 1:
            yield from (Item(parts.parts[i].whole, parts.heading_of(parent)) for i in members)
