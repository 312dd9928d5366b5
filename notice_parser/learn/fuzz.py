"""Reads spoilt files for a while: each has to give a notice or an error with advice, in bounded time, and no crash.

The files are spoilt by :mod:`notice_parser.learn.mutate` from a seed; the number of a case and the seed make it again.
They are read in a process that is watched from here, so that a crash of a library in another language is counted, not
suffered. What failed is kept in a folder.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from notice_parser.errors import NoticeError
from notice_parser.export.to_json import notice_to_json, plan_to_json
from notice_parser.ingest.limits import Limits, Ocr, OcrMode
from notice_parser.ingest.read import read_bytes
from notice_parser.learn.mutate import mutated
from notice_parser.pipeline import read_plan

LIMITS = Limits(bytes=8_000_000, characters=100_000, pages=6, pixels=4_000_000, page_seconds=5, seconds=8)
HANGS = 40.0
"""Seconds after which a case is called hanging: five times what the limits allow, since machines are busy."""


@dataclass(frozen=True, slots=True)
class Case:
    """One spoilt file: of which file it was made, its number, what came of it and in how many seconds."""

    name: str
    number: int
    outcome: str
    seconds: float
    is_defect: bool
    detail: str = ""


def outcome_of(content: bytes, ocr: Ocr) -> tuple[str, bool, str]:
    """Read a file and all its values; give what came of it, whether that is a defect, and where it happened."""
    try:
        source = read_bytes(content, "case", LIMITS, ocr)
        reading = read_plan(source)
        notice_to_json(reading.notice)
        plan_to_json(reading.notice, reading.plan)
    except NoticeError as error:
        return error.code, not error.advice, ""
    except Exception as error:
        return type(error).__name__, True, traceback.format_exc()
    return "read", False, ""


def spoilt(seeds: Sequence[tuple[str, bytes]], seed: int, number: int) -> tuple[str, bytes]:
    """Make one case again."""
    rng = Random(f"{seed}/{number}")
    name, content = seeds[number % len(seeds)]
    return name, mutated(content, [other for _, other in seeds], rng)


def _work(seeds: Sequence[tuple[str, bytes]], seed: int, first: int, ocr: Ocr, pipe: Connection) -> None:
    number = first
    while True:
        name, content = spoilt(seeds, seed, number)
        pipe.send((name, number))
        began = time.monotonic()
        outcome, is_defect, detail = outcome_of(content, ocr)
        pipe.send(Case(name, number, outcome, time.monotonic() - began, is_defect, detail))
        number += 1


def run(seeds: Sequence[tuple[str, bytes]], seed: int, seconds: float, ocr: Ocr) -> Iterator[Case]:
    """Read spoilt files until the time is up; a process that dies or hangs is followed by another."""
    context = multiprocessing.get_context("spawn")
    ends = time.monotonic() + seconds
    number = 0
    while time.monotonic() < ends:
        here, there = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(seeds, seed, number, ocr, there), daemon=True)
        worker.start()
        there.close()
        name = ""
        try:
            while time.monotonic() < ends:
                if not here.poll(HANGS):
                    yield Case(name, number, "hangs", HANGS, True)
                    break
                message = here.recv()
                if isinstance(message, Case):
                    yield message
                    number = message.number
                else:
                    name, number = message
        except EOFError:
            worker.join()
            yield Case(name, number, f"dies of {worker.exitcode}", 0.0, True)
        finally:
            worker.kill()
            worker.join()
            number += 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print what came of the cases."""
    parser = argparse.ArgumentParser(
        prog="notice-parser evaluate fuzz", description="Read spoilt files: no crash, no hang, no error without advice."
    )
    parser.add_argument("files", type=Path, nargs="+", help="files in order, from which spoilt ones are made")
    parser.add_argument("--minutes", type=float, default=5, help="how long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ocr", choices=["auto", "never"], default="never", help="recognise pages, which is slow")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where files that show a defect are kept")
    given = parser.parse_args(arguments)
    seeds = [(path.name, path.read_bytes()) for path in given.files]
    counts: Counter[str] = Counter()
    slowest = 0.0
    for case in run(seeds, given.seed, given.minutes * 60, Ocr(OcrMode(given.ocr))):
        counts[case.outcome] += 1
        slowest = max(slowest, case.seconds)
        if case.is_defect:
            print(
                f"defect: {case.outcome}, case {case.number} of seed {given.seed}, made of {case.name}\n{case.detail}"
            )
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                content = spoilt(seeds, given.seed, case.number)[1]
                kept = f"{hashlib.sha256(content).hexdigest()[:16]}-{case.name}"
                (given.keep / kept).write_bytes(content)
    print(f"{counts.total()} cases, the slowest {slowest:.1f} s: {dict(counts.most_common())}")
