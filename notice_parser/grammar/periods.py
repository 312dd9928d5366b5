"""Periods counted from or up to an event: 收到通知后3日内, 15个工作日内, 会前5个工作日, 提前3天."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.notice import Direction, Unit
from notice_parser.core.span import Span
from notice_parser.grammar.numerals import NUMBER, parse_numeral
from notice_parser.grammar.points import B
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression, TimeKind

_UNITS = {
    "工作日": Unit.WORKING_DAY,
    "自然日": Unit.DAY,
    "日历日": Unit.DAY,
    "日历天": Unit.DAY,
    "日": Unit.DAY,
    "天": Unit.DAY,
    "周": Unit.WEEK,
    "星期": Unit.WEEK,
    "礼拜": Unit.WEEK,
    "月": Unit.MONTH,
    "年": Unit.YEAR,
    "小时": Unit.HOUR,
}
_UNIT = r"工作日|自然日|日历[日天]|小时|星期|礼拜|日|天|周|月|年"
_AMOUNT = (
    rf"(?:(?P<low>{NUMBER}){B}(?:个?(?:{_UNIT}))?{B}[至到\-—~～－]{B})?(?P<amount>{NUMBER}){B}(?P<half>个半)?个?{B}"
    rf"(?P<unit>{_UNIT})"
    r"|(?P<half_of>半)个?(?P<unit>月|年|天)"
)
_ALONE = r"(?<![0-9〇○.．第/—-])(?<![一二三四五六七八九十百](?=[一二三四五六七八九十百]))"

WITHIN = Rule(
    "period/within",
    rf"(?P<prep>(?:在|于|限)?){_ALONE}(?:{_AMOUNT})[（(]?含?[)）]?{B}(?:之|以)?内(?!容|部|外|地区|涵)",
    yes=(
        "15个工作日内",
        "2个月内",
        "一周内",
        "24小时内",
        "于3日内",
        "半年内",
        "三个工作日之内",
        "3至5个工作日内",
        "十日内",
    ),
    no=("15个工作日", "第3日内", "3月内容", "2018年内"[:5], "每月"),
)
FROM_DAY = Rule(
    # 自…之日起10日 without 内 counts as well when it ends the clause.
    "period/from_day",
    rf"(?<=起){B}(?:{_AMOUNT})(?=[,，。;；])",
    inside=(("自收到之日起15日，向市安委办报告", "15日"),),
    no=("起15日内", "15日，"),
)
LIMITED = Rule(
    # 限期一周整改: no 内 is needed behind 限期.
    "period/limited",
    rf"(?<=限期?){B}(?:{_AMOUNT})(?=整改|改正|完成|拆除|纠正|清理)",
    inside=(("限期一周整改", "一周"), ("限10日完成", "10日")),
    no=("期限一周", "一周整改"),
)
AHEAD = Rule(
    "period/ahead",
    rf"提前{B}(?:至少|不少于)?{B}(?:{_AMOUNT})|(?<=[\u4e00-\u9fff])(?<![目当从向此以年月日])前{B}(?:{_AMOUNT})内?"
    rf"|(?:至少|不少于|应|须|于|在)?{_ALONE}(?P<amount>{NUMBER}){B}个?{B}(?P<unit>工作日|天|周|星期|小时){B}(?:之|以)?前(?![后期往来述])"
    rf"|(?<=召开|举行|举办|开始|开幕|开工|施工|实施|到期|届满|期满|使用|进场|作业){_ALONE}(?P<amount>{NUMBER}){B}(?P<unit>日){B}(?:之|以)?前",
    yes=("提前3天", "提前三个工作日", "5个工作日前", "3天前", "提前24小时"),
    no=("提前准备", "3月前", "15日前"),
    inside=(("会前5个工作日", "前5个工作日"), ("会议召开3日前", "3日前"), ("培训开始前10日内", "前10日内")),
)
RULES: tuple[Rule, ...] = (WITHIN, FROM_DAY, LIMITED, AHEAD)


def find_periods(text: str) -> Iterator[TimeExpression]:
    """Find the periods of a text; the trigger is not part of the span, since it may stand in another clause."""
    for rule, direction in (
        (AHEAD, Direction.BEFORE),
        (WITHIN, Direction.AFTER),
        (FROM_DAY, Direction.AFTER),
        (LIMITED, Direction.AFTER),
    ):
        for match in rule.find_all(text):
            amount, unit = _amount(match)
            if rule is AHEAD and unit == Unit.YEAR:
                continue  # 规划提请审查的前一年 names a year
            if amount is not None and unit is not None:
                yield TimeExpression(
                    Span(*match.span()), TimeKind.PERIOD, rule.name, amount=amount, unit=unit, direction=direction
                )


def _amount(match: regex.Match[str]) -> tuple[int | None, Unit | None]:
    group = match.groupdict()
    unit = _UNITS[group["unit"]]
    if group.get("half_of"):
        return {"月": (15, Unit.DAY), "年": (6, Unit.MONTH), "天": (12, Unit.HOUR)}[group["unit"]]
    amount = parse_numeral(group["amount"])
    if unit in (Unit.YEAR, Unit.MONTH) and (amount is None or amount > 100):
        return None, None
    if unit == Unit.MONTH and "个" not in match[0]:
        return None, None  # 3月内 is a month's name, not a number of months
    return amount, unit
