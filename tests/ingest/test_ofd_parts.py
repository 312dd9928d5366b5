"""What an OFD file holds beside text: seals with their places, versions, tables, drawing parameters, remarks."""

from __future__ import annotations

import io
import zipfile

import pytest
from office_files import zipped
from test_ofd import MM, WORDS, ofd, page, part, text_object

from notice_parser.core.source import ReadBy
from notice_parser.errors import EncryptedSourceError
from notice_parser.ingest.read import read_bytes

STAMP = '<ofd:StampAnnot ID="1" PageRef="{}" Boundary="120 200 40 40"/>'


def signed(stamp: str) -> bytes:
    return ofd(
        page(text_object(WORDS, 30, 60)),
        page(text_object(WORDS, 30, 60)),
        body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        **{
            "Signs/Signatures__xml": part("Signatures", '<ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/>'),
            "Signs/Sign_0/Signature__xml": part("Signature", f"<ofd:SignedInfo>{stamp}</ofd:SignedInfo>"),
        },
    )


def test_a_seal_stands_where_the_signature_says() -> None:
    source = read_bytes(signed(STAMP.format(1)))
    assert [len(p.seals) for p in source.pages] == [0, 1]
    box = source.pages[1].seals[0]
    assert [round(v / MM) for v in (box.x0, box.y0, box.x1, box.y1)] == [120, 200, 160, 240]
    assert source.findings == ("有电子签章，未验证",)


@pytest.mark.parametrize(
    "stamp", ["", "<ofd:StampAnnot/>", STAMP.format(99), '<ofd:StampAnnot PageRef="1" Boundary="x"/>']
)
def test_a_signature_without_a_place(stamp: str) -> None:
    source = read_bytes(signed(stamp))
    assert [p.seals for p in source.pages] == [(), ()]
    assert source.findings == ("有电子签章，未验证",)


def test_annotations_are_no_text() -> None:
    annotations = (
        '<ofd:Annot Type="Stamp" ID="1"><ofd:Appearance Boundary="120 200 40 40"/></ofd:Annot>'
        f'<ofd:Annot Type="Path" ID="2"><ofd:Appearance>{text_object("同意", 1, 1)}</ofd:Appearance></ofd:Annot>'
        '<ofd:Annot Type="Link" ID="3"/>'
    )
    content = ofd(
        page(text_object(WORDS, 30, 60)),
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        **{
            "Annots/Annotations__xml": part(
                "Annotations", '<ofd:Page PageID="0"><ofd:FileLoc>Page_0/A.xml</ofd:FileLoc></ofd:Page>'
            ),
            "Annots/Page_0/A__xml": part("PageAnnot", annotations),
        },
    )
    source = read_bytes(content)
    assert source.text == f"{WORDS}\n"
    assert len(source.pages[0].seals) == 1
    assert source.findings == ("有电子签章，未验证", "有1处批注，未作为正文读取")


def rewritten(content: bytes, **changed: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | {name.replace("__", "."): text for name, text in changed.items()})


@pytest.mark.parametrize(("current", "text"), [("true", "修改后的通知"), ("false", WORDS)])
def test_the_current_version_is_read(current: str, text: str) -> None:
    version = (
        f'<ofd:Versions><ofd:Version ID="v2" Index="2" Current="{current}" BaseLoc="Doc_0/V/v2.xml"/></ofd:Versions>'
    )
    content = ofd(page(text_object(WORDS, 30, 60)), body=version)
    files = {
        "Doc_0/V/v2.xml": part("DocVersion", "<ofd:DocRoot>/Doc_0/Document_2.xml</ofd:DocRoot>"),
        "Doc_0/Document_2.xml": part("Document", "<ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/new.xml'/></ofd:Pages>"),
        "Doc_0/Pages/new.xml": page(text_object("修改后的通知", 30, 60)),
    }
    assert read_bytes(rewritten(content, **files)).text == f"{text}\n"


def test_an_encrypted_file_is_called_so() -> None:
    content = ofd(page(text_object(WORDS, 30, 60)))
    locked = rewritten(content, **{"Encryptions.xml": "<Encryptions/>", "Doc_0/Document.xml": "\x13\x05rubbish"})
    with pytest.raises(EncryptedSourceError):
        read_bytes(locked)


def line(x: float, y: float, wide: float, high: float, more: str = "") -> str:
    return (
        f'<ofd:PathObject Boundary="{x} {y} {wide + 1} {high + 1}" {more}>'
        f"<ofd:AbbreviatedData>M 0 0 L {wide} {high}</ofd:AbbreviatedData></ofd:PathObject>"
    )


RULES = [line(30, y, 120, 0) for y in (50, 60, 70)] + [line(x, 50, 0, 20) for x in (30, 60, 150)]
FRAME = (
    '<ofd:PathObject Boundary="30 50 121 21"><ofd:AbbreviatedData>'
    "M 0 0 L 120 0 L 120 20 L 0 20 C M 30 0 L 30 20 M 0 10 L 120 10</ofd:AbbreviatedData></ofd:PathObject>"
)


@pytest.mark.parametrize("rulings", [RULES, [FRAME]])
def test_ruled_tables(rulings: list[str]) -> None:
    cells = [text_object("序号", 32, 52), text_object("检查内容", 64, 52), text_object("1", 32, 62)]
    body = [text_object("检查台账", 64, 62), text_object(WORDS, 30, 30), text_object("以上请照办", 30, 90)]
    source = read_bytes(ofd(page(*rulings, *cells, *body)))
    assert source.text == f"{WORDS}\n序号\t检查内容\n1\t检查台账\n以上请照办\n"
    assert [[cell.of(source.text) for cell in row] for row in source.tables[0].rows] == [
        ["序号", "检查内容"],
        ["1", "检查台账"],
    ]


@pytest.mark.parametrize("more", ['Visible="false"', 'Stroke="false"'])
def test_rulings_that_are_not_drawn_make_no_table(more: str) -> None:
    rules = [rule.replace("<ofd:PathObject", f"<ofd:PathObject {more}") for rule in RULES]
    cells = [text_object("序号", 32, 52), text_object("检查内容", 64, 52), text_object(WORDS, 32, 62)]
    assert read_bytes(ofd(page(*rules, *cells))).tables == ()


def test_colours_of_drawing_parameters() -> None:
    parameters = (
        '<ofd:ColorSpaces><ofd:ColorSpace ID="8" Type="CMYK"/></ofd:ColorSpaces><ofd:DrawParams>'
        '<ofd:DrawParam ID="5"><ofd:FillColor Value="237 28 36"/></ofd:DrawParam>'
        '<ofd:DrawParam ID="6" Relative="5"/><ofd:DrawParam ID="7" Relative="7"/></ofd:DrawParams>'
    )
    ink = '<ofd:FillColor Value="0 250 250 0" ColorSpace="8"/>'
    content = ofd(
        page(
            text_object("清岚市水务局", 40, 30, more='DrawParam="6"'),
            text_object("清岚市财政局", 40, 45, inner=ink),
            text_object(WORDS, 40, 60, more='DrawParam="7"'),
        ),
        common="<ofd:PublicRes>res.xml</ofd:PublicRes>",
        res__xml=part("Res", parameters),
    )
    assert [line.red for line in read_bytes(content).pages[0].lines] == [True, True, False]


def test_what_does_not_show_is_no_text() -> None:
    objects = [
        text_object(WORDS, 30, 60),
        text_object("页外的字", 400, 60),
        text_object("无色的字", 30, 80, more='Fill="false"'),
    ]
    twice = [text_object("加粗的标题", 30, 40), text_object("加粗的标题", 30.1, 40)]
    assert read_bytes(ofd(page(*objects, *twice))).text == f"加粗的标题\n{WORDS}\n"


def test_vertical_text_keeps_its_order() -> None:
    down = (
        '<ofd:TextObject Size="5.6" Boundary="150 60 7 100">'
        '<ofd:TextCode X="0" Y="5" DeltaY="g 5 6">清岚市水务局</ofd:TextCode></ofd:TextObject>'
    )
    source = read_bytes(ofd(page(text_object(WORDS, 30, 40), down)))
    assert source.text.splitlines() == [WORDS, "清岚市水务局"]
    assert round(list(source.pages[0].glyphs)[-1].box.y1 / MM, 1) == round(60 + 5 + 5 * 6 + 0.12 * 5.6, 1)


@pytest.mark.parametrize(
    "data", ["", "M", "M 1", "L 1 1", "M 0 0 X 1 1", "M 0 0 A 1 1 0 0 0 9 9 C", "M nan 0 L 1 1", "C C C"]
)
def test_rubbish_in_paths(data: str) -> None:
    path = f'<ofd:PathObject Boundary="30 50 20 20"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    assert read_bytes(ofd(page(path, text_object(WORDS, 30, 60)))).text == f"{WORDS}\n"
    assert read_bytes(ofd(page(path), page(text_object(WORDS, 30, 60)))).pages[0].read_by is ReadBy.BLANK
