"""From a notice to its inspection plan."""

from __future__ import annotations

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan


def build_plan(notice: Notice) -> InspectionPlan:
    """Build the plan: the inspection's parts, and the tasks with their deadlines."""
    return InspectionPlan(contacts=notice.contacts)
