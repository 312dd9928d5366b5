"""Heads whose elements are glued into one line: masthead, number, title, addressees, text."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.document_number import find_document_numbers
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_addressees import (
    BODY_START,
    HEAD_REACH,
    TEXT_START,
    TOLD,
    addressees_end,
    unmarked_end,
)
from notice_parser.structure.zone_rules import BLANK, NO_MASTHEAD, TYPES

Cut = tuple[int, str]
"""Where a stretch of a glued head ends, and as what."""


_MASTHEAD = Rule("zone/glued_masthead", r"[\p{Han}（）() ]{3,60}?(?:文\s?件|发电|明电|便函|公函)(?=\s*\S)")
_TYPE_IN_LINE = Rule(
    "zone/glued_type",
    rf"(?:的[，,、]?)?(?:紧急|补充|重要)?[ 　]?"
    rf"(?:通[ 　]{{1,3}}知|通[ 　]{{1,3}}告|公[ 　]{{1,3}}告|通[ 　]{{1,3}}报|{TYPES})"
    r"(?:的(?:补充|紧急)?(?:通知|函|通告|公告|通报))?(?:[（(](?!20)[^（）()]{1,16}[）)])?",
)
_SUBJECT = Rule("zone/subject", r"关于|转发|印发|批转")
_NO_TITLE = Rule("zone/no_title", r"[。；！？：:，《、]|^(?:各|全|请)|计划(?=单列)")
_STOP = Rule("zone/stop_mark", r"[。；！？：:]|，|《")


def head_cuts(text: str, span: Span) -> list[Cut]:
    """Find where a glued head falls apart: masthead, number, title, number, addressees, text."""
    if (crumbs := _BREADCRUMB.match(text, span.start, span.end)) is not None and crumbs.end() < span.end:
        return [(crumbs.end(), "furniture"), *head_cuts(text, Span(crumbs.end(), span.end))]
    if (behind := _behind_page_line(text, span)) is not None:
        return [(behind, "metadata"), *head_cuts(text, Span(behind, span.end))]
    if (title := _start_behind_rows(text, span)) is not None:
        return [(title, "metadata"), *head_cuts(text, Span(title, span.end))]
    reach = min(span.end, span.start + HEAD_REACH)
    numbers = [s for s, _, _ in find_document_numbers(text, span.start, reach)]
    cuts = _number_cuts(text, span, numbers)
    at = cuts[-1][0] if cuts else span.start
    if not cuts and (match := _MASTHEAD.match(text, at, reach)) and not NO_MASTHEAD.search(match.group()):
        cuts.append((match.end(), "masthead"))
        at = match.end()
    end = _title_end(text, Span(at, span.end), numbers)
    if end is not None:
        return [*cuts, (end, "title"), *_after_title(text, Span(end, span.end), numbers)]
    return [*cuts, *_addressee_cut(text, Span(at, span.end), is_below_title=bool(cuts))]


_PAGE_KEY = Rule("zone/page_key", r"(?:时间|日期|来源|浏览|点击|字体|字号)(?:次数|量)?\s*[:：]")


def _behind_page_line(text: str, span: Span) -> int | None:
    """Find where addressees begin behind a site's line: 时间：2020-07-20 16:02 【打印】【关闭】各乡镇人民政府：."""
    key = _PAGE_KEY.search(text, span.start, min(span.end, span.start + 60))
    if key is None or _SUBJECT.search(text, span.start, key.start()) is not None:
        return None
    for gap in _PAGE_GAP.find_all(text, key.end(), min(span.end, span.start + 200)):
        if addressees_end(text, Span(gap.end(), span.end)) is not None:
            return gap.end()
    return None


_ROW = Rule(
    "zone/row_before",
    r"(?:当前位置|成文日期|发布日期|发布时间|发布单位|发布机构|发文字号|索引号|信息来源|浏览次数)\P{Han}",
)
_HAN_BACK = Rule("zone/han_back", r"[\p{Han}（）()]*$")


def _start_behind_rows(text: str, span: Span) -> int | None:
    """Find where a title begins behind catalogue rows on its line: 发布日期、20230524某某市医疗保障局关于…的通知."""
    subject = _SUBJECT.search(text, span.start, min(span.end, span.start + 200))
    if subject is None or _ROW.search(text, span.start, subject.start()) is None:
        return None
    back = _HAN_BACK.search(text, span.start, subject.start())
    start = back.start() if back is not None else subject.start()
    if text[start : subject.start()].endswith(("正文", "详情", "内容")):
        start = subject.start()
    is_clear = start == subject.start() or is_organ(text[start : subject.start()])
    return start if is_clear and start > span.start else None


def _number_cuts(text: str, span: Span, numbers: Sequence[Span]) -> list[Cut]:
    """Cut round numbers that stand before a title, with nothing but a masthead above them."""
    cuts: list[Cut] = []
    at = span.start
    for number in numbers:
        before = text[at : number.start]
        if number.start < at or len(before) > 120 or _NO_HEAD.search(before) or _SUBJECT.search(before):
            break
        if _AFTER_CITED.match(text, number.end) or (cuts and before.strip(BLANK) and not is_head_mark(before)):
            break
        # A plan may stand over its number: …互查工作方案云高安办〔2024〕12号.
        is_title = _OWN_TITLE.search(before.rstrip(BLANK + "，,。.（(")) is not None and not cuts
        cuts += [(number.start, "title" if is_title else "masthead"), (number.end, "number")]
        at = number.end
    return cuts


_OWN_TITLE = Rule(
    "zone/own_title",
    r"^[^，。：]{8,60}(?:方案|办法|制度|细则|预案|规定|要点|计划|通告|公告)$"
    r"|的(?:通知|通报|通告|公告|意见|函|批复|决定|报告|请示)$",
)
_NO_HEAD = Rule(
    "zone/no_head",
    r"[《。；]|^(?:根据|按照|依据|现[将就]|为|经|各|全|请|关于|附件|抄送)|^[一二三四五六七八九十\d]{1,2}[、.．]",
)
# A number in a sentence is followed by what the sentence says of it: …〔2021〕73号文件转发.
_AFTER_CITED = Rule("zone/after_cited", r"[）)]?\s*(?:文件?|要求|精神|规定|通知|》|）的|》|的|和|、|，《|废止|印发)")


def is_head_mark(text: str) -> bool:
    """Tell whether a stretch before a number is part of a head: an organ, a masthead, a mark, a bracket."""
    text = text.strip(BLANK + "（(·.")
    return not text or is_organ(text) or _MASTHEAD.match(text + "一") is not None or len(text) <= 6


def _title_end(text: str, span: Span, numbers: Sequence[Span]) -> int | None:
    """Find the end of a title that begins a line: the first type after which something of a head follows."""
    span = Span(strip_span(text, span, BLANK + "，,。.、；;：:").start, span.end)
    reach = min(span.end, span.start + HEAD_REACH)
    subject = _SUBJECT.search(text, span.start, min(reach, span.start + 90))
    has_subject = subject is not None and not _STOP.search(text, span.start, subject.start())
    if subject is not None and not has_subject:
        # 某某街道办事处，关于…: a mark put in between issuer and subject.
        has_subject = is_organ(text[span.start : subject.start()].rstrip("，,、。 "))
    ends = sorted(_TYPE_IN_LINE.find_all(text, span.start, reach), key=_is_weak)
    for match in ends:
        end = match.end()
        if not has_subject and (_NO_TITLE.search(text, span.start, end) or end - span.start > 70):
            continue
        if text.count("《", span.start, end) > text.count("》", span.start, end):
            continue
        rest = strip_span(text, Span(end, span.end), BLANK + "（(")
        if not len(rest):
            return end if match.group()[0] == "的" else None
        if any(n.start == rest.start for n in numbers) or addressees_end(text, Span(end, span.end)) is not None:
            return end
        if has_subject and _PAGE_LINE.match(text, end, span.end):
            return end
        below = unmarked_end(text, Span(end, span.end), is_below_title=True)
        if below is not None and (has_subject or TEXT_START.match(text, below) or TOLD.match(text, end)):
            return end
        has_mark = has_subject and regex.search(r"[。；！？]", text[span.start : end]) is not None
        if has_subject and not has_mark and match.group().startswith("的") and BODY_START.match(text, end):
            return end
    return None


def _is_weak(match: regex.Match[str]) -> bool:
    """Tell whether a type is less likely to end a title: 标准 in 高标准农田管护方案的批复, not 的批复."""
    return not match.group().startswith("的")


def _after_title(text: str, span: Span, numbers: Sequence[Span]) -> list[Cut]:
    cuts: list[Cut] = []
    at = span.start
    for number in numbers:
        if number.start >= at and not text[at : number.start].strip(BLANK + "（("):
            at = number.end + (1 if text[number.end : number.end + 1] in ("）", ")") else 0)
            cuts.append((at, "number"))
    if (page_line := _PAGE_LINE.match(text, at, span.end)) is not None:
        own = next((n for n in numbers if page_line.end() <= n.start <= at + 200), None)
        if own is not None and _STOP_ROW.search(text, page_line.end(), own.start) is None:
            # 发布时间：2022-05-20 访问量：342泽财采〔2022〕14号各代理机构：
            return [*cuts, (own.start, "metadata"), (own.end, "number"), *_below_number(text, Span(own.end, span.end))]
        for gap in _PAGE_GAP.find_all(text, page_line.end(), min(span.end, at + 200)):
            below = Span(gap.end(), span.end)
            if addressees_end(text, below) is not None or unmarked_end(text, below) is not None:
                cuts.append((gap.end(), "metadata"))
                at = gap.end()
                break
    return [*cuts, *_addressee_cut(text, Span(at, span.end), is_below_title=True)]


_STOP_ROW = Rule("zone/stop_row", r"[《。；]|根据|按照|各\p{Han}", yes=("根据",), no=("访问量：",))


def _below_number(text: str, span: Span) -> list[Cut]:
    return _addressee_cut(text, span, is_below_title=True)


# What a site prints between title and text, here on one line with them: 发布时间：2023-06-13  来源：水利股.
_PAGE_LINE = Rule(
    "zone/page_line",
    r"[\s，、]*(?:发布时间|发布日期|发表时间|时间|日期|来源|信息来源|文章来源|作者|浏览|点击)(?:次数|数|量)?\s*[:：、，]",
)
_PAGE_GAP = Rule("zone/page_gap", r"\s{1,8}|次|】|小|打印|关闭")
_BREADCRUMB = Rule(
    "zone/breadcrumb",
    r"(?:当前位置|您的位置|您当前的位置|位置)\s*[:：][^\n]{0,120}?(?:正文|详情|内容)\s*"
    r"|(?:[^>\n。：]{1,20}>\s*){1,6}正文\s*|[—\-－–_=一]{4,}\s*",
)


def _addressee_cut(text: str, span: Span, *, is_below_title: bool = False) -> list[Cut]:
    end = addressees_end(text, span)
    if end is None and is_below_title:
        end = unmarked_end(text, span, is_below_title=True)
    return [] if end is None else [(end, "addressees")]
