"""A rule is a pattern with its name and the examples that it must and must not match.

The examples stand beside the pattern so that whoever changes one sees the other; ``tests/test_rules.py`` reads them
in both directions. Patterns are compiled when first used, and each search runs under a time limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import regex

TIME_LIMIT = 0.2
"""Seconds of CPU that one search may take in a text of 1,000 characters; longer texts get more in proportion."""


SHORT = 160
"""Characters up to which no clock is set: setting it takes longer than the search, and the tests try every pattern
on hostile texts of this length without one."""


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.VERSION1)


def _time_limit(text: str) -> float:
    # Only a search that goes round in circles reaches this: the slowest patterns need a tenth of it.
    return TIME_LIMIT * (1 + len(text) / 1_000)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern.

    ``yes`` are texts that the pattern matches in full, ``no`` texts in which a search finds nothing;
    ``inside`` pairs a text with the part that a search finds first in it. Named groups carry the parts.
    """

    name: str
    pattern: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    inside: tuple[tuple[str, str], ...] = field(default=())
    anchors: tuple[str, ...] = ()
    """Words one of which every match holds: a text without them is not searched at all."""

    def find_all(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """Find the matches in ``text[start:end]`` from left to right; positions count from the text's beginning."""
        stop = len(text) if end is None else end
        if self.anchors and not self._is_anchored(text, start, stop):
            return iter(())
        found = _compiled(self.pattern).finditer(text, start, stop, timeout=_time_limit(text))
        return iter(tuple(found))  # all at once: the limit's clock also runs while the caller works on a match

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """Find the first match."""
        stop = len(text) if end is None else end
        if self.anchors and not self._is_anchored(text, start, stop):
            return None
        if stop - start <= SHORT:
            return _compiled(self.pattern).search(text, start, stop)
        return _compiled(self.pattern).search(text, start, stop, timeout=_time_limit(text))

    def match(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """Match at ``start``."""
        stop = len(text) if end is None else end
        if stop - start <= SHORT:
            return _compiled(self.pattern).match(text, start, stop)
        return _compiled(self.pattern).match(text, start, stop, timeout=_time_limit(text))

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """Match the whole text."""
        if len(text) <= SHORT:
            return _compiled(self.pattern).fullmatch(text)
        return _compiled(self.pattern).fullmatch(text, timeout=_time_limit(text))

    def _is_anchored(self, text: str, start: int, stop: int) -> bool:
        return any(text.find(word, start, stop) >= 0 for word in self.anchors)
