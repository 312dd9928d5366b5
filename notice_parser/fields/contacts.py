"""Contacts: names with their own numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from notice_parser.core.notice import Contact
from notice_parser.core.outline import Outline
from notice_parser.core.span import Span
from notice_parser.fields.contacts_entries import build_contacts
from notice_parser.fields.contacts_items import read_items
from notice_parser.fields.contacts_pieces import LABEL_KINDS, NUMBER_KINDS, Piece, PieceKind, find_pieces
from notice_parser.fields.contacts_tables import read_table_contacts
from notice_parser.grammar.persons import is_name
from notice_parser.grammar.rule import Rule

_GAP = 30
"""Characters, blanks not counted, that may stand between two pieces of one block."""
_REACH = 60
"""Characters before the first piece in which its name or organ may stand."""


def read_contacts(outline: Outline) -> tuple[Contact, ...]:
    """List whom the notice names for questions and replies, each name with its own numbers.

    Numbers in furniture, metadata and imprint are left out, and so are bare digits that no label makes a number.
    """
    text = outline.text
    contacts: list[Contact] = []
    floor = 0
    in_tables, tables = read_table_contacts(outline)
    for block in _blocks(text, _outside(find_pieces(outline), tables)):
        pieces = tuple(_believed(text, block))
        if not any(p.kind in NUMBER_KINDS or p.kind is PieceKind.EMAIL for p in pieces) and not _names_somebody(pieces):
            continue
        bounds = Span(max(floor, pieces[0].span.start - _REACH), min(len(text), pieces[-1].span.end + _REACH))
        items = read_items(text, pieces, bounds)
        contacts += build_contacts(items)
        floor = pieces[-1].span.end
    every = sorted((*contacts, *in_tables), key=lambda c: c.evidence.spans[0].start) if in_tables else contacts
    return tuple(_each_once(every))


def _outside(pieces: tuple[Piece, ...], tables: tuple[Span, ...]) -> tuple[Piece, ...]:
    """Leave out the pieces of tables that were read as tables."""
    if not tables:
        return pieces
    starts = [t.start for t in tables]
    return tuple(p for p in pieces if not _is_in(p.span, tables, bisect_right(starts, p.span.start) - 1))


def _is_in(span: Span, tables: tuple[Span, ...], index: int) -> bool:
    return index >= 0 and span.start < tables[index].end


def _names_somebody(pieces: Iterable[Piece]) -> bool:
    return any(p.kind is PieceKind.PERSON_LABEL and "系" in p.value for p in pieces)


def _blocks(text: str, pieces: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    """Part the pieces where more than a name or an organ stands between two of them."""
    block: list[Piece] = []
    for piece in pieces:
        if block and piece.span.start < block[-1].span.end:
            continue
        if block and not _belong(text[block[-1].span.end : piece.span.start], block[-1]):
            yield block
            block = []
        block.append(piece)
    if block:
        yield block


def _belong(between: str, before: Piece) -> bool:
    reach = 2 * _GAP if before.kind in (PieceKind.ADDRESS_LABEL, PieceKind.UNIT_LABEL) else _GAP
    return len("".join(between.split())) <= reach


def _believed(text: str, block: list[Piece]) -> Iterator[Piece]:
    """Leave out bare digits that no label before them makes a number."""
    ruled = False
    for index, piece in enumerate(block):
        if piece.kind is PieceKind.LOCAL_PHONE:
            between = text[block[index - 1].span.end : piece.span.start] if index else ""
            told = _ASKED.search(text, max(0, piece.span.start - 30), piece.span.start) or _named(text, piece)
            if not (ruled or told) or "。" in between.strip("。 ") or block[index - 1].kind is PieceKind.OTHER_LABEL:
                ruled = False
                continue
        if piece.kind in LABEL_KINDS:
            ruled = piece.kind in _RULING
        yield piece


_ASKED = Rule(
    name="contact/asked",
    pattern=r"(?:咨询|联系|致电|拨打|询问|电询|联络)[^。；;\n\d]{0,16}[:：（(]?[ ]?$",
    yes=("咨询教务办：", "联系"),
    no=("咨询。", "共"),
)
_BEFORE_NUMBER = Rule(
    name="contact/before_number",
    pattern=r"(?<![\p{Han}])(?P<name>\p{Han}{2,5})[ \t\u3000：:（(]{1,4}$",
    inside=((" 李小明 ", "李小明 "),),
    no=("共",),
)

RULES = (_ASKED, _BEFORE_NUMBER)


def _named(text: str, piece: Piece) -> bool:
    """Tell whether a name of three characters or with a form of address stands right before the digits."""
    m = _BEFORE_NUMBER.search(text, max(0, piece.span.start - 14), piece.span.start)
    return m is not None and len(m["name"]) >= 3 and is_name(m["name"])


_RULING = (PieceKind.PERSON_LABEL, PieceKind.PHONE_LABEL, PieceKind.FAX_LABEL, PieceKind.BOTH_LABEL)


def _numbers(contact: Contact) -> tuple[str, ...]:
    return (*contact.phones, *(f"f{n}" for n in contact.faxes), *contact.emails)


def _each_once(contacts: list[Contact]) -> Iterator[Contact]:
    """Leave out an entry that says nothing that an earlier or fuller one does not say."""
    seen: set[tuple[str | None, str]] = set()
    said: set[str] = set()
    named = {number for c in contacts if c.name for number in _numbers(c)}
    for contact in contacts:
        numbers = _numbers(contact)
        if contact.name is None and contact.organization is None and numbers and set(numbers) <= named:
            continue
        pairs = {(contact.name, n) for n in numbers} or {(contact.name, "")}
        if pairs <= seen or (contact.name is None and numbers and set(numbers) <= said):
            continue
        if not numbers and contact.name and any(name == contact.name for name, _ in seen):
            continue
        seen |= pairs
        said |= set(numbers)
        yield contact
