"""Word papers of a plan, to be printed, filled in and signed; what the notice does not say stays a blank."""

from __future__ import annotations

from enum import StrEnum

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import say
from notice_parser.export.paper import Paper
from notice_parser.export.paper_plan import write_plan
from notice_parser.export.paper_record import write_record
from notice_parser.export.paper_rectification import write_rectification
from notice_parser.export.paper_slip import write_slip


class Form(StrEnum):
    """The papers that may be made."""

    PLAN = "plan"
    """检查方案."""
    RECORD = "record"
    """现场检查记录."""
    RECTIFICATION = "rectification"
    """整改通知书."""
    SLIP = "slip"
    """收文处理笺."""


_WRITERS = {
    Form.PLAN: ("检查方案", write_plan),
    Form.RECORD: ("现场检查记录", write_record),
    Form.RECTIFICATION: ("整改通知书", write_rectification),
    Form.SLIP: ("收文处理笺", write_slip),
}


def plan_to_docx(notice: Notice, plan: InspectionPlan, form: Form = Form.PLAN) -> bytes:
    """Write a paper; the same plan gives the same bytes, since it holds no time of its making."""
    name, write = _WRITERS[form]
    title = say(name)
    number = notice.document_number.value
    paper = Paper(title, number.text if number else notice.title.value or "")
    paper.title(title)
    write(paper, notice, plan)
    return paper.content()
