"""Paragraph breaks of a document that stands on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from regex import Match

from notice_parser.clean.glued_head import find_head, find_joint
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import HAN
from notice_parser.core.outline import LabelStyle
from notice_parser.core.span import Span
from notice_parser.grammar.numbering import find_labels
from notice_parser.grammar.rule import Rule

SHORTEST = 120
"""A shorter line is a paragraph whatever it holds."""

_DATE = (
    r"(?:(?:19|20)[0-9]{2}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日"
    r"|(?:19|20)[0-9]{2}[.．][0-9]{1,2}[.．][0-9]{1,2}(?![0-9.])"
    r"|[一二][〇零九][〇零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_TAIL = r"[ ]*(?:$|\n|附件|附：|抄送|主送|[（(]此件|[（(]公开|[（(]联系|[（(]主动|主动公开|联系人|主题词|印发)"

LIST_FOLLOWS = Rule(
    "paragraph/list_follows",
    r"(?:如下|下列(?:事项|要求|问题)|以下(?:事项|要求|意见))[：:]",
    yes=("如下：", "以下要求："),
    no=("如下。", "以下简称："),
)
TAIL_LABEL = Rule(
    "paragraph/tail_label",
    r"(?<![，、工])(?P<x>)(?:附件[ ]{0,2}[：:]|附[：:](?=[0-9《])|联系(?:人|单位|方式|电话)[：:]|联[ ]系[ ]人[：:]"
    r"|抄送[：:]|主题词[：:]|抄[ ]送[：:]"
    r"|[（(](?:此件|联系人|主动公开|信息公开|公开属性)"
    r"|特此(?:通知|函告|公告|通告|通报|函复|函达|复函|报告|批复|致函)[。，.]?)",
    no=("附件一", "见附件", "工作联系人名单", "（联系）"),
    inside=(("执行。附件：名单", "附件："), ("严肃追责。特此通知。", "特此通知。")),
)
CONTACT_LABEL = Rule(
    "paragraph/contact_label",
    rf"(?<=[0-9{HAN}A-Za-z）])(?<!联系|电子|固定|办公|传真|值班|咨询|监督|举报|服务|热线|应急|投诉|报名|协会|指定)(?P<x>)(?:联系电话|电话|传真|(?:电子)?(?:邮箱|邮件|信箱)|联系方式|手机|地址|通[讯信]地址|邮[政]?编[码]?)[：:]",
    no=("。电话：", "电话号码", "指定邮箱。", " 联系电话："),
    inside=(("程某某联系方式：0531", "联系方式："), ("010-5550001传真：", "传真：")),
)
SIGNED_DATE = Rule(
    "paragraph/signed_date",
    rf"(?P<date>{_DATE})(?P<after>{_TAIL}|(?=[{HAN}]))",
    yes=("2021年2月25日", "二〇二一年二月二十五日"),
    no=("2021年2月25日，已有", "2021年2月"),
)
ORGAN_BEFORE = Rule(
    "paragraph/organ_before",
    rf"(?:[{HAN}]|[（(][{HAN}]{{1,12}}[）)]|[ ]){{2,60}}$",
    inside=(("做好。某市财政局", "某市财政局"), ("12号（某局代章）", "号（某局代章）")),
    no=("做好。", "截至5"),
)
ORGAN_END = Rule(
    "paragraph/organ_end",
    r"(?:政府|委员会|委|办公室|办公厅|厅|局|部|署|院|会|中心|公司|学校|大学|学院|中学|小学|处|科|室|站|所|队|组|团|集团|街道办事处|指挥部|管委会"
    r"|财政|协会|党组|支部|[（(][^（）()]{2,30}代章[）)])[ ]*$",
    no=("自", "截至", "于", "《", "通过"),
    inside=(("某市财政局", "局"),),
)
PRINTED_DATE = Rule(
    "paragraph/printed_date",
    rf"(?<=[{HAN}][ ]{{0,8}}){_DATE}[ ]{{0,4}}印发",
    inside=(("某市政府办公室 2021年2月25日印发", "2021年2月25日印发"),),
    no=("于2021年2月印发", "，2021年2月25日印发"),
)
TITLE_NOUN = Rule(
    "paragraph/title_noun",
    r"表|台账|名单|方案|清单|名册|模板|样式|范本|须知|目录|格式|指南|回执|二维码|示意图|流程图|简介|汇总|说明|标准|要点",
    yes=("表", "回执"),
    no=("某市财政局", "办公室"),
)
PRINTER = Rule("paragraph/printer", rf"[{HAN}]{{4,30}}[ ]{{0,8}}$", yes=("某市政府办公室 ",), no=("某市。",))
ATTACHED = Rule(
    "paragraph/attached",
    r"(?<=[。日）号发：；表单册图例])(?P<x>)附件"
    r"(?:[ ]?[0-9一二三四五六七八九十]{0,2}(?P<y>)(?![0-9：:，,。、）)》])|[1-9](?P<z>)(?=20[0-9]{2}[^0-9]))",
    no=("见附件1）", "附件：", "按附件1填写", "（附件2）"),
    inside=(("2020年10月20日附件1报名表", "附件1"), ("3日附件12020年报名表", "附件1")),
)
NOTE_THEN_ATTACHED = Rule(
    "paragraph/note_then_attached",
    r"附件[：:][ ]?(?P<title>[^。；：:\n]{4,60}?)(?P<x>)附件[ ]?[0-9一]?(?P<y>)(?P=title)(?P<z>)",
    yes=("附件：工作要点附件工作要点", "附件：工作要点附件1工作要点"),
    no=("附件：工作要点", "附件：要点附件名单要点"),
)
ISSUED = Rule(
    "paragraph/issued",
    r"(?:印发|发布|转发|下发)(?:《(?P<quoted>[^《》\n]{5,60})》|(?P<plain>[^《》，。\n]{5,60}))的(?:通知|函|公告|意见)",
    yes=("印发《某省检查工作制度（试行）》的通知", "印发某省检查工作制度的通知"),
    no=("印发通知",),
)
NOTE = Rule("paragraph/note", r"附件[：:]", yes=("附件：",), no=("附件1",))
ATTACHED_LABEL = Rule(
    "paragraph/attached_label",
    r"附件[ ]?[0-9一二三四五六七八九十]{0,2}[ ：:]?$",
    yes=("附件1", "附件"),
    no=("附件1名单",),
)
DISCLOSED = Rule(
    "paragraph/disclosed",
    r"[（(](?:此件[^（）()\n]{2,16}|(?:公开属性：)?(?:主动|依申请|不予)公开)[)）]",
    yes=("（此件公开发布）", "（依申请公开）"),
    no=("（此件）", "主动公开"),
)
NOTE_ITEM = Rule(
    "paragraph/note_item",
    r"(?<![0-9.])(?P<number>[1-9][0-9]?)(?:[.．、](?![0-9](?![0-9]{3}年))|[.](?=20[0-9]{2}年))",
    yes=("1.", "2、"),
    no=("1.5", "2021年"),
    inside=(("表2.2020年名单", "2."),),
)
RULES = (
    DISCLOSED,
    NOTE_ITEM,
    LIST_FOLLOWS,
    TAIL_LABEL,
    CONTACT_LABEL,
    SIGNED_DATE,
    ORGAN_BEFORE,
    ORGAN_END,
    PRINTED_DATE,
    PRINTER,
    TITLE_NOUN,
    ATTACHED,
    NOTE_THEN_ATTACHED,
    ISSUED,
    NOTE,
    ATTACHED_LABEL,
)

_BEFORE_SIGNER = ("", *"。；）”：. \n0123456789")
ITEM_NUMBER = re.compile(r"^(?:附件[：:])?[ ]*(?:[0-9]{1,2}[.、．][ ]*)?")

_CERTAIN_LABELS = frozenset(
    {
        LabelStyle.CHAPTER,
        LabelStyle.SECTION,
        LabelStyle.ARTICLE,
        LabelStyle.HAN,
        LabelStyle.HAN_BRACKETED,
        LabelStyle.DIGIT,
        LabelStyle.DIGIT_BRACKETED,
    }
)


def fix_glued_paragraphs(text: str) -> list[Edit]:
    r"""Break a document that stands on one line into its paragraphs.

    OCR archives keep the marks and lose the line ends. Breaks go where the form of a notice says so: round the
    masthead, the number, the title and the addressees, before numbered parts, the attachment note, contacts, signature
    and date, the copy line. Sentences of running text are not parted, and neither is a document that has its line ends.

    >>> from notice_parser.clean.fix import mended
    >>> line = "关于检查的通知各市财政局：为做好检查，现将事项通知如下：一、检查时间。3月1日起。二、检查方式。"
    >>> line += "现场检查。" * 20
    >>> mended(line, fix_glued_paragraphs(line)).split("\n")[:4]
    ['关于检查的通知', '各市财政局：', '为做好检查，现将事项通知如下：', '一、检查时间。3月1日起。']
    """
    edits: list[Edit] = []
    for line in _glued_lines(text):
        places = _places(text, line)
        edits += [_break(text, line, place) for place in sorted(places) if line.start < place < line.end]
        edits += [Edit(Span(p, p), " ", "paragraph/joint", 0.85) for p in _joint_issuers(text, line) if p not in places]
    return _distinct(sorted(edits))


def _joint_issuers(text: str, line: Span) -> tuple[int, ...]:
    """Find the borders between the issuers of a joint title, which are parted by a blank."""
    title = find_head(text, line.start, line.end).title
    return find_joint(text, title.start, text.find("关于", title.start, title.end))


def _glued_lines(text: str) -> Iterator[Span]:
    """List the lines that hold a document: more than half of all there is, and long."""
    at = 0
    total = len(text.strip())
    for raw in text.split("\n"):
        if len(raw) >= SHORTEST and len(raw) * 2 > total:
            yield Span(at, at + len(raw))
        at += len(raw) + 1


def _places(text: str, line: Span) -> set[int]:
    head = find_head(text, line.start, line.end)
    title = head.title.of(text)
    places = set(head.breaks)
    labels = [label for label in find_labels(text, head.end, line.end) if label.style in _CERTAIN_LABELS]
    notes = [m.end() for m in NOTE.find_all(text, head.end, line.end)]
    places |= {p for note in notes for p in _note_items(text, note, line.end)}
    places |= {label.span.start for label in labels} - set(notes)
    places |= {m.end() for m in LIST_FOLLOWS.find_all(text, head.end, line.end)}
    for rule in (TAIL_LABEL, CONTACT_LABEL, ATTACHED, NOTE_THEN_ATTACHED):
        for match in rule.find_all(text, head.end, line.end):
            places |= {match.start(group) for group in ("x", "y", "z") if group in match.re.groupindex}
            if match.group().startswith("特此"):
                places.add(match.end())
    places |= {m.end() for m in DISCLOSED.find_all(text, head.end, line.end)}
    printed = list(PRINTED_DATE.find_all(text, head.end, line.end))
    for match in printed:
        printer = PRINTER.search(text, max(line.start, match.start() - 38), match.start())
        places |= {match.end()} | ({printer.start()} if printer else set())
    for match in SIGNED_DATE.find_all(text, head.end, line.end):
        if not any(m.start() < match.end("date") <= m.end() for m in printed):
            places |= set(_signature(text, match, title))
    return places | set(_repeated_titles(text, line, title, places))


def _signature(text: str, match: Match[str], title: str) -> tuple[int, ...]:
    """Judge whether a date is the one under the signature; give the breaks round signer and date."""
    end = match.start()
    window = text[max(0, end - 60) : end]
    organ = ORGAN_BEFORE.search(window)
    if organ is None:
        return ()
    signer = organ.group()
    start = end - len(signer)
    issuer = title.split("关于")[0].strip() if "关于" in title else ""
    at = signer.rfind(issuer) if len(issuer) > 2 else -1
    if at < 0 and len(issuer) > 2:
        at = signer.rfind(issuer[:2])
    if at < 0 and NOTE.search(text, max(0, start - 300), end):
        # 2.实践报告模板某学院2024年9月12日: the last title of the note runs into the signer.
        titles_end = [m.end() for m in TITLE_NOUN.find_all(signer) if len(signer) - m.end() > 2]
        if titles_end and ORGAN_END.search(signer):
            return (start + titles_end[-1], match.start("date"), match.end("date"))
    signed = at >= 0 or bool(ORGAN_END.search(signer) and text[start - 1 : start] in _BEFORE_SIGNER)
    if signed:
        return (start + max(at, 0), match.start("date"), match.end("date"))
    # 2.报名回执表2020年10月20日抄送：no signer but a seal; what follows shows that the date stands alone.
    return match.span("date") if match["after"].strip() and match["after"].strip() != "印发" else ()


def _note_items(text: str, note: int, end: int) -> Iterator[int]:
    """Find where the second and later titles of an attachment note begin: 附件：1.甲表2.乙表3.丙表."""
    expected = 1
    for match in NOTE_ITEM.find_all(text, note, min(end, note + 1500)):
        if int(match["number"]) == expected and (expected > 1 or match.start() <= note + 2):
            if expected > 1:
                yield match.start()
            expected += 1
        elif expected == 1:
            return


def _repeated_titles(text: str, line: Span, title: str, places: set[int]) -> Iterator[int]:
    """Find where an attachment begins: its title, known from the note or from 印发《…》, stands there again.

    The number before it goes with it: 附件12020年…报名表 is 附件1 and the title 2020年…报名表.
    """
    titles: list[str] = []
    issued = ISSUED.search(title)
    if issued:
        titles.append(issued["quoted"] or issued["plain"])
    behind = line.start + len(title)
    ordered = sorted(places)
    for note in NOTE.find_all(text, line.start, line.end):
        for begin, stop in pairwise([p for p in (*ordered, line.end) if p >= note.start()][:20]):
            entry = text[begin:stop].strip()
            item = ITEM_NUMBER.sub("", entry)
            if begin != note.start() and item == entry:
                break
            titles.append(item)
            behind = max(behind, stop)
    for known in titles:
        at = _unquoted(text, known, behind, line.end) if 5 < len(known) < 61 else -1
        if at > 0:
            yield at
            yield at + len(known)
            label = ATTACHED_LABEL.search(text, max(line.start, at - 6), at)
            if label:
                yield label.start()


def _unquoted(text: str, known: str, start: int, end: int) -> int:
    """Find where a title stands by itself, not in 《》 and not as a part of a sentence (…的通知)."""
    at = text.find(known, start, end)
    while at > 0 and (text[at - 1] in "《〈“" or text[at + len(known) : at + len(known) + 1] in tuple("》〉”的")):
        at = text.find(known, at + len(known), end)
    return at


def _break(text: str, line: Span, place: int) -> Edit:
    """Put a line end at a place, instead of the blanks that stand there."""
    start = end = place
    while start > line.start and text[start - 1] in " \t\u3000":
        start -= 1
    while end < line.end and text[end] in " \t\u3000":
        end += 1
    return Edit(Span(start, end), "\n", "paragraph/break", 0.85)


def _distinct(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.span.start > kept[-1].span.end or edit.span.start > kept[-1].span.start:
            if kept and edit.span.start < kept[-1].span.end:
                continue
            kept.append(edit)
    return kept
