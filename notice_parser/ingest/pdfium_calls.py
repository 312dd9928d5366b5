"""Calls into pdfium by the thousand, without an object or a type check for each.

pdfium has no call that gives the boxes of many characters at once. Mapped over places in one buffer, a call costs a
quarter of what it costs in a loop.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from itertools import repeat
from typing import Any

from notice_parser.core.source import Columns

_CHUNK = 256
"""Characters whose boxes lie in the buffer at one time."""


@lru_cache(maxsize=64)
def quick(name: str, result: type = ctypes.c_int) -> Callable[..., Any]:
    """Give a function of pdfium that takes its arguments as they are: integers, handles, places by ``byref``.

    It does not check them, nor let other threads run meanwhile: pdfium knows no threads.
    """
    from pypdfium2 import raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    if address is None:
        raise LookupError(name)
    return ctypes.PYFUNCTYPE(result)(address)


def as_argument(handle: Any) -> Any:  # noqa: ANN401 - both of ctypes
    """Make of a handle once what ctypes makes of it at each call; the handle must live as long."""
    return ctypes.byref(ctypes.c_char.from_address(ctypes.cast(handle, ctypes.c_void_p).value or 0))


@lru_cache(maxsize=1)
def _buffer() -> tuple[list[list[Any]], list[memoryview]]:
    columns = [(ctypes.c_double * _CHUNK)() for _ in range(4)]
    size = ctypes.sizeof(ctypes.c_double)
    places = [[ctypes.byref(column, at * size) for at in range(_CHUNK)] for column in columns]
    return places, [memoryview(column).cast("B") for column in columns]


class CharBoxes:
    """The boxes of the characters of text pages."""

    def __init__(self) -> None:
        """Take the buffer, one column for each edge; no two readers fill it at one time."""
        self._call = quick("FPDFText_GetCharBox")
        self._places, self._columns = _buffer()

    def read(self, handle: Any, count: int) -> Columns:  # noqa: ANN401 - of ctypes
        """Give left, bottom, right and top of the first ``count`` characters in pdfium's coordinates."""
        edges = (array("d"), array("d"), array("d"), array("d"))
        text_page = as_argument(handle)
        for start in range(0, count, _CHUNK):
            end = min(count, start + _CHUNK)
            deque(map(self._call, repeat(text_page), range(start, end), *self._places), maxlen=0)
            for edge, column in zip(edges, self._columns, strict=True):
                edge.frombytes(column[: (end - start) * edge.itemsize])
        left, right, bottom, top = edges
        return left, bottom, right, top
