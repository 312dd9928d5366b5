"""Summaries in Chinese."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from notice_parser import parse, plan
from notice_parser.export.to_text import findings_to_text, notice_to_text, plan_to_text

NOTICE = """青岚市水务局关于开展小型水闸安全检查的通知

青水发〔2024〕12号

各县（区）水务局：
　　为摸清水闸底数，现就开展安全检查通知如下。
　　一、请于2024年5月10日前将名单报送市水务局。
　　二、检查结束后10个工作日内报送总结。

青岚市水务局
2024年4月18日
"""


def test_a_notice_in_words() -> None:
    text = notice_to_text(parse(NOTICE.encode()))
    lines = text.splitlines()
    assert lines[0] == "标题　　　青岚市水务局关于开展小型水闸安全检查的通知"
    assert "发文字号　青水发〔2024〕12号" in lines
    assert "成文日期　2024年4月18日" in lines
    assert any(line.startswith("  1. 2024年5月10日前　") for line in lines)
    assert any(line.startswith("  2. 检查结束后10个工作日内　") for line in lines)


def test_what_is_missing_is_said() -> None:
    text = notice_to_text(parse(b"Hello, world. This is no notice at all."))
    assert "标题　　　（未见）" in text
    assert "[not_a_notice]" in text
    assert "密级" not in text


def test_labels_stand_in_one_column() -> None:
    head = notice_to_text(parse(NOTICE.encode())).split("\n\n")[0].splitlines()
    for line in head:
        label = line[:5]
        assert label.rstrip("　") and label.endswith("　")
        assert all(unicodedata.east_asian_width(char) in "WF" for char in label)


def test_no_findings_no_section() -> None:
    assert findings_to_text("", (), "需要留意") == ""


def test_every_notice_of_ours_can_be_told(corpora: Path) -> None:
    for path in sorted(corpora.glob("c*.txt")):
        notice = parse(path)
        assert notice.title.value
        assert str(notice.title.value) in plan_to_text(notice, plan(notice))
