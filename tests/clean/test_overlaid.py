"""Lines printed over each other: told with their places, and nothing made of them."""

import pytest

from notice_parser.clean.overlaid import find_overlaid
from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText
from notice_parser.pipeline import read_notice

ABOVE = "各县要加强组织领导，落实安全生产责任，建立健全工作制度"
BELOW = "检查组应当认真开展隐患排查并及时反馈检查中发现的问题"
OVERLAID = "".join(a + b for a, b in zip(ABOVE, BELOW, strict=False))
NOTICE = f"沅川市水利局关于开展检查的通知\n各县水利局：\n现将有关事项通知如下。\n{OVERLAID}\n请于5月1日前报送材料。\n"


def test_the_stretch_is_told_with_its_place() -> None:
    clean = restore(SourceText(NOTICE))
    (damage,) = (d for d in clean.damage if d.kind == "overlaid_lines")
    assert damage.is_lost
    (span,) = damage.spans
    assert len(OVERLAID) * 0.6 < len(span)
    assert span.start >= clean.text.index(OVERLAID[:4])
    assert span.end <= clean.text.index("请于5月1日前")


def test_nothing_is_made_of_it() -> None:
    letters = [letter for letter in restore(SourceText(NOTICE)).text if letter.isalnum()]
    assert letters == [letter for letter in NOTICE if letter.isalnum()]


def test_a_reader_is_warned() -> None:
    notice = read_notice(SourceText(NOTICE))
    assert any(finding.code == "overlaid_lines" and finding.spans for finding in notice.findings)
    assert [field.value for field in notice.addressees] == ["各县水利局"]


@pytest.mark.parametrize(
    "text",
    [
        f"{ABOVE}。{BELOW}。" * 3,
        "安 全 生 产 检 查 工 作 通 知",
        "组织检查，检查组织；责任落实，落实责任。",
        "",
        "安",
    ],
)
def test_text_in_order_is_not_taken_for_overlaid(text: str) -> None:
    assert find_overlaid(text) == ()
