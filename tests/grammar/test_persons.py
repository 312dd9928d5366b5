"""Names of persons by their form."""

from __future__ import annotations

import pytest

from notice_parser.core.span import Span
from notice_parser.grammar.persons import is_name, split_names, squeeze


@pytest.mark.parametrize(
    "name", ["王芳", "李小红", "欧阳小明", "诸葛亮", "罗老师", "张主任", "李四科长", "王某某", "孟然", "黎超"]
)
def test_names_are_known_by_their_form(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "word",
    [
        "电话",
        "手机",
        "安监局",
        "财务处",
        "办公室",
        "高校",
        "安全科",
        "有关单位",
        "性别",
        "联系人",
        "项目办",
        "管理",
        "王",
        "山东",
        "万州",
        "历下",
    ],
)
def test_words_are_no_names(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize("name", ["么晓", "买买提·吐尔逊", "壮小明"])
def test_a_label_lets_rare_names_through(name: str) -> None:
    assert is_name(name, labelled=True)


@pytest.mark.parametrize("word", ["安全环保部", "资源处", "电话", "造林绿化科"])
def test_a_label_lets_no_organ_through(word: str) -> None:
    assert not is_name(word, labelled=True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("齐若谷　卢清和", ["齐若谷", "卢清和"]),
        ("雷初晴、章若川", ["雷初晴", "章若川"]),
        ("柳 青", ["柳青"]),
        ("柳 青、王 芳", ["柳青", "王芳"]),
        ("王小明和李小红", ["王小明", "李小红"]),
        ("王和平", ["王和平"]),
        ("资源处 孟然", ["资源处", "孟然"]),
    ],
)
def test_a_list_of_names_is_cut_at_its_marks(text: str, names: list[str]) -> None:
    assert [squeeze(s.of(text)) for s in split_names(text, Span(0, len(text)))] == names
