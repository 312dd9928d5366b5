"""Reads what is left to be read of an output folder: sources in, records out, and nothing marked that is not safe."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from notice_parser.batch.document import Facts, error_to_json
from notice_parser.batch.folder import OutputFolder
from notice_parser.batch.inputs import Inputs, Item, check_item
from notice_parser.batch.manifest import Manifest
from notice_parser.batch.pool import Channel, Done, Pool, Task
from notice_parser.batch.segments import Place
from notice_parser.batch.settings import Running, Settings
from notice_parser.batch.tally import Tally, Watcher
from notice_parser.errors import NoticeError, SourceTooLargeError

_COMMIT_SECONDS = 1.0
_COMMIT_BYTES = 32_000_000
_LISTEN = 0.2


class StoppedError(Exception):
    """The run was told to end; what was read is kept."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """A source was read, and its content is known."""

    ordinal: int
    item: Item
    sha256: bytes
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Unread:
    """A source could not be read."""

    ordinal: int
    error: NoticeError


@dataclass(frozen=True, slots=True)
class _Fed:
    """All sources of this round were handed over."""


class Batch:
    """Reads what is left to be read of an output folder; several rounds share the workers.

    ``stop`` is set to end it: what was read is committed, and :class:`StoppedError` is raised.
    """

    def __init__(
        self, folder: OutputFolder, settings: Settings, running: Running, watchers: Sequence[Watcher] = ()
    ) -> None:
        self.tally = Tally()
        self.stop = threading.Event()
        self._folder = folder
        self._settings = settings
        self._watchers = watchers
        self._ended = threading.Event()
        self._events = Channel(4 * running.workers + 16, self._ended)
        self._pool = Pool(settings, running, self._events, self._ended)
        self._claimed: set[bytes] = set()
        self._claims = threading.Lock()
        self._results: list[tuple[bytes, Place, Facts]] = []
        self._contents: list[tuple[int, bytes]] = []
        self._errors: list[tuple[int, str]] = []
        self._committed = monotonic()

    @contextmanager
    def workers(self) -> Iterator[None]:
        """Hold the pool; at the end its processes are gone, and what was read is committed."""
        self._pool.start()
        try:
            yield
            self._pool.finish()
        except StoppedError:
            self._commit()
            raise
        finally:
            self._ended.set()
            self._pool.finish()

    @property
    def profiles(self) -> Sequence[str]:
        """Profiles of the workers, where they were asked for."""
        return self._pool.profiles

    def take_in(self, items: Iterable[Item]) -> int:
        """Add what is to be read, all or nothing, and give its number."""
        return self._folder.manifest.take_in(self._watched(items))

    def round(self, inputs: Inputs) -> None:
        """Read all that is left.

        Raises:
            StoppedError: it was told to end.
            OutputError: results cannot be written.
            WorkerError: no worker can be started.
        """
        self.tally.todo += self._folder.manifest.count_left()
        feeder = threading.Thread(target=self._feed, args=(inputs,), daemon=True)
        feeder.start()
        waiting, fed = 0, False
        while waiting or not fed:
            self.check()
            match event := self._events.get(_LISTEN):
                case _Linked():
                    waiting += event.is_new
                    self._contents.append((event.ordinal, event.sha256))
                    self.tally.sources += 1
                case _Unread():
                    self._keep_error(event)
                case Done():
                    waiting -= 1
                    self._keep(event)
                case _Fed():
                    fed = True
                case Exception():
                    raise event
            self._tick()
        self._commit()

    def idle(self, seconds: float) -> None:
        """Wait, but not when the run is told to end."""
        for watcher in self._watchers:
            watcher.tick(self.tally)
        self.stop.wait(seconds)

    def check(self) -> None:
        """End here where the run was told to.

        Raises:
            StoppedError: it was.
        """
        if self.stop.is_set():
            raise StoppedError

    def _feed(self, inputs: Inputs) -> None:
        """Read the sources that are left, and hand those over whose content is new."""
        try:
            with self._folder.look() as manifest:
                for ordinal, item in manifest.left():
                    if self._ended.is_set() or self.stop.is_set():
                        return
                    self._hand_over(manifest, ordinal, item, inputs)
            self._events.put(_Fed())
        except Exception as error:
            self._events.put(error)

    def _hand_over(self, manifest: Manifest, ordinal: int, item: Item, inputs: Inputs) -> None:
        try:
            if not item.signature:
                check_item(item)
            content = inputs.content(item)
            if len(content) > self._settings.limits.bytes:
                raise SourceTooLargeError(f"the file has more than {self._settings.limits.bytes:,} bytes")
        except NoticeError as error:
            self._events.put(_Unread(ordinal, error))
            return
        sha256 = hashlib.sha256(content).digest()
        with self._claims:
            claimed = sha256 in self._claimed
        is_new = not claimed and not manifest.has(sha256)
        if is_new:
            with self._claims:
                self._claimed.add(sha256)
        self._events.put(_Linked(ordinal, item, sha256, is_new))
        if is_new:
            self._pool.submit(Task(sha256, content))

    def _keep(self, done: Done) -> None:
        place = self._folder.segments.add(done.record.lines)
        facts = done.record.facts
        self._results.append((done.task.sha256, place, facts))
        tally = self.tally
        tally.documents += 1
        tally.deaths += done.deaths
        tally.memory = max(tally.memory, done.memory)
        tally.stages.update(facts.stages)
        if facts.code:
            tally.failures[facts.code] += 1
        for watcher in self._watchers:
            watcher.document(done)

    def _keep_error(self, event: _Unread) -> None:
        self._errors.append((event.ordinal, json.dumps({"error": error_to_json(event.error)}, ensure_ascii=False)))
        self.tally.sources += 1
        self.tally.failures[event.error.code] += 1
        for watcher in self._watchers:
            watcher.unread(event.ordinal, event.error)

    def _tick(self) -> None:
        if monotonic() - self._committed > _COMMIT_SECONDS or self._folder.segments.length > _COMMIT_BYTES:
            self._commit()
        for watcher in self._watchers:
            watcher.tick(self.tally)

    def _commit(self) -> None:
        """Make results safe, then mark them; only then may their content be taken for known."""
        self._committed = monotonic()
        if not (self._results or self._contents or self._errors):
            return
        self._folder.segments.commit()
        self._folder.manifest.mark(self._results, self._contents, self._errors)
        with self._claims:
            self._claimed.difference_update(sha256 for sha256, _, _ in self._results)
        self._results, self._contents, self._errors = [], [], []

    def _watched(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            self.check()
            yield item
