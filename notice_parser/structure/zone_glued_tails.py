"""Signatures, notes and attached documents that are glued to the running text."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from notice_parser.core.span import Span
from notice_parser.grammar.dates import find_dates
from notice_parser.grammar.organs import is_organ, is_short_for, squeezed, without_seal
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_rules import BLANK

# ---- tails -------------------------------------------------------------------------------------------------------

_TAIL_MARK = Rule(
    "zone/tail_mark",
    r"(?<![见及和与（(《“、按如])附\s?件\s?(?:\d{1,2}\s?)?[:：](?=\s?\S)|抄\s?[送报]\s?[:：]|抄[送报][，、。](?=\p{Han}{2,16}[局厅委办室部司院会企府关、，])|(?<=[。；）)！\d\p{Han}])[（(]?此件(?:主动公开|公开发布|依申请公开|不予公开)",
)
# 联系电话：5551350 and the date behind it: …55513502021年6月24日.
_PHONE_DATE = Rule("zone/phone_date", r"(?<=\d{7})(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$")
_NOTE_END = Rule("zone/note_end", r"此件(?:主动公开|公开发布|依申请公开|不予公开)\s*[）)。.]*")
_NAME_BACK = Rule("zone/name_back", r"[\p{Han}（）()“”·]+[ \u3000]*$")


def cut_tail(text: str, span: Span, issuers: Sequence[str], titles: Sequence[str]) -> list[int]:
    """Find where signature, date, attachment note, copies and attached documents begin and end inside a line.

    ``issuers`` are names that the head gives, ``titles`` those of announced attachments.
    """
    cuts: list[int] = []
    for match in _TAIL_MARK.find_all(text, span.start + 1, span.end):
        cuts.append(match.start())
        if (note := _NOTE_END.match(text, match.start() + (text[match.start()] in "（("), span.end)) is not None:
            cuts.append(note.end())
    for date in find_dates(text, span.start, span.end):
        # 2024.9.12 signs only at the very end; elsewhere it may be a version or a number of parts.
        if date.rule == "date/full" or date.span.end == span.end:
            cuts += _signature_cuts(text, span, date.span, issuers)
    if (glued := _PHONE_DATE.search(text, max(span.start, span.end - 40), span.end)) is not None:
        cuts.append(glued.start())
    for title in titles:
        cuts += _title_cuts(text, span, title, tuple(cuts))
    return sorted(set(cuts))


_AFTER_DATE = Rule(
    "zone/after_date",
    r"\s*(?:[。.，,]?\s*$|[，,。.]?\s*[（(]?此件|附\s?件|附\s?[:：表]|抄\s?[送报]|主题词|[（(](?:联系|此件|信息|公开|发)"
    r"|印\s?发\s*(?:$|附|[（(])|[（(]?主动公开|共印"
    # A site's footer, or the printing office with its own date.
    r"|上一篇|下一篇|主办|版权|扫一扫|打印|分享|责任编辑|关闭|【|(?=\p{Han}{4,30}[\s\u3000]*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*印))",
)


_GOES_ON = Rule(
    "zone/date_goes_on",
    r"\s?(?:印发|下发|制发|颁|发[布出]|公布|转发|批[准复转]|召开|通过|作出|出台|修[订改]|制定|以[来前后]|之?[前后](?!\s?附)|起|至|的|会议|在|向|对|就|与|和)",
    inside=(("发布的办法", "发布"), ("召开会议", "召开")),
    no=("附件：名单", "抄送：市政府"),
)
"""What follows a date in a sentence: 省政府2026年3月5日印发的办法."""


def _signature_cuts(text: str, span: Span, date: Span, issuers: Sequence[str]) -> list[int]:
    start = organ_before(text, span.start, date.start, issuers)
    after = _AFTER_DATE.match(text, date.end, span.end)
    if start is None:
        is_alone = text[date.end : date.end + 2] in ("抄送", "附件") or text[
            max(0, date.start - 4) : date.start
        ].rstrip()[-1:] in ("。", "！")
        return [date.start, date.end] if after and is_alone else []
    name = without_seal(text[start : date.start].strip(BLANK + "，,、。."))
    is_known = any(name == squeezed(k) or is_short_for(name, k) or is_near(name, k) for k in issuers)
    if after is None and (not is_known or _GOES_ON.match(text, date.end, span.end)):
        return []
    if text[date.end : date.end + 2] == "印发":
        return [start, date.end + 2]
    return [start, date.start, date.end]


_SEAL = Rule("zone/seal_note", r"[（(，,、。 ][^（）()，。、]{2,30}(?:代章|印章|盖章|公章)[）)]?$")
LIST_ITEM = Rule(
    "zone/list_item", r"(?:(?<!代)表|清单|台账|方案|名单|回执|目录|预案|意见稿|样表|统计表|要点|模板)(?=\p{Han}{2})"
)


_SENTENCE = Rule(
    "zone/signer_sentence",
    r"(?:[报送驻给由]|归(?![国侨])|交(?![通警易投管运口流])|联系|负责|属于|设在)\p{Han}{2,24}[。；;]$",
    inside=(("县人民政府驻石桥镇。", "驻石桥镇。"), ("问题及时报市水务局。", "报市水务局。")),
    no=("榆川市水务局。", "榆川市交通运输局。", "县人民政府驻石桥镇"),
)
"""What ends with an organ's or a place's name and with a full stop is a sentence, where it says what is done."""


def is_sentence(content: str) -> bool:
    """Tell whether a line that ends with a name is a sentence: 问题及时报市水务局。."""
    return _SENTENCE.search(content) is not None


def organ_before(text: str, low: int, end: int, issuers: Sequence[str]) -> int | None:
    """Find where the names of organs begin that end at ``end``; a name known from the head is taken first."""
    stop = end
    while stop > low and text[stop - 1] in BLANK + "，,、。.?":
        stop -= 1
    if (seal := _SEAL.search(text, max(low, stop - 36), stop)) is not None:
        stop = seal.start()
    start = _known_start(text, low, stop, issuers)
    if start is None:
        start = _organ_start(text, low, stop)
    if start is None or text[max(low, start - 1) : start] not in (" ", "\u3000", "?"):
        return start
    # 保卫处  后勤管理处 2025年…: several signers with blanks between them.
    before = organ_before(text, max(low, start - 60), start, issuers)
    return start if before is None else before


def _known_start(text: str, low: int, stop: int, issuers: Sequence[str]) -> int | None:
    for name in sorted(issuers, key=len, reverse=True):
        for length in (len(name), len(name) - 1, len(name) + 1):
            if stop - length >= low and is_near(text[stop - length : stop], name):
                return stop - length
    starts = (_short_form_start(text, low, stop, name) for name in issuers)
    return next((s for s in starts if s is not None), None)


def _organ_start(text: str, low: int, stop: int) -> int | None:
    match = _NAME_BACK.search(text, max(low, stop - 60), stop)
    if match is None:
        return None
    # 附件：寒假前安全自查表保卫处: the last item of a list runs into the signer.
    start = max((m.end() for m in LIST_ITEM.find_all(text, match.start(), stop)), default=match.start())
    if text[start] in "日号" and text[max(low, start - 1) : start].isdigit():
        start += 1
    return start if is_organ(text[start:stop]) else None


def _short_form_start(text: str, low: int, stop: int, full: str) -> int | None:
    """Go back while the characters stand in the full name in this order: …51783306省发展改革委."""
    at, left = stop, len(full)
    while at > low:
        left = full.rfind(text[at - 1], 0, left)
        if left < 0:
            break
        at -= 1
    return at if is_short_for(text[at:stop], full) else None


def is_near(name: str, known: str) -> bool:
    """Tell whether two names differ in at most one character in ten: 妥全生产 for 安全生产."""
    if name == known:
        return True
    if len(known) < 6 or abs(len(name) - len(known)) > 1 or name[0] != known[0]:
        return False
    if len(name) == len(known):
        return sum(a != b for a, b in zip(name, known, strict=True)) <= max(1, len(known) // 10)
    short, full = sorted((name, known), key=len)
    rest = iter(full)
    return all(char in rest for char in short)


def _title_cuts(text: str, span: Span, title: str, cuts: Sequence[int]) -> list[int]:
    """Find an announced title behind a printed 附件, or where a cut has been made (…此件主动公开。某某制度)."""
    letters = [c for c in title if c.isalnum()]
    if len(letters) < 6:
        return []
    found: list[int] = []
    for match in regex.finditer(r"附\s?件\s?\d?\s?" + loose(letters), text, pos=span.start, endpos=span.end):
        found += [match.start(), match.end()]
    opening = regex.compile(r"[^\p{L}\p{N}\n]{0,3}" + loose(letters))
    for cut in cuts:
        if (opened := opening.match(text, cut, span.end)) is not None:
            found.append(opened.end())
    return found


def loose(letters: Sequence[str]) -> str:
    """Give a pattern for these letters with stray marks between them."""
    return r"[^\p{L}\p{N}\n]{0,2}".join(regex.escape(c) for c in letters) + r"[）〉》)]?"


RULES = (_SENTENCE, _GOES_ON)
