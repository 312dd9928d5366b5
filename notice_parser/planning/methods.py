"""How an inspection is done."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.plan import PlanItem
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule
from notice_parser.planning.items import Item, clauses, leaf_items, number_items, short_members
from notice_parser.planning.parts import Parts
from notice_parser.planning.topics import Topic
from notice_parser.planning.verbs import INSPECT

MANNER = Rule(
    name="methods/manner",
    pattern=r"(?:采取|采用|通过|运用|实行|按照|以)(?P<what>[^。；;：:\n《》]{2,90}?)(?:等)?(?P<tail>(?:相结合|线上线下)?(?:的)?(?:多种)?(?:方式|形式|方法|办法))",
    yes=("采取查阅资料、现场察看、随机询问等方式", "采取听取汇报、实地检查等形式", "采用甲、乙相结合的方式"),
    no=("采取有力措施", "以问题为导向", "联系方式"),
)

BY_MANNER = Rule(
    name="methods/by_manner",
    pattern=rf"(?P<verb>以|采取|采用|通过)(?P<what>(?P<list>[^。；;：:，,\n《》]{{2,60}}?)等?(?:相结合)?的?(?:方式|形式|方法))"
    rf"(?:对[^，。；\n]{{2,30}}?)?(?:开展|进行|实施|组织)(?!了)(?:[^。；;，,\n]{{0,12}}?){INSPECT}",
    yes=("以联合检查、交叉检查等方式开展专项检查", "采用线上线下相结合的方式开展中期检查"),
    no=("采取有力措施开展检查", "采用影视宣教等方式提高意识"),
)

UNANNOUNCED = Rule(
    name="methods/unannounced",
    pattern=r"(?:不发通知|不打招呼|不听汇报)[^。；;\n]{0,40}(?:直插现场|直插基层|直奔现场|直奔基层|直达现场)",
    yes=("不发通知、不打招呼、不听汇报，直奔基层、直插现场",),
    no=("不发通知的", "“四不两直”"),
)

INSPECTION_BY = Rule(
    name="methods/inspection_by",
    pattern=rf"{INSPECT}(?:工作|组|活动)?(?:主要|拟|将|可)?(?:采取|采用|通过)(?P<what>[^。；;：:\n《》]{{2,90}}?)(?:等)?(?:相结合)?的?(?:方式|形式|方法)(?:进行)?(?=[。；;，,\n]|$)",
    yes=("复查采取查资料、看现场、问员工等方式", "督查组采用听汇报、看现场等形式进行"),
    no=("检查组采取有力措施", "采取多种方式"),
)

TEAMED = Rule(
    # 组织方式 over 市委组建4个巡察组，每组6至8人: who comes, not how it is done.
    name="methods/teamed",
    pattern=r"(?:组建|成立|派出|抽调|组成)[^。；;，,\n]{0,12}组(?=[，,。])",
    inside=(("市委组建4个巡察组，每组6人。", "组建4个巡察组"),),
    no=("成立检查组开展交叉检查。",),
)
RULES: tuple[Rule, ...] = (TEAMED, MANNER, BY_MANNER, UNANNOUNCED, INSPECTION_BY)


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
    if part.children and Topic.PROCEDURE not in part.topics:
        yield from _below(parts, index)
        return
    if part.children:
        yield from (i for c in part.children if Topic.METHODS in parts.parts[c].topics for i in _methods(parts, c))
        return
    sentences = list(clauses(parts.text, part.own, "。；;\n"))
    members = [m for s in sentences for m in _members(parts.text, s)]
    if not members:
        members = [m for s in sentences[:1] for m in short_members(parts.text, s)]
    sentences = [s for s in sentences if TEAMED.search(parts.text, s.start, s.end) is None]
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
    if "相结合" in match["tail"]:  # 学校自查、市级抽查相结合 is one way
        yield Span(what.start, match.start("tail") + 3)
        return
    members = list(short_members(text, what))
    yield from members if members else [what]
