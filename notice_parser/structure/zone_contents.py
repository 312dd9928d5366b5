"""A table of contents before the documents attached: 附件⏎某某子方案⏎1.甲方案⏎2.乙方案⏎甲方案⏎….

Its rows are no text and no numbered parts: they announce the documents that follow, each by its title.
"""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_closing import SENTENCE_END, squash
from notice_parser.structure.zone_pieces import Piece

FEWEST = 3
"""Rows that a table of contents must have."""
_LONGEST = 100
ROW = Rule(
    "zone/contents_row",
    r"^(?:附件\s?)?(?P<number>\d{1,3})\s?[.．、:：]\s?(?P<title>\S.{4,90})$",
    yes=("1.甲系统三年行动方案", "附件2：乙系统检查工作方案"),
    no=("一、总体要求", "1.方案"),
)
RULES = (ROW,)


def find_contents(text: str, pieces: Sequence[Piece], start: int, end: int) -> tuple[range, tuple[str, ...]]:
    """Find the rows of a table of contents and the squashed titles that they announce.

    Rows count 1, 2, 3 and on; more than half of their titles must come again below. The range is empty where there is
    none; only the first numbered run is looked at.
    """
    nothing: tuple[range, tuple[str, ...]] = range(0), ()
    first = next((i for i in range(start, min(end, start + 12)) if _row(text, pieces[i], 1) is not None), None)
    if first is None:
        return nothing
    titles: list[str] = []
    at = first
    while at < end and (title := _row(text, pieces[at], len(titles) + 1)) is not None:
        titles.append(title)
        at += 1
    if len(titles) < FEWEST or at >= end:
        return nothing
    below = squash(text[pieces[at].span.start : pieces[end - 1].span.end])
    again = [title for title in titles if title in below]
    return (range(first, at), tuple(titles)) if 2 * len(again) > len(titles) else nothing


def _row(text: str, piece: Piece, number: int) -> str | None:
    content = piece.span.of(text)
    if len(content) > _LONGEST or SENTENCE_END.search(content):
        return None
    match = ROW.match(content)
    return squash(match["title"]) if match is not None and int(match["number"]) == number else None
