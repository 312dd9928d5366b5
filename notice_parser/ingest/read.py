"""From a path, bytes or a stream to source text, within limits."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.errors import (
    BlankSourceError,
    EmptySourceError,
    SourceTooLargeError,
)
from notice_parser.ingest.files import bytes_of
from notice_parser.ingest.limits import Limits, Ocr, OcrMode
from notice_parser.ingest.readers import put_together, read_document
from notice_parser.ingest.recognise import Recogniser, untold
from notice_parser.ingest.sniff import Format, Sniffed, sniff, unsupported
from notice_parser.ingest.text import decode_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notice_parser.ingest.bundle import Member

_MOST_NAMED = 20
BUNDLES = (Format.MAIL, Format.ARCHIVE)
"""Formats that hold files, one of which is the notice."""


def readable(name: str) -> str:
    """Give a file's name as text; in a locale without Chinese, Python keeps its bytes as half characters.

    >>> readable("公文.txt".encode().decode("ascii", "surrogateescape"))
    '公文.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_path(path: Path, limits: Limits = Limits(), ocr: Ocr = Ocr()) -> SourceText:
    """Read a file.

    Raises:
        SourceError: it is missing, a folder, unreadable, empty, too large or no text.
    """
    return read_bytes(bytes_of(path, limits), readable(str(path)), limits, ocr)


def read_stream(stream: BinaryIO, name: str = "-", limits: Limits = Limits(), ocr: Ocr = Ocr()) -> SourceText:
    """Read a stream to its end, but no further than the limit.

    Raises:
        SourceError: it is empty, too large or no text.
    """
    return read_bytes(stream.read(limits.bytes + 1), name, limits, ocr)


def read_bytes(content: bytes, name: str = "", limits: Limits = Limits(), ocr: Ocr = Ocr()) -> SourceText:
    """Turn bytes into source text.

    Raises:
        SourceError: they are empty, too many or no text.
    """
    check_size(content, limits)
    return read_content(content, name, limits, Recogniser(ocr, limits, told=untold))


def check_size(content: bytes, limits: Limits) -> None:
    """Refuse a file without bytes, and one with too many.

    Raises:
        EmptySourceError: there are none.
        SourceTooLargeError: there are more than the limit.
    """
    if not content:
        raise EmptySourceError("the file is empty")
    if len(content) > limits.bytes:
        raise SourceTooLargeError(f"the file has more than {limits.bytes:,} bytes")


def read_content(
    content: bytes, name: str, limits: Limits, recognise: Recogniser, within: tuple[Format, ...] = ()
) -> SourceText:
    """Read a file, which may stand ``within`` others.

    Raises:
        SourceError: it is damaged, encrypted, unsafe, of no format that is read, or without text.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = sniff(content)
    if known is not None and known.format in BUNDLES:
        if known.format in within:
            raise unsupported(known)
        return replace(_read_within(content, known, name, limits, recognise, within), name=name, sha256=sha256)
    if known is not None:
        return checked(
            read_document(content, known, name=name, sha256=sha256, limits=limits, recognise=recognise), limits
        )
    decoded = decode_text(content)
    findings = (f"原文件有{decoded.lost}处字节无法解码，已用“\ufffd”代替",) if decoded.lost else ()
    return checked(SourceText(decoded.text, name, sha256, decoded.encoding, findings=findings), limits)


def _read_within(
    content: bytes, known: Sniffed, name: str, limits: Limits, recognise: Recogniser, within: tuple[Format, ...]
) -> SourceText:
    """Read the notice in a mail or an archive."""
    from notice_parser.ingest.bundle import Member, page_images, read_best

    if known.format is Format.MAIL:
        from notice_parser.ingest.mail import mail_members

        members, where = mail_members(content), "邮件"
    else:
        if not content.startswith(b"PK"):
            raise unsupported(known)
        from notice_parser.ingest.parts import Parts

        parts = Parts(content, limits.archive)
        members, where = [Member(part, parts.read(part)) for part in parts.names], "压缩包"
        if pages := page_images(members):
            return _read_pages(pages, name, limits, recognise)

    def read(member: bytes, allowed: bool) -> SourceText:
        mode = recognise.mode
        recognise.mode = mode if allowed or mode is OcrMode.ALWAYS else OcrMode.NEVER
        try:
            return read_content(member, name, limits, recognise, (*within, known.format))
        finally:
            recognise.mode = mode

    return read_best(members, read, where)


def _read_pages(pages: Sequence[Member], name: str, limits: Limits, recognise: Recogniser) -> SourceText:
    """Read images as the pages of one notice."""
    from notice_parser.ingest.assemble import RawDocument
    from notice_parser.ingest.images import read_image_files

    recogniser = None if recognise.mode is OcrMode.NEVER else recognise
    read = read_image_files([page.content for page in pages], recogniser, limits.pages, limits.pixels)
    said = f"{len(pages)}幅图像读作同一公文的各页，依次为：{'、'.join(p.name for p in pages[:_MOST_NAMED])}"
    document = RawDocument(tuple(read), (f"{said}{'等' if len(pages) > _MOST_NAMED else ''}",))
    return checked(put_together(document, Format.IMAGE, name, ""), limits)


def checked(source: SourceText, limits: Limits) -> SourceText:
    """Refuse text that is blank or too long; pages that could not be read, and pictures, are no blank ones."""
    unread = any(page.read_by is ReadBy.UNREAD or page.note for page in source.pages)
    if not unread and not source.text.strip(" \t\r\n\f\v\u3000\xa0\ufeff\u200b"):
        raise BlankSourceError("the file holds only blanks")
    if len(source.text) > limits.characters:
        raise SourceTooLargeError(f"the text has more than {limits.characters:,} characters")
    return source
