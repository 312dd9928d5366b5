"""检查方案: an inspection plan in the parts that ISO 19011 and the offices' own plans have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan, PlanItem
from notice_parser.export.paper import Blank, Paper, Piece
from notice_parser.export.paper_contacts import add_contacts
from notice_parser.export.paper_tables import Column, add_table
from notice_parser.export.rows import checklist_rows, task_rows
from notice_parser.export.values import cited_notice, doubt, listed, named, role_in_words, shown, teams_in_words
from notice_parser.export.wording import duration_in_words, window_in_words

NOT_SAID = "（来文未载明）"
NO_SECTION = "未分项目"


def write_plan(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    """Write the plan: why, on what basis, who, when, by whom, what, how, and what is due when."""
    paper.note("（根据", cited(notice), "编制）")
    paper.add()
    _part(paper, "检查目的", [shown(plan.objective)])
    _part(paper, "检查依据", [named(r.value, r.document_number) for r in plan.basis])
    _part(paper, "检查对象", ["、".join(shown(target) for target in plan.targets)])
    rounds = [f"{window_in_words(r.start, r.end)}：{'、'.join(r.targets)}".rstrip("：") for r in plan.rounds]
    _part(paper, "检查时间", rounds, last=("每次检查时长：", duration_in_words(plan.duration)))
    _teams(paper, plan)
    _checklist(paper, notice, plan)
    _part(paper, "检查方式", _items(plan.methods))
    _part(paper, "检查程序", _items(plan.procedure))
    paper.heading("工作任务和时限")
    _tasks(paper, notice, plan)
    paper.heading("联系方式")
    add_contacts(paper, notice, plan)
    paper.sign((Blank(10), "（印章）"), ("　　　　年　　月　　日",))


def cited(notice: Notice) -> Piece:
    """Cite the notice; one without title and number is left to be named."""
    return cited_notice(notice) if notice.title.value or notice.document_number.value else Blank(10)


def _part(paper: Paper, heading: str, texts: Iterable[str], last: tuple[str, str] | None = None) -> None:
    """Write a part: one text as it is, several with numbers, none as a blank."""
    paper.heading(heading)
    said = [text for text in texts if text]
    _numbered(paper, said)
    if not said:
        paper.body(NOT_SAID if last is None else "各批次时间" + NOT_SAID, Blank(12))
    if last is not None:
        paper.body(last[0], last[1] or NOT_SAID, *(() if last[1] else (Blank(8),)))


def _numbered(paper: Paper, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts, 1):
        paper.body(f"{at}. {text}" if len(texts) > 1 else text)


def _items(items: Iterable[PlanItem]) -> list[str]:
    return [f"{item.text}{doubt(item.evidence)}" for item in items]


def _teams(paper: Paper, plan: InspectionPlan) -> None:
    teams = plan.teams
    roles = "；".join(role_in_words(role) for role in teams.roles)
    paper.heading("检查组组成")
    for name, text in (
        ("检查组数和人数：", teams_in_words(teams)),
        ("带队（牵头）机关：", listed(teams.leaders)),
        ("人员分工和要求：", roles),
    ):
        missing: tuple[Piece, ...] = (NOT_SAID, Blank(8))
        paper.body(name, *((text,) if text else missing))


def _checklist(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    paper.heading("检查内容")
    rows = checklist_rows(notice, plan)
    if not rows:
        paper.body(NOT_SAID, Blank(12))
    in_sections = any(row.section for row in rows)
    for section, items in groupby(rows, key=lambda row: row.section):
        if in_sections:
            paper.heading(section or NO_SECTION, level=2)
        _numbered(paper, [_marked(row.text, row.remark) for row in items])


def _tasks(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    columns = (
        Column("序号", 12, centred=True),
        Column("工作任务", 58),
        Column("责任单位", 26),
        Column("完成时限", 36),
        Column("报送对象", 24),
    )
    rows = [
        (str(at), t.action, t.actor, _marked(t.time, t.remark), t.recipient)
        for at, t in enumerate(task_rows(notice, plan), 1)
    ]
    add_table(paper, columns, rows)


def _marked(text: str, remark: str) -> str:
    return f"{text}（{remark}）" if remark else text
