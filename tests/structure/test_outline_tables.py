"""Tables of the outline: their rows are no lines, sentences or numbered parts; other tables stay text."""

from __future__ import annotations

import pytest

from notice_parser.clean.restore import restore
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.source import ReadBy, SourceText
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable, assemble
from notice_parser.structure.build import build_outline

HEAD = "某市应急管理局关于开展安全检查的通知\n各县区应急管理局：\n现将有关事项通知如下。\n一、检查内容\n见附件。\n"
TAIL = "某市应急管理局\n2024年2月20日\n附件1\n安全检查表\n"


def document(before: str, rows: list[list[str]], after: str = "") -> SourceText:
    """Give lines, a table and lines as a reader of files does."""
    table = RawTable(tuple(tuple((RawLine(cell),) if cell else () for cell in row) for row in rows))
    lines = [[RawLine(line) for line in text.split("\n") if line] for text in (before, after)]
    return assemble([RawPage(1, 0, 0, (*lines[0], table, *lines[1]), ReadBy.MARKUP)], media_type="")


def outline_of(source: SourceText) -> Outline:
    return build_outline(restore(source))


def cells(outline: Outline) -> list[list[list[str]]]:
    return [[[cell.of(outline.text) for cell in row] for row in table.rows] for table in outline.tables]


ROWS = [
    ["序号", "检查内容", "备注"],
    ["1", "一、通道是否畅通。", ""],
    ["2", "灯具，", "于3月1日前上报"],
    ["3", "，线路", "甲"],
]


@pytest.mark.parametrize("as_text", [False, True])
def test_rows_are_no_lines_sentences_or_parts(as_text: bool) -> None:
    source = document(HEAD + TAIL, ROWS, "附件2\n整改情况表\n二、填报要求\n按月填报。\n")
    outline = outline_of(SourceText(source.text) if as_text else source)
    assert cells(outline) == [ROWS]
    table = outline.tables[0].span
    assert not any(table.overlaps(x.span) for x in (*outline.lines, *outline.sentences))
    assert [s.label for s in outline.sections] == ["一、", "二、"]
    zone = outline.zone_at(table.start)
    assert zone is not None
    assert zone.kind is ZoneKind.BODY
    assert [outline.document_at(table.start), len(outline.documents)] == [1, 3]
    assert outline.documents[1].span.contains(table)


def test_zones_do_not_overlap_and_hold_the_table() -> None:
    outline = outline_of(document(HEAD, ROWS, TAIL))
    ends = [z.span.end for z in outline.zones]
    assert all(end <= z.span.start for end, z in zip(ends, outline.zones[1:], strict=False))
    zone = outline.zone_at(outline.tables[0].span.start)
    assert zone is not None
    assert zone.kind is ZoneKind.BODY
    assert outline.table_at(outline.tables[0].span.end - 1) is outline.tables[0]
    assert outline.table_at(0) is None


@pytest.mark.parametrize(
    "rows",
    [
        [["抄送：某市人民政府", ""], ["某市应急管理局办公室", "2024年2月20日印发"]],
        [["索引号", "01234", "发文机关", "某市应急管理局"], ["标题", "通知", "成文日期", "2024年2月20日"]],
        [["联系人：张三", "电话：5550101"], ["联系人：李四", "电话：5550102"]],
        [["某市应急管理局", "签发人：王五"], ["某应急〔2024〕1号", ""]],
        [["各单位要加强领导。", "落实责任。"], ["甲", "乙"]],
        [["检查内容", "备注"]],
        [["时间", "3月1日上午9时"], ["地点", "某市政府会议室"], ["参会人员", "各县区负责人"]],
        [["时间", "3月1日", "地点", "某宾馆"], ["联系人", "张三", "电话", "5550101"]],
    ],
)
def test_a_table_that_places_things_stays_text(rows: list[list[str]]) -> None:
    outline = outline_of(document(HEAD, rows))
    assert outline.tables == ()
    assert any(rows[0][0][:4] in line.span.of(outline.text) for line in outline.lines)


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "检查内容", "备注"], ["1", "通", "知"], ["2", "加强", "检查，"], ["3", "，甲", "— 1 —"]],
        [["序号", "检查内容", "备注"], ["1", "是", "否"], ["2", "公", "告"], ["3", "12", "年度"]],
        [["序号", "检查内容", "备注"], ["1", "来源：甲", "打印"], ["2", "首页", ""], ["3", "(一)内容", "a,b"]],
        [["地区", "数量", "备注"], ["某县", "2019", ""], ["年", "11", "月"], ["某市", "12", ""]],
    ],
)
def test_restoring_keeps_cells_apart(rows: list[list[str]]) -> None:
    source = document(HEAD, rows, "某市应急管理局\n2024年2月20日\n")
    clean = restore(source)
    (table,) = source.tables
    text = clean.alignment.to_clean(table.span).of(clean.text)
    assert [line.count("\t") for line in text.strip("\n").split("\n")] == [len(rows[0]) - 1] * len(rows)
    assert [len(t.rows) for t in build_outline(clean).tables] == [len(rows)]
