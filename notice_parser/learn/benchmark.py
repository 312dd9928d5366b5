"""How fast the program is, in figures that do not depend on the machine where that is possible.

Run ``python -m notice_parser.learn.benchmark corpora/c01.txt corpora/g01.txt``. It prints notices a second on one core
once everything is loaded, CPU seconds and peak memory of one parse from a cold start, the time of ``--help`` as a
multiple of ``python -c pass``, and how time grows with length: ten times as much text may take 13 times as long.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from notice_parser.core.source import SourceText
from notice_parser.ingest.read import read_path
from notice_parser.pipeline import read_plan

_SECONDS = 3.0
"""How long each notice is parsed again and again."""
_GROWTH = (10, 100)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement and its bound, if it has one; ``at_least`` tells on which side of it the good lies."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    at_least: bool = False

    @property
    def is_good(self) -> bool:
        """Tell whether the bound is kept."""
        if self.bound is None:
            return True
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        """Give the line that is printed."""
        if self.bound is None:
            return f"{self.name:<44} {self.value:>10.2f} {self.unit}"
        side, verdict = ("at least" if self.at_least else "at most"), ("ok" if self.is_good else "MISSED")
        return f"{self.name:<44} {self.value:>10.2f} {self.unit:<12} {side} {self.bound:g}: {verdict}"


def measure(paths: Sequence[Path]) -> Iterator[Figure]:
    """Measure on some notices; the first one also from a cold start and joined to itself."""
    sources = [read_path(path) for path in paths]
    yield Figure("notices a second, warm, one core", _rate(sources), "1/s", 30, at_least=True)
    for source in sources:
        yield Figure(f"  {source.name}, {len(source.text)} characters", _rate([source]), "1/s")
    yield from _cold_start(paths[0])
    yield _help_time()
    yield from _growth(sources)


def _rate(sources: Sequence[SourceText]) -> float:
    for source in sources:
        read_plan(source)
    rounds = 0
    start = time.process_time()
    while time.process_time() - start < _SECONDS:
        for source in sources:
            read_plan(source)
        rounds += 1
    return rounds * len(sources) / (time.process_time() - start)


def _cold_start(path: Path) -> Iterator[Figure]:
    """Measure a process of its own; the second run counts, when the files are in the system's cache."""
    for _ in range(2):
        command = [sys.executable, "-m", "notice_parser", "parse", str(path), "-o", os.devnull]
        identifier = os.spawnv(os.P_NOWAIT, sys.executable, command)
        _, status, usage = os.wait4(identifier, 0)
        if status:
            raise RuntimeError(f"{' '.join(command)} failed")
    yield Figure("one parse from a cold start, CPU", usage.ru_utime + usage.ru_stime, "s", 1.0)
    scale = 1024**2 if sys.platform == "darwin" else 1024
    yield Figure("one parse from a cold start, peak memory", usage.ru_maxrss / scale, "MiB", 250)


def _help_time() -> Figure:
    nothing = [sys.executable, "-c", "pass"]
    helping = [sys.executable, "-m", "notice_parser", "--help"]
    runs = [(_wall(nothing), _wall(helping)) for _ in range(15)]
    ratio = statistics.median(run[1] for run in runs) / statistics.median(run[0] for run in runs)
    return Figure("--help as a multiple of python -c pass", ratio, "times", 5)


def _wall(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _growth(sources: Sequence[SourceText]) -> Iterator[Figure]:
    """Compare joined notices with one; what is above 1 is more than linear."""
    text = "\n\n".join(source.text for source in sources)
    once = min(_cpu(SourceText(text)) for _ in range(5))
    for times in _GROWTH:
        taken = min(_cpu(SourceText("\n\n".join([text] * times))) for _ in range(2))
        yield Figure(f"{times} times the text: time over {times} times one", taken / once / times, "times", 1.3)


def _cpu(source: SourceText) -> float:
    start = time.process_time()
    read_plan(source)
    return time.process_time() - start


def main(arguments: Sequence[str]) -> int:
    """Print the figures; the exit code is 1 when a bound is missed."""
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments else 2
    missed = 0
    for figure in measure([Path(argument) for argument in arguments]):
        print(figure, flush=True)
        missed += not figure.is_good
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
