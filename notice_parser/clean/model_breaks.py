"""Paragraphs that no label, head or tail shows: the trained model tells them by the words on either side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection

from notice_parser.clean.model import MarkDamage, load_model
from notice_parser.core.span import Span
from notice_parser.grammar.gaps import BREAK, gaps_of, letters_of
from notice_parser.grammar.organs import is_organ

LIKELY = 0.7
"""A break is put where the model holds it for more probable than this."""
BESIDE = 3
"""No line begins within so many letters of one that rules see: what they see of one border is seen once."""
HEADING = 24
"""Where no mark stands, a line ends only so many characters behind a border that rules see: a heading.
An organ's name there is a signer's, which may go on: 某市公安局交通警察支队."""
ENDS = "。；：！？;:!?”）)"
"""A line ends with one of these marks, or with none."""
MOST_LETTERS = 100_000
"""A longer line is no notice; the model does not spend its time on it."""


def likely_breaks(text: str, line: Span, known: Collection[int]) -> tuple[tuple[int, float], ...]:
    """Find where paragraphs begin in a line whose marks can be trusted: places in the text with probabilities.

    ``known`` are the places that rules found. Nothing is found where the model is missing.
    """
    model = load_model() if len(line) <= MOST_LETTERS else None
    if model is None:
        return ()
    import numpy as np

    passage = line.of(text)
    places, gaps = gaps_of(passage)
    if not places:
        return ()
    scores = np.exp(model.scores(letters_of(passage, places), gaps, MarkDamage.NO_BREAKS))
    breaks = [n for n, form in enumerate(model.vocabulary.gaps) if BREAK in form]
    probable = scores[:, breaks].sum(axis=1)
    borders = sorted(place - line.start for place in known)
    found = []
    for gap in (np.flatnonzero(probable[1:-1] > LIKELY) + 1).tolist():
        place = _line_begins(passage, places[gap - 1] + 1, places[gap])
        first = bisect_left(borders, places[max(0, gap - BESIDE)])
        after = bisect_right(borders, places[min(len(places) - 1, gap + BESIDE)])
        ends = passage[places[gap - 1] + 1 : place].strip(" \u3000")[-1:]
        words = passage[borders[first - 1] : place] if first else ""
        heading = 0 < len(words) <= HEADING and not is_organ(words)
        if first == after and (ends in ENDS if ends else heading):
            found.append((line.start + place, float(probable[gap])))
    return tuple(found)


def break_chances(text: str, ends: Collection[int]) -> dict[int, float]:
    """Tell how probable it is that a paragraph ends at line ends, 0..1; nothing without the model.

    ``ends`` are offsets of line feeds with letters before and after them.
    """
    model = load_model() if ends and len(text) <= MOST_LETTERS else None
    if model is None:
        return {}
    import numpy as np

    places, gaps = gaps_of(text)
    scores = np.exp(model.scores(letters_of(text, places), gaps, MarkDamage.NO_BREAKS))
    breaks = [n for n, form in enumerate(model.vocabulary.gaps) if BREAK in form]
    probable = scores[:, breaks].sum(axis=1)
    return {end: float(probable[bisect_left(places, end)]) for end in ends}


def _line_begins(passage: str, start: int, end: int) -> int:
    """Tell where the next line begins in a gap: behind closing marks, before opening ones."""
    place = start
    while place < end and passage[place] not in "（《〈“‘〔([<":
        place += 1
    return place
