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
from notice_parser.planning.names import COUNTED, split_names
from notice_parser.planning.parts import Parts
from notice_parser.planning.procedure import is_phase, phase_title
from notice_parser.planning.topics import Topic
from notice_parser.planning.verbs import INSPECT, INSPECTION, SELF_CHECK

BEFORE_OR_AFTER = Rule(
    name="rounds/before_or_after",
    pattern=r"自查|自纠|自评|自检|动员|部署|发动|准备|宣传|总结|整改|验收总结|巩固|提升|销号|申报|建章立制|学习|培训|摸底|汇报|汇总|通报|反馈",
    yes=("自查", "动员", "总结"),
    no=("集中检查", "组织实施", "督查"),
)

PLACES = Rule(
    name="rounds/places",
    pattern=rf"(?:对|赴|到|前往)(?P<of>[^。；;：:\n]{{2,80}}?)(?:进行|开展|实施|{INSPECT})|(?<![所])赴(?P<visited>[^。；;，,：:\n]{{2,60}}?)(?=[，,。；;\n]|$)|(?<=组[（(][^（）()\n]{{2,20}}[)）][：:])(?P<visited>[^。；;，,：:\n]{{2,60}}?)(?=[，,。；;\n]|$)|{INSPECT}(?!组|人员|工作|阶段)(?P<direct>[\p{{Han}}、（）()\d]{{2,80}}?)(?=[，,。；;\n]|$)",
    yes=("对济南、青岛2市政府进行", "赴甲、乙、丙3市督导", "检查柳湾区、苇塘区", "赴甲市、乙市"),
    no=("检查。", "对照"),
)

FIELD_WORK = Rule(
    name="rounds/field_work",
    pattern=r"(?<!自我)(?:检查|督查|督察|巡查|督导|抽查|核查|互查|复核|暗访|排查|整治|实施|推进|打击|现场(?:评[价审]|考核|核实|审核|评估)|实地|治理|攻坚|执法)",
    yes=("检查", "打击", "实施", "现场评价"),
    no=("自查自纠", "自我检查", "总结验收", "动员部署"),
)

TOLD_PHASE = Rule(
    name="rounds/told_phase",
    pattern=r"(?<=[日底旬月])(?:为|是)(?P<name>[\p{Han}]{2,12})阶段",
    inside=(("4月11日至5月20日为实地检查阶段", "为实地检查阶段"),),
    no=("分为三个阶段", "检查阶段"),
)

ARRIVAL = Rule(
    # 4月7日至8日各巡察组进驻: coming is not yet inspecting.
    name="rounds/arrival",
    pattern=r"(?:进驻|入驻|报到|集结)$",
    inside=(("各巡察组进驻", "进驻"),),
    no=("进驻甲市开展巡察", "进驻检查"),
)
RULES: tuple[Rule, ...] = (ARRIVAL, BEFORE_OR_AFTER, FIELD_WORK, PLACES, TOLD_PHASE)

Window = tuple[dt.date, dt.date]

_LONGEST_SENTENCE = 400
_PLACE_END = regex.compile(r"[市县区州盟旗省镇乡]$|流域$|街道$|公司$|集团$|局$|厅$|学院$|学校$|企业$|单位$")
_GENERAL = regex.compile(r"^(?:全|各|有关|相关|部分|所有|本|被|每)")


def read_rounds(notice: Notice, parts: Parts, visits: tuple[Round, ...] = ()) -> tuple[Round, ...]:
    """List the windows of inspecting; a frame that holds others is left out.

    ``visits``: the rounds of a table of visits, which say more than a window in the text that holds them.
    """
    if visits:
        return visits
    windows = [
        d for d in notice.deadlines if d.kind is DeadlineKind.WINDOW and d.start is not None and d.end is not None
    ]
    chosen = [d for d in windows if _is_inspecting(parts, d)] + list(_told_phases(notice, parts))
    if not chosen:  # 自即日起至4月8日开展全覆盖自查: where nobody comes, the self-check is the wave
        chosen = [d for d in windows if SELF_CHECK.search(d.action) is not None]
    frames = _frames(chosen)
    chosen = [d for d in chosen if (d.start, d.end) not in frames]
    return tuple(_merged(parts, chosen)) or tuple(_from_headings(notice, parts))


def _told_phases(notice: Notice, parts: Parts) -> Iterator[Deadline]:
    """Find 4月11日至5月20日为实地检查阶段: told in a sentence, so that nobody has to do anything by a time."""
    for match in TOLD_PHASE.find_all(parts.text):
        if not _is_main(match["name"]):
            continue
        line = max(parts.text.rfind(mark, max(0, match.start() - 60), match.start()) for mark in "，；。\n") + 1
        start = max(line, match.start() - 60)
        for time in find_times(parts.text[start : match.start()], notice.issue_date.value):
            if time.kind is TimeKind.RANGE and time.start is not None and time.end is not None:
                evidence = Evidence((time.span.shift(start), Span(*match.span())), "rounds/told_phase", 0.7)
                yield Deadline(DeadlineKind.WINDOW, match["name"], match[0], evidence, start=time.start, end=time.end)


def _from_headings(notice: Notice, parts: Parts) -> Iterator[Round]:
    """Read the time under 检查时间 itself, which as a bare range demands nothing of anybody and so is no deadline."""
    issued = notice.issue_date.value
    for index in parts.of(Topic.TIME):
        part = parts.parts[index]
        if part.children:
            continue
        for time in find_times(part.own.of(parts.text), issued):
            if time.kind in (TimeKind.RANGE, TimeKind.POINT) and time.start is not None and time.end is not None:
                evidence = Evidence((time.span.shift(part.own.start),), "rounds/heading", 0.7)
                yield Round(time.start, time.end, (), evidence)
                break


def _merged(parts: Parts, chosen: Sequence[Deadline]) -> Iterator[Round]:
    """Give each window once, with the targets of the mention that has them; in the order of time."""
    waves: dict[Window, Round] = {}
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


def _frames(deadlines: Sequence[Deadline]) -> set[Window]:
    """Find the windows inside which others lie: those say more."""
    windows = {(d.start, d.end) for d in deadlines if d.start is not None and d.end is not None}
    found: set[Window] = set()
    earliest_end = dt.date.max
    for start, end in sorted(windows, key=lambda w: (w[0], -w[1].toordinal()), reverse=True):
        if earliest_end <= end:
            found.add((start, end))
        earliest_end = min(earliest_end, end)
    return found


def _is_inspecting(parts: Parts, deadline: Deadline) -> bool:
    place = deadline.evidence.spans[0].start if deadline.evidence.spans else None
    index = parts.at(place) if place is not None else None
    if index is not None and is_phase(parts, index):
        main = _is_main(phase_title(parts, index))
        if main is not None:
            return main
    if "回头看" in deadline.action:
        return True
    if BEFORE_OR_AFTER.search(deadline.action) is not None or ARRIVAL.search(deadline.action) is not None:
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
    limit = min(len(text), start + _LONGEST_SENTENCE)
    return min((e for mark in "。；;\n" if (e := text.find(mark, start, limit)) >= 0), default=limit)


def _is_main(title: str) -> bool | None:
    """Tell whether a phase is the inspecting itself, by the word that comes first: 检查整改, but not 总结验收."""
    work, other = FIELD_WORK.search(title), BEFORE_OR_AFTER.search(title)
    if work is not None:
        return other is None or work.start() < other.start()
    return None if other is None else False


def _targets(parts: Parts, deadline: Deadline) -> list[tuple[str, tuple[Span, ...]]]:
    """Read whom a wave visits: from the clause after its time, or from the phase that the time is printed behind."""
    if not deadline.evidence.spans:
        return []
    text = parts.text
    told = deadline.evidence.rule == "rounds/told_phase"
    start = deadline.evidence.spans[-1].end if told else deadline.evidence.spans[0].start
    index = parts.at(start)
    end = _sentence_end(text, start)
    if index is not None and is_phase(parts, index) and end < parts.parts[index].heading.end + 2:
        end = parts.parts[index].whole.end
    match = PLACES.search(text, start, min(end, start + 120))
    if match is None:
        return []
    who = Span(*match.span(next(g for g in ("of", "visited", "direct") if match[g])))
    counted = COUNTED.match(text, who.start, who.end)
    names = split_names(text, who if counted is None else Span(who.start, counted.end()))
    if counted is None and not all(_PLACE_END.search(n.value) for n in names):
        return []
    return [(n.value, n.spans) for n in names if _GENERAL.match(n.value) is None]
