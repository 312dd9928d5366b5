"""Lines that were printed over each other: what stood there is lost, which is said, and nothing is invented.

Where two lines lie over each other, recognition reads their letters in turn: 通各知县水利局 for 通知 and 各县水利局. Such a
stretch shows words in every second letter and hardly any in neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from notice_parser.clean.words import WORDS
from notice_parser.core.span import Span

FEWEST = 3
"""So many words in every second letter make a stretch; by chance two hardly ever stand near each other."""
NEAR = 40
"""Within so many characters."""


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset((word[0], word[1]) for word in WORDS)


def find_overlaid(text: str) -> tuple[Span, ...]:
    """Find the stretches in which the letters of two lines stand in turn.

    >>> find_overlaid("加领强导组责织任，检落查实隐责患任")
    (Span(start=0, end=16),)
    >>> find_overlaid("加强组织领导，落实安全责任，开展隐患排查")
    ()
    """
    pairs = _pairs()
    hits = (at for at, pair in enumerate(zip(text, text[2:], strict=False)) if pair in pairs)
    second = [at for at in hits if text[at + 1].isalnum()]  # not a word that is letter-spaced
    found: list[Span] = []
    for first, last in zip(second, second[FEWEST - 1 :], strict=False):
        if last - first <= NEAR and _words(text, first, last + 3, pairs) <= 1:
            if found and first <= found[-1].end + NEAR // 2:
                found[-1] = Span(found[-1].start, last + 3)
            else:
                found.append(Span(first, last + 3))
    return tuple(found)


def _words(text: str, start: int, end: int, pairs: frozenset[tuple[str, str]]) -> int:
    return sum(pair in pairs for pair in _neighbours(text, start, end))


def _neighbours(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    return ((text[at], text[at + 1]) for at in range(start, end - 1))
