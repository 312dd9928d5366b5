"""Who may write to an output folder, and what is said where it cannot be done."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from batches import finish, rows, run, start, write_notices, written

from notice_parser.batch import folder as folders
from notice_parser.batch import segments
from notice_parser.batch.folder import ForeignFolderError, OtherOutputError, output_folder
from notice_parser.batch.lock import BusyOutputError
from notice_parser.batch.settings import Settings
from notice_parser.errors import ExitCode, OutputError
from notice_parser.ingest.limits import Limits


@pytest.fixture
def given(tmp_path: Path) -> Path:
    return write_notices(tmp_path / "in", 2)


def test_a_second_run_is_refused(given: Path, tmp_path: Path) -> None:
    with output_folder(tmp_path / "out", Settings()):
        with pytest.raises(BusyOutputError, match=rf"another run is writing.*process {os.getpid()}"):
            run(tmp_path / "out", given)
        code, said = finish(start(tmp_path / "out", given))
        assert (code, "another run is writing" in said) == (ExitCode.UNWRITABLE, True)
    assert run(tmp_path / "out", given)[1] == ExitCode.OK


def test_other_settings_are_refused_unless_all_is_read_again(given: Path, tmp_path: Path) -> None:
    run(tmp_path / "out", given)
    other = replace(Settings(), limits=Limits(pages=5), forms=("ics",))
    with pytest.raises(OtherOutputError, match=r"other settings \(forms, limits\)"):
        run(tmp_path / "out", given, settings=other)
    tally, _ = run(tmp_path / "out", given, settings=other, rebuild=True)
    assert (tally.documents, len(rows(tmp_path / "out", "notices"))) == (2, 2)


def test_another_version_is_refused(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path / "out", given)
    monkeypatch.setattr(folders, "program_version", lambda: "notice-parser/9.9.9")
    with pytest.raises(OtherOutputError, match=r"another version .*this is notice-parser/9\.9\.9"):
        run(tmp_path / "out", given)
    assert run(tmp_path / "out", given, rebuild=True)[0].documents == 2


def test_a_folder_of_something_else_is_left_alone(given: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notices.jsonl").write_text("mine")
    with pytest.raises(ForeignFolderError):
        run(tmp_path / "out", given)
    assert written(tmp_path / "out") == {"notices.jsonl": b"mine"}


def test_a_file_where_the_folder_should_be(given: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="cannot be written"):
        run(tmp_path / "out", given)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_folder_that_may_not_be_written_to(given: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(0o555)
    with pytest.raises(OutputError, match="cannot be written"):
        run(tmp_path / "out", given)


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("call", ["make_safe", "put_in_place"])
def test_a_full_disk_is_said_and_loses_nothing(
    call: str, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(segments, call, _full)
        with pytest.raises(OutputError, match="No space left on device"):
            run(tmp_path / "out", given)
    assert run(tmp_path / "out", given)[1] == ExitCode.OK
    assert len(rows(tmp_path / "out", "notices")) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_while_the_tables_are_written(given: Path, tmp_path: Path) -> None:
    run(tmp_path / "out", given)
    before = written(tmp_path / "out")
    part = tmp_path / "out" / "notices.jsonl.part"
    part.symlink_to("/dev/full")
    code, said = finish(start(tmp_path / "out", given))
    assert (code, "No space left" in said, "Traceback" in said) == (ExitCode.UNWRITABLE, True, False)
    part.unlink(missing_ok=True)
    assert written(tmp_path / "out") == before


def _damage_manifest(state: Path) -> None:
    for path in state.glob("manifest.sqlite*"):
        path.unlink()
    (state / "manifest.sqlite").write_bytes(b"no database at all" * 100)


def _take_segments(state: Path) -> None:
    for path in (state / "segments").iterdir():
        path.unlink()


def _cut_segments(state: Path) -> None:
    for path in (state / "segments").iterdir():
        path.write_bytes(path.read_bytes()[:100])


@pytest.mark.parametrize("harm", [_damage_manifest, _take_segments, _cut_segments])
def test_a_damaged_folder_is_said_and_can_be_rebuilt(harm: Callable[[Path], None], given: Path, tmp_path: Path) -> None:
    run(tmp_path / "out", given)
    before = written(tmp_path / "out")
    harm(tmp_path / "out" / ".batch")
    with pytest.raises(OutputError, match="--rebuild"):
        run(tmp_path / "out", given)
    assert run(tmp_path / "out", given, rebuild=True)[1] == ExitCode.OK
    assert written(tmp_path / "out") == before


def test_the_manifest_marks_what_is_kept(given: Path, tmp_path: Path) -> None:
    run(tmp_path / "out", given)
    with sqlite3.connect(tmp_path / "out" / ".batch" / "manifest.sqlite") as base:
        held = base.execute("SELECT segment, place, length, runs FROM results").fetchall()
    base.close()
    (segment,) = (tmp_path / "out" / ".batch" / "segments").iterdir()
    assert sum(length for _, _, length, _ in held) == segment.stat().st_size
    assert {runs for *_, runs in held} == {1}
