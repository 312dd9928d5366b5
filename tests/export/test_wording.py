"""Times in Chinese words."""

from __future__ import annotations

import datetime as dt

import pytest

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Deadline, DeadlineKind, Direction, Unit
from notice_parser.core.plan import Duration
from notice_parser.export.wording import duration_in_words, rule_in_words, time_in_words

NOWHERE = Evidence((), "test/given")
DAY = dt.date(2024, 5, 10)


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("by", {"due": DAY}, "2024年5月10日前"),
        ("by", {"due": dt.datetime(2024, 5, 10, 9, 5)}, "2024年5月10日09:05前"),
        ("by", {}, "期限不明"),
        ("within", {"amount": 15, "unit": Unit.WORKING_DAY, "trigger": "巡查结束"}, "巡查结束后15个工作日内"),
        ("within", {"amount": 24, "unit": Unit.HOUR}, "24小时内"),
        (
            "within",
            {"amount": 5, "unit": Unit.DAY, "trigger": "开会", "direction": Direction.BEFORE, "due": DAY},
            "开会前5日内（2024年5月10日）",
        ),
        ("within", {"unit": Unit.DAY}, "期限不明"),
        ("window", {"start": DAY, "end": DAY}, "2024年5月10日"),
        ("window", {"start": DAY, "end": dt.date(2024, 6, 1)}, "2024年5月10日至2024年6月1日"),
        ("window", {"end": DAY}, "…至2024年5月10日"),
        ("recurring", {"rrule": "FREQ=MONTHLY;BYMONTHDAY=5"}, "每月5日"),
        ("event", {"trigger": "离开驻地"}, "事件：离开驻地"),
    ],
)
def test_each_kind_of_deadline(kind: str, values: dict[str, object], words: str) -> None:
    assert time_in_words(Deadline(DeadlineKind(kind), "报送", "请报送。", NOWHERE, **values)) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=8,23", "每月8日、23日"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月月底"),
        ("FREQ=MONTHLY;INTERVAL=3", "每季度"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "每周一、五"),
        ("FREQ=DAILY;BYHOUR=17", "每天17:00"),
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=30", "每天9:30"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "每年12月31日"),
        ("FREQ=MONTHLY;INTERVAL=5", "定期（FREQ=MONTHLY;INTERVAL=5）"),
        ("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR", "定期（FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR）"),
        ("", "定期"),
    ],
)
def test_recurrence(rule: str, words: str) -> None:
    assert rule_in_words(rule) == words


@pytest.mark.parametrize(
    ("shortest", "longest", "working_days", "words"),
    [
        ("P1M", "P1M", False, "1个月"),
        ("P10D", None, True, "不少于10个工作日"),
        (None, "P2W", False, "不超过2周"),
        ("P8D", "P15D", True, "不少于8个工作日，不超过15个工作日"),
        ("P3D", "P3D", False, "3天"),
        ("PT2H", "PT2H", False, "2小时"),
        ("P1Y2M", "P1Y2M", False, "P1Y2M"),
    ],
)
def test_duration(shortest: str | None, longest: str | None, working_days: bool, words: str) -> None:
    assert duration_in_words(Duration(shortest, longest, working_days, NOWHERE)) == words
