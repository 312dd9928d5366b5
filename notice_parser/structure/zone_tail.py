"""What follows the running text: attachment note, signature, notes, imprint, and the documents attached."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from notice_parser.core.outline import ZoneKind
from notice_parser.grammar.organs import is_organ, squeezed
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_attached import first_attached, mark_attached
from notice_parser.structure.zone_closing import (
    ITEM,
    SENTENCE_END,
    Tail,
    is_date,
    is_leftover,
    is_page_mark,
    kind_after,
)
from notice_parser.structure.zone_contents import Contents, find_contents, find_headings_listed
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_print import is_imprint_by_place
from notice_parser.structure.zone_rules import ATTACHMENT_NOTE, CONTACT, COPIED, DISCLOSURE_NOTE, FOOTER
from notice_parser.structure.zone_signature import find_signature

_BRACKET_NOTE = Rule("zone/bracket_note", r"^[（(【].{2,200}[）)】]?[。.]?$")


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
    signature = find_signature(text, pieces, body, end, issuers)
    if signature is None:
        first, after = end, end
    else:
        first, after = signature
    attached = first_attached(text, pieces, body, first, after, end, announced)
    _mark_body(text, pieces, tail, body, min(first, attached))
    for index in range(first, min(after, attached)):
        tail.kinds[index] = ZoneKind.SIGNATURE
    _mark_after(text, pieces, tail, min(after, attached), attached)
    rows, titles = find_contents(text, pieces, attached, end)
    listed = frozenset(index for rows_of in find_headings_listed(text, pieces) for index in rows_of)
    mark_attached(text, pieces, tail, attached, end, {*announced, *titles}, Contents(rows, listed))
    tail.kinds |= dict.fromkeys(listed, ZoneKind.FURNITURE)
    return tail


def _footer(text: str, pieces: Sequence[Piece], body: int) -> int:
    """Find where a site's footer begins: behind a row that only such a footer has, near the end."""
    end = len(pieces)
    goes_on = False
    for index in range(len(pieces) - 1, max(body, len(pieces) - 40), -1):
        content = pieces[index].span.of(text)
        if FOOTER.search(content) and len(content) < 120 and not (goes_on and _OPEN_FOOTER.match(content)):
            end = index
        goes_on = goes_on or _is_of_notice(text, pieces, index)
    while end > body + 1 and is_leftover(pieces[end - 1].span.of(text)):
        end -= 1
    return end


_OPEN_FOOTER = Rule(
    "zone/open_footer",
    r"^[\s【\[（(]*(?:主办单位|承办单位|扫一扫|扫码|扫描二维码|联系我们|声明[:：]|打印|信息来源)",
    inside=(("主办单位：榆川市总工会", "主办单位"), ("扫码加入工作群", "扫码")),
    no=("网站标识码：bm10000001", "上一篇：关于放假的通知"),
)
"""What a footer says and a notice of a contest or a course says as well."""


def _is_of_notice(text: str, pieces: Sequence[Piece], index: int) -> bool:
    """Tell a numbered part, or a date below its signer: where one stands, the notice has not ended above it."""
    content = pieces[index].span.of(text)
    if LABEL_HAN.match(content):
        return True
    return is_date(content) and index > 0 and is_organ(pieces[index - 1].span.of(text))


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
        if DISCLOSURE_NOTE.search(content):
            tail.kinds[index] = ZoneKind.NOTE
        if not in_note and is_page_mark(content):
            tail.kinds[index] = ZoneKind.FURNITURE


def _goes_on(text: str, piece: Piece) -> bool:
    content = piece.span.of(text)
    if CONTACT.search(content) or is_date(content) or len(content) > 90 or DISCLOSURE_NOTE.search(content):
        return False
    return bool(
        ITEM.match(content) or content.strip() in ("：", ":") or not SENTENCE_END.search(content)
    ) and not LABEL_HAN.match(content)


LABEL_HAN = Rule("zone/han_label", r"^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]+[章条])")


# ---- after the signature ----------------------------------------------------------------------------------------


def _mark_after(text: str, pieces: Sequence[Piece], tail: Tail, start: int, stop: int) -> None:
    in_note = in_imprint = False
    for index in range(start, stop):
        content = pieces[index].span.of(text)
        kind = kind_after(content)
        is_open = kind in (ZoneKind.NOTE, ZoneKind.FURNITURE) and not CONTACT.search(content)
        if is_open and is_imprint_by_place(text, pieces[index]):
            kind = ZoneKind.IMPRINT
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


RULES = (_OPEN_FOOTER,)
