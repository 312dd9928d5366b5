"""The trained model in the restoration: what it must bring back, what it must leave alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest

from notice_parser.clean import structural
from notice_parser.clean.by_model import PIECE, Reading
from notice_parser.clean.garble import has_no_marks
from notice_parser.clean.model import MarkDamage, Model, load_model, open_model
from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText
from notice_parser.learn import noise_steps as steps
from notice_parser.learn.noise import garble

NOTICE = """\
云汀市水务局关于开展小型水库安全检查的通知
云水务〔2023〕17号
各县（市、区）水务局，局属各单位：
为做好2023年水库安全管理工作，根据《中华人民共和国防洪法》《云汀省水库管理条例》等规定，现将有关事项通知如下：
一、检查内容
（一）责任落实情况。检查水库行政责任人、技术责任人、巡查责任人是否落实，是否按要求开展培训。
（二）设施运行情况。检查大坝、溢洪道、放水设施是否完好，监测设备是否正常。
二、工作要求
各单位要高度重视，认真组织自查，并于2023年5月20日前将自查报告报送市水务局。
云汀市水务局
2023年4月6日
"""


@pytest.fixture(scope="module")
def model() -> Model:
    loaded = load_model()
    if loaded is None:
        pytest.skip("there is no trained model in models/")
    return loaded


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def damaged(step: steps.NoiseStep) -> str:
    return garble(NOTICE, (step,), Random(4)).text


@pytest.mark.parametrize("step", [steps.random_marks(), steps.no_marks()], ids=["random", "none"])
@pytest.mark.usefixtures("model")
def test_a_notice_comes_back(step: steps.NoiseStep) -> None:
    text = damaged(step)
    restored = restore(SourceText(text)).text
    assert letters(restored) == letters(text)
    for part in (
        "〔2023〕17号\n",
        "《中华人民共和国防洪法》",
        "通知如下：\n",
        "\n（二）设施运行情况",
        "\n2023年4月6日",
    ):
        assert part in restored
    assert restore(SourceText(restored)).text == restored


@pytest.mark.usefixtures("model")
def test_text_in_order_is_left_alone() -> None:
    assert structural.fix_no_marks(NOTICE) == structural.fix_random_marks(NOTICE) == []
    assert restore(SourceText(NOTICE)).text == NOTICE


def test_text_in_order_does_not_load_the_runtime() -> None:
    script = (
        "import sys\nfrom notice_parser.clean.restore import restore\n"
        f"from notice_parser.core.source import SourceText\nrestore(SourceText({NOTICE!r}))\n"
        "print([m for m in ('numpy', 'onnxruntime') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.usefixtures("model")
def test_edits_say_who_asked_and_how_sure() -> None:
    edits = structural.fix_no_marks(damaged(steps.no_marks()))
    assert {edit.fix for edit in edits} <= {"restore/model", "structure/mark"}
    assert all(0 < edit.confidence <= 1 for edit in edits)


def test_without_a_model_bare_letters_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structural, "load_model", lambda: None)
    assert structural.fix_no_marks(damaged(steps.no_marks())) == []


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    assert open_model(tmp_path) is None


def test_long_text_is_read_in_stretches(model: Model) -> None:
    """A long text gets the same probabilities as its parts: what is farther away has no say."""
    bare = letters(NOTICE)
    short = Reading.of(model, bare * 3, MarkDamage.NO_MARKS)
    long = Reading.of(model, bare * 40, MarkDamage.NO_MARKS)
    few = model.scores(short.letters, short.gaps, MarkDamage.NO_MARKS)
    many = model.scores(long.letters, long.gaps, MarkDamage.NO_MARKS)
    middle = slice(len(bare), 2 * len(bare))
    again = slice(20 * len(bare), 21 * len(bare))
    assert np.mean(few[middle].argmax(1) == many[again].argmax(1)) > 0.99


def test_a_text_of_several_pieces(model: Model) -> None:
    bare = letters(NOTICE) * (PIECE // len(letters(NOTICE)) + 2)
    reading = Reading.of(model, bare, MarkDamage.NO_MARKS)
    edits = reading.edits(reading.choices())
    assert max(edit.span.end for edit in edits) > PIECE


@pytest.mark.parametrize("text", ["", "x" * 500, "。" * 500, "abc def ghi " * 60, "0123456789" * 60])
def test_what_is_no_chinese_text_is_left_alone(text: str) -> None:
    assert not has_no_marks(text)
    assert structural.fix_no_marks(text) == []


def test_a_text_of_dates_and_numbers_has_no_long_run_of_letters() -> None:
    text = (
        "各县区统计局请于2026年3月12日前将核查的126家企业名单报送市统计局并抄送各有关单位的服务业科室联系电话66130127"
        * 4
    )
    assert has_no_marks(text)
    assert not has_no_marks("2026031200126661301270391" * 12)
    assert not has_no_marks(
        "各县区统计局请于五月前报送各县区统计局请于五月前报送" + "编号2026031200126661301270391" * 12
    )


def test_a_text_that_is_far_too_long_is_left_alone() -> None:
    assert structural.fix_no_marks("安全" * 100_000) == []
