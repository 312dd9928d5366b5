"""Texts in order made into letters and gaps, and the gaps garbled, to train the restoration model.

A text is a row of letters (what is no mark: characters, digits, signs such as %) with a gap before each and one after
the last. What stands in a gap, written in one form, is the label; what a garbled text shows there is the hint.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zlib import crc32

import numpy as np

from notice_parser.clean.model import BORDER, UNKNOWN, Vocabulary
from notice_parser.grammar.gaps import BREAK, SOME, gaps_of, in_one_form, letters_of
from notice_parser.learn.compose import compose
from notice_parser.learn.renumber import as_notice

NOTICE_KINDS = ("notice", "policy")
COMPOSED = 0.6
"""The share of laws of which a notice is made too."""
HELD_OUT = 40
"""One document of so many is held out, chosen by its identifier."""


@dataclass(frozen=True, slots=True)
class Document:
    """One training text; ``weight`` says how often an epoch reads it (below 1: how probably)."""

    name: str
    kind: str
    text: str
    weight: float

    @property
    def held_out(self) -> bool:
        """Whether it only serves to measure."""
        return crc32(self.name.encode()) % HELD_OUT == 0


def load_documents(paths: Iterable[Path]) -> Iterator[Document]:
    """Read training texts: ``*.jsonl.gz`` as shared/train documents it, or folders with ``splits.toml``."""
    for path in paths:
        if path.is_dir():
            yield from _corpus(path) if (path / "splits.toml").is_file() else _texts(path)
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Document(row["id"], row["kind"], _joined_title(row["text"], row["title"]), _weight(row))


def _weight(row: Mapping[str, str]) -> float:
    """Read genuine notices more often than laws, of which there are twenty times as many."""
    kind = row["kind"]
    if kind in ("law", "fragment"):
        return 0.4
    if kind in ("notice:批复", "report") or row["quality"] == "B":
        return 4.0
    return 12.0 if kind.startswith(NOTICE_KINDS) else 6.0


def _corpus(folder: Path) -> Iterator[Document]:
    from notice_parser.learn.corpus import load_corpus, load_splits

    train = load_splits(folder)["train"]
    for entry in load_corpus(folder):
        if entry.name in train:
            text = (entry.restored or entry.path).read_text(encoding="utf-8")
            if not _is_wrapped(text):
                yield Document(f"corpus/{entry.name}", "corpus", _joined_title(text, ""), 20.0)


def _is_wrapped(text: str) -> bool:
    """Tell whether lines end where the page ended."""
    return max(map(len, text.split("\n"))) < 60 < len(text)


def _texts(folder: Path) -> Iterator[Document]:
    """Read plain texts; one that the note beside it calls garbled is left out."""
    for path in sorted(folder.glob("*.txt")):
        note = path.with_suffix(".json")
        if not (note.is_file() and json.loads(note.read_text(encoding="utf-8")).get("garbled")):
            yield Document(f"text/{path.stem}", "corpus", _joined_title(path.read_text(encoding="utf-8"), ""), 12.0)


_TITLE_LINES = re.compile(
    r"(?m)^[^\n。：；〔]{0,40}关于[^\n。：；〔]{2,40}\n[^\n。：；〔]{2,40}(?:\n[^\n。：；〔]{2,30})?(?:通知|意见|批复|函|决定|公告)$"
)


def _joined_title(text: str, title: str) -> str:
    """Put a title that the source prints in several lines on one."""
    wanted = re.sub(r"\s", "", title)
    lines = text.split("\n")
    for count in range(2, 6):
        if "".join(lines[:count]).replace(" ", "") == wanted:
            return "\n".join(["".join(lines[:count]), *lines[count:]])
    return _TITLE_LINES.sub(lambda m: re.sub(r"\s", "", m.group()), text, count=1)


def _encode_gaps(text: str, forms: dict[str, str]) -> tuple[str, list[str]]:
    places, gaps = gaps_of(text)
    out = []
    for gap in gaps:
        form = forms.get(gap)
        if form is None:
            form = forms[gap] = in_one_form(gap)
        out.append(form)
    return letters_of(text, places), out


def split_documents(documents: Iterable[Document], seed: int) -> Iterator[tuple[Document, str, list[str]]]:
    """Part each text into letters and gaps; half of the laws are renumbered as notices are.

    Besides, ``COMPOSED`` of the laws give a notice with an invented head and tail (``compose``).
    """
    forms: dict[str, str] = {}
    rng = Random(seed)
    laws: list[str] = ["中华人民共和国安全生产法"]
    for document in documents:
        text = document.text.strip()
        if document.kind == "law":
            title = text.partition("\n")[0].strip()
            laws.append(title)
            if rng.random() < COMPOSED:
                made = Document(f"composed/{document.name}", "composed", compose(title, text, laws, rng), 1.0)
                yield made, *_encode_gaps(made.text, forms)
        if document.kind == "law" and rng.random() < 0.5:
            text = as_notice(text, rng)
        yield document, *_encode_gaps(text, forms)


def build_vocabulary(rows: Iterable[tuple[Document, str, list[str]]], letters: int, gaps: int) -> Vocabulary:
    """Choose the commonest letters and gaps."""
    letter_counts: Counter[str] = Counter()
    gap_counts: Counter[str] = Counter()
    for document, text, marks in rows:
        times = max(1, round(document.weight))
        for counts, found in ((letter_counts, Counter(text)), (gap_counts, Counter(marks))):
            for key, count in found.items():
                counts[key] += count * times
    del gap_counts[""]
    common = [gap for gap, _ in gap_counts.most_common(gaps - 1)]
    hints = dict.fromkeys(["", SOME, BREAK, SOME + BREAK])
    for gap in common[:140]:
        hints |= dict.fromkeys([gap, gap.replace(BREAK, "")])
    return Vocabulary(
        "".join(letter for letter, _ in letter_counts.most_common(letters - 3)), ("", *common), tuple(hints)
    )


@dataclass(frozen=True, slots=True)
class Encoded:
    """All documents in a row: letter numbers, gap numbers (-100: too rare) and where each document begins."""

    letters: np.ndarray
    gaps: np.ndarray
    starts: np.ndarray
    weights: np.ndarray


def encode(rows: Sequence[tuple[Document, str, list[str]]], vocabulary: Vocabulary) -> Encoded:
    """Number letters and gaps; each document is followed by a border, before which its last gap stands."""
    letter_of = {letter: n + 3 for n, letter in enumerate(vocabulary.letters)}
    gap_of = {gap: n for n, gap in enumerate(vocabulary.gaps)}
    size = sum(len(text) + 1 for _, text, _ in rows)
    letters = np.full(size, BORDER, np.int32)
    gaps = np.zeros(size, np.int16)
    starts = np.zeros(len(rows) + 1, np.int64)
    at = 0
    for n, (_, text, marks) in enumerate(rows):
        letters[at : at + len(text)] = [letter_of.get(letter, UNKNOWN) for letter in text]
        gaps[at : at + len(marks)] = [gap_of.get(mark, -100) for mark in marks]
        at += len(text) + 1
        starts[n + 1] = at
    return Encoded(letters, gaps, starts, np.array([document.weight for document, _, _ in rows]))


def epoch(data: Encoded, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Lay the documents in a new order, each as often as its weight says."""
    times = np.floor(data.weights + rng.random(len(data.weights))).astype(int)
    order = rng.permutation(np.repeat(np.arange(len(times)), times))
    spans = [slice(data.starts[n], data.starts[n + 1]) for n in order]
    return np.concatenate([data.letters[s] for s in spans]), np.concatenate([data.gaps[s] for s in spans])
