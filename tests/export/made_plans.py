"""What the plans of the export tests are made of."""

from __future__ import annotations

from collections.abc import Callable

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Deadline, Notice
from notice_parser.core.plan import InspectionPlan, Task
from notice_parser.core.span import Span

HOSTILE = ("=1+1", "+SUM(A1)", "-2+3", "@A1", "\t=1", "\r=1", "\n=1", "　=cmd|' /C calc'!A0", " ＝1", "\u200b@A1")
EVIDENCE = Evidence((Span(0, 2),), "test", 0.9)
Pair = tuple[Notice, InspectionPlan]
Planned = Callable[..., Pair]


def task(number: int, action: str, **given: object) -> Task:
    """Make a task with a deadline of these values; without any it has none."""
    deadline = Deadline(action=action, text=f"{action}。", evidence=EVIDENCE, **given) if given else None  # type: ignore[arg-type]
    return Task(f"T{number}", action, None, None, deadline, EVIDENCE)
