"""From a path, bytes or a stream to source text, within limits."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.errors import (
    BlankSourceError,
    DirectorySourceError,
    EmptySourceError,
    MissingSourceError,
    SourceTooLargeError,
    UnreadableSourceError,
)
from notice_parser.ingest.readers import Limits, OcrMode, read_document
from notice_parser.ingest.sniff import Format, Sniffed, sniff, unsupported
from notice_parser.ingest.text import decode_text


def readable(name: str) -> str:
    """Give a file's name as text; in a locale without Chinese, Python keeps its bytes as half characters.

    >>> readable("公文.txt".encode().decode("ascii", "surrogateescape"))
    '公文.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_path(path: Path, limits: Limits = Limits(), ocr: OcrMode = OcrMode.AUTO) -> SourceText:
    """Read a file.

    Raises:
        SourceError: it is missing, a folder, unreadable, empty, too large or no text.
    """
    try:
        if path.is_dir():
            raise DirectorySourceError("this is a folder, not a file")
        with path.open("rb") as stream:
            return read_stream(stream, name=readable(str(path)), limits=limits, ocr=ocr)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingSourceError("there is no such file") from error
    except PermissionError as error:
        raise UnreadableSourceError("the file may not be read") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnreadableSourceError(f"the file cannot be read: {error}") from error


def read_stream(
    stream: BinaryIO, name: str = "-", limits: Limits = Limits(), ocr: OcrMode = OcrMode.AUTO
) -> SourceText:
    """Read a stream to its end, but no further than the limit.

    Raises:
        SourceError: it is empty, too large or no text.
    """
    return read_bytes(stream.read(limits.bytes + 1), name, limits, ocr)


def read_bytes(content: bytes, name: str = "", limits: Limits = Limits(), ocr: OcrMode = OcrMode.AUTO) -> SourceText:
    """Turn bytes into source text.

    Raises:
        SourceError: they are empty, too many or no text.
    """
    if not content:
        raise EmptySourceError("the file is empty")
    if len(content) > limits.bytes:
        raise SourceTooLargeError(f"the file has more than {limits.bytes:,} bytes")
    return _read(content, name, limits, ocr, ())


def _read(content: bytes, name: str, limits: Limits, ocr: OcrMode, within: tuple[Format, ...]) -> SourceText:
    """Read a file, which may stand ``within`` others."""
    sha256 = hashlib.sha256(content).hexdigest()
    known = sniff(content)
    if known is not None and known.format in (Format.MAIL, Format.ARCHIVE):
        if known.format in within:
            raise unsupported(known)
        return replace(_read_within(content, known, name, limits, ocr, within), name=name, sha256=sha256)
    if known is not None:
        return _checked(read_document(content, known, name=name, sha256=sha256, limits=limits, ocr=ocr), limits)
    decoded = decode_text(content)
    findings = (f"原文件有{decoded.lost}处字节无法解码，已用“\ufffd”代替",) if decoded.lost else ()
    return _checked(SourceText(decoded.text, name, sha256, decoded.encoding, findings=findings), limits)


def _read_within(
    content: bytes, known: Sniffed, name: str, limits: Limits, ocr: OcrMode, within: tuple[Format, ...]
) -> SourceText:
    """Read the notice in a mail or an archive."""
    from notice_parser.ingest.bundle import Member, read_best

    if known.format is Format.MAIL:
        from notice_parser.ingest.mail import mail_members

        members, where = mail_members(content), "邮件"
    else:
        if not content.startswith(b"PK"):
            raise unsupported(known)
        from notice_parser.ingest.parts import Parts

        parts = Parts(content)
        members, where = [Member(part, parts.read(part)) for part in parts.names], "压缩包"

    def read(member: bytes, recognise: bool) -> SourceText:
        mode = ocr if recognise or ocr is OcrMode.ALWAYS else OcrMode.NEVER
        return _read(member, name, limits, mode, (*within, known.format))

    return read_best(members, read, where)


def _checked(source: SourceText, limits: Limits) -> SourceText:
    """Refuse text that is blank or too long; pages that could not be read, and pictures, are no blank ones."""
    unread = any(page.read_by is ReadBy.UNREAD or page.note for page in source.pages)
    if not unread and not source.text.strip(" \t\r\n\f\v\u3000\xa0\ufeff\u200b"):
        raise BlankSourceError("the file holds only blanks")
    if len(source.text) > limits.characters:
        raise SourceTooLargeError(f"the text has more than {limits.characters:,} characters")
    return source
