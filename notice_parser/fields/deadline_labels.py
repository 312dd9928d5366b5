"""Times that stand under a label or in brackets behind a heading instead of inside a sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from notice_parser.core.outline import Outline
from notice_parser.core.span import Span, strip_span
from notice_parser.fields.deadline_brackets import LIMIT, brackets_round, is_remark, party_of
from notice_parser.fields.deadline_duty import Duty, find_duty
from notice_parser.fields.deadline_judge import VALID, is_past
from notice_parser.fields.deadline_passages import Passage, clause_marks
from notice_parser.fields.deadline_phases import (
    WEEKS,
    before_colon,
    dates_figures,
    headed,
    held_then,
    named_above,
    named_after,
    told_elsewhere,
    up_to_next,
    visited_by,
)
from notice_parser.fields.deadline_text import BLANKS, LABEL
from notice_parser.fields.deadline_words import HAS_VERB, HEAD_ACTOR
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression, TimeKind

_MARKS = BLANKS + "，,。.；;：:、！!"
TIME_LABEL = Rule(
    "label/time",
    r"(?P<stem>[^，,。；;：:\n]{0,20}?)(?:截止|截至|起止|结束|完成|开始|具体)?(?:的)?"
    r"(?:时间|日期|时限|期限|时段|截止|(?<=[示名报训动习])期(?=为|[：:]|$))(?:安排|要求)?"
    r"[ \t\u3000]*(?:[：:。.]|为|是|暂?[定初][于为定]?|拟定于?|(?:原则上)?安排在?)?[ \t\u3000]*$",
    yes=("整治时间：", "申报截止日期为", "报名时间:", "培训时间为", "完成时限", "公示期为", "时间要求："),
    no=("有效期至", "时间紧迫，"),
)
NO_DUTY = Rule(
    "label/no_duty",
    r"有效|成文|发布|印发|发文|出生|施行|生效|落款|填表|签发|公布日|来源|更新|浏览|点击|创办|成立|注册|值班"
    r"|(?<!\p{Han})公布时|营业|开放|办公|服务|咨询|上班|资助|履行|合同|保管|管护|质保|工作年限|使用",
    yes=("有效", "成文", "公布时", "开放"),
    no=("整治", "成绩公布时间"),
)
SUBJECT = Rule(
    "label/subject",
    r"关于(?P<subject>[^。；;《》]{4,90}?)的(?:紧急|补充|预备|预)?(?:通[\s\u3000]{0,4}知|通[\s\u3000]{0,4}告"
    r"|公[\s\u3000]{0,4}告|函|通报|方案|意见|电报|明电)",
    inside=(("某市关于开展安全检查的通知", "关于开展安全检查的通知"),),
    no=("关于印发《方案》的通知",),
)
ORDER = Rule(
    # 决定对该路段实施分段交通管制。: what a public notice orders says more than its title.
    "label/order",
    r"决定(?P<subject>[对在于][^，,。；;：:\n]{2,40}(?:实施|实行|进行|开展|采取)[^，,。；;：:\n]{2,20})(?=[。；;，,])",
    inside=(("决定对该路段实施交通管制。", "决定对该路段实施交通管制"),),
    no=("决定开展检查。",),
)
ISSUED = Rule(
    "label/issued",
    r"关于(?:印发|转发|下发|发布)《(?P<subject>[^》]{4,80}?)(?:(?:工作|实施|行动){0,2}方案)?》的通[\s\u3000]{0,4}知",
    yes=("关于印发《安全检查工作方案》的通知",),
    no=("关于开展检查的通知",),
)


LASTS = Rule(
    # 集中检查时间为2个月左右，从4月7日开始: the label stands in the clause before, with how long it lasts.
    "label/lasts",
    r"[^，,。；;：:\n]{0,16}?时间(?:为|是|[：:])?(?=[^，,。；;]{1,14}(?:个?月|天|日|周|工作日)(?:左右|以内|以上)?[，,]$)",
    inside=(("集中检查时间为2个月左右，", "集中检查时间为"),),
    no=("检查时间为3月5日至8日。", "集中检查，"),
)
_FIXED = Rule("label/fixed", r"[ \t\u3000]*(?:拟|暂|初步)?定?|时间", yes=("拟定", "定"), no=("请",))
_UNNAMED = Rule("label/unnamed", r"(?:完成|整改|办理|落实|办结|销号|任务|工作)?", yes=("整改", ""), no=("报名",))
_GENERIC = Rule(
    # What stands in front of the brackets names the time, not the duty: 第一阶段（…），封闭大桥;
    # 在本周（2月底）做好自查.
    "label/generic",
    r"(?:[^\n]{0,120}[，,])?[^，,]{0,20}?(?:第[一二三四五六1-6](?:阶段|批次?|轮|组|次|步)|期间|前[一两三]天|当[天日]"
    r"|次日|(?:[在于]|^)?(?:本周"
    r"|本月|下周|下月|近期|近日|月底|月初))$",
    yes=("第一阶段", "寒假期间", "各班级在本周", "第二批"),
    no=("组织实施", "学校自查阶段"),
)
_GENERIC_TAIL = Rule(
    "label/generic_tail",
    r"(?:第[一二三四五六1-6](?:阶段|批次?|轮|组|次|步)|[\u4e00-\u9fff]{0,8}期间|前[一两三]天|当[天日]|次日|本周"
    r"|本月|下周|下月|近期|近日"
    r"|月底|月初)$",
    yes=("第一阶段", "寒假期间", "本周"),
    no=("组织实施",),
)
_PLAIN_SUBJECT = Rule(
    # 开展2023—2024学年第二学期期中教学检查: a label's window belongs to the last words.
    "label/plain_subject",
    r"(?=[组开做进0-9第春秋上下])(?:组织开展|开展|组织|做好|进行)?(?:[0-9]{4}(?:[-—–至][0-9]{4})?(?:年度?"
    r"|学年度?))?(?:第[一二]学期"
    r"|[春秋]季学期|(?:上|下)半年)?",
    yes=("开展2023—2024学年第二学期", "组织开展2021年"),
    no=(),
)
RULES: tuple[Rule, ...] = (
    _PLAIN_SUBJECT,
    TIME_LABEL,
    NO_DUTY,
    SUBJECT,
    ISSUED,
    LASTS,
    ORDER,
    _GENERIC,
    _GENERIC_TAIL,
)


@dataclass(frozen=True)
class Labels:
    """What is known of the labels of a notice: its subject, for 整治时间：, and its numbered parts."""

    outline: Outline
    subject: Span | None

    @classmethod
    def of(cls, outline: Outline) -> Labels:
        """Find the subject in the title: what stands between 关于 and 的通知."""
        text = outline.text
        reach = min(len(text), 2000)
        match = SUBJECT.search(text, 0, reach) or ISSUED.search(text, 0, reach)
        if match is None:
            return cls(outline, None)
        order = ORDER.search(text, match.end(), reach) if match.group().endswith("告") else None
        if order is not None:
            return cls(outline, Span(*order.span("subject")))
        plain = _PLAIN_SUBJECT.match(text, match.start("subject"), match.end("subject"))
        return cls(outline, Span(plain.end() if plain else match.start("subject"), match.end("subject")))

    def duty_of(self, passage: Passage, time: TimeExpression, reference: dt.date | None) -> Duty | None:
        """Take the duty of a time in brackets behind a heading, behind a label, or alone under a heading."""
        if time.kind in (TimeKind.EVENT, TimeKind.PERIOD) or is_past(time, reference, asked=True):
            return None
        if (phase := named_after(passage, time) or told_elsewhere(passage, time)) is not None:
            return phase
        brackets = brackets_round(passage, time.span)
        if brackets is not None:
            told = any(other.span.end == brackets.start for other in passage.times)
            if told or dates_figures(passage, time, brackets) or VALID.match(passage.text, time.span.end, brackets.end):
                return None  # 1月13日至2月25日（2月26日上课）: what is remarked on a day is no duty
            if WEEKS.fullmatch(passage.of(passage.span.start, brackets.start).strip()):
                return self._under_heading(passage, time, brackets.end)
            item = self._item(passage, brackets) if is_remark(passage, brackets) else None
            if item is not None:
                return Duty((item,), party_of(passage), rule="deadline/label", limit=True)
            return _with_brackets(passage, brackets)
        first = passage.of(passage.span.start, time.span.start)
        if _FIXED.fullmatch(first) or (time.kind == TimeKind.RANGE and WEEKS.fullmatch(first.strip(_MARKS))):
            return self._under_heading(passage, time, time.span.end)
        label = _find_label(passage, time.span.start)
        if label is None:
            return before_colon(passage, time, NO_DUTY)
        if NO_DUTY.search(passage.text, label.start, label.end):
            return None
        marked = time.introduced or passage.text[time.span.start - 1] in "：:为是" or time.span.start > label.end
        end = passage.clause_end(time.span.end) if marked else passage.span.end
        rest = passage.of(time.span.end, end).strip(" 　。，（(）)")
        if (own := held_then(passage, time, rest, end)) is not None:
            return own
        if len(rest) > 12 and time.kind != TimeKind.UNTIL:
            return None
        return self._behind(passage, time, label)

    def is_heading(self, passage: Passage, time: TimeExpression) -> bool:
        """Tell whether a time stands in a mere heading: 一、一年至少认证一次."""
        if passage.section is None or time.kind not in (TimeKind.RECURRING, TimeKind.EVENT):
            return False
        section = self.outline.sections[passage.section]
        alone = passage.text[section.heading.end - 1 : section.heading.end] not in "。；;"
        bare = time.kind == TimeKind.EVENT or "BY" not in (time.rrule or "")
        return alone and bare and not section.is_item and section.heading.contains(passage.span)

    def _under_heading(self, passage: Passage, time: TimeExpression, end: int) -> Duty | None:
        if passage.section is None or passage.of(end, passage.clause_end(end)).strip(_MARKS):
            return None
        heading = self.outline.sections[passage.section].heading
        rest = passage.clause_end(end) + 1
        said = rest < passage.span.end and (
            HAS_VERB.match(passage.text, rest, passage.span.end)
            or HEAD_ACTOR.match(passage.text, rest, passage.span.end)
        )
        if said and not passage.text.startswith("其中", rest):
            return None  # the sentence itself says what is done then
        match = TIME_LABEL.match(passage.text, heading.start, heading.end)
        if match is None and time.kind == TimeKind.RANGE:
            return headed(passage, heading, end)
        if match is None or NO_DUTY.search(passage.text, heading.start, heading.end):
            return None
        return self._named(passage, Span(*match.span("stem")))

    def _behind(self, passage: Passage, time: TimeExpression, label: Span) -> Duty | None:
        match = TIME_LABEL.match(passage.text, label.start, label.end)
        stem = strip_span(passage.text, Span(*match.span("stem")), _MARKS) if match else Span(label.start, label.start)
        if LIMIT.search(passage.text, label.start, label.end) is not None:
            item = self._item(passage, label) if _UNNAMED.fullmatch(stem.of(passage.text)) else None
            if item is not None:
                return Duty((item,), party_of(passage), rule="deadline/label", limit=True)
            named = self._before_label(passage, time, label, stem)
            return replace(named, limit=True) if named else None
        return self._before_label(passage, time, label, stem)

    def _item(self, passage: Passage, label: Span) -> Span | None:
        """Find the item whose term a label gives: the words before its brackets, its heading, the sentence before."""
        text, start = passage.text, passage.sentence.start
        opening = start if text.startswith("（", start) else text.rfind("（", start, label.start)
        number = LABEL.match(text, start)
        start = number.end() if number else start
        own = strip_span(text, Span(start, max(start, opening)), _MARKS)
        if len(own) >= 4:
            return own
        if passage.section is not None:
            heading = self.outline.sections[passage.section].heading
            named = strip_span(text, Span(heading.start, min(heading.end, max(heading.start, start))), _MARKS)
            if len(named) >= 4 and TIME_LABEL.match(text, named.start, named.end) is None:
                return Span(named.start, min(named.end, named.start + _LONGEST))
        if passage.previous is not None and len(passage.previous) >= 4:
            before = strip_span(text, passage.previous, _MARKS)
            return Span(before.start, min(before.end, before.start + _LONGEST))
        return None

    def _before_label(self, passage: Passage, time: TimeExpression, label: Span, stem: Span) -> Duty | None:
        if time.kind == TimeKind.UNTIL and len(stem) < 4 and label.start > passage.span.start:
            place = Span(label.start, label.start)
            before = find_duty(passage, place, place)
            if before is not None:
                return replace(before, rule="deadline/label")
        if time.kind == TimeKind.UNTIL and len(stem) >= 2:
            return Duty((stem,), rule="deadline/label")
        return self._named(passage, stem)

    def _named(self, passage: Passage, stem: Span) -> Duty | None:
        """Take the label's own word where it says more than the subject, else the subject."""
        if len(stem) < 2:
            stem = named_above(self.outline, passage, stem.start, NO_DUTY) or stem
        said = stem.of(passage.text)
        if self.subject is not None and (len(stem) < 2 or said in self.subject.of(passage.text) or said in _VAGUE):
            return Duty((self.subject,), rule="deadline/label")
        return Duty((stem,), rule="deadline/label") if len(stem) >= 2 else None


_LONGEST = 60
"""Code points of an item that are quoted as what is to be done by its term."""
_VAGUE = (
    "活动",
    "检查整改",
    "督导检查",
    "检查督导",
    "会议",
    "检查",
    "整治",
    "具体",
    "实施",
    "工作",
    "行动",
    "举办",
    "召开",
    "开展",
    "专项行动",
    "管制",
    "进度",
)


def _find_label(passage: Passage, start: int) -> Span | None:
    """Find the label in front of a time: in its own clause, or before the colon that opens it."""
    low = passage.clause_start(start)
    for floor in (low, passage.clause_start(max(passage.span.start, low - 1))):
        match = TIME_LABEL.match(passage.text, floor, start)
        if match is not None:
            return Span(*match.span())
    lasts = LASTS.match(passage.text, passage.clause_start(max(passage.span.start, low - 1)), low)
    return Span(*lasts.span()) if lasts is not None else None


def _with_brackets(passage: Passage, brackets: Span) -> Duty | None:
    before = Span(max(passage.span.start, brackets.start - 200), brackets.start)
    place = Span(brackets.start, brackets.start)
    if not before.of(passage.text).strip(_MARKS) and passage.following is not None:
        # 二、巡查时间（4月12日至4月25日）。巡查甲乡、乙乡。: the heading lost its break, the sentence its beginning.
        marks = clause_marks(passage.text, passage.following)
        longer = replace(passage, span=passage.span.union(passage.following), commas=marks)
        return find_duty(longer, place, passage.following)
    clause = passage.clause_start(brackets.start)
    if (group := visited_by(passage, clause, brackets)) is not None:
        return group
    if _GENERIC.match(passage.text, clause, brackets.start):
        named = _GENERIC_TAIL.search(passage.text, clause, brackets.start)
        core = Span(clause, named.start() if named else clause)
        return find_duty(passage, core, up_to_next(passage, brackets.end))
    if passage.text.startswith("期间", brackets.end):
        after = up_to_next(passage, brackets.end + 2)  # 主汛期（7月1日至8月20日）期间每10天排查一次
        return find_duty(passage, place, after) if len(after) else None
    duty = find_duty(passage, before, place)
    return replace(duty, rule="deadline/heading") if duty else None
