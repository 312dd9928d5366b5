"""Sentences of the running text."""

from __future__ import annotations

from notice_parser.core.outline import Outline


def find_sentences(outline: Outline) -> Outline:
    """Add the sentences to an outline that has its parts."""
    return outline
