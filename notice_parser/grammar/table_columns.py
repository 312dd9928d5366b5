"""What the columns of a table hold, told from its header row.

The words stand in ``lexicon/table_columns.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import regex

LONGEST_HEADER = 16
"""Characters of the longest header cell, without blanks and bracket; 检查内容与评分标准 has 9."""
_HEADER_WITHIN = 4
"""Rows at the head of a table of which one is the header: above it may stand a title and who fills it in."""


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    SECTION = "section"
    """The group to which the rows belong: 检查项目."""
    ITEM = "item"
    """What is looked at: 检查内容."""
    STANDARD = "standard"
    METHOD = "method"
    BASIS = "basis"
    TASK = "task"
    """What is to be done: 整改措施."""
    PROBLEM = "problem"
    """What was found: 存在问题."""
    ACTOR = "actor"
    """Who has to do it: 责任单位."""
    HELPER = "helper"
    DUE = "due"
    """By when: 完成时限."""
    TIME = "time"
    """When: 起止时间."""
    SCORE = "score"
    RESULT = "result"
    """What is filled in: 是否, 检查结果, 备注."""
    PLACE = "place"
    PARTY = "party"
    """Who is visited, or whose people are listed: 受检单位, 单位名称."""
    TEAM = "team"
    LEADER = "leader"
    MEMBERS = "members"
    PERSON = "person"
    PERSON_AND_PHONE = "person_and_phone"
    """Both in one cell: 联系人及电话."""
    POSITION = "position"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    ADDRESS = "address"


PEOPLE = frozenset(
    (
        Column.PLACE,
        Column.PARTY,
        Column.TEAM,
        Column.LEADER,
        Column.MEMBERS,
        Column.PERSON,
        Column.PERSON_AND_PHONE,
        Column.POSITION,
        Column.PHONE,
        Column.FAX,
        Column.EMAIL,
        Column.ADDRESS,
    )
)
"""Columns that say who and where; their names are those of the fields of a form too (姓名, 张三, 职务, 科长)."""
_WORK = frozenset(
    (Column.ITEM, Column.STANDARD, Column.METHOD, Column.BASIS, Column.TASK, Column.PROBLEM, Column.ACTOR, Column.DUE)
)


@dataclass(frozen=True, slots=True)
class Named:
    """A column told from its header; ``inspects`` where the header itself speaks of inspecting (检查内容, not 内容)."""

    column: Column
    inspects: bool


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its last row's index, and what each column holds, None where that is not known."""

    row: int
    columns: tuple[Named | None, ...]

    def of(self, column: Column) -> tuple[int, ...]:
        """List the columns of a kind from left to right."""
        return tuple(i for i, named in enumerate(self.columns) if named is not None and named.column is column)

    def first(self, *kinds: Column) -> int | None:
        """Give the first column of the first of these kinds that there is."""
        return next((column for kind in kinds for column in self.of(kind)), None)

    def inspects(self, column: Column) -> bool:
        """Tell whether a column of a kind speaks of inspecting."""
        return any(named is not None and named.column is column and named.inspects for named in self.columns)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, Column]
    bound: dict[str, Column]
    lead: tuple[str, ...]
    inspect: tuple[str, ...]


@cache
def _lexicon() -> _Lexicon:
    source = tomllib.loads((files("notice_parser.lexicon") / "table_columns.toml").read_text(encoding="utf-8"))
    words: dict[str, Column] = {}
    bound: dict[str, Column] = {}
    for entry in source["column"]:
        words.update((word, Column(entry["name"])) for word in entry["words"])
        bound.update((word, Column(entry["name"])) for word in entry["bound"])
    return _Lexicon(
        words,
        bound,
        tuple(sorted(source["lead"], key=len, reverse=True)),
        tuple(sorted(source["inspect"], key=len, reverse=True)),
    )


def column_of(header: str) -> Named | None:
    """Tell what a column holds from its header cell.

    >>> column_of("检 查 内 容"), column_of("分值（100分）")
    (Named(column=<Column.ITEM: 'item'>, inspects=True), Named(column=<Column.SCORE: 'score'>, inspects=False))
    >>> column_of("身份证号") is None
    True
    """
    return _named(regex.sub(r"\s|[：:]$", "", header)) if len(header) <= 2 * LONGEST_HEADER else None


@cache
def _named(header: str) -> Named | None:
    lexicon = _lexicon()
    plain = regex.sub(r"[（(【\[][^（()）]{0,20}[）)】\]]$", "", header)
    for words in dict.fromkeys((header, plain)):
        if not 0 < len(words) <= LONGEST_HEADER:
            continue
        if words in lexicon.words:
            return Named(lexicon.words[words], any(words.startswith(verb) for verb in lexicon.inspect))
        rests = [words, *(words[len(lead) :] for lead in lexicon.lead if words.startswith(lead))]
        for rest in rests:
            for verb in lexicon.inspect:
                if rest.startswith(verb) and rest[len(verb) :] in lexicon.bound:
                    return Named(lexicon.bound[rest[len(verb) :]], inspects=True)
        for rest in rests[1:]:
            if rest in lexicon.words:
                return Named(lexicon.words[rest], inspects=False)
    return None


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Find the header among the first rows: two columns at least are known, and no cell holds a sentence or a number.

    >>> find_header([["序号", "检查内容", "备注"], ["1", "消防通道是否畅通", ""]]).of(Column.ITEM)
    (1,)
    >>> find_header([["姓名", "张三", "电话", "5550101"]]) is None
    True
    """
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        filled = [cell for cell in row if cell.strip()]
        columns = tuple(column_of(cell) if cell.strip() else None for cell in row)
        known = sum(named is not None for named in columns)
        if known < 2 or 2 * known < len(filled) or any(not _may_head(cell) for cell in filled):
            continue
        if _is_form(filled, {named.column for named in columns if named is not None}):
            continue
        return _with_second_row(Header(index, columns), rows)
    return None


def _with_second_row(header: Header, rows: Sequence[Sequence[str]]) -> Header:
    """Take in a second row that parts the columns of the first: 检查结果 over 是, 否."""
    if header.row + 1 >= len(rows):
        return header
    below = rows[header.row + 1]
    named = [
        column_of(cell) if cell.strip() and cell != above else None
        for cell, above in zip(below, rows[header.row], strict=False)
    ]
    fresh = [cell for cell, above in zip(below, rows[header.row], strict=False) if cell.strip() and cell != above]
    if not fresh or len([n for n in named if n is not None]) < len(fresh):
        return header
    columns = tuple(
        new if new is not None else old
        for old, new in zip(header.columns, [*named, *[None] * len(header.columns)], strict=False)
    )
    return Header(header.row + 1, columns)


def _is_form(cells: Sequence[str], known: set[Column]) -> bool:
    """Tell the fields of a form from a header of persons or places: 姓名, 张三, 职务, 科长; 单位名称：, 填报人：."""
    if known & _WORK or not known & PEOPLE:
        return False
    named = sum(column_of(cell) is not None for cell in cells)
    return 3 * named < 2 * len(cells) or any(cell.rstrip()[-1:] in "：:" for cell in cells)


def _may_head(cell: str) -> bool:
    plain = regex.sub(r"\s", "", cell)
    return len(plain) <= 2 * LONGEST_HEADER and regex.search(r"[。；;！？]|\d{3}(?!分)|\d{4}", plain) is None
