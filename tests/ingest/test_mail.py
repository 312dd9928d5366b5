"""Mails and pages saved as one file, as browsers and mail programs write them."""

# ruff: noqa: E501 - parts of mails

from __future__ import annotations

import base64
import quopri
import struct
from email.message import EmailMessage

import pytest
from office_files import docx, p, zipped
from saved_pages import BODY, FOOT, MENU, NUMBER, TITLE, WATER, document, paragraphs

from notice_parser.errors import SourceError, SourceTooLargeError
from notice_parser.ingest.read import read_bytes

NOTICE = (TITLE, NUMBER, *WATER)
WORD = docx("".join(map(p, NOTICE)))
PAGE = document(
    f"<meta charset=utf-8><title>{TITLE}</title>",
    f"{MENU}<h1>{TITLE}</h1><div id=zoom><p>{NUMBER}</p>{paragraphs(WATER)}</div>{FOOT}",
)
ADVERT = document("<meta charset=utf-8>", "<p>天气：晴，东南风3级，气温18到25度，空气质量优。</p>")


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def mime(kind: str, content: bytes, *, location: str = "", coding: str = "quoted-printable", more: str = "") -> bytes:
    body = quopri.encodestring(content) if coding == "quoted-printable" else base64.encodebytes(content)
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n"
    head += f"Content-Location: {location}\r\n" if location else ""
    return head.encode() + more.encode() + b"\r\n" + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n"


def related(
    *parts: bytes, sender: str = "<Saved by Blink>", kind: str = 'multipart/related;\r\n\ttype="text/html"'
) -> bytes:
    head = (
        f"From: {sender}\r\nSnapshot-Content-Location: http://slj.example.gov.cn/t1.html\r\nSubject: =?utf-8?Q?a?=\r\n"
    )
    head += f'Date: Mon, 22 Apr 2024 09:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: {kind};\r\n\tboundary="----Multipart--x----"\r\n\r\n\r\n'
    return (
        head.encode()
        + b"".join(b"------Multipart--x----\r\n" + part for part in parts)
        + b"------Multipart--x------\r\n"
    )


STYLE = mime("text/css", b"p{color:red}", location="cid:css-1@mhtml.blink")
PICTURE = mime(
    "image/png", b"\x89PNG\r\n\x1a\n" + bytes(99), location="http://slj.example.gov.cn/a.png", coding="base64"
)


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
def test_a_page_saved_by_a_browser(coding: str) -> None:
    page = mime("text/html", PAGE, location="http://slj.example.gov.cn/t1.html", coding=coding)
    source = read_bytes(related(page, STYLE, PICTURE))
    assert lines(source.text) == list(NOTICE)
    assert source.findings == ()


def test_a_page_saved_by_an_older_browser() -> None:
    page = mime(
        'text/html;\r\n\tcharset="gb2312"', PAGE.decode().replace("charset=utf-8", "charset=gb2312").encode("gb18030")
    )
    sender = '"Saved by Internet Explorer 11"'
    assert lines(read_bytes(related(page, PICTURE, sender=sender)).text) == list(NOTICE)


def test_the_notice_stands_in_a_frame_of_the_saved_page() -> None:
    outer = document("<meta charset=utf-8>", f"{MENU}<iframe src='cid:frame-2@mhtml.blink'></iframe>{FOOT}")
    parts = (
        mime("text/html", content, location=f"http://a.example/{i}.html")
        for i, content in enumerate((outer, ADVERT, PAGE))
    )
    source = read_bytes(related(*parts, STYLE))
    assert lines(source.text) == list(NOTICE)
    assert "2.html" in source.findings[0]


def test_a_frame_beside_the_notice_is_left_alone() -> None:
    source = read_bytes(
        related(mime("text/html", PAGE), mime("text/html", ADVERT, location="http://ad.example/f.html"))
    )
    assert lines(source.text) == list(NOTICE)


def mail(body: str = "请查收附件。", subject: str = "转发") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", subject
    message["Date"] = "Mon, 22 Apr 2024 09:00:00 +0800"
    message.set_content(body)
    return message


@pytest.mark.parametrize("deep", [1, 2, 3])
def test_a_mail_in_a_mail(deep: int) -> None:
    message = mail("\n".join(NOTICE), subject=TITLE)
    for _ in range(deep):
        inner, message = message, mail("请阅。")
        message.add_attachment(inner)
    source = read_bytes(message.as_bytes())
    assert lines(source.text) == list(NOTICE)
    assert "转发" in source.findings[0] or TITLE in source.findings[0]


def test_an_attachment_of_a_mail_in_a_mail() -> None:
    inner = mail()
    inner.add_attachment(WORD, maintype="application", subtype="octet-stream", filename="通知.docx")
    message = mail("请阅。")
    message.add_attachment(inner)
    source = read_bytes(message.as_bytes())
    assert lines(source.text) == list(NOTICE)
    assert "通知.docx" in source.findings[0]


NAMES = (
    'filename="通知.docx"'.encode("gb18030"),
    'filename="通知.docx"'.encode(),
    b'filename="=?GBK?B?' + base64.b64encode("通知.docx".encode("gbk")) + b'?="',
    b'filename="=?gb2312?Q?' + quopri.encodestring("通知".encode("gbk"), header=True).strip() + b'.docx?="',
    b"filename*=gb18030''%CD%A8%D6%AA.docx",
    b"filename*0*=utf-8''%E9%80%9A; filename*1*=%E7%9F%A5.docx",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_attachments_in_old_codes(name: bytes) -> None:
    head = "From: 市水务局 <a@example.org>\r\nTo: b@example.org\r\nSubject: 关于检查的通知\r\n".encode("gb18030")
    head += b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    body = (
        b"--x\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "请查收。".encode("gb18030")
    )
    file = (
        b"\r\n--x\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n\t"
        + name
    )
    source = read_bytes(head + body + file + b"\r\n\r\n" + base64.encodebytes(WORD) + b"--x--\r\n")
    assert lines(source.text) == list(NOTICE)
    assert "通知.docx" in source.findings[0]


def tnef(*attributes: tuple[int, int, bytes]) -> bytes:
    """Write the file of a mail program that packs all attachments into one."""
    packed = (
        struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
        for level, name, data in attributes
    )
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(packed)


def test_attachments_packed_by_a_mail_program() -> None:
    packed = tnef(
        (1, 0x00089006, struct.pack("<I", 0x10000)),
        (2, 0x00069002, bytes(14)),
        (2, 0x00018010, "通知.docx".encode("gb18030") + b"\0"),
        (2, 0x0006800F, WORD),
        (2, 0x00069002, bytes(14)),
        (2, 0x00018010, "名单.txt".encode("gb18030") + b"\0"),
        (2, 0x0006800F, "甲水库\n乙水库\n".encode()),
    )
    message = mail()
    message.add_attachment(packed, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    source = read_bytes(message.as_bytes())
    assert lines(source.text) == list(NOTICE)
    assert "通知.docx" in source.findings[0]
    assert "名单.txt" in source.findings[1]


@pytest.mark.parametrize(
    "packed", [b"x", tnef((2, 0x0006800F, b""))[:9], tnef((2, 0x0006800F, WORD))[:200], b'x\x9f>"' + bytes(50)]
)
def test_a_damaged_pack_is_passed_over(packed: bytes) -> None:
    message = mail("\n".join(NOTICE))
    message.add_attachment(packed, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    assert lines(read_bytes(message.as_bytes()).text) == list(NOTICE)


@pytest.mark.parametrize("folder", ["通知_files/", "通知.files/", "a/通知_files/"])
def test_a_saved_page_in_an_archive(folder: str) -> None:
    beside = {
        f"{folder}{name}": "var a = '关于检查的通知';" for name in ("a.js", "a.css", "count.php", "jquery.min.js.下载")
    }
    root = folder.partition("通知")[0]
    source = read_bytes(
        zipped({**beside, f"{root}通知.htm": PAGE, f"{folder}logo.png": b"\x89PNG\r\n\x1a\n" + bytes(99)})
    )
    assert lines(source.text) == list(NOTICE)
    assert source.findings == ()


def test_a_frame_and_a_file_of_a_saved_page_in_an_archive() -> None:
    outer = document("<meta charset=utf-8>", f"{MENU}<iframe src='x_files/in.html'></iframe>{FOOT}")
    source = read_bytes(zipped({"x.html": outer, "x_files/in.html": PAGE, "x_files/表.docx": docx(p("检查表"))}))
    assert lines(source.text) == list(NOTICE)
    assert "x_files/in.html" in source.findings[0]
    assert "x_files/表.docx" in "".join(source.findings)


@pytest.mark.parametrize("depth", [30, 300, 20_000])
def test_mails_without_end(depth: int) -> None:
    content = (
        b"From: a\r\nTo: b\r\nSubject: c\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n" * depth
        + BODY[1].encode()
    )
    try:
        read_bytes(content)
    except SourceError as error:
        assert error.advice


def test_a_mail_of_too_many_parts() -> None:
    head = b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    with pytest.raises(SourceTooLargeError):
        read_bytes(head + b"--x\nContent-Type: text/plain\n\nabc\n" * 30_000)
