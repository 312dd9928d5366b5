"""Count in official text what stands beside characters that look alike, for ``clean.confusions``.

    python -m notice_parser.learn.confusions --corpus official.jsonl.gz --out models
    python -m notice_parser.learn.confusions --corpus official.jsonl.gz --measure

One document of forty is held out, as for the restoration model; ``--measure`` puts wrong characters into those and
tells how many are mended, and how many right ones are changed.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import numpy as np

from notice_parser.clean.confusions import STEPS, confusable, contexts, find_confusions, load_sightings, surroundings
from notice_parser.learn.restore_data import Document, load_documents

FEWEST = 12
"""A surrounding seen less often is not kept."""
LONGEST = 8000
"""So many characters of each held-out document are measured."""


def count(documents: Iterable[Document]) -> tuple[Counter[bytes], Counter[str]]:
    """Count surroundings and characters."""
    pattern = re.compile(f"[{''.join(confusable())}]")
    seen: Counter[bytes] = Counter()
    single: Counter[str] = Counter()
    for document in documents:
        signs, _ = surroundings(document.text)
        for match in pattern.finditer(signs):
            single[match.group()] += 1
            seen.update(contexts(signs, match.start(), match.group()))
    return seen, single


def write(seen: Counter[bytes], single: Counter[str], folder: Path) -> Path:
    """Write ``confusions.npz``; the same counts give the same bytes of every array."""
    from zlib import crc32

    kept = {crc32(name): n for name, n in sorted(seen.items()) if n >= FEWEST}
    keys = np.array(sorted(kept), np.uint32)
    logs = np.array([min(255, round(STEPS * float(np.log2(kept[int(key)])))) for key in keys], np.uint8)
    characters = "".join(sorted(single))
    path = folder / "confusions.npz"
    np.savez_compressed(
        path,
        keys=keys,
        logs=logs,
        characters=np.array(characters),
        single=np.array([single[c] for c in characters], np.int64),
    )
    return path


def measure(documents: Iterable[Document], rng: Random, rate: float = 0.01) -> dict[str, float]:
    """Put look-alikes into texts and mend them; give the shares of mended, wrongly mended and needlessly changed."""
    sightings = load_sightings()
    if sightings is None:
        raise SystemExit("models/confusions.npz is missing")
    tally: Counter[str] = Counter()
    for document in documents:
        text = document.text[:LONGEST]
        garbled = list(text)
        for at, sign in enumerate(text):
            if sign in confusable() and rng.random() < rate:
                garbled[at] = rng.choice(confusable()[sign])
        changed = {at: other for at, other, _ in find_confusions("".join(garbled), sightings)}
        wrong = {at for at, sign in enumerate(garbled) if sign != text[at]}
        tally["characters"] += len(text)
        tally["put"] += len(wrong)
        tally["mended"] += sum(changed.get(at) == text[at] for at in wrong)
        tally["mended wrongly"] += sum(at in changed and changed[at] != text[at] for at in wrong)
        tally["changed needlessly"] += sum(at not in wrong for at in changed)
    return {
        "characters": tally["characters"],
        "mended": tally["mended"] / max(1, tally["put"]),
        "mended wrongly": tally["mended wrongly"] / max(1, tally["put"]),
        "needless changes in 20,000 characters": 20_000 * tally["changed needlessly"] / max(1, tally["characters"]),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.confusions", description="Count look-alikes.")
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--out", type=Path, default=Path("models"))
    parser.add_argument("--measure", action="store_true", help="measure what lies in models/ instead of counting")
    given = parser.parse_args(arguments)
    documents = load_documents(given.corpus)
    if given.measure:
        held_out = [document for document in documents if document.held_out]
        for name, value in measure(held_out, Random(1)).items():
            print(f"{name}: {value:.4f}")
        return
    path = write(*count(document for document in documents if not document.held_out), given.out)
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
