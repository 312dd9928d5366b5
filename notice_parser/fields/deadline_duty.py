"""The duty that a time governs: what is to be done, by whom, to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from notice_parser.core.span import Span, strip_span
from notice_parser.fields.deadline_passages import Passage
from notice_parser.fields.deadline_text import BLANKS, LABEL
from notice_parser.fields.deadline_words import (
    ACTOR,
    GLUED_ACTOR,
    HAS_VERB,
    HEAD_ACTOR,
    HEAD_MODAL,
    LEAD,
    NEW_SUBJECT,
    TAIL_MODAL,
    TRAIL,
)
from notice_parser.grammar.rule import Rule

_MARKS = BLANKS + "，,。.；;：:、！!"

ENOUGH = 24
"""Code points after which a duty ends with its clause: what follows mostly says how, not what."""

_NEAR = 18
"""Code points next to a time that are taken for its duty where nothing marks its ends."""

OBJECT = Rule(
    "duty/object",
    r"(?<![即])[将把](?![在于来近要会])",
    yes=("将", "把"),
    no=("即将",),
)
BARE = Rule(
    # 交教育局人事科: a verb of handing in without its object, which then stands in an earlier clause.
    "duty/bare",
    r"(?:统一|一并|书面|汇总|分别|打印|签字|盖章|加盖公章|以书面形式|电子版|及时|上|呈|抄)*后?(?:反馈|报送|上报"
    r"|报告|报|提交|上交|交回|交|送达|送|邮寄|寄|发送|发电子邮件|发|传真|反馈|备案|函告|告知)"
    r"(?:至|到|给|回|往)?(?P<recipient>[^，,。；;：:]{0,30})",
    yes=("报送省政府", "交教育局人事科", "反馈"),
    no=("完成整改", "组织自查"),
)
_OWN_OBJECT = Rule(
    "duty/own_object",
    r"(?:情况|总结|报告|方案|计划|名单|材料|表|台账|清单|意见|进展|信息|数据|进度|回执|结果|建议|措施|纪要|统计"
    r"|证明|申请|书)(?:[（(]|$|一式|的?纸质|及|和|、|电子)",
    inside=(("报送工作总结", "总结"), ("提交整改方案", "方案")),
    no=("报送省政府", "交教务处"),
)
_CONDITION = Rule(
    "duty/not_carried",
    r"^[，,\s]*(?:根据|按照|依据|依照|为|结合|鉴于|由于|经|对于|凡|如|若|因|除|逾期|过期)",
    yes=("根据", "，按照"),
    no=("各单位",),
)
_TAIL = Rule(
    # Clauses after the duty that say something else.
    "duty/tail",
    r"[，,：:](?=\s*(?:逾期|过期|联系|电话|邮箱|如有|如需|如遇|若|凡|否则|未按|未能|不再|后续|其中|具体"
    r"|[0-9]{1,2}[，,、.．]"
    r"|届时|另行|请勿|以便|地点|地址|传真|过时|遇|有特殊|特殊情况"
    r"|确有|确需|并附|附件|（联系|\(联系|以上|如果|不得|无故|不能|结果|以此|为|检查结果|公示期"
    r"|对[^，,]{1,20}的[，,]|每家|每个|每次|直至|严格|切实|坚决|确保|做到|坚持|进一步|不断|现将|现就|有关事项"
    r"|通知如下|会期|时间|按照[^，,]{1,20}原则|会议地点|重点如下|程序))",
    inside=(("报送省厅，逾期不再受理", "，"),),
    no=("报送省厅，并抄送市局",),
)
_HOW = Rule(
    "duty/how",
    r"(?:[^，,]{0,16}?(?:要|应))?(?:对照|按照|根据|依据|围绕|结合|针对|通过|以|采取)[^，,]*$",
    yes=("对照《排查表》", "各单位要根据要求"),
    no=("组织自查",),
)
_DEMANDED = Rule("duty/demanded", r"应当|应该|必须|要|须", yes=("应当",), no=("的问题，",))
_ABOUT = Rule(
    "duty/about",
    r"的[\u4e00-\u9fff]{0,5}[，,]\s*$",
    yes=("的问题，", "的，"),
    no=("安全，",),
)
_NOTE = Rule(
    "duty/note", r"[（(][^（）()]{12,200}[)）]", yes=("（学生登录系统—毕业设计—中期检查）",), no=("（附件2）",)
)
_LABEL_ONLY = Rule(
    "duty/label_only", r"(?:完成|整改|办结|办理|截止|截至)?(?:时限|期限|时间|日期)", yes=("完成时限",), no=("整改",)
)
RULES: tuple[Rule, ...] = (OBJECT, BARE, _OWN_OBJECT, _CONDITION, _TAIL, _HOW, _DEMANDED, _ABOUT, _NOTE, _LABEL_ONLY)


@dataclass(frozen=True, slots=True)
class Duty:
    """What is to be done, as pieces of the text, and who does it."""

    pieces: tuple[Span, ...]
    actor: Span | None = None
    rule: str = ""
    """How it was found where that is not the plain way inside a sentence."""
    limit: bool = False
    """The label calls the day a limit: 整改时限：4月30日."""
    plain: bool = False
    """Nothing but a verb and its object: the actor may stand further ahead in the sentence."""

    def action(self, text: str) -> str:
        """Join the pieces into one wording, line ends left out."""
        return "".join("".join(p.of(text).split()) for p in self.pieces)


def find_duty(passage: Passage, before: Span, after: Span) -> Duty | None:
    """Build the duty from what stands before the time in its clause and what follows it.

    ``before`` reaches back to the clause's beginning or the time before, ``after`` on to the next time or the
    passage's end. None where neither says anything.
    """
    text = passage.text
    core = _core(passage, before)
    after = _shortened(passage, after)
    after, actor = _without_actor(passage, after, alone=not len(core))
    if not len(after):
        return _only_before(passage, core, before.start)
    kept: Span | None = None
    if len(core):
        kept, actor_before = _split_core(text, core)
        actor = actor_before or actor
    pieces = [after] if kept is None else [kept, after]
    if kept is None:
        carried = _carried(passage, before.start, bare=_is_bare(text, after), by=text[core.start : core.start + 1])
        if carried is not None:
            pieces.insert(0, carried[0])
            actor = actor or carried[1]
    plain = len(pieces) == 1 and (HAS_VERB.match(text, after.start) or OBJECT.match(text, after.start)) is not None
    return Duty(tuple(_without_notes(text, pieces)), actor, plain=plain)


def near(text: str, before: Span, after: Span) -> tuple[Span, Span]:
    """Take only the words next to a time where a text has lost its marks: the object or the actor, and what follows."""
    low = max(before.start, before.end - _NEAR)
    marker = None
    for match in OBJECT.find_all(text, low, before.end):
        marker = match
    start = marker.start() if marker else before.end
    actor = None if marker else GLUED_ACTOR.search(text, low, before.end)
    if actor is not None:
        start = actor.start("actor")
    return Span(start, before.end), Span(after.start, min(after.end, after.start + _NEAR))


def share_tails(text: str, duties: Sequence[Duty]) -> list[Duty]:
    """Give a duty without a verb that of the next: 3月份对甲市，5月份对乙市进行巡查."""
    shared = list(duties)
    for index in range(len(shared) - 2, -1, -1):
        own, following = shared[index], shared[index + 1].pieces[-1]
        if HAS_VERB.search(own.action(text)) is None and own.pieces[-1].end <= following.start:
            verb = HAS_VERB.search(text, following.start, following.end)
            if verb is not None and following.start + 60 > verb.start():
                shared[index] = replace(own, pieces=(*own.pieces, Span(verb.start(), following.end)))
    return shared


def _core(passage: Passage, span: Span) -> Span:
    """Strip labels, leading and modal words from what stands before a time."""
    text, start, end = passage.text, span.start, span.end
    label = LABEL.match(text, start, end)
    if label:
        start = label.end()
    tail = TAIL_MODAL.search(text, start, end)
    if tail:
        end = tail.start()
    lead = LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    return strip_span(text, Span(start, max(start, end)), _MARKS)


def _shortened(passage: Passage, span: Span) -> Span:
    """Cut off trailing clauses that belong to something else, and whatever follows once enough is said."""
    text = passage.text
    span = strip_span(text, span, _MARKS + "\u3000")
    end = span.end
    if span.start and _TAIL.match(text, span.start - 1, end):
        return Span(span.start, span.start)  # …截止日期：4月30日，逾期不予受理
    for rule in (_TAIL, NEW_SUBJECT):
        tail = rule.search(text, span.start, end)
        if tail and tail.start() > span.start:
            end = tail.start()
    for comma in passage.commas:
        if span.start + ENOUGH <= comma < end and not _HOW.match(text, passage.clause_start(comma), comma):
            end = comma
            break
    trailing = TRAIL.search(text, span.start, end)
    if trailing and trailing.start() > span.start:
        end = trailing.start()
    return strip_span(text, Span(span.start, end), _MARKS + ("（(" if text[end - 1 : end] in "（(" else ""))


def _without_actor(passage: Passage, after: Span, *, alone: bool) -> tuple[Span, Span | None]:
    """Take the actor and modal words from the front of what follows a time."""
    text, start, actor = passage.text, after.start, None
    if alone:
        head = HEAD_ACTOR.match(text, start, passage.clause_end(start))
        if head:
            actor = Span(*head.span("actor"))
            start = actor.end
    modal = HEAD_MODAL.match(text, start, after.end)
    if modal and modal.end() < after.end:
        start = modal.end()
    return strip_span(text, Span(min(start, after.end), after.end), _MARKS), actor


def _split_core(text: str, core: Span) -> tuple[Span | None, Span | None]:
    """Tell the object from the actor in front of a time: 各市将名单于…报送."""
    marker = OBJECT.search(text, core.start, core.end)
    if marker is not None:
        actor = strip_span(text, Span(core.start, marker.start()), _MARKS)
        return Span(marker.start(), core.end), _actor(text, actor)
    actor_only = _actor(text, core)
    if actor_only is not None:
        return None, actor_only
    return core, None


def _actor(text: str, span: Span) -> Span | None:
    """Give the actor's name if the span is one, else None."""
    tail = TAIL_MODAL.search(text, span.start, span.end)
    span = strip_span(text, Span(span.start, tail.start() if tail else span.end), _MARKS)
    if not len(span):
        return None
    match = ACTOR.match(text, span.start, span.end) or GLUED_ACTOR.search(text, span.start, span.end)
    return Span(*match.span("actor")) if match is not None else None


def _only_before(passage: Passage, core: Span, clause: int) -> Duty | None:
    """Take what stands before a time that ends its passage: 模拟运行自11月18日起至12月底止."""
    named = len(core) >= 2 and _LABEL_ONLY.fullmatch(core.of(passage.text)) is None
    carried = None if named and len(core) >= 4 else _carried(passage, clause, bare=True, by="")
    if carried is not None:
        return Duty(tuple(_without_notes(passage.text, [carried[0]])), carried[1])
    return Duty(tuple(_without_notes(passage.text, [core]))) if named else None


def _without_notes(text: str, pieces: list[Span]) -> list[Span]:
    """Leave long remarks in brackets out of the wording."""
    kept: list[Span] = []
    for piece in pieces:
        start = piece.start
        for match in _NOTE.find_all(text, piece.start, piece.end):
            kept.append(Span(start, match.start()))
            start = match.end()
        kept.append(Span(start, piece.end))
    return [k for k in kept if len(k)]


def _is_bare(text: str, after: Span) -> bool:
    if HAS_VERB.match(text, after.start, after.end) and len(after) <= 2:
        return True
    match = BARE.match(text, after.start, after.end)
    return match is not None and _OWN_OBJECT.search(match["recipient"]) is None and len(match["recipient"]) < 30


def _carried(passage: Passage, clause: int, *, bare: bool, by: str) -> tuple[Span, Span | None] | None:
    """Take the object or the topic from the clauses before, with the actor that stands there.

    填写相关表格，于10月27日前交人事科: the verb is bare. 车辆、物料，由所有人于11月10日前清除 and
    …的问题，最迟于9月15日整改到位:
    the clause before names what it is about.
    """
    text, begins = passage.text, passage.span.start
    held = [t for t in passage.times if t.span.end <= clause]
    if held:
        begins = passage.clause_end(held[-1].span.end)
    marks = [begins - 1, *(c for c in passage.commas if begins <= c < clause)]
    if not bare:
        at = marks[-2] + 1 if len(marks) > 1 and marks[-1] == clause - 1 else marks[-1] + 1
        if _DEMANDED.search(text, at, clause):
            return None
        about = _ABOUT.search(text, at, clause) or (by == "由" and not HAS_VERB.search(text, at, clause))
        span = strip_span(text, Span(at, max(at, clause)), _MARKS)
        return (span, None) if about and 2 <= len(span) <= 40 and not _actor(text, span) else None
    start = clause
    for index in range(len(marks) - 1, max(-1, len(marks) - 5), -1):
        at = marks[index] + 1
        if _CONDITION.match(text, at, clause):
            break
        start = at
    span = strip_span(text, Span(start, clause), _MARKS) if start < clause else Span(start, start)
    return _with_actor(passage, span) if len(span) >= 2 else None


def _with_actor(passage: Passage, span: Span) -> tuple[Span, Span | None] | None:
    text = passage.text
    lead = LEAD.match(text, span.start, span.end)
    head = HEAD_ACTOR.match(text, lead.end() if lead else span.start, passage.clause_end(span.start))
    actor = Span(*head.span("actor")) if head else None
    start = actor.end if actor else (lead.end() if lead else span.start)
    modal = HEAD_MODAL.match(text, start, span.end)
    rest = strip_span(text, Span(modal.end() if modal else start, span.end), _MARKS)
    return (rest, actor) if len(rest) >= 2 else None
