"""Which notices are copies of one another: the scan and the digital copy of one document number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby

from notice_parser.batch.manifest import Result

_ALIKE = 0.8
"""Share of characters that two readings of one title have in common; recognition confuses one in ten at worst."""


def find_copies(results: Iterable[tuple[int, Result]]) -> Mapping[bytes, bytes]:
    """Give for each notice that is a copy the one to be used instead: the digital one, else the first.

    ``results`` have a document number that is not theirs alone, those of a number together. Agency codes are not
    unique in the country, so that issuer, title and date have to agree as well.
    """
    copies: dict[bytes, bytes] = {}
    for _, group in groupby(results, key=lambda entry: entry[1].number):
        chosen: list[Result] = []
        for _, result in sorted(group, key=lambda entry: (entry[1].scanned, entry[0])):
            same = next((other for other in chosen if _is_same(result, other)), None)
            if same is None:
                chosen.append(result)
            else:
                copies[result.sha256] = same.sha256
    return copies


def _is_same(one: Result, other: Result) -> bool:
    if one.issued and other.issued and one.issued != other.issued:
        return False
    pairs = [(a, b) for a, b in ((one.title, other.title), (one.issuer, other.issuer)) if a and b]
    return bool(pairs) and all(_alike(a, b) for a, b in pairs)


def _alike(one: str, other: str) -> bool:
    one, other = ("".join(_letters(text)) for text in (one, other))
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _letters(text: str) -> Iterator[str]:
    return (character for character in text[:200] if character.isalnum())
