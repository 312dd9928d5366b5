"""The calendar, read back with icalendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar
from made_plans import HOSTILE, Pair, Planned

from notice_parser.export.to_ics import REMINDERS, plan_to_ics


def entries(content: bytes) -> list[Any]:
    return [c for c in Calendar.from_ical(content).subcomponents if c.name in ("VTODO", "VEVENT", "VJOURNAL")]


def by_title(pair: Pair) -> dict[str, Any]:
    return {str(entry["SUMMARY"]): entry for entry in entries(plan_to_ics(*pair))}


def day_of(entry: Any, key: str) -> object:
    return entry.decoded(key) if key in entry else None


@pytest.mark.parametrize(
    ("title", "name", "days"),
    [
        pytest.param("报送名单", "VTODO", {"DUE": dt.date(2024, 5, 10)}, id="by a day"),
        pytest.param("反馈结果", "VTODO", {}, id="a trigger without a day is not guessed"),
        pytest.param("报送报告", "VTODO", {"DUE": dt.date(2024, 6, 18)}, id="a trigger with a day"),
        pytest.param(
            "召开动员会议", "VEVENT", {"DTSTART": dt.date(2024, 5, 6), "DTEND": dt.date(2024, 5, 7)}, id="a meeting"
        ),
        pytest.param(
            "自查自纠", "VTODO", {"DTSTART": dt.date(2024, 4, 20), "DUE": dt.date(2024, 5, 8)}, id="a window is a duty"
        ),
        pytest.param(
            "开展检查", "VEVENT", {"DTSTART": dt.date(2024, 5, 20), "DTEND": dt.date(2024, 6, 1)}, id="a round"
        ),
        pytest.param(
            "检查批次：丙县",
            "VEVENT",
            {"DTSTART": dt.date(2024, 6, 3), "DTEND": dt.date(2024, 6, 15)},
            id="a wave",
        ),
        pytest.param("整改", "VTODO", {"DUE": dt.date(2024, 7, 31)}, id="open at the start"),
        pytest.param("长期坚持", "VTODO", {"DTSTART": dt.date(2024, 8, 1)}, id="open at the end"),
        pytest.param("报送进展", "VTODO", {"DTSTART": dt.date(2024, 5, 5)}, id="again and again"),
        pytest.param("调度", "VTODO", {"DTSTART": dt.date(2024, 4, 18)}, id="again, without a day"),
        pytest.param("交换意见", "VTODO", {}, id="an event"),
        pytest.param("加强领导", "VTODO", {}, id="no time"),
        pytest.param("上报", "VTODO", {}, id="a rule that is none"),
    ],
)
def test_each_kind(title: str, name: str, days: dict[str, dt.date], kinds: Pair) -> None:
    entry = by_title(kinds)[title]
    assert entry.name == name
    assert {key: day for key in ("DTSTART", "DTEND", "DUE") if (day := day_of(entry, key))} == days


def test_times_of_day_are_those_of_china(kinds: Pair) -> None:
    due = by_title(kinds)["报送总结"].decoded("DUE")
    assert due.utcoffset() == dt.timedelta(hours=8)
    assert due.replace(tzinfo=None) == dt.datetime(2024, 5, 9, 17, 30)
    weekly = by_title(kinds)["报送周报"]
    assert weekly.decoded("DTSTART").replace(tzinfo=None) == dt.datetime(2024, 4, 19, 16)
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai" in plan_to_ics(*kinds)


def test_a_calendar_of_days_needs_no_zone(planned: Planned) -> None:
    assert b"VTIMEZONE" not in plan_to_ics(*planned("c01"))


def test_rules_of_repetition(kinds: Pair) -> None:
    found = by_title(kinds)
    assert found["报送进展"]["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=5"
    assert "未写日期" in found["调度"]["DESCRIPTION"]
    assert "RRULE" not in found["上报"]
    assert "未设重复提醒" in found["上报"]["DESCRIPTION"]


@pytest.mark.parametrize("title", ["报送名单", "报送报告", "召开动员会议", "自查自纠", "整改", "报送进展"])
def test_reminders(title: str, kinds: Pair) -> None:
    alarms = by_title(kinds)[title].walk("VALARM")
    assert [alarm.decoded("TRIGGER").days for alarm in alarms] == [-days for days in REMINDERS] == [-7, -3, -1]
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}


@pytest.mark.parametrize("title", ["反馈结果", "交换意见", "加强领导", "上报"])
def test_no_reminder_without_a_day(title: str, kinds: Pair) -> None:
    assert by_title(kinds)[title].walk("VALARM") == []


def test_the_notice_lists_what_waits_for_an_event(kinds: Pair) -> None:
    (journal,) = [e for e in entries(plan_to_ics(*kinds)) if e.name == "VJOURNAL"]
    waiting = str(journal["DESCRIPTION"]).partition("期限待定：")[2].strip().splitlines()
    assert waiting == [
        "- 反馈结果：检查结束后10个工作日内（待定：检查结束的日期未知）",
        "- 交换意见：事件：离开驻地（待定：离开驻地的日期未知）",
    ]


def test_sentence_and_source_stand_in_the_description(planned: Planned) -> None:
    text = str(by_title(planned("c01"))["整改销号"]["DESCRIPTION"])
    assert "原文：整改销号（12月15日前）。" in text
    assert "（水域办〔2023〕41号）第973字起" in text


def test_a_day_that_becomes_known_changes_the_entry(planned: Planned) -> None:
    before = by_title(planned("c01"))["将检查报告报送运行管理司"]
    after = by_title(planned("c01", {"检查结束": dt.date(2023, 6, 9)}))["将检查报告报送运行管理司"]
    assert before["UID"] == after["UID"]
    assert "DUE" not in before
    assert after.decoded("DUE") == dt.date(2023, 6, 26)  # 22 to 24 June are days off, Sunday 25 is worked
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_lines_are_folded_as_the_rfc_says(hostile: Pair, planned: Planned) -> None:
    for pair in (hostile, planned("c03")):
        content = plan_to_ics(*pair)
        assert content.endswith(b"END:VCALENDAR\r\n")
        for line in content.removesuffix(b"\r\n").split(b"\r\n"):
            assert len(line) <= 75
            assert b"\n" not in line
            assert b"\r" not in line
            line.decode("utf-8")


def test_hostile_values_stay_values(hostile: Pair) -> None:
    found = entries(plan_to_ics(*hostile))
    assert len(found) == len({str(entry["UID"]) for entry in found}) == len(HOSTILE) + 2
    assert str(found[-1]["SUMMARY"]) == '<script>|*,";\n🌊'


def test_a_plan_with_nothing_in_it(empty: Pair) -> None:
    (journal,) = entries(plan_to_ics(*empty))
    assert (journal.name, str(journal["SUMMARY"])) == ("VJOURNAL", "检查方案")


def test_the_stamp_is_the_day_of_issue_or_as_given(planned: Planned) -> None:
    assert {e.decoded("DTSTAMP") for e in entries(plan_to_ics(*planned("c01")))} == {
        dt.datetime(2023, 4, 6, tzinfo=dt.UTC)
    }
    stamp = dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert {e.decoded("DTSTAMP") for e in entries(plan_to_ics(*planned("c01"), stamp))} == {stamp}


def test_every_task_stands_there_once(entry_name: str, planned: Planned) -> None:
    notice, plan = planned(entry_name)
    content = plan_to_ics(notice, plan)
    assert content == plan_to_ics(notice, plan)
    found = entries(content)
    tasks = [e for e in found if e.name != "VJOURNAL" and not str(e["SUMMARY"]).startswith("检查批次")]
    assert [str(e["SUMMARY"]) for e in tasks] == [t.action for t in plan.tasks]
    assert len({e["UID"] for e in found}) == len(found)
    windows = {(t.deadline.start, t.deadline.end) for t in plan.tasks if t.deadline}
    others = [r for r in plan.rounds if (r.start or r.end) and (r.start, r.end) not in windows]
    assert len(found) == 1 + len(plan.tasks) + len(others)
    for entry in found:
        due, start = day_of(entry, "DUE"), day_of(entry, "DTSTART")
        assert due is None or start is None or start < due
        assert not ("DUE" in entry and "DURATION" in entry)
        assert "RRULE" not in entry or start is not None
