"""Bounds that the system keeps for a process in which strangers' files are read.

They are against files that exhaust or crash a reader, and keep what is linked to from being fetched. On Windows there
are none of them, only the time limits of the process that waits.
"""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import sleep

if sys.platform != "win32":
    import resource

_FILES, _MOST_FILES = 128, 1_024
_WRITTEN, _MOST_WRITTEN = 1_000_000, 256_000_000
"""Bytes of one file: what Python keeps of its own modules, and what LibreOffice makes of a document."""
_SECONDS_LEFT = 5
"""CPU seconds beyond the time limit; the process that waits keeps the limit itself."""
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
OUT_OF_MEMORY = 75
"""Exit code of a process that has taken more memory than it may, where the system does not refuse it."""


def confine(memory: int) -> None:
    """Bound this process for good: ``memory`` in bytes, open files, written bytes, no core dumps, no network."""
    sys.addaudithook(_refuse_network)
    if sys.platform == "win32":
        return
    _bound(resource.RLIMIT_CORE, 0, 0)
    _bound(resource.RLIMIT_NOFILE, _FILES, _MOST_FILES)
    _bound(resource.RLIMIT_FSIZE, _WRITTEN, _MOST_WRITTEN)
    if sys.platform == "linux":
        # What is written to counts; address space would count what allocators and models only reserve.
        _bound(resource.RLIMIT_DATA, memory, memory)
        _leave_network()
    else:
        watch_memory(memory)


def allow_seconds(seconds: float) -> None:
    """Bound the CPU time from now on."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = math.ceil(used.ru_utime + used.ru_stime + seconds) + _SECONDS_LEFT
        _bound(resource.RLIMIT_CPU, end, resource.RLIM_INFINITY)


@contextmanager
def may_write() -> Iterator[None]:
    """Let a program that is started write its files, within the bounds set for good."""
    if sys.platform == "win32":
        yield
        return
    kinds = (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE)
    before = {kind: resource.getrlimit(kind) for kind in kinds}
    for kind, (_, hard) in before.items():
        resource.setrlimit(kind, (hard, hard))
    try:
        yield
    finally:
        for kind, bounds in before.items():
            resource.setrlimit(kind, bounds)


def watch_memory(memory: int, interval: float = 0.25) -> None:
    """End this process once it has taken more memory, for systems that do not keep such a bound (macOS)."""
    if sys.platform == "win32":
        return
    unit = 1 if sys.platform == "darwin" else 1_024

    def watch() -> None:
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= memory:
            sleep(interval)
        os._exit(OUT_OF_MEMORY)

    threading.Thread(target=watch, daemon=True).start()


def _bound(kind: int, soft: int, hard: int) -> None:
    """Set a bound, unless a lower one is set already."""
    if sys.platform == "win32":
        return
    unlimited = resource.RLIM_INFINITY
    _, set_already = resource.getrlimit(kind)
    if set_already != unlimited:
        hard = set_already if hard == unlimited else min(hard, set_already)
        soft = min(soft, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("a file may not open a network connection")


def _leave_network() -> None:
    """Go where there is no network, which holds for the programs started too; where the system allows it."""
    import ctypes

    user, group = os.getuid(), os.getgid()
    with suppress(OSError, AttributeError):
        if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NET) != 0:
            return
        same = {"setgroups": "deny", "uid_map": f"{user} {user} 1", "gid_map": f"{group} {group} 1"}
        for name, line in same.items():  # files keep their owners
            descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
            os.write(descriptor, line.encode())
            os.close(descriptor)
