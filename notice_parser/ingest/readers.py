"""Which reader takes which format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.ingest.assemble import RawDocument, RawPage, assemble
from notice_parser.ingest.sniff import Format, Sniffed, unsupported

_DOUBTED = 0.5
"""Mean confidence of a page below which a person should look at it."""
_NO_TEXT = "图像中没有识别出文字"
"""A white page, or a picture of something else."""
_MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.IMAGE: "image/*",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.OLD_WORD: "application/msword",
    Format.RTF: "application/rtf",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.OFD: "application/ofd",
    Format.MARKUP: "text/html",
}


class OcrMode(StrEnum):
    """When pages are recognised: where they have no text that can be believed, always, or never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read: bytes of a file, characters of its text, pages, pixels of a page."""

    bytes: int = 50_000_000
    characters: int = 2_000_000
    pages: int = 300
    pixels: int = 40_000_000


def read_document(
    content: bytes, sniffed: Sniffed, *, name: str, sha256: str, limits: Limits, ocr: OcrMode
) -> SourceText:
    """Read a document of a known format.

    Raises:
        SourceError: the format is not read, or the file is damaged, encrypted or too large.
    """
    document = _document(content, sniffed, limits, ocr)
    doubted = [_finding(p) for p in document.pages if p.read_by is ReadBy.UNREAD or p.confidence < _DOUBTED]
    if any(p.note == _NO_TEXT for p in document.pages) and not any(p.content for p in document.pages):
        doubted = [_finding(p) for p in document.pages if p.note]
    media_type = _MEDIA_TYPES.get(sniffed.format, "")
    return assemble(
        document.pages, name=name, sha256=sha256, media_type=media_type, findings=[*document.findings, *doubted]
    )


def _finding(page: RawPage) -> str:
    note = page.note or "识别的把握很小"
    return note if note.startswith("第") else f"第{page.number}页：{note}"


def _document(content: bytes, sniffed: Sniffed, limits: Limits, ocr: OcrMode) -> RawDocument:
    recognise = None if ocr is OcrMode.NEVER else _recognise
    always = ocr is OcrMode.ALWAYS
    match sniffed.format:
        case Format.PDF:
            from notice_parser.ingest.pdf import read_pdf

            return RawDocument(
                tuple(read_pdf(content, recognise, limits.pages, always=always, max_pixels=limits.pixels))
            )
        case Format.IMAGE:
            from notice_parser.ingest.images import read_images

            return RawDocument(tuple(read_images(content, recognise, limits.pages, limits.pixels)))
        case Format.WORD:
            from notice_parser.ingest.docx import read_docx

            return read_docx(content)
        case Format.OFD:
            from notice_parser.ingest.ofd import read_ofd

            return read_ofd(content, recognise, limits.pages, limits.pixels)
        case Format.MARKUP:
            from notice_parser.ingest.html import read_html

            return read_html(content)
        case Format.OLD_WORD:
            from notice_parser.ingest.old_word import read_old_word

            return read_old_word(content)
        case Format.RTF | Format.ODT:
            from notice_parser.ingest.old_word import read_converted

            return read_converted(content, str(sniffed.format))
    raise unsupported(sniffed)


def _recognise(image: Any, dpi: float) -> RawPage:  # noqa: ANN401 - a Pillow image, whose types load it
    from notice_parser.ingest.ocr import rapid_engine
    from notice_parser.ingest.scan import read_scan

    page = read_scan(image, dpi or None, rapid_engine())
    return replace(page, note=_NO_TEXT) if page.read_by is ReadBy.BLANK else page
