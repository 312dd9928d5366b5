"""How much of the printed marks, brackets and breaks a restored text has, and how many of its letters are wrong."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

MARKS = "，。、；：？！—…（）《》〈〉“”‘’〔〕"
BRACKETS = "（）《》〈〉“”〔〕"
BREAK = "¶"
_FOLD = str.maketrans(',;:?!()[]［］．"', "，；：？！（）〔〕〔〕.“")


def split_letters(text: str) -> tuple[list[str], list[str]]:
    """Part a text into its letters and digits and the marks between them: one gap more than there are letters."""
    letters: list[str] = []
    gaps = [""]
    for sign in text.strip():
        folded = sign.translate(_FOLD)
        if sign == "\n":
            gaps[-1] += BREAK
        elif folded in MARKS:
            gaps[-1] += folded
        elif unicodedata.category(folded)[0] in "LN":
            letters.append(unicodedata.normalize("NFKC", sign))
            gaps.append("")
    return letters, gaps


@dataclass
class Restoration:
    """Counts over many texts."""

    hits: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    letter_errors: int = 0

    def add(self, printed: str, restored: str) -> None:
        """Count one text; marks are compared where the letters before them agree."""
        gold, gold_gaps = split_letters(printed)
        read, read_gaps = split_letters(restored)
        blocks = SequenceMatcher(None, gold, read, autojunk=False).get_matching_blocks()
        place = {b.a + i + 1: b.b + i + 1 for b in blocks for i in range(b.size)}
        self.letters += len(gold)
        self.letter_errors += max(len(gold), len(read)) - sum(b.size for b in blocks)
        for at in range(1, len(gold_gaps)):
            self.add_marks(gold_gaps[at], read_gaps[place[at]] if at in place else "")

    def add_marks(self, printed: str, restored: str) -> None:
        """Count the marks of one gap; others are left out."""
        wanted, found = _marks(printed), _marks(restored)
        self.hits += wanted & found
        self.missed += wanted - found
        self.wrong += found - wanted

    def f1(self, marks: Iterable[str]) -> float | None:
        """Give F1 over some marks; None where neither text has one."""
        chosen = set(marks)
        hits, missed, wrong = (
            sum(n for mark, n in counts.items() if mark in chosen) for counts in (self.hits, self.missed, self.wrong)
        )
        return 2 * hits / (2 * hits + missed + wrong) if hits + missed + wrong else None

    def summary(self) -> dict[str, float | None]:
        """Give the four figures."""
        return {
            "marks": self.f1(MARKS),
            "brackets": self.f1(BRACKETS),
            "breaks": self.f1(BREAK),
            "letter_error_rate": self.letter_errors / self.letters if self.letters else None,
        }


def _marks(gap: str) -> Counter[str]:
    marks = Counter(sign for sign in gap if sign in MARKS or sign == BREAK)
    if BREAK in marks:
        marks[BREAK] = 1
    return marks
