"""Lines that were printed over each other: what stood there is lost, which is said, and nothing is invented.

Where two lines lie over each other, recognition reads their letters in turn: 组检织查领 for 组织领 and 检查.
Such a stretch shows words in every second letter and hardly any in neighbours.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from notice_parser.clean.words import WORDS
from notice_parser.core.span import Span

FEWEST = 4
"""So many words in every second letter make a stretch; by chance three hardly ever stand near each other."""
NEAR = 40
"""Within so many characters."""


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset((word[0], word[1]) for word in WORDS)


def find_overlaid(text: str) -> tuple[Span, ...]:
    """Find the stretches in which the letters of two lines stand in turn.

    >>> find_overlaid("加领强导组责织任，检落查实隐责患任")
    (Span(start=0, end=17),)
    >>> find_overlaid("加强组织领导，落实安全责任，开展隐患排查")
    ()
    """
    pairs = _pairs()
    hits = (at for at, pair in enumerate(zip(text, text[2:], strict=False)) if pair in pairs)
    second = [at for at in hits if text[at + 1].isalnum()]  # not a word that is letter-spaced
    found: list[Span] = []
    for index in range(len(second) - FEWEST + 1):
        group = second[index : index + FEWEST]
        first, end = group[0], group[-1] + 3
        if end - first > NEAR or len({text[at : at + 3 : 2] for at in group}) < FEWEST - 1:
            continue
        if sum(pair in pairs for pair in pairwise(text[first:end])) > 1:
            continue
        if found and first <= found[-1].end + NEAR // 2:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(first, end))
    return tuple(found)
