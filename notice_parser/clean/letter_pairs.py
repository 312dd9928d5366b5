"""Which letter follows which in official text: enough to choose between readings of damaged bytes.

The table ``models/letter_pairs.txt.gz`` is made by :mod:`notice_parser.learn.letter_pairs`. It is loaded when the first
text with damaged codes comes, never before.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from notice_parser.clean.model import models_folder

COST_SIGNS = "".join(map(chr, range(0x21, 0x7F)))
"""What costs are written with: the place of a sign is ten times the negative logarithm to base 10."""
_LEAST = 0x21
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FOLDED = str.maketrans({**dict.fromkeys("123456789", "0"), **dict.fromkeys(_LETTERS, "a")})

UNSEEN = 12
"""What it costs, on top of the second letter's own cost, that two letters were never seen together."""
UNKNOWN = 75
"""The cost of a letter that was never seen."""


def folded(text: str) -> str:
    """Write every digit as 0 and every Latin letter as a.

    >>> folded("2024年A座")
    '0000年a座'
    """
    return text.translate(_FOLDED)


@dataclass(slots=True)
class LetterPairs:
    """Costs of letters alone and of pairs, in tenths of a power of ten: 10 is a tenth of the probability.

    ``rows`` holds for each letter its own cost and its followers as they are written; a row is opened when it is asked.
    """

    rows: Mapping[str, str]
    opened: dict[str, dict[str, int]] = field(default_factory=dict)

    def alone(self, letter: str) -> int:
        """Give the cost of a letter whatever stands before it."""
        row = self.rows.get(letter)
        return UNKNOWN if row is None else ord(row[0]) - _LEAST

    def cost(self, before: str, letter: str) -> int:
        """Give the cost of a letter behind another; both folded."""
        followers = self.opened.get(before)
        if followers is None:
            row = self.rows.get(before, "")
            followers = {row[at]: ord(row[at + 1]) - _LEAST for at in range(1, len(row), 2)}
            self.opened[before] = followers
        seen = followers.get(letter)
        return self.alone(letter) + UNSEEN if seen is None else seen

    def text_cost(self, text: str) -> int:
        """Give the cost of a text, but for its first letter."""
        plain = folded(text)
        return sum(map(self.cost, plain, plain[1:]))


def read_pairs(path: Path) -> LetterPairs:
    """Read a table."""
    lines = gzip.decompress(path.read_bytes()).decode().split("\n")
    rows = (line.replace("¶", "\n") for line in lines)
    return LetterPairs({row[0]: row[1:] for row in rows})


@cache
def load_pairs() -> LetterPairs | None:
    """Load the table that comes with the program; None where it is missing."""
    path = models_folder() / "letter_pairs.txt.gz"
    return read_pairs(path) if path.is_file() else None
