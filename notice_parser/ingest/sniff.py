"""Which format a file has, by its content and never by its name."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from notice_parser.errors import (
    ArchiveSourceError,
    BinarySourceError,
    ImageSourceError,
    MarkupSourceError,
    OfdSourceError,
    PdfSourceError,
    SourceError,
    UnsupportedSourceError,
    WordSourceError,
)


class Format(StrEnum):
    """What a file is."""

    PDF = "pdf"
    IMAGE = "image"
    WORD = "word"
    OLD_WORD = "old_word"
    RTF = "rtf"
    ODT = "odt"
    OFD = "ofd"
    MARKUP = "markup"
    MAIL = "mail"
    ARCHIVE = "archive"
    OFFICE = "office"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A format and what it is called to a user."""

    format: Format
    name: str


_UNSUPPORTED: dict[Format, type[SourceError]] = {
    Format.PDF: PdfSourceError,
    Format.IMAGE: ImageSourceError,
    Format.WORD: WordSourceError,
    Format.OLD_WORD: WordSourceError,
    Format.RTF: WordSourceError,
    Format.ODT: WordSourceError,
    Format.OFD: OfdSourceError,
    Format.MARKUP: MarkupSourceError,
    Format.MAIL: MarkupSourceError,
    Format.ARCHIVE: ArchiveSourceError,
    Format.OFFICE: UnsupportedSourceError,
    Format.BINARY: BinarySourceError,
}


def unsupported(sniffed: Sniffed) -> SourceError:
    """Give the error for a format that is not read."""
    return _UNSUPPORTED[sniffed.format](f"the content is {sniffed.name}")


_HEAD = 1024
"""PDF allows rubbish before its mark, as long as the mark stands in the first kilobyte."""

_MAGIC: tuple[tuple[bytes, Format, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", Format.IMAGE, "a PNG image"),
    (b"\xff\xd8\xff", Format.IMAGE, "a JPEG image"),
    (b"GIF87a", Format.IMAGE, "a GIF image"),
    (b"GIF89a", Format.IMAGE, "a GIF image"),
    (b"II*\x00", Format.IMAGE, "a TIFF image"),
    (b"MM\x00*", Format.IMAGE, "a TIFF image"),
    (b"\x00\x00\x00\x0cjP  ", Format.IMAGE, "a JPEG 2000 image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLD_WORD, "an old Office or WPS document (.doc, .wps)"),
    (b"{\\rtf", Format.RTF, "an RTF document"),
    (b"\x1f\x8b", Format.ARCHIVE, "a gzip archive"),
    (b"BZh", Format.ARCHIVE, "a bzip2 archive"),
    (b"\xfd7zXZ\x00", Format.ARCHIVE, "an xz archive"),
    (b"\x28\xb5\x2f\xfd", Format.ARCHIVE, "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE, "a 7z archive"),
    (b"Rar!\x1a\x07", Format.ARCHIVE, "a RAR archive"),
    (b"\x7fELF", Format.BINARY, "a program"),
    (b"MZ\x90\x00", Format.BINARY, "a program"),
    (b"SQLite format 3\x00", Format.BINARY, "a database"),
)

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml", b"<head>", b"<head ", b"<meta ", b"<body")
_WORD_XML = re.compile(rb'progid="word.document"|<w:worddocument[\s>]|<pkg:package[\s>]')
_COMMENTS = re.compile(rb"\A(?:\s*<!--.{0,600}?-->)+\s*", re.DOTALL)
_FIELD = re.compile(rb"(?m)^([A-Za-z][A-Za-z0-9-]{1,40}):")
_MAIL_FIELDS = frozenset(
    {b"from", b"to", b"subject", b"date", b"mime-version", b"content-type", b"received", b"return-path", b"message-id"}
    | {b"delivered-to", b"x-mailer", b"reply-to", b"cc", b"sender", b"content-transfer-encoding"}
)
_SENT_FIELDS = frozenset({b"received", b"return-path", b"message-id"})
_FEWEST_FIELDS = 3


def sniff(content: bytes) -> Sniffed | None:
    """Tell the format of content that is known not to be plain text, or None.

    >>> sniff(b"%PDF-1.7")
    Sniffed(format=<Format.PDF: 'pdf'>, name='a PDF')
    >>> sniff("关于开展检查的通知".encode()) is None
    True
    """
    head = content[:_HEAD]
    for magic, known, name in _MAGIC:
        if head.startswith(magic):
            return Sniffed(known, name)
    if b"%PDF-" in head:
        return Sniffed(Format.PDF, "a PDF")
    if head.startswith(_ZIP_MARKS):
        return _sniff_zip(content)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Sniffed(Format.IMAGE, "a WebP image")
    if head[4:8] == b"ftyp":
        return Sniffed(Format.IMAGE, "an image or a film (HEIF, MP4)")
    if head[:2] == b"BM" and len(content) >= 26 and int.from_bytes(content[2:6], "little") == len(content):
        return Sniffed(Format.IMAGE, "a BMP image")
    return _sniff_text(content)


def _sniff_text(content: bytes) -> Sniffed | None:
    """Tell web pages and mails by how they begin."""
    head = content[: 4 * _HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    start = _COMMENTS.sub(b"", head.lstrip(b"\xef\xbb\xbf \t\r\n").lower(), count=1)
    if start.startswith((b"<?xml", b"<pkg:", b"<w:")) and _WORD_XML.search(start):
        return Sniffed(Format.WORD, "a Word document in one XML file")
    if start.startswith(_PAGE_STARTS) or (start.startswith(b"<") and (b"<!doctype html" in start or b"<html" in start)):
        return Sniffed(Format.MARKUP, "a web page or an XML file")
    return Sniffed(Format.MAIL, "a mail") if _is_mail(start) else None


def _is_mail(start: bytes) -> bool:
    """Tell the fields above a mail; ``start`` is in small letters."""
    first = _FIELD.match(start)
    if first is None:
        return False
    fields = set(_FIELD.findall(start.partition(b"\n\n")[0].partition(b"\n\r\n")[0]))
    if {b"mime-version", b"content-type"} <= fields:
        return True
    return len(fields & _MAIL_FIELDS) >= _FEWEST_FIELDS and (first[1] in _MAIL_FIELDS or bool(fields & _SENT_FIELDS))


def _sniff_zip(content: bytes) -> Sniffed:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Sniffed(Format.ARCHIVE, "a damaged or cut-off ZIP file")
    if "OFD.xml" in names:
        return Sniffed(Format.OFD, "an OFD document")
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return Sniffed(Format.WORD, "a Word document (.docx)")
    if "content.xml" in names and "mimetype" in names:
        return Sniffed(Format.ODT, "an OpenDocument text (.odt)")
    if "[Content_Types].xml" in names:
        return Sniffed(Format.OFFICE, "a spreadsheet or a presentation")
    return Sniffed(Format.ARCHIVE, "a ZIP archive")
