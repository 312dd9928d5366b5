"""Measure the restoration model on documents that took no part in its training.

    python -m notice_parser.learn.restore_evaluate --corpus official.jsonl.gz

Prints F1 of marks, brackets and breaks for each kind of noise, for laws and for notices, each mark by itself, and how
often edits of each confidence are right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

from notice_parser.clean.by_model import Reading
from notice_parser.clean.model import MarkDamage, Model, load_model, open_model
from notice_parser.core.alignment import Alignment, Edit, apply
from notice_parser.grammar.gaps import gaps_of, in_one_form
from notice_parser.learn import noise_steps as steps
from notice_parser.learn.calibration import Calibration
from notice_parser.learn.noise import garble
from notice_parser.learn.restoration import BREAK, MARKS, Restoration
from notice_parser.learn.restore_data import Document, load_documents

KINDS = {
    "random_marks": (MarkDamage.RANDOM_MARKS, (steps.random_marks(),)),
    "no_marks": (MarkDamage.NO_MARKS, (steps.no_marks(),)),
    "one_line": (
        MarkDamage.NO_BREAKS,
        (steps.half_width("：（）；？！"), steps.half_width("，", rate=0.05), steps.drop_breaks()),
    ),
}
LONGEST = 5000
"""So many characters of each document are read."""


def in_order(document: Document) -> str:
    """Write a text as a notice in order prints it: marks in their one form."""
    text = document.text.strip()[:LONGEST]
    places, gaps = gaps_of(text)
    pieces = [in_one_form(gap).replace(BREAK, "\n") for gap in gaps]
    return "".join(gap + text[place] for gap, place in zip(pieces, places, strict=False)) + pieces[-1]


def measure(
    model: Model, kind: str, documents: Sequence[Document], calibration: Calibration | None = None
) -> Restoration:
    """Garble texts, restore them, and count."""
    damage, noise = KINDS[kind]
    counts = Restoration()
    for document in documents:
        text = in_order(document)
        garbled = garble(text, noise, Random(f"{kind}/{document.name}")).text
        reading = Reading.of(model, garbled, damage)
        edits = reading.edits(reading.choices())
        restored, alignment = apply(garbled, edits)
        add_by_gap(counts, text, restored)
        if calibration is not None:
            add_confidences(calibration, text, restored, edits, alignment)
    return counts


def add_confidences(
    calibration: Calibration, printed: str, restored: str, edits: Sequence[Edit], alignment: Alignment
) -> None:
    """Count for each edit how sure it was and whether the gap that it wrote is the printed one."""
    places, found = gaps_of(restored)
    wanted = gaps_of(printed)[1]
    if len(wanted) != len(found):
        return
    used = {block.after.end: edit for block, edit in zip(alignment.blocks, edits, strict=True)}
    for gap, place in enumerate(places):
        edit = used.get(place)
        if edit is not None:
            calibration.count(edit.fix, edit.confidence, right=in_one_form(wanted[gap]) == in_one_form(found[gap]))


def add_by_gap(counts: Restoration, printed: str, restored: str) -> None:
    """Count one text; gaps are compared one by one, which is fast, where the noise took no letter (such as □)."""
    wanted, found = gaps_of(printed)[1], gaps_of(restored)[1]
    if len(wanted) != len(found):
        counts.add(printed, restored)
        return
    counts.letters += len(wanted)
    for gold, read in zip(wanted[1:], found[1:], strict=True):
        counts.add_marks(in_one_form(gold), in_one_form(read))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.restore_evaluate", description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--documents", type=int, default=40, help="so many of each group at most")
    given = parser.parse_args(arguments)
    model = open_model(given.model) if given.model else load_model()
    if model is None:
        parser.error("there is no model")
    held_out = [document for document in load_documents(given.corpus) if document.held_out]
    for group in ("notice", "law"):
        chosen = [d for d in held_out if (d.kind in ("law", "fragment")) == (group == "law")][: given.documents]
        for kind in KINDS:
            calibration = Calibration()
            counts = measure(model, kind, chosen, calibration)
            by_mark = {mark: round(counts.f1(mark) or 0, 3) for mark in MARKS + BREAK if counts.f1(mark) is not None}
            summary = {name: value and round(value, 4) for name, value in counts.summary().items()}
            print(f"{group} {kind} {len(chosen)} documents {counts.letters} letters", summary)
            print(json.dumps(by_mark, ensure_ascii=False))
            print("\n".join(calibration.lines()))


if __name__ == "__main__":
    main()
