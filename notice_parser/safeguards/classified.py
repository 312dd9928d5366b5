"""Stops at a paper that is marked as a state secret.

保守国家秘密法 keeps papers marked 绝密, 机密 or 秘密 off ordinary computers. The mark stands in the head of the first
page (GB/T 9704-2012, 7.2.2): a level, and behind a star for how long. 保守国家秘密 in running text is none.
"""

from __future__ import annotations

from notice_parser.core.outline import Outline
from notice_parser.core.span import Span
from notice_parser.errors import ExitCode, NoticeError
from notice_parser.fields.marks import read_classification
from notice_parser.grammar.rule import Rule

HEAD_LINES = 15
"""So many printed lines of the first page may stand before the mark: letterhead, copy number, who gets it."""

_LEVEL = r"(?:绝\s?密|机\s?密|秘\s?密)"
_STAR = r"[★☆✩✪✭⭐*＊※]"
_PERIOD = r"(?:长\s?期|永\s?久|启用前|解密前|\d{1,2}\s?(?:年|个?月|日|天)|[一二三四五六七八九十]{1,3}(?:年|个月))"

STARRED = Rule(
    name="classified/starred",
    # The star says what it is even where lines ran together: 000012机密★1年特急.
    pattern=rf"(?:(?<!\p{{Han}})|(?<=[急提号级])){_LEVEL}\s?{_STAR}\s?{_PERIOD}?",
    yes=("秘密★1年", "机密★", "绝密☆长期", "机 密★10年", "秘密*6个月", "绝密★启用前"),
    inside=(("000012机密★1年特急", "机密★1年"),),
    no=("保守国家秘密", "商业秘密★", "秘密1年"),
)
ALONE = Rule(
    name="classified/alone",
    # The star is lost or misread: 秘密1年, 机密?10年, 密级：机密.
    pattern=(
        rf"^\W{{0,6}}(?:(?:№|No\.?)?\s?\d{{4,7}}\W{{0,4}})?(?:密\s?级\W{{0,3}})?{_LEVEL}(?:级)?\W{{0,3}}(?:[A-Za-z]\W?)?"
        rf"{_PERIOD}?\W{{0,4}}(?:(?:特\s?急|加\s?急|特\s?提|平\s?急)\W{{0,3}})?$"
    ),
    yes=("秘密1年", "机密", "密级：机密", "【绝密】", "000012 机密?10年 特急", "密级：秘密（1年）", "秘密级"),
    no=("保守国家秘密", "密级：普通", "秘密文件管理办法", "机密级以上", "1年", "商业秘密"),
)
RULES = (STARRED, ALONE)


class ClassifiedSourceError(NoticeError):
    """The paper bears a mark of state secrecy, so nothing of it is written anywhere."""

    exit_code = ExitCode.CLASSIFIED
    advice = (
        "A paper marked 绝密, 机密 or 秘密 does not belong on an ordinary computer (保守国家秘密法): take it off "
        "and tell whoever is in charge of secrecy. --allow-classified goes on where the mark is wrong or was lifted."
    )


def find_mark(outline: Outline) -> Span | None:
    """Find the mark of secrecy in the head of the first page, in the restored text."""
    field, _ = read_classification(outline)
    if field.value is not None:
        return field.evidence.spans[0]
    for span in _head(outline):
        for match in STARRED.find_all(outline.text, span.start, span.end):
            return Span(*match.span())
        line = span.of(outline.text)
        if ALONE.fullmatch(line.strip()) is not None:
            return span
    return None


def refuse_classified(outline: Outline) -> None:
    """Stop at a marked paper; the message names the level, nothing else of the text.

    Raises:
        ClassifiedSourceError: there is a mark in the head of the first page.
    """
    span = find_mark(outline)
    if span is None:
        return
    said = "".join(span.of(outline.text).split())
    level = next(level for level in ("绝密", "机密", "秘密") if level in said)
    raise ClassifiedSourceError(f"the paper is marked {level}")


def _head(outline: Outline) -> list[Span]:
    pages = outline.clean.source.pages
    end = outline.clean.alignment.to_clean(pages[0].span).end if len(pages) > 1 else len(outline.text)
    printed = (line.span for line in outline.lines if line.span.start < end and line.span.of(outline.text).strip())
    return [span for span, _ in zip(printed, range(HEAD_LINES), strict=False)]
