"""Marks in the head and under the date: 份号, 密级, 紧急程度, 签发人, 公开属性."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from notice_parser.core.evidence import Field, Status
from notice_parser.core.notice import Classification, Disclosure
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span
from notice_parser.fields.grounded import grounded
from notice_parser.fields.metadata import Row
from notice_parser.grammar.rule import Rule

CLASSIFICATION = Rule(
    name="mark/classification",
    # On a line of its own in the head: 秘密★1年. Never 保守国家秘密 in running text.
    pattern=r"(?<![\p{Han}])(?P<level>绝密|机密|秘密)(?:\s*[★☆*，,、.·]\s*(?P<period>长期|\d{1,2}\s*(?:年|个月)|[一二三四五六七八九十]{1,2}年)|(?![\p{Han}]))",
    yes=("秘密★1年", "机密", "绝密★长期"),
    no=("保守国家秘密", "秘密级文件", "商业秘密保护"),
)
URGENCY = Rule(
    name="mark/urgency",
    pattern=r"(?<![\p{Han}])(?:(?:紧急程度|等级)\s*[:：]?\s*)?"
    r"(?:(?P<level>特[ \u3000]{0,4}[提急]|[加平][ \u3000]{0,4}急)"
    r"(?=$|[\s·•。，★☆\n]|明电|\p{Han}{1,8}发|\p{Han}{3,40}文件)"
    r"|(?P<level>紧[ \u3000]{0,4}急|急[ \u3000]{0,4}件|急)(?=$|[\s★☆]))",
    yes=("特急", "等级 特急", "加急", "紧急", "急", "紧急程度：紧急", "特 急", "急件"),
    no=("加急处理", "情况特急的", "非特急", "紧急通知", "急救", "应急"),
)
COPY_NUMBER = Rule(
    name="mark/copy_number",
    pattern=r"(?m)^[ \t\u3000]{0,40}+(?:№|No\.?)?[ \t\u3000]{0,8}(?P<number>\d{6})"
    r"(?=\s*$|\s*(?:秘密|机密|绝密|特急|加急))",
    yes=("000017", "№000017"),
    no=("250101号", "0000171"),
)
SIGNATORY = Rule(
    name="mark/signatory",
    pattern=(
        r"(?:签\s*发\s*人?|签批盖章|签发盖章)\s*[:：\s]\s*"
        r"(?P<names>[\p{Han}·]{2,4}(?:[ 　、]+[\p{Han}·]{2,4}){0,4})"
    ),
    yes=("签发人：王小明", "签批盖章　方启衡", "签发人：王小明 李四平"),
    no=("签发后", "请签发。"),
)
DISCLOSURE = Rule(
    name="mark/disclosure",
    pattern=(
        r"(?:此件|本件|信息公开选项|公开方式|公开属性|公开形式|信息公开形式|公开选项|公开类别|公开类型)\s*+[:：]?\s*+(?P<how>主动公开|公开发布|予以公开|(?:向)?社会公开|依申请公开|不予公开|不公开|免予公开|删减后公开)"
        r"|^\s*+[（(]?\s*+(?P<how>主动公开|依申请公开|不予公开)\s*+[）)]?\s*+$"
    ),
    yes=("此件公开发布", "此件社会公开", "公开方式：主动公开", "（依申请公开）"),
    no=("主动公开政府信息", "请将此件转发"),
)
RULES = (CLASSIFICATION, URGENCY, COPY_NUMBER, SIGNATORY, DISCLOSURE)

_HOW = {
    "主动公开": Disclosure.OPEN,
    "公开发布": Disclosure.OPEN,
    "予以公开": Disclosure.OPEN,
    "社会公开": Disclosure.OPEN,
    "向社会公开": Disclosure.OPEN,
    "删减后公开": Disclosure.OPEN,
    "依申请公开": Disclosure.ON_REQUEST,
    "不予公开": Disclosure.NOT_OPEN,
    "不公开": Disclosure.NOT_OPEN,
    "免予公开": Disclosure.NOT_OPEN,
}


def head_matches(outline: Outline, rule: Rule) -> list[regex.Match[str]]:
    """Find a rule in the head of the main text."""
    return [
        match
        for zone in outline.zones_of(ZoneKind.HEAD)
        if outline.document_at(zone.span.start) == 0
        for match in rule.find_all(outline.text, zone.span.start, zone.span.end)
    ]


def read_classification(outline: Outline) -> tuple[Field[Classification], Field[str]]:
    """Read 密级 and its period, in the head only."""
    for match in head_matches(outline, CLASSIFICATION):
        level = grounded(
            outline, Classification(match["level"]), (Span(*match.span("level")),), "classification/head", 0.97
        )
        if match["period"] is None:
            return level, Field.absent()
        return level, grounded(outline, match["period"], (Span(*match.span("period")),), "classification/period", 0.95)
    return Field.absent("版头没有密级"), Field.absent()


def read_urgency(outline: Outline) -> Field[str]:
    """Read 紧急程度, in the head only; 紧急通知 in a title is none."""
    for match in head_matches(outline, URGENCY):
        level = "".join(match["level"].split())
        return grounded(outline, level, (Span(*match.span("level")),), "urgency/head", 0.97)
    return Field.absent("版头没有紧急程度")


def read_copy_number(outline: Outline) -> Field[str]:
    """Read 份号 at the very top."""
    for match in head_matches(outline, COPY_NUMBER):
        return grounded(outline, match["number"], (Span(*match.span("number")),), "copy_number/head", 0.9)
    return Field.absent()


def read_signatories(outline: Outline) -> tuple[Field[str], ...]:
    """Read who signed for issue."""
    fields: list[Field[str]] = []
    for match in head_matches(outline, SIGNATORY):
        at = match.start("names")
        for name in regex.finditer(r"[\p{Han}·]+", match["names"]):
            span = Span(at + name.start(), at + name.end())
            fields.append(grounded(outline, name.group(), (span,), "signatory/head", 0.9))
    return tuple(fields)


def read_disclosure(outline: Outline, rows: Sequence[Row]) -> Field[Disclosure]:
    """Read 公开属性 under the date, in the imprint or in the catalogue."""
    text = outline.text
    for zone in outline.zones_of(ZoneKind.NOTE, ZoneKind.IMPRINT, ZoneKind.SIGNATURE, ZoneKind.FURNITURE):
        for line in (ln.span for ln in outline.lines if zone.span.overlaps(ln.span)):
            own = Span(max(line.start, zone.span.start), min(line.end, zone.span.end))
            if (match := DISCLOSURE.search(own.of(text))) is not None:
                span = Span(own.start + match.start("how"), own.start + match.end("how"))
                said = _HOW[match["how"]]
                inferred = None if said == match["how"] else Status.INFERRED
                return grounded(outline, said, (span,), "disclosure/note", 0.97, status=inferred)
    for row in rows:
        if row.kind == "disclosure" and (how := _HOW.get(row.value.of(text).strip())) is not None:
            return grounded(outline, how, (row.value,), "disclosure/metadata", 0.85)
    return Field.absent("没有公开属性的标注")
