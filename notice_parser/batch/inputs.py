"""What goes into a batch: files, folders, patterns, the files in ZIP files, and addresses that fsspec opens.

Names are bytes, as the system has them: a name may hold line breaks, or GBK bytes that are no UTF-8.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from notice_parser.batch.remote import is_remote, remote_bytes, remote_items
from notice_parser.errors import (
    DirectorySourceError,
    MissingSourceError,
    NoFileSourceError,
    SourceError,
    UnreadableSourceError,
)
from notice_parser.ingest.bundle import LITTER
from notice_parser.ingest.files import bytes_of
from notice_parser.ingest.limits import Limits
from notice_parser.ingest.parts import Parts
from notice_parser.ingest.sniff import Format, sniff

BETWEEN = b"!/"
"""Stands between the name of a ZIP file and that of a file in it."""
_LITTER = re.compile(rb"(?i)\.|~\$|thumbs\.db$|desktop\.ini$")
_ZIP = re.compile(rb"(?i).*\.zip", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """A document by its name; ``archive`` is the ZIP file that holds it.

    ``signature`` is what changes when the content does: size and time of a file. An item without one is always read.
    """

    name: bytes
    signature: str = ""
    archive: bytes | None = None


class Inputs:
    """Lists items and reads them; ``skip`` is a folder that is never looked into, where the results go."""

    def __init__(self, limits: Limits, skip: Path | None = None) -> None:
        self._limits = limits
        self._skip = None if skip is None else os.fsencode(skip.resolve())
        self._open: tuple[bytes, Parts] | None = None

    def items(self, arguments: Sequence[str]) -> Iterator[Item]:
        """List what the arguments name, in their order, what lies in a folder by name; the same item only once."""
        seen: set[bytes] = set()
        for argument in arguments:
            for item in self._of(argument):
                if item.name not in seen:
                    seen.add(item.name)
                    yield item

    def content(self, item: Item) -> bytes:
        """Read an item, one byte further than the limit at most.

        Raises:
            SourceError: it cannot be read.
        """
        if item.archive is None:
            return self._bytes(item.name)
        if self._open is None or self._open[0] != item.archive:
            self._open = (item.archive, Parts(self._bytes(item.archive), self._limits.archive))
        member = item.name[len(item.archive) + len(BETWEEN) :]
        return self._open[1].read(member.decode("utf-8", "surrogateescape"))

    def _bytes(self, name: bytes) -> bytes:
        if is_remote(name):
            return remote_bytes(name, self._limits.bytes + 1)
        return bytes_of(Path(os.fsdecode(name)), self._limits)

    def _of(self, argument: str) -> Iterator[Item]:
        if is_remote(os.fsencode(argument)):
            for name, signature in remote_items(argument):
                yield from self._opened(Item(name, signature))
        elif os.path.lexists(argument) or not glob.has_magic(argument):
            yield from self._local(os.fsencode(argument))
        else:
            found = sorted(glob.glob(os.fsencode(argument), recursive=True))  # noqa: PTH207 (names are bytes)
            if not found:
                yield Item(os.fsencode(argument))
            for name in found:
                yield from self._local(name)

    def _local(self, name: bytes) -> Iterator[Item]:
        """List a file, or what lies in a folder and the folders in it."""
        try:
            kind = os.stat(name)  # noqa: PTH116
        except (OSError, ValueError):
            yield Item(name)
            return
        if not stat.S_ISDIR(kind.st_mode):
            yield from self._opened(Item(name, _signature(kind)))
            return
        waiting = [name]
        while waiting:
            folder = waiting.pop()
            if self._skip is not None and os.path.realpath(folder) == self._skip:
                continue
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:
                yield Item(folder)
                continue
            folders = []
            for entry in entries:
                if _LITTER.match(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                try:
                    held = entry.stat()
                except OSError:
                    yield Item(entry.path)
                    continue
                if stat.S_ISREG(held.st_mode):
                    yield from self._opened(Item(entry.path, _signature(held)))
                elif not stat.S_ISDIR(held.st_mode):  # a link to a folder may lead in a circle
                    yield Item(entry.path)
            waiting += reversed(folders)

    def _opened(self, item: Item) -> Iterator[Item]:
        """List the files in a ZIP file; one that cannot be opened stands for itself, and says why when it is read."""
        if not _ZIP.fullmatch(item.name):
            yield item
            return
        try:
            content = self._bytes(item.name)
            known = sniff(content)
            if known is None or known.format is not Format.ARCHIVE or len(content) > self._limits.bytes:
                yield item
                return
            names = [name for name in Parts(content, self._limits.archive).names if not LITTER.search(name)]
        except SourceError:
            yield item
            return
        for name in names:
            member = name.encode("utf-8", "surrogateescape")
            yield Item(item.name + BETWEEN + member, item.signature, item.name)
        if not names:
            yield item


def check_item(item: Item) -> None:
    """Refuse what nobody meant to read and what would be waited for: a pipe or device found in a folder.

    Raises:
        SourceError: it is one of these, or not there.
    """
    if item.archive is not None or is_remote(item.name):
        return
    try:
        kind = os.stat(item.name).st_mode  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingSourceError("there is no such file") from error
    except (OSError, ValueError) as error:
        raise UnreadableSourceError(
            f"the file cannot be read: {os.strerror(getattr(error, 'errno', 0) or 22)}"
        ) from error
    if stat.S_ISDIR(kind):
        reason = "this folder may not be read"
        raise DirectorySourceError(reason) if os.access(item.name, os.R_OK) else UnreadableSourceError(reason)
    if not stat.S_ISREG(kind):
        raise NoFileSourceError("this is a device or a pipe, not a file")


def _signature(held: os.stat_result) -> str:
    return f"{held.st_size}-{held.st_mtime_ns}"
