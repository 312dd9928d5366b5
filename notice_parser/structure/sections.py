"""Numbered parts as a tree."""

from __future__ import annotations

from notice_parser.core.outline import Outline


def find_sections(outline: Outline) -> Outline:
    """Add the numbered parts to an outline that has its zones."""
    return outline
