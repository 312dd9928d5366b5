"""How Word sets its paragraphs: by their own properties, their styles, blanks and pages."""

from __future__ import annotations

import pytest
from office_files import docx, p, part

from notice_parser.ingest.read import read_bytes

STYLES = part(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"/>'
    '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="U"><w:basedOn w:val="T"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="L"><w:basedOn w:val="L"/></w:style>',
)
LONG = "各县水务局要按照通知要求对辖区内的水库、堤防和闸站开展检查"


def looks(*paragraphs: str) -> list[tuple[str, float | None]]:
    lines = read_bytes(docx("".join(paragraphs), styles=STYLES)).pages[0].lines
    return [(line.align, line.size) for line in lines]


@pytest.mark.parametrize(
    ("text", "properties", "align"),
    [
        ("清岚市水务局", '<w:jc w:val="right"/>', "right"),
        ("清岚市水务局", '<w:jc w:val="end"/>', "right"),
        ("关于检查的通知", '<w:jc w:val="center"/>', "centre"),
        ("各县水务局：", "", "left"),
        ("各县水务局：", '<w:jc w:val="both"/>', "left"),
        (LONG, '<w:jc w:val="both"/>', "full"),
        ("清岚市水务局", '<w:ind w:left="4800"/>', "right"),
        ("清岚市水务局", '<w:ind w:firstLineChars="1500"/>', "right"),
        ("一、检查时间", '<w:ind w:firstLineChars="200" w:firstLine="640"/>', "left"),
        (LONG, '<w:ind w:left="4800"/>', "full"),
        ("清岚市水务局", '<w:pStyle w:val="U"/><w:jc w:val="left"/>', "left"),
    ],
)
def test_edges(text: str, properties: str, align: str) -> None:
    assert [a for a, _ in looks(p(text, properties))] == [align]


def test_styles_and_what_they_rest_on() -> None:
    assert looks(p("关于检查的通知", '<w:pStyle w:val="U"/>'), p("各县：", '<w:pStyle w:val="L"/>')) == [
        ("centre", 22.0),
        ("left", 16.0),
    ]


def test_blanks_that_somebody_typed_say_nothing_certain() -> None:
    assert looks(p("　　　　　　　　清岚市水务局"), p("　　各县要")) == [("left", 16.0)]


def test_titles_of_later_pages_are_not_told_by_their_place() -> None:
    centred = p("检查表", '<w:jc w:val="center"/>')
    for turn in ('<w:p><w:r><w:br w:type="page"/></w:r></w:p>', p("附件", "<w:pageBreakBefore/>")):
        assert [a for a, _ in looks(centred, turn, centred)].count("centre") == 1
    section = p("末", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
    assert [a for a, _ in looks(centred, section, centred)].count("centre") == 2
