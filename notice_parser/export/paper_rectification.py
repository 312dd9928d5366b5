"""整改通知书: tells an inspected body what to put right and by when; what was found is filled in by hand."""

from __future__ import annotations

import re

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import bracketed, clauses, labelled, listed_words, say
from notice_parser.export.paper import Blank, Paper
from notice_parser.export.paper_plan import cited
from notice_parser.export.paper_tables import Column, FormTable, add_table, label, value
from notice_parser.export.rows import TaskRow, contact_rows, task_rows
from notice_parser.export.values import named

_RECTIFYING = re.compile("整改|改正|销号|复查|隐患治理|消除隐患")
_EMPTY_ROWS = 5
_DAY = "　　　年　　月　　日"
_SHORT_DAY = "　　年　　月　　日"


def write_rectification(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    """Write the notice: to whom, on what basis, a table of problems, what the notice asks of rectification, receipt."""
    paper.note(Blank(4), say("〔　　　　〕第"), Blank(3), say("号"))
    paper.add()
    paper.plain_body(Blank(14), say("："))
    basis = listed_words(named(r.value, r.document_number) for r in plan.basis)
    paper.body(
        say("根据"),
        cited(notice),
        f"{say('和{basis}', basis=basis) if basis else ''}{say('，')}",
        Blank(8),
        say("于{day}对你单位进行了检查，发现存在以下问题：", day=say(_DAY)),
    )
    columns = (
        Column("序号", 12, centred=True),
        Column("存在的问题", 54),
        Column("不符合的规定", 32),
        Column("整改要求", 32),
        Column("整改期限", 26, centred=True),
    )
    add_table(paper, columns, [(str(at), "\n", "", "", "") for at in range(1, _EMPTY_ROWS + 1)])
    paper.body(say("请你单位对上述问题逐项制定整改措施，明确责任人，按期完成整改。"))
    last = say("。逾期未整改或者整改不到位的，将依法依规处理。")
    paper.body(say("请于{day}前将整改情况书面报送", day=say(_DAY)), Blank(10), last)
    _asked(paper, notice, plan)
    _contact(paper, notice, plan)
    paper.sign((Blank(10), say("（印章）")), (say("　　　　年　　月　　日"),))
    paper.add()
    _receipt(paper)


def rectifying_tasks(notice: Notice, plan: InspectionPlan) -> list[TaskRow]:
    """Give the tasks that say how and by when to put things right."""
    return [t for t in task_rows(notice, plan) if _RECTIFYING.search(f"{t.action}{t.time}")]


def _asked(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    tasks = rectifying_tasks(notice, plan)
    if tasks:
        paper.body(say("来文对整改的要求："))
    for at, task in enumerate(tasks, 1):
        words = (("责任单位", task.actor), ("时限", task.time), ("报送", task.recipient))
        said = clauses((*(labelled(name, text) for name, text in words if text), task.remark))
        paper.body(f"{at}. {task.action}{bracketed(said)}")


def _contact(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    contacts = [
        say("，").join(filter(None, (c.organization, c.name, c.phones, c.emails))) for c in contact_rows(notice, plan)
    ]
    if contacts:
        for contact in contacts:
            paper.left_body(labelled("来文联系方式", contact))
    paper.body(say("联系人："), Blank(6), say("　电话："), Blank(8))


def _receipt(paper: Paper) -> None:
    table = FormTable(paper, (34, 44, 34, 44))
    table.row(label("签收人"), value(), label("签收日期"), value(say(_SHORT_DAY)), stays=True)
    table.row(label("检查人员"), value(), label("送达日期"), value(say(_SHORT_DAY)), stays=True)
    table.row(label("复查情况"), value(say("□已完成整改　□部分完成整改　□未整改　□其他："), 3), least=14, stays=True)
    table.row(label("复查人员"), value(), label("复查日期"), value(say(_SHORT_DAY)))
    paper.add(say("本通知书一式两份，一份送达被检查单位，一份由检查机关存档。"), style="表内文字")
