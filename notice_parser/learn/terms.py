"""Count in how many official texts each word stands, for the suggestion of subject terms.

    python -m notice_parser.learn.terms models/terms.txt.gz OFFICIAL.jsonl.gz corpora

reads files of one JSON object a line (``text``, ``kind``) and folders of notices (of one with ``splits.toml`` only
those for training), and writes the table that :mod:`notice_parser.terms.words` reads: the number of texts, then in each
line a word and its number of texts. Words that name no thing by jieba's dictionary stand there without a number.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import regex

from notice_parser.learn.letter_pairs import ANNOTATED_WEIGHT, read_texts
from notice_parser.planning.verbs import INSPECT
from notice_parser.terms.words import NAMING, listed, marks, words_of

FEWEST = 4
"""A word in fewer texts (by weight) is left out."""


def count_texts(texts: Iterable[tuple[str, int]]) -> tuple[int, Counter[str]]:
    """Count texts, and for each word of two letters or more those it stands in; each text comes with its weight.

    An annotated notice counts more than a law, for laws are most of the text; a printed one of the register does not:
    most of those are replies of a few lines, all on the same subject.
    """
    total = 0
    counts: Counter[str] = Counter()
    for text, weight in texts:
        weight = weight if weight >= ANNOTATED_WEIGHT else 1
        total += weight
        for word in {word for word, _ in words_of(text) if len(word) > 1}:
            counts[word] += weight
    return total, counts


def table(total: int, counts: Mapping[str, int], marks: Mapping[str, str]) -> Iterator[str]:
    """Give the lines of the table."""
    named = frozenset(listed("activities.txt"))
    yield str(total)
    for word, count in sorted(counts.items()):
        if count >= FEWEST and regex.fullmatch(r"\p{Han}+", word):
            names = marks.get(word, "n") in NAMING or word in named or regex.fullmatch(INSPECT, word)
            yield f"{word} {count}" if names else word


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.terms", description="Count words.")
    parser.add_argument("target", type=Path, metavar="TABLE.txt.gz")
    parser.add_argument("sources", type=Path, nargs="+", metavar="SOURCE", help="*.jsonl.gz or a folder of *.txt")
    given = parser.parse_args(arguments)
    texts = (text for source in given.sources for text in read_texts(source))
    content = "\n".join(table(*count_texts(texts), marks())).encode()
    with given.target.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(content)


if __name__ == "__main__":
    main()
