"""成文日期: the date under the signature, else the one right under the title; never a page's publishing date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from notice_parser.core.evidence import Candidate, Evidence, Field, Status
from notice_parser.core.notice import DocumentNumber
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.fields.grounded import best, candidate, grounded
from notice_parser.fields.metadata import Row
from notice_parser.grammar.damaged_dates import is_damaged_date, read_damaged_date
from notice_parser.grammar.dates import DateMatch, find_dates, parse_full_date
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.organs import squeezed
from notice_parser.grammar.rule import Rule

SPACED = Rule(
    name="issue_date/spaced",
    # 2021 6 9: the marks 年, 月, 日 lost.
    pattern=r"(?<!\d)(?P<year>(?:19|20)\d{2})\s(?P<month>1[0-2]|0?[1-9])\s(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)",
    yes=("2021 6 9", "2021 12 31"),
    no=("2021 13 9", "12021 6 9", "2021 6 912"),
)
RUN_TOGETHER = Rule(
    name="issue_date/run_together",
    # 2019617日: 年 and 月 lost with a byte.
    pattern=r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<rest>\d{2,4})日",
    yes=("2019617日",),
    no=("2019年6月17日", "2019日"),
)
YEARLESS = Rule(
    name="issue_date/yearless",
    # A broken date field: 年五月三日 under the signature; the number says which year.
    pattern=r"^\s*年?(?P<month>十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])月(?P<day>[一二三四五六七八九十]{1,3}|\d{1,2})日\s*$",
    yes=("年五月三日", "五月三日"),
    no=("二〇一二年五月三日", "五月三日前"),
)
MONTHLESS = Rule(
    name="issue_date/monthless",
    # 2024年月16日 over 2024年1月16日印发: the month was left out, and the imprint has it.
    pattern=r"^\s*(?P<year>(?:19|20)\d{2})年\s*月(?P<day>\d{1,2})日\s*$",
    yes=("2024年月16日", "2024年 月6日"),
    no=("2024年1月16日", "2024年月日"),
)
_SOON = dt.timedelta(days=7)
"""A notice is printed within a week of its date."""
_PRINTED = Rule("issue_date/printed", r"\s*印\s*发")


def read_issue_date(
    outline: Outline, rows: Sequence[Row], number: DocumentNumber | None, issuers: Sequence[str]
) -> Field[dt.date]:
    """Read the date of issue, with its place and the other dates that were considered."""
    found: list[Candidate[dt.date]] = []
    signed = _in_zone(outline, ZoneKind.SIGNATURE)
    if signed:
        found.append(_candidate(outline, signed[-1], "signature", 0.97))
    found += _damaged(outline, number) if not signed else []
    for match in _in_zone(outline, ZoneKind.HEAD):
        found.append(_candidate(outline, match, "under_title", 0.85))
    for match in _last_of_text(outline):
        found.append(_candidate(outline, match, "end_of_text", 0.8))
    for row in rows:
        if row.kind == "issued":
            found += [
                _candidate(outline, m, "metadata", 0.8)
                for m in find_dates(outline.text, row.value.start, row.value.end)[:1]
            ]
    if not found:
        found += _passed(outline) or _printed(outline, issuers)
    if not found and (left := _illegible(outline)):
        return Field(None, Evidence((left,), "issue_date/illegible", 0.0, Status.ABSENT), (), "署名下的日期残缺")
    return best(outline, found, _reason(found), "署名下、标题下都没有日期")


def _reason(found: Sequence[Candidate[dt.date]]) -> str:
    place = found[0].evidence.rule.rsplit("/", 1)[-1] if found else ""
    return {
        "signature": "署名之下的日期",
        "under_title": "标题之下的日期",
        "end_of_text": "正文末尾的日期",
        "metadata": "网页目录中的成文日期",
        "printed": "发文机关之后的印发日期",
        "passed": "标题之下的通过日期",
    }.get(place, "")


def _candidate(outline: Outline, match: DateMatch, place: str, confidence: float) -> Candidate[dt.date]:
    return candidate(outline, match.value, (match.span,), f"issue_date/{place}", confidence)


def _in_zone(outline: Outline, kind: ZoneKind) -> list[DateMatch]:
    return [
        match
        for zone in outline.zones_of(kind)
        if outline.document_at(zone.span.start) == 0
        for match in find_dates(outline.text, zone.span.start, zone.span.end)
    ]


def _last_of_text(outline: Outline) -> list[DateMatch]:
    """Take a date that ends the running text: …作相应处理。二〇一二年六月十五日."""
    if outline.zones_of(ZoneKind.SIGNATURE):
        return []
    bodies = [z.span for z in outline.zones_of(ZoneKind.BODY) if outline.document_at(z.span.start) == 0]
    if not bodies:
        return []
    end = bodies[-1].end
    for match in find_dates(outline.text, max(bodies[-1].start, end - 40), end):
        before = outline.text[: match.span.start].rstrip()[-1:]
        if match.rule == "date/full" and match.span.end >= end - 1 and before in ("。", "！", "）", ")", ".", "\n"):
            return [match]
    return []


PASSED = Rule(
    name="issue_date/passed",
    # Right under the title of what a congress, a committee or a court passed.
    pattern=(
        r"^[\s（(]{0,4}(?P<date>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)[\s，,]{0,2}"
        r"(?:经?\p{Han}[\p{Han}\d\s]{3,60}(?:会议|全会|大会))?(?:审议|讨论|表决)?通过"
    ),
    inside=(("（2026年3月5日甲省人大常委会第二次会议通过）", "（2026年3月5日甲省人大常委会第二次会议通过"),),
    no=("2026年3月5日起施行", "根据2026年3月5日会议通过的办法"),
)


def _passed(outline: Outline) -> list[Candidate[dt.date]]:
    """Take the day on which a decision was passed, from the line under its title."""
    title = outline.documents[0].title if outline.documents else ()
    if not title:
        return []
    text, end = outline.text, title[-1].end
    match = PASSED.search(text[end : end + 160])
    if match is None:
        return []
    dates = find_dates(text, end + match.start("date"), end + match.end("date"))
    return [_candidate(outline, dates[0], "passed", 0.7)] if dates else []


def _printed(outline: Outline, issuers: Sequence[str]) -> list[Candidate[dt.date]]:
    """Take a lone 印发 date that stands right after an issuer's own name."""
    text = outline.text
    found: list[Candidate[dt.date]] = []
    for zone in outline.zones_of(ZoneKind.IMPRINT):
        dates = find_dates(text, zone.span.start, zone.span.end)
        for match in dates:
            before = squeezed(text[max(zone.span.start, match.span.start - 60) : match.span.start])
            if _PRINTED.match(text, match.span.end) and any(before.endswith(i) for i in issuers):
                found.append(_candidate(outline, match, "printed", 0.6))
    return found[:1]


def _damaged(outline: Outline, number: DocumentNumber | None) -> list[Candidate[dt.date]]:
    """Read what is left of a date under the signature, where only one day fits."""
    text = outline.text
    for zone in outline.zones_of(ZoneKind.SIGNATURE):
        if outline.document_at(zone.span.start) != 0:
            continue
        for line in _lines(text, zone.span):
            content = line.of(text)
            day = parse_full_date(content) or _day_of(content, number) or _day_before_printing(outline, content)
            day = day or read_damaged_date(content, number.year if number is not None else None)
            if day is not None:
                rule = "issue_date/damaged"
                return [Candidate(day, grounded(outline, day, (line,), rule, 0.6, status=Status.INFERRED).evidence)]
    return []


def _illegible(outline: Outline) -> Span | None:
    """Find what is left of a date under the signature."""
    for zone in outline.zones_of(ZoneKind.SIGNATURE):
        if outline.document_at(zone.span.start) == 0:
            for line in _lines(outline.text, zone.span):
                if is_damaged_date(line.of(outline.text)):
                    return line
    return None


def _lines(text: str, span: Span) -> list[Span]:
    lines: list[Span] = []
    at = span.start
    for part in span.of(text).split("\n"):
        lines.append(strip_span(text, Span(at, at + len(part))))
        at += len(part) + 1
    return lines


def _day_of(content: str, number: DocumentNumber | None) -> dt.date | None:
    if match := SPACED.search(content):
        return _day(int(match["year"]), match["month"], match["day"])
    if match := RUN_TOGETHER.search(content):
        rest = match["rest"]
        splits = [(rest[:i], rest[i:]) for i in range(1, len(rest)) if "0" not in (rest[0], rest[i])]
        days = {d for m, t in splits if (d := _day(int(match["year"]), m, t)) is not None}
        return days.pop() if len(days) == 1 else None
    if (match := YEARLESS.search(content)) and number is not None and number.year:
        return _day(number.year, match["month"], match["day"])
    return None


def _day_before_printing(outline: Outline, content: str) -> dt.date | None:
    """Take the month that a date lacks from the date of printing, where that is the same day or a few days later."""
    match = MONTHLESS.search(content)
    if match is None:
        return None
    for zone in outline.zones_of(ZoneKind.IMPRINT):
        for printed in find_dates(outline.text, zone.span.start, zone.span.end):
            day = _day(int(match["year"]), str(printed.value.month), match["day"])
            if day is not None and dt.timedelta(0) <= printed.value - day <= _SOON:
                return day
    return None


def _day(year: int, month: str, day: str) -> dt.date | None:
    month_number, day_number = parse_numeral(month), parse_numeral(day)
    if month_number is None or day_number is None:
        return None
    try:
        return dt.date(year, month_number, day_number)
    except ValueError:
        return None


RULES = (SPACED, RUN_TOGETHER, YEARLESS, MONTHLESS, PASSED)
