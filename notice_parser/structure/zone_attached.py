"""Documents attached behind the main text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from notice_parser.core.outline import Document, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_closing import (
    FILE_LINK,
    ITEM,
    SENTENCE_END,
    Tail,
    is_addition,
    is_date,
    is_leftover,
    is_page_mark,
    kind_after,
    looks_like,
    looks_like_text,
    squash,
)
from notice_parser.structure.zone_contents import LABEL as CONTENTS_LABEL
from notice_parser.structure.zone_contents import Contents
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_rules import (
    ATTACHMENT_LABEL,
    ATTACHMENT_NOTE,
    BLANK,
    CONTACT,
    COPIED,
    LABEL,
    OTHER,
    PRINTED,
    STATUTORY,
)

_DOCUMENT_TITLE = Rule(
    "zone/attached_title",
    rf"(?:{STATUTORY}|{OTHER}|表|名单|台账|回执|样表|模板|意见稿|试行|预案|标准|图|码|册|函|名录|明细|汇总|范本|格式|说明|流程|题|书|凭证|一览|安排)(?:[（(][^（）()]{{1,24}}[）)])?[”》]?$",
)


# ---- attached documents -----------------------------------------------------------------------------------------


def first_attached(
    text: str, pieces: Sequence[Piece], body: int, first: int, after: int, end: int, announced: Collection[str]
) -> int:
    """Find the piece with which the documents attached begin; ``end`` where there are none."""
    start = after if after < end or first < end else body + 1
    for index in range(start, end):
        if _is_label(text, pieces, index, end, is_signed=start != body + 1):
            return index
        if _title_length(text, pieces, index, end, announced, by_form=start != body + 1):
            return index
    return end


def _is_label(text: str, pieces: Sequence[Piece], index: int, end: int, *, is_signed: bool) -> bool:
    """Take 附件1 over a document, not an attachment note and not the rows of a list of files at the page's foot."""
    content = pieces[index].span.of(text)
    match = ATTACHMENT_LABEL.match(content)
    if match is None or len(content) > 80:
        return False
    rest = content[match.end() :].strip(BLANK)
    following = [p.span.of(text) for p in pieces[index + 1 : min(end, index + 9)]]
    if rest.startswith(("：", ":")) or ATTACHMENT_NOTE.match(content):
        # 附件：某某表 announces, unless a document follows that nothing else opens.
        if not is_signed or ITEM.match(rest):
            return False
        return any(looks_like(c) for c in following) and not any(ATTACHMENT_LABEL.match(c) for c in following)
    if not rest and following and following[0].startswith(("：", ":")):
        return False
    return any(not _is_row(c) for c in following)


def _is_row(content: str) -> bool:
    return bool(
        ATTACHMENT_LABEL.match(content) or FILE_LINK.search(content) or ITEM.match(content) or is_leftover(content)
    )


def _title_length(
    text: str, pieces: Sequence[Piece], index: int, end: int, announced: Collection[str], *, by_form: bool
) -> int:
    """Count the pieces that make the title of an attached document; 0 where none begins here."""
    joined = ""
    if index < end and pieces[index].span.of(text)[0] in "（([":
        return 0
    for count in range(1, 5):
        if index + count > end:
            break
        content = pieces[index + count - 1].span.of(text)
        if len(content) > 70 or SENTENCE_END.search(content) or is_date(content) or CONTACT.search(content):
            break
        if LABEL.search(content) or (count > 1 and ATTACHMENT_LABEL.match(content)):
            break
        joined += squash(content)
        if len(joined) >= 6 and (joined in announced or joined.removesuffix("目录") in announced):
            return count
        if by_form and _DOCUMENT_TITLE.search(content) and len(joined) >= 5 and kind_after(content) is ZoneKind.NOTE:
            return count if _has_text_below(text, pieces, index + count, end) else 0
    return 0


def _has_text_below(text: str, pieces: Sequence[Piece], start: int, end: int) -> bool:
    return any(looks_like_text(text, p) or LABEL.search(p.span.of(text)) for p in pieces[start : min(end, start + 8)])


def mark_attached(
    text: str, pieces: Sequence[Piece], tail: Tail, start: int, end: int, announced: Collection[str], contents: Contents
) -> None:
    """Mark the pieces of the attached documents and list these, each with its label and title.

    ``contents`` are the pieces of tables of contents; one of documents announces them as an attachment note does.
    """
    index = start
    open_from: tuple[int, tuple[Span, ...], Span | None] | None = None
    while index < end:
        if index in contents.documents or index in contents.headings:
            tail.kinds[index] = ZoneKind.ATTACHMENT_NOTE
            index += 1
            continue
        label, title, used = _opening(text, pieces, index, end, announced, is_first=index == start)
        if used:
            if open_from is not None:
                _close(pieces, tail, open_from, index)
            if title and index + used in contents.headings:
                title = (*title[:-1], _without_contents_label(text, title[-1]))
            open_from = (index, title, label)
            for i in range(index, index + used):
                tail.kinds[i] = ZoneKind.TITLE
            index += used
            continue
        content = pieces[index].span.of(text)
        is_imprint = COPIED.search(content) or (PRINTED.search(content) and len(content) < 60 and index > end - 4)
        # 抄送：…人民政⏎府。 is broken in print, so a short line behind copies belongs to them.
        is_more = tail.kinds.get(index - 1) is ZoneKind.IMPRINT and len(content) < 40 and index > end - 6
        is_imprint = is_imprint or is_more
        tail.kinds[index] = ZoneKind.IMPRINT if is_imprint else ZoneKind.BODY
        if is_page_mark(content):
            tail.kinds[index] = ZoneKind.FURNITURE
        index += 1
    if open_from is not None:
        _close(pieces, tail, open_from, end)


def _without_contents_label(text: str, title: Span) -> Span:
    """Take 目录 off the title under which the headings are listed: 榆川市防汛应急预案目录."""
    match = CONTENTS_LABEL.match(title.of(text))
    return Span(title.start, title.start + match.end("of")) if match is not None and match["of"] else title


def _close(pieces: Sequence[Piece], tail: Tail, opened: tuple[int, tuple[Span, ...], Span | None], end: int) -> None:
    index, title, label = opened
    tail.documents.append(Document(Span(pieces[index].span.start, pieces[end - 1].span.end), title, label))


def _opening(
    text: str, pieces: Sequence[Piece], index: int, end: int, announced: Collection[str], *, is_first: bool
) -> tuple[Span | None, tuple[Span, ...], int]:
    """Read the label and title with which an attached document begins; the count of pieces is 0 where none does."""
    piece = pieces[index]
    content = piece.span.of(text)
    label: Span | None = None
    title: list[Span] = []
    used = 0
    match = ATTACHMENT_LABEL.match(content) if len(content) <= 90 else None
    if match is not None and (piece.is_line_start or is_first or squash(content[match.end() :]) in announced):
        stop = piece.span.start + match.end()
        label = strip_span(text, Span(piece.span.start, stop), BLANK + "：:（）()")
        rest = strip_span(text, Span(stop, piece.span.end), BLANK + "：:")
        used = 1
        if len(rest):
            title.append(rest)
    count = 0
    if not title:
        count = _title_length(text, pieces, index + used, end, announced, by_form=is_first or label is not None)
        count = count or (_plain_title(text, pieces, index + used, end) if label is not None else 0)
    for p in pieces[index + used : index + used + count]:
        title.append(p.span)
    used += count
    while title and index + used < end and is_addition(pieces[index + used].span.of(text)):
        title.append(pieces[index + used].span)
        used += 1
    return label, tuple(title), used


def _plain_title(text: str, pieces: Sequence[Piece], index: int, end: int) -> int:
    """Below a printed 附件1 the first short line is the title, whatever it ends with."""
    if index >= end:
        return 0
    content = pieces[index].span.of(text)
    is_title = len(content) <= 60 and not SENTENCE_END.search(content) and not LABEL.search(content)
    return int(is_title and len(squash(content)) >= 3)
