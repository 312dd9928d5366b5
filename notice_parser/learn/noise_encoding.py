"""Damage by a wrong codec: UTF-8 read as GBK, GBK read as Latin-1."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.learn.noise_steps import NoiseStep

_LEAD, _TRAIL = range(0x81, 0xFF), frozenset((*range(0x40, 0x7F), *range(0x80, 0xFF)))


def utf8_as_gbk(lost: str = "\ufffd?") -> NoiseStep:
    """Read the bytes of UTF-8 as GBK, as browsers do: 关于 becomes 鍏充簬, ，5 becomes 锛�5.

    A byte that is left over before a sign of one byte is shown as one of ``lost``, drawn once for a text.
    """

    def step(text: str, rng: Random) -> list[Edit]:
        sign = rng.choice(lost)
        return [Edit(span, _as_gbk(span.of(text).encode(), sign), "noise/utf8_as_gbk") for span in _pairs(text)]

    return step


def _pairs(text: str) -> Iterator[Span]:
    """Cut the stretches that are not ASCII where a letter ends and a code of two bytes does, too."""
    start, size = 0, 0
    for at, letter in enumerate(text):
        if letter.isascii() or "\ud800" <= letter <= "\udfff":
            if size:
                yield Span(start, at)
            start, size = at + 1, 0
            continue
        size += len(letter.encode())
        if size % 2 == 0 and b"\x80" not in text[start : at + 1].encode():
            yield Span(start, at + 1)
            start, size = at + 1, 0
    if size:
        yield Span(start, len(text))


def _as_gbk(content: bytes, lost: str) -> str:
    letters, at = [], 0
    while at < len(content):
        if content[at] == 0x80:
            letters.append("€")
            at += 1
        elif content[at] in _LEAD and at + 1 < len(content) and content[at + 1] in _TRAIL:
            letters.append(content[at : at + 2].decode("gb18030"))
            at += 2
        else:
            letters.append(lost)
            at += 1
    return "".join(letters)


def gbk_as_latin() -> NoiseStep:
    """Read each byte of GBK as a letter of Windows-1252: 关于 becomes ¹ØÓÚ; a code without a letter is a control."""

    def step(text: str, _: Random) -> list[Edit]:
        return [
            Edit(Span(at, at + 1), _as_latin(letter.encode("gbk", "replace")), "noise/gbk_as_latin")
            for at, letter in enumerate(text)
            if not letter.isascii()
        ]

    return step


def _as_latin(content: bytes) -> str:
    letters = (bytes([code]).decode("cp1252", "ignore") or chr(code) for code in content)
    return "".join(letters)
