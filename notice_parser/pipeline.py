"""The order of the stages; the only module that knows all of them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from notice_parser.clean.restore import restore
from notice_parser.core.alignment import CleanText
from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import SourceText
from notice_parser.errors import TimeLimitError
from notice_parser.export.to_json import JsonObject, notice_to_json, plan_to_json
from notice_parser.fields.read import ReadOptions, read_fields
from notice_parser.ingest.isolation import Isolate, SourceReader
from notice_parser.ingest.limits import Limits
from notice_parser.planning.build import build_plan
from notice_parser.review.notice import review_notice
from notice_parser.structure.build import build_outline

Source = str | os.PathLike[str] | bytes | SourceText


@dataclass(frozen=True)
class Reading:
    """A notice with its plan."""

    notice: Notice
    plan: InspectionPlan


@contextmanager
def _time_limit() -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise TimeLimitError("the text cannot be read within the time limit") from error


def unheard(_stage: str) -> None:
    """Take no time."""


def read_notice(
    source: SourceText, options: ReadOptions | None = None, passed: Callable[[str], None] = unheard
) -> Notice:
    """Read a notice from its source text; ``passed`` hears the name of each stage as it ends.

    Raises:
        TimeLimitError: a pattern ran into its time limit.
    """
    with _time_limit():
        clean_text = restore(source)
        passed("restore")
        outline = build_outline(clean_text)
        passed("structure")
        notice = read_fields(outline, options or ReadOptions())
        passed("fields")
        reviewed = review_notice(notice)
        passed("review")
        return reviewed


def read_plan(
    source: SourceText, options: ReadOptions | None = None, passed: Callable[[str], None] = unheard
) -> Reading:
    """Read a notice and build its plan; see :func:`read_notice`."""
    notice = read_notice(source, options, passed)
    with _time_limit():
        reading = Reading(notice, build_plan(notice))
    passed("plan")
    return reading


def read_source(source: Source, limits: Limits | None = None, *, isolate: bool = False) -> SourceText:
    """Take a path, the bytes of a file, or text that is decoded already; ``isolate`` reads in a worker process.

    Raises:
        SourceError: the source is missing, empty, too large or no text.
    """
    if isinstance(source, SourceText):
        return source
    how = Isolate.AUTO if isolate else Isolate.NEVER
    with SourceReader(limits or Limits(), isolate=how) as reader:
        return reader.content(source) if isinstance(source, bytes) else reader.path(Path(source))


def clean(source: Source, *, limits: Limits | None = None) -> CleanText:
    """Restore a text."""
    with _time_limit():
        return restore(read_source(source, limits))


def parse(
    source: Source,
    *,
    reference_date: dt.date | None = None,
    events: Mapping[str, dt.date] | None = None,
    limits: Limits | None = None,
    isolate: bool = False,
) -> Notice:
    """Read a notice; see :func:`notice_parser.parse`."""
    return read_notice(read_source(source, limits, isolate=isolate), ReadOptions(reference_date, events or {}))


def plan(
    source: Source | Notice,
    *,
    reference_date: dt.date | None = None,
    events: Mapping[str, dt.date] | None = None,
    limits: Limits | None = None,
    isolate: bool = False,
) -> InspectionPlan:
    """Read a notice and build its plan; see :func:`notice_parser.plan`."""
    if not isinstance(source, Notice):
        source = parse(source, reference_date=reference_date, events=events, limits=limits, isolate=isolate)
    with _time_limit():
        return replace(build_plan(source), notice=source)


def to_json(result: Notice | InspectionPlan) -> JsonObject:
    """Give the contract's JSON of a notice or of a plan that knows its notice.

    Raises:
        ValueError: the plan was not made by :func:`plan`, so its notice is not known.
    """
    if isinstance(result, Notice):
        return notice_to_json(result)
    if result.notice is None:
        raise ValueError("this plan does not know its notice; plan_to_json takes both")
    return plan_to_json(result.notice, result)
