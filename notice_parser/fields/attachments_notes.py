"""附件说明: where the list of attachments stands, also where its marks or its end are damaged."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.outline import Outline, Zone, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.attachment_list import find_damaged_notes, find_notes, read_titles
from notice_parser.grammar.attachment_titles import KIND_END, AttachmentTitle
from notice_parser.grammar.rule import Rule

NO_TITLE = Rule(
    name="attachment/no_title",
    pattern=(
        r"^(?:并|于|、|请|要)|年\d{1,2}月\d{1,2}日前|^[一二三四五六七八九十]{1,2}、|^(?:上|下)一[篇条]|^(?:抄送|传真|电话|联系|邮箱|地址)|印发$|^附件\d{0,3}$|[，。].{0,40}(?:电话|签字|报送)"
    ),
    inside=(("并于4月30日前报送", "并"), ("附件123", "附件123")),
    no=("检查情况汇总表",),
)
"""What can stand behind 附件 or over a document and is no title."""


_DATE = r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[二一〇○零OoО0-9]{4}年[一二三四五六七八九十]{1,2}月"
_STOPS = rf"\n[ \t\u3000\xa0]*\n|[。]|{_DATE}|抄送|联系人|（联系|\(联系|附件1?(?=\p{{Han}})"
_BLANKS = " \t\u3000\xa0\n，,、。.：:"


def announced_titles(outline: Outline) -> Iterator[AttachmentTitle]:
    """Read the titles that the notice's attachment notes announce, in reading order, repeated ones too."""
    text = outline.text
    bounded = bool(outline.zones_of(ZoneKind.ATTACHMENT_NOTE))
    issuers = _issuers(outline)
    for span in _note_spans(outline):
        titles = read_titles(text, span, bounded=bounded)
        for index, title in enumerate(titles):
            yield _without_issuer(text, title, issuers) if index == len(titles) - 1 else title


def _issuers(outline: Outline) -> tuple[str, ...]:
    """Give the organs before 关于 in the notice's title: they sign, and their name may be glued to the last title."""
    for zone in outline.zones_of(ZoneKind.TITLE):
        organs, about, _ = zone.span.of(outline.text).partition("关于")
        return tuple(o for o in organs.split() if len(o) > 3) if about else ()
    return ()


def _without_issuer(text: str, title: AttachmentTitle, issuers: tuple[str, ...]) -> AttachmentTitle:
    """Cut the issuer's name, or the part of it that the zone's border left, from a title's end."""
    value = title.value
    for organ in issuers:
        at = value.find(organ, 4)
        for length in range(min(len(organ), len(value) - 4), 1, -1):
            if at < 0 and value.endswith(organ[:length]):
                at = len(value) - length
        if at > 0 and KIND_END.search(value[:at].rstrip()):
            kept = strip_span(text, Span(title.span.start, _place(text, title.span, value[:at])), _BLANKS)
            return AttachmentTitle(value[:at].rstrip(_BLANKS), kept, title.ordinal)
    return title


def _place(text: str, span: Span, start_of_value: str) -> int:
    """Give where in the text the first characters of a value end; the text may break lines between them."""
    left = sum(not c.isspace() for c in start_of_value)
    at = span.start
    while left and at < span.end:
        left -= not text[at].isspace()
        at += 1
    return at


def _note_spans(outline: Outline) -> Iterator[Span]:
    """Give the stretch of titles of each note: the zone's, or from 附件： as far as titles go."""
    text = outline.text
    zones = outline.zones_of(ZoneKind.ATTACHMENT_NOTE)
    for zone in zones:
        heads = list(find_notes(text, zone.span.start, zone.span.end))
        if not heads:
            yield zone.span
            continue
        ends = [*(h.start for h in heads[1:]), _zone_end(outline, zone)]
        for head, end in zip(heads, ends, strict=True):
            yield Span(head.end, max(head.end, end))
    if zones:
        return
    main = outline.documents[0].span if outline.documents else Span(0, len(text))
    heads = list(find_notes(text, main.start, main.end))
    for index, head in enumerate(heads):
        limit = heads[index + 1].start if index + 1 < len(heads) else main.end
        yield Span(head.end, _end_of_titles(text, head.end, limit))
    if not heads:
        yield from _damaged_note(outline, main)


def _zone_end(outline: Outline, zone: Zone) -> int:
    """Give the end of a note; where its last title slid into the signature, the end of that title's line.

    附件： | 问题清单某集团有限公司 2021年6月30日, with the border between the zones at the bar.
    """
    text = outline.text
    if not regex.search(r"(?:[:：]|(?<!\d)\d{1,2}[ ,，.。、．]{1,2})$", zone.span.of(text).rstrip()):
        return zone.span.end
    following = next((z for z in outline.zones if z.span.start >= zone.span.end), None)
    if following is None:
        return zone.span.end
    if following.kind is not ZoneKind.SIGNATURE:
        return _end_of_lines(text, zone.span.end, following.span.end)
    line = text.find("\n", following.span.start, following.span.end)
    end = line if line > 0 else following.span.end
    date = regex.compile(_DATE).search(text, following.span.start, end)
    return date.start() if date else end


LIST_LINE = Rule(
    name="attachment/list_line",
    pattern=(
        r"[ \t\u3000\xa0]{0,60}+(?:附[件表])?[ \t\u3000\xa0]{0,8}+"
        r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})[ ]?[.．、:：][^\n。]{2,80}"
        r"|[^\n。]{2,80}\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)[^\n]{0,8}"
    ),
    yes=("1.水闸自查表.doc", "一、水闸自查表", "附件2：汇总表", "汇总表.xls"),
    no=("分享到",),
)


def _end_of_lines(text: str, start: int, limit: int) -> int:
    """Follow the lines of a list that slid into the next zone: 附件： | 1.自查表.doc ⏎ 2.汇总表.doc."""
    end, at = start, start
    while at < limit:
        stop = text.find("\n", at, limit)
        stop = limit if stop < 0 else stop
        if text[at:stop].strip():
            if LIST_LINE.fullmatch(text[at:stop].rstrip()) is None:
                return end
            end = stop
        at = stop + 1
    return end


def _damaged_note(outline: Outline, main: Span) -> Iterator[Span]:
    """Give the titles behind 附件, or 附件。 where what follows is the name of a paper."""
    text = outline.text
    for head in find_damaged_notes(text, main.start, main.end):
        zone = outline.zone_at(head.start)
        limit = max(head.end, min(main.end, zone.span.end if zone else main.end, head.end + 400))
        date = regex.compile(_DATE).search(text, head.end, limit)
        span = Span(head.end, date.start() if date else limit)
        numbered = regex.compile(r"\s?1[ ,，.。、]").match(text, span.start, span.end)
        if not numbered:
            mark = regex.compile(r"[,，.。、;；\n]|[ ](?=\p{Han})").search(text, span.start + 4, span.end)
            span = Span(span.start, mark.start() if mark else span.end)
        titles = read_titles(text, span)
        if titles and all(KIND_END.search(t.value) and len(t.value) < 60 for t in titles):
            yield span
            return


def _end_of_titles(text: str, start: int, limit: int) -> int:
    m = regex.compile(_STOPS).search(text, start + 2, limit)
    return m.start() if m else min(limit, start + 400)


RULES = (NO_TITLE, LIST_LINE)
