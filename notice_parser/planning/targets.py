"""Who is inspected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from notice_parser.core.evidence import Field
from notice_parser.core.notice import Notice
from notice_parser.core.plan import Round
from notice_parser.core.span import Span, hull, strip_span
from notice_parser.grammar.numerals import NUMBER
from notice_parser.planning.items import clauses
from notice_parser.planning.names import COUNTED, UNIT, Name, is_complete, split_names, without_bare
from notice_parser.planning.parts import Parts
from notice_parser.planning.target_rules import (
    ACTOR,
    CALLED,
    COVERS,
    DIRECT,
    INCLUDED,
    LEAD,
    LEADING_VERB,
    OBJECT,
    OF_MATTER,
    OF_MATTERS,
    OF_THEIRS,
    PICKED,
    STATED,
    TIME_CLAUSE,
    URGED,
    WITHIN,
    WITHIN_PLACES,
    can_be_targets,
)
from notice_parser.planning.topics import Topic

_WHOLE_AREA = regex.compile(r"^(?:全[省市县区镇校国街]|本[省市县区校]|我[省市县区校])(?:范围内?)?$")
_LONGEST = 90
_LONGEST_FURTHER = 20
_SHORT = 12
_AUTHORITY = regex.compile(
    r"(?:局|厅|委|委员会|办|办公室|办事处|政府|指挥部|检[验测]中心|疾控中心|执法[大支总]?队|监督所|鉴定站)(?:[（(][^（()）]*[）)])?$"
)
_ARRANGING = (Topic.TIME, Topic.TEAMS, Topic.METHODS, Topic.PROCEDURE)


def read_targets(
    notice: Notice, parts: Parts, rounds: Sequence[Round], visited: Sequence[Name] = ()
) -> tuple[Field[str], ...]:
    """List those inspected: named in a part of its own, else in a sentence or a table of visits, else by themselves."""
    fuller = [a.value or "" for a in notice.addressees]
    ways: tuple[tuple[Callable[[], list[Name]], str, float], ...] = (
        (lambda: _from_parts(parts), "targets/heading", 0.85),
        (lambda: _from_statement(parts), "targets/stated", 0.8),
        (lambda: list(visited), "targets/table", 0.75),
        (lambda: _from_rounds(rounds), "targets/rounds", 0.75),
        (lambda: without_bare(_from_sentences(parts), fuller), "targets/object", 0.75),
        (lambda: _from_urged(parts), "targets/urged", 0.6),
        (lambda: _from_actors(notice, parts), "targets/actor", 0.55),
        (lambda: _from_addressees(notice, pure=True), "targets/addressees", 0.5),
        (lambda: _from_any_sentence(parts), "targets/any_object", 0.45),
        (lambda: _from_addressees(notice, pure=False), "targets/addressees", 0.4),
    )
    for read, rule, confidence in ways:
        if names := read():
            return tuple(Field.found(n.value, *n.spans, rule=rule, confidence=confidence) for n in _once(names))
    return ()


def _once(names: Sequence[Name]) -> list[Name]:
    seen: dict[str, Name] = {}
    for name in names:
        seen.setdefault(name.value, name)
    return list(seen.values())


def _from_statement(parts: Parts) -> list[Name]:
    for rule in (STATED, COVERS, INCLUDED):
        if (match := rule.search(parts.text)) is not None:
            return list(_named(parts.text, Span(*match.span("who"))))
    return []


def _from_rounds(rounds: Sequence[Round]) -> list[Name]:
    return [Name(t, hull(r.evidence.spans)) for r in rounds for t in r.targets]


def _from_parts(parts: Parts) -> list[Name]:
    for index in parts.of(Topic.TARGETS):
        names = list(_of_part(parts, index))
        if names:
            return names
    return []


def _of_part(parts: Parts, index: int) -> Iterator[Name]:
    part = parts.parts[index]
    own = [c for c in part.children if Topic.TARGETS in parts.parts[c].topics]
    if own:
        for child in own:
            yield from _of_part(parts, child)
        return
    if part.children and not any(parts.parts[c].topics for c in part.children):
        for child in part.children:
            item = parts.parts[child]
            span = item.heading if item.apart or len(item.whole) > 40 else item.whole
            yield from _named(parts.text, span)
        return
    yield from _of_text(parts.text, part.own)


def _of_text(text: str, span: Span) -> Iterator[Name]:
    """Read the text under 检查对象: direct objects where it has them, else its first sentence as a list."""
    if direct := list(DIRECT.find_all(text, span.start, span.end)):
        for match in direct:
            yield from split_names(text, Span(*match.span("who")))
        return
    spoken = OBJECT.search(text, span.start, span.end)
    if spoken is not None:
        yield from split_names(text, Span(*spoken.span("who")))
        return
    for number, sentence in enumerate(clauses(text, span, "。；;\n")):
        if number and text[sentence.start - 1] == "。":
            return  # what follows the first full stop tells how: 巡查工作覆盖所有县
        yield from _named(text, sentence)


def _named(text: str, span: Span) -> Iterator[Name]:
    """Read a sentence that names targets: with or without 检查对象为, behind a time (4月12日至25日，巡查甲镇、乙乡)."""
    span = strip_span(text, span, " \t\u3000\n。；;：:")
    lead = LEAD.match(text, span.start, span.end)
    if lead is not None and lead.end() < span.end:
        span = Span(lead.end(), span.end)
    picked = PICKED.match(text, span.start, span.end)
    if picked is not None:
        found = list(_picked(text, Span(picked.end(), span.end)))
        if not found and picked["pool"]:  # 从市直预算单位中随机抽取20%
            found = split_names(text, Span(*picked.span("pool")))
        yield from found
        return
    colon = regex.search(r"[：:]", text, pos=span.start, endpos=span.end)
    if colon is not None:
        span = Span(colon.end(), span.end) if colon.start() - span.start <= 8 else Span(span.start, colon.start())
    within = WITHIN_PLACES.match(text, span.start, span.end)
    if within is not None:
        yield Name(within[0], Span(*within.span()))
        return
    if _is_one_list(text, span):
        yield from split_names(text, span, loose=True)
        return
    named = False
    for clause in _clauses(text, span):
        verb = LEADING_VERB.match(text, clause.start, clause.end)
        start = clause.start if verb is None else verb.end()
        if TIME_CLAUSE.match(text, clause.start, clause.end) is None and start < clause.end:
            piece = Span(start, clause.end if verb is not None or clause.end < span.end else span.end)
            if (called := CALLED.search(text, piece.start, piece.end)) is not None:
                yield Name(text[piece.start : called.start()], Span(piece.start, called.start()))
                return
            if 1 < len(piece) <= _LONGEST and can_be_targets(piece.of(text)):
                names = split_names(text, piece, loose=not named)
                if named and not all(is_complete(n.value) and len(n.value) <= _LONGEST_FURTHER for n in names):
                    return
                named = True
                yield from names


def _is_one_list(text: str, span: Span) -> bool:
    """Tell whether a comma stands for 、 in a list that shares its end: 火电、风电，光伏发电企业."""
    found = list(clauses(text, span, "，,"))
    if len(found) < 2 or len(span) > _LONGEST or not is_complete(found[-1].of(text).strip("，,")):
        return False
    if is_complete(found[0].of(text).strip("，,")):
        return False
    return all(
        ("、" in c.of(text) or len(c) <= _SHORT)
        and TIME_CLAUSE.match(text, c.start, c.end) is None
        and LEADING_VERB.match(text, c.start, c.end) is None
        for c in found
    )


def _picked(text: str, span: Span) -> Iterator[Name]:
    """Read whom a sample is drawn from: 抽取5家行政事业单位、3家企业."""
    for match in regex.finditer(r"[^、，,；;。（(]+(?:[（(][^（()）]*[）)])?", text, pos=span.start, endpos=span.end):
        piece = strip_span(text, Span(*match.span()))
        count = regex.match(
            rf"(?P<which>[在已有从][^、，,]{{2,16}}的)?(?:{NUMBER})余?(?:家|个|所|户|名|座|处)",
            text, pos=piece.start, endpos=piece.end,
        )  # fmt: skip
        if count is not None:
            bracket = regex.search(r"[（(]", text, pos=count.end(), endpos=piece.end)
            end = piece.end if bracket is None else bracket.start()
            start = piece.start if count["which"] else count.end()  # 在我市执业的12家机构 stays whole
            yield Name(text[start:end], Span(start, end))


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """Split at commas, and at 、以及 too, which joins a last member of another kind."""
    for clause in clauses(text, span, "，,"):
        joint = regex.search(r"、(?=以及)", text, pos=clause.start, endpos=clause.end)
        if joint is not None:
            yield Span(clause.start, joint.start())
        yield clause if joint is None else Span(joint.end(), clause.end)


def _from_sentences(parts: Parts) -> list[Name]:
    """Take 对…进行检查, in the main text first; 全市 and the like name an area, not somebody."""
    names: list[Name] = []
    for match in OBJECT.find_all(parts.text):
        if not _is_arranged(parts, match.start()):
            continue
        who = Span(*match.span("who"))
        if COUNTED.match(parts.text, who.start, who.end) is None and not _is_party(who.of(parts.text)):
            matter = OF_MATTERS.match(parts.text, who.start, match.end())
            matter = matter or OF_MATTER.match(parts.text, who.start, match.end())
            if matter is None:
                continue
            who = Span(*matter.span("who"))
        names.extend(n for n in split_names(parts.text, who) if _WHOLE_AREA.search(n.value) is None)
        if COUNTED.match(parts.text, who.start, who.end) is None:
            break
    return names or _from_area(parts)


def _from_area(parts: Parts) -> list[Name]:
    match = WITHIN.search(parts.text)
    if match is None or not _is_arranged(parts, match.start()) or _WHOLE_AREA.search(match["who"]) is not None:
        return []
    return split_names(parts.text, Span(*match.span("who")))


def _from_any_sentence(parts: Parts) -> list[Name]:
    for match in OBJECT.find_all(parts.text):
        index = parts.at(match.start())
        if index is None or Topic.CHECKLIST in parts.parts[index].topics:
            continue
        who = Span(*match.span("who"))
        own = OF_THEIRS.match(parts.text, who.start, who.end)
        who = who if own is None else Span(own.end(), who.end)
        if _is_party(who.of(parts.text)):
            return split_names(parts.text, who)
    return []


def _is_arranged(parts: Parts, position: int) -> bool:
    """Tell whether a place lies in the opening or where the inspection is arranged, not in an item or instruction."""
    index = parts.at(position)
    if index is None:
        return True
    chain = (index, *parts.ancestors(index))
    return any(t in _ARRANGING for i in chain for t in parts.parts[i].topics) and not any(
        Topic.CHECKLIST in parts.parts[i].topics for i in chain
    )


def _is_party(value: str) -> bool:
    return (
        regex.search(rf"{UNIT}(?:[（(][^（()）]{{1,12}}[）)])?$", value) is not None
        and "发现" not in value
        and not value.startswith(("存在", "其", "每", "我", "本", "所属", "所辖", "辖区"))
    )


def _from_urged(parts: Parts) -> list[Name]:
    return [
        n
        for m in URGED.find_all(parts.text)
        if "专家" not in m["who"]
        for n in split_names(parts.text, Span(*m.span("who")))
    ]


def _from_actors(notice: Notice, parts: Parts) -> list[Name]:
    """Take the party that most duties are laid on, where it is not an addressee."""
    found: dict[str, list[Span]] = {}
    for match in ACTOR.find_all(parts.text):
        found.setdefault(match["who"], []).append(Span(*match.span("who")))
    addressees = "".join(a.value or "" for a in notice.addressees)
    ranked = sorted(found.items(), key=lambda f: -len(f[1]))
    for value, spans in ranked[:1]:
        if (
            len(spans) > 2
            and value not in addressees
            and not value.startswith(("各部门", "有关部门", "各单位", "相关部门"))
        ):
            return [Name(value, spans[0])]
    return []


def _from_addressees(notice: Notice, *, pure: bool) -> list[Name]:
    """Fall back on the addressees; authorities among them are inspected only where the title looks down on them (督查).

    A notice on checks of enterprises goes to the bureaus that make them. ``pure``: only where no such bureau is
    among the addressees.
    """
    title = notice.title.value or ""
    downwards = regex.search(r"督查|督察|督导|巡查|考核|考评|评估|审计|自查|自评", title) is not None
    if pure and not downwards and any(_AUTHORITY.search(a.value or "") for a in notice.addressees):
        return []
    return [
        Name(a.value, hull(a.evidence.spans))
        for a in notice.addressees
        if a.value is not None
        and a.evidence.spans
        and regex.search(r"成员单位|(?:有关|相关)(?:部门|单位)", a.value) is None
        and (downwards or _AUTHORITY.search(a.value) is None)
    ]
