"""The head of a notice: what stands above the running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from notice_parser.core.outline import ZoneKind
from notice_parser.core.span import Span
from notice_parser.grammar.dates import parse_full_date
from notice_parser.grammar.document_number import find_document_numbers
from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import is_organ, squeezed
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_pieces import BLANK, Piece, addressees_end, is_addressees
from notice_parser.structure.zone_rules import (
    FURNITURE,
    LABEL,
    MARK,
    MASTHEAD,
    METADATA,
    SENTENCE,
    STATUTORY,
    TIMESTAMP,
    TITLE_END,
)

HEAD_PIECES = 80
"""How many pieces a head may have, menus and catalogue tables counted."""
TITLE_LINES = 6
LONG = 60

_SUBJECT = Rule("zone/title_subject", r"关于|转发|批转|印发")
_BARE_TITLE = Rule(
    "zone/bare_title",
    rf"^.{{2,70}}(?:{STATUTORY}|方案|制度|办法|规定|预案|公示|提示|倡议书|安排|答复|指引|指南|须知|细则|规则|要点|规范)"
    r"(?:[（(][^（）()]{1,20}[）)])?$",
)
_TYPE_TAIL = Rule("zone/type_tail", rf"(?:工作联系函|联系函|工作方案|实施方案|{STATUTORY}|方案|函)$")
_TYPE_ALONE = Rule("zone/type_alone", rf"^(?:{STATUTORY}|方案|公示|提示)$")


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
    roles = _roles(text, pieces[:HEAD_PIECES])
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


def _roles(text: str, pieces: Sequence[Piece]) -> list[str]:
    roles = [_role(text, p) for p in pieces]
    for i in range(1, len(roles)):
        if _ends_title_above(text, pieces, roles, i):
            roles[i] = "title"
        # 发布时间：⏎2010年12月16日 is one row of the catalogue.
        is_value = roles[i] in ("date", "line") and pieces[i - 1].span.of(text).endswith(("：", ":"))
        if is_value and roles[i - 1] == "metadata":
            roles[i] = "metadata"
    return roles


def _ends_title_above(text: str, pieces: Sequence[Piece], roles: Sequence[str], index: int) -> bool:
    """Tell whether a stub makes a title of the line above: …有限空间作业安全互查工作方⏎案."""
    own, above = pieces[index], pieces[index - 1]
    if len(own.span) > 6 or own.gap or roles[index] != "line" or roles[index - 1] not in ("line", "organ"):
        return False
    joined = squeezed(above.span.of(text)) + squeezed(own.span.of(text))
    return len(above.span) >= 10 and _BARE_TITLE.match(joined) is not None


def _role(text: str, piece: Piece) -> str:
    """Name what a piece looks like by itself."""
    content = piece.span.of(text)
    if piece.role:
        return piece.role
    if METADATA.search(content) or TIMESTAMP.search(content):
        return "metadata"
    if FURNITURE.search(content):
        return "furniture"
    if _is_number(text, piece):
        return "number"
    if parse_full_date(content.strip("（）() ")) is not None:
        return "date"
    if MARK.search(content):
        return "mark"
    if MASTHEAD.search(content):
        return "masthead"
    if LABEL.search(content):
        return "text"
    if _is_title_line(content):
        return "title"
    if SENTENCE.search(content) or len(content) > LONG:
        return "text"
    if is_organ(content) or all(is_organ(e.value) for e in split_organs(content)):
        return "organ"
    return "line"


def _is_number(text: str, piece: Piece) -> bool:
    content = piece.span.of(text)
    if len(content) > 40 or not any(c.isdigit() for c in content):
        return False
    for span, _, _ in find_document_numbers(text, piece.span.start, piece.span.end):
        rest = content.replace(span.of(text), "").strip(BLANK + "（）()【】[]：:·.")
        return not rest or rest.startswith(("签发", "发文字号", "文号", "（签"))
    return False


def _is_title_line(content: str) -> bool:
    if len(content) > 160 or "。" in content[:-1] or content.endswith(("：", ":", "；")):
        return False
    bare = content.strip(BLANK)
    if _SUBJECT.search(bare) and TITLE_END.search(bare):
        return not bare.startswith(("根据", "按照", "现将"))
    return _BARE_TITLE.match(bare) is not None or _TYPE_ALONE.match(squeezed(bare)) is not None


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
        if role == "text":
            return index if _is_unmarked(text, piece) else None
        if seen_title and _begins_text(roles, index + 1) and _is_probable(text, piece):
            return index
    return None


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
        if not is_addressees(text, joined) or is_one_name:
            break
        first -= 1
    return first


def _is_unmarked(text: str, piece: Piece) -> bool:
    """Take a list of receivers without its colon, as 各县市区统计局 or 全体教职员工、同学们；."""
    content = piece.span.of(text)
    if not content.startswith(("各", "全", "有关", "市", "县", "省", "区", "局", "校")):
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
        return
    head.title = _title_lines(text, pieces, roles, at)
    for index in head.title:
        head.kinds[index] = ZoneKind.TITLE
    for index in range(head.title[0] - 1, -1, -1):
        head.kinds[index] = _kind(roles[index]) if roles[index] != "line" else _kind_of_line(text, pieces[index])


def _kind(role: str) -> ZoneKind:
    if role == "metadata":
        return ZoneKind.METADATA
    if role in ("number", "mark", "masthead", "organ", "date"):
        return ZoneKind.HEAD
    return ZoneKind.FURNITURE


def _kind_of_line(text: str, piece: Piece) -> ZoneKind:
    content = piece.span.of(text)
    return ZoneKind.HEAD if "签发" in content or "等级" in content else ZoneKind.FURNITURE


def _title_lines(text: str, pieces: Sequence[Piece], roles: Sequence[str], last: int) -> list[int]:
    """Collect the title's lines upwards from its last one, with an issuer's line directly above 关于…."""
    block = [last]
    while not _SUBJECT.search(_joined(text, pieces, block)) and len(block) < TITLE_LINES and block[0] > 0:
        above = block[0] - 1
        if not _continues_upwards(text, pieces, roles, above):
            break
        block.insert(0, above)
    joined = _joined(text, pieces, block)
    if (
        not _SUBJECT.search(joined)
        and len(block) > 1
        and not _is_cut_name(joined, pieces[last].span.of(text))
        and _BARE_TITLE.match(pieces[last].span.of(text).strip())
    ):
        block = [last]
        joined = _joined(text, pieces, block)
    lines = _issuer_lines(text, pieces, roles, block[0])
    if joined.startswith(("关于", "转发", "印发", "批转")):
        return [*lines, *block]
    above = "".join(squeezed(pieces[i].span.of(text)) for i in lines)
    subject = _SUBJECT.search(joined)
    # Joint issue: the other issuers stand above the one that the subject follows. The same name above is a masthead.
    is_joint = subject is not None and is_organ(joined[: subject.start()]) and joined[: subject.start()] not in above
    return [*lines, *block] if lines and is_joint and _below_number(roles, block[0] - 1) else block


def _is_cut_name(joined: str, last: str) -> bool:
    """Tell whether the last line begins inside a name: …领导小组办公⏎室工作联系函."""
    match = _TYPE_TAIL.search(joined)
    own = _TYPE_TAIL.search(last.strip())
    if match is None or own is None:
        return False
    return len(last.strip()) <= 4 or (is_organ(joined[: match.start()]) and not is_organ(last.strip()[: own.start()]))


def _joined(text: str, pieces: Sequence[Piece], block: Sequence[int]) -> str:
    return "".join(squeezed(pieces[i].span.of(text)) for i in block)


def _continues_upwards(text: str, pieces: Sequence[Piece], roles: Sequence[str], above: int) -> bool:
    if roles[above] in ("line", "organ"):
        return len(pieces[above].span) <= LONG
    content = pieces[above].span.of(text)
    if roles[above] == "title":
        return _SUBJECT.search(content) is not None and not TITLE_END.search(content.strip())
    return roles[above] == "text" and _SUBJECT.search(content) is not None and "。" not in content and len(content) < 80


def _issuer_lines(text: str, pieces: Sequence[Piece], roles: Sequence[str], first: int) -> list[int]:
    """Take organs' lines directly above 关于…: joined to it without an empty line, or below the number's line."""
    lines: list[int] = []
    at = first - 1
    while at >= 0 and roles[at] == "organ" and not (pieces[at + 1].gap and not _below_number(roles, at)):
        lines.insert(0, at)
        at -= 1
    return lines


def _below_number(roles: Sequence[str], at: int) -> bool:
    while at >= 0 and roles[at] == "organ":
        at -= 1
    return at >= 0 and roles[at] == "number"
