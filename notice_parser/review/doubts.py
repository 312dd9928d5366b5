"""What was read but may be wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from notice_parser.core.alignment import CleanText
from notice_parser.core.evidence import DOUBTFUL, Evidence
from notice_parser.core.notice import Finding, Notice
from notice_parser.core.source import ReadBy
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

INTERNAL = Rule(
    name="doubt/internal",
    # Alone on a line of the head: no state secret, but not for everybody either.
    pattern=(
        r"^[\s【（(]{0,4}(?:内部(?:资料|文件|材料|使用|传阅)?|工作秘密)"
        r"(?:[★☆*][^\n]{0,6}|[\s，,·]{0,3}(?:注意保存|注意保密|不得外传|请勿外传|妥善保管))?[\s】）)]{0,4}$"
    ),
    yes=("内部资料", "内部文件　注意保存", "工作秘密", "工作秘密★1年", "【内部使用】"),
    no=("内部控制", "内部审计", "工作秘密管理办法", "各内部机构"),
)
ALIKE = Rule(
    name="doubt/letters_alike",
    # What OCR cannot tell apart and no word decides: a one among letters, l and o among figures.
    pattern=r"(?<![0-9])1(?=[a-z_])(?=[^@]*@)|(?<=[0-9])[lo](?=[0-9@])|(?<=[a-z])0(?=[a-z])(?=[^@]*@)",
    inside=(("z1k@a.cn", "1"), ("12l4@a.cn", "l"), ("yj0b@a.cn", "0")),
    no=("zlk@a.cn", "wang01@a.cn", "2021jy@a.cn", "jy@21cn.com", "office@163.com"),
)
RULES = (INTERNAL, ALIKE)
_HEAD_LINES = 15
_HEAVY = 0.05
"""Share of the visible characters that were replaced, above which a person should compare with the paper."""
_UNREADABLE = re.compile(r"\ufffd+|\?{4,}|？{4,}")


def find_doubts(notice: Notice) -> Iterator[Finding]:
    """Name the values of low confidence, stretches that cannot be read, heavy restoration, and marks of secrecy."""
    clean = notice.outline.clean
    yield from _uncertain_values(notice)
    yield from _letters_alike(notice)
    unreadable = tuple(Span(*hit.span()) for hit in _UNREADABLE.finditer(clean.text))
    if unreadable:
        yield Finding("unreadable", f"有{len(unreadable)}处文字无法辨认", unreadable)
    for damage in clean.damage:
        if damage.is_lost and damage.spans:
            yield Finding(damage.kind, f"有{len(damage.spans)}处{damage.words}，请对照原件", damage.spans)
    share = restored_share(clean)
    if share > _HEAVY:
        yield Finding("heavy_restoration", f"原文损坏较重：{share:.0%}的字符经过修复，请对照原件核对")
    told = [damage.words for damage in clean.damage if not damage.is_lost]
    if told:
        yield Finding("damage", f"原文受损：{'、'.join(dict.fromkeys(told))}")
    if notice.classification.value is not None:
        message = f"标有密级“{notice.classification.value}”，不得在非涉密计算机上处理"
        yield Finding("classified", message, notice.classification.evidence.spans)
    for line in notice.outline.lines[:_HEAD_LINES]:
        if INTERNAL.fullmatch(said := line.span.of(clean.text).strip()) is not None:
            yield Finding("internal", f"标有“{said}”，请按规定范围传阅，不得公开", (line.span,))


def restored_share(clean: CleanText) -> float:
    """Give the share of the source's visible characters that edits replaced or put in.

    Blanks do not count, nor what is the same character in another width or form (``,`` and ``，``), nor what was only
    taken away: page numbers, menus, markup.
    """
    text, changed = clean.source.text, 0
    for block in clean.alignment.blocks:
        before, after = _essence(block.before.of(text)), _essence(block.after.of(clean.text))
        if after and before != after:
            changed += max(len(before), len(after))
    return changed / max(1, len("".join(text.split())))


def _essence(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _letters_alike(notice: Notice) -> Iterator[Finding]:
    """Name recognised addresses in which 1 and l, or 0 and o, may stand for each other."""
    if not any(page.read_by is ReadBy.OCR for page in notice.outline.clean.source.pages):
        return
    for contact in notice.contacts:
        for mail in contact.emails:
            if ALIKE.search(mail) is not None:
                message = f"邮箱{mail}由图像识别得来，其中的1和l、0和o难以分辨，请对照原件"
                yield Finding("letters_alike", message, contact.evidence.spans)


def _uncertain_values(notice: Notice) -> Iterator[Finding]:
    for name, evidences in (
        ("标题", [notice.title.evidence]),
        ("发文字号", [notice.document_number.evidence]),
        ("发文机关", [field.evidence for field in notice.issuers]),
        ("主送机关", [field.evidence for field in notice.addressees]),
        ("成文日期", [notice.issue_date.evidence]),
        ("附件", [field.evidence for field in notice.attachments]),
        ("联系方式", [contact.evidence for contact in notice.contacts]),
        ("时限", [deadline.evidence for deadline in notice.deadlines]),
    ):
        yield from _uncertain(notice.outline.clean, name, evidences)


def _uncertain(clean: CleanText, name: str, evidences: Iterable[Evidence]) -> Iterator[Finding]:
    """Name the values of which the rule, or the recognition of their lines, or both together are unsure."""
    sure = [(e, e.confidence * clean.recognised(e.spans)) for e in evidences if e.rule]
    doubtful = [evidence for evidence, confidence in sure if confidence < DOUBTFUL]
    if doubtful:
        least = min(confidence for _, confidence in sure)
        count = f"{len(doubtful)}项" if len(doubtful) > 1 else ""
        spans = tuple(span for evidence in doubtful for span in evidence.spans)
        yield Finding("low_confidence", f"{name}{count}把握不大（可信度{least:.2f}）", spans)
