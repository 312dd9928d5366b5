"""收文处理笺: the slip that goes with an incoming paper through an office.

Its rows are the steps that 党政机关公文处理工作条例 (2012), 第二十四条, has for an incoming paper: 签收, 登记, 初审,
承办, 传阅, 催办, 答复.
"""

from __future__ import annotations

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import bracketed, say
from notice_parser.export.paper import Blank, Faint, Paper
from notice_parser.export.paper_contacts import add_contacts
from notice_parser.export.paper_tables import Column, FormTable, add_table, label, value
from notice_parser.export.rows import finding_rows, task_rows
from notice_parser.export.values import listed, shown

_DAY = "　　年　月　日"
_SIGNED = "\n\n签名：　　　　　　　　{day}"


def write_slip(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    """Write the slip: what came in, what is to be done by when, and the places for each step."""
    paper.note(say("收文编号："), Blank(8), say("　收文日期：{day}", day=say(_DAY)))
    _register(paper, notice)
    paper.heading(say("办理事项"))
    _tasks(paper, notice, plan)
    paper.heading(say("来文联系人"))
    add_contacts(paper, notice, plan)
    paper.heading(say("需要核对的事项"))
    _findings(paper, notice, plan)


def _register(paper: Paper, notice: Notice) -> None:
    table = FormTable(paper, (26, 52, 26, 52))
    day, signed = say(_DAY), say(_SIGNED, day=say(_DAY))
    table.row(label("来文标题"), value(shown(notice.title), 3))
    table.row(label("来文机关"), value(listed(notice.issuers), 3))
    table.row(
        label("发文字号"), value(shown(notice.document_number)), label("成文日期"), value(shown(notice.issue_date))
    )
    classified = say("，").join(filter(None, (shown(notice.classification), shown(notice.classification_period))))
    table.row(label("文　　种"), value(shown(notice.document_type)), label("密级和期限"), value(classified))
    table.row(label("紧急程度"), value(shown(notice.urgency)), label("公开属性"), value(shown(notice.disclosure)))
    table.row(label("份　　号"), value(shown(notice.copy_number)), label("份　　数"), value())
    table.row(label("主送机关"), value(listed(notice.addressees), 3), splits=True)
    table.row(label("抄送机关"), value(listed(notice.copied_to), 3), splits=True)
    table.row(label("附　　件"), value("\n".join(shown(entry) for entry in notice.attachments), 3), splits=True)
    table.row(label("签　　收"), value(day), label("登　　记"), value(day))
    table.row(label("初审意见"), value(signed, 3), least=22)
    table.row(label("拟办意见"), value(signed, 3), least=26)
    table.row(label("领导批示"), value(signed, 3), least=32)
    table.row(label("承办部门"), value(), label("承办人"), value())
    table.row(label("办理时限"), value(day), label("催办记录"), value())
    table.row(label("传　　阅"), value("\n\n", 3), least=18)
    table.row(label("办理结果\n（答复）"), value(signed, 3), least=26)
    table.row(label("归　　档"), value(day), label("归档号"), value())


def _tasks(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    columns = (
        Column("序号", 12, centred=True),
        Column("事项", 46),
        Column("责任单位", 24),
        Column("时限", 32),
        Column("报送对象", 20),
        Column("出处", 22, centred=True),
    )
    rows = [
        (str(at), t.action, t.actor, f"{t.time}{bracketed(t.remark)}", t.recipient, (Faint(t.place),))
        for at, t in enumerate(task_rows(notice, plan), 1)
    ]
    add_table(paper, columns, rows)


def _findings(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    rows = finding_rows(notice, plan)
    for at, finding in enumerate(rows, 1):
        quotes = finding.quote.replace("\n", "”“")
        where = bracketed(say("{label}：{words}", label=finding.place, words=f"“{quotes}”")) if quotes else ""
        paper.body(f"{at}. {finding.message}{where}")
    if not rows:
        paper.body(say("（无）"))
