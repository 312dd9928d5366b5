"""Times that belong to a phase: 集中整治阶段：5月1日—9月30日, 5月1日至10日为自查阶段, 第一阶段7月1日至7月20日."""

from __future__ import annotations

from notice_parser.core.outline import Outline
from notice_parser.core.span import Span, strip_span
from notice_parser.fields.deadline_duty import Duty
from notice_parser.fields.deadline_judge import STATE_OF
from notice_parser.fields.deadline_passages import Passage
from notice_parser.fields.deadline_text import BLANKS
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression, TimeKind

_MARKS = BLANKS + "，,。.；;：:、！!"
PHASE_LABEL = Rule(
    "label/phase",
    r"[ \t\u3000]{0,60}+(?P<stem>[^，,。；;：:\n（(]{2,16})[ \t\u3000]{0,8}[：:][ \t\u3000]{0,8}$",
    yes=("集中整治阶段：", "网上报名："),
    no=("时间，", "甲。"),
)
NAMED_AFTER = Rule(
    "label/named_after",
    r"[，,]?为(?P<stem>[^，,。；;：:为]{2,12}?(?:阶段|期|时段))(?=[，,。；;]|$)",
    yes=("为自查阶段", "为公示期"),
    no=("为期3个月", "为了检查"),
)
NUMBERED = Rule(
    "label/numbered_phase",
    r"(?P<name>第[一二三四五六](?:阶段|批次?|轮))[ \t\u3000]*$",
    inside=(("其中第一阶段", "第一阶段"),),
    no=("第一阶段检查", "第一季度"),
)
WEEKS = Rule(
    # 第3周至第16周（3月11日—6月16日）: the brackets say which days the weeks of a term are.
    "label/weeks",
    r"(?:(?:本学期|教学)?第?[0-9一二三四五六七八九十]{1,3}周?[ ]?[-—–~至到、][ ]?)?"
    r"(?:本学期|教学)?第?[0-9一二三四五六七八九十]{1,3}周"
    r"(?:[一二三四五六日][ ]?[-—–~至到]?[ ]?(?:周[一二三四五六日])?)?",
    yes=("第3周至第16周", "第十周", "第9-10周"),
    no=("本周", "自查阶段"),
)
HELD = Rule(
    # 会议时间：5月14日全天报到: what happens on the day says more than the label.
    "label/held",
    r"(?:全天|上午|下午|晚上|白天)?(?P<what>报到|签到|开会|开班|培训|参观|观摩|面试|笔试|考试|答辩|返程|离会|集合|彩排)",
    yes=("全天报到", "考试"),
    no=("进行", "（周四）"),
)
PHASE = Rule(
    "label/phase_heading",
    r"(?:[（(]?[一二三四五六]?[）)]?)?[^，,。；;：:\n（(\d]{0,12}?(?:阶段|发动|部署|动员|自查|自纠|整治|检查|督查|抽查|互查|核查|总结|提高|整改|验收|实施"
    r"|推进|巩固|提升|摸底|排查|治理|评估|评价|审查|通报|报名|申报|初审|评审)",
    yes=("宣传发动", "集中整治阶段", "总结提高"),
    no=("（2021年）", "。"),
)
HEADING_OF_TIME = Rule(
    # 一、报名时间和地点 over 1.时间：…; 二、面试 over 时间：….
    "label/heading_of_time",
    r"(?<![ \t\u3000])[ \t\u3000]{0,40}+(?:(?P<stem>\p{Han}{2,16}?)(?<![和与及])的?(?:时间|日期)"
    r"(?:[、，和及与]?(?:地点|地址|方式|方法|对象|人员|要求|安排|内容)){0,3}"
    r"|(?P<act>\p{Han}{0,8}(?:报名|报到|笔试|面试|考试|测试|测评|体检|资格[初复]?审查?|考察|培训"
    r"|缴费|申报|评审|答辩|抽签|开标|演练|比赛|竞赛|会议|验收|领取\p{Han}{2,8})))[：:。]?[ \t\u3000]*$",
    yes=("报名时间和地点", "体能测试的时间、地点", "领取准考证的时间和地点", "网上报名", "面试"),
    no=("活动背景", "时间和地点", "报名条件", "活动主题和时间", "2023年5月"),
)
GROUP = Rule(
    # 第一督查组（7月16日—18日）：甲镇、乙乡: whom the group visits stands behind the brackets.
    "label/group",
    r"[ \t\u3000]{0,8}+(?:第[一二三四五六七八九十0-9]{1,2}(?:督查|督导|检查|巡查|巡察|考核|核查|评估|验收|工作|小)?组"
    r"|[一二三四五六七八九][组队])",
    yes=("第一督查组", "第3组"),
    no=("第一阶段", "督查组"),
)
RULES: tuple[Rule, ...] = (GROUP, HELD, PHASE, PHASE_LABEL, NAMED_AFTER, NUMBERED, WEEKS, HEADING_OF_TIME)


def named_above(outline: Outline, passage: Passage, label: int, without: Rule) -> Span | None:
    """Take what the heading above a bare 时间： says: 一、报名时间和地点⏎1.时间：5月6日至10日."""
    section = outline.sections[passage.section] if passage.section is not None else None
    if section is not None and section.heading.start <= label <= section.heading.end:
        section = outline.sections[section.parent] if section.parent is not None else None
    if section is None:
        return None
    heading = section.heading
    match = HEADING_OF_TIME.match(passage.text, heading.start, heading.end)
    if match is None or without.search(passage.text, heading.start, heading.end):
        return None
    return Span(*match.span("stem" if match["stem"] else "act"))


def named_after(passage: Passage, time: TimeExpression) -> Duty | None:
    """Take the phase that is named behind its days: 3月25日至4月10日为自查阶段."""
    if time.kind != TimeKind.RANGE:
        return None
    named = NAMED_AFTER.match(passage.text, time.span.end, passage.span.end)
    return Duty((Span(*named.span("stem")),), rule="deadline/label") if named is not None else None


def before_colon(passage: Passage, time: TimeExpression, without: Rule) -> Duty | None:
    """Take the heading before a colon where nothing but the time follows it: 集中整治阶段：5月1日—9月30日。."""
    match = PHASE_LABEL.match(passage.text, passage.span.start, time.span.start)
    if match is None or passage.of(time.span.end, passage.span.end).strip(_MARKS + "止"):
        return None
    if time.kind == TimeKind.RECURRING or without.search(passage.text, match.start(), match.end()):
        return None
    return Duty((Span(*match.span("stem")),), rule="deadline/label")


def headed(passage: Passage, heading: Span, end: int) -> Duty | None:
    """Take the phase whose heading stands right before its days: （一）宣传发动。5月5日至5月15日。."""
    named = strip_span(passage.text, heading, _MARKS)
    between = passage.text[heading.end : passage.span.start]
    rest = passage.of(end, passage.span.end).strip(_MARKS)
    if rest and not rest.startswith(("每", "其中")):
        return None  # the sentence itself says what is done then
    if not len(named) or between.strip(_MARKS) or PHASE.fullmatch(named.of(passage.text)) is None:
        return None
    return Duty((named,), rule="deadline/heading")


def visited_by(passage: Passage, clause: int, brackets: Span) -> Duty | None:
    """Read the group in front of brackets as the actor, and whom it visits behind the colon as what it does."""
    text = passage.text
    group = GROUP.match(text, clause, brackets.start)
    if group is None or group.end() != brackets.start or text[brackets.end : brackets.end + 1] not in ("：", ":"):
        return None
    visited = strip_span(text, up_to_next(passage, brackets.end + 1), _MARKS)
    name = strip_span(text, Span(group.start(), group.end()), _MARKS)
    return Duty((name, visited), name, rule="deadline/group") if len(visited) >= 2 else None


def told_elsewhere(passage: Passage, time: TimeExpression) -> Duty | None:
    """Find what a numbered phase does where the text tells it apart from its days: 第一阶段：全封闭施工。."""
    text = passage.text
    if time.kind != TimeKind.RANGE or passage.of(time.span.end, passage.clause_end(time.span.end)).strip(_MARKS):
        return None
    name = NUMBERED.search(text, passage.clause_start(time.span.start), time.span.start)
    if name is None:
        return None
    at = next((i for c in "：:" if (i := text.find(name["name"] + c)) >= 0), -1)
    if at < 0 or passage.span.start <= at < passage.span.end:
        return None
    start = at + len(name["name"]) + 1
    ends = [i for c in "。；;\n（(" if (i := text.find(c, start, start + _LONGEST)) >= 0]
    told = strip_span(text, Span(start, min(ends, default=start)), _MARKS)
    return Duty((told,), rule="deadline/label") if len(told) >= 4 else None


_LONGEST = 80
"""Code points within which what a phase does is told."""


def dates_figures(passage: Passage, time: TimeExpression, brackets: Span) -> bool:
    """Tell whether brackets say of when figures are: 明细（截至4月30日） beside a limit, （统计时段为1月至6月）."""
    inside = passage.of(brackets.start + 1, time.span.end)
    limited = any(other.kind == TimeKind.UNTIL and other.span.end <= brackets.start for other in passage.times)
    return (inside.startswith("截至") and limited) or STATE_OF.search(
        passage.of(brackets.start + 1, time.span.start)
    ) is not None


def up_to_next(passage: Passage, start: int) -> Span:
    """Give what follows up to the clause of the next time."""
    later = next((t.span.start for t in passage.times if t.span.start >= start), None)
    return Span(start, max(start, passage.clause_start(later) if later is not None else passage.span.end))


def held_then(passage: Passage, time: TimeExpression, rest: str, end: int) -> Duty | None:
    """Take what happens on the day itself where a word for it follows: 会议时间：5月14日全天报到."""
    held = HELD.fullmatch(rest)
    if held is None or time.kind not in (TimeKind.POINT, TimeKind.RANGE):
        return None
    at = passage.text.find(held["what"], time.span.end, end)
    return Duty((Span(at, at + len(held["what"])),), rule="deadline/label")
