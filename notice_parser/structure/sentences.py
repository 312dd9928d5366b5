"""Sentences of the running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from notice_parser.core.outline import Outline, Sentence, ZoneKind
from notice_parser.core.span import Span, strip_span

_STOP = re.compile(r"[。！？!?]+[”’）)》〉]*|\n")
_REACH = 200
"""Code points between two brackets; an opening one without a partner so near is damage and holds nothing together."""
_RUNNING = (ZoneKind.BODY, ZoneKind.NOTE)


def find_sentences(outline: Outline) -> Outline:
    """Add the sentences of bodies and notes to an outline that has its parts; labels and tables stay outside."""
    labels = [s.label_span for s in outline.sections]
    if outline.tables:
        labels = sorted([*labels, *(t.span for t in outline.tables)])
    starts = [label.start for label in labels]
    sentences: list[Sentence] = []
    for zone in outline.zones_of(*_RUNNING):
        at = zone.span.start
        cuts = [labels[i] for i in range(bisect_right(starts, at - 1), bisect_right(starts, zone.span.end - 1))]
        for cut in (*cuts, Span(zone.span.end, zone.span.end)):
            if at <= cut.start:
                for span in split_sentences(outline.text, Span(at, cut.start)):
                    sentences.append(_sentence(outline, span, zone.kind))
            at = max(at, cut.end)
    return replace(outline, sentences=tuple(sentences))


def _sentence(outline: Outline, span: Span, zone: ZoneKind) -> Sentence:
    return Sentence(span, outline.section_at(span.start), outline.document_at(span.start), zone)


def split_sentences(text: str, span: Span) -> Iterator[Span]:
    r"""Split a stretch at full stops and line ends, not inside brackets or quotation marks.

    >>> list(split_sentences("甲（乙。丙）。丁\n戊", Span(0, 10)))
    [Span(start=0, end=7), Span(start=7, end=8), Span(start=9, end=10)]
    """
    start = span.start
    for match in _STOP.finditer(text, span.start, span.end):
        if match.group() != "\n" and _is_inside(text, start, match.start(), match.end()):
            continue
        sentence = strip_span(text, Span(start, match.end()), " \t\u3000\xa0\r\n")
        if len(sentence):
            yield sentence
        start = match.end()
    rest = strip_span(text, Span(start, span.end), " \t\u3000\xa0\r\n")
    if len(rest):
        yield rest


def _is_inside(text: str, start: int, stop: int, after: int) -> bool:
    floor = max(start, stop - _REACH)
    for opening, closing in ("（）", "“”", "《》"):
        opened = text.rfind(opening, floor, stop)
        if opened > text.rfind(closing, floor, stop):
            closed = text.find(closing, stop, stop + _REACH)
            if closed >= after and "\n" not in text[stop:closed]:
                return True
    return False
