"""Time phrases against the contract, numbers that are no time, and papers that are no notices."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from notice_parser.core.notice import Deadline
from notice_parser.core.source import SourceText
from notice_parser.pipeline import read_notice
from tests.fields.small_notices import notice

CASES = Path(__file__).resolve().parent.parent / "cases"


def load(name: str) -> dict[str, dict[str, list[list[str]]]]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


def read(sentence: str) -> tuple[Deadline, ...]:
    text = notice(text=f"现将有关事项通知如下：\n{sentence}", signature="榆川市水利局\n2024年3月15日")
    return read_notice(SourceText(text)).deadlines


def moment(value: dt.date | dt.datetime | None) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return str(value or "-")


def written(found: Deadline) -> str:
    """Write a deadline as the tables do: the kind and what it holds."""
    match found.kind.value:
        case "by":
            return f"by {moment(found.due)}"
        case "within":
            return f"within {found.amount} {found.unit} {found.direction} {found.trigger or '-'}"
        case "window":
            return f"window {moment(found.start)}/{moment(found.end)}"
        case "recurring":
            return f"recurring {found.rrule}"
        case _:
            return f"event {found.trigger}"


def agrees(found: list[str], expected: list[str]) -> bool:
    return len(found) == len(expected) and all(f in e.split(" | ") for f, e in zip(found, expected, strict=True))


PHRASES = [row for group in load("time_phrases.toml").values() for row in group["cases"]]
FAILING = frozenset(
    {
        "请于次月5日前报送检查情况。",  # taken for every month
        "请于1月10日前报送年度总结。",  # in a notice of March: taken for this January, which is over
        "培训时间：2024年4月8日至10日，8日全天报到。",  # the day of arrival is given as a window of its own
        "元旦至春节期间，各单位开展一次拉网式检查。",  # days of feasts are not looked up
        "请于2024年410日前将自查报告报送市水利局。",  # the lost 月 is mended only where no year stands before
    }
)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row[0], marks=[pytest.mark.xfail(reason="not read yet")] if row[0] in FAILING else [])
        for row in PHRASES
    ],
)
def test_a_phrase_has_the_value_of_the_contract(row: list[str]) -> None:
    found = [written(d) for d in read(row[0])]
    assert agrees(found, row[1:]), f"{found} for {row[1:]}"


def test_the_table_is_large_enough() -> None:
    assert len({row[0] for row in PHRASES}) >= 200


NO_TIMES = [row for group in load("no_times.toml").values() for row in group["cases"]]
INVENTED: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(s, id=str(s), marks=[pytest.mark.xfail(reason="taken for a time")] if s in INVENTED else [])
        for s in NO_TIMES
    ],
)
def test_what_sets_nobody_a_time_is_no_deadline(sentence: str) -> None:
    assert [written(d) for d in read(sentence)] == []


PAPERS: list[str] = tomllib.loads((CASES / "no_notices.toml").read_text(encoding="utf-8"))["papers"]
MISTAKEN: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "paper",
    [
        pytest.param(
            p,
            id=p.split("\n")[0],
            marks=[pytest.mark.xfail(reason="taken for a notice")] if p.split("\n")[0] in MISTAKEN else [],
        )
        for p in PAPERS
    ],
)
def test_a_paper_that_is_no_notice_has_no_number_and_no_deadline(paper: str) -> None:
    found = read_notice(SourceText(paper))
    assert (found.document_number.value, [(written(d), d.text) for d in found.deadlines]) == (None, [])
