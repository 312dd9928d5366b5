"""The duty that a time governs: what is to be done, by whom, to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from notice_parser.core.span import Span, strip_span
from notice_parser.fields.deadline_actor import HEADING_CLAUSE
from notice_parser.fields.deadline_passages import Passage
from notice_parser.fields.deadline_text import BLANKS, LABEL
from notice_parser.fields.deadline_wording import (
    ABOUT,
    ADDRESS,
    ASIDE,
    BARE,
    CASE,
    CONDITION,
    DEMANDED,
    ENOUGH,
    GROUPED,
    HANDED_IN,
    HOW,
    JOINED,
    LABEL_ONLY,
    NEAR,
    NOTE,
    OBJECT,
    OCCASION,
    OWN_OBJECT,
    TAIL,
)
from notice_parser.fields.deadline_words import (
    ACTOR,
    BY_ACTOR,
    CORE_ACTOR,
    GLUED_ACTOR,
    HAS_VERB,
    HEAD_ACTOR,
    HEAD_MODAL,
    LEAD,
    NEW_SUBJECT,
    TAIL_MODAL,
    TRAIL,
)

MARKS = BLANKS + "，,。.；;：:、！!"


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
            pieces[:0] = [carried[0]] if len(carried[0]) else []
            actor = actor or carried[1]
    plain = len(pieces) == 1 and (HAS_VERB.match(text, after.start) or OBJECT.match(text, after.start)) is not None
    return Duty(tuple(_without_notes(text, pieces)), actor, plain=plain)


def near(text: str, before: Span, after: Span) -> tuple[Span, Span]:
    """Take only the words next to a time where a text has lost its marks: the object or the actor, and what follows."""
    low = max(before.start, before.end - NEAR)
    marker = None
    for match in OBJECT.find_all(text, low, before.end):
        marker = match
    start = marker.start() if marker else before.end
    actor = None if marker else GLUED_ACTOR.search(text, low, before.end)
    if actor is not None:
        start = actor.start("actor")
    return Span(start, before.end), Span(after.start, min(after.end, after.start + NEAR))


def named_between(text: str, span: Span) -> Span | None:
    """Find the actor whose clause begins between an event and the time counted from it."""
    comma = max(text.rfind(mark, span.start, span.end) for mark in "，,")
    return _actor(text, Span(comma + 1, span.end)) if comma >= 0 and comma - span.start <= 4 else None


def share_tails(text: str, duties: Sequence[Duty]) -> list[Duty]:
    """Give a duty without a verb that of the next: 3月份对甲市，5月份对乙市进行巡查."""
    shared = list(duties)
    for index in range(len(shared) - 2, -1, -1):
        own, following = shared[index], shared[index + 1].pieces[-1]
        actor = _actor(text, own.pieces[0]) if len(own.pieces) == 1 else None
        if actor is not None and own.pieces[0].end <= following.start:
            shared[index] = replace(own, pieces=shared[index + 1].pieces, actor=actor)
        elif HAS_VERB.search(own.action(text)) is None and own.pieces[-1].end <= following.start:
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
    return strip_span(text, Span(start, max(start, end)), MARKS)


def _shortened(passage: Passage, span: Span) -> Span:
    """Cut off trailing clauses that belong to something else, and whatever follows once enough is said."""
    text = passage.text
    aside = ASIDE.match(text, span.start, span.end)
    span = strip_span(text, Span(aside.end() if aside else span.start, span.end), MARKS)
    end = span.end
    if span.start and TAIL.match(text, span.start - 1, end):
        return Span(span.start, span.start)  # …截止日期：4月30日，逾期不予受理
    for rule in (TAIL, NEW_SUBJECT):
        tail = rule.search(text, span.start, end)
        if tail and rule is NEW_SUBJECT and tail.start() not in passage.commas:
            continue  # 将材料（一式三份，由本人签字）报市局: a remark in brackets
        if tail and tail.start() > span.start:
            end = tail.start()
    for comma in passage.commas:
        if comma < end and JOINED.match(text, comma, end) and GROUPED.search(text, span.start, comma):
            continue
        if span.start + ENOUGH <= comma < end and not HOW.match(text, passage.clause_start(comma), comma):
            end = comma
            break
    address = ADDRESS.search(text, max(span.start, end - 110), end)
    if address and address.start() > span.start:
        end = address.start()
    trailing = TRAIL.search(text, span.start, end)
    if trailing and trailing.start() > span.start:
        end = trailing.start()
    return strip_span(text, Span(span.start, end), MARKS + ("（(" if text[end - 1 : end] in "（(" else ""))


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
    return strip_span(text, Span(min(start, after.end), after.end), MARKS), actor


def _split_core(text: str, core: Span) -> tuple[Span | None, Span | None]:
    """Tell the object from the actor in front of a time: 各市将名单于…报送."""
    marker = OBJECT.search(text, core.start, core.end)
    if marker is not None:
        actor = strip_span(text, Span(core.start, marker.start()), MARKS)
        return Span(marker.start(), core.end), _actor(text, actor)
    occasion = OCCASION.search(text, core.start, core.end)
    if occasion is not None and (named := _actor(text, Span(core.start, occasion.start()))) is not None:
        behind = strip_span(text, Span(occasion.end(), core.end), MARKS)
        return (behind if len(behind) else None), named
    actor_only = _actor(text, core)
    if actor_only is not None:
        return None, actor_only
    by = BY_ACTOR.search(text, core.start, core.end)
    if by is not None:
        kept = strip_span(text, Span(core.start, by.start()), MARKS)
        return (kept if len(kept) else None), Span(*by.span("actor"))
    head = CORE_ACTOR.match(text, core.start, core.end)
    if head is not None:
        return strip_span(text, Span(head.end(), core.end), MARKS), Span(*head.span("actor"))
    return core, None


def _actor(text: str, span: Span) -> Span | None:
    """Give the actor's name if the span is one, else None."""
    tail = TAIL_MODAL.search(text, span.start, span.end)
    span = strip_span(text, Span(span.start, tail.start() if tail else span.end), MARKS)
    if not len(span):
        return None
    match = ACTOR.match(text, span.start, span.end) or GLUED_ACTOR.search(text, span.start, span.end)
    return Span(*match.span("actor")) if match is not None else None


def _only_before(passage: Passage, core: Span, clause: int) -> Duty | None:
    """Take what stands before a time that ends its passage: 模拟运行自11月18日起至12月底止."""
    named = len(core) >= 2 and LABEL_ONLY.fullmatch(core.of(passage.text)) is None
    carried = None if named and len(core) >= 4 else _carried(passage, clause, bare=True, by="")
    if carried is not None:
        return Duty(tuple(_without_notes(passage.text, [carried[0]])), carried[1])
    return Duty(tuple(_without_notes(passage.text, [core]))) if named else None


def _without_notes(text: str, pieces: list[Span]) -> list[Span]:
    """Leave long remarks in brackets out of the wording."""
    kept: list[Span] = []
    for piece in pieces:
        start = piece.start
        for match in NOTE.find_all(text, piece.start, piece.end):
            kept.append(Span(start, match.start()))
            start = match.end()
        kept.append(Span(start, _before_open(text, start, piece.end)))
    return [k for k in kept if len(k)]


def _before_open(text: str, start: int, end: int) -> int:
    """Give the place of a bracket that is not closed within a piece, else the end: 报送周报（电话：5550101."""
    opening = max(text.rfind("（", start, end), text.rfind("(", start, end))
    if opening < start + 2 or any(c in "）)" for c in text[opening:end]):
        return end
    return opening


def _is_bare(text: str, after: Span) -> bool:
    if HAS_VERB.match(text, after.start, after.end) and len(after) <= 2:
        return True
    match = BARE.match(text, after.start, after.end)
    return match is not None and OWN_OBJECT.search(match["recipient"]) is None and len(match["recipient"]) < 30


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
        if DEMANDED.search(text, at, clause):
            return None
        about = ABOUT.search(text, at, clause) or (by == "由" and not HAS_VERB.search(text, at, clause))
        span = strip_span(text, Span(at, max(at, clause)), MARKS)
        case = CASE.fullmatch(span.of(text))
        if case is not None:
            who = Span(*case.span("who")).shift(span.start) if case["who"] else None
            return (Span(span.end, span.end), _actor(text, who)) if who is not None else None
        return (span, None) if about and 2 <= len(span) <= 40 and not _actor(text, span) else None
    start = clause
    for index in range(len(marks) - 1, max(-1, len(marks) - 5), -1):
        at = marks[index] + 1
        if CONDITION.match(text, at, clause):
            break
        start = at
        if HEADING_CLAUSE.match(text, at, clause):
            break  # 名单见附件，各组要逐户检查，于8日前报: what stands before the actor is not his
    span = strip_span(text, Span(start, clause), MARKS) if start < clause else Span(start, start)
    if HANDED_IN.search(text, span.start, span.end):
        return None
    return _with_actor(passage, span) if len(span) >= 2 else None


def _with_actor(passage: Passage, span: Span) -> tuple[Span, Span | None] | None:
    text = passage.text
    lead = LEAD.match(text, span.start, span.end)
    head = HEAD_ACTOR.match(text, lead.end() if lead else span.start, passage.clause_end(span.start))
    actor = Span(*head.span("actor")) if head else None
    start = actor.end if actor else (lead.end() if lead else span.start)
    modal = HEAD_MODAL.match(text, start, span.end)
    begin = min(modal.end() if modal else start, span.end)  # the actor may reach beyond what is carried
    rest = strip_span(text, Span(begin, span.end), MARKS)
    return (rest, actor) if len(rest) >= 2 else None
