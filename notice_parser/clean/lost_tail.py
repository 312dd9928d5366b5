"""Attachment note, signature and imprint of a text whose marks are random."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.clean.draft import MARK, Draft, occurrences, own_line
from notice_parser.core.chars import HAN
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

_DATE = (
    r"(?:(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日|[一二][〇零○九]{1}[〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月"
    r"[一二三四五六七八九十]{1,3}日)"
)

SIGNED = Rule(
    "structure/signed",
    rf"(?P<m>,?)(?P<date>{_DATE})(?P<y>,?)(?=$|\n|,?此件|附件|,?抄送|[{HAN}])"
    r"(?!,?印发|会议|召开|前|起|至|到|以[前后来]|之[前后]|下午|上午|第|在|施行|审议|发布|通过|经|后|我|开[始展]|的)",
    yes=("2019年5月6日", ",2019年5月6日"),
    no=("2016年7月", "2019年5月6日前"),
    inside=((",2019年5月6日,此件主动公开,", ",2019年5月6日,"),),
)
SIGNER = Rule(
    "structure/signer",
    rf"(?P<x>,?)(?P<organ>[{HAN}]{{2,40}})(?:,[{HAN}]{{2,30}}代章)?$",
    inside=((",某市财政局", ",某市财政局"), ("日,某市领导小组,某市财政局代章", ",某市领导小组,某市财政局代章")),
    no=("某市,",),
)

TAIL = Rule(
    "structure/tail",
    r"(?P<x>,)(?:联系人|联系电话,|附件,|附件[ ]?1|抄送|特此(?:通知|通报|函告|公告|通告)|联系单位|联系方式)"
    rf"|(?<=[{HAN}0-9])(?P<z>)抄送(?=,)|(?<=[\n,])(?P<y>)附件(?=[0-9]?[,\n])",
    inside=((",联系人,张三", ",联系人"), (",附件,1", ",附件,")),
    no=("见附件", "联系人员"),
)

NOTE = Rule(
    "structure/attachment_note", r"附件,(?=1,)", yes=(), no=("附件1,", "附件,2,"), inside=(("附件,1,甲表2", "附件,"),)
)

COPIED = Rule("structure/copied", r"(?:抄送|抄报)[,：]", yes=("抄送,", "抄报："), no=("抄送各单位",))

ATTACHED = Rule("structure/attached", r"附件[0-9]{0,2}(?=,?$)", yes=("附件1", "附件"), no=("附件1名单",))

PRINTED = Rule(
    "structure/printed",
    rf",?{_DATE},?印发(?P<y>,|(?=\n|$|[{HAN}]))",
    yes=("2021年3月2日印发,", ",2021年3月2日印发"),
    no=("2021年3月印发",),
)

ALONE = Rule("structure/date_alone", r",?(?:抄送|附件[0-9,]|此件)|\n", yes=("抄送", ",此件"), no=("各市", "附件的"))
"""What follows a date that stands without a signer's name, under a seal."""
RULES = (ALONE, SIGNED, SIGNER, TAIL, NOTE, ATTACHED, PRINTED, COPIED)


def mark_signatures(draft: Draft, body: int) -> None:
    """End the lines before and after signer and date."""
    text = draft.text
    head = text[slice(*draft.title)].split("关于")[0].replace(MARK, "")
    for match in SIGNED.find_all(text, body):
        start = _signer_start(text, match.start(), head)
        if start is None:
            if match.end() == len(text) or ALONE.match(text, match.end("date")):
                own_line(draft, match.start("date"), match.end("date"))
            continue
        for place in _joint(text, start, match.start(), head):
            draft.gap(place).breaks, draft.gap(place).mark = True, ""
        before = start - 1 if text[start - 1] in MARK + "\n" else start
        if text[before] != "\n":
            draft.gap(before).breaks = True
        middle = draft.gap(match.start("date") - 1 if match["m"] else match.start("date"))
        middle.breaks, middle.mark = True, ""
        if match.end("date") < len(text) and text[match.end("date")] != "\n":
            after = draft.gap(match.end("date"))
            after.breaks, after.mark = True, ""


def _joint(text: str, start: int, end: int, issuers: str) -> Iterator[int]:
    """Find where the second and later signers of a joint paper begin: each starts with the place of the first."""
    for size in (5, 4, 3):
        place = issuers[:size]
        if place[-1:] in tuple("省市县区州") and place in issuers[size:]:
            at = text.find(place, start + size, end)
            while at > 0:
                yield at - 1 if text[at - 1] == MARK else at
                at = text.find(place, at + size, end)
            return


def _signer_start(text: str, date: int, issuer: str) -> int | None:
    """Find where the signer above a date begins: the issuer of the title, or an organ's name behind a mark."""
    match = SIGNER.search(text, max(0, date - 75), date)
    if match is None:
        return None
    end = match.end("organ")
    window = [i for i in range(max(0, end - 160), end) if text[i] != MARK]
    if len(issuer) > 2 and "".join(text[i] for i in window).endswith(issuer):
        return window[-len(issuer)]
    behind_number = text[max(0, match.start("organ") - 1) : match.start("organ")].isdecimal()
    return match.start("organ") if (match["x"] or behind_number) and is_organ(match["organ"]) else None


def mark_imprint(draft: Draft, body: int) -> None:
    """Give the row of the imprint that says who printed it and when its own line."""
    text = draft.text
    for match in PRINTED.find_all(text, body):
        signer = SIGNER.search(text, max(0, match.start() - 32), match.start())
        if signer is None:
            continue
        start = signer.start("organ")
        for at in (start - 1 if signer["x"] else start, match.end("y") - 1 if match["y"] else match.end("y")):
            if 0 < at < len(text) and text[at] != "\n" and text[at - 1] != "\n":
                draft.gap(at).breaks, draft.gap(at).mark = True, draft.gap(at).mark or ""


def mark_attachment_note(draft: Draft, body: int) -> None:
    """Number the titles of an attachment note and give each its line: 附件,1,甲表2,乙表."""
    for note in NOTE.find_all(draft.text, body):
        at, number = note.end(), 1
        while True:
            found = draft.text.find(f"{number}{MARK}", at, at + 90)
            if found < 0 or (number == 1 and found != at) or "\n" in draft.text[at:found]:
                break
            draft.gap(found + len(str(number))).mark = "."
            if number > 1:
                gap = draft.gap(found - 1 if draft.text[found - 1] == MARK else found)
                gap.breaks, gap.mark = True, ""
            at, number = found + len(str(number)) + 1, number + 1
            _attached(draft, at)


def _attached(draft: Draft, start: int) -> None:
    """Give an attachment's title its own line where it begins: the title from the note stands there again."""
    end = start
    while not draft.is_gap(end) and end - start < 60 and not draft.text[end].isdigit():
        end += 1
    letters = draft.text[start:end]
    if len(letters) > 5:
        for begin, stop in occurrences(draft.text, letters, end)[:1]:
            own_line(draft, begin, stop)
            label = ATTACHED.search(draft.text, max(0, begin - 5), begin)
            if label:
                own_line(draft, label.start(), begin)


def break_before_tails(draft: Draft, body: int) -> None:
    """End the line before contacts, the attachment note, the copy line."""
    for match in TAIL.find_all(draft.text, body):
        if match.start("z") >= 0:
            draft.gap(match.start("z")).breaks = True
            continue
        at = match.start("x") if match.start("x") >= 0 else max(0, match.start("y") - 1)
        if draft.text[at] == MARK and not draft.gap(at).open:
            draft.gap(at).breaks = at > 0 and draft.text[at - 1] != "\n"


COPIES = 200
"""A copy line is no longer."""


def mark_copies(draft: Draft) -> None:
    """Part the organs of a copy line by commas, up to the line that follows: 抄送,某厅,某委."""
    for match in COPIED.find_all(draft.text):
        for at in range(match.end(), min(len(draft.text), match.end() + COPIES)):
            gap = draft.gaps.get(at)
            if draft.text[at] == "\n" or (gap and gap.breaks) or (at in draft.inserted and draft.inserted[at].breaks):
                break
            if gap and gap.mark is None:
                gap.mark = "，"
