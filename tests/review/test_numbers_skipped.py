"""Skipped numbers and one duty with two dates; all names are invented."""

import pytest

from notice_parser.core.source import SourceText
from notice_parser.pipeline import read_notice

HEAD = "青岚市水务局关于开展堤防检查的通知\n各县水务局：\n现将有关事项通知如下：\n"
TAIL = "\n青岚市水务局\n2024年4月18日\n"


def _codes(text: str) -> list[str]:
    notice = read_notice(SourceText(HEAD + text + TAIL))
    return [f.code for f in notice.findings if f.code in ("number_skipped", "two_dates")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、检查范围\n全市堤防。\n三、工作要求\n认真检查。", ["number_skipped"]),
        ("一、检查范围\n全市堤防。\n二、工作要求\n认真检查。\n三、其他\n无。", []),
        ("一、检查范围\n1.堤防。\n2.水闸。\n二、要求\n1.认真。\n2.及时。", []),
        ("请于5月8日前将检查总结报送市水务局。\n请于5月18日前将检查总结报送市水务局。", ["two_dates"]),
        ("请分别于5月8日、6月8日前将检查总结报送市水务局。", []),
    ],
)
def test_contradictions(text: str, expected: list[str]) -> None:
    assert _codes(text) == expected
