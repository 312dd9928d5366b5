"""主送机关 and 抄送机关: lists of organs with what they share."""

from __future__ import annotations

from notice_parser.core.evidence import Field, Status
from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span
from notice_parser.fields.grounded import grounded, status_of
from notice_parser.grammar.organ_lists import OrganEntry, split_organs
from notice_parser.grammar.organs import COLLECTIVE, is_organ
from notice_parser.grammar.rule import Rule


def read_addressees(outline: Outline) -> tuple[Field[str], ...]:
    """List the addressees, each with its shared head and tail."""
    entries: list[OrganEntry] = []
    for zone in outline.zones_of(ZoneKind.ADDRESSEES):
        if outline.document_at(zone.span.start) == 0:
            signed = SIGNED_BEFORE.match(outline.text, zone.span.start, zone.span.end)
            entries += split_organs(outline.text, signed.end() if signed else zone.span.start, zone.span.end)
    if not entries:
        entries = _named_in_head(outline)
    return organ_fields(outline, entries, "addressee")


SENT_TO = Rule(
    name="addressee/sent_to",
    # A telegram names its receivers in the head, an old paper in the imprint.
    pattern=(
        r"(?:发\s*往|发\s*至|主\s*送|受\s*文\s*单\s*位|收\s*文\s*单\s*位|收\s*电(?:单位)?|(?<![\p{Han}])致)\s*(?:机关|单位)?\s*[:：]\s*"
        r"(?P<list>[^。]{2,300}?)(?=。|[ \u3000]{2,}|\s*签\s*[发批]|\n\S{2,8}[:：]|\s*$)"
    ),
    inside=(
        ("发往：各县防指      签发：周海", "发往：各县防指"),
        ("主送：各局。", "主送：各局"),
        ("收电：各车间、各科室\n发电：甲站", "收电：各车间、各科室"),
    ),
    no=("请发往各县", "主送机关名称"),
)
SIGNED_BEFORE = Rule(
    # The signatory of a paper to a higher authority, run into the addressees: 签发人：贾  平市人民政府.
    name="addressee/signed_before",
    pattern=(
        r"\s{0,8}签发人[：:、，,. \u3000]{0,4}(?:\p{Han}[ \u3000]{1,4}\p{Han}|\p{Han}{2,3}?)[，,、。\s]{0,4}"
        r"(?=(?:[省市县区州]|中共|各|国务院)\p{Han})"
    ),
    inside=(("签发人：贾  平市人民政府", "签发人：贾  平"), ("签发人、贾平市人民政府", "签发人、贾平")),
    no=("签发人：贾平", "各市签发文件"),
)
RULES = (SENT_TO, SIGNED_BEFORE)


def _named_in_head(outline: Outline) -> list[OrganEntry]:
    for zone in outline.zones_of(ZoneKind.HEAD, ZoneKind.FURNITURE, ZoneKind.IMPRINT):
        if zone.kind is not ZoneKind.IMPRINT and outline.document_at(zone.span.start) != 0:
            continue
        match = SENT_TO.search(outline.text, zone.span.start, zone.span.end)
        if match is not None:
            entries = split_organs(outline.text, *match.span("list"))
            if entries and all(is_organ(e.value) or COLLECTIVE.fullmatch(e.value) or "各" in e.value for e in entries):
                return entries
    return []


def organ_fields(outline: Outline, entries: list[OrganEntry], kind: str) -> tuple[Field[str], ...]:
    """Make fields of a list's members; a member pieced together is inferred from its pieces."""
    fields: list[Field[str]] = []
    for entry in entries:
        is_known = is_organ(entry.value) or COLLECTIVE.fullmatch(entry.value) is not None
        is_pieced = len(entry.spans) > 1
        status = Status.INFERRED if is_pieced else status_of(outline, entry.spans)
        confidence = (0.95 if is_known else 0.75) - (0.05 if is_pieced else 0.0)
        rule = f"{kind}/shared" if is_pieced else f"{kind}/list"
        fields.append(grounded(outline, entry.value, entry.spans, rule, confidence, status=status))
    return tuple(fields)


def list_at(outline: Outline, span: Span, kind: str) -> tuple[Field[str], ...]:
    """Read the list of organs that fills a span."""
    return organ_fields(outline, split_organs(outline.text, span.start, span.end), kind)
