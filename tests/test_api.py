"""The package as other Python code sees it."""

from __future__ import annotations

import ast
import datetime as dt
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import notice_parser
from notice_parser.core.notice import DeadlineKind
from notice_parser.core.source import SourceText

NOTICE = """青岚市水务局关于开展小型水闸安全检查的通知

青水发〔2024〕12号

各县（区）水务局：
　　为摸清水闸底数，现就开展安全检查通知如下。
　　一、请于5月10日前将名单报送市水务局。
　　二、检查结束后10个工作日内，各县（区）水务局应当报送总结。

青岚市水务局
2024年4月18日
"""


def test_a_path_bytes_and_decoded_text_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    titles = {
        notice_parser.parse(source).title.value
        for source in (path, str(path), NOTICE.encode(), NOTICE.encode("gb18030"), SourceText(NOTICE))
    }
    assert titles == {"青岚市水务局关于开展小型水闸安全检查的通知"}


def test_a_plan_from_a_path_or_from_a_notice() -> None:
    plan = notice_parser.plan(NOTICE.encode())
    assert isinstance(plan, notice_parser.InspectionPlan)
    assert plan.notice is not None
    assert notice_parser.plan(plan.notice) == plan


def test_results_can_be_written_as_json() -> None:
    plan = notice_parser.plan(NOTICE.encode())
    value = json.loads(json.dumps(notice_parser.to_json(plan)))
    assert value["notice"]["sha256"] == hashlib.sha256(NOTICE.encode()).hexdigest()
    assert plan.notice is not None
    assert notice_parser.to_json(plan.notice)["issue_date"]["value"] == "2024-04-18"


def test_a_plan_that_does_not_know_its_notice() -> None:
    with pytest.raises(ValueError, match="notice"):
        notice_parser.to_json(notice_parser.InspectionPlan())


def test_an_event_gives_a_period_its_due_date() -> None:
    events = {"检查结束": dt.date(2024, 6, 3)}
    within = [d for d in notice_parser.parse(NOTICE.encode(), events=events).deadlines if d.kind is DeadlineKind.WITHIN]
    # 10 working days after Monday 3 June; the 10th (Monday) is the Dragon Boat festival
    assert [d.due for d in within] == [dt.date(2024, 6, 18)]


def test_the_reference_date_gives_a_year() -> None:
    text = "关于开展检查的通知\n各县水务局：\n　　请于5月10日前将名单报送市水务局。\n"
    deadlines = notice_parser.parse(text.encode(), reference_date=dt.date(2021, 3, 1)).deadlines
    assert [d.due for d in deadlines] == [dt.date(2021, 5, 10)]


def test_a_failure_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(notice_parser.NoticeError) as raised:
        notice_parser.parse(tmp_path / "none.txt")
    assert raised.value.exit_code is notice_parser.ExitCode.MISSING
    assert raised.value.advice


def test_limits() -> None:
    with pytest.raises(notice_parser.NoticeError):
        notice_parser.parse(NOTICE.encode(), limits=notice_parser.Limits(characters=10))


@pytest.mark.parametrize("name", notice_parser.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(notice_parser, name).__doc__


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError):
        notice_parser.unknown  # noqa: B018


def test_a_pattern_that_runs_out_of_time_is_an_error_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_source: object) -> None:
        raise TimeoutError("regex timed out")

    monkeypatch.setattr("notice_parser.pipeline.restore", slow)
    with pytest.raises(notice_parser.NoticeError) as caught:
        notice_parser.parse(NOTICE.encode())
    assert caught.value.exit_code == notice_parser.ExitCode.TOO_LARGE
    assert caught.value.advice


def test_importing_the_package_loads_nothing_else() -> None:
    script = "import sys, notice_parser; print([m for m in sys.modules if m.startswith('notice_parser.')])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout == "[]\n"


def test_the_typed_marker_is_shipped(root: Path) -> None:
    assert (root / "notice_parser" / "py.typed").is_file()


def test_the_result_is_the_same_whatever_the_hash_seed_and_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "notice_parser", "plan", str(path)],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PATH": "", "PYTHONPATH": str(Path.cwd())},
        ).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("2", "POSIX"))
    }
    assert len(outputs) == 1


def test_nothing_asks_for_the_time_of_day(root: Path) -> None:
    """A parser that reads the clock gives another result tomorrow; only measuring speed and sending may."""
    asked = []
    for path in sorted((root / "notice_parser").rglob("*.py")):
        if {"learn", "webhook"} & set(path.relative_to(root).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            is_log = path.name == "log.py"  # which says when something happened
            if isinstance(called, ast.Attribute) and called.attr in {"today", "now", "utcnow"} and not is_log:
                asked.append(f"{path.name}:{node.lineno}")
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names}
                if getattr(node, "module", None) == "time" and names <= {"monotonic", "sleep"}:
                    continue  # how long something takes, not when it is
                names |= {getattr(node, "module", None)}
                asked += (
                    [f"{path.name}:{node.lineno}"] if names & {"time", "random", "socket", "urllib", "http"} else []
                )
    assert asked == []
