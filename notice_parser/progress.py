"""How far the reading of files is, on a terminal while it takes long; nothing where nobody looks."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TextIO

_AFTER, _EVERY = 1.0, 0.2
"""Seconds after which a line is shown at all, and between two changes of it."""
_BAR, _NAME = 24, 40


class ReadingProgress:
    """One line on standard error that is written over again and again, and taken away before anything else is said."""

    def __init__(self, files: int, stream: TextIO | None = None) -> None:
        """Count towards so many files."""
        self._stream = sys.stderr if stream is None else stream
        self._is_terminal = self._stream is not None and self._stream.isatty()
        self._files, self._at, self._name = files, 0, ""
        self._begun = self._shown = monotonic()
        self._length = 0

    def file(self, name: str) -> None:
        """Begin with the next file."""
        self._at += 1
        self._name = name if len(name) <= _NAME else f"…{name[1 - _NAME :]}"
        self.pages(0, None)

    def pages(self, done: int, count: int | None) -> None:
        """Show how many pages of a file are read, ``count`` of how many, None where that is not known yet."""
        now = monotonic()
        if not self._is_terminal or now - self._begun < _AFTER or now - self._shown < _EVERY:
            return
        self._shown = now
        line = progress_line(self._name, (self._at, self._files), (done, count))
        self._stream.write("\r" + line + " " * max(0, self._length - len(line)))
        self._stream.flush()
        self._length = len(line)

    def clear(self) -> None:
        """Take the line away."""
        if self._length:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._length = 0


def progress_line(name: str, files: tuple[int, int], pages: tuple[int, int | None]) -> str:
    """Say how far it is: which file of how many, and a bar for its pages.

    >>> progress_line("a.pdf", (1, 1), (3, 6))
    '[############            ] 3/6 pages  a.pdf'
    >>> progress_line("a.pdf", (2, 5), (0, None))
    'file 2/5  a.pdf'
    """
    done, count = pages
    parts = [f"file {files[0]}/{files[1]}"] if files[1] > 1 else []
    if count:
        full = min(_BAR, _BAR * done // count)
        parts.append(f"[{'#' * full}{' ' * (_BAR - full)}] {done}/{count} pages")
    return "  ".join([*parts, name])
