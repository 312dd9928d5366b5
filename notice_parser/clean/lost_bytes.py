"""Stretches in which a byte of a GBK code was lost, so that all codes behind it pair wrongly: 觳榘踩? for 检查安全.

A stretch is looked at where letters stand close together that texts of offices hardly ever use. Its bytes are paired
anew, with one lost anywhere; the pairing is taken whose letters follow one another best in official text, and only
where it is likelier by far than what stands there. The letter whose byte is lost is chosen by its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from notice_parser.clean.letter_pairs import LetterPairs, folded, load_pairs
from notice_parser.clean.lost_letters import LOST, SIGNS, common_letters
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import is_han
from notice_parser.core.span import Span

NEAR = 6
"""Rare letters so close together belong to one stretch."""
AROUND = 9
"""So many letters before and behind them may be wrong too."""
LONGEST = 90
"""A longer stretch is not looked at whole: one byte lost is paired right again soon."""
GAIN = 70
"""The new reading must be likelier by so many tenths of a power of ten, and by GAIN_EACH for each letter."""
GAIN_EACH = 8
MOST_RARE = 200
NOISE = 0.2
"""Rare letters that are more than MOST_RARE and than this share of the text are noise."""
MOST_COVERED = 5_000
WIDE = 0.4
"""Stretches that are more than MOST_COVERED letters and than this share of the text are noise too."""
LOSS = 25
"""What it costs that a byte is lost, on top of the letter that it left."""
KEPT = 6
"""So many readings are kept at each byte."""


def fix_lost_bytes(text: str) -> list[Edit]:
    """Pair anew the bytes of stretches in which one was lost.

    >>> from notice_parser.clean.fix import mended
    >>> mended("认真开展安全觳楣ぷ鳎?消除隐患", fix_lost_bytes("认真开展安全觳楣ぷ鳎?消除隐患"))
    '认真开展安全检查工作，消除隐患'
    >>> fix_lost_bytes("检查苯并芘、二噁英、邻苯二甲酸酯的含量")
    []
    """
    rare = {letter for letter in set(text) - common_letters() if is_han(letter) or _is_odd(letter)}
    if len(rare) < 2 or _is_noise(text, rare):
        return []
    stretches = [(start, end) for start, end in _stretches(text, rare) if any(map(is_han, text[start:end]))]
    covered = sum(end - start for start, end in stretches)
    if covered > MOST_COVERED and covered > WIDE * len(text):
        return []
    pairs = None
    edits: list[Edit] = []
    for start, end in stretches:
        pairs = pairs or load_pairs()
        if pairs is None:
            return []
        edits += _repaired(text, start, end, pairs)
    return edits


def _is_noise(text: str, rare: set[str]) -> bool:
    """Tell bytes that never were a text: far more rare letters than where a byte is lost now and then."""
    count = sum(map(text.count, rare)) if len(rare) < MOST_RARE else sum(letter in rare for letter in text)
    return count > MOST_RARE and count > NOISE * len(text)


def _is_odd(letter: str) -> bool:
    """Tell the letters of two bytes that are neither Chinese nor marks: Greek, Cyrillic, kana, frames."""
    return not letter.isascii() and letter not in SIGNS and letter != LOST and _double(letter) is not None


def _stretches(text: str, rare: set[str]) -> Iterator[tuple[int, int]]:
    """Find where rare letters stand close together, with what stands round them on the same line."""
    places = [at for at, letter in enumerate(text) if letter in rare]
    first = 0
    done = 0
    for number, place in enumerate(places):
        last = number + 1 == len(places) or places[number + 1] - place > NEAR
        if not last:
            continue
        begin, end = places[first], place + 1
        lost = text[end : end + 3].count("?") + text[end : end + 3].count(LOST)
        count, first = number + 1 - first, number + 1
        if count + bool(lost) < 2 or end - begin > LONGEST or begin < done:
            continue
        start = max(done, begin - AROUND, text.rfind("\n", 0, begin) + 1)
        line_end = text.find("\n", end, end + AROUND)
        done = line_end if line_end >= 0 else min(len(text), end + AROUND)
        yield start, done


def _double(letter: str) -> bytes | None:
    try:
        code = letter.encode("gbk")
    except UnicodeEncodeError:
        return None
    return code if len(code) == 2 else None


@dataclass(frozen=True, slots=True)
class _Path:
    """A reading up to some byte: its cost, its letters as (letter, first byte, sure), latest first."""

    cost: int
    letter: str
    before: _Path | None
    start: int
    guessed: bool = False
    losses: int = 0


def _repaired(text: str, start: int, end: int, pairs: LetterPairs) -> Iterator[Edit]:
    codes: list[int | None] = []
    places: list[int] = []
    for at in range(start, end):
        letter = text[at]
        if letter in "?\ufffd":
            found: Sequence[int | None] = (None,)
        else:
            found = _double(letter) or (ord(letter) if letter.isascii() else 0x100,)
        codes += found
        places += [at] * len(found)
    places.append(end)
    before = text[start - 1] if start else "\n"
    best = _read(codes, places, text, folded(before), pairs)
    old = text[max(0, start - 1) : end]
    if best is None or not best.losses:
        return
    gain = pairs.text_cost(old if start else "\n" + old) - best.cost
    letters: list[_Path] = []
    path: _Path | None = best
    while path is not None and path.before is not None:
        letters.append(path)
        path = path.before
    letters.reverse()
    edits = list(_edits(letters, places, text))
    changed = sum(len(edit.span) for edit in edits)
    if gain >= max(GAIN, GAIN_EACH * changed):
        yield from edits


def _edits(letters: Sequence[_Path], places: Sequence[int], text: str) -> Iterator[Edit]:
    """Write the letters over the smallest stretches whose borders are borders of letters before and after."""
    made, begin, guessed = "", 0, False
    for number, path in enumerate(letters):
        made += path.letter
        guessed = guessed or path.guessed
        end = letters[number + 1].start if number + 1 < len(letters) else len(places) - 1
        if end < len(places) - 1 and places[end] == places[end - 1]:
            continue
        span = Span(places[begin], places[end])
        if span.of(text) != made:
            yield Edit(span, made, "lost_byte/paired", 0.6 if guessed else 0.85)
        made, begin, guessed = "", end, False


def _read(
    codes: Sequence[int | None], places: Sequence[int], text: str, before: str, pairs: LetterPairs
) -> _Path | None:
    """Find the likeliest reading of the bytes; each may be half of a letter whose other half is lost."""
    paths: list[list[_Path]] = [[] for _ in range(len(codes) + 1)]
    paths[0] = [_Path(0, before, None, 0)]
    for at, code in enumerate(codes):
        held = [(path, folded(path.letter)) for path in paths[at]]
        if not held:
            continue
        for size, letters, guessed in _choices(codes, at, code, text[places[at]]):
            cost_of_loss = LOSS if guessed else 0
            plain = folded(letters)
            there = paths[at + size]
            for path, last in held:
                so_far = path.cost + cost_of_loss
                if len(there) == KEPT and so_far >= there[-1].cost:
                    break  # the next ones cost more
                for letter, alike in zip(letters, plain, strict=True):
                    cost = so_far + pairs.cost(last, alike)
                    if len(there) < KEPT or cost < there[-1].cost:
                        there.append(_Path(cost, letter, path, at, guessed, path.losses + guessed))
                        there.sort(key=lambda path: path.cost)
                        del there[KEPT:]
    return min(paths[-1], key=lambda path: path.cost, default=None)


def _choices(codes: Sequence[int | None], at: int, code: int | None, letter: str) -> Iterator[tuple[int, str, bool]]:
    """Give what may begin at a byte: how many bytes it takes, the letters that it may be, whether they are guessed."""
    after = codes[at + 1] if at + 1 < len(codes) else 0
    if code is None:
        yield 1, letter, False
        return
    if not 0x80 < code < 0xFF:
        yield 1, letter, False
        return
    if after is None:
        yield 2, _with_lead(code), True
    elif 0x40 <= after < 0xFF:
        whole = bytes((code, after)).decode("gbk", "ignore")
        if whole:
            yield 2, whole, False
    yield 1, _with_trail(code), True


@cache
def _with_lead(lead: int) -> str:
    """Give the common letters whose code begins with a byte."""
    return "".join(letter for letter in sorted(common_letters()) if letter.encode("gbk")[0] == lead)


@cache
def _with_trail(trail: int) -> str:
    """Give the common letters whose code ends with a byte."""
    return "".join(letter for letter in sorted(common_letters()) if letter.encode("gbk")[1] == trail)
