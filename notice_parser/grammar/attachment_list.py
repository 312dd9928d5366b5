"""附件说明: the list of titles behind 附件：, on one line or over several, with or without numbers."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.attachment_titles import FURNITURE, KIND_END, AttachmentTitle, clean_title
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule

_B = r"[ \t\u3000\xa0]{0,6}"

NOTE = Rule(
    name="attachment/note",
    # 见附件：…, （附件1） and 填写附件2 stand in sentences and announce nothing.
    pattern=(
        rf"(?:(?<=^|[\n。；;）)!！.?？：:]|[\n。；）]{_B}|[a-z\d](?=附{_B}[:：]))"
        rf"|(?<=[^见照按《（(、和与及将写同报交据到以在])(?=附{_B}[件表]{_B}[:：]))"
        rf"{_B}(?:相关|有关)?附{_B}[件表]?{_B}(?:目录|清单|下载|列表)?"
        rf"(?:\n?{_B}[:：.．](?!{_B}\d{{4}}年\d)"
        rf"|(?=\d{{1,2}}{_B}[.．、。:：]?{_B}[\p{{Han}}《“])|(?=[一二三四五六]{_B}[.．、。:：]{_B}[\p{{Han}}《“]))"
    ),
    yes=("附件：", "附 件:", "附：", "附件."),
    no=("填写《自查表》（附件1）", "见附件", "按附件2填报"),
)

_ITEM_LABEL = (
    rf"(?:附{_B}[件表]{_B})?(?:\((?P<bracketed>\d{{1,2}})\)|（(?P<wide>\d{{1,2}})）"
    r"|(?P<digit>\d{1,2})|(?P<han>[一二三四五六七八九十]{1,2})|(?P<circled>[①-⑳]))"
)
_ITEM_MARK = rf"{_B}(?:[.．、。,，:：;；·]{{1,2}}|[)）](?!\p{{Han}}*[（(])|(?<=[)）①-⑳])|[ \t\u3000\xa0]+){_B}"

ITEM = Rule(
    name="attachment/item",
    pattern=(
        rf"(?<![\d.]){_ITEM_LABEL}(?:{_ITEM_MARK}|(?<=附{_B}[件表]{_B}\d{{1,2}})(?=[\p{{Han}}《“])|(?=《|“))"
        rf"(?=\n?{_B}[^\s.．、])"
    ),
    inside=(("1.甲表2.乙表", "1."), ("附件1：甲表", "附件1："), ("1、甲表", "1、")),
    no=("自查表",),
)

DAMAGED_NOTE = Rule(
    name="attachment/damaged_note",
    # The colon became another mark or a blank: 附件。1。甲表2。乙表, 附件,甲表. No sentence goes on so.
    pattern=(
        r"(?<=[ \t\u3000\n,，.。、;；:：a-z\d室层楼)）])附件?[ ,，.。、]{1,2}"
        r"(?=\d[ ,，.。、]{1,2}[\p{Han}“《]|[\p{Han}\d“《]{5})(?![并于在等及和与的详见要另])"
    ),
    inside=((",附件。1。甲表2。乙表", "附件。"), ("示范.com附件,检查情况登记表", "附件,")),
    no=("填写反馈表附件、并于4月", "详见附件。请各"),
)


def find_notes(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Find where lists of attachments are announced: from 附件 to the place where the titles begin."""
    for match in NOTE.find_all(text, start, end):
        yield strip_span(text, Span(match.start(), match.end()))


def find_damaged_notes(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Find 附件 whose colon is lost, the last one first: the note stands at the end of the text."""
    for match in reversed(list(DAMAGED_NOTE.find_all(text, start, end))):
        yield Span(match.start(), match.end())


def read_titles(text: str, span: Span, *, bounded: bool = True) -> tuple[AttachmentTitle, ...]:
    """Read the titles of one note; ``span`` begins behind 附件：.

    A digit is a label only where it counts on: 2. behind 1., so that 2020年 stays in its title. ``bounded`` tells
    that the span ends with the last title; else the last one ends with its line.

    >>> note = "1。全国培训内容安排2.2020年报名回执表"
    >>> [t.value for t in read_titles(note, Span(0, len(note)))]
    ['全国培训内容安排', '2020年报名回执表']
    """
    labels = _counted_labels(text, span)
    parts: list[tuple[Span, int | None]] = []
    if labels:
        last = labels[-1][0].end
        stop = span.end if bounded else _line_end(text, last, span.end)
        ends = [label.start for label, _ in labels[1:]] + [stop]
        first = strip_span(text, Span(span.start, labels[0][0].start), " \t\u3000\xa0\n:：")
        if len(first) >= 2:
            parts.append((first, None))
        parts += [(Span(label.end, end), ordinal) for (label, ordinal), end in zip(labels, ends, strict=True)]
    else:
        parts += [(one, None) for part in _unnumbered(text, span) for one in _enumerated(text, part)]
    titles = (clean_title(text, part, ordinal) for part, ordinal in parts)
    return tuple(t for t in titles if t is not None)


def _line_end(text: str, start: int, end: int) -> int:
    stop = text.find("\n", start, end)
    return end if stop < 0 else stop


def _counted_labels(text: str, span: Span) -> list[tuple[Span, int]]:
    labels: list[tuple[Span, int]] = []
    for match in ITEM.find_all(text, span.start, span.end):
        ordinal = _ordinal(match)
        expected = labels[-1][1] + 1 if labels else 1
        at_line = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \t\u3000\xa0")
        counts_on = ordinal == expected and (at_line or not labels or match.start() - labels[-1][0].end >= 2)
        begins_later = not labels and match.start() - span.start <= 4 and 1 < ordinal <= 9
        if counts_on or begins_later:
            labels.append((Span(match.start(), match.end()), ordinal))
    return labels


def _ordinal(match: regex.Match[str]) -> int:
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    digits = match["digit"] or match["bracketed"] or match["wide"]
    return int(digits) if digits else int(parse_numeral(match["han"]) or 0)


def _unnumbered(text: str, span: Span) -> Iterator[Span]:
    """Give the one title of a note without numbers, and any further line that is a file or stands in 《》."""
    held: Span | None = None
    for line in _lines(text, span):
        if held is None:
            held = line
        elif FURNITURE.search(line.of(text)) or text[line.start] == "《":
            yield held
            held = line
        elif not _is_complete(held.of(text)) and len(line) < 24 and (len(held) >= 24 or KIND_END.search(line.of(text))):
            held = held.union(line)
        else:
            break
    if held is not None:
        yield held


def _enumerated(text: str, part: Span) -> Iterator[Span]:
    """Part 自查表、汇总表, where each is the name of a paper; 检查要点、标准 stays one."""
    at, pieces = part.start, []
    for index in range(part.start, part.end + 1):
        if index == part.end or text[index] == "、":
            pieces.append(Span(at, index))
            at = index + 1
    whole = len(pieces) > 1 and all(len(p) >= 3 and KIND_END.search(text, p.start, p.end) for p in pieces)
    yield from pieces if whole else [part]


def _lines(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    while at < span.end:
        stop = text.find("\n", at, span.end)
        stop = span.end if stop < 0 else stop
        line = strip_span(text, Span(at, stop), " \t\u3000\xa0:：")
        if len(line):
            yield line
        at = stop + 1


def _is_complete(line: str) -> bool:
    return FURNITURE.search(line) is not None or line.endswith(_ENDS)


_ENDS = (
    "》",
    "表",
    "书",
    "方案",
    "）",
    "通知",
    "名单",
    "清单",
    "要点",
    "指南",
    "办法",
    "规则",
    "规定",
    "制度",
    "意见",
    "回执",
)


RULES = (NOTE, ITEM, DAMAGED_NOTE)
