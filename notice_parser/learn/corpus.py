"""Folders of annotated notices.

A folder holds ``ID.txt`` (as received), ``ID.gold.json`` and, for garbled notices, ``ID.restored.txt``; restored texts
may also lie as ``ID.txt`` in a folder ``restored`` beside it. ``splits.toml``, where there is one, says which notices
are for training, for development and for the last test; no issuer stands in two of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from notice_parser.core.source import SourceText
from notice_parser.learn.gold import JsonObject, load_gold

GOLD_SUFFIX = ".gold.json"
SPLITS = ("train", "dev", "test")


class CorpusError(ValueError):
    """A folder does not hold what its layout promises."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One annotated notice; ``restored`` is the file of its text in order, None where it is not known."""

    name: str
    path: Path
    restored: Path | None
    gold: JsonObject

    @property
    def source(self) -> SourceText:
        """The text as received."""
        return SourceText(self.path.read_text(encoding="utf-8"), self.path.name)


def load_corpus(folder: Path, names: Sequence[str] = ()) -> tuple[Entry, ...]:
    """Load the notices of a folder in the order of their names; only those whose name begins with one of ``names``.

    Raises:
        CorpusError: there are none, or a text is missing.
        GoldError: an annotation is not of the documented form.
    """
    entries = tuple(
        _entry(gold)
        for gold in sorted(folder.glob(f"*{GOLD_SUFFIX}"))
        if not names or gold.name.startswith(tuple(names))
    )
    if not entries:
        raise CorpusError(f"no notice with an annotation (*{GOLD_SUFFIX}) in {folder}")
    return entries


def _entry(gold: Path) -> Entry:
    name = gold.name.removesuffix(GOLD_SUFFIX)
    path = gold.with_name(f"{name}.txt")
    if not path.is_file():
        raise CorpusError(f"{gold} has no text beside it: {path.name}")
    places = (gold.with_name(f"{name}.restored.txt"), gold.parent.parent / "restored" / path.name)
    return Entry(name, path, next((p for p in places if p.is_file()), None), load_gold(gold))


def load_splits(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Read which notices are for training, for development and for the test.

    Raises:
        CorpusError: the file is missing, or a notice stands in no split or in two.
    """
    path = folder / "splits.toml"
    if not path.is_file():
        raise CorpusError(f"no splits.toml in {folder}")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    splits = {name: tuple(table.get(name, ())) for name in SPLITS}
    listed = [name for names in splits.values() for name in names]
    there = {gold.name.removesuffix(GOLD_SUFFIX) for gold in folder.glob(f"*{GOLD_SUFFIX}")}
    wrong = sorted({name for name in listed if listed.count(name) > 1} | there.symmetric_difference(listed))
    if wrong:
        raise CorpusError(f"splits.toml names these not exactly once, or they are not there: {', '.join(wrong)}")
    return splits
