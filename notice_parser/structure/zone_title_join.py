"""Whether a line belongs to the title below it: a title is broken wherever a printed line was full."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.core.outline import Look
from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import is_organ, squeezed, suffixes
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_pieces import Piece
from notice_parser.structure.zone_roles import LONG, SUBJECT
from notice_parser.structure.zone_rules import TITLE_END

OPEN_END = Rule(
    "zone/title_open_end",
    r"(?:[关的及和与、暨在对等年第并将拟《（(“〈]|\d|年度|转|印|开展|做好|加强|推进|进一步)$",
    inside=(("榆川市2023年度", "年度"), ("榆川市2023年", "年"), ("先进集体和", "和")),
    no=("榆川风光", "欢迎光临"),
)
"""What no line of a head ends with unless it goes on below."""
STUB = Rule(
    "zone/title_stub",
    r"^(?:[的及和与、，暨》）)”〉]|等(?!级)|\p{Han}{0,3}(?:通知|方案|办法|预案|细则|规定|公告|公示|通告|通报|报告|总结|计划|要点|纪要)(?:[（(]|$))",
    inside=(("的通知", "的"), ("作方案", "作方案"), ("》的通知", "》")),
    no=("榆川市工作方案", "2023年工作要点"),
)
"""How the last line of a title begins when it is no title by itself."""
_BEGINNING = Rule(
    "zone/title_beginning",
    r"^(?:(?:19|20)\d{2}年|致|关于|(?!有限|股份|责任)\p{Han}{2,8}?(?:自治区|自治州|省|市|县|区|州|旗|镇|乡|街道|集团|公司|大学|学院|学校|中学|小学|医院)|国家|全国|全省|全市|全县|中共|共青团|国务院)",
    inside=(("榆川市水利局2023年度", "榆川市"), ("2023年度工作", "2023年"), ("致全市企业", "致")),
    no=("欢迎光临", "水利要闻", "的通知"),
)
"""How a title, or an issuer's name in it, begins."""
SITE = Rule(
    "zone/site_line",
    r"(?:网站?|平台|门户|公开|信息|频道|首页|专栏|风光|服务|动态|公告栏|要闻|通知公告|新闻|资讯|欢迎您|期刊|简报)$|[>»|｜]|^第\d+期",
    inside=(("榆川市人民政府门户网站", "网站"), ("首页>通知", ">")),
    no=("榆川市水利局2023年度",),
)
"""What a site prints above a title."""
_PLAIN = 10
"""Characters of a line above a title without a beginning that are taken for that beginning."""
RULES = (OPEN_END, STUB, _BEGINNING, SITE)


def belongs_above(text: str, pieces: Sequence[Piece], roles: Sequence[str], block: Sequence[int]) -> bool:
    """Tell whether the line above a block of title lines is the title's as well."""
    above = block[0] - 1
    if above < 0 or roles[above] not in ("line", "organ", "title", "text"):
        return False
    upper, lower = pieces[above], pieces[block[0]]
    if not _may_be_printed_together(upper.look, lower.look):
        return False
    if lower.gap or len(upper.span) > LONG:
        return False
    begun = squeezed(upper.span.of(text))
    joined = "".join(squeezed(pieces[i].span.of(text)) for i in block)
    if sum(char.isalpha() for char in begun) < 2 or any(mark in begun for mark in "。；！？："):
        return False
    if joined.strip("《》") in begun or _is_whole(begun) or (SITE.search(begun) and not OPEN_END.search(begun)):
        return False
    subject = SUBJECT.search(joined)
    if subject is not None:
        return _goes_on_in_name(begun, joined, joined[: subject.start()])
    if roles[above] == "text":
        return False
    return _goes_on(begun, joined)


def _may_be_printed_together(upper: Look | None, lower: Look | None) -> bool:
    """Tell whether print allows two lines to be one title."""
    if upper is None or lower is None:
        return True
    if upper.page != lower.page or upper.ruled != lower.ruled or upper.red != lower.red:
        return False
    return upper.is_display == lower.is_display or not (upper.is_body or lower.is_body)


def _is_whole(line: str) -> bool:
    """Tell whether a line is a title by itself, so that another one begins below it."""
    line = line.strip()
    if line.count("《") > line.count("》") or line.endswith("》"):
        return False
    # 榆川市水利局关于转发《…》 goes on; 关于…的通知 does not; 应急 预案 in the middle does.
    return TITLE_END.search(line) is not None and (SUBJECT.search(line) is not None and "的" in line[-8:])


def _goes_on_in_name(begun: str, joined: str, before: str) -> bool:
    """Tell whether the break lies before 关于: inside an issuer's name, between issuers, or behind 转发."""
    if SUBJECT.search(begun) is not None:
        return True
    if not before:
        return False
    whole = begun + before
    if is_organ(begun) or not _are_organs(whole):
        return False
    if before[0] in "、和及与" or before in suffixes() or len(before) < 4:
        return True
    return _BEGINNING.match(begun) is not None and (_BEGINNING.match(before) is None or "、" in begun)


def _are_organs(names: str) -> bool:
    return is_organ(names) or all(is_organ(e.value) for e in split_organs(names))


def _goes_on(begun: str, joined: str) -> bool:
    """Tell whether a title without 关于 goes on from one line to the next."""
    if OPEN_END.search(begun) or STUB.match(joined) or _is_open(begun) or _is_open(joined, "》）", "《（"):
        return True
    if is_organ(begun):
        # 榆川市水利局⏎2023年工作要点: who issues stands in the title, but not the house above another's title.
        return _BEGINNING.match(joined) is None or joined[:1].isdigit()
    if _BEGINNING.match(joined):
        return begun[:1] == "致"
    return _BEGINNING.match(begun) is not None or (len(begun) >= _PLAIN and begun.isalpha())


def _is_open(line: str, opening: str = "《（", closing: str = "》）") -> bool:
    """Tell whether a bracket is opened and not closed."""
    return any(line.count(a) > line.count(b) for a, b in zip(opening, closing, strict=True))
