"""The decoder: whatever the probabilities, brackets pair, nest and stay short; what rules know weighs more."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_parser.clean.decode import LONGEST, PAIRS, Wish, choose_gaps

FORMS = ("", "，", "。", "《", "》", "（", "）", "》（", "）。¶", "“", "”", "〈", "〉", "。¶", "¶")


def scored(*rows: dict[str, float]) -> np.ndarray:
    """Logarithms of probabilities, by form; what is not named shares little."""
    table = np.full((len(rows), len(FORMS)), 1e-6)
    for row, shares in zip(table, rows, strict=True):
        for form, share in shares.items():
            row[FORMS.index(form)] = share
    return np.log(table / table.sum(1, keepdims=True))


def written(letters: str, scores: np.ndarray, wishes: dict[int, Wish] | None = None) -> str:
    chosen = choose_gaps(scores, FORMS, letters, wishes)
    gaps = [chosen[n].form if n in chosen else "" for n in range(len(letters) + 1)]
    return "".join(gap + letter for gap, letter in zip(gaps, letters, strict=False)) + gaps[-1]


NOTHING = {"": 1.0}
PAIRED = [
    ("根据安全法实施", {2: {"《": 0.9, "": 0.1}, 5: {"》": 0.9, "": 0.1}}, "根据《安全法》实施"),
    ("根据安全法实施", {2: {"《": 0.9, "": 0.1}, 5: {"": 1.0}}, "根据安全法实施"),
    ("根据安全法实施", {2: {"": 1.0}, 5: {"》": 0.6, "，": 0.4}}, "根据安全法，实施"),
    ("根据安全法实施", {2: {"《": 0.6, "，": 0.4}, 5: {"》": 0.6, "，": 0.4}}, "根据《安全法》实施"),
    ("的制度试行印发", {3: {"》（": 0.9, "（": 0.1}, 5: {"）。¶": 1.0}}, "的制度（试行）。¶印发"),
]


@pytest.mark.parametrize(("letters", "rows", "expected"), PAIRED)
def test_brackets_pair(letters: str, rows: dict[int, dict[str, float]], expected: str) -> None:
    scores = scored(*(rows.get(n, NOTHING) for n in range(len(letters) + 1)))
    assert written(letters, scores) == expected


def test_a_wish_outweighs_the_model() -> None:
    scores = scored(*[NOTHING] * 8)
    wishes = {2: Wish("《", 12.0), 5: Wish("》", 12.0)}
    assert written("根据安全法实施", scores, wishes) == "根据《安全法》实施"


def test_half_a_wish_is_not_granted() -> None:
    assert written("根据安全法实施", scored(*[NOTHING] * 8), {2: Wish("《", 12.0)}) == "根据安全法实施"


def test_an_open_wish_leaves_the_mark() -> None:
    rows = [NOTHING] * 7 + [{"。¶": 0.2, "，": 0.8}]
    assert written("根据安全法实施", scored(*rows), {7: Wish("¶", 6.0, open=True)}) == "根据安全法实施。¶"


@given(st.integers(0, 2**32 - 1), st.integers(1, 150))
def test_output_is_lawful(seed: int, length: int) -> None:
    rng = np.random.default_rng(seed)
    scores = np.log(rng.dirichlet(np.full(len(FORMS), 0.3), length + 1) + 1e-9)
    text = written("法" * length, scores)
    stack: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign in LONGEST:
            assert sign not in [opened for opened, _ in stack]
            stack.append((sign, place))
        elif sign in PAIRS:
            opened, _ = stack.pop()
            assert opened == PAIRS[sign]
    assert not stack
