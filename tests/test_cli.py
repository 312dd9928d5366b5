"""The command line as a program: what stands on which stream, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from docx import Document

from notice_parser import __main__ as program
from notice_parser import console
from notice_parser.cli import commands
from notice_parser.errors import ExitCode

NOTICE = """青岚市水务局关于开展小型水闸安全检查的通知

青水发〔2024〕12号

各县（区）水务局：
　　为摸清水闸底数，现就开展安全检查通知如下。
　　一、请于2024年5月10日前将名单报送市水务局。
　　联系人：章晓岚，电话：0390-8810551。

青岚市水务局
2024年4月18日
"""
NAMES = ("clean", "parse", "plan", "check", "schema", "show", "push", "review", "doctor")


@pytest.fixture
def notice(tmp_path: Path) -> str:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return str(path)


def invoke(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(commands, arguments, input=given, prog_name="notice-parser")


@pytest.mark.parametrize("command", ["parse", "plan"])
def test_json_stands_alone_on_standard_output(command: str, notice: str) -> None:
    result = invoke(command, notice)
    assert result.exit_code == ExitCode.OK
    assert result.stderr == ""
    assert json.loads(result.stdout)["source"] == notice


@pytest.mark.parametrize("command", ["parse", "plan", "check", "clean"])
def test_json_and_yaml_say_the_same(command: str, notice: str) -> None:
    as_json = json.loads(invoke(command, notice, "--format", "json").stdout)
    assert yaml.safe_load(invoke(command, notice, "--format", "yaml").stdout) == as_json


@pytest.mark.parametrize("command", ["parse", "plan", "check", "clean"])
def test_standard_input(command: str) -> None:
    result = invoke(command, "-", "--format", "json", given=NOTICE.encode("gb18030"))
    assert result.exit_code in (ExitCode.OK, ExitCode.FINDINGS)
    assert json.loads(result.stdout)["source"] == "-"


def test_several_files_give_a_line_each(notice: str, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_bytes(NOTICE.encode("utf-16"))
    lines = [json.loads(line) for line in invoke("parse", notice, str(other)).stdout.splitlines()]
    assert [line["source"] for line in lines] == [notice, str(other)]


def test_one_that_fails_does_not_stop_the_others(notice: str, tmp_path: Path) -> None:
    missing, empty = str(tmp_path / "none.txt"), tmp_path / "empty.txt"
    empty.touch()
    result = invoke("parse", missing, notice, str(empty))
    assert result.exit_code == ExitCode.PARTIAL
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == [notice]
    errors = [json.loads(line) for line in result.stderr.splitlines()]
    assert [(e["source"], e["error"]["code"]) for e in errors] == [
        (missing, "missing_source"),
        (str(empty), "empty_source"),
    ]
    assert all(e["error"]["advice"] for e in errors)


def test_if_all_fail_the_first_gives_the_code(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = invoke("parse", str(tmp_path / "empty.txt"), str(tmp_path / "none.txt"))
    assert result.exit_code == ExitCode.EMPTY


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ExitCode.EMPTY),
        (b" \n\t\n", ExitCode.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", ExitCode.DAMAGED),
        (b"%PDF-1.7", ExitCode.DAMAGED),
        (b"PK\x03\x04", ExitCode.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ExitCode.UNSUPPORTED),
        (bytes(range(256)) * 20, ExitCode.UNSUPPORTED),
        (b"\x00" * 1000, ExitCode.UNSUPPORTED),
    ],
)
@pytest.mark.parametrize("command", ["clean", "parse", "plan", "check"])
def test_what_is_no_text_has_its_code_and_advice(command: str, content: bytes, code: ExitCode, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    result = invoke(command, str(path))
    assert result.exit_code == code
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_missing_and_folder(tmp_path: Path) -> None:
    assert invoke("plan", str(tmp_path / "none")).exit_code == ExitCode.MISSING
    assert invoke("plan", str(tmp_path)).exit_code == ExitCode.DIRECTORY


def test_too_large(notice: str) -> None:
    result = invoke("plan", notice, "--max-characters", "20")
    assert result.exit_code == ExitCode.TOO_LARGE
    assert "--max-characters" in result.stderr
    assert invoke("plan", notice, "--max-bytes", "20").exit_code == ExitCode.TOO_LARGE


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("parse",),
        ("parse", "-", "--reference-date", "yesterday"),
        ("parse", "-", "--event", "2024-01-01"),
        ("parse", "-", "--event", "检查结束"),
        ("parse", "-", "--event", "检查结束=soon"),
        ("parse", "-", "--format", "xml"),
        ("parse", "-", "--max-bytes", "0"),
        ("schema", "unknown"),
        ("unknown",),
    ],
)
def test_usage_errors(arguments: tuple[str, ...]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == ExitCode.USAGE
    assert "Usage:" in result.stderr


def test_an_event_may_hold_the_sign_of_equality(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {}

    def answer(
        _source: object, _date: object, events: dict[str, object], _tables: object, _care: object
    ) -> console.Answer:
        given.update(events)
        return console.Answer(dict, str)

    monkeypatch.setattr("notice_parser.answers.plan_answer", answer)
    assert invoke("plan", "-", "--event", "甲=乙=2024-05-06", given=b"x").exit_code == ExitCode.OK
    assert [(name, str(day)) for name, day in given.items()] == [("甲=乙", "2024-05-06")]


def test_an_internal_error_is_told_without_a_traceback(notice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> console.Answer:
        raise RuntimeError("boom")

    monkeypatch.setattr("notice_parser.answers.parse_answer", fail)
    result = invoke("parse", notice)
    assert result.exit_code == ExitCode.FAILURE
    assert "boom" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in invoke("parse", notice, "--debug").stderr


def test_output_file(notice: str, tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    result = invoke("plan", notice, "-o", str(target))
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")
    assert json.loads(target.read_text(encoding="utf-8"))["source"] == notice


def test_a_source_is_not_overwritten(notice: str) -> None:
    result = invoke("clean", notice, "-o", notice)
    assert result.exit_code == ExitCode.UNWRITABLE
    assert Path(notice).read_text(encoding="utf-8") == NOTICE


def test_an_output_that_cannot_be_written(notice: str, tmp_path: Path) -> None:
    assert invoke("clean", notice, "-o", str(tmp_path / "none" / "x")).exit_code == ExitCode.UNWRITABLE
    assert invoke("clean", notice, "-o", str(tmp_path)).exit_code == ExitCode.UNWRITABLE


def test_steps_are_lines_of_json(tmp_path: Path) -> None:
    path = tmp_path / "garbled.txt"
    path.write_text("青水发[2O24]12号\n关于开展检查的通知\n各县水务局:\n请于5月1日前报送.\n", encoding="utf-8")
    steps = [json.loads(line) for line in invoke("clean", str(path), "--steps").stdout.splitlines()]
    assert steps
    for step in steps:
        assert set(step) >= {"source", "fix", "source_start", "source_end", "before", "after", "confidence"}


def test_check_has_its_own_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n", encoding="utf-8")
    result = invoke("check", str(path))
    assert result.exit_code == ExitCode.FINDINGS
    assert "复核" in result.stdout
    assert invoke("parse", str(path)).exit_code == ExitCode.OK


@pytest.mark.parametrize("kind", ["notice", "plan"])
def test_schema(kind: str) -> None:
    result = invoke("schema", kind)
    assert result.exit_code == ExitCode.OK
    assert f":{kind}:" in json.loads(result.stdout)["$id"]


def test_the_commands_are_these() -> None:
    assert tuple(commands.commands) == (*NAMES, "batch", "train", "evaluate")


@pytest.mark.parametrize("name", NAMES)
def test_each_help_ends_with_an_example(name: str) -> None:
    lines = invoke(name, "--help").stdout.rstrip().splitlines()
    assert lines[-2].strip() == "Example:"
    assert lines[-1].strip().startswith(f"notice-parser {name} ")


@pytest.mark.parametrize("name", ["clean", "parse", "plan", "check"])
def test_the_same_options_everywhere(name: str) -> None:
    command = commands.commands[name]
    options = {flag for option in command.params for flag in option.opts if isinstance(option, click.Option)}
    assert options >= {"-o", "--output", "--format", "--max-bytes", "--max-characters"}


def test_the_stored_help_is_what_click_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert Path(program.USAGE).read_text(encoding="utf-8") == invoke("--help").stdout


def run_module(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "notice_parser", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **(environment or {})})


def test_as_a_module_in_a_locale_without_chinese(notice: str) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    done = run_module("parse", notice, "--format", "text", environment=plain)
    assert (done.returncode, done.stderr) == (ExitCode.OK, b"")
    assert "发文机关" in done.stdout.decode("utf-8")
    failed = run_module("parse", f"{notice}不存在", environment=plain)
    assert failed.returncode == ExitCode.MISSING
    assert "不存在" in failed.stderr.decode("utf-8")


def test_help_of_the_module_loads_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['notice-parser', '--help']\n"
        "from notice_parser.__main__ import main\n"
        "try: main()\n"
        "finally: print(sorted({'click', 'regex', 'yaml', 'notice_parser.pipeline'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, encoding="utf-8")
    assert done.stdout.endswith("[]\n")


def test_the_commands_load_no_stage_before_they_run() -> None:
    script = (
        "import sys, notice_parser.cli, notice_parser\n"
        "print(sorted({'regex', 'yaml', 'notice_parser.pipeline'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_a_reader_that_closes_early_is_no_error_of_ours(notice: str) -> None:
    command = [sys.executable, "-m", "notice_parser", "parse", *[notice] * 3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        process.wait()
    assert process.returncode == ExitCode.UNWRITABLE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk(notice: str) -> None:
    assert invoke("plan", notice, "-o", "/dev/full").exit_code == ExitCode.UNWRITABLE


def test_diff_shows_changed_places_only(tmp_path: Path) -> None:
    path = tmp_path / "garbled.txt"
    path.write_text(NOTICE.replace("：", ":").replace("，", ","), encoding="utf-8")
    result = invoke("clean", str(path), "--diff")
    assert result.exit_code == ExitCode.OK
    assert "[-:-]{+：+}" in result.stdout
    assert "2024年4月18日" not in result.stdout
    assert "\x1b" not in result.stdout


def test_diff_as_a_page(notice: str) -> None:
    result = invoke("clean", notice, "--format", "html")
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert "章晓岚" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--format", "html", "--steps"), id="steps have no page"),
        pytest.param(("--format", "html", "{notice}"), id="two sources have no one page"),
    ],
)
def test_a_page_of_what_has_none_is_refused(arguments: tuple[str, ...], notice: str) -> None:
    result = invoke("clean", notice, *(argument.format(notice=notice) for argument in arguments))
    assert result.exit_code == ExitCode.USAGE


@pytest.mark.parametrize("command", ["parse", "plan", "check"])
def test_only_clean_has_a_page(command: str, notice: str) -> None:
    assert invoke(command, notice, "--format", "html").exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("command", "module"),
    [
        pytest.param(("train", "restore"), "restore_train", id="train restore"),
        pytest.param(("evaluate", "restore"), "restore_evaluate", id="evaluate restore"),
        pytest.param(("evaluate", "fields"), "evaluate", id="evaluate fields"),
    ],
)
def test_training_and_measuring_have_their_own_options(command: tuple[str, str], module: str) -> None:
    result = invoke(*command, "--help")
    assert result.exit_code == ExitCode.OK
    assert f"notice_parser.learn.{module}" in result.stdout


def test_training_says_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise ModuleNotFoundError("No module named 'torch'", name="torch")

    monkeypatch.setattr("notice_parser.commands.learning.import_module", missing)
    result = invoke("train", "restore", "--corpus", "corpora", "--out", os.devnull)
    assert result.exit_code == 1
    assert "torch is not installed" in result.stderr
    assert "notice-parser[train]" in result.stderr


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        pytest.param("xlsx", b"PK\x03\x04", id="workbook"),
        pytest.param("docx", b"PK\x03\x04", id="paper"),
        pytest.param("bpmn", b"<?xml version=", id="workflow"),
        pytest.param("ics", b"BEGIN:VCALENDAR\r\n", id="calendar"),
        pytest.param("csv", '"序号","截止日期"'.encode(), id="table"),
        pytest.param("jsonl", b'{"source": ', id="lines"),
        pytest.param("markdown", "# 青岚市水务局".encode(), id="summary"),
    ],
)
def test_a_plan_in_the_forms_that_others_open(form: str, begins: bytes, notice: str, tmp_path: Path) -> None:
    target = tmp_path / "plan"
    printed = invoke("plan", notice, "--format", form)
    assert printed.stdout_bytes.startswith(begins)
    result = invoke("plan", notice, "--format", form, "-o", str(target))
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")
    assert target.read_bytes() == printed.stdout_bytes
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.txt", "plan"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--format", "xlsx", "{notice}"), id="a workbook holds one notice"),
        pytest.param(("--format", "docx", "{notice}"), id="a paper too"),
        pytest.param(("--format", "ics", "{notice}"), id="a calendar too"),
        pytest.param(("--format", "bpmn", "{notice}"), id="a workflow too"),
        pytest.param(("--format", "xlsx", "--form", "slip"), id="a paper of what is none"),
        pytest.param(("--format", "docx", "--form", "letter"), id="unknown paper"),
        pytest.param(("--format", "markdown", "{notice}"), id="a summary too"),
        pytest.param(("--rows", "tasks"), id="rows of what has none"),
        pytest.param(("--format", "jsonl", "--bom"), id="a mark where it does harm"),
        pytest.param(("--format", "csv", "--rows", "rounds"), id="unknown rows"),
    ],
)
def test_forms_of_a_plan_that_cannot_be(arguments: tuple[str, ...], notice: str) -> None:
    result = invoke("plan", notice, *(argument.format(notice=notice) for argument in arguments))
    assert result.exit_code == ExitCode.USAGE
    assert "Usage:" in result.stderr


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_an_office_file_is_not_thrown_at_a_terminal(form: str, notice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notice_parser.options.is_terminal", lambda: True)
    result = invoke("plan", notice, "--format", form)
    assert (result.exit_code, result.stdout_bytes) == (ExitCode.USAGE, b"")
    assert f"-o plan.{form}" in result.stderr


@pytest.mark.parametrize("paper", ["plan", "record", "rectification", "slip"])
def test_a_paper_for_each_step(paper: str, notice: str, tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    result = invoke("plan", notice, "--format", "docx", "--form", paper, "-o", str(target))
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert target.read_bytes().startswith(b"PK")


def test_a_template_of_ones_own(notice: str, tmp_path: Path) -> None:
    template, target = str(tmp_path / "template.docx"), tmp_path / "paper.docx"
    word = Document()
    word.add_paragraph("{{title}}")
    word.save(template)
    result = invoke("plan", notice, "--format", "docx", "--template", template, "-o", str(target))
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert Document(str(target)).paragraphs[0].text.startswith("青岚市水务局")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--format", "docx"), id="unknown placeholder"),
        pytest.param(("--format", "docx", "--form", "plan"), id="a paper besides"),
        pytest.param((), id="another form"),
    ],
)
def test_a_template_that_cannot_be_filled_leaves_what_stood_there(
    arguments: tuple[str, ...], notice: str, tmp_path: Path
) -> None:
    template, target = str(tmp_path / "template.docx"), tmp_path / "paper.docx"
    word = Document()
    word.add_paragraph("{{titel}}")
    word.save(template)
    target.write_bytes(b"before")
    result = invoke("plan", notice, *arguments, "--template", template, "-o", str(target))
    assert result.exit_code == ExitCode.USAGE
    assert ("did you mean {{title}}?" in result.stderr) == (arguments == ("--format", "docx"))
    assert target.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.txt", "paper.docx", "template.docx"]


def test_several_notices_are_one_table(notice: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.txt")
    result = invoke("plan", missing, notice, notice, "--format", "csv", "--rows", "contacts", "--bom")
    assert result.exit_code == ExitCode.PARTIAL
    lines = result.stdout_bytes.decode("utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == ['\ufeff"单位"', '""', '""']


def test_what_stood_there_stays_when_reading_fails(notice: str, tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"before")
    assert invoke("plan", f"{notice}x", "--format", "xlsx", "-o", str(target)).exit_code == ExitCode.MISSING
    assert target.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.txt", "plan.xlsx"]


def test_a_link_stays_a_link_and_a_mode_stays(notice: str, tmp_path: Path) -> None:
    target, link = tmp_path / "plan.csv", tmp_path / "link.csv"
    target.touch(mode=0o640)
    link.symlink_to(target)
    assert invoke("plan", notice, "--format", "csv", "-o", str(link)).exit_code == ExitCode.OK
    assert link.is_symlink()
    assert target.read_bytes().startswith('"序号"'.encode())
    assert target.stat().st_mode & 0o777 == 0o640


def test_other_forms_load_no_library_of_a_workbook(notice: str) -> None:
    script = (
        "import sys; from notice_parser.cli import commands\n"
        f"try: commands(['plan', {notice!r}, '--format', 'csv'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'openpyxl', 'docx', 'icalendar', 'dateutil'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, encoding="utf-8")
    assert done.stdout.endswith("[]\n")


def test_the_same_text_gives_the_same_answer_in_every_process() -> None:
    from random import Random

    from notice_parser.learn.noise import KINDS, garble

    text = (Path(__file__).parents[1] / "corpora" / "c04.txt").read_text(encoding="utf-8")
    garbled = garble(text, KINDS["random_marks"], Random(1)).text.encode()
    answers = {
        subprocess.run(
            [sys.executable, "-m", "notice_parser", "clean", "-", "--steps"],
            input=garbled,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[1],
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1


@pytest.mark.parametrize(("shell", "answer"), [("bash_source", "COMPREPLY"), ("zsh_source", "compdef")])
def test_a_shell_learns_how_to_complete(shell: str, answer: str) -> None:
    environment = os.environ | {"_NOTICE_PARSER_COMPLETE": shell}
    done = subprocess.run([sys.executable, "-m", "notice_parser"], env=environment, capture_output=True, text=True)
    assert answer in done.stdout


def test_commands_and_choices_are_completed() -> None:
    asked = {"_NOTICE_PARSER_COMPLETE": "bash_complete", "COMP_WORDS": "notice-parser plan --form", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-m", "notice_parser"], env=os.environ | asked, capture_output=True, text=True
    )
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} >= {"--format", "--form"}
