"""Dates that lost the sign between month and day, or behind the year: 请于67日前, 请于1110日前, 20184月2日."""

from __future__ import annotations

import regex

from notice_parser.clean.fix import replaced
from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_ASKED = r"请于|请在|请各[^，。；\n]{1,12}于|务必于|务必在|务于|须于|截至|截止到"
LOST_MONTH = Rule(
    "date/lost_month",
    rf"(?<=(?P<asked>{_ASKED})|(?P<bound>[于至—（]|时限|时间为)|(?<![0-9年月.第〕]))(?P<digits>[1-9][0-9]{{1,3}})日"
    r"(?![内历元])(?=(?P<before>前|之前|下班前)|(?P<clock>至[0-9]|—[0-9]|[（(](?:星期|周)|上午|下午|[0-9]{1,2}[时:：])|)",
    no=("请于7日前", "请于2021年", "45日内"),
    inside=(("请于712日前报送", "712日"), ("请于67日前", "67日")),
)
LOST_YEAR = Rule(
    "date/lost_year",
    r"(?<![0-9])(?:19|20)[0-9]{2}(?P<x>)(?=(?:1[0-2]|[1-9])月)",
    no=("2018年4月", "20184元", "112018年"),
    inside=(("于20184月2日", "2018"), ("201812月", "2018")),
)
RULES = (LOST_MONTH, LOST_YEAR)

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def fix_lost_month(text: str) -> list[Edit]:
    """Put 月 between digits that part in one way only and are neither a day nor a period, 年 behind a year.

    请于31日前 may be the 31st, 请于112日前 1月12日 or 11月2日: they stay as they are.

    >>> from notice_parser.clean.fix import mended
    >>> text = "请于67日前、请于1110日前、请于712日前、请于31日前、请于112日前、请于45日内"
    >>> mended(text, fix_lost_month(text))
    '请于6月7日前、请于11月10日前、请于7月12日前、请于31日前、请于112日前、请于45日内'
    """
    edits = replaced(text, LOST_YEAR, "年", 0.85)
    for match in LOST_MONTH.find_all(text):
        digits = match["digits"]
        ways = [at for at in (1, 2) if _is_date(digits[:at], digits[at:])]
        if int(digits) > 31 and len(ways) == 1 and _is_no_period(match):
            place = match.start("digits") + ways[0]
            edits.append(Edit(Span(place, place), "月", LOST_MONTH.name, 0.65))
    return sorted(edits)


def _is_no_period(match: regex.Match[str]) -> bool:
    """Tell a date from a number of days: 45日前 and 120日 are periods, 58日至6月9日 and 1110日 are none."""
    if match["asked"] or match["clock"]:
        return True
    digits = match["digits"]
    return len(digits) == 4 or (len(digits) == 3 and (digits[-1] != "0" or bool(match["bound"] and match["before"])))


def _is_date(month: str, day: str) -> bool:
    if not day or day[0] == "0" or len(day) > 2 or not 1 <= int(month) <= 12:
        return False
    return int(day) <= _DAYS[int(month) - 1]
