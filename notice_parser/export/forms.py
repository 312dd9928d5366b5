"""The forms of a plan that other programs open; each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan

if TYPE_CHECKING:
    from notice_parser.export.template import Template


@dataclass(frozen=True)
class Tables:
    """What goes into tables: which rows, by name (None for what is usual), and whether a byte order mark comes first.

    ``header`` is true once: several plans make one table. ``paper`` names the Word paper to be made,
    ``template`` is one of the user's own.
    """

    rows: str | None = None
    bom: bool = False
    paper: str | None = None
    template: Template | None = None
    header: Iterator[bool] = field(default_factory=lambda: iter((True,)))


def plan_forms(notice: Notice, plan: InspectionPlan, tables: Tables) -> Mapping[str, Callable[[], str | bytes]]:
    """Give the ways to write a plan, by the name of the form."""

    def xlsx() -> bytes:
        from notice_parser.export.to_xlsx import plan_to_xlsx

        return plan_to_xlsx(notice, plan)

    def docx() -> bytes:
        if tables.template is not None:
            return tables.template.fill(notice, plan)
        from notice_parser.export.to_docx import Form, plan_to_docx

        return plan_to_docx(notice, plan, Form(tables.paper or Form.PLAN))

    def ics() -> bytes:
        from notice_parser.export.to_ics import plan_to_ics

        return plan_to_ics(notice, plan)

    def bpmn() -> bytes:
        from notice_parser.export.to_bpmn import plan_to_bpmn

        return plan_to_bpmn(notice, plan)

    def csv() -> str:
        from notice_parser.export.to_csv import Rows, plan_to_csv

        header = next(tables.header, False)
        return plan_to_csv(notice, plan, Rows(tables.rows or Rows.TASKS), header=header, bom=tables.bom)

    def jsonl() -> str:
        from notice_parser.export.to_csv import Rows, plan_to_jsonl

        return plan_to_jsonl(notice, plan, [Rows(tables.rows)] if tables.rows else Rows)

    def markdown() -> str:
        from notice_parser.export.to_markdown import plan_to_markdown

        return plan_to_markdown(notice, plan)

    def cloudevents() -> str:
        from notice_parser.export.to_cloudevents import event_to_line

        return event_to_line(notice, plan)

    return {
        "xlsx": xlsx,
        "docx": docx,
        "ics": ics,
        "bpmn": bpmn,
        "csv": csv,
        "jsonl": jsonl,
        "markdown": markdown,
        "cloudevents": cloudevents,
    }
