"""A drop folder: files are read as they come, each once nobody writes to it any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from notice_parser.batch.inputs import Inputs, Item
from notice_parser.batch.run import Batch

_SHARE = 5
"""Times as long as writing the tables takes, they are not written again."""


class DropFolder:
    """Looks again and again at what the arguments name; ``seconds`` lie between two looks.

    A file is taken for whole when two looks one after the other find the same size and time. What is gone again before
    that was never there.
    """

    def __init__(self, arguments: Sequence[str], inputs: Inputs, seconds: float) -> None:
        self._arguments = arguments
        self._inputs = inputs
        self._seconds = seconds
        self._seen: dict[bytes, str] = {}
        self._taken: dict[bytes, str] = {}

    def whole(self) -> list[Item]:
        """Give what has become whole since the last look."""
        items = [item for item in self._inputs.items(self._arguments) if item.signature]
        whole = [
            item
            for item in items
            if self._seen.get(item.name) == item.signature and self._taken.get(item.name) != item.signature
        ]
        self._seen = {item.name: item.signature for item in items}
        self._taken.update((item.name, item.signature) for item in whole)
        return whole

    def follow(self, batch: Batch, write: Callable[[], None]) -> None:
        """Read what comes until the batch is told to stop; ``write`` writes the tables when nothing comes.

        Raises:
            StoppedError: it was told to stop, in the midst of reading.
        """
        unwritten, written, took = False, monotonic(), 0.0
        while not batch.stop.is_set():
            whole = self.whole()
            if whole:
                batch.take_in(whole)
                batch.round(self._inputs)
                unwritten = True
            elif unwritten and monotonic() - written >= _SHARE * took:
                begun = monotonic()
                write()
                unwritten, written = False, monotonic()
                took = written - begun
            batch.idle(self._seconds)
