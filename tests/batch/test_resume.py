"""A run that is killed at any moment, then given again, writes what an undisturbed run writes, byte for byte."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from batches import ROOT, finish, program, rows, run, start, write_notices, written

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers in /proc")

_KILLED_AT = """
import os, sys
from notice_parser.batch import assemble, manifest, segments
from notice_parser.__main__ import main

owner, name, when, count = sys.argv[1:5]
held = {"segments": segments, "assemble": assemble, "manifest": manifest.Manifest}[owner]
real, calls = getattr(held, name), [0]

def killed(*given, **more):
    calls[0] += 1
    if when == "before" and calls[0] == int(count):
        os._exit(99)
    answer = real(*given, **more)
    if when == "after" and calls[0] == int(count):
        os._exit(99)
    return answer

setattr(held, name, killed)
sys.argv[1:] = sys.argv[5:]
main()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_notices(tmp_path_factory.mktemp("given") / "in", 60)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    run(out, folder, settings=None, workers=2)
    return written(out)


def workers_of(parent: int) -> list[int]:
    """Find the worker processes of a run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            held = path.read_text().rpartition(")")[2].split()
            if int(held[1]) == parent:
                found.append(int(path.parent.name))
    return found


def killed_once(process: subprocess.Popen[bytes], rng: random.Random, *, parent: bool) -> None:
    """Kill a run, or one of its workers, after a moment."""
    end = monotonic() + rng.uniform(0.3, 2.5)
    while monotonic() < end and process.poll() is None:
        sleep(0.02)
    if parent:
        process.kill()
        process.communicate()
        return
    workers = workers_of(process.pid)
    if workers:
        with suppress(ProcessLookupError):
            os.kill(rng.choice(workers), signal.SIGKILL)


def test_kills_at_random_moments_change_nothing(folder: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    rng = random.Random(20240418)
    out = tmp_path / "out"
    for round_ in range(5):
        process = start(out, folder, "--workers", "2")
        for parent in (False, True):
            killed_once(process, rng, parent=parent)
        assert process.poll() is not None, round_
    code, said = finish(start(out, folder, "--workers", "2"))
    assert code == 0, said
    assert written(out) == undisturbed


@pytest.mark.parametrize(
    "moment",
    [
        ("segments", "put_in_place", "before", "1"),
        ("segments", "put_in_place", "after", "1"),
        ("manifest", "take_in", "after", "1"),
        ("manifest", "mark", "before", "1"),
        ("manifest", "mark", "after", "1"),
        ("assemble", "put_in_place", "before", "1"),
        ("assemble", "put_in_place", "after", "3"),
    ],
    ids=" ".join,
)
def test_a_kill_at_each_step_changes_nothing(
    moment: tuple[str, ...], folder: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = program(out, folder, "--workers", "1")[3:]
    given = [sys.executable, "-c", _KILLED_AT, *moment, *arguments]
    killed = subprocess.run(given, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=120)
    assert killed.returncode == 99, killed.stderr.decode()
    run(out, folder)
    assert written(out) == undisturbed


def test_a_run_that_is_interrupted_ends_cleanly_and_goes_on(
    folder: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    process = start(out, folder, "--workers", "1")
    while not workers_of(process.pid) and process.poll() is None:
        sleep(0.05)
    sleep(1.0)
    workers = workers_of(process.pid)
    process.send_signal(signal.SIGINT)
    code, said = finish(process)
    assert (code, "goes on from here" in said, "Traceback" in said) == (130, True, False)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert run(out, folder)[1] == 0
    assert written(out) == undisturbed


def test_nothing_is_read_twice_and_what_is_new_is_added(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 3)
    assert run(tmp_path / "out", folder)[0].documents == 3
    before = written(tmp_path / "out")
    assert run(tmp_path / "out", folder)[0].documents == 0
    assert written(tmp_path / "out") == before
    write_notices(folder, 4)
    (folder / "n002.txt").write_bytes((folder / "n002.txt").read_bytes() + "附件：名单\n".encode())
    assert run(tmp_path / "out", folder)[0].documents == 2
    assert len(rows(tmp_path / "out", "notices")) == 4
