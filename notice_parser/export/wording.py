"""Times in words, for summaries that a person reads."""

from __future__ import annotations

import datetime as dt
import re

from notice_parser.core.notice import Deadline, DeadlineKind, Direction, Unit
from notice_parser.core.plan import Duration
from notice_parser.export.language import bracketed, labelled, listed_words, run_on, say

_UNITS = {
    Unit.HOUR: "小时",
    Unit.DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.WEEK: "周",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}
_ISO_UNITS = {"Y": "年", "M": "个月", "W": "周", "D": "天", "H": "小时"}
_DURATION = re.compile(r"PT?(\d+)([YMWDH])")
_UNKNOWN = "期限不明"
_OPEN = "…"

_FREQUENCIES = {
    ("DAILY", 1): "每天",
    ("WEEKLY", 1): "每周",
    ("WEEKLY", 2): "每两周",
    ("MONTHLY", 1): "每月",
    ("MONTHLY", 2): "每两个月",
    ("MONTHLY", 3): "每季度",
    ("MONTHLY", 6): "每半年",
    ("YEARLY", 1): "每年",
}
_WEEK = "星期"
_DAYS_OF_WEEK = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "一二三四五六日", strict=True))


def day_in_words(value: dt.date) -> str:
    """Write a date, with the time where it has one.

    >>> day_in_words(dt.date(2018, 2, 9))
    '2018年2月9日'
    """
    day = say("{year}年{month}月{day}日", year=value.year, month=value.month, day=value.day)
    if not isinstance(value, dt.datetime):
        return day
    return say("{day}{hour:02}:{minute:02}", day=day, hour=value.hour, minute=value.minute)


def window_in_words(start: dt.date | None, end: dt.date | None) -> str:
    """Write a stretch of days; an open end is left open."""
    if start is not None and start == end:
        return day_in_words(start)
    first, last = (day_in_words(day) if day else _OPEN for day in (start, end))
    return say("{start}至{end}", start=first, end=last)


def time_in_words(deadline: Deadline) -> str:
    """Write the time of a deadline, whatever its kind."""
    due = day_in_words(deadline.due) if deadline.due is not None else ""
    match deadline.kind:
        case DeadlineKind.BY:
            return say("{day}前", day=due) if due else say(_UNKNOWN)
        case DeadlineKind.WITHIN:
            return f"{_period(deadline)}{bracketed(due)}"
        case DeadlineKind.WINDOW:
            return window_in_words(deadline.start, deadline.end)
        case DeadlineKind.RECURRING:
            return rule_in_words(deadline.rrule or "")
        case DeadlineKind.EVENT:
            return labelled("事件", deadline.trigger or say("不明"))


def _period(deadline: Deadline) -> str:
    if deadline.unit is None or deadline.amount is None:
        return say(_UNKNOWN)
    amount, unit = deadline.amount, say(_UNITS[deadline.unit])
    if not deadline.trigger:
        return say("{amount}{unit}内", amount=amount, unit=unit)
    if deadline.direction is Direction.BEFORE:
        return say("{event}前{amount}{unit}内", event=deadline.trigger, amount=amount, unit=unit)
    return say("{event}后{amount}{unit}内", event=deadline.trigger, amount=amount, unit=unit)


def rule_in_words(rule: str) -> str:
    """Write a recurrence rule (RFC 5545); one that has no plain words is given as it is.

    >>> rule_in_words("FREQ=MONTHLY;BYMONTHDAY=5,20"), rule_in_words("FREQ=WEEKLY;BYDAY=FR")
    ('每月5日、20日', '每周五')
    """
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    frequency = _FREQUENCIES.get((parts.pop("FREQ", ""), int(parts.pop("INTERVAL", "1"))))
    if frequency is None:
        return f"{say('定期')}{bracketed(rule)}"
    months = listed_words(say("{month}月", month=month) for month in parts.pop("BYMONTH", "").split(",") if month)
    days = parts.pop("BYMONTHDAY", "").split(",")
    on = listed_words(say("月底") if day == "-1" else say("{day}日", day=day) for day in days if day)
    weekdays = listed_words(_weekday(day) for day in parts.pop("BYDAY", "").split(",") if day)
    hour = parts.pop("BYHOUR", "")
    at = say("{hour}:{minute:0>2}", hour=hour, minute=parts.pop("BYMINUTE", "0")) if hour else ""
    return f"{say('定期')}{bracketed(rule)}" if parts else run_on((say(frequency), months, on, weekdays, at))


def _weekday(day: str) -> str:
    """Give 五 of 星期五, since 每周 stands before it."""
    return say(f"{_WEEK}{_DAYS_OF_WEEK[day]}").removeprefix(_WEEK) if day in _DAYS_OF_WEEK else day


def duration_in_words(duration: Duration | None) -> str:
    """Write how long one inspection takes; nothing where that is not said."""
    if duration is None:
        return ""
    day = "个工作日" if duration.working_days else "天"
    if duration.min == duration.max:
        return _length(duration.min, day)
    bounds = (("不少于", duration.min), ("不超过", duration.max))
    return say("，").join(run_on((say(word), _length(bound, day))) for word, bound in bounds if bound)


def _length(iso: str | None, day: str) -> str:
    found = _DURATION.fullmatch(iso or "")
    if found is None:
        return iso or ""
    return run_on((found[1], say(day if found[2] == "D" else _ISO_UNITS[found[2]])))


def day_as_iso(value: dt.date) -> str:
    """Write a date as ISO 8601, with the time to the minute where it has one.

    >>> day_as_iso(dt.date(2018, 2, 9)), day_as_iso(dt.datetime(2018, 2, 9, 12))
    ('2018-02-09', '2018-02-09T12:00')
    """
    return value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat()
