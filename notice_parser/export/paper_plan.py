"""检查方案: an inspection plan in the parts that ISO 19011 and the offices' own plans have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan, PlanItem, Round
from notice_parser.export.language import bracketed, clauses, labelled, listed_words, say
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
    paper.note(say("（根据"), cited(notice), say("编制）"))
    paper.add()
    _part(paper, "检查目的", [shown(plan.objective)])
    _part(paper, "检查依据", [named(r.value, r.document_number) for r in plan.basis])
    _part(paper, "检查对象", [listed_words(shown(target) for target in plan.targets)])
    rounds = [_round(r) for r in plan.rounds]
    _part(paper, "检查时间", rounds, last=("每次检查时长", duration_in_words(plan.duration)))
    _teams(paper, plan)
    _checklist(paper, notice, plan)
    _part(paper, "检查方式", _items(plan.methods))
    _part(paper, "检查程序", _items(plan.procedure))
    paper.heading(say("工作任务和时限"))
    _tasks(paper, notice, plan)
    paper.heading(say("联系方式"))
    add_contacts(paper, notice, plan)
    paper.sign((Blank(10), say("（印章）")), (say("　　　　年　　月　　日"),))


def _round(entry: Round) -> str:
    when = window_in_words(entry.start, entry.end)
    return say("{label}：{words}", label=when, words=listed_words(entry.targets)) if entry.targets else when


def cited(notice: Notice) -> Piece:
    """Cite the notice; one without title and number is left to be named."""
    return cited_notice(notice) if notice.title.value or notice.document_number.value else Blank(10)


def _part(paper: Paper, heading: str, texts: Iterable[str], last: tuple[str, str] | None = None) -> None:
    """Write a part: one text as it is, several with numbers, none as a blank."""
    paper.heading(say(heading))
    said = [text for text in texts if text]
    _numbered(paper, said)
    if not said:
        paper.body(f"{'' if last is None else say('各批次时间')}{say(NOT_SAID)}", Blank(12))
    if last is not None:
        paper.body(labelled(last[0], last[1] or say(NOT_SAID)), *(() if last[1] else (Blank(8),)))


def _numbered(paper: Paper, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts, 1):
        paper.body(f"{at}. {text}" if len(texts) > 1 else text)


def _items(items: Iterable[PlanItem]) -> list[str]:
    return [f"{item.text}{doubt(item.evidence)}" for item in items]


def _teams(paper: Paper, plan: InspectionPlan) -> None:
    teams = plan.teams
    roles = clauses(role_in_words(role) for role in teams.roles)
    paper.heading(say("检查组组成"))
    for name, text in (
        ("检查组数和人数", teams_in_words(teams)),
        ("带队（牵头）机关", listed(teams.leaders)),
        ("人员分工和要求", roles),
    ):
        paper.body(labelled(name, text or say(NOT_SAID)), *(() if text else (Blank(8),)))


def _checklist(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    paper.heading(say("检查内容"))
    rows = checklist_rows(notice, plan)
    if not rows:
        paper.body(say(NOT_SAID), Blank(12))
    in_sections = any(row.section for row in rows)
    for section, items in groupby(rows, key=lambda row: row.section):
        if in_sections:
            paper.heading(section or say(NO_SECTION), level=2)
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
    return f"{text}{bracketed(remark)}"
