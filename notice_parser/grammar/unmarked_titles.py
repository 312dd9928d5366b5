"""Titles whose 《》 are lost: 根据.中华人民共和国安全生产法,和 某委关于印发 巡查制度,的通知、某委,2016。2号,等要求.

Where marks were replaced at random and brackets dropped, a title is known by the word before it (根据, 贯彻落实),
by the kind of document at its end, and by the marks round it. In a text whose marks are whole these are plain words,
so whoever asks must know that the text lost its brackets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from notice_parser.core.notice import DocumentNumber
from notice_parser.core.span import Span
from notice_parser.grammar.citations import CitationMatch, title_value
from notice_parser.grammar.document_number import BARE, DECREE, HALF_OPEN, MARKS, STANDARD, find_document_numbers
from notice_parser.grammar.unmarked_title_rules import (
    ALONE,
    CUE,
    GLUED,
    ISSUED_KIND,
    ITEM,
    KIND,
    LAW,
    MARK,
    NO_TITLE,
    NOTICE,
    NUMBERED,
    PLACE_OR_YEAR,
    RUN_BEFORE_NUMBER,
    STATE,
    STRAY_MARK,
)

_FORMS = (STANDARD, HALF_OPEN, MARKS, BARE)


def lost_brackets(printed: str) -> bool:
    """Tell whether a text as it came in lost its title marks and brackets, as library copies do.

    >>> lost_brackets("根据.安全生产法,云府 2016、71号,各市,县.现将")
    True
    >>> lost_brackets("根据《安全生产法》，各市（县）")
    False
    """
    if printed.count("》") > printed.count("《"):
        return True
    brackets = sum(printed.count(mark) for mark in '（(“〔"')
    if "《" in printed or brackets > 2 + len(printed) // 2000:
        return False
    return "。" not in printed or len(list(STRAY_MARK.find_all(printed))) > 2


def is_plausible_title(value: str) -> bool:
    """Tell whether words between restored marks can be a title: they end with a kind of document and say no duty.

    >>> [is_plausible_title(t) for t in ("城镇燃气管理条例", "国家和省有关规定", "同时印发整改通知")]
    [True, False, False]
    """
    if ISSUED_KIND.search(value):
        return "关于" in value or value.startswith(("印发", "转发"))
    if NO_TITLE.search(value):
        return False
    return KIND.search(value) is not None


def find_unmarked_titles(text: str, start: int = 0, end: int | None = None) -> tuple[CitationMatch, ...]:
    """Find titles without marks from left to right, each with the number behind it.

    >>> [c.value for c in find_unmarked_titles("根据城镇燃气管理条例，某省燃气条例、等要求")]
    ['城镇燃气管理条例', '某省燃气条例']
    """
    stop = len(text) if end is None else end
    found: list[CitationMatch] = []
    for law in LAW.find_all(text, start, stop):
        if not found or law.start() >= found[-1].span.end:
            found += _list_of_titles(text, law.start(), stop, rests=True, closed=True)
    told = sorted(c.span for c in found)
    floor = start
    for cue in CUE.find_all(text, start, stop):
        if cue.end() < floor or _overlaps_any(Span(*cue.span()), told):
            continue
        rests, closed = cue["rests"] is not None, bool(cue["mark"])
        for citation in _list_of_titles(text, cue.end(), stop, rests=rests, closed=closed):
            floor = citation.span.end
            if not _overlaps_any(citation.span, told):
                found.append(citation)
    told = sorted(c.span for c in found)
    for match in ALONE.find_all(text, start, stop):
        span = Span(*match.span())
        if not _overlaps_any(span, told) and not NO_TITLE.search(match.group()):
            found += _list_of_titles(text, span.start, stop, rests=True, closed=True)
    return tuple(sorted(found, key=lambda c: c.span))


def find_numbered_titles(text: str, start: int = 0, end: int | None = None) -> tuple[CitationMatch, ...]:
    """Find titles without 《》 that a number in brackets tells: 和某县政府专题会议纪要（某政纪〔2018〕31号）.

    >>> [c.value for c in find_numbered_titles("根据某部关于做好检查的通知（某部发〔2015〕58号）要求")]
    ['某部关于做好检查的通知']
    """
    stop = len(text) if end is None else end
    found: list[CitationMatch] = []
    for match in NUMBERED.find_all(text, start, stop):
        run = RUN_BEFORE_NUMBER.search(text, max(0, match.start() - 72), match.start())
        if run is None:
            continue
        first = run.start()
        for cue in CUE.find_all(text, first, match.start()):
            if "关于" not in text[first : cue.start()]:
                first = cue.end()
        span = Span(first, match.start())
        if len(span) >= 6 and is_plausible_title(span.of(text)):
            number, place = _number_at(text, match.end(), min(stop, match.end() + 40))
            if number is not None:
                found.append(CitationMatch(title_value(span.of(text)), span, span, number, place))
    return tuple(found)


def _overlaps_any(span: Span, taken: list[Span]) -> bool:
    after = bisect_left(taken, span)
    return any(taken[i].overlaps(span) for i in (after - 1, after) if 0 <= i < len(taken))


def _list_of_titles(text: str, at: int, stop: int, *, rests: bool, closed: bool) -> Iterator[CitationMatch]:
    while at < stop:
        title = _title_at(text, at, min(stop, at + 160), rests=rests, closed=closed)
        if title is None:
            return
        span = title
        value = title_value(regex.sub(MARK, "", title.of(text)))
        at = title.end
        if state := STATE.match(text, at, stop):
            value, at, span = f"{value}（{state['state']}）", state.end(), Span(title.start, state.end("state"))
        number, number_span = _number_at(text, at, stop)
        if number_span is not None:
            at = number_span.end
        yield CitationMatch(value, span, span, number, number_span)
        joint = regex.compile(rf"》?{MARK}{{0,2}}(?:以及|和|及|与)?{MARK}{{0,2}}").match(text, at, stop)
        at = joint.end() if joint else at


def _title_at(text: str, at: int, stop: int, *, rests: bool, closed: bool) -> Span | None:
    for rule in (LAW, NOTICE, ITEM):
        match = rule.match(text, at, stop)
        if match is None or len(match.group()) < 4:
            continue
        span = Span(*match.span())
        if rule is NOTICE:
            if glued := GLUED.match(text, span.start, span.end):  # 甲管理办法和某市政府关于…的通知
                return Span(*glued.span("first"))
            return span
        if NO_TITLE.search(match.group()):
            continue
        if rule is ITEM and match["weak"] and not _is_told(match.group(), rests=rests, closed=closed):
            continue
        return span
    return None


def _is_told(title: str, *, rests: bool, closed: bool) -> bool:
    """Tell whether 制度 or 方案 ends a title and not a plain word: by its length, its place or its year."""
    return (rests and (len(title) >= 9 or PLACE_OR_YEAR.search(title) is not None)) or (closed and len(title) >= 8)


def _number_at(text: str, at: int, stop: int) -> tuple[DocumentNumber | None, Span | None]:
    window = min(stop, at + 28)
    for place, number, _ in find_document_numbers(text, at, window, _FORMS):
        if not regex.sub(MARK, "", text[at : place.start]):
            return number, place
        return None, None
    if (m := DECREE.search(text, at, window)) and not regex.sub(MARK, "", text[at : m.start()]):
        span = Span(m.start(), m.end())
        return DocumentNumber("".join(regex.sub(MARK, "", m.group()))), span
    return None, None
