"""Measure the program on annotated notices.

    python -m notice_parser.learn.evaluate CORPUS [--only c ...] [--misses] [--confidence] [--json]
                                            [--against OLD.json]

Prints precision, recall and F1 of each field over all notices, their mean, and the share of notices whose whole header
is right; where the printed text is known, also how well it was restored. ``--json`` prints the same with every case
that went wrong; given as OLD.json to a later run, it shows what was gained and what was lost.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notice_parser.core.source import SourceText
from notice_parser.export.to_json import notice_to_json, plan_to_json
from notice_parser.learn.calibration import Calibration
from notice_parser.learn.corpus import Entry, load_corpus
from notice_parser.learn.gold import JsonObject
from notice_parser.learn.measures import NOTICE_MEASURES, PLAN_MEASURES, Matching, Measure, match
from notice_parser.learn.restoration import Restoration
from notice_parser.pipeline import read_plan

SPANS = "spans.present"
_SPANNED = tuple(m.name for m in NOTICE_MEASURES if "." not in m.name and m.name != "outline")
_BESIDE_THE_VALUE = frozenset({"confidence", "spans", "rule", "status", "candidates", "reason", "text", "id", "proof"})


@dataclass
class Tally:
    """Hits, wrong and missed entries of one field."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    def figures(self) -> tuple[float, float, float] | None:
        """Give precision, recall and F1; None where nothing was to be found and nothing was."""
        if not self.hits + self.wrong + self.missed:
            return None
        precision = self.hits / (self.hits + self.wrong) if self.hits else 0.0
        recall = self.hits / (self.hits + self.missed) if self.hits else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if self.hits else 0.0


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """A case that went wrong: an annotated value that was ``missed``, or a ``wrong`` one that was read."""

    document: str
    field: str
    how: str
    entry: str


@dataclass
class Report:
    """The figures of one run."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    documents: int = 0
    headers_right: int = 0
    restoration: Restoration = field(default_factory=Restoration)
    calibration: Calibration = field(default_factory=Calibration)

    def add(self, name: str, gold: JsonObject, notice: JsonObject, plan: JsonObject) -> None:
        """Compare one notice."""
        matchings = [(m, match(m, gold, notice)) for m in NOTICE_MEASURES]
        self.documents += 1
        self.headers_right += all(matching.is_right for measure, matching in matchings if measure.in_header)
        if gold.get("plan"):
            matchings += [(m, match(m, gold["plan"], plan)) for m in PLAN_MEASURES]
        for measure, matching in matchings:
            self._count(name, measure, matching)
        self._count_spans(notice)

    def _count(self, document: str, measure: Measure, matching: Matching) -> None:
        tally = self.tallies.setdefault(measure.name, Tally())
        if measure.in_mean:
            self.calibration.add(measure.name, matching)
        tally.hits += matching.hits
        tally.missed += len(matching.missed)
        tally.wrong += len(matching.wrong)
        for how, entries in (("missed", matching.missed), ("wrong", matching.wrong)):
            self.misses += [Miss(document, measure.name, how, _brief(entry)) for entry in entries]

    def _count_spans(self, notice: JsonObject) -> None:
        tally, length = self.tallies.setdefault(SPANS, Tally()), len(notice.get("text") or "")
        for key in _SPANNED:
            held = notice.get(key) or []
            for entry in held if isinstance(held, list) else [held]:
                if not isinstance(entry, dict) or not entry.get("value"):
                    continue
                stands = any(0 <= s["start"] < s["end"] <= length for s in entry.get("spans") or [])
                tally.hits += stands
                tally.missed += not stands

    @property
    def mean_f1(self) -> float:
        """The mean F1 of the fields that occur; those that are measured beside the contract's do not count."""
        beside = {m.name for m in NOTICE_MEASURES if not m.in_mean} | {SPANS}
        scores = [f[2] for name, t in self.tallies.items() if name not in beside and (f := t.figures()) is not None]
        return sum(scores) / len(scores) if scores else 0.0

    def to_json(self) -> JsonObject:
        """Give everything, for a later comparison."""
        figures = {name: tally.figures() for name, tally in sorted(self.tallies.items())}
        return {
            "documents": self.documents,
            "mean_f1": self.mean_f1,
            "header_right": self.headers_right / self.documents if self.documents else 0.0,
            "fields": {n: dict(zip(("p", "r", "f1"), f or (None,) * 3, strict=True)) for n, f in figures.items()},
            "restoration": self.restoration.summary(),
            "misses": [[m.document, m.field, m.how, m.entry] for m in sorted(self.misses)],
        }

    def lines(self) -> Iterable[str]:
        """Give the table for people."""
        yield f"{'field':26}{'P':>7}{'R':>7}{'F1':>7}{'hits':>6}{'wrong':>6}{'missed':>7}"
        for name, tally in sorted(self.tallies.items()):
            if (figures := tally.figures()) is not None:
                shares = "".join(f"{f:7.3f}" for f in figures)
                yield f"{name:26}{shares}{tally.hits:6}{tally.wrong:6}{tally.missed:7}"
        if self.restoration.letters:
            yield "restored: " + ", ".join(
                f"{name} {'-' if f is None else f'{f:.4f}'}" for name, f in self.restoration.summary().items()
            )
        yield f"header right {self.headers_right}/{self.documents}   mean F1 {self.mean_f1:.4f}"


def _brief(entry: object) -> str:
    if isinstance(entry, dict):
        keep = _BESIDE_THE_VALUE - {"text"} if "kind" not in entry else _BESIDE_THE_VALUE
        entry = {key: held for key, held in entry.items() if key not in keep and held not in (None, [])}
        entry = entry["value"] if entry.keys() == {"value"} else entry
    return json.dumps(entry, ensure_ascii=False, sort_keys=True)


def evaluate(entries: Iterable[Entry]) -> Report:
    """Read every notice and compare it with its annotation."""
    report = Report()
    for entry in entries:
        notice, plan = predict(entry.source)
        report.add(entry.name, entry.gold, notice, plan)
        if entry.restored is not None:
            report.restoration.add(entry.restored.read_text(encoding="utf-8"), notice["text"])
    return report


def predict(source: SourceText) -> tuple[JsonObject, JsonObject]:
    """Give the JSON of ``parse`` and of ``plan``."""
    reading = read_plan(source)
    return notice_to_json(reading.notice), plan_to_json(reading.notice, reading.plan)


def evaluate_predictions(entries: Iterable[Entry], folder: Path) -> Report:
    """Compare results kept as ``ID.notice.json`` and ``ID.plan.json``; what is not there counts as empty."""
    report = Report()
    for entry in entries:
        notice, plan = (_kept(folder / f"{entry.name}.{kind}.json") for kind in ("notice", "plan"))
        report.add(entry.name, entry.gold, notice, plan)
        if entry.restored is not None:
            report.restoration.add(entry.restored.read_text(encoding="utf-8"), notice.get("text") or "")
    return report


def _kept(path: Path) -> JsonObject:
    kept: JsonObject = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return kept


def compare(old: JsonObject, new: JsonObject) -> tuple[list[Miss], list[Miss]]:
    """Give the cases that were gained and those that were lost between two runs' JSON."""
    before, after = ({Miss(*miss) for miss in run["misses"]} for run in (old, new))
    return sorted(before - after), sorted(after - before)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m notice_parser.learn.evaluate", description="Measure the program on annotated notices."
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", nargs="*", default=(), help="notices whose name begins so")
    parser.add_argument("--predictions", type=Path, help="compare results kept in a folder instead of reading anew")
    parser.add_argument("--misses", action="store_true", help="list every case that went wrong")
    parser.add_argument("--json", action="store_true", help="print JSON, for a later --against")
    parser.add_argument("--confidence", action="store_true", help="show how often values of each confidence are right")
    parser.add_argument("--against", type=Path, metavar="OLD.json", help="show what was gained and lost since")
    given = parser.parse_args(arguments)
    entries = load_corpus(given.corpus, given.only)
    report = evaluate_predictions(entries, given.predictions) if given.predictions else evaluate(entries)
    if given.json:
        print(json.dumps(report.to_json(), ensure_ascii=False, indent=1))
        return
    if given.misses:
        for miss in sorted(report.misses):
            print(miss.document, miss.field, miss.how, miss.entry[:160], sep="\t")
    for line in (*report.lines(), *(report.calibration.lines() if given.confidence else ())):
        print(line)
    if given.against:
        _print_changes(_kept(given.against), report.to_json())


def _print_changes(old: JsonObject, new: JsonObject) -> None:
    gained, lost = compare(old, new)
    for name, cases in (("gained", gained), ("lost", lost)):
        print(f"{name} {len(cases)}")
        for miss in cases:
            print(f"  {name}", miss.document, miss.field, miss.how, miss.entry[:160], sep="\t")
    print(f"mean F1 {old['mean_f1']:.4f} -> {new['mean_f1']:.4f}")


if __name__ == "__main__":
    main()
