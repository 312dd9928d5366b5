"""The head of a notice: what stands above the running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from notice_parser.core.outline import ZoneKind
from notice_parser.core.span import Span
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_addressees import addressees_end, is_addressees
from notice_parser.structure.zone_closing import is_addition
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_print import mark_by_print
from notice_parser.structure.zone_roles import HEAD_PIECES, roles_of
from notice_parser.structure.zone_rules import TITLE_END
from notice_parser.structure.zone_signature import OFFICIAL
from notice_parser.structure.zone_title import title_lines


@dataclass(slots=True)
class Head:
    """What was found: the kind of each piece of the head, and where the running text begins."""

    kinds: dict[int, ZoneKind] = field(default_factory=dict)
    title: list[int] = field(default_factory=list)
    body: int = 0
    """Index of the first piece of the running text."""


def find_head(text: str, pieces: Sequence[Piece]) -> Head:
    """Tell what each piece above the running text is."""
    head = Head()
    roles = roles_of(text, pieces[:HEAD_PIECES])
    mark_by_print(text, pieces, roles)
    addressees = _find_addressees(text, pieces, roles)
    if addressees is not None:
        head.body = addressees + 1
        above = _first_of_list(text, pieces, roles, addressees)
        for index in range(above, addressees + 1):
            head.kinds[index] = ZoneKind.ADDRESSEES
    else:
        above = head.body = _find_body(roles)
    _find_title(text, pieces, roles, head, above)
    if not head.title and addressees is None:
        _drop_doubtful(head)
    return head


def _drop_doubtful(head: Head) -> None:
    """Without title and addressees only the surest rows above the text are no text."""
    last = max((i for i, kind in head.kinds.items() if kind in (ZoneKind.METADATA, ZoneKind.HEAD)), default=-1)
    head.kinds = {i: k for i, k in head.kinds.items() if i <= last or k is not ZoneKind.FURNITURE or i < head.body}


def _find_addressees(text: str, pieces: Sequence[Piece], roles: Sequence[str]) -> int | None:
    seen_title = False
    for index, role in enumerate(roles):
        piece = pieces[index]
        if role in ("metadata", "furniture", "number", "mark", "masthead", "date"):
            continue
        if role == "addressees":
            return index
        end = addressees_end(text, piece.span)
        if end is not None and end >= piece.span.end:
            return index
        if role == "title":
            seen_title = True
            continue
        if role == "text" and not seen_title and _is_headline(text, piece, roles[index + 1 : index + 8]):
            continue
        if role == "text":
            return index if _is_unmarked(text, piece) else None
        if seen_title and _begins_text(roles, index + 1) and _is_probable(text, piece):
            return _last_of_list(text, pieces, roles, index)
    return None


def _is_headline(text: str, piece: Piece, below: Sequence[str]) -> bool:
    """Tell a site's headline above a title: 最新通知！3月20日起恢复！."""
    return len(piece.span) <= 40 and piece.span.of(text)[-1:] in ("！", "!", "？") and "title" in below


def _last_of_list(text: str, pieces: Sequence[Piece], roles: Sequence[str], first: int) -> int:
    """Go down to the line with the colon, where a list is broken in print."""
    for index in range(first + 1, min(first + 5, len(roles))):
        if pieces[index].gap or roles[index] not in ("line", "organ", "addressees"):
            break
        if pieces[index].span.of(text).endswith(("：", ":")):
            return index
    return first


def _first_of_list(text: str, pieces: Sequence[Piece], roles: Sequence[str], last: int) -> int:
    """Go up over the lines of a list that is broken in print: 各省、自治区、直辖市水域资源厅（局），各⏎流域管理局：."""
    first = last
    while first > 0 and last - first < 5 and not pieces[first].gap and roles[first - 1] in ("line", "organ", "text"):
        above = pieces[first - 1].span
        content = above.of(text)
        if content.endswith(("：", ":", "。")) or len(content) > 80 or len(content) < 8:
            break
        joined = Span(above.start, pieces[last].span.end)
        is_one_name = is_organ_alone(content) and "、" not in content and "，" not in content
        if not is_addressees(text, joined) or is_one_name or OFFICIAL.match(content) or content[0] in "—（(":
            break
        first -= 1
    return first


def _is_unmarked(text: str, piece: Piece) -> bool:
    """Take a list of receivers without its colon, as 各县市区统计局 or 全体教职员工、同学们；."""
    content = piece.span.of(text)
    begins = content.startswith(("各", "全", "有关", "市", "县", "省", "区", "局", "校"))
    if not begins and content.count("各") + content.count("有关") < 2:  # 甲管委会，各镇人民政府，市直有关单位
        return False
    return is_addressees(text, piece.span) and not is_organ_alone(content)


def _is_probable(text: str, piece: Piece) -> bool:
    """Take a short line with a colon between title and text for addressees, whatever the names look like."""
    content = piece.span.of(text).strip()
    return (content.endswith(("：", ":")) and 3 < len(content) <= 60 and "，" not in content) or _is_unmarked(
        text, piece
    )


def is_organ_alone(content: str) -> bool:
    """Tell whether a line is one organ's plain name, as an issuer stands in a title block."""
    return is_organ(content) and not content.startswith(("各", "全", "有关"))


def _begins_text(roles: Sequence[str], index: int) -> bool:
    return index < len(roles) and roles[index] in ("text", "line")


def _find_body(roles: Sequence[str]) -> int:
    """Find where the text begins when nobody is addressed: the first sentence below the last title."""
    first_text = next((i for i, r in enumerate(roles) if r == "text"), len(roles))
    titles = [i for i in range(first_text) if roles[i] == "title"]
    if not titles:
        return first_text if any(r in ("metadata", "number") for r in roles[:first_text]) else _skip(roles, first_text)
    return first_text


def _skip(roles: Sequence[str], first_text: int) -> int:
    return first_text if first_text < len(roles) else 0


def _find_title(text: str, pieces: Sequence[Piece], roles: Sequence[str], head: Head, above: int) -> None:
    """Go up from the running text: number and date lines, then the title's lines, then the masthead."""
    at = above - 1
    while at >= 0 and roles[at] != "title":
        head.kinds[at] = _kind(roles[at])
        at -= 1
    if at < 0:
        _find_untyped_title(text, pieces, roles, head, above)
        return
    head.title = title_lines(text, pieces, roles, at)
    if at + 1 < len(roles) and at + 1 < head.body + 1 and is_addition(pieces[at + 1].span.of(text)):
        head.title.append(at + 1)
        head.body = max(head.body, at + 2)
    for index in head.title:
        head.kinds[index] = ZoneKind.TITLE
    for index in range(head.title[0] - 1, -1, -1):
        head.kinds[index] = _kind(roles[index]) if roles[index] != "line" else _kind_of_line(text, pieces[index])


UNTYPED_TITLE = Rule(
    "zone/untyped_title",
    r"^(?=.{8,50}$)[^，。；：:、]{2,40}(?:工作|安全|检查|值班|整治|防控|治理|活动)[^，。；：:、]{0,8}(?:要求|事项|安排|措施|工作)$",
    yes=("2023年春节假期安全工作具体要求", "国庆期间值班工作安排"),
    no=("工作要求", "各部门要做好工作，落实要求", "一、检查要求"),
)
"""A title without a type of document; only right above the addressees, where no other title is."""


def _find_untyped_title(text: str, pieces: Sequence[Piece], roles: Sequence[str], head: Head, above: int) -> None:
    if roles and roles[0] == "line" and _is_first_title(pieces[0].span.of(text).strip()) and above > 0:
        head.title = [0]
        head.kinds[0] = ZoneKind.TITLE
        return
    index = above - 1
    if index < 0 or above >= head.body or roles[index] != "line":
        return
    if UNTYPED_TITLE.match(pieces[index].span.of(text).strip()):
        head.title = [index]
        head.kinds[index] = ZoneKind.TITLE


def _is_first_title(content: str) -> bool:
    """Tell whether the first line of a text without any other title names a paper: 榆川市安全生产责任清单."""
    is_plain = 6 <= len(content) <= 50 and not any(mark in content for mark in "，。；：:、")
    return is_plain and (TITLE_END.search(content) is not None or content.endswith(("法", "解释", "名单")))


def _kind(role: str) -> ZoneKind:
    if role == "metadata":
        return ZoneKind.METADATA
    if role in ("number", "mark", "masthead", "organ", "date"):
        return ZoneKind.HEAD
    return ZoneKind.FURNITURE


def _kind_of_line(text: str, piece: Piece) -> ZoneKind:
    content = piece.span.of(text)
    return ZoneKind.HEAD if "签发" in content or "等级" in content else ZoneKind.FURNITURE


RULES = (UNTYPED_TITLE,)
