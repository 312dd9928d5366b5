"""Contacts in tables: each row's names with the numbers of their own columns."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Contact
from notice_parser.core.outline import Outline
from notice_parser.core.span import Span
from notice_parser.grammar.emails import find_emails
from notice_parser.grammar.people_rows import PeopleRow, Person, read_people
from notice_parser.grammar.persons import is_name, split_names, squeeze
from notice_parser.grammar.phones import PhoneKind, PhoneMatch, find_phones
from notice_parser.grammar.rule import Rule

OFFICE_BEFORE = Rule(
    name="contacts/office_before",
    pattern=r"\p{Han}{1,20}(?:长|主任|书记|调研员|主席|经理|委员|总监|科员|参谋)(?P<name>\p{Han}{2,4})$",
    yes=("市教育局副局长张立", "办公室主任欧阳红"),
    no=("张立", "市教育局副局长"),
)

_CONFIDENCE = 0.85


def read_table_contacts(outline: Outline) -> tuple[tuple[Contact, ...], tuple[Span, ...]]:
    """List the contacts that tables name, and the tables they were read from, in reading order.

    A table whose rows give no contact is left to whoever reads the running text; a form to fill in is not.
    """
    contacts: list[Contact] = []
    tables: list[Span] = []
    for table in outline.tables:
        people = read_people(outline.text, table)
        if people is None or not people.is_directory:
            continue
        found = [c for row in people.rows for person in row.people for c in _contacts(outline.text, row, person)]
        if found or not people.rows:
            contacts += found
            tables.append(table.span)
    return tuple(contacts), tuple(tables)


def _contacts(text: str, row: PeopleRow, person: Person) -> Iterator[Contact]:
    """Give each name of a cell its number where there are as many, else all of them to each."""
    names = list(_names(text, person.name)) if person.name is not None else []
    phones = [m for cell in person.phones for m in find_phones(text, cell.start, cell.end) or _inner(text, cell)]
    faxes = [m for cell in person.faxes for m in find_phones(text, cell.start, cell.end)]
    emails = [m for cell in person.emails for m in find_emails(text, cell.start, cell.end)]
    if not phones and not faxes and not emails:
        return
    organ = None if person.leads else row.party  # a team leader is not of those whom the team visits
    paired = len(names) > 1 and len(phones) == len(names)
    named: list[Span | None] = [*names] or [None]
    for index, name in enumerate(named):
        own: list[PhoneMatch] = [phones[index]] if paired else phones
        parts = (name, organ, row.address, *(m.span for m in (*own, *faxes)), *(m.span for m in emails))
        yield Contact(
            evidence=Evidence(tuple(sorted({p for p in parts if p is not None})), "contact/table", _CONFIDENCE),
            name=squeeze(name.of(text)) if name is not None else None,
            organization=_flat(text, organ),
            phones=tuple(dict.fromkeys(m.value for m in own)),
            faxes=tuple(dict.fromkeys(m.value for m in faxes)),
            emails=tuple(dict.fromkeys(m.value for m in emails)),
            address=_flat(text, row.address),
        )


INNER = Rule(
    name="contacts/inner_number",
    # Numbers of a house's or a railway's own network, which only their column makes numbers.
    pattern=r"^\s{0,8}(?P<number>\d{3,4}[-－—]\d{4,6}|\d{4,6})\s{0,8}$",
    yes=("071-22031", "6102", "660618"),
    no=("12", "2024-05-01", "A座6102"),
)


def _inner(text: str, cell: Span) -> list[PhoneMatch]:
    match = INNER.fullmatch(cell.of(text))
    if match is None:
        return []
    number = Span(cell.start + match.start("number"), cell.start + match.end("number"))
    return [PhoneMatch(regex.sub("[－—]", "-", match["number"]), number, PhoneKind.LOCAL)]


def _names(text: str, cell: Span) -> Iterator[Span]:
    """Find the names in a cell that may hold their office and number too: 张立（科长）, 王芳 5550101."""
    start = cell.start
    for match in regex.finditer(r"[（(][^（()）]*[）)]|\d[\d\-－—]{5,}", text, pos=cell.start, endpos=cell.end):
        yield from _plain_names(text, Span(start, match.start()))
        start = match.end()
    yield from _plain_names(text, Span(start, cell.end))


def _plain_names(text: str, stretch: Span) -> Iterator[Span]:
    for piece in split_names(text, stretch):
        if is_name(squeeze(piece.of(text)), labelled=True):
            yield piece
        elif (held := OFFICE_BEFORE.match(text, piece.start, piece.end)) and is_name(held["name"]):
            yield Span(*held.span("name"))


def _flat(text: str, span: Span | None) -> str | None:
    return "".join(span.of(text).split()) or None if span is not None else None


RULES: tuple[Rule, ...] = (OFFICE_BEFORE, INNER)
