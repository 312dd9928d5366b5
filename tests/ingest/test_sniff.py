"""Formats told by content."""

from __future__ import annotations

import io
import zipfile

import pytest

from notice_parser.ingest.sniff import Format, Sniffed, sniff, unsupported


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Format.PDF),
        (b"junk before it\n%PDF-1.4", Format.PDF),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Format.IMAGE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Format.IMAGE),
        (b"GIF89a\x01\x00", Format.IMAGE),
        (b"II*\x00\x08\x00", Format.IMAGE),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Format.IMAGE),
        (b"\x00\x00\x00\x18ftypheic", Format.IMAGE),
        (b"BM" + (60).to_bytes(4, "little") + b"\x00" * 54, Format.IMAGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", Format.OLD_WORD),
        (zipped("[Content_Types].xml", "word/document.xml"), Format.WORD),
        (zipped("mimetype", "content.xml"), Format.ODT),
        (zipped("OFD.xml", "Doc_0/Document.xml"), Format.OFD),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), Format.OFFICE),
        (zipped("notice.txt"), Format.ARCHIVE),
        (zipped(), Format.ARCHIVE),
        (zipped("word/document.xml")[:30], Format.ARCHIVE),
        (b"PK\x03\x04rubbish", Format.ARCHIVE),
        (b"\x1f\x8b\x08\x00", Format.ARCHIVE),
        (b"{\\rtf1\\ansi ", Format.RTF),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", Format.MARKUP),
        (b"<html lang='zh'>", Format.MARKUP),
        (b"<link rel='stylesheet'>\n<!DOCTYPE html><html>", Format.MARKUP),
        (b"<!-- saved from url=(0022)http://example.org/ -->\n<head><title>", Format.MARKUP),
        ("<html>".encode("utf-16"), Format.MARKUP),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', Format.WORD),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related\r\n\r\n", Format.MAIL),
        (b"Received: from a\n by b\nFrom: a\nSubject: b\nDate: c\n\nx", Format.MAIL),
        (b"DKIM-Signature: a\nReceived: b\nFrom: c\nTo: d\n\nx", Format.MAIL),
        (b"\x7fELF\x02\x01\x01", Format.BINARY),
    ],
)
def test_known_formats(content: bytes, known: Format) -> None:
    found = sniff(content)
    assert found is not None
    assert found.format is known


@pytest.mark.parametrize("known", list(Format))
def test_a_format_that_is_not_read_says_what_to_do(known: Format) -> None:
    error = unsupported(Sniffed(known, "something"))
    assert "something" in str(error)
    assert error.advice


@pytest.mark.parametrize(
    "text",
    [
        "关于开展检查的通知",
        "BM is how this text begins, and it is no bitmap",
        "RIFF raff",
        "PK比赛的通知",
        "<div>关于开展检查的通知</div>",
        "---\nlang: 'zh-cn'\n---\n## 关于开展检查的通知",
        "BZ-2021号文件",
        "From: 市水务局\nTo: 各县水务局\n关于开展检查的通知",
        "Note: a\nFrom: b\nTo: c\nSubject: d",
        "<通知>\n关于开展检查",
    ],
)
def test_text_is_not_taken_for_a_format(text: str) -> None:
    assert sniff(text.encode()) is None
