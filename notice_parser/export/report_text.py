"""The restored text of a report: paragraphs and tables, in which values and edits are marked where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.source import Table
from notice_parser.core.span import Span
from notice_parser.export.changes import Change, changes_of
from notice_parser.export.language import bracketed, listed_words, say
from notice_parser.export.plain import plain
from notice_parser.export.report_values import Group

_SIGNS = str.maketrans({" ": "␣", "\u3000": "□", "\t": "⇥", "\r": "␍", "\xa0": "⍽", "\n": "⏎"})
_QUOTED = 24
_CENTRED = (ZoneKind.TITLE,)


@dataclass(frozen=True, slots=True)
class Edited:
    """A change of the text: its id in the report, and both its sides in visible signs."""

    id: str
    change: Change
    old: str
    new: str


def edits_of(outline: Outline) -> tuple[Edited, ...]:
    """List the changes; those of a wrong codec, which are all of the text, are none of them."""
    read = outline.clean.as_read
    return tuple(
        Edited(f"e{number}", change, visible(change.source.of(read.source.text)), visible(change.clean.of(read.text)))
        for number, change in enumerate(changes_of(read), 1)
    )


def visible(text: str) -> str:
    """Show blanks and line breaks by signs.

    >>> visible("通 知")
    '通␣知'
    """
    return plain(text.translate(_SIGNS))


def html(text: str) -> str:
    r"""Write a text for a page: escaped, and without what no page may hold.

    >>> html("<script>\x00&'")
    '&lt;script&gt;&amp;&#x27;'
    """
    return escape(plain(text))


def tooltip(edited: Edited) -> str:
    """Say what an edit did, and how sure that is."""
    change = edited.change
    old = f"“{_short(edited.old)}”" if edited.old else say("无")
    new = f"“{_short(edited.new)}”" if edited.new else say("删去")
    why = f"{listed_words(change.fixes)}{say('，')}{change.confidence:.2f}"
    return f"{say('原文{old}，改为{new}', old=old, new=new)}{bracketed(why)}"


def _short(text: str) -> str:
    return f"{text[:_QUOTED]}…" if len(text) > _QUOTED else text


class MarkedText:
    """The text cut where a value or an edit begins or ends; any stretch of it can be written."""

    def __init__(self, text: str, groups: Iterable[Group], edits: Sequence[Edited]) -> None:
        """Take what is to be marked; O(n log n) in the number of marks."""
        marks = [(span, value.id, group.kind) for group in groups for value in group.values for span in value.spans]
        self._text = text
        self._edits = [edited for edited in edits if edited.change.clean.end > edited.change.clean.start]
        self._edit_ends = [edited.change.clean.end for edited in self._edits]
        self._gone = [edited for edited in edits if len(edited.change.clean) == 0]
        self._gone_at = [edited.change.clean.start for edited in self._gone]
        self._starts, self._held = _cut(marks)
        borders = {border for e in self._edits for border in (e.change.clean.start, e.change.clean.end)}
        self._borders = sorted({*self._starts, *self._gone_at, *borders})
        self._begun: set[str] = set()

    def write(self, span: Span) -> str:
        """Write a stretch of the text with its marks; what was deleted stands where it was."""
        first = bisect_right(self._borders, span.start)
        last = bisect_left(self._borders, span.end)
        cuts = [span.start, *self._borders[first:last], span.end]
        pieces = [self._deleted(span.start)]
        for start, end in pairwise(cuts):
            if start > span.start:
                pieces.append(self._deleted(start))
            if end > start:
                pieces.append(self._piece(start, end))
        return "".join(pieces)

    def line_end(self, position: int) -> str:
        """Mark a line break that was put in, or whatever was deleted before one that stood there."""
        edited = self._edit_at(position)
        if edited is None or "\n" not in edited.change.clean.of(self._text):
            return ""
        return f'<span class="edit" data-v="{edited.id}" title="{html(tooltip(edited))}">↵</span>'

    def _piece(self, start: int, end: int) -> str:
        at = bisect_right(self._starts, start) - 1
        held = self._held[at] if at >= 0 else ()
        edited = self._edit_at(start)
        text = html(self._text[start:end])
        if not held and edited is None:
            return text
        ids = [value for value, _ in held] + ([edited.id] if edited else [])
        kinds = dict.fromkeys(f"k-{kind}" for _, kind in held[:1])
        new = [value for value in ids if value.startswith("v") and value not in self._begun]
        self._begun.update(new)
        numbers = f' data-n="{" ".join(value[1:] for value in new)}"' if new else ""
        name, title = "span", ""
        if edited is not None:
            name, title = "ins", f' title="{html(tooltip(edited))}"'
            kinds |= {"edit": None} | ({"unsure": None} if edited.change.doubtful else {})
        return f'<{name} class="{" ".join(kinds)}" data-v="{" ".join(ids)}"{numbers}{title}>{text}</{name}>'

    def _edit_at(self, position: int) -> Edited | None:
        at = bisect_right(self._edit_ends, position)
        if at < len(self._edits) and self._edits[at].change.clean.start <= position:
            return self._edits[at]
        return None

    def _deleted(self, position: int) -> str:
        first, last = bisect_left(self._gone_at, position), bisect_right(self._gone_at, position)
        return "".join(
            f'<del class="edit{" unsure" if e.change.doubtful else ""}{"" if e.old.strip("␣□⇥␍⍽⏎") else " blank"}"'
            f' data-v="{e.id}" title="{html(tooltip(e))}">{html(_short(e.old))}</del>'
            for e in self._gone[first:last]
        )


def _cut(marks: Sequence[tuple[Span, str, str]]) -> tuple[list[int], list[tuple[tuple[str, str], ...]]]:
    """Give where what stands under a mark changes, and the values there, the shortest first."""
    borders = sorted({border for span, _, _ in marks for border in (span.start, span.end)})
    begins: dict[int, list[tuple[Span, str, str]]] = {}
    ends: dict[int, list[tuple[Span, str, str]]] = {}
    for mark in marks:
        begins.setdefault(mark[0].start, []).append(mark)
        ends.setdefault(mark[0].end, []).append(mark)
    open_marks: dict[tuple[Span, str, str], None] = {}
    held: list[tuple[tuple[str, str], ...]] = []
    for border in borders:
        for mark in ends.get(border, ()):
            open_marks.pop(mark, None)
        open_marks.update(dict.fromkeys(begins.get(border, ())))
        ordered = sorted(open_marks, key=lambda mark: (mark[2] == "outline", len(mark[0])))
        held.append(tuple(dict.fromkeys((value, kind) for _, value, kind in ordered)))
    return borders, held


def text_html(outline: Outline, marked: MarkedText) -> str:
    """Write the whole text: a paragraph for each line, tables as tables, a rule where a page begins."""
    clean = outline.clean
    pages = [(clean.alignment.to_clean(Span(p.span.start, p.span.start)).start, p.number) for p in clean.source.pages]
    written: list[str] = []
    at, text = 0, clean.text
    for table in (*outline.tables, None):
        end = len(text) if table is None else table.span.start
        written.extend(_paragraphs(outline, marked, Span(min(at, end), end), pages))
        if table is not None:
            written.append(_table(table, marked))
            at = table.span.end
    return "\n".join(written)


def _paragraphs(outline: Outline, marked: MarkedText, span: Span, pages: list[tuple[int, int]]) -> Iterator[str]:
    start, text = span.start, outline.text
    while start < span.end:
        found = text.find("\n", start, span.end)
        end = span.end if found < 0 else found
        while pages and pages[0][0] <= start:
            _, number = pages.pop(0)
            if number > 1:
                yield f'<p class="page" role="note">{html(say("第{page}页", page=number))}</p>'
        body = marked.write(Span(start, end)) + (marked.line_end(end) if found >= 0 else "")
        yield f"<p{_look(outline, start, end)}>{body or '&nbsp;'}</p>"
        start = end + 1


def _look(outline: Outline, start: int, end: int) -> str:
    zone = outline.zone_at(start)
    kind = "" if zone is None else str(zone.kind)
    names = [f"z-{kind}"] if kind and end > start else []
    return f' class="{" ".join(names)}"' if names else ""


def _table(table: Table, marked: MarkedText) -> str:
    rows, written = [], set()
    for row in table.rows:
        cells = []
        for cell in row:
            again = cell in written and len(cell) > 0
            cells.append(f"<td>{'〃' if again else marked.write(cell)}</td>")
            written.add(cell)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"
