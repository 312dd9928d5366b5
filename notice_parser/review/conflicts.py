"""What contradicts something else in the same notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from notice_parser.core.notice import Deadline, DeadlineKind, Finding, Notice
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

WEEKDAY = Rule(
    "weekday/of_a_day",
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)[ ]?年[ ]?)?"
    r"(?P<month>1[0-2]|0?[1-9])[ ]?月[ ]?(?P<day>3[01]|[12]\d|0?[1-9])[ ]?日"
    r"[ ]?[（(][ ]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])",
    yes=("3月10日（周三", "2021年3月10日(星期三", "12月5日（星期日"),
    no=("3月10日（周末", "3月10日星期三", "13月10日（周三"),
)
RULES = (WEEKDAY,)

_WEEKDAYS = "一二三四五六日"


def find_conflicts(notice: Notice) -> Iterator[Finding]:
    """Name the contradictions; each names both places where it can."""
    yield from _dates_of_issue(notice)
    yield from _number(notice)
    for deadline in notice.deadlines:
        yield from _deadline(notice, deadline)
    yield from _weekdays(notice)


def _dates_of_issue(notice: Notice) -> Iterator[Finding]:
    issued, printed = notice.issue_date.value, notice.date_of_printing.value
    if issued is not None and printed is not None and printed < issued:
        spans = (*notice.issue_date.evidence.spans, *notice.date_of_printing.evidence.spans)
        yield Finding("printed_before_issue", f"印发日期{_day(printed)}早于成文日期{_day(issued)}", spans)


def _number(notice: Notice) -> Iterator[Finding]:
    number, issued = notice.document_number.value, notice.issue_date.value
    if number is not None and number.year and issued is not None and number.year != issued.year:
        spans = (*notice.document_number.evidence.spans, *notice.issue_date.evidence.spans)
        yield Finding("number_year_differs", f"发文字号的年份{number.year}与成文日期{_day(issued)}不一致", spans)


def _deadline(notice: Notice, deadline: Deadline) -> Iterator[Finding]:
    issued = notice.issue_date.value
    last = deadline.due if deadline.kind is DeadlineKind.BY else deadline.end
    day = last.date() if isinstance(last, dt.datetime) else last
    if issued is not None and day is not None and day < issued:
        spans = (*deadline.evidence.spans, *notice.issue_date.evidence.spans)
        yield Finding("deadline_before_issue", f"时限{_day(day)}早于成文日期{_day(issued)}", spans)
    if deadline.start is not None and deadline.end is not None and deadline.end < deadline.start:
        message = f"起止日期颠倒：{_day(deadline.start)}至{_day(deadline.end)}"
        yield Finding("window_reversed", message, deadline.evidence.spans)


def _weekdays(notice: Notice) -> Iterator[Finding]:
    """Compare 3月10日（周三） with the calendar; without a printed year it may be the year of issue or the next."""
    issued = notice.issue_date.value
    for hit in WEEKDAY.find_all(notice.outline.text):
        years = [int(hit["year"])] if hit["year"] else [] if issued is None else [issued.year, issued.year + 1]
        days = [day for year in years if (day := _date(year, int(hit["month"]), int(hit["day"]))) is not None]
        printed = hit["weekday"].replace("天", "日")
        if days and all(_WEEKDAYS[day.weekday()] != printed for day in days):
            real = _WEEKDAYS[days[0].weekday()]
            message = f"{_day(days[0])}是星期{real}，原文作星期{printed}"
            yield Finding("weekday_differs", message, (Span(*hit.span()),))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
