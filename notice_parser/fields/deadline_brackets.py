"""Brackets round a time, and who is responsible for an item as they say: （责任单位：甲科；完成时限：5月8日前）."""

from __future__ import annotations

from notice_parser.core.span import Span, strip_span
from notice_parser.fields.deadline_passages import Passage
from notice_parser.fields.deadline_text import BLANKS
from notice_parser.grammar.rule import Rule

LIMIT = Rule(
    "label/limit",
    r"时限|期限|完成时间|完成日期|截[止至]",
    yes=("时限", "完成时间", "截止"),
    no=("培训时间",),
)
LED = Rule("party/led", r"责任|牵头|负责|承办", yes=("责任", "负责"), no=("配合",))
PARTY = Rule(
    "party/named",
    r"(?:责任|牵头|承办|主办|整改|落实|实施|负责)(?:单位|部门|科室|处室|股室|人|领导)[：:]?(?!为)"
    r"(?P<actor>[^，,；;。：:\n]{2,60}?)(?=[，,；;。：:）)]|$)"
    r"|[（(](?P<actor>[^，,；;。：:（）()\n]{2,40}?)(?:牵头)?(?:负责|承办|落实)(?=[，,；;）)])",
    inside=(
        ("（责任单位：各区（县）局；完成时限：9月10日前）", "责任单位：各区（县"),
        ("（甲科负责，11月15日前完成）", "（甲科负责"),
    ),
    no=("责任单位", "配合单位：乙科"),
)
MARKS = BLANKS + "，,。.；;：:、！!"
RULES: tuple[Rule, ...] = (LIMIT, LED, PARTY)


def party_of(passage: Passage) -> Span | None:
    """Find the party that the sentence of a term names."""
    text, sentence = passage.text, passage.sentence
    match = PARTY.search(text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
    if match is None:
        return None
    start, end = match.span("actor")
    opening = text.rfind("（", start, end)
    if opening >= 0 and text[end : end + 1] == "）" and "）" not in text[opening:end]:
        # 各区（县）局: the brackets belong to the name
        end = min((i for c in "，,；;。）" if (i := text.find(c, end + 1, sentence.end)) >= 0), default=end + 1)
    return strip_span(text, Span(start, end))


_LONGEST = 300
"""Code points of a sentence within which its party is looked for."""


def is_remark(passage: Passage, brackets: Span) -> bool:
    """Tell whether brackets follow a whole sentence, so that they remark on the item before them."""
    start = brackets.start
    if start == 0 or passage.of(passage.sentence.start, start).strip():
        return False
    return passage.text[start - 1] in "。；;！"


def brackets_round(passage: Passage, span: Span) -> Span | None:
    """Find the pair of brackets that holds a time and little else: （2021年12月10日前）, （完成时限4月20日前）."""
    text = passage.text
    floor = max(passage.span.start, span.start - 30)
    opening = max(text.rfind("（", floor, span.start), text.rfind("(", floor, span.start))
    if opening < 0 or any(c in "）)" for c in text[opening : span.start]):
        return None
    ends = [e for e in (text.find("）", span.end, span.end + 24), text.find(")", span.end, span.end + 24)) if e >= 0]
    if not ends:
        return None
    beside = text[opening + 1 : span.start] + text[span.end : min(ends)]
    if len(beside.strip(MARKS)) > 8 and LIMIT.search(beside) is None and not LED.search(beside):
        return None  # （6月高考，剔除3月份录取的930人）
    return Span(opening, min(ends) + 1)
