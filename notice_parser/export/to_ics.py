"""A calendar (RFC 5545) of a plan: VTODO for duties, VEVENT for rounds and meetings, VJOURNAL for the notice itself."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Alarm, Calendar, Event, Journal, Timezone, TimezoneStandard, Todo, vRecur

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Deadline, DeadlineKind, Notice
from notice_parser.core.plan import InspectionPlan, Round, Task
from notice_parser.export.language import bracketed, clauses, labelled, listed_words, say
from notice_parser.export.plain import plain
from notice_parser.export.rows import contact_rows, place_of, sentence_of, unresolved
from notice_parser.export.values import doubt, listed, named
from notice_parser.export.wording import time_in_words, window_in_words

REMINDERS = (7, 3, 1)
"""Days before the last day on which a calendar reminds."""

_ZONE = ZoneInfo("Asia/Shanghai")
_UID_SPACE = uuid.UUID("5a0a2f4c-9d2e-5c1b-8f0e-6d6f2b1c7e30")
_MEETING = re.compile(
    r"会议|召开|参会|开会|培训|座谈|听证|约谈|例会|(?:动员|启动|部署|推进|现场|反馈|通报|总结|验收)会"
)
_ONE_DAY = dt.timedelta(days=1)
_NO_DAY = "原文只写周期，未写日期；自成文日期起按周期提醒"

Component: TypeAlias = Event | Todo | Journal


def plan_to_ics(notice: Notice, plan: InspectionPlan, stamp: dt.datetime | None = None) -> bytes:
    """Write a calendar.

    A UID follows from the notice's number (else its title and issuers) and from who is to do what, not from the day:
    when a day becomes known or is put right, a second import changes the entry instead of adding one.

    Args:
        notice: the notice.
        plan: its plan.
        stamp: DTSTAMP of all entries; unless given the day of issue, so that the same plan gives the same bytes.

    Returns:
        The calendar in UTF-8, lines ending in CR LF and folded at 75 octets.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//notice-parser//inspection plan//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plain(notice.title.value or say("检查方案")))
    entries = _Entries(notice, plan, stamp)
    components = [entries.journal(), *entries.rounds(), *(entries.task(task) for task in plan.tasks)]
    if entries.zoned:
        calendar.add_component(_timezone())
    for component in components:
        calendar.add_component(component)
    return bytes(calendar.to_ical())


class _Entries:
    """The entries of one plan; ``zoned`` tells whether one of them has a time of day."""

    def __init__(self, notice: Notice, plan: InspectionPlan, stamp: dt.datetime | None) -> None:
        self._notice, self._plan = notice, plan
        self._clean = notice.outline.clean
        days = (notice.issue_date, notice.date_of_printing, notice.date_of_publication)
        self._issued = next((field.value for field in days if field.value is not None), None)
        day = self._issued or dt.date(1970, 1, 1)
        self._stamp = stamp or dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
        self._seen: Counter[str] = Counter()
        self.zoned = False

    def journal(self) -> Journal:
        """Enter the notice: what it is, whom to ask, and which deadlines wait for an event."""
        notice = self._notice
        entry = Journal()
        self._head(entry, "notice", notice.title.value or say("检查方案"), "通知")
        if self._issued is not None:
            entry.add("dtstart", self._issued)
        number = notice.document_number.value
        waiting = [
            say("{label}：{words}", label=t.action, words=f"{_time(t.deadline)}{bracketed(said)}")
            for t in self._plan.tasks
            if (said := unresolved(t.deadline))
        ]
        contacts = [
            " ".join(filter(None, (c.organization, c.name, c.phones, c.emails)))
            for c in contact_rows(notice, self._plan)
        ]
        self._describe(
            entry,
            ("发文字号", number.text if number else ""),
            ("发文机关", listed(notice.issuers)),
            ("联系人", clauses(contacts)),
            ("期限待定", "".join(f"\n- {line}" for line in waiting)),
        )
        return entry

    def rounds(self) -> Iterator[Event]:
        """Enter the rounds that no task of the same days stands for."""
        windows = {
            (t.deadline.start, t.deadline.end) for t in self._plan.tasks if t.deadline and _is_window(t.deadline)
        }
        for wave in self._plan.rounds:
            first = wave.start or wave.end
            if first is None or (wave.start, wave.end) in windows:
                continue
            entry = Event()
            targets = listed_words(wave.targets)
            name = labelled("检查批次", targets) if targets else say("检查批次")
            self._head(entry, f"round|{'、'.join(wave.targets)}", name, "批次")
            self._days(entry, first, wave.end or first)
            self._describe(entry, ("时间", window_in_words(wave.start, wave.end)), *self._origin(wave.evidence, None))
            entry.add_component(_reminder(self._title, REMINDERS[-1], "START"))
            yield entry

    def task(self, task: Task) -> Event | Todo:
        """Enter a task: a round or meeting as an event, all else as something to do."""
        deadline = task.deadline
        wave = self._round_of(deadline)
        event = deadline is not None and _is_event(deadline, wave)
        entry = Event() if event else Todo()
        kind = "none" if deadline is None else str(deadline.kind)
        waiting = unresolved(deadline)
        label = "期限待定" if waiting else "批次" if wave else "会议" if event else "任务"
        self._head(entry, f"{kind}|{task.action}|{task.actor or ''}", task.action, label)
        # An entry that waited for its event is newer once the event has a date.
        entry.add("sequence", int(deadline is not None and deadline.kind is DeadlineKind.WITHIN and not waiting))
        note = self._schedule(entry, deadline)
        self._describe(
            entry,
            ("责任单位", task.actor or ""),
            ("报送对象", task.recipient or ""),
            ("检查对象", listed_words(wave.targets) if wave else ""),
            ("时限", _time(deadline)),
            ("说明", clauses((waiting, note, _provisional(deadline)))),
            *self._origin(task.evidence, deadline),
        )
        return entry

    def _round_of(self, deadline: Deadline | None) -> Round | None:
        if deadline is None or not _is_window(deadline):
            return None
        return next((w for w in self._plan.rounds if (w.start, w.end) == (deadline.start, deadline.end)), None)

    def _schedule(self, entry: Event | Todo, deadline: Deadline | None) -> str:
        """Set the days of an entry and its reminders; give what has to be said about them."""
        if deadline is None:
            return ""
        if deadline.kind is DeadlineKind.RECURRING:
            return self._repeat(entry, deadline.rrule or "")
        start, end = (deadline.start, deadline.end) if _is_window(deadline) else (None, deadline.due)
        if isinstance(entry, Event):
            first = start or end
            if first is not None:
                self._days(entry, first, end or first)
        else:
            if start is not None:
                entry.add("dtstart", start)
            if end is not None:
                entry.add("due", self._moment(end))
        if start is not None or end is not None:
            related = "START" if isinstance(entry, Event) or end is None else "END"
            for days in REMINDERS:
                entry.add_component(_reminder(self._title, days, related))
        return ""

    def _repeat(self, entry: Event | Todo, rule: str) -> str:
        """Let an entry come again from the day of issue on; without one, or with a rule that has no day, say so."""
        if self._issued is None:
            return say("成文日期未知，未设重复提醒")
        try:
            day = dt.datetime(self._issued.year, self._issued.month, self._issued.day)
            first = next(iter(rrulestr(rule, dtstart=day)), None)
        except (ValueError, KeyError, AttributeError):
            first = None
        if first is None:
            return say("周期无法换算，未设重复提醒")
        timed = "BYHOUR" in rule
        entry.add("dtstart", self._moment(first) if timed else first.date())
        entry.add("rrule", vRecur.from_ical(rule))
        if "BY" not in rule and "FREQ=DAILY" not in rule:
            return say(_NO_DAY)
        entry.add("duration", dt.timedelta(minutes=1) if timed else _ONE_DAY)
        for days in REMINDERS if "DAILY" not in rule else ():
            entry.add_component(_reminder(self._title, days, "START"))
        return ""

    def _days(self, entry: Event, first: dt.date, last: dt.date) -> None:
        entry.add("dtstart", first)
        if last < dt.date.max:  # the end of an event lies behind its last day
            entry.add("dtend", last + _ONE_DAY)
        entry.add("transp", "TRANSPARENT")

    def _moment(self, day: dt.date) -> dt.date:
        if not isinstance(day, dt.datetime):
            return day
        self.zoned = True
        return day.replace(tzinfo=_ZONE)

    def _head(self, entry: Component, content: str, title: str, category: str) -> None:
        notice = self._notice
        number = notice.document_number.value
        issuers = "|".join(str(i.value) for i in notice.issuers)
        identity = number.text if number else f"{notice.title.value or ''}|{issuers}".strip("|") or self._clean.text
        content = plain(content)
        self._seen[content] += 1
        name = f"{plain(identity)}|{content}|{self._seen[content]}"
        self._title = plain(title)
        entry.add("uid", f"{uuid.uuid5(_UID_SPACE, name)}@notice-parser")
        entry.add("dtstamp", self._stamp)
        entry.add("summary", self._title)
        entry.add("categories", [say(category)])

    def _origin(self, evidence: Evidence, deadline: Deadline | None) -> Iterator[tuple[str, str]]:
        yield "原文", sentence_of(self._clean, evidence, deadline)
        number = self._notice.document_number.value
        title = self._notice.title.value
        source = named(title, number.text if number else None) if title else number.text if number else ""
        yield "出处", f"{source}{place_of(self._clean, [evidence])}{doubt(evidence)}"

    def _describe(self, entry: Component, *lines: tuple[str, str]) -> None:
        text = "\n".join(labelled(label, value) for label, value in lines if value)
        if text:
            entry.add("description", plain(text))


def _is_window(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.WINDOW


def _is_event(deadline: Deadline, wave: Round | None) -> bool:
    """Tell whether a window is a round, a meeting or what else happens on one day."""
    if not _is_window(deadline) or (deadline.start is None and deadline.end is None):
        return False
    return wave is not None or deadline.start == deadline.end or _MEETING.search(deadline.action) is not None


def _time(deadline: Deadline | None) -> str:
    return "" if deadline is None else time_in_words(deadline)


def _provisional(deadline: Deadline | None) -> str:
    proof = deadline.proof if deadline is not None else None
    return say("该年放假安排尚未公布，日期为暂定") if proof is not None and proof.provisional else ""


def _reminder(title: str, days: int, related: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", say("还有{days}天：{title}", days=days, title=title))
    alarm.add("trigger", dt.timedelta(days=-days), parameters={"RELATED": related})
    return alarm


def _timezone() -> Timezone:
    """Describe China Standard Time, which has had no summer time since 1991."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Asia/Shanghai")
    standard.add("dtstart", dt.datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", dt.timedelta(hours=8))
    standard.add("tzoffsetto", dt.timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone
