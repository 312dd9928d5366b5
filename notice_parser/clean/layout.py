"""Paragraphs told from where the lines stand on the page: left edge, right edge, an indent of two characters.

A line that reaches the right edge goes on at the left edge of the next; one that ends short ends a paragraph, one that
is set in begins one. Pages that were recognised, and PDFs, say where their lines stand; text alone does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from notice_parser.clean.layout_titles import title_joints
from notice_parser.clean.lines import OPENER
from notice_parser.clean.type_area import FEWEST, Edges, Row, breadth, edges_by_page
from notice_parser.core.alignment import Edit
from notice_parser.core.source import ReadBy, SourceText
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_DASHES = r"[—–―－─\-_·•~一二.． ]{0,6}"
PAGE_NUMBER = Rule(
    "layout/page_number",
    rf"^{_DASHES}(?:第[ ]?)?[0-9０-９IlOo]{{1,4}}(?:[ ]?页(?:[ ]?[,，/]?[ ]?共[ ]?[0-9]{{1,4}}[ ]?页)?)?{_DASHES}$",
    yes=("— 1 —", "一12一", "-3-", "7", "第1页 共2页"),
    no=("1、检查", "2021年", "共2页"),
)
"""Recognition takes the dashes for 一; only at the head or foot of a page is this a page number."""
TAIL = Rule(
    "layout/tail",
    r"(?:抄送|抄报|分送|主题词|附[ ]?件[0-9一二三四五]{0,2}[：:]|附[：:]|附件[0-9]{0,2}$)",
    inside=(("抄送：市委办公室", "抄送"), ("附件：名单", "附件：")),
    no=("送达", "报表"),
)
CONTENTS_END = Rule(
    "layout/contents_end",
    r"(?:[.．·…）)])[ ]{0,3}[0-9]{1,3}$",
    inside=(("1.甲方案......5", ".5"), ("2.乙方案（试行） 32", "） 32")),
    no=("甲方案 5", "2021年3月5日"),
)
"""A row of a table of contents reaches the right edge with its page number, and ends there."""
RULES = (PAGE_NUMBER, TAIL, CONTENTS_END)

JOIN, BREAK = "layout/wrapped", "layout/paragraph"
_ENDS = frozenset("。！？；：.!?;:")
_SURE = 8
"""Characters that a line must have for the breadth of one to be measured; marks at its ends are narrower."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the places of lines tell: edits that join lines and drop page numbers; line ends that must stay."""

    edits: tuple[Edit, ...] = ()
    breaks: tuple[int, ...] = ()
    """Source positions of line ends that end a paragraph, ascending."""


def find_layout(source: SourceText) -> Layout:
    """Judge the line ends of a text whose lines have places; a text without them gets an empty answer."""
    rows = list(_rows(source))
    if len(rows) < FEWEST:
        return Layout()
    numbers = _page_numbers(rows)
    kept = [row for row in rows if row.span not in numbers]
    edges = edges_by_page(kept)
    if not edges:
        return Layout()
    indented = _is_indented(kept, edges)
    titles = title_joints(kept, edges)
    edits: list[Edit] = []
    breaks: list[int] = []
    for above, below in pairwise(kept):
        verdict = JOIN if above.span in titles else _judge(above, below, edges, indented=indented)
        if verdict == JOIN:
            edits.append(Edit(Span(above.span.end, below.span.start), _joint(above, below), JOIN, 0.95))
        elif verdict == BREAK:
            breaks.append(above.span.end)
    edits += _dropped(numbers, edits, source.text)
    return Layout(tuple(sorted(edits)), tuple(breaks))


def keeps_breaks(layout: Layout, to_source: Callable[[Span], Span]) -> Callable[[Edit], bool]:
    """Give a test that refuses edits which would undo a paragraph's end; ``to_source`` leads back to the source."""

    def is_allowed(edit: Edit) -> bool:
        if "\n" in edit.replacement:
            return True
        span = to_source(edit.span)
        at = bisect_right(layout.breaks, span.start - 1)
        return at == len(layout.breaks) or layout.breaks[at] >= max(span.end, span.start + 1)

    return is_allowed


def _rows(source: SourceText) -> Iterator[Row]:
    """List the lines that have places, those of tables left out."""
    tables = sorted(table.span for table in source.tables)
    for page in source.pages:
        for line in page.lines if page.read_by is not ReadBy.MARKUP else ():
            words = line.span.of(source.text).strip()
            table = bisect_right(tables, line.span.start, key=lambda t: t.start) - 1
            if words and (table < 0 or tables[table].end <= line.span.start):
                # A font without widths gives boxes of none.
                yield Row(line.span, words, page, line, max(line.box.x1 - line.box.x0, 0.1) / breadth(words))


def _page_numbers(rows: Sequence[Row]) -> set[Span]:
    """Find the numbers at the head and foot of pages."""
    found: set[Span] = set()
    for _, group in groupby(rows, key=lambda row: row.page.number):
        page = list(group)
        for row in (page[0], page[-1]):
            outside = row.line.box.y0 > 0.86 * row.page.height or row.line.box.y1 < 0.1 * row.page.height
            if outside and len(row.words) <= 20 and PAGE_NUMBER.fullmatch(row.words):
                found.add(row.span)
    return found


def _dropped(numbers: set[Span], edits: Sequence[Edit], text: str) -> Iterator[Edit]:
    """Delete the page numbers that do not lie inside a joint already."""
    joints = sorted(edit.span for edit in edits)
    for span in sorted(numbers):
        at = bisect_right(joints, span) - 1
        if at < 0 or joints[at].end <= span.start:
            end = span.end + 1 if text[span.end : span.end + 1] == "\n" else span.end
            yield Edit(Span(span.start, end), "", PAGE_NUMBER.name, 0.95)


def _is_indented(rows: Sequence[Row], edges: dict[int, Edges]) -> bool:
    """Tell a text whose paragraphs begin with an indent from one whose lines all begin at the edge."""
    indented = sum(edges[row.page.number].is_indented(row) for row in rows)
    flush = sum(edges[row.page.number].is_flush(row) for row in rows)
    return indented >= 2 and indented >= 0.1 * flush


def _judge(above: Row, below: Row, edges: dict[int, Edges], *, indented: bool) -> str | None:
    """Say whether two lines are one paragraph, two, or nothing that places can tell."""
    here, there = edges[above.page.number], edges[below.page.number]
    if above.line.red != below.line.red or here.is_large(above) != there.is_large(below):
        return BREAK
    if here.is_large(above) or (here.is_centred(above) and there.is_centred(below)):
        return None
    same_page = above.page is below.page
    step = below.line.box.y0 - above.line.box.y0
    if same_page and step < 0:
        return None
    if not 0.8 < above.em / below.em < 1.25 and min(breadth(above.words), breadth(below.words)) >= _SURE:
        return BREAK
    if (same_page and step > 1.9 * here.leading) or TAIL.match(below.words) or "   " in above.words + below.words:
        return BREAK
    if same_page and _is_small_block(above, below, here):
        return JOIN
    if there.is_flush(below):
        return _judge_flush(above, below, here, indented=indented)
    return _judge_set_in(above, below, here, there)


def _is_small_block(above: Row, below: Row, edges: Edges) -> bool:
    """Tell a copy list that goes on: smaller type, set in from both edges, its second line below its first organ."""
    small = above.em < 0.94 * edges.em and breadth(above.words) >= _SURE
    beside = -0.5 * edges.em < below.left - above.left < 4 * edges.em
    reaches = edges.right - above.right < 3 * edges.em
    ended = above.words[-1] in _ENDS or "印发" in above.words + below.words or OPENER.match(below.words)
    return small and beside and reaches and not ended


def _judge_flush(above: Row, below: Row, here: Edges, *, indented: bool) -> str | None:
    """The lower line begins at the left edge."""
    begins = OPENER.match(below.words) is not None
    if begins and CONTENTS_END.search(above.words):
        return BREAK
    if here.is_full(above, below):
        if indented and above.page is below.page:
            return JOIN
        return None if begins else JOIN
    if begins or above.words[-1] in _ENDS or (not indented and above.words[-1] not in "，、"):
        return BREAK
    return None


def _judge_set_in(above: Row, below: Row, here: Edges, there: Edges) -> str | None:
    """The lower line is set in: a paragraph begins, unless a long title in a list goes on below its own beginning."""
    inside, beside = below.left - there.left, below.left - above.left
    hangs = 2.6 * there.em < inside < 0.4 * (there.right - there.left) and -0.6 * here.em < beside < 4.5 * here.em
    if hangs and here.is_full(above, below) and above.words[-1] not in _ENDS and not OPENER.match(below.words):
        return JOIN if not there.is_centred(below) else None
    return BREAK


def _joint(above: Row, below: Row) -> str:
    """Part Latin words by a blank, Chinese ones by nothing."""
    latin = above.words[-1].isascii() and above.words[-1].isalpha() and below.words[0].isascii()
    return " " if latin and below.words[0].isalpha() else ""
