"""Damage to the signs round numbers, to brackets and to letters, as scraping sites and OCR leave it."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import regex

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.learn.noise_steps import NoiseStep, number_brackets

_MONTH = regex.compile(r"(?<![\d年])(?:1[012]|[1-9])(?P<sign>月)(?=[1-9]\d?日)")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?P<sign>年)(?=\d{1,2}月)")
_SERIAL = regex.compile(r"(?<=[〕\])）]\d{1,4})号")


def lost_date_signs(rate: float = 0.5) -> NoiseStep:
    """Lose 月 between the digits of a date without a year, now and then 年: 请于67日前, 请于712日前, 20184月2日."""

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(*hit.span("sign")), "", "noise/lost_date_signs")
            for signs, share in ((_MONTH, rate), (_YEAR, rate / 5))
            for hit in signs.finditer(text)
            if rng.random() < share
        ]

    return step


def lost_number_signs(rate: float = 0.6) -> NoiseStep:
    """Lose one bracket, both or 号 of a document number: 〔2018193号, 2018〕193号, 2018193号, 〔2018〕193."""

    def step(text: str, rng: Random) -> list[Edit]:
        lost = "".join(rng.choices(("〔[（(", "〕])）", "〔[（(〕])）", "号"), (3, 5, 1, 1))[0])
        places = _SERIAL if lost == "号" else number_brackets()
        return [
            Edit(Span(*hit.span()), "", "noise/lost_number_signs")
            for hit in places.finditer(text)
            if hit.group() in lost and rng.random() < rate
        ]

    return step


_ANGLES = ("«»", "<>", "<<>>", "＜＞", "〈〉")


def odd_brackets(rate: float = 0.6) -> NoiseStep:
    """Print 《》 as one of «», <>, <<>>, ＜＞, 〈〉 and （） with one half narrow: «条例», （试行)."""

    def step(text: str, rng: Random) -> list[Edit]:
        pair = rng.choice(_ANGLES)
        half = len(pair) // 2
        forms = {"《": pair[:half], "》": pair[half:]}
        edits = [
            Edit(Span(at, at + 1), forms[sign], "noise/odd_brackets") for at, sign in enumerate(text) if sign in forms
        ]
        narrow = {"（": "(", "）": ")"}
        return edits + [
            Edit(Span(at, at + 1), narrow[sign], "noise/odd_brackets")
            for at, sign in enumerate(text)
            if sign in narrow and rng.random() < rate
        ]

    return step


def numbers_with_de(rate: float = 0.3) -> NoiseStep:
    """Put 的 behind the year of a document number, as a converter did: [2020]的43号."""
    places = regex.compile(r"(?<=[〔\[（(]20\d\d[〕\])）])(?=\d{1,4}号)")

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(*hit.span()), "的", "noise/numbers_with_de")
            for hit in places.finditer(text)
            if rng.random() < rate
        ]

    return step


def blanks_as_questions(rate: float = 0.5) -> NoiseStep:
    """Show each no-break or ideographic blank as a question mark: ????(一), 2020年???月."""
    blanks = regex.compile(r"[\u3000\u00a0]+")

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(*hit.span()), "?" * (len(hit.group()) * 2), "noise/blanks_as_questions")
            for hit in blanks.finditer(text)
            if rng.random() < rate
        ]

    return step


_STOP = regex.compile(r"(?<=[）)])。(?=\n?[（(][一二三四五六七八九十])")
_HAN_YEAR = regex.compile(r"(?<=[一二][九〇○零]?)[〇○零](?=[〇○零一二三四五六七八九]{1,2}年)")
_ITEM = regex.compile(r"(?m)(?<=^[ \u3000]*\d{1,2})[.．](?=\p{Han})")


def misread_signs(rate: float = 0.5) -> NoiseStep:
    """Misread signs as OCR does: )0(二) for )。(二), 二OO八年, 3·提出."""
    forms = ((_STOP, "0"), (_HAN_YEAR, "O"), (_ITEM, "·"))

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(*hit.span()), form, "noise/misread_signs")
            for places, form in forms
            for hit in places.finditer(text)
            if rng.random() < rate
        ]

    return step


REWRITTEN: Mapping[str, str] = {"原则": "原那么", "基础": "根底", "现场": "现厂"}
"""What rewriting sites make of words: 那么 for 则 everywhere, synonyms for whole words."""


def rewritten_words(rate: float = 0.7) -> NoiseStep:
    """Replace words as rewriting sites do: 原那么 for 原则, 根底教育科 for 基础教育科."""
    words = regex.compile("|".join(REWRITTEN))

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(*hit.span()), REWRITTEN[hit.group()], "noise/rewritten_words")
            for hit in words.finditer(text)
            if rng.random() < rate
        ]

    return step


_VALUE = regex.compile(
    r"(?<=[〕\]])\d{1,4}(?=号)|(?<=[于在])(?:\d{4}年)?\d{1,2}月\d{1,2}日(?=[前之])|(?<=电话[：:])[\d\-—、]{7,30}"
)


def dropped_values(rate: float = 0.4) -> NoiseStep:
    """Drop numbers, dates and telephones, as sites do that hide them: 〔2023〕号, 值班安排表于前报送."""

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(*hit.span()), "", "noise/dropped_values") for hit in _VALUE.finditer(text) if rng.random() < rate
        ]

    return step
