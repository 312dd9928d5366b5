"""What comes again and again, as an RFC 5545 rule: 每月5日前, 每季度末, 每周五, 工作日每天, 按月, 每半年.

A quarter is three months and half a year six, so that ``FREQ`` has the values of the standard only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from notice_parser.core.span import Span
from notice_parser.grammar.dates import DAY, MONTH
from notice_parser.grammar.numerals import NUMBER, parse_numeral
from notice_parser.grammar.points import CLOCK, B
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression, TimeKind, last_day

_PREP = r"(?:分别)?(?:于|在|从)?"
_END = (
    rf"(?:{B}{CLOCK}|{B}(?:上午|下午|晚上)?(?:下班)?)?"
    rf"(?:{B}(?:(?:之|以)?前(?![后期往来述])|(?:之|以)?内(?![容部])|期间))?"
)
_DAY_LIST = rf"(?:{DAY}{B}[日号]?{B}(?:之?前)?(?:[、,，]|和|及|与|或){B}(?:每月)?){{0,4}}{DAY}{B}[日号]"
_WEEKDAYS = "[一二三四五六日天]"
_TIMES = r"(?:至少|不少于|不得?少于|开展|进行|组织|安排|召开){0,2}"

DAILY = Rule(
    "recurring/daily",
    rf"{_PREP}(?:(?P<workday>每(?:个|一)?工作日(?:每[天日])?|工作日(?:期间)?每[天日])|每{B}(?:(?P<every>{NUMBER}){B}个?{B})?[天日](?!常|龄)|每晚"
    rf"|逐日|按[天日](?=[报统汇上调])"
    rf"|日(?=报告制度|调度制))(?:{B}\d{{1,2}}[:：时])?{_END}",
    yes=("每天", "每日", "每天下午5点前", "每日17:00前", "工作日每天", "每个工作日", "每天下班前", "每10天", "每三日"),
    no=("每日常", "按日期", "当日", "节假日"),
)
WEEKLY = Rule(
    "recurring/weekly",
    rf"{_PREP}(?:每{B}(?P<every>[两二])?个?{B}(?:周|星期|礼拜)(?:{B}(?P<days>{_WEEKDAYS}(?:(?:[、,，]|和"
    rf"|及)(?:周|星期)?{_WEEKDAYS})*+))?(?:末)?"
    rf"|(?:逐|按)周){_END}",
    yes=("每周", "每周五前", "每周一、周四", "每星期五下午", "每两周", "按周", "每周三17:00前"),
    no=("本周五", "周五前", "每月"),
)
MONTHLY = Rule(
    "recurring/monthly",
    rf"{_PREP}(?:每{B}(?:(?P<every>{NUMBER})个|个)?{B}月份?(?:的)?(?:{B}(?P<days>{_DAY_LIST})|{B}(?P<end>月?[底末]"
    rf"|最后一[天日])|{B}(?P<third>上旬|中旬|下旬|初)|{B}(?P<work>最后|第)[一1]?个工作日|{B}前{NUMBER}个工作日)?"
    rf"(?:{B}[、和及]{B}(?P<end>月?[底末]))?"
    rf"|(?:次|翌)月(?:的)?{B}(?P<days>{_DAY_LIST})(?={B}(?:之|以)?前)|(?:逐|按)月|(?P<half>每半个?月)|(?P<ten>每个?旬)){_END}",
    yes=(
        "每月",
        "每月5日前",
        "分别于每月8日、23日前",
        "每月底前",
        "每月10日、25日",
        "按月",
        "每3个月",
        "每个月25日前",
        "每月下旬",
        "每月15日、月底前",
        "每月最后一个工作日前",
        "每月前5个工作日内",
        "每月5日前、20日前",
        "次月5日前",
        "每月月底前",
        "每旬",
    ),
    no=("本月", "3月5日", "按月饼"[:1]),
)
QUARTERLY = Rule(
    "recurring/quarterly",
    rf"{_PREP}(?:每{B}(?:个|一)?{B}季度?|(?:逐|按)季度?|各季度)(?:的)?"
    rf"(?:{B}(?:(?P<edge>首月|首个月|第[一1]个月|末月|最后[一1]个月|第[三3]个月|(?:结束|终了)后(?:的)?(?:次月"
    rf"|首月|{NUMBER}个工作日)?|次月|下[一1]?月)(?:的)?)?(?:{B}(?P<days>{_DAY_LIST})|{B}(?P<end>[底末]|月底)|初)?)"
    rf"{_END}",
    yes=("每季度", "每季度末", "按季度", "每季", "每季度首月10日前", "每季度末月25日前", "每个季度"),
    no=("一季度", "四季", "季度"),
)
_YEAR_DAY = rf"{MONTH}{B}月份?(?:{B}{DAY}{B}[日号]|{B}[底末初]|{B}[上中下]旬)?(?:{B}(?:之|以)?前(?={B}[、和及与]))?"
YEARLY = Rule(
    "recurring/yearly",
    rf"{_PREP}(?:(?P<half>每{B}半年)|每{B}(?:(?P<every>{NUMBER})个?)?{B}(?:年度?|学年|自然年)(?!级)(?:的)?"
    rf"(?:{B}(?P<dates>{_YEAR_DAY}(?:{B}[、和及与]{B}(?:{MONTH}{B}(?=[、和及与]))?{_YEAR_DAY}){{0,5}})"
    r"|(?P<year_end>[底末]|年底)|初)?"
    rf"|(?:逐|按)年度?(?!龄)|(?<![\d〇零一二三四五六七八九])[一1]年(?=(?:至少|不少于)?[^，。；,;]{{0,8}}[一二两三四1-4]次)){_END}",
    yes=(
        "每年",
        "每年3月1日前",
        "每半年",
        "每两年",
        "每年6月、12月底前",
        "每年12月31日前",
        "每年底",
        "每年12月",
        "每年1月15日前和7月15日前",
    ),
    no=("今年", "每级", "一年级", "2021年1月中旬前组织一次培训", "二〇二一年组织一次检查"),
    inside=(("一年至少进行一次资格认证", "一年"),),
)
_DAY_OF_YEAR = Rule(
    "recurring/day_of_year",
    rf"(?P<month>{MONTH}){B}月份?{B}(?:(?P<day>{DAY}){B}[日号]|(?P<end>[底末]))?",
    yes=("3月1日", "12月底", "6月"),
    no=("月底",),
)

_ONCE_EACH = Rule(
    "recurring/once_each",
    r"每[日天月季](?:度)?一[^、，,周月日天季]{2}",
    yes=("每日一巡查", "每月一通报"),
    no=("每月一次",),
)
RULES: tuple[Rule, ...] = (DAILY, WEEKLY, MONTHLY, QUARTERLY, YEARLY, _DAY_OF_YEAR, _ONCE_EACH)
_BY_DAY = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))


def find_recurring(text: str) -> Iterator[Iterator[TimeExpression]]:
    """Find what comes again and again, the longest period first; where two overlap the earlier one holds.

    Each has its ``rrule``; days of the year that differ have one each. A rule name that ends with ``/before`` was
    followed by 前 or names an end: 每天17时前, 每季度末.
    """
    for rule, write in (
        (YEARLY, _yearly),
        (QUARTERLY, _quarterly),
        (MONTHLY, _monthly),
        (WEEKLY, _weekly),
        (DAILY, _daily),
    ):
        yield _find(text, rule, write)


def _find(text: str, rule: Rule, write: Callable[[regex.Match[str]], list[str]]) -> Iterator[TimeExpression]:
    for match in rule.find_all(text):
        name = f"{rule.name}/before" if match[0].endswith(("前", "末", "底")) else rule.name
        for rrule in write(match):
            yield TimeExpression(Span(*match.span()), TimeKind.RECURRING, name, rrule=rrule)


def _numbers(listed: str | None) -> list[int]:
    parts = regex.split(r"[、,，和及与或日号月份每\s]+", listed or "")
    return [n for p in parts if p and (n := parse_numeral(p)) is not None]


def _rule(freq: str, interval: int = 1, **by: list[int] | list[str]) -> str:
    parts = [f"FREQ={freq}"]
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    parts += [f"{key}={','.join(str(v) for v in values)}" for key, values in by.items() if values]
    return ";".join(parts)


def _daily(match: regex.Match[str]) -> list[str]:
    if match["workday"]:
        return ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"]
    return [_rule("DAILY", parse_numeral(match["every"] or "1") or 1)]


def _weekly(match: regex.Match[str]) -> list[str]:
    days = [_BY_DAY[c] for c in match["days"] or "" if c in _BY_DAY]
    if days == ["MO"] and _ONCE_EACH.search(match.string, max(0, match.start() - 16), match.end() + 16):
        days = []  # 每日一巡查、每周一调度、每月一通报: once a week, not on Monday
    return [_rule("WEEKLY", 2 if match["every"] else 1, BYDAY=days)]


def _monthly(match: regex.Match[str]) -> list[str]:
    if match["half"]:
        return ["FREQ=WEEKLY;INTERVAL=2"]
    if match["ten"]:
        return ["FREQ=MONTHLY;BYMONTHDAY=10,20,-1"]
    if match["work"]:
        position = -1 if match["work"] == "最后" else 1
        return [f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={position}"]
    days = _numbers(match["days"])
    if match["end"]:
        days.append(-1)
    if match["third"] and match[0].endswith("前"):
        days.append({"上旬": 10, "中旬": 20, "下旬": -1, "初": 10}[match["third"]])
    return [_rule("MONTHLY", parse_numeral(match["every"] or "1") or 1, BYMONTHDAY=days)]


def _quarterly(match: regex.Match[str]) -> list[str]:
    return [_rule("MONTHLY", 3, BYMONTHDAY=_numbers(match["days"]))]


def _yearly(match: regex.Match[str]) -> list[str]:
    if match["half"]:
        return ["FREQ=MONTHLY;INTERVAL=6"]
    every = parse_numeral(match["every"] or "1") or 1
    if match["year_end"]:
        return [_rule("YEARLY", every, BYMONTH=[12], BYMONTHDAY=[31])]
    dates = [(parse_numeral(d["month"]) or 0, _day(d)) for d in _DAY_OF_YEAR.find_all(match["dates"] or "")]
    if dates and dates[-1][1] == "end":  # 每年6月、12月底前: the end belongs to both
        dates = [(month, day or "end") for month, day in dates]
    if len(dates) > 1 and len({day for _, day in dates}) > 1:
        return [_rule("YEARLY", every, BYMONTH=[month], BYMONTHDAY=_days_of([month], day)) for month, day in dates]
    months = [month for month, _ in dates]
    return [_rule("YEARLY", every, BYMONTH=months, BYMONTHDAY=_days_of(months, dates[0][1] if dates else None))]


def _day(match: regex.Match[str]) -> int | str | None:
    return "end" if match["end"] else parse_numeral(match["day"] or "")


def _days_of(months: list[int], day: int | str | None) -> list[int]:
    """Give the day of the month; its last day as a number where it is the same every year, else as -1."""
    if day is None:
        return []
    if isinstance(day, int):
        return [day]
    return [last_day(2001, months[0]).day if len(months) == 1 and months[0] != 2 else -1]
