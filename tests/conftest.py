"""What all tests share: where the material outside the repository lies, and guards against net and clock."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import pytest_randomly

pytest_randomly.entrypoint_reseeds = []
"""spaCy's thinc would be asked to seed before each test, and fails in those that take torch away."""

ROOT = Path(__file__).resolve().parent.parent


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: an archive holds the time, and processes that share the tests would differ."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def corpora(root: Path) -> Path:
    """The annotated notices of this project."""
    return root / "corpora"


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """Material beside the repository that is not part of it; a test that needs it is skipped without it."""
    folder = root.parent / "shared"
    if not (folder / "CONTRACT.md").is_file():
        pytest.skip(f"{folder} is not there: real notices are not part of the repository")
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections: nothing that is read or written here may go through the net."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test tried to open a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
