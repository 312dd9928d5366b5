"""The parts of a notice as a plan needs them: what each announces, and what it says.

Numbered parts come from the outline. Beside them notices have headings without a number (检查时间：9月22日; a line with
检查内容 alone) and attached documents whose title is the heading (学校食堂检查要点); all become parts of one kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule
from notice_parser.planning.headings import DAMAGED, Heading, find_headings
from notice_parser.planning.topics import Topic

TRAILER = Rule(
    name="parts/trailer",
    pattern=r"\n[ \t\u3000]*+(?=(?:工作)?联\s{0,4}系\s{0,4}(?:人|电话|邮箱|方式|单位)|邮\s{0,4}箱|"
    r"附\s{0,4}件\s{0,2}[：:\d]|特此通知|抄送|咨询电话|电子邮箱|(?:纸质)?材料接收)",
    no=("请与联系人沟通", "\n一、附件要求"),
    inside=(("结束。\n联系人：甲", "\n"), ("结束。\n　　附件：1.表", "\n　　")),
)

PARAGRAPH_END = Rule(
    name="parts/paragraph_end",
    pattern=r"[。；;：:！？!?”）)]\s{0,3}?\n",
    yes=("。\n", "；\n"),
    no=("成立6个检\n查组", "。查"),
)

RULES: tuple[Rule, ...] = (TRAILER, PARAGRAPH_END)

_MARKS = " \t\u3000\xa0\n\r。.：:；;"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the notice, with its heading apart from what it says.

    ``heading`` is what stands before the first mark, ``own`` what the part says between it and its first sub-part,
    ``whole`` all of it without the label. ``apart`` tells that the heading stands on its own line, so that it is no
    piece of the item's text.
    """

    heading: Span
    own: Span
    whole: Span
    topics: Mapping[Topic, bool]
    children: tuple[int, ...]
    parent: int | None
    document: int
    apart: bool
    colon: bool
    section: int | None
    titled: bool = False
    """The heading is followed by text of its own: it is not the beginning of the item's sentence."""
    ends_early: int | None = None
    """Where the item itself ends, if lines follow that close the list and only stand in its last part."""

    @property
    def item(self) -> Span:
        """The part's text as an item of a list."""
        return self.whole if self.ends_early is None else Span(self.whole.start, self.ends_early)


@dataclass(frozen=True)
class Parts:
    """All parts in reading order; children and parents are indices."""

    outline: Outline
    parts: tuple[Part, ...]
    _starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The restored text."""
        return self.outline.text

    def of(self, topic: Topic, *, weak: bool = True) -> tuple[int, ...]:
        """List the parts of a topic; those with a weak heading only where no strong one exists."""
        found = [i for i, p in enumerate(self.parts) if topic in p.topics and not p.topics[topic]]
        if not found and weak:
            found = [i for i, p in enumerate(self.parts) if topic in p.topics]
        return tuple(i for i in found if not any(a in found for a in self.ancestors(i)))

    def ancestors(self, index: int) -> tuple[int, ...]:
        """List the parts that hold one, the innermost first."""
        chain: list[int] = []
        parent = self.parts[index].parent
        while parent is not None:
            chain.append(parent)
            parent = self.parts[parent].parent
        return tuple(chain)

    def at(self, position: int) -> int | None:
        """Give the innermost part that holds a position."""
        if not self._starts:
            self._starts.extend(p.heading.start for p in self.parts)
        index: int | None = bisect_right(self._starts, position) - 1
        if index is None or index < 0:
            return None
        while index is not None and self.parts[index].whole.end <= position:
            index = self.parts[index].parent
        return index

    def heading_of(self, index: int | None) -> str | None:
        """Give the words of a heading, without marks."""
        if index is None:
            return None
        return self.parts[index].heading.of(self.text).strip(_MARKS) or None


def find_parts(outline: Outline) -> Parts:
    """List the parts of an outline."""
    nodes = find_headings(outline)
    children: dict[int, list[int]] = {}
    for index, node in enumerate(nodes):
        if node.parent is not None:
            children.setdefault(node.parent, []).append(index)
    parts = [_part(outline, nodes, i, tuple(children.get(i, ()))) for i in range(len(nodes))]
    for group in (*children.values(), *_roots(nodes)):
        parts[group[-1]] = _without_following(outline.text, parts, group)
    return Parts(outline, tuple(parts))


def _roots(nodes: Sequence[Heading]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for index, node in enumerate(nodes):
        if node.parent is None:
            groups.setdefault(node.document, []).append(index)
    return list(groups.values())


def _without_following(text: str, parts: Sequence[Part], group: Sequence[int]) -> Part:
    """End the last item of a list with its paragraph, where the others have one each: what follows closes the list."""
    last = parts[group[-1]]
    others = [parts[i] for i in group[:-1]]
    closed = PARAGRAPH_END.search(text, last.whole.start, last.whole.end)
    at = -1 if closed is None else closed.end() - 1
    plain = bool(others) and all(not p.children and "\n" not in p.whole.of(text) for p in others)
    if at < 0 or not plain:
        return last
    if last.children:
        return replace(last, ends_early=at) if at < parts[last.children[0]].heading.start else last
    whole = strip_span(text, Span(last.whole.start, at))
    end = max(last.own.start, whole.end) if last.own.start <= at else last.heading.end
    own = Span(last.own.start, end) if last.own.start <= at else Span(last.heading.end, last.heading.end)
    return replace(last, whole=whole, own=own, apart=False)


def _part(outline: Outline, nodes: Sequence[Heading], index: int, children: tuple[int, ...]) -> Part:
    node = nodes[index]
    text = outline.text
    limit = _limit(outline, node, has_children=bool(children))
    end = min(nodes[children[0]].start, limit) if children else limit
    after = node.span.end
    rest = text[after : min(after + 4, end)].lstrip("】]”*# ")
    colon = rest[:1] in ("：", ":")
    apart = rest[:1] in ("", "\n", "\r") or rest[1:2] == "\n" or (colon and bool(node.topics))
    own = _from_text(text, Span(min(after, end), end))
    damaged = DAMAGED.match(text, node.span.start, limit) is not None  # 一、考核对象，各区县: no colon, but a heading
    goes_on = node.section is not None and rest[:1] in ("，", ",", "、", "；", ";") and not damaged
    if node.section is None or damaged:
        own = strip_span(text, own, "，, \n")
    if not children and (not len(own) or goes_on):
        node.topics = {}  # 部署的其他方式。 is an item of a list, no heading: nothing stands under it
        colon = False
    return Part(
        heading=node.span,
        own=own,
        whole=strip_span(text, Span(min(node.label_end, limit), limit)),
        topics=node.topics,
        children=children,
        parent=node.parent,
        document=node.document,
        apart=apart,
        colon=colon,
        section=node.section,
        titled=len(own) > 0 and not goes_on,
    )


def _limit(outline: Outline, node: Heading, *, has_children: bool) -> int:
    """Find where a part ends: before the signature, and before lines that close the paper (联系人：, 附件：)."""
    end = node.end
    zone = outline.zone_at(node.start)
    if zone is not None and zone.kind is ZoneKind.BODY:
        end = max(node.span.end, min(end, zone.span.end))
    trailer = TRAILER.search(outline.text, node.span.end, end)
    end = end if trailer is None else trailer.start()
    table = None if has_children else outline.table_after(node.span.end)
    return end if table is None else min(end, table.span.start)  # rows are read as rows


def _from_text(text: str, span: Span) -> Span:
    """Leave out the marks that close the heading, and blanks at both ends."""
    start = span.start
    while start < span.end and text[start] in "。.：:】]”*# \t\u3000\xa0\n\r":
        start += 1
    return strip_span(text, Span(start, span.end))
