"""A notice set as pages after GB/T 9704-2012: what stands where, before anything is drawn.

A4, 28 characters to a line and 22 lines to a page; lengths are points from the top left corner of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.printed import breadth
from notice_parser.core.span import Span

WIDTH, HEIGHT = 595.3, 841.9
LEFT, RIGHT, TOP = 79.4, 521.6, 104.9
EM = (RIGHT - LEFT) / 28
LEADING = 28.9
BOTTOM = TOP + 22 * LEADING
SEAL = 119.0
"""Diameter of a seal: 42 mm."""
_HANGS = frozenset("，。、；：？！）》〉”’】〕,.;:?!)")
_OPENS = frozenset("（《〈“‘【〔([")
_MASTHEAD = re.compile(r"(?:文件|发电|公报|电报|明电)$")
_LABEL = re.compile(r"附件[ 0-9一二三四五六七八九十]{0,3}[：:]?$")
_NUMBER = re.compile(r"[〔\[（(]\d{4}[〕\]）)]\D{0,2}\d+号")
_IMPRINT_HALVES = re.compile(r"(?P<left>\S.*\S)[ \u3000]+(?P<right>[^ \u3000]+(?:印发|份))$")


@dataclass(frozen=True, slots=True)
class Print:
    """A printed line: its words, where its letters begin and how high they are (points)."""

    text: str
    x: float
    y: float
    size: float
    red: bool = False
    heavy: bool = False
    role: str = "body"

    @property
    def width(self) -> float:
        """How far the line reaches."""
        return breadth(self.text) * self.size


@dataclass(frozen=True, slots=True)
class Stroke:
    """A rule across the page."""

    y: float
    red: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal: its middle and the words round it."""

    x: float
    y: float
    words: str


@dataclass(slots=True)
class Sheet:
    """A page: its lines, rules and seals."""

    prints: list[Print] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)


def wrapped(text: str, columns: float, indent: float = 2.0) -> list[str]:
    """Break a paragraph into printed lines; closing marks hang over the edge, opening ones and numbers go down whole.

    >>> wrapped("为做好检查，请各单位认真落实。", 6)
    ['为做好检', '查，请各单位', '认真落实。']
    """
    lines: list[str] = []
    line, room = "", columns - indent
    for token in re.findall(r"[0-9A-Za-z@._-]+|.", text):
        if line and breadth(line + token) > room and token not in _HANGS:
            carried = line[-1] if line[-1] in _OPENS else ""
            lines.append(line[: len(line) - len(carried)])
            line, room = carried, columns
        line += token
    return [*lines, line] if line else lines


@dataclass(slots=True)
class Typesetter:
    """Fills pages from top to bottom."""

    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    y: float = TOP

    def new_page(self) -> None:
        """Begin a page, unless this one is still empty."""
        if self.sheets[-1].prints:
            self.sheets.append(Sheet())
            self.y = TOP

    def put(self, text: str, x: float, size: float = EM, *, red: bool = False, heavy: bool = False, role: str) -> Print:
        """Set one line at the height that has been reached."""
        leading = max(LEADING, size * 1.45)
        if self.y + leading > BOTTOM + 1:
            self.new_page()
        line = Print(text, x, self.y + (leading - size) / 2, size, red, heavy, role)
        self.sheets[-1].prints.append(line)
        self.y += leading
        return line

    def centred(self, text: str, size: float, *, red: bool = False, heavy: bool = False, role: str) -> Print:
        """Set a line in the middle."""
        return self.put(text, (LEFT + RIGHT - breadth(text) * size) / 2, size, red=red, heavy=heavy, role=role)

    def paragraph(self, text: str, indent: float, role: str = "body") -> None:
        """Set a paragraph whose first line is set in by ``indent`` characters."""
        for i, line in enumerate(wrapped(text, 28, indent)):
            self.put(line, LEFT + (indent * EM if i == 0 else 0), role=role)


def set_pages(outline: Outline, *, seal: bool = True) -> list[Sheet]:
    """Set a notice; only its own zones are printed, not what a site put round it."""
    setter = Typesetter()
    main = outline.documents[0].span if outline.documents else Span(0, len(outline.text))
    zones = [(kind, list(lines)) for kind, lines in _groups(outline)]
    for kind, lines in zones:
        texts = [text for _, text in lines]
        if kind is ZoneKind.HEAD:
            _set_head(setter, texts)
        elif kind is ZoneKind.TITLE and lines[0][0] < main.end:
            _set_title(setter, texts)
        elif kind is ZoneKind.SIGNATURE:
            _set_signature(setter, texts, seal=seal)
        elif kind is ZoneKind.IMPRINT:
            _set_imprint(setter, texts)
        elif kind not in (ZoneKind.METADATA, ZoneKind.FURNITURE):
            _set_text(setter, outline, kind, lines)
    for number, sheet in enumerate(setter.sheets, 1):
        words = f"— {number} —"
        x = RIGHT - EM - breadth(words) * 14 if number % 2 else LEFT + EM
        sheet.prints.append(Print(words, x, BOTTOM + 20, 14, role="page_number"))
    return setter.sheets


def _groups(outline: Outline) -> Iterator[tuple[ZoneKind, list[tuple[int, str]]]]:
    """Give the lines, with their starts, zone by zone."""
    group: list[tuple[int, str]] = []
    last: tuple[ZoneKind, int] | None = None
    for line in outline.lines:
        text = line.span.of(outline.text).strip()
        if not text:
            continue
        zone = outline.zone_at(line.span.start)
        key = (zone.kind if zone else ZoneKind.BODY, zone.span.start if zone else -1)
        if last is not None and key != last:
            yield last[0], group
            group = []
        last = key
        group.append((line.span.start, text))
    if last is not None:
        yield last[0], group


def _set_head(setter: Typesetter, texts: list[str]) -> None:
    red = False
    for text in texts:
        if _MASTHEAD.search(text) and not _NUMBER.search(text):
            size = min(46.0, (RIGHT - LEFT) / breadth(text))
            setter.centred(text, size, red=True, heavy=True, role="masthead")
            setter.y += LEADING
            red = True
        elif _NUMBER.search(text) and breadth(text) < 22:
            setter.centred(text, EM, role="number")
        else:
            setter.paragraph(text, 0, "head")
    if red:
        setter.y += 4
        setter.sheets[-1].strokes.append(Stroke(setter.y, red=True))
    setter.y += LEADING


def _set_title(setter: Typesetter, texts: list[str]) -> None:
    size = 22.0
    columns = (RIGHT - LEFT) / size - 1
    joined = "".join(texts)
    rows = texts if all(breadth(t) <= columns for t in texts) else _even(joined, columns)
    for row in rows:
        setter.centred(row, size, role="title")
    setter.y += LEADING


def _even(text: str, columns: float) -> list[str]:
    """Break a title into lines of like width."""
    count = -int(-breadth(text) // columns)
    return wrapped(text, min(columns, -(-breadth(text) // count) + 1), 0)


def _set_signature(setter: Typesetter, texts: list[str], *, seal: bool) -> None:
    setter.y += LEADING
    if setter.y + (len(texts) + 1) * LEADING > BOTTOM:
        setter.new_page()
    date = texts[-1]
    middle = RIGHT - 4 * EM - breadth(date) * EM / 2
    placed = []
    for text in texts:
        left = min(middle - breadth(text) * EM / 2, RIGHT - EM - breadth(text) * EM)
        placed.append(setter.put(text, max(LEFT, left), role="signature"))
    if seal and len(texts) > 1:
        over = placed[-2]
        height = placed[-1].y - 0.35 * SEAL + EM
        setter.sheets[-1].seals.append(Seal(over.x + over.width / 2, height, texts[-2].replace(" ", "")))
    setter.y += LEADING


def _set_imprint(setter: Typesetter, texts: list[str]) -> None:
    """Set 抄送 and the printer between rules at the foot of the page."""
    size = 14.0
    columns = (RIGHT - LEFT) / size - 2
    rows: list[tuple[str, str]] = []
    for text in texts:
        halves = _IMPRINT_HALVES.match(text)
        if halves and breadth(text) < columns:
            rows.append((halves["left"], halves["right"]))
        else:
            rows += [(line, "") for line in wrapped(text, columns, 0)]
    height = len(rows) * 24 + 6
    if setter.y + height > BOTTOM:
        setter.new_page()
    sheet = setter.sheets[-1]
    y = BOTTOM - height
    sheet.strokes += [Stroke(y), Stroke(BOTTOM)]
    for i, (left, right) in enumerate(rows):
        top = y + 3 + 24 * i + 5
        sheet.prints.append(Print(left, LEFT + size, top, size, role="imprint"))
        if right:
            sheet.prints.append(Print(right, RIGHT - size * (1 + breadth(right)), top, size, role="imprint"))
    setter.y = BOTTOM + 1


def _set_text(setter: Typesetter, outline: Outline, kind: ZoneKind, lines: list[tuple[int, str]]) -> None:
    """Set running text; an attached document begins a page with its label and its title."""
    starts = {(d.label or d.title[0]).start for d in outline.documents[1:] if d.label or d.title}
    labels = {d.label.start for d in outline.documents[1:] if d.label}
    titles = {t.start for d in outline.documents[1:] for t in d.title}
    for start, text in lines:
        if start in starts:
            setter.new_page()
        if start in labels or (start in titles and _LABEL.match(text)):
            setter.put(text, LEFT, heavy=True, role="label")
            setter.y += LEADING
        elif start in titles:
            for row in wrapped(text, 19, 0):
                setter.centred(row, 22.0, role="title")
        else:
            setter.paragraph(text.replace("\t", "\u3000\u3000"), _indent(kind, text), kind.value)


def _indent(kind: ZoneKind, text: str) -> float:
    """Give the indent in characters; in the attachment note the second item stands below the first, not its label."""
    if kind is ZoneKind.ADDRESSEES:
        return 0
    return 5 if kind is ZoneKind.ATTACHMENT_NOTE and not text.startswith("附") else 2
