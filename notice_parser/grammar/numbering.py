"""Labels of numbered parts: 第一章 第三条 一、 （一） 1. （1） ① 一是.

A number becomes a label because it counts: ``find_labels`` collects every place that could be one and then looks for
the reading in which sequences go on (一 二 三), open below one another and close again, at the least cost. On damaged
text, where （一） and 一、 have become the same, the same search decides which of them a number was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from notice_parser.core.outline import LabelStyle
from notice_parser.core.span import Span
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule

_HAN = "一二三四五六七八九十"
_HAN_NUMBER = f"[{_HAN}]{{1,3}}"
_DIGITS = r"\d{1,2}"
_DATED = r"(?=\d{4}年|\d{1,2}月|\d{1,2}[:：]\d\d)"  # 1.2025年1月1日放假, 1.6月3日: the digits belong to a date

ARTICLE = Rule(
    name="numbering/article",
    pattern=rf"第\s?(?P<num>[{_HAN}百零〇]{{1,6}}|\d{{1,3}})\s?(?P<unit>[章节条])(?![款项例件款目的])",
    yes=("第一章", "第二十三条", "第3条", "第 二 节"),
    no=("第一季度", "第三条例", "第二轮"),
)
BRACKETED = Rule(
    name="numbering/bracketed",
    pattern=rf"[（(〔［\[]\s?(?P<num>{_HAN_NUMBER}|{_DIGITS})\s?[)）〕］\]]",
    yes=("（一）", "(十二)", "（1）", "[3]", "（ 二 )"),
    no=("（2018）", "（一季度）", "（试行）"),
)
HALF_BRACKETED = Rule(
    name="numbering/half_bracketed",
    pattern=rf"(?<![（(〔［\[\d.．第{_HAN}])(?P<num>{_HAN_NUMBER}|{_DIGITS})[)）]",
    yes=("1）", "二)", "10)"),
    no=("（一）", "2018）", "(1)"),
)
HAN_PLAIN = Rule(
    name="numbering/han",
    pattern=rf"(?<![第{_HAN}百千万])(?P<num>{_HAN_NUMBER})\s?(?P<mark>[、.．。·,，:：﹒])",
    yes=("一、", "十二．", "三.", "四 、"),
    no=("第一、", "五十", "二〇一八"),
)
DIGIT_PLAIN = Rule(
    name="numbering/digit",
    pattern=(
        rf"(?<![\d.．/—－~第〔\[（(-])(?<!\d[:：])(?P<num>{_DIGITS})\s?"
        rf"(?P<mark>[、，,．.。·﹒])(?:(?!\s?[\d%])|{_DATED})"
    ),
    yes=("1.", "12、", "3．", "2·"),
    no=("1.5万元", "2018.2.9", "10:30", "3.14", "1,200"),
    inside=(("1.2025年1月1日放假", "1."), ("2.6月3日", "2.")),
)
ORDINAL = Rule(
    name="numbering/ordinal",
    pattern=rf"(?<![{_HAN}第之唯统专单同])(?P<num>[{_HAN}]{{1,2}})是",
    yes=("一是", "十一是"),
    no=("第一是", "统一是"),
)
CIRCLED = Rule(name="numbering/circled", pattern=r"[①-⑳]", yes=("①", "⑳"), no=("1", "（一）"))
NOISY = Rule(
    name="numbering/noisy",
    pattern=rf"(?<=^|[,.。、，；;：:\s])(?P<num>{_HAN_NUMBER}|{_DIGITS})(?P<mark>[,.。、，；;：:\s])(?!\d)",
    inside=((".一,总体要求.", "一,"), (" 2 坚持", "2 "), ("。10、省", "10、")),
    no=("每年3次", "由5人", "2016年7月", "5,7人"),
)
BARE = Rule(
    name="numbering/bare",
    pattern=rf"(?<=^|[\n;；。])(?P<num>[{_HAN}]{{1,2}})(?=[\u4e00-\u9fff])(?![{_HAN}是个方些般切旦律年月日次次定共])",
    inside=((";二学校要做好", "二"),),
    no=("。一方面", "。二是", "三、"),
)
RULES = (ARTICLE, BRACKETED, HALF_BRACKETED, HAN_PLAIN, DIGIT_PLAIN, ORDINAL, CIRCLED, NOISY, BARE)

_NEVER_BEFORE = frozenset("件表图号第约共")
"""Characters after which a number counts or names something: 附件1、 表2. 第3、 共5，"""
_LISTED = ("、", "级", "年级", "楼", "号", "组", "班", "类", "等", "层", "区")
_HARDLY_BEFORE = frozenset("类组栋楼页型版级条款项达近过满等为有至到前后每月日年时分钟超其")
_ENDS = frozenset("。；;！!？?：:\n")
_MARKS = frozenset("，,、.．”’）)》〕]")
_BLANKS = frozenset(" \t\u3000\xa0\r")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its place with the mark or brackets that belong to it, its style, number, depth from 1, normal form."""

    span: Span
    style: LabelStyle
    ordinal: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that could be a label; ``styles`` are the readings, ``prior`` says how much it looks like one."""

    span: Span
    styles: tuple[LabelStyle, ...]
    ordinal: int
    prior: float
    text: str


def find_labels(text: str, start: int = 0, end: int | None = None, *, noisy: bool = False) -> tuple[Label, ...]:
    """Find the labels of ``text[start:end]`` in reading order.

    ``noisy`` says that marks are random and brackets lost, so that any mark beside a number may be a label's.

    >>> [l.text for l in find_labels("一、放假时间。1.6月3日放假；2.6月4日上班。二、工作要求。")]
    ['一、', '1.', '2.', '二、']
    """
    return choose_labels(label_candidates(text, start, end, noisy=noisy))


def label_candidates(
    text: str, start: int = 0, end: int | None = None, *, noisy: bool = False
) -> tuple[Candidate, ...]:
    """List the places that could be labels, each once, in reading order."""
    stop = len(text) if end is None else end
    found: dict[int, Candidate] = {}
    for candidate in _candidates(text, start, stop, noisy=noisy):
        known = found.get(candidate.span.start)
        if known is None or candidate.prior > known.prior:
            found[candidate.span.start] = candidate
    ordered: list[Candidate] = []
    for candidate in sorted(found.values(), key=lambda c: c.span.start):
        if ordered and candidate.span.start < ordered[-1].span.end:
            if candidate.prior <= ordered[-1].prior:
                continue
            ordered.pop()
        ordered.append(candidate)
    return tuple(ordered)


def _candidates(text: str, start: int, end: int, *, noisy: bool) -> Iterator[Candidate]:
    for match in ARTICLE.find_all(text, start, end):
        style = {"章": LabelStyle.CHAPTER, "节": LabelStyle.SECTION, "条": LabelStyle.ARTICLE}[match["unit"]]
        position = _position(text, match.start())
        if not position and text[match.start() - 1] not in _BLANKS:
            continue  # 将第三条修改为
        prior = (-0.5, 0.5, 2.5)[position]
        yield from _candidate(match.span(), (style,), match["num"], prior, f"第{match['num']}{match['unit']}")
    yield from _bracketed(text, start, end)
    yield from _noisy(text, start, end) if noisy else _plain(text, start, end)
    for match in ORDINAL.find_all(text, start, end):
        prior = (-1.2, -0.2, 0.4)[_position(text, match.start())]
        if prior > -1 or text[match.start() - 1] in _MARKS | _BLANKS:
            yield from _candidate(match.span(), (LabelStyle.ORDINAL,), match["num"], max(prior, -0.4), match.group())
    for match in CIRCLED.find_all(text, start, end):
        number = ord(match.group()) - ord("①") + 1
        yield Candidate(Span(*match.span()), (LabelStyle.CIRCLED,), number, 1.0, match.group())


def _bracketed(text: str, start: int, end: int) -> Iterator[Candidate]:
    for rule, weight in ((BRACKETED, 0.6), (HALF_BRACKETED, -0.4)):
        for match in rule.find_all(text, start, end):
            if (rule is HALF_BRACKETED or match.group()[0] == "[") and _position(text, match.start()) < 1:
                continue  # 总量[2] is a footnote
            style = LabelStyle.DIGIT_BRACKETED if match["num"].isdecimal() else LabelStyle.HAN_BRACKETED
            prior = weight + (-1.2, 0.6, 1.6)[_position(text, match.start())]
            yield from _candidate(match.span(), (style,), match["num"], prior, f"（{match['num']}）")


def _plain(text: str, start: int, end: int) -> Iterator[Candidate]:
    for match in HAN_PLAIN.find_all(text, start, end):
        position = _position(text, match.start())
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        proper = match["mark"] in "、.．"
        if after in _HAN and text.startswith(_LISTED, match.end() + 1):
            continue  # 一、二、三年级
        if not position and (not proper or after in _HAN or before in _NEVER_BEFORE):
            continue
        prior = (-0.6, 0.8, 2.0)[position] - (0.8 if before in _HARDLY_BEFORE else 0)
        prior += 0.4 if match["mark"] == "、" else -0.4 if proper else -1.4
        yield from _candidate(match.span(), (LabelStyle.HAN,), match["num"], prior, f"{match['num']}、")
    for match in DIGIT_PLAIN.find_all(text, start, end):
        position = _position(text, match.start())
        before = text[match.start() - 1 : match.start()]
        proper = match["mark"] in "、.．·﹒"
        if not position and (not proper or before in _NEVER_BEFORE or not before > "\u2e80"):
            continue
        prior = (-1.0, 0.5, 1.8)[position] - (0.8 if before in _HARDLY_BEFORE else 0)
        prior += 0.2 if proper else -1.2
        if text[match.end() : match.end() + 1].isdecimal():
            prior += 0.6  # 1.6月3日: no decimal has a month behind it
        mark = "、" if match["mark"] == "、" else "."
        yield from _candidate(match.span(), (LabelStyle.DIGIT,), match["num"], prior, match["num"] + mark)
    for match in BARE.find_all(text, start, end):
        yield from _candidate(match.span(), (LabelStyle.HAN,), match["num"], -1.1, f"{match['num']}、")


def _noisy(text: str, start: int, end: int) -> Iterator[Candidate]:
    for match in NOISY.find_all(text, start, end):
        before = text[max(0, match.start() - 2) : match.start() - 1]
        prior = -0.9 if before in _NEVER_BEFORE else -0.3 if before in _HARDLY_BEFORE else 0.3
        if match["num"].isdecimal():
            styles: tuple[LabelStyle, ...] = (LabelStyle.DIGIT,)
        else:
            styles = (LabelStyle.HAN, LabelStyle.HAN_BRACKETED)
        yield from _candidate(match.span(), styles, match["num"], prior, match["num"])


def _candidate(
    span: tuple[int, int], styles: tuple[LabelStyle, ...], number: str, prior: float, text: str
) -> Iterator[Candidate]:
    if len(number) > 1 and not number.isdecimal() and not {"十", "百"} & set(number):
        return  # 一二、三年级: numbers side by side
    ordinal = parse_numeral(number)
    if ordinal:
        yield Candidate(Span(*span), styles, ordinal, prior, text.replace(" ", ""))


def _position(text: str, at: int) -> int:
    """Say where a number stands: 2 at the beginning of a line, 1 behind the end of a sentence, 0 elsewhere."""
    i = at - 1
    while i >= 0 and text[i] in _BLANKS:
        i -= 1
    if i < 0 or text[i] == "\n":
        return 2
    if text[i] in _ENDS:
        return 1
    # 》。” ends a sentence too; a blank before the number alone is weak, as in a table.
    return 1 if text[i] in "”）)" and i and text[i - 1] in "。；！？" else 0


# --- the search -----------------------------------------------------------------------------------------------------

_RANK = {
    LabelStyle.CHAPTER: 0,
    LabelStyle.SECTION: 1,
    LabelStyle.ARTICLE: 2,
    LabelStyle.HAN: 3,
    LabelStyle.HAN_BRACKETED: 4,
    LabelStyle.DIGIT: 5,
    LabelStyle.DIGIT_BRACKETED: 6,
    LabelStyle.CIRCLED: 7,
    LabelStyle.ORDINAL: 8,
}
"""The usual order of depth, GB/T 9704-2012 7.3.3 for 一、 （一） 1. （1）; another order costs."""

_GOES_ON = 2.5
_GOES_ON_ELSEWHERE = 1.2
_OPENS = -1.2
_RESTARTS = -2.2
_SKIPS_ONE = -0.8
_STARTS_LATE = -2.8
_AGAINST_RANK = -2.0
_NOT_A_LABEL = -1.5  # for a place that looks like one beyond doubt
_WIDTH = 24
_HOPELESS = 12.0

_Stack = tuple[tuple[LabelStyle, int], ...]
_Key = tuple[_Stack, _Stack]
_Chosen = tuple[Any, Candidate, LabelStyle, int] | None
"""The labels chosen so far, the last one first: what was chosen before, candidate, reading, depth."""


@dataclass(frozen=True, slots=True)
class _State:
    """The open lists from the outermost in, and the closed ones, each with its last number."""

    stack: _Stack
    closed: _Stack
    score: float
    chosen: _Chosen


def choose_labels(candidates: Sequence[Candidate]) -> tuple[Label, ...]:
    """Choose the candidates that are labels: the reading of the whole with the best score."""
    states = [_State((), (), 0.0, None)]
    for candidate in candidates:
        following: dict[_Key, _State] = {}
        for state in states:
            for way in _ways(state, candidate):
                key = (way.stack, way.closed)
                known = following.get(key)
                if known is None or known.score < way.score:
                    following[key] = way
        states = sorted(following.values(), key=lambda s: -s.score)[:_WIDTH]
        floor = states[0].score - _HOPELESS
        states = [s for s in states if s.score >= floor]
    return _trace(states[0].chosen)


def _trace(chosen: _Chosen) -> tuple[Label, ...]:
    labels: list[Label] = []
    while chosen is not None:
        before, candidate, style, level = chosen
        labels.append(Label(candidate.span, style, candidate.ordinal, level, _normal_form(candidate, style)))
        chosen = before
    return tuple(reversed(labels))


def _normal_form(candidate: Candidate, style: LabelStyle) -> str:
    if len(candidate.styles) == 1 and not candidate.text.isdecimal():
        return candidate.text
    if style is LabelStyle.HAN_BRACKETED:
        return f"（{candidate.text}）"
    return candidate.text + ("." if style is LabelStyle.DIGIT else "、")


def _ways(state: _State, candidate: Candidate) -> Iterator[_State]:
    yield _State(state.stack, state.closed, state.score + (_NOT_A_LABEL if candidate.prior > 1.5 else 0), state.chosen)
    for style in candidate.styles:
        for stack, gain in _moves(state, style, candidate.ordinal):
            chosen = (state.chosen, candidate, style, len(stack))
            yield _State(stack, _closing(state, stack), state.score + candidate.prior + gain, chosen)


def _closing(state: _State, stack: _Stack) -> _Stack:
    """Remember how far the lists had counted that are open no longer."""
    now_open = {style for style, _ in stack}
    closed = {style: last for style, last in (*state.closed, *state.stack) if style not in now_open}
    return tuple(sorted(closed.items()))


def _moves(state: _State, style: LabelStyle, ordinal: int) -> Iterable[tuple[_Stack, float]]:
    stack = state.stack
    here = (style, ordinal)
    depth = next((i for i, (s, _) in enumerate(stack) if s is style), None)
    if depth is not None:
        return _moves_in(stack, depth, here)
    lower = stack and _RANK[stack[-1][0]] > _RANK[style]
    kept = tuple(entry for entry in stack if _RANK[entry[0]] < _RANK[style]) if lower else stack
    counted = next((last for s, last in state.closed if s is style), None)
    if counted is not None and ordinal == counted + 1:
        # 第三条 under the second chapter, （五） under 二、: some lists go on counting over the parts above them.
        gain = _GOES_ON if style is LabelStyle.ARTICLE else _GOES_ON_ELSEWHERE
        return [((*kept, here), gain)]
    cost = _OPENS if ordinal == 1 else _STARTS_LATE - 0.3 * ordinal
    opened: list[tuple[_Stack, float]] = []
    if lower:
        # Below the parts that usually stand above it, which closes the others; or deeper, against the usual order.
        opened.append(((*kept, here), cost - 0.3))
        cost += _AGAINST_RANK
    opened.append(((*stack, here), cost))
    if len(stack) > 1:
        opened.append(((here,), cost + _RESTARTS))  # the outermost label of a document that is attached to this one
    return opened


def _moves_in(stack: _Stack, depth: int, here: tuple[LabelStyle, int]) -> list[tuple[_Stack, float]]:
    """What a number can do whose style is open at some depth: go on, skip one, begin anew."""
    ordinal, last = here[1], stack[depth][1]
    if ordinal == last + 1:
        return [((*stack[:depth], here), _GOES_ON)]
    if ordinal == last + 2:
        return [((*stack[:depth], here), _SKIPS_ONE)]
    if ordinal != 1:
        return []
    # A list that begins anew: under the same parent, or as the outermost of a new document.
    restarted = [((*stack[:depth], here), _RESTARTS)]
    if depth:
        restarted.append(((here,), _RESTARTS - 0.5))
    return restarted
