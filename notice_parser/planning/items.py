"""Items of a part: the deepest numbered ones, else what its text lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import regex

from notice_parser.core.evidence import Evidence
from notice_parser.core.plan import PlanItem
from notice_parser.core.printed import flat
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule
from notice_parser.planning.parts import Parts
from notice_parser.planning.verbs import INSPECT

LONGEST_MEMBER = 16
"""A longer member is a clause of its own: 易燃材料装修 has 6, 重大危险源安全包保责任制落实 14."""

LIST_LEAD = Rule(
    name="items/list_lead",
    pattern=r"(?:(?:主要|重点)?(?:检查|督查|巡查|督导|核查|抽查|查看|排查|整治|考核|评估|审计|自查)?(?:的)?(?:主要|重点)?(?:内容|重点|事项|项目|任务)?"
    r"(?:主要)?(?:为(?!了)|是(?!否)|包括|有(?!无|关|没|效|序)|如下|以下))",
    yes=("主要为", "重点检查以下", "包括", "检查内容主要包括"),
    no=("情况", "落实"),
)

LIST_TAIL = Rule(
    name="items/list_tail",
    pattern=r"(?:等(?:(?P<count>[一二三四五六七八九十\d]{0,3})(?:个|类|项|种|大|个方面|方面)?的?(?:突出|重点|主要)?"
    r"(?:问题|内容|情况|事项|方面|环节|工作|方式|形式|方法)?)?|"
    r"(?P<count>[一二三四五六七八九十\d]{1,3})(?:个|大)?(?:方面|类|项)的?(?:问题|内容|情况|事项|工作)?)[。；;]?",
    yes=("等六类问题。", "等", "等内容。", "等方面", "四个方面", "八项"),
    no=("落实情况", "建设项目"),
)

INLINE_NUMBER = Rule(
    name="items/inline_number",
    pattern=r"(?<=^|[。；;：:\n，,])\s?[（(]?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.．、](?!\d))",
    inside=(("内容：1.质量体系；2.检测", "1."), ("内容：（一）动员部署", "（一）")),
    no=("2.5个百分点", "共3.2公里", "第1.条"),
)

DECIMAL = Rule(
    name="items/decimal",
    pattern=r"(?<=^|\n)[ \u3000]*(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[ \u3000、.．]+(?=\p{Han}|“)",
    inside=(("1 安全责任制", "1 "), ("内容\n1.1 各级领导", "1.1 ")),
    no=("2.5个百分点", "共1.1 万元"),
)

RULES: tuple[Rule, ...] = (LIST_LEAD, LIST_TAIL, INLINE_NUMBER, DECIMAL)


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of text and the heading it stands under."""

    span: Span
    section: str | None


def leaf_items(parts: Parts, index: int) -> Iterator[Item]:
    """List the deepest numbered items under a part; a part with none gives what its text lists."""
    part = parts.parts[index]
    if not part.children:
        for span in listed(parts.text, part.own):
            yield Item(span, parts.heading_of(index))
        return
    for child in part.children:
        yield from _below(parts, child, parts.heading_of(index))


def _below(parts: Parts, index: int, section: str | None) -> Iterator[Item]:
    part = parts.parts[index]
    if part.children:
        for child in part.children:
            yield from _below(parts, child, parts.heading_of(index))
        return
    if not part.apart or len(part.own) == 0:
        yield Item(part.item, section)
        return
    if part.colon:
        yield from (Item(span, parts.heading_of(index)) for span in listed(parts.text, part.own))
    else:  # （一）制度建设, and on the next line what is looked at: all of it is the item
        yield Item(part.own, parts.heading_of(index))


def lines(text: str, span: Span) -> Iterator[Span]:
    """List the paragraphs of a stretch."""
    for match in regex.finditer(r"[^\n]+", text, pos=span.start, endpos=span.end):
        line = strip_span(text, Span(*match.span()))
        if len(line):
            yield line


def clauses(text: str, span: Span, marks: str = "。！？!?\n") -> Iterator[Span]:
    """List the sentences of a stretch, each with its closing mark."""
    for match in regex.finditer(rf"[^{marks}]+[{marks}]?", text, pos=span.start, endpos=span.end):
        piece = strip_span(text, Span(*match.span()))
        if len(piece):
            yield piece


def listed(text: str, span: Span) -> Iterator[Span]:
    """Split a stretch into what it lists: by semicolons, by short members between 、, else by sentences."""
    found = list(clauses(text, span))
    if len(found) > 1 and found[0].of(text)[-1:] in "：:":
        found = found[1:]
    numbered = _numbered(text, span) or _decimal(text, span)
    if numbered:
        yield from numbered
        return
    for sentence in found:
        after = _after_lead(text, sentence)
        body = strip_span(text, Span(after, sentence.end), " \u3000，,、：:")
        pieces = list(clauses(text, body, "；;。\n"))
        if len(pieces) > 1:
            yield from pieces
            continue
        members = list(short_members(text, body, led=after > sentence.start))
        yield from members if len(members) > 2 else [body]


def _numbered(text: str, span: Span) -> list[Span]:
    """Split a run of text that numbers its items without line breaks: 1.…；2.…；3.…."""
    starts = list(INLINE_NUMBER.find_all(text, span.start, span.end))
    counted = [m for i, m in enumerate(starts) if parse_numeral(m["number"]) == i + 1]
    if len(counted) < 2 or len(counted) != len(starts):
        return []
    ends = [*(m.start() for m in counted[1:]), span.end]
    return [strip_span(text, Span(m.end(), end)) for m, end in zip(counted, ends, strict=True)]


def _decimal(text: str, span: Span) -> list[Span]:
    """Read lines numbered 1, 1.1, 1.2, 2, 2.1: the deepest are the items."""
    found = list(DECIMAL.find_all(text, span.start, span.end))
    if len(found) < 2:
        return []
    items: list[Span] = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        if following is None or not following["number"].startswith(match["number"] + "."):
            end = text.find("\n", match.end(), span.end)
            items.append(strip_span(text, Span(match.end(), end if end >= 0 else span.end)))
    return items


def _after_lead(text: str, sentence: Span) -> int:
    colon = regex.search(r"[：:]", text, pos=sentence.start, endpos=min(sentence.end, sentence.start + 40))
    if colon is not None and (
        LIST_LEAD.search(text, sentence.start, colon.start()) is not None
        or regex.search(rf"(?:{INSPECT}|查看)$", text[sentence.start : colon.start()]) is not None
    ):
        return colon.end()
    lead = LIST_LEAD.match(text, sentence.start, sentence.end)
    return lead.end() if lead is not None else sentence.start


def short_members(text: str, span: Span, *, led: bool = False) -> Iterator[Span]:
    """List the members of an enumeration by 、; nothing where one is a clause or shares its end with the others.

    易燃材料装修、飞线充电以及彩钢板搭建等六类问题 has three members; 项目管理、健康档案等落实情况 is one item.
    ``led``: a word such as 包括 stands before it, so that commas too part members (damaged marks: 甲，乙、丙).
    """
    tail = LIST_TAIL.search(text, span.start, span.end)
    while tail is not None and tail.end() < span.end:
        tail = LIST_TAIL.search(text, tail.end(), span.end)
    end = tail.start() if tail is not None else span.end
    if tail is None and text[end - 1 : end] in "。；;":
        end -= 1
    details = regex.search(r"[，,](?:具体(?:内容|事项)?|详)见", text, pos=span.start, endpos=span.end)
    if details is not None:  # …四个方面，具体内容见附件
        yield from short_members(text, Span(span.start, details.start()), led=led)
        return
    body = text[span.start : end]
    mixed = (tail is not None or led) and body.count("、") + body.count("，") > (1 if led else 2)
    if (
        "、" not in body
        or regex.search(r"[：:；;。]|是否|有无", body)
        or ("等" in body and tail is None)
        or ("，" in body and not mixed)
    ):
        return
    members = [
        Span(span.start + m.start(), span.start + m.end())
        for m in regex.finditer(r"(?:[^、，（(“]|[（(][^（()）]*[）)]|“[^”]*”)+", body)
    ]
    if tail is not None and parse_numeral(tail["count"] or "") == len(members):
        yield from members
        return
    last = members[-1]
    joint = regex.search(r"以及|和|及|与", text, pos=last.start + 2, endpos=last.end - 2)
    if joint is not None:
        members[-1:] = [Span(last.start, joint.start()), Span(joint.end(), last.end)]
    if len(members) > 1 and all(2 <= len(m) <= LONGEST_MEMBER for m in members):
        yield from members


def number_items(items: list[Item], text: str, letter: str, rule: str, confidence: float) -> tuple[PlanItem, ...]:
    """Give the items their ids in reading order, each text once."""
    seen: set[str] = set()
    numbered: list[PlanItem] = []
    for item in items:
        value = flat(item.span.of(text))
        if value in seen or not value:
            continue
        seen.add(value)
        evidence = Evidence((item.span,), rule, confidence)
        numbered.append(PlanItem(f"{letter}{len(numbered) + 1}", value, item.section, evidence))
    return tuple(numbered)


def renumbered(items: Iterable[PlanItem], letter: str) -> tuple[PlanItem, ...]:
    """Give items from several places their ids in one row, each text once."""
    first = {item.text: item for item in reversed(tuple(items))}
    once = sorted(first.values(), key=lambda item: item.evidence.spans)
    return tuple(replace(item, id=f"{letter}{number}") for number, item in enumerate(once, 1))
