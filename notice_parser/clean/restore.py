"""The ordered list of fixes."""

from __future__ import annotations

from notice_parser.core.alignment import CleanText
from notice_parser.core.source import SourceText


def restore(source: SourceText) -> CleanText:
    """Restore a text: every change is an edit with its place and its fix."""
    return CleanText.untouched(source)
