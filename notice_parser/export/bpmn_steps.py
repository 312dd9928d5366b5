"""The steps of a plan for a workflow: which come after each other, which beside each other, and what each waits for.

A stage is an item of the procedure; the tasks that its words hold run beside each other within it. Tasks outside all
stages run beside the chain of stages. What a task waits for stands before it: the day on which it begins, or the event
from which its time runs. When its time is up a timer at the task reminds; it ends nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from dateutil.rrule import rrulestr

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Deadline, DeadlineKind, Direction, Notice, Unit
from notice_parser.core.plan import InspectionPlan, PlanItem, Round, Task
from notice_parser.core.workdays import days_taken
from notice_parser.export.language import clauses, labelled, listed_words, say
from notice_parser.export.plain import plain
from notice_parser.export.rows import place_of, sentence_of, unresolved
from notice_parser.export.values import doubt
from notice_parser.export.wording import day_in_words, time_in_words, window_in_words

NO_ACTOR = "未写明责任单位"
UNSAID_EVENT = "起算事件（来文未写明）"
_ZONE = "+08:00"
_ISO_UNITS = {Unit.HOUR: "PT{}H", Unit.DAY: "P{}D", Unit.WEEK: "P{}W", Unit.MONTH: "P{}M", Unit.YEAR: "P{}Y"}
_CYCLES = {"DAILY": "P{}D", "WEEKLY": "P{}W", "MONTHLY": "P{}M", "YEARLY": "P{}Y"}
_MOST = 5000
"""Working days that are counted out."""


class Timing(StrEnum):
    """How a timer tells its time; the values are the elements of BPMN."""

    DATE = "timeDate"
    DURATION = "timeDuration"
    CYCLE = "timeCycle"


@dataclass(frozen=True, slots=True)
class Timer:
    """When something happens, in ISO 8601, and in words."""

    timing: Timing
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done; ``key`` stays the same when only its day changes."""

    key: str
    name: str
    actor: str
    notes: tuple[tuple[str, str], ...]
    starts: Timer | None = None
    after: str = ""
    """The event it waits for."""
    reminders: tuple[Timer, ...] = ()


@dataclass(slots=True)
class Stage:
    """A stage, and what is done in it; one without steps is itself to be done."""

    step: Step
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Steps:
    """All steps of a plan: stages after each other, and beside them what belongs to none."""

    key: str
    stages: tuple[Stage, ...]
    others: tuple[Step, ...]

    def all(self) -> Iterator[Step]:
        """Give the steps of the stages, then the others."""
        for stage in self.stages:
            yield from stage.steps or [stage.step]
        yield from self.others


def steps_of(notice: Notice, plan: InspectionPlan) -> Steps:
    """Order the stages, tasks and rounds of a plan."""
    return _Reader(notice, plan).steps()


class _Reader:
    def __init__(self, notice: Notice, plan: InspectionPlan) -> None:
        self._notice, self._plan = notice, plan
        self._clean = notice.outline.clean
        number = notice.document_number.value
        issuers = "|".join(str(issuer.value) for issuer in notice.issuers)
        title = f"{notice.title.value or ''}|{issuers}".strip("|")
        self._identity = plain(number.text if number else title or self._clean.text)
        self._seen: Counter[str] = Counter()

    def steps(self) -> Steps:
        stages = [Stage(self._stage(item)) for item in self._plan.procedure]
        within = _Within(self._plan.procedure)
        others: list[Step] = []
        for evidence, step in (*self._rounds(), *((task.evidence, self._task(task)) for task in self._plan.tasks)):
            at = within.stage(evidence)
            (others if at is None else stages[at].steps).append(step)
        return Steps(self._key("process"), tuple(stages), tuple(others))

    def _stage(self, item: PlanItem) -> Step:
        notes = [("阶段", item.section or ""), *self._origin(item.evidence, None)]
        return Step(self._key(f"stage|{item.text}"), _line(item.text), "", _said(notes))

    def _rounds(self) -> Iterator[tuple[Evidence, Step]]:
        """Give the rounds that no task of the same days stands for."""
        windows = {(d.start, d.end) for task in self._plan.tasks if (d := task.deadline) and _is_window(d)}
        for wave in self._plan.rounds:
            if (wave.start, wave.end) not in windows or wave.start is wave.end is None:
                yield wave.evidence, self._round(wave)

    def _round(self, wave: Round) -> Step:
        targets = listed_words(wave.targets)
        time = window_in_words(wave.start, wave.end) if wave.start or wave.end else ""
        notes = [("检查对象", targets), ("时限", time), *self._origin(wave.evidence, None)]
        name = labelled("检查批次", targets) if targets else say("检查批次")
        key = self._key(f"round|{'、'.join(wave.targets)}")
        return Step(key, _line(name), "", _said(notes), _from(wave.start), reminders=_until(wave.end))

    def _task(self, task: Task) -> Step:
        deadline = task.deadline
        kind = "none" if deadline is None else str(deadline.kind)
        key = self._key(f"{kind}|{task.action}|{task.actor or ''}")
        starts, after, reminders, note = self._times(deadline)
        notes = [
            ("责任单位", task.actor or ""),
            ("报送对象", task.recipient or ""),
            ("时限", time_in_words(deadline) if deadline else ""),
            ("说明", clauses((unresolved(deadline), note))),
            *self._origin(task.evidence, deadline),
        ]
        return Step(key, _line(task.action), _line(task.actor or ""), _said(notes), starts, after, reminders)

    def _times(self, deadline: Deadline | None) -> tuple[Timer | None, str, tuple[Timer, ...], str]:
        """Tell when a task begins, after which event, when to remind, and what has to be said about that."""
        if deadline is None:
            return None, "", (), ""
        match deadline.kind:
            case DeadlineKind.WINDOW:
                return _from(deadline.start), "", _until(deadline.end), ""
            case DeadlineKind.RECURRING:
                return None, "", *self._cycles(deadline)
            case DeadlineKind.EVENT:
                return None, _line(deadline.trigger or say(UNSAID_EVENT)), (), ""
            case DeadlineKind.WITHIN if deadline.due is None:
                return _after(deadline, self._notice.issue_date.value)
            case _:
                return None, "", _until(deadline.due), ""

    def _cycles(self, deadline: Deadline) -> tuple[tuple[Timer, ...], str]:
        """Repeat a reminder; without a day of issue its first day is not known."""
        rule = dict(part.split("=", 1) for part in (deadline.rrule or "").split(";") if "=" in part)
        cycle = _CYCLES.get(rule.get("FREQ", ""))
        if cycle is None:
            return (), say("周期无法换算，未设提醒")
        period = cycle.format(rule.get("INTERVAL", "1"))
        words, issued = time_in_words(deadline), self._notice.issue_date.value
        if issued is None:
            return (Timer(Timing.CYCLE, f"R/{period}", words),), say("成文日期未知，提醒自任务开始起算")
        timers = []
        for one in _single_days(rule):
            try:
                first = next(iter(rrulestr(one, dtstart=dt.datetime(issued.year, issued.month, issued.day))), None)
            except (ValueError, KeyError, AttributeError):
                first = None
            if first is None:
                return (), say("周期无法换算，未设提醒")
            timers.append(Timer(Timing.CYCLE, f"R/{first.isoformat()}{_ZONE}/{period}", words))
        return tuple(timers), ""

    def _origin(self, evidence: Evidence, deadline: Deadline | None) -> Iterator[tuple[str, str]]:
        yield "原文", sentence_of(self._clean, evidence, deadline)
        yield "出处", f"{place_of(self._clean, [evidence])}{doubt(evidence)}"

    def _key(self, content: str) -> str:
        content = plain(content)
        self._seen[content] += 1
        name = f"{self._identity}|{content}|{self._seen[content]}"
        return hashlib.sha256(name.encode()).hexdigest()[:12]


class _Within:
    """Tells in which stage something stands."""

    def __init__(self, stages: tuple[PlanItem, ...]) -> None:
        spans = sorted((span.start, span.end, at) for at, item in enumerate(stages) for span in item.evidence.spans)
        self._spans = [span for span in spans if span[0] < span[1]]
        self._starts = [start for start, _, _ in self._spans]

    def stage(self, evidence: Evidence) -> int | None:
        for span in evidence.spans:
            at = bisect_right(self._starts, span.start) - 1
            if at >= 0 and len(span) and span.start < self._spans[at][1]:
                return self._spans[at][2]
        return None


def _after(deadline: Deadline, issued: dt.date | None) -> tuple[Timer | None, str, tuple[Timer, ...], str]:
    """Let a period run from its event; one that ends before its event has no timer until the day is known.

    How many days working days take depends on the day of the event: the timer takes the fewest, so that it is not late.
    """
    event = _line(deadline.trigger or say(UNSAID_EVENT))
    if deadline.direction is Direction.BEFORE or deadline.amount is None or deadline.unit is None:
        return None, "", (), say("应在“{event}”之前完成，日期确定后设提醒", event=event)
    words, note = time_in_words(deadline), ""
    if deadline.unit is Unit.WORKING_DAY:
        least, most = days_taken(max(1, min(deadline.amount, _MOST)), issued)
        length = f"P{least}D"
        note = say("按放假安排折合{least}至{most}天，视起算日而定；提醒按最少的天数设", least=least, most=most)
    else:
        length = _ISO_UNITS[deadline.unit].format(deadline.amount)
    return None, event, (Timer(Timing.DURATION, length, words),), note


def _single_days(rule: dict[str, str]) -> Iterator[str]:
    """Split a rule with several days into rules with one, since a cycle of ISO 8601 has one."""
    several = next((key for key in ("BYMONTHDAY", "BYDAY", "BYMONTH") if "," in rule.get(key, "")), None)
    for day in rule[several].split(",") if several else ("",):
        yield ";".join(f"{key}={day if key == several else value}" for key, value in rule.items())


def _from(day: dt.date | None) -> Timer | None:
    if day is None:
        return None
    return Timer(Timing.DATE, _moment(day, "00:00:00"), say("{day}起", day=day_in_words(day)))


def _until(day: dt.date | None) -> tuple[Timer, ...]:
    if day is None:
        return ()
    return (Timer(Timing.DATE, _moment(day, "23:59:59"), say("{day}前", day=day_in_words(day))),)


def _moment(day: dt.date, time: str) -> str:
    written = day.isoformat(timespec="seconds") if isinstance(day, dt.datetime) else f"{day.isoformat()}T{time}"
    return f"{written}{_ZONE}"


def _is_window(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.WINDOW


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _said(notes: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, plain(text)) for label, text in notes if text)
