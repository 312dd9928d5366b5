"""Number laws as notices are numbered, so that their text can teach how notices look."""

from __future__ import annotations

import re
from random import Random

from notice_parser.grammar.numerals import write_numeral

_ARTICLE = re.compile(r"(?m)^第[一二三四五六七八九十百零]+条[ \u3000]*")
_CHAPTER = re.compile(r"(?m)^第[一二三四五六七八九十]+章[ \u3000]*")
_ITEM = re.compile(r"(?m)^[（(][一二三四五六七八九十]+[）)]")


def as_notice(text: str, rng: Random) -> str:
    """Number a law as notices are numbered: chapters 一、, articles （一）, items 1. or other levels in this order."""
    chapters = bool(_CHAPTER.search(text))
    levels = ["han", "bracketed", "digit", "digit_bracketed"]
    if rng.random() < 0.7:  # laws end an item with a semicolon, notices mostly with a full stop
        text = text.replace("；\n", "。\n")
    style = levels[(0 if chapters or rng.random() < 0.6 else 1) :]
    text = _CHAPTER.sub("\x01", text)
    text = _ITEM.sub("\x03", text)
    text = _ARTICLE.sub("\x02", text)
    counts = {"\x01": 0, "\x02": 0, "\x03": 0}
    level = {"\x01": style[0], "\x02": style[1] if chapters else style[0], "\x03": style[2] if chapters else style[1]}
    dot = rng.choice(".．.、")

    def label(match: re.Match[str]) -> str:
        mark = match.group()
        counts[mark] += 1
        for lower in "\x02\x03":
            if lower > mark:
                counts[lower] = 0
        number = counts[mark]
        match level[mark]:
            case "han":
                return f"{write_numeral(number)}、"
            case "bracketed":
                return f"（{write_numeral(number)}）"
            case "digit":
                return f"{number}{dot}"
            case _:
                return f"（{number}）"

    return re.sub("[\x01\x02\x03]", label, text)
