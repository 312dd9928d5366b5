"""版记 and metadata tables: copies, printing office, dates of printing and of publication, index number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from notice_parser.core.evidence import Field
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span, strip_span
from notice_parser.fields.addressees import list_at
from notice_parser.fields.grounded import grounded
from notice_parser.fields.metadata import metadata_rows
from notice_parser.grammar.dates import find_dates
from notice_parser.grammar.organs import is_organ, squeezed
from notice_parser.grammar.rule import Rule

COPIES = Rule(
    name="imprint/copies",
    pattern=r"(?:抄\s*送|抄\s*报|(?<=\n)抄|^抄)\s*(?:机关|单位)?\s*[:： ，、。]\s*"
    r"|(?:(?<=\n)|^)[ \t\u3000]{0,8}(?:呈\s*[报送]|报|呈|送)\s*[:：]\s*",
    inside=(("抄送：区财政局", "抄送："), ("抄 送： 区财政局", "抄 送： "), ("报：市政府", "报：")),
    no=("请抄送", "抄录：", "分送：各局", "请报：无"),
)
COPIES_END = Rule(
    name="imprint/copies_end",
    pattern=r"[。.](?!\S{0,12}局、)|(?<!\s)\s*+(?=承办单位|经办人|共印\s?\d|经办[:：])|\n\s{0,60}+(?=\S[^\n]{2,40}印\s*发)|\n\s{0,60}+(?=主题词|[发送分]{1,2}[:：]|共印|承办|经办|发文形式|打印|校对|印发|信息公开|公开方式|[^\n]{2,60}\d{4}年)|(?=\p{Han}{4,30}\s*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*印)",
    inside=(("市局、县局。某办", "。"),),
    no=("市局、县局",),
)
PRINTING = Rule(
    name="imprint/printing",
    pattern=r"(?P<office>[\p{Han}（）()“”]{3,40})?[\s\u3000|]*(?P<date>(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二][\p{Han}○0O]{3}年\p{Han}{1,2}月\p{Han}{1,3}日)\s*印\s*发",
    yes=("榆川县水务局办公室 2022年5月9日印发", "2022年5月9日印发"),
    no=("2022年5月9日发布", "印发方案"),
)
RULES = (COPIES, COPIES_END, PRINTING)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands round the notice."""

    copied_to: tuple[Field[str], ...] = ()
    printing_office: Field[str] = Field.absent()
    date_of_printing: Field[dt.date] = Field.absent()
    date_of_publication: Field[dt.date] = Field.absent()
    index_number: Field[str] = Field.absent()


def read_imprint(outline: Outline) -> Imprint:
    """Read the imprint and the metadata."""
    office, printed = _printing(outline)
    published, index = _catalogue(outline)
    return Imprint(_copied_to(outline), office, printed, published, index)


def _copied_to(outline: Outline) -> tuple[Field[str], ...]:
    text = outline.text
    fields: list[Field[str]] = []
    for zone in outline.zones_of(ZoneKind.IMPRINT):
        starts = list(COPIES.find_all(text, zone.span.start, zone.span.end))
        for i, match in enumerate(starts):
            stop = starts[i + 1].start() if i + 1 < len(starts) else zone.span.end
            dot = text.find("。", match.end(), stop)
            end = COPIES_END.search(text, match.end(), dot + 1 if dot >= 0 else stop)
            span = Span(match.end(), end.start() if end else stop)
            fields += [f for f in list_at(outline, span, "copied_to") if f.value not in {g.value for g in fields}]
    return tuple(fields)


def _printing(outline: Outline) -> tuple[Field[str], Field[dt.date]]:
    text = outline.text
    for zone in outline.zones_of(ZoneKind.IMPRINT):
        for match in PRINTING.find_all(text, zone.span.start, zone.span.end):
            dates = find_dates(text, *match.span("date"))
            date: Field[dt.date] = Field.absent()
            if dates:
                date = grounded(outline, dates[0].value, (dates[0].span,), "date_of_printing/imprint", 0.95)
            office: Field[str] = Field.absent()
            if match["office"] is not None and is_organ(match["office"]):
                span = strip_span(text, Span(*match.span("office")))
                office = grounded(outline, squeezed(span.of(text)), (span,), "printing_office/imprint", 0.9)
            return office, date
    return Field.absent(), Field.absent()


def _catalogue(outline: Outline) -> tuple[Field[dt.date], Field[str]]:
    text = outline.text
    published: Field[dt.date] = Field.absent()
    index: Field[str] = Field.absent()
    for row in metadata_rows(outline):
        dates = find_dates(text, row.value.start, row.value.end) if row.kind == "published" else []
        if dates and published.value is None:
            published = grounded(outline, dates[0].value, (dates[0].span,), "date_of_publication/metadata", 0.9)
        if row.kind == "index" and index.value is None:
            index = grounded(outline, row.value.of(text), (row.value,), "index_number/metadata", 0.9)
    return published, index
