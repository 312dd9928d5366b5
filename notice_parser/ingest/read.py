"""From a path, bytes or a stream to source text, within limits."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from notice_parser.core.source import SourceText
from notice_parser.errors import (
    BlankSourceError,
    DirectorySourceError,
    EmptySourceError,
    MissingSourceError,
    SourceTooLargeError,
    UnreadableSourceError,
)
from notice_parser.ingest.sniff import recognise
from notice_parser.ingest.text import decode_text


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read: bytes of a file, characters of its text."""

    bytes: int = 50_000_000
    characters: int = 2_000_000


def readable(name: str) -> str:
    """Give a file's name as text; in a locale without Chinese, Python keeps its bytes as half characters.

    >>> readable("公文.txt".encode().decode("ascii", "surrogateescape"))
    '公文.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_path(path: Path, limits: Limits = Limits()) -> SourceText:
    """Read a file.

    Raises:
        SourceError: it is missing, a folder, unreadable, empty, too large or no text.
    """
    try:
        if path.is_dir():
            raise DirectorySourceError("this is a folder, not a file")
        with path.open("rb") as stream:
            return read_stream(stream, name=readable(str(path)), limits=limits)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingSourceError("there is no such file") from error
    except PermissionError as error:
        raise UnreadableSourceError("the file may not be read") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnreadableSourceError(f"the file cannot be read: {error}") from error


def read_stream(stream: BinaryIO, name: str = "-", limits: Limits = Limits()) -> SourceText:
    """Read a stream to its end, but no further than the limit.

    Raises:
        SourceError: it is empty, too large or no text.
    """
    return read_bytes(stream.read(limits.bytes + 1), name, limits)


def read_bytes(content: bytes, name: str = "", limits: Limits = Limits()) -> SourceText:
    """Turn bytes into source text.

    Raises:
        SourceError: they are empty, too many or no text.
    """
    if not content:
        raise EmptySourceError("the file is empty")
    if len(content) > limits.bytes:
        raise SourceTooLargeError(f"the file has more than {limits.bytes:,} bytes")
    known = recognise(content)
    if known is not None:
        raise known
    decoded = decode_text(content)
    if not decoded.text.strip(" \t\r\n\f\v\u3000\xa0\ufeff\u200b"):
        raise BlankSourceError("the file holds only blanks")
    if len(decoded.text) > limits.characters:
        raise SourceTooLargeError(f"the text has more than {limits.characters:,} characters")
    findings = (f"原文件有{decoded.lost}处字节无法解码，已用“\ufffd”代替",) if decoded.lost else ()
    return SourceText(decoded.text, name, hashlib.sha256(content).hexdigest(), decoded.encoding, findings=findings)
