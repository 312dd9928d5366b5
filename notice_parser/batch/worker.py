"""The process in which documents of a batch are read: requests on standard input, lines on standard output.

    python -m notice_parser.batch.worker MEMORY

A request is a line of JSON and the bytes of a document. The answer is the lines that are kept of it, and one that
begins with ``=`` and holds the facts. Models are loaded once; what needs a parser in another language is read by yet
another process, which may crash or hang without taking the models with it.
"""

from __future__ import annotations

import base64
import cProfile
import json
import marshal
import pstats
import signal
import sys
from dataclasses import asdict
from typing import BinaryIO

from notice_parser.batch.document import DocumentReader, Record, failed_record
from notice_parser.batch.settings import Settings
from notice_parser.errors import SourceMemoryError
from notice_parser.ingest.confine import allow_seconds, confine
from notice_parser.ingest.worker import streams


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = streams()
    confine(int(sys.argv[1]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the process for strangers' files ends too
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _tell(answers, b"", {"ready": True})
    first = requests.readline()
    if not first:
        return
    held = json.loads(first)
    settings = Settings.from_json(held["settings"])
    profiler = cProfile.Profile() if held["profile"] else None
    with DocumentReader(settings) as reader:
        while line := requests.readline():
            size = json.loads(line)["size"]
            if size is None:
                _tell(answers, b"", {"profile": _profiled(profiler)})
                continue
            content = requests.read(size)
            allow_seconds(settings.document_seconds)
            record = _read(reader, content, settings, profiler)
            _tell(answers, record.lines, {**asdict(record.facts), "memory": _memory()})


def _tell(answers: BinaryIO, lines: bytes, facts: dict[str, object]) -> None:
    answers.write(lines + b"=" + json.dumps(facts).encode("ascii") + b"\n")
    answers.flush()


def _read(reader: DocumentReader, content: bytes, settings: Settings, profiler: cProfile.Profile | None) -> Record:
    try:
        return reader.read(content) if profiler is None else profiler.runcall(reader.read, content)
    except MemoryError:
        most = settings.limits.memory
        return failed_record(SourceMemoryError(f"reading the file takes more than {most:,} bytes of memory"))


def _memory() -> int:
    """Give the bytes that this process holds, or held at most where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    try:
        with open("/proc/self/statm", "rb") as held:  # noqa: PTH123 (once a document)
            return int(held.read().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1_024)


def _profiled(profiler: cProfile.Profile | None) -> str | None:
    if profiler is None:
        return None
    held = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    return base64.b64encode(marshal.dumps(held)).decode("ascii")


if __name__ == "__main__":
    main()
