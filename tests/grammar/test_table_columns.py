"""Columns told from header cells, tables of plain text, entries of tables."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from notice_parser.core.source import Table
from notice_parser.core.span import Span
from notice_parser.grammar.plain_tables import find_plain_tables
from notice_parser.grammar.table_columns import Column, column_of, find_header
from notice_parser.grammar.table_rows import read_entries

COLUMNS = tomllib.loads((files("notice_parser.lexicon") / "table_columns.toml").read_text(encoding="utf-8"))["column"]


@pytest.mark.parametrize(("name", "cell"), [(c["name"], cell) for c in COLUMNS for cell in c["yes"]])
def test_a_header_cell_names_its_column(name: str, cell: str) -> None:
    found = column_of(cell)
    assert found is not None
    assert found.column == name


@pytest.mark.parametrize(("name", "cell"), [(c["name"], cell) for c in COLUMNS for cell in c["no"]])
def test_another_header_cell_does_not(name: str, cell: str) -> None:
    found = column_of(cell)
    assert found is None or found.column != name


def test_every_column_has_words_and_examples_both_ways() -> None:
    assert {c["name"] for c in COLUMNS} == {c.value for c in Column}
    assert all(c["words"] and c["yes"] and c["no"] for c in COLUMNS)


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([["序号", "检查内容", "备注"]], 0),
        ([["安全检查表", "", ""], ["被检查单位：", "", ""], ["序号", "检查内容", "是否符合"]], 2),
        ([["序号", "检查内容", "检查结果", ""], ["", "", "是", "否"]], 1),
        ([["姓名", "单位", "联系电话"]], 0),
        ([["姓名", "张三", "职务", "科长"]], None),
        ([["单位名称：", "联系人：", "联系电话："]], None),
        ([["地区", "企业数量", "检查数量", "序号"]], None),
        ([["1", "消防通道是否畅通", "是"]], None),
        ([["序号", "检查内容为消防通道。", "备注"]], None),
        ([], None),
    ],
)
def test_the_header_of_a_table(rows: list[list[str]], row: int | None) -> None:
    header = find_header(rows)
    assert (header.row if header else None) == row


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("序号\t检查内容\t备注\n1\t消防通道\t\n2\t用电安全\t甲\n完", [(3, 3)]),
        ("| 序号 | 检查内容 |\n| --- | --- |\n| 1 | 消防通道 |\n", [(2, 2)]),
        ("检查项目　　检查内容　　分值\n消防　　通道畅通　　5\n", [(2, 3)]),
        ("序号\t整改措施\t责任单位\t完成时限\n1\t清理通道\n\n2\t甲\t乙\t丙", [(2, 4)]),
        ("序号\t检查内容\n1\t甲\t乙\t丙\n", []),
        ("姓名\t电话\n张三\t5550101\n", [(2, 2)]),
        ("姓名：\t电话：\n张三\t5550101\n", []),
        ("序号\t检查内容\t备注\n", []),
        ("检查时间：3月1日　　检查人：张三\n检查时间：3月2日　　检查人：李四\n", []),
        ("序号|检查内容", []),
        ("某市财政局　　2024年3月1日\n某市教育局　　2024年3月1日\n", []),
    ],
)
def test_tables_of_plain_text(text: str, sizes: list[tuple[int, int]]) -> None:
    assert [(len(t.rows), len(t.rows[0])) for t in find_plain_tables(text)] == sizes


def table_of(rows: list[list[str]]) -> tuple[str, Table]:
    """Write rows as text; a cell that is ^ is the one above, reaching down."""
    text = ""
    spans: list[tuple[Span, ...]] = []
    for row in rows:
        cells: list[Span] = []
        for i, cell in enumerate(row):
            text += "\t" if i else ""
            cells.append(spans[-1][i] if cell == "^" else Span(len(text), len(text) + len(cell)))
            text += "" if cell == "^" else cell
        text += "\n"
        spans.append(tuple(cells))
    return text, Table(Span(0, len(text)), tuple(spans))


Row = tuple[str, str | None, str | None, str | None]


def read(rows: list[list[str]]) -> tuple[bool, bool, list[Row]]:
    text, table = table_of(rows)
    entries = read_entries(text, table)

    def of(span: Span | None) -> str | None:
        return span.of(text) if span else None

    listed = [("|".join(s.of(text) for s in r.item), of(r.section), of(r.actor), of(r.due)) for r in entries.rows]
    return entries.is_checklist, entries.is_task_list, listed


CHECKS = ["序号", "检查项目", "检查内容", "检查方法", "分值"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([CHECKS, ["1", "消防", "通道畅通", "现场看", "5"]], [("通道畅通", "消防")]),
        ([CHECKS, ["1", "消防", "通道", "", "5"], ["2", "^", "灯具", "", "5"]], [("通道", "消防"), ("灯具", "消防")]),
        ([CHECKS, ["1", "消防", "通道", "", "5"], ["2", "", "灯具", "", "5"]], [("通道", "消防"), ("灯具", "消防")]),
        ([CHECKS, ["一、安全管理", "", "", "", ""], ["1", "", "制度健全", "", ""]], [("制度健全", "一、安全管理")]),
        (
            [CHECKS, ["1", "消防", "通道", "", ""], CHECKS, ["2", "", "线路", "", ""]],
            [("通道", "消防"), ("线路", "消防")],
        ),
        ([["序号", "检查项目", "检查标准", "得分"], ["1", "消防", "通道畅通", ""]], [("通道畅通", "消防")]),
        ([["检查项目", "是", "否"], ["通道是否畅通", "", ""]], [("通道是否畅通", None)]),
        ([["一级指标", "二级指标", "评价要点"], ["管理", "制度", "制度健全"]], [("制度健全", "制度")]),
        ([["项目", "内容", "评分标准"], ["管理", "制度健全", "缺一项扣2分"]], [("制度健全", "管理")]),
        # broken by the end of a page, or two under one number
        ([CHECKS, ["1", "消防", "通道，", "", ""], ["", "", "无杂物", "", ""]], [("通道，|无杂物", "消防")]),
        (
            [CHECKS, ["1", "消防", "通道。", "", ""], ["", "", "灯具。", "看", ""]],
            [("通道。", "消防"), ("灯具。", "消防")],
        ),
        # what stands below the rows, and rows to be filled in
        ([CHECKS, ["1", "消防", "通道", "", ""], ["合计", "", "", "", "100"]], [("通道", "消防")]),
        ([CHECKS, ["1", "消防", "通道", "", ""], ["检查人签字：", "", "", "", ""]], [("通道", "消防")]),
        ([CHECKS, ["1", "", "", "", ""], ["2", "", "", "", ""], ["……", "", "……", "", ""]], []),
        ([["序号", "检查内容", "备注"], ["示例", "消防通道", ""], ["例：", "用电安全", ""]], []),
    ],
)
def test_checks(rows: list[list[str]], expected: list[tuple[str, str | None]]) -> None:
    is_checklist, _, entries = read(rows)
    assert is_checklist
    assert [entry[:2] for entry in entries] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["序号", "整改措施", "责任单位", "完成时限"], ["1", "清理通道", "后勤处", "5月底前"]],
            [("清理通道", None, "后勤处", "5月底前")],
        ),
        (
            [["重点任务", "具体措施", "牵头单位"], ["排查", "逐户登记", "民政局"], ["^", "建立台账", "^"]],
            [("逐户登记", None, "民政局", None), ("建立台账", None, "民政局", None)],
        ),
        (
            [["阶段", "时间", "工作内容"], ["自查", "3月1日至10日", "全面自查"]],
            [("全面自查", "自查", None, "3月1日至10日")],
        ),
        ([["存在问题", "整改时限"], ["通道堵塞", "4月1日"]], [("通道堵塞", None, None, "4月1日")]),
        ([["序号", "整改措施", "责任单位", "完成时限"], ["1", "", "", ""], ["2", "", "", ""]], []),
    ],
)
def test_tasks(rows: list[list[str]], expected: list[Row]) -> None:
    is_checklist, is_task_list, entries = read(rows)
    assert is_task_list
    assert not is_checklist
    assert entries == expected


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "单位", "联系电话"], ["张三", "某局", "5550101"]],
        [["序号", "单位名称", "检查数量", "备注"], ["1", "某市", "20", ""]],
        [["序号", "项目", "金额"], ["1", "道路改造", "200"]],
        [["序号", "内容", "备注"], ["1", "开幕式", ""]],
        [["时间", "内容", "地点"], ["3月1日", "报到", "某宾馆"]],
        [["日期", "序号", "地点"], ["3月1日", "1", "某宾馆"]],
        [["序号", "要求"], ["1", "统一着装"]],
    ],
)
def test_other_tables_have_no_entries(rows: list[list[str]]) -> None:
    assert read(rows) == (False, False, [])
