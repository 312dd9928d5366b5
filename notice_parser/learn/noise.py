"""Garble notices that are in order, so that the restoration can be measured and trained.

    python -m notice_parser.learn.noise KIND IN_DIR OUT_DIR --seed 1

reads ``ID.gold.json`` with ``ID.restored.txt`` (or, without it, ``ID.txt``) and writes the garbled ``ID.txt``, the text
in order as ``ID.restored.txt`` and a copy of the gold. The same seed gives the same texts.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from notice_parser.core.alignment import Alignment, apply, compose
from notice_parser.learn import noise_encoding as encoding
from notice_parser.learn import noise_lines as lines
from notice_parser.learn import noise_pages as pages
from notice_parser.learn import noise_script as script
from notice_parser.learn import noise_signs as signs
from notice_parser.learn import noise_steps as steps
from notice_parser.learn.noise_steps import NoiseStep

KINDS: Mapping[str, tuple[NoiseStep, ...]] = {
    "random_marks": (steps.random_marks(),),
    "one_line": (
        steps.half_width(),
        steps.half_width("，", rate=0.05),
        steps.look_alikes(),
        steps.dash_as_one(),
        steps.drop_breaks(),
    ),
    "printed_lines": (pages.printed_lines(), steps.kangxi_radicals()),
    "web_page": (
        steps.indent_as_question(rate=0.4),
        steps.wrong_number_brackets(),
        steps.blanks_in_dates(),
        steps.doubled_marks(),
        steps.half_width("：（）；，", rate=0.3),
        pages.site_furniture(),
    ),
    "no_marks": (steps.no_marks(),),
    "split_digits": (steps.lost_number_brackets(), steps.digits_on_own_lines(), steps.half_width(rate=0.5)),
    "traditional": (script.traditional(sounds=0.08), steps.half_width("：（），", rate=0.5)),
    "lost_bytes": (script.lost_bytes(),),
    "utf8_as_gbk": (encoding.utf8_as_gbk(),),
    "gbk_as_latin": (encoding.gbk_as_latin(),),
    "half_width": (steps.half_width("：（）；？！〈〉，", rate=0.7),),
    "lost_signs": (signs.lost_number_signs(), signs.lost_date_signs()),
    "odd_brackets": (steps.wrong_number_brackets(0.9), signs.numbers_with_de(), signs.odd_brackets()),
    "question_blanks": (steps.indent_as_question(), signs.blanks_as_questions()),
    "doubled_marks": (steps.doubled_marks(0.1),),
    "broken_title": (lines.broken_title(),),
    "repeated_title": (lines.repeated_title(),),
    "spaced_title": (lines.spaced_title(),),
    "broken_sentences": (lines.broken_sentences(),),
    "pagers": (lines.pagers(),),
    "chunk_numbers": (lines.chunk_numbers(),),
    "markup": (lines.markup_residue(),),
    "look_alikes": (signs.misread_signs(), steps.look_alikes(0.06), steps.dash_as_one(0.8)),
    "fused_head": (lines.fused_head(),),
    "rewritten": (signs.rewritten_words(),),
    "dropped_values": (signs.dropped_values(),),
    "overlaid_lines": (lines.overlaid_lines(),),
}
"""The damage of one origin each: library, OCR archive, PDF, site, bare letters, converter, other script, decoder; then
each row of what is seen in the wild alone."""

LOSSY = frozenset({"dropped_values", "overlaid_lines"})
"""Kinds after which the text no longer holds what was there: to be told, not restored."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """A garbled text; ``alignment`` leads from the text in order (before) to the garbled one (after)."""

    text: str
    alignment: Alignment


def garble(text: str, noise: Sequence[NoiseStep], rng: Random) -> Garbled:
    """Apply the steps in turn.

    A span of the text in order is found in the garbled one with ``alignment.to_clean``, since the alignment's
    ``before`` is the text in order here.
    """
    alignment = Alignment()
    for step in noise:
        text, change = apply(text, step(text, rng))
        alignment = compose(alignment, change)
    return Garbled(text, alignment)


def garble_folder(kind: str, source: Path, target: Path, *, seed: int, restored: Path | None = None) -> int:
    """Garble all notices of a folder and give their number.

    ``restored`` is a folder of texts in order, ``ID.txt``, that are preferred to the ones beside the gold.
    """
    target.mkdir(parents=True, exist_ok=True)
    golds = sorted(source.glob("*.gold.json"))
    for gold in golds:
        name = gold.name.removesuffix(".gold.json")
        places = [source / f"{name}.restored.txt", source / f"{name}.txt"]
        if restored is not None:
            places.insert(0, restored / f"{name}.txt")
        text = next(p for p in places if p.is_file()).read_text(encoding="utf-8").removeprefix("\ufeff").strip() + "\n"
        garbled = garble(text, KINDS[kind], Random(f"{kind}/{seed}/{name}"))
        (target / f"{name}.txt").write_text(garbled.text, encoding="utf-8")
        (target / f"{name}.restored.txt").write_text(text, encoding="utf-8")
        shutil.copyfile(gold, target / gold.name)
    return len(golds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.noise", description="Garble clean notices.")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("source", type=Path, metavar="IN_DIR")
    parser.add_argument("target", type=Path, metavar="OUT_DIR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--restored", type=Path, help="folder of texts in order, ID.txt")
    given = parser.parse_args(arguments)
    count = garble_folder(given.kind, given.source, given.target, seed=given.seed, restored=given.restored)
    print(f"{count} notices garbled into {given.target}")


if __name__ == "__main__":
    main()
