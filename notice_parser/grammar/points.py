"""Points in time as they are printed: a day, a month, a third of a month, a quarter, half a year, a year.

A point may lack its year or month: :mod:`notice_parser.grammar.resolve` takes what is missing from a reference date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from notice_parser.core.span import Span
from notice_parser.grammar.dates import DAY, MONTH, YEAR
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule

B = r"[ \t\u3000\xa0]{0,3}+"
"""Blanks that may stand inside a time expression on one line."""

TO = rf"{B}(?:(?:起|开始)?{B}(?:至|到)|[-－—–~～〜一]{{1,2}}){B}"
"""What joins the two ends of a range; OCR reads the dash as 一: 11月15日一12月15日."""

_HOUR = r"(?:2[0-4]|[01]?[0-9]|零|十[一二]?|[一二三四五六七八九])"
_HALF_DAY = r"(?:凌晨|清晨|早上|早|上午|中午|正午|下午|傍晚|晚上|晚间|夜间|晚)"
CLOCK = (
    rf"{_HALF_DAY}?{B}{_HOUR}{B}"
    r"(?:[:：][ ]?[0-5][0-9](?:[:：][0-5][0-9])?|[时點点時](?:[0-5]?[0-9]分?|半|整|钟)?)"
)
"""A time of day: 上午11:00, 12点, 8时30分, 24时."""

_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
_TIME_OF_DAY = (
    rf"(?:{B}[（(〔【\[](?:本|下|这)?{_WEEKDAY}[)）〕】\]](?:[,，、](?={B}(?:{_HALF_DAY}|{CLOCK}|放学|下班)))?)?"
    rf"(?:{B}(?P<clock>{CLOCK})(?:{TO}(?:{CLOCK}))?|{B}{_HALF_DAY}?(?:[（(](?:本|下|这)?{_WEEKDAY}[)）])?(?:[下上]班|[放上]学|[上下]课|放假(?=前))?(?!班|学|课))"
)
_YEAR_WORDS = r"今年|本年度?|当年度?|明年|次年|来年|翌年|后年|去年|上年|前年"
_MONTH_WORDS = r"本月份?|当月|这个月|下个?月|次月|上个?月"
# 2025年内蒙古…, 2021年初中毕业生…: 内 and 初 belong to the next word there.
_YEAR_PART = r"底|末|初(?![中级一二三高])|内(?![蒙容部控外地])"
_MONTH_PART = r"[上中下]旬|中下旬|上中旬|底|末|初(?![中级一二三高])|内(?![蒙容部控外地])"
_IN_MONTH = rf"(?:{B}(?P<day>{DAY})(?:{B}[日号]|(?={TO}{DAY}{B}[日号]))|(?P<part>{_MONTH_PART}))?"
_IN_YEAR = (
    rf"(?P<month>{MONTH})(?:{B}月份?|(?={TO}{MONTH}{B}月(?!{B}[0-9]))){_IN_MONTH}"
    r"|(?P<half>[上下])半年|(?<!前)第?(?P<quarter>[一二三四1-4])季度(?P<quarter_end>末|底)?"
)

POINT = Rule(
    "time/point",
    # Everything that a point can begin with stands in the look-ahead: other places cost one comparison.
    r"(?=[0-9一二三四五六七八九十廿今本当这明次来翌后去上前下月年即印发公通此该第])"
    r"(?<![0-9〇○零])(?<![一二三四五六七八九十廿](?=[一二三四五六七八九十廿]))(?:"
    rf"(?P<year>(?:19|20)[0-9]{{2}})(?P<mark>[-./．－—]){B}(?P<month>1[0-2]|0?[1-9])(?P=mark){B}"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[-./][0-9])日?"
    rf"|(?:(?P<year>{YEAR}){B}(?:年度?|(?={TO}{YEAR}{B}年))|(?P<year_word>{_YEAR_WORDS})){B}"
    rf"(?:{_IN_YEAR}|年?(?P<year_part>{_YEAR_PART}))?"
    rf"|(?:(?<!第)|(?=.季)){_IN_YEAR}"
    rf"|(?P<month_word>{_MONTH_WORDS}){_IN_MONTH}"
    r"|(?<![每个按各])月(?P<part>[底末])"
    r"|(?<![每个按各])年(?P<year_part>[底末]|内(?![蒙容部控外地]))"
    r"|(?P<day_word>[今明][日天])"
    r"|(?P<week>[本这下])周(?P<week_part>[一二三四五六日天]|末|内)?"
    r"|(?P<today>即日|(?:[本此该](?:通知|意见|方案|公告|通告|文件|办法|通报|批复|函))?(?:印发|发布|下发|公布|公告|通告)之日)(?=起|开始|至)"
    rf"|(?<!第)(?P<day_only>{DAY}){B}[日号]"
    rf"){_TIME_OF_DAY}",
    yes=(
        "2018年2月9日",
        "二〇一八年二月九日",
        "2018-2-9",
        "2021年2月28日11:00",
        "2月28日(星期日)上午11:00",
        "3月18日中午12点",
        "3月份",
        "8月",
        "23日",
        "12月底",
        "六月底",
        "6月上旬",
        "月底",
        "年底",
        "今年底",
        "今年年底",
        "本月底",
        "明年1月",
        "下半年",
        "2025年上半年",
        "第一季度",
        "一季度末",
        "2024年",
        "11月15日上午下班",
        "12月31日24时",
        "本周五",
        "今日下班",
        "明天上午10时",
    ),
    no=("第3号", "前三季度", "三级", "1.2", "每月", "〔2018〕1号文"[:7], "每年", "第五日"),
    inside=(
        ("1.2025年1月1日放假", "2025年1月1日"),
        ("2025年内蒙古自治区", "2025年"),
        ("11月15日一12月15日", "11月15日"),
    ),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point as printed; what is not printed is None.

    ``year_word``, ``month_word`` and ``day_word`` are relative to the reference date (明年, 本月, 今日);
    ``part`` is a part of the month or, without a month, of the year (底, 上旬); ``clock`` is hours and minutes,
    24:00 among them.
    """

    span: Span
    year: int | None = None
    year_word: str = ""
    month: int | None = None
    month_word: str = ""
    day: int | None = None
    part: str = ""
    half: str = ""
    quarter: int | None = None
    week: str = ""
    week_part: str = ""
    day_word: str = ""
    today: bool = False
    clock: tuple[int, int] | None = None

    @property
    def has_month(self) -> bool:
        """Tell whether the point names its month or something else that stands by itself in a year."""
        return self.month is not None or bool(self.month_word or self.half or self.week) or self.quarter is not None

    @property
    def only_day(self) -> bool:
        """Tell whether nothing but a day of a month is printed: 23日."""
        return self.day is not None and self.month is None and not self.month_word and self.year is None

    @property
    def only_year(self) -> bool:
        """Tell whether nothing but a year is printed: 2024年."""
        return bool(self.year or self.year_word) and not self.has_month and not self.part


def find_points(text: str) -> Iterator[Point]:
    """Find the points of a text from left to right."""
    for match in POINT.find_all(text):
        point = _read(match)
        if point is not None:
            yield point


def _read(match: regex.Match[str]) -> Point | None:
    group = match.groupdict()
    day = parse_numeral(group["day"] or group["day_only"] or "")
    if day is not None and not 1 <= day <= 31:
        return None
    part = group["part"] or group["year_part"] or ""
    in_month = bool(group["month"] or group["month_word"])
    quarter = parse_numeral(group["quarter"] or "")
    month_word = group["month_word"] or ""
    if part and not in_month and not group["year_part"]:
        month_word = "本月"  # a lone 月底 is the end of this month
    year_word = group["year_word"] or ""
    if group["year_part"] and not (group["year"] or year_word):
        year_word = "本年"
    return Point(
        Span(*match.span()),
        year=parse_numeral(group["year"] or ""),
        year_word=year_word,
        month=parse_numeral(group["month"] or ""),
        month_word=month_word,
        day=day,
        part="底" if group["quarter_end"] else part,
        half=group["half"] or "",
        quarter=quarter,
        week=group["week"] or "",
        week_part=group["week_part"] or "",
        day_word=group["day_word"] or "",
        today=group["today"] is not None,
        clock=read_clock(group["clock"]) if group["clock"] else None,
    )


_CLOCK_PARTS = Rule(
    "time/clock",
    rf"(?P<half_day>{_HALF_DAY})?{B}(?P<hour>{_HOUR}){B}[:：时點点時][ ]?(?P<minute>[0-5]?[0-9]|半)?",
    yes=("上午11:00", "12点", "8时30", "24时", "下午2点半"),
    no=("上午", "30分"),
)


def read_clock(text: str) -> tuple[int, int] | None:
    """Give hour and minute of a time of day, or None where it is none.

    >>> read_clock("下午2:30"), read_clock("中午12点"), read_clock("24时")
    ((14, 30), (12, 0), (24, 0))
    """
    match = _CLOCK_PARTS.search(text)
    if match is None:
        return None
    hour = parse_numeral(match["hour"]) or 0
    minute = 30 if match["minute"] == "半" else parse_numeral(match["minute"] or "0") or 0
    if match["half_day"] in ("下午", "傍晚", "晚上", "晚间", "晚") and hour < 12:
        hour += 12
    return hour, minute


def at_clock(day: dt.date, clock: tuple[int, int] | None) -> dt.date | dt.datetime:
    """Join a day and a time of day; 24:00 is the day itself, which ends then."""
    if clock is None or clock[0] >= 24:
        return day
    return dt.datetime.combine(day, dt.time(*clock))


RULES: tuple[Rule, ...] = (POINT, _CLOCK_PARTS)
