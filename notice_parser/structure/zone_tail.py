"""What follows the running text: attachment note, signature, notes, imprint, and the documents attached."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import regex

from notice_parser.core.outline import Document, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.dates import parse_full_date
from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import is_organ, is_short_for, squeezed, without_seal
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_pieces import BLANK, Piece, is_near
from notice_parser.structure.zone_rules import (
    ATTACHMENT_LABEL,
    ATTACHMENT_NOTE,
    CONTACT,
    COPIED,
    DISCLOSURE_NOTE,
    FOOTER,
    FURNITURE,
    LABEL,
    METADATA,
    OTHER,
    PRINTED,
    STATUTORY,
)

_DAMAGED_DATE = Rule(
    "zone/damaged_date",
    # 2021 6 9, 2019617日, 年五月三日, ２０２１年６月: what is left of a date under a signature.
    r"^(?:(?:19|20)\d{2}\s+\d{1,2}\s+\d{1,2}|(?:19|20)\d{2}\d{2,4}日|年?[一二三四五六七八九十\d]{1,2}月[一二三四五六七八九十\d]{1,3}日|(?:19|20)\d{2}年\d{1,2}月)$",
)
_ITEM = Rule("zone/attachment_item", r"^\s*(?:\d{1,2}\s*[.．、:：]|附\s*[件表]\s*\d{1,2}|[（(]\d{1,2}[）)])\s*\S")
_DOCUMENT_TITLE = Rule(
    "zone/attached_title",
    rf"(?:{STATUTORY}|{OTHER}|表|名单|台账|回执|样表|模板|意见稿|试行|预案|标准|图|码|册|函|名录|明细|汇总|范本|格式|说明|流程|题|书|凭证|一览|安排)(?:[（(][^（）()]{{1,24}}[）)])?[”》]?$",
)
_BRACKET_NOTE = Rule("zone/bracket_note", r"^[（(【].{2,200}[）)】]?[。.]?$")
_SENTENCE_END = Rule("zone/sentence_end", r"[。；;！]\s*$|[：:]\s*$")
_FILE_LINK = Rule("zone/file_link", r"\.(?:docx?|pdf|xlsx?|wps|zip|rar|jpg|png|ofd)\s*$")


@dataclass(slots=True)
class Tail:
    """The kinds of the pieces from the running text on, and the documents attached."""

    kinds: dict[int, ZoneKind] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)


def find_tail(
    text: str, pieces: Sequence[Piece], body: int, announced: Collection[str], issuers: Sequence[str] = ()
) -> Tail:
    """Tell what each piece from the running text on is.

    ``announced`` are squashed titles of attachments, ``issuers`` names that the head gives.
    """
    tail = Tail()
    end = _footer(text, pieces, body)
    for index in range(end, len(pieces)):
        tail.kinds[index] = ZoneKind.FURNITURE
    signature = _find_signature(text, pieces, body, end, issuers)
    if signature is None:
        first, after = end, end
    else:
        first, after = signature
    attached = _first_attached(text, pieces, body, first, after, end, announced)
    _mark_body(text, pieces, tail, body, min(first, attached))
    for index in range(first, min(after, attached)):
        tail.kinds[index] = ZoneKind.SIGNATURE
    _mark_after(text, pieces, tail, min(after, attached), attached)
    _mark_attached(text, pieces, tail, attached, end, announced)
    return tail


def _footer(text: str, pieces: Sequence[Piece], body: int) -> int:
    """Find where a site's footer begins: behind a row that only such a footer has, near the end."""
    end = len(pieces)
    for index in range(len(pieces) - 1, max(body, len(pieces) - 40), -1):
        content = pieces[index].span.of(text)
        if FOOTER.search(content) and len(content) < 120:
            end = index
    while end > body + 1 and _is_leftover(pieces[end - 1].span.of(text)):
        end -= 1
    return end


def _is_leftover(content: str) -> bool:
    return bool(
        (FURNITURE.search(content) and len(content) < 60)
        or (_FILE_LINK.search(content) and "附件" not in content[:3] and not _ITEM.match(content))
    )


def is_date(content: str) -> bool:
    """Tell whether a piece is a date and nothing more, also a damaged one."""
    if len(content) > 60:
        return False
    bare = content.strip(BLANK + "。.，,")
    bare = regex.sub(r"[（(][^（）()]{0,12}[）)]$", "", bare)
    return parse_full_date(bare) is not None or _DAMAGED_DATE.match(bare) is not None


def _find_signature(
    text: str, pieces: Sequence[Piece], body: int, end: int, issuers: Sequence[str]
) -> tuple[int, int] | None:
    """Find the pieces of the signature: from the first signer's to the date's."""
    for index in range(body, end):
        if not is_date(pieces[index].span.of(text)):
            continue
        first = _signers_above(text, pieces, body, index, issuers)
        if first < index and _is_plausible(text, pieces, first, index, end, issuers):
            return first, index + 1
        below = _signers_below(text, pieces, index + 1, end)
        if below > index + 1:
            return index, below
        if _may_end(text, pieces, index, end):
            return index, index + 1
    return _signers_alone(text, pieces, body, end)


def _is_plausible(text: str, pieces: Sequence[Piece], first: int, date: int, end: int, issuers: Sequence[str]) -> bool:
    """Doubt a name and a date that a sentence follows: …领导小组⏎2024年2月28日⏎会议审议通过，现印发给你们。."""
    name = squeezed(pieces[first].span.of(text))
    if date + 1 >= end or any(name == k or is_short_for(name, k) or is_near(name, k) for k in issuers):
        return True
    below = pieces[date + 1].span.of(text)
    if _kind_after(below) is not ZoneKind.NOTE or below[0] in "（([【" or CONTACT.search(below):
        return True
    return not (below.endswith(("。", "，")) and not LABEL.search(below)) or len(pieces[first].span) < 3


def _signers_above(text: str, pieces: Sequence[Piece], body: int, date: int, issuers: Sequence[str]) -> int:
    first = date
    while first > body and date - first < 12 and is_signer(text, pieces[first - 1], issuers):
        first -= 1
    return first


def is_signer(text: str, piece: Piece, issuers: Sequence[str] = ()) -> bool:
    """Tell whether a piece is the name of a signer, or of several on one line."""
    content = without_seal(piece.span.of(text)) or piece.span.of(text)
    if (
        len(content) > 90
        or ATTACHMENT_NOTE.match(content)
        or CONTACT.search(content)
        or LABEL.search(content)
        or _ITEM.match(content)
    ):
        return False
    if is_organ(content) or any(is_near(content, k) or is_short_for(content, k) for k in issuers):
        return True
    if _SENTENCE_END.search(content) or regex.search(r"[。，；：:《]|\d{3}", content):
        return False
    entries = split_organs(content)
    if entries and all(is_organ(e.value) for e in entries):
        return True
    return piece.indent >= 8 and len(squeezed(content)) <= 25 and piece.is_line_start


def _signers_below(text: str, pieces: Sequence[Piece], start: int, end: int) -> int:
    at = start
    while (
        at < end
        and at - start < 3
        and is_organ(pieces[at].span.of(text))
        and not COPIED.search(pieces[at].span.of(text))
    ):
        at += 1
    return at if at == end or not _looks_like_text(text, pieces[at]) else start


def _may_end(text: str, pieces: Sequence[Piece], date: int, end: int) -> bool:
    """Take a date without a signer where the text above it has ended and no sentence goes on below."""
    if date == 0:
        return False
    above = pieces[date - 1].span.of(text)
    below = pieces[date + 1].span.of(text) if date + 1 < end else ""
    if below and _kind_after(below) in (ZoneKind.IMPRINT, ZoneKind.ATTACHMENT_NOTE):
        return True
    has_ended = (
        pieces[date].span.of(text)[0] in "一二"
        or _SENTENCE_END.search(above)
        or _ITEM.match(above)
        or ATTACHMENT_NOTE.match(above)
        or CONTACT.search(above)
    )
    return bool(has_ended or above.rstrip().endswith(("）", ")", "此复", "特此通知", "函告"))) or date == end - 1


def _signers_alone(text: str, pieces: Sequence[Piece], body: int, end: int) -> tuple[int, int] | None:
    """Take organs' names without a date, where the text ends or an attached document begins."""
    at = end
    if any(_kind_after(p.span.of(text)) is ZoneKind.IMPRINT for p in pieces[max(body, end - 6) : end - 1]):
        return None
    while at > body and (COPIED.search(pieces[at - 1].span.of(text)) or PRINTED.search(pieces[at - 1].span.of(text))):
        at -= 1
    first = at
    while first > body + 1 and at - first < 6 and is_organ(pieces[first - 1].span.of(text)):
        first -= 1
    if first < at and at - first <= 4 and len(pieces[first].span) >= 3:
        return first, at
    return None


def _looks_like_text(text: str, piece: Piece) -> bool:
    return _looks_like(piece.span.of(text))


def _looks_like(content: str) -> bool:
    return len(content) > 40 and not _FILE_LINK.search(content)


# ---- between text and signature ---------------------------------------------------------------------------------


def _mark_body(text: str, pieces: Sequence[Piece], tail: Tail, body: int, stop: int) -> None:
    in_note = False
    for index in range(body, stop):
        content = pieces[index].span.of(text)
        if ATTACHMENT_NOTE.match(content) or (squeezed(content) in ("附件", "附件：") and index >= stop - 12):
            in_note = True
        elif in_note and not _goes_on(text, pieces[index]):
            in_note = False
        tail.kinds[index] = ZoneKind.ATTACHMENT_NOTE if in_note else ZoneKind.BODY
        if COPIED.match(content) and index > stop - 6:
            tail.kinds[index] = ZoneKind.IMPRINT
        if not in_note and _is_page_mark(content):
            tail.kinds[index] = ZoneKind.FURNITURE


def _is_page_mark(content: str) -> bool:
    return regex.fullmatch(r"[-—–]\s*\d{1,3}\s*[-—–]|第\s*\[?\d+\]?\s*页.{0,12}", content) is not None


def _goes_on(text: str, piece: Piece) -> bool:
    content = piece.span.of(text)
    if CONTACT.search(content) or is_date(content) or len(content) > 90:
        return False
    return bool(
        _ITEM.match(content) or content.strip() in ("：", ":") or not _SENTENCE_END.search(content)
    ) and not LABEL_HAN.match(content)


LABEL_HAN = Rule("zone/han_label", r"^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]+[章条])")


# ---- after the signature ----------------------------------------------------------------------------------------


def _mark_after(text: str, pieces: Sequence[Piece], tail: Tail, start: int, stop: int) -> None:
    in_note = in_imprint = False
    for index in range(start, stop):
        content = pieces[index].span.of(text)
        kind = _kind_after(content)
        in_imprint = kind is ZoneKind.IMPRINT or (in_imprint and kind is ZoneKind.NOTE)
        if in_imprint and kind is ZoneKind.NOTE:
            kind = ZoneKind.NOTE if DISCLOSURE_NOTE.search(content) else ZoneKind.IMPRINT
        if kind is ZoneKind.ATTACHMENT_NOTE:
            in_note = True
        elif in_note and kind is ZoneKind.NOTE and _goes_on(text, pieces[index]):
            kind = ZoneKind.ATTACHMENT_NOTE
        else:
            in_note = False
        tail.kinds[index] = kind


def _kind_after(content: str) -> ZoneKind:
    if COPIED.search(content) or PRINTED.search(content):
        return ZoneKind.IMPRINT
    if DISCLOSURE_NOTE.search(content):
        return ZoneKind.NOTE
    if ATTACHMENT_NOTE.match(content) or ATTACHMENT_LABEL.match(content):
        return ZoneKind.ATTACHMENT_NOTE
    if FURNITURE.search(content) or METADATA.search(content) or _FILE_LINK.search(content):
        return ZoneKind.FURNITURE
    return ZoneKind.NOTE


# ---- attached documents -----------------------------------------------------------------------------------------


def _first_attached(
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
        if not is_signed or _ITEM.match(rest):
            return False
        return any(_looks_like(c) for c in following) and not any(ATTACHMENT_LABEL.match(c) for c in following)
    if not rest and following and following[0].startswith(("：", ":")):
        return False
    return any(not _is_row(c) for c in following)


def _is_row(content: str) -> bool:
    return bool(
        ATTACHMENT_LABEL.match(content) or _FILE_LINK.search(content) or _ITEM.match(content) or _is_leftover(content)
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
        if len(content) > 70 or _SENTENCE_END.search(content) or is_date(content) or CONTACT.search(content):
            break
        if LABEL.search(content) or (count > 1 and ATTACHMENT_LABEL.match(content)):
            break
        joined += squash(content)
        if len(joined) >= 6 and joined in announced:
            return count
        if by_form and _DOCUMENT_TITLE.search(content) and len(joined) >= 5 and _kind_after(content) is ZoneKind.NOTE:
            return count if _has_text_below(text, pieces, index + count, end) else 0
    return 0


def _has_text_below(text: str, pieces: Sequence[Piece], start: int, end: int) -> bool:
    return any(_looks_like_text(text, p) or LABEL.search(p.span.of(text)) for p in pieces[start : min(end, start + 8)])


def squash(content: str) -> str:
    """Letters and digits only."""
    return "".join(c for c in content if c.isalnum())


def _mark_attached(
    text: str, pieces: Sequence[Piece], tail: Tail, start: int, end: int, announced: Collection[str]
) -> None:
    index = start
    open_from: tuple[int, tuple[Span, ...], Span | None] | None = None
    while index < end:
        label, title, used = _opening(text, pieces, index, end, announced, is_first=index == start)
        if used:
            if open_from is not None:
                _close(pieces, tail, open_from, index)
            open_from = (index, title, label)
            for i in range(index, index + used):
                tail.kinds[i] = ZoneKind.TITLE
            index += used
            continue
        content = pieces[index].span.of(text)
        is_imprint = COPIED.search(content) or (PRINTED.search(content) and len(content) < 60 and index > end - 4)
        tail.kinds[index] = ZoneKind.IMPRINT if is_imprint else ZoneKind.BODY
        if _is_page_mark(content):
            tail.kinds[index] = ZoneKind.FURNITURE
        index += 1
    if open_from is not None:
        _close(pieces, tail, open_from, end)


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
    while title and index + used < end and _is_addition(pieces[index + used].span.of(text)):
        title.append(pieces[index + used].span)
        used += 1
    return label, tuple(title), used


def _is_addition(content: str) -> bool:
    return (
        regex.fullmatch(r"[（(][^（）()]{2,20}(?:稿|试行|版|样式|模板)[^（）()]{0,6}[）)]", content.strip()) is not None
    )


def _plain_title(text: str, pieces: Sequence[Piece], index: int, end: int) -> int:
    """Below a printed 附件1 the first short line is the title, whatever it ends with."""
    if index >= end:
        return 0
    content = pieces[index].span.of(text)
    is_title = len(content) <= 60 and not _SENTENCE_END.search(content) and not LABEL.search(content)
    return int(is_title and len(squash(content)) >= 3)
