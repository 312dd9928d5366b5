"""Times of an announcement: under a label, or under a heading that says what they are for."""

from __future__ import annotations

import pytest

from notice_parser.core.notice import Deadline
from notice_parser.core.source import SourceText
from notice_parser.pipeline import read_notice


def read(body: str) -> tuple[Deadline, ...]:
    head = "榆川市2023年度事业单位公开招聘公告\n根据工作安排，现将有关事项公告如下：\n"
    text = f"{head}{body}\n榆川市人力资源和社会保障局\n2023年4月20日\n"
    return read_notice(SourceText(text)).deadlines


@pytest.mark.parametrize(
    ("body", "start", "end", "action"),
    [
        ("一、报名时间：2023年5月6日至10日", "2023-05-06", "2023-05-10", "报名"),
        (
            "一、报名时间\n2023年5月6日9:00至5月10日17:00。\n二、报名方式\n网上报名。",
            "2023-05-06",
            "2023-05-10",
            "报名",
        ),
        ("一、考试时间\n2023年5月20日上午9:00—11:00。", "2023-05-20", "2023-05-20", "考试"),
        ("一、会议时间：2023年5月9日下午3时", "2023-05-09", "2023-05-09", "会议"),
        ("一、报名时间和地点\n1.时间：2023年5月6日至10日\n2.地点：市人才市场", "2023-05-06", "2023-05-10", "报名"),
        ("一、体检的时间、地点\n1、时间：2023年5月12日，上午7:30\n2、地点：市医院", "2023-05-12", "2023-05-12", "体检"),
        ("一、领取证件的时间和地点\n1、时间：2023年5月11日（9:00-12:00）", "2023-05-11", "2023-05-11", "领取证件"),
        ("一、报名\n（一）时间：2023年5月6日至10日。\n（二）地点：市场。", "2023-05-06", "2023-05-10", "报名"),
        ("一、培训时间、地点\n时间：2023年6月1日至3日\n地点：市委党校", "2023-06-01", "2023-06-03", "培训"),
    ],
)
def test_a_time_takes_its_action_from_label_or_heading(body: str, start: str, end: str, action: str) -> None:
    (found,) = read(body)
    assert (str(found.start), str(found.end), found.action) == (start, end, action)


def test_a_last_day_is_a_term() -> None:
    (found,) = read("一、缴费时间：截至2023年5月11日24:00。")
    assert (str(found.due)[:10], found.action) == ("2023-05-11", "缴费")


@pytest.mark.parametrize(
    "body",
    [
        "发布时间：2023年4月20日",
        "公布时间：2023年4月20日",
        "一、开放时间：2023年5月1日至10月31日9:00—17:00",
        "一、营业时间和地点\n1、时间：2023年5月1日至10月31日\n2、地点：市政广场",
        "一、展馆开放的时间和地点\n1、时间：2023年5月1日至10月31日",
        "一、办公时间：周一至周五8:30—17:30",
        "一、成立时间：2015年5月6日",
        "一、活动背景\n时间：2019年5月6日至10日",
        "一、报名时间和地点\n1.时间：2019年5月6日至10日",
        "一、有效时间\n2023年5月1日至2024年5月1日",
        "出生时间：1995年5月1日",
    ],
)
def test_hours_history_and_publication_are_no_deadlines(body: str) -> None:
    assert read(body) == ()
