"""Time expressions that belong together: 自3月3日起每周一, 本周五（4月12日）下班前, 5日内（4月15日前）."""

from __future__ import annotations

from dataclasses import replace

from notice_parser.core.span import Span
from notice_parser.fields.deadline_passages import Passage
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression, TimeKind

BEHIND_BRACKETS = Rule(
    "deadline/behind_brackets",
    r"[)）][ ]?(?:[上中下]午|晚上?)?(?P<limit>(?:(?:[下上]班|[放上]学)?(?:之|以)?前)(?![后期往来述]))?",
    yes=("）", "）前", "）下班前", ")下午下班之前"),
    no=("前",),
)
ENDS = Rule(
    # 3月9日起，每校半天，3月底结束: beginning and end of one window.
    "deadline/ends",
    r"(?:结束|截止|为?止)$",
    inside=(("3月底结束", "结束"), ("6月5日止", "止")),
    no=("3月底前",),
)
RULES: tuple[Rule, ...] = (BEHIND_BRACKETS, ENDS)

_WINDOW = 30
"""Code points between the beginning of a window and its end."""
_DAYS = (TimeKind.POINT, TimeKind.UNTIL)


def joined_times(passage: Passage) -> list[TimeExpression]:
    """Make one expression of those that say the same time together."""
    joined: list[TimeExpression] = []
    for time in passage.times:
        last = joined[-1] if joined else None
        if last is not None and last.span != time.span and time.span.start < last.span.end:
            continue  # 下班前 behind （4月12日）is already part of the time before
        if last is not None:
            together = _in_brackets(passage.text, last, time) or _since(last, time) or _ended(passage, last, time)
            if together is not None:
                joined[-1] = together
                continue
        joined.append(time)
    return joined


def _since(last: TimeExpression, time: TimeExpression) -> TimeExpression | None:
    if last.kind != TimeKind.SINCE or time.span.start - last.span.end > 1:
        return None
    if time.kind == TimeKind.RECURRING:
        return replace(time, span=last.span.union(time.span))
    # 自印发之日起30日内: the first says only from when the second runs
    return time if time.kind == TimeKind.PERIOD else None


def _ended(passage: Passage, last: TimeExpression, time: TimeExpression) -> TimeExpression | None:
    """Make one window of the day on which something begins and the day on which it ends."""
    if last.kind != TimeKind.SINCE or time.kind != TimeKind.UNTIL or last.rule == "since/history":
        return None
    between = passage.of(last.span.end, time.span.start)
    if len(between) > _WINDOW or "。" in between or ENDS.search(time.span.of(passage.text)) is None:
        return None
    if last.start is None or time.end is None or time.end < last.start:
        return None
    span = last.span.union(time.span)
    return replace(last, span=span, kind=TimeKind.RANGE, rule="range/days", end=time.end, due=time.due)


def _in_brackets(text: str, last: TimeExpression, time: TimeExpression) -> TimeExpression | None:
    """Let the date in brackets say which day the words before it mean; 前 behind the brackets makes it a limit."""
    if last.kind == TimeKind.RECURRING and text[last.span.end : time.span.start] in ("（", "("):
        behind = BEHIND_BRACKETS.match(text, time.span.end)  # 每半年（6月、12月）
        return replace(last, span=Span(last.span.start, behind.end() if behind else time.span.end))
    if time.kind not in _DAYS or last.kind not in (*_DAYS, TimeKind.PERIOD):
        return None
    if time.span.start != last.span.end + 1 or text[last.span.end] not in "（(":
        return None
    behind = BEHIND_BRACKETS.match(text, time.span.end)
    if behind is None:
        return None
    end = behind.end() if behind["limit"] else behind.start() + 1
    limit = behind["limit"] is not None or TimeKind.UNTIL in (last.kind, time.kind)
    return replace(
        time,
        span=Span(last.span.start, end),
        kind=TimeKind.UNTIL if limit else TimeKind.POINT,
        rule="until/before" if limit else time.rule,
        due=time.due or time.end,
        introduced=last.introduced,
    )
