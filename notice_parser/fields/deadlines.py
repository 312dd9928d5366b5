"""Deadlines: what somebody has to do by or within a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from notice_parser.core.evidence import Evidence, Status
from notice_parser.core.notice import Deadline, DeadlineKind, Direction
from notice_parser.core.outline import Outline
from notice_parser.core.span import Span
from notice_parser.fields.deadline_actor import actor_ahead, actor_behind
from notice_parser.fields.deadline_duty import Duty, find_duty, named_between, near, share_tails
from notice_parser.fields.deadline_judge import governs_duty
from notice_parser.fields.deadline_labels import Labels
from notice_parser.fields.deadline_objects import split_objects
from notice_parser.fields.deadline_passages import Passage, clause_marks, find_passages
from notice_parser.fields.deadline_recipient import find_recipient
from notice_parser.fields.deadline_repeats import distinct
from notice_parser.fields.deadline_tables import read_table_deadlines
from notice_parser.fields.deadline_text import running_text
from notice_parser.fields.deadline_times import joined_times
from notice_parser.fields.deadline_triggers import Trigger, date_of, event_itself, find_trigger, follows_from
from notice_parser.grammar.calendar import end_of_period
from notice_parser.grammar.dates import find_dates
from notice_parser.grammar.events import find_events
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression, TimeKind
from notice_parser.grammar.times import find_times

YEAR_PRINTED = Rule(
    "deadline/year_printed",
    r"(?<![0-9])(?P<year>20[0-9]{2}|199[0-9])(?=年|[〕\]）)]\d{1,4}号|[-./][01]?[0-9][-./])",
    inside=(("于2018年2月", "2018"), ("〔2019〕3号", "2019")),
    no=("2018号", "12018年"),
)
CLOSING = " \t\u3000，,。.、；;：:"
HEADLESS = Rule(
    # Nothing stands before the time but the number of an item: …，6，2018年4月30日前。
    "deadline/headless",
    r"(?:^|[，,、。.])[ \t\u3000]{0,4}[0-9]{1,2}[，,、.．][ \t\u3000]{0,4}请?$",
    yes=("，6，", "7、", "7、请"),
    no=("名单", "第6，", "名单请"),
    inside=(("…的对象，6，", "，6，"),),
)
HANDED_OVER = Rule(
    "deadline/handed_over",
    r"[将把][^，,]{2,40}?(?:报送|上报|报|反馈|提交|交|发送|发|寄)(?:至|到|给|回)?\p{Han}{2,}",
    inside=(("将工作总结上报食品科邮箱", "将工作总结上报食品科邮箱"),),
    no=("将组织检查", "召开会议", "报送名单"),
)
SENT = Rule(
    "deadline/sent",
    r"(?:^|后)(?:报送|上报|提交|报至|送至|交至)(?:至|到|给)?\p{Han}{2,12}$",
    inside=(("审定后报送区委社工部", "后报送区委社工部"),),
    no=("报送", "组织报送名单会议，布置任务"),
)
RULES: tuple[Rule, ...] = (YEAR_PRINTED, HEADLESS, HANDED_OVER, SENT)
_KINDS = {
    TimeKind.UNTIL: DeadlineKind.BY,
    TimeKind.POINT: DeadlineKind.WINDOW,
    TimeKind.RANGE: DeadlineKind.WINDOW,
    TimeKind.SINCE: DeadlineKind.WINDOW,
    TimeKind.PERIOD: DeadlineKind.WITHIN,
    TimeKind.RECURRING: DeadlineKind.RECURRING,
    TimeKind.EVENT: DeadlineKind.EVENT,
}


def read_deadlines(outline: Outline, reference: dt.date | None, events: Mapping[str, dt.date]) -> tuple[Deadline, ...]:
    """List the deadlines in reading order.

    ``reference`` is the date of issue, or the best that is known of it: it gives a missing year and month.
    ``events`` gives the dates of triggers that the caller knows.
    """
    running = running_text(outline)
    anchor = reference or year_printed(running.text)
    today = reference or _last_date(running.text)
    times = _with_events(running.text, find_times(running.text, anchor, today))
    labels = Labels.of(outline)
    found: list[Deadline] = []
    for passage in find_passages(running, times, outline):
        found.extend(_read_passage(passage, reference, labels))
    if outline.tables:
        found = sorted([*found, *read_table_deadlines(outline, anchor)], key=lambda d: min(d.evidence.spans))
    return tuple(_with_dates(distinct(outline, found), events))


def year_printed(text: str) -> dt.date | None:
    """Give the first day of the year that a text prints most often, the later of two; None where it prints none.

    Only for notices whose date of issue is not known.

    >>> year_printed("2010年国庆放假，2010年9月28日；2009年")
    datetime.date(2010, 1, 1)
    """
    years = Counter(int(m["year"]) for m in YEAR_PRINTED.find_all(text))
    best = max(years, key=lambda year: (years[year], year), default=None)
    return dt.date(best, 1, 1) if best is not None else None


def _last_date(text: str) -> dt.date | None:
    """Take the last full date of the text for today's where no date of issue is known: most stand at the end."""
    dates = find_dates(text)
    return dates[-1].value if dates else None


def _with_events(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    spans = {t.span for t in times}
    starts = sorted(spans)
    events: list[TimeExpression] = []
    at = 0
    for event in find_events(text):
        while at < len(starts) and starts[at].end <= event.span.start:
            at += 1
        if at == len(starts) or not starts[at].overlaps(event.span):
            events.append(event)
    return sorted([*times, *events], key=lambda t: (t.span, t.start or dt.date.min))


def _read_passage(passage: Passage, reference: dt.date | None, labels: Labels) -> Iterator[Deadline]:
    accepted: list[tuple[TimeExpression, Duty | None]] = []
    for time in joined_times(passage):
        duty = labels.duty_of(passage, time, reference)
        if duty is not None or (governs_duty(passage, time, reference) and not labels.is_heading(passage, time)):
            accepted.append((time, duty))
    found = _with_lists(passage.text, list(_with_duties(passage, accepted)))
    shared = split_objects(passage.text, share_tails(passage.text, [duty for _, duty, _ in found]))
    actor: Span | None = None
    for (time, _, trigger), duty in zip(found, shared, strict=True):
        if duty.actor is None and duty.plain:
            duty = replace(duty, actor=actor)  # 各地要于6月15日前完成自查，7月10日前报送: one actor for both
        if duty.actor is None:
            named = actor_behind(passage) if duty.rule else actor_ahead(passage, time.span.start)
            duty = replace(duty, actor=named)
        actor = duty.actor
        yield _deadline(passage, time, duty, trigger)


def _with_duties(
    passage: Passage, accepted: Sequence[tuple[TimeExpression, Duty | None]]
) -> Iterator[tuple[TimeExpression, Duty | None, Trigger | None]]:
    """Find the duty of each time that has none yet; a period may run from the event of the one before."""
    low = passage.span.start
    before: Trigger | None = None
    last: Duty | None = None
    for index, (time, duty) in enumerate(accepted):
        trigger = None
        if duty is None:
            later = next((t.span for t, _ in accepted[index + 1 :] if t.span.start >= time.span.end), None)
            if time.kind == TimeKind.PERIOD:
                trigger = find_trigger(passage, time, low)
            if time.trigger is not None:
                time = _at_event(passage.text, time, time.trigger)
            duty = _in_sentence(passage, time, low, later, trigger)
            if trigger is None and time.kind == TimeKind.PERIOD and time.direction == Direction.AFTER:
                trigger = before  # 接到举报后，2个工作日内受理，15个工作日内办结
        if duty is None and time.rule == "until/limit":
            duty = last  # 在课程结束后10日内完成，最迟不得晚于1月9日
        before, last = trigger, duty
        yield time, duty, trigger
        if index + 1 < len(accepted) and accepted[index + 1][0].span != time.span:
            low = time.span.end


def _with_lists(
    text: str, found: list[tuple[TimeExpression, Duty | None, Trigger | None]]
) -> list[tuple[TimeExpression, Duty, Trigger | None]]:
    """Give the times of a list the duty of its last: 每周五前、每月底前分别报送周报、月报."""
    kept: list[tuple[TimeExpression, Duty, Trigger | None]] = []
    following: tuple[TimeExpression, Duty] | None = None
    for time, duty, trigger in reversed(found):
        if (
            duty is None
            and following is not None
            and text[time.span.end : following[0].span.start] in ("、", "和", "及")
        ):
            duty = following[1]
        if duty is not None:
            kept.append((time, duty, trigger))
            following = (time, duty)
    return kept[::-1]


def _at_event(text: str, time: TimeExpression, trigger: Span) -> TimeExpression:
    """Leave the actor of an event outside its span, so that it is read as the actor of the duty."""
    itself = event_itself(text, trigger)
    if itself == trigger or trigger.start != time.span.start:
        return time
    return replace(time, trigger=itself, span=Span(itself.start, time.span.end))


def _in_sentence(
    passage: Passage, time: TimeExpression, low: int, later: Span | None, trigger: Trigger | None
) -> Duty | None:
    end = passage.span.end
    if later is not None:
        clause = passage.clause_start(later.start)
        end = clause if clause >= time.span.end else later.start
    start = time.span.start
    if trigger is not None and passage.clause_start(start) - trigger.span.end <= 8:
        start = trigger.span.start - passage.text.startswith("对", trigger.span.start - 1)
        if passage.text[trigger.begins : trigger.begins + 1] in ("在", "自") and trigger.begins < start:
            start = trigger.begins  # 在我院提交清单后3日内: whose event it is says not who acts
    before = Span(min(start, max(low, passage.clause_start(start))), start)
    minutes = before.of(passage.text).rfind("分钟内")
    if minutes >= 0:  # 30分钟内电话报告、1小时内书面报告: minutes are no unit of ours, but what they govern ends there
        before = Span(start, start)
    after = Span(time.span.end, max(time.span.end, end))
    if passage.is_unmarked:
        before, after = near(passage.text, before, after)
    if later is None and passage.following is not None and _is_cut_off(passage, time, before):
        following = passage.following
        marks = (*passage.commas, *clause_marks(passage.text, following))
        passage, after = replace(passage, span=passage.span.union(following), commas=marks), following
    duty = find_duty(passage, before, after)
    if duty is not None and duty.actor is None and trigger is not None and start < time.span.start:
        # 学员结业后，协会将于一个月内寄发证书: whoever acts stands between the event and the time.
        duty = replace(duty, actor=named_between(passage.text, Span(trigger.span.end, time.span.start)))
    return duty


def _is_cut_off(passage: Passage, time: TimeExpression, before: Span) -> bool:
    """Tell whether a damaged mark parts a time from its duty: 2018年4月20日前。各学院成立工作小组。."""
    if time.kind not in (TimeKind.UNTIL, TimeKind.PERIOD) or passage.of(time.span.end, passage.span.end).strip(CLOSING):
        return False
    ahead = passage.of(passage.span.start, before.end).strip()
    return ahead in ("", "请") or HEADLESS.search(ahead) is not None


def _deadline(passage: Passage, time: TimeExpression, duty: Duty, trigger: Trigger | None) -> Deadline:
    text = passage.text
    action = duty.action(text)
    recipient = find_recipient(text, duty.pieces)
    kind = (
        DeadlineKind.BY
        if time.kind == TimeKind.POINT and _is_limit(time, duty, action, is_sent=recipient is not None)
        else _KINDS[time.kind]
    )
    printed = time.trigger.of(text) if time.trigger else (trigger.text or None if trigger else None)
    return Deadline(
        kind,
        action,
        passage.quoted,
        Evidence(
            (time.span, *duty.pieces),
            duty.rule or f"deadline/{kind}",
            _confidence(time),
            Status.EXACT if time.year_printed or time.start is None else Status.INFERRED,
        ),
        due=time.due if kind == DeadlineKind.BY else None,
        amount=time.amount,
        unit=time.unit,
        trigger=printed,
        direction=time.direction,
        start=time.start if kind == DeadlineKind.WINDOW else None,
        end=time.end if kind == DeadlineKind.WINDOW else None,
        rrule=time.rrule,
        actor=duty.actor.of(text) if duty.actor else None,
        recipient=recipient.of(text) if recipient else None,
    )


def _is_limit(time: TimeExpression, duty: Duty, action: str, *, is_sent: bool) -> bool:
    """Tell whether a day is a limit: 整改时限：4月30日; 于7月8日将总结上报市局, 审定后于6月30日报送区委."""
    handed = HANDED_OVER.match(action) is not None or (is_sent and SENT.search(action) is not None)
    return duty.limit or (time.introduced and time.start == time.end and handed)


def _confidence(time: TimeExpression) -> float:
    return {
        TimeKind.UNTIL: 0.9,
        TimeKind.PERIOD: 0.85,
        TimeKind.RANGE: 0.85,
        TimeKind.RECURRING: 0.75,
        TimeKind.POINT: 0.7,
        TimeKind.SINCE: 0.7,
        TimeKind.EVENT: 0.6,
    }[time.kind]


def _with_dates(found: list[Deadline], events: Mapping[str, dt.date]) -> Iterator[Deadline]:
    """Give a period its last day where the date of its trigger is known, or follows from an earlier deadline.

    The links of a chain follow each other in the text: 15日内完成整改; 整改完成后5日内申请验收.
    """
    dated: list[Deadline] = []
    for deadline in found:
        known = deadline.kind == DeadlineKind.WITHIN and events
        day = date_of(deadline.trigger, events) if known else None
        if known and day is None:
            earlier = [d for d in dated if follows_from(deadline.trigger, d.action)]
            day = earlier[-1].due if earlier and isinstance(earlier[-1].due, dt.date) else None
        if day is not None and deadline.amount is not None and deadline.unit is not None:
            ended = end_of_period(day, deadline.amount, deadline.unit, deadline.direction)
            if ended is not None:
                deadline = replace(deadline, due=ended[0], proof=ended[1])
                dated.append(deadline)
        yield deadline
