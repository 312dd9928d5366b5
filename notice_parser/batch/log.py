"""What a batch does, event by event, in a file; no name and no value of a document stands in it."""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from notice_parser.batch.pool import Done
from notice_parser.batch.segments import writing
from notice_parser.batch.tally import Tally, Watcher
from notice_parser.errors import NoticeError


class Log(Watcher):
    """Adds a line for each event, as ``key=value`` or as JSON; a context manager.

    Documents are named by the beginning of their digest, sources by their number: a file's name is often a title.
    """

    def __init__(self, path: Path, *, as_json: bool = False) -> None:
        self._as_json = as_json
        with writing():
            self._stream = path.open("a", encoding="utf-8")

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._stream.close()

    def event(self, event: str, **facts: Any) -> None:  # noqa: ANN401
        """Write an event."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        held = {"time": now, "event": event, "process": os.getpid(), **facts}
        line = json.dumps(held) if self._as_json else " ".join(f"{key}={value}" for key, value in held.items())
        with writing():
            self._stream.write(f"{line}\n")
            self._stream.flush()

    def document(self, done: Done) -> None:
        """Write that a document was read, how long each stage took, and how it ended."""
        facts = done.record.facts
        self.event(
            "document",
            sha256=done.task.sha256.hex()[:16],
            bytes=len(done.task.content),
            characters=facts.characters,
            result=facts.code or "notice",
            unread_pages=facts.unread,
            deaths=done.deaths,
            milliseconds=round(1_000 * done.seconds, 1),
            memory=done.memory,
            **{f"{stage}_ms": round(1_000 * seconds, 2) for stage, seconds in facts.stages.items()},
        )

    def unread(self, ordinal: int, error: NoticeError) -> None:
        """Write that a source could not be read."""
        self.event("source", number=ordinal, result=error.code)

    def finished(self, tally: Tally, how: str) -> None:
        """Write what the run has done."""
        self.event(
            how,
            sources=tally.sources,
            documents=tally.documents,
            failed=tally.failed,
            deaths=tally.deaths,
            memory=tally.memory,
            **{f"failed_{code}": count for code, count in sorted(tally.failures.items())},
            **{f"{stage}_seconds": round(seconds, 3) for stage, seconds in tally.stages.items()},
        )
