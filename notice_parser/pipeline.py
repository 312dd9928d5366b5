"""The order of the stages; the only module that knows all of them."""

from __future__ import annotations

from dataclasses import dataclass

from notice_parser.clean.restore import restore
from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import SourceText
from notice_parser.fields.read import ReadOptions, read_fields
from notice_parser.plan.build import build_plan
from notice_parser.structure.build import build_outline


@dataclass(frozen=True)
class Reading:
    """A notice with its plan."""

    notice: Notice
    plan: InspectionPlan


def read_notice(source: SourceText, options: ReadOptions | None = None) -> Notice:
    """Read a notice from its source text."""
    clean = restore(source)
    outline = build_outline(clean)
    return read_fields(outline, options or ReadOptions())


def read_plan(source: SourceText, options: ReadOptions | None = None) -> Reading:
    """Read a notice and build its plan."""
    notice = read_notice(source, options)
    return Reading(notice, build_plan(notice))
