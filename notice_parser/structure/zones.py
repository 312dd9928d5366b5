"""Zones and documents: which stretch of the text does what."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.core.outline import Document, Line, Zone, ZoneKind
from notice_parser.core.span import Span


def find_zones(text: str, lines: Sequence[Line]) -> tuple[tuple[Document, ...], tuple[Zone, ...]]:
    """Split the text into the main text with its zones and the documents attached to it."""
    whole = Span(0, len(text))
    return (Document(whole),), (Zone(ZoneKind.BODY, whole),)
