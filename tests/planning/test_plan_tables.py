"""Tables as checklists: items, tasks and deadlines of rows, whichever reader found the table."""

from __future__ import annotations

import datetime as dt

import pytest

from notice_parser.core.notice import DeadlineKind
from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import ReadBy, SourceText
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable, assemble
from notice_parser.pipeline import plan

INSPECTION = """某市应急管理局关于开展安全生产检查的通知
各县区应急管理局：
现将检查有关事项通知如下。
一、检查内容
{content}
某市应急管理局
2024年2月20日
附件
{title}
"""


def planned(rows: list[list[str]], content: str = "按附件逐项检查。", title: str = "安全检查表") -> InspectionPlan:
    table = RawTable(tuple(tuple((RawLine(cell),) if cell else () for cell in row) for row in rows))
    lines = [RawLine(line) for line in INSPECTION.format(content=content, title=title).split("\n") if line]
    return plan(assemble([RawPage(1, 0, 0, (*lines, table), ReadBy.MARKUP)], media_type=""))


CHECKS = [
    ["序号", "检查项目", "检查内容", "是否符合"],
    ["1", "消防安全", "消防通道是否畅通", ""],
    ["2", "", "灭火器是否在有效期内", ""],
    ["3", "用电安全", "是否私拉乱接电线", ""],
]
TASKS = [
    ["序号", "整改措施", "责任单位", "完成时限"],
    ["1", "清理消防通道", "后勤处", "2024年4月底前"],
    ["2", "更换灭火器", "保卫处", "4月15日"],
    ["3", "开展应急演练", "保卫处", "每季度"],
    ["4", "整治电动车充电", "后勤处", "3月1日至4月10日"],
    ["5", "完善制度", "办公室", "长期坚持"],
    ["6", "修复墙面", "", "15个工作日内"],
]


def test_rows_are_items_with_their_group() -> None:
    found = planned(CHECKS)
    assert [(i.id, i.section, i.text) for i in found.checklist] == [
        ("C1", "消防安全", "消防通道是否畅通"),
        ("C2", "消防安全", "灭火器是否在有效期内"),
        ("C3", "用电安全", "是否私拉乱接电线"),
    ]
    assert found.notice is not None
    text = found.notice.outline.text
    assert [i.evidence.spans[0].of(text) for i in found.checklist] == [row[2] for row in CHECKS[1:]]


def test_a_plain_text_table_reads_the_same() -> None:
    rows = "\n".join("\t".join(row) for row in CHECKS)
    text = INSPECTION.format(content="按附件逐项检查。", title="安全检查表") + rows
    assert [i.text for i in plan(SourceText(text)).checklist] == [row[2] for row in CHECKS[1:]]


def test_items_under_a_heading_stay_beside_those_of_a_table() -> None:
    found = planned(CHECKS, content="1.安全责任制落实情况；\n2.隐患整改情况。")
    assert [i.text for i in found.checklist][:2] == ["安全责任制落实情况；", "隐患整改情况。"]
    assert len(found.checklist) == 5


def test_tasks_and_deadlines() -> None:
    found = planned(TASKS, title="问题整改清单")
    assert [(t.action, t.actor) for t in found.tasks if t.evidence.rule in ("deadline/table", "tasks/table")] == [
        (row[1], row[2] or None) for row in TASKS[1:]
    ]
    assert found.notice is not None
    assert [(d.kind, d.due, d.start, d.end, d.rrule, d.amount) for d in found.notice.deadlines] == [
        (DeadlineKind.BY, dt.date(2024, 4, 30), None, None, None, None),
        (DeadlineKind.BY, dt.date(2024, 4, 15), None, None, None, None),
        (DeadlineKind.RECURRING, None, None, None, "FREQ=MONTHLY;INTERVAL=3", None),
        (DeadlineKind.WINDOW, None, dt.date(2024, 3, 1), dt.date(2024, 4, 10), None, None),
        (DeadlineKind.WITHIN, None, None, None, None, 15),
    ]
    assert [i.text for i in found.checklist] == ["按附件逐项检查。"]


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "检查内容", "检查结果", "整改时限"], ["1", "", "", ""], ["2", "", "", ""]],
        [["序号", "存在问题", "整改措施", "责任单位", "完成时限"], ["1", "", "", "", ""]],
        [["序号", "姓名", "单位", "联系电话"], ["1", "张三", "某局", "0531-5550101"]],
        [["地区", "企业数", "检查数", "隐患数"], ["某县", "20", "10", "2024"]],
        [["时间", "内容", "地点"], ["3月1日前", "报到", "某宾馆"]],
    ],
)
def test_forms_contacts_and_statistics_give_nothing(rows: list[list[str]]) -> None:
    found = planned(rows)
    assert [i.text for i in found.checklist] == ["按附件逐项检查。"]
    assert found.tasks == ()


def test_a_table_of_contacts_is_still_read_for_contacts() -> None:
    found = planned([["单位", "联系人", "联系电话"], ["某市应急管理局", "张三", "0531-55501012"]])
    assert "0531-55501012" in [phone for contact in found.contacts for phone in contact.phones]


def test_a_notice_that_orders_no_inspection_has_no_checklist() -> None:
    table = "\n".join("\t".join(row) for row in CHECKS)
    assert plan(SourceText("某市教育局关于召开座谈会的通知\n各学校：\n定于近日召开座谈会。\n" + table)).checklist == ()


def test_a_schedule_says_when_not_by_when() -> None:
    found = planned(
        [["阶段", "时间", "工作内容"], ["自查", "3月1日", "全面自查"], ["总结", "4月5日前", "报送总结"]], title="进度表"
    )
    assert found.notice is not None
    assert [(d.kind, d.start, d.end, d.due, d.action) for d in found.notice.deadlines] == [
        (DeadlineKind.WINDOW, dt.date(2024, 3, 1), dt.date(2024, 3, 1), None, "全面自查"),
        (DeadlineKind.BY, None, None, dt.date(2024, 4, 5), "报送总结"),
    ]
