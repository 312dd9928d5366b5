"""The lines of a title, from its last one upwards."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.grammar.organs import is_organ, squeezed, suffixes
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_print import goes_with
from notice_parser.structure.zone_roles import BARE_TITLE, LONG, SUBJECT
from notice_parser.structure.zone_rules import STATUTORY, TITLE_END
from notice_parser.structure.zone_title_join import SITE, belongs_above

TITLE_LINES = 6
# 国务院办公厅对某某提案的答复 says its subject without 关于.
_ABOUT = Rule("zone/about", r"^(?P<issuer>\p{Han}{4,30}?)(?:对|就)(?=\p{Han})")
_TYPE_TAIL = Rule("zone/type_tail", rf"(?:工作联系函|联系函|工作方案|实施方案|{STATUTORY}|方案|函)$")


def title_lines(text: str, pieces: Sequence[Piece], roles: Sequence[str], last: int) -> list[int]:
    """Collect the title's lines upwards from its last one, with an issuer's line directly above 关于…."""
    block = _printed_block(pieces, roles, last)
    if block:
        return block
    block = [last]
    while not SUBJECT.search(_joined(text, pieces, block)) and len(block) < TITLE_LINES and block[0] > 0:
        above = block[0] - 1
        if not _continues_upwards(text, pieces, roles, above) and not _is_middle(text, pieces, roles, above):
            break
        block.insert(0, above)
    joined = _joined(text, pieces, block)
    about = _ABOUT.match(joined)
    if (
        not SUBJECT.search(joined)
        and len(block) > 1
        and not (about is not None and is_organ(about["issuer"]))
        and not _is_cut_name(joined, pieces[last].span.of(text))
        and BARE_TITLE.match(pieces[last].span.of(text).strip())
    ):
        block = [last]
    if (whole := _with_cut_issuer(text, pieces, roles, block)) is not None:
        block = whole
    while len(block) < TITLE_LINES and belongs_above(text, pieces, roles, block):
        block = [block[0] - 1, *block]
    joined = _joined(text, pieces, block)
    lines = [] if joined.endswith("电报") else _issuer_lines(text, pieces, roles, block[0])  # a telegram's masthead
    if joined.startswith(("关于", "转发", "印发", "批转")):
        return [*lines, *block]
    names = "".join(squeezed(pieces[i].span.of(text)) for i in lines)
    subject = SUBJECT.search(joined)
    # Joint issue: the other issuers stand above the one that the subject follows. The same name above is a masthead.
    own = joined[: subject.start()] if subject is not None else ""
    is_joint = is_organ(own) and own not in names and not own.startswith(names)
    return [*lines, *block] if lines and is_joint else block


def _printed_block(pieces: Sequence[Piece], roles: Sequence[str], last: int) -> list[int]:
    """Collect the large centred lines that end with a large centred one; none where print says nothing."""
    look = pieces[last].look
    if look is None or not look.is_display:
        return []
    block = [last]
    while block[0] > 0 and roles[block[0] - 1] == "title" and goes_with(pieces[block[0] - 1], pieces[block[0]]):
        block.insert(0, block[0] - 1)
    return block


def _with_cut_issuer(text: str, pieces: Sequence[Piece], roles: Sequence[str], block: list[int]) -> list[int] | None:
    """Take the line above where the break lies inside the issuer's name or in 关于: 国务院办公⏎厅关于…."""
    above = block[0] - 1
    if above < 0 or pieces[block[0]].gap or roles[above] not in ("line", "organ", "masthead"):
        return None
    joined = _joined(text, pieces, [above, *block])
    own = len(squeezed(pieces[above].span.of(text)))
    subject = SUBJECT.search(joined)
    if subject is None or not is_organ(joined[: subject.start()]):
        return None
    # 某某办公室关于⏎印发《…》的通知: 印发 alone is a subject as well.
    is_cut = subject.start() in (own - 1, own - 2) or (
        own < subject.start() and not is_organ(joined[own : subject.start()])
    )
    return [above, *block] if is_cut else None


def _is_cut_name(joined: str, last: str) -> bool:
    """Tell whether the last line begins inside a name: …领导小组办公⏎室工作联系函."""
    match = _TYPE_TAIL.search(joined)
    own = _TYPE_TAIL.search(last.strip())
    if match is None or own is None:
        return False
    begun = last.strip()[: own.start()]
    is_whole = is_organ(begun) and begun not in suffixes()
    return len(last.strip()) <= 4 or (is_organ(joined[: match.start()]) and not is_whole)


def _joined(text: str, pieces: Sequence[Piece], block: Sequence[int]) -> str:
    return "".join(squeezed(pieces[i].span.of(text)) for i in block)


def _continues_upwards(text: str, pieces: Sequence[Piece], roles: Sequence[str], above: int) -> bool:
    if roles[above] in ("line", "organ"):
        return len(pieces[above].span) <= LONG
    content = pieces[above].span.of(text)
    if roles[above] == "title":
        # …关于征求《某某指引（征求意见稿）》⏎意见的函: a quoted title is no title's end.
        # 关于印发《某某三年行动方案⏎（2024-2026年）》的通知: neither is one that is still open.
        is_open = content.count("《") > content.count("》") or content.strip().endswith("》")
        is_whole = TITLE_END.search(content.strip()) is not None and not is_open
        return SUBJECT.search(content) is not None and not is_whole
    return roles[above] == "text" and SUBJECT.search(content) is not None and "。" not in content and len(content) < 80


_GOES_ON = Rule(
    "zone/title_goes_on",
    r"^(?:[和及与暨、的]|以及|等(?!级))",
    inside=(("和征集项目的通知", "和"), ("的通知", "的")),
    no=("关于检查的通知", "等级评定办法", "通知"),
)
_OPENS = Rule(
    "zone/title_opens",
    r"(?:关于|关于(?:印发|发布|公布|下达|转发|调整|做好|开展|组织)|印发|转发|批转)[《〈]?$",
    inside=(("榆川市气象局关于发布", "关于发布"), ("关于印发《", "关于印发《")),
    no=("榆川市气象局", "关于印发方案的通知"),
)


def _is_middle(text: str, pieces: Sequence[Piece], roles: Sequence[str], above: int) -> bool:
    """Tell whether a line is a title's middle: 甲局关于发布⏎2013年度项目指南⏎和征集项目的通知."""
    if roles[above] != "title" or above < 1 or pieces[above + 1].gap or pieces[above].gap:
        return False
    goes_on = _GOES_ON.match(pieces[above + 1].span.of(text)) is not None
    return goes_on and _OPENS.search(pieces[above - 1].span.of(text).strip()) is not None


RULES = (_GOES_ON, _OPENS)


def _issuer_lines(text: str, pieces: Sequence[Piece], roles: Sequence[str], first: int) -> list[int]:
    """Take organs' lines directly above 关于…: joined to it without an empty line, or below the number's line."""
    lines: list[int] = []
    at = first - 1
    while at >= 0 and roles[at] == "organ" and not (pieces[at + 1].alone and not _below_number(roles, at)):
        if SITE.search(pieces[at].span.of(text)):
            break
        lines.insert(0, at)
        at -= 1
    return lines


def _below_number(roles: Sequence[str], at: int) -> bool:
    while at >= 0 and roles[at] == "organ":
        at -= 1
    return at >= 0 and roles[at] == "number"
