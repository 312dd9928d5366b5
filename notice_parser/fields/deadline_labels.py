"""Times that stand under a label or in brackets behind a heading instead of inside a sentence."""

from __future__ import annotations

from notice_parser.core.outline import Outline
from notice_parser.core.span import Span, strip_span
from notice_parser.fields.deadline_passages import BLANKS, Passage
from notice_parser.grammar.rule import Rule

_MARKS = BLANKS + "，,。；;：:、！!"
TIME_LABEL = Rule(
    "label/time",
    r"(?P<stem>[^，,。；;：:\n]{0,20}?)(?:截止|截至|起止|结束|完成|开始|具体)?(?:的)?(?:时间|日期|时限|期限"
    r"|时段|截止)(?:安排)?[ \t\u3000]*(?:[：:]|为|是|暂?定[于为]|拟定于)?[ \t\u3000]*$",
    yes=("整治时间：", "申报截止日期为", "报名时间:", "培训时间为", "完成时限"),
    no=("有效期至", "时间紧迫，"),
)
NO_DUTY = Rule(
    "label/no_duty",
    r"有效|成文|发布|印发|发文|出生|施行|生效|落款|填表|签发|公布日|来源|更新|浏览|点击|创办|成立|注册|值班"
    r"|营业|办公|服务|咨询|上班|资助|履行|合同|保管|管护|质保|工作年限|使用",
    yes=("有效", "成文"),
    no=("整治",),
)
SUBJECT = Rule(
    "label/subject",
    r"关于(?P<subject>[^。；;《》]{4,90}?)的(?:紧急|补充)?(?:通[\s\u3000]{0,4}知|通[\s\u3000]{0,4}告"
    r"|公[\s\u3000]{0,4}告|函|通报|方案|意见)",
    inside=(("某市关于开展安全检查的通知", "关于开展安全检查的通知"),),
    no=("关于印发《方案》的通知",),
)
ISSUED = Rule(
    "label/issued",
    r"关于(?:印发|转发|下发|发布)《(?P<subject>[^》]{4,80})》的通[\s\u3000]{0,4}知",
    yes=("关于印发《安全检查工作方案》的通知",),
    no=("关于开展检查的通知",),
)
RULES: tuple[Rule, ...] = (TIME_LABEL, NO_DUTY, SUBJECT, ISSUED)


def subject_of(outline: Outline) -> Span | None:
    """Find what the notice is about, from its title: what stands between 关于 and 的通知."""
    text = outline.text
    match = SUBJECT.search(text, 0, min(len(text), 2000)) or ISSUED.search(text, 0, min(len(text), 2000))
    return Span(*match.span("subject")) if match else None


def find_label(passage: Passage, start: int) -> Span | None:
    """Find the label in front of a time: from the clause before a colon or from its own clause."""
    for low in (passage.clause_start(start), passage.span.start):
        match = TIME_LABEL.match(passage.text, low, start)
        if match is not None:
            return Span(*match.span())
        low = passage.clause_start(max(passage.span.start, low - 1))
        match = TIME_LABEL.match(passage.text, low, start)
        if match is not None:
            return Span(*match.span())
    return None


def stem_of(passage: Passage, label: Span) -> Span:
    """Give the label without 时间 and its kin: 申报截止日期为 gives 申报."""
    match = TIME_LABEL.match(passage.text, label.start, label.end)
    if match is None:
        return Span(label.start, label.start)
    return strip_span(passage.text, Span(*match.span("stem")), _MARKS)


def brackets_round(passage: Passage, span: Span) -> Span | None:
    """Find the pair of brackets that holds a time and little else: （2021年12月10日前）, （完成时限4月20日前）."""
    text = passage.text
    floor = max(passage.span.start, span.start - 24)
    opening = max(text.rfind("（", floor, span.start), text.rfind("(", floor, span.start))
    if opening < 0 or any(c in "）)" for c in text[opening : span.start]):
        return None
    ends = [e for e in (text.find("）", span.end, span.end + 24), text.find(")", span.end, span.end + 24)) if e >= 0]
    if not ends:
        return None
    return Span(opening, min(ends) + 1)
