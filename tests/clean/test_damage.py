"""Damage is told by its kind; a text in order has none."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from notice_parser.clean.damage import find_damage
from notice_parser.clean.restore import restore
from notice_parser.core.alignment import CleanText
from notice_parser.core.source import SourceText
from notice_parser.export.steps import clean_to_json
from notice_parser.learn.noise import KINDS, garble
from notice_parser.learn.noise_script import lost_bytes
from notice_parser.pipeline import read_notice

TOLD = [
    ("random_marks", "random_marks"),
    ("no_marks", "no_marks"),
    ("utf8_as_gbk", "wrong_codec"),
    ("gbk_as_latin", "wrong_codec"),
    ("traditional", "traditional"),
    ("question_blanks", "question_blanks"),
    ("doubled_marks", "doubled_marks"),
    ("markup", "markup"),
    ("split_digits", "broken_lines"),
]


def damage_of(text: str) -> list[str]:
    return [damage.kind for damage in restore(SourceText(text)).damage]


@pytest.mark.parametrize(("noise", "kind"), TOLD)
def test_a_kind_of_noise_is_told(noise: str, kind: str, corpora: Path) -> None:
    text = (corpora / "c01.txt").read_text(encoding="utf-8")
    assert kind in damage_of(garble(text, KINDS[noise], Random(3)).text)


def test_lost_bytes_are_told(corpora: Path) -> None:
    text = (corpora / "c01.txt").read_text(encoding="utf-8")
    assert "lost_bytes" in damage_of(garble(text, (lost_bytes(0.01),), Random(3)).text)


@pytest.mark.parametrize("name", ["c01", "c03", "c04", "c05", "c07", "c08", "c09", "c10"])
def test_a_notice_in_order_has_none(name: str, corpora: Path) -> None:
    assert damage_of((corpora / f"{name}.txt").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["", "各县水务局：请认真检查。", "Plain English.", "什么??", "□是 □否"])
def test_short_texts_have_none(text: str) -> None:
    assert damage_of(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("检查\ufffd\ufffd情况" + "请认真检查。" * 40, "unreadable"),
        ("???????????", "unreadable"),
        ("lorem ipsum dolor sit amet " * 20, "no_chinese"),
        ("，。、；" * 500, "no_chinese"),
    ],
)
def test_what_could_not_be_restored_is_told(text: str, kind: str) -> None:
    damage = find_damage(CleanText.untouched(SourceText(text)))
    assert [(d.kind, d.is_lost) for d in damage] == [(kind, True)]


def test_it_is_written_out(corpora: Path) -> None:
    text = (corpora / "c01.txt").read_text(encoding="utf-8")
    garbled = SourceText(garble(text, KINDS["gbk_as_latin"], Random(3)).text)
    (record,) = clean_to_json(restore(garbled))["damage"]
    assert record["kind"] == "wrong_codec"
    assert record["strength"] > 0.5
    assert not record["lost"]
    assert "编码错乱" in next(f.message for f in read_notice(garbled).findings if f.code == "damage")
    assert not any(f.code == "damage" for f in read_notice(SourceText(text)).findings)
