"""Which format a file has, by its content and never by its name."""

from __future__ import annotations

import io
import zipfile

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

_HEAD = 1024
"""PDF allows rubbish before its mark, as long as the mark stands in the first kilobyte."""

_MAGIC: tuple[tuple[bytes, type[SourceError], str], ...] = (
    (b"\x89PNG\r\n\x1a\n", ImageSourceError, "a PNG image"),
    (b"\xff\xd8\xff", ImageSourceError, "a JPEG image"),
    (b"GIF87a", ImageSourceError, "a GIF image"),
    (b"GIF89a", ImageSourceError, "a GIF image"),
    (b"II*\x00", ImageSourceError, "a TIFF image"),
    (b"MM\x00*", ImageSourceError, "a TIFF image"),
    (b"\x00\x00\x00\x0cjP  ", ImageSourceError, "a JPEG 2000 image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", WordSourceError, "an old Office or WPS document (.doc, .wps)"),
    (b"{\\rtf", MarkupSourceError, "an RTF document"),
    (b"\x1f\x8b", ArchiveSourceError, "a gzip archive"),
    (b"BZh", ArchiveSourceError, "a bzip2 archive"),
    (b"\xfd7zXZ\x00", ArchiveSourceError, "an xz archive"),
    (b"\x28\xb5\x2f\xfd", ArchiveSourceError, "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", ArchiveSourceError, "a 7z archive"),
    (b"Rar!\x1a\x07", ArchiveSourceError, "a RAR archive"),
    (b"\x7fELF", BinarySourceError, "a program"),
    (b"MZ\x90\x00", BinarySourceError, "a program"),
    (b"SQLite format 3\x00", BinarySourceError, "a database"),
)

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml", b"mime-version:")


def recognise(content: bytes) -> SourceError | None:
    """Give the error for content that is known not to be text, or None.

    >>> type(recognise(b"%PDF-1.7")).__name__
    'PdfSourceError'
    >>> recognise("关于开展检查的通知".encode()) is None
    True
    """
    head = content[:_HEAD]
    for magic, error, name in _MAGIC:
        if head.startswith(magic):
            return error(f"the content is {name}")
    if b"%PDF-" in head:
        return PdfSourceError("the content is a PDF")
    if head.startswith(_ZIP_MARKS):
        return _recognise_zip(content)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ImageSourceError("the content is a WebP image")
    if head[4:8] == b"ftyp":
        return ImageSourceError("the content is an image or a film (HEIF, MP4)")
    if head[:2] == b"BM" and len(content) >= 26 and int.from_bytes(content[2:6], "little") == len(content):
        return ImageSourceError("the content is a BMP image")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGE_STARTS):
        return MarkupSourceError("the content is a web page or an XML file")
    return None


def _recognise_zip(content: bytes) -> SourceError:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return ArchiveSourceError("the content is a damaged or cut-off ZIP file")
    if "OFD.xml" in names:
        return OfdSourceError("the content is an OFD document")
    if "word/document.xml" in names or ("content.xml" in names and "mimetype" in names):
        return WordSourceError("the content is a word processor's document (.docx, .odt)")
    if "[Content_Types].xml" in names:
        return UnsupportedSourceError("the content is a spreadsheet or a presentation")
    return ArchiveSourceError("the content is a ZIP archive")
