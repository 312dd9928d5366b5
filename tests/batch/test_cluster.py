"""Documents on a Ray cluster: the same rows, also where a worker is lost on the way."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest
from batches import finish, run, start, write_notices, written

from notice_parser.batch import cluster
from notice_parser.batch.cluster import RayMissingError
from notice_parser.errors import ExitCode

WITH_RAY = pytest.mark.skipif(
    find_spec("ray") is None or sys.platform != "linux", reason="Ray is not installed, or processes have no /proc"
)


def actors_under(parent: int) -> list[int]:
    """Find the actors of a cluster that a process has begun: by their titles, and by whom they descend from."""
    parents, named = {}, []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if (path / "cmdline").read_bytes().startswith(b"ray::ClusterWorker"):
                named.append(int(path.name))
    found = []
    for pid in named:
        above = pid
        while above > 1 and above != parent:
            above = parents.get(above, 0)
        if above == parent:
            found.append(pid)
    return found


@WITH_RAY
def test_a_cluster_gives_the_rows_of_this_machine_though_an_actor_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    folder = write_notices(tmp_path / "in", 300)
    (folder / "empty.txt").touch()
    kept = tmp_path / "on-a-cluster" / ".batch" / "segments"
    process = start(tmp_path / "on-a-cluster", folder, "--engine", "ray", "--workers", "2")
    ends, killed = time.monotonic() + 120, []
    while not killed and time.monotonic() < ends and process.poll() is None:
        if kept.is_dir() and any(kept.iterdir()):
            for pid in actors_under(process.pid)[1:]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
        time.sleep(0.05)
    code, said = finish(process, 300)
    assert (code, len(killed), "Traceback" in said) == (ExitCode.PARTIAL, 1, False), said
    run(tmp_path / "here", folder, workers=2)
    assert written(tmp_path / "on-a-cluster") == written(tmp_path / "here")


def test_without_ray_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(RayMissingError, match="ray is not installed") as caught:
        run(tmp_path / "out", write_notices(tmp_path / "in", 1), engine="ray")
    assert "notice-parser[ray]" in caught.value.advice
