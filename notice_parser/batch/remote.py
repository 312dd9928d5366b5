"""Addresses that fsspec opens: s3://…, sftp://…, memory://…; loaded only where one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from notice_parser.errors import EngineMissingError, MissingSourceError, UnreadableSourceError

_ADDRESS = re.compile(rb"[A-Za-z][A-Za-z0-9+.:-]+://")
_CHANGING = ("ETag", "etag", "mtime", "LastModified", "last_modified", "created", "md5", "generation")
"""What file systems say of a file that changes with its content."""


class RemoteMissingError(EngineMissingError):
    """What opens such an address is not installed."""

    advice = "Install it with: pip install 'notice-parser[remote]'; other kinds of address need their own package."


def is_remote(name: bytes) -> bool:
    """Tell an address from the name of a file.

    >>> is_remote(b"s3://intake/2024/"), is_remote(b"2024/notice.txt")
    (True, False)
    """
    return bool(_ADDRESS.match(name))


def remote_items(address: str) -> Iterator[tuple[bytes, str]]:
    """List the files of an address, a folder or a pattern by name, each with what changes when its content does.

    Raises:
        RemoteMissingError: what opens it is not installed.
        UnreadableSourceError: it cannot be reached.
    """
    system, path = _opened(address)
    try:
        if any(mark in path for mark in "*?["):
            held = {name: info for name, info in system.glob(path, detail=True).items() if info["type"] == "file"}
        elif system.isdir(path):
            held = system.find(path, detail=True)
        elif system.exists(path):
            held = {path: system.info(path)}
        else:
            held = {}
    except Exception as error:  # every file system has errors of its own
        raise UnreadableSourceError(f"{address} cannot be reached: {type(error).__name__}") from error
    if not held:
        yield address.encode("utf-8", "surrogateescape"), ""
    for name in sorted(held):
        yield system.unstrip_protocol(name).encode("utf-8", "surrogateescape"), _signature(held[name])


def remote_bytes(name: bytes, most: int) -> bytes:
    """Read a file up to so many bytes.

    Raises:
        SourceError: it is missing, or cannot be reached.
    """
    system, path = _opened(name.decode("utf-8", "surrogateescape"))
    try:
        with system.open(path, "rb") as stream:
            content: bytes = stream.read(most)
            return content
    except FileNotFoundError as error:
        raise MissingSourceError("there is no such file") from error
    except Exception as error:
        raise UnreadableSourceError(f"the file cannot be read: {type(error).__name__}") from error


def _signature(info: dict[str, Any]) -> str:
    changing = "-".join(str(info[key]) for key in _CHANGING if info.get(key) is not None)
    return f"{info.get('size')}-{changing}" if changing else ""


def _opened(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError as error:
        raise RemoteMissingError(f"fsspec is not installed, which opens {address}") from error
    try:
        system, path = url_to_fs(address)
    except ImportError as error:
        raise RemoteMissingError(str(error)) from error
    except Exception as error:
        raise UnreadableSourceError(f"{address} cannot be opened: {type(error).__name__}") from error
    return system, path
