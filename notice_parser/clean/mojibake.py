"""Texts that went through a wrong codec as a whole: 鍏充簬 (UTF-8 read as GBK), ¹ØÓÚ (GBK read as Latin-1).

The letters hold the bytes, so the way back is sure, but for a byte that the wrong codec could not show (�, ?): the
letter it belonged to is chosen among those that begin with the same bytes, by its neighbours. A line is taken only
where its bytes make text by the other codec nearly everywhere; Chinese that was read right never does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from notice_parser.clean.letter_pairs import load_pairs
from notice_parser.clean.lost_letters import LOST, Chooser
from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

FREQUENT = ("锛", "銆", "鐨", "鍏", "鈥", "鏈", "鍦", "浜", "涓", "鍙", "瀹", "锟斤拷")
"""Letters that UTF-8 read as GBK is full of: the first two bytes of ，：（, 。、《, 的, 关全公, “, 有月本, 在 …"""
LINE = Rule("mojibake/line", r"[^\n]*[^\x00-\x7f\n][^\n]*", yes=("鍏充簬5鏈�",), no=("abc",))
LATIN = Rule(
    "mojibake/latin",
    r"[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022"
    r"\u2026\u2030\u2039\u203a\u20ac\u2122]+[@-~]?",
    yes=("¹ØÓÚ", "€", "ÌO"),
    no=("关于", "abc"),
)
ACCENTED = Rule("mojibake/accented", r"[\xa1-\xff]", yes=("Ø", "¹"), no=("a", "关"))
RULES = (LINE, LATIN, ACCENTED)

WELL_FORMED = 0.9
"""So great a share of the bytes of a line must be right in the other codec."""
FEWEST = 4
"""A line of fewer letters is taken only where others were."""


@dataclass(slots=True)
class _Letter:
    """What some bytes make: a letter, or candidates for one whose last byte is lost; ``start``, ``end`` in bytes."""

    text: str
    start: int
    end: int
    candidates: str = ""
    wrong: int = 0
    sure: float = 0.97


def fix_utf8_as_gbk(text: str) -> list[Edit]:
    """Read the bytes of what was read as GBK as the UTF-8 that they are.

    >>> from notice_parser.clean.fix import mended
    >>> mended("鍏充簬瀹夊叏", fix_utf8_as_gbk("鍏充簬瀹夊叏"))
    '关于安全'
    >>> fix_utf8_as_gbk("关于开展检查的通知")
    []
    """
    lines = [_Line(line.start(), line.group()) for line in LINE.find_all(text)]
    taken = [line for line in lines if line.is_well_formed]
    if not any(line.length >= FEWEST for line in taken):
        return []
    _choose([line.letters for line in taken])
    return [edit for line in taken for edit in line.edits()]


class _Line:
    """A line as bytes of GBK and as the letters that these are in UTF-8."""

    def __init__(self, start: int, words: str) -> None:
        self.start, self.words = start, words
        self.codes, self.places = _gbk_codes(words)
        self.letters = list(_utf8_letters(self.codes))
        self.length = sum(letter.end - letter.start > 1 for letter in self.letters)
        total = sum(code is None or code > 0x7F for code in self.codes)
        self.is_well_formed = sum(letter.wrong for letter in self.letters) <= (1 - WELL_FORMED) * total

    def edits(self) -> Iterator[Edit]:
        return _edits(self.letters, self.codes, self.places, self.words, self.start, "mojibake/utf8_as_gbk")


def _gbk_codes(words: str) -> tuple[list[int | None], list[int]]:
    """Give the bytes of GBK (None: lost) and, for each, the place of its letter; one more place for the end."""
    codes: list[int | None] = []
    places: list[int] = []
    wanted = 0  # so many bytes the letter of UTF-8 still lacks
    for at, letter in enumerate(words):
        if letter == LOST or (letter == "?" and wanted):
            found: Sequence[int | None] = (None,)
        elif letter == "€":
            found = _euro(wanted, words[at + 1 : at + 2])
        else:
            found = letter.encode("gb18030", "replace")
            if len(found) == 4:  # no letter of GBK, so it cannot have come from two bytes
                found = (0xFF,)
        for code in found:
            wanted = wanted - 1 if wanted and (code is None or 0x80 <= code < 0xC0) else _wanted(code)
        codes += found
        places += [at] * len(found)
    places.append(len(words))
    return codes, places


def _euro(wanted: int, after: str) -> tuple[int, ...]:
    """Tell which code a euro sign was: A2E3, or 80 alone, as Windows reads it; the letters of UTF-8 decide."""
    follows = after.encode("gb18030", "replace")[:1]
    return (0xA2, 0xE3) if wanted == 1 and b"\x80" <= follows < b"\xc0" else (0x80,)


def _wanted(code: int | None) -> int:
    """Give how many bytes follow a first byte of UTF-8."""
    return 0 if code is None or not 0xC2 <= code < 0xF5 else 1 + (code >= 0xE0) + (code >= 0xF0)


def _utf8_letters(codes: Sequence[int | None]) -> Iterator[_Letter]:
    at = 0
    while at < len(codes):
        first = codes[at]
        if first is None or first < 0x80:
            yield _Letter(LOST if first is None else chr(first), at, at + 1, wrong=first is None)
            at += 1
            continue
        length = _wanted(first) and _wanted(first) + 1
        end = at + 1
        while end < min(len(codes), at + length) and ((c := codes[end]) is None or 0x80 <= c < 0xC0):
            end += 1
        yield _made(codes[at:end], at, end, length)
        at = end


def _made(codes: Sequence[int | None], start: int, end: int, length: int) -> _Letter:
    known = bytes(code for code in codes if code is not None)
    if length and len(known) == length:
        text = known.decode("utf-8", "replace")
        return _Letter(
            text if len(text) == 1 else LOST, start, end, wrong=length * (LOST in text and known != b"\xef\xbf\xbd")
        )
    if length == 3 and len(known) == 2 and None not in tuple(codes[:2]):
        found = (bytes((*known, last)).decode("utf-8", "ignore") for last in range(0x80, 0xC0))
        return _Letter(LOST, start, end, "".join(found), wrong=len(codes) == 2)
    return _Letter(LOST, start, end, wrong=len(codes) if length < 2 or len(known) < 2 else 0)


def _choose(lines: Sequence[Sequence[_Letter]]) -> None:
    """Choose the letters whose last byte is lost."""
    pairs = load_pairs() if any(letter.candidates for letters in lines for letter in letters) else None
    if pairs is None:
        return
    chooser = Chooser(pairs, (a.text + b.text for letters in lines for a, b in pairwise(letters)))
    for letters in lines:
        words = [letter.text for letter in letters]
        for number, letter in enumerate(letters):
            if letter.candidates:
                letter.text, letter.sure = chooser.choose(words, number, letter.candidates)
                words[number] = letter.text
        chooser.line_done("".join(words))


def _edits(
    letters: Sequence[_Letter], codes: Sequence[int | None], places: Sequence[int], words: str, start: int, fix: str
) -> Iterator[Edit]:
    """Write letters over the smallest stretches whose borders are borders of letters before and after."""
    made, begin, sure = "", 0, 1.0
    for letter in letters:
        made += letter.text
        sure = min(sure, letter.sure)
        if letter.end < len(codes) and places[letter.end] == places[letter.end - 1]:
            continue
        span = Span(places[begin], places[letter.end])
        if span.of(words) != made:
            yield Edit(Span(start + span.start, start + span.end), made, fix, sure)
        made, begin, sure = "", letter.end, 1.0


_WINDOWS = {chr(code): code for code in range(0x80, 0x100)} | {
    bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def fix_gbk_as_latin(text: str) -> list[Edit]:
    """Read the bytes of what was read as Latin-1 or Windows-1252 as the GBK or UTF-8 that they are.

    >>> from notice_parser.clean.fix import mended
    >>> mended("¹ØÓÚ2024Äê¼ì²é", fix_gbk_as_latin("¹ØÓÚ2024Äê¼ì²é"))
    '关于2024年检查'
    >>> fix_gbk_as_latin("café à la carte, naïve")
    []
    """
    accented = sum(1 for _ in ACCENTED.find_all(text))
    if accented < 2 * FEWEST or accented * 2 < len(text.encode("ascii", "ignore").translate(None, b" \n\r\t")) * 0.5:
        return []
    runs = [(run.start(), run.group()) for run in LATIN.find_all(text)]
    codes = [bytes(_WINDOWS.get(letter, ord(letter) & 0x7F) for letter in words) for _, words in runs]
    readings = [[list(read(run)) for run in codes] for read in (_gbk_letters, _utf8_letters)]
    best = min(readings, key=lambda reading: sum(letter.wrong for letters in reading for letter in letters))
    if sum(letter.wrong for letters in best for letter in letters) > (1 - WELL_FORMED) * sum(map(len, codes)):
        return []
    return [
        edit
        for (start, words), run, letters in zip(runs, codes, best, strict=True)
        for edit in _edits(letters, run, range(len(run) + 1), words, start, "mojibake/as_latin")
    ]


def _gbk_letters(codes: bytes) -> Iterator[_Letter]:
    at = 0
    while at < len(codes):
        if codes[at] < 0x80:
            yield _Letter(chr(codes[at]), at, at + 1)
            at += 1
            continue
        pair = codes[at : at + 2].decode("gb18030", "replace")
        whole = len(pair) == 1 and pair != LOST
        yield _Letter(pair if whole else LOST, at, at + 1 + whole, wrong=not whole)
        at += 1 + whole
