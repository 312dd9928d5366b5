"""附件: the titles listed in the attachment note, or standing over documents that follow the main text."""

from __future__ import annotations

from notice_parser.core.evidence import Field
from notice_parser.core.outline import Outline


def read_attachments(outline: Outline) -> tuple[Field[str], ...]:
    """List the attachments' titles, each once."""
    return ()
