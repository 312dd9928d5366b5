"""From restored text to its outline."""

from __future__ import annotations

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Outline
from notice_parser.structure.lines import find_lines
from notice_parser.structure.sections import find_sections
from notice_parser.structure.sentences import find_sentences
from notice_parser.structure.zones import find_zones


def build_outline(clean: CleanText) -> Outline:
    """Find lines, documents and zones, numbered parts and sentences, in this order."""
    lines = find_lines(clean.text)
    documents, zones = find_zones(clean.text, lines)
    outline = Outline(clean, lines, documents, zones)
    outline = find_sections(outline)
    return find_sentences(outline)
