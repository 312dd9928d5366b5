"""Documents that the notice cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from notice_parser.core.evidence import Evidence, Field, Status
from notice_parser.core.notice import Reference
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span
from notice_parser.grammar.citations import CitationMatch, find_citations
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.unmarked_titles import (
    find_numbered_titles,
    find_unmarked_titles,
    is_plausible_title,
    lost_brackets,
)

NO_DOCUMENT = Rule(
    name="reference/no_document",
    # Contracts, papers, journals and broadcasts stand in 《》 and are no documents that one could look up by number.
    pattern=(
        r"(?:合同|合同书|协议|协议书|责任书|承诺书|授权书|委托书|身份证|许可证|资格证|证书|执照|登记证"
        r"|日报|晚报|早报|时报|周报|商报|晨报|杂志|周刊|月刊|学报|新闻联播|焦点访谈|新闻|之歌|简报|实验室|课程|课题|丛书)(?:（[^）]{1,20}）)?$"
        r"|^[本该此]?(?:实施|工作)?(?:通知|意见|方案|办法|规定|条例|决定|细则|规则|纲要|建议|规划|计划|制度|通告|公告|要点)$"
        r"|\.(?:docx?|pdf|wps)|珍藏版"
    ),
    yes=("合同", "协议书", "日报", "合同（示范文本）", "纲要", "本通知"),
    no=("合同管理办法", "证书管理规定", "信访条例"),
)

_BEFORE = 16
"""Characters before a title in which the word stands that tells what is done with it."""
_ORGAN_BEFORE = 60
"""Characters before a title that may hold the names of those who issued it: 根据甲省乙委员会办公室、丙厅《…》."""

ISSUES = Rule(
    name="relation/issues",
    pattern=r"(?:印发|公布|发布|制定了?|制订了?)(?:的|了)?$",
    yes=("印发", "制定了"),
    no=("印发给你们",),
)
PASSES_ON = Rule(name="relation/passes_on", pattern=r"(?:转发|批转)(?:的|了)?$", yes=("转发",), no=("转发给你们",))
REPEALS = Rule(name="relation/repeals", pattern=r"(?:废止|停止执行|不再执行)(?:了)?$", yes=("废止",), no=("废止后",))
AMENDS = Rule(name="relation/amends", pattern=r"(?:修订|修改)(?:了)?$", yes=("修订了",), no=("修订稿",))
RESTS_ON = Rule(
    name="relation/rests_on",
    pattern=(
        r"(?:根据|依据|按照|依照|遵照|贯彻落实|贯彻|落实|执行|遵守|对照|参照|学习|为|以及|及|和|、)[\p{Han}、]{0,12}$"
    ),
    yes=("根据", "按照某部"),
    no=("现将",),
)
RESTS_ON_ANOTHERS = Rule(
    name="relation/rests_on_anothers",
    # 根据《…》（…〔2026〕3号）及某某市某某委员会办公室《…》: the issuers' names stand between.
    pattern=r"(?:根据|依据|按照|依照|遵照|贯彻落实|以及|及|和|、)(?P<organs>[\p{Han}、 （）()]{4,50})$",
    yes=("根据甲省人民政府教育督导委员会办公室", "按照甲省财政厅、乙省审计厅", "及甲市丙区人民政府"),
    no=("根据工作需要，我们制定了", "根据"),
)
_RELATIONS = (("印发", ISSUES), ("转发", PASSES_ON), ("废止", REPEALS), ("修订", AMENDS), ("依据", RESTS_ON))


@dataclass(frozen=True, slots=True)
class _Own:
    """What the notice itself is or carries, in comparable form."""

    title: str
    attachments: frozenset[str]


def read_references(outline: Outline, title: Field[str], attachments: Sequence[Field[str]]) -> tuple[Reference, ...]:
    """List the cited documents, each once, without the notice's own attachments."""
    text = outline.text
    carried = [a.value or "" for a in attachments]
    own = _Own(_key(title.value or ""), frozenset(map(_key, carried)) | frozenset(map(_bare, carried)))
    cited = [c for c in _citations(outline) if _is_read(outline, c.span)]
    aliases = {c.alias for c in cited if c.alias} | {c.value for c in cited if c.defines_alias}
    found: dict[str, Reference] = {}
    for citation in cited:
        key = _key(citation.value)
        if not key or citation.defines_alias or citation.value in aliases:
            continue
        carried_by_us = _is_own(key, own) or _is_own(_bare(citation.value), own)
        if carried_by_us and not _is_passed_on(text, citation):
            continue
        nothing = citation.number is None and NO_DOCUMENT.search(citation.value) is not None
        if nothing or _is_named_part(text, citation):
            continue
        found[key] = _joined(found.get(key), _reference(text, citation))
    return tuple(_without_short_forms(found, own))


_SKIPPED = (ZoneKind.FURNITURE, ZoneKind.METADATA, ZoneKind.TITLE, ZoneKind.ATTACHMENT_NOTE, ZoneKind.HEAD)


_LONG = 110
"""Characters of a head or title that is none: running text that the zones could not part from it."""


def _is_read(outline: Outline, span: Span) -> bool:
    zone = outline.zone_at(span.start)
    if zone is None or zone.kind not in _SKIPPED:
        return True
    if zone.kind is ZoneKind.METADATA:
        return False
    start = max(zone.span.start, span.start - 200)
    lead = outline.text[start : span.start]
    if zone.kind is ZoneKind.FURNITURE:
        lead = lead[lead.rfind("\n") + 1 :]
    return (zone.kind is not ZoneKind.FURNITURE and len(zone.span) > _LONG) or any(
        word in lead for word in ("现将", "根据", "按照")
    )


def _citations(outline: Outline) -> tuple[CitationMatch, ...]:
    """Find titles in 《》; where the text came without brackets, the marks are guesses and other titles have none."""
    marked = (*find_citations(outline.text), *find_numbered_titles(outline.text))
    if not lost_brackets(outline.clean.as_read.source.text):
        return marked
    kept = [c for c in marked if c.defines_alias or is_plausible_title(c.value)]
    return (*kept, *find_unmarked_titles(outline.text))


def _key(title: str) -> str:
    return "".join(c for c in title if c.isalnum()).removesuffix("试行")


_STATES = r"(?:（[^（）]{0,8}(?:试行|征求意见稿|修订|暂行|草案|送审稿|模拟运行版|讨论稿|初稿)[^（）]{0,6}）)+$"


def _bare(title: str) -> str:
    """Give the comparable form without what tells a document's state: （修订征求意见稿）."""
    return _key(regex.sub(_STATES, "", title) if title.endswith("）") else title)


def _is_own(key: str, own: _Own) -> bool:
    return key in own.attachments or key == own.title


def _is_passed_on(text: str, citation: CitationMatch) -> bool:
    """Tell whether what is attached is somebody else's paper: it has a number of its own or is 转发."""
    around = text[max(0, citation.span.start - 4) : citation.span.end + 40]
    return citation.number is not None or "转发" in around


def _is_named_part(text: str, citation: CitationMatch) -> bool:
    """Tell whether the title names something attached: 《自查表》（附件1）, （见附件）."""
    behind = text[citation.span.end : citation.span.end + 8]
    return "附" in behind and regex.match(r"\s?[（(](?:详?见|详情见)?附[件表录]?", behind) is not None


def _reference(text: str, citation: CitationMatch) -> Reference:
    spans = (citation.title, *((citation.number_span,) if citation.number_span else ()))
    window = max(0, citation.span.start - _BEFORE)
    relation = next((name for name, rule in _RELATIONS if rule.search(text, window, citation.span.start)), "")
    relation = relation or ("依据" if _rests_on_anothers(text, citation.span.start) else "引用")
    behind = text[citation.span.end : citation.span.end + 40]
    if "废止" in behind and regex.match(r"[^。；，]{0,30}废止", behind):
        relation = "废止"
    number = citation.number.text if citation.number else None
    rule = "reference/numbered" if number else "reference/title"
    # 甲林函〔2030〕614）has no 号: a number that was completed is not as printed.
    printed = "".join(span.of(text) for span in spans)
    status = Status.EXACT if set(number or "") <= set(printed) else Status.RESTORED
    return Reference(citation.value, Evidence(spans, rule, 0.95 if number else 0.88, status), number, relation)


def _rests_on_anothers(text: str, start: int) -> bool:
    """Tell whether only the names of those who issued it stand between 根据 and a title."""
    match = RESTS_ON_ANOTHERS.search(text, max(0, start - _ORGAN_BEFORE), start)
    return match is not None and all(is_organ(name) for name in regex.split("[、及和与]", match["organs"].strip()))


def _joined(first: Reference | None, again: Reference) -> Reference:
    """Keep the first mention, with the number from whichever has one."""
    if first is None:
        return again
    if first.document_number is None and again.document_number is not None:
        spans = (*first.evidence.spans, *again.evidence.spans)
        evidence = Evidence(spans, again.evidence.rule, again.evidence.confidence, again.evidence.status)
        return replace(first, document_number=again.document_number, evidence=evidence)
    return first


_SHORT = 10
"""Characters of the longest title that may be another's short form."""


OF_A_PLACE = Rule(
    name="reference/of_a_place",
    # 《地质灾害防治条例》 is the State Council's, 《甲市地质灾害防治条例》 another; 《办法》 only shortens a name.
    pattern=r"^\p{Han}{1,10}?(?:自治区|自治州|省|市)(?P<law>\p{Han}{4,}(?:条例|规定|办法))$",
    yes=("甲市地质灾害防治条例", "乙省安全生产条例"),
    no=("中华人民共和国安全生产法", "甲省办法", "地质灾害防治条例"),
)


def _without_short_forms(found: dict[str, Reference], own: _Own) -> Iterator[Reference]:
    """Drop 《纲要》 where a longer title that ends so stands in the same notice."""
    ends: set[str] = set()
    for key in (*found, *own.attachments, own.title):
        tail = _tail_of(key)
        ends.update(tail[-length:] for length in range(2, min(_SHORT + 1, len(tail))))
    of_places = {m["law"] for key in found if (m := OF_A_PLACE.match(key)) is not None}
    for key, reference in found.items():
        if len(key) > _SHORT or key not in ends or key in of_places:
            yield reference


def _tail_of(key: str) -> str:
    """Take 关于印发 and 的通知 off: what the title issues has the short name.

    >>> _tail_of("某部关于印发收费管理办法的通知")
    '收费管理办法'
    """
    bare = key
    for end in (*_KINDS, *_STATE_WORDS):
        bare = bare.removesuffix(end)
    at = max(bare.find(verb) for verb in ("印发", "转发", "发布"))
    return bare[at + 2 :] if at >= 0 else bare


_KINDS = ("的通知", "的意见", "的函")
_STATE_WORDS = ("试行", "修订", "暂行", "征求意见稿")
RULES = (NO_DOCUMENT, ISSUES, PASSES_ON, REPEALS, AMENDS, RESTS_ON, RESTS_ON_ANOTHERS, OF_A_PLACE)
