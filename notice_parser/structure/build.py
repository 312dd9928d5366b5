"""From restored text to its outline."""

from __future__ import annotations

from dataclasses import replace

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Line, Outline
from notice_parser.core.source import TextLine
from notice_parser.structure.lines import find_lines
from notice_parser.structure.looks import with_looks
from notice_parser.structure.sections import find_sections
from notice_parser.structure.sentences import find_sentences
from notice_parser.structure.tables import find_tables, outside, with_tables
from notice_parser.structure.zones import find_zones


def build_outline(clean: CleanText) -> Outline:
    """Find tables, lines, documents and zones, numbered parts and sentences, in this order."""
    tables = find_tables(clean)
    lines = with_looks(clean, _with_colour(clean, outside(find_lines(clean.text), tables)))
    documents, zones = with_tables(clean.text, *find_zones(clean.text, lines), tables)
    outline = Outline(clean, lines, documents, zones, tables=tables)
    outline = find_sections(outline)
    return find_sentences(outline)


HEAD_LINES = 12
"""Lines among which a letterhead stands."""


def _with_colour(clean: CleanText, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark the lines at the head of the first page that are printed in red."""
    printed = clean.source.pages[0].lines if clean.source.pages else ()
    if not any(line.red for line in printed):
        return lines
    head = [replace(line, red=_is_red(clean, line, printed)) for line in lines[:HEAD_LINES]]
    if any(line.red and "关于" in line.span.of(clean.text) for line in head):
        return lines  # where the title is red as well, colour tells nothing
    return (*head, *lines[HEAD_LINES:])


def _is_red(clean: CleanText, line: Line, printed: tuple[TextLine, ...]) -> bool:
    span = clean.to_source(line.span)
    under = [p for p in printed if p.span.overlaps(span)]
    return bool(under) and all(p.red for p in under)
