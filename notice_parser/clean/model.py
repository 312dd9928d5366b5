"""The trained restoration model: for each gap between letters, how probable it is that these marks stand there.

The network (``models/restore.onnx``, described in ``models/README.md``) reads the letters of a text, what the source
shows in each gap, and in what way the text is damaged. It is loaded when the first damaged text comes, never before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notice_parser.grammar.gaps import BREAK, SOME, in_one_form

if TYPE_CHECKING:
    import numpy as np

UNKNOWN, BORDER = 1, 2
"""The numbers of letters that are not in the vocabulary, and of the border of a text; 0 lies beyond the text."""
FIRST = 3
"""The number of the first letter of the vocabulary."""
PAIRS = 1 << 16
"""Rows of the table of letter pairs."""
CONTEXT = 130
"""So many letters to either side have a say."""
STRETCH = 4096
"""A longer text is read in stretches of so many letters, so that memory stays flat."""


class MarkDamage(IntEnum):
    """What happened to the marks of a text, as the network is told."""

    RANDOM_MARKS = 0
    """One random mark stands wherever marks stood."""
    NO_MARKS = 1
    """Marks are gone."""
    NO_BREAKS = 2
    """Marks can be trusted, breaks cannot."""


@dataclass(frozen=True)
class Vocabulary:
    """What the numbers of a model mean: letters, gaps that it can write, gaps that a source can show."""

    letters: str
    gaps: tuple[str, ...]
    hints: tuple[str, ...]

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each letter."""
        return {letter: number for number, letter in enumerate(self.letters, FIRST)}

    @cached_property
    def hint_of(self) -> dict[str, int]:
        """The number of each hint."""
        return {hint: number for number, hint in enumerate(self.hints)}

    def as_json(self) -> str:
        """Write it down."""
        return json.dumps({"letters": self.letters, "gaps": self.gaps, "hints": self.hints}, ensure_ascii=False)

    @classmethod
    def of_json(cls, written: str) -> Vocabulary:
        """Read it again."""
        table = json.loads(written)
        return cls(table["letters"], tuple(table["gaps"]), tuple(table["hints"]))


def pairs_of(letters: np.ndarray) -> np.ndarray:
    """Number the pair of each letter (n, letters) with the one before it; rare pairs share a number."""
    import numpy as np

    before = np.concatenate([np.zeros_like(letters[:, :1]), letters[:, :-1]], axis=1).astype(np.int64)
    pairs: np.ndarray = (before * 40503 + letters.astype(np.int64) * 69069 + 12345) % 4294967291 % PAIRS
    return pairs


@dataclass(frozen=True)
class Model:
    """A loaded network with its vocabulary."""

    session: Any
    vocabulary: Vocabulary

    def scores(self, letters: str, gaps: Sequence[str], damage: MarkDamage) -> np.ndarray:
        """Give the logarithms of the probabilities of each gap: (letters + 1, gaps of the vocabulary).

        ``gaps`` is what the source shows before each letter and after the last, as it stands there.
        """
        import numpy as np

        known = self.vocabulary.number_of
        row = np.full((1, len(letters) + 2), BORDER, np.int64)
        row[0, 1:-1] = [known.get(letter, UNKNOWN) for letter in letters]
        hints = np.zeros_like(row)
        hints[0, 1:] = self._hints(gaps, damage)
        pairs = pairs_of(row)
        kind = np.array([damage], np.int64)
        parts = []
        for start in range(0, row.shape[1], STRETCH):
            begin, end = max(0, start - CONTEXT), min(row.shape[1], start + STRETCH + CONTEXT)
            feed = {"letters": row[:, begin:end], "pairs": pairs[:, begin:end], "hints": hints[:, begin:end]}
            out = self.session.run(None, {**feed, "damage": kind})[0][0]
            parts.append(out[start - begin : start - begin + STRETCH])
        found = np.concatenate(parts)[1:]
        found -= found.max(axis=1, keepdims=True)
        found -= np.log(np.exp(found).sum(axis=1, keepdims=True))
        return found

    def _hints(self, gaps: Sequence[str], damage: MarkDamage) -> list[int]:
        numbers = self.vocabulary.hint_of
        cache_: dict[str, int] = {"": 0}
        for gap in set(gaps) - {""}:
            form = in_one_form(gap)
            broken = BREAK * (BREAK in form)
            if damage is not MarkDamage.NO_BREAKS:
                form = (SOME if gap.strip("\r\n") else "") + broken
            cache_[gap] = numbers.get(form, numbers[SOME + broken])
        return [cache_[gap] for gap in gaps]


def models_folder() -> Path:
    """Find the models: beside the package's modules in a wheel, beside the package in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "models"
    return inside if inside.is_dir() else package.parent / "models"


@cache
def load_model() -> Model | None:
    """Load the network that comes with the program; None where its file or the runtime is missing."""
    return open_model(models_folder())


def open_model(folder: Path) -> Model | None:
    """Load the network of a folder; None where its file or the runtime is missing."""
    if not (folder / "restore.onnx").is_file():
        return None
    try:
        import onnxruntime
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "restore.onnx"), options, providers=["CPUExecutionProvider"])
    return Model(session, Vocabulary.of_json((folder / "restore.json").read_text(encoding="utf-8")))
