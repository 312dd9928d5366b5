"""What a run has done, and who hears of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic

from notice_parser.batch.pool import Done
from notice_parser.errors import NoticeError


@dataclass(slots=True)
class Tally:
    """What a run has done so far: ``todo`` sources when it began, ``sources`` of them done, by kind of error.

    ``stages`` are seconds by stage over all documents read; ``memory`` the most that a worker held.
    """

    todo: int = 0
    sources: int = 0
    documents: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    deaths: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    memory: int = 0
    started: float = field(default_factory=monotonic)

    @property
    def failed(self) -> int:
        """Documents and sources that failed."""
        return self.failures.total()


class Watcher:
    """Hears what a batch does; the progress on a terminal and the log are such."""

    def document(self, done: Done) -> None:
        """Hear that a document was read."""

    def unread(self, ordinal: int, error: NoticeError) -> None:
        """Hear that a source could not be read."""

    def tick(self, tally: Tally) -> None:
        """Hear how far it is, some times a second."""
