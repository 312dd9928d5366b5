"""Parts of Word documents: one XML file, strict names, templates, pieces in other formats, feet, frames, pictures."""

from __future__ import annotations

import base64
import io

import pytest
from office_files import R, W, docx, p, part, zipped
from PIL import Image

from notice_parser.core.source import Box, ReadBy
from notice_parser.errors import DamagedSourceError, UnsafeSourceError
from notice_parser.ingest.assemble import RawLine, RawPage
from notice_parser.ingest.docx import read_docx
from notice_parser.ingest.read import read_bytes

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORDS = "清岚市水务局关于检查的通知"


def packed(body: str, **more: str | bytes) -> bytes:
    """Make a document with further parts beside it, two underscores for a dot; their names identify them."""
    related = "".join(f'<Relationship Id="{n}" Type="{R}/aFChunk" Target="{n.replace("__", ".")}"/>' for n in more)
    return zipped(
        {
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
        }
        | {f"word/{name.replace('__', '.')}": content for name, content in more.items()}
    )


def flat(body: str) -> bytes:
    relation = f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>'
    parts = (
        f'<pkg:part pkg:name="/_rels/.rels"><pkg:xmlData><Relationships xmlns="{PACKAGE}">{relation}</Relationships>'
        '</pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
        f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document></pkg:xmlData></pkg:part>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
    return f'{head}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'.encode()


def test_a_document_in_one_file() -> None:
    assert read_bytes(flat(p(WORDS))).text == f"{WORDS}\n"


def test_the_xml_of_2003() -> None:
    item = p("目标", '<w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/></w:listPr>')
    section = f'<w:sectPr><w:ftr w:type="odd">{p("清岚市水务局办公室印发")}</w:ftr></w:sectPr>'
    content = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="x">'
        f"<w:body><wx:sect>{p(WORDS)}<wx:sub-section>{item}</wx:sub-section>{section}</wx:sect></w:body></w:wordDocument>"
    )
    assert read_bytes(content.encode()).text == f"{WORDS}\n一、目标\n清岚市水务局办公室印发\n"


@pytest.mark.parametrize("content", [flat("").replace(b"w:body", b"w:bodies"), b"<pkg:package xmlns:pkg='x'/>"])
def test_one_file_without_a_document(content: bytes) -> None:
    with pytest.raises(DamagedSourceError):
        read_bytes(content)


def test_one_file_with_entities_is_refused() -> None:
    evil = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(UnsafeSourceError):
        read_bytes(flat(p(WORDS)).replace(b"<pkg:package", evil + b"<pkg:package", 1))


def test_strict_names_and_templates() -> None:
    strict = "http://purl.oclc.org/ooxml"
    relation = (
        f'<Relationship Id="r" Type="{strict}/officeDocument/relationships/officeDocument" Target="word/main.xml"/>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    main = f'<w:document xmlns:w="{strict}/wordprocessingml/main"><w:body>{p(WORDS)}</w:body></w:document>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types><Override PartName="/word/main.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>',
        "word/main.xml": main,
        "word/vbaProject.bin": b"macros",
    }
    assert read_bytes(zipped(files)).text == f"{WORDS}\n"


HTML = "<html><body><p>各县水务局要按照通知要求开展检查，并于2023年4月6日前报送。</p></body></html>"


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (HTML.encode(), "各县水务局要按照通知要求开展检查，并于2023年4月6日前报送。"),
        (docx(p("里面的文件")), "里面的文件"),
        ("纯文本的一段".encode(), "纯文本的一段"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.b64encode(HTML.encode()),
            "各县水务局要按照通知要求开展检查，并于2023年4月6日前报送。",
        ),
    ],
)
def test_pieces_in_other_formats(content: bytes, read: str) -> None:
    source = read_bytes(packed(f'{p("前")}<w:altChunk r:id="chunk__dat"/>{p("后")}', chunk__dat=content))
    assert source.text == f"前\n{read}\n后\n"
    assert source.findings == ()


@pytest.mark.parametrize(
    "content", [b"{\\rtf1 a}", b"PK\x03\x04rubbish", packed("<w:p/>")[:80]], ids=("rtf", "rubbish", "cut")
)
def test_pieces_that_cannot_be_read_are_told(content: bytes) -> None:
    source = read_bytes(packed(f'{p(WORDS)}<w:altChunk r:id="chunk__dat"/>', chunk__dat=content))
    assert source.text == f"{WORDS}\n"
    assert source.findings == ("文中嵌入的内容未读取：chunk.dat",)
    assert read_bytes(packed(f'{p(WORDS)}<w:altChunk r:id="none"/>')).findings == ("文中嵌入的内容未读取：未命名",)


def test_documents_inside_each_other_end() -> None:
    content = packed(p("最里面"))
    for level in range(5):
        content = packed(f'{p(str(level))}<w:altChunk r:id="chunk__dat"/>', chunk__dat=content)
    source = read_bytes(content)
    assert source.text.startswith("4\n3\n2\n")
    assert any("未读取" in finding for finding in source.findings)


def test_the_imprint_in_the_foot_of_the_last_section() -> None:
    first = '<w:pPr><w:sectPr><w:footerReference w:type="default" r:id="r_footer1"/></w:sectPr></w:pPr>'
    default, even = (
        '<w:footerReference w:type="default" r:id="r_footer2"/>',
        '<w:footerReference w:type="even" r:id="r_footer3"/>',
    )
    last = f"<w:sectPr>{default}{even}</w:sectPr>"
    feet = {
        "footer1": part("ftr", p("— 1 —")),
        "footer2": part("ftr", p("抄送：清岚市财政局") + p("第 2 页 共 2 页")),
        "footer3": part("ftr", p("抄送：清岚市财政局")),
    }
    source = read_bytes(docx(f"<w:p>{first}<w:r><w:t>{WORDS}</w:t></w:r></w:p><w:sectPr>{last}</w:sectPr>", **feet))
    assert source.text == f"{WORDS}\n抄送：清岚市财政局\n"


def cell(*paragraphs: str, inner: str = "") -> str:
    return f"<w:tc>{''.join(map(p, paragraphs))}{inner}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


BODY = (
    WORDS,
    "各县水务局：",
    "为做好今年防汛工作，市水务局决定开展防汛安全检查。各县要在4月1日前完成自查，查清堤防、水库、闸站的隐患。",
    "请将自查情况于2023年4月6日前报送市水务局，联系人：林晓明，电话0399-5551239，逾期不报的予以通报。",
    "清岚市水务局",
    "2023年3月1日",
)


def test_a_letter_in_a_frame_is_a_letter() -> None:
    checks = "".join(row(cell(str(i)), cell(f"台账{i}")) for i in range(3))
    rows = (
        row(cell("清岚市水务局文件")),
        row(cell("清水〔2023〕17号"), cell("签发人：林晓明")),
        row(cell(*BODY, inner=f"<w:tbl>{row(cell('序号'), cell('检查内容'))}{checks}</w:tbl><w:p/>")),
        row(cell("抄送：清岚市财政局")),
        row(cell("清岚市水务局办公室"), cell("2023年3月1日印发")),
    )
    source = read_bytes(docx(f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert source.text.splitlines() == [
        "清岚市水务局文件",
        "清水〔2023〕17号\t签发人：林晓明",
        *BODY,
        "序号\t检查内容",
        *(f"{i}\t台账{i}" for i in range(3)),
        "抄送：清岚市财政局",
        "清岚市水务局办公室\t2023年3月1日印发",
    ]
    assert [len(table.rows) for table in source.tables] == [4]


def test_a_table_with_notes_below_stays_a_table() -> None:
    checks = "".join(row(cell(str(i)), cell(f"台账{i}")) for i in range(4))
    notes = row(cell("注：1.检查内容由各县自行补充。", "2.检查结果分为合格和不合格。"))
    source = read_bytes(docx(f"<w:tbl>{checks}{notes}</w:tbl>"))
    assert [len(table.rows) for table in source.tables] == [5]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            row(cell("清岚市水务局"), cell("清岚市财政局")) + row(cell(), cell("2023年3月1日")),
            ["清岚市水务局\t清岚市财政局", "2023年3月1日"],
        ),
        (
            row(cell("抄送：清岚市财政局。")) + row(cell("清岚市水务局办公室"), cell("2023年3月1日印发")),
            ["抄送：清岚市财政局。", "清岚市水务局办公室\t2023年3月1日印发"],
        ),
    ],
)
def test_signature_and_imprint_in_a_frame(rows: str, lines: list[str]) -> None:
    source = read_bytes(docx(f"{p(WORDS)}<w:tbl>{rows}</w:tbl>"))
    assert source.text.splitlines()[1:] == lines
    assert source.tables == ()


@pytest.mark.parametrize("last", ["2023年3月1日", "2023年3月1日前", "3月1日", "张三"])
def test_a_short_table_of_data_stays_a_table(last: str) -> None:
    rows = row(cell("责任单位"), cell("完成时限")) + row(cell("清岚市水务局"), cell(last))
    assert len(read_bytes(docx(f"<w:tbl>{rows}</w:tbl>")).tables) == 1


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (420, 594), "white").save(buffer, "PNG")
    return buffer.getvalue()


PICTURE = '<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:embed="one__png"/></w:drawing></w:r></w:p>'


def recognise(image: Image.Image, dpi: float) -> RawPage:
    return RawPage(1, 595, 842, (RawLine(WORDS, Box(72, 144, 144, 160)),), ReadBy.OCR, 0.9)


def test_a_scan_put_into_word_is_recognised() -> None:
    content = packed(PICTURE + PICTURE, one__png=picture())
    found = read_docx(content, recognise=recognise)
    assert [(page.number, page.read_by) for page in found.pages] == [(1, ReadBy.OCR)]
    assert [page.read_by for page in read_docx(content).pages] == [ReadBy.UNREAD]


def test_pictures_beside_text_are_ornaments() -> None:
    content = packed("".join(map(p, BODY)) + PICTURE, one__png=picture())
    assert [page.read_by for page in read_docx(content, recognise=recognise).pages] == [ReadBy.MARKUP]


def test_a_drawing_that_cannot_be_read_is_no_page() -> None:
    content = packed(p("封面") + PICTURE, one__png=b"\xd7\xcd\xc6\x9a rubbish")
    assert [page.read_by for page in read_docx(content, recognise=recognise).pages] == [ReadBy.MARKUP]
