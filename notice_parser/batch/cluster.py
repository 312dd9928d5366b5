"""Lanes on the machines of a Ray cluster: an actor holds the worker process that a lane here would hold.

Files are read and results are written by the process that the command has started, with the same manifest; the cluster
gets the bytes of documents and gives records back. So a machine that is lost costs what its actors were reading another
try, and nothing that is kept.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from importlib.util import find_spec
from time import monotonic
from typing import Any

from notice_parser.batch.document import Record
from notice_parser.batch.pool import LISTEN, Done, Lane, Task, crashed
from notice_parser.batch.settings import Running, Settings, program_version
from notice_parser.errors import EngineMissingError, WorkerError

_TRIES = 4
"""Actors that may be lost over a document, which is not to blame: what it does is done in the process they hold."""
_START_SECONDS = 600.0
"""Until an actor is there: a cluster may have to start a machine for it."""


class RayMissingError(EngineMissingError):
    """Ray is not installed."""

    advice = "Install it with: pip install 'notice-parser[ray]', here and on the machines of the cluster."


def check_ray() -> None:
    """Refuse to begin what cannot be done.

    Raises:
        RayMissingError: Ray is not installed.
    """
    if find_spec("ray") is None:
        raise RayMissingError("ray is not installed, which hands documents to a cluster")


def connect(running: Running) -> None:
    """Join the cluster that ``RAY_ADDRESS`` names, or begin one on this machine.

    Raises:
        WorkerError: there is none at that address, or none can be begun.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers
    import ray

    if ray.is_initialized():
        return
    address = os.environ.get("RAY_ADDRESS")
    begun: dict[str, Any] = {"address": address} if address else {"address": "local", "num_cpus": running.workers}
    try:
        ray.init(**begun, include_dashboard=None if address else False, log_to_driver=False, logging_level="error")
    except (OSError, RuntimeError, ValueError) as error:
        raise WorkerError(f"the Ray cluster cannot be reached: {error}") from error


class ClusterWorker:
    """What an actor does: it holds a lane on its machine."""

    def __init__(self, settings: str, running: Running) -> None:
        self._lane = Lane(Settings.from_json(settings), running, threading.Event())

    def version(self) -> str:
        """Name the version that this machine holds."""
        return program_version()

    def read(self, sha256: bytes, content: bytes) -> tuple[Record, int, int] | None:
        """Read a document: what is kept of it, the bytes its worker holds, workers that died on it."""
        done = self._lane.done(Task(sha256, content))
        return None if done is None else (done.record, done.memory, done.deaths)

    def end(self) -> list[str]:
        """End the worker, and give the profiles where they were asked for."""
        self._lane.end()
        return self._lane.profiles


class ClusterLane:
    """One actor after the other; as :class:`notice_parser.batch.pool.Lane`."""

    def __init__(self, settings: Settings, running: Running, stopped: threading.Event) -> None:
        self.profiles: list[str] = []
        self._settings = settings.to_json()
        self._running = running
        self._stopped = stopped
        self._actor: Any = None

    def done(self, task: Task) -> Done | None:
        """Read a document; None where all is stopped.

        Raises:
            WorkerError: no actor can be started.
        """
        import ray

        since, lost = monotonic(), 0
        while not self._stopped.is_set():
            try:
                actor = self._started()
                answer = None if actor is None else self._waited(actor.read.remote(task.sha256, task.content))
            except ray.exceptions.RayError:
                self._actor = None
                lost += 1
                if lost < _TRIES:
                    continue
                return Done(task, crashed(), 0, lost, monotonic() - since)
            if answer is None:
                return None
            record, memory, deaths = answer
            return Done(task, record, memory, lost + deaths, monotonic() - since)
        return None

    def end(self) -> None:
        """End the actor and its worker."""
        import ray

        actor, self._actor = self._actor, None
        if actor is None:
            return
        with suppress(ray.exceptions.RayError):
            self.profiles += ray.get(actor.end.remote(), timeout=10)
        ray.kill(actor)

    def _started(self) -> Any:  # noqa: ANN401 (an actor's handle has no type)
        if self._actor is not None:
            return self._actor
        import ray

        # A document is tried again here, so that what died with it is counted.
        kind = ray.remote(num_cpus=1, max_restarts=0)(ClusterWorker)
        actor = kind.remote(self._settings, self._running)
        there = self._waited(actor.version.remote(), _START_SECONDS)
        if there is None:
            return None
        if there != program_version():
            raise WorkerError(f"a machine of the cluster holds another version ({there}; here is {program_version()})")
        self._actor = actor
        return actor

    def _waited(self, reference: Any, seconds: float | None = None) -> Any:  # noqa: ANN401 (whatever is waited for)
        """Give what an actor answers; None where all is stopped."""
        import ray

        end = None if seconds is None else monotonic() + seconds
        while not self._stopped.is_set():
            if ray.wait([reference], timeout=LISTEN)[0]:
                return ray.get(reference)
            if end is not None and monotonic() > end:
                raise WorkerError(f"the cluster gives no processor in {seconds:g} seconds")
        return None
