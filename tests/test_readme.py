"""The README is true: commands, options and exit codes are documented, and the examples run."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from notice_parser.cli import commands
from notice_parser.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list[str]:
    return [body for kind, body in BLOCKS if kind == language]


EXAMPLES = [
    line
    for body in blocks("sh")
    for line in body.splitlines()
    if line.startswith(("notice-parser ", "cat ")) and ".venv" not in line
]


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    assert commands.commands[name].help
    assert f"`{name}`" in README
    assert any(f"notice-parser {name} " in line for line in EXAMPLES)


def test_every_option_stands_in_the_readme() -> None:
    options = {
        flag
        for command in commands.commands.values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for flag in parameter.opts
    }
    assert {flag for flag in options - {"--debug"} if flag not in README} == set()


def test_every_exit_code_stands_in_the_readme() -> None:
    table = README.split("### Exit codes")[1].split("\n## ")[0]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [int(code) for code in ExitCode]


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_examples_run(line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    given: bytes | None = None
    if line.startswith("cat "):
        path, line = re.fullmatch(r"cat (\S+) \| (.*)", line).groups()  # type: ignore[union-attr]
        given = (ROOT / path).read_bytes()
    written = re.compile(r"\w+\.(json|xlsx|docx|bpmn|html)|results")
    arguments = [str(tmp_path / a) if written.fullmatch(a) else a for a in shlex.split(line)[1:]]
    result = CliRunner().invoke(commands, arguments, input=given)
    assert result.exit_code in (ExitCode.OK, ExitCode.FINDINGS)
    assert result.stderr == ""
    assert result.stdout or "-o" in arguments


@pytest.mark.parametrize("script", blocks("python"))
def test_the_python_examples_run(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    if "import spacy" in script:
        pytest.importorskip("notice_parser.spacy_pipe")  # which registers the component where nothing is installed
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(script, "README.md", "exec"), {})
    lines = printed.getvalue().splitlines()
    promised = re.findall(r"^print\(.*\)  # (.+)$", script, re.MULTILINE)
    assert [line for line in promised if line not in lines] == []


def test_the_notice_shown_is_ours() -> None:
    shown, _ = blocks("text")
    notice = (ROOT / "corpora" / "c01.txt").read_text(encoding="utf-8")
    assert [line for line in shown.splitlines() if line.rstrip("…") not in notice] == []


def test_the_plan_shown_is_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    _, shown = blocks("text")
    printed = CliRunner().invoke(commands, ["plan", "corpora/c01.txt", "--format", "text"]).stdout.splitlines()
    assert [line for line in shown.splitlines() if line not in printed] == []


def test_the_json_shown_is_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (shown,) = blocks("json")
    printed = json.loads(CliRunner().invoke(commands, ["parse", "corpora/c01.txt"]).stdout)
    for key, value in json.loads(f"{{{shown}}}").items():
        assert printed[key] == value


def test_the_two_commands_are_single_lines() -> None:
    assert (
        sum("pip install -q . && .venv/bin/notice-parser plan corpora/c01.txt\n" in body for body in blocks("sh")) == 1
    )
    assert sum("pip install -q '.[test]' && .venv/bin/python -m pytest -n auto\n" in body for body in blocks("sh")) == 1
