"""Which reader takes which format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.ingest.assemble import RawDocument, RawPage, assemble
from notice_parser.ingest.limits import Limits, OcrMode
from notice_parser.ingest.recognise import FEW_LETTERS, NO_TEXT, Recogniser
from notice_parser.ingest.scan_tables import join_scanned
from notice_parser.ingest.sniff import Format, Sniffed, unsupported

_DOUBTED = 0.5
"""Mean confidence of a page below which a person should look at it."""
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


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document whose pages are read as they are asked for; ``findings`` are remarks of the reader."""

    pages: Iterable[RawPage]
    findings: tuple[str, ...] = ()


def read_document(
    content: bytes, known: Sniffed, *, name: str, sha256: str, limits: Limits, recognise: Recogniser
) -> SourceText:
    """Read a document of a known format.

    Raises:
        SourceError: the format is not read, or the file is damaged, encrypted or too large.
    """
    document = open_document(content, known, limits, recognise)
    return put_together(RawDocument(tuple(document.pages), document.findings), known.format, name, sha256)


def put_together(document: RawDocument, kind: Format, name: str, sha256: str) -> SourceText:
    """Make the source text of a document that was read, with a finding for each page that a person should look at."""
    doubted = [
        _finding(p)
        for p in document.pages
        if p.read_by is ReadBy.UNREAD or p.confidence < _DOUBTED or p.note == FEW_LETTERS
    ]
    if any(p.note == NO_TEXT for p in document.pages) and not any(p.content for p in document.pages):
        doubted = [_finding(p) for p in document.pages if p.note]
    return assemble(
        join_scanned(document.pages),
        name=name,
        sha256=sha256,
        media_type=_MEDIA_TYPES.get(kind, ""),
        findings=[*document.findings, *doubted],
    )


def _finding(page: RawPage) -> str:
    note = page.note or "识别的把握很小"
    return note if note.startswith("第") else f"第{page.number}页：{note}"


def count_pages(content: bytes, kind: Format) -> int | None:
    """Count the pages of a document that is read page by page; None for the others, and where it cannot be told."""
    if kind is Format.PDF:
        import pypdfium2

        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return None
        with document:
            return len(document)
    if kind is Format.IMAGE:
        from notice_parser.ingest.images import count_frames

        return count_frames(content)
    return None


def open_document(
    content: bytes,
    known: Sniffed,
    limits: Limits,
    recognise: Recogniser,
    held: Callable[[RawPage], None] | None = None,
) -> OpenDocument:
    """Open a document of a known format; that of PDF and images is read page by page.

    ``held`` is told of a page that was read and waits for the next one, whose table may go on with its own.

    Raises:
        SourceError: the format is not read, or the file is damaged, encrypted or too large; for PDF and images this may
            come only as the pages are read.
    """
    recogniser = None if recognise.mode is OcrMode.NEVER else recognise
    match known.format:
        case Format.PDF:
            from notice_parser.ingest.pdf import read_pdf

            always = recognise.mode is OcrMode.ALWAYS
            pages = read_pdf(content, recogniser, limits.pages, always=always, max_pixels=limits.pixels, held=held)
            return OpenDocument(pages)
        case Format.IMAGE:
            from notice_parser.ingest.images import read_images

            return OpenDocument(read_images(content, recogniser, limits.pages, limits.pixels))
    document = _whole(content, known, limits, recogniser)
    return OpenDocument(document.pages, document.findings)


def _whole(content: bytes, known: Sniffed, limits: Limits, recognise: Recogniser | None) -> RawDocument:
    """Read a document that is only known once all of it was read."""
    match known.format:
        case Format.WORD:
            from notice_parser.ingest.docx import read_docx

            return read_docx(content, limits.archive, recognise, limits.pages, limits.pixels)
        case Format.OFD:
            from notice_parser.ingest.ofd import read_ofd

            return read_ofd(content, recognise, limits.pages, limits.pixels, limits.archive)
        case Format.MARKUP:
            from notice_parser.ingest.html import read_html

            return read_html(content)
        case Format.OLD_WORD:
            from notice_parser.ingest.old_word import read_old_word

            return read_old_word(content, limits.archive)
        case Format.RTF | Format.ODT:
            from notice_parser.ingest.old_word import read_converted

            return read_converted(content, str(known.format), limits.archive)
    raise unsupported(known)
