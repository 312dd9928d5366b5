"""How the lines of a text that flows are set: Word says the edge and the size of a paragraph, not its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Align, Line, Look
from notice_parser.core.source import ReadBy, SourceText, TextLine

_LONG = 26
"""Characters of a paragraph that is body text, by whose size the others are measured."""


def with_flow_looks(clean: CleanText, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Say of each line of a text that flows how it is set, as far as its format says it."""
    rows = [
        row
        for page in clean.source.pages
        if page.read_by is ReadBy.MARKUP
        for row in page.lines
        if row.align and row.span.of(clean.source.text).strip()
    ]
    if not rows:
        return lines
    body = _body_size(clean.source, rows)
    starts = [row.span.start for row in rows]
    return tuple(replace(line, look=_look(clean, line, rows, starts, body)) for line in lines)


def _body_size(source: SourceText, rows: Sequence[TextLine]) -> float:
    """Give the size of the body's letters in points, 0 where there is no body to measure."""
    sizes = [row.size for row in rows if row.size and len(row.span.of(source.text).strip()) >= _LONG]
    return median(sizes) if sizes else 0.0


def _look(clean: CleanText, line: Line, rows: Sequence[TextLine], starts: Sequence[int], body: float) -> Look | None:
    span = clean.to_source(line.span)
    first, stop = max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)
    under = [row for row in rows[first:stop] if row.span.overlaps(span)]
    aligns = {row.align for row in under}
    if not aligns or (len(aligns) > 1 and not aligns <= {"left", "full"}):
        return None
    size = max((row.size or body) / body for row in under) if body else 1.0
    return Look(Align(min(aligns)), round(size, 2), all(row.red for row in under))
