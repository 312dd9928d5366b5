"""How long one inspection takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from notice_parser.core.evidence import Evidence
from notice_parser.core.plan import Duration
from notice_parser.core.span import Span
from notice_parser.grammar.numerals import NUMBER, parse_numeral
from notice_parser.grammar.rule import Rule
from notice_parser.planning.parts import Parts
from notice_parser.planning.verbs import INSPECT

_UNIT = r"(?:个?工作日|日|天|个?星期|周|个月|个?小时)"
_BOUND = r"不少于|不低于|不得少于|至少|最少|不超过|不得超过|不多于|不长于|最多|最长|控制在|少于"

LENGTH = Rule(
    name="duration/length",
    pattern=rf"(?P<bound>{_BOUND})?(?:一般|原则上|大约|约|为期|为|用|安排|定为|是|共|计|在|不超过|不少于){{0,3}}+"
    rf"(?:(?P<half>半[天日])|(?P<low>{NUMBER})\s?(?P<unit1>{_UNIT})?(?:(?:至|到|[—–\-－~～]{{1,2}})(?P<high>{NUMBER})\s?(?P<unit2>{_UNIT}))?)"
    rf"(?!\d)(?P<within>以内|之内|内|以上|左右)?",
    yes=(
        "原则上为1个月",
        "不少于10个工作日",
        "不超过5天",
        "2—3天",
        "半天",
        "为期三天",
        "3天以内",
        "2天至3天",
        "一般不超过5天",
    ),
    no=("为期", "不少于", "月底前"),
)

CONTEXT = Rule(
    name="duration/context",
    pattern=rf"(?:(?:每|对)(?:一|个|次|所|家|组|市|县|县区|单位|学院|省|轮|批)?[^。；;，,\n]{{0,16}}?(?:{INSPECT}|驻点|进驻|入驻|现场)?(?:工作)?时间|"
    rf"(?:{INSPECT}|进驻|驻点|现场工作|集中办公|现场)(?:工作)?(?:的)?时间(?:安排)?|"
    rf"(?:每|对每)(?:一|个|次|所|家|省|市|县)[^。；;，,\n]{{0,14}}?(?:{INSPECT}|停留|驻点|进驻)|"
    rf"(?:现场|实地|入户|驻点)(?:{INSPECT}|工作)(?=不少于|不低于|不超过|至少|一般|原则上|为期))",
    yes=(
        "对各市巡查时间",
        "每一次巡查工作时间",
        "对每个市的督导时间",
        "每个单位检查",
        "对每个县（区）的检查",
        "检查工作时间",
    ),
    no=("检查结束后", "报送时间", "整改期限为"),
)

RULES: tuple[Rule, ...] = (LENGTH, CONTEXT)

_LETTER = {"日": "D", "天": "D", "工作日": "D", "周": "W", "星期": "W", "月": "M", "小时": "H"}
_LEAST = frozenset({"不少于", "不低于", "不得少于", "至少", "最少"})
_MOST = frozenset({"不超过", "不得超过", "不多于", "不长于", "最多", "最长", "控制在"})
_NEAR = 12
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Length:
    min: str | None
    max: str | None
    working_days: bool
    span: Span


def read_duration(parts: Parts) -> Duration | None:
    """Find the length of one inspection; a later bound in the sentence is added (不少于8天，最长不超过15天)."""
    for context in CONTEXT.find_all(parts.text):
        lengths = list(_lengths(parts.text, context.end()))
        if not lengths:
            continue
        first = lengths[0]
        low, high = first.min, first.max
        for later in lengths[1:]:
            low, high = low or later.min, high or later.max
        spans = (Span(*context.span()), *(n.span for n in lengths))
        return Duration(low, high, first.working_days, Evidence(spans, "duration/stated", 0.85))
    return None


def _lengths(text: str, start: int) -> Iterator[_Length]:
    end = start + _REACH
    for mark in "。；;\n":
        at = text.find(mark, start, end)
        end = at if at >= 0 else end
    last = start
    for match in LENGTH.find_all(text, start, min(end, len(text))):
        length = _length(match)
        if match.start() - last > _NEAR or length is None:
            return
        last = match.end()
        yield length


def _length(match: regex.Match[str]) -> _Length | None:
    """Read a length; a number without a unit (5月20日, 4个组) is none, and 15个工作日内 is a deadline."""
    span = Span(*match.span())
    if match["half"]:
        return (
            _Length(None, "PT12H", False, span)
            if match["bound"] in _MOST
            else _Length("PT12H", None if match["bound"] in _LEAST else "PT12H", False, span)
        )
    unit = match["unit2"] or match["unit1"]
    if unit is None or (match["within"] == "内" and match["bound"] is None):
        return None
    low = _iso(match["low"], match["unit1"] or unit)
    high = _iso(match["high"], unit) if match["high"] else low
    bound = _bound(match)
    if bound in _LEAST:
        high = None if not match["high"] else high
    elif bound in _MOST and not match["high"]:
        low = None
    return _Length(low, high, unit.endswith("工作日"), span)


def _bound(match: regex.Match[str]) -> str:
    """Give the bounding word, wherever it stands before the number or after it."""
    before = match[0][: match.start("low") - match.start()]
    words = [b for b in (*_LEAST, *_MOST) if b in before]
    if words:
        return max(words, key=len)
    return {"以上": "不少于", "以内": "不超过", "之内": "不超过", "内": "不超过"}.get(match["within"] or "", "")


def _iso(number: str, unit: str) -> str | None:
    amount = parse_numeral(number)
    letter = _LETTER[unit.removeprefix("个")]
    return None if amount is None else f"P{'T' if letter == 'H' else ''}{amount}{letter}"
