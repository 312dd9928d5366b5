"""The workbook, read back with openpyxl."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
from made_plans import EVIDENCE, HOSTILE, Pair, Planned
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from notice_parser.core.plan import PlanItem
from notice_parser.export.to_xlsx import plan_to_xlsx

CHECKLIST = ["序号", "检查项目", "检查内容", "检查依据", "检查方式", "责任单位"]
CHECKLIST += ["检查结果", "问题描述", "整改期限", "页码"]


def opened(pair: Pair) -> Workbook:
    return load_workbook(io.BytesIO(plan_to_xlsx(*pair)))


def rows(sheet: Worksheet, key: str = "序号") -> list[dict[str, object]]:
    """Give the rows under the header that begins with ``key``, up to the first without a border."""
    values = list(sheet.iter_rows())
    start = next(i for i, row in enumerate(values) if row[0].value == key)
    header = [str(cell.value) for cell in values[start]]
    kept = [row for row in values[start + 1 :] if row[0].border.left.style]
    return [dict(zip(header, (cell.value for cell in row), strict=True)) for row in kept]


def test_the_sheets(planned: Planned) -> None:
    assert opened(planned("c01")).sheetnames == ["登记", "检查表", "任务", "联系人", "需要留意"]


def test_the_register(planned: Planned) -> None:
    register = {row["项目"]: row["内容"] for row in rows(opened(planned("c03"))["登记"], "项目")}
    assert register["发文字号"] == "沅教联〔2022〕9号"
    assert register["成文日期"] == "2022年8月25日"
    assert register["密级"] == "（未见）"
    assert register["检查对象"] == "中小学校食堂\n幼儿园食堂\n校外供餐单位"
    assert register["来源文件"] == "c03.txt"


def test_the_checklist(planned: Planned) -> None:
    sheet = opened(planned("c01"))["检查表"]
    found = rows(sheet)
    assert list(found[0]) == CHECKLIST
    assert [row["检查项目"] for row in found] == ["责任体系"] * 2 + ["工程实体"] * 2 + ["运行管理"] * 3
    assert [row["序号"] for row in found] == list(range(1, 8))
    assert found[2]["检查内容"] == "闸室、翼墙、消力池有无裂缝、沉陷和冲刷破坏；"
    assert found[2]["页码"] == "第432字起"
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.type, choice.formula1) == ("list", '"符合,不符合,不适用"')
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    assert str(choice.sqref) == f"G{header + 1}:G{header + 7}"


@pytest.mark.parametrize("name", ["登记", "检查表", "任务", "联系人", "需要留意"])
def test_every_sheet_is_ready_for_a4(name: str, planned: Planned) -> None:
    sheet = opened(planned("c01"))[name]
    header = next(row[0].row for row in sheet.iter_rows() if row[0].fill.fill_type)
    assert sheet.page_setup.paperSize == "9" or int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.freeze_panes == f"A{header + 1}"
    assert "&P" in sheet.oddFooter.center.text
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=header) for cell in row if cell.value)


def test_tasks_stand_by_day(kinds: Pair) -> None:
    sheet = opened(kinds)["任务"]
    found = rows(sheet)
    days = [row["截止日期"] for row in found if row["截止日期"]]
    assert days[:3] == [dt.datetime(2024, 5, 6), dt.datetime(2024, 5, 8), dt.datetime(2024, 5, 9, 17, 30)]
    assert days == sorted(days)
    assert [row["任务"] for row in found[len(days) :]] == [
        "反馈结果",
        "长期坚持",
        "报送进展",
        "调度",
        "交换意见",
        "加强领导",
        "报送周报",
        "上报",
    ]
    at = next(row[0].row for row in sheet.iter_rows() if row[0].value == 1)
    assert found[0]["剩余天数"] == f"=INT(B{at})-TODAY()"
    assert [row["剩余天数"] for row in found if not row["截止日期"]] == [None] * 8
    assert found[len(days)]["备注"] == "待定：检查结束的日期未知"


def test_tasks_are_coloured_by_the_days_left(kinds: Pair) -> None:
    rules = [rule for place in opened(kinds)["任务"].conditional_formatting for rule in place.rules]
    assert [rule.formula[0].partition("TODAY()")[2] for rule in rules] == ["", "<0)", "<=3)", "<=7)"]
    assert all(rule.dxf.fill.bgColor.rgb for rule in rules[1:])


def test_no_text_becomes_a_formula(hostile: Pair) -> None:
    book = opened(hostile)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    guarded = [cell for cell in cells if cell.quotePrefix]
    assert len(guarded) >= 5 * len(HOSTILE)
    assert all(cell.data_type == "s" for cell in guarded)
    assert any(cell.value == '<script>|*,";\n🌊' for cell in cells)
    assert len(rows(book["检查表"])) == len(rows(book["任务"])) == len(HOSTILE) + 1


def test_a_plan_with_nothing_in_it(empty: Pair) -> None:
    book = opened(empty)
    assert rows(book["检查表"]) == rows(book["任务"]) == []
    assert book["检查表"].data_validations.dataValidation == []
    assert "（无）" in [row[0].value for row in book["检查表"].iter_rows()]


@pytest.mark.parametrize(
    ("length", "sizes", "vertical"),
    [
        pytest.param(100, (11, 11), "center", id="as usual"),
        pytest.param(1_500, (5.5, 8), "center", id="smaller letters where a row cannot be tall enough"),
        pytest.param(40_000, (5, 5), "top", id="beyond what a cell takes"),
    ],
)
def test_long_items(length: int, sizes: tuple[float, float], vertical: str, empty: Pair) -> None:
    plan = replace(empty[1], checklist=(PlanItem("C1", "查" * length, None, EVIDENCE),))
    sheet = opened((empty[0], plan))["检查表"]
    (cell,) = [row[2] for row in sheet.iter_rows() if row[0].value == 1]
    assert sizes[0] <= cell.font.size <= sizes[1]
    assert cell.alignment.vertical == vertical
    assert str(cell.value).endswith("…") == (length > 32_000)


def test_the_same_plan_gives_the_same_bytes(planned: Planned) -> None:
    content = plan_to_xlsx(*planned("c01"))
    assert content == plan_to_xlsx(*planned("c01"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"modified" not in book.read("docProps/core.xml")


def test_every_entry_stands_in_the_workbook_once(entry_name: str, planned: Planned) -> None:
    notice, plan = planned(entry_name)
    book = opened((notice, plan))
    assert sorted(str(row["检查内容"]).removesuffix("（存疑）") for row in rows(book["检查表"])) == sorted(
        i.text for i in plan.checklist
    )
    assert sorted(str(row["任务"]) for row in rows(book["任务"])) == sorted(t.action for t in plan.tasks)
    assert len(rows(book["联系人"], "单位")) == len(plan.contacts)
    assert len(rows(book["需要留意"])) == len(notice.findings) + len(plan.findings)
    assert all(0 < float(d.height or 15) <= 409 for sheet in book for d in sheet.row_dimensions.values())
