"""Texts with the names in them marked: what the model that finds names learns from and is measured on.

A name is written between a private sign that tells its label and one that ends it, so that texts can be put together
before anything is counted. A name within a name (the organ in a title) gives way to the outer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from notice_parser.core.span import Span
from notice_parser.entities import LABELS, Entity

END = "\ue000"
_BEGIN = {label: chr(0xE001 + number) for number, label in enumerate(LABELS)}
_LABEL_OF = {sign: label for label, sign in _BEGIN.items()}
_SIGNS = regex.compile(r"[\ue000-\ue00f]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its names, in order and without overlap."""

    text: str
    entities: tuple[Entity, ...]


def mark(label: str, name: str) -> str:
    """Write a name with its label."""
    return f"{_BEGIN[label]}{name}{END}"


def unmarked(written: str) -> str:
    """Drop the signs."""
    return _SIGNS.sub("", written)


def read_marks(written: str) -> Marked:
    """Take the signs out of a text and give the outermost names."""
    letters: list[str] = []
    entities: list[Entity] = []
    depth, start, label = 0, 0, ""
    for char in written:
        if char in _LABEL_OF:
            if depth == 0:
                start, label = len(letters), _LABEL_OF[char]
            depth += 1
        elif char == END:
            depth -= 1
            if depth == 0 and len(letters) > start:
                entities.append(Entity(label, Span(start, len(letters))))
        else:
            letters.append(char)
    return Marked("".join(letters), tuple(entities))


def find_listed(text: str, names: Mapping[str, Sequence[str]]) -> Marked:
    """Mark every place of listed names, the longest first.

    Blanks, breaks and question marks for lost blanks inside a name may differ.

    A name that begins with ``=`` counts only where no Chinese character or digit stands directly beside it.
    """
    found: list[Entity] = []
    patterns = [(name.lstrip("="), name[:1] == "=", label) for label, listed in names.items() for name in listed]
    for name, alone, label in sorted(patterns, key=lambda p: -len(p[0])):
        loose = r"[\s?]*".join(map(regex.escape, "".join(name.split())))
        pattern = rf"(?<![\p{{Han}}\d]){loose}(?![\p{{Han}}\d])" if alone else loose
        found += [Entity(label, Span(m.start(), m.end())) for m in regex.finditer(pattern, text)]
    return Marked(text, without_overlap(found))


def without_overlap(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Keep the first of those that overlap, and put them in the order of the text."""
    kept: list[Entity] = []
    for entity in entities:
        if all(entity.span.end <= k.span.start or k.span.end <= entity.span.start for k in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda e: e.span.start))
