"""Numbered parts as a tree.

Which numbers are labels is decided in :mod:`notice_parser.grammar.numbering`; here each label gets its heading, the
stretch it governs and its place in the tree. Labels count only in the body of a document: the numbers of an attachment
note are no parts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from notice_parser.core.outline import Document, LabelStyle, Outline, Section, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.headings import GLUED_HEADING, MODAL
from notice_parser.grammar.label_candidates import label_candidates
from notice_parser.grammar.numbering import Label, choose_labels

LONGEST_HEADING = 40
"""Code points; a first sentence beyond it says something and is no title. The longest seen has 34."""

_HEADED = frozenset({LabelStyle.HAN, LabelStyle.HAN_BRACKETED})
"""The styles that carry headings; 1. and （1） mostly number items."""
_SHORTEST_REST = 8
_BLANKS = " \t\u3000\xa0\r\n"
_STOPS = "。！？!?"


def find_sections(outline: Outline) -> Outline:
    """Add the numbered parts to an outline that has its zones."""
    bodies = [z.span for z in outline.zones_of(ZoneKind.BODY)]
    sections: list[Section] = []
    for index, document in enumerate(outline.documents):
        parts = _bodies_in(bodies, document)
        if parts:
            labels = _labels(outline, parts)
            sections.extend(_sections(outline.text, labels, parts, index, len(sections)))
    return replace(outline, sections=tuple(sections))


def _bodies_in(bodies: Sequence[Span], document: Document) -> list[Span]:
    first = bisect_right([b.end for b in bodies], document.span.start)
    inside: list[Span] = []
    for body in bodies[first:]:
        if body.start >= document.span.end:
            break
        inside.append(Span(max(body.start, document.span.start), min(body.end, document.span.end)))
    return inside


def _labels(outline: Outline, parts: Sequence[Span]) -> tuple[Label, ...]:
    starts = [p.start for p in parts]
    candidates = label_candidates(outline.text, parts[0].start, parts[-1].end)
    return choose_labels(
        [
            c
            for c in candidates
            if c.span.end <= parts[max(0, bisect_right(starts, c.span.start) - 1)].end
            and outline.table_at(c.span.start) is None
        ]
    )


def _sections(
    text: str, labels: Sequence[Label], parts: Sequence[Span], document: int, offset: int
) -> Iterator[Section]:
    ends = _ends(labels, parts[-1].end)
    open_parts: list[tuple[int, int]] = []  # level and index
    starts = [p.start for p in parts]
    for i, label in enumerate(labels):
        while open_parts and open_parts[-1][0] >= label.level:
            open_parts.pop()
        parent = open_parts[-1][1] if open_parts else None
        open_parts.append((label.level, offset + i))
        own_end = labels[i + 1].span.start if i + 1 < len(labels) else parts[-1].end
        own_end = min(own_end, parts[max(0, bisect_right(starts, label.span.start) - 1)].end)
        heading, is_item = find_heading(text, Span(label.span.end, max(own_end, label.span.end)), label.style)
        yield Section(
            label=label.text,
            label_span=label.span,
            style=label.style,
            ordinal=label.ordinal,
            level=label.level,
            heading=heading,
            span=strip_span(text, Span(label.span.start, max(ends[i], heading.end)), _BLANKS),
            parent=parent,
            document=document,
            is_item=is_item,
        )


def _ends(labels: Sequence[Label], last: int) -> list[int]:
    """For each label, where the next one of its level or above begins."""
    ends = [last] * len(labels)
    waiting: list[int] = []
    for i, label in enumerate(labels):
        while waiting and labels[waiting[-1]].level >= label.level:
            ends[waiting.pop()] = label.span.start
        waiting.append(i)
    return ends


def find_heading(text: str, span: Span, style: LabelStyle) -> tuple[Span, bool]:
    """Tell the heading of a part from its text, or the item's whole sentences where it has no heading.

    ``span`` runs from behind the label to the next label. Returns the heading and whether it is an item.
    """
    stop = text.find("\n", span.start, span.end)
    if stop >= 0 and not text[span.start : stop].strip(_BLANKS):  # the label stands on a line of its own
        begin = strip_span(text, span, _BLANKS).start
        stop = text.find("\n", begin, span.end)
    paragraph = strip_span(text, Span(span.start, stop if stop >= 0 else span.end), _BLANKS)
    first = first_sentence(text, paragraph)
    if style in _HEADED and (glued := _glued(text, paragraph, first)) is not None:
        return glued, False
    says = MODAL.search(text, first.start, first.end) is not None
    if first.end == paragraph.end:
        ends_as_sentence = len(first) > 0 and text[first.end - 1] in "。；;！？"
        return first, len(first) > LONGEST_HEADING or (ends_as_sentence and says)
    if style is LabelStyle.ORDINAL:
        return first, True
    if len(first) <= LONGEST_HEADING and not says:
        return first, False
    return paragraph, True


def first_sentence(text: str, span: Span) -> Span:
    """Cut the first sentence out of a paragraph, with its mark; a stop inside brackets ends nothing."""
    depth = 0
    for i in range(span.start, span.end):
        char = text[i]
        if char in "（(“《":
            depth += 1
        elif char in "）)”》":
            depth = max(0, depth - 1)
        elif char in _STOPS and (depth == 0 or i - span.start > 200):
            return Span(span.start, i + 1)
    return span


def _glued(text: str, paragraph: Span, first: Span) -> Span | None:
    """Find a heading that lost the mark or break behind it: 二、会议安排会议分两个阶段进行."""
    match = GLUED_HEADING.match(text, paragraph.start, first.end)
    if match is None:
        return None
    heading = Span(*match.span("named" if match["named"] else "taken_up"))
    return heading if first.end - heading.end >= _SHORTEST_REST and len(heading) >= 4 else None
