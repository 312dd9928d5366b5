"""A batch as a person runs it: messages on standard error, signals, the exit code."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from notice_parser.batch.log import Log
from notice_parser.batch.profile import function_lines
from notice_parser.batch.progress import Progress, stage_lines, summary
from notice_parser.batch.run import Batch, StoppedError
from notice_parser.batch.settings import Running, Settings
from notice_parser.batch.tables import NO_PARQUET, can_write_parquet
from notice_parser.batch.tally import Watcher
from notice_parser.batch.whole import run_batch
from notice_parser.errors import NoticeError

STOPPED = 130
"""Exit code of a run that was told to end, as shells have it for Ctrl-C."""


def run(arguments: Sequence[str], out: Path, settings: Settings, running: Running) -> int:
    """Run a batch, say how it went, and give the exit code."""
    progress = Progress()
    watchers: list[Watcher] = [progress]
    batches: list[Batch] = []
    log: Log | None = None
    try:
        with ExitStack() as stack:
            if running.log is not None:
                log = stack.enter_context(Log(running.log, as_json=running.log_json))
                log.event("started", workers=running.workers, recycle=running.recycle)
                watchers.append(log)
            with _signals(batches):
                tally, code = run_batch(arguments, out, settings, running, watchers, batches.append)
            progress.clear()
            if log is not None:
                log.finished(tally, "finished")
        _answer(*summary(tally), *([] if can_write_parquet() else [NO_PARQUET]))
        if running.profile:
            _answer(*stage_lines(tally), *function_lines(batches[0].profiles))
        return int(code)
    except StoppedError:
        progress.clear()
        if batches:
            _say(*summary(batches[0].tally))
        _say("stopped; the same command goes on from here")
        return STOPPED
    except NoticeError as error:
        progress.clear()
        _say(f"notice-parser: {out}: {error}", error.advice)
        return int(error.exit_code)


def _answer(*lines: str) -> None:
    _write(sys.stdout, lines)


def _say(*lines: str) -> None:
    _write(sys.stderr, lines)


def _write(stream: TextIO | None, lines: Sequence[str]) -> None:
    """Write in UTF-8, whatever the locale; results are in the folder, so nothing is lost where nobody listens."""
    if stream is not None:
        with suppress(OSError):
            stream.buffer.write("".join(f"{line}\n" for line in lines if line).encode("utf-8", "backslashreplace"))
            stream.flush()


@contextmanager
def _signals(batches: Sequence[Batch]) -> Iterator[None]:
    """Have Ctrl-C and a request to end stop the run where nothing is half done; a second one stops it at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def heard(number: int, _frame: FrameType | None) -> None:
        for batch in batches:
            batch.stop.set()
        signal.signal(number, before[number])

    before: dict[int, Any] = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
