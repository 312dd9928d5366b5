"""What a template may ask for: single values of a notice and its plan, and the values of rows that are repeated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.rows import (
    ChecklistRow,
    ContactRow,
    FindingRow,
    TaskRow,
    checklist_rows,
    contact_rows,
    finding_rows,
    register_rows,
    task_rows,
)
from notice_parser.export.wording import day_in_words

SINGLE = {
    "title": "标题",
    "document_type": "文种",
    "document_number": "发文字号",
    "issuers": "发文机关",
    "addressees": "主送机关",
    "issue_date": "成文日期",
    "classification": "密级",
    "urgency": "紧急程度",
    "disclosure": "公开属性",
    "copied_to": "抄送机关",
    "attachments": "附件",
    "objective": "检查目的",
    "duration": "检查时长",
    "teams": "检查组",
    "leaders": "牵头机关",
    "roles": "分工",
    "basis": "检查依据",
    "targets": "检查对象",
    "rounds": "批次",
    "methods": "检查方式",
    "procedure": "检查程序",
    "source": "来源文件",
    "sha256": "文件摘要",
}
"""Single values by their English name, with the Chinese one, which is also that of the register's row."""

_ROWS: Mapping[str, tuple[str, Callable[[Notice, InspectionPlan], list[Any]], type]] = {
    "tasks": ("任务", task_rows, TaskRow),
    "checklist": ("检查表", checklist_rows, ChecklistRow),
    "contacts": ("联系人", contact_rows, ContactRow),
    "findings": ("核对", finding_rows, FindingRow),
}
_KEYS = {
    "number": "序号",
    "id": "编号",
    "action": "事项",
    "actor": "责任单位",
    "recipient": "报送对象",
    "due": "截止日期",
    "time": "时限",
    "sentence": "原文",
    "place": "出处",
    "remark": "备注",
    "section": "检查项目",
    "text": "检查内容",
    "basis": "检查依据",
    "unit": "责任单位",
    "organization": "单位",
    "name": "姓名",
    "phones": "电话",
    "faxes": "传真",
    "emails": "邮箱",
    "address": "地址",
    "message": "说明",
    "code": "代码",
    "quote": "原文",
}


def row_keys(kind: str) -> list[str]:
    """List what a row of this kind has, by its English name."""
    return ["number", *(field.name for field in fields(_ROWS[kind][2]))]


def known_names() -> dict[str, tuple[str, str]]:
    """Give for each name that a placeholder may have which kind of row it belongs to ("" for none) and its key."""
    names = {name: ("", key) for key, chinese in SINGLE.items() for name in (key, chinese)}
    for kind, (chinese, _, _) in _ROWS.items():
        for key in row_keys(kind):
            names[f"{kind}.{key}"] = names[f"{chinese}.{_KEYS[key]}"] = (kind, key)
    return names


def single_values(notice: Notice, plan: InspectionPlan) -> dict[str, str]:
    """Give the single values; empty where nothing is said."""
    source = notice.outline.clean.source
    by_label = {row.label: row.text for row in register_rows(notice, plan)}
    by_label |= {SINGLE["source"]: source.name, SINGLE["sha256"]: source.sha256}
    return {key: by_label[label] for key, label in SINGLE.items()}


def row_values(kind: str, notice: Notice, plan: InspectionPlan) -> list[dict[str, str]]:
    """Give the rows of a kind; one whose values are empty, to be filled in by hand, where there are none."""
    rows = _ROWS[kind][1](notice, plan)
    if not rows:
        return [dict.fromkeys(row_keys(kind), "")]
    return [
        {"number": str(at)} | {field.name: _written(getattr(row, field.name)) for field in fields(row)}
        for at, row in enumerate(rows, 1)
    ]


def _written(value: str | dt.date | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else day_in_words(value)
