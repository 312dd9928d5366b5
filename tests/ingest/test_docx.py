"""Word documents: what a reader sees, numbers and all."""

from __future__ import annotations

import time

import pytest
from office_files import docx, numbered, p, part, zipped

from notice_parser.core.source import ReadBy
from notice_parser.errors import (
    BlankSourceError,
    DamagedSourceError,
    EncryptedSourceError,
    NoticeError,
    UnsafeSourceError,
)
from notice_parser.ingest.numbers import format_number
from notice_parser.ingest.read import read_bytes


def text(body: str, **parts: str) -> str:
    return read_bytes(docx(body, **parts)).text


def level(index: int, form: str, shown: str) -> str:
    form = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/>'
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{form}</w:lvl>'


CHINESE = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
ARTICLES = level(0, "decimal", "第%1条") + level(1, "decimal", "%1.%2")
NUMBERING = part(
    "numbering",
    f'<w:abstractNum w:abstractNumId="0">{CHINESE}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{ARTICLES}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)


def test_paragraphs_and_breaks() -> None:
    assert text(p("关于检查的通知") + "<w:p/>" + p("各县：")) == "关于检查的通知\n\n各县：\n"
    run = "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t xml:space='preserve'> 丙</w:t></w:r>"
    assert text(f"<w:p>{run}</w:p>") == "甲\n乙\t 丙\n"


def test_numbers_come_with_their_paragraphs() -> None:
    body = (
        numbered("目标")
        + numbered("任务")
        + numbered("查台账", level=1)
        + numbered("台账齐全", level=2)
        + numbered("台账真实", level=2)
        + numbered("查现场", level=1)
        + numbered("要求")
        + numbered("加强领导", level=1)
    )
    assert text(body, numbering=NUMBERING).splitlines() == [
        "一、目标",
        "二、任务",
        "（一）查台账",
        "1. 台账齐全",
        "2. 台账真实",
        "（二）查现场",
        "三、要求",
        "（一）加强领导",
    ]


def test_lists_of_one_kind_go_on_unless_told_to_begin_anew() -> None:
    body = numbered("甲") + numbered("乙", 3) + numbered("丙", 3) + numbered("丁", 2) + numbered("戊", 2, 1)
    assert text(body, numbering=NUMBERING).splitlines() == ["一、甲", "一、乙", "二、丙", "第1条 丁", "1.1 戊"]


def test_a_blank_paragraph_takes_no_number() -> None:
    assert text(numbered("甲") + numbered("") + numbered("乙"), numbering=NUMBERING) == "一、甲\n\n二、乙\n"


def test_numbers_of_a_style() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        p("目标", '<w:pStyle w:val="H1"/>')
        + p("细目", '<w:pStyle w:val="H2"/>')
        + p("无号", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert text(body, numbering=NUMBERING, styles=part("styles", style)) == "一、目标\n（一）细目\n无号\n"


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (10, "chineseLegalSimplified", "壹拾"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "ideographTraditional", "丙"),
        (28, "lowerLetter", "bb"),
        (9, "lowerRoman", "ix"),
        (7, "decimalZero", "07"),
        (2, "decimalFullWidth", "２"),
        (2, "a form of the future", "2"),
    ],
)
def test_forms_of_numbers(number: int, form: str, written: str) -> None:
    assert format_number(number, form) == written


def test_tracked_changes_are_taken() -> None:
    body = (
        "<w:p><w:r><w:t>请于</w:t></w:r><w:del><w:r><w:delText>5月1日</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>5月8日</w:t></w:r></w:ins><w:r><w:t>前报送</w:t></w:r></w:p>"
    )
    source = read_bytes(docx(body))
    assert source.text == "请于5月8日前报送\n"
    assert any("修订" in finding for finding in source.findings)


def test_a_deleted_paragraph_end_joins_two() -> None:
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>关于检查</w:t></w:r></w:p>" + p("的通知")
    assert text(body) == "关于检查的通知\n"


def test_content_controls_links_and_hidden_text() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('清水〔2023〕17号')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>内</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert text(body) == "清水〔2023〕17号\n链接内\n"


def test_a_prompt_to_fill_in_is_no_text() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    run = prompt.format("<w:r><w:t>单击此处输入日期</w:t></w:r>")
    assert text(prompt.format(p("单击此处输入文字")) + f"<w:p><w:r><w:t>日期：</w:t></w:r>{run}</w:p>") == "日期：\n"


def test_fields_show_their_result() -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>2023年4月6日</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    assert text(body) == "2023年4月6日\n"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('清岚市水务局文件')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:wsp>{box}</w:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(f"<w:p>{drawing}<w:r><w:t>清水〔2023〕17号</w:t></w:r></w:p>") == "清岚市水务局文件\n清水〔2023〕17号\n"


def test_head_and_foot_without_page_numbers() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="r_header1"/>'
        '<w:footerReference w:type="default" r:id="r_footer1"/></w:sectPr>'
    )
    header, footer = (
        part("hdr", p("清岚市水务局文件")),
        part("ftr", p("— 1 —") + p("清岚市水务局办公室2023年4月6日印发")),
    )
    assert text(p("关于检查的通知") + section, header1=header, footer1=footer) == (
        "清岚市水务局文件\n关于检查的通知\n清岚市水务局办公室2023年4月6日印发\n"
    )


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def test_tables_stand_in_place_with_merged_cells_once() -> None:
    wide, first, next_ = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell(p('序号'))}{cell(p('检查内容'), wide)}</w:tr>"
        f"<w:tr>{cell(p('1'), first)}{cell(p('台账'))}{cell(p('齐全') + p('真实'))}</w:tr>"
        f"<w:tr>{cell(p(''), next_)}{cell(p('现场'))}{cell(p('整洁'))}</w:tr>"
    )
    source = read_bytes(docx(p("检查表") + f"<w:tbl>{rows}</w:tbl>" + p("说明")))
    assert source.text == "检查表\n序号\t检查内容\t\n1\t台账\t齐全 真实\n\t现场\t整洁\n说明\n"
    assert [len(row) for row in source.tables[0].rows] == [3, 3, 3]
    assert source.pages[0].read_by is ReadBy.MARKUP


def test_a_table_that_only_places_text_is_written_out() -> None:
    table = f"<w:tbl><w:tr>{cell(p('清岚市水务局') + p('清岚市财政局'))}{cell(p('文件'))}</w:tr></w:tbl>"
    source = read_bytes(docx(table))
    assert source.text == "清岚市水务局\n清岚市财政局\n文件\n"
    assert source.tables == ()


# What is wrong with a file


def test_a_template_without_text() -> None:
    with pytest.raises(BlankSourceError):
        text("<w:p/><w:p/>")


@pytest.mark.parametrize("name", ["word/document.xml", "word/numbering.xml"])
def test_document_types_are_refused(name: str) -> None:
    evil = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w">&x;</w:document>'
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "x", "word/document.xml": part("document", "<w:body/>")}
    relations = '<Relationships><Relationship Id="a" Type="x/numbering" Target="numbering.xml"/></Relationships>'
    with pytest.raises(UnsafeSourceError):
        read_bytes(zipped(parts | {"word/_rels/document.xml.rels": relations, name: evil}))


def test_entities_that_grow_are_refused() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    evil = f'<!DOCTYPE d [<!ENTITY a0 "x">{entities}]><d>&a9;</d>'
    with pytest.raises(UnsafeSourceError):
        read_bytes(zipped({"[Content_Types].xml": "x", "word/document.xml": evil}))


def test_what_stands_elsewhere_is_not_fetched() -> None:
    relations = (
        '<Relationships><Relationship Id="r1" Type="x/header" Target="http://192.0.2.1/a.xml" TargetMode="External"/>'
        '<Relationship Id="r2" Type="x/styles" Target="file:///etc/passwd"/></Relationships>'
    )
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r1"/></w:sectPr>'
    body = part("document", f"<w:body>{p('关于检查的通知')}{section}</w:body>")
    content = zipped({"word/document.xml": body, "word/_rels/document.xml.rels": relations})
    assert read_bytes(content).text == "关于检查的通知\n"


@pytest.mark.parametrize("document", ["", "rubbish", "<a", "<w:document xmlns:w='w'/>"])
def test_damaged_documents(document: str) -> None:
    with pytest.raises(DamagedSourceError):
        read_bytes(zipped({"word/document.xml": document}))


def test_a_password(tmp_path: object) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    with pytest.raises(EncryptedSourceError):
        read_bytes(content)


def test_a_zip_bomb() -> None:
    with pytest.raises(UnsafeSourceError):
        read_bytes(zipped({"word/document.xml": b" " * 200_000_000}))


def test_names_that_lead_out() -> None:
    with pytest.raises(UnsafeSourceError):
        read_bytes(zipped({"word/document.xml": part("document", "<w:body/>"), "../../x.xml": "x"}))


def test_deep_nesting() -> None:
    with pytest.raises(UnsafeSourceError):
        text("<w:sdt><w:sdtContent>" * 60 + "</w:sdtContent></w:sdt>" * 60)


def test_rubbish_in_numbers() -> None:
    rubbish = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="99"><w:start w:val="-1"/></w:lvl><w:lvl/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num/>',
    )
    for body in (numbered("甲"), numbered("甲", 1, 99), p("甲", '<w:numPr><w:ilvl w:val="x"/><w:numId/></w:numPr>')):
        assert text(body, numbering=rubbish).endswith("甲\n")


def test_many_paragraphs_in_time() -> None:
    started = time.process_time()
    try:
        text("".join(numbered(f"检查{hash(i * 7919)}", level=i % 3) for i in range(20_000)), numbering=NUMBERING)
    except NoticeError:
        pytest.fail("this is no bad file")
    assert time.process_time() - started < 10
