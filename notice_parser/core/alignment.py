"""What changed between two texts, and where each place came from.

A text is changed by *edits*; the alignment is recorded as the edits are applied and is never searched for
afterwards. Positions are code points. ``before`` is the text that was edited, ``after`` the result; after
several steps ``source`` is the first and ``clean`` the last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from notice_parser.core.damage import Damage
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One replacement: ``span`` of the text before it becomes ``replacement``.

    ``fix`` names the rule that asked for it, ``confidence`` is its probability of being right, 0..1.
    """

    span: Span
    replacement: str
    fix: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that was replaced: the same place in the text before and in the text after."""

    before: Span
    after: Span


class OverlappingEditsError(ValueError):
    """Two edits claim the same code points, so their order would decide the result."""


@dataclass(frozen=True)
class Alignment:
    """The replaced stretches between two texts, in order; whatever lies between them is unchanged."""

    blocks: tuple[Block, ...] = ()

    @cached_property
    def _after_starts(self) -> list[int]:
        return [b.after.start for b in self.blocks]

    @cached_property
    def _after_ends(self) -> list[int]:
        return [b.after.end for b in self.blocks]

    @cached_property
    def _before_starts(self) -> list[int]:
        return [b.before.start for b in self.blocks]

    @cached_property
    def _before_ends(self) -> list[int]:
        return [b.before.end for b in self.blocks]

    def to_source(self, span: Span) -> Span:
        """Lead a span of the text after back to the text before, as tightly as the edits allow.

        A border inside a replaced stretch moves to that stretch's border, so that the result covers whatever the
        span was made from. What was deleted at the very border of the span is left outside.
        """
        return _carry(span, self._after_starts, self._after_ends, self.blocks, backward=True)

    def to_clean(self, span: Span) -> Span:
        """Lead a span of the text before to the text after; the mirror of :meth:`to_source`."""
        return _carry(span, self._before_starts, self._before_ends, self.blocks, backward=False)

    def inverse(self) -> Alignment:
        """Give the alignment of the way back."""
        return Alignment(tuple(Block(b.after, b.before) for b in self.blocks))

    def then(self, later: Alignment) -> Alignment:
        """Compose: this alignment leads from a to b, ``later`` from b to c, the result from a to c."""
        return compose(self, later)


def _carry(
    span: Span, starts: Sequence[int], ends: Sequence[int], blocks: tuple[Block, ...], *, backward: bool
) -> Span:
    # Blocks that end at or before the start lie behind it, an empty one exactly there too; blocks that begin at or
    # after the end lie ahead of it. So what was deleted at a border stays outside.
    behind = bisect_right(ends, span.start)
    if behind < len(blocks) and starts[behind] < span.start:
        start = _there(blocks[behind], backward=backward).start
    else:
        start = _carried(span.start, behind, blocks, backward=backward)
    if len(span) == 0:
        return Span(start, start)
    within = bisect_left(starts, span.end)
    if within and ends[within - 1] > span.end:
        end = _there(blocks[within - 1], backward=backward).end
    else:
        end = _carried(span.end, within, blocks, backward=backward)
    return Span(start, max(start, end))


def _there(block: Block, *, backward: bool) -> Span:
    return block.before if backward else block.after


def _carried(position: int, behind: int, blocks: tuple[Block, ...], *, backward: bool) -> int:
    if not behind:
        return position
    last = blocks[behind - 1]
    here = last.after if backward else last.before
    return _there(last, backward=backward).end + position - here.end


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, Alignment]:
    """Apply edits that do not overlap; give the new text and the alignment.

    Two insertions at one place stand in the order given. An edit that changes nothing is dropped.

    >>> apply("国发[2024]1号", [Edit(Span(2, 3), "〔"), Edit(Span(7, 8), "〕")])[0]
    '国发〔2024〕1号'

    Raises:
        OverlappingEditsError: two edits share a code point, or one reaches beyond the text.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    at = shift = 0
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end)):
        start, end = edit.span.start, edit.span.end
        if start < at or end > len(text):
            raise OverlappingEditsError(f"edit {edit.fix!r} at {start}..{end} overlaps or reaches beyond the text")
        if text[start:end] == edit.replacement:
            continue
        pieces.append(text[at:start])
        pieces.append(edit.replacement)
        after = Span(start + shift, start + shift + len(edit.replacement))
        blocks.append(Block(edit.span, after))
        shift += len(edit.replacement) - (end - start)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), Alignment(tuple(blocks))


def invert(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Give the edits that turn the edited text back into ``text``."""
    used = [e for e in sorted(edits, key=lambda e: (e.span.start, e.span.end)) if e.span.of(text) != e.replacement]
    _, alignment = apply(text, used)
    return tuple(
        Edit(block.after, block.before.of(text), edit.fix, edit.confidence)
        for edit, block in zip(used, alignment.blocks, strict=True)
    )


def compose(first: Alignment, later: Alignment) -> Alignment:
    """Compose two alignments over their middle text into one; blocks that meet in the middle become one block."""
    met = sorted(
        [(b.after, len(b.before) - len(b.after), 0) for b in first.blocks]
        + [(b.before, 0, len(b.after) - len(b.before)) for b in later.blocks]
    )
    groups: list[tuple[Span, int, int]] = []
    for span, back, ahead in met:
        if groups and (span.start < groups[-1][0].end or span == groups[-1][0]):
            held, held_back, held_ahead = groups[-1]
            groups[-1] = (held.union(span), held_back + back, held_ahead + ahead)
        else:
            groups.append((span, back, ahead))
    return Alignment(tuple(_blocks(groups)))


def _blocks(groups: Iterable[tuple[Span, int, int]]) -> Iterator[Block]:
    back = ahead = 0  # what a middle position lacks to be one of the text before, of the text after
    for span, grows_back, grows_ahead in groups:
        before = Span(span.start + back, span.end + back + grows_back)
        after = Span(span.start + ahead, span.end + ahead + grows_ahead)
        back += grows_back
        ahead += grows_ahead
        if len(before) or len(after):
            yield Block(before, after)


WRONG_CODEC = ("_as_gbk", "_as_latin")
"""How the names of the fixes end that undo a wrong codec."""


@dataclass(frozen=True, slots=True)
class Step:
    """One fix and what it did; the spans of its edits lie in the text as the step before it left it."""

    fix: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class CleanText:
    """Restored text with its way back to the source.

    Replaying ``steps`` on ``source.text`` gives ``text``; ``alignment`` is their composition.
    """

    source: SourceText
    text: str
    alignment: Alignment
    steps: tuple[Step, ...] = ()
    damage: tuple[Damage, ...] = ()
    """How the source was damaged, the strongest kind first; nothing where it was in order."""

    @classmethod
    def untouched(cls, source: SourceText) -> CleanText:
        """Take the source as it is."""
        return cls(source, source.text, Alignment())

    def edited(self, fix: str, edits: Sequence[Edit]) -> CleanText:
        """Apply one more step; no edits, no step."""
        text, alignment = apply(self.text, edits)
        if not alignment.blocks:
            return self
        return CleanText(self.source, text, compose(self.alignment, alignment), (*self.steps, Step(fix, tuple(edits))))

    @cached_property
    def as_read(self) -> CleanText:
        """Give the same with the text of the right codec as its source: the signs of ¹ØÓÚ are not what was printed."""
        if not self.steps or not self.steps[0].fix.endswith(WRONG_CODEC):
            return self
        text, _ = apply(self.source.text, self.steps[0].edits)
        later, alignment = text, Alignment()
        for step in self.steps[1:]:
            later, change = apply(later, step.edits)
            alignment = compose(alignment, change)
        return CleanText(replace(self.source, text=text, pages=(), tables=()), self.text, alignment, self.steps[1:])

    def to_source(self, span: Span) -> Span:
        """Lead a span of the restored text back to the source."""
        return self.alignment.to_source(span)

    def recognised(self, spans: Iterable[Span]) -> float:
        """Give how sure the recognition is of the least sure line under some spans; 1.0 where text was not an image."""
        return min((self.source.confidence(self.to_source(span)) for span in spans), default=1.0)

    def is_changed(self, span: Span) -> bool:
        """Tell whether an edit touched the span."""
        return span.of(self.text) != self.to_source(span).of(self.source.text)
