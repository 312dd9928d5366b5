"""Count which letter follows which in official text, for the restoration of what a wrong codec left.

    python -m notice_parser.learn.letter_pairs models/letter_pairs.txt.gz OFFICIAL.jsonl.gz corpora STANDINS

reads files of one JSON object a line (``text``, ``kind``) and folders of notices, and writes the table that
:mod:`notice_parser.clean.letter_pairs` reads: one line for each letter, the letter, its own cost, then the letters that
follow it and their costs. A cost is -10·log10 of the probability, one sign from ``!`` (0) on. Digits are counted as
``0``, Latin letters as ``a``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from notice_parser.clean.letter_pairs import COST_SIGNS, folded

NOTICE_WEIGHT = 20
"""How often a notice counts where a law counts once: laws are 93 % of the text."""
ANNOTATED_WEIGHT = 40
"""How often a notice counts that orders something: the register holds short replies, with few dates and numbers."""
FEWEST = 4
"""A pair that is seen less often is left to chance."""


def count_pairs(texts: Iterable[tuple[str, int]]) -> tuple[Counter[str], Counter[str]]:
    """Count letters and pairs of letters; each text comes with its weight."""
    letters: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text, weight in texts:
        plain = "\n" + folded("\n".join(line.strip() for line in text.splitlines() if line.strip())) + "\n"
        found = Counter(map("".join, pairwise(plain)))
        for pair, count in found.items():
            pairs[pair] += count * weight
        for letter, count in Counter(plain).items():
            letters[letter] += count * weight
    return letters, pairs


def table(letters: Mapping[str, int], pairs: Mapping[str, int]) -> Iterator[str]:
    """Give the lines of the table; a line end is written as ``¶``."""
    total = sum(letters.values())
    after: dict[str, list[tuple[int, str]]] = {}
    for pair, count in pairs.items():
        if count >= FEWEST:
            after.setdefault(pair[0], []).append((count, pair[1]))
    for letter in sorted(letter for letter, count in letters.items() if count >= FEWEST and letter != "\t"):
        followers = sorted(after.get(letter, ()), key=lambda item: (-item[0], item[1]))
        signs = "".join(follower + _cost(count / letters[letter]) for count, follower in followers)
        yield f"{letter}{_cost(letters[letter] / total)}{signs}".replace("\n", "¶")


def _cost(share: float) -> str:
    return COST_SIGNS[min(len(COST_SIGNS) - 1, round(-10 * math.log10(min(1.0, share))))]


def read_texts(path: Path) -> Iterator[tuple[str, int]]:
    """Give the texts of a source with their weight: a packed file of laws and notices, or a folder of notices.

    Of a folder with ``splits.toml`` only the notices for training are read; texts in order are preferred.
    """
    if path.is_dir():
        splits = path / "splits.toml"
        names = tomllib.loads(splits.read_text("utf-8"))["train"] if splits.is_file() else None
        for file in sorted(path.glob("*.txt")):
            name = file.name.removesuffix(".txt").removesuffix(".restored")
            if (names is None or name in names) and not file.with_name(f"{file.stem}.restored.txt").is_file():
                yield file.read_text("utf-8"), ANNOTATED_WEIGHT
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry.get("quality") != "P":
                yield entry["text"], NOTICE_WEIGHT if entry["kind"].startswith("notice") else 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.letter_pairs", description="Count pairs.")
    parser.add_argument("target", type=Path, metavar="TABLE.txt.gz")
    parser.add_argument("sources", type=Path, nargs="+", metavar="SOURCE", help="*.jsonl.gz or a folder of *.txt")
    given = parser.parse_args(arguments)
    texts = (text for source in given.sources for text in read_texts(source))
    content = "\n".join(table(*count_pairs(texts))).encode()
    with given.target.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(content)


if __name__ == "__main__":
    main()
