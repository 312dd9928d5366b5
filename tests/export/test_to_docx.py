"""The Word papers, read back with python-docx."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from made_plans import EVIDENCE, HOSTILE, Pair, Planned, task

from notice_parser.core.evidence import Field
from notice_parser.core.notice import DeadlineKind
from notice_parser.core.plan import PlanItem
from notice_parser.core.span import Span
from notice_parser.export.paper import Paper
from notice_parser.export.paper_tables import FormTable, value
from notice_parser.export.plain import plain
from notice_parser.export.to_docx import Form, plan_to_docx

TITLES = {
    Form.PLAN: "检查方案",
    Form.RECORD: "现场检查记录",
    Form.RECTIFICATION: "整改通知书",
    Form.SLIP: "收文处理笺",
}
Rows = list[tuple[str, ...]]


def opened(pair: Pair, form: Form = Form.PLAN) -> WordDocument:
    return Document(io.BytesIO(plan_to_docx(*pair, form)))


def paragraphs(word: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs]


def headed(word: WordDocument, title: str) -> Rows:
    """Give the rows of the table one of whose columns has this title, without the head and without bands."""
    for table in word.tables:
        rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
        if title in rows[0]:
            return [row for row in rows[1:] if len(set(row)) > 1 or not row[0]]
    raise AssertionError(f"no column {title}")


def said(text: str) -> str:
    """Leave out the marks that tell a reader to look again."""
    return plain(text).removesuffix("（存疑）")


@pytest.mark.parametrize("form", Form)
def test_the_page_is_that_of_the_standard(form: Form, planned: Planned) -> None:
    word = opened(planned("c01"), form)
    section = word.sections[0]
    sizes = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    sizes += [section.left_margin, section.right_margin]
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 37, 35, 28, 26]
    assert word.paragraphs[0].text == TITLES[form]
    normal, title = word.styles["Normal"], word.styles["公文标题"]
    assert normal.paragraph_format.line_spacing.pt == 28
    assert (normal.font.size.pt, title.font.size.pt) == (16, 22)
    fonts = [style.element.rPr.rFonts.get(qn("w:eastAsia")) for style in (normal, title)]
    assert fonts == ["仿宋_GB2312", "方正小标宋简体"]


def test_page_numbers_stand_at_the_outside(planned: Planned) -> None:
    word = opened(planned("c01"))
    assert word.settings.odd_and_even_pages_header_footer
    section = word.sections[0]
    places = [str(footer.paragraphs[0].alignment) for footer in (section.footer, section.even_page_footer)]
    assert [place.split()[0] for place in places] == ["RIGHT", "LEFT"]
    assert section.footer.paragraphs[0].text == "— 1 —"


def test_other_fonts_are_named(planned: Planned) -> None:
    with zipfile.ZipFile(io.BytesIO(plan_to_docx(*planned("c01")))) as package:
        fonts = ElementTree.fromstring(package.read("word/fontTable.xml"))
    others = {font.get(qn("w:name")): font[0].get(qn("w:val")) for font in fonts}
    assert "FangSong" in str(others["仿宋_GB2312"])
    assert "宋体" in str(others["方正小标宋简体"])


def test_the_plan(planned: Planned) -> None:
    words = paragraphs(opened(planned("c01")))
    assert "（根据《水域资源部办公厅关于开展2023年小型水闸安全运行专项检查的通知》（水域办〔2023〕41号）编制）" in words
    headings = [text for text in words if re.match("[一二三四五六七八九十]+、", text)]
    assert headings == [
        "一、检查目的",
        "二、检查依据",
        "三、检查对象",
        "四、检查时间",
        "五、检查组组成",
        "六、检查内容",
        "七、检查方式",
        "八、检查程序",
        "九、工作任务和时限",
        "十、联系方式",
    ]
    at = words.index("（二）工程实体")
    assert words[at + 1] == "1. 闸室、翼墙、消力池有无裂缝、沉陷和冲刷破坏；"
    assert "检查组数和人数：4个，每组5—7人" in words


def test_what_the_notice_does_not_say_is_a_blank(empty: Pair) -> None:
    words = paragraphs(opened(empty))
    assert sum(text.startswith("（来文未载明）＿") for text in words) == 6
    assert "各批次时间（来文未载明）＿＿＿＿＿＿＿＿＿＿＿＿" in words
    assert "每次检查时长：（来文未载明）＿＿＿＿＿＿＿＿" in words
    assert not any("None" in text for text in words)


@pytest.mark.parametrize("form", Form)
def test_a_plan_with_nothing_in_it(form: Form, empty: Pair) -> None:
    word = opened(empty, form)
    assert word.paragraphs[0].text == TITLES[form]
    assert all(row.cells for table in word.tables for row in table.rows)


def test_without_a_checklist_the_record_has_rows_to_fill_in(empty: Pair) -> None:
    word = opened(empty, Form.RECORD)
    assert [row[:2] for row in headed(word, "检查结果")] == [(str(at), "") for at in range(1, 6)]
    assert "（未见标题）" not in "\n".join(cell.text for row in word.tables[0].rows for cell in row.cells)


def test_the_head_of_a_section_stands_with_its_first_item(planned: Planned) -> None:
    rows = opened(planned("c01"), Form.RECORD).tables[1].rows
    bands = [row for row in rows if row.cells[0].text == "责任体系"]
    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in bands] == [True]


def test_the_record_has_a_result_and_a_place_to_sign(planned: Planned) -> None:
    word = opened(planned("c01"), Form.RECORD)
    rows = headed(word, "检查结果")
    assert {row[3] for row in rows} == {"□符合\n□不符合\n□不适用"}
    assert [row[0] for row in rows] == [str(at) for at in range(1, 8)]
    assert rows[2][1:3] == ("闸室、翼墙、消力池有无裂缝、沉陷和冲刷破坏；", "第432字起")
    signed = [row.cells[0].text for row in word.tables[-1].rows if "签名" in row.cells[1].text]
    assert signed == ["被检查单位\n现场负责人", "检查人员", "检查人员", "记录人", "见证人"]
    head = {row.cells[0].text: row.cells[1].text for row in word.tables[0].rows}
    assert head["被检查单位"] == head["检查地点"] == ""
    assert "水域办〔2023〕41号" in head["任务来源"]


def test_the_head_of_a_long_table_stands_on_every_page(planned: Planned) -> None:
    table = opened(planned("c01"), Form.RECORD).tables[1]
    marks = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marks == [True] + [False] * (len(marks) - 1)


def test_the_rectification_notice_takes_up_what_was_asked(empty: Pair) -> None:
    by = {"kind": DeadlineKind.BY, "due": dt.date(2024, 5, 10)}
    tasks = (task(1, "完成整改并报送整改报告", **by), task(2, "报送联络员名单", **by))
    words = paragraphs(opened((empty[0], replace(empty[1], tasks=tasks)), Form.RECTIFICATION))
    assert "1. 完成整改并报送整改报告（时限：2024年5月10日前）" in words
    assert not any("联络员" in text for text in words)


def test_the_rectification_notice_names_no_inspector_and_no_day(planned: Planned) -> None:
    word = opened(planned("c03"), Form.RECTIFICATION)
    words = paragraphs(word)
    assert "＿＿＿＿〔　　　　〕第＿＿＿号" in words
    assert "＿＿＿＿＿＿＿＿＿＿（印章）" in words
    assert [row[1].strip() for row in headed(word, "存在的问题")] == [""] * 5


def test_the_slip(planned: Planned) -> None:
    word = opened(planned("c03"), Form.SLIP)
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    slip = {row[at]: row[at + 1] for row in cells for at in (0, 2)}
    assert slip["发文字号"] == "沅教联〔2022〕9号"
    assert slip["成文日期"] == "2022年8月25日"
    assert slip["公开属性"] == "主动公开"
    assert slip["密级和期限"] == slip["紧急程度"] == slip["承办人"] == ""
    assert slip["附　　件"].split("\n") == ["学校食堂食品安全检查要点", "学校食堂食品安全自查表", "整改情况汇总表"]


def test_every_entry_stands_in_its_papers(entry_name: str, planned: Planned) -> None:
    notice, plan = planned(entry_name)
    paper = opened((notice, plan))
    words = paragraphs(paper)
    text = "\n".join(words)
    items = (*plan.checklist, *plan.methods, *plan.procedure)
    unnumbered = [said(re.sub(r"^\d+\. ", "", word)) for word in words]
    assert [i.id for i in items if plain(i.text) not in unnumbered and plain(i.text) not in text] == []
    assert all(str(target.value) in text for target in plan.targets)
    assert all(reference.value in text for reference in plan.basis)
    assert all(role.role in text for role in plan.teams.roles)
    assert sorted(row[1] for row in headed(paper, "工作任务")) == sorted(t.action for t in plan.tasks)
    contacts = headed(paper, "邮箱")
    assert all(any(contact.name in row[1] for row in contacts) for contact in plan.contacts if contact.name)
    record = headed(opened((notice, plan), Form.RECORD), "检查结果") if plan.checklist else []
    assert len(record) == len(plan.checklist)
    asked = [said(row[1]) for row in record]
    whole = "{}(（责任单位：.*）)?"
    assert [
        i.text for i in plan.checklist if not any(re.fullmatch(whole.format(re.escape(i.text)), a) for a in asked)
    ] == []
    slip = opened((notice, plan), Form.SLIP)
    assert [row[1] for row in headed(slip, "事项")] == [row[1] for row in headed(paper, "工作任务")]
    noted = "\n".join(paragraphs(slip))
    assert all(plain(finding.message) in noted for finding in (*notice.findings, *plan.findings))


@pytest.mark.parametrize("form", Form)
def test_hostile_values_are_text(form: Form, hostile: Pair) -> None:
    word = opened(hostile, form)
    whole = "\n".join([*paragraphs(word), *(c.text for t in word.tables for row in t.rows for c in row.cells)])
    if form in (Form.PLAN, Form.RECORD):
        assert '<script>|*,";\n🌊' in whole
    if form is not Form.RECTIFICATION:
        assert all(plain(text).strip() in whole for text in HOSTILE)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", whole)
    with zipfile.ZipFile(io.BytesIO(plan_to_docx(*hostile, form))) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))


def test_five_hundred_items(empty: Pair) -> None:
    items = tuple(PlanItem(f"C{i}", f"第{i}项是否落实" * (i % 9 + 1), f"第{i % 120}部分", EVIDENCE) for i in range(500))
    pair = empty[0], replace(empty[1], checklist=items)
    start = time.perf_counter()
    assert len(headed(opened(pair, Form.RECORD), "检查结果")) == 500
    words = paragraphs(opened(pair))
    assert sum(bool(re.match(r"\d+\. 第\d+项", word)) for word in words) == 500
    assert "（一百二十）第119部分" in words
    assert time.perf_counter() - start < 60


def test_items_without_a_section_are_told_apart(empty: Pair) -> None:
    items = (PlanItem("C1", "甲", "台账", EVIDENCE), PlanItem("C2", "乙", None, EVIDENCE))
    words = paragraphs(opened((empty[0], replace(empty[1], checklist=items))))
    at = words.index("（一）台账")
    assert words[at : at + 4] == ["（一）台账", "甲", "（二）未分项目", "乙"]


def test_titles_in_a_title_are_cited_with_the_inner_brackets(empty: Pair) -> None:
    title = Field.found("关于印发《甲县检查方案》的通知", Span(0, 2), rule="test")
    words = paragraphs(opened((replace(empty[0], title=title), empty[1])))
    assert words[1] == "（根据《关于印发〈甲县检查方案〉的通知》编制）"


@pytest.mark.parametrize("form", Form)
def test_the_same_plan_gives_the_same_bytes(form: Form, planned: Planned) -> None:
    content = plan_to_docx(*planned("c01"), form)
    assert content == plan_to_docx(*planned("c01"), form)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"dcterms" not in package.read("docProps/core.xml").split(b">", 2)[2]
        assert not [name for name in package.namelist() if "thumbnail" in name or "stylesWithEffects" in name]


def test_a_row_that_does_not_fill_its_table_is_a_mistake() -> None:
    table = FormTable(Paper("甲"), (10, 20))
    with pytest.raises(ValueError, match="1 of 2"):
        table.row(value())
