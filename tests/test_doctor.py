"""``doctor`` says what is there, what is not, and ends with the code that scripts look at."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from notice_parser import doctor
from notice_parser.cli import commands
from notice_parser.doctor import Check, State, checks_to_json, checks_to_text, examine
from notice_parser.errors import ExitCode


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without other programs."""
    monkeypatch.setattr(shutil, "which", lambda *_: None)


@pytest.mark.usefixtures("bare")
def test_what_is_there_and_what_is_not() -> None:
    result = CliRunner().invoke(commands, ["doctor", "--format", "json"])
    assert result.exit_code == ExitCode.OK, result.stdout
    told = json.loads(result.stdout)
    assert told["ok"]
    states = {check["name"]: check["state"] for check in told["checks"]}
    assert states["restore.onnx"] == states["isolated process"] == states["OCR: rapid, fast"] == "ok"
    assert states["LibreOffice"] == states["OCR: tesseract"] == states["仿宋"] == "missing"
    versions = {check["name"]: check["detail"] for check in told["checks"]}
    assert versions["lxml"] == metadata.version("lxml")
    advice = next(check["advice"] for check in told["checks"] if check["name"] == "LibreOffice")
    assert "apt-get install libreoffice" in advice


@pytest.mark.usefixtures("bare")
def test_a_model_that_is_missing_or_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256(b"right").hexdigest()
    rows = "".join(f"| `{name}` | 1,000 | `{digest}` |\n" for name in ("a.onnx", "b.npz", "c.txt.gz"))
    (tmp_path / "README.md").write_text(f"# Models\n\n{rows}", encoding="utf-8")
    (tmp_path / "a.onnx").write_bytes(b"right")
    (tmp_path / "b.npz").write_bytes(b"wrong")
    monkeypatch.setattr(doctor, "models_folder", lambda: tmp_path)
    states = {check.name: check.state for check in examine() if check.part == "models"}
    assert states == {"a.onnx": State.OK, "b.npz": State.DIFFERS, "c.txt.gz": State.MISSING}
    result = CliRunner().invoke(commands, ["doctor"])
    assert result.exit_code == ExitCode.ENGINE_MISSING
    assert result.stdout.splitlines()[-1] == "not ready: b.npz, c.txt.gz"


@pytest.mark.usefixtures("bare")
def test_no_models_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "models_folder", lambda: tmp_path)
    (check,) = [check for check in examine() if check.part == "models"]
    assert check.failed


def test_text_lists_parts_with_advice_only_where_it_is_needed() -> None:
    checks = [
        Check("versions", "lxml", State.OK, "6.0", needed=True, advice="none"),
        Check("reading", "LibreOffice", State.MISSING, advice="install it"),
        Check("reading", "engine", State.MISSING, needed=True),
    ]
    assert checks_to_text(checks).splitlines() == [
        "versions:",
        "  lxml: ok  6.0",
        "reading:",
        "  LibreOffice: missing",
        "    install it",
        "  engine: missing (needed)",
        "not ready: engine",
    ]
    assert not checks_to_json(checks)["ok"]
    assert checks_to_text(checks[:2]).endswith("\nready")
