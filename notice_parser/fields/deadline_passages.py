"""The stretches of running text that hold time expressions, cut into clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from notice_parser.core.outline import Outline
from notice_parser.core.span import Span, strip_span
from notice_parser.fields.deadline_text import BLANKS, LABEL, RunningText, split
from notice_parser.grammar.headings import HEADING_NOUN
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression

MOST = 800
"""Code points of a passage; a sentence that is longer has lost its end."""
_LONG = 110
"""Code points within which a text that has its marks has at least one."""
_PASSAGE_END = Rule("deadline/passage_end", r"[；;]", yes=("；",), no=("，",))
_QUOTED = Rule(
    "deadline/quoted", r"《[^《》\n]{1,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,80})?》", yes=("《甲〈乙〉》",), no=("甲",)
)
RULES: tuple[Rule, ...] = (_PASSAGE_END, _QUOTED)


@dataclass(frozen=True)
class Passage:
    """A stretch between two semicolons within a sentence, with the time expressions in it.

    ``commas`` are the places of the clause marks outside brackets; ``section`` is the part it stands in.
    """

    text: str
    span: Span
    sentence: Span
    section: int | None
    times: tuple[TimeExpression, ...]
    commas: tuple[int, ...]
    previous: Span | None = None
    """The sentence before, in the same part."""
    following: Span | None = None
    """The next stretch of the running text, for a time whose duty a damaged mark has cut off."""

    @cached_property
    def quoted(self) -> str:
        """Give the sentence on one line, or only the passage where the sentence has no end."""
        span = self.sentence if len(self.sentence) <= 2 * MOST else self.span
        return " ".join(span.of(self.text).split())

    @property
    def is_unmarked(self) -> bool:
        """Tell whether the passage has lost its marks, so that clauses cannot be told apart."""
        return len(self.span) > _LONG and len(self.commas) * _LONG < len(self.span)

    def clause_start(self, position: int) -> int:
        """Give the start of the clause that holds a position."""
        index = bisect_left(self.commas, position)
        return self.commas[index - 1] + 1 if index else self.span.start

    def clause_end(self, position: int) -> int:
        """Give the end of the clause that holds a position, its mark not counted."""
        index = bisect_left(self.commas, position)
        return self.commas[index] if index < len(self.commas) else self.span.end

    def of(self, start: int, end: int) -> str:
        """Cut a stretch out of the text."""
        return self.text[start:end]


def find_passages(running: RunningText, times: Sequence[TimeExpression], outline: Outline) -> Iterator[Passage]:
    """Cut the running text into passages and give each its time expressions; those without any are left out."""
    text = running.text
    quoted = [Span(*m.span()) for m in _QUOTED.find_all(text)]
    quoted_starts = [q.start for q in quoted]
    free = [t for t in times if not _is_inside(t.span, quoted, quoted_starts)]
    starts = [t.span.start for t in free]
    for index, (sentence, section) in enumerate(running.sentences):
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if low == high:
            continue
        if section is not None:
            sentence = _behind_heading(text, sentence, outline.sections[section].heading)
        pieces = list(_cut(text, sentence))
        before = running.sentences[index - 1][0] if index and running.sentences[index - 1][1] == section else None
        after = running.sentences[index + 1][0] if index + 1 < len(running.sentences) else None
        for span, following in zip(pieces, [*pieces[1:], after], strict=True):
            low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
            if low < high:
                times_within = tuple(t for t in free[low:high] if t.span.end <= span.end)
                yield Passage(text, span, sentence, section, times_within, clause_marks(text, span), before, following)


def _behind_heading(text: str, sentence: Span, heading: Span) -> Span:
    """Leave out a heading that lost the break behind it: 六、工作要求各区要于5月8日前报名。."""
    if not (sentence.start <= heading.start and heading.end < sentence.end):
        return sentence
    return Span(heading.end, sentence.end) if HEADING_NOUN.search(text, heading.start, heading.end) else sentence


def _is_inside(span: Span, quoted: list[Span], starts: list[int]) -> bool:
    index = bisect_right(starts, span.start) - 1
    return index >= 0 and quoted[index].overlaps(span)


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    for piece in split(text, sentence, _PASSAGE_END):
        label = LABEL.match(text, piece.start, piece.end)
        start = label.end() if label else piece.start
        for part in _bounded(text, Span(start, piece.end)):
            yield strip_span(text, part, BLANKS + "。；;！!")


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Cut a stretch without an end at its commas, so that the work on each time in it stays bounded."""
    start = span.start
    while span.end - start > MOST:
        comma = max(text.rfind(c, start + MOST // 2, start + MOST) for c in "，,、：:")
        cut = comma + 1 if comma >= 0 else start + MOST
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def clause_marks(text: str, span: Span) -> tuple[int, ...]:
    """List the clause marks outside brackets and quotation marks; an unclosed bracket holds nothing back."""
    commas: list[int] = []
    closing: int | None = None
    for at in range(span.start, span.end):
        char = text[at]
        if closing is not None:
            if at >= closing:
                closing = None
            continue
        if char in "（(“《":
            end = text.find({"（": "）", "(": ")", "“": "”", "《": "》"}[char], at, min(span.end, at + 100))
            closing = end if end > 0 else None
        elif char in "，,：:。" and not (
            char in ":：" and at + 1 < span.end and text[at + 1].isdecimal() and text[at - 1].isdecimal()
        ):
            commas.append(at)
    return tuple(commas)
