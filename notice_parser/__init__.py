r"""Reads Chinese official notices.

>>> import notice_parser
>>> notice = notice_parser.parse("关于开展安全检查的通知\n各区人民政府：\n现通知如下。".encode())
>>> isinstance(notice, notice_parser.Notice)
True
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Mapping
    from typing import Any

    from notice_parser.core.evidence import Field
    from notice_parser.core.notice import Notice
    from notice_parser.core.plan import InspectionPlan
    from notice_parser.core.source import SourceText
    from notice_parser.errors import ExitCode, NoticeError
    from notice_parser.ingest.limits import Limits

__version__ = "0.1.0"
__all__ = [
    "ExitCode",
    "InspectionPlan",
    "Limits",
    "Notice",
    "NoticeError",
    "SourceText",
    "parse",
    "plan",
    "suggest_terms",
    "to_json",
]

_HOME = {
    "ExitCode": "notice_parser.errors",
    "InspectionPlan": "notice_parser.core.plan",
    "Limits": "notice_parser.ingest.limits",
    "Notice": "notice_parser.core.notice",
    "NoticeError": "notice_parser.errors",
    "SourceText": "notice_parser.core.source",
}


def parse(
    source: str | os.PathLike[str] | bytes | SourceText,
    *,
    reference_date: dt.date | None = None,
    events: Mapping[str, dt.date] | None = None,
    limits: Limits | None = None,
    isolate: bool = False,
) -> Notice:
    """Read a notice.

    Args:
        source: a path (``str`` or ``Path``), the content of a file (``bytes``), or text that is decoded already
            (``SourceText``).
        reference_date: gives dates their year where the notice itself has no date.
        events: dates of events from which periods run, by the name the notice gives them.
        limits: how much is read at most.
        isolate: read all but plain text in a process of its own, which may neither crash this one nor take more time
            and memory than the limits say; it takes some 0.2 s to start. Scripts that do so need no guard for
            ``__main__``, since nothing of them is loaded there.

    Raises:
        NoticeError: the source is missing, empty, too large or no text; ``exit_code`` and ``advice`` say more.
    """
    from notice_parser.pipeline import parse

    return parse(source, reference_date=reference_date, events=events, limits=limits, isolate=isolate)


def plan(
    source: str | os.PathLike[str] | bytes | SourceText | Notice,
    *,
    reference_date: dt.date | None = None,
    events: Mapping[str, dt.date] | None = None,
    limits: Limits | None = None,
    isolate: bool = False,
) -> InspectionPlan:
    """Read a notice and build its inspection plan; the notice itself is the plan's ``notice``.

    Arguments and errors are those of :func:`parse`; a notice that was parsed already is taken as it is.
    """
    from notice_parser.pipeline import plan

    return plan(source, reference_date=reference_date, events=events, limits=limits, isolate=isolate)


def suggest_terms(
    source: str | os.PathLike[str] | bytes | SourceText | Notice, count: int = 5
) -> tuple[Field[str], ...]:
    """Suggest at most ``count`` subject terms (主题词) for a register, the best first; none for what is no notice.

    They are concluded from the words of the notice, so their ``rule`` begins with ``suggested/``. jieba is loaded when
    this is first called, which takes most of a second. Sources and errors are those of :func:`parse`.
    """
    from notice_parser.core.notice import Notice
    from notice_parser.terms.suggest import suggest

    return suggest(source if isinstance(source, Notice) else parse(source), count)


def to_json(result: Notice | InspectionPlan) -> dict[str, Any]:
    """Give the object that the command line prints for a notice or a plan; ``json.dumps`` can write it."""
    from notice_parser.pipeline import to_json

    return to_json(result)


def __getattr__(name: str) -> object:
    """Import a public type when it is first asked for, so that ``import notice_parser`` costs nothing."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value
