"""标题 and 文种."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from notice_parser.core.evidence import Candidate, Field, Status
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span
from notice_parser.fields.grounded import best, candidate, grounded
from notice_parser.fields.metadata import Row
from notice_parser.grammar.document_number import find_document_numbers
from notice_parser.grammar.rule import Rule

STATUTORY = "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|纪要"
# What a paper calls itself where it is none of the statutory types; the longer name first.
OTHERS = (
    "通知书|告知书|建议书|意见书|责任书|承诺书|倡议书|说明书|实施细则|方案|制度|办法|规定|细则|规则|条例|规程|规范|标准"
    "|指南|指引|预案|计划|规划|要点|措施|清单|目录|大纲|章程|公约|守则|提示|公示|简报|快报|总结|须知|答复|启事|声明|说明|安排|传真电报|电报|明电"
)
TYPE = Rule(
    name="title/type",
    pattern=rf"(?P<type>{OTHERS}|{STATUTORY}|函|令)(?:[（(][^（）()]{{1,24}}[）)])?[”》\s]*$",
    inside=(("关于开展检查的紧急通知", "通知"), ("管理办法（试行）", "办法（试行）"), ("工作联系函", "函")),
    no=("关于开展检查", "通知各单位"),
)
CLOSING = Rule(
    name="title/closing",
    # Where no title stands, the closing formula names the type.
    pattern=(
        r"现(?:(?:将|就)[^。]{0,120}?)?(?P<formula>(?:转发|印发|下达|下发)给?你们|予以?(?:转发|印发|下发)(?=[。，])|(?:安排|要求|事项|事宜|工作)(?:明确|告知|部署|布置)?如下[：:])"
        r"|特此(?P<type>通知|通告|公告|通报|报告|函告|函复|批复|函达|公示)|(?:事项|事宜|情况|要求|如下|内容)?(?P<type>通知|通告|公告|通报)如下[：:。]|(?P<type>此复)|现予(?:以)?(?P<type>公示|公告|通告)"
        r"|(?:妥否|当否)[，,]\s*请(?P<type>批示|批复)"
    ),
    inside=(
        ("现将有关事项通知如下：", "事项通知如下："),
        ("特此函告。", "特此函告"),
        ("同意，现印发给你们，请执行", "现印发给你们"),
        ("名单现予公示。", "现予公示"),
        ("通过，现予印发。", "现予印发"),
    ),
    no=("请将通知传达", "报告如下"),
)
RULES = (TYPE, CLOSING)
_MASTHEAD_TYPES = ("公告", "通告", "令", "纪要", "公报")
_OF_CLOSING = {"函告": "函", "函复": "函", "函达": "函", "此复": "批复", "批示": "请示", "批复": "请示"}


def read_title(outline: Outline, rows: Sequence[Row]) -> Field[str]:
    """Read the title, joined over its lines, without a number that is glued to it."""
    found: list[Candidate[str]] = []
    spans = tuple(_without_number(outline.text, s) for s in outline.documents[0].title) if outline.documents else ()
    value = join_title(outline.text, spans)
    if value:
        is_whole = TYPE.search(value) is not None
        found.append(candidate(outline, value, spans, "title/block", 0.95 if is_whole else 0.7))
    for row in rows:
        if row.kind == "title":
            own = _without_number(outline.text, row.value)
            if len(own):  # nothing is left where the row holds the number alone
                found.append(candidate(outline, join_title(outline.text, (own,)), (own,), "title/metadata", 0.75))
    return best(outline, found, "标题区" if value else "网页目录", "正文之上没有标题")


def _without_number(text: str, span: Span) -> Span:
    for number, _, _ in find_document_numbers(text, span.start, span.end):
        if not text[span.start : number.start].strip("（( \u3000#"):
            span = Span(min(span.end, number.end), span.end)
        elif not text[number.end : span.end].strip("）) \u3000") and number.start > span.start:
            end = number.start - 1 if text[number.start - 1] in "（(" else number.start
            span = Span(span.start, max(span.start, end))
    return span


def join_title(text: str, spans: Sequence[Span]) -> str:
    r"""Join a title's lines and close up letter-spacing.

    >>> join_title("关于检查工作的\n通 知", (Span(0, 7), Span(8, 11)))
    '关于检查工作的通知'
    """
    return "".join(_closed(s.of(text).strip(" \t\u3000*#|>?•●■◆▪")) for s in spans).strip("，,。、；：:")


def _closed(line: str) -> str:
    tokens = line.split()
    if len(tokens) > 1 and sum(len(t) == 1 for t in tokens) * 2 > len(tokens):
        return "".join(tokens)
    line = regex.sub(r"(?<=\d)\s+(?=\p{Han})|(?<=\p{Han})\s+(?=\d)", "", " ".join(tokens))
    # A blank parts two issuers; anywhere else it is a converter's.
    subject = regex.search(r"关于|转发|印发", line)
    cut = subject.start() if subject else 0
    return line[:cut].replace(" 关", "关").rstrip() + line[cut:].replace(" ", "")


def read_document_type(outline: Outline, title: Field[str]) -> Field[str]:
    """Read the type from the title's end, else from the masthead or the closing formula."""
    if title.value is not None and (match := TYPE.search(title.value)) is not None:
        value = "命令" if match["type"] == "令" else match["type"]
        return grounded(outline, value, title.evidence.spans[-1:], "document_type/title", 0.97)
    for zone in outline.zones_of(ZoneKind.HEAD):
        for line in zone.span.of(outline.text).split("\n"):
            match = TYPE.search(line.strip())
            if match is not None and match["type"] in _MASTHEAD_TYPES:
                value = "命令" if match["type"] == "令" else match["type"]
                return grounded(outline, value, (zone.span,), "document_type/masthead", 0.7)
    return _type_of_closing(outline)


def _type_of_closing(outline: Outline) -> Field[str]:
    for zone in outline.zones_of(ZoneKind.BODY):
        if outline.document_at(zone.span.start) != 0:
            continue
        matches = list(CLOSING.find_all(outline.text, zone.span.start, zone.span.end))
        if matches:
            match = next((m for m in matches if m.group().startswith("特此")), matches[0])
            # 现将某某方案印发给你们 and 现将检查安排如下 are how a 通知 speaks.
            value = _OF_CLOSING.get(match["type"], match["type"]) if match["type"] else "通知"
            value = "批复" if match.group() == "特此批复" else value
            return grounded(
                outline, value, (Span(*match.span()),), "document_type/closing", 0.6,
                status=Status.INFERRED, reason="没有标题，据行文用语推定",
            )  # fmt: skip
    return Field.absent("没有标题，也没有点明文种的用语")
