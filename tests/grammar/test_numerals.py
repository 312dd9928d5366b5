import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_parser.grammar.numerals import parse_numeral, write_digits, write_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二〇一八", 2018),
        ("二0一一", 2011),
        ("二OO八", 2008),
        ("二○○九", 2009),
        ("一九九六", 1996),
        ("廿三", 23),
        ("卅", 30),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("三十", 30),
        ("三十一", 31),
        ("一百二十", 120),
        ("一百零五", 105),
        ("一万二千", 12000),
        ("15", 15),
        ("１５", 15),
        ("〇", 0),
    ],
)
def test_numerals_are_read(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize("text", ["", "十十", "三五十", "百千", "年", "第三", "十百", "1.5", "廿廿", "二十十"])
def test_other_text_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


@given(st.integers(min_value=0, max_value=99_999_999))
def test_round_trip(number: int) -> None:
    assert parse_numeral(write_numeral(number)) == number


@given(st.integers(min_value=1000, max_value=2999))
def test_years_round_trip(year: int) -> None:
    assert parse_numeral(write_digits(year)) == year


@pytest.mark.parametrize("number", [-1, 100_000_000])
def test_numbers_beyond_the_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="cannot write"):
        write_numeral(number)
