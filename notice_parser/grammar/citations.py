"""Titles in 《》 with the number of the document beside them and the short name given to them.

Titles hold titles (《…关于印发〈…〉的通知》), blanks between two issuers, line breaks, and brackets of the wrong
kind or number; the value has 〈〉 inside and full-width brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from notice_parser.core.notice import DocumentNumber
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.document_number import BARE, DECREE, HALF_OPEN, OLD, STANDARD, find_document_numbers
from notice_parser.grammar.rule import Rule

LONGEST = 160
"""Characters of the longest title that is believed."""

_OPENING = "《«〈<＜"
_CLOSING = "》»〉>＞"

MARK = Rule(
    name="citation/mark",
    pattern=r"[《》〈〉«»＜＞]|<(?=[\p{Han}“])|(?<=[\p{Han}）)”0-9])>",
    yes=("《", "〉"),
    no=("<div style=red>", "a < b"),
)

ALIAS = Rule(
    name="citation/alias",
    pattern=r"(?:以下|下)?(?:简|统|合)\s?称(?:为|作|:|：)?\s?[“\"‘「'《]{1,2}(?P<alias>[\p{Han}A-Za-z0-9]{1,20})[》”\"’」']{1,2}",
    yes=("以下简称《规则》", "以下简称“《条例》”", "以下简称“规定”", "简称《办法》"),
    no=("以下简称各单位", "《条例》"),
)

_BEHIND = Rule(
    name="citation/number_behind",
    # （国发〔2015〕29号）, （人力资源社会保障部令第25号，2018年修订）, and 国能发监管〔2017〕67号 without brackets.
    pattern=(
        r"[ \t\u3000\xa0\n]{0,2}[（(\[［](?P<inside>[^（）()《》\n。；]{0,30}"
        r"(?:[（(\[〔［][^（）()《》\n。；]{1,12}[）)\]〕］}])?[^（）()《》\n。；]{0,40})"
    ),
    yes=("（国发〔2015〕29号", "(财会(2018)10号"),
    no=("国发〔2015〕29号"[:2],),
)

_LEAD = Rule(
    name="citation/number_before",
    pattern=(
        r"(?P<number>[\p{Han}]{2,14}[〔\[(（]\s?(?:19|20)\d{2}\s?[〕\])）]\s?第?\d{1,5}\s?号)"
        r"(?:文件|文)?[ \t\u3000]?(?:印发的?|[,，：:])?[ \t\u3000]?$"
    ),
    yes=("国发〔2015〕29号", "国发〔2015〕29号文件"),
    no=("国发〔2015〕29号，并按照",),
)

_IN_BRACKETS = Rule(
    name="citation/number_in_brackets",
    # Right behind a title's bracket the code may begin and end with any character: （上村请〔2023〕4号）.
    pattern=(
        r"(?P<agency_code>\p{Han}[\p{Han}、]{1,20})\s?[〔\[【（(﹝〖{［]\s?(?P<year>(?:19|20)\d{2})\s?[〕\]】）)﹞〗}］]\s?"
        r"(?P<ordinal>第)?\s?(?P<serial>\d{1,5})\s?号"
    ),
    yes=("上村请〔2023〕4号", "国发(2015)29号"),
    no=("国务院令第493号",),
)

RULES = (_IN_BRACKETS, MARK, ALIAS, _BEHIND, _LEAD)
_FORMS = (STANDARD, HALF_OPEN, OLD, BARE)


@dataclass(frozen=True, slots=True)
class CitationMatch:
    """A title: ``value`` restored, ``span`` with its marks, ``title`` without; what stands beside it."""

    value: str
    span: Span
    title: Span
    number: DocumentNumber | None = None
    number_span: Span | None = None
    alias: str | None = None
    defines_alias: bool = False
    """It is itself the short name in 以下简称《规则》."""


def find_citations(text: str, start: int = 0, end: int | None = None) -> tuple[CitationMatch, ...]:
    """Find titles from left to right; a title inside a title is not listed.

    >>> [c.value for c in find_citations("按照《财政部关于印发<规定>的通知》(财会〔2018〕10号)执行")]
    ['财政部关于印发〈规定〉的通知']
    """
    stop = len(text) if end is None else end
    marks = [(m.start(), m.group()) for m in MARK.find_all(text, start, stop)]
    return tuple(_described(text, title, stop) for title in _titles(text, marks, stop))


def _titles(text: str, marks: list[tuple[int, str]], stop: int) -> Iterator[Span]:
    index = 0
    while index < len(marks):
        at, mark = marks[index]
        if mark in _CLOSING:
            index += 1
            continue
        close = _matching(text, marks, index)
        if close is not None:
            if _is_title(title := Span(at + 1, marks[close][0])):
                yield title
            index = close + 1
            continue
        open_title = _unclosed(text, marks, index, stop)
        if open_title is not None:
            yield open_title
            while index < len(marks) and marks[index][0] < open_title.end:
                index += 1
            index += index < len(marks) and marks[index][0] == open_title.end and marks[index][1] in _CLOSING
        else:
            index += 1


_DEEPEST = 4
"""Titles in titles: more openings than this are no titles at all."""


def _matching(text: str, marks: list[tuple[int, str]], index: int) -> int | None:
    """Find the mark that closes the one at ``index``; None where the sentence ends before."""
    depth, opened = 1, marks[index][0]
    for later in range(index + 1, len(marks)):
        at, mark = marks[later]
        if at - opened > LONGEST or _is_broken(text[marks[later - 1][0] + 1 : at]):
            return None
        if later > index + 1 and at == marks[later - 1][0] + 1 and mark == marks[later - 1][1] and mark in "〈〉":
            continue  # 《关于印发〈〈甲办法〉〉的通知》: one mark written twice
        depth += 1 if mark in _OPENING else -1
        if mark == "》" and depth == 1 and _lost_inner_close(text[opened + 1 : at]):
            depth = 0  # 《关于印发《规定的通知》: the inner mark was never closed
        if depth == 0:
            return later
        if depth > _DEEPEST:
            return None
        if mark in _OPENING and depth > 1 and text[at - 1] in "、，,":
            return None  # 《甲办法、《乙办法》
    return None


def _is_broken(between: str) -> bool:
    return "。" in between or between.count("\n") > 2


def _lost_inner_close(title: str) -> bool:
    inner = max(title.rfind(c) for c in _OPENING)
    return inner > 0 and not any(c in _CLOSING for c in title[inner:]) and title.endswith(_TYPE_TAILS)


_TYPE_TAILS = ("的通知", "的意见", "的决定", "的函", "的公告", "的通告", "的批复", "的报告")


def _unclosed(text: str, marks: list[tuple[int, str]], index: int, stop: int) -> Span | None:
    """End a title that is never closed: behind …的通知, or at the mark before the next title."""
    start = marks[index][0] + 1
    if text[start : start + 1] in tuple(_OPENING):
        return None
    limit = min(stop, start + LONGEST)
    m = regex.compile(r"[^。；\n]{2,140}?的(?:通知|意见|决定|函|公告|通告|批复)(?![\p{Han}》〉>])").match(
        text, start, limit
    )
    if m:
        return Span(start, m.end())
    m = regex.compile(r"[^。；，,、《》〈〉\n]{3,40}(?=[、，,]《)").match(text, start, limit)
    return Span(start, m.end()) if m else None


def _is_title(title: Span) -> bool:
    return 1 < len(title) <= LONGEST


def _described(text: str, title: Span, stop: int) -> CitationMatch:
    title = strip_span(text, title)
    span = Span(max(0, title.start - 1), min(stop, title.end + 1))
    while span.end < stop and text[span.end - 1] in " \t\n\u3000":
        span = Span(span.start, span.end + 1)
    number, number_span, alias = None, None, None
    if behind := _BEHIND.match(text, span.end, stop):
        number, number_span = _number_in(text, behind.start("inside"), behind.end("inside"))
    tail = text[span.end : min(stop, span.end + 110)]
    if m := ALIAS.search(tail):
        before = tail[: m.start()]
        alias = m["alias"] if "《" not in before and "。" not in before else None
    if number is None:
        number, number_span = _number_beside(text, span, stop)
    if number is None and (inside := _INSIDE.search(text, title.start, title.end)) is not None:
        # 《关于…的通知（教务〔2023〕116号）》: the number slipped inside the marks.
        number, number_span = _number_in(text, inside.start() + 1, inside.end() - 1)
        title = strip_span(text, Span(title.start, inside.start())) if number is not None else title
    lead = text[max(0, span.start - 8) : span.start]
    defines = "称" in lead and regex.search(r"(?:简|统|合)\s?称(?:为|作)?[:：]?\s?[“\"‘「']?$", lead) is not None
    return CitationMatch(title_value(title.of(text)), span, title, number, number_span, alias, defines)


_INSIDE = Rule(
    "citation/number_inside",
    r"(?<=\p{Han})[（(](?=[^（）()]{2,30}[）)]$)[^（）()]{1,16}[〔\[【(（]?(?:19|20)\d{2}[〕\]】)）]?[^（）()]{1,8}号[）)]$",
    inside=(("关于检查的通知（教务〔2023〕116号）", "（教务〔2023〕116号）"),),
    no=("关于检查的通知（试行）", "关于检查的通知（2023年修订）"),
)


def _number_in(text: str, start: int, end: int) -> tuple[DocumentNumber | None, Span | None]:
    if m := _IN_BRACKETS.match(text, start, min(len(text), end + 1)):
        value = f"{m['agency_code']}〔{m['year']}〕{m['ordinal'] or ''}{m['serial']}号"
        return DocumentNumber(value, m["agency_code"], int(m["year"]), int(m["serial"])), Span(*m.span())
    for place, number, _ in find_document_numbers(text, start, min(len(text), end + 1), _FORMS):
        return number, place
    if (m := DECREE.search(text, start, end)) and m.start() - start <= 8:
        printed = strip_span(text, Span(m.start(), m.end()), "（( \t")
        return DocumentNumber("".join(printed.of(text).split())), printed
    return None, None


def _number_beside(text: str, span: Span, stop: int) -> tuple[DocumentNumber | None, Span | None]:
    """Read a number without brackets right behind or right before the title."""
    for place, number, _ in find_document_numbers(text, span.end, min(stop, span.end + 32), (STANDARD, HALF_OPEN)):
        if not text[span.end : place.start].strip(" \t\u3000,，"):
            return number, place
    window = max(0, span.start - 36)
    if m := _LEAD.search(text, window, span.start):
        for place, number, _ in find_document_numbers(text, m.start(), m.end("number"), (STANDARD,)):
            return number, place
    return None, None


_BLANK_AT_FIGURE = regex.compile(r"(?<=\p{Han}) (?=\d)|(?<=\d) (?=\p{Han})")
_TO_INNER = str.maketrans({**dict.fromkeys("《«<＜", "〈"), **dict.fromkeys("》»>＞", "〉"), "(": "（", ")": "）"})


def title_value(printed: str) -> str:
    """Give a title in normal form: 〈〉 inside, full-width brackets, no line breaks.

    >>> title_value("关于印发《规定(试行)》的通知)")
    '关于印发〈规定（试行）〉的通知'
    """
    joined = "".join(line.strip() for line in printed.split("\n")) if "\n" in printed else printed
    value = _BLANK_AT_FIGURE.sub("", " ".join(joined.split())).translate(_TO_INNER)
    for opening, closing in ("（）", "〈〉"):
        while value.endswith(closing) and value.count(closing) > value.count(opening):
            value = value[:-1]
        if value.count(opening) > value.count(closing):
            at = value.rfind("的通知") if opening == "〈" and value.endswith(_TYPE_TAILS) else len(value)
            value = value[:at] + closing + value[at:]
    return value
