"""A text whose marks are random, as document libraries give it: restored from its structure.

Letters and digits are right and so is where a mark stands; which mark it was and all brackets are lost. Numbered parts,
the head, the signature and citations say what stood there; the rest is judged by the words on either side.
"""

from __future__ import annotations

from notice_parser.clean import lost_brackets, lost_marks
from notice_parser.clean.draft import MARK, Draft
from notice_parser.clean.garble import has_random_marks
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import HAN
from notice_parser.core.outline import LabelStyle
from notice_parser.grammar.numbering import Label, find_labels
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

_TYPES = "通知|通报|公告|通告|决定|意见|函|批复|请示|报告|公报|决议|命令|纪要"
_DATE = (
    r"(?:(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日|[一二][〇零○九]{1}[〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月"
    r"[一二三四五六七八九十]{1,3}日)"
)

TITLE = Rule(
    "structure/head_title",
    rf"[^\n]{{4,160}}?(?:的|工作)(?:紧急|补充)?(?:{_TYPES})(?:,(?:试行|暂行)(?=,))?(?=,?[{HAN}]{{2,14}},?(?:19|20)[0-9]{{2}},[0-9]{{1,5}}号"
    r"|\n|,?(?:各|市|县|区|省|有关|局|机关|公司|全|本|国务院|中央|驻|学|院|集团|相关|人民|校)|,?(?:为|根据|按照|现将|近日|经|随着|当前|你))",
    inside=(("某省关于印发制度,试行,的通知云府,2019,34号", "某省关于印发制度,试行,的通知"),),
    no=("的通知要求", "请示"),
)
BODY_CUE = Rule(
    "structure/body_cue",
    r"^(?:现|为|根据|按照|近日|近期|近年|经|随着|当前|今年|针对|鉴于|依据|遵照|最近|[0-9]{1,2}月|(?:19|20)[0-9]{2}年|日前|去年|自(?!治)|目前|由于|接|你|我|据|一段|最|第[0-9一二三四五])"
    r"|(?:方案|办法|制度|规定|意见|要点|细则|预案)$|已经",
    inside=(("现将有关事项", "现"), ("9月13日至15日", "9月")),
    no=("各市人民政府", "省政府直属各单位"),
)
MEMBER = Rule(
    "structure/addressee",
    r"^(?:各|有关|相关|市直|省直|县直|区直|镇直|局属|机关|直属|驻|辖区|全[省市县校]|省[^,]{1,20}(?:单位|部门)|[^,]{1,3}$"
    r"|自治[县区州]).{0,40}$|(?:单位|部门|政府|企业|学校|公司)$",
    inside=(("各区县安全生产委员会", "各区县安全生产委员会"), ("镇直各单位", "镇直各单位"), ("市", "市")),
    no=("统筹推进工作的意见",),
)
SIGNED = Rule(
    "structure/signed",
    rf"(?:(?P<x>,)|(?P<glued>))(?P<organ>[{HAN}]{{2,40}})(?P<m>,?)(?P<date>{_DATE})(?P<y>,?)(?=$|\n|,?此件|附件|,?抄送|[{HAN}])",
    inside=((",云汀省人民政府2019年5月6日,此件主动公开,", ",云汀省人民政府2019年5月6日,"),),
    no=("于2016年7月",),
)
ISSUED = Rule(
    "structure/issued",
    r"(?:印发|发布|转发|下发),?(?P<title>[^\n]{4,70}?),?的(?:通知|函|公告|意见)",
    inside=(("关于印发,某省检查制度,试行,的通知", "印发,某省检查制度,试行,的通知"),),
    no=("印发通知",),
)
TAIL = Rule(
    "structure/tail",
    r"(?P<x>,)(?:联系人|联系电话,|附件,|附件[ ]?1|抄送|特此(?:通知|通报|函告|公告|通告)|联系单位|联系方式)"
    r"|(?<=[。\n,])(?P<y>)附件(?=[0-9]?[,\n])",
    inside=((",联系人,张三", ",联系人"), (",附件,1", ",附件,")),
    no=("见附件", "联系人员"),
)
RULES = (TITLE, BODY_CUE, MEMBER, SIGNED, ISSUED, TAIL)

_LABELS = frozenset(
    {LabelStyle.HAN, LabelStyle.HAN_BRACKETED, LabelStyle.DIGIT, LabelStyle.DIGIT_BRACKETED, LabelStyle.ARTICLE}
)
HEADING = 20
"""A heading of the first level is seldom longer."""


def fix_random_marks(text: str) -> list[Edit]:
    """Restore the marks, brackets and paragraphs of a text whose marks are random; leave every other text alone."""
    if not has_random_marks(text):
        return []
    draft = Draft.of(text)
    body = _head(draft)
    labels = [
        label for label in find_labels(draft.text, body, noisy=True) if label.style in _LABELS | {LabelStyle.ORDINAL}
    ]
    lost_marks.mark_numbers(draft)
    _known_titles(draft, body)
    _signatures(draft, body)
    lost_brackets.bracket_titles(draft)
    lost_brackets.bracket_numbers(draft)
    lost_brackets.bracket_asides(draft)
    _write_labels(draft, labels)
    lost_brackets.quote_slogans(draft)
    for match in TAIL.find_all(draft.text, body):
        at = match.start("x") if match.start("x") >= 0 else match.start("y")
        draft.gap(at).breaks = at == 0 or draft.text[at - 1] != "\n"
    lost_marks.mark_running_text(draft)
    return draft.edits()


def _head(draft: Draft) -> int:
    """Decide title, number and addressees; give the place where the body begins."""
    match = TITLE.match(draft.text)
    if not match:
        return 0
    at = _ends_line(draft, match.end())
    number = lost_brackets.DOCUMENT_NUMBER.match(draft.text, at)
    if number:
        at = _ends_line(draft, number.end())
    return _addressees(draft, at)


def _ends_line(draft: Draft, at: int) -> int:
    """End a line at a place; give where the next begins."""
    if at >= len(draft.text):
        return at
    if draft.text[at] == "\n":
        return at + 1
    gap = draft.gap(at)
    gap.breaks, gap.mark = True, gap.mark or ""
    return at + 1 if at in draft.gaps else at


def _addressees(draft: Draft, start: int) -> int:
    at, stop = start, min(len(draft.text), start + 600)
    ends: list[int] = []
    while at < stop:
        end = at
        while end < len(draft.text) and not draft.is_gap(end):
            end += 1
        words = draft.text[at:end]
        if BODY_CUE.search(words) or not (MEMBER.search(words) or is_organ(words)):
            break
        ends.append(end)
        at = end + 1
        if end < len(draft.text) and draft.text[end] == "\n":
            break
    if not ends or ends[-1] >= len(draft.text):
        return start
    for begin, end in zip([start - 1, *ends], ends, strict=False):
        words, follows = draft.text[begin + 1 : end], draft.text[end + 1 : end + 12]
        if draft.text[end] == MARK:
            draft.gap(end).mark = (
                "、" if len(words) <= 4 and not words.endswith(("局", "部门", "单位")) and follows else "，"
            )
    last = draft.gap(ends[-1])
    last.mark = "："
    if draft.text[ends[-1]] != "\n":
        last.breaks = True
    return ends[-1] + 1


def _known_titles(draft: Draft, body: int) -> None:
    """Write the title of the document that is issued: in 《》 where it is cited, on its own line where it begins."""
    issued = ISSUED.search(draft.text, 0, max(body, 200))
    if not issued:
        return
    name = issued["title"]
    if draft.text[issued.start("title") - 1] == MARK and "," not in name:
        _enclose_known(draft, issued.start("title") - 1, issued.end("title"))
    letters = name.replace(",", "")
    for start, end in _occurrences(draft.text, letters, max(body, issued.end())):
        before = draft.text[max(0, start - 8) : start].rstrip(",")
        if lost_brackets.OPENER.search(before) or (
            draft.text[end : end + 1] == MARK and draft.text[end + 1 : end + 3] in ("已经", "印发", "的要")
        ):
            if draft.is_gap(start - 1) and draft.is_gap(end):
                _enclose_known(draft, start - 1, end)
        elif start > body + 20:
            _own_line(draft, start, end)


def _enclose_known(draft: Draft, opening: int, closing: int) -> None:
    if draft.text[opening : opening + 1] == MARK:
        draft.gap(opening).open += "《"
        draft.gap(opening).mark = draft.gap(opening).mark or ""
    else:
        draft.gap(opening + 1).open += "《"
    draft.gap(closing).close += "》"
    draft.gap(closing).mark = ""


def _own_line(draft: Draft, start: int, end: int) -> None:
    for at in (start - 1 if draft.text[start - 1] in MARK + "\n" else start, end):
        if at < len(draft.text) and draft.text[at] != "\n":
            gap = draft.gap(at)
            gap.breaks = True
            gap.mark = gap.mark or ""


def _occurrences(text: str, letters: str, start: int) -> list[tuple[int, int]]:
    """Find where letters stand with any marks between them; the search is linear in the text."""
    positions = [i for i in range(start, len(text)) if text[i] != MARK]
    bare = "".join(text[i] for i in positions)
    found = []
    at = bare.find(letters)
    while at >= 0:
        found.append((positions[at], positions[at + len(letters) - 1] + 1))
        at = bare.find(letters, at + len(letters))
    return found


def _signatures(draft: Draft, body: int) -> None:
    issuer = draft.text[: draft.text.find("关于")] if 0 < draft.text.find("关于") < 60 else ""
    for match in SIGNED.find_all(draft.text, body):
        organ = match["organ"]
        start = match.start("organ")
        at = organ.rfind(issuer) if len(issuer) > 2 else -1
        if at < 0 and not (match["x"] and is_organ(organ)):
            continue
        start += max(at, 0)
        before = start - 1 if draft.text[start - 1] in MARK + "\n" else start
        if draft.text[before] != "\n":
            draft.gap(before).breaks = True
        middle = draft.gap(match.start("date") - 1 if match["m"] else match.start("date"))
        middle.breaks, middle.mark = True, ""
        if match.end("date") < len(draft.text) and draft.text[match.end("date")] != "\n":
            after = draft.gap(match.end("date"))
            after.breaks, after.mark = True, ""


def _write_labels(draft: Draft, labels: list[Label]) -> None:
    text = draft.text
    for index, label in enumerate(labels):
        start, end = label.span.start, label.span.end
        before = (
            draft.gap(start - 1)
            if start and text[start - 1] == MARK
            else None
            if start == 0 or text[start - 1] == "\n"
            else draft.gap(start)
        )
        if label.style is LabelStyle.ORDINAL:
            if before is not None and before.mark is None:
                before.mark = "。"
            continue
        _write_number(draft, label)
        if before is not None:
            before.breaks = True
            if before.mark is None:
                before.mark = "" if index and _is_bare_heading(draft, labels[index - 1], start) else None
        _heading(draft, label, labels[index + 1].span.start if index + 1 < len(labels) else len(text), end)


def _write_number(draft: Draft, label: Label) -> None:
    start, end = label.span.start, label.span.end
    mark = draft.gaps.get(end - 1)
    if mark is None:
        mark = draft.gap(end)
    bracketed = label.style in (LabelStyle.HAN_BRACKETED, LabelStyle.DIGIT_BRACKETED)
    if bracketed and label.text.startswith("（") and draft.text[start] != "（":
        if start and draft.text[start - 1] == MARK:
            draft.gap(start - 1).open += "（"
        else:
            draft.gap(start).open += "（"
        mark.close, mark.mark, mark.breaks = "）", "", False
    elif label.style in (LabelStyle.HAN, LabelStyle.DIGIT):
        mark.mark, mark.breaks = label.text[-1], False


def _is_bare_heading(draft: Draft, label: Label, end: int) -> bool:
    """A part of the first level that holds nothing but its heading ends without a mark."""
    words = draft.text[label.span.end : end].strip(MARK + "\n")
    return label.style is LabelStyle.HAN and len(words) <= HEADING + 6 and "\n" not in words


def _heading(draft: Draft, label: Label, following: int, end: int) -> None:
    """End a short heading: a line after 一、, a full stop after （一）; a period behind it goes in brackets."""
    first = end
    while not draft.is_gap(first):
        first += 1
    if first >= min(following - 1, len(draft.text)) or draft.text[first] == "\n":
        return
    period = lost_marks.PERIOD.match(draft.text, first)
    length = first - end
    if period and length <= 12 and period.end() < following:
        draft.gap(first).open, draft.gap(first).mark = "（", ""
        draft.gap(period.start("y")).close, draft.gap(period.start("y")).mark = "）", "。"
    elif label.style is LabelStyle.HAN and label.level == 1 and length <= HEADING:
        if not _is_bare_heading(draft, label, following) and draft.gap(first).mark is None:
            draft.gap(first).breaks, draft.gap(first).mark = True, ""
    elif label.style is LabelStyle.HAN_BRACKETED and 3 <= length <= 14 and draft.gap(first).mark is None:
        draft.gap(first).mark = "。"
