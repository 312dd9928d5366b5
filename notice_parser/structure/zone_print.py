"""What the print of a line says of its part: letterhead in red, title large and centred, signature on the right."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.core.outline import Align
from notice_parser.grammar.organs import is_organ, squeezed
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_rules import BLANK, LABEL, MASTHEAD, NO_MASTHEAD, SENTENCE

_HEADER = 0.075
"""The share of a page that belongs to running heads; the type area begins at 37 mm of 297."""
_LONGEST_SIGNER = 30
_TITLE_LINES = 6
_FIXED = frozenset({"number", "mark", "masthead", "metadata", "date"})
_NAME = Rule(
    "zone/printed_name",
    r"^[\p{Han}（）()“”·0-9 　]{2,30}$",
    yes=("榆川市双创工作专班", "青岚站"),
    no=("联系人：王小明", "2023.5.8"),
)
_LABELLED = Rule(
    "zone/imprint_label",
    r"^[\p{Han}]{1,2}[ 　]{0,4}[\p{Han}]{0,4}[:：](?=.)"
    r"|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[\p{Han} 　]{0,8}$|^共?印?\s?\d{1,4}\s?份",
    inside=(("分送：各县区水利局", "分送："), ("办公室　2023年5月8日印", "2023年5月8日印")),
    no=("联系人及电话详见附件", "请遵照执行"),
)
RULES = (_NAME, _LABELLED)


def mark_by_print(text: str, pieces: Sequence[Piece], roles: list[str]) -> None:
    """Let the print of the head's lines outweigh what their words look like; nothing happens where it is not known."""
    if not any(piece.look is not None for piece in pieces):
        return
    _mark_red(text, pieces, roles)
    for i, piece in enumerate(pieces[: len(roles)]):
        if is_running_head(piece) and roles[i] in ("organ", "line", "title"):
            roles[i] = "furniture"
    for i in title_run(text, pieces, roles):
        roles[i] = "title"


def is_running_head(piece: Piece) -> bool:
    """Tell a line at the very top of a page that keeps to the right."""
    return piece.look is not None and piece.look.align is Align.RIGHT and piece.look.top < _HEADER


def _mark_red(text: str, pieces: Sequence[Piece], roles: list[str]) -> None:
    """Take large red lines at the top of the first page for the letterhead; a slogan in red is none of the notice."""
    reds = [i for i, p in enumerate(pieces[: len(roles)]) if p.look is not None and p.look.red and p.look.page == 1]
    if not reds or any("关于" in pieces[i].span.of(text) for i in reds) or len(reds) == len(roles):
        return
    names = [i for i in reds if _is_letterhead(pieces[i].span.of(text)) or roles[i] == "masthead"]
    for i in reds:
        if roles[i] in ("number", "mark", "masthead"):
            continue
        beside = any(abs(i - j) == 1 for j in names) and _NAME.match(pieces[i].span.of(text)) is not None
        roles[i] = "masthead" if i in names or beside else "furniture"


def _is_letterhead(content: str) -> bool:
    bare = squeezed(content)
    return is_organ(bare) or (MASTHEAD.search(content) is not None and not NO_MASTHEAD.search(content))


def title_run(text: str, pieces: Sequence[Piece], roles: Sequence[str]) -> list[int]:
    """Find the lines of the title by their print: large, centred, one below the other, above the first text."""
    run: list[int] = []
    for i, role in enumerate(roles):
        piece = pieces[i]
        look = piece.look
        if look is None:
            continue
        if look.page > 1:
            break
        content = piece.span.of(text)
        is_display = look.is_display and role not in _FIXED and not look.red and len(run) < _TITLE_LINES
        if is_display and not LABEL.search(content) and not content.endswith(("。", "；")):
            run = [*run, i] if run and run[-1] == i - 1 and goes_with(pieces[i - 1], piece) else [i]
        elif run and look.is_body and (SENTENCE.search(content) or content.endswith(("：", ":")) or len(content) > 30):
            break
    letters = sum(char.isalpha() for i in run for char in pieces[i].span.of(text))
    return run if letters >= 4 else []


def goes_with(upper: Piece, lower: Piece) -> bool:
    """Tell whether two large centred lines are of one kind."""
    one, other = upper.look, lower.look
    if one is None or other is None or not (one.is_display and other.is_display):
        return False
    same_place = one.page == other.page and one.ruled == other.ruled and one.red == other.red
    return same_place and 0.85 < one.size / other.size < 1.18


def is_signed_by_place(text: str, piece: Piece) -> bool:
    """Tell a name that stands on the right, as the signature does, whatever it ends with."""
    if piece.look is None or piece.look.align is not Align.RIGHT or is_running_head(piece):
        return False
    content = piece.span.of(text).strip(BLANK)
    return len(content) <= _LONGEST_SIGNER and _NAME.match(content) is not None and not content[:1].isdigit()


def is_imprint_by_place(text: str, piece: Piece) -> bool:
    """Tell a line of the imprint by its place: under a rule at the foot of the last page, or small and labelled."""
    look = piece.look
    if look is None or not look.is_last_page or look.top < 0.5 or look.align in (Align.CENTRE, Align.RIGHT):
        return False
    is_labelled = _LABELLED.search(piece.span.of(text)) is not None
    return is_labelled and (look.ruled > 0 or look.size < 0.93)
