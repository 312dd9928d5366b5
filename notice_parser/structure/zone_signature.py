"""Where the signature stands: the signers and the date."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from notice_parser.core.outline import ZoneKind
from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import is_organ, is_short_for, squeezed, without_seal
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_closing import ITEM, SENTENCE_END, is_date, kind_after, looks_like_text
from notice_parser.structure.zone_glued_tails import is_near, is_sentence
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_print import is_signed_by_place
from notice_parser.structure.zone_rules import ATTACHMENT_NOTE, CONTACT, COPIED, LABEL, PRINTED


def find_signature(
    text: str, pieces: Sequence[Piece], body: int, end: int, issuers: Sequence[str]
) -> tuple[int, int] | None:
    """Find the pieces of the signature: from the first signer's to the date's."""
    for index in range(body, end):
        if not is_date(pieces[index].span.of(text)):
            continue
        first = _signers_above(text, pieces, body, index, issuers)
        if COPIED.match(pieces[first - 1].span.of(text)) and first > body:
            # 抄送：各部门⏎某某公司工程部2024年1月16日: who prints stands below the copies, and only there.
            continue
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
    name = without_seal(squeezed(pieces[first].span.of(text)))
    if date + 1 >= end or any(name == k or is_short_for(name, k) or is_near(name, k) for k in issuers):
        return True
    below = pieces[date + 1].span.of(text)
    if kind_after(below) is not ZoneKind.NOTE or below[0] in "（([【" or CONTACT.search(below):
        return True
    return not (below.endswith(("。", "，")) and not LABEL.search(below)) or len(pieces[first].span) < 3


def _signers_above(text: str, pieces: Sequence[Piece], body: int, date: int, issuers: Sequence[str]) -> int:
    first = date
    while first > body and date - first < 12:
        if is_signer(text, pieces[first - 1], issuers):
            first -= 1
        elif first - 1 > body and _is_broken_name(text, pieces[first - 2], pieces[first - 1]):
            first -= 2
        else:
            break
    return first


def _is_broken_name(text: str, above: Piece, below: Piece) -> bool:
    """Tell whether a name is broken in print: 共青团某某市委员⏎会."""
    return len(below.span) <= 3 and is_organ(above.span.of(text).strip() + below.span.of(text).strip())


OFFICIAL = Rule(
    "zone/official",
    r"^代?(?:[省市县区州镇乡部厅局署行院校会]\s{0,4}长|主\s{0,4}任|主席|总理|董事长|总经理|司令员|政委)\s*[\p{Han}·]{2,5}(?:\s[\p{Han}])?$",
)
"""A decree is signed by a person: 厅长　李明远."""


SEALED_BY = Rule("zone/sealed_by", r"^[（(][^（）()]{0,40}(?:代\s*章|盖\s*章|印\s*章|公\s*章)[）)]$")
"""A line under the signer that says who sealed."""


def is_signer(text: str, piece: Piece, issuers: Sequence[str] = ()) -> bool:
    """Tell whether a piece is the name of a signer, or of several on one line."""
    if len(piece.span) > 120:
        return False
    printed = without_seal(piece.span.of(text)) or piece.span.of(text)
    content = printed.rstrip("。，,、")
    if is_sentence(printed) and not any(is_near(content, k) or is_short_for(content, k) for k in issuers):
        return False
    if (
        len(content) > 90
        or ATTACHMENT_NOTE.match(content)
        or CONTACT.search(content)
        or LABEL.search(content)
        or ITEM.match(content)
    ):
        return False
    if (
        is_organ(content)
        or SEALED_BY.match(content)
        or OFFICIAL.match(content)
        or any(is_near(content, k) or is_short_for(content, k) for k in issuers)
    ):
        return True
    if SENTENCE_END.search(printed) or regex.search(r"[。，；：:《]|\d{3}", content):
        return False
    entries = split_organs(content)
    if entries and all(is_organ(e.value) for e in entries):
        return True
    if is_signed_by_place(text, piece):
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
    return at if at == end or not looks_like_text(text, pieces[at]) else start


def _may_end(text: str, pieces: Sequence[Piece], date: int, end: int) -> bool:
    """Take a date without a signer where the text above it has ended and no sentence goes on below."""
    if date == 0:
        return False
    above = pieces[date - 1].span.of(text)
    below = pieces[date + 1].span.of(text) if date + 1 < end else ""
    if below and kind_after(below) in (ZoneKind.IMPRINT, ZoneKind.ATTACHMENT_NOTE):
        return True
    has_ended = (
        pieces[date].span.of(text)[0] in "一二"
        or SENTENCE_END.search(above)
        or ITEM.match(above)
        or ATTACHMENT_NOTE.match(above)
        or CONTACT.search(above)
    )
    return bool(has_ended or above.rstrip().endswith(_ENDINGS)) or date == end - 1


_ENDINGS = (
    "）",
    ")",
    "此复",
    "特此通知",
    "特此通告",
    "特此公告",
    "函告",
    "贯彻执行",
    "遵照执行",
    "组织实施",
    "贯彻落实",
    "抓好落实",
)
"""How a text ends whose last mark is lost."""


def _signers_alone(text: str, pieces: Sequence[Piece], body: int, end: int) -> tuple[int, int] | None:
    """Take organs' names without a date, where the text ends or an attached document begins."""
    at = end
    if any(kind_after(p.span.of(text)) is ZoneKind.IMPRINT for p in pieces[max(body, end - 6) : end - 1]):
        return None
    while at > body and (COPIED.search(pieces[at - 1].span.of(text)) or PRINTED.search(pieces[at - 1].span.of(text))):
        at -= 1
    if at < end and pieces[at].span.of(text)[:1].isdigit():
        # …公司办公室⏎2024年5月10日印发: who prints, not who issues.
        return None
    first = at
    while first > body + 1 and at - first < 6 and is_organ(pieces[first - 1].span.of(text)):
        first -= 1
    if first < at and at - first <= 4 and len(pieces[first].span) >= 3:
        return first, at
    return None
