"""A text whose marks are unknown, and what is decided about each place where one stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

GAP = Rule("draft/gap", r"[,.。、，．· \t\u3000]+", yes=(",", "。", "、 "), no=("甲", "\n", "："))
RULES = (GAP,)

MARK = ","
"""What stands for every mark in :attr:`Draft.text`."""


@dataclass(slots=True)
class Gap:
    """What is to stand at one place: closing marks, a mark, a line end, opening marks; ``mark`` None: not decided."""

    close: str = ""
    mark: str | None = None
    breaks: bool = False
    open: str = ""
    weight: float | None = None
    """How much the decision weighs against the model, as a logarithm; None where the rules know better."""

    def written(self) -> str:
        """Write it out."""
        return f"{self.close}{self.mark or ''}{chr(10) if self.breaks else ''}{self.open}"


@dataclass
class Draft:
    """The text with one comma for each run of marks, and the decisions by place in it.

    ``origin`` gives for each place of ``text`` where it begins in the source text, and one more for the end;
    ``title`` is where the notice's title begins and ends in it, ``addressees`` where they do.
    """

    source: str
    text: str
    origin: list[int]
    gaps: dict[int, Gap]
    inserted: dict[int, Gap] = field(default_factory=dict)
    title: tuple[int, int] = (0, 0)
    addressees: tuple[int, int] = (0, 0)

    @classmethod
    def of(cls, source: str) -> Draft:
        """Make the draft of a text."""
        pieces: list[str] = []
        origin: list[int] = []
        gaps: dict[int, Gap] = {}
        at = 0
        for match in GAP.find_all(source):
            pieces.append(source[at : match.start()])
            origin += range(at, match.start())
            gaps[len(origin)] = Gap()
            pieces.append(MARK)
            origin.append(match.start())
            at = match.end()
        pieces.append(source[at:])
        origin += range(at, len(source) + 1)
        return cls(source, "".join(pieces), origin, gaps)

    def gap(self, at: int) -> Gap:
        """Give the gap at a place of ``text``, or make one that is inserted before the letter there."""
        if at in self.gaps:
            return self.gaps[at]
        return self.inserted.setdefault(at, Gap())

    def is_gap(self, at: int) -> bool:
        """Tell whether a mark stands at a place, or the text or a line ends there."""
        return at in self.gaps or not 0 <= at < len(self.text) or self.text[at] == "\n"

    def gap_before(self, at: int) -> Gap:
        """Give the gap that ends before a place, an empty one where none does; for reading only."""
        return self.gaps.get(at - 1) or self.inserted.get(at) or Gap()

    def edits(self) -> list[Edit]:
        """Give the edits that write the decisions; a place that was not decided keeps its mark."""
        edits = []
        for at, gap in self.gaps.items():
            if gap.mark is None and not (gap.close or gap.open or gap.breaks):
                continue
            span = Span(self.origin[at], self._end(at))
            edits.append(Edit(span, gap.written(), "structure/mark", 0.8))
        for at, gap in self.inserted.items():
            if gap.written():
                place = self.origin[at]
                edits.append(Edit(Span(place, place), gap.written(), "structure/lost_mark", 0.75))
        return sorted(edits)

    def _end(self, at: int) -> int:
        end = self.origin[at]
        while end < len(self.source) and GAP.match(self.source[end]):
            end += 1
        return end


def ends_line(draft: Draft, at: int) -> int:
    """End a line at a place; give where the next begins."""
    if at >= len(draft.text):
        return at
    if draft.text[at] == "\n":
        return at + 1
    gap = draft.gap(at)
    gap.breaks, gap.mark = True, gap.mark or ""
    return at + 1 if at in draft.gaps else at


def own_line(draft: Draft, start: int, end: int) -> None:
    """Give a stretch its own line."""
    for at in (start - 1 if draft.text[start - 1] in MARK + "\n" else start, end):
        if at < len(draft.text) and draft.text[at] != "\n":
            gap = draft.gap(at)
            gap.breaks = True
            gap.mark = gap.mark or ""


def occurrences(text: str, letters: str, start: int) -> list[tuple[int, int]]:
    """Find where letters stand with any marks between them; the search is linear in the text."""
    positions = [i for i in range(start, len(text)) if text[i] != MARK]
    bare = "".join(text[i] for i in positions)
    found = []
    at = bare.find(letters)
    while at >= 0:
        found.append((positions[at], positions[at + len(letters) - 1] + 1))
        at = bare.find(letters, at + len(letters))
    return found
