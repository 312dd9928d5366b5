"""What a person sees of a batch: a line of progress on a terminal, a summary, a log without values, exit codes."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from batches import notice, write_notices
from click.testing import CliRunner, Result

from notice_parser.batch.progress import Progress, progress_line
from notice_parser.batch.settings import FORMS, Settings
from notice_parser.batch.tally import Tally
from notice_parser.cli import commands
from notice_parser.commands import batch
from notice_parser.errors import ExitCode


def invoke(*arguments: Path | str) -> Result:
    return CliRunner().invoke(commands, ["batch", *map(str, arguments)], prog_name="notice-parser")


def test_a_summary_and_the_exit_code_of_partial_failure(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 2)
    (folder / "bad.txt").touch()
    result = invoke(folder, "--out", tmp_path / "out", "--workers", "1", "--profile")
    assert result.exit_code == ExitCode.PARTIAL
    assert "3 documents read from 3 sources" in result.stdout
    assert "1 failed (1 empty_source): see errors.jsonl" in result.stdout
    assert "restore" in result.stdout and "function calls" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_log_holds_no_names_and_no_values(form: str, tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "章晓岚的文件", 2)
    (folder / "bad.txt").touch()
    (folder / "none.txt").symlink_to(tmp_path / "nowhere")
    log = tmp_path / "log"
    invoke(folder, "--out", tmp_path / "out", "--workers", "1", "--log", log, "--log-format", form)
    text = log.read_text(encoding="utf-8")
    assert text.isascii() and "n001" not in text and "none.txt" not in text and "bad" not in text
    if form == "json":
        events = [json.loads(line) for line in text.splitlines()]
        assert [event["event"] for event in events][0::5] == ["started", "finished"]
        assert {event["result"] for event in events[1:-1]} == {"notice", "empty_source", "missing_source"}
        assert events[-1]["documents"] == 3 and "restore_seconds" in events[-1]


def test_messages_for_what_cannot_be_done(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").touch()
    result = invoke(folder, "--out", tmp_path / "mine")
    assert (result.exit_code, "not the output of a batch" in result.stderr) == (ExitCode.UNWRITABLE, True)
    (tmp_path / "empty").mkdir()
    result = invoke(tmp_path / "empty", "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (ExitCode.MISSING, "")
    result = invoke(folder, "--out", tmp_path / "out", "--log", tmp_path / "none" / "log")
    assert result.exit_code == ExitCode.UNWRITABLE


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_stands_on_a_terminal_only() -> None:
    tally = Tally(todo=10, sources=5, documents=5)
    for stream, shown in ((Terminal(), "\r5/10 (50%)"), (io.StringIO(), "")):
        progress = Progress(stream)
        progress.tick(tally)
        assert stream.getvalue() == shown
        progress.clear()


def test_progress_says_how_many_failed() -> None:
    tally = Tally(todo=10, sources=10, documents=10)
    tally.failures["empty_source"] += 2
    assert progress_line(tally, 1) == "10/10 (100%)  2 failed"


def test_settings_come_back_as_they_were() -> None:
    settings = Settings(forms=("ics",), events=(), redact=("names",))
    assert Settings.from_json(settings.to_json()) == settings


def test_the_forms_offered_are_those_that_are_written() -> None:
    assert tuple(batch.FORMS) == FORMS
    assert os.path.sep not in "".join(FORMS) and notice(1)
