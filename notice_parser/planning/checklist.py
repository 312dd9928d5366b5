"""What is inspected, item by item."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.outline import Outline
from notice_parser.core.plan import PlanItem
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule
from notice_parser.planning.items import Item, clauses, leaf_items, listed, number_items, renumbered
from notice_parser.planning.parts import Parts
from notice_parser.planning.tables import table_items
from notice_parser.planning.topics import Topic
from notice_parser.planning.verbs import INSPECT

INLINE = Rule(
    name="checklist/inline",
    pattern=rf"(?:{INSPECT}(?:的)?(?:主要|重点)?(?:内容|重点|事项|项目)(?:主要)?(?:(?:为|是|包括|如下)[：:]?|[：:])|"
    rf"(?:重点|主要|着重)(?:对)?(?:{INSPECT}|查看|查|看)(?:以下)?\s?(?:情况|内容|事项|方面|问题|几个方面)?[：:]|"
    rf"{INSPECT}(?:时|中)(?:要)?(?:重点|主要|着重)(?:{INSPECT}|查看|查|看)|"
    rf"{INSPECT}(?:的)?(?:主要|重点|将)?(?:围绕|聚焦|从)(?:以下|如下|下列)[^。；;：:\n]{{0,10}}[：:]|"
    rf"(?:对照|围绕|按照)(?:以下|如下|下列)[^。；;：:，,\n]{{0,12}}?(?:逐项|逐条|认真|全面)?(?:开展|进行)[^。；;：:，,\n]{{0,8}}?{INSPECT}[：:])",
    yes=(
        "检查时重点看",
        "抽查主要围绕以下方面：",
        "对照下列事项开展自查：",
        "抽查内容为",
        "检查内容为：",
        "重点查看以下情况：",
        "重点检查：",
        "检查内容主要包括",
    ),
    no=(
        "检查发现的问题",
        "重点检查危险化学品企业",
        "对检查中",
        "检查时发现的问题",
        "围绕以下工作：",
        "对照清单开展自查",
    ),
)

RECTIFY = Rule(
    name="checklist/rectify",
    pattern=r"(?:重点|认真|集中|全面|深入)(?:排查整治|整治|排查)(?P<what>[^，,。；;\n][^。；;\n]{5,120}?(?:问题|行为|隐患))(?=[，,。；;]|$)",
    yes=("认真排查整治未明确法人安全生产职责等问题", "重点整治防火分隔不到位、违规用火用电等问题"),
    no=("认真排查整治。", "整治工作取得实效"),
)

STANDARD_TITLE = Rule(
    name="checklist/standard_title",
    pattern=r"(?:要点|清单|检查表|核查表|自查表|评分表|规范|标准|细则|条目|对照表|评分办法|指标体系|负面清单|检查项目)(?:[（(][^（()）]{1,12}[）)])?$",
    yes=("要点", "清单", "规范", "标准（试行）"),
    no=("检查工作方案", "联系人名单", "整改情况汇总"),
)

TO_TABLE = Rule(
    name="checklist/to_table",
    pattern=r"^(?:具体|详细)?(?:内容|检查内容)?(?:详?见|按照?|对照|依据|参照|根据)[^。；;\n]{0,24}(?:附件|附表|下表|检查表|清单|要点|评分表|标准)[^。；;\n]{0,16}[。；;]?$",
    yes=("按附件逐项检查。", "详见附件2。", "具体内容见下表", "对照《安全检查表》（附件1）逐项检查。"),
    no=("消防通道是否畅通。", "是否按照要点自查", "按照上级要求开展演练。"),
)
"""An item that only leads to a table says nothing beside it."""

RULES: tuple[Rule, ...] = (INLINE, RECTIFY, STANDARD_TITLE, TO_TABLE)


def read_checklist(parts: Parts) -> tuple[PlanItem, ...]:
    """List the items under headings such as 检查内容 and the rows of tables of checks.

    Without either the items are those of an attached standard, else what a sentence lists.
    """
    headed = number_items(list(_under_headings(parts, weak=False)), parts.text, "C", "checklist/heading", 0.92)
    listed_in_tables = tuple(table_items(parts.outline))
    if listed_in_tables:
        said = (item for item in headed if TO_TABLE.search(item.text) is None)
        return renumbered((*said, *listed_in_tables), "C")
    if headed:
        return headed
    for found, rule, confidence in (
        (_attached(parts), "checklist/attached", 0.8),
        (_inline(parts), "checklist/inline", 0.75),
        (_under_headings(parts, weak=True), "checklist/weak_heading", 0.55),
        (_to_rectify(parts), "checklist/rectify", 0.5),
    ):
        if items := list(found):
            return number_items(items, parts.text, "C", rule, confidence)
    return ()


def _under_headings(parts: Parts, *, weak: bool) -> Iterator[Item]:
    """List what stands under headings; of instructions (重点任务) only their own headings say what they aim at."""
    for index in parts.of(Topic.CHECKLIST, weak=weak):
        part = parts.parts[index]
        foreign = any(set(parts.parts[c].topics) - {Topic.CHECKLIST} for c in part.children)
        if part.topics[Topic.CHECKLIST]:
            own = [parts.parts[c] for c in part.children]
            yield from (Item(c.heading, parts.heading_of(index)) for c in own if c.titled or c.children)
        elif foreign:
            yield from _share(parts, index)
        else:
            yield from leaf_items(parts, index)


def _share(parts: Parts, index: int) -> Iterator[Item]:
    """Take from a part that announces several things (主要内容、方式和程序) the sub-part of this one."""
    children = parts.parts[index].children
    for child in children:
        if Topic.CHECKLIST in parts.parts[child].topics:
            yield from leaf_items(parts, child)


def _attached(parts: Parts) -> Iterator[Item]:
    """List the numbered items of an attached standard, with its title as the heading."""
    titles = ["".join(t.of(parts.text) for t in d.title) for d in parts.outline.documents]
    for index, part in enumerate(parts.parts):
        if part.document and part.parent is None and part.section is not None:
            title = titles[part.document]
            if STANDARD_TITLE.search(title) is not None:
                yield from _of_standard(parts, index, title)


def _of_standard(parts: Parts, index: int, title: str) -> Iterator[Item]:
    part = parts.parts[index]
    if part.children:
        yield from leaf_items(parts, index)
    elif part.apart and len(part.own):
        yield from (Item(span, parts.heading_of(index)) for span in listed(parts.text, part.own))
    else:
        yield Item(part.item, title)


def _inline(parts: Parts) -> Iterator[Item]:
    """Find 抽查内容为…, and 重点查看以下情况：一是…二是…, whose items are parts."""
    text = parts.text
    for match in INLINE.find_all(text, *_main(parts.outline)):
        sentence = next(clauses(text, Span(match.end(), min(len(text), match.end() + 400))), None)
        index = parts.at(match.start())
        children = parts.parts[index].children if index is not None else tuple(_list_behind(parts, match.end()))
        if parts.outline.table_at(match.start()) is not None:
            continue
        follows = [c for c in children if parts.parts[c].heading.start >= match.end()]
        if follows and parts.parts[follows[0]].heading.start <= match.end() + 8:
            for child in follows:
                yield Item(_first_sentence(text, parts.parts[child].whole), None)
        elif sentence is not None:
            cut = text.find("，时间", sentence.start, sentence.end)
            span = sentence if cut < 0 else Span(sentence.start, cut)
            yield from (Item(s, None) for s in listed(text, strip_span(text, span)))
        return


def _list_behind(parts: Parts, at: int) -> Iterator[int]:
    """Give the top parts that follow a place in running text, as long as they are numbered alike."""
    style = None
    for index, part in enumerate(parts.parts):
        if part.parent is not None or part.section is None or part.heading.start < at:
            continue
        own = parts.outline.sections[part.section].style
        if style not in (None, own) or part.document != parts.outline.document_at(at):
            return
        style = own
        yield index


def _main(outline: Outline) -> tuple[int, int]:
    return (
        (outline.documents[0].span.start, outline.documents[-1].span.end)
        if outline.documents
        else (0, len(outline.text))
    )


def _first_sentence(text: str, span: Span) -> Span:
    return next(clauses(text, span, "。；;\n"), span)


def _to_rectify(parts: Parts) -> Iterator[Item]:
    for match in RECTIFY.find_all(parts.text, *_main(parts.outline)):
        if parts.outline.table_at(match.start()) is None:
            yield Item(Span(*match.span("what")), parts.heading_of(parts.at(match.start())))
