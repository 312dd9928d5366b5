"""Compare the restoration with what a user would take instead, on the same garbled notices.

    pip install ftfy jionlp opencc
    python -m notice_parser.learn.peers corpora --seed 1

Prints, for each kind of garbling, how much of the printed text each program gives back. One that is not installed is
left out. None of them claims to restore marks; they are what is there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from random import Random

from notice_parser.core.source import SourceText
from notice_parser.learn.corpus import load_corpus
from notice_parser.learn.noise import KINDS, garble
from notice_parser.learn.restoration import Restoration
from notice_parser.pipeline import clean

Restorer = Callable[[str], str]


def restorers() -> Iterator[tuple[str, Restorer]]:
    """Give what can be compared on this machine: nothing at all, each installed peer, this program."""
    yield "nothing", str
    for name, load in (("ftfy", _ftfy), ("JioNLP", _jionlp), ("OpenCC", _opencc)):
        try:
            yield name, load()
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
    yield "notice_parser", lambda text: clean(SourceText(text, "garbled")).text


def _ftfy() -> Restorer:
    fix: Restorer = import_module("ftfy").fix_text
    return fix


def _jionlp() -> Restorer:
    fix: Restorer = import_module("jionlp").clean_text
    return fix


def _opencc() -> Restorer:
    fix: Restorer = import_module("opencc").OpenCC("t2s").convert
    return fix


def compare(folder: Path, kind: str, seed: int, restore: Restorer) -> Restoration:
    """Garble the notices of a folder in one way, restore them, and count."""
    counts = Restoration()
    for entry in load_corpus(folder):
        if entry.restored is None and entry.name.startswith("s"):
            continue  # received garbled, and how it was printed is not known
        text = (entry.restored or entry.path).read_text(encoding="utf-8").strip() + "\n"
        counts.add(text, restore(garble(text, KINDS[kind], Random(f"{kind}/{seed}/{entry.name}")).text))
    return counts


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.peers", description="Compare with peers.")
    parser.add_argument("source", type=Path, metavar="DIR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind; may be repeated")
    given = parser.parse_args(arguments)
    found = tuple(restorers())
    print("| garbling | program | marks | brackets | breaks | wrong letters |\n| --- | --- | --- | --- | --- | --- |")
    for kind in given.kind or KINDS:
        for name, restore in found:
            summary = compare(given.source, kind, given.seed, restore).summary()
            shown = (f"{value:.3f}" if value is not None else "" for value in summary.values())
            print(f"| {kind} | {name} | {' | '.join(shown)} |", flush=True)


if __name__ == "__main__":
    main()
