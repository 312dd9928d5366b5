"""发文字号: the notice's own, not one that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.core.evidence import Candidate, Field, Status
from notice_parser.core.notice import DocumentNumber
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span
from notice_parser.fields.grounded import best, candidate
from notice_parser.fields.metadata import Row
from notice_parser.fields.title import join_title
from notice_parser.grammar.document_number import CONFIDENCE, DECREE, find_document_numbers
from notice_parser.grammar.rule import Rule

_DATED_TITLE = Rule("number/in_title", r"[（(](?:19|20)\d{2}年第\d{1,4}号[）)]\s*$")


def read_document_number(outline: Outline, rows: Sequence[Row], title: Field[str]) -> Field[DocumentNumber]:
    """Read the number from the head, from the title's block, from the catalogue, or beside a repeated title."""
    found: list[Candidate[DocumentNumber]] = []
    for zone in outline.zones_of(ZoneKind.HEAD):
        if outline.document_at(zone.span.start) == 0:
            found += _numbers(outline, zone.span, "head", 1.0)
    for span in outline.documents[0].title if outline.documents else ():
        found += _numbers(outline, span, "title", 0.95, at_edge=True)
    found += _numbers_of_decrees(outline)
    for row in rows:
        if row.kind == "number":
            found += _numbers(outline, row.value, "metadata", 0.9)
    if not found:
        found += _beside_title(outline, title)
    return best(outline, found, absent="版头、标题旁和网页目录都没有发文字号")


def _numbers(
    outline: Outline, span: Span, place: str, factor: float, *, at_edge: bool = False
) -> list[Candidate[DocumentNumber]]:
    text = outline.text
    found = []
    for own, number, rule in find_document_numbers(text, span.start, span.end):
        before, after = text[span.start : own.start], text[own.end : span.end]
        if at_edge and before.strip("（( #\u3000") and after.strip("）) \u3000"):
            continue
        if before.count("《") > before.count("》"):
            continue
        # 号 that is not printed was mended: 河督函2026〕30.
        status = None if text[own.end - 1] in "号號" else Status.RESTORED
        confidence = round(CONFIDENCE[rule] * factor, 3)
        found.append(candidate(outline, number, (own,), f"{rule}/{place}", confidence, status=status))
    return found


def _numbers_of_decrees(outline: Outline) -> list[Candidate[DocumentNumber]]:
    """Read 2017年第12号 in a head of its own line or in brackets at the title's end."""
    text = outline.text
    found: list[Candidate[DocumentNumber]] = []
    for zone in outline.zones_of(ZoneKind.HEAD):
        if outline.document_at(zone.span.start) == 0 and "第" in zone.span.of(text):
            found += _serial_of_decree(outline, zone.span)
            for own, number, rule in find_document_numbers(text, zone.span.start, zone.span.end, (DECREE,)):
                found.append(candidate(outline, number, (own,), f"{rule}/head", 0.8))
    for span in outline.documents[0].title if outline.documents else ():
        if _DATED_TITLE.search(span.of(text)):
            for own, number, rule in find_document_numbers(text, span.start, span.end, (DECREE,)):
                found.append(candidate(outline, number, (own,), f"{rule}/title", 0.8))
    return found


_SERIAL = Rule("number/serial", r"(?m)^[（(\s]*第\s*(?P<serial>\d{1,4})\s*号[）)\s]*$")


def _serial_of_decree(outline: Outline, head: Span) -> list[Candidate[DocumentNumber]]:
    """Read 第12号 under the title 某某厅令: 某某厅令第12号."""
    text = outline.text
    title = join_title(text, outline.documents[0].title)
    match = _SERIAL.search(text, head.start, head.end)
    if match is None or not title.endswith("令"):
        return []
    number = DocumentNumber(f"{title}第{match['serial']}号", None, None, int(match["serial"]))
    spans = (*outline.documents[0].title, Span(*match.span("serial")))
    return [candidate(outline, number, spans, "document_number/decree/head", 0.8)]


def _beside_title(outline: Outline, title: Field[str]) -> list[Candidate[DocumentNumber]]:
    """Read a number glued to the notice's title where it comes again: 某教〔2018〕第4号-关于…的通知.pdf."""
    if title.value is None:
        return []
    text = outline.text
    key = "".join(c for c in title.value if c.isalnum())
    for zone in outline.zones_of(ZoneKind.NOTE, ZoneKind.FURNITURE, ZoneKind.ATTACHMENT_NOTE):
        for line in outline.lines:
            if not zone.span.contains(line.span):
                continue
            squashed = "".join(c for c in join_title(text, (line.span,)) if c.isalnum())
            if key in squashed:
                found = _numbers(outline, line.span, "repeated_title", 0.85)
                if found:
                    return found
    return []
