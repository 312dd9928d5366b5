"""Paragraph breaks of a document that stands on one line."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.clean.glued_head import TYPES as TITLE_TYPES
from notice_parser.clean.glued_head import find_head, find_joint, issuers_end
from notice_parser.clean.glued_rows import head_rows
from notice_parser.clean.glued_tail import DATE, NOTE, SIGNED_DATE, note_items, repeated_titles, signature_breaks
from notice_parser.clean.model_breaks import likely_breaks
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import HAN
from notice_parser.core.outline import LabelStyle
from notice_parser.core.span import Span
from notice_parser.grammar.numbering import find_labels
from notice_parser.grammar.rule import Rule

LONGEST_HEAD = 400
"""A first line that is longer holds more than a head."""
SHORTEST = 120
"""A shorter line is a paragraph whatever it holds."""


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
PRINTED_DATE = Rule(
    "paragraph/printed_date",
    rf"(?<=[{HAN}][ ]{{0,8}}){DATE}[ ]{{0,4}}印发",
    inside=(("某市政府办公室 2021年2月25日印发", "2021年2月25日印发"),),
    no=("于2021年2月印发", "，2021年2月25日印发"),
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
DISCLOSED = Rule(
    "paragraph/disclosed",
    r"[（(](?:此件[^（）()\n]{2,16}|(?:公开属性：)?(?:主动|依申请|不予)公开)[)）]",
    yes=("（此件公开发布）", "（依申请公开）"),
    no=("（此件）", "主动公开"),
)
FUSED = Rule(
    "paragraph/fused_head",
    rf"(?:特提|特急|加急|平急)[·．.]?明电(?=[{HAN}])|〔(?:19|20)[0-9]{{2}}〕第?[0-9]{{1,5}}号(?=[{HAN}]{{4}}[^\n。；]{{0,120}}(?:{TITLE_TYPES})$)",
    no=("特急·明电", "甲发〔2021〕5号", "甲发〔2021〕5号  签发人：王某"),
    inside=(("甲发〔2021〕5号甲市关于检查的通知", "〔2021〕5号"), ("等级特急·明电甲市", "特急·明电")),
)
RULES = (
    FUSED,
    DISCLOSED,
    LIST_FOLLOWS,
    TAIL_LABEL,
    CONTACT_LABEL,
    PRINTED_DATE,
    PRINTER,
    ATTACHED,
    NOTE_THEN_ATTACHED,
)


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
    lines = list(_glued_lines(text))
    fused = None if lines else _fused_head(text)
    if fused is not None:
        breaks = find_head(text, fused.start, fused.end).breaks
        return _distinct(sorted(_break(text, fused, place) for place in breaks if fused.start < place < fused.end))
    for line in lines:
        places = _places(text, line)
        edits += [_break(text, line, place) for place in sorted(places) if line.start < place < line.end]
        head = find_head(text, line.start, line.end)
        behind = head.end if head.title else line.start  # what rules see of the head is all there is
        likely = (found for found in likely_breaks(text, line, places) if found[0] >= behind)
        edits += [_break(text, line, place, sure) for place, sure in likely]
        edits += [Edit(Span(p, p), " ", "paragraph/joint", 0.85) for p in _joint_issuers(text, line) if p not in places]
    return _distinct(sorted(edits))


def _fused_head(text: str) -> Span | None:
    """Find a first line that holds a telegram's form or a number, and what belongs on the next line behind it."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if not LONGEST_HEAD > end - start > 0:
        return None
    return Span(start, end) if FUSED.search(text, start, end) else None


def _joint_issuers(text: str, line: Span) -> tuple[int, ...]:
    """Find the borders between the issuers of a joint title, which are parted by a blank."""
    title = find_head(text, line.start, line.end).title
    return find_joint(text, title.start, issuers_end(text, title.start, title.end))


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
    places |= {p for note in notes for p in note_items(text, note, line.end)}
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
            places |= set(signature_breaks(text, match, title))
    rows, held = head_rows(text, line)
    places = {p for p in places if not any(h.start < p < h.end for h in held)} | rows
    return places | set(repeated_titles(text, line, title, places))


def _break(text: str, line: Span, place: int, sure: float = 0.85) -> Edit:
    """Put a line end at a place, instead of the blanks that stand there."""
    start = end = place
    while start > line.start and text[start - 1] in " \t\u3000":
        start -= 1
    while end < line.end and text[end] in " \t\u3000":
        end += 1
    return Edit(Span(start, end), "\n", "paragraph/break", round(sure, 2))


def _distinct(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.span.start > kept[-1].span.end or edit.span.start > kept[-1].span.start:
            if kept and edit.span.start < kept[-1].span.end:
                continue
            kept.append(edit)
    return kept
