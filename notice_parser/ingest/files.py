"""The bytes of a file: what is no file, never ends or changes meanwhile is told apart."""

from __future__ import annotations

import os
import select
import stat
from pathlib import Path
from time import monotonic

from notice_parser.errors import (
    ChangedSourceError,
    DirectorySourceError,
    MissingSourceError,
    NoFileSourceError,
    UnreadableSourceError,
)
from notice_parser.ingest.limits import Limits

_PIECE = 1 << 16


def bytes_of(path: Path, limits: Limits = Limits()) -> bytes:
    """Read a file, one byte further than the limit at most.

    A named pipe is read as long as the time of a notice allows.

    Raises:
        SourceError: it is missing, a folder, a device, unreadable, or changes while it is read.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise DirectorySourceError("this is a folder, not a file")
        if stat.S_ISFIFO(kind):
            return _bytes_of_pipe(path, limits)
        if not stat.S_ISREG(kind):
            raise NoFileSourceError("this is a device, not a file")
        return _bytes_of_file(path, limits)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingSourceError("there is no such file") from error
    except PermissionError as error:
        raise UnreadableSourceError("the file may not be read") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnreadableSourceError(f"the file cannot be read: {error}") from error


def _bytes_of_file(path: Path, limits: Limits) -> bytes:
    with path.open("rb") as stream:
        before = os.fstat(stream.fileno())
        content = stream.read(limits.bytes + 1)
        after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ChangedSourceError("the file was changed while it was read")
    return content


def _bytes_of_pipe(path: Path, limits: Limits) -> bytes:
    """Read a named pipe to its end; opening one waits for a writer, who may never come."""
    end = monotonic() + limits.seconds
    pieces: list[bytes] = []
    left = limits.bytes + 1
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        while left > 0:
            if not select.select([descriptor], [], [], max(0.0, end - monotonic()))[0]:
                raise NoFileSourceError(f"this is a pipe, and no end came through it in {limits.seconds:g} seconds")
            try:
                piece = os.read(descriptor, min(_PIECE, left))
            except BlockingIOError:
                continue
            if not piece:
                break
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(descriptor)
    return b"".join(pieces)
