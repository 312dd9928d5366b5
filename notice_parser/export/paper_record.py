"""现场检查记录: the sheet that an inspector fills in on the spot, with the checklist and the places to sign."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import bracketed, clauses, labelled, say
from notice_parser.export.paper import Blank, Faint, Paper, Piece
from notice_parser.export.paper_plan import NO_SECTION, cited
from notice_parser.export.paper_tables import Box, Column, FormTable, add_table, label, value
from notice_parser.export.rows import checklist_rows
from notice_parser.export.values import doubt, named

RESULTS = ("符合", "不符合", "不适用")
_EMPTY_ROWS = 5
_DAY = "　　　年　　月　　日"
_TIME = "　　　年　　月　　日　　时　　分至　　日　　时　　分"


def write_record(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    """Write the sheet: who was inspected when and by whom, each item with its result, what was found, who signs."""
    paper.note(say("记录编号："), Blank(10))
    _head(paper, notice, plan)
    paper.heading(say("检查项目和结果"))
    _checklist(paper, notice, plan)
    paper.heading(say("检查情况"))
    _findings(paper)


def _head(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    basis = clauses(named(r.value, r.document_number) for r in plan.basis)
    methods = clauses(f"{m.text.rstrip('；;。')}{doubt(m.evidence)}" for m in plan.methods)
    table = FormTable(paper, (30, 58, 28, 40))
    table.row(label("被检查单位"), value(), label("负责人"), value())
    table.row(label("地　　址"), value(), label("联系电话"), value())
    table.row(label("检查时间"), value(say(_TIME), 3))
    table.row(label("检查地点"), value("", 3))
    table.row(label("检查人员"), value(), label("执法证件号"), value(), least=16)
    table.row(label("任务来源"), Box((cited(notice),), 3))
    table.row(label("检查依据"), value(basis, 3), splits=len(basis) > 300)
    table.row(label("检查方式"), value(methods, 3), splits=len(methods) > 300)
    table.row(
        label("告知事项"),
        value(
            say(
                "□检查人员不少于两人，已出示执法证件　□已告知检查事由和依据　□已告知陈述、申辩和申请回避的权利\n"
                "□申请回避　□不申请回避　　被检查单位现场负责人（签名）："
            ),
            3,
        ),
        least=16,
    )


def _checklist(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    columns = (
        Column("序号", 12, centred=True),
        Column("检查内容", 62),
        Column("检查依据\n和出处", 26),
        Column("检查结果", 22),
        Column("问题描述", 34),
    )
    add_table(paper, columns, _rows(notice, plan))


def _rows(notice: Notice, plan: InspectionPlan) -> Iterator[tuple[list[Piece] | str, ...] | str]:
    choices = "\n".join(f"□{say(result)}" for result in RESULTS)
    rows = checklist_rows(notice, plan)
    if not rows:
        yield from ((str(at), "", "", choices, "") for at in range(1, _EMPTY_ROWS + 1))
    in_sections = any(row.section for row in rows)
    at = 0
    for section, items in groupby(rows, key=lambda row: row.section):
        if in_sections:
            yield section or say(NO_SECTION)
        for item in items:
            at += 1
            remarks = [part for part in (item.unit and labelled("责任单位", item.unit), item.remark) if part]
            text: list[Piece] = [item.text, *map(bracketed, remarks)]
            basis = [item.basis, "\n"] if item.basis else []
            yield str(at), text, [*basis, Faint(item.place)], choices, ""


def _findings(paper: Paper) -> None:
    table = FormTable(paper, (30, 63, 63))
    table.row(label("检查情况和\n发现的问题"), value("", 2), least=50)
    table.row(
        label("处理意见"),
        value(say("□未发现问题　□当场改正\n□限期整改，于{day}前完成\n□移送有关部门处理　□其他：", day=say(_DAY)), 2),
        least=20,
    )
    table.row(label("被检查单位\n意见"), value(say("□情况属实　□有异议："), 2), least=25)
    table.row(label("附　　件"), value(say("□现场照片　　张　□影像资料　　份　□抽样单　　份\n□其他："), 2))
    for who in ("被检查单位\n现场负责人", "检查人员", "检查人员", "记录人", "见证人"):
        table.row(label(who), value(say("签名：")), Box((labelled("日期", say(_DAY)),)), least=11, stays=True)
    paper.add(say("注：被检查单位拒绝签名的，由检查人员注明情况，请见证人签名。"), style="表内文字")
