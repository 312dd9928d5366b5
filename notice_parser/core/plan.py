"""An inspection plan: who is inspected, when, by whom, for what, and what has to be done by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.notice import Contact, Deadline, Finding, Notice, Reference

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Round:
    """A wave of inspections; dates are the first and the last day, None where open."""

    start: dt.date | None
    end: dt.date | None
    targets: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Duration:
    """How long one inspection takes: ISO 8601 durations, None where open."""

    min: str | None
    max: str | None
    working_days: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Role:
    """A role in a team, how many hold it, and who may."""

    role: str
    count: int | None
    requirement: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Teams:
    """The inspecting teams: how many, of what size, led by which organs."""

    count: int | None = None
    size_min: int | None = None
    size_max: int | None = None
    leaders: tuple[Field[str], ...] = ()
    roles: tuple[Role, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One entry of the checklist, the methods or the procedure; ``section`` is the heading above it."""

    id: str
    text: str
    section: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done; ``deadline`` is None where no time is said."""

    id: str
    action: str
    actor: str | None
    recipient: str | None
    deadline: Deadline | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class InspectionPlan:
    """The contract's last table; the inspection parts are empty for a notice that orders no inspection."""

    objective: Field[str] = Field.absent()
    basis: tuple[Reference, ...] = ()
    targets: tuple[Field[str], ...] = ()
    rounds: tuple[Round, ...] = ()
    duration: Duration | None = None
    teams: Teams = field(default_factory=Teams)
    checklist: tuple[PlanItem, ...] = ()
    methods: tuple[PlanItem, ...] = ()
    procedure: tuple[PlanItem, ...] = ()
    tasks: tuple[Task, ...] = ()
    contacts: tuple[Contact, ...] = ()
    findings: tuple[Finding, ...] = ()
    notice: Notice | None = field(default=None, repr=False, compare=False)
    """The notice it was built from, where the caller has not got it already."""

    def to_frame(self, rows: str = "tasks") -> DataFrame:
        """Give the ``tasks``, the ``checklist`` or the ``contacts`` as a table of pandas, a row for each.

        Raises:
            ModuleNotFoundError: pandas is not installed.
            ValueError: there are no such rows.
        """
        from notice_parser.export.to_frame import plan_to_frame

        return plan_to_frame(self, rows)

    def _repr_html_(self) -> str:
        """Show the plan in a notebook."""
        from notice_parser.export.to_notebook import plan_to_notebook

        return plan_to_notebook(self)
