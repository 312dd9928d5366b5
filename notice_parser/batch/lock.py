"""One run at a time writes to an output folder; the system gives the lock back however a run ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from notice_parser.batch.segments import writing
from notice_parser.errors import OutputError


class BusyOutputError(OutputError):
    """Another run writes to this folder."""

    advice = "Wait until it has ended, or give this run a folder of its own with --out."


class FolderLock:
    """Holds a folder while it is entered.

    Raises:
        BusyOutputError: another run holds it.
        OutputError: the folder cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def __enter__(self) -> FolderLock:
        with writing():
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _taken(descriptor):
            who = ""
            with suppress(OSError):
                who = os.read(descriptor, 20).decode("ascii", "replace").strip()
            os.close(descriptor)
            by = f" (process {who})" if who else ""
            raise BusyOutputError(f"another run is writing to this folder{by}")
        self._descriptor = descriptor
        with suppress(OSError):  # only for the message of another run
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _taken(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 1_000, os.SEEK_SET)  # beyond what the file says
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
