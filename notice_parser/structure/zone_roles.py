"""What each line above the running text looks like by itself."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.grammar.dates import parse_full_date
from notice_parser.grammar.document_number import find_document_numbers
from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import is_organ, squeezed
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_rules import (
    BLANK,
    FURNITURE,
    LABEL,
    MARK,
    MASTHEAD,
    METADATA,
    NO_MASTHEAD,
    SENTENCE,
    STATUTORY,
    TIMESTAMP,
    TITLE_END,
)

HEAD_PIECES = 80
"""How many pieces a head may have, menus and catalogue tables counted."""
LONG = 60

SUBJECT = Rule("zone/title_subject", r"关于|转发|批转|印发")
BARE_TITLE = Rule(
    "zone/bare_title",
    rf"^.{{2,70}}(?:{STATUTORY}|方案|制度|办法|规定|预案|公示|提示|倡议书|安排|答复|指引|指南|须知|细则|规则|要点|规范"
    r"|计划|规划|纲要|总结|条例|规程|章程|公约|守则|通知书|告知书|建议书|责任书|承诺书|邀请函|启事|声明)"
    r"(?:[（(][^（）()]{1,20}[）)])?$",
)
_TYPE_ALONE = Rule("zone/type_alone", rf"^(?:{STATUTORY}|方案|公示|提示)$")

_TYPE_BELOW = Rule(
    "zone/type_below",
    rf"^(?:{STATUTORY}|方案|办法|细则|预案)(?:[（(][^（）()]{{1,20}}[）)])?$",
    yes=("公告（第一批）", "通知"),
    no=("公告如下", "各单位"),
)


def roles_of(text: str, pieces: Sequence[Piece]) -> list[str]:
    """Name what each piece looks like, its neighbours considered."""
    roles = [_role(text, p) for p in pieces]
    for i in range(1, len(roles)):
        if _ends_title_above(text, pieces, roles, i):
            roles[i] = "title"
        if roles[i] == "masthead" and _begins_masthead(text, pieces[i - 1], pieces[i], roles[i - 1]):
            roles[i - 1] = "masthead"
        # 发布时间：⏎2010年12月16日 is one row of the catalogue.
        is_value = roles[i] in ("date", "line") and pieces[i - 1].span.of(text).endswith(("：", ":"))
        # Not so 作者：⏎榆川市教育局关于印发…: nobody wrote there who the author is.
        is_value = is_value and not SUBJECT.search(pieces[i].span.of(text))
        # 发布机构：⏎甲市水务局⏎公开方式：, but not 来源：⏎甲市水务局⏎关于…的通知.
        is_row = roles[i] in ("organ", "number") and i + 1 < len(roles) and roles[i + 1] == "metadata"
        is_value = is_value or (is_row and pieces[i - 1].span.of(text).endswith(("：", ":")))
        if is_value and roles[i - 1] == "metadata":
            roles[i] = "metadata"
    return roles


def _begins_masthead(text: str, above: Piece, below: Piece, role: str) -> bool:
    """Tell whether a name that is broken in print begins above: 榆川市文化旅游集团商业运营管⏎理有限公司文件."""
    if role != "line" or below.gap or len(above.span) < 4:
        return False
    begun, rest = squeezed(above.span.of(text)), squeezed(below.span.of(text))
    is_longer = len(begun) + 2 >= len(rest)
    return is_longer and begun.isalpha() and not is_organ(begun) and is_organ(begun + rest.removesuffix("文件"))


def _ends_title_above(text: str, pieces: Sequence[Piece], roles: Sequence[str], index: int) -> bool:
    """Tell whether a stub makes a title of the line above: …有限空间作业安全互查工作方⏎案."""
    own, above = pieces[index], pieces[index - 1]
    if len(own.span) > 16 or own.gap or roles[index] != "line" or roles[index - 1] not in ("line", "organ", "title"):
        return False
    below = squeezed(own.span.of(text))
    joined = squeezed(above.span.of(text)) + below
    if roles[index - 1] == "title" and not (_TYPE_BELOW.match(below) or below.count("）") > below.count("（")):
        return False
    return len(above.span) >= 6 and _is_title_line(joined)


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
    dated = _DATED_ORGAN.match(content)
    if dated is not None and is_organ(dated["organ"]) and parse_full_date(dated["date"]) is not None:
        return "date"
    if MARK.search(content):
        return "mark"
    marks = _MARKS_BEFORE.match(content)
    if MASTHEAD.search(content[marks.end() :] if marks else content) and not NO_MASTHEAD.search(content):
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


# 000017秘密★1年清岚能源集团有限公司文件, glued.
_MARKS_BEFORE = Rule(
    "zone/marks_before",
    r"\d{6}[\s、，]*(?:(?:绝密|机密|秘密)[★☆*，,、. ]{0,2}(?:\d{1,2}年)?)?\s*(?:特急|加急)?\s*(?=\p{Han}{4})",
)
# Under the masthead of minutes: 甲市水务局办公室    2023年8月11日.
_DATED_ORGAN = Rule(
    "zone/dated_organ",
    r"^(?P<organ>\p{Han}{4,30})[ \t\u3000]{1,60}+(?P<date>[\d〇○零一二三四五六七八九十]{2,4}年[^\s]{3,8}日)$",
    yes=("甲市水务局办公室    2023年8月11日",),
    no=("甲市水务局2023年8月11日", "会议时间 2023年8月11日下午"),
)
# Under a decree or an announcement: 第12号, （2024年第12号）.
_SERIAL_ALONE = Rule("zone/serial_alone", r"^[（(\s]*(?:(?:19|20)\d{2}年?\s*)?第\s*\d{1,4}\s*号[）)\s]*$")


def _is_number(text: str, piece: Piece) -> bool:
    content = piece.span.of(text)
    if len(content) > 40 or not any(c.isdigit() for c in content):
        return False
    if _SERIAL_ALONE.match(content):
        return True
    for span, _, _ in find_document_numbers(text, piece.span.start, piece.span.end):
        rest = content.replace(span.of(text), "").strip(BLANK + "（）()【】[]：:·.")
        return not rest or rest.startswith(("签发", "发文字号", "文号", "（签"))
    return False


def _is_title_line(content: str) -> bool:
    if len(content) > 160 or "。" in content[:-1] or content.endswith(("：", ":", "；")):
        return False
    bare = content.strip(BLANK)
    if "现将" in bare or bare.startswith(("各", "请")):
        return False
    if SUBJECT.search(bare) and TITLE_END.search(bare):
        return not bare.startswith(("根据", "按照", "现将"))
    return BARE_TITLE.match(bare) is not None or _TYPE_ALONE.match(squeezed(bare)) is not None
