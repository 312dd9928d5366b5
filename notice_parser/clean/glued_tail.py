"""The end of a notice whose paragraphs run together: attachment note, signature, attached documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from regex import Match

from notice_parser.core.chars import HAN
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

DATE = (
    r"(?:(?:19|20)[0-9]{2}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日"
    r"|(?:19|20)[0-9]{2}[.．][0-9]{1,2}[.．][0-9]{1,2}(?![0-9.])"
    r"|[一二][〇零九][〇零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_TAIL = r"[ ]*(?:$|\n|附件|附：|抄送|主送|[（(]此件|[（(]公开|[（(]联系|[（(]主动|主动公开|联系人|主题词|印发)"

SIGNED_DATE = Rule(
    "paragraph/signed_date",
    rf"(?P<date>{DATE})(?P<after>{_TAIL}|(?=[{HAN}]))",
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

TITLE_NOUN = Rule(
    "paragraph/title_noun",
    r"表|台账|名单|方案|清单|名册|模板|样式|范本|须知|目录|格式|指南|回执|二维码|示意图|流程图|简介|汇总|说明|标准|要点",
    yes=("表", "回执"),
    no=("某市财政局", "办公室"),
)

NOTE = Rule("paragraph/note", r"附件[：:]", yes=("附件：",), no=("附件1",))

NOTE_ITEM = Rule(
    "paragraph/note_item",
    r"(?<![0-9.])(?P<number>[1-9][0-9]?)(?:[.．、](?![0-9](?![0-9]{3}年))|[.](?=20[0-9]{2}年))",
    yes=("1.", "2、"),
    no=("1.5", "2021年"),
    inside=(("表2.2020年名单", "2."),),
)

ISSUED = Rule(
    "paragraph/issued",
    r"(?:印发|发布|转发|下发)(?:《(?P<quoted>[^《》\n]{5,60})》|(?P<plain>[^《》，。\n]{5,60}))的(?:通知|函|公告|意见)",
    yes=("印发《某省检查工作制度（试行）》的通知", "印发某省检查工作制度的通知"),
    no=("印发通知",),
)

ATTACHED_LABEL = Rule(
    "paragraph/attached_label",
    r"附件[ ]?[0-9一二三四五六七八九十]{0,2}[ ：:]?$",
    yes=("附件1", "附件"),
    no=("附件1名单",),
)

RULES = (SIGNED_DATE, ORGAN_BEFORE, ORGAN_END, TITLE_NOUN, NOTE, NOTE_ITEM, ISSUED, ATTACHED_LABEL)

_BEFORE_SIGNER = ("", *"。；）”：. \n0123456789")
ITEM_NUMBER = re.compile(r"^(?:附件[：:])?[ ]*(?:[0-9]{1,2}[.、．][ ]*)?")


def note_items(text: str, note: int, end: int) -> Iterator[int]:
    """Find where the second and later titles of an attachment note begin: 附件：1.甲表2.乙表3.丙表."""
    expected = 1
    for match in NOTE_ITEM.find_all(text, note, min(end, note + 1500)):
        if int(match["number"]) == expected and (expected > 1 or match.start() <= note + 2):
            if expected > 1:
                yield match.start()
            expected += 1
        elif expected == 1:
            return


def signature_breaks(text: str, match: Match[str], title: str) -> tuple[int, ...]:
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


def repeated_titles(text: str, line: Span, title: str, places: set[int]) -> Iterator[int]:
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
