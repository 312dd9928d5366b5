"""Numbers of lists as word processors and browsers write them (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def format_number(number: int, form: str) -> str:
    """Write a number as Word does.

    >>> [format_number(12, form) for form in ("chineseCounting", "decimalZero", "lowerLetter", "upperRoman")]
    ['十二', '12', 'l', 'XII']
    """
    return _FORMS.get(form, str)(number)


def _counting(number: int) -> str:
    """Write a number in Chinese: 十, 二十一, 一百零五."""
    if not 0 < number < 10_000:
        return str(number)
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + name
        zero = not digit
    return out.removeprefix("一") if 10 <= number < 20 else out


def _legal(number: int) -> str:
    plain = _counting(number)
    plain = f"一{plain}" if plain.startswith("十") else plain
    return plain.translate(str.maketrans(f"{_DIGITS}十百千", f"{_LEGAL}拾佰仟"))


def _letter(number: int) -> str:
    """Write a, b … z, aa, bb, as Word goes on."""
    index, repeats = (number - 1) % 26, (number - 1) // 26 + 1
    return chr(ord("a") + index) * repeats if 0 < repeats < 10 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        out += letters * (number // value)
        number %= value
    return out


def _drawn_from(first: int, last: int) -> Callable[[int], str]:
    """Write a number as one of a row of characters."""
    return lambda number: chr(first + number - 1) if 1 <= number <= last else str(number)


def _fullwidth(number: int) -> str:
    return str(number).translate({ord("0") + i: ord("０") + i for i in range(10)})


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperRoman": _roman,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "chineseLegalSimplified": _legal,
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "decimalFullWidth": _fullwidth,
    "decimalFullWidth2": _fullwidth,
    "decimalEnclosedCircle": _drawn_from(0x2460, 20),
    "decimalEnclosedCircleChinese": _drawn_from(0x2460, 20),
    "decimalEnclosedParen": _drawn_from(0x2474, 20),
    "decimalEnclosedFullstop": _drawn_from(0x2488, 20),
    "ideographEnclosedCircle": _drawn_from(0x3280, 10),
}
