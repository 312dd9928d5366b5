"""A text whose marks are random: what its structure gives back."""

import json
from pathlib import Path

import pytest

from notice_parser.clean import structural
from notice_parser.clean.garble import has_random_marks
from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText

ROW = json.loads((Path(__file__).parents[1] / "cases" / "clean" / "structural.json").read_text(encoding="utf-8"))[0]
KINDS = str.maketrans("、；。", "，，，")


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the trained model out."""
    monkeypatch.setattr(structural, "load_model", lambda: None)


def test_brackets_breaks_and_places_of_marks_are_restored() -> None:
    restored = restore(SourceText(ROW["source"])).text
    assert restored.translate(KINDS) == ROW["expected"].translate(KINDS)


def test_restored_text_is_not_taken_for_damaged() -> None:
    assert has_random_marks(ROW["source"])
    assert not has_random_marks(restore(SourceText(ROW["source"])).text)


def test_letters_and_digits_are_kept() -> None:
    restored = restore(SourceText(ROW["source"])).text
    assert [c for c in restored if c.isalnum()] == [c for c in ROW["source"] if c.isalnum()]


@pytest.mark.parametrize(
    "text",
    [
        "各市、县、自治县人民政府，省政府直属各单位：现将《制度（试行）》印发给你们，请认真组织实施。" * 5,
        "Plain English text, with commas. And stops. " * 20,
        "单位 数量 日期 备注 " * 40,
        "关于,检查",
    ],
)
def test_text_in_order_is_not_taken_for_damaged(text: str) -> None:
    assert not has_random_marks(text)
