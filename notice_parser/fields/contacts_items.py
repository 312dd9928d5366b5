"""What stands in the gaps between the pieces: names, organs, addresses, and marks such as （兼传真）."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.fields.contacts_pieces import LABEL_KINDS, NUMBER_KINDS, Piece, PieceKind
from notice_parser.fields.contacts_rules import ORGAN, ORGAN_WITH_NAME, ROOM, SEEN_AT
from notice_parser.grammar.persons import ADDRESSED, has_surname, is_name, part_glued, split_names, squeeze


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


_ENDS = "。；;\n"
_BLANKS = " \t\u3000\xa0"


def read_items(text: str, pieces: tuple[Piece, ...], bounds: Span) -> tuple[Item, ...]:
    """Turn the pieces of one block, with the text round them, into items in reading order."""
    items: list[Item] = []
    for index, piece in enumerate(pieces):
        before = pieces[index - 1].span.end if index else bounds.start
        behind = pieces[index + 1].span.start if index + 1 < len(pieces) else bounds.end
        previous = pieces[index - 1] if index else None
        if not _reads_ahead(text, previous, piece.span.start):
            items += _read_before(text, Span(before, piece.span.start), piece)
        if piece.kind in LABEL_KINDS:
            items += _read_behind_label(text, piece, Span(piece.span.end, behind))
        else:
            items += _read_number(text, pieces, index, behind)
    starts = _line_starts(text, bounds)
    return tuple(
        Item(i.kind, i.value, i.span, sum(1 for s in starts if s <= i.span.start), i.binds_back)
        for i in sorted(_apart(items), key=lambda i: (i.span.start, i.kind != ItemKind.PHONE))
    )


def _apart(items: list[Item]) -> Iterator[Item]:
    """Leave out an item that was read twice, from the label before it and from the number behind it."""
    seen: set[tuple[ItemKind, int]] = set()
    for item in items:
        if (item.kind, item.span.start) not in seen:
            seen.add((item.kind, item.span.start))
            yield item


def _line_starts(text: str, bounds: Span) -> list[int]:
    return [at + 1 for at in range(bounds.start, bounds.end) if text[at] == "\n"]


def _reads_ahead(text: str, previous: Piece | None, at: int) -> bool:
    """Tell whether the piece before is a label that has already read this gap."""
    if previous is None or previous.kind not in (
        PieceKind.PERSON_LABEL,
        PieceKind.UNIT_LABEL,
        PieceKind.ADDRESS_LABEL,
        PieceKind.OTHER_LABEL,
    ):
        return False
    gap = text[previous.span.end : at]
    if previous.kind is PieceKind.PERSON_LABEL and gap[:1] not in tuple(_BLANKS + ":：.。,，、\n（("):
        return False
    return not any(c in _ENDS for c in gap.strip())


def _read_behind_label(text: str, label: Piece, gap: Span) -> Iterator[Item]:
    stretch = _stretch(text, gap)
    if not len(stretch):
        return
    if label.kind is PieceKind.PERSON_LABEL:
        colon = text[label.span.end : stretch.start].strip(_BLANKS + "\n") != ""
        yield from _read_names(text, stretch, labelled=colon)
    elif label.kind is PieceKind.UNIT_LABEL:
        yield Item(ItemKind.ORGAN, squeeze(stretch.of(text)), stretch)
    elif label.kind is PieceKind.ADDRESS_LABEL and text[label.span.end : stretch.start].strip(_BLANKS + "\n"):
        place = _address(text, stretch)
        if len(place) >= 4:
            yield Item(ItemKind.ADDRESS, squeeze(place.of(text)), place)


def _stretch(text: str, gap: Span) -> Span:
    """Give what a label names: behind the colon, up to the end of the sentence or line, on the next line if need be."""
    start = gap.start
    while start < gap.end and text[start] in _BLANKS + ":：.．,，、。为是)）\n":
        if text[start] in "为是" and text[start - 1] not in "人位室门":
            break
        start += 1
    end = start
    while end < gap.end and text[end] not in _ENDS:
        end += 1
    return strip_span(text, Span(start, end), _BLANKS + "，,、（(【[|｜:：。.．")


def _address(text: str, stretch: Span) -> Span:
    cut = regex.search(r"[，,（( ]*(?:邮编|邮政编码|$)", stretch.of(text))
    end = stretch.start + (cut.start() if cut else len(stretch))
    return strip_span(text, Span(stretch.start, end), _BLANKS + "，,、（(")


def _read_names(text: str, stretch: Span, *, labelled: bool) -> Iterator[Item]:
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
    elif (m := ORGAN_WITH_NAME.fullmatch(value)) and is_name(m["name"]) and len(value) == len(piece):
        yield Item(ItemKind.ORGAN, m["organ"], Span(piece.start, piece.start + m.end("organ")))
        yield Item(ItemKind.NAME, m["name"], Span(piece.start + m.start("name"), piece.end))
    elif ORGAN.fullmatch(value):
        yield Item(ItemKind.ORGAN, value, piece)


def _read_before(text: str, gap: Span, piece: Piece) -> Iterator[Item]:
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
    gap = strip_span(text, gap, _BLANKS + "，,、:：（(|｜.．。")
    last = max((text.rfind(c, gap.start, gap.end) for c in "。；;"), default=-1)
    line = text.rfind("\n", gap.start, gap.end)
    if line >= 0 and not text[line + 1 : gap.end].strip(_BLANKS + "|｜"):
        line = text.rfind("\n", gap.start, line)  # a heading line over the numbers: 江澜省科协宣传部⏎电话:…
    gap = strip_span(text, Span(max(last, line, gap.start - 1) + 1, gap.end), _BLANKS + "\n，,、:：（(|｜")
    parts = list(split_names(text, gap))
    if (name := _first_of_row(text, parts)) is not None:
        yield name
        return
    found: list[Item] = []
    for part in reversed(parts[-4:]):
        read = list(_read_tail(text, part))
        if piece.kind is PieceKind.PERSON_LABEL:
            read = [i for i in read if i.kind is ItemKind.ORGAN]
        if not read:
            break
        found += reversed(read)
    yield from reversed(found)


def _first_of_row(text: str, parts: list[Span]) -> Item | None:
    """Read the name that begins a row whose next word says what the person does: 游子安　住宿、接站　154….

    Only where the line holds nothing else, parted by blanks, and the word is no name and no organ itself.
    """
    if not 2 <= len(parts) <= 4 or text[text.rfind("\n", 0, parts[0].start) + 1 : parts[0].start].strip(_BLANKS):
        return None
    name, last = squeeze(parts[0].of(text)), squeeze(parts[-1].of(text))
    apart = text[parts[0].end : parts[1].start]
    told = ORGAN.fullmatch(last) is not None and last[-1] != "站"  # 接站, 送站 are services
    if apart.strip(_BLANKS) or not apart or "\n" in text[parts[0].start : parts[-1].end] or told or is_name(last):
        return None
    return Item(ItemKind.NAME, name, parts[0]) if is_name(name) and len(last) <= 6 else None


_CLAUSE = r"(?:[日月底]前|反馈|请与|请向|请联系|可拨打|拨打|与|向|至|到|送交|报送|报|送|交|由|和|将|询|致电|联系|咨询)"


def _read_tail(text: str, part: Span) -> Iterator[Item]:
    value = part.of(text)
    cut = max((m.end() for m in regex.finditer(r"[:：（()）“”]|\d+[.．、]", value)), default=0)
    part = strip_span(text, Span(part.start + cut, part.end), _BLANKS + "）)")
    value = squeeze(part.of(text))
    if is_name(value):
        yield Item(ItemKind.NAME, value, part)
        return
    if ROOM.fullmatch(value) and regex.search(r"\d", value):
        yield Item(ItemKind.ADDRESS, value, part)
        return
    clause = max((m.end() for m in regex.finditer(_CLAUSE, part.of(text))), default=0)
    part = Span(part.start + clause, part.end)
    value = squeeze(part.of(text))
    named = len(value) == 3 and text[part.end : part.end + 1] in tuple("（(，,:： ")  # 请报送赵子龙（电话…
    if clause and named and is_name(value):
        yield Item(ItemKind.NAME, value, part)
    elif (m := ORGAN_WITH_NAME.fullmatch(value)) and is_name(m["name"]) and len(value) == len(part):
        yield Item(ItemKind.ORGAN, m["organ"], Span(part.start, part.start + m.end("organ")))
        yield Item(ItemKind.NAME, m["name"], Span(part.start + m.start("name"), part.end))
    elif ORGAN.fullmatch(value) and 2 <= len(value) <= 25:
        yield Item(ItemKind.ORGAN, value, part)


def _read_number(text: str, pieces: tuple[Piece, ...], index: int, behind: int) -> Iterator[Item]:
    piece = pieces[index]
    if piece.kind is PieceKind.EMAIL:
        yield Item(ItemKind.EMAIL, piece.value, piece.span)
        return
    label = _label_of(text, pieces, index)
    note = _note_behind(text, piece.span.end, min(behind + 12, len(text)))
    says = note.of(text) if note else ""
    is_fax = label is PieceKind.FAX_LABEL or says in ("传真", "传真号", "传")
    is_both = label is PieceKind.BOTH_LABEL or ("传真" in says and not is_fax)
    if not is_fax or is_both:
        yield Item(ItemKind.PHONE, piece.value, piece.span)
    if is_fax or is_both:
        yield Item(ItemKind.FAX, piece.value, piece.span)
    if note is None and (behind_name := _name_behind(text, piece.span.end, behind)):
        yield Item(ItemKind.NAME, squeeze(behind_name.of(text)), behind_name, binds_back=True)
    if note and "传真" not in says and is_name(says):
        yield Item(ItemKind.NAME, says, note, binds_back=True)
    elif note and "传真" not in says and (ORGAN.fullmatch(says) or (len(says) >= 2 and _is_place(says))):
        yield Item(ItemKind.ORGAN, says, note, binds_back=True)


def _name_behind(text: str, at: int, behind: int) -> Span | None:
    """Find a name that ends the line behind a number: 联系电话：13812345678 王老师."""
    m = regex.compile(r"[ \t\u3000，,]{0,3}(\p{Han}{2,5})[ \t\u3000]*(?=[\n。；;）)]|$)").match(text, at, behind)
    return Span(*m.span(1)) if m and is_name(m[1]) else None


def _is_place(says: str) -> bool:
    return not regex.search(r"微信|同号|手机|短号|办公|上班|工作|时间|节假|24|小时|白天|夜间|分机|转|固定|座机", says)


def _note_behind(text: str, at: int, end: int) -> Span | None:
    m = regex.compile(r"[ \u3000]?\n?[（(]\s?([\p{Han}、]{1,12})\s?[)）]|[ ,，.。、]{0,2}(兼传真)").match(text, at, end)
    return Span(*m.span(m.lastindex or 0)) if m else None


def _is_note(text: str, label: Span) -> bool:
    """Tell whether a label only remarks on the number before it: 0399-5550711（传真）；15500000088."""
    around = text[max(0, label.start - 2) : label.start].strip(), text[label.end : label.end + 2].strip()
    return around[0][-1:] in ("（", "(") and around[0][:1].isdigit() and around[1][:1] in ("）", ")")


def _label_of(text: str, pieces: tuple[Piece, ...], index: int) -> PieceKind | None:
    """Find the label that rules a number: the nearest before it with nothing but numbers between."""
    for back in range(index - 1, -1, -1):
        piece = pieces[back]
        if piece.kind in LABEL_KINDS and not _is_note(text, piece.span):
            return piece.kind
        if piece.kind in LABEL_KINDS:
            continue
        if piece.kind not in NUMBER_KINDS:
            return None
        between = text[piece.span.end : pieces[back + 1].span.start]
        if any(c in "。；;\n" for c in between.strip(_BLANKS)):
            return None
    return None
