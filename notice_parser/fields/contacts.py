"""Contacts: names with their own numbers."""

from __future__ import annotations

from notice_parser.core.notice import Contact
from notice_parser.core.outline import Outline


def read_contacts(outline: Outline) -> tuple[Contact, ...]:
    """List whom the notice names for questions and replies."""
    return ()
