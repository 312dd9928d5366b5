"""Times in Chinese words, for summaries that a person reads."""

from __future__ import annotations

import datetime as dt
import re

from notice_parser.core.notice import Deadline, DeadlineKind, Direction, Unit
from notice_parser.core.plan import Duration

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
_DAYS_OF_WEEK = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "一二三四五六日", strict=True))


def day_in_words(value: dt.date) -> str:
    """Write a date, with the time where it has one.

    >>> day_in_words(dt.date(2018, 2, 9))
    '2018年2月9日'
    """
    day = f"{value.year}年{value.month}月{value.day}日"
    return f"{day}{value.hour:02}:{value.minute:02}" if isinstance(value, dt.datetime) else day


def window_in_words(start: dt.date | None, end: dt.date | None) -> str:
    """Write a stretch of days; an open end is left open."""
    if start is not None and start == end:
        return day_in_words(start)
    return f"{day_in_words(start) if start else _OPEN}至{day_in_words(end) if end else _OPEN}"


def time_in_words(deadline: Deadline) -> str:
    """Write the time of a deadline, whatever its kind."""
    due = day_in_words(deadline.due) if deadline.due is not None else ""
    match deadline.kind:
        case DeadlineKind.BY:
            return f"{due}前" if due else _UNKNOWN
        case DeadlineKind.WITHIN:
            return f"{_period(deadline)}{f'（{due}）' if due else ''}"
        case DeadlineKind.WINDOW:
            return window_in_words(deadline.start, deadline.end)
        case DeadlineKind.RECURRING:
            return rule_in_words(deadline.rrule or "")
        case DeadlineKind.EVENT:
            return f"事件：{deadline.trigger or '不明'}"


def _period(deadline: Deadline) -> str:
    if deadline.unit is None or deadline.amount is None:
        return _UNKNOWN
    side = "前" if deadline.direction is Direction.BEFORE else "后"
    return f"{deadline.trigger + side if deadline.trigger else ''}{deadline.amount}{_UNITS[deadline.unit]}内"


def rule_in_words(rule: str) -> str:
    """Write a recurrence rule (RFC 5545); one that has no plain words is given as it is.

    >>> rule_in_words("FREQ=MONTHLY;BYMONTHDAY=5,20"), rule_in_words("FREQ=WEEKLY;BYDAY=FR")
    ('每月5日、20日', '每周五')
    """
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    frequency = _FREQUENCIES.get((parts.pop("FREQ", ""), int(parts.pop("INTERVAL", "1"))))
    if frequency is None:
        return f"定期（{rule}）" if rule else "定期"
    months = "、".join(f"{month}月" for month in parts.pop("BYMONTH", "").split(",") if month)
    days = parts.pop("BYMONTHDAY", "").split(",")
    on = "、".join("月底" if day == "-1" else f"{day}日" for day in days if day)
    weekdays = "、".join(_DAYS_OF_WEEK.get(day, day) for day in parts.pop("BYDAY", "").split(",") if day)
    hour = parts.pop("BYHOUR", "")
    at = f"{hour}:{parts.pop('BYMINUTE', '0'):0>2}" if hour else ""
    return f"定期（{rule}）" if parts else f"{frequency}{months}{on}{weekdays}{at}"


def duration_in_words(duration: Duration | None) -> str:
    """Write how long one inspection takes; nothing where that is not said."""
    if duration is None:
        return ""
    day = "个工作日" if duration.working_days else "天"
    if duration.min == duration.max:
        return _length(duration.min, day)
    bounds = (("不少于", duration.min), ("不超过", duration.max))
    return "，".join(f"{word}{_length(bound, day)}" for word, bound in bounds if bound)


def _length(iso: str | None, day: str) -> str:
    found = _DURATION.fullmatch(iso or "")
    if found is None:
        return iso or ""
    return f"{found[1]}{day if found[2] == 'D' else _ISO_UNITS[found[2]]}"


def day_as_iso(value: dt.date) -> str:
    """Write a date as ISO 8601, with the time to the minute where it has one.

    >>> day_as_iso(dt.date(2018, 2, 9)), day_as_iso(dt.datetime(2018, 2, 9, 12))
    ('2018-02-09', '2018-02-09T12:00')
    """
    return value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat()
