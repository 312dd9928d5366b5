"""Mails, saved pages and archives: which of the files in them is the notice."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from office_files import docx, p, zipped

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.errors import (
    ArchiveSourceError,
    DamagedSourceError,
    EncryptedSourceError,
    NoticeError,
    SourceError,
    UnsafeSourceError,
)
from notice_parser.ingest.assemble import RawPage, assemble
from notice_parser.ingest.bundle import Member, Read, read_best
from notice_parser.ingest.read import read_bytes

NOTICE = """清岚市水务局关于开展小型水闸安全检查的通知
各县（区）水务局：
为做好2023年度小型水闸安全管理工作，现将有关事项通知如下：
一、重点检查管护责任是否落实。
清岚市水务局
2023年4月6日
"""
LIST = "附件1\n小型水闸名单\n甲水闸\n乙水闸\n"
DOCX = docx("".join(map(p, NOTICE.splitlines())))


def mail(body: str, *attachments: tuple[str, bytes], kind: str = "plain", charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "关于检查的通知"
    message["Date"] = "Thu, 06 Apr 2023 10:00:00 +0800"
    message.set_content(body, subtype=kind, charset=charset)
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def saved_page(page: str, encoding: str) -> bytes:
    """Make an MHTML file as browsers save it."""
    head = b"From: <Saved by Blink>\r\nSubject: =?utf-8?B?6YCa55+l?=\r\nDate: Thu, 6 Apr 2023 10:00:00 +0800\r\n"
    head += b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n'
    import quopri

    body = quopri.encodestring(page.encode(encoding))
    part = b"------x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + body
    style = b"\r\n------x\r\nContent-Type: text/css\r\n\r\np{color:red}\r\n------x--\r\n"
    return head + part + style


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_the_body_of_a_mail() -> None:
    for charset in ("utf-8", "gb2312"):
        assert lines(read_bytes(mail(NOTICE, charset=charset)).text) == lines(NOTICE)


def test_a_mail_as_a_page_says_its_code_in_the_mail() -> None:
    page = '<meta charset="gb2312">' + "".join(f"<p>{line}</p>" for line in NOTICE.splitlines())
    assert lines(read_bytes(mail(page, kind="html")).text) == lines(NOTICE)


def test_the_attachment_that_is_the_notice_is_read() -> None:
    source = read_bytes(
        mail("请查收。", ("附件1名单.txt", LIST.encode()), ("通知.docx", DOCX), ("a.exe", b"MZ\x90\x00"))
    )
    assert lines(source.text) == lines(NOTICE)
    assert "通知.docx" in source.findings[0]
    assert "附件1名单.txt" in source.findings[1]
    assert "a.exe" in source.findings[2]


def test_the_body_is_read_where_it_is_the_notice() -> None:
    assert lines(read_bytes(mail(NOTICE, ("名单.txt", LIST.encode()))).text) == lines(NOTICE)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_saved_page(encoding: str) -> None:
    meta = f'<meta charset="{encoding}">'
    page = f"<html><head>{meta}</head><body>{''.join(f'<p>{line}</p>' for line in NOTICE.splitlines())}</body></html>"
    source = read_bytes(saved_page(page, encoding))
    assert lines(source.text) == lines(NOTICE)
    assert source.findings == ()


def test_an_archive_of_one_file() -> None:
    source = read_bytes(zipped({"通知.txt": NOTICE}))
    assert (source.text, source.findings) == (NOTICE, ())


def test_an_archive_of_several_files() -> None:
    content = zipped({"附件1.txt": LIST, "a/通知.docx": DOCX, "__MACOSX/a/._x": b"\0\5", "a/.DS_Store": b"x"})
    source = read_bytes(content)
    assert lines(source.text) == lines(NOTICE)
    assert "a/通知.docx" in source.findings[0]
    assert not any("DS_Store" in finding for finding in source.findings)


class OldEntry(zipfile.ZipInfo):
    """An entry whose name is written as old Chinese systems do, without a mark for UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), 0


def test_names_in_an_old_code() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(OldEntry("通知.txt"), NOTICE)  # valid UTF-8 by chance: CD A8 D6 AA
        archive.writestr(OldEntry("名单.txt"), LIST)
    findings = read_bytes(buffer.getvalue()).findings
    assert "“通知.txt”" in findings[0]
    assert "名单.txt" in findings[1]


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({}, ArchiveSourceError),
        ({"a.zip": zipped({"通知.txt": NOTICE})}, ArchiveSourceError),
        ({"a.zip": zipped({"b.txt": NOTICE}), "c.exe": b"MZ\x90\x00"}, ArchiveSourceError),
        ({"../../etc/a.txt": NOTICE}, UnsafeSourceError),
        ({"/etc/a.txt": NOTICE}, UnsafeSourceError),
        ({"C:\\a.txt": NOTICE}, UnsafeSourceError),
        ({"..\\a.txt": NOTICE}, UnsafeSourceError),
        ({"a.txt": "0" * 200_000_000}, UnsafeSourceError),
        ({f"{i}.txt": "x" for i in range(2_001)}, UnsafeSourceError),
    ],
    ids=["empty", "zip in zip", "nothing to read", "up", "root", "drive", "backslash", "bomb", "many"],
)
def test_bad_archives(files: dict[str, str | bytes], error: type[SourceError]) -> None:
    with pytest.raises(error):
        read_bytes(zipped(files))


def test_a_damaged_archive() -> None:
    content = bytearray(zipped({"a.txt": NOTICE}))
    with pytest.raises(DamagedSourceError):
        read_bytes(bytes(content[:-30]))
    content[40:60] = bytes(20)
    with pytest.raises(DamagedSourceError):
        read_bytes(bytes(content))


def test_an_archive_with_a_password() -> None:
    content = bytearray(zipped({"a.txt": NOTICE}))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedSourceError):
        read_bytes(bytes(content))


def scanned(name: str, text: str, tried: list[tuple[bytes, bool]]) -> Read:
    """Read members as if those named were scans, which only recognition makes text of."""

    def read(content: bytes, recognise: bool) -> SourceText:
        tried.append((content, recognise))
        is_scan = content == name.encode()
        if is_scan and not recognise:
            return assemble([RawPage(1, 0, 0, read_by=ReadBy.UNREAD, note="x")], media_type="image/*")
        return SourceText(text if is_scan else content.decode())

    return read


def test_scans_are_recognised_where_nothing_else_is_a_notice() -> None:
    tried: list[tuple[bytes, bool]] = []
    members = [Member("正文", "请查收。".encode()), Member("a.jpg", b"scan")]
    assert read_best(members, scanned("scan", NOTICE, tried), "邮件").text == NOTICE
    assert tried[-1] == (b"scan", True)


def test_scans_are_left_alone_beside_a_notice() -> None:
    tried: list[tuple[bytes, bool]] = []
    members = [Member("正文", NOTICE.encode()), Member("a.jpg", b"scan")]
    source = read_best(members, scanned("scan", LIST, tried), "邮件")
    assert source.text == NOTICE
    assert not any(recognise for _, recognise in tried)


def test_an_archive_in_a_mail() -> None:
    assert lines(read_bytes(mail("见附件。", ("a.zip", zipped({"通知.txt": NOTICE})))).text) == lines(NOTICE)


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\nTo: b\nSubject: c\n\n",
        b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x--",
        b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: text/plain; charset=none\n\n\xff\xfe\xfd",
        b"From: a\nTo: b\nSubject: =?x?q?=\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: a\nTo: b\nDate: x\nContent-Type: message/rfc822\n\nFrom: a\n" * 50,
    ],
)
def test_odd_mails(content: bytes) -> None:
    try:
        read_bytes(content)
    except NoticeError as error:
        assert error.advice


@pytest.mark.parametrize(
    "text", ["From: 清岚市水务局\n关于检查的通知", "Subject: 通知\n\nTo: 各县", "Date: 2023\nNote: x"]
)
def test_text_with_such_lines_is_no_mail(text: str) -> None:
    assert read_bytes(text.encode()).text == text
