"""Headings of a notice: numbered ones from the outline, and lines that are a heading without a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from notice_parser.core.outline import Document, LabelStyle, Outline, Section, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule
from notice_parser.planning.topics import LONGEST_HEADING, Topic, topics_of
from notice_parser.planning.verbs import INSPECT

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

DAMAGED = Rule(
    name="headings/damaged_colon",
    pattern=rf"(?P<heading>{INSPECT}(?:时间|范围|对象|内容|方式|方法|重点|步骤))[，,。.]\s?(?=[\p{{Han}}\d])",
    inside=(("检查时间，2023年4月10日", "检查时间，"), ("检查范围。全县在建工程", "检查范围。")),
    no=("检查时间：4月10日", "检查对象、时间"),
)

PHASE_LINE = Rule(
    name="headings/phase_line",
    pattern=r"(?P<heading>第[一二三四五六]阶段|[\p{Han}]{2,8}阶段)(?=\s?[：:（(])",
    inside=(("第一阶段：动员部署（6月10日前）。", "第一阶段"), ("自查阶段（3月1日至15日）", "自查阶段")),
    no=("分三个阶段进行。", "第一阶段工作已经完成"),
)

GLUED = Rule(
    name="headings/glued",
    pattern=rf"(?:{INSPECT}(?:工作)?的?(?:主要|重点|具体)?(?:内容|范围|对象|方式方法|方式|方法|形式|时间安排|时间|步骤|程序|重点内容|重点|安排|"
    r"项目|事项|目标|目的|要求|人员|分工|分组)|(?:工作|总体|主要)目标|目标任务|时间安排|实施步骤|工作步骤|工作安排|方法步骤|重点内容|主要内容|重点任务|主要任务|"
    r"工作要求|有关要求|组织领导|保障措施)(?=[\p{Han}\d“（《])(?![和与及、的是为由等应须要如情明不]|包括|主要|落实)",
    inside=(
        ("检查范围全市各级各类学校食堂", "检查范围"),
        ("工作目标通过专项行动", "工作目标"),
        ("检查方式采取学校自查", "检查方式"),
    ),
    no=("检查范围", "检查内容和要求", "检查时间为3月", "检查内容的落实", "工作要求明确"),
)

INSIDE_LINE = Rule(
    name="headings/inside_line",
    pattern=rf"(?<=[。；;])\s?(?P<heading>(?:此次|本次)?{INSPECT}(?:的)?(?:主要|重点|具体)?(?:时间|范围|对象|内容|方式|方法|重点|步骤|程序|形式))[：:]",
    inside=(("质量监督检查。检查时间：4月10日。", "检查时间："), ("情况。检查方式：现场检查。", "检查方式：")),
    no=("检查时间：4月10日。", "确定检查内容：一是"),
)

FORM_TITLE = Rule(
    name="headings/form_title",
    pattern=r"(?:表|台账|回执|模板|样式|提纲|格式|登记卡|记录|责任书|承诺书|告知书|通知书)(?:[（(][^（()）]{1,12}[）)])?$",
    yes=("表", "台账", "模板（参考）"),
    no=("学校食堂食品安全检查要点", "检查工作方案", "重点事项清单"),
)

RULES: tuple[Rule, ...] = (HEADING, UNNUMBERED, DAMAGED, PHASE_LINE, GLUED, INSIDE_LINE, FORM_TITLE)

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
    """Take what stands before the first mark; a heading that is not finished by one ends with its line.

    A heading that lost its line break (一、检查范围全市学校食堂) ends where its words do.
    """
    match = HEADING.match(text, section.label_span.end, section.span.end)
    if section.style in (LabelStyle.HAN, LabelStyle.HAN_BRACKETED) and (match is None or not topics_of(match[0])):
        glued = GLUED.match(text, section.label_span.end, section.span.end)
        if glued is not None:
            return Span(*glued.span())
        if not section.is_item and topics_of(section.heading.of(text)):
            return section.heading  # 一、评价对象随机抽取在我市执业的12家机构（名单附后）
    if match is None:
        return section.heading
    return strip_span(text, Span(match.start(), match.end()))


def _is_text(labels: Sequence[int], line: Span) -> bool:
    at = bisect_left(labels, line.start)
    return len(line) >= _SHORTEST_TEXT or (at < len(labels) and labels[at] < line.end)


def _is_form(outline: Outline, document: Document) -> bool:
    return bool(document.title) and FORM_TITLE.search(document.title[-1].of(outline.text)) is not None


def _unnumbered(outline: Outline, forms: frozenset[int]) -> Iterator[_Line]:
    """Find headings without a number in the running text, line by line."""
    labels = [s.label_span.start for s in outline.sections]
    for number, line in enumerate(outline.lines):
        zone = outline.zone_at(line.span.start)
        if zone is not None and zone.kind is not ZoneKind.BODY:
            continue
        if forms and outline.document_at(line.span.start) in forms:
            continue
        at = bisect_left(labels, line.span.start)
        if at >= len(labels) or labels[at] >= min(line.span.end, line.span.start + 3):
            below = outline.lines[number + 1].span if number + 1 < len(outline.lines) else None
            yield from _at_start(outline.text, line.span, followed=below is not None and _is_text(labels, below))
        for inner in INSIDE_LINE.find_all(outline.text, line.span.start, line.span.end):
            alone = inner.end() >= line.span.end
            yield _Line(Span(*inner.span("heading")), alone, labelled=False, phase=False, end=line.span.end)


def _at_start(text: str, line: Span, *, followed: bool) -> Iterator[_Line]:
    """Take the beginning of a line that is a phase, a topic with a colon, or a topic alone with text below it."""
    phase = PHASE_LINE.match(text, line.start, line.end)
    if phase is not None:
        yield _Line(Span(*phase.span("heading")), alone=False, labelled=False, phase=True, end=line.end)
        return
    match = UNNUMBERED.match(text, line.start, line.end)
    damaged = DAMAGED.match(text, line.start, line.end) if match is None else None
    if damaged is not None:
        yield _Line(Span(*damaged.span("heading")), alone=False, labelled=False, phase=False, end=line.end)
        return
    if match is None or not topics_of(match["heading"]):
        return
    alone = match.end() >= line.end
    if followed or not alone:
        labelled = match["label"] is not None
        yield _Line(Span(*match.span("heading")), alone, labelled, phase=False, end=line.end)
