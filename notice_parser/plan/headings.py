"""Headings of a notice: numbered ones from the outline, and lines that are a heading without a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from notice_parser.core.outline import LabelStyle, Outline, Section, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule
from notice_parser.plan.topics import LONGEST_HEADING, Topic, topics_of

HEADING = Rule(
    name="headings/heading",
    pattern=r"[^\n。：:；;，,？?！!]{1,40}?(?=[\n。：:；;，,？?！!]|\Z)",
    yes=("检查内容", "部署发动（2021年12月10日前）"),
    inside=(("检查时间：9月22日", "检查时间"), ("目标任务\n认真贯彻", "目标任务"), ("加强领导。各单位", "加强领导")),
)

UNNUMBERED = Rule(
    name="headings/unnumbered_heading",
    pattern=r"[【\[“*#\s]{0,4}(?P<label>[一二三四五六七八九十]{1,3}[、，,.．\s])?"
    rf"(?P<heading>[\p{{Han}}、（）()]{{2,{LONGEST_HEADING - 8}}})[】\]”*]{{0,2}}(?P<mark>[：:]|$)",
    yes=("检查时间：", "检查内容", "【检查对象】", "检查内容及方式:"),
    no=("2018年3月：", "a"),
    inside=(("二、排查内容", "二、排查内容"),),
)

RULES: tuple[Rule, ...] = (HEADING, UNNUMBERED)


@dataclass(slots=True)
class Heading:
    """A heading and the stretch it governs: from ``start`` to ``end``, its words at ``span``.

    ``label_end`` is where the text behind the label begins; ``parent`` is an index into the list, ``section`` one into
    the outline, None for a heading without a number.
    """

    start: int
    label_end: int
    end: int
    span: Span
    topics: Mapping[Topic, bool]
    parent: int | None
    document: int
    section: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is a heading without a number; ``alone`` where nothing follows on the line."""

    span: Span
    alone: bool
    labelled: bool


@dataclass(slots=True)
class _Reader:
    outline: Outline
    found: list[Heading] = field(default_factory=list)
    at_section: dict[int, int] = field(default_factory=dict)
    open: dict[int, tuple[int, _Line]] = field(default_factory=dict)
    """Headings without a number that may still take what follows, by the part in which they stand."""

    def add_line(self, line: _Line) -> None:
        outline = self.outline
        document = outline.document_at(line.span.start)
        inside = outline.section_at(line.span.start)
        over = self.at_section.get(inside) if inside is not None else None
        if over is not None:
            end = self.found[over].end
        else:  # a page cut down to its table has lines but no document
            end = outline.documents[document].span.end if outline.documents else len(outline.text)
        key = inside if inside is not None else -1 - document
        self._close(key, line.span.start)
        self.open[key] = (len(self.found), line)
        topics = topics_of(line.span.of(outline.text))
        self.found.append(Heading(line.span.start, line.span.start, end, line.span, topics, over, document, None))

    def add_section(self, number: int, section: Section) -> None:
        span = _heading_of(self.outline.text, section)
        topics = topics_of(span.of(self.outline.text))
        key = section.parent if section.parent is not None else -1 - section.document
        parent = self.at_section.get(section.parent) if section.parent is not None else None
        if key in self.open:
            index, line = self.open[key]
            if topics or not line.alone or (line.labelled and section.style is LabelStyle.HAN):
                self._close(key, section.span.start)
            else:
                parent = index
        self.at_section[number] = len(self.found)
        self.found.append(
            Heading(
                section.span.start,
                section.label_span.end,
                section.span.end,
                span,
                topics,
                parent,
                section.document,
                number,
            )
        )

    def _close(self, key: int, at: int) -> None:
        if key in self.open:
            index, _ = self.open.pop(key)
            self.found[index].end = min(self.found[index].end, at)


def find_headings(outline: Outline) -> list[Heading]:
    """List the headings in reading order.

    A heading without a number, alone on its line, takes the numbered parts that follow beside it, up to the next
    heading that announces something itself.
    """
    reader = _Reader(outline)
    lines = list(_unnumbered(outline))
    at = 0
    for number, section in enumerate(outline.sections):
        while at < len(lines) and lines[at].span.start < section.span.start:
            reader.add_line(lines[at])
            at += 1
        reader.add_section(number, section)
    for line in lines[at:]:
        reader.add_line(line)
    return reader.found


def _heading_of(text: str, section: Section) -> Span:
    """Take what stands before the first mark; a heading that is not finished by one ends with its line."""
    match = HEADING.match(text, section.label_span.end, section.span.end)
    if match is None:
        return section.heading
    return strip_span(text, Span(match.start(), match.end()))


def _unnumbered(outline: Outline) -> Iterator[_Line]:
    """Find lines that begin with a topic and a colon, or are a topic."""
    labels = [s.label_span.start for s in outline.sections]
    for line in outline.lines:
        at = bisect_left(labels, line.span.start)
        if at < len(labels) and labels[at] < line.span.end and labels[at] - line.span.start < 3:
            continue
        zone = outline.zone_at(line.span.start)
        if zone is not None and zone.kind is not ZoneKind.BODY:
            continue
        match = UNNUMBERED.match(outline.text, line.span.start, line.span.end)
        if match is not None and topics_of(match["heading"]):
            alone = match.end() >= line.span.end
            yield _Line(Span(*match.span("heading")), alone, match["label"] is not None)
