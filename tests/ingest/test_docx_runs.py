"""Runs of Word: symbols, fields, form fields, hidden and moved text, letters drawn as art, looks."""

from __future__ import annotations

import pytest
from office_files import docx, p, part

from notice_parser.ingest.docx_symbols import symbol
from notice_parser.ingest.read import read_bytes


def text(*runs: str, **parts: str) -> str:
    return read_bytes(docx(f"<w:p>{''.join(runs)}</w:p>", **parts)).text.rstrip("\n")


def run(inner: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def t(words: str, properties: str = "") -> str:
    return run(f'<w:t xml:space="preserve">{words}</w:t>', properties)


def sym(font: str, char: str) -> str:
    return run(f'<w:sym w:font="{font}" w:char="{char}"/>')


def mark(kind: str, inner: str = "") -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar>')


def code(instruction: str) -> str:
    return run(f'<w:instrText xml:space="preserve">{instruction}</w:instrText>')


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F06F", "□"),
        ("Wingdings", "F081", "①"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "00A3", "□"),
        ("Symbol", "F0B3", "≥"),
        ("仿宋_GB2312", "3014", "〔"),
        ("Wingdings", "F023", ""),
        ("Webdings", "F061", ""),
        ("宋体", "xx", ""),
        ("宋体", "D800", ""),
        ("宋体", "0007", ""),
    ],
)
def test_symbols(font: str, char: str, shown: str) -> None:
    assert text(t("甲"), sym(font, char), t("乙")) == f"甲{shown}乙"


def test_letters_of_a_symbol_font_are_symbols() -> None:
    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:eastAsia="仿宋"/>'
    assert text(t("þ", fonts), t("合格", fonts), t("o", fonts), t("不合格")) == "☑合格□不合格"
    assert symbol("Wingdings", 0xFE) == "☑"


def test_fields_show_their_results_and_nothing_of_their_instructions() -> None:
    link = (mark("begin"), code(' HYPERLINK "http://192.0.2.1/a" '), mark("separate"), t("附件"), mark("end"))
    inner = (mark("begin"), code(" IF "), *link, code(' = "" "甲" "乙" '), mark("separate"), t("乙"), mark("end"))
    assert text(*link) == "附件"
    assert text(t("见"), *inner, t("。")) == "见乙。"
    assert text('<w:fldSimple w:instr=" DATE "><w:r><w:t>2023年4月6日</w:t></w:r></w:fldSimple>') == "2023年4月6日"


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (r"eq \o\ac(○,3)", "③"),
        (r"EQ \o\ac(○,21)", "21"),
        (r"eq \o\ac(□,检)", "检"),
        (r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(lán),岚)", "岚"),
        (" PAGE ", ""),
        (r"eq \o\ac(○", ""),
    ],
)
def test_fields_that_draw(instruction: str, shown: str) -> None:
    assert text(t("甲"), mark("begin"), code(instruction), mark("end"), t("乙")) == f"甲{shown}乙"


def test_a_field_that_never_ends_hides_no_other_paragraph_for_good() -> None:
    body = f"<w:p>{mark('begin')}{code(' DATE ')}{mark('separate')}{t('4月6日')}</w:p>" + p("各县水务局：")
    assert read_bytes(docx(body)).text == "4月6日\n各县水务局：\n"
    assert read_bytes(docx(f"<w:p>{mark('end')}{mark('separate')}{t('甲')}</w:p>")).text == "甲\n"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "□"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☑"),
        ("<w:checkBox/>", "□"),
        ("<w:ddList><w:result w:val='1'/><w:listEntry w:val='特急'/><w:listEntry w:val='加急'/></w:ddList>", "加急"),
        ("<w:ddList><w:listEntry w:val='特急'/></w:ddList>", "特急"),
        ("<w:ddList><w:result w:val='9'/><w:listEntry w:val='特急'/></w:ddList>", ""),
        ("<w:textInput/>", ""),
    ],
)
def test_form_fields(form: str, shown: str) -> None:
    field = (mark("begin", f"<w:ffData>{form}</w:ffData>"), code(" FORM "), mark("separate"), mark("end"))
    assert text(t("甲"), *field, t("乙")) == f"甲{shown}乙"


def test_a_table_of_contents_is_left_out() -> None:
    entry = f"<w:p>{mark('begin')}{code(' PAGEREF _1 ')}{mark('separate')}{t('一、总体要求 1')}{mark('end')}</w:p>"
    first = f"<w:p>{mark('begin')}{code(' TOC ')}{mark('separate')}{t('一、目标 1')}</w:p>"
    contents = f"{first}{entry}<w:p>{mark('end')}</w:p>"
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('一、目标 1')}</w:sdtContent></w:sdt>"
    assert read_bytes(docx(contents + control + p("一、目标"))).text == "一、目标\n"


def test_hidden_styles() -> None:
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="S"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>',
    )
    hidden, shown = '<w:rStyle w:val="H"/>', '<w:rStyle w:val="S"/>'
    runs = (t("甲", hidden), t("乙", shown), t("丙", f'{hidden}<w:vanish w:val="0"/>'), t("丁", "<w:vanish/>"))
    assert text(*runs, styles=styles) == "乙丙"


def test_moved_text_stands_where_it_was_moved_to() -> None:
    moved = f"<w:moveFrom>{t('一并报送')}</w:moveFrom>"
    body = f"<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr>{moved}</w:p>"
    body += f"<w:p>{t('请')}<w:moveTo>{t('一并报送')}</w:moveTo></w:p>"
    source = read_bytes(docx(body))
    assert source.text == "请一并报送\n"
    assert any("修订" in finding for finding in source.findings)


def test_sounds_above_words_are_left_out() -> None:
    ruby = f"<w:ruby><w:rt>{t('lán')}</w:rt><w:rubyBase>{t('岚')}</w:rubyBase></w:ruby>"
    assert text(t("清"), run(ruby), t("市")) == "清岚市"


def test_letters_drawn_as_art() -> None:
    old = '<w:pict><v:shape xmlns:v="v"><v:textpath string="清岚市水务局文件"/></v:shape></w:pict>'
    words = "<a:p><a:r><a:t>清岚市水务局</a:t></a:r></a:p>"
    new = f'<w:drawing><a:sp xmlns:a="a"><a:txBody>{words}</a:txBody></a:sp></w:drawing>'
    assert text(run(old), t("清水〔2023〕17号")) == "清岚市水务局文件\n清水〔2023〕17号"
    assert text(run(new), t("清水〔2023〕17号")) == "清岚市水务局\n清水〔2023〕17号"


def test_looks_of_paragraphs() -> None:
    red, large = '<w:color w:val="FF0000"/>', '<w:sz w:val="72"/><w:b/>'
    body = f"<w:p>{t('清岚市水务局文件', red + large)}</w:p><w:p>{t('请', red)}{t('各县按期报送', large)}</w:p>"
    lines = read_bytes(docx(body + p("无"))).pages[0].lines
    looks = [(True, True, 36.0), (False, True, 36.0), (False, False, 10.5)]
    assert [(line.red, line.bold, line.size) for line in lines] == looks


def test_remarks_are_told_and_not_read() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    source = read_bytes(docx(f"<w:p>{t('各县水务局')}{note}</w:p>", footnotes=part("footnotes", p("脚注的字"))))
    assert source.text == "各县水务局\n"
    assert source.findings == ("有1处脚注或尾注，未作为正文读取", "有1处批注，未作为正文读取")
