"""The rows of tables of people and visits: who is visited when and where, by which team, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from notice_parser.core.source import Table
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.table_columns import Column, Header, find_header
from notice_parser.grammar.table_rows import cell_of

TIME_COLUMN = Rule(
    name="people_rows/time_column",
    pattern=r"(?:时\s{0,4}间|日\s{0,4}期)(?:安排)?$",
    yes=("时间", "日期"),
    inside=(("检查时间", "时间"), ("督查时间安排", "时间安排")),
    no=("时间节点", "时限"),
)
"""检查时间 beside 受检单位 says when it is visited; in a list of checks it is there to be filled in."""

SHOWN = Rule(
    name="people_rows/shown",
    pattern=r"^[（(]?(?:示例|样例|例[：:如])|^(?:合|总|小)\s{0,4}计$|^(?:备\s{0,4}注|说\s{0,4}明|注)(?:$|[：:])|^[xX×＊*…—\-]+$",
    inside=(("示例：张三", "示例"), ("合计", "合计"), ("备注：", "备注：")),
    no=("张立", "东河县", "合计划"),
)
"""A row that shows how to fill in the form, adds up or remarks."""

RULES: tuple[Rule, ...] = (TIME_COLUMN, SHOWN)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the cells of their numbers; ``name`` is None for the numbers of the office itself."""

    name: Span | None
    phones: tuple[Span, ...] = ()
    faxes: tuple[Span, ...] = ()
    emails: tuple[Span, ...] = ()
    leads: bool = False
    """The name stands under 组长: that of an inspecting team."""


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """One row; each cell None where it is empty, those of 组别 and 单位 taken from above."""

    time: Span | None
    party: Span | None
    place: Span | None
    team: Span | None
    leader: Span | None
    address: Span | None
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """The rows, and what the table is: a list of visits, a list of numbers, or both; a form to fill in has no rows."""

    is_schedule: bool
    is_directory: bool
    rows: tuple[PeopleRow, ...]


_NUMBERS = (Column.PHONE, Column.FAX, Column.EMAIL)
_FOUND = (Column.ITEM, Column.PROBLEM, Column.STANDARD, Column.SCORE, Column.DUE)
"""Columns beside which the visits are over, or the table is one of checks."""


def read_people(text: str, table: Table) -> PeopleTable | None:
    """Read a table whose header names those visited or numbers to call; None where it is another one."""
    header = find_header([[cell.of(text) for cell in row] for row in table.rows[:5]])
    if header is None:
        return None
    columns = _Columns.of(text, table, header)
    is_directory = bool(columns.openers) or (columns.party is not None and header.first(*_NUMBERS) is not None)
    is_directory = is_directory and header.first(Column.PHONE, Column.EMAIL, Column.PERSON_AND_PHONE) is not None
    is_schedule = (
        columns.party is not None
        and header.first(*_FOUND) is None
        and (columns.time is not None or header.first(Column.TEAM, Column.LEADER) is not None)
    )
    if not is_directory and not is_schedule:
        return None
    return PeopleTable(is_schedule, is_directory, tuple(_rows(text, table, header, columns)))


@dataclass(slots=True)
class _Columns:
    time: int | None
    party: int | None
    place: int | None
    team: int | None
    leader: int | None
    address: int | None
    openers: dict[int, list[int]] = field(default_factory=dict)
    """A column of names with the columns of numbers behind it; -1 for numbers before any name."""

    @classmethod
    def of(cls, text: str, table: Table, header: Header) -> _Columns:
        heads = [cell.of(text) for cell in table.rows[header.row]]
        times = [i for i, head in enumerate(heads) if TIME_COLUMN.search("".join(head.split()))]
        leader = header.first(Column.LEADER)
        party = header.first(Column.PARTY)
        if party is None and header.first(Column.TEAM, Column.LEADER) is not None:
            party = next((i for i in header.of(Column.SECTION) if "区域" in heads[i] or "场所" in heads[i]), None)
        found = cls(
            header.first(Column.TIME) if not times else times[0],
            party,
            header.first(Column.PLACE),
            header.first(Column.TEAM),
            leader,
            header.first(Column.ADDRESS),
        )
        found.openers = _openers(header)
        return found


def _openers(header: Header) -> dict[int, list[int]]:
    """Give each column of names its numbers: 分管领导, 电话, 联络员, 电话; the leader's where nobody else is named."""
    openers: dict[int, list[int]] = {}
    at = -1
    for column, named in enumerate(header.columns):
        kind = named.column if named is not None else None
        if kind in (Column.PERSON, Column.PERSON_AND_PHONE):
            at = column
            openers[at] = []
        elif kind in _NUMBERS:
            if at < 0:
                at = next((i for i in header.of(Column.LEADER) if i < column), at)
            openers.setdefault(at, []).append(column)
    return openers


def _is(header: Header, column: int, kind: Column) -> bool:
    named = header.columns[column] if column >= 0 else None
    return named is not None and named.column is kind


def _rows(text: str, table: Table, header: Header, columns: _Columns) -> Iterator[PeopleRow]:
    party: Span | None = None
    team: Span | None = None
    leader: Span | None = None
    names = [cell.of(text) for cell in table.rows[header.row]]
    for row in table.rows[header.row + 1 :]:
        filled = [cell for cell in row if len(cell)]
        if [cell.of(text) for cell in row] == names or any(SHOWN.search(cell.of(text)) for cell in filled[:2]):
            continue
        if len({(cell.start, cell.end) for cell in filled}) < 2:
            continue
        own_party, own_team = cell_of(row, columns.party), cell_of(row, columns.team)
        if own_team is not None:
            leader = None
        party, team = own_party or party, own_team or team
        leader = cell_of(row, columns.leader) or leader
        time, place = cell_of(row, columns.time), cell_of(row, columns.place)
        people = tuple(_people(text, row, header, columns))
        if people or own_party is not None:
            yield PeopleRow(time, party, place, team, leader, cell_of(row, columns.address), people)


def _people(text: str, row: Sequence[Span], header: Header, columns: _Columns) -> Iterator[Person]:
    for opener, numbers in columns.openers.items():
        name = cell_of(row, opener) if opener >= 0 else None
        cells: dict[Column, list[Span]] = {kind: [] for kind in _NUMBERS}
        for column in numbers:
            cell, named = cell_of(row, column), header.columns[column]
            if cell is not None and named is not None and regex.search(r"[\d@＠]", cell.of(text)):
                cells[named.column].append(cell)
        if opener >= 0 and _is(header, opener, Column.PERSON_AND_PHONE) and name is not None:
            cells[Column.PHONE].insert(0, name)
        if any(cells.values()):
            leads = opener >= 0 and _is(header, opener, Column.LEADER)
            phones, faxes, emails = (tuple(cells[kind]) for kind in _NUMBERS)
            yield Person(name, phones, faxes, emails, leads)
