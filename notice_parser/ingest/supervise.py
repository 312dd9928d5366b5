"""Reading in a worker process: what it has read is kept when it takes too long, takes too much memory or dies."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, Never

from notice_parser import errors
from notice_parser.core.source import SourceText
from notice_parser.errors import (
    CrashedSourceError,
    NoticeError,
    SourceMemoryError,
    SourceTimeError,
    SourceTooLargeError,
    WorkerError,
)
from notice_parser.ingest.assemble import RawDocument, RawLine, RawPage
from notice_parser.ingest.confine import OUT_OF_MEMORY
from notice_parser.ingest.limits import Limits, Ocr
from notice_parser.ingest.read import checked
from notice_parser.ingest.readers import put_together
from notice_parser.ingest.recognise import share_of, unread
from notice_parser.ingest.sniff import Format
from notice_parser.ingest.wire import WireError, from_line, to_line
from notice_parser.ingest.worker_process import WorkerProcess

Watch = Callable[[int, int | None], None]
"""Is told how many pages of a file are read, and of how many where that is known."""
_LINE_FOR_A_CHARACTER, _LINE = 120, 10_000_000
"""Bytes of a line: a character with its place takes 72."""
_KILLED = -9
_TOO_MUCH_MEMORY, _SUDDEN_END = "所需内存超过上限，未读取", "读取程序在此意外中止，未读取"
DIED_NOTES = (_TOO_MUCH_MEMORY, _SUDDEN_END)
"""What is said of pages that are not read because the worker died, which another try may spare."""


@dataclass
class _File:
    """A file that is read, and what is known of it so far."""

    content: bytes
    name: str
    end: float
    kind: Format | None = None
    count: int | None = None
    pages: list[RawPage] = field(default_factory=list)
    held: list[RawPage] = field(default_factory=list)
    """A page that waits for the next one."""
    known: list[RawPage] = field(default_factory=list)
    """Results of the recognition, for another try."""
    characters: int = 0
    recognising: float | None = None
    """Since when."""


class _BrokenOffError(Exception):
    """The worker is gone; ``error`` is to be raised where there are no pages, ``note`` says it of the others."""

    def __init__(self, error: Exception, note: str) -> None:
        super().__init__(note)
        self.error = error
        self.note = note


def unwatched(_done: int, _count: int | None) -> None:
    """Tell nobody."""


class Supervisor:
    """Reads files in a worker, which goes on to the next file as long as nothing went wrong."""

    def __init__(self, limits: Limits, ocr: Ocr, watch: Watch = unwatched) -> None:
        self._limits = limits
        self._watch = watch
        self._ocr = ocr
        self._worker: WorkerProcess | None = None

    def close(self) -> None:
        """End the worker."""
        self._end(idle=True)

    def read(self, content: bytes, name: str) -> SourceText:
        """Read a file within the limits.

        Raises:
            SourceError: it cannot be read, or takes too much; pages that were read before make it a partial result.
            WorkerError: the worker cannot be started.
        """
        file = _File(content, name, monotonic() + self._limits.seconds)
        best: list[RawPage] = []
        while True:
            try:
                return self._try(file)
            except _BrokenOffError as broken:
                best = max(best, [*file.pages, *file.held], key=len)
                if file.recognising is None:
                    return self._partial(file, best, broken)
                file.known.append(unread(broken.note))
            finally:
                file.pages, file.held, file.characters, file.recognising = [], [], 0, None

    def _try(self, file: _File) -> SourceText:
        """Read it once, from the beginning, with what was recognised before."""
        left = max(0.0, self._pages_until(file) - monotonic())
        request = {
            "name": file.name,
            "size": len(file.content),
            "limits": self._limits,
            "ocr": self._ocr,
            "seconds": left,
            "known": file.known,
        }
        if self._worker is None:
            most = self._limits.characters * _LINE_FOR_A_CHARACTER + _LINE
            self._worker = WorkerProcess(self._limits.memory, most)
        self._worker.ask(to_line(request), file.content)
        for kind, value in self._messages(self._worker, file):
            source = self._heard(file, kind, value)
            self._watch(max(len(file.pages), len(file.known)), file.count)
            if source is not None:
                return checked(source, self._limits)
        raise AssertionError("messages end by an answer or an error")

    def _pages_until(self, file: _File) -> float:
        """Give the moment after which no page is recognised any more."""
        return file.end - self._limits.seconds + share_of(self._limits.seconds)

    def _messages(self, worker: WorkerProcess, file: _File) -> Iterator[tuple[str, Any]]:
        """Give what a worker says until its time is over."""
        while True:
            try:
                line = worker.receive(self._until(file) - monotonic())
            except TimeoutError:
                self._too_long(file)
            if line is None:
                self._died(worker)
            try:
                kind, value = from_line(line)
            except (WireError, ValueError):
                self._died(worker)
            yield kind, value

    def _until(self, file: _File) -> float:
        if file.recognising is None:
            return file.end
        return min(file.recognising + self._limits.page_seconds, self._pages_until(file))

    def _heard(self, file: _File, kind: str, value: Any) -> SourceText | None:  # noqa: ANN401
        """Take in what the worker says; its last word gives the source text."""
        match kind:
            case "ready" if self._worker is not None:
                self._worker.ready = True
            case "opened":
                file.kind, file.count = Format(value[0]), value[1]
            case "recognising":
                file.recognising = monotonic()
            case "recognised":
                file.recognising = None
                file.known.append(value)
            case "held":
                file.held = [value]
            case "page":
                file.held = []
                self._take(file, value)
            case "done":
                return self._whole(file, file.pages, value)
            case "source" if isinstance(value, SourceText):
                return replace(value, name=file.name, sha256=hashlib.sha256(file.content).hexdigest())
            case "failed":
                self._failed(*value)
            case "broken":
                raise self._broken_off(RuntimeError(value), "读取时出现内部错误，未读取")
        return None

    def _take(self, file: _File, page: RawPage) -> None:
        """Keep a page that was read."""
        file.pages.append(page)
        file.characters += sum(len(line.text) for line in page.content if isinstance(line, RawLine))
        if file.characters > self._limits.characters:
            self._end(idle=False)
            raise SourceTooLargeError(f"the text has more than {self._limits.characters:,} characters")

    def _failed(self, name: str, message: str) -> Never:
        """Raise what the worker says is wrong with the file."""
        kind = getattr(errors, name, None)
        if not (isinstance(kind, type) and issubclass(kind, NoticeError)):
            kind = CrashedSourceError
        if kind is SourceMemoryError:
            raise self._out_of_memory()
        raise kind(message)

    def _too_long(self, file: _File) -> Never:
        """Give up a page whose recognition takes too long, or all that is left of the file."""
        limits = self._limits
        error = SourceTimeError(f"reading the file takes more than {limits.seconds:g} seconds")
        if file.recognising is not None and monotonic() < self._pages_until(file):
            raise self._broken_off(error, f"识别超过{limits.page_seconds:g}秒，已放弃")
        raise self._broken_off(error, f"整份文件的处理时间超过{limits.seconds:g}秒，未读取")

    def _died(self, worker: WorkerProcess) -> Never:
        code = self._end(idle=False)
        if not worker.ready:
            raise WorkerError(f"the process for reading files ends at once (exit code {code})")
        if code in (OUT_OF_MEMORY, _KILLED):
            raise self._out_of_memory()
        with_signal = f" (signal {signal.Signals(-code).name})" if -code in set(signal.Signals) else ""
        error = CrashedSourceError(f"the process in which the file was read came to a sudden end{with_signal}")
        raise self._broken_off(error, _SUDDEN_END)

    def _out_of_memory(self) -> _BrokenOffError:
        error = SourceMemoryError(f"reading the file takes more than {self._limits.memory:,} bytes of memory")
        return self._broken_off(error, _TOO_MUCH_MEMORY)

    def _broken_off(self, error: Exception, note: str) -> _BrokenOffError:
        self._end(idle=False)
        return _BrokenOffError(error, note)

    def _end(self, *, idle: bool) -> int:
        worker, self._worker = self._worker, None
        return 0 if worker is None else worker.end(idle=idle)

    def _partial(self, file: _File, pages: list[RawPage], broken: _BrokenOffError) -> SourceText:
        """Give the pages that were read, and list the others; without any the error is raised."""
        if not pages or file.kind is None:
            raise broken.error from None
        last = pages[-1].number
        count = last + 1 if file.count is None else file.count
        rest = [replace(unread(broken.note), number=number) for number in range(last + 1, count + 1)]
        return checked(self._whole(file, [*pages, *rest], ()), self._limits)

    def _whole(self, file: _File, pages: Sequence[RawPage], findings: Iterable[str]) -> SourceText:
        sha256 = hashlib.sha256(file.content).hexdigest()
        document = RawDocument(tuple(pages), tuple(findings))
        return put_together(document, file.kind or Format.BINARY, file.name, sha256)
