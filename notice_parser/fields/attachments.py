"""附件: the titles listed in the attachment note, or standing over documents that follow the main text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import regex

from notice_parser.core.evidence import Candidate, Evidence, Field
from notice_parser.core.outline import Document, Outline, ZoneKind
from notice_parser.core.span import Span, hull
from notice_parser.fields.attachments_notes import NO_TITLE, announced_titles
from notice_parser.grammar.attachment_titles import clean_title
from notice_parser.grammar.citations import find_citations, title_value
from notice_parser.grammar.document_number import find_document_numbers
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule

ISSUED = Rule(
    name="attachment/issued",
    # 现将《甲办法》印发给你们; what is passed on (转发) is somebody else's document, hence a reference.
    pattern=(
        r"(?<=》)(?:[（(][^（）()]{1,30}[）)])?(?:等)?(?P<passed>(?:已经?|业经|经)[^。；]{2,60}[，,]\s?(?=现))?"
        r"(?:现)?(?:予以?)?(?:印发|下发|发布|公布|发)(?:给)?(?:你|各|贵|，|。|施|执)"
    ),
    inside=(
        ("现将《甲办法》印发给你们", "印发给你"),
        ("《甲办法》（试行）印发你们", "（试行）印发你"),
        ("《甲办法》已经县政府会议审议通过，现印发给你们", "已经县政府会议审议通过，现印发给你"),
    ),
    no=("转发《甲办法》给你们", "按照《甲办法》执行"),
)
ISSUED_IN_TITLE = Rule(
    name="attachment/issued_in_title",
    pattern=r"(?<!转)(?:印发|下发)(?P<issued>[^《》。]{4,90}?)的(?:通知|公告|通告|决定|函)$",
    inside=(("某省政府关于印发某省巡查制度（试行）的通知", "印发某省巡查制度（试行）的通知"),),
    no=("关于转发某省巡查制度的通知", "关于开展检查的通知"),
)

_M = r"[ ,，.。、;；]"
ISSUED_UNMARKED = Rule(
    name="attachment/issued_unmarked",
    # The title marks are lost: 现将、某省巡查工作制度 试行 印发给你们.
    pattern=(
        rf"现将{_M}?(?P<issued>[\p{{Han}}\d“”]{{5,60}})(?:{_M}{{1,2}}(?P<state>试行|暂行|修订)?{_M}?)?"
        r"(?:予以)?(?:印发|下发)(?:给)?(?:你|各|贵)"
    ),
    yes=("现将、某省巡查工作制度 试行 印发给你", "现将某省检查工作方案印发给你", "现将 某省检查方案.印发各"),
    no=("现将有关事项通知如下", "现将《甲办法》印发给你们"),
)

LINKED = Rule(
    name="attachment/linked",
    # A site of a school lists its files so: 附件【1.报名表.xlsx】已下载86次.
    pattern=(
        r"附件\s{0,2}[【\[](?:附\s?件\s?\d{0,2}\s?[.．、:：_—-]{0,2}|\d{1,2}\s?[.．、:：])?\s?(?P<title>[^】\]\n]{2,80}?)(?P<file>\.(?i:docx?|xlsx?|pdf|wps|et|zip|rar|pptx?|jpe?g|png|ofd))?[】\]]"
        r"(?(file)|(?=\s{0,2}已下载))"
    ),
    yes=("附件【1.报名表.xlsx】", "附件[汇总表.doc]"),
    inside=(("附件【报名表】已下载5次", "附件【报名表】"),),
    no=("附件【见下】", "附件：【略】"),
)

RULES = (ISSUED, ISSUED_IN_TITLE, ISSUED_UNMARKED, LINKED)


@dataclass(frozen=True, slots=True)
class _Found:
    """A title with where it came from."""

    value: str
    span: Span
    rule: str
    confidence: float
    ordinal: int | None = None
    others: tuple[Candidate[str], ...] = ()


def read_attachments(outline: Outline) -> tuple[Field[str], ...]:
    """List the attachments' titles, each once: announced, following as documents, or issued by the notice."""
    found = list(_announced(outline))
    for linked in _linked(outline.text):
        _add(found, linked)
    for attached in _attached(outline):
        _add(found, attached)
    whole = _names_of_contents(outline)
    for issued in _issued(outline):
        if not any(_is_same(issued.value, name) for name in whole):
            _add(found, issued)
    if not found:
        found = list(_named_in_text(outline))
    return tuple(Field.found(f.value, f.span, rule=f.rule, confidence=f.confidence, candidates=f.others) for f in found)


def _announced(outline: Outline) -> Iterator[_Found]:
    seen: list[_Found] = []
    for title in announced_titles(outline):
        one = _Found(title.value, title.span, "attachment/note", 0.95, title.ordinal)
        if seen and _is_number(one.value):
            continue  # 附件下载：榆建办〔2017〕62号, the notice itself as a file
        if not NO_TITLE.search(one.value) and not any(_key(one.value) == _key(other.value) for other in seen):
            seen.append(one)
            yield one


def _is_number(title: str) -> bool:
    """Tell whether a title is a document number and nothing else."""
    return any(len(span) == len(title) for span, _, _ in find_document_numbers(title))


def _linked(text: str) -> Iterator[_Found]:
    for match in LINKED.find_all(text):
        title = clean_title(text, Span(*match.span("title")), None)
        if title is not None and not NO_TITLE.search(title.value):
            yield _Found(title.value, title.span, "attachment/linked", 0.9)


def _attached(outline: Outline) -> Iterator[_Found]:
    text = outline.text
    for document in outline.documents[1:]:
        if not document.title or _has_contents(outline, document):
            continue
        span = hull(document.title)
        value = _document_title("".join(part.of(text) for part in document.title))
        if (3 if document.label is None else 2) < len(value) < 120 and not NO_TITLE.search(value):
            yield _Found(value, span, "attachment/document", 0.85, _label_ordinal(text, document))


def _has_contents(outline: Outline, document: Document) -> bool:
    """Tell the name of all together over a table of contents: 附件⏎某某子方案⏎1.甲方案⏎2.乙方案."""
    notes = outline.zones_of(ZoneKind.ATTACHMENT_NOTE)
    return any(document.span.start < zone.span.start < document.span.end for zone in notes)


def _names_of_contents(outline: Outline) -> list[str]:
    named = [d for d in outline.documents[1:] if d.title and _has_contents(outline, d)]
    return [_document_title("".join(part.of(outline.text) for part in d.title)) for d in named]


def _document_title(printed: str) -> str:
    """Take off what stands round a title: （此件公开发布） of the paper before it, 1、 and 《》."""
    printed = regex.sub(r"^\s*(?:[（(]此件[^）)]{2,12}[）)]|公开属性\W?(?:主动公开|依申请公开|不予公开))", "", printed)
    printed = regex.sub(r"^\s*(?:\d{1,2}[、.．]\s*)?《([^《》]+)》$", r"\1", printed)
    return title_value(printed)


def _label_ordinal(text: str, document: Document) -> int | None:
    if document.label is None:
        return None
    m = regex.search(r"(\d{1,2})|([一二三四五六七八九十]{1,2})", document.label.of(text))
    return None if m is None else int(m[1]) if m[1] else parse_numeral(m[2])


def _issued(outline: Outline) -> Iterator[_Found]:
    """Read what 关于印发《甲办法》的通知 issues."""
    text = outline.text
    main = outline.documents[0].span if outline.documents else Span(0, len(text))
    in_body = _issued_in_body(text, main)
    if len(in_body) > 1:
        yield from in_body  # before 关于印发甲总结和乙要点的通知, which is both in one
    for zone in outline.zones_of(ZoneKind.TITLE):
        titles = find_citations(text, zone.span.start, zone.span.end)
        for cited in titles:
            if regex.search(r"(?<!转)(?:印发|发布|公布|下发)$", text[zone.span.start : cited.span.start].rstrip()):
                yield _Found(cited.value, cited.title, "attachment/issued", 0.8)
        if not titles and (m := ISSUED_IN_TITLE.search(text, zone.span.start, zone.span.end)):
            value = title_value(m["issued"])
            yield _Found(value, Span(*m.span("issued")), "attachment/issued_in_title", 0.6)
    yield from in_body
    for m in ISSUED_UNMARKED.find_all(text, main.start, main.end):
        state = f"（{m['state']}）" if m["state"] else ""
        yield _Found(title_value(m["issued"]) + state, Span(*m.span("issued")), "attachment/issued_unmarked", 0.7)


def _issued_in_body(text: str, main: Span) -> list[_Found]:
    """Read 《甲办法》 in 现将《甲办法》印发给你们, and both in 《甲总结》和《乙要点》已经…通过，现予印发."""
    found: list[_Found] = []
    first: int | None = None
    for cited in reversed(find_citations(text, main.start, main.end)):
        lead = text[max(0, cited.span.start - 30) : cited.span.start]
        issued = ISSUED.match(text, cited.span.end)
        is_issued = issued and (issued["passed"] or regex.search(r"现(?:将|印发)[^。]{0,28}$|将$", lead))
        is_beside = first is not None and text[cited.span.end : first].strip() in ("", "和", "及", "与", "、", "以及")
        first = cited.span.start if is_issued or is_beside else None
        if first is not None:
            found.append(_Found(cited.value, cited.title, "attachment/issued", 0.8))
    return found[::-1]


def _named_in_text(outline: Outline) -> Iterator[_Found]:
    """Read 《自查表》（附件1） where nothing is listed."""
    text = outline.text
    seen: list[str] = []
    for cited in find_citations(text):
        if not regex.match(r"\s?[（(](?:详?见|详情见)?附[件表]", text[cited.span.end : cited.span.end + 8]):
            continue
        if not any(_is_same(cited.value, other) for other in seen):
            seen.append(cited.value)
            yield _Found(cited.value, cited.title, "attachment/named", 0.6)


def _add(found: list[_Found], one: _Found) -> None:
    """Add a title, or keep it as another form of one that is there."""
    for index, held in enumerate(found):
        same_place = one.ordinal is not None and one.ordinal == held.ordinal
        only = one.rule == "attachment/document" and len(found) == 1 and held.rule == "attachment/note"
        if _is_same(one.value, held.value) or ((same_place or only) and _is_alike(one.value, held.value)):
            other = Candidate(one.value, Evidence((one.span,), one.rule, one.confidence))
            found[index] = replace(held, others=(*held.others, other))
            return
    found.append(one)


def _is_same(one: str, other: str) -> bool:
    a, b = _key(one), _key(other)
    if not a or not b:
        return False
    if min(len(a), len(b)) >= 6 and (a.endswith(b) or b.endswith(a)):
        return True
    return a[-2:] == b[-2:] and SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.85


def _is_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _key(one), _key(other), autojunk=False).ratio() >= 0.45


def _key(title: str) -> str:
    return "".join(c for c in title if c.isalnum())
