"""A worker that does what a document tells it: hang, die, die once, or take all memory."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from notice_parser.batch import worker
from notice_parser.batch.document import DocumentReader, Record

_read = DocumentReader.read


def _told(self: DocumentReader, content: bytes) -> Record:
    match content.split(b" ", 1):
        case [b"HANG", _]:
            time.sleep(600)
        case [b"SPIN", _]:
            while True:
                pass
        case [b"KILL", _]:
            os.kill(os.getpid(), signal.SIGKILL)
        case [b"CRASH", _]:
            signal.signal(signal.SIGSEGV, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGSEGV)
        case [b"FILL", _]:
            held = [bytes(10_000_000) for _ in range(10_000)]
            del held
        case [b"ONCE", path]:
            mark = Path(path.decode().split("\n")[0])
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
    return _read(self, content)


DocumentReader.read = _told  # type: ignore[method-assign]

if __name__ == "__main__":
    worker.main()
