"""What stands in the gaps between the pieces: names, organs, addresses, and marks such as （兼传真）."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.fields.contacts_names import BLANKS, Item, ItemKind, read_before, read_names, read_unit
from notice_parser.fields.contacts_pieces import LABEL_KINDS, NUMBER_KINDS, Piece, PieceKind
from notice_parser.fields.contacts_rules import ORGAN
from notice_parser.grammar.persons import is_name, squeeze
from notice_parser.grammar.rule import Rule

_ENDS = "。；;\n"


def read_items(text: str, pieces: tuple[Piece, ...], bounds: Span) -> tuple[Item, ...]:
    """Turn the pieces of one block, with the text round them, into items in reading order."""
    items: list[Item] = []
    for index, piece in enumerate(pieces):
        before = pieces[index - 1].span.end if index else bounds.start
        behind = pieces[index + 1].span.start if index + 1 < len(pieces) else bounds.end
        previous = pieces[index - 1] if index else None
        if not _reads_ahead(text, previous, piece.span.start):
            items += read_before(text, Span(before, piece.span.start), piece)
        if piece.kind is PieceKind.FAX_LABEL and _SAME.match(text, piece.span.end, behind):
            items += _as_faxes(items)
        if piece.kind in LABEL_KINDS:
            items += _read_behind_label(text, piece, Span(piece.span.end, behind))
        else:
            items += _read_number(text, pieces, index, behind)
    starts = _line_starts(text, bounds)
    return tuple(
        Item(i.kind, i.value, i.span, sum(1 for s in starts if s <= i.span.start), i.binds_back)
        for i in sorted(_apart(items), key=lambda i: (i.span.start, i.kind != ItemKind.PHONE))
    )


_SAME = Rule(
    name="contact/same_number",
    pattern=r"[ \u3000]?[:：]?[ \u3000]?(?:同上|同电话|同号|同左)",
    yes=("：同上", "同电话"),
    no=("：同时", "：5551026"),
)
RULES = (_SAME,)


def _as_faxes(items: list[Item]) -> list[Item]:
    """Give the numbers before 传真：同上 a second time, as faxes."""
    found: list[Item] = []
    for item in reversed(items):
        if item.kind is not ItemKind.PHONE:
            break
        found.insert(0, Item(ItemKind.FAX, item.value, item.span))
    return found


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
    if previous.kind is PieceKind.PERSON_LABEL and gap[:1] not in tuple(BLANKS + ":：.。,，、\n（("):
        return False
    return not any(c in _ENDS for c in gap.strip())


def _read_behind_label(text: str, label: Piece, gap: Span) -> Iterator[Item]:
    stretch = _stretch(text, gap)
    if not len(stretch):
        return
    if label.kind is PieceKind.PERSON_LABEL:
        colon = text[label.span.end : stretch.start].strip(BLANKS + "\n") != ""
        yield from read_names(text, stretch, labelled=colon)
    elif label.kind is PieceKind.UNIT_LABEL:
        yield from read_unit(text, stretch)
    elif label.kind is PieceKind.ADDRESS_LABEL and text[label.span.end : stretch.start].strip(BLANKS + "\n"):
        place = _address(text, stretch)
        if len(place) >= 4:
            yield Item(ItemKind.ADDRESS, squeeze(place.of(text)), place)


def _stretch(text: str, gap: Span) -> Span:
    """Give what a label names: behind the colon, up to the end of the sentence or line, on the next line if need be."""
    start = gap.start
    while start < gap.end and text[start] in BLANKS + ":：.．,，、。为是)）\n":
        if text[start] in "为是" and text[start - 1] not in "人位室门":
            break
        start += 1
    end = start
    while end < gap.end and text[end] not in _ENDS:
        end += 1
    return strip_span(text, Span(start, end), BLANKS + "，,、（(【[|｜:：。.．")


def _address(text: str, stretch: Span) -> Span:
    cut = regex.search(r"[，,（( ]*(?:邮编|邮政编码|$)", stretch.of(text))
    end = stretch.start + (cut.start() if cut else len(stretch))
    code = regex.match(r"\d{6}[ \u3000]{0,4}(?=\p{Han}{2})", stretch.of(text))  # 250000 榆川市…: the postcode
    return strip_span(text, Span(stretch.start + (code.end() if code else 0), end), BLANKS + "，,、（(")


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
    is_both = is_both or (says == "传真" and label is PieceKind.PHONE_LABEL and _stands_first(text, pieces, index))
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


def _stands_first(text: str, pieces: tuple[Piece, ...], index: int) -> bool:
    """Tell whether a number stands right behind 电话：, so that （传真） behind it says that it serves for both."""
    before = pieces[index - 1]
    between = text[before.span.end : pieces[index].span.start]
    return before.kind is PieceKind.PHONE_LABEL and between.strip(BLANKS) in (":", "：")


def _name_behind(text: str, at: int, behind: int) -> Span | None:
    """Find a name that ends the line behind a number: 联系电话：13812345678 王老师."""
    m = regex.compile(r"[ \t\u3000，,]{0,3}(\p{Han}{2,5})[ \t\u3000]*(?=[\n。；;）)]|$)").match(text, at, behind)
    return Span(*m.span(1)) if m and is_name(m[1]) else None


def _is_place(says: str) -> bool:
    return not regex.search(r"微信|同号|手机|短号|办公|上班|工作|时间|节假|24|小时|白天|夜间|分机|转|固定|座机", says)


def _note_behind(text: str, at: int, end: int) -> Span | None:
    m = regex.compile(r"[ \u3000]?\n?[（(]\s?([\p{Han}、]{1,12})\s?[)）]|[ ,，.。、]{0,2}([兼带]传真|传真同号)").match(
        text, at, end
    )
    return Span(*m.span(m.lastindex or 0)) if m else None


def _is_note(text: str, label: Span) -> bool:
    """Tell whether a label only remarks on the number before it: 0399-5550711（传真）；15500000088."""
    # 0399-5550711（兼传真）、5550712 as well.
    before = text[max(0, label.start - 4) : label.start].replace(" ", "").rstrip("兼带同含")
    is_behind_number = before[-1:] in ("（", "(") and before[-2:-1].isdigit()
    return is_behind_number and text[label.end : label.end + 2].strip()[:1] in ("）", ")")


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
        if any(c in "。；;\n" for c in between.strip(BLANKS)):
            return None
    return None
