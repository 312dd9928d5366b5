"""Worker processes for documents: each has one thread, loads its models once, and is replaced after many documents.

A worker that dies costs its document another try, then an error record; one that takes too long is ended.
"""

from __future__ import annotations

import json
import queue
import threading
from contextlib import suppress
from dataclasses import dataclass, fields
from time import monotonic
from typing import Any

from notice_parser.batch.document import Facts, Record, failed_record
from notice_parser.batch.settings import Running, Settings
from notice_parser.errors import CrashedSourceError, NoticeError, SourceTimeError, WorkerError
from notice_parser.ingest.worker_process import WorkerProcess

_MODULE = "notice_parser.batch.worker"
_LINE_FOR_A_CHARACTER, _LINE = 120, 100_000_000
"""Bytes of a line: what is said of a character, and files that are written."""
_TRIES = 2
_STARTS = 5
"""Times that a worker may end before it is ready."""
_START_SECONDS = 120.0
LISTEN = 0.2
"""Seconds after which a lane looks whether it should stop."""
_FULL = 0.8
"""Share of its memory at which a worker is replaced before it runs out."""
_FACTS = {entry.name for entry in fields(Facts)}


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read."""

    sha256: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was read: what is kept of it, bytes that its worker held behind it, workers that died on it."""

    task: Task
    record: Record
    memory: int = 0
    deaths: int = 0
    seconds: float = 0.0


class Channel:
    """A queue of which both ends are told to stop, so that none waits for the other for ever."""

    def __init__(self, most: int, stopped: threading.Event) -> None:
        self._queue: queue.Queue[Any] = queue.Queue(most)
        self._stopped = stopped

    def put(self, item: object) -> None:
        """Put an item in, or forget it where all is stopped."""
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=LISTEN)
            except queue.Full:
                continue
            return

    def get(self, seconds: float) -> Any:  # noqa: ANN401
        """Take an item out; None where there is none in so many seconds."""
        try:
            return self._queue.get(timeout=seconds)
        except queue.Empty:
            return None


class _DiedError(Exception):
    """The worker is gone, and the document may be to blame."""


class Pool:
    """Runs lanes, each with a worker; what is done goes into ``done``, so does an error that ends all lanes."""

    def __init__(self, settings: Settings, running: Running, done: Channel, stopped: threading.Event) -> None:
        self.profiles: list[str] = []
        """Profiles of workers that have ended, where they were asked for."""
        self._settings = settings
        self._done = done
        self._stopped = stopped
        self._lane: Any = Lane
        self._finished = threading.Event()
        self._running = running
        self._tasks = Channel(2 * running.workers, stopped)
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(running.workers)]

    def start(self) -> None:
        """Start the lanes; a worker is only started with its first document.

        Raises:
            RayMissingError: the lanes are to be on a cluster, and Ray is not installed.
            WorkerError: the cluster cannot be reached.
        """
        if self._running.engine == "ray":
            from notice_parser.batch.cluster import ClusterLane, check_ray, connect

            check_ray()
            connect(self._running)
            self._lane = ClusterLane
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> None:
        """Hand a document over; waits while there are enough of them."""
        self._tasks.put(task)

    def finish(self) -> None:
        """End the lanes, which have nothing to do any more, or whatever they do where ``stopped`` is set."""
        self._finished.set()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _run(self) -> None:
        lane = self._lane(self._settings, self._running, self._stopped)
        try:
            while not (self._stopped.is_set() or self._finished.is_set()):
                task = self._tasks.get(LISTEN)
                if task is not None:
                    done = lane.done(task)
                    if done is not None:
                        self._done.put(done)
        except Exception as error:
            self._done.put(error)
        finally:
            lane.end()
            self.profiles += lane.profiles


class Lane:
    """One worker after the other; ``profiles`` are those of workers that have ended, where they were asked for."""

    def __init__(self, settings: Settings, running: Running, stopped: threading.Event) -> None:
        self.profiles: list[str] = []
        self._settings = settings
        self._stopped = stopped
        self._recycle = running.recycle
        self._profile = running.profile
        self._worker: WorkerProcess | None = None
        self._read = 0

    def done(self, task: Task) -> Done | None:
        """Read a document; None where all is stopped.

        Raises:
            WorkerError: no worker can be started.
        """
        since, deaths = monotonic(), 0
        while True:
            try:
                record, memory = self._tried(task)
            except _DiedError:
                deaths += 1
                if deaths < _TRIES:
                    continue
                record, memory = crashed(), 0
            if record is None:
                return None
            self._look_after(memory)
            return Done(task, record, memory, deaths, monotonic() - since)

    def end(self) -> None:
        """End the worker."""
        worker, self._worker, self._read = self._worker, None, 0
        if worker is None:
            return
        if self._profile and not self._stopped.is_set():
            self._ask_profile(worker)
        worker.end(idle=False)

    def _tried(self, task: Task) -> tuple[Record | None, int]:
        worker = self._started()
        if worker is None:
            return None, 0
        worker.ask(json.dumps({"size": len(task.content)}).encode("ascii") + b"\n", task.content)
        lines: list[bytes] = []
        end = monotonic() + self._settings.document_seconds
        while True:
            try:
                line = self._line(worker, end)
            except TimeoutError:
                self._end_at_once()
                most = self._settings.document_seconds
                return failed_record(SourceTimeError(f"the document takes more than {most:g} seconds")), 0
            if line is None:
                self._end_at_once()
                if self._stopped.is_set():
                    return None, 0
                raise _DiedError
            if line.startswith(b"="):
                return _heard(b"".join(lines), line)
            lines.append(line)

    def _line(self, worker: WorkerProcess, end: float) -> bytes | None:
        """Give the next line of a worker; None where it has died or all is stopped."""
        while not self._stopped.is_set():
            try:
                return worker.receive(min(LISTEN, end - monotonic()))
            except TimeoutError:
                if monotonic() >= end:
                    raise
        return None

    def _started(self) -> WorkerProcess | None:
        """Give the worker, a new one where there is none."""
        if self._worker is not None:
            return self._worker
        limits = self._settings.limits
        most = limits.characters * _LINE_FOR_A_CHARACTER + _LINE
        first = {"settings": self._settings.to_json(), "profile": self._profile}
        for _ in range(_STARTS):
            worker = WorkerProcess(limits.memory, most, _MODULE)
            self._worker, self._read = worker, 0
            line = None
            with suppress(TimeoutError):
                line = self._line(worker, monotonic() + _START_SECONDS)
            if line is not None:
                worker.ready = True
                worker.ask(json.dumps(first).encode("ascii") + b"\n", b"")
                return worker
            self._end_at_once()
            if self._stopped.is_set():
                return None
        raise WorkerError("the process for documents ends at once, again and again")

    def _look_after(self, memory: int) -> None:
        """Replace a worker that has read many documents, or holds much memory."""
        self._read += 1
        if self._read >= self._recycle or memory > _FULL * self._settings.limits.memory:
            self.end()

    def _end_at_once(self) -> None:
        worker, self._worker, self._read = self._worker, None, 0
        if worker is not None:
            worker.end(idle=False)

    def _ask_profile(self, worker: WorkerProcess) -> None:
        worker.ask(b'{"size": null}\n', b"")
        try:
            line = worker.receive(10)
        except TimeoutError:
            return
        if line is not None and line.startswith(b"=") and (held := json.loads(line[1:]).get("profile")):
            self.profiles.append(held)


def _heard(lines: bytes, last: bytes) -> tuple[Record, int]:
    held = json.loads(last[1:])
    facts = Facts(**{key: value for key, value in held.items() if key in _FACTS})
    return Record(lines, facts), int(held.get("memory", 0))


def crashed() -> Record:
    """Keep that a document's process died again and again."""
    error: NoticeError = CrashedSourceError("the process in which the document was read came to a sudden end, twice")
    return failed_record(error, again=True)
