"""Texts made to take time or to be misread: time grows with length, nothing is invented, what is lost is told."""

from __future__ import annotations

import time
from random import Random

import pytest

from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText

UNITS = {
    "marks": "，。、",
    "one line": "各县认真组织检查",
    "bare letters": "安全",
    "wrong codec": "鍏充簬瀹夊叏5鏈�",
    "latin": "¹ØÓÚ°²È«",
    "broken codes": "观楣ぷ鳎?觳榘踩?",
    "rare letters": "饕餮魑魅",
    "lost": "\ufffd",
    "questions": "?",
    "euros": "€",
    "combining": "e\u0301\u0302",
    "surrogates": "通\ud800知",
    "spaces": "通 知　",
    "lines": "通\n",
    "brackets": "（〔《",
    "digits": "712日前",
}


def seconds(text: str) -> float:
    start = time.process_time()
    restore(SourceText(text))
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_grows_with_length(unit: str) -> None:
    """Five times as much text takes at most twelve times as long; a busy machine is asked again."""
    few, many = unit * (4_000 // len(unit)), unit * (20_000 // len(unit))
    seconds(few)
    ratios = []
    for _ in range(3):
        ratios.append(seconds(many) / max(0.004, seconds(few)))
        if ratios[-1] < 12:
            return
    pytest.fail(f"ratios {ratios}")


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_restoring_twice_changes_nothing(unit: str) -> None:
    once = restore(SourceText(unit * 60)).text
    assert restore(SourceText(once)).text == once


@pytest.mark.parametrize("text", ["\ufffd" * 500, "?" * 500, "，。、；" * 300, "xyz " * 300, "é̂" * 300])
def test_nothing_is_invented_and_what_is_lost_is_told(text: str) -> None:
    clean = restore(SourceText(text))
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in clean.text)
    assert any(damage.is_lost for damage in clean.damage)


def noise(size: int, codec: str) -> str:
    return Random(5).randbytes(size).decode(codec, "replace")


@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "latin-1"])
def test_bytes_that_never_were_a_text_are_told_in_little_time(codec: str) -> None:
    start = time.process_time()
    assert any(damage.is_lost for damage in restore(SourceText(noise(20_000, codec))).damage)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text", [",.。、 " * 200_000, "各县要认真组织检查，落实责任。" * 133_334], ids=["marks", "one line"]
)
def test_a_million_marks_and_a_line_of_two_million_characters_stay_as_they_are(text: str) -> None:
    start = time.process_time()
    assert restore(SourceText(text)).text == text
    assert time.process_time() - start < 10


@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "latin-1"])
def test_time_grows_with_the_number_of_bytes_that_never_were_a_text(codec: str) -> None:
    """Ten times as much takes at most thirty times as long, where each with each would take a hundred times."""
    few, many = noise(10_000, codec), noise(100_000, codec)
    seconds(few)
    ratios = []
    for _ in range(3):
        ratios.append(seconds(many) / max(0.05, seconds(few)))
        if ratios[-1] < 30:
            return
    pytest.fail(f"ratios {ratios}")


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox (a); b: c.\n" * 32_000,
        "\ud800通知" * 60_000,
        "安" + "\u0301" * 500_000,
        "安\u0301\u0327" * 100_000,
        "à é è ü " * 60_000,
    ],
    ids=["no Chinese", "surrogates", "one flood", "many floods", "accents"],
)
def test_a_text_of_full_size_takes_little_time_and_gets_no_letters(text: str) -> None:
    start = time.process_time()
    clean = restore(SourceText(text)).text
    assert time.process_time() - start < 40
    assert {sign for sign in clean if "\u4e00" <= sign <= "\u9fff"} <= set(text)
