"""How far a batch is, on a terminal while it runs and as a summary at its end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import monotonic
from typing import TextIO

from notice_parser.batch.tally import Tally, Watcher

_EVERY = 0.5
_SETTLED = 5.0
"""Seconds after which a rate says something."""


class Progress(Watcher):
    """One line that is written over again and again; nothing where nobody looks."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._shown = 0.0
        self._length = 0
        self._is_terminal = self._stream is not None and self._stream.isatty()

    def tick(self, tally: Tally) -> None:
        """Show how far it is, twice a second."""
        if self._is_terminal and monotonic() - self._shown >= _EVERY:
            self._shown = monotonic()
            line = progress_line(tally, monotonic() - tally.started)
            self._stream.write("\r" + line.ljust(self._length))
            self._stream.flush()
            self._length = len(line)

    def clear(self) -> None:
        """Take the line away."""
        if self._length:
            self._stream.write("\r" + " " * self._length + "\r")
            self._stream.flush()
            self._length = 0


def progress_line(tally: Tally, seconds: float) -> str:
    """Say how far it is.

    >>> progress_line(Tally(todo=400, sources=100, documents=98), 10)
    '100/400 (25%)  9.8/s  0:00:30 left'
    """
    share = f" ({100 * tally.sources // tally.todo}%)" if tally.todo else ""
    parts = [f"{tally.sources}/{tally.todo}{share}"]
    if seconds >= _SETTLED and tally.documents:
        parts.append(f"{tally.documents / seconds:.1f}/s")
        if tally.sources < tally.todo:
            parts.append(f"{_clock(seconds / tally.sources * (tally.todo - tally.sources))} left")
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    return "  ".join(parts)


def summary(tally: Tally) -> Iterator[str]:
    """Say what a run has done, line by line; no name and no value of a document stands in it."""
    seconds = monotonic() - tally.started
    rate = f", {tally.documents / seconds:.1f} a second" if tally.documents else ""
    yield f"{tally.documents} documents read from {tally.sources} sources in {_clock(seconds)}{rate}"
    if tally.failed:
        kinds = ", ".join(f"{count} {code}" for code, count in sorted(tally.failures.items()))
        yield f"{tally.failed} failed ({kinds}): see errors.jsonl"
    if tally.deaths:
        yield f"{tally.deaths} times a worker process died; its document was tried again"


def stage_lines(tally: Tally) -> Iterator[str]:
    """Give a table of the time by stage."""
    whole = tally.stages.total() or 1.0
    yield f"{'stage':<12}{'seconds':>10}{'ms each':>10}{'share':>8}"
    for stage, seconds in tally.stages.items():
        each = 1_000 * seconds / max(1, tally.documents)
        yield f"{stage:<12}{seconds:>10.2f}{each:>10.2f}{100 * seconds / whole:>7.1f}%"
    yield f"most memory of a worker: {tally.memory / 1e6:.0f} MB"


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3_600}:{whole // 60 % 60:02}:{whole % 60:02}"
