"""A worker process as the process that waits for it sees it: ask, receive a line in time, end."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from contextlib import suppress
from pathlib import Path

from notice_parser.errors import WorkerError

_KEPT = frozenset(
    {"PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LC_CTYPE"}
    | {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TESSDATA_PREFIX"}
)
"""Of the environment; keys and passwords that stand in it are no concern of a reader."""
_WAITING = 32
"""Lines; a worker that writes faster than they are read has to wait."""
_GRACE = 0.5
"""Seconds in which a worker ends the programs that it has started."""


class WorkerProcess:
    """One worker, with a thread that listens to it, for a pipe cannot be waited for everywhere.

    ``most_bytes`` is the length of a line that is taken for one, ``module`` what it runs, with ``memory`` as argument.
    It has a folder of its own for temporary files, which goes with it: a process that is killed removes nothing.

    Raises:
        WorkerError: it cannot be started.
    """

    def __init__(self, memory: int, most_bytes: int, module: str = "notice_parser.ingest.worker") -> None:
        self.ready = False
        """It has said that it is there."""
        self._most_bytes = most_bytes
        self._lines: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        try:
            room = tempfile.mkdtemp(prefix="notice-parser-")
        except OSError as error:
            raise WorkerError(f"there is no folder for temporary files: {error}") from error
        self._clear = weakref.finalize(self, shutil.rmtree, room, ignore_errors=True)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", module, str(memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(room),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise WorkerError(f"the process for reading files cannot be started: {error}") from error
        self._writer: threading.Thread | None = None
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, request: bytes, content: bytes) -> None:
        """Send a request; a worker that does not take it is found out by what it does not answer."""
        stream = self._process.stdin

        def write() -> None:
            with suppress(OSError, ValueError):
                if stream is not None:
                    stream.writelines((request, content))
                    stream.flush()

        self._writer = threading.Thread(target=write, daemon=True)
        self._writer.start()

    def receive(self, seconds: float) -> bytes | None:
        """Give the next line, None where it has ended.

        Raises:
            TimeoutError: there is none in so many seconds.
        """
        try:
            line = self._lines.get(timeout=max(0.0, seconds))
        except queue.Empty as error:
            raise TimeoutError from error
        if line is None:
            self._lines.put(None)  # whoever asks again hears the same
        return line

    def end(self, *, idle: bool) -> int:
        """End it, at once where it is ``idle``, and give its exit code, negative for a signal."""
        if not idle and sys.platform != "win32" and self._process.poll() is None:
            with suppress(OSError):
                self._process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE)
        code = self._process.poll()
        with suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        while self._listener.is_alive():
            with suppress(queue.Empty):
                self._lines.get(timeout=0.05)
        if self._writer is not None:
            self._writer.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._clear()
        return self._process.returncode if code is None else code

    def _listen(self) -> None:
        stream = self._process.stdout
        while stream is not None and (line := stream.readline(self._most_bytes)).endswith(b"\n"):
            self._lines.put(line)
        self._lines.put(None)


def _environment(room: str) -> dict[str, str]:
    """Give the worker this process's modules, wherever they lie, and its folder for temporary files."""
    kept = {key: value for key, value in os.environ.items() if key.upper() in _KEPT}
    modules = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), room)
    return {**kept, **places, "PYTHONPATH": modules, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
