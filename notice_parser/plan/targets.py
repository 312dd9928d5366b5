"""Who is inspected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from notice_parser.core.evidence import Field
from notice_parser.core.notice import Notice
from notice_parser.core.plan import Round
from notice_parser.core.span import Span, hull, strip_span
from notice_parser.grammar.rule import Rule
from notice_parser.plan.items import clauses
from notice_parser.plan.names import COUNTED, UNIT, Name, is_complete, split_names
from notice_parser.plan.parts import Parts
from notice_parser.plan.topics import Topic
from notice_parser.plan.verbs import INSPECT

OBJECT = Rule(
    name="targets/object",
    pattern=rf"(?<=对)(?P<who>(?!照)[^。；;：:\n，,《》]{{2,90}}?)(?:分别|逐一|集中|全面|再次|分批|统一)*(?:进行|开展|实施|组织)(?!了)"
    rf"[^。；;，,\n]{{0,16}}?(?<!风险){INSPECT}",
    inside=(
        ("5月份对淄博、东营2市政府进行安全生产巡查", "淄博、东营2市政府进行安全生产巡查"),
        ("对全县养老机构开展专项检查", "全县养老机构开展专项检查"),
    ),
    no=("对照清单开展检查", "对我市开展了明查暗访", "对重要场所开展风险评估", "检查中对问题进行整改", "对各市进行表彰"),
)

WITHIN = Rule(
    name="targets/within",
    pattern=rf"(?<=在)(?P<who>[^。；;：:，,\n、]{{2,40}}?{UNIT})(?:范围内?|中)?(?:集中|全面|组织)*(?:开展|进行|组织|部署)(?!了)[^。；;，,\n]{{0,24}}?(?<!风险){INSPECT}",
    inside=(("决定在全县各级各类学校开展一次火灾隐患集中整治", "全县各级各类学校开展一次火灾隐患集中整治"),),
    no=("在检查中开展整改", "在2018年开展检查"),
)

DIRECT = Rule(
    name="targets/direct",
    pattern=rf"(?:以)?{INSPECT}(?P<who>[\p{{Han}}、（）()\d]{{2,80}}?)(?:为主|(?<=个[市县区州镇乡]))",
    yes=("以巡查市县政府为主", "巡查济南、青岛、烟台、济宁4个市"),
    no=("检查为主", "检查4类企业"),
)

URGED = Rule(
    name="targets/urged",
    pattern=rf"(?:督促指导|督促|指导|组织|要求|监督)(?:辖区内?|所属|相关|本地区?|本行业)*(?P<who>[^。；;：:，,\n]{{0,90}}?{UNIT})"
    rf"(?:[，,]?对照[^。；;\n，,]{{2,60}}[，,]?)?(?:认真|逐一|全面|立即|深入)*(?:排查整治|(?:开展|进行|落实|做好)[^。；;\n]{{0,40}}?{INSPECT})",
    yes=(
        "督促指导危化、矿山领域生产经营单位对照清单逐一开展全覆盖自查",
        "组织各学校开展自查",
        "组织工贸、电力等行业领域生产经营单位，对照共性问题清单，认真排查整治",
    ),
    no=("督促整改落实", "组织专家开展检查", "组织开展自查"),
)

ACTOR = Rule(
    name="targets/actor",
    pattern=r"(?<=^|[。；;\n：:，,）)　 ]|[一二三四五六七八九十]、)(?P<who>(?:各|相关|有关)?[\p{Han}（）()]{0,14}?"
    r"(?:企业|学院|学校|单位|班级|年级|系部|部门|公司|机构|医院|场所|矿山|经营者))(?=要|应|须|需|必须|务必|对照|组织)",
    inside=(("治理。电力企业要对本单位开展检查", "电力企业"), ("一、各二级学院要组织自查", "各二级学院")),
    no=("督促企业", "省能源局要加强指导"),
)

LEAD = Rule(
    name="targets/lead",
    pattern=rf"(?:此次|本次|这次)?(?:{INSPECT})?(?:的)?(?:对象|范围|单位)?(?:主要|重点)?(?:面向|针对|包括|为|是|涉及|覆盖|限于)[：:]?",
    yes=("本次检查对象为", "此次检查面向", "包括", "检查范围为："),
    no=("各市县", "为"[:0] + "市政府"),
)

STATED = Rule(
    name="targets/stated",
    pattern=rf"{INSPECT}(?:工作)?(?:的)?(?:对象|范围|单位)(?:主要)?(?:为|是|包括|[：:])(?P<who>[^。；;\n]{{2,90}})",
    yes=("督查对象为各乡镇人民政府、县政府有关部门和重点企业", "检查范围包括全县加油站"),
    no=("检查对象名录库", "检查时间为3月"),
)

LEADING_VERB = Rule(
    name="targets/leading_verb",
    pattern=rf"(?:重点|集中|分别|主要)?(?:对)?{INSPECT}(?:了)?(?=[\p{{Han}}])",
    no=("石磨乡",),
    inside=(("巡查石磨乡、柳埂镇", "巡查"), ("重点检查养老机构", "重点检查")),
)

OF_THEIRS = Rule(
    name="targets/of_theirs",
    pattern=r"(?:各自)?(?:辖区内?|所属|所辖|本辖区内?|本地区|本行业|本系统|本单位)(?:内|的)?",
    yes=("辖区内", "所属", "本地区"),
    no=("各单位", "全县"),
)

NOT_A_NAME = Rule(
    name="targets/not_a_name",
    pattern=r"选择|抽取|随机|进行|开展|不少于|不低于|根据|详见|另行|必须|应当",
    yes=("选择", "随机"),
    no=("各县（区）教育局", "进出口企业"),
)

TIME_CLAUSE = Rule(
    name="targets/time_clause",
    pattern=r"(?:自|从|于)?[^，。；\n]{0,12}?\d[^，。；\n]{0,24}?[月日](?:份|底|初|上旬|中旬|下旬|前|起|止|期间)?[，,]?$",
    yes=("4月12日至4月25日，", "2018年3月份"),
    no=("石磨乡、柳埂镇", "2024年以来立项的项目单位"),
)

RULES: tuple[Rule, ...] = (
    OBJECT,
    WITHIN,
    DIRECT,
    URGED,
    ACTOR,
    LEAD,
    STATED,
    LEADING_VERB,
    OF_THEIRS,
    NOT_A_NAME,
    TIME_CLAUSE,
)

_WHOLE_AREA = regex.compile(r"^(?:全[省市县区镇校国街]|本[省市县区校]|我[省市县区校])(?:范围内?)?$")
_LONGEST = 90
_LONGEST_FURTHER = 20
_AUTHORITY = regex.compile(r"(?:局|厅|委|委员会|办|办公室|办事处|政府|部|署|所)(?:[（(][^（()）]*[）)])?$")
_ARRANGING = (Topic.TIME, Topic.TEAMS, Topic.METHODS, Topic.PROCEDURE)


def read_targets(notice: Notice, parts: Parts, rounds: Sequence[Round]) -> tuple[Field[str], ...]:
    """List those inspected: named in a part of its own, else in a sentence, else those who check themselves."""
    ways: tuple[tuple[Callable[[], list[Name]], str, float], ...] = (
        (lambda: _from_parts(parts), "targets/heading", 0.85),
        (lambda: _from_statement(parts), "targets/stated", 0.8),
        (lambda: _from_rounds(rounds), "targets/rounds", 0.75),
        (lambda: _from_sentences(parts), "targets/object", 0.75),
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
    match = STATED.search(parts.text)
    return [] if match is None else list(_named(parts.text, Span(*match.span("who"))))


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
    direct = list(DIRECT.find_all(text, span.start, span.end))
    if direct:
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
    colon = regex.search(r"[：:]", text, pos=span.start, endpos=span.end)
    if colon is not None:
        span = Span(colon.end(), span.end) if colon.start() - span.start <= 8 else Span(span.start, colon.start())
    named = False
    for clause in _clauses(text, span):
        verb = LEADING_VERB.match(text, clause.start, clause.end)
        start = clause.start if verb is None else verb.end()
        if TIME_CLAUSE.match(text, clause.start, clause.end) is None and start < clause.end:
            piece = Span(start, clause.end if verb is not None or clause.end < span.end else span.end)
            if 1 < len(piece) <= _LONGEST and NOT_A_NAME.search(text, piece.start, piece.end) is None:
                names = split_names(text, piece, loose=not named)
                if named and not all(is_complete(n.value) and len(n.value) <= _LONGEST_FURTHER for n in names):
                    return
                named = True
                yield from names


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
            continue
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
        regex.search(rf"{UNIT}$", value) is not None
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
