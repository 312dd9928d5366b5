"""Hints as garbled texts show them, drawn anew for every window of training text."""

from __future__ import annotations

import numpy as np

from notice_parser.clean.model import UNKNOWN, MarkDamage, Vocabulary
from notice_parser.grammar.gaps import BREAK, SOME

SHARES = (0.5, 0.33, 0.17)
"""How often each kind of damage is drawn."""


class HintNoise:
    """Turns gap numbers into hint numbers, by tables."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        number = {hint: n for n, hint in enumerate(vocabulary.hints)}
        gaps = (*vocabulary.gaps, SOME)  # the last for gaps too rare to be learnt, -100

        def table(form: list[str]) -> np.ndarray:
            return np.array([number.get(hint, number[SOME + BREAK * (BREAK in hint)]) for hint in form])

        self.marked = np.array([bool(gap.replace(BREAK, "").strip()) for gap in gaps])
        self.broken = np.array([BREAK in gap for gap in gaps])
        self.bare = np.array([gap in (BREAK, " ") for gap in gaps])
        self.flat = table([gap.replace(BREAK, "") for gap in gaps])
        self.full = table(list(gaps))
        ascii_form = [gap.replace("。", ".").replace("“", "").replace("”", "").replace("《", "") for gap in gaps]
        self.poor = table([gap.replace(BREAK, "") for gap in ascii_form])
        self.break_of = np.array(
            [number.get(h.replace(BREAK, "") + BREAK, number[SOME + BREAK]) for h in vocabulary.hints]
        )
        self.some, self.break_ = number[SOME], number[BREAK]

    def draw(self, gaps: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Garble windows (n, letters); each in one kind. Returns hints of the same shape and the kinds (n,)."""
        kinds = rng.choice(3, len(gaps), p=SHARES)
        return np.stack([self.garble(row, kind, rng) for row, kind in zip(gaps, kinds, strict=True)]), kinds

    def garble(self, gaps: np.ndarray, kind: int, rng: np.random.Generator) -> np.ndarray:
        """Garble one window in a given kind."""
        chance = rng.random(len(gaps))
        if kind == MarkDamage.RANDOM_MARKS:
            return self._random(gaps, chance, rng)
        if kind == MarkDamage.NO_MARKS:
            hints = np.zeros(len(gaps), np.int64)
            if rng.random() < 0.2:
                hints[self.broken[gaps]] = self.break_
            return hints
        return self._trusted(gaps, chance, rng)

    def _random(self, gaps: np.ndarray, chance: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        lost = rng.choice([0.0, 0.0, 0.0, 0.02, 0.1])
        extra = rng.choice([0.0, 0.0, 0.0, 0.003, 0.01])
        at_break = rng.choice([0.1, 0.3, 0.4, 0.4, 0.6, 1.0])
        some = np.where(self.marked[gaps], chance >= lost, np.where(self.bare[gaps], chance < at_break, chance < extra))
        hints = np.where(some, self.some, 0)
        return self.break_of[hints] * self.broken[gaps] + hints * ~self.broken[gaps] if rng.random() < 0.12 else hints

    def _trusted(self, gaps: np.ndarray, chance: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        hints = (self.poor if rng.random() < 0.25 else self.flat)[gaps]
        hints = np.where(chance < rng.choice([0.0, 0.01, 0.04]), 0, hints)
        if rng.random() < 0.3:
            wrapped = np.zeros(len(gaps), bool)
            wrapped[rng.integers(0, 30) :: int(rng.integers(20, 42))] = True
            hints = np.where(self.broken[gaps] | wrapped, self.break_of[hints], hints)
        return hints


def blur_letters(letters: np.ndarray, rng: np.random.Generator, rate: float = 0.004) -> np.ndarray:
    """Make some letters unknown ones, as rare and misread ones are."""
    return np.where((rng.random(letters.shape) < rate) & (letters > UNKNOWN + 1), UNKNOWN, letters)
