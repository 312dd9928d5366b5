"""Tables of visits, of contacts and of tasks, in each form a table takes: rounds, targets, teams, whom to call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import SourceText
from notice_parser.pipeline import plan

NOTICE = """青禾市教育局关于开展校园安全检查的通知
各县教育局：
现将检查有关事项通知如下。
一、检查内容
校舍安全；食堂管理；门卫制度。
青禾市教育局
2024年2月20日
附件1
{title}
"""
Rows = list[list[str]]
Form = Callable[[Rows], str]
VISITS: Rows = [
    ["序号", "检查时间", "受检单位", "带队领导", "检查组成员", "联系人", "联系电话"],
    ["1", "3月5日上午", "东河县第一中学", "王建国", "李明、赵强", "孙丽", "15400000001"],
    ["2", "3月6日", "西河县实验小学", "陈平", "周涛、吴静", "钱进", "15400000002"],
]
GROUPS: Rows = [
    ["组别", "牵头单位", "参加单位", "督查县区", "督查时间"],
    ["第一督查组", "市教育局", "市公安局", "东河县、西河县", "3月4日-6日"],
    ["第二督查组", "市住房城乡建设局", "市消防救援支队", "南山县、北山县", "3月7日-9日"],
]
LED: Rows = [
    ["组别", "组长", "成员", "检查区域", "联系电话"],
    ["第一组", "市教育局副局长张立", "李明、赵强", "东河县、西河县", "15400000001"],
    ["第二组", "市公安局副支队长陈平", "周涛、吴静", "南山县", "15400000002"],
]
NUMBERS: Rows = [
    ["序号", "单位", "姓名", "职务", "办公电话", "手机", "邮箱"],
    ["1", "东河县教育局", "张立", "科长", "0385-5550101", "15400000001", "zhangli@example.cn"],
    ["2", "西河县教育局", "欧阳红", "", "0385-5550103", "", ""],
]
TWICE: Rows = [
    ["县区", "分管领导", "联系电话", "联络员", "联系电话"],
    ["东河县", "张立", "15400000001", "王芳", "15400000003"],
    ["西河县", "李明", "15400000002", "赵强", "15400000004"],
]


def tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def bars(rows: Rows) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])


def wide_blanks(rows: Rows) -> str:
    return "\n".join("  ".join(cell for cell in row if cell) for row in rows)


def blanks(rows: Rows) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


def cells(rows: Rows) -> str:
    return "\n".join(cell for row in rows for cell in row if cell)


FORMS = [tabs, bars, wide_blanks, blanks, cells]
ALIGNED = FORMS[:-1]


def planned(text: str, title: str = "检查安排表") -> InspectionPlan:
    return plan(SourceText(NOTICE.format(title=title) + text))


def called(found: InspectionPlan) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [(c.organization, c.name, c.phones) for c in found.contacts]


@pytest.mark.parametrize("form", FORMS)
def test_visits(form: Form) -> None:
    found = planned(form(VISITS))
    assert [(r.start, r.end, r.targets) for r in found.rounds] == [
        (dt.date(2024, 3, 5), dt.date(2024, 3, 5), ("东河县第一中学",)),
        (dt.date(2024, 3, 6), dt.date(2024, 3, 6), ("西河县实验小学",)),
    ]
    assert [t.value for t in found.targets] == ["东河县第一中学", "西河县实验小学"]
    assert called(found) == [
        ("东河县第一中学", "孙丽", ("15400000001",)),
        ("西河县实验小学", "钱进", ("15400000002",)),
    ]
    assert [i.text for i in found.checklist] == ["校舍安全；", "食堂管理；", "门卫制度。"]


@pytest.mark.parametrize("form", ALIGNED)
def test_teams(form: Form) -> None:
    found = planned(form(GROUPS))
    assert found.teams.count == 2
    assert [(r.start, r.end, r.targets) for r in found.rounds] == [
        (dt.date(2024, 3, 4), dt.date(2024, 3, 6), ("东河县", "西河县")),
        (dt.date(2024, 3, 7), dt.date(2024, 3, 9), ("南山县", "北山县")),
    ]


@pytest.mark.parametrize("form", ALIGNED)
def test_a_leader_s_number_is_not_that_of_the_visited(form: Form) -> None:
    found = planned(form(LED))
    assert called(found) == [(None, "张立", ("15400000001",)), (None, "陈平", ("15400000002",))]
    assert (found.teams.count, found.teams.leaders, found.rounds) == (2, (), ())
    assert [t.value for t in found.targets] == ["东河县", "西河县", "南山县"]


@pytest.mark.parametrize("form", FORMS)
def test_each_name_has_its_own_numbers(form: Form) -> None:
    found = planned(form(NUMBERS), "联络员名单")
    assert called(found) == [
        ("东河县教育局", "张立", ("0385-5550101", "15400000001")),
        ("西河县教育局", "欧阳红", ("0385-5550103",)),
    ]
    assert [c.emails for c in found.contacts] == [("zhangli@example.cn",), ()]
    assert (found.targets, found.rounds) == ((), ())


@pytest.mark.parametrize("form", ALIGNED)
def test_two_names_in_a_row(form: Form) -> None:
    assert called(planned(form(TWICE), "联系人名单")) == [
        ("东河县", "张立", ("15400000001",)),
        ("东河县", "王芳", ("15400000003",)),
        ("西河县", "李明", ("15400000002",)),
        ("西河县", "赵强", ("15400000004",)),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "受检单位", "检查时间", "带队领导", "联系电话"], ["1", "", "", "", ""], ["2", "", "", "", ""]],
        [
            ["序号", "单位", "姓名", "职务", "联系电话"],
            ["1", "", "", "", ""],
            ["示例", "某局", "张三", "科长", "5550101"],
        ],
        [["序号", "受检单位", "检查时间", "存在问题"], ["1", "东河县第一中学", "3月5日", "通道堵塞"]],
        [["单位", "数量", "备注"], ["东河县", "20", ""], ["西河县", "30", ""]],
        [["日期", "地点", "内容"], ["3月5日", "市政府", "听取汇报"], ["3月6日", "东河县", "座谈"]],
    ],
)
@pytest.mark.parametrize("form", [tabs, cells])
def test_forms_results_and_agendas_give_nothing(form: Form, rows: Rows) -> None:
    found = planned(form(rows), "有关表格")
    assert (found.rounds, found.contacts, found.teams.count) == ((), (), None)
    assert [t.value for t in found.targets] == []
