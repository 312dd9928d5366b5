"""Names and organs beside labels and numbers: 资源处：孟然, 市局法规科 闻立, 省民政厅养老服务处：钟离雪."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.fields.contacts_pieces import Piece, PieceKind
from notice_parser.fields.contacts_rules import ORGAN, ORGAN_WITH_NAME, ROOM, SEEN_AT
from notice_parser.grammar.persons import ADDRESSED, has_surname, is_name, part_glued, split_names, squeeze
from notice_parser.grammar.rule import Rule

BLANKS = " \t\u3000\xa0"


class ItemKind(StrEnum):
    """What an item gives to a contact."""

    NAME = "name"
    ORGAN = "organ"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a contact; ``line`` counts the line breaks of the block before it."""

    kind: ItemKind
    value: str
    span: Span
    line: int = 0
    binds_back: bool = False
    """It stands in brackets behind a number and belongs to that number: 0538-2958119（望江楼店）."""


def read_names(text: str, stretch: Span, *, labelled: bool) -> Iterator[Item]:
    """Read 谢振凡 苗雨, 资源处:孟然, 市统计局法规科 闻立, 姚萌萌（行政楼109室."""
    for part in regex.finditer(r"[^:：（()）]+", stretch.of(text)):
        inside = part.start() > 0 and stretch.of(text)[part.start() - 1] in "（("
        span = Span(stretch.start + part.start(), stretch.start + part.end())
        for piece in split_names(text, span):
            if inside and ROOM.fullmatch(piece.of(text)):
                yield Item(ItemKind.ADDRESS, piece.of(text), piece)
                continue
            yield from _read_name(text, piece, labelled=labelled and not inside)


def _read_name(text: str, piece: Span, *, labelled: bool) -> Iterator[Item]:
    value = squeeze(piece.of(text))
    if is_name(value, labelled=labelled):
        yield Item(ItemKind.NAME, value, piece)
    elif labelled and len(value) == len(piece) and (both := part_glued(value)):
        cut = piece.start + len(both[0])
        yield Item(ItemKind.NAME, both[0], Span(piece.start, cut))
        yield Item(ItemKind.NAME, both[1], Span(cut, piece.end))
    elif len(value) == len(piece) and (cut := _name_at_end(value)):
        yield Item(ItemKind.ORGAN, value[:cut], Span(piece.start, piece.start + cut))
        yield Item(ItemKind.NAME, value[cut:], Span(piece.start + cut, piece.end))
    elif ORGAN.fullmatch(value):
        yield Item(ItemKind.ORGAN, value, piece)


def _name_at_end(value: str) -> int:
    """Find where a name begins that an organ's is glued to, 0 where none is: 市教育局安全科柏舟, 双创中心万老师."""
    if (m := ORGAN_WITH_NAME.fullmatch(value)) and is_name(m["name"]):
        return m.start("name")
    for length in (3, 2, 4):
        organ, name = value[:-length], value[-length:]
        if len(organ) > 2 and ORGAN.fullmatch(organ) and is_name(name):
            return len(organ)
    return 0


def read_unit(text: str, stretch: Span) -> Iterator[Item]:
    """Read what stands behind 联系单位, an organ and perhaps who is there: 安全监管处 柏舟."""
    *first, last = split_names(text, stretch)
    if first and is_name(squeeze(last.of(text))) and ORGAN.fullmatch(squeeze(first[-1].of(text))):
        organ = Span(stretch.start, first[-1].end)
        yield Item(ItemKind.ORGAN, squeeze(organ.of(text)), organ)
        yield Item(ItemKind.NAME, squeeze(last.of(text)), last)
    else:
        yield Item(ItemKind.ORGAN, squeeze(stretch.of(text)), stretch)


def read_before(text: str, gap: Span, piece: Piece) -> Iterator[Item]:
    """Read a name or an organ that stands right before a number or its label: 省工信厅产业处 林越 电话."""
    if piece.kind in (PieceKind.ADDRESS_LABEL, PieceKind.OTHER_LABEL):
        return
    gap = Span(max(gap.start, gap.end - 60), gap.end)
    if m := SEEN_AT.search(text, gap.start, gap.end):
        if m["full"] and is_name(m["full"]):
            yield Item(ItemKind.NAME, m["full"], Span(*m.span("full")))
            return
        start = m.start("name") if m["name"] else m.end()
        while m["name"] and start < m.end("name") and not has_surname(text[start], common=True):
            start += 1
        if m["name"] and ADDRESSED.fullmatch(text[start : m.end("name")]):
            yield Item(ItemKind.NAME, text[start : m.end("name")], Span(start, m.end("name")))
            return
    gap = strip_span(text, gap, BLANKS + "，,、:：（(|｜.．。")
    last = max((text.rfind(c, gap.start, gap.end) for c in "。；;"), default=-1)
    line = text.rfind("\n", gap.start, gap.end)
    if line >= 0 and not text[line + 1 : gap.end].strip(BLANKS + "|｜"):
        line = text.rfind("\n", gap.start, line)  # a heading line over the numbers: 江澜省科协宣传部⏎电话:…
    gap = strip_span(text, Span(max(last, line, gap.start - 1) + 1, gap.end), BLANKS + "\n，,、:：（(|｜")
    parts = list(split_names(text, gap))
    if (name := _first_of_row(text, parts)) is not None:
        yield name
        return
    found: list[Item] = []
    for at in range(len(parts) - 1, max(-1, len(parts) - 5), -1):
        part = parts[at]
        read = list(_read_tail(text, part)) or list(_rare_name(text, parts, at))
        if piece.kind is PieceKind.PERSON_LABEL:
            read = [i for i in read if i.kind is ItemKind.ORGAN]
        if not read:
            break
        found += reversed(read)
    if found and found[-1].kind is ItemKind.NAME:
        yield from _organ_before_colon(text, Span(gap.start, found[-1].span.start))
    yield from reversed(found)


def _rare_name(text: str, parts: list[Span], at: int) -> Iterator[Item]:
    """Believe a rare surname where an organ stands before it on the line: 公路总局办公室　端木静远　010-…."""
    value = squeeze(parts[at].of(text))
    if at and 2 <= len(value) <= 4 and has_surname(value) and is_name(value, labelled=True):
        before = squeeze(parts[at - 1].of(text))
        if ORGAN.fullmatch(before) and text[parts[at - 1].end : parts[at].start].strip(BLANKS) == "":
            yield Item(ItemKind.NAME, value, parts[at])


_BEFORE_COLON = Rule(
    name="contact/organ_before_colon",
    pattern=(
        r"(?:^|(?<=[。；;\n]))[（(]?(?:[一二三四五六七八九十\d]{1,2}[）)、.．][ \u3000]?)?"
        r"(?P<organ>[^：:。；;，,\n]{2,30})[：:][ \u3000]{0,4}$"
    ),
    inside=(("（一）市民政局：", "（一）市民政局："), ("好。组委会办公室：", "组委会办公室：")),
    no=("组委会办公室", "市民政局：王明，"),
)


def _organ_before_colon(text: str, gap: Span) -> Iterator[Item]:
    """Read the organ before a colon and its people's names: 省民政厅养老服务处：钟离雪."""
    match = _BEFORE_COLON.search(text[gap.start : gap.end])
    if match is None:
        return
    organ = strip_span(text, Span(gap.start + match.start("organ"), gap.start + match.end("organ")), BLANKS)
    if ORGAN.fullmatch(squeeze(organ.of(text))):
        yield Item(ItemKind.ORGAN, squeeze(organ.of(text)), organ)


def _first_of_row(text: str, parts: list[Span]) -> Item | None:
    """Read the name that begins a row whose next word says what the person does: 游子安　住宿、接站　154….

    Only where the line holds nothing else, parted by blanks, and the word is no name and no organ itself.
    """
    if not 2 <= len(parts) <= 4 or text[text.rfind("\n", 0, parts[0].start) + 1 : parts[0].start].strip(BLANKS):
        return None
    name, last = squeeze(parts[0].of(text)), squeeze(parts[-1].of(text))
    apart = text[parts[0].end : parts[1].start]
    told = ORGAN.fullmatch(last) is not None and last[-1] != "站"  # 接站, 送站 are services
    if apart.strip(BLANKS) or not apart or "\n" in text[parts[0].start : parts[-1].end] or told or is_name(last):
        return None
    return Item(ItemKind.NAME, name, parts[0]) if is_name(name) and len(last) <= 6 else None


_CLAUSE = r"(?:[日月底]前|反馈|请与|请向|请联系|可拨打|拨打|与|向|至|到|送交|报送|报|送|交|由|和|将|询|致电|联系|咨询)"


_OWN_PLACE = Rule(
    name="contact/own_place",
    pattern=r"[省市县区州校院局厅委处各]|\p{Han}{2,4}[省市县区]",
    yes=("市", "榆川市"),
    no=("幼儿", "设备"),
)


def _parts_clause(match: regex.Match[str]) -> bool:
    """Tell whether 和 or 与 stands between two organs and not inside one: 小学和幼儿教育科, 实验室与设备管理处."""
    if match.group() not in ("和", "与"):
        return True
    return _OWN_PLACE.match(match.string, match.end()) is not None


def _read_tail(text: str, part: Span) -> Iterator[Item]:
    value = part.of(text)
    cut = max((m.end() for m in regex.finditer(r"[:：（()）“”]|\d+[.．、]", value)), default=0)
    part = strip_span(text, Span(part.start + cut, part.end), BLANKS + "）)")
    value = squeeze(part.of(text))
    if is_name(value):
        yield Item(ItemKind.NAME, value, part)
        return
    if ROOM.fullmatch(value) and regex.search(r"\d", value):
        yield Item(ItemKind.ADDRESS, value, part)
        return
    clause = max((m.end() for m in regex.finditer(_CLAUSE, part.of(text)) if _parts_clause(m)), default=0)
    part = Span(part.start + clause, part.end)
    value = squeeze(part.of(text))
    named = len(value) == 3 and text[part.end : part.end + 1] in tuple("（(，,:： ")  # 请报送赵子龙（电话…
    if clause and named and is_name(value):
        yield Item(ItemKind.NAME, value, part)
    elif len(value) == len(part) and (at := _name_at_end(value)):
        yield Item(ItemKind.ORGAN, value[:at], Span(part.start, part.start + at))
        yield Item(ItemKind.NAME, value[at:], Span(part.start + at, part.end))
    elif ORGAN.fullmatch(value) and 2 <= len(value) <= 25:
        yield Item(ItemKind.ORGAN, value, part)


RULES = (_OWN_PLACE, _BEFORE_COLON)
