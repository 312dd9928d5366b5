"""Who acts where the actor stands at the head of an earlier clause of the sentence."""

from __future__ import annotations

from bisect import bisect_left

from notice_parser.core.span import Span
from notice_parser.fields.deadline_passages import Passage
from notice_parser.fields.deadline_text import LABEL
from notice_parser.fields.deadline_words import ACTOR_TAIL, HEAD_ACTOR, LEAD, VERBS
from notice_parser.grammar.rule import Rule

_MOST_CLAUSES = 8
"""Clauses before a time that are looked at."""
_LONGEST = 60
"""Code points within which an actor's name ends."""
_GAP = 4
"""Code points between a phase and the sentence that tells of it."""
HEADING_CLAUSE = Rule(
    # 各组要逐户检查，填写台账，并于6月8日前报镇政府: only a name that says itself that it speaks to somebody.
    "actor/heading_clause",
    r"[ \t\u3000]{0,4}+(?:现?请|希望?|望)?(?P<actor>(?=各|有关|相关)[^，,。；;：:将把由要应须在对按《“]{0,24}?"
    rf"{ACTOR_TAIL}(?:[（(][^（）()]{{1,30}}[)）])?)"
    rf"(?=要(?!求|点)|应|须|必须|需|务必|负责|对(?!象)|按|根据|结合|对照|认真|及时|立即|组织|完成|在|(?:{VERBS}))",
    inside=(
        ("各检查组要逐户检查", "各检查组"),
        ("请各校（园）认真组织", "请各校（园）"),
        ("各县（市、区）对本年工作进行总结", "各县（市、区）"),
        ("各地要明确专人", "各地"),
    ),
    no=("各项工作要落实", "督促企业整改", "会议要求"),
)
OTHERS = Rule(
    # 报市局，市局汇总后于…: somebody else has begun to act in between.
    "actor/others",
    rf"[^，,。；;：:]{{0,20}}?{ACTOR_TAIL}(?:将|(?:汇总|审核|审定|收到|统一)\p{{Han}}{{0,6}}后?)",
    yes=("市局汇总", "县安委办将"),
    no=("填写台账", "认真整改"),
)
ANOTHER = Rule(
    # 会议要求…, 本次检查…: what begins the sentence is no actor.
    "actor/another",
    r"(?:本次|此次|会议|这次|[^，,。；;]{0,10}(?:阶段|工作|活动|时间|内容|情况|问题|材料)(?:要|应|由|为|是|从|自))",
    yes=("本次", "检查工作由", "自查阶段从"),
    no=("各校要", "县安委办组织"),
)
LONGER = Rule(
    # 市住房城乡建设局组织…: the name goes on behind a word that could be a verb.
    "actor/longer",
    rf"(?:应急|(?:{VERBS}))(?:管理)?(?:局|厅|委|部(?!署)|处(?!置|理)|所|站|队|办公室|中心)",
    yes=("建设局", "应急管理厅", "调查队", "检测中心"),
    no=("组织部署", "建设工程"),
)
TEAM = Rule(
    # 县水务局派出3个督导组，于…赴各镇督导: the team acts, not who sends it.
    "actor/team",
    r"(?:派出|组成|成立|组建)(?:[0-9一二三四五六两]{1,2}个)?(?P<actor>\p{Han}{2,6}?组)(?=[，,（(]|$)",
    inside=(("县水务局派出3个督导组，于", "派出3个督导组"), ("成立联合检查组，", "成立联合检查组")),
    no=("成立领导小组办公室", "组织检查组"),
)
RULES: tuple[Rule, ...] = (HEADING_CLAUSE, OTHERS, ANOTHER, LONGER, TEAM)


def actor_ahead(passage: Passage, position: int) -> Span | None:
    """Find the actor at the head of the nearest clause before a place, else at the head of the sentence.

    ``position``: where the time stands, in code points of the text. None where nobody is named.
    """
    index = bisect_left(passage.commas, position)
    starts = [c + 1 for c in passage.commas[max(0, index - _MOST_CLAUSES) : index]]
    for start in reversed(starts):
        end = passage.clause_end(start)
        match = HEADING_CLAUSE.match(passage.text, start, end)
        if match is not None:
            return Span(*match.span("actor"))
        if OTHERS.match(passage.text, start, min(end, position)) is not None:
            return None
    for start in dict.fromkeys((passage.span.start, passage.sentence.start)):
        if start >= position:
            continue
        found = _at_head(passage.text, start, min(position, start + _LONGEST))
        if found is not None or ANOTHER.match(passage.text, start, position) is not None:
            team = TEAM.search(passage.text, start, position)
            return Span(*team.span("actor")) if team is not None else found
    return None


def actor_behind(passage: Passage) -> Span | None:
    """Find who acts in a phase of which only the name and the days are told: 自查（6月1日至10日）。各校要….

    ``passage``: the phase with its days; the sentence right behind it, on the same line or the next, says who acts.
    """
    following = passage.following
    if following is None or following.start - passage.span.end > _GAP:
        return None
    return _at_head(passage.text, following.start, min(following.end, following.start + _LONGEST))


def _at_head(text: str, start: int, end: int) -> Span | None:
    label = LABEL.match(text, start, end)
    start = label.end() if label else start
    lead = LEAD.match(text, start, end)
    start = lead.end() if lead else start
    comma = min((at for mark in "，,：:。；" if (at := text.find(mark, start, end)) >= 0), default=end)
    match = HEADING_CLAUSE.match(text, start, end) or HEAD_ACTOR.match(text, start, comma)
    if match is None or ANOTHER.match(text, start, end) is not None:
        return None
    named = Span(*match.span("actor"))
    longer = LONGER.match(text, named.end, end)
    return Span(named.start, longer.end()) if longer is not None else named
