"""Results as they are kept: files of records, each written beside its place, made safe, and only then put there."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from notice_parser.errors import OutputError

_OPEN = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the number of its segment, and its bytes there."""

    segment: int
    offset: int
    length: int


@contextmanager
def writing() -> Iterator[None]:
    """Say in plain words that a full disk or a folder without permission keeps results from being written."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"the output cannot be written: {error.strerror or error}") from error


def make_safe(stream: BinaryIO) -> None:
    """Wait until what was written has reached the disk."""
    stream.flush()
    os.fsync(stream.fileno())


def put_in_place(part: Path, target: Path) -> None:
    """Give a file its name, once and for all; its content is safe already."""
    part.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """Write a file that takes its place when it is whole and safe."""
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
            make_safe(stream)
        put_in_place(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


class SegmentWriter:
    """Gathers records in a segment until it is committed; ``number`` is that of the first segment it makes."""

    def __init__(self, folder: Path, number: int) -> None:
        self._folder = folder
        self._number = number
        self._stream: BinaryIO | None = None
        self._length = 0

    @property
    def length(self) -> int:
        """Bytes that are not committed."""
        return self._length

    def add(self, record: bytes) -> Place:
        """Write a record and say where it will stand.

        Raises:
            OutputError: it cannot be written.
        """
        with writing():
            if self._stream is None:
                self._stream = self._path(".part").open("wb")
            self._stream.write(record)
        place = Place(self._number, self._length, len(record))
        self._length += len(record)
        return place

    def commit(self) -> None:
        """Make the segment safe and put it in its place; the next record begins another.

        Raises:
            OutputError: it cannot be written.
        """
        if self._stream is None:
            return
        with writing(), self._stream as stream:
            make_safe(stream)
        with writing():
            put_in_place(self._path(".part"), self._path(".records"))
        self._stream, self._length = None, 0
        self._number += 1

    def abandon(self) -> None:
        """Give up what is not committed."""
        if self._stream is not None:
            with suppress(OSError):
                self._stream.close()
            with suppress(OSError):
                self._path(".part").unlink()
            self._stream, self._length = None, 0

    def _path(self, ending: str) -> Path:
        return self._folder / f"{self._number:08d}{ending}"


class SegmentReader:
    """Gives records back; a context manager, at whose end the files are closed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._streams: OrderedDict[int, BinaryIO] = OrderedDict()

    def __enter__(self) -> SegmentReader:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in self._streams.values():
            stream.close()

    def read(self, place: Place) -> bytes:
        """Read a record.

        Raises:
            OutputError: it is not there: somebody has taken files away.
        """
        try:
            stream = self._streams.pop(place.segment, None)
            if stream is None:
                stream = (self._folder / f"{place.segment:08d}.records").open("rb")
            self._streams[place.segment] = stream
            if len(self._streams) > _OPEN:
                self._streams.popitem(last=False)[1].close()
            stream.seek(place.offset)
            record = stream.read(place.length)
        except OSError as error:
            raise OutputError(f"kept results cannot be read: {error.strerror}; --rebuild reads all again") from error
        if len(record) != place.length:
            raise OutputError("kept results are cut off; --rebuild reads all again")
        return record


def remove_others(folder: Path, kept: Iterable[int]) -> None:
    """Remove segments that are not marked: a run ended between writing and marking them."""
    names = {f"{number:08d}.records" for number in kept}
    with writing():
        for path in folder.iterdir():
            if path.suffix in (".part", ".records") and path.name not in names:
                path.unlink()
