"""What Word says of its paragraphs reaches the fields: titles in the middle, signatures on the right."""

from __future__ import annotations

import datetime as dt

import pytest
from office_files import docx, p, part

from notice_parser.core.notice import Notice
from notice_parser.core.outline import ZoneKind
from notice_parser.ingest.read import read_bytes
from notice_parser.pipeline import clean, read_notice
from notice_parser.structure.build import build_outline

STYLES = part(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:sz w:val="36"/></w:rPr></w:style>',
)
SET_IN = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
BODY = [
    p("为全面落实上级部署要求，进一步压实各方责任，坚决防范各类事故发生，现将有关事项通知如下：", SET_IN),
    p("一、突出工作重点。要结合本地实际，对照工作清单逐条逐项开展排查，建立台账，明确责任人员，确保整改到位。", SET_IN),
    p("二、严格工作要求。要加强组织领导，强化协同配合，压实工作责任，对工作不力的予以通报批评。", SET_IN),
]
ADDRESSED = p("各县（市、区）水利局，市直有关单位：")
RIGHT = '<w:jc w:val="right"/>'
DATE = p("2023年5月9日", RIGHT)


def titled(text: str) -> str:
    return p(text, '<w:pStyle w:val="T"/>')


def read(*paragraphs: str) -> Notice:
    return read_notice(read_bytes(docx("".join(paragraphs), styles=STYLES)))


@pytest.mark.parametrize("properties", [RIGHT, '<w:ind w:left="4800"/>'])
@pytest.mark.parametrize("signer", ["青岚河长制工作专班", "城南片区网格"])
def test_an_unusual_name_on_the_right_above_the_date_signs(signer: str, properties: str) -> None:
    found = read(titled("关于开展防汛检查的通知"), ADDRESSED, *BODY, p(signer, properties), DATE)
    assert [f.value for f in found.issuers] == [signer]
    assert found.issue_date.value == dt.date(2023, 5, 9)


def test_a_slogan_at_the_left_above_the_date_signs_nothing() -> None:
    content = docx(
        "".join([titled("关于开展防汛检查的通知"), ADDRESSED, *BODY, p("落实到位见成效", SET_IN), DATE]), styles=STYLES
    )
    outline = build_outline(clean(read_bytes(content)))
    assert [z.span.of(outline.text) for z in outline.zones_of(ZoneKind.SIGNATURE)] == ["2023年5月9日"]


@pytest.mark.parametrize("lines", [("汛期六个必须",), ("榆川市水库安全", "鉴定与除险加固", "三年行动路线图")])
def test_large_lines_in_the_middle_above_the_text_are_the_title(lines: tuple[str, ...]) -> None:
    found = read(*map(titled, lines), ADDRESSED, *BODY, p("榆川市水利局", RIGHT), DATE)
    assert found.title.value == "".join(lines)
    assert [f.value for f in found.addressees] == ["各县（市、区）水利局", "市直有关单位"]


def test_a_heading_in_the_middle_of_the_text_is_no_title() -> None:
    heading = p("保障措施", '<w:pStyle w:val="H"/>')
    found = read(titled("榆川市供水管理办法"), p("第一章 总则", '<w:pStyle w:val="H"/>'), *BODY, heading, *BODY)
    assert found.title.value == "榆川市供水管理办法"


def test_a_line_on_the_right_above_the_title_signs_nothing() -> None:
    found = read(
        p("防汛文件汇编", RIGHT), titled("关于开展防汛检查的通知"), ADDRESSED, *BODY, p("榆川市水利局", RIGHT), DATE
    )
    assert found.title.value == "关于开展防汛检查的通知"
    assert [f.value for f in found.issuers] == ["榆川市水利局"]
