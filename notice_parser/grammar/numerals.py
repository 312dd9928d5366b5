"""Chinese numerals and integers.

Two ways of writing: by place (``一百二十``) and digit by digit (``二〇一八``). Zero has many shapes in restored text
too: 〇, ○, 零, the digit 0 and the letters O and o.
"""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○Oo", 0) | {"两": 2}
_TENS = {"廿": 2, "卅": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_WRITTEN = "〇一二三四五六七八九"

ZERO = "〇○零0Oo"
"""What stands for zero inside a year written digit by digit: 二OO八年, 二0一一年, 二○○九年."""

HAN_DIGIT = "一二三四五六七八九"
"""The digits from one to nine as they are written in dates."""

NUMBER = r"(?:[0-9０-９]{1,4}|[一二两三四五六七八九十廿卅百]{1,5})"
"""Pattern of a whole number as it stands before a unit of time."""


def parse_numeral(text: str) -> int | None:
    """Give the integer that a numeral means, or None where it is not one.

    >>> parse_numeral("一百二十"), parse_numeral("二0一一"), parse_numeral("廿三"), parse_numeral("15")
    (120, 2011, 23, 15)
    >>> parse_numeral("十十")
    """
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if all(c in _DIGITS or c.isdecimal() for c in text):
        return int("".join(str(_DIGITS[c] if c in _DIGITS else int(c)) for c in text))
    return _parse_places(text)


def _parse_places(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    unit_before = 10**12
    for char in text:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            if digit is not None or unit_before <= 10:
                return None
            section += _TENS[char] * 10
            unit_before = 10
        elif char in _UNITS:
            unit = _UNITS[char]
            if unit >= unit_before or (digit == 0 and unit != 10):
                return None
            section += (digit or 1) * unit
            unit_before, digit = unit, None
        elif char in _MYRIADS:
            total = (total + section + (digit or 0)) * _MYRIADS[char]
            section, digit, unit_before = 0, None, 10**12
        else:
            return None
    return total + section + (digit or 0)


def write_numeral(number: int) -> str:
    """Write a whole number below 100 million by place, as it stands in running text.

    >>> write_numeral(120), write_numeral(15), write_numeral(10008)
    ('一百二十', '十五', '一万〇八')

    Raises:
        ValueError: the number is negative or too large.
    """
    if not 0 <= number < 100_000_000:
        raise ValueError(f"cannot write {number}")
    if number == 0:
        return _WRITTEN[0]
    myriads, rest = divmod(number, 10_000)
    written = _write_section(myriads) + "万" if myriads else ""
    if rest:
        written += ("〇" if myriads and rest < 1000 else "") + _write_section(rest)
    return written.removeprefix("一") if written.startswith("一十") else written


def write_digits(number: int) -> str:
    """Write a year digit by digit.

    >>> write_digits(2018)
    '二〇一八'
    """
    return "".join(_WRITTEN[int(c)] for c in str(number))


def _write_section(number: int) -> str:
    written, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            written += ("〇" if gap and written else "") + _WRITTEN[digit] + unit
        gap = not digit
        if not number:
            break
    return written
