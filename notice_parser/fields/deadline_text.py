"""The running text of a notice, its sentences joined again where printed lines have cut them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule

BLANKS = " \t\u3000\xa0\r\n"
LABEL = Rule(
    "deadline/item_label",
    r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）]"
    r"|[0-9]{1,2}[.、．](?![0-9]{1,2}[日%])|[①-⑳]|第[一二三四五六七八九十百]{1,4}条"
    r"|[一二三四五六七八九十]是)[ \t\u3000]*",
    yes=("一、", "（一）", "1.", "3、", "(2)", "第三条", "一是"),
    no=("一月", "第一阶段"),
)
SENTENCE_END = Rule("deadline/sentence_end", r"[。！？!?\n]+[”’）)》]*", yes=("。", "\n"), no=("，", "；"))
RULES: tuple[Rule, ...] = (LABEL, SENTENCE_END)

_PRINTED_WIDTH = 18
"""Code points that a line must have at least to be one of several that were broken at the margin."""


@dataclass(frozen=True)
class RunningText:
    """The text with blanks for the line ends inside sentences, offsets as in the original, and its sentences."""

    text: str
    sentences: tuple[tuple[Span, int | None], ...]
    """Each with the index of the part in which it stands."""


def running_text(outline: Outline) -> RunningText:
    """Take the sentences of bodies and notes, and join what a line end has cut apart."""
    text = outline.text
    joined: list[tuple[Span, int | None]] = []
    cuts: list[Span] = []
    for span, section in _sentences(outline):
        if joined and joined[-1][1] == section and _goes_on(text, joined[-1][0], span):
            cuts.append(Span(joined[-1][0].end, span.start))
            joined[-1] = (joined[-1][0].union(span), section)
        else:
            joined.append((span, section))
    if not cuts:
        return RunningText(text, tuple(joined))
    pieces, at = [], 0
    for cut in cuts:
        pieces += [text[at : cut.start], " " * len(cut)]
        at = cut.end
    return RunningText("".join([*pieces, text[at:]]), tuple(joined))


def _sentences(outline: Outline) -> Iterator[tuple[Span, int | None]]:
    """List the sentences, item labels left out; those of the whole text where the outline has none."""
    if outline.sentences or outline.tables:
        for sentence in outline.sentences:
            if sentence.zone in (ZoneKind.BODY, ZoneKind.NOTE):
                yield sentence.span, sentence.section
        return
    for span in split(outline.text, Span(0, len(outline.text)), SENTENCE_END):
        yield span, None


def split(text: str, span: Span, end: Rule) -> Iterator[Span]:
    """Cut a stretch behind the matches of a rule; what holds only blanks is left out."""
    at = span.start
    for match in end.find_all(text, span.start, span.end):
        piece = strip_span(text, Span(at, match.end()), BLANKS)
        at = match.end()
        if len(piece):
            yield piece
    piece = strip_span(text, Span(at, span.end), BLANKS)
    if len(piece):
        yield piece


def _goes_on(text: str, sentence: Span, following: Span) -> bool:
    """Tell whether a sentence that ends with its line goes on in the next.

    Lines broken at the margin are equally long, so the first is at least as long as the second; a heading above a
    paragraph is shorter. A paragraph begins with an indent of its own.
    """
    gap = text[sentence.end : following.start]
    if gap.count("\n") != 1 or gap.strip() or "\u3000\u3000" in gap or text[sentence.end - 1] in "。！？；：!?;:":
        return False
    begin = text.rfind("\n", 0, sentence.end) + 1
    width = len(text[begin : sentence.end].strip())
    stop = text.find("\n", following.start)
    width_after = len(text[following.start : stop if stop >= 0 else len(text)].strip())
    return width >= _PRINTED_WIDTH and width + 3 >= width_after and LABEL.match(text, following.start) is None
