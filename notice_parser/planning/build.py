"""From a notice to its inspection plan."""

from __future__ import annotations

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.planning.checklist import read_checklist
from notice_parser.planning.duration import read_duration
from notice_parser.planning.inspection import is_inspection
from notice_parser.planning.methods import read_methods
from notice_parser.planning.parts import find_parts
from notice_parser.planning.procedure import read_procedure
from notice_parser.planning.purpose import read_basis, read_objective
from notice_parser.planning.rounds import read_rounds
from notice_parser.planning.targets import read_targets
from notice_parser.planning.tasks import read_tasks
from notice_parser.planning.teams import read_teams
from notice_parser.planning.visits import read_visits


def build_plan(notice: Notice) -> InspectionPlan:
    """Build the plan: the tasks with their deadlines, and for a notice that orders an inspection its parts."""
    parts = find_parts(notice.outline)
    tasks = read_tasks(notice, parts)
    if not is_inspection(notice, parts):
        return InspectionPlan(tasks=tasks, contacts=notice.contacts)
    visits = read_visits(notice.outline, notice.issue_date.value)
    rounds = read_rounds(notice, parts, visits.rounds)
    return InspectionPlan(
        objective=read_objective(parts),
        basis=read_basis(notice, parts),
        targets=read_targets(notice, parts, rounds, visits.targets),
        rounds=rounds,
        duration=read_duration(parts),
        teams=read_teams(parts, visits),
        checklist=read_checklist(parts),
        methods=read_methods(parts),
        procedure=read_procedure(parts),
        tasks=tasks,
        contacts=notice.contacts,
    )
