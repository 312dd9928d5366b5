"""Catalogue rows above a notice: 索引号, 文号, 成文日期, 发布机构."""

from __future__ import annotations

from dataclasses import dataclass

from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule

KEY = Rule(
    name="metadata/key",
    pattern=(
        r"(?<!\p{Han})(?:(?P<index>(?:信\s*息\s*)?索\s*引\s*号)|(?P<number>文\s*号|发\s*文\s*字\s*号|发\s*文\s*号|文\s*件\s*编\s*号)"
        r"|(?P<issued>成\s*文\s*日\s*期|发\s*文\s*日\s*期|生\s*成\s*日\s*期|制\s*发\s*日\s*期|印\s*发\s*日\s*期)"
        r"|(?P<published>发\s*布\s*日\s*期|发\s*布\s*时\s*间|公\s*开\s*日\s*期|发\s*表\s*时\s*间|发\s*表\s*日\s*期|日\s*期|时\s*间)"
        r"|(?P<issuer>发\s*布\s*机\s*构|发\s*文\s*机\s*[关构]|发\s*文\s*单\s*位|公\s*开\s*机\s*构|制\s*发\s*机\s*关)"
        r"|(?P<title>标\s*题|名\s*称|信\s*息\s*名\s*称|文\s*件\s*名\s*称)|(?P<disclosure>公\s*开\s*方\s*式|公\s*开\s*属\s*性|公\s*开\s*类\s*型)"
        r"|(?P<other>分\s*类|信\s*息\s*分\s*类|主\s*题\s*分\s*类|所\s*属\s*主\s*题|主\s*题\s*词|体\s*裁|有\s*效\s*性|文\s*件\s*有\s*效\s*性|公\s*开\s*时\s*限|公\s*开\s*范\s*围|来\s*源|信\s*息\s*来\s*源"
        r"|文\s*章\s*来\s*源|稿\s*件\s*来\s*源|作\s*者|发\s*布\s*者|发\s*布\s*人|浏\s*览\s*次\s*数|浏\s*览\s*量|浏\s*览|浏\s*览\s*字\s*号|点\s*击\s*数?|点\s*击\s*次\s*数|阅\s*读\s*数?|访\s*问\s*次\s*数|人\s*气|字\s*体|字\s*号"
        r"|责\s*任\s*编\s*辑|编\s*辑|生\s*效\s*日\s*期|废\s*止\s*日\s*期|失\s*效\s*日\s*期|施\s*行\s*日\s*期|内\s*容\s*概\s*述|内\s*容\s*概\s*览|关\s*键\s*词|发\s*布\s*机))"
        r"\s*[:：|】\]]\s*\|?"
    ),
    inside=(("索 引 号： | 0000", "索 引 号： |"), ("文 号 | 某发", "文 号 | "), ("发布时间：2018", "发布时间：")),
    no=("编号管理", "会议时间安排", "日期另行通知"),
)
RULES = (KEY,)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the catalogue: its kind (index, number, issued, published, issuer, title, disclosure) and value."""

    kind: str
    value: Span


def metadata_rows(outline: Outline) -> list[Row]:
    """List the catalogue entries that have a value, in reading order."""
    text = outline.text
    rows: list[Row] = []
    for zone in outline.zones_of(ZoneKind.METADATA, ZoneKind.HEAD, ZoneKind.FURNITURE):
        if zone.span.start > 6000:
            continue
        keys = list(KEY.find_all(text, zone.span.start, zone.span.end))
        for i, match in enumerate(keys):
            end = keys[i + 1].start() if i + 1 < len(keys) else zone.span.end
            value = _value(text, Span(match.end(), max(match.end(), end)))
            kind = match.lastgroup or ""
            if len(value) and kind != "other":
                rows.append(Row(kind, value))
    return rows


def _value(text: str, span: Span) -> Span:
    value = strip_span(text, span, " \t\u3000\xa0\r\n|【】[]")
    for mark in ("\n", "|", "  "):
        at = text.find(mark, value.start, value.end)
        if at >= 0:
            value = Span(value.start, at)
    return strip_span(text, value, " \t\u3000\xa0\r\n|·；;")
