"""CSV tables (RFC 4180) and JSON Lines of a plan's tasks, checklist and contacts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import say
from notice_parser.export.plain import harmless
from notice_parser.export.rows import checklist_rows, contact_rows, task_rows
from notice_parser.export.to_json import plan_to_json
from notice_parser.export.wording import day_as_iso

BOM = "\ufeff"


class Rows(StrEnum):
    """Which part of a plan becomes rows."""

    TASKS = "tasks"
    CHECKLIST = "checklist"
    CONTACTS = "contacts"


_HEADERS: dict[Rows, tuple[str, ...]] = {
    Rows.TASKS: ("序号", "截止日期", "时限", "任务", "责任单位", "报送对象", "原文", "位置", "备注"),
    Rows.CHECKLIST: ("序号", "检查项目", "检查内容", "检查依据", "责任单位", "位置", "备注"),
    Rows.CONTACTS: ("单位", "姓名", "电话", "传真", "邮箱", "地址", "位置", "备注"),
}
_OF_NOTICE = ("发文字号", "标题", "来源")


def plan_to_csv(notice: Notice, plan: InspectionPlan, rows: Rows, *, header: bool = True, bom: bool = False) -> str:
    """Write one kind of rows; the last columns name the notice, so that tables of several can be put together.

    All cells are quoted, lines end in CR LF, and no cell begins as a formula. ``bom`` lets Excel know the encoding.
    """
    number = notice.document_number.value
    source = notice.outline.clean.source.name
    end = (number.text if number else "", notice.title.value or "", source)
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    if header:
        writer.writerow([say(title) for title in (*_HEADERS[rows], *_OF_NOTICE)])
    writer.writerows([harmless(cell) for cell in (*row, *end)] for row in _cells(notice, plan, rows))
    return f"{BOM if bom and header else ''}{out.getvalue()}"


def plan_to_jsonl(notice: Notice, plan: InspectionPlan, kinds: Iterable[Rows] = tuple(Rows)) -> str:
    """Write an object in each line: an entry of the plan's JSON, its list in ``row``, and the notice it belongs to."""
    value = plan_to_json(notice, plan)
    head = {key: value["notice"][key] for key in ("source", "sha256", "document_number", "title")}
    lines = (head | {"row": str(kind)} | entry for kind in kinds for entry in value[kind])
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def _cells(notice: Notice, plan: InspectionPlan, rows: Rows) -> Iterator[Sequence[str]]:
    match rows:
        case Rows.TASKS:
            for t in task_rows(notice, plan):
                due = "" if t.due is None else day_as_iso(t.due)
                yield t.id, due, t.time, t.action, t.actor, t.recipient, t.sentence, t.place, t.remark
        case Rows.CHECKLIST:
            for c in checklist_rows(notice, plan):
                yield c.id, c.section, c.text, c.basis, c.unit, c.place, c.remark
        case Rows.CONTACTS:
            for p in contact_rows(notice, plan):
                yield p.organization, p.name, p.phones, p.faxes, p.emails, p.address, p.place, p.remark
