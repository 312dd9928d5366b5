"""A paper with a mark of secrecy goes nowhere."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from notice_parser.clean.restore import restore
from notice_parser.cli import commands
from notice_parser.core.source import SourceText
from notice_parser.safeguards.classified import find_mark
from notice_parser.structure.build import build_outline

BODY = """{head}青岚市水利局文件
青水发〔2023〕12号

青岚市水利局关于开展保密检查的通知

各区水利局：
　　为做好保守国家秘密工作，根据《保守国家秘密法》，定于5月开展检查。对标有绝密、机密、秘密的文件要登记。请于2023年5月10日前报送自查报告。

青岚市水利局
2023年4月3日
"""
MARKED = [
    "秘密★1年\n",
    "机密★长期\n",
    "绝密\n",
    "000012\n机密★10年\n特急\n",
    "000012　秘密☆6个月　特急\n",
    "密级：机密\n",
    "机 密★5年\n",
    "秘密?1年\n",
    "绝密★启用前\n",
    "内部文件\n秘密*3年\n",
]
UNMARKED = ["", "特急\n", "密级：无\n", "000012\n", "内部资料\n", "工作秘密\n", "密级：公开\n"]


@pytest.mark.parametrize("head", MARKED)
@pytest.mark.parametrize("command", ["clean", "parse", "plan", "check"])
def test_a_marked_paper_is_refused(head: str, command: str) -> None:
    done = CliRunner().invoke(commands, [command, "-"], input=BODY.format(head=head).encode())
    assert done.exit_code == 17
    assert done.stdout == ""
    assert "青岚" not in done.stderr and "allow-classified" in done.stderr


@pytest.mark.parametrize("head", UNMARKED)
def test_an_unmarked_paper_goes_on(head: str) -> None:
    done = CliRunner().invoke(commands, ["parse", "-"], input=BODY.format(head=head).encode())
    assert done.exit_code == 0, done.stderr


def test_the_option_goes_on() -> None:
    text = BODY.format(head=MARKED[0])
    done = CliRunner().invoke(commands, ["parse", "-", "--allow-classified"], input=text.encode())
    assert json.loads(done.stdout)["classification"]["value"] == "秘密"


def test_nothing_is_left_where_the_output_would_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY.format(head=MARKED[1]), encoding="utf-8")
    done = CliRunner().invoke(commands, ["plan", str(tmp_path / "a.txt"), "-o", str(tmp_path / "plan.json")])
    assert done.exit_code == 17
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_the_others_of_several_are_answered(tmp_path: Path) -> None:
    for name, head in (("a.txt", MARKED[0]), ("b.txt", "")):
        (tmp_path / name).write_text(BODY.format(head=head), encoding="utf-8")
    done = CliRunner().invoke(commands, ["parse", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert done.exit_code == 9
    assert json.loads(done.stderr)["error"]["code"] == "classified_source"
    assert json.loads(done.stdout)["source"].endswith("b.txt")


def test_no_notice_of_the_corpora_is_taken_for_marked(corpora: Path) -> None:
    marked = [
        path.name
        for path in sorted(corpora.glob("*.txt"))
        if path.with_suffix(".gold.json").exists()
        and find_mark(build_outline(restore(SourceText(path.read_text(encoding="utf-8"))))) is not None
        and json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8")).get("classification") is None
    ]
    assert marked == []


@pytest.mark.parametrize(
    ("head", "warned"), [("内部资料\n", True), ("工作秘密★1年\n", True), ("", False), ("内部审计\n", False)]
)
def test_what_is_internal_gives_a_warning(head: str, warned: bool) -> None:
    done = CliRunner().invoke(commands, ["parse", "-"], input=BODY.format(head=head).encode())
    assert ("internal" in [finding["code"] for finding in json.loads(done.stdout)["warnings"]]) is warned
