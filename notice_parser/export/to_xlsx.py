"""A workbook of a plan: register, checklist, tasks, contacts and what a person should look at, ready to print on A4."""

from __future__ import annotations

import datetime as dt
import io

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import bracketed, clauses, labelled, say, stacked
from notice_parser.export.package import without_times
from notice_parser.export.plain import plain
from notice_parser.export.rows import checklist_rows, contact_rows, finding_rows, register_rows, task_rows
from notice_parser.export.sheets import (
    FIRST_YEAR,
    Column,
    add_choice,
    add_note,
    add_table,
    add_title,
    mark_groups,
    new_sheet,
)
from notice_parser.export.values import cited_notice, named

RESULTS = ("符合", "不符合", "不适用")
PROGRESS = ("未开始", "进行中", "已完成")
_DAYS_LEFT = '0"天";"逾期"0"天";"今天"'

_SIGNATURES = ("检查人员（签名）：", "被检查单位负责人（签名）：", "检查日期：　　　年　　月　　日")
_COLOURS = ((0, "F8CBAD"), (3, "FFD966"), (7, "FFF2CC"))
"""Fewer days left than this or as many, and the colour: over, three days, a week."""


def plan_to_xlsx(notice: Notice, plan: InspectionPlan) -> bytes:
    """Write a workbook; the same plan gives the same bytes, since it holds no time of its making."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _register(new_sheet(book, "登记"), notice, plan)
    _checklist(new_sheet(book, "检查表", landscape=True), notice, plan)
    _tasks(new_sheet(book, "任务", landscape=True), notice, plan)
    _contacts(new_sheet(book, "联系人", landscape=True), notice, plan)
    _findings(new_sheet(book, "需要留意"), notice, plan)
    number = notice.document_number.value
    book.properties.title = plain(notice.title.value or say("检查方案"))
    book.properties.subject = plain(number.text if number else "")
    book.properties.creator = "notice-parser"
    out = io.BytesIO()
    book.save(out)
    return without_times(out.getvalue())


def _register(sheet: Worksheet, notice: Notice, plan: InspectionPlan) -> None:
    columns = (Column("项目", 12, centred=True), Column("内容", 62), Column("位置", 13, centred=True))
    source = notice.outline.clean.source
    rows = [(say(row.label), row.text or say("（未见）"), row.place) for row in register_rows(notice, plan)]
    rows += [(say("来源文件"), source.name, ""), ("SHA-256", source.sha256, "")]
    add_title(sheet, "收文登记", columns)
    add_table(sheet, columns, rows)


def _checklist(sheet: Worksheet, notice: Notice, plan: InspectionPlan) -> None:
    columns = (
        Column("序号", 5.5, centred=True),
        Column("检查项目", 13),
        Column("检查内容", 42),
        Column("检查依据", 15),
        Column("检查方式", 11),
        Column("责任单位", 12),
        Column("检查结果", 9.5, centred=True),
        Column("问题描述", 20),
        Column("整改期限", 11.5, centred=True),
        Column("页码", 11.5, centred=True),
    )
    items = checklist_rows(notice, plan)
    add_title(sheet, "现场检查表", columns)
    basis = clauses(named(r.value, r.document_number) for r in plan.basis)
    for label, text in (
        ("来文", cited_notice(notice)),
        ("检查依据", basis),
        ("检查方式", clauses(m.text.rstrip("；;。") for m in plan.methods)),
        ("被检查单位", "　"),
    ):
        if text:
            add_note(sheet, labelled(label, text), columns)
    rows = [
        (at, i.section, f"{i.text}{bracketed(i.remark)}", i.basis, "", i.unit, "", "", "", i.place)
        for at, i in enumerate(items, 1)
    ]
    first = add_table(sheet, columns, rows, least=30)
    mark_groups(sheet, first, [i.section for i in items])
    add_choice(sheet, [say(result) for result in RESULTS], "G", first, len(rows))
    for at in range(first, first + len(rows)):
        sheet.cell(at, 9).number_format = "yyyy-mm-dd"
    add_note(sheet, "　　　　　　　　".join(map(say, _SIGNATURES)), columns, least=36)


def _tasks(sheet: Worksheet, notice: Notice, plan: InspectionPlan) -> None:
    columns = (
        Column("序号", 5.5, centred=True),
        Column("截止日期", 12, centred=True),
        Column("剩余天数", 10, centred=True),
        Column("时限", 20),
        Column("任务", 33),
        Column("责任单位", 14),
        Column("报送对象", 13),
        Column("办理情况", 10, centred=True),
        Column("原文", 34),
        Column("页码", 11.5, centred=True),
        Column("备注", 14),
    )
    add_title(sheet, "任务与时限", columns)
    add_note(sheet, labelled("来文", cited_notice(notice)), columns)
    rows = [
        (at, t.due, None, t.time, t.action, t.actor, t.recipient, "", t.sentence, t.place, t.remark)
        for at, t in enumerate(task_rows(notice, plan), 1)
    ]
    first = add_table(sheet, columns, rows)
    for at, row in enumerate(rows, first):
        due = row[1]
        if isinstance(due, dt.date) and due.year >= FIRST_YEAR:
            sheet.cell(at, 2).number_format = "yyyy-mm-dd hh:mm" if isinstance(due, dt.datetime) else "yyyy-mm-dd"
            sheet.cell(at, 3).value = f"=INT(B{at})-TODAY()"
            sheet.cell(at, 3).number_format = say(_DAYS_LEFT)
    add_choice(sheet, [say(state) for state in PROGRESS], "H", first, len(rows))
    if rows:
        _colour(sheet, first, first + len(rows) - 1)


def _contacts(sheet: Worksheet, notice: Notice, plan: InspectionPlan) -> None:
    columns = (
        Column("单位", 28),
        Column("姓名", 12, centred=True),
        Column("电话", 24),
        Column("传真", 18),
        Column("邮箱", 30),
        Column("地址", 34),
        Column("页码", 11.5, centred=True),
        Column("备注", 8),
    )
    rows = [
        (c.organization, c.name, *(stacked(s) for s in (c.phones, c.faxes, c.emails)), c.address, c.place, c.remark)
        for c in contact_rows(notice, plan)
    ]
    add_title(sheet, "联系人", columns)
    add_table(sheet, columns, rows)


def _findings(sheet: Worksheet, notice: Notice, plan: InspectionPlan) -> None:
    columns = (
        Column("序号", 6, centred=True),
        Column("事项", 36),
        Column("原文", 36),
        Column("位置", 13, centred=True),
    )
    rows = [(at, f"{f.message}　[{f.code}]", f.quote, f.place) for at, f in enumerate(finding_rows(notice, plan), 1)]
    add_title(sheet, "需要留意", columns)
    add_table(sheet, columns, rows)


def _colour(sheet: Worksheet, first: int, last: int) -> None:
    """Colour the tasks that are over or near, and grey those that are done."""
    place = f"A{first}:K{last}"
    done = FormulaRule([f'$H{first}="{say(PROGRESS[-1])}"'], font=Font(color="808080"), stopIfTrue=True)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(place, done)
    for days, colour in _COLOURS:
        comparison = "<" if days == 0 else "<="
        formula = f"AND(ISNUMBER($B{first}),INT($B{first})-TODAY(){comparison}{days})"
        fill = PatternFill("solid", bgColor=colour)
        near = FormulaRule([formula], fill=fill, stopIfTrue=True)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"B{first}:E{last}", near)
