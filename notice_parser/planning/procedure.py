"""In which steps an inspection goes, and which parts are phases."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.plan import PlanItem
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule
from notice_parser.planning.items import Item, lines, number_items
from notice_parser.planning.parts import Part, Parts
from notice_parser.planning.topics import BRACKET, PHASE, Topic
from notice_parser.planning.verbs import INSPECTION

LEAD_IN = Rule(
    name="procedure/lead_in",
    pattern=r"(?:内容|重点|事项|情况|问题|材料|要求|项目)[^。；;\n]{0,8}[：:]$",
    yes=("内容如下：", "情况："),
    no=("分三个阶段进行：", "内容如下。"),
)

RULES: tuple[Rule, ...] = (LEAD_IN,)


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
        found = [p for line in lines(parts.text, part.own) for p in _inline_phases(parts.text, line)]
        if Topic.TIME not in part.topics or sum(_begins_like_step(s.of(parts.text)) for s in found) > 1:
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
        yield from (Item(parts.parts[c].item, heading) for c in part.children if c not in foreign)


def _begins_like_step(line: str) -> bool:
    return PHASE.search(line[:12]) is not None or regex.match(r"(?:自|从|于)?\d{1,4}[年月.]", line) is not None


def _inline_phases(text: str, line: Span) -> Iterator[Span]:
    """Split 第一阶段（…）：自查，第二阶段（…）：检查 where one line holds several phases."""
    starts = [
        m.start()
        for m in regex.finditer(r"第[一二三四五六]阶段(?=[：:（(、，,])", text, pos=line.start, endpos=line.end)
    ]
    if len(starts) < 2:
        yield line
        return
    for start, end in zip(starts, [*starts[1:], line.end], strict=True):
        yield strip_span(text, Span(start, end), " \u3000，,；;")


def is_phase(parts: Parts, index: int) -> bool:
    """Tell whether a part is a phase: 自查阶段, or any heading with a time in brackets."""
    part = parts.parts[index]
    return PHASE.search(part.heading.of(parts.text)) is not None or _has_dated_bracket(parts.text, part)


def phase_title(parts: Parts, index: int) -> str:
    """Give the words that name a phase; 第一阶段 alone says nothing, so that what follows it counts too."""
    part = parts.parts[index]
    heading = part.heading.of(parts.text)
    if regex.fullmatch(r"第[一二三四五六]阶段", heading.strip()) is None:
        return heading
    following = regex.match(r"[^。；;\n（(]{0,24}", parts.text, pos=part.heading.end, endpos=part.whole.end)
    return heading if following is None else heading + following[0]


def _has_dated_bracket(text: str, part: Part) -> bool:
    match = BRACKET.search(text, part.heading.start, min(part.whole.end, part.heading.end + 1))
    return match is not None and any(c.isdecimal() for c in match[0]) and ("月" in match[0] or "日" in match[0])


def _loose_phases(parts: Parts) -> Iterator[Item]:
    groups: dict[int | None, list[int]] = {}
    for index, part in enumerate(parts.parts):
        if "阶段" in part.heading.of(parts.text) or _has_dated_bracket(parts.text, part):
            groups.setdefault(part.parent, []).append(index)
    for parent, members in groups.items():
        headings = [parts.parts[i].heading.of(parts.text) for i in members]
        if sum("阶段" in h or INSPECTION.search(h) is not None for h in headings) > 1:
            yield from (Item(parts.parts[i].item, parts.heading_of(parent)) for i in members)
