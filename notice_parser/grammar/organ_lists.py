"""Lists of organs, with the heads and tails that their members share.

济南市、青岛市人民政府 names two governments, 省发展改革委、工业和信息化厅 two offices of one province; each member gets
what it shares, and keeps the places of all its pieces.
"""

from __future__ import annotations

from dataclasses import dataclass

from notice_parser.core.span import Span
from notice_parser.grammar.organ_list_parts import find_items, rebracketed
from notice_parser.grammar.organ_sharing import share_heads, share_tails
from notice_parser.grammar.organs import squeezed


@dataclass(frozen=True, slots=True)
class OrganEntry:
    """One member of a list: its full name, and the places of its pieces in reading order of the name."""

    value: str
    spans: tuple[Span, ...]


def split_organs(text: str, start: int = 0, end: int | None = None) -> list[OrganEntry]:
    """Split a list of organs and give each member its shared head and tail.

    >>> [e.value for e in split_organs("各省、自治区、直辖市人民政府，国务院各部委、各直属机构")]
    ['各省人民政府', '各自治区人民政府', '各直辖市人民政府', '国务院各部委', '国务院各直属机构']
    >>> [e.value for e in split_organs("省发展改革委、工业和信息化厅")]
    ['省发展改革委', '省工业和信息化厅']
    """
    whole = Span(start, len(text) if end is None else end)
    if "\n" in whole.of(text):
        return _over_lines(text, whole)
    items = rebracketed(text, list(find_items(text, whole)))
    runs = share_tails(text, items)
    share_heads(text, items, runs)
    entries: list[OrganEntry] = []
    for item in (i for i in items if not i.is_tail):
        for head in item.heads or [()]:
            spans = _merged((*head, item.own, *item.tail))
            value = "".join(squeezed(s.of(text)) for s in spans)
            if value and all(value != e.value for e in entries):
                entries.append(OrganEntry(value, spans))
    return entries


def _over_lines(text: str, whole: Span) -> list[OrganEntry]:
    """Split a list that is broken in print (…、烟台⏎市、济宁市…) as if it stood on one line."""
    kept: list[int] = []
    for i in range(whole.start, whole.end):
        if text[i] != "\n":
            kept.append(i)
    line = "".join(text[i] for i in kept)
    entries: list[OrganEntry] = []
    for entry in split_organs(line):
        spans: list[Span] = []
        for span in entry.spans:
            for i in kept[span.start : span.end]:
                if spans and spans[-1].end == i:
                    spans[-1] = Span(spans[-1].start, i + 1)
                else:
                    spans.append(Span(i, i + 1))
        entries.append(OrganEntry(entry.value, tuple(spans)))
    return entries


def _merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].end == span.start:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)
