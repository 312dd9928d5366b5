"""Labels: a number counts, or it is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notice_parser.grammar.numbering import find_labels


def read(text: str, *, noisy: bool = False) -> list[tuple[str, int]]:
    return [(label.text, label.level) for label in find_labels(text, noisy=noisy)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("一、检查对象\n二、检查内容\n", [("一、", 1), ("二、", 1)], id="plain"),
        pytest.param(
            "一、对象\n（一）学校\n1.食堂\n2.宿舍\n（二）医院\n二、时间\n",
            [("一、", 1), ("（一）", 2), ("1.", 3), ("2.", 3), ("（二）", 2), ("二、", 1)],
            id="four deep and back",
        ),
        pytest.param("1.2025年1月1日放假。2.1月2日上班。", [("1.", 1), ("2.", 1)], id="glued to a date"),
        pytest.param(
            "一、放假时间1.6月3日放假2.6月4日上班", [("一、", 1), ("1.", 2), ("2.", 2)], id="glued on both sides"
        ),
        pytest.param(
            "一、总则\n1、甲项\n2、乙项\n二、细则\n1、丙项\n2、丁项\n",
            [("一、", 1), ("1、", 2), ("2、", 2), ("二、", 1), ("1、", 2), ("2、", 2)],
            id="a list begins anew under the next part",
        ),
        pytest.param("一、甲事\n二、乙事\n附件\n一、丙事\n二、丁事\n", [("一、", 1), ("二、", 1)] * 2, id="restart"),
        pytest.param("(一)甲事。(二)乙事。", [("（一）", 1), ("（二）", 1)], id="half-width brackets"),
        pytest.param("二、乙事\n三、丙事\n", [("二、", 1), ("三、", 1)], id="a list whose first label is lost"),
        pytest.param("一是抓好排查；二是抓好整改；三是抓好总结。", [("一是", 1), ("二是", 1), ("三是", 1)], id="一是"),
        pytest.param(
            "第一章 总则\n第一条 甲。\n第二条 乙。\n第二章 附则\n第三条 丙。\n",
            [("第一章", 1), ("第一条", 2), ("第二条", 2), ("第二章", 1), ("第三条", 2)],
            id="articles go on over the chapters",
        ),
        pytest.param(
            "1 责任落实\n1.1 各级责任\n1.2 岗位责任\n2 现场管理\n2.1 台账\n2.1.1 记录\n",
            [("1.", 1), ("1.1", 2), ("1.2", 2), ("2.", 1), ("2.1", 2), ("2.1.1", 3)],
            id="decimal",
        ),
        pytest.param("①甲；②乙；③丙", [("①", 1), ("②", 1), ("③", 1)], id="circled"),
        pytest.param(
            "一各地要排查;二学校要整改;三企业要落实。", [("一、", 1), ("二、", 1), ("三、", 1)], id="no mark at all"
        ),
    ],
)
def test_numbers_that_count_are_labels(text: str, labels: list[tuple[str, int]]) -> None:
    assert read(text) == labels


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("会议于2018年2月9日召开，共有3.5万人参加。", id="dates and decimals"),
        pytest.param("一季度和二季度的任务已完成。", id="quarters"),
        pytest.param("一方面要排查，一方面要整改。", id="一方面"),
        pytest.param("一、二、三年级学生统一放假。", id="school years"),
        pytest.param("见附件1、附件2、附件3。", id="attachments named in the text"),
        pytest.param("电话：010-5551234，邮编100045，第3、4会议室。", id="numbers of other kinds"),
        pytest.param("上午8:30、下午2:00各集合一次。", id="times of day"),
        pytest.param("第一季度、第二季度分别通报。", id="ordinals"),
        pytest.param("序号 名称\n1 灭火器\n2 消防栓\n", id="rows of a table"),
        pytest.param("全长1.1公里。\n1.5万元以下的不计。", id="decimals in the text"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert read(text) == []


def test_random_marks_leave_the_counting_to_decide_the_style() -> None:
    text = (
        "工作方案.一,总体要求.一、指导思想 坚持排查。二 工作目标,年底完成,"
        "二。组织分工.一.人员构成,5人,二 职责,三、保障 1,经费,2 车辆"
    )
    assert read(text, noisy=True) == [
        ("一、", 1),
        ("（一）", 2),
        ("（二）", 2),
        ("二、", 1),
        ("（一）", 2),
        ("（二）", 2),
        ("三、", 1),
        ("1.", 2),
        ("2.", 2),
    ]


def test_labels_hold_their_own_marks_only() -> None:
    text = "一、 对象\n（一） 学校"
    assert [label.span.of(text) for label in find_labels(text)] == ["一、", "（一）"]


@settings(max_examples=50)
@given(st.text(alphabet="一二三1 2（）、.，。\n甲", max_size=60), st.booleans())
def test_labels_are_ordered_and_apart(text: str, noisy: bool) -> None:
    at = 0
    for label in find_labels(text, noisy=noisy):
        assert at <= label.span.start < label.span.end <= len(text)
        assert label.level >= 1
        at = label.span.end
