"""How fast a batch is on one and on two processes, what a worker holds, and whether kills change what it writes.

Run ``notice-parser evaluate batch corpora --notices 5000 --kills 50``. The notices are variants of annotated ones, with
other places, persons, numbers and years in each. One process and two take turns over parts of them, so that what else
the machine does spoils both alike: their ratio says more than either rate.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from time import monotonic, sleep

from notice_parser.batch.inputs import Inputs
from notice_parser.export.to_json import JsonObject
from notice_parser.ingest.limits import Limits
from notice_parser.learn.benchmark import Figure
from notice_parser.learn.corpus import load_corpus
from notice_parser.learn.hostile import write_hostile
from notice_parser.learn.variants import vary

_RATIO = 1.8
_GROWTH = 1.1
_EARLY = 500
"""Documents after which the memory of a worker is taken for what it needs."""


def write_variants(source: Path, target: Path, count: int, seed: int = 1) -> None:
    """Write so many notices that differ."""
    entries = load_corpus(source)
    target.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        entry = entries[number % len(entries)]
        text = vary(entry, Random(f"{seed}/{entry.name}/{number}")).text
        (target / f"{number:06d}.txt").write_text(f"{text.rstrip()}\n\n（第{number}份）\n", encoding="utf-8")


def measure_speed(folder: Path, room: Path, rounds: int) -> Iterator[Figure]:
    """Compare one process with two, in turns over parts of the notices."""
    paths = sorted(folder.iterdir())
    taken, used = {1: 0.0, 2: 0.0}, {1: 0.0, 2: 0.0}
    for round_ in range(rounds):
        part = [str(path) for path in paths[round_::rounds]]
        for workers in (1, 2) if round_ % 2 == 0 else (2, 1):
            before = _used()
            taken[workers] += _timed(room / f"speed-{workers}-{round_}", part, workers)
            used[workers] += _used() - before
    for workers, seconds in taken.items():
        yield Figure(f"{len(paths)} notices on {workers} processes", len(paths) / seconds, "1/s")
        yield Figure("  CPU of all its processes", 1_000 * used[workers] / len(paths), "ms each")
    yield Figure("two processes over one", taken[1] / taken[2], "times", _RATIO, at_least=True)


def measure_memory(folder: Path, room: Path) -> Iterator[Figure]:
    """Compare what a worker holds after 500 documents with what it holds at the end; it is not replaced meanwhile."""
    log = room / "memory.log"
    count = sum(1 for _ in folder.iterdir())
    options = ["--workers", "1", "--recycle", str(count + 1), "--log", str(log), "--log-format", "json"]
    _batch(room / "memory", [str(folder)], options).wait()
    events = map(json.loads, log.read_text(encoding="utf-8").splitlines())
    held = [event["memory"] for event in events if event["event"] == "document"]
    early, late = (max(part) for part in (held[: min(_EARLY, len(held))], held[-_EARLY:]))
    yield Figure(f"memory of a worker until document {min(_EARLY, len(held))}", early / 1e6, "MB")
    yield Figure(f"memory of a worker until document {len(held)}", late / 1e6, "MB")
    yield Figure("the second over the first", late / early, "times", _GROWTH)


def measure_kills(folder: Path, room: Path, kills: int, seed: int = 1) -> Iterator[Figure]:
    """Kill runs and workers at random moments, and compare what is written at last with an undisturbed run."""
    rng = random.Random(seed)
    _batch(room / "undisturbed", [str(folder)], ["--workers", "2"]).wait()
    wanted, same, outputs, left, number = _written(room / "undisturbed"), 0, 0, kills, 0
    while left > 0:
        out = room / f"killed-{number}"
        number += 1
        for _ in range(min(5, left)):
            left -= 1
            process = _batch(out, [str(folder)], ["--workers", "2"])
            _kill(process, rng)
        _batch(out, [str(folder)], ["--workers", "2"]).wait()
        outputs += 1
        same += _written(out) == wanted
    yield Figure(
        f"outputs of {kills} kills that are those of an undisturbed run", same, f"of {outputs}", outputs, at_least=True
    )


def measure_hostile(source: Path, room: Path, count: int) -> Iterator[Figure]:
    """Read so many files, of which each hundredth does harm: each has to have its row, each notice to be read."""
    folder, out = room / "hostile", room / "out-of-hostile"
    write_variants(source, folder, count - count // 100, seed=3)
    write_hostile(folder, count // 100)
    names = {item.name for item in Inputs(Limits(), None).items([str(folder)])}
    since = monotonic()
    command = [sys.executable, "-m", "notice_parser", "batch", str(folder), "--out", str(out), "--workers", "2"]
    said = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).stderr
    seconds = monotonic() - since
    rows, errors = _rows(out / "sources.jsonl"), _rows(out / "errors.jsonl")
    failed = Counter(row["error"]["code"] for row in errors)
    lost = [row for row in errors if _is_sound(row["source"]) and row["error"]["code"] != "classified_source"]
    yield Figure(f"{len(names)} files, {count // 100} of them hostile", len(names) / seconds, "1/s")
    yield Figure("  of which there are rows", len(rows), f"of {len(names)}", len(names), at_least=True)
    yield Figure("  notices among them that are lost", len(lost), "", 0)
    yield Figure("  tracebacks", said.count(b"Traceback"), "", 0)
    print(f"  failed: {dict(failed.most_common())}")


def _rows(path: Path) -> list[JsonObject]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _is_sound(name: str) -> bool:
    """Tell notices, which have numbers for names, from files that do harm."""
    return Path(name).stem.isdecimal()


def _kill(process: subprocess.Popen[bytes], rng: random.Random) -> None:
    """Kill a worker or the run itself; what goes on after its worker was killed is killed a little later."""
    parent = rng.random() < 0.5
    _wait(process, rng.uniform(0.2, 6.0))
    if not parent:
        workers = _children(process.pid)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(rng.choice(workers), signal.SIGKILL)
        _wait(process, rng.uniform(0.0, 3.0))
    process.kill()
    process.wait()


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    end = monotonic() + seconds
    while monotonic() < end and process.poll() is None:
        sleep(0.02)


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
    return found


def _batch(out: Path, inputs: Sequence[str], options: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "notice_parser", "batch", *inputs, "--out", str(out), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _timed(out: Path, inputs: Sequence[str], workers: int) -> float:
    since = monotonic()
    if _batch(out, inputs, ["--workers", str(workers)]).wait() not in (0, 9):
        raise RuntimeError(f"the batch into {out} failed")
    return monotonic() - since


def _used() -> float:
    """Give the CPU seconds of the processes that have ended."""
    used = os.times()
    return used.children_user + used.children_system


def _written(out: Path) -> dict[str, bytes]:
    files = (path for path in out.rglob("*") if path.is_file() and ".batch" not in path.parts)
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="notice-parser evaluate batch", description="Measure a batch.")
    parser.add_argument("source", type=Path, metavar="DIR", help="annotated notices to vary")
    parser.add_argument("--notices", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=4, help="parts in which one process and two take turns")
    parser.add_argument("--kills", type=int, default=50, help="on a tenth of the notices")
    parser.add_argument("--hostile", type=int, default=0, metavar="NUMBER", help="files, a hundredth of them hostile")
    parser.add_argument("--mixed", type=Path, metavar="DIR", help="files of all kinds, for their speed alone")
    parser.add_argument("--skip", choices=["speed", "memory", "kills"], action="append", default=[])
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        write_variants(given.source, room / "all", given.notices)
        write_variants(given.source, room / "some", max(20, given.notices // 10), seed=2)
        figures = {
            "speed": measure_speed(room / "all", room, given.rounds),
            "memory": measure_memory(room / "all", room),
            "kills": measure_kills(room / "some", room, given.kills),
        }
        for name, measured in figures.items():
            if name not in given.skip:
                for figure in measured:
                    print(figure, flush=True)
        if given.hostile:
            for figure in measure_hostile(given.source, room, given.hostile):
                print(figure, flush=True)
        if given.mixed is not None:
            count = sum(path.is_file() for path in given.mixed.rglob("*"))
            for workers in (1, 2):
                seconds = _timed(room / f"mixed-{workers}", [str(given.mixed)], workers)
                print(Figure(f"{count} mixed files on {workers} processes", count / seconds, "1/s"), flush=True)


if __name__ == "__main__":
    main()
