"""Single kinds of damage to letters and marks, each a function from a text to edits.

Every step is made by a factory that takes its parameters; a rate is the share of the places that are hit, 0..1.
What each imitates is named after the forms seen on document libraries, in OCR archives and on scraped pages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

import regex

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span

NoiseStep = Callable[[str, Random], list[Edit]]

LIBRARY_MARKS: Mapping[str, float] = {",": 0.36, ".": 0.2, " ": 0.16, "。": 0.17, "、": 0.11}
"""What a document library puts in the place of any mark, with its share."""

LOOK_ALIKES: Mapping[str, str] = {
    "市": "币", "未": "末", "安": "妥", "竞": "竟", "场": "产", "抗": "杭", "日": "曰", "高": "商",
    "土": "士", "千": "干", "0": "O", "〇": "0", "○": "0",
}  # fmt: skip
"""A letter and the one that OCR takes it for."""

HALF_WIDTH: Mapping[str, str] = {
    "：": ":", "（": "(", "）": ")", "；": ";", "？": "?", "！": "!", "，": ",", "。": ".", "〈": "<", "〉": ">",
}  # fmt: skip

_GAP = regex.compile(r"[^\p{L}\p{N}]+")
_KEPT = frozenset("@%％℃+=_/\\°×")


def _one_letter(old: Mapping[str, str], rate: float, fix: str) -> NoiseStep:
    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(i, i + 1), old[letter], fix)
            for i, letter in enumerate(text)
            if letter in old and rng.random() < rate
        ]

    return step


def random_marks(weights: Mapping[str, float] = LIBRARY_MARKS, break_rate: float = 0.4) -> NoiseStep:
    """Put one random mark wherever marks, brackets or quotes stood; drop breaks, a share of them for a mark.

    `》（安委〔2016〕2号）` becomes `,安委,2016。2号,`.
    """
    marks, shares = tuple(weights), tuple(weights.values())

    def step(text: str, rng: Random) -> list[Edit]:
        edits = []
        for hit in _GAP.finditer(text):
            gap = hit.group()
            if _KEPT.intersection(gap):
                continue
            bare = not gap.strip()
            keeps = rng.random() < break_rate if bare and "\n" in gap else not bare
            new = rng.choices(marks, shares)[0] if keeps else ""
            edits.append(Edit(Span(*hit.span()), new, "noise/random_marks"))
        return edits

    return step


def no_marks() -> NoiseStep:
    """Take away every mark, bracket, blank and break; what belongs to addresses and units stays."""

    def step(text: str, _: Random) -> list[Edit]:
        return [
            Edit(Span(*hit.span()), "", "noise/no_marks")
            for hit in _GAP.finditer(text)
            if not _KEPT.intersection(hit.group())
        ]

    return step


def drop_breaks(rate: float = 1.0) -> NoiseStep:
    """Take away line breaks with the blanks round them."""
    breaks = regex.compile(r"[ \t\u3000\u00a0]*\n[ \t\u3000\u00a0\n]*")

    def step(text: str, rng: Random) -> list[Edit]:
        return [Edit(Span(*h.span()), "", "noise/drop_breaks") for h in breaks.finditer(text) if rng.random() < rate]

    return step


def half_width(marks: str = "：（）；？！〈〉", rate: float = 1.0) -> NoiseStep:
    """Make full-width marks ASCII."""
    return _one_letter({m: HALF_WIDTH[m] for m in marks}, rate, "noise/half_width")


def look_alikes(rate: float = 0.04) -> NoiseStep:
    """Take letters for similar ones as OCR does: 各币、县, 妥全生产."""
    return _one_letter(LOOK_ALIKES, rate, "noise/look_alikes")


def dash_as_one(rate: float = 0.6) -> NoiseStep:
    """Read a dash as the numeral one: 08:00一10月3日, 0531一5177."""
    return _one_letter({"—": "一", "–": "一", "-": "一"}, rate, "noise/dash_as_one")


@cache
def _kangxi() -> Mapping[str, str]:
    radicals = (chr(code) for code in range(0x2F00, 0x2FD6))
    return {unicodedata.normalize("NFKC", radical): radical for radical in radicals}


def kangxi_radicals(share: float = 0.5) -> NoiseStep:
    """Write a share of the letters that are radicals with the radical's code point, everywhere: ⽤ for 用."""

    def step(text: str, rng: Random) -> list[Edit]:
        hit = {letter for letter in sorted(_kangxi().keys() & set(text)) if rng.random() < share}
        return [
            Edit(Span(i, i + 1), _kangxi()[letter], "noise/kangxi_radicals")
            for i, letter in enumerate(text)
            if letter in hit
        ]

    return step


def doubled_marks(rate: float = 0.04) -> NoiseStep:
    """Print a second mark after a mark: 各单位,、各部门,、."""

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(i + 1, i + 1), rng.choice("、，" if mark != "。" else "。."), "noise/doubled_marks")
            for i, mark in enumerate(text)
            if mark in "，、。" and rng.random() < rate
        ]

    return step


_NUMBER_BRACKETS = regex.compile(r"[〔\[（(](?=(?:19|20)\d\d[〕\])）])|(?<=[〔\[（(](?:19|20)\d\d)[〕\])）]")


def number_brackets() -> regex.Pattern[str]:
    """Give the pattern of the brackets round the year of a document number."""
    return _NUMBER_BRACKETS


def wrong_number_brackets(rate: float = 0.6) -> NoiseStep:
    """Print the year of a document number in odd or unequal brackets: 〔2021]31号, ﹝2021﹞59号."""

    def step(text: str, rng: Random) -> list[Edit]:
        pairs = ("[]", "()", "【】", "﹝﹞", "［］")
        pair = rng.choice(pairs)
        return [
            Edit(Span(*h.span()), pair[h.group() not in "〔[（("], "noise/wrong_number_brackets")
            for h in _NUMBER_BRACKETS.finditer(text)
            if rng.random() < rate
        ]

    return step


def lost_number_brackets(rate: float = 0.5) -> NoiseStep:
    """Lose the closing bracket in a document number: 〔2018193号."""

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(*h.span()), "", "noise/lost_number_brackets")
            for h in _NUMBER_BRACKETS.finditer(text)
            if h.group() in "〕])）" and rng.random() < rate
        ]

    return step


_DATE_BORDER = regex.compile(r"(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)")


def blanks_in_dates(rate: float = 0.5) -> NoiseStep:
    """Put blanks round the numbers of a date: 2026年 4月 20 日."""

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(*h.span()), " ", "noise/blanks_in_dates")
            for h in _DATE_BORDER.finditer(text)
            if rng.random() < rate
        ]

    return step


def digits_on_own_lines(rate: float = 0.4) -> NoiseStep:
    """Break the line before and after the numbers of a date, as some converters do: 2019⏎年⏎11⏎月⏎15⏎日."""
    dates = regex.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日")

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(border.start(), border.start()), "\n", "noise/digits_on_own_lines")
            for date in dates.finditer(text)
            if rng.random() < rate
            for border in _DATE_BORDER.finditer(text, date.start(), date.end())
        ]

    return step


def indent_as_question(rate: float = 1.0) -> NoiseStep:
    """Begin paragraphs with the question marks that some sites make of non-breaking blanks."""
    starts = regex.compile(r"(?<=\n)[ \u3000\u00a0]*(?=[^\s])")

    def step(text: str, rng: Random) -> list[Edit]:
        if rng.random() >= rate:
            return []
        return [Edit(Span(*h.span()), "????", "noise/indent_as_question") for h in starts.finditer(text)]

    return step
