"""Visits in tables: who is inspected when and by which team, from a table such as 检查安排表 or 督查分组表."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.outline import Outline
from notice_parser.core.plan import Round
from notice_parser.core.printed import flat
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.people_rows import PeopleRow, read_people
from notice_parser.grammar.time_expression import TimeKind
from notice_parser.grammar.times import find_times
from notice_parser.planning.names import Name, split_names

_CONFIDENCE = 0.75


@dataclass(frozen=True, slots=True)
class Visits:
    """What the tables of visits say, each in reading order."""

    rounds: tuple[Round, ...]
    targets: tuple[Name, ...]
    team_count: int | None
    leaders: tuple[Field[str], ...]


def read_visits(outline: Outline, issued: dt.date | None) -> Visits:
    """Read the tables that say who is visited; a table of contacts alone says nothing of visits."""
    tables = [read_people(outline.text, table) for table in outline.tables]
    rows = [row for people in tables if people is not None and people.is_schedule for row in people.rows]
    teams = dict.fromkeys(flat(row.team.of(outline.text)) for row in rows if row.team is not None)
    names = (name for row in rows for name in _parties(outline.text, row))
    return Visits(
        tuple(_rounds(outline.text, rows, issued)),
        tuple({name.value: name for name in names}.values()),
        len(teams) if len(teams) > 1 else None,
        tuple(_leaders(outline.text, rows)),
    )


def _parties(text: str, row: PeopleRow) -> list[Name]:
    return [] if row.party is None else split_names(text, row.party, loose=True)


def _rounds(text: str, rows: list[PeopleRow], issued: dt.date | None) -> Iterator[Round]:
    """Give each window once, with all that are visited in it."""
    waves: dict[tuple[dt.date, dt.date], list[PeopleRow]] = {}
    for row in rows:
        window = _window(text, row, issued)
        if window is not None:
            waves.setdefault(window, []).append(row)
    for (start, end), held in sorted(waves.items()):
        names = tuple(dict.fromkeys(name.value for row in held for name in _parties(text, row)))
        spans = tuple(span for row in held for span in (row.time, row.party) if span is not None)
        yield Round(start, end, names, Evidence(tuple(dict.fromkeys(spans)), "rounds/table", _CONFIDENCE))


def _window(text: str, row: PeopleRow, issued: dt.date | None) -> tuple[dt.date, dt.date] | None:
    if row.time is None:
        return None
    for time in find_times(row.time.of(text), issued):
        if time.kind in (TimeKind.RANGE, TimeKind.POINT) and time.start is not None and time.end is not None:
            return time.start, time.end
    return None


def _leaders(text: str, rows: list[PeopleRow]) -> Iterator[Field[str]]:
    """List the organs that lead; persons are none."""
    seen: set[str] = set()
    for row in rows:
        for name in split_names(text, row.leader, organs=True) if row.leader is not None else ():
            if is_organ(name.value) and name.value not in seen:
                seen.add(name.value)
                yield Field.found(name.value, *name.spans, rule="teams/table", confidence=_CONFIDENCE)
