import datetime as dt

import pytest

from notice_parser.core.notice import Direction, Unit
from notice_parser.core.workdays import is_working_day
from notice_parser.grammar.calendar import add_months, add_working_days, end_of_period

D = dt.date


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (D(2018, 2, 11), True),  # a Sunday, made up for the Spring Festival
        (D(2018, 2, 15), False),  # a Thursday, the eve
        (D(2018, 2, 10), False),
        (D(2018, 2, 12), True),
        (D(2030, 10, 1), True),  # not yet arranged: an ordinary Tuesday
        (D(1999, 10, 2), False),
    ],
)
def test_working_days(day: dt.date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "amount", "last"),
    [
        (D(2018, 2, 9), 3, D(2018, 2, 13)),  # Sunday 11 is worked
        (D(2018, 2, 14), 1, D(2018, 2, 22)),  # over the Spring Festival
        (D(2018, 4, 2), 15, D(2018, 4, 24)),  # 清明 5-7, 8 worked, 28 not reached
        (D(2018, 4, 2), 0, D(2018, 4, 2)),
        (D(2018, 2, 13), -3, D(2018, 2, 9)),
    ],
)
def test_working_days_are_counted(day: dt.date, amount: int, last: dt.date) -> None:
    counted, proof = add_working_days(day, amount)
    assert counted == last
    assert proof.counted_from == day
    assert not proof.provisional


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (D(2019, 12, 31), 2, D(2020, 2, 29)),
        (D(2018, 1, 31), 1, D(2018, 2, 28)),
        (D(2018, 3, 15), 12, D(2019, 3, 15)),
        (D(2018, 3, 31), -1, D(2018, 2, 28)),
    ],
)
def test_months_end_on_the_same_number(day: dt.date, months: int, last: dt.date) -> None:
    assert add_months(day, months) == last


@pytest.mark.parametrize(
    ("day", "amount", "unit", "direction", "last"),
    [
        (D(2018, 3, 1), 15, Unit.DAY, Direction.AFTER, D(2018, 3, 16)),
        (D(2018, 3, 1), 16, Unit.DAY, Direction.AFTER, D(2018, 3, 19)),  # a Saturday gives way to Monday
        (D(2018, 9, 20), 11, Unit.DAY, Direction.AFTER, D(2018, 10, 8)),  # 国庆节
        (D(2018, 3, 30), 2, Unit.MONTH, Direction.AFTER, D(2018, 5, 30)),
        (D(2018, 3, 12), 1, Unit.WEEK, Direction.AFTER, D(2018, 3, 19)),
        (D(2018, 3, 12), 1, Unit.YEAR, Direction.AFTER, D(2019, 3, 12)),
        (D(2018, 3, 12), 24, Unit.HOUR, Direction.AFTER, D(2018, 3, 13)),
        (D(2018, 3, 12), 3, Unit.DAY, Direction.BEFORE, D(2018, 3, 9)),
        (D(2018, 3, 12), 5, Unit.WORKING_DAY, Direction.BEFORE, D(2018, 3, 5)),
    ],
)
def test_periods_end(day: dt.date, amount: int, unit: Unit, direction: Direction, last: dt.date) -> None:
    found = end_of_period(day, amount, unit, direction)
    assert found is not None
    assert found[0] == last


def test_a_year_not_yet_arranged_is_provisional() -> None:
    found = end_of_period(D(2029, 3, 1), 10, Unit.WORKING_DAY)
    assert found is not None
    assert found[1].provisional


@pytest.mark.parametrize(("amount", "unit"), [(10**9, Unit.DAY), (10**6, Unit.WORKING_DAY), (10**6, Unit.YEAR)])
def test_a_period_beyond_the_calendar_has_no_end(amount: int, unit: Unit) -> None:
    assert end_of_period(D(2018, 3, 1), amount, unit) is None


def test_too_many_working_days_are_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        add_working_days(D(2018, 3, 1), 10_000)
