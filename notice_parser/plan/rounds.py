"""Waves of inspection: the windows in which somebody comes to inspect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Deadline, DeadlineKind, Notice
from notice_parser.core.plan import Round
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeKind
from notice_parser.grammar.times import find_times
from notice_parser.plan.names import COUNTED, split_names
from notice_parser.plan.parts import Parts
from notice_parser.plan.steps import is_phase
from notice_parser.plan.topics import Topic
from notice_parser.plan.verbs import INSPECT, INSPECTION, SELF_CHECK

BEFORE_OR_AFTER = Rule(
    name="rounds/before_or_after",
    pattern=r"自查|自纠|自评|自检|动员|部署|发动|准备|宣传|总结|整改|验收总结|巩固|提升|销号|申报|建章立制|学习|培训|摸底|汇报|通报|反馈",
    yes=("自查", "动员", "总结"),
    no=("集中检查", "组织实施", "督查"),
)

PLACES = Rule(
    name="rounds/places",
    pattern=rf"(?:对|赴|到|前往)(?P<of>[^。；;：:\n]{{2,80}}?)(?:进行|开展|实施|{INSPECT})|{INSPECT}(?!组|人员|工作)(?P<direct>[\p{{Han}}、（）()\d]{{2,80}}?)(?=[，,。；;\n]|$)",
    yes=("对济南、青岛2市政府进行", "赴甲、乙、丙3市督导", "检查柳湾区、苇塘区"),
    no=("检查。", "对照"),
)

RULES: tuple[Rule, ...] = (BEFORE_OR_AFTER, PLACES)

_PLACE_END = regex.compile(r"[市县区州盟旗省镇乡]$|流域$|街道$|公司$|集团$|局$|厅$|学院$|学校$|企业$|单位$")
_GENERAL = regex.compile(r"^(?:全|各|有关|相关|部分|所有|本|被|每)")


def read_rounds(notice: Notice, parts: Parts) -> tuple[Round, ...]:
    """List the windows of inspecting; a frame that holds others is left out."""
    windows = [
        d for d in notice.deadlines if d.kind is DeadlineKind.WINDOW and d.start is not None and d.end is not None
    ]
    chosen = [d for d in windows if _is_inspecting(parts, d)]
    if not chosen:
        chosen = [d for d in windows if _is_main_phase(parts, d)]
    chosen = [d for d in chosen if not _is_frame(d, chosen)]
    return tuple(_merged(parts, chosen)) or tuple(_from_headings(notice, parts))


def _from_headings(notice: Notice, parts: Parts) -> Iterator[Round]:
    """Read the time under 检查时间 itself, which as a bare range demands nothing of anybody and so is no deadline."""
    issued = notice.issue_date.value
    for index in parts.of(Topic.TIME):
        part = parts.parts[index]
        if part.children or SELF_CHECK.search(part.heading.of(parts.text)) is not None:
            continue
        for time in find_times(part.own.of(parts.text), issued):
            if time.kind in (TimeKind.RANGE, TimeKind.POINT) and time.start is not None and time.end is not None:
                evidence = Evidence((time.span.shift(part.own.start),), "rounds/heading", 0.7)
                yield Round(time.start, time.end, (), evidence)
                break


def _merged(parts: Parts, chosen: Sequence[Deadline]) -> Iterator[Round]:
    """Give each window once, with the targets of the mention that has them; in the order of time."""
    waves: dict[tuple[dt.date, dt.date], Round] = {}
    for deadline in chosen:
        if deadline.start is None or deadline.end is None:
            continue
        found = _round(parts, deadline)
        held = waves.get((deadline.start, deadline.end))
        if held is None or (not held.targets and found.targets):
            waves[deadline.start, deadline.end] = found
    rounds = [waves[key] for key in sorted(waves)]
    several = sum(bool(r.targets) for r in rounds) > 1
    for wave in rounds:
        yield wave if several or len(wave.targets) != 1 else replace(wave, targets=())


def _round(parts: Parts, deadline: Deadline) -> Round:
    names = _targets(parts, deadline)
    spans = (*deadline.evidence.spans, *(s for _, found in names for s in found))
    return Round(deadline.start, deadline.end, tuple(n for n, _ in names), Evidence(spans, "rounds/window", 0.8))


def _is_frame(deadline: Deadline, others: Sequence[Deadline]) -> bool:
    """Tell whether other rounds lie inside this one and say more."""
    if deadline.start is None or deadline.end is None:
        return False
    return any(
        o is not deadline
        and (o.start, o.end) != (deadline.start, deadline.end)
        and o.start is not None
        and o.end is not None
        and deadline.start <= o.start
        and o.end <= deadline.end
        for o in others
    )


def _is_inspecting(parts: Parts, deadline: Deadline) -> bool:
    place = deadline.evidence.spans[0].start if deadline.evidence.spans else None
    index = parts.at(place) if place is not None else None
    if index is not None and is_phase(parts, index):
        heading = parts.parts[index].heading.of(parts.text)
        if BEFORE_OR_AFTER.search(heading) is not None:
            return False
        if INSPECTION.search(heading) is not None or "实施" in heading:
            return True
    if BEFORE_OR_AFTER.search(deadline.action) is not None:
        return False
    if INSPECTION.search(deadline.action) is not None:
        return True
    if place is not None and INSPECTION.search(parts.text, place, _sentence_end(parts.text, place)) is not None:
        return BEFORE_OR_AFTER.search(parts.text, place, _sentence_end(parts.text, place)) is None
    chain = () if index is None else (index, *parts.ancestors(index))
    return any(_is_time_of_inspection(parts, i) for i in chain)


def _is_time_of_inspection(parts: Parts, index: int) -> bool:
    part = parts.parts[index]
    heading = part.heading.of(parts.text)
    return Topic.TIME in part.topics and SELF_CHECK.search(heading) is None and not part.children


def _sentence_end(text: str, start: int) -> int:
    return min((e for mark in "。；;\n" if (e := text.find(mark, start)) >= 0), default=len(text))


def _is_main_phase(parts: Parts, deadline: Deadline) -> bool:
    index = parts.at(deadline.evidence.spans[0].start) if deadline.evidence.spans else None
    if index is None or not is_phase(parts, index):
        return False
    heading = parts.parts[index].heading.of(parts.text)
    return regex.search(r"实施|整治|排查|推进|攻坚|治理", heading) is not None and "总结" not in heading


def _targets(parts: Parts, deadline: Deadline) -> list[tuple[str, tuple[Span, ...]]]:
    """Read whom a wave visits: from the clause after its time, or from the phase that the time is printed behind."""
    if not deadline.evidence.spans:
        return []
    text = parts.text
    start = deadline.evidence.spans[0].start
    index = parts.at(start)
    end = _sentence_end(text, start)
    if index is not None and is_phase(parts, index) and end < parts.parts[index].heading.end + 2:
        end = parts.parts[index].whole.end
    match = PLACES.search(text, start, min(end, start + 120))
    if match is None:
        return []
    who = Span(*match.span("of" if match["of"] else "direct"))
    counted = COUNTED.match(text, who.start, who.end)
    names = split_names(text, who if counted is None else Span(who.start, counted.end()))
    if counted is None and not all(_PLACE_END.search(n.value) for n in names):
        return []
    return [(n.value, n.spans) for n in names if _GENERAL.match(n.value) is None]
