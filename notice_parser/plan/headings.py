"""Headings of a notice: numbered ones from the outline, and lines that are a heading without a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from notice_parser.core.outline import Document, LabelStyle, Outline, Section, ZoneKind
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

PHASE_LINE = Rule(
    name="headings/phase_line",
    pattern=r"(?P<heading>第[一二三四五六]阶段|[\p{Han}]{2,8}阶段)(?=\s?[：:（(])",
    inside=(("第一阶段：动员部署（6月10日前）。", "第一阶段"), ("自查阶段（3月1日至15日）", "自查阶段")),
    no=("分三个阶段进行。", "第一阶段工作已经完成"),
)

FORM_TITLE = Rule(
    name="headings/form_title",
    pattern=r"(?:表|台账|回执|模板|样式|提纲|格式|登记卡|记录|责任书|承诺书|告知书|通知书)(?:[（(][^（()）]{1,12}[）)])?$",
    yes=("表", "台账", "模板（参考）"),
    no=("学校食堂食品安全检查要点", "检查工作方案", "重点事项清单"),
)

RULES: tuple[Rule, ...] = (HEADING, UNNUMBERED, PHASE_LINE, FORM_TITLE)

_SHORTEST_TEXT = 10
"""A shorter line under a heading is the next cell of a table, unless it is numbered."""


_BELOW_OPEN = -1_000_000
"""Keeps the phases below a heading without a number apart from that heading itself."""


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
    phase: bool
    end: int


@dataclass(slots=True)
class _Reader:
    outline: Outline
    found: list[Heading] = field(default_factory=list)
    at_section: dict[int, int] = field(default_factory=dict)
    open: dict[int, tuple[int, _Line]] = field(default_factory=dict)
    """Headings without a number that may still take what follows, by the part in which they stand."""
    keys: dict[int, int] = field(default_factory=dict)
    forms: frozenset[int] = frozenset()
    """Attached documents to be filled in: their headings ask, they announce nothing."""

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
        if over is not None and not line.phase:
            over, key = self._outside_list(over, key, line.span.start)
        if line.phase and key in self.open and Topic.PROCEDURE in self.found[self.open[key][0]].topics:
            over = self.open[key][0]
            key = _BELOW_OPEN - key
        self._close(key, line.span.start)
        self.open[key] = (len(self.found), line)
        topics = topics_of(line.span.of(outline.text))
        if not line.alone and not line.phase:
            end = min(end, line.end)
        self.keys[len(self.found)] = key
        self.found.append(Heading(line.span.start, line.span.start, end, line.span, topics, over, document, None))

    def add_section(self, number: int, section: Section) -> None:
        span = _heading_of(self.outline.text, section)
        topics = {} if section.document in self.forms else topics_of(span.of(self.outline.text))
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

    def _outside_list(self, over: int, key: int, at: int) -> tuple[int | None, int]:
        """Take a heading out of the last item of a list, which the outline lets run on to the next number.

        检查内容：1.… 2.… 检查方式：… has the last heading beside the first; the item ends before it.
        """
        parent = self.found[over].parent
        if parent is None or not self._is_list_item(over, parent):
            return over, key
        self.found[over].end = min(self.found[over].end, at)
        if self.found[parent].section is None:
            return self.found[parent].parent, self.keys[parent]
        return parent, self.found[parent].section or 0

    def _is_list_item(self, index: int, parent: int) -> bool:
        """Tell whether a part is a later item of a list whose items have no parts of their own."""
        before = index - 1
        return before != parent and self.found[before].parent == parent

    def _close(self, key: int, at: int) -> None:
        if key in self.open:
            index, _ = self.open.pop(key)
            self.found[index].end = min(self.found[index].end, at)


def find_headings(outline: Outline) -> list[Heading]:
    """List the headings in reading order.

    A heading without a number, alone on its line, takes the numbered parts that follow beside it, up to the next
    heading that announces something itself.
    """
    forms = frozenset(i for i, d in enumerate(outline.documents) if i and _is_form(outline, d))
    reader = _Reader(outline, forms=forms)
    lines = list(_unnumbered(outline, forms))
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


def _is_text(labels: Sequence[int], line: Span) -> bool:
    at = bisect_left(labels, line.start)
    return len(line) >= _SHORTEST_TEXT or (at < len(labels) and labels[at] < line.end)


def _is_form(outline: Outline, document: Document) -> bool:
    return bool(document.title) and FORM_TITLE.search(document.title[-1].of(outline.text)) is not None


def _unnumbered(outline: Outline, forms: frozenset[int]) -> Iterator[_Line]:
    """Find lines that begin with a topic and a colon, or are a topic and have text below them."""
    labels = [s.label_span.start for s in outline.sections]
    for number, line in enumerate(outline.lines):
        at = bisect_left(labels, line.span.start)
        if at < len(labels) and labels[at] < line.span.end and labels[at] - line.span.start < 3:
            continue
        zone = outline.zone_at(line.span.start)
        if zone is not None and zone.kind is not ZoneKind.BODY:
            continue
        if forms and outline.document_at(line.span.start) in forms:
            continue
        phase = PHASE_LINE.match(outline.text, line.span.start, line.span.end)
        if phase is not None:
            yield _Line(Span(*phase.span("heading")), alone=False, labelled=False, phase=True, end=line.span.end)
            continue
        match = UNNUMBERED.match(outline.text, line.span.start, line.span.end)
        if match is not None and topics_of(match["heading"]):
            alone = match.end() >= line.span.end
            below = outline.lines[number + 1].span if number + 1 < len(outline.lines) else None
            if alone and (below is None or not _is_text(labels, below)):
                continue
            labelled = match["label"] is not None
            yield _Line(Span(*match.span("heading")), alone, labelled, phase=False, end=line.span.end)
