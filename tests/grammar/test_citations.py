"""Titles in 《》, their numbers and short names."""

from __future__ import annotations

import pytest

from notice_parser.grammar.citations import find_citations

TITLES = [
    ("根据《公共场所管理条例》规定", [("公共场所管理条例", None)]),
    ("《关于印发〈巡查办法〉的通知》", [("关于印发〈巡查办法〉的通知", None)]),
    ("《关于印发《巡查办法》的通知》", [("关于印发〈巡查办法〉的通知", None)]),
    ("《关于印发<巡查办法>的通知》(某财〔2018〕10号)", [("关于印发〈巡查办法〉的通知", "某财〔2018〕10号")]),
    ("《关于印发《巡查办法的通知》（某发〔2015〕29号）", [("关于印发〈巡查办法〉的通知", "某发〔2015〕29号")]),
    ("«巡查\n办法»", [("巡查办法", None)]),
    ("《中共某省委 某省人民政府关于改革的意见》", [("中共某省委 某省人民政府关于改革的意见", None)]),
    ("《工作方案(试行）的通知)》", [("工作方案（试行）的通知", None)]),
    ("《教育规定》(某保障部令第25号)、", [("教育规定", "某保障部令第25号")]),
    ("《请示》（上村请〔2023〕4号）", [("请示", "上村请〔2023〕4号")]),
    ("某发〔2015〕29号《关于检查的通知》", [("关于检查的通知", "某发〔2015〕29号")]),
    ("《关于检查的通知》某监管〔2017〕67号要求", [("关于检查的通知", "某监管〔2017〕67号")]),
    ("《甲管理办法、《乙管理办法》", [("甲管理办法", None), ("乙管理办法", None)]),
    ("《甲法》《乙法》等", [("甲法", None), ("乙法", None)]),
    ("《条例》要求，某发〔2015〕29号另有规定", [("条例", None)]),
]


@pytest.mark.parametrize(("text", "expected"), TITLES, ids=[t for t, _ in TITLES])
def test_titles_come_with_their_numbers(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(c.value, c.number.text if c.number else None) for c in find_citations(text)] == expected


@pytest.mark.parametrize("text", ["<div style=red>红</div>", "a < b > c", "甲》乙", "没有标题。", "《没有结尾。另一句"])
def test_marks_that_hold_no_title_are_left_alone(text: str) -> None:
    assert find_citations(text) == ()


def test_a_short_name_belongs_to_the_title_before_it() -> None:
    first, second = find_citations("按照《市场运营规则》（以下简称《规则》）执行")
    assert (first.alias, first.defines_alias) == ("规则", False)
    assert second.defines_alias


def test_spans_lie_on_the_title() -> None:
    text = "根据《甲管理办法》（某发〔2015〕29号）"
    (cited,) = find_citations(text)
    assert cited.title.of(text) == "甲管理办法"
    assert cited.span.of(text) == "《甲管理办法》"
    assert cited.number_span is not None
    assert cited.number_span.of(text) == "某发〔2015〕29号"


def test_many_openings_take_linear_time() -> None:
    assert len(find_citations("《" * 5_000)) == 0
