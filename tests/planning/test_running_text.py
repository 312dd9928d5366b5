"""Targets and checklists that running text names, without headings."""

from __future__ import annotations

import pytest

from notice_parser.core.source import SourceText
from notice_parser.pipeline import plan

NOTICE = """青禾市教育局关于开展安全检查的通知
各县教育局：
现将检查有关事项通知如下。
{said}
青禾市教育局
2024年2月20日
"""


@pytest.mark.parametrize(
    ("said", "targets"),
    [
        ("本次检查覆盖全市公办幼儿园、民办幼儿园。", ["全市公办幼儿园", "民办幼儿园"]),
        ("凡使用校车的公办学校、民办学校及幼儿园，均列入此次检查范围。", ["公办学校", "民办学校", "幼儿园"]),
        ("市局将对小学、幼儿园、培训机构依法办学情况进行抽查。", ["小学", "幼儿园", "培训机构"]),
        ("市局将对全市市政工程（非交通类）开展起重机械、深基坑安全检查。", ["全市市政工程（非交通类）"]),
        # what is found, or how much is covered, names nobody
        ("本次检查涉及的问题，均列入整改台账。", []),
        ("检查覆盖率要达到100%。", []),
        ("市局将对校舍安全、食堂管理工作进行检查。", []),
    ],
)
def test_targets(said: str, targets: list[str]) -> None:
    assert [t.value for t in plan(SourceText(NOTICE.format(said=said))).targets] == targets


@pytest.mark.parametrize(
    ("said", "items"),
    [
        (
            "检查时重点看许可证是否有效；餐饮具是否消毒；留样是否规范。",
            ["许可证是否有效；", "餐饮具是否消毒；", "留样是否规范。"],
        ),
        ("请对照下列事项开展自查：\n（1）门禁是否完好；\n（2）台账是否齐全。", ["门禁是否完好；", "台账是否齐全。"]),
        (
            "检查主要围绕以下方面：一是制度是否健全；二是人员是否到位。",
            ["制度是否健全；", "人员是否到位。"],
        ),
        ("检查时发现的问题，要立即整改。", []),
        ("检查中要严格遵守廉洁纪律。", []),
        ("围绕以下工作，请认真总结。", []),
    ],
)
def test_checklists(said: str, items: list[str]) -> None:
    assert [i.text for i in plan(SourceText(NOTICE.format(said=said))).checklist] == items
