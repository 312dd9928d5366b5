"""Measure the model that finds names on annotated notices whose issuers it has not read.

    notice-parser evaluate ner corpora [--split test] [--misses]

Prints precision, recall and F1 of each label: a name counts where its label, its beginning and its end are right. The
line ``any place`` counts names that are right but for their ends (they overlap one of the same label). Last come the
characters a second, in processor time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notice_parser.entities import LABELS, Entity, EntityModel, load_entities, open_entities
from notice_parser.learn.corpus import SPLITS
from notice_parser.learn.evaluate import Tally
from notice_parser.learn.ner_data import annotated
from notice_parser.learn.ner_text import Marked


@dataclass
class EntityReport:
    """Hits, wrong and missed names by label, and the names that went wrong."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {label: Tally() for label in LABELS})
    loose: Tally = field(default_factory=Tally)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Marked, found: Sequence[Entity]) -> None:
        """Compare the names of one text."""
        wanted = set(gold.entities)
        for entity in found:
            tally = self.tallies[entity.label]
            if entity in wanted:
                tally.hits += 1
            else:
                tally.wrong += 1
                self.misses.append(f"{name}\twrong\t{entity.label}\t{entity.span.of(gold.text)!r}")
            touches = any(_touch(entity, other) for other in gold.entities)
            self.loose.hits += touches
            self.loose.wrong += not touches
        for entity in gold.entities:
            if entity not in found:
                self.tallies[entity.label].missed += 1
                self.misses.append(f"{name}\tmissed\t{entity.label}\t{entity.span.of(gold.text)!r}")
            self.loose.missed += not any(_touch(entity, other) for other in found)

    def lines(self) -> Iterable[str]:
        """Give the table for people."""
        yield f"{'label':10}{'P':>7}{'R':>7}{'F1':>7}{'hits':>6}{'wrong':>6}{'missed':>7}"
        every = Tally(*(sum(getattr(t, part) for t in self.tallies.values()) for part in ("hits", "wrong", "missed")))
        for label, tally in [*self.tallies.items(), ("all", every), ("any place", self.loose)]:
            if (figures := tally.figures()) is not None:
                shares = "".join(f"{f:7.3f}" for f in figures)
                yield f"{label:10}{shares}{tally.hits:6}{tally.wrong:6}{tally.missed:7}"


def _touch(one: Entity, other: Entity) -> bool:
    return one.label == other.label and one.span.start < other.span.end and other.span.start < one.span.end


def evaluate(model: EntityModel, texts: Iterable[tuple[str, Marked]]) -> EntityReport:
    """Find the names of every text and compare."""
    report = EntityReport()
    for name, marked in texts:
        report.add(name, marked, model.find(marked.text))
    return report


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="notice-parser evaluate ner", description=__doc__.partition("\n\n")[0])
    parser.add_argument("corpus", type=Path, help="a folder of notices with names.toml and splits.toml")
    parser.add_argument("--split", action="append", choices=SPLITS, help="again for another; default: test")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="measure the model of another folder")
    parser.add_argument("--misses", action="store_true", help="list every name that went wrong")
    given = parser.parse_args(arguments)
    texts = list(annotated(given.corpus, given.split or ["test"]))
    model = open_entities(given.model) if given.model else load_entities()
    begun = time.process_time()
    report = evaluate(model, texts)
    spent = time.process_time() - begun
    print("\n".join(report.lines()))
    letters = sum(len(marked.text) for _, marked in texts)
    print(f"{len(texts)} notices, {letters} characters, {letters / max(spent, 1e-6):.0f} characters a second")
    if given.misses:
        print("\n".join(report.misses))


if __name__ == "__main__":
    main()
