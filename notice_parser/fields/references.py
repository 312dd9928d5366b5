"""Documents that the notice cites."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.core.evidence import Field
from notice_parser.core.notice import Reference
from notice_parser.core.outline import Outline


def read_references(outline: Outline, title: Field[str], attachments: Sequence[Field[str]]) -> tuple[Reference, ...]:
    """List the cited documents, each once, without the notice's own attachments."""
    return ()
