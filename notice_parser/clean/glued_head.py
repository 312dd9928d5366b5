"""The head of a notice whose paragraphs run together: masthead, number, title, addressees."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from notice_parser.clean.glued_form import form_end
from notice_parser.clean.site_rows import site_rows, trail_end
from notice_parser.core.chars import HAN
from notice_parser.core.span import Span
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

REACH = 700
"""How far into the text the head may reach; long lists of addressees take some 500 characters."""

TYPES = (
    "通知|通报|公告|通告|决定|意见|报告|请示|批复|公报|决议|命令|议案|纪要|电报|复函|函"
    "|方案|办法|规定|细则|制度|倡议书|邀请函|联系函|公示"
)

TITLE_END = Rule(
    "head/title_end",
    rf"(?:的|工作)(?:紧急|补充|预备|联合|工作)?(?P<x>{TYPES})(?P<y>[（(](?!(?:19|20)[0-9]{{2}}[)）])[^（）()\n]{{1,24}}[)）])?"
    r"(?![》”’」的》要精和及与、,，。书件发中栏上下后前电]|工作|规定|等|文件|收悉)",
    no=("的通知》要求", "的通知要求", "发布公告栏", "关于意见的"),
    inside=(
        ("关于检查的通知各市", "的通知"),
        ("的复函甲函〔", "的复函"),
        ("的函（2026）甲函", "的函"),
        ("工作联系函青禾公司", "工作联系函"),
        ("检查工作方案为落实", "工作方案"),
    ),
)
NUMBER = Rule(
    "head/number",
    r"〔(?:19|20)[0-9]{2}〕第?[0-9]{1,5}号",
    yes=("〔2021〕13号", "〔2021〕第13号"),
    no=("（2021）13号", "〔2021〕号"),
)
COURT_NUMBER = Rule(
    "head/court_number",
    rf"[（(〔](?:19|20)[0-9]{{2}}[)）〕][{HAN}0-9]{{1,12}}号",
    yes=("（2026）甲法函17号", "(2024)甲01执保5号"),
    no=("（2021年）5号", "〔2021〕"),
)
MACHINE = Rule(
    "head/machine_number", rf"[{HAN}]{{1,2}}机发(?:[0-9]{{1,6}})?号?", yes=("鲁机发号", "甲机发12号"), no=("甲机关发",)
)
CODE_BORDER = Rule(
    "head/code_border",
    rf"文件|电报|(?<!明)发电|(?:委员会|管理局|人民政府|办公室|办公厅|考试院|领导小组|指挥部|集团|公司|大学|学院|学校|中学|协会|总局|办事处|工委)(?=.{{3,10}}$)"
    rf"|(?<=[省市县区])(?:[{HAN}]{{2,6}})[局厅院](?=.{{3,7}}$)|(?:{TYPES})(?=.{{4}})|特急|加急|平急|特提|机密|秘密|绝密|[^{HAN}A-Za-z]",
    inside=(("财政厅文件清财会", "文件"), ("的通知云府办发", "通知")),
    no=("清财会", "明发电", "国办函"),
)
PUBLISHED = Rule(
    "head/published",
    r"[ \t\u3000]{0,20}+(?:(?:当前|您的|现在)?位置[：:][^\n：:。]{0,80}?(?:正文|>[ ]?(?=关于))"
    r"|(?:发布|发表|更新)(?:时间|日期)[：:](?:[^\n。浏点阅访]|点(?!击)){0,90}+"
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?[：:][ ]?[0-9]{0,7}[ ]?次?)",
    yes=("当前位置：首页 > 文件 > 正文", "发布时间：2025-02-17　　来源：总务处　　浏览次数：312"),
    no=("关于位置的通知", "发布时间：2025-02-17"),
)
MASTHEAD = Rule(
    "head/masthead",
    rf"(?P<x>[{HAN}（） ]{{4,60}}?(?:文件|(?<!明)发电|电报|内部明电))(?!》|的|精神|要求|规定|资料|材料|下载|汇编|柜)",
    no=("下发文件的", "《文件》", "重要文件精神"),
    inside=(("清岚省财政厅文件清财会", "清岚省财政厅文件"),),
)
URGENCY = Rule(
    "head/urgency",
    r"(?:特急|加急|平急|特提|绝密|机密|秘密)(?:★[0-9一二三五十]{0,3}年?)?",
    yes=("特急", "机密★1年"),
    no=("急件",),
)
TITLE_WORDS = Rule(
    "head/title_words",
    rf"(?:{TYPES})(?:[（(][^（）()\n]{{1,24}}[)）])?$",
    no=("通知各县", "检查"),
    inside=(("安全检查通报", "通报"), ("的通知（试行）", "通知（试行）")),
)
_TITLED = Rule(
    "head/titled",
    rf"(?m)(?:通[ 　]{{0,3}}知|公[ 　]{{0,3}}告|通[ 　]{{0,3}}报|{TYPES})(?:[（(][^（）()\n]{{1,24}}[)）])?[ 　]*$",
    yes=("通 知", "通知（试行）"),
    no=("通知如下：",),
)
"""A line before that ends as titles do: the title stands by itself already."""
ISSUES = Rule(
    "head/issues",
    r"关于|印发|转发|批转|发布|公布",
    yes=("关于", "印发"),
    no=("发文",),
    inside=(("甲局印发《关于", "印发"),),
)
"""What stands behind the issuers of a title."""
PLACE = Rule("head/place", rf"[{HAN}]{{1,7}}?[省市县区州盟旗镇乡]", yes=("云汀市", "望潭县"), no=("教育局",))
RULES = (
    TITLE_WORDS,
    COURT_NUMBER,
    MACHINE,
    ISSUES,
    PLACE,
    PUBLISHED,
    _TITLED,
    TITLE_END,
    NUMBER,
    CODE_BORDER,
    MASTHEAD,
    URGENCY,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Places of the head inside a line: where something new begins, and the title's span (empty when not found)."""

    breaks: tuple[int, ...]
    title: Span
    end: int


def find_head(text: str, start: int, end: int) -> Head:
    """Find where the parts of the head begin in a line whose paragraphs run together.

    >>> line = "某省财政厅文件某财会〔2021〕13号某省财政厅关于做好检查的通知各市财政局：为做好检查"
    >>> head = find_head(line, 0, len(line))
    >>> head.title.of(line), [line[p:p + 4] for p in head.breaks]
    ('某省财政厅关于做好检查的通知', ['某财会〔', '某省财政', '各市财政', '为做好检'])
    """
    reach = min(end, start + REACH)
    breaks: list[int] = []
    at = _masthead(text, _preface(text, start, end, breaks), reach, breaks)
    if _TITLED.search(text, max(0, start - 400), start):
        return Head(tuple(breaks), Span(start, start), at)
    rows = site_rows(text, at, reach)
    if rows and not text[at : rows.start].strip():
        breaks.append(rows.end)
        at, rows = _masthead(text, rows.end, reach, breaks), None
    title = Span(at, at)
    if rows and TITLE_WORDS.search(text[at : rows.start].rstrip()):
        title = Span(at, rows.start)
        breaks += [rows.start, rows.end]
        again = title.of(text).strip()
        at = rows.end
        if text.startswith(again, at):
            breaks.append(at + len(again))
            title, at = Span(at, at + len(again)), at + len(again)
    else:
        title_end = _title_end(text, at, reach)
        if title_end is None:
            return Head(tuple(breaks), Span(start, start), at)
        breaks.append(title_end)
        title, at = Span(at, title_end), title_end
    at = _number_line(text, at, reach, breaks)
    at = _behind_title(text, at, reach, breaks)
    colon = _addressees_end(text, at, reach)
    if colon is not None:
        breaks.append(colon)
        at = colon
    return Head(tuple(breaks), title, at)


def _preface(text: str, start: int, end: int, breaks: list[int]) -> int:
    """Pass over what stands before a head: a site's trail and date of publishing, a telegram's form, the urgency."""
    at = start
    published = PUBLISHED.match(text, at, min(end, at + 300))
    after = published.end() if published else trail_end(text, at, end)
    for place in (after, form_end(text, after, end)):
        if place > at:
            at = place
            breaks.append(at)
    urgency = URGENCY.match(text, at, end)
    if urgency:
        at = urgency.end()
        breaks.append(at)
    return at


def _masthead(text: str, at: int, reach: int, breaks: list[int]) -> int:
    """Pass over masthead, number and the fields beside it: 签发人：甲某."""
    masthead = MASTHEAD.match(text, at, min(reach, at + 70))
    if masthead:
        at = masthead.end()
        breaks.append(at)
    for _ in range(3):
        behind = _number_line(text, at, reach, breaks)
        after = form_end(text, behind, reach)
        if after == at:
            break
        if after > behind:
            breaks.append(after)
        at = after
    return at


def _behind_title(text: str, at: int, reach: int, breaks: list[int]) -> int:
    """Pass over a site's rows between the title's number and the addressees."""
    rows = site_rows(text, at, min(reach, at + 200))
    if rows is None or text[at : rows.start].strip():
        return at
    breaks.append(rows.end)
    return _number_line(text, rows.end, reach, breaks)


def _number_line(text: str, at: int, reach: int, breaks: list[int]) -> int:
    """Find the document number that stands here, behind a masthead without 文件 too; give the place behind it."""
    while at < reach and text[at] in " \u3000":
        at += 1
    court = COURT_NUMBER.match(text, at, min(reach, at + 30))
    if court:
        breaks.append(court.end())
        return court.end()
    number = NUMBER.search(text, at, min(reach, at + 70))
    if not number:
        return at
    code = _begins_code(text, number.start(), at)
    joints = find_joint(text, at, code) if code != at else ()
    if code != at and not all(is_organ(name) for name in _parted(text, at, joints, code)):
        return at
    machine = MACHINE.match(text, number.end(), reach)
    breaks += [*joints, code, number.end()] if code != at else [number.end()]
    if machine:
        breaks.append(machine.end())
    return (machine or number).end()


def _parted(text: str, start: int, joints: tuple[int, ...], end: int) -> list[str]:
    borders = [start, *joints, end]
    return [text[a:b].strip() for a, b in pairwise(borders)]


def _begins_code(text: str, number: int, at: int) -> int:
    """Find where the agency code before a number begins, not before ``at``."""
    begins = max(at, number - 14)
    for border in CODE_BORDER.find_all(text, begins, number):
        if border.end() < number - 1:
            begins = border.end()
    return begins


def _title_end(text: str, start: int, reach: int) -> int | None:
    """Find the end of the title: the last type word, outside quotation, before the addressees' colon or a sentence."""
    first: int | None = None
    last: int | None = None
    for match in TITLE_END.find_all(text, start, min(reach, start + 220)):
        if _is_quoted(text, start, match.start("x")):
            continue
        if first is None:
            first = match.end()
        elif any(m in text[first : match.end()] for m in "。：:；"):
            break
        last = match.end()
    if last is None or first is None or any(m in text[start:first] for m in "。；"):
        return None
    return last if _addressees_end(text, last, reach) is not None else first


def _is_quoted(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return any(before.count(a) > before.count(b) for a, b in ("《》", "〈〉", "“”", "（）"))


def _addressees_end(text: str, at: int, reach: int) -> int | None:
    """Find the end of the addressees: behind the first colon, when no sentence ends before it."""
    for i in range(at, reach):
        if text[i] in "：:":
            return i + 1 if i - at >= 2 and "\n" not in text[at:i] else None
        if text[i] in "。；！\n":
            return None
    return None


def find_joint(text: str, start: int, end: int) -> tuple[int, ...]:
    """Find where the second and later of several issuers without a blank between them begin, by their common place.

    >>> title = "云汀市教育局云汀市水利局关于检查的通知"
    >>> find_joint(title, 0, title.find("关于"))
    (6,)
    """
    party = 2 * text.startswith("中共", start)  # 中共甲省委办公厅甲省人民政府办公厅
    place = PLACE.match(text, start + party, max(start + party, end))
    if not place:
        return ()
    places = []
    at = text.find(place.group(), place.end(), end)
    while at > 0:
        begins = at - 2 if text.startswith("中共", at - 2) else at
        if text[begins - 1] in "局会厅部室司院府委处署":
            places.append(begins)
        at = text.find(place.group(), at + 1, end)
    return tuple(places)


def issuers_end(text: str, start: int, end: int) -> int:
    """Find where the issuers of a title end; ``start`` where it names none.

    >>> issuers_end("甲县教育局印发《关于检查的方案》的通知", 0, 20)
    5
    """
    issues = ISSUES.search(text, start, end)
    return issues.start() if issues else start
