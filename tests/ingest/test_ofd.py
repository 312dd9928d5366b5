"""OFD files made in memory: places, templates, images, and parts that are missing."""

from __future__ import annotations

import io

import pytest
from office_files import zipped
from PIL import Image

from notice_parser.core.source import ReadBy
from notice_parser.core.span import Span
from notice_parser.errors import DamagedSourceError, EncryptedSourceError, SourceTooLargeError, UnsafeSourceError
from notice_parser.ingest.assemble import RawLine, RawPage
from notice_parser.ingest.ofd import read_ofd
from notice_parser.ingest.ofd_text import numbers, offsets
from notice_parser.ingest.parts import locate
from notice_parser.ingest.read import read_bytes
from notice_parser.ingest.readers import Limits

NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 72 / 25.4
WORDS = "各县水务局要按照通知要求开展检查"


def part(root: str, inner: str, more: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{root} {NAMES} {more}>{inner}</ofd:{root}>'


def text_object(text: str, x: float, y: float, *, delta: str = "", more: str = "", inner: str = "") -> str:
    moves = f'DeltaX="{delta}"' if delta else ""
    return (
        f'<ofd:TextObject Size="5.6" Boundary="{x} {y} 150 7" {more}>{inner}'
        f'<ofd:TextCode X="0" Y="5" {moves}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def page(*objects: str, more: str = "") -> str:
    return part("Page", f"{more}<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content>")


def ofd(*pages: str, common: str = "", document: str = "", body: str = "", **parts: str | bytes) -> bytes:
    """Make a file of pages; ``parts`` are further files in Doc_0, two underscores for a dot."""
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/{i}.xml"/>' for i in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    files: dict[str, str | bytes] = {
        "OFD.xml": part("OFD", f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody>"),
        "Doc_0/Document.xml": part(
            "Document", f"<ofd:CommonData>{area}{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{document}"
        ),
    }
    files |= {f"Doc_0/Pages/{i}.xml": content for i, content in enumerate(pages)}
    return zipped(files | {f"Doc_0/{name.replace('__', '.')}": content for name, content in parts.items()})


def test_characters_stand_where_the_offsets_say() -> None:
    source = read_bytes(ofd(page(text_object("关于检查通知", 50, 40, delta="g 4 6 10"))))
    assert source.text == "关于检查通知\n"
    boxes = [glyph.box for glyph in source.pages[0].glyphs]
    assert [round(box.x0 / MM, 2) for box in boxes] == [50, 56, 62, 68, 74, 84]
    assert round(boxes[0].y1 / MM, 2) == round(40 + 5 + 0.12 * 5.6, 2)
    place = source.place(Span(2, 4))
    assert place is not None
    assert place.page == 1
    assert source.pages[0].read_by is ReadBy.TEXT_LAYER
    assert (round(source.pages[0].width), round(source.pages[0].height)) == (595, 842)


def test_the_matrix_scales_and_moves() -> None:
    scaled = text_object(WORDS, 20, 30, more='CTM="0.5 0 0 0.5 1 2"', delta="g 15 10")
    glyphs = list(read_bytes(ofd(page(scaled))).pages[0].glyphs)
    assert round(glyphs[0].box.x0 / MM, 2) == 21
    assert round(glyphs[1].box.x0 / MM, 2) == 26


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("g 3 5.5 2 2", [5.5, 5.5, 5.5, 2.0, 2.0]),
        ("1 2 3", [1.0, 2.0, 3.0]),
        ("", []),
        ("g", []),
        ("g 2", [2.0]),
        ("g 999999999 1", [1.0] * 9),
        ("g -5 1 2", [2.0]),
        ("x 1", [1.0]),
        ("nan inf 1", [1.0]),
    ],
)
def test_offsets(written: str, read: list[float]) -> None:
    assert offsets(written, 9) == read


def test_numbers() -> None:
    assert numbers("1 2.5 x 3") == [1.0, 2.5]
    assert numbers("") == []


@pytest.mark.parametrize(
    ("place", "location", "part_name"),
    [
        ("", "/Doc_0/Document.xml", "Doc_0/Document.xml"),
        ("Doc_0/Document.xml", "Pages/a.xml", "Doc_0/Pages/a.xml"),
        ("Doc_0/Document.xml", "/Doc_0/a.xml", "Doc_0/a.xml"),
    ],
)
def test_locations(place: str, location: str, part_name: str) -> None:
    assert locate(place, location) == part_name


def test_lines_in_reading_order_with_pieces_joined() -> None:
    single = [text_object(c, 30 + 5.6 * i, 60) for i, c in enumerate("各县水务局：")]
    objects = [text_object("2023年4月6日印发", 120, 270), *single, text_object("关于检查的通知", 60, 40)]
    assert read_bytes(ofd(page(*objects))).text == "关于检查的通知\n各县水务局：\n2023年4月6日印发\n"


def test_red_and_bold() -> None:
    colour = '<ofd:FillColor Value="#ee #20 #25"/>'
    lines = (
        read_bytes(
            ofd(
                page(
                    text_object("清岚市水务局文件", 40, 30, more='Weight="900"', inner=colour),
                    text_object(WORDS, 40, 60),
                )
            )
        )
        .pages[0]
        .lines
    )
    assert [(line.red, line.bold) for line in lines] == [(True, True), (False, False)]


def test_watermarks_are_left_out() -> None:
    slanted = text_object("内部资料", 40, 100, more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    faint = text_object("仅供核对", 40, 120, more='Alpha="30"')
    hidden = text_object("不显示", 40, 130, more='Visible="false"')
    assert read_bytes(ofd(page(slanted, faint, hidden, text_object(WORDS, 30, 60)))).text == f"{WORDS}\n"


def test_a_template_is_printed_on_its_pages() -> None:
    content = ofd(
        page(text_object(WORDS, 30, 60), more='<ofd:Template TemplateID="7"/>'),
        page(text_object(WORDS, 30, 60)),
        common='<ofd:TemplatePage ID="7" BaseLoc="head.xml"/>',
        head__xml=page(text_object("清岚市水务局文件", 40, 30)),
    )
    assert read_bytes(content).text == f"清岚市水务局文件\n{WORDS}\n{WORDS}\n"


def test_seals_and_attachments_are_told() -> None:
    content = ofd(
        page(text_object(WORDS, 30, 60)),
        body="<ofd:Signatures>/Doc_0/Signatures.xml</ofd:Signatures>",
        document="<ofd:Attachments>attachments.xml</ofd:Attachments>",
        Signatures__xml=part("Signatures", '<ofd:Signature ID="1" BaseLoc="a.xml"/>'),
        attachments__xml=part("Attachments", '<ofd:Attachment ID="1" Name="名单.xlsx"/>'),
    )
    findings = read_bytes(content).findings
    assert any("电子签章" in f and "未验证" in f for f in findings)
    assert any("名单.xlsx" in f for f in findings)


def test_stamps_as_annotations_are_told() -> None:
    content = ofd(
        page(text_object(WORDS, 30, 60)),
        document="<ofd:Annotations>annotations.xml</ofd:Annotations>",
        annotations__xml=part("Annotations", "<ofd:Page PageID='0'><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page>"),
        a__xml=part("PageAnnot", "<ofd:Annot Type='Stamp'/>"),
    )
    assert any("电子签章" in finding for finding in read_bytes(content).findings)


def test_several_documents_follow_each_other() -> None:
    one = ofd(page(text_object(WORDS, 30, 60)))
    two = part("Document", "<ofd:CommonData/><ofd:Pages><ofd:Page BaseLoc='/Doc_0/Pages/0.xml'/></ofd:Pages>")
    roots = "".join(
        f"<ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>"
        for root in ("Doc_0/Document.xml", "/Doc_1/Document.xml")
    )
    import zipfile

    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    source = read_bytes(zipped(files | {"OFD.xml": part("OFD", roots), "Doc_1/Document.xml": two}))
    assert [p.number for p in source.pages] == [1, 2]
    assert any("2个文件" in finding for finding in source.findings)


def image_ofd() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (420, 594), "white").save(buffer, "PNG")
    return ofd(
        page('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="9"/>'),
        common="<ofd:DocumentRes>res.xml</ofd:DocumentRes>",
        res__xml=part(
            "Res",
            '<ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
            "</ofd:MultiMedias>",
            'BaseLoc="Res"',
        ),
        **{"Res/a__png": buffer.getvalue()},
    )


def test_a_page_that_is_an_image_is_recognised_in_its_place() -> None:
    def recognise(image: Image.Image, dpi: float) -> RawPage:
        from notice_parser.core.source import Box

        return RawPage(1, 210, 297, (RawLine(WORDS, Box(10, 10, 110, 20)),), ReadBy.OCR, 0.9)

    found = read_ofd(image_ofd(), recognise, 10, 40_000_000).pages[0]
    assert (found.read_by, round(found.width)) == (ReadBy.OCR, 595)
    line = found.content[0]
    assert isinstance(line, RawLine)
    assert round(line.box.x0, 1) == round(10 * 595.28 / 210, 1)
    assert read_ofd(image_ofd(), None, 10, 40_000_000).pages[0].read_by is ReadBy.UNREAD


# What is wrong with a file


def test_a_page_whose_part_is_missing_is_listed() -> None:
    content = ofd(page(text_object(WORDS, 30, 60)), "<broken")
    source = read_bytes(content)
    assert [p.read_by for p in source.pages] == [ReadBy.TEXT_LAYER, ReadBy.UNREAD]
    assert any("第2页" in finding for finding in source.findings)


def test_codes_without_meaning_are_not_taken_for_text() -> None:
    source = read_bytes(ofd(page(*(text_object("\ue001\ue002\ue003\ue004" * 4, 30, 20 * i) for i in range(1, 5)))))
    assert source.pages[0].read_by is ReadBy.UNREAD


@pytest.mark.parametrize(
    "files",
    [
        {"OFD.xml": ""},
        {"OFD.xml": part("OFD", "")},
        {"OFD.xml": part("OFD", "<ofd:DocBody><ofd:DocRoot>Doc_9/Document.xml</ofd:DocRoot></ofd:DocBody>")},
        {"OFD.xml": part("OFD", "<ofd:DocBody/>")},
    ],
)
def test_missing_parts(files: dict[str, str | bytes]) -> None:
    with pytest.raises(DamagedSourceError):
        read_bytes(zipped(files))


def test_a_document_type_is_refused() -> None:
    evil = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    with pytest.raises(UnsafeSourceError):
        read_bytes(zipped({"OFD.xml": evil}))


def test_too_many_pages() -> None:
    with pytest.raises(SourceTooLargeError):
        read_bytes(ofd(*[page()] * 4), limits=Limits(pages=3))


def test_encrypted_entries() -> None:
    content = bytearray(ofd(page(text_object(WORDS, 30, 60))))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    with pytest.raises(EncryptedSourceError):
        read_bytes(bytes(content))


def test_a_page_with_nothing_on_it() -> None:
    source = read_bytes(ofd(page(text_object(WORDS, 30, 60)), page()))
    assert source.pages[1].read_by is ReadBy.BLANK
