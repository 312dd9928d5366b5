"""Characters that look alike, told apart by what usually stands beside them in official text.

``models/confusions.npz`` holds how often each character of the pairs in ``lexicon/confusable_pairs.txt`` was seen
between others (``learn/confusions.py`` counts them). A character is replaced only where the one it resembles is
overwhelmingly more usual there, and only in a text that shows signs of such mistakes: recognised by OCR, or mended by a
rule for look-alikes already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

from notice_parser.clean.model import models_folder
from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

if TYPE_CHECKING:
    import numpy as np

NAME = "lookalike/context"
CERTAIN = 12.0
"""How much likelier, as a logarithm, the other character must be: fewer than one wrong edit in 100,000 characters."""
SMOOTH = 3.0
"""So many sightings are imagined beside the counted ones, shared as the characters are common."""
STEPS = 8
"""Counts are kept as logarithms to the base of two, in steps of one in so many."""
_NAME_BEFORE = Rule(
    "lookalike/name_before",
    r"(?:联系人|姓名|签发人|经办人|[（(：:、，][王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许])[：:]?$",
    yes=("联系人：", "：王", "签发人："),
    no=("联系人员", "王", "；"),
)
RULES = (_NAME_BEFORE,)
_NO_HAN = re.compile(r"[^\u4e00-\u9fff]")


@cache
def confusable() -> Mapping[str, str]:
    """Give for each character those that it can be taken for."""
    text = (files("notice_parser.lexicon") / "confusable_pairs.txt").read_text(encoding="utf-8")
    others: dict[str, str] = {}
    for line in text.splitlines():
        for pair in [] if line.startswith("#") else line.split():
            one, two = pair[0], pair[1]
            others[one] = others.get(one, "") + two
            others[two] = others.get(two, "") + one
    return others


def surroundings(text: str) -> tuple[str, list[int]]:
    """Write a text without blanks and with ``#`` for what is no Chinese character, and where each sign of it stood.

    >>> surroundings("各 市、3县")
    ('##各市##县##', [-1, -1, 0, 2, 3, 4, 5, -1, -1])
    """
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    signs = _NO_HAN.sub("#", "".join(text[at] for at in places))
    return f"##{signs}##", [-1, -1, *places, -1, -1]


def contexts(signs: str, at: int, character: str) -> tuple[bytes, bytes, bytes]:
    """Name the three surroundings of a place with a character in it: two before, two after, one on each side."""
    return (
        f"L{signs[at - 2 : at]}{character}".encode(),
        f"R{signs[at + 1 : at + 3]}{character}".encode(),
        f"C{signs[at - 1]}{signs[at + 1]}{character}".encode(),
    )


@dataclass(frozen=True)
class Sightings:
    """How often each surrounding was seen: checksums (uint32), logarithms (uint8), and ``single`` characters."""

    keys: np.ndarray
    logs: np.ndarray
    single: Mapping[str, int]

    def counts(self, names: Sequence[bytes]) -> np.ndarray:
        """Look up surroundings: (n,), 0 for one that was not seen often enough to be kept."""
        import numpy as np

        wanted = np.fromiter((crc32(name) for name in names), np.uint32, len(names))
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found: np.ndarray = np.where(self.keys[at] == wanted, 2.0 ** (self.logs[at] / STEPS), 0.0)
        return found


@cache
def load_sightings() -> Sightings | None:
    """Load the table that comes with the program; None where it or numpy is missing."""
    path = models_folder() / "confusions.npz"
    try:
        import numpy as np
    except ImportError:
        return None
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as table:
        characters = str(table["characters"])
        single = dict(zip(characters, table["single"].tolist(), strict=True))
        return Sightings(table["keys"], table["logs"], single)


def find_confusions(text: str, sightings: Sightings) -> Iterator[tuple[int, str, float]]:
    """Find characters for which one that looks alike is far more usual: place, the other, how much likelier (log)."""
    import numpy as np

    others, (signs, places) = confusable(), surroundings(text)
    tried = [(at, sign, other) for at, sign in enumerate(signs) if sign in others for other in others[sign]]
    if not tried:
        return
    names = [name for at, sign, other in tried for c in (sign, other) for name in contexts(signs, at, c)]
    seen = sightings.counts(names).reshape(len(tried), 2, 3)
    known = sightings.single
    single = np.array([[known.get(sign, 1), known.get(other, 1)] for _, sign, other in tried], float)
    share = single / single.sum(axis=1, keepdims=True) + 1e-6
    usual = np.log(seen + SMOOTH * share[:, :, None] + 1e-3).sum(axis=2) - 2 * np.log(share)
    best: dict[int, tuple[str, float]] = {}
    for (at, _, other), likelier in zip(tried, (usual[:, 1] - usual[:, 0]).tolist(), strict=True):
        if likelier > best.get(at, ("", CERTAIN))[1]:
            best[at] = (other, likelier)
    for at, (other, likelier) in sorted(best.items()):
        yield places[at], other, likelier


def fix_confusions(text: str) -> list[Edit]:
    """Replace look-alikes of a text that shows such mistakes; whether it does is asked by ``restore``."""
    sightings = load_sightings()
    if sightings is None:
        return []
    return [
        Edit(Span(at, at + 1), other, NAME, min(0.95, 0.6 + likelier / 60))
        for at, other, likelier in find_confusions(text, sightings)
        if not _NAME_BEFORE.search(text, max(0, at - 8), at)
    ]
