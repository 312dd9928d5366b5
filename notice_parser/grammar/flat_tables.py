"""Tables that were written out as lines: a cell on each line, or the cells of a row parted by single blanks.

The header tells the columns, the running numbers the rows; what a row lost is told by its cells. The form is that of
pages copied from a browser: 序号, 检查内容, 检查结果, 1, 方案是否制定, 2 …, with or without bars between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from notice_parser.core.source import Table
from notice_parser.core.span import Span
from notice_parser.grammar.cell_places import placed
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.table_columns import LONGEST_HEADER, Column, Header, find_header

START = Rule(
    name="flat_table/start",
    pattern=r"(?<=^|\n)[ \t\u3000|｜]*(?:[序编][ \u3000]{0,4}号|项[ \u3000]{0,4}次|序)"
    r"(?=[ \t\u3000|｜\n])",
    inside=(("\n序号\n检查内容", "序号"), ("序号 检查项目 检查内容", "序号"), ("| 序 号 |", "| 序 号")),
    no=("条目序号为：1", "按序号填写", "编号：第1号", "序号说明"),
)
"""The header's first cell at the beginning of a line."""

TOKEN = Rule(
    name="flat_table/token",
    pattern=r"[^\s|｜]+",
    yes=("检查内容", "1."),
    no=(" ", "|"),
)

LABEL = Rule(
    name="flat_table/label",
    pattern=r"[（(]?(?:(?P<digits>\d{1,3}(?:[.．]\d{1,2}){0,3})|(?P<han>[一二三四五六七八九十]{1,3}))[）)]?[.．、]?",
    yes=("1", "1.2", "（一）", "12、", "十二"),
    no=("第", "a"),
)

STOP = Rule(
    name="flat_table/stop",
    pattern=r"^(?:附\s{0,4}[件表注录]|备\s{0,4}注[：:]|注[：:]|说\s{0,4}明[：:]|填\s{0,4}[表报写]|抄\s{0,4}送|联系(?:人|电话|方式)|"
    r"(?:检查|被检查|受检|审核|负责)[\p{Han}]{0,10}(?:签\s{0,4}[字名]|[：:])|"
    r"表\s?[\d一二三四五六七八九十]{1,3}\s?[：:.、 ]|(?:合|总|小)\s{0,4}[计分]|"
    r"主办|承办|版权|来源|上一篇|下一篇|打印|关闭|扫一扫)",
    inside=(("附件2", "附件"), ("注：√", "注："), ("检查人员签字：", "检查人员签字：")),
    no=("是否建立台账", "消防安全", "附近是否堆放"),
)
"""What stands below a table."""

DATE = Rule(
    name="flat_table/date",
    pattern=r"\d{4}年\d{1,2}月",
    yes=("2024年3月",),
    no=("4月底前",),
)

PAGE = Rule(
    name="flat_table/page",
    pattern=r"[—\-－–]{1,2}\d{1,3}[—\-－–]{1,2}|第\d{1,3}页(?:共\d{1,3}页)?",
    yes=("—3—", "-12-", "第3页共8页"),
    no=("3", "1-2", "——"),
)

RULES: tuple[Rule, ...] = (START, TOKEN, LABEL, STOP, DATE, PAGE)

_MOST_HEADERS = 14
_LONGEST_ROW = 1_500
"""Characters; a longer stretch without the next number is text."""


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    line: int
    first: bool
    """It begins its line."""


def find_flat_tables(text: str) -> tuple[Table, ...]:
    r"""Find the tables of a text whose rows are numbered and whose cells stand apart only by lines or blanks.

    >>> text = "序号\n检查内容\n检查结果\n1\n通道是否畅通\n2\n灯具是否完好\n"
    >>> [[cell.of(text) for cell in row] for row in find_flat_tables(text)[0].rows]
    [['序号', '检查内容', '检查结果'], ['1', '通道是否畅通', ''], ['2', '灯具是否完好', '']]
    """
    found: list[Table] = []
    for match in START.find_all(text):
        if found and match.start() < found[-1].span.end:
            continue
        table = _table_at(text, match.start())
        if table is not None:
            found.append(table)
    return tuple(found)


def _tokens(text: str, at: int) -> Iterator[_Token]:
    line = 0
    before = at
    first = True
    for match in regex.finditer(TOKEN.pattern, text, pos=at):
        breaks = text.count("\n", before, match.start())
        line += breaks
        yield _Token(Span(*match.span()), line, first or breaks > 0)
        first = False
        before = match.end()


def _table_at(text: str, at: int) -> Table | None:
    stream = _Stream(text, at)
    heads, used = _header_cells(stream)
    header = find_header([[span.of(text) for span in heads]]) if len(heads) > 1 else None
    if header is None or header.columns[0] is None or header.columns[0].column is not Column.NUMBER:
        return None
    printed = text[heads[0].start : heads[-1].end]
    if "\t" in printed and "\n" not in printed:
        return None  # tabs keep the empty cells: such a table is read by its columns
    reader = _Rows(stream, header, tuple(span.of(text) for span in heads), by_line="\n" in printed)
    table = [heads]
    end = at
    for row in reader.read(used):
        cells = placed(text, row.number, row.cells, header, opens=row.opens)
        if cells is None:
            return None
        table.append(cells)
        end = (row.number, *row.cells)[-1].end
    return Table(Span(heads[0].start, end), tuple(table)) if len(table) > 1 else None


class _Stream:
    """Tokens read as far as they are asked for."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self._source = _tokens(text, at)
        self._read: list[_Token] = []

    def get(self, index: int) -> _Token | None:
        while len(self._read) <= index:
            token = next(self._source, None)
            if token is None:
                return None
            self._read.append(token)
        return self._read[index]


def _header_cells(stream: _Stream) -> tuple[tuple[Span, ...], int]:
    """Take what stands before the first row's number, and count its tokens; nothing where it cannot be a header."""
    heads: list[Span] = []
    while (token := stream.get(len(heads))) is not None:
        value = token.span.of(stream.text)
        if token.first and heads and _number(value) in ((1,), (1, 1)):
            used = len(heads)
            if used > 2 and len(heads[0]) == 1 and heads[1].of(stream.text) in ("号", "次"):
                heads[:2] = [heads[0].union(heads[1])]  # printed wide: 序 号
            return tuple(heads), used
        if len(heads) >= _MOST_HEADERS or len(value) > LONGEST_HEADER + 4 or regex.search("[。；;]", value):
            break
        heads.append(token.span)
    return (), 0


def _number(value: str) -> tuple[int, ...] | None:
    match = LABEL.fullmatch(value)
    if match is None:
        return None
    if match["digits"]:
        return tuple(int(n) for n in regex.split("[.．]", match["digits"]))
    number = parse_numeral(match["han"])
    return None if number is None else (number,)


def _follows(number: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Tell whether a number is the next one: 2 after 1, 1.1 after 1, 2 or 2.1 after 1.3."""
    if number in ((*before, 1), (before[0] + 1,), (before[0] + 1, 1)):
        return True
    depth = len(number)
    return depth <= len(before) and number[:-1] == before[: depth - 1] and number[-1] == before[depth - 1] + 1


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it was printed: its number, empty where it has none, and its other cells."""

    number: Span
    cells: tuple[Span, ...]
    opens: bool = False
    """The next number goes deeper."""


@dataclass(slots=True)
class _Rows:
    """Parts the tokens at the running numbers; the last row is no longer than the longest before it."""

    stream: _Stream
    header: Header
    names: tuple[str, ...]
    by_line: bool
    longest: int = 0
    unnumbered: bool = False
    """Rows without a number stood below one that has one."""

    def read(self, at: int) -> Iterator[_Row]:
        """List the rows from a token on."""
        before: tuple[int, ...] | None = None
        while (token := self.stream.get(at)) is not None:
            number = _number(token.span.of(self.stream.text)) if token.first else None
            if number is None or (before is not None and not _follows(number, before)):
                return
            tokens, at, following = self._row(at, number)
            if following is None:
                tokens = self._as_long_as_others(tokens)
            yield from self._by_lines(tokens, opens=following is not None and len(following) > len(number))
            if following is None:
                return
            self.longest = max(self.longest, len(tokens))
            before = number

    def _row(self, at: int, number: tuple[int, ...]) -> tuple[list[_Token], int, tuple[int, ...] | None]:
        """Read up to the next number; the place behind the row, and that number, None where the table ends."""
        text = self.stream.text
        tokens: list[_Token] = []
        while (token := self.stream.get(at)) is not None:
            if tokens and token.first:
                following = self._number_of_row(at, number)
                if following is not None:
                    return tokens, at, following
                too_long = token.span.end - tokens[0].span.start > _LONGEST_ROW
                if too_long or STOP.search(token.span.of(text)) or self._is_date(token):
                    return tokens, at, None
                if printed := self._printed_between(at):
                    at += printed
                    continue
            tokens.append(token)
            at += 1
        return tokens, at, None

    def _number_of_row(self, at: int, number: tuple[int, ...]) -> tuple[int, ...] | None:
        """Read the number of the next row; the first of two alike is a cell: 2 points, and row 2."""
        token, behind = self.stream.get(at), self.stream.get(at + 1)
        following = _number(token.span.of(self.stream.text)) if token is not None else None
        if following is None or not _follows(following, number):
            return None
        if self.by_line and behind is not None and _number(behind.span.of(self.stream.text)) == following:
            return None
        return following

    def _is_date(self, token: _Token) -> bool:
        """Tell whether a date under the table ends it, which in a table of times would be a cell."""
        if self.header.first(Column.DUE, Column.TIME) is not None:
            return False
        return DATE.match(self.stream.text, token.span.start, token.span.end) is not None

    def _is_row(self, tokens: list[_Token], at: int) -> bool:
        """Tell whether a line has cells enough for a row of its own."""
        line = sum(t.line == tokens[at].line for t in tokens[at : at + len(self.names)])
        return line > 1 and 2 * line >= len(self.names) - 1

    def _by_lines(self, tokens: list[_Token], *, opens: bool) -> Iterator[_Row]:
        """Give a row, and where each row has its line also those without a number below it."""
        cut = [0]
        if not self.by_line:
            cut += [at for at, token in enumerate(tokens) if at and token.first and self._is_row(tokens, at)]
            self.unnumbered = self.unnumbered or len(cut) > 1
        for start, end in zip(cut, [*cut[1:], len(tokens)], strict=True):
            spans = tuple(t.span for t in tokens[start:end])
            if start:
                yield _Row(Span(spans[0].start, spans[0].start), spans)
            else:
                yield _Row(spans[0], spans[1:], opens and len(cut) == 1)

    def _printed_between(self, at: int) -> int:
        """Count the tokens that a page break put here: its number, the header once more."""
        values: list[str] = []
        while len(values) < len(self.names) and (token := self.stream.get(at + len(values))) is not None:
            values.append(token.span.of(self.stream.text))
        if tuple(values) == self.names:
            return len(values)
        for length in (1, 3):
            if PAGE.fullmatch("".join(values[:length])) is not None:
                return length
        return 0

    def _as_long_as_others(self, tokens: list[_Token]) -> list[_Token]:
        if not self.by_line:
            more = [
                at
                for at, t in enumerate(tokens)
                if at and t.first and not (self.unnumbered and self._is_row(tokens, at))
            ]
            return tokens[: more[0]] if more else tokens
        filled = sum(named is None or named.column is not Column.RESULT for named in self.header.columns)
        return tokens[: self.longest or filled]
