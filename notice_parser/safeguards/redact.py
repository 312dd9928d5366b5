"""Takes personal data out of everything that leaves the program.

Each hidden character becomes ``*``, so that lengths stay and every place in the text, the source and on the page still
holds. The source is hidden as well as the restored text, and so are the edits between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import TypeVar, cast

import regex

from notice_parser.core.alignment import Alignment, CleanText, Edit, Step, apply
from notice_parser.core.notice import Notice
from notice_parser.core.outline import Outline
from notice_parser.core.span import Span
from notice_parser.safeguards.personal import Personal, any_of, find_personal

T = TypeVar("T")
_VISIBLE = regex.compile(r"\S")


@dataclass(frozen=True)
class Redaction:
    """What is hidden in a notice: stretches of the restored text, in order and apart, and values by their wording."""

    notice: Notice
    """As it was read."""
    spans: tuple[Span, ...]
    values: frozenset[str]

    @classmethod
    def of(cls, notice: Notice, kinds: Iterable[Personal] = tuple(Personal)) -> Redaction:
        """Find what is to be hidden."""
        found = find_personal(notice, kinds)
        return cls(notice, tuple(_merged(found.spans)), found.values)

    @cached_property
    def clean(self) -> CleanText:
        """The text, its source and the steps between them without what is hidden."""
        return hide_text(self.notice.outline.clean, self.spans, self._pattern)

    @cached_property
    def redacted(self) -> Notice:
        """The notice without what is hidden."""
        return self.hidden_in(replace(self.notice, outline=replace(self.notice.outline, clean=self.clean)))

    def hidden_in(self, value: T) -> T:
        """Give a notice, a plan or a part of one with the values hidden in each of its texts."""
        return _walked(value, self._pattern) if self.values else value

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        return any_of(self.values)


def hide_text(clean: CleanText, spans: Sequence[Span], values: regex.Pattern[str]) -> CleanText:
    """Hide stretches of a restored text in it, in its source and in every edit; replaying the steps still gives it."""
    if not spans:
        return clean
    texts, ways = _replayed(clean)
    hidden = list(spans)
    for way in reversed(ways):
        hidden = _carried(hidden, way.to_source)
    first = hidden
    steps: list[Step] = []
    for step, way in zip(clean.steps, ways, strict=True):
        after = _carried(hidden, way.to_clean)
        steps.append(Step(step.fix, tuple(_hidden_edit(edit, hidden, after, way) for edit in step.edits)))
        hidden = after
    said = tuple(hide_values(finding, values) for finding in clean.source.findings)
    source = replace(clean.source, text=_hide(texts[0], first), findings=said)
    return replace(clean, source=source, text=_hide(clean.text, hidden), steps=tuple(steps))


def hide_values(text: str, values: regex.Pattern[str]) -> str:
    """Hide each of some values in a text."""
    found = values.sub(lambda hit: _VISIBLE.sub("*", hit.group()), text)
    return found if found != text else text


def _replayed(clean: CleanText) -> tuple[list[str], list[Alignment]]:
    texts, ways = [clean.source.text], []
    for step in clean.steps:
        text, way = apply(texts[-1], step.edits)
        texts.append(text)
        ways.append(way)
    return texts, ways


def _carried(spans: Iterable[Span], way: Callable[[Span], Span]) -> list[Span]:
    return list(_merged([way(span) for span in spans]))


def _hidden_edit(edit: Edit, before: Sequence[Span], after: Sequence[Span], way: Alignment) -> Edit:
    """Hide what an edit puts in where its place is hidden."""
    if not any(span.overlaps(edit.span) for span in before):
        into = way.to_clean(edit.span) if len(edit.span) else None
        if into is None or not any(span.overlaps(into) for span in after):
            return edit
    return replace(edit, replacement=_VISIBLE.sub("*", edit.replacement))


def _hide(text: str, spans: Iterable[Span]) -> str:
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], _VISIBLE.sub("*", span.of(text))]
        at = span.end
    return "".join([*pieces, text[at:]])


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in sorted(spans):
        if held is not None and span.start <= held.end:
            held = held.union(span)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _walked(value: T, values: regex.Pattern[str]) -> T:
    if type(value) is str:
        return cast(T, hide_values(cast(str, value), values))
    if isinstance(value, tuple):
        entries = tuple(_walked(entry, values) for entry in value)
        return cast(T, entries) if any(new is not old for new, old in zip(entries, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, (type, Span, Outline)):
        changed = {
            f.name: new for f in fields(value) if (new := _walked(old := getattr(value, f.name), values)) is not old
        }
        return replace(value, **changed) if changed else value
    return value
