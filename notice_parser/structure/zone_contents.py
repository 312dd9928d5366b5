"""A table of contents before the documents attached: 附件⏎某某子方案⏎1.甲方案⏎2.乙方案⏎甲方案⏎….

Its rows are no text and no numbered parts: they announce the documents that follow, each by its title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_closing import SENTENCE_END, is_page_mark, squash
from notice_parser.structure.zone_pieces import Piece


@dataclass(frozen=True, slots=True)
class Contents:
    """Pieces that only list what comes below: documents, which they announce, and headings, which they do not."""

    documents: range
    headings: frozenset[int]


FEWEST = 3
"""Rows that a table of contents must have."""
_LONGEST = 100
ROW = Rule(
    "zone/contents_row",
    r"^(?:附件\s?)?(?P<number>\d{1,3})\s?[.．、:：]\s?(?P<title>\S.{4,90})$",
    yes=("1.甲系统三年行动方案", "附件2：乙系统检查工作方案"),
    no=("一、总体要求", "1.方案"),
)
LABEL = Rule(
    "zone/contents_label",
    r"^[\s【\[（(]{0,3}(?P<of>\P{P}{0,40}?)目\s{0,6}录[\s】\]）)]{0,3}$",
    yes=("目录", "目　　录", "榆川市防汛应急预案目录"),
    no=("目录如下：", "榆川市权责清单目录，见附件"),
)
"""What stands above the headings of a document that come again below."""
_PAGE_NUMBER = Rule(
    "zone/contents_page_number",
    r"[\s.．·…—-]{1,80}+[（(]?\d{1,3}[）)]?\s*$",
    inside=(("1.总则……3", "……3"), ("附则 12", " 12")),
    no=("附则", "附表3"),
)
_MOST = 400
"""Rows of a table of contents at most."""
RULES = (ROW, LABEL, _PAGE_NUMBER)


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


def find_headings_listed(text: str, pieces: Sequence[Piece]) -> list[range]:
    """Find tables of contents that list headings: the rows between 目录 and the first row's second coming.

    At least :data:`FEWEST` rows must come again in order, and none may be a sentence; what lies between is one range.
    """
    found: list[range] = []
    for index, piece in enumerate(pieces[:-FEWEST]):
        if len(piece.span) <= _LONGEST and LABEL.match(piece.span.of(text)) is not None:
            rows = _rows_that_come_again(text, pieces, index + 1)
            if rows:
                found.append(rows)
    return found


def _rows_that_come_again(text: str, pieces: Sequence[Piece], start: int) -> range:
    first = start
    while first < len(pieces) and is_page_mark(pieces[first].span.of(text)):
        first += 1
    rows: list[str] = []
    for at in range(first, min(len(pieces), first + _MOST)):
        content = pieces[at].span.of(text)
        if len(content) > _LONGEST or SENTENCE_END.search(content):
            break
        row = _heading(content)
        if len(rows) >= FEWEST and row == rows[0]:
            return range(start, at) if _come_again(text, pieces[at:], rows) else range(0)
        rows.append(row)
    return range(0)


def _come_again(text: str, below: Sequence[Piece], rows: Sequence[str]) -> bool:
    """Tell whether most rows begin a line below, in order."""
    lines = iter([squash(piece.span.of(text)) for piece in below])
    headings = [row for row in rows if row and not row.isdigit()]
    again = 0
    for row in headings:
        if any(line.startswith(row) for line in lines):
            again += 1
        else:
            break
    return again >= FEWEST and 2 * again > len(headings)


def _heading(content: str) -> str:
    match = _PAGE_NUMBER.search(content)
    return squash(content[: match.start()] if match is not None else content)


def _row(text: str, piece: Piece, number: int) -> str | None:
    content = piece.span.of(text)
    if len(content) > _LONGEST or SENTENCE_END.search(content):
        return None
    match = ROW.match(content)
    return squash(match["title"]) if match is not None and int(match["number"]) == number else None
