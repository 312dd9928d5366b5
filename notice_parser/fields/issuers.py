"""发文机关: who issues, by the signature, the title or the masthead, with the full name where the notice gives it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from notice_parser.core.evidence import Candidate, Field, Status
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.fields.grounded import candidate, grounded
from notice_parser.fields.issuer_names import Name, fuller_names
from notice_parser.fields.issuer_parting import joined_to, parted
from notice_parser.fields.metadata import Row
from notice_parser.grammar.damaged_dates import is_damaged_date
from notice_parser.grammar.dates import find_dates, parse_full_date
from notice_parser.grammar.document_number import find_document_numbers
from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import is_organ, is_short_for, squeezed, without_seal
from notice_parser.grammar.rule import Rule

_BLANK = " \t\u3000\xa0\r\n*#|?"
_SUBJECT = Rule(
    "issuer/before_subject",
    r"关于|转发|印发|批转|公布|发布|工作联系函|联系函|(?:防汛)?通告$|公告$|令$|(?:专题|办公|工作)?会议纪要$|的(?:通知|函|通告|公告)",
)
_MASTHEAD_END = Rule(
    "issuer/masthead_end",
    r"(?:文\s*件|发\s*电|明\s*电|电\s*报|公\s*函|便\s*函|函|简\s*报|令|公\s*告|通\s*告)$",
)
_SEALED_BY = Rule("issuer/sealed_by", r"^[（(【][^（）()]{0,30}(?:代\s*章|盖\s*章|印\s*章|公\s*章)[）)】]$")


def read_issuers(outline: Outline, rows: Sequence[Row]) -> tuple[Field[str], ...]:
    """List the issuers; the signature goes before the title, the title before the masthead.

    A short form is expanded by a fuller name in title, masthead or catalogue; a signature that the title names with
    more signers is completed from it.
    """
    signed = _signed(outline)
    titled = _titled(outline)
    headed = _headed(outline)
    catalogued = [
        Name(squeezed(printed), (r.value,))
        for r in rows
        if r.kind == "issuer" and is_organ(printed := r.value.of(outline.text))
    ]
    titled = [part for n in titled for part in parted(n)]
    headed = [part for n in headed for part in parted(n, titled)]
    signed = [part for n in joined_to(signed, [*titled, *headed]) for part in parted(n, [*titled, *headed])]
    signed = _unsealed(outline, signed, [*titled, *headed])
    headed = joined_to(headed, [*titled, *signed])
    groups = (
        ("issuer/signature", signed, 0.95),
        ("issuer/title", titled, 0.85),
        ("issuer/masthead", headed, 0.85),
        ("issuer/metadata", catalogued, 0.6),
    )
    rule, names, confidence = next((g for g in groups if g[1]), ("", [], 0.0))
    if rule == "issuer/signature" and len(titled) > len(signed) and all(_is_among(n, titled) for n in signed):
        rule, names = "issuer/title", titled
    fuller = [n for _, group, _ in groups for n in group] + fuller_names(outline, names)
    others = [candidate(outline, n.value, n.spans, r, c) for r, group, c in groups if r != rule for n in group]
    fields: list[Field[str]] = []
    for signer in names:
        field = _field(outline, signer, rule, confidence, fuller, others)
        if all(field.value != f.value for f in fields):
            fields.append(field)
    return tuple(fields)


def _field(
    outline: Outline, name: Name, rule: str, confidence: float, fuller: Sequence[Name], others: Sequence[Candidate[str]]
) -> Field[str]:
    full = next((f for f in fuller if _is_full_form(name.value, f.value) or _is_misread(name.value, f.value)), None)
    if full is None:
        kept = [c for c in others if c.value != name.value]
        return grounded(outline, name.value, name.spans, rule, confidence, candidates=kept)
    kept = [candidate(outline, name.value, name.spans, rule, confidence), *(c for c in others if c.value != full.value)]
    return grounded(
        outline, full.value, (*name.spans, *full.spans), "issuer/expanded", 0.9,
        candidates=kept, status=Status.RESTORED, reason=f"“{name.value}”的全称见于本文",
    )  # fmt: skip


_NAMED_PLACE = Rule("issuer/named_place", r"^\p{Han}{2,5}?(?:省|市|县|自治区|自治州|自治县|旗)")


def _is_full_form(name: str, full: str) -> bool:
    """Tell whether a name is short for another; 临渠市人民政府 is whole, though a province may be put before it."""
    if full.endswith(name) and _NAMED_PLACE.match(name):
        return False
    return is_short_for(name, full)


def _is_misread(name: str, full: str) -> bool:
    """Tell whether a signature is the title's issuer with one character read wrong: 妥全生产 for 安全生产."""
    if not is_organ(name):
        # 国务院办公？: bytes were lost, and what is left is no name.
        return is_organ(full) and SequenceMatcher(None, name, full, autojunk=False).ratio() >= 0.6
    if len(name) != len(full) or len(name) < 6 or name[:2] != full[:2] or name[-2:] != full[-2:]:
        return False
    return 0 < sum(a != b for a, b in zip(name, full, strict=True)) <= len(name) // 10 + 1


_SEALED_ALONE = Rule("issuer/sealed_alone", r"[（(]\s*代\s*章\s*[）)]")


def _unsealed(outline: Outline, signed: list[Name], known: Sequence[Name]) -> list[Name]:
    """Give for an office that only lent its seal whom it sealed for: 甲市税务局 over 甲市税务局办公室⏎（代章）."""
    zones = [z.span for z in outline.zones_of(ZoneKind.SIGNATURE) if outline.document_at(z.span.start) == 0]
    if len(signed) != 1 or not any(_SEALED_ALONE.search(outline.text, z.start, z.end) for z in zones):
        return signed
    lent = signed[0].value
    return [k for k in known if lent != k.value and lent.startswith(k.value)][:1] or signed


def _is_among(name: Name, others: Sequence[Name]) -> bool:
    return any(name.value == o.value or is_short_for(name.value, o.value) for o in others)


def _signed(outline: Outline) -> list[Name]:
    names: list[Name] = []
    for zone in outline.zones_of(ZoneKind.SIGNATURE):
        if outline.document_at(zone.span.start) != 0:
            continue
        dates = [m.span for m in find_dates(outline.text, zone.span.start, zone.span.end)]
        for line in _lines(outline.text, zone.span):
            # A converter may break a date into lines of its own: 2019⏎年⏎11⏎月⏎15⏎日.
            if not any(d.contains(line) for d in dates) and not is_damaged_date(line.of(outline.text)):
                names += _names_of_line(outline.text, line)
    return names


def _lines(text: str, span: Span) -> list[Span]:
    lines: list[Span] = []
    at = span.start
    for part in span.of(text).split("\n"):
        own = strip_span(text, Span(at, at + len(part)), _BLANK)
        at += len(part) + 1
        if len(own):
            lines.append(own)
    return lines


_DATE_AT_END = Rule(
    "issuer/date_at_end",
    r"(?:(?:19|20)\d{2}|[一二][〇○零OoＯ0\d一二三四五六七八九]{3})\s*[年.\-/ ]"
    r"\s*\S{1,3}\s*[月.\-/ ]\s*\S{1,3}\s*日?\s*(?:\d{1,2}[时:：](?:\d{1,2}分?)?)?\s*$"
    r"|^\s*(?:(?:19|20)\d{2}|\S)?年\S{0,2}月\S{1,3}日$|^(?:19|20)\d{3,6}日$",
)


# A decree is signed by a person, whose name is no issuer: 厅长　李明远.
_OFFICIAL = Rule(
    "issuer/official", r"^代?[\p{Han}]{0,4}(?:\s{0,4}长|主\s{0,4}任|主席|总理|总经理|政委|司令员)\s+[\p{Han}·\s]{2,6}$"
)


def _names_of_line(text: str, line: Span) -> list[Name]:
    content = line.of(text)
    if parse_full_date(content) is not None or _SEALED_BY.match(content) or _OFFICIAL.match(content):
        return []
    if match := _DATE_AT_END.search(content):
        line = strip_span(text, Span(line.start, line.start + match.start()), _BLANK)
        content = line.of(text)
        if parse_full_date(content) is not None:  # a date below each of two signers
            return []
    name = without_seal(content)
    line = Span(line.start, line.start + len(content) - len(content.lstrip()) + len(name)) if name else line
    if not name:
        return []
    tokens = name.replace("?", " ").split()
    is_list = any(mark in name for mark in "、，") and all(is_organ(e.value) for e in split_organs(name))
    if is_list or (len(tokens) > 1 and not all(len(t) <= 2 for t in tokens)):
        entries = split_organs(text, line.start, line.end)
        return [Name(without_seal(e.value), e.spans) for e in entries]
    return [Name(squeezed(name), (line,))]


def _titled_over_lines(outline: Outline, spans: Sequence[Span]) -> list[Name]:
    """Read the issuer from a title whose lines break inside the name: …领导小组办公⏎室工作联系函."""
    text = outline.text
    places = [i for s in spans for i in range(s.start, s.end) if text[i] not in _BLANK]
    title = "".join(text[i] for i in places)
    match = _SUBJECT.search(title)
    name = title[: match.start()] if match else ""
    if not is_organ(name) or len(name) < 4:
        return []
    own = places[: len(name)]
    pieces = [
        Span(max(s.start, own[0]), min(s.end, own[-1] + 1)) for s in spans if s.start <= own[-1] and s.end > own[0]
    ]
    return [Name(name, tuple(p for p in pieces if len(p)))]


def _titled(outline: Outline) -> list[Name]:
    text = outline.text
    spans = list(outline.documents[0].title) if outline.documents else []
    names: list[Name] = []
    for span in spans:
        for number, _, _ in find_document_numbers(text, span.start, span.end):
            if number.start - span.start <= 2:
                span = Span(number.end, span.end)
        match = _SUBJECT.search(text, span.start, span.end)
        own = strip_span(text, Span(span.start, match.start() if match else span.end), _BLANK)
        if len(own):
            names += _names_in(text, own)
        if match:
            break
    names = _rejoined(names)
    whole = _titled_over_lines(outline, spans)
    if whole and len(spans) > 1 and not any(n.value == whole[0].value for n in names) and not parted(whole[0])[1:]:
        return names if len(names) > 1 else whole
    return names


def _names_in(text: str, span: Span) -> list[Name]:
    """Read one issuer or several: 省教育厅 省财政厅, 甲省高级人民法院、甲省人民检察院; 安全、消防委员会 is one."""
    name = span.of(text)
    is_one = is_organ(name) and len(name.split()) == 1
    entries = split_organs(text, span.start, span.end) if not is_one or "、" in name else []
    if entries and all(is_organ(e.value) or (not is_one and _is_abbreviation(e.value)) for e in entries):
        return [Name(e.value, e.spans) for e in entries]
    return [Name(name, (span,))] if is_one else []


def _is_abbreviation(name: str) -> bool:
    """Tell whether a short head of a title may be an issuer's abbreviation: 中电联关于…."""
    return 2 < len(name) <= 5 and name.endswith(("联", "协", "办", "委", "局"))


def _rejoined(names: list[Name]) -> list[Name]:
    # 榆川省人民政府⏎安全生产委员会⏎关于…: a committee under a government, not two issuers.
    if len(names) == 2 and names[0].value.endswith("人民政府") and not names[1].value.startswith(names[0].value[:2]):
        return [Name(names[0].value + names[1].value, (*names[0].spans, *names[1].spans))]
    return names


def _headed(outline: Outline) -> list[Name]:
    text = outline.text
    names: list[Name] = []
    dated: list[Name] = []
    for zone in outline.zones_of(ZoneKind.HEAD):
        if outline.document_at(zone.span.start) != 0:
            continue
        for line in _lines(text, zone.span):
            own = line
            is_dated = _DATE_AT_END.search(line.of(text))
            if match := _MASTHEAD_END.search(line.of(text)) or is_dated:
                own = strip_span(text, Span(line.start, line.start + match.start()), _BLANK)
            if len(own) and is_organ(own.of(text)) and not list(find_document_numbers(text, own.start, own.end)):
                found = _names_in(text, own) if "、" in own.of(text) else _names_of_line(text, own)
                (dated if is_dated else names).extend(found)
    return names or dated  # below a title: 榆川市征兵办公室 2026年3月5日
