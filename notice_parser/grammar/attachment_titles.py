"""A title in a list of attachments: where it ends, and what of the printed words belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule

_KIND = (
    "表|书|单|案|办法|规定|制度|细则|规则|要点|指南|指引|安排|意见|通知|函|计划|标准|目录|回执|材料|说明|模板|格式|码|网点|流程|图|册|证|卡|稿|汇编"
    "|报告|条例|预案|分工|台账|清单|办法|要求|文本|样式|版|条目|名录|体系|口径|凭证|须知|议程|日程|介绍|简介|承诺|大纲|题|评分|试行|暂行|[）)]"
)

KIND_END = Rule(
    name="attachment/kind",
    pattern=rf"(?:{_KIND})$",
    inside=(("检查情况登记表", "表"), ("实施方案（试行）", "）")),
    no=("请各单位", "某市教育局"),
)

FURNITURE = Rule(
    name="attachment/furniture",
    pattern=(
        r"[（(](?:此件|联系人)[^（）()\n]{2,60}[)）]?$|"
        r"[（(]?(?:点击(?:此处)?下载|点此下载|附件下载|下载附件|下载|另附|另发|附后|略|见附页|电子版|随文发送|此处略|请自行下载|略去|详见附件|见附件)[)）]?$"
        r"|[（(【\[]\s?(?:\d+(?:\.\d+)?\s?[KMkm][Bb]?)\s?[)）】\]]$"
        r"|[.．,，。、 ](?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|jpe?g|png|pptx?|txt|html?|7z|tif)$"
    ),
    yes=(".pdf", "点击下载", "（另发）", ".xlsx"),
    no=("自查表",),
)

_NUMBERED = Rule(
    name="attachment/number_behind",
    pattern=r"[（(][\p{Han}]{2,14}[〔\[(（](?:19|20)\d{2}[〕\])）]?第?\d{1,5}号?[)）]$",
    yes=("（国发〔2015〕29号）",),
    no=("（试行）",),
)

_ORGAN_BEHIND = Rule(
    name="attachment/organ_behind",
    # The signature is glued to the last title: 汇总表某市教育局.
    pattern=(
        r"(?<=.{3})(?<=[表书单案法定度则点南引排见知函划准录执料明板式码图册证卡稿]|[）)》])"
        r"(?:[，,、。]|\n?[ \t\u3000]{0,40}+)"
        r"\p{Han}[\p{Han}\n]{1,23}(?:局|厅|委员会|政府|办公室|公司|大学|学院|中学|小学|学校|协会|联合会|中心|处|部|总队|支队|领导小组"
        r"|管委会|指挥部|银行|医院)"
        r"(?:[ \t\u3000]{0,12}\p{Han}{2,24}(?:局|厅|委员会|政府|办公室|公司|大学|学院|协会|中心|处|部)){0,3}"
        r"(?:\s?(?:19|20)\d{2}年.{0,40})?$"
    ),
    inside=(("整改情况汇总表某市教育局", "某市教育局"),),
    no=("参会单位名单", "某市教育局汇总表", "联系表"),
)

_DATE_BEHIND = Rule(
    name="attachment/date_behind",
    pattern=r"(?<=[表书单案法定度则点南引排见知函划准录执料明板式码图册证卡稿）)》])(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$",
    inside=(("报名回执表2020年10月20日", "2020年10月20日"),),
    no=("放假安排（2020年）",),
)

_EMPTY_ITEM = Rule(
    name="attachment/empty_item",
    pattern=r"(?<=[》\n]\s{0,6})\d{1,2}$",
    inside=(("《项目申报表》2", "2"),),
    no=("汇总表2", "《项目申报表》"),
)

_FIRST_LINE = Rule(
    name="attachment/first_line",
    pattern=rf"^.{{3,80}}?(?:{_KIND}|通报|决定|公告)(?=[ \t\u3000\n])",
    inside=(("关于督导情况的通报 各市人民政府：按照要求", "关于督导情况的通报"),),
    no=("各市人民政府：",),
)

RULES = (KIND_END, FURNITURE, _NUMBERED, _ORGAN_BEHIND, _DATE_BEHIND, _EMPTY_ITEM, _FIRST_LINE)

_LONGEST = 90
"""Characters of the longest title of an attachment that is believed."""


@dataclass(frozen=True, slots=True)
class AttachmentTitle:
    """One announced title: ``ordinal`` where it is numbered, ``span`` of the title without its label."""

    value: str
    span: Span
    ordinal: int | None = None


def clean_title(text: str, span: Span, ordinal: int | None) -> AttachmentTitle | None:
    """Give a title without what stands round it in a list, its file's ending and what is glued to its end; or None."""
    span = strip_span(text, span, " \t\u3000\xa0\n。；;，,、:：.|·")
    span = _without_what_follows(text, span)
    if match := _DATE_BEHIND.search(text, span.start, span.end):
        span = strip_span(text, Span(span.start, match.start()))
    if match := _ORGAN_BEHIND.search(text, span.start, span.end):
        span = strip_span(text, Span(span.start, match.start()), " \t\u3000\xa0\n。；;，,、:：.|·")
    while match := FURNITURE.search(text, span.start, span.end):
        span = strip_span(text, Span(span.start, match.start()), " \t\u3000\xa0\n。；;，,、:：.（(")
        if not len(span):
            return None
    if match := _NUMBERED.search(text, span.start, span.end):
        span = strip_span(text, Span(span.start, match.start()))
    if text[span.start : span.start + 1] == "《" and text.find("》", span.start, span.end) == span.end - 1:
        span = Span(span.start + 1, span.end - 1)
    elif text[span.start : span.start + 1] == "《" and "》" not in span.of(text):
        span = Span(span.start + 1, span.end)
    joined = "".join(line.strip() for line in span.of(text).split("\n"))
    value = " ".join(joined.split()).translate({ord("("): "（", ord(")"): "）"})
    if len(value) < 2 or not regex.search(r"\p{Han}{2}|[A-Za-z]{3}", value):
        return None
    return AttachmentTitle(value, span, ordinal)


def _without_what_follows(text: str, span: Span) -> Span:
    """Cut off the number of an empty item, and the document that begins behind 附：."""
    if match := _EMPTY_ITEM.search(text, span.start, span.end):
        span = strip_span(text, Span(span.start, match.start()))
    if len(span) <= _LONGEST:
        return span
    match = _FIRST_LINE.match(text, span.start, span.end)
    return Span(*match.span()) if match else Span(span.start, span.start)
