"""Dates under a seal: a day where only one fits, none where several do."""

from __future__ import annotations

import datetime as dt

import pytest

from notice_parser.core.evidence import Status
from notice_parser.core.source import SourceText
from notice_parser.export.to_json import notice_to_json
from notice_parser.grammar.damaged_dates import is_damaged_date, read_damaged_date
from notice_parser.pipeline import read_notice

DAY = dt.date(2023, 5, 9)
NOTICE = (
    "榆川市水利局关于开展防汛检查的通知\n榆水发〔2023〕12号\n各县区水利局：\n为做好工作，现将有关事项通知如下：\n"
    "一、排查隐患。各部门要认真排查，落实责任，确保各项工作落实到实处。\n榆川市水利局\n{}\n"
)


@pytest.mark.parametrize(
    ("left", "day"),
    [
        ("20Z3年5月9日", DAY),
        ("203年5月9日", DAY),
        ("20?3年5月9日", DAY),
        ("二〇二年五月九日", DAY),
        ("2023牛5目9曰", DAY),
        ("20235月9日", DAY),
        ("2023年5★月9日", DAY),  # there is no month 50
        ("2023年5月9", DAY),  # nor a day 90
        ("2023年5月1★日", None),
        ("2023年5月1", None),
        ("2023年5月?9日", None),
        ("2023年5月日", None),
        ("2023年月9日", None),
        ("2023年1★月9日", None),
        ("2023年15月9日", None),
        ("2023年5月39日", None),
        ("2?23年1月9日", None),  # in January the number may be of the year before
        ("2年5月9日", None),
        ("2028年?月?日", None),
        ("1957年5月9", dt.date(1957, 5, 9)),
        ("20230509", DAY),
        ("2023 05 09", DAY),
        ("20230231", None),
    ],
)
def test_a_day_is_given_where_no_other_fits(left: str, day: dt.date | None) -> None:
    assert read_damaged_date(left, 2023) == day


@pytest.mark.parametrize("left", ["20Z3年5月9日", "2?3年5月9日"])
def test_without_a_numbered_year_a_damaged_one_stays_unknown(left: str) -> None:
    assert read_damaged_date(left) is None
    assert read_damaged_date(left, 2018) is None


@pytest.mark.parametrize(
    "text", ["2023年5月9日", "二〇二三年五月九日", "每月9日", "2023年5月9日前报送", "第5号", "??年?月?日"]
)
def test_whole_dates_and_other_words_are_not_damaged(text: str) -> None:
    assert not is_damaged_date(text)


def test_a_damaged_date_under_the_signature_is_doubted() -> None:
    found = read_notice(SourceText(NOTICE.format("2023牛5月9日")))
    assert found.issue_date.value == DAY
    assert found.issue_date.evidence.status is Status.INFERRED
    assert found.issue_date.evidence.confidence < 0.7
    assert [f.value for f in found.issuers] == ["榆川市水利局"]


def test_a_date_of_figures_alone_signs() -> None:
    found = read_notice(SourceText(NOTICE.format("20230509")))
    assert found.issue_date.value == DAY
    assert found.issue_date.evidence.status is Status.INFERRED


@pytest.mark.parametrize("code", ["20231309", "82030509", "2023050912"])
def test_figures_that_are_no_day_sign_nothing(code: str) -> None:
    assert read_notice(SourceText(NOTICE.format(code))).issue_date.value is None


@pytest.mark.parametrize("left", ["2023年5月日", "2023年5月3g日", "2023年5月"])
def test_what_cannot_be_read_is_absent_and_the_warning_names_the_place(left: str) -> None:
    found = read_notice(SourceText(NOTICE.format(left)))
    assert found.issue_date.value is None
    assert [f.value for f in found.issuers] == ["榆川市水利局"]
    written = notice_to_json(found)
    (warning,) = (w for w in written["warnings"] if w["code"] == "date_missing")
    (span,) = warning["spans"]
    assert written["text"][span["start"] : span["end"]] == left
    assert left in warning["message"]
