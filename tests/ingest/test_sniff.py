"""Formats told by content."""

from __future__ import annotations

import io
import zipfile

import pytest

from notice_parser.errors import (
    ArchiveSourceError,
    BinarySourceError,
    ImageSourceError,
    MarkupSourceError,
    OfdSourceError,
    PdfSourceError,
    UnsupportedSourceError,
    WordSourceError,
)
from notice_parser.ingest.sniff import recognise


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", PdfSourceError),
        (b"junk before it\n%PDF-1.4", PdfSourceError),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ImageSourceError),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", ImageSourceError),
        (b"GIF89a\x01\x00", ImageSourceError),
        (b"II*\x00\x08\x00", ImageSourceError),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", ImageSourceError),
        (b"\x00\x00\x00\x18ftypheic", ImageSourceError),
        (b"BM" + (60).to_bytes(4, "little") + b"\x00" * 54, ImageSourceError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", WordSourceError),
        (zipped("[Content_Types].xml", "word/document.xml"), WordSourceError),
        (zipped("mimetype", "content.xml"), WordSourceError),
        (zipped("OFD.xml", "Doc_0/Document.xml"), OfdSourceError),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), UnsupportedSourceError),
        (zipped("notice.txt"), ArchiveSourceError),
        (zipped(), ArchiveSourceError),
        (zipped("word/document.xml")[:30], ArchiveSourceError),
        (b"PK\x03\x04rubbish", ArchiveSourceError),
        (b"\x1f\x8b\x08\x00", ArchiveSourceError),
        (b"{\\rtf1\\ansi ", MarkupSourceError),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", MarkupSourceError),
        (b"<html lang='zh'>", MarkupSourceError),
        (b"\x7fELF\x02\x01\x01", BinarySourceError),
    ],
)
def test_known_formats(content: bytes, error: type[Exception]) -> None:
    known = recognise(content)
    assert type(known) is error
    assert known is not None
    assert known.advice


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
    ],
)
def test_text_is_not_taken_for_a_format(text: str) -> None:
    assert recognise(text.encode()) is None
