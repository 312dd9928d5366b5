"""What the model that finds names is trained and measured on.

Three sources: passages made of patterns (every name known), the annotated notices of ``corpora`` with variants in which
places and persons are others, and official texts in which rules mark what they are sure of.
"""

from __future__ import annotations

import csv
import gzip
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

import regex

from notice_parser.clean.restore import restore
from notice_parser.core.span import Span
from notice_parser.entities import LABELS, Entity, stretches_of
from notice_parser.grammar.citations import find_citations
from notice_parser.grammar.organs import is_organ
from notice_parser.learn.corpus import CorpusError, Entry, load_corpus, load_splits
from notice_parser.learn.ner_compose import PassageWriter, compose_passage
from notice_parser.learn.ner_text import Marked, find_listed, mark, read_marks, without_overlap
from notice_parser.learn.variants import vary

NAMES_FILE = "names.toml"
_PART = regex.compile(r"[^，。；：、（）《》〈〉“”！？\s,;:()]{2,40}")
_KIND_OF_ORGAN = regex.compile(r"(?:各|有关|设区的|上级|同级|本级|下级|以上|主管|其他|相关|负责)\p{Han}*$")


def load_divisions(path: Path) -> tuple[str, ...]:
    """Read full names of places from the column ``name`` of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return tuple(sorted({row["name"] for row in csv.DictReader(stream) if 2 < len(row["name"]) <= 12}))


def composed(divisions: Sequence[str], count: int, seed: int) -> Iterator[Marked]:
    """Make passages of patterns."""
    rng = Random(seed)
    for _ in range(count):
        yield compose_passage(divisions, rng)


def load_names(folder: Path) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Read which names stand in which notice: ``names.toml`` of a folder of annotated notices.

    Raises:
        CorpusError: there is no such file, or a label is not known.
    """
    path = folder / NAMES_FILE
    if not path.is_file():
        raise CorpusError(f"no {NAMES_FILE} in {folder}")
    table: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for notice, names in table.items():
        if unknown := sorted(set(names) - set(LABELS)):
            raise CorpusError(f"{path}: {notice}: unknown labels: {', '.join(unknown)}")
    return table


def annotated(folder: Path, splits: Sequence[str]) -> Iterator[tuple[str, Marked]]:
    """Give the notices of some splits whose names are listed, in order, with every name marked.

    Raises:
        CorpusError: a listed name does not stand in its notice.
    """
    names, chosen = load_names(folder), load_splits(folder)
    wanted = {name for split in splits for name in chosen[split]}
    for entry in load_corpus(folder):
        if entry.name in wanted and entry.name in names:
            text = _text_of(entry)
            for name in (n for listed in names[entry.name].values() for n in listed):
                if not find_listed(text, {"ORG": [name]}).entities:
                    raise CorpusError(f"{folder / NAMES_FILE}: {entry.name} has no {name}")
            yield entry.name, find_listed(text, names[entry.name])


def _text_of(entry: Entry) -> str:
    return entry.restored.read_text(encoding="utf-8") if entry.restored else restore(entry.source).text


def varied(folder: Path, count: int, seed: int) -> Iterator[Marked]:
    """Give so many variants of each notice for training."""
    names, train = load_names(folder), load_splits(folder)["train"]
    for entry in load_corpus(folder):
        if entry.name not in train or entry.name not in names:
            continue
        whole = replace(entry, gold={**entry.gold, "names": names[entry.name]})
        for number in range(count):
            variant = vary(whole, Random(f"{seed}/{entry.name}/{number}"))
            yield find_listed(variant.text, variant.gold["names"])


_ANY_ORGAN = regex.compile(
    r"(?<![\p{Han}、])(?:由|向|经|报|对)?\K(?:县级以上|国务院|省、自治区、直辖市|设区的市|地方各级|省级|市级|县级|乡镇|省|市|县|上级)"
    r"\p{Han}{0,14}?(?:人民政府|主管部门|管理部门|有关部门|监督部门|行政部门|机关)(?=[，应可负根依不对按会组制备批提责给作采\P{Han}])"
)
_ANY_PLACE = regex.compile(r"本省|本市|本自治区|本州|本县")


def silver(path: Path, divisions: Sequence[str], count: int, seed: int) -> Iterator[Marked]:
    """Draw stretches of official texts (``text`` in each line of a ``.jsonl.gz``) and mark names by rule.

    Laws name kinds of organs (县级以上人民政府); most of them give way to invented organs, so that there are names in
    true sentences.
    """
    rng = Random(seed)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [text for line in lines if len(text := json.loads(line)["text"]) > 40]
    places = frozenset(divisions)
    for text in rng.sample(texts, min(count, len(texts))):
        named = _with_names(rng.choice(list(stretches_of(text))).of(text), PassageWriter.begin(divisions, rng))
        yield Marked(named.text, without_overlap([*named.entities, *mark_by_rule(named.text, places).entities]))


def _with_names(text: str, writer: PassageWriter) -> Marked:
    """Put invented organs and places for most of the kinds of organs and places that a law speaks of."""
    rng = writer.rng
    text = _ANY_ORGAN.sub(lambda m: m[0] if rng.random() < 0.15 else mark("ORG", writer.organ()), text)
    text = _ANY_PLACE.sub(lambda m: m[0] if rng.random() < 0.3 else mark("LOC", writer.place()), text)
    return read_marks(text)


@cache
def _central() -> regex.Pattern[str]:
    words = tomllib.loads((files("notice_parser.learn") / "ner_words.toml").read_text(encoding="utf-8"))
    offices = [level + office for level in "省市县区" for office in (*words["departments"], "人民政府")]
    return regex.compile(r"\L<names>", names=[*words["central"], *words["party_short"], *offices])


def mark_by_rule(text: str, divisions: frozenset[str]) -> Marked:
    """Mark cited titles, organs of state, organs that stand alone between marks, and known divisions."""
    found = [Entity("DOC", c.title) for c in find_citations(text)]
    for part in _PART.finditer(text):
        found += _names_in(part.group(), part.start(), divisions)
    return Marked(text, without_overlap(found))


def _names_in(part: str, start: int, divisions: frozenset[str]) -> Iterator[Entity]:
    headed = any(part[:size] in divisions for size in range(3, 10))
    if headed and is_organ(part) and not _KIND_OF_ORGAN.search(part):
        yield Entity("ORG", Span(start, start + len(part)))
        return
    for match in _central().finditer(part):
        if not _KIND_OF_ORGAN.search(part[: match.start()]):
            yield Entity("ORG", Span(start + match.start(), start + match.end()))
    at = 0
    while at + 3 <= len(part):
        longest = min(9, len(part) - at)
        size = next((size for size in range(longest, 2, -1) if part[at : at + size] in divisions), 0)
        if size:
            yield Entity("LOC", Span(start + at, start + at + size))
        at += size or 1
