import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from notice_parser.grammar.time_expression import TimeExpression
from notice_parser.grammar.times import find_times

CASES: dict[str, Any] = json.loads((Path(__file__).parents[1] / "cases" / "dates.json").read_text(encoding="utf-8"))
REFERENCE = dt.date.fromisoformat(CASES["reference"])


def _said(kind: str, time: TimeExpression) -> str:
    if kind == "until":
        assert time.due is not None
        return time.due.isoformat(timespec="minutes") if isinstance(time.due, dt.datetime) else time.due.isoformat()
    if kind in ("range", "point"):
        return f"{time.start}/{time.end}"
    if kind == "since":
        return str(time.start)
    if kind == "period":
        return f"{time.amount} {time.unit} {time.direction}"
    return str(time.rrule)


WORDINGS = [
    (kind, expected, wording)
    for kind in ("until", "range", "point", "since", "period", "recurring")
    for expected, wordings in CASES[kind].items()
    for wording in wordings
]


@pytest.mark.parametrize(("kind", "expected", "wording"), WORDINGS)
def test_wordings(kind: str, expected: str, wording: str) -> None:
    text = wording + "完成"
    (time,) = find_times(text, REFERENCE)
    assert (time.kind, _said(kind, time)) == (kind, expected)


@pytest.mark.parametrize("text", CASES["nothing"])
def test_no_times(text: str) -> None:
    assert find_times(text, REFERENCE) == []


def _dues(text: str, reference: dt.date | None = REFERENCE) -> list[str]:
    return [str(t.due if t.kind == "until" else t.start) for t in find_times(text, reference)]


def test_a_list_shares_what_its_last_member_prints() -> None:
    assert _dues("分别于2024年、2025年、2026年11月底前报送") == ["2024-11-30", "2025-11-30", "2026-11-30"]
    assert _dues("12月8日、23日前报送") == ["2021-12-08", "2021-12-23"]
    assert _dues("12月8日和1月9日前报送") == ["2021-12-08", "2022-01-09"]


def test_the_span_holds_the_whole_phrase() -> None:
    text = "请各市于12月9日（周四）前反馈，自1月1日起执行"
    assert [t.span.of(text) for t in find_times(text, REFERENCE)] == ["于12月9日（周四）前", "自1月1日起"]


@pytest.mark.parametrize(
    ("text", "reference", "day"),
    [
        ("1月10日前", "2018-12-20", "2019-01-10"),
        ("12月10日前", "2018-12-20", "2018-12-10"),
        ("去年12月10日", "2018-01-20", "2017-12-10"),
        ("12月10日前", "2018-01-20", "2018-12-10"),
        ("2月29日前", "2019-12-01", "2020-02-29"),
    ],
)
def test_the_year_comes_from_the_reference_date(text: str, reference: str, day: str) -> None:
    assert _dues(text, dt.date.fromisoformat(reference)) == [day]


def test_without_a_reference_only_printed_years_count() -> None:
    assert _dues("3月10日前", None) == []
    assert _dues("2018年3月份，巡查甲市，5月份，巡查乙市", None) == ["2018-03-01", "2018-05-01"]


def test_a_cited_year_long_past_does_not_spread() -> None:
    assert _dues("按照2016年3月2日会议要求，12月1日前完成") == ["2016-03-02", "2021-12-01"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param("2023年8月9日—2023年8月11日检查", dt.date(2023, 8, 11), id="forward"),
        pytest.param("2023年8月11日—2023年8月9日检查", dt.date(2023, 8, 11), id="two dates that lost their mark"),
    ],
)
def test_no_range_runs_back(text: str, end: dt.date) -> None:
    time = find_times(text, REFERENCE)[0]
    assert (time.start is None or time.start <= end, time.end) == (True, end)


def test_time_grows_in_proportion_to_the_text() -> None:
    found = find_times("于12月9日前反馈，每月5日前报送，收到后3日内办理。" * 2000, REFERENCE)
    assert len(found) == 6000
