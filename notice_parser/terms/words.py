"""Words of a text, and how common each is in official text.

jieba is loaded when the first text comes, which takes most of a second; nothing else of the program needs it.
"""

from __future__ import annotations

import gzip
import math
import tomllib
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from notice_parser.clean.model import models_folder
from notice_parser.core.span import Span

if TYPE_CHECKING:
    from jieba import Tokenizer

TABLE = "terms.txt.gz"
NAMING = frozenset(("n", "nz", "nl", "vn", "an", "l", "j"))
"""jieba's marks of words that name things and activities; those of places and persons are not among them."""
_FORMAL = ("government", "party", "congress", "courts", "departments", "offices", "leading")
"""Kinds of organs that notices are from and to; a 水库 or a 学校 may be what a notice is about."""


@dataclass(frozen=True, slots=True)
class Form:
    """Words of the form of a notice, which say nothing of its subject, and words that are to stay in one piece."""

    headings: frozenset[str]
    organs: tuple[str, ...]
    whole: frozenset[str]

    def holds(self, word: str) -> bool:
        """Tell whether a word is a heading's or an organ's.

        >>> form().holds("检查内容"), form().holds("水利局"), form().holds("水库")
        (True, True, False)
        """
        return word in self.headings or word.endswith(self.organs)


def listed(name: str) -> Iterator[str]:
    """Read a list of the lexicon, one word a line."""
    lines = (files("notice_parser.lexicon") / name).read_text(encoding="utf-8").splitlines()
    return (line for line in lines if not line.startswith("#"))


@cache
def form() -> Form:
    """Gather them from the lists of headings and of organs."""
    lexicon = files("notice_parser.lexicon")
    topics = tomllib.loads((lexicon / "plan_topics.toml").read_text(encoding="utf-8"))["topic"]
    organs = tomllib.loads((lexicon / "organ_suffixes.toml").read_text(encoding="utf-8"))["suffixes"]
    headings = {word for topic in topics for key in ("words", "weak") for word in topic[key]}
    headings |= {word for topic in topics for word in topic["yes"]} | set(listed("form_words.txt"))
    bound = {word for topic in topics for word in topic["bound"]}
    endings = {word for kind in _FORMAL for word in organs[kind]}
    every = {word for words in organs.values() for word in words}
    return Form(
        frozenset(headings), tuple(sorted(endings)), frozenset(w for w in headings | bound | every if len(w) > 1)
    )


@cache
def segmenter() -> Tokenizer:
    """Load jieba's dictionary and the words of the domain.

    jieba would keep what it loads in the folder for temporary files, where anybody may put something else; so it is
    loaded from the dictionary each time.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about pkg_resources, and about its own patterns
        import jieba
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in sorted(form().whole):
        tokenizer.add_word(word)
    return tokenizer


@cache
def marks() -> Mapping[str, str]:
    """Read the marks of jieba's dictionary: n for a noun, vn for a verb that is used as one."""
    with segmenter().get_dict_file() as lines:
        return {word: mark for word, _, mark in (line.decode().split() for line in lines)}


def words_of(text: str) -> Iterator[tuple[str, Span]]:
    """Give the words of a text with their places, only those of its dictionary: no new ones are guessed."""
    for word, start, end in segmenter().tokenize(text, HMM=False):
        yield word, Span(start, end)


@dataclass(frozen=True)
class Frequencies:
    """In how many of ``texts`` official texts a word stands; 0 for a word that names no thing (开展, 进一步)."""

    texts: int
    counts: Mapping[str, int]

    def weight(self, word: str) -> float:
        """Give the natural logarithm of how rare a word is; 0 for one that names nothing, as far as is known."""
        count = self.counts.get(word, 1 if marks().get(word) in NAMING else 0)
        return math.log(self.texts / count) if 0 < count < self.texts else 0.0


@cache
def frequencies() -> Frequencies | None:
    """Read ``models/terms.txt.gz``, once; None where it is missing."""
    path = models_folder() / TABLE
    return read_frequencies(path) if path.is_file() else None


def read_frequencies(path: Path) -> Frequencies:
    """Read a table: the number of texts, then in each line a word and in how many of them it stands."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = int(next(lines))
        counts = {word: int(count or 0) for word, _, count in (line.rstrip("\n").partition(" ") for line in lines)}
    return Frequencies(texts, counts)
