"""What a fix is: a name and a function that asks for edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from notice_parser.core.alignment import Edit, apply
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule


@dataclass(frozen=True, slots=True)
class Fix:
    """One step of the restoration.

    ``find`` reads a text and lists the edits it asks for, without overlaps. ``needs`` are strings of which at least
    one must occur in the text for the fix to have anything to do; none means always.
    """

    name: str
    find: Callable[[str], list[Edit]]
    needs: tuple[str, ...] = ()

    def edits(self, text: str) -> list[Edit]:
        """List the edits that change something."""
        if self.needs and not any(need in text for need in self.needs):
            return []
        return [e for e in self.find(text) if e.span.of(text) != e.replacement]


def mended(text: str, edits: list[Edit]) -> str:
    """Give the edited text alone; for doctests and chains of small steps.

    >>> mended("ab", [Edit(Span(0, 1), "x")])
    'xb'
    """
    return apply(text, edits)[0]


def replaced(
    text: str, rule: Rule, replacement: str | Mapping[str, str] | Callable[[str], str], confidence: float
) -> list[Edit]:
    """Replace what a rule finds: the groups named ``x``, ``y``, ``z``, ``v`` where it has any, else the whole match.

    ``replacement`` is the new text, a table by the old text (what is not in it stays), or a function of the old text.
    """
    edits: list[Edit] = []
    for match in rule.find_all(text):
        parts = [g for g in ("x", "y", "z", "v") if g in match.re.groupindex]
        for span in [match.span(g) for g in parts] if parts else [match.span()]:
            if span[0] < 0:
                continue
            old = text[span[0] : span[1]]
            if isinstance(replacement, str):
                new = replacement
            elif isinstance(replacement, Mapping):
                new = replacement.get(old, old)
            else:
                new = replacement(old)
            if new != old:
                edits.append(Edit(Span(*span), new, rule.name, confidence))
    return edits


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """Keep of edits that overlap the one that begins first, of two that begin together the longer one."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.span.start, -e.span.end)):
        if not kept or (edit.span.start >= kept[-1].span.end and edit.span != kept[-1].span):
            kept.append(edit)
    return kept
