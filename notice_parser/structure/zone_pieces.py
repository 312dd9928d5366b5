"""Pieces: the smallest stretches that can be zones of their own.

A clean notice has one line for each element; where lines are glued (a whole document on one line, a signature behind
the last sentence) they are cut at the places where one element ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from notice_parser.core.outline import Line
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.dates import find_dates, parse_full_date
from notice_parser.grammar.document_number import find_document_numbers
from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import COLLECTIVE, PLACE, is_organ, is_short_for, squeezed, without_seal
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_rules import TITLE_END, TYPES

BLANK = " \t\u3000\xa0\r\n*#|"
HEAD_REACH = 400
"""Characters of a line in which a glued title must end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with what its line looked like: leading blanks, empty lines above, whether it begins the line.

    ``role`` says what a glued stretch was cut out as, where that is known.
    """

    span: Span
    indent: int = 0
    gap: bool = False
    is_line_start: bool = True
    role: str = ""


Cut = tuple[int, str]
"""Where a stretch of a glued head ends, and as what."""


def find_pieces(text: str, lines: Sequence[Line]) -> list[Piece]:
    """Cut lines into pieces; glued heads are cut here, glued tails by :func:`cut_tail`."""
    pieces: list[Piece] = []
    end = 0
    is_open = True
    for line in _with_dates_joined(text, lines):
        span = strip_span(text, line.span, BLANK)
        while len(span) and text[span.start] in "?？" + BLANK:
            span = Span(span.start + 1, span.end)
        if not len(span):
            continue
        gap = text.count("\n", end, line.span.start) > 1
        end = line.span.end
        cuts = _head_cuts(text, span) if is_open and span.start < 3000 else []
        if is_open and not cuts and len(span) > 60:
            below = _unmarked_end(text, span, is_below_title=_is_title(text, pieces))
            cuts = [(below, "addressees")] if below is not None and _TEXT_START.match(text, below) else []
        is_open = is_open and "。" not in span.of(text)[-1:]
        roles = dict(cuts)
        is_open = is_open and not (cuts and span.end - cuts[-1][0] > 120)
        at = 0
        for stop in [*sorted(c for c in roles if span.start < c < span.end), span.end]:
            own = strip_span(text, Span(max(at, span.start), stop), BLANK)
            if len(own):
                first = own.start == span.start
                pieces.append(Piece(own, line.indent if first else 0, gap and first, first, roles.get(stop, "")))
            at = stop
    return pieces


def _is_title(text: str, pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and len(pieces[-1].span) < 120 and TITLE_END.search(pieces[-1].span.of(text)) is not None


_DATE_RUN = Rule("zone/date_run", r"^(?:\d{1,4}|[年月日：:])$")


def _with_dates_joined(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Join a date that a converter broke into 2019, 年, 11, 月, 15, 日 on lines of their own."""
    run: list[Line] = []
    for line in lines:
        if len(line.span) <= 4 and _DATE_RUN.match(line.span.of(text).strip()):
            run.append(line)
            continue
        yield from _date_of(text, run)
        run = []
        yield line
    yield from _date_of(text, run)


def _date_of(text: str, run: list[Line]) -> Iterator[Line]:
    whole = Span(run[0].span.start, run[-1].span.end) if run else Span(0, 0)
    if len(run) > 1 and parse_full_date("".join(whole.of(text).split())) is not None:
        yield Line(whole, run[0].indent)
    else:
        yield from run


def spans_between(text: str, span: Span, cuts: Iterable[int]) -> list[Span]:
    """List what lies between the cuts, without blanks at the ends."""
    places = [span.start, *sorted({c for c in cuts if span.start < c < span.end}), span.end]
    found = (strip_span(text, Span(a, b), BLANK) for a, b in pairwise(places))
    return [s for s in found if len(s)]


_MASTHEAD = Rule("zone/glued_masthead", r"[\p{Han}（）() ]{3,60}?(?:文\s?件|发电|明电|便函|公函)(?=\s*\S)")
_TYPE_IN_LINE = Rule(
    "zone/glued_type",
    rf"的?[ 　]?(?:通[ 　]{{1,3}}知|通[ 　]{{1,3}}告|公[ 　]{{1,3}}告|通[ 　]{{1,3}}报|{TYPES})(?:的(?:补充|紧急)?(?:通知|函|通告|公告|通报))?(?:[（(](?!20)[^（）()]{{1,16}}[）)])?",
)
_BODY_START = Rule(
    "zone/body_start", r"\s*(?:为|根据|按照|经|近期|近日|当前|现[将就]|各地|依据|鉴于|目前|最近|\d{4}年|今年|全市|我)"
)
_SUBJECT = Rule("zone/subject", r"关于|转发|印发|批转")
_NO_TITLE = Rule("zone/no_title", r"[。；！？：:，《、]|^(?:各|全|请)|计划(?=单列)")
_STOP = Rule("zone/stop_mark", r"[。；！？：:]|，|《")


def _head_cuts(text: str, span: Span) -> list[Cut]:
    """Find where a glued head falls apart: masthead, number, title, number, addressees, text."""
    reach = min(span.end, span.start + HEAD_REACH)
    numbers = [s for s, _, _ in find_document_numbers(text, span.start, reach)]
    cuts = _number_cuts(text, span, numbers)
    at = cuts[-1][0] if cuts else span.start
    if not cuts and (match := _MASTHEAD.match(text, at, reach)) and not _SUBJECT.search(match.group()):
        cuts.append((match.end(), "masthead"))
        at = match.end()
    end = _title_end(text, Span(at, span.end), numbers)
    if end is not None:
        return [*cuts, (end, "title"), *_after_title(text, Span(end, span.end), numbers)]
    return [*cuts, *_addressee_cut(text, Span(at, span.end), is_below_title=bool(cuts))]


def _number_cuts(text: str, span: Span, numbers: Sequence[Span]) -> list[Cut]:
    """Cut round numbers that stand before a title, with nothing but a masthead above them."""
    cuts: list[Cut] = []
    at = span.start
    for number in numbers:
        before = text[at : number.start]
        if number.start < at or len(before) > 120 or _NO_HEAD.search(before) or _SUBJECT.search(before):
            break
        if _AFTER_CITED.match(text, number.end) or (cuts and before.strip(BLANK) and not is_head_mark(before)):
            break
        # A plan may stand over its number: …互查工作方案云高安办〔2024〕12号.
        is_title = _OWN_TITLE.search(before.rstrip(BLANK + "，,。.（(")) is not None and not cuts
        cuts += [(number.start, "title" if is_title else "masthead"), (number.end, "number")]
        at = number.end
    return cuts


_OWN_TITLE = Rule("zone/own_title", r"^[^，。：]{8,60}(?:方案|办法|制度|细则|预案|规定|要点|计划|通告|公告)$")
_NO_HEAD = Rule(
    "zone/no_head",
    r"[《。；]|^(?:根据|按照|依据|现[将就]|为|经|各|全|请|关于|附件|抄送)|^[一二三四五六七八九十\d]{1,2}[、.．]",
)
# A number in a sentence is followed by what the sentence says of it: …〔2021〕73号文件转发.
_AFTER_CITED = Rule("zone/after_cited", r"[）)]?\s*(?:文件?|要求|精神|规定|通知|》|）的|》|的|和|、|，《|废止|印发)")


def is_head_mark(text: str) -> bool:
    """Tell whether a stretch before a number is part of a head: an organ, a masthead, a mark, a bracket."""
    text = text.strip(BLANK + "（(·.")
    return not text or is_organ(text) or _MASTHEAD.match(text + "一") is not None or len(text) <= 6


def _title_end(text: str, span: Span, numbers: Sequence[Span]) -> int | None:
    """Find the end of a title that begins a line: the first type after which something of a head follows."""
    span = Span(strip_span(text, span, BLANK + "，,。.、；;：:").start, span.end)
    reach = min(span.end, span.start + HEAD_REACH)
    subject = _SUBJECT.search(text, span.start, min(reach, span.start + 90))
    has_subject = subject is not None and not _STOP.search(text, span.start, subject.start())
    ends = sorted(_TYPE_IN_LINE.find_all(text, span.start, reach), key=_is_weak)
    for match in ends:
        end = match.end()
        if not has_subject and (_NO_TITLE.search(text, span.start, end) or end - span.start > 70):
            continue
        if text.count("《", span.start, end) > text.count("》", span.start, end):
            continue
        rest = strip_span(text, Span(end, span.end), BLANK + "（(")
        if not len(rest):
            return end if match.group()[0] == "的" else None
        if any(n.start == rest.start for n in numbers) or addressees_end(text, Span(end, span.end)) is not None:
            return end
        below = _unmarked_end(text, Span(end, span.end), is_below_title=True)
        if below is not None and (has_subject or _TEXT_START.match(text, below) or _TOLD.match(text, end)):
            return end
        has_mark = has_subject and regex.search(r"[。；！？]", text[span.start : end]) is not None
        if has_subject and not has_mark and match.group().startswith("的") and _BODY_START.match(text, end):
            return end
    return None


def _is_weak(match: regex.Match[str]) -> bool:
    """Tell whether a type is less likely to end a title: 标准 in 高标准农田管护方案的批复, not 的批复."""
    return not match.group().startswith("的")


def _after_title(text: str, span: Span, numbers: Sequence[Span]) -> list[Cut]:
    cuts: list[Cut] = []
    at = span.start
    for number in numbers:
        if number.start >= at and not text[at : number.start].strip(BLANK + "（("):
            at = number.end + (1 if text[number.end : number.end + 1] in ("）", ")") else 0)
            cuts.append((at, "number"))
    return [*cuts, *_addressee_cut(text, Span(at, span.end), is_below_title=True)]


def _addressee_cut(text: str, span: Span, *, is_below_title: bool = False) -> list[Cut]:
    end = addressees_end(text, span)
    if end is None and is_below_title:
        end = _unmarked_end(text, span, is_below_title=True)
    return [] if end is None else [(end, "addressees")]


_ANY_MARK = Rule("zone/any_mark", r"[。.，,、；; ：:]")
_TEXT_START = Rule(
    "zone/text_start",
    r"\s*(?:为|根据|按照|经|近期|近日|当前|现[将就]|依据|鉴于|目前|\d{4}年|\d{1,2}月|今年|[你贵][村局市县区校单])",
)


_TOLD = Rule("zone/told", r"\p{Han}{3,25}(?=[你贵](?:村|局|市|县|区|校|院|单位|公司|厅|委|镇|乡)\P{Han})")


def _unmarked_end(text: str, span: Span, *, is_below_title: bool = False) -> int | None:
    """Find the end of addressees whose colon became another mark: …省燃气热力协会.为摸清…."""
    start = strip_span(text, span, BLANK + "，,、.").start
    if not is_below_title and text[start : start + 1] not in tuple("各全有"):
        return None
    if (told := _TOLD.match(text, start, span.end)) is not None and is_organ(told.group()):
        return told.end()
    at, last = start, None
    for match in _ANY_MARK.find_all(text, start, min(span.end, start + 200)):
        if _TEXT_START.match(text, match.end(), span.end) and is_addressees(text, Span(start, match.start())):
            return match.end()
        item = text[at : match.start()].strip(BLANK)
        if len(item) > 1 and not _is_receiver(item) or _NO_ADDRESSEE.search(item):
            break
        at, last = match.end(), (match.end() if len(item) > 3 else last)
    return last


_PERSON = Rule(
    "zone/person",
    r"(?:同志|先生|女士|老师|同学|委员|代表|会员|家长|朋友|常委|职工|员工|师生|住户|业主|居民|学员|专家)们?$",
)
_NO_ADDRESSEE = Rule(
    "zone/no_addressee",
    r"如下|收悉|的(?:批复|函|意见|通报|公告|通告|报告|请示|方案|办法)|通知|安排|现将|决定|联系|电话|邮箱|地点|日期|附件|标题|来源|发布|浏览|要求|内容|对象|范围|方式|时间|关于|名单|包括|https?|作者|打印|目的|步骤|方法|原则"
    r"|填报|汇报|请|的是|\d{4}年|\d月|【",
)
_ENDS = Rule("zone/addressee_end", r"[：:。！？\n]")


def addressees_end(text: str, span: Span) -> int | None:
    """Find where a list of addressees that begins the span ends, behind its colon; None where none begins there."""
    start = strip_span(text, span, BLANK + "，,、.").start
    stop = min(span.end, start + HEAD_REACH)
    match = _ENDS.search(text, start, stop)
    if match is None:
        return None
    if match.group() not in ("：", ":") and not _stands_for_colon(text, match.start(), span.end):
        return None
    return match.end() if is_addressees(text, Span(start, match.start())) else None


def _stands_for_colon(text: str, at: int, end: int) -> bool:
    # Marks put in at random: 省政府直属各单位。现将… and 全体教职员工；
    return text[at] == "。" and _BODY_START.match(text, at + 1, end) is not None


def is_addressees(text: str, span: Span) -> bool:
    """Tell whether a stretch reads as a list of receivers."""
    content = span.of(text)
    if (
        len(squeezed(content)) < 2
        or _NO_ADDRESSEE.search(content)
        or regex.match(r"[（(]?[一二三四五六七八九十\d]+[、.．）)]", content)
    ):
        return False
    entries = split_organs(text, span.start, span.end)
    if not entries:
        return False
    good = sum(_is_receiver(e.value) for e in entries)
    return good * 3 >= len(entries) * 2


def _is_receiver(name: str) -> bool:
    if len(name) > 45:
        return False
    return bool(
        name.startswith(("各", "有关", "全体"))
        or is_organ(name)
        or COLLECTIVE.fullmatch(name)
        or PLACE.fullmatch(name)
        or _PERSON.search(name)
    )


# ---- tails -------------------------------------------------------------------------------------------------------

_TAIL_MARK = Rule(
    "zone/tail_mark",
    r"(?<![见及和与（(《“、按如])附\s?件\s?(?:\d{1,2}\s?)?[:：](?=\s?\S)|抄\s?送\s?[:：]|抄送[，、。](?=\p{Han}{2,16}[局厅委办室部司院会企府关、，])|(?<=[。；）)！\d\p{Han}])[（(]?此件(?:主动公开|公开发布|依申请公开|不予公开)",
)
_NOTE_END = Rule("zone/note_end", r"此件(?:主动公开|公开发布|依申请公开|不予公开)\s*[）)。.]*")
_NAME_BACK = Rule("zone/name_back", r"[\p{Han}（）()“”·]+[ \u3000]*$")


def cut_tail(text: str, span: Span, issuers: Sequence[str], titles: Sequence[str]) -> list[int]:
    """Find where signature, date, attachment note, copies and attached documents begin and end inside a line.

    ``issuers`` are names that the head gives, ``titles`` those of announced attachments.
    """
    cuts: list[int] = []
    for match in _TAIL_MARK.find_all(text, span.start + 1, span.end):
        cuts.append(match.start())
        if (note := _NOTE_END.match(text, match.start() + (text[match.start()] in "（("), span.end)) is not None:
            cuts.append(note.end())
    for date in find_dates(text, span.start, span.end) if text.find("日", span.start, span.end) >= 0 else ():
        if date.rule != "date/full":
            continue
        cuts += _signature_cuts(text, span, date.span, issuers)
    for title in titles:
        cuts += _title_cuts(text, span, title, tuple(cuts))
    return sorted(set(cuts))


_AFTER_DATE = Rule(
    "zone/after_date",
    r"\s*(?:[。.，,]?\s*$|[，,。.]?\s*[（(]?此件|附\s?件|附\s?[:：表]|抄\s?送|主题词|[（(](?:联系|此件|公开|发)|印\s?发\s*(?:$|附|[（(])|[（(]?主动公开|共印)",
)


def _signature_cuts(text: str, span: Span, date: Span, issuers: Sequence[str]) -> list[int]:
    start = organ_before(text, span.start, date.start, issuers)
    after = _AFTER_DATE.match(text, date.end, span.end)
    if start is None:
        is_alone = text[date.end : date.end + 2] in ("抄送", "附件") or text[
            max(0, date.start - 4) : date.start
        ].rstrip()[-1:] in ("。", "！")
        return [date.start, date.end] if after and is_alone else []
    name = without_seal(text[start : date.start].strip(BLANK + "，,、。."))
    is_known = any(name == squeezed(k) or is_short_for(name, k) or is_near(name, k) for k in issuers)
    if after is None and not is_known:
        return []
    if text[date.end : date.end + 2] == "印发":
        return [start, date.end + 2]
    return [start, date.start, date.end]


_SEAL = Rule("zone/seal_note", r"[（(，,、。 ][^（）()，。、]{2,30}(?:代章|印章|盖章|公章)[）)]?$")
LIST_ITEM = Rule(
    "zone/list_item", r"(?:表|清单|台账|方案|名单|回执|目录|预案|意见稿|样表|统计表|要点|模板)(?=\p{Han}{2})"
)


def organ_before(text: str, low: int, end: int, issuers: Sequence[str]) -> int | None:
    """Find where the name of an organ begins that ends at ``end``; a name known from the head is taken first."""
    stop = end
    while stop > low and text[stop - 1] in BLANK + "，,、。.?":
        stop -= 1
    if (seal := _SEAL.search(text, max(low, stop - 36), stop)) is not None:
        stop = seal.start()
    for name in sorted(issuers, key=len, reverse=True):
        for length in (len(name), len(name) - 1, len(name) + 1):
            if stop - length >= low and is_near(text[stop - length : stop], name):
                return stop - length
    for name in issuers:
        start = _short_form_start(text, low, stop, name)
        if start is not None:
            return start
    match = _NAME_BACK.search(text, max(low, stop - 60), stop)
    if match is None:
        return None
    # 附件：寒假前安全自查表保卫处: the last item of a list runs into the signer.
    start = max((m.end() for m in LIST_ITEM.find_all(text, match.start(), stop)), default=match.start())
    if not is_organ(text[start:stop]):
        return None
    if start == match.start() and text[low:start][-1:] in tuple(" \u3000?"):
        # 保卫处  后勤管理处 2025年…: several signers with blanks between them.
        before = organ_before(text, max(low, start - 60), start, issuers)
        return start if before is None else before
    return start


def _short_form_start(text: str, low: int, stop: int, full: str) -> int | None:
    """Go back while the characters stand in the full name in this order: …51783306省发展改革委."""
    at, left = stop, len(full)
    while at > low:
        left = full.rfind(text[at - 1], 0, left)
        if left < 0:
            break
        at -= 1
    return at if is_short_for(text[at:stop], full) else None


def is_near(name: str, known: str) -> bool:
    """Tell whether two names differ in at most one character in ten: 妥全生产 for 安全生产."""
    if name == known:
        return True
    if len(known) < 6 or abs(len(name) - len(known)) > 1 or name[0] != known[0]:
        return False
    if len(name) == len(known):
        return sum(a != b for a, b in zip(name, known, strict=True)) <= max(1, len(known) // 10)
    short, full = sorted((name, known), key=len)
    rest = iter(full)
    return all(char in rest for char in short)


def _title_cuts(text: str, span: Span, title: str, cuts: Sequence[int]) -> list[int]:
    """Find an announced title behind a printed 附件, or where a cut has been made (…此件主动公开。某某制度)."""
    letters = [c for c in title if c.isalnum()]
    if len(letters) < 6:
        return []
    found: list[int] = []
    for match in regex.finditer(r"附\s?件\s?\d?\s?" + loose(letters), text, pos=span.start, endpos=span.end):
        found += [match.start(), match.end()]
    opening = regex.compile(r"[^\p{L}\p{N}\n]{0,3}" + loose(letters))
    for cut in cuts:
        if (opened := opening.match(text, cut, span.end)) is not None:
            found.append(opened.end())
    return found


def loose(letters: Sequence[str]) -> str:
    """Give a pattern for these letters with stray marks between them."""
    return r"[^\p{L}\p{N}\n]{0,2}".join(regex.escape(c) for c in letters) + r"[）〉》)]?"
