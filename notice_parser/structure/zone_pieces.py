"""Pieces: the smallest stretches that can be zones of their own.

A clean notice has one line for each element; where lines are glued (a whole document on one line, a signature behind
the last sentence) they are cut at the places where one element ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from notice_parser.core.outline import Line, Look
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.dates import parse_full_date
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_addressees import TEXT_START, unmarked_end
from notice_parser.structure.zone_glued_heads import head_cuts
from notice_parser.structure.zone_rules import BLANK, TITLE_END


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with what its line looked like: leading blanks, empty lines above, whether it begins the line.

    ``gap``: more empty lines are above than between other lines. ``alone``: at least one is.
    ``role`` says what a glued stretch was cut out as, where that is known.
    """

    span: Span
    indent: int = 0
    gap: bool = False
    is_line_start: bool = True
    role: str = ""
    look: Look | None = None
    """How it is printed, where it is a whole line of a page."""
    alone: bool = False


_IN_FULL = Rule(
    "zone/told_in_full",
    r"(?<=的(?:通知|公告|通告|意见|决定|函|批复))[，,]?(?:全文|内容|原文)(?:如下)?[：:]$",
    inside=(("关于放假安排的通知，全文如下：", "，全文如下："),),
    no=("现将有关事项通知如下：", "通知内容如下："),
)
RULES = (_IN_FULL,)


def find_pieces(text: str, lines: Sequence[Line]) -> list[Piece]:
    """Cut lines into pieces; glued heads are cut here, glued tails by :func:`cut_tail`."""
    pieces: list[Piece] = []
    end = 0
    is_open = True
    usual = _usual_distance(text, lines)
    for line in _with_dates_joined(text, lines):
        span = strip_span(text, line.span, BLANK)
        while len(span) and text[span.start] in "?？" + BLANK:
            span = Span(span.start + 1, span.end)
        if is_open and (told := _IN_FULL.search(text, span.start, span.end)) is not None:
            span = Span(span.start, told.start())  # a site's words behind the title
        if not len(span):
            continue
        distance = text.count("\n", end, line.span.start)
        end = line.span.end
        cuts = head_cuts(text, span) if is_open and span.start < 3000 else []
        if is_open and not cuts and len(span) > 60:
            below = unmarked_end(text, span, is_below_title=_is_title(text, pieces))
            cuts = [(below, "addressees")] if below is not None and TEXT_START.match(text, below) else []
        is_open = is_open and "。" not in span.of(text)[-1:]
        roles = dict(cuts)
        is_open = is_open and not (cuts and span.end - cuts[-1][0] > 120)
        at = 0
        for stop in [*sorted(c for c in roles if span.start < c < span.end), span.end]:
            own = strip_span(text, Span(max(at, span.start), stop), BLANK)
            if len(own):
                first = own.start == span.start
                role = roles.get(stop, "") or ("masthead" if line.red and is_organ(own.of(text)) else "")
                look = line.look if len(own) > 0.8 * len(span) else None
                gap, alone = first and distance > usual, first and distance > 1
                pieces.append(Piece(own, line.indent if first else 0, gap, first, role, look, alone))
            at = stop
    return pieces


_SAMPLE = 80
"""Lines at the beginning that tell how far apart lines stand."""


def _usual_distance(text: str, lines: Sequence[Line]) -> int:
    """Count the line ends from one line to the next: 2 where a copy has an empty line between any two."""
    written = [line.span for line in lines[:_SAMPLE] if not line.span.of(text).isspace() and len(line.span)]
    distances = sorted(text.count("\n", above.end, below.start) for above, below in pairwise(written))
    # A fifth of the lines may stand closer, as do the parts of a title that a site breaks itself.
    return 2 if len(distances) >= 8 and distances[len(distances) // 5] >= 2 else 1


def _is_title(text: str, pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and len(pieces[-1].span) < 120 and TITLE_END.search(pieces[-1].span.of(text)) is not None


_DATE_RUN = Rule("zone/date_run", r"^(?:\d{1,4}|[年月日：:])$")


def _with_dates_joined(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Join a date that a converter broke into 2019, 年, 11, 月, 15, 日 on lines of their own."""
    run: list[Line] = []
    for line in _with_breaks_joined(text, lines):
        if len(line.span) <= 4 and _DATE_RUN.match(line.span.of(text).strip()):
            run.append(line)
            continue
        yield from _date_of(text, run)
        run = []
        yield line
    yield from _date_of(text, run)


_DAY_OPEN = Rule("zone/day_open", r"^.{0,6}(?:19|20)\d{2}年(?:\d{1,2}月?(?:\d{1,2})?)?$")
_DAY_CLOSE = Rule("zone/day_close", r"^(?:\d{0,2}月)?\d{0,2}日$")


# …通知 云汀教字〔2021〕⏎108号, and 沧财会〔2021〕13⏎号沧岭省财政厅.
_NUMBER_OPEN = Rule("zone/number_open", r"[〔\[（(](?:19|20)\d{2}[〕\]）)]\s*(?:第\s*)?\d{0,4}$")
_NUMBER_CLOSE = Rule("zone/number_close", r"^\d{0,4}号")


def _with_breaks_joined(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Join 2020年3月23⏎日, 2025年6月⏎10日 and a number's end, broken at the line's end."""
    held: Line | None = None
    for line in lines:
        if held is not None and _closes(text, held, line):
            yield replace(held, span=held.span.union(line.span))
            held = None
            continue
        if held is not None:
            yield held
        content = text[max(line.span.start, line.span.end - 40) : line.span.end].rstrip()
        is_day = len(line.span) < 24 and _DAY_OPEN.match(content.strip()) is not None
        held = line if is_day or _NUMBER_OPEN.search(content) is not None else None
        if held is None:
            yield line
    if held is not None:
        yield held


def _closes(text: str, held: Line, line: Line) -> bool:
    content = line.span.of(text).strip()
    if held.span.of(text).rstrip().endswith(("年", "月")) or len(content) < 8:
        return _DAY_CLOSE.match(content) is not None or _NUMBER_CLOSE.match(content) is not None
    return _NUMBER_CLOSE.match(content) is not None


def _date_of(text: str, run: list[Line]) -> Iterator[Line]:
    whole = Span(run[0].span.start, run[-1].span.end) if run else Span(0, 0)
    if len(run) > 1 and parse_full_date("".join(whole.of(text).split())) is not None:
        yield replace(run[0], span=whole)
    else:
        yield from run


def spans_between(text: str, span: Span, cuts: Iterable[int]) -> list[Span]:
    """List what lies between the cuts, without blanks at the ends."""
    places = [span.start, *sorted({c for c in cuts if span.start < c < span.end}), span.end]
    found = (strip_span(text, Span(a, b), BLANK) for a, b in pairwise(places))
    return [s for s in found if len(s)]
