"""Names of organs and lists of them."""

from __future__ import annotations

import pytest

from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import is_organ, is_short_for, without_seal

ORGANS = [
    "榆林县人民政府",
    "教 务 处",
    "榆川市安全生产委员会办公室",
    "榆川水务集团有限公司",
    "榆川大学",
    "县委办",
    "全县防汛抗旱指挥部",
    "榆川市财政局（国库科）",
]
NO_ORGANS = [
    "请各单位报教务处",
    "二〇一九年五月九日",
    "现将有关事项通知如下：",
    "联系人：王小明",
    "根据省教育厅",
    "一、检查内容",
    "第九期",
    "《榆川市管理办法》",
]
LISTS = [
    ("甲山市、乙河市、丙川市人民政府：", ["甲山市人民政府", "乙河市人民政府", "丙川市人民政府"]),
    (
        "甲山、乙河、丙川市人民政府，丁林林区管委会",
        ["甲山市人民政府", "乙河市人民政府", "丙川市人民政府", "丁林林区管委会"],
    ),
    ("县团委、妇联、丙川市教育局", ["县团委", "县妇联", "丙川市教育局"]),
    ("各市、县、自治县人民政府", ["各市人民政府", "各县人民政府", "各自治县人民政府"]),
    ("国务院各部委、各直属机构", ["国务院各部委", "国务院各直属机构"]),
    ("各县市区、功能区安委会办公室", ["各县市区安委会办公室", "各功能区安委会办公室"]),
    ("省发展改革委、工业和信息化厅", ["省发展改革委", "省工业和信息化厅"]),
    ("县公安局、市场监管局、消防救援大队", ["县公安局", "县市场监管局", "县消防救援大队"]),
    ("各省（自治区、直辖市）能源局", ["各省（自治区、直辖市）能源局"]),
    ("各处室、系部、馆、中心", ["各处室", "各系部", "各馆", "各中心"]),
    ("各学院及相关单位", ["各学院", "相关单位"]),
    ("各建设、施工、监理单位", ["各建设单位", "各施工单位", "各监理单位"]),
    ("保卫处 总务处", ["保卫处", "总务处"]),
    ("教 务 处", ["教务处"]),
    ("榆川电网公司、榆川电力研究院等相关单位", ["榆川电网公司", "榆川电力研究院"]),
]
LEFT_WHOLE = [
    "各市发展和改革委员会",
    "省住房和城乡建设厅",
    "市文化和旅游局",
    "省委和省政府各部门（单位）",
    "各院（部）",
    "国网榆川省电力公司",
]


@pytest.mark.parametrize("name", ORGANS)
def test_names_of_organs(name: str) -> None:
    assert is_organ(name)


@pytest.mark.parametrize("name", NO_ORGANS)
def test_other_texts_are_no_organs(name: str) -> None:
    assert not is_organ(name)


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_members_get_what_they_share(text: str, expected: list[str]) -> None:
    assert [entry.value for entry in split_organs(text)] == expected


@pytest.mark.parametrize("text", LEFT_WHOLE)
def test_one_name_stays_one(text: str) -> None:
    assert [entry.value for entry in split_organs(text)] == [text]


def test_a_head_does_not_reach_over_the_next_named_member() -> None:
    values = [entry.value for entry in split_organs("各市财政局、省直各部门（单位）、各省属企业")]
    assert values == ["各市财政局", "省直各部门（单位）", "各省属企业"]


def test_pieces_keep_their_places() -> None:
    text = "甲山市、乙河市人民政府"
    first, second = split_organs(text)
    assert [s.of(text) for s in first.spans] == ["甲山市", "人民政府"]
    assert [s.of(text) for s in second.spans] == ["乙河市人民政府"]


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("省发展改革委", "榆川省发展和改革委员会", True),
        ("市应急局", "榆川市应急管理局", True),
        ("榆川省财政", "榆川省财政厅", True),
        ("榆川省财政厅", "榆川省财政厅办公室", False),
        ("市教育局", "榆川县教育局", False),
        ("市教育局", "市教育局", False),
    ],
)
def test_short_forms(short: str, full: str, expected: bool) -> None:
    assert is_short_for(short, full) is expected


def test_the_seal_is_no_part_of_the_name() -> None:
    assert without_seal("专项小组办公室（榆川省工业和信息化厅代章）") == "专项小组办公室"
    assert without_seal("榆川省财政厅（国库处）") == "榆川省财政厅（国库处）"
