"""Tables written out as lines: cells on lines of their own or parted by blanks, with what was lost on the way."""

from __future__ import annotations

import pytest

from notice_parser.core.span import Span
from notice_parser.grammar.cell_places import placed
from notice_parser.grammar.flat_tables import find_flat_tables
from notice_parser.grammar.plain_tables import find_plain_tables
from notice_parser.grammar.table_columns import find_header

CHECKS = "序号\n检查项目\n检查内容\n检查结果\n备注\n"


def cells(text: str) -> list[list[str]]:
    (table,) = find_flat_tables(text)
    return [[cell.of(text) for cell in row] for row in table.rows[1:]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            CHECKS + "1\n消防\n通道是否畅通\n2\n灯具是否完好\n3\n用电\n是否私拉电线\n",
            [
                ["1", "消防", "通道是否畅通", "", ""],
                ["2", "", "灯具是否完好", "", ""],
                ["3", "用电", "是否私拉电线", "", ""],
            ],
        ),
        # bars and a form's fields between, as in pages copied from a browser
        (
            "序号\n| 检查时间:\n|\n受查单位:\n|\n检查内容\n| 检查结果\n|\n1\n| 方案是否制定\n| |\n"
            "2\n| 会议是否召开\n| |\n",
            [["1", "", "", "方案是否制定", ""], ["2", "", "", "会议是否召开", ""]],
        ),
        # the last row ends where others do
        (
            "序号\n检查内容\n备注\n1\n通道是否畅通\n2\n灯具是否完好\n请各单位认真组织自查。\n",
            [["1", "通道是否畅通", ""], ["2", "灯具是否完好", ""]],
        ),
        (
            "序号\n检查内容\n备注\n1\n通道是否畅通\n附件2\n",
            [["1", "通道是否畅通", ""]],
        ),
        # the head of the next page
        (
            "序号\n检查内容\n备注\n1\n通道是否畅通\n—3—\n序号\n检查内容\n备注\n2\n灯具是否完好\n",
            [["1", "通道是否畅通", ""], ["2", "灯具是否完好", ""]],
        ),
        # points are no number of a row
        (
            "序号\n考核内容\n分值\n得分\n1\n方案制定\n2\n2\n台账建立\n3\n3\n会议召开\n5\n",
            [["1", "方案制定", "2", ""], ["2", "台账建立", "3", ""], ["3", "会议召开", "5", ""]],
        ),
        (
            "序号 检查项目 检查要点 检查方法\n1 安全管理\n1.1 责任制 是否建立责任制 查阅资料\n"
            "2 现场管理\n2.1 作业 是否审批 现场查看\n",
            [
                ["1", "安全管理", "", ""],
                ["1.1", "责任制", "是否建立责任制", "查阅资料"],
                ["2", "现场管理", "", ""],
                ["2.1", "作业", "是否审批", "现场查看"],
            ],
        ),
        (
            "序号  工作任务  责任单位  完成时限\n1  制定方案  市教育局  2024年3月15日\n2  全面排查  4月底前\n",
            [["1", "制定方案", "市教育局", "2024年3月15日"], ["2", "全面排查", "", "4月底前"]],
        ),
        (
            "序 号 单位名称 姓名 职务 联系电话\n1 东河县教育局 王芳 科长 5550101\n2 西河县教育局 赵强 5550102\n",
            [["1", "东河县教育局", "王芳", "科长", "5550101"], ["2", "西河县教育局", "赵强", "", "5550102"]],
        ),
        ("序号\n检查内容\n备注\n1\n2\n3\n填表人：\n", [["1", "", ""], ["2", "", ""], ["3", "", ""]]),
    ],
)
def test_rows_find_their_columns(text: str, rows: list[list[str]]) -> None:
    assert cells(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "序号",
        "序号\n检查内容\n",
        "序号\n检查内容\n2\n通道\n",
        "填写的条目序号为：1\n检查内容\n1\n通道\n",
        "序号\n请各单位于3月1日前报送。\n1\n通道\n",
        "编号：应急〔2024〕3号\n1\n检查内容\n",
        "序号\t检查内容\n1\t甲\t乙\t丙\n",
        "检查内容\n1.通道是否畅通\n2.灯具是否完好\n",
        "序号\n身份证号\n1\n2\n",
    ],
)
def test_other_lines_are_no_table(text: str) -> None:
    assert find_flat_tables(text) == ()


def test_a_long_text_without_an_end_is_read_in_bounds() -> None:
    text = CHECKS + "1\n" + "消防通道是否畅通，" * 20_000
    assert len(cells(text)[0]) == 5


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (["序号", "检查内容", "分值", "得分"], ["通道畅通", "5分"], ["通道畅通", "5分", ""]),
        (["序号", "检查项目", "检查内容", "依据"], ["通道是否畅通", "《消防法》"], ["", "通道是否畅通", "《消防法》"]),
        (["序号", "工作任务", "责任单位"], ["修订", "制度", "市教育局"], ["修订制度", "市教育局"]),
        (["序号", "单位", "姓名", "邮箱"], ["王芳", "a@b.cn"], ["", "王芳", "a@b.cn"]),
        (["序号", "检查内容", "是", "否"], [], ["", "", ""]),
    ],
)
def test_each_cell_goes_where_it_fits(head: list[str], row: list[str], expected: list[str]) -> None:
    header = find_header([head])
    assert header is not None
    text = "1" + "".join(row)
    spans, at = [], 1
    for cell in row:
        spans.append(Span(at, at + len(cell)))
        at += len(cell)
    found = placed(text, Span(0, 1), spans, header, opens=False)
    assert found is not None
    assert [span.of(text) for span in found] == ["1", *expected]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("组别 组长 检查区域 联系电话\n第一组 张立 东河县 5550101\n第二组 李明 西河县 5550102\n完", [(3, 4)]),
        ("组别 组长 检查区域 联系电话\n第一组 张立 东河县 5550101\n", []),
        ("检查 内容 标准\n甲 乙 丙\n丁 戊 己\n", []),
    ],
)
def test_single_blanks_part_cells_of_several_even_rows(text: str, sizes: list[tuple[int, int]]) -> None:
    assert [(len(t.rows), len(t.rows[0])) for t in find_plain_tables(text)] == sizes
