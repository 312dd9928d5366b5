"""Whether a stretch is a list of receivers, and where it ends."""

from __future__ import annotations

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.organ_lists import split_organs
from notice_parser.grammar.organs import COLLECTIVE, PLACE, is_organ, squeezed
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_rules import BLANK

HEAD_REACH = 400
"""Characters of a line in which a glued title must end."""
BODY_START = Rule(
    "zone/body_start",
    r"\s*(?:为|根据|按照|经|近期|近日|当前|现[将就]|各地|依据|鉴于|目前|最近|连日|入[春夏秋冬汛]|随着|针对|据\p{Han}|今[冬春]|\d{4}年|今年|全市|我)",
)


_ANY_MARK = Rule("zone/any_mark", r"[。.，,、；; ：:]|(?=现[将就])")
TEXT_START = Rule(
    "zone/text_start",
    r"\s*(?:为|根据|按照|经|近期|近日|当前|现[将就]|依据|鉴于|目前|\d{4}年|\d{1,2}月|今年|[你贵][村局市县区校单])",
)


TOLD = Rule("zone/told", r"\p{Han}{3,25}(?=[你贵](?:村|局|市|县|区|校|院|单位|公司|厅|委|镇|乡)\P{Han})")


def unmarked_end(text: str, span: Span, *, is_below_title: bool = False) -> int | None:
    """Find the end of addressees whose colon became another mark: …省燃气热力协会.为摸清…."""
    start = strip_span(text, span, BLANK + "，,、.").start
    if not is_below_title and text[start : start + 1] not in tuple("各全有"):
        return None
    if (told := TOLD.match(text, start, span.end)) is not None and is_organ(told.group()):
        return told.end()
    at, last = start, None
    for match in _ANY_MARK.find_all(text, start, min(span.end, start + 200)):
        if TEXT_START.match(text, match.end(), span.end) and is_addressees(text, Span(start, match.start())):
            return match.end()
        item = text[at : match.start()].strip(BLANK)
        if (len(item) > 1 and not _is_receiver(item)) or _NO_ADDRESSEE.search(item):
            break
        at, last = match.end(), (match.end() if len(item) > 3 else last)
    return last


_PERSON = Rule(
    "zone/person",
    r"(?:同志|先生|女士|老师|同学|委员|代表|会员|家长|朋友|常委|职工|员工|师生|住户|业主|居民|学员|专家)们?$",
)
_NO_ADDRESSEE = Rule(
    "zone/no_addressee",
    r"如下|收悉|近期|近日|当前|目前|今年|的(?:批复|函|意见|通报|公告|通告|报告|请示|方案|办法)|通知|安排|现将|决定|联系|电话|邮箱|地点|日期|附件|标题|来源|发布|浏览|要求|内容|对象|范围|方式|时间|关于|名单|包括|https?|作者|打印|目的|步骤|方法|原则"
    r"|填报|汇报|请|的是|\d{4}年|\d月|【",
)
_ENDS = Rule("zone/addressee_end", r"[：:。！？\n]")


def addressees_end(text: str, span: Span) -> int | None:
    """Find where a list of addressees that begins the span ends, behind its colon; None where none begins there."""
    start = strip_span(text, span, BLANK + "，,、.").start
    stop = min(span.end, start + HEAD_REACH)
    match = _ENDS.search(text, start, stop)
    if match is None:
        return None
    if match.group() not in ("：", ":") and not _stands_for_colon(text, match.start(), span.end):
        return None
    return match.end() if is_addressees(text, Span(start, match.start())) else None


def _stands_for_colon(text: str, at: int, end: int) -> bool:
    # Marks put in at random: 省政府直属各单位。现将… and 全体教职员工；
    return text[at] == "。" and BODY_START.match(text, at + 1, end) is not None


def is_addressees(text: str, span: Span) -> bool:
    """Tell whether a stretch reads as a list of receivers."""
    content = span.of(text)
    if (
        len(squeezed(content)) < 2
        or _NO_ADDRESSEE.search(content)
        or regex.match(r"[（(]?[一二三四五六七八九十\d]+[、.．）)]", content)
    ):
        return False
    entries = split_organs(text, span.start, span.end)
    if not entries:
        return False
    good = sum(_is_receiver(e.value) for e in entries)
    return good * 3 >= len(entries) * 2


def _is_receiver(name: str) -> bool:
    if len(name) > 45:
        return False
    return bool(
        name.startswith(("各", "有关", "全体"))
        or is_organ(name)
        or COLLECTIVE.fullmatch(name)
        or PLACE.fullmatch(name)
        or _PERSON.search(name)
    )
