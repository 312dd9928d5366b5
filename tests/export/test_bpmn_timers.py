"""When the workflow waits and when it reminds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from made_plans import Pair, Planned, task
from running_bpmn import nodes, run_to_the_end, timers, tree

from notice_parser.core.notice import DeadlineKind, Direction, Unit
from notice_parser.export.to_bpmn import plan_to_bpmn


def test_each_kind_of_deadline_has_its_timer(kinds: Pair) -> None:
    root = tree(kinds)
    found = timers(root)
    assert ("报送名单", "timeDate", "2024-05-10T23:59:59+08:00") in found
    assert ("报送总结", "timeDate", "2024-05-09T17:30:00+08:00") in found
    assert ("反馈结果", "timeDuration", "P11D") in found
    assert ("报送报告", "timeDate", "2024-06-18T23:59:59+08:00") in found
    assert [t for t in found if t[0] == "开展检查"] == [
        ("开展检查", "timeDate", "2024-05-20T00:00:00+08:00"),
        ("开展检查", "timeDate", "2024-05-31T23:59:59+08:00"),
    ]
    assert [t[2] for t in found if t[0] == "整改"] == ["2024-07-31T23:59:59+08:00"]
    assert [t[2] for t in found if t[0] == "长期坚持"] == ["2024-08-01T00:00:00+08:00"]
    assert ("报送进展", "timeCycle", "R/2024-05-05T00:00:00+08:00/P1M") in found
    assert ("报送周报", "timeCycle", "R/2024-04-19T16:00:00+08:00/P1W") in found
    assert [t for t in found if t[0] in ("交换意见", "加强领导", "上报")] == []
    assert [signal.get("name") for signal in root.iter("{*}signal")] == ["检查结束", "离开驻地"]
    assert run_to_the_end(plan_to_bpmn(*kinds))


@pytest.mark.parametrize(
    ("given", "signals", "duration"),
    [
        pytest.param({"unit": Unit.DAY, "trigger": "检查结束"}, ["检查结束"], ["P7D"], id="days"),
        pytest.param({"unit": Unit.HOUR, "trigger": "事故发生"}, ["事故发生"], ["PT7H"], id="hours"),
        pytest.param({"unit": Unit.MONTH, "trigger": "检查结束"}, ["检查结束"], ["P7M"], id="months"),
        pytest.param({"unit": Unit.WORKING_DAY, "trigger": "检查结束"}, ["检查结束"], ["P9D"], id="working days"),
        pytest.param({"unit": Unit.DAY}, ["起算事件（来文未写明）"], ["P7D"], id="no event"),
        pytest.param(
            {"unit": Unit.DAY, "trigger": "会议", "direction": Direction.BEFORE}, [], [], id="before an event"
        ),
    ],
)
def test_periods_run_from_their_event(
    given: dict[str, Any], signals: list[str], duration: list[str], empty: Pair
) -> None:
    tasks = (task(1, "反馈结果", kind=DeadlineKind.WITHIN, amount=7, **given),)
    root = tree((empty[0], replace(empty[1], tasks=tasks)))
    assert [signal.get("name") for signal in root.iter("{*}signal")] == signals
    assert [timer[2] for timer in timers(root)] == duration


@pytest.mark.parametrize(
    ("rule", "cycles"),
    [
        pytest.param(
            "FREQ=MONTHLY;BYMONTHDAY=8,23",
            ["R/2024-05-08T00:00:00+08:00/P1M", "R/2024-04-23T00:00:00+08:00/P1M"],
            id="two days",
        ),
        pytest.param("FREQ=MONTHLY;INTERVAL=3", ["R/2024-04-18T00:00:00+08:00/P3M"], id="quarters"),
        pytest.param("每月", [], id="no rule"),
        pytest.param("FREQ=MONTHLY;BYMONTHDAY=乙", [], id="no day"),
    ],
)
def test_what_comes_again(rule: str, cycles: list[str], kinds: Pair) -> None:
    tasks = (task(1, "报送", kind=DeadlineKind.RECURRING, rrule=rule),)
    root = tree((kinds[0], replace(kinds[1], tasks=tasks, rounds=())))
    assert [timer[2] for timer in timers(root)] == cycles


def test_what_comes_again_without_a_day_of_issue(empty: Pair) -> None:
    tasks = (task(1, "报送", kind=DeadlineKind.RECURRING, rrule="FREQ=MONTHLY;BYMONTHDAY=5"),)
    root = tree((empty[0], replace(empty[1], tasks=tasks)))
    assert [timer[2] for timer in timers(root)] == ["R/P1M"]
    assert "成文日期未知" in "".join(root.itertext("{*}documentation"))


def test_rounds_that_no_task_stands_for(kinds: Pair) -> None:
    names = [element.get("name") for element in tree(kinds).iter("{*}userTask")]
    assert "检查批次：丙县" in names
    assert "检查批次：丁县" in names
    assert "检查批次：甲县、乙县" not in names


def test_a_task_waits_for_its_first_day(kinds: Pair) -> None:
    root = tree(kinds)
    key = next(t.get("id") for t in root.iter("{*}userTask") if t.get("name") == "开展检查")
    waits = [f.get("sourceRef") for f in root.iter("{*}sequenceFlow") if f.get("targetRef") == key]
    assert [nodes(root)[wait].get("name") for wait in waits] == ["2024年5月20日起"]
    reminders = [b for b in root.iter("{*}boundaryEvent") if b.get("attachedToRef") == key]
    assert [(r.get("name"), r.get("cancelActivity")) for r in reminders] == [("2024年5月31日前", "false")]


def test_working_days_are_counted_by_the_calendar_of_holidays(kinds: Pair) -> None:
    """From 5 May 2024, a Sunday: Monday to a Saturday that is worked, and Monday to Thursday are ten in eleven days."""
    text = "".join(tree(kinds).itertext("{*}documentation"))
    assert "按放假安排折合11至" in text


def test_a_known_event_gives_the_computed_day(planned: Planned) -> None:
    """Ten working days from 20 September 2023: 29 September to 6 October are free, 7 and 8 October are worked."""
    day = dt.date(2023, 9, 20)
    waiting, known = planned("c01"), planned("c01", {"检查结束": day})
    assert ("将检查报告报送运行管理司", "timeDate", "2023-10-10T23:59:59+08:00") in timers(tree(known))
    assert [t[1] for t in timers(tree(waiting)) if t[0] == "将检查报告报送运行管理司"] == ["timeDuration"]
