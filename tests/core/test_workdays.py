"""How long working days take, whatever the day they are counted from."""

from __future__ import annotations

import datetime as dt

import pytest

from notice_parser.core.workdays import days_taken, is_known, is_working_day


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        pytest.param(dt.date(2024, 5, 1), False, id="holiday"),
        pytest.param(dt.date(2024, 5, 11), True, id="a Saturday that makes up"),
        pytest.param(dt.date(2024, 5, 12), False, id="a Sunday"),
        pytest.param(dt.date(2031, 10, 1), True, id="not arranged yet"),
    ],
)
def test_days(day: dt.date, worked: bool) -> None:
    assert is_working_day(day) is worked


@pytest.mark.parametrize(("amount", "taken"), [(1, (1, 3)), (5, (5, 7)), (6, (8, 10)), (10, (12, 14))])
@pytest.mark.parametrize("since", [None, dt.date(2031, 1, 1), dt.date.max])
def test_weekends_alone(amount: int, taken: tuple[int, int], since: dt.date | None) -> None:
    assert days_taken(amount, since) == taken


@pytest.mark.parametrize("since", [dt.date(2018, 1, 18), dt.date(2024, 4, 18)])
@pytest.mark.parametrize("amount", [1, 7, 15])
def test_no_day_is_outside_of_both(amount: int, since: dt.date) -> None:
    def taken(start: dt.date) -> int:
        day, left = start, amount
        while left:
            day += dt.timedelta(1)
            left -= is_working_day(day)
        return (day - start).days

    every = [taken(since + dt.timedelta(at)) for at in range(366)]
    assert days_taken(amount, since) == (min(every), max(every))


def test_known_years() -> None:
    assert [is_known(dt.date(year, 1, 1)) for year in (2003, 2004, 2026, 2027)] == [False, True, True, False]
