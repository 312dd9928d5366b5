"""Whole texts: the laws of restoration."""

import pytest

from notice_parser.clean.restore import restore
from notice_parser.core.alignment import apply
from notice_parser.core.source import SourceText

GARBLED = (
    "各县(市、区)安委会:\r\n  现将<<方案>>印发给你们,京安发[2021]3号\u200b.",
    "## **关于检查的通知**\n&emsp;&emsp;一、目标\n---\n",
    "二OO八年，2O24年，a＠163。com，0531一51770000",
    "????(一)甲\n)0(二)",
    "",
    " \n\n",
    'Plain English, with (parentheses) and "quotes".',
)


@pytest.mark.parametrize("text", GARBLED)
def test_restoring_twice_changes_nothing(text: str) -> None:
    once = restore(SourceText(text)).text
    assert restore(SourceText(once)).text == once


@pytest.mark.parametrize("text", GARBLED)
def test_replaying_the_steps_gives_the_text(text: str) -> None:
    clean = restore(SourceText(text))
    replayed = text
    for step in clean.steps:
        replayed = apply(replayed, step.edits)[0]
    assert replayed == clean.text


def test_english_is_left_alone() -> None:
    text = 'Plain English, with (parentheses) and "quotes": 11:00, 1,000.\n'
    assert restore(SourceText(text)).steps == ()
