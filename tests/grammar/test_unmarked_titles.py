"""Titles whose marks are lost, and plain words that must not be taken for them."""

from __future__ import annotations

import pytest

from notice_parser.grammar.unmarked_titles import find_unmarked_titles, lost_brackets

FOUND = [
    (
        "根据.城镇燃气管理条例 某省燃气安全条例,和.某领域清零行动方案。某建安、2023、9号。要求",
        ["城镇燃气管理条例", "某省燃气安全条例", "某领域清零行动方案"],
    ),
    ("贯彻落实,中华人民共和国安全生产法,等法律", ["中华人民共和国安全生产法"]),
    ("按照 某省巡查工作制度.试行,规定", ["某省巡查工作制度（试行）"]),
    (
        "依据.某省物业管理条例和某区人民政府关于印发 某区通道管理办法,的通知,执行",
        ["某省物业管理条例", "某区人民政府关于印发某区通道管理办法的通知"],
    ),
]

NOT_FOUND = [
    "根据工作需要,制定工作方案",
    "按照有关规定,依法处理",
    "落实领导带班制度,加强检查",
    "想办法,解决问题.",
    "各单位要执法,普法.",
]


@pytest.mark.parametrize(("text", "titles"), FOUND, ids=[t[:16] for t, _ in FOUND])
def test_words_and_marks_round_a_title_tell_it(text: str, titles: list[str]) -> None:
    assert [c.value for c in find_unmarked_titles(text)] == titles


@pytest.mark.parametrize("text", NOT_FOUND)
def test_plain_words_are_no_titles(text: str) -> None:
    assert find_unmarked_titles(text) == ()


def test_a_damaged_number_belongs_to_the_title() -> None:
    (cited,) = find_unmarked_titles("根据 某委关于印发 巡查制度,的通知、某委,2016。2号,等要求")
    assert cited.number is not None
    assert cited.number.text == "某委〔2016〕2号"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("云府 2016、71号,各市,县,自治县人民政府,省政府.", True),
        ("根据中华人民共和国公路法》的规定。", True),
        ("根据《公路法》，各市（县）。", False),
        ("各单位要认真落实。请于3月报送。", False),
    ],
)
def test_a_text_shows_whether_it_lost_its_brackets(text: str, lost: bool) -> None:
    assert lost_brackets(text) is lost
