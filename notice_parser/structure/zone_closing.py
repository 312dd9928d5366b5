"""What a line below the running text can be."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from notice_parser.core.outline import Document, ZoneKind
from notice_parser.grammar.damaged_dates import is_damaged_date
from notice_parser.grammar.dates import parse_full_date
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_rules import (
    ATTACHMENT_LABEL,
    ATTACHMENT_NOTE,
    BLANK,
    COPIED,
    DISCLOSURE_NOTE,
    FURNITURE,
    METADATA,
    PRINTED,
)

_DAMAGED_DATE = Rule(
    "zone/damaged_date",
    # 2021 6 9, 2019617日, 年五月三日, ２０２１年６月, 2024年月16日: what is left of a date under a signature.
    r"^(?:(?:19|20)\d{2}\s+\d{1,2}\s+\d{1,2}|(?:19|20)\d{2}\d{2,4}日|年?[一二三四五六七八九十\d]{1,2}月[一二三四五六七八九十\d]{1,3}日|(?:19|20)\d{2}年\d{1,2}月|(?:19|20)\d{2}年月\d{1,2}日)$",
)
ITEM = Rule("zone/attachment_item", r"^\s*(?:\d{1,2}\s*[.．、:：]|附\s*[件表]\s*\d{1,2}|[（(]\d{1,2}[）)])\s*\S")
SENTENCE_END = Rule("zone/sentence_end", r"[。；;！]\s*$|[：:]\s*$")
FILE_LINK = Rule("zone/file_link", r"\.(?:docx?|pdf|xlsx?|wps|zip|rar|jpg|png|ofd)\s*$")


@dataclass(slots=True)
class Tail:
    """The kinds of the pieces from the running text on, and the documents attached."""

    kinds: dict[int, ZoneKind] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)


def is_leftover(content: str) -> bool:
    """Tell whether a piece at the end is what a site leaves: a button, a file link."""
    return bool(
        (FURNITURE.search(content) and len(content) < 60)
        or (FILE_LINK.search(content) and "附件" not in content[:3] and not ITEM.match(content))
    )


_DATE_ENDS = frozenset("日号月曰目口时分0123456789")


def is_date(content: str) -> bool:
    """Tell whether a piece is a date and nothing more, also a damaged one."""
    if len(content) > 60 or content.rstrip(BLANK + "。.，,）)")[-1:] not in _DATE_ENDS:
        return False
    bare = content.strip(BLANK + "。.，,")
    bare = regex.sub(r"[（(][^（）()]{0,12}[）)]$|(?<=日)\s*\d{1,2}[时:：](?:\d{1,2}分?)?$", "", bare)
    if len(both := bare.split()) > 1 and all(parse_full_date(one) is not None for one in both):
        return True  # below two signers: 2026年3月5日　　2026年3月5日
    return parse_full_date(bare) is not None or _DAMAGED_DATE.match(bare) is not None or is_damaged_date(bare)


def looks_like_text(text: str, piece: Piece) -> bool:
    """Tell whether a piece is long enough to be running text."""
    return looks_like(piece.span.of(text))


def looks_like(content: str) -> bool:
    """Tell whether a line is long enough to be running text."""
    return len(content) > 40 and not FILE_LINK.search(content)


def is_addition(content: str) -> bool:
    """Tell whether a line belongs to the title above it: （试行）, （征求意见稿）."""
    return _ADDITION.match(content.strip()) is not None


_ADDITION = Rule(
    "zone/title_addition",
    r"^[（(](?:[^（）()]{0,20}(?:稿|试行|暂行|草案|修订|修改|修正|版|样式|模板|节选|摘要|摘录|增补|续|试用)[^（）()]{0,6}"
    r"|第?[一二三四五六七八九十\d]{1,3}[批期次]|(?:19|20)\d{2}(?:年?[-—－~至](?:19|20)\d{2})?年度?)[）)]$",
    yes=("（试行）", "（征求意见稿）", "（第一批）", "（2023年修订）", "（2021—2025年）"),
    no=("（此件公开发布）", "（2023年5月8日）", "（联系人：王小明）", "（一）"),
)
RULES = (_ADDITION,)


def is_page_mark(content: str) -> bool:
    """Tell whether a line is a page number: — 1 —, 第 [1] 页."""
    return regex.fullmatch(r"[-—–]\s*\d{1,3}\s*[-—–]|第\s*\[?\d+\]?\s*页.{0,12}", content) is not None


def kind_after(content: str) -> ZoneKind:
    """Tell what a line behind the signature is by its own words; a note where they say nothing."""
    if COPIED.search(content) or PRINTED.search(content):
        return ZoneKind.IMPRINT
    if DISCLOSURE_NOTE.search(content):
        return ZoneKind.NOTE
    if ATTACHMENT_NOTE.match(content) or ATTACHMENT_LABEL.match(content):
        return ZoneKind.ATTACHMENT_NOTE
    if FURNITURE.search(content) or METADATA.search(content) or FILE_LINK.search(content):
        return ZoneKind.FURNITURE
    return ZoneKind.NOTE


def squash(content: str) -> str:
    """Letters and digits only."""
    return "".join(c for c in content if c.isalnum())
