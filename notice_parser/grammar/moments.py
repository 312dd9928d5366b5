"""Days, ranges of days and lists of days with what stands before and after them: 于…前, 自…起至…止, 分别于…、…前."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from notice_parser.core.span import Span
from notice_parser.grammar.calendar import add_months
from notice_parser.grammar.numerals import NUMBER, parse_numeral
from notice_parser.grammar.points import TO, B, Point, at_clock, find_points
from notice_parser.grammar.resolve import Days, resolve
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import Granularity, TimeExpression, TimeKind

RANGE_MARK = Rule(
    "time/range_mark",
    # 自即日起至春节前（2月14日）: the feast's day stands in brackets behind it.
    rf"{TO}|{B}(?:起|开始)?{B}[,，]?(?:至|到|持续到|截至){B}(?:[\u4e00-\u9fff]{{1,5}}(?:之?前|结束)[（(])?",
    yes=("至", "起至", "起至春节前（", "一", "—", " - ", "起，至", "开始到"),
    no=("、", "和", "前", "（"),
)
LIST_MARK = Rule(
    "time/list_mark",
    rf"{B}(?:[、/]|[、,，]?(?:和|及|与|或|以及)){B}(?:每(?:年|月))?",
    yes=("、", "和", "以及", "，或"),
    no=("至", "，", "。"),
)
BEFORE = Rule(
    "time/prefix",
    # 关于2018年…, 位于…: the 于 belongs to the word before it.
    r"(?:分别|一律|统一)?(?:(?<![关对由属基])(?<!(?<!单)位)于|(?<![存现正所])在|自|从|(?P<to>至|到)"
    r"|(?P<as_of>截至|截止(?:到|至)?)|(?P<limit>截止(?:时间|日期|期限)(?:为|是|至|到|[:：])?"
    rf"|(?:最迟|至迟|最晚)(?:于|在|不超过|不得超过)?|不得?(?:晚于|迟于|超过)|限于)){B}$",
    yes=("于", "分别于", "自", "截止时间为", "最迟于", "不得晚于", "截至"),
    no=("关于", "位于", "请"),
)
AFTER = Rule(
    "time/suffix",
    rf"{B}(?:(?P<until>(?:底)?(?:之|以)?前(?!提(?![供交出前])|[后期往来述款面者置夕]|[一二三四0-9]{{1,2}}个?(?:季度|月))|(?:为)?止|截止|结束(?=[，,。；;、）)]|$)|(?:之|以)内|内(?![容部外地科蒙]))"
    r"|(?P<history>以来|至今)|(?P<since>(?:之日|当日)?起(?![草用算诉])|开始(?=[，,。；;]|$)|(?:之|以)?后)"
    r"|(?P<during>期间|之间|前后|左右))",
    yes=("前", "之前", "以前", "止", "内", "起", "开始", "之后", "以来", "期间", "前后"),
    no=("前期", "内容", "，", "前三季度", "前10个月"),
)
LASTING = Rule(
    "time/lasting",
    rf"[，,]?(?:利?用|为期|历时){B}(?P<amount>{NUMBER}){B}个月(?:左右)?(?:的)?(?:时间)?",
    yes=("，用三个月时间", "为期2个月"),
    no=("三个月内",),
)
RULES: tuple[Rule, ...] = (LASTING, RANGE_MARK, LIST_MARK, BEFORE, AFTER)

_NEXT_CLAUSE = 14
"""Code points between a day and the next of the same month: 6月24日—26日，23日报到."""
_SAME_SENTENCE = 120
"""Code points over which a printed year still holds for the next day in the same sentence."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One member of a list of days: a point, or a range of two."""

    first: Point
    last: Point | None = None

    @property
    def span(self) -> Span:
        return self.first.span.union((self.last or self.first).span)


def find_moments(text: str, reference: dt.date | None, today: dt.date | None) -> Iterator[TimeExpression]:
    """Find the days, ranges and lists of a text and resolve them; what cannot be resolved is left out."""
    context: tuple[int, dt.date] | None = None
    latest: tuple[int, dt.date] | None = None
    for group in _groups(text):
        anchor = reference
        if context is not None and _holds(text, context[0], group[0].span.start):
            anchor = context[1]
        start = group[0].span.start
        near = latest is not None and start - latest[0] <= _NEXT_CLAUSE and _holds(text, latest[0], start)
        if near and latest is not None and group[0].first.only_day:
            anchor = latest[1]
        found = _read_group(text, _levelled(group), anchor, today, near=near)
        yield from found
        if found and found[0].start is not None:
            latest = (group[-1].span.end, found[0].start)
        dated = [t for t in found if t.year_printed and t.granularity != Granularity.YEAR and t.start is not None]
        if dated and dated[0].start is not None and (reference is None or (reference - dated[0].start).days < 60):
            context = (dated[0].span.end, dated[0].start)
        elif context is not None and group[-1].span.end - context[0] > _SAME_SENTENCE:
            context = None


def _holds(text: str, end: int, start: int) -> bool:
    return start - end <= _SAME_SENTENCE and not any(c in "。！？\n《》" for c in text[end:start])


def _groups(text: str) -> Iterator[list[_Item]]:
    """Join neighbouring points into ranges and lists."""
    group: list[_Item] = []
    for point in find_points(text):
        if group:
            end = group[-1].span.end
            between = text[end : point.span.start] if point.span.start - end <= 8 else "。"
            if between in "-—–" and point.only_day and _lacks_day(group[-1]):
                # 7月—15日前: a mark that stood for a blank, or got in between
                first = group[-1].first
                group[-1] = _Item(replace(point, month=first.month, year=first.year, span=first.span.union(point.span)))
                continue
            if group[-1].last is None and RANGE_MARK.fullmatch(between):
                closed = between.endswith(("（", "(")) and text[point.span.end : point.span.end + 1] in ("）", ")")
                span = Span(point.span.start, point.span.end + closed)
                group[-1] = _Item(group[-1].first, replace(point, span=span))
                continue
            if LIST_MARK.fullmatch(between):
                group.append(_Item(point))
                continue
            yield group
        group = [_Item(point)]
    if group:
        yield group


def _lacks_day(item: _Item) -> bool:
    return item.last is None and item.first.month is not None and item.first.day is None and not item.first.part


def _levelled(group: list[_Item]) -> list[_Item]:
    """Give earlier members of a list what only the last one prints: 2024年、2025年、2026年11月底前."""
    last = group[-1].first
    levelled: list[_Item] = []
    for item in group:
        first = item.first
        if first.only_year and last.month is not None:
            first = replace(first, month=last.month, day=last.day, part=last.part)
        elif first.month is not None and first.day is None and not first.part and last.part and item.last is None:
            first = replace(first, part=last.part)
        if item.last is not None and item.last.year is not None and first.year is None and not first.year_word:
            crosses = (first.month or 0) > (item.last.month or 12)
            first = replace(first, year=item.last.year - crosses)
        if last.clock is not None and first.clock is None and first.day is not None and item.last is None:
            first = replace(first, clock=last.clock)  # 12月12日、12月19日下午4点前: the hour belongs to both
        levelled.append(_Item(first, item.last))
    return levelled


def _read_group(
    text: str, group: list[_Item], reference: dt.date | None, today: dt.date | None, *, near: bool
) -> list[TimeExpression]:
    start, end = group[0].span.start, group[-1].span.end
    prefix = BEFORE.search(text, max(0, start - 8), start)
    suffix = AFTER.match(text, end)
    if not _is_firm(text, group[0], start if prefix is None else prefix.start(), suffix is not None or near):
        return []
    tail = end if suffix is None else suffix.end()
    if prefix is not None and suffix is None and prefix[0] in ("自", "从") and text.startswith("开始", end):
        tail += 2
    span = Span(start if prefix is None else prefix.start(), tail)
    kind, rule = _kind_of(
        group, prefix.groupdict() if prefix else {}, suffix.groupdict() if suffix else {}, prefix[0] if prefix else ""
    )
    found: list[TimeExpression] = []
    before: dt.date | None = None
    for item in group:
        days = resolve(item.first, today if item.first.today else reference, before)
        if days is None:
            continue
        before = days.start
        lasting = _lasting(text, days.start, tail) if kind == TimeKind.SINCE else None
        if lasting is not None:
            last, tail = lasting
            span, kind, rule = Span(span.start, tail), TimeKind.RANGE, "range/lasting"
            days = replace(days, end=last)
        found.append(_expression(item, days, span, kind, rule, reference, introduced=prefix is not None))
    return found


def _lasting(text: str, start: dt.date, end: int) -> tuple[dt.date, int] | None:
    """Read 自7月1日起，用三个月时间: the last day, and where the words end."""
    match = LASTING.match(text, end)
    amount = parse_numeral(match["amount"]) if match else None
    if match is None or not amount or amount > 60:
        return None
    return add_months(start, amount) - dt.timedelta(days=1), match.end()


def _is_firm(text: str, item: _Item, start: int, has_suffix: bool) -> bool:
    """Tell whether a group says a time at all: a lone 15日 does so only before 前 and at the head of a clause."""
    point = item.first
    if point.only_day and item.last is None:
        return has_suffix and (start == 0 or start < point.span.start or text[start - 1] in "，,。；;：:、（(\n请")
    if point.month_word in ("次月", "当月", "上月", "上个月") and not (point.day or point.part):
        return False
    if (point.year_word and point.only_year) or (point.week and not point.week_part) or point.day_word:
        return has_suffix
    return True


def _kind_of(
    group: list[_Item], prefix: dict[str, str | None], suffix: dict[str, str | None], preposition: str
) -> tuple[TimeKind, str]:
    if any(item.last is not None for item in group):
        return TimeKind.RANGE, "range/days"
    if suffix.get("history"):
        return TimeKind.SINCE, "since/history"
    if suffix.get("until"):
        return TimeKind.UNTIL, "until/before"
    if suffix.get("since") or preposition in ("自", "从"):
        return TimeKind.SINCE, "since/day"
    if prefix.get("limit"):
        return TimeKind.UNTIL, "until/limit"
    if prefix.get("as_of"):
        return TimeKind.UNTIL, "until/as_of"
    if suffix.get("during"):
        return TimeKind.POINT, "point/during"
    if group[-1].first.part in ("底", "末", "内"):
        return TimeKind.UNTIL, "until/end_of"
    if prefix.get("to"):
        return TimeKind.UNTIL, "until/to"
    return TimeKind.POINT, "point/day"


def _expression(
    item: _Item, days: Days, span: Span, kind: TimeKind, rule: str, reference: dt.date | None, *, introduced: bool
) -> TimeExpression:
    start, end, clock = days.start, days.end, item.first.clock
    if item.last is not None:
        until = resolve(item.last, reference, days.start)
        forward = until is not None and until.end >= days.start  # else two dates that lost the mark between them
        end = until.end if until is not None and forward else days.end
        clock = item.last.clock
    return TimeExpression(
        span,
        kind,
        rule,
        start=start,
        end=None if kind == TimeKind.SINCE else end,
        due=at_clock(end, clock) if kind in (TimeKind.UNTIL, TimeKind.POINT) else None,
        granularity=days.granularity,
        year_printed=item.first.year is not None,
        introduced=introduced,
    )
