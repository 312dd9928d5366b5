"""Reads a source as a command does: nothing of a classified paper, and nothing of persons where that is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from notice_parser.core.alignment import CleanText
from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import SourceText
from notice_parser.fields.read import ReadOptions
from notice_parser.pipeline import clean, plan, read_notice, unheard
from notice_parser.safeguards.classified import refuse_classified
from notice_parser.safeguards.personal import Personal
from notice_parser.safeguards.redact import Redaction
from notice_parser.structure.build import build_outline


@dataclass(frozen=True, slots=True)
class Care:
    """What a user lets go: papers with a mark of secrecy, and personal data but for the kinds in ``redact``."""

    allow_classified: bool = False
    redact: frozenset[Personal] = frozenset()

    def clean(self, source: SourceText) -> CleanText:
        """Restore a text.

        Raises:
            ClassifiedSourceError: the paper is marked, and that is not allowed.
        """
        if self.redact:
            return self.notice(source).outline.clean
        restored = clean(source)
        if not self.allow_classified:
            refuse_classified(build_outline(restored))
        return restored

    def notice(
        self, source: SourceText, reference_date: dt.date | None = None, events: Mapping[str, dt.date] | None = None
    ) -> Notice:
        """Read a notice; errors are those of :meth:`clean`."""
        return self.plan(source, reference_date, events, planned=False)[0]

    def plan(
        self,
        source: SourceText,
        reference_date: dt.date | None = None,
        events: Mapping[str, dt.date] | None = None,
        *,
        planned: bool = True,
        passed: Callable[[str], None] = unheard,
    ) -> tuple[Notice, InspectionPlan]:
        """Read a notice and its plan; ``passed`` hears each stage end, errors are those of :meth:`clean`."""
        notice = read_notice(source, ReadOptions(reference_date, events or {}), passed)
        if not self.allow_classified:
            refuse_classified(notice.outline)
        made = plan(notice) if planned else InspectionPlan()
        passed("plan")
        if not self.redact:
            return notice, made
        redaction = Redaction.of(notice, self.redact)
        hidden = redaction.redacted
        return hidden, replace(redaction.hidden_in(replace(made, notice=None)), notice=hidden)
