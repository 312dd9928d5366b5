"""From restored text to its outline."""

from __future__ import annotations

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Outline
from notice_parser.structure.lines import find_lines
from notice_parser.structure.sections import find_sections
from notice_parser.structure.sentences import find_sentences
from notice_parser.structure.tables import find_tables, outside, with_tables
from notice_parser.structure.zones import find_zones


def build_outline(clean: CleanText) -> Outline:
    """Find tables, lines, documents and zones, numbered parts and sentences, in this order."""
    tables = find_tables(clean)
    lines = outside(find_lines(clean.text), tables)
    documents, zones = with_tables(clean.text, *find_zones(clean.text, lines), tables)
    outline = Outline(clean, lines, documents, zones, tables=tables)
    outline = find_sections(outline)
    return find_sentences(outline)
