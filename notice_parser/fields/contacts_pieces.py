"""The pieces that contacts are made of: labels (联系人, 电话), numbers and mail addresses, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from regex import Match

from notice_parser.core.outline import Outline, ZoneKind
from notice_parser.core.span import Span
from notice_parser.grammar.damaged_dates import is_damaged_date
from notice_parser.grammar.emails import find_emails
from notice_parser.grammar.phones import PhoneKind, find_phones
from notice_parser.grammar.rule import Rule


class PieceKind(StrEnum):
    """What a piece says, or announces."""

    PERSON_LABEL = "person_label"
    PHONE_LABEL = "phone_label"
    FAX_LABEL = "fax_label"
    BOTH_LABEL = "both_label"
    """电话/传真: one number for both."""
    EMAIL_LABEL = "email_label"
    UNIT_LABEL = "unit_label"
    ADDRESS_LABEL = "address_label"
    OTHER_LABEL = "other_label"
    """邮编, QQ, 账号: what follows is none of the others."""
    PHONE = "phone"
    LOCAL_PHONE = "local_phone"
    SHORT_PHONE = "short_phone"
    EMAIL = "email"


LABEL_KINDS = frozenset(k for k in PieceKind if k.endswith("_label"))
NUMBER_KINDS = frozenset((PieceKind.PHONE, PieceKind.LOCAL_PHONE, PieceKind.SHORT_PHONE))


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece; ``value`` is the number or address in normal form, the label as printed otherwise."""

    kind: PieceKind
    span: Span
    value: str


_B = r"[ \t\u3000\xa0\n]{0,4}"  # printed lines break inside 传⏎真
_CALL = rf"电{_B}话|手{_B}机|座{_B}机|方{_B}式"
_PURPOSE = (
    rf"(?:(?:24小时)?(?:联{_B}系|联络|咨{_B}询|办公(?:(?!室)|(?<!\p{{Han}}办公)室)|值{_B}班|监督|举报|投诉|服务|业务|固定|应急|报名|会务|技术|政策|热线|传达|报送|接收|指定|公开"
    rf"|移动|电子){_B}){{0,2}}"
)

LABEL = Rule(
    name="contact/label",
    pattern=(
        rf"(?P<both_label>{_PURPOSE}电{_B}话{_B}[/／、(（及和兼]{_B}传{_B}真[)）]?)"
        rf"|(?P<person_label>(?:联{_B}[系络]{_B}人|联{_B}络{_B}员|经{_B}办{_B}人|承{_B}办{_B}人|接收人|收件人|收货人|咨询人"
        rf"|姓{_B}名|负责人|联系老师|报送人|值班人)员?(?:{_B}[及和与、/／]?{_B}(?:联{_B}系{_B})?(?:{_CALL}))?(?:姓名)?)"
        rf"|(?P<email_label>{_PURPOSE}(?:电{_B}子{_B})?(?:邮{_B}箱|邮{_B}件|(?<!\d)信{_B}箱)(?:地{_B}址)?|[Ee]{_B}[-－—]?{_B}[Mm]ail|EMAIL)"
        rf"|(?P<fax_label>{_PURPOSE}传{_B}真(?:{_B}电{_B}话|号码)?|[Ff]ax|FAX)"
        rf"|(?P<phone_label>{_PURPOSE}(?:电{_B}话|手{_B}机|座{_B}机|热{_B}线|联{_B}系{_B}方{_B}式|[Tt]el|TEL)(?:号{_B}码)?)"
        rf"|(?P<unit_label>(?:联{_B}系|联{_B}络|咨询|责任|承办)(?:单{_B}位|科{_B}室|部{_B}门|处{_B}室|机{_B}构)(?:名称)?)"
        rf"|(?P<address_label>(?:联{_B}系|通{_B}[讯信]|邮{_B}[寄政]|报{_B}送|寄{_B}送|办{_B}公)?(?:详细)?地{_B}址)"
        rf"|(?P<other_label>邮{_B}编|邮政编码|QQ群?号?|微信号?|银行账[号户]|账{_B}[号户]|开户)"
    ),
    yes=(
        "联系人",
        "联 系 人",
        "联系人及电话",
        "联系人和联系方式",
        "电话/传真",
        "电话（传真）",
        "电子邮箱",
        "E-mail",
        "传真",
        "联系电话",
        "24小时值班电话",
        "联系方式",
        "联系单位",
        "通信地址",
        "邮政编码",
    ),
    no=("联系群众", "密切联系"),
    inside=(("党政办公室值班电话", "值班电话"), ("办公室电话", "办公室电话")),
)

_SHORT_NUMBER = Rule(
    name="contact/short_number",
    pattern=(
        r"[:：为是]?[ \t\u3000\xa0]{0,3}(?:内线|短号|分机)?[:：]?"
        r"(?P<number>[2-9]\d{3,5})(?![\d.\-—－@年月日号元人家个]|[ \t]?\d)"
    ),
    yes=("：6210", "66123"),
    no=(": 2024年",),
)

_FOOTER = Rule(
    name="contact/site_footer",
    pattern=(
        r"ICP备|ICP证|公网安备|网站标识码|版权所有|网站地图|备案序号|建议使用IE|Copyright|©|网站维护"
        r"|<!--[ ]?page-footer"
    ),
    yes=("版权所有", "网站地图", "Copyright"),
    no=("主办单位：省协会",),
)


_HANDLER = Rule(
    name="contact/handler",
    pattern=r"(?:经办人|承办人|拟稿人?|核稿人?|校对).{0,60}(?:共印|印制|印发|校对|印\d+份)",
    yes=("经办人：苏某　电话：2215566　共印", "承办人：苏某印发"),
    no=("经办人：苏某　电话：2215566",),
)

_NEAR_NUMBERS = Rule(
    name="contact/near_number",
    pattern=(
        rf"\d{{7}}|\d{{3}}[-－﹣—–,，.。、 )）一]{{1,4}}\d{{4}}|\*{{4}}|[@＠﹫]|[\[（(]at[\]）)]|联{_B}系{_B}人"
        rf"|电{_B}话[^\n]{{0,5}}\d{{3}}"
    ),
    yes=("531-8179", "8179223", "@", "联系人"),
    no=("2020年10月20日", "第123号"),
)

AREA = Rule(
    name="contact/area",
    # 区号：0531　电话：82345678 and 电话（区号0531）：82345678: one code for the numbers that follow.
    pattern=(
        r"(?<![社校院园厂])(?:长途)?区[ \u3000]{0,2}号[ \u3000]{0,2}(?:均?为|是|[:：])?[ \u3000]{0,2}"
        r"[（(]?(?P<area>0(?:10|2\d|[3-9]\d{2}))(?!\d)"
    ),
    yes=("区号：0531", "区号0531", "区号均为0531", "长途区号为010"),
    no=("区号：8233", "区号：053182345678", "社区号0531号"),
)
RULES = (LABEL, _SHORT_NUMBER, _FOOTER, _HANDLER, _NEAR_NUMBERS, AREA)
_AREA_REACH = 600
"""Characters behind an area code in which a number without one takes it."""


def find_pieces(outline: Outline) -> tuple[Piece, ...]:
    """List labels, numbers and addresses outside furniture, metadata and imprint, from left to right."""
    pieces: list[Piece] = []
    for window in _windows(outline.text):
        pieces += _pieces_in(outline.text, window)
    if not pieces:
        return ()
    pieces = _with_area(outline.text, pieces)
    footer = _footer_start(outline)
    kept = [p for p in pieces if p.span.start < footer and not _is_hidden(outline, p.span)]
    return tuple(sorted(kept, key=lambda p: (p.span.start, -p.span.end)))


def _with_area(text: str, pieces: list[Piece]) -> list[Piece]:
    """Put the area code that stands apart before the numbers behind it, or the one in whose bracket it stands."""
    codes = list(AREA.find_all(text))
    if not codes:
        return pieces
    starts = [m.start() for m in codes]
    return [_in_area(text, p, codes[max(0, bisect_right(starts, p.span.start) - 1) :]) for p in pieces]


def _in_area(text: str, piece: Piece, codes: list[Match[str]]) -> Piece:
    if piece.kind is not PieceKind.LOCAL_PHONE or not 7 <= len(piece.value.partition("-")[0]) <= 8:
        return piece
    for code in codes[:2]:
        is_before = 0 <= piece.span.start - code.end() <= _AREA_REACH
        is_bracketed = 0 <= code.start() - piece.span.end <= 2 and text[piece.span.end] in "（("
        if is_before or is_bracketed:
            return Piece(PieceKind.PHONE, piece.span, f"{code['area']}-{piece.value}")
    return piece


_BEFORE, _BEHIND = 200, 90
"""Characters round a number within which its labels stand: the search for labels is the costly one."""


def _windows(text: str) -> Iterator[Span]:
    """Give the stretches round whatever can be a number, an address or the name of a contact."""
    held: Span | None = None
    for m in _NEAR_NUMBERS.find_all(text):
        start, end = max(0, m.start() - _BEFORE), min(len(text), m.end() + _BEHIND)
        if held is not None and start > held.end:
            yield held
            held = None
        held = Span(start, end) if held is None else Span(held.start, end)
    if held is not None:
        yield held


def _pieces_in(text: str, window: Span) -> list[Piece]:
    emails = find_emails(text, window.start, window.end)
    pieces = [Piece(PieceKind.EMAIL, m.span, m.value) for m in emails]
    starts = [m.span.start for m in emails]
    for m in find_phones(text, window.start, window.end):
        at = bisect_right(starts, m.span.start) - 1
        if at >= 0 and emails[at].span.overlaps(m.span):
            continue  # 5558972 in js5558972@…
        kind = PieceKind.LOCAL_PHONE if m.kind is PhoneKind.LOCAL else PieceKind.PHONE
        pieces.append(Piece(kind, m.span, m.value))
    pieces = [p for p in sorted(pieces, key=lambda p: p.span) if not _is_of_handler(text, p.span)]
    return [*pieces, *_labels(text, pieces, window)]


def _is_of_handler(text: str, span: Span) -> bool:
    """Tell whether the line is the imprint's, with who handled the paper: 经办人：邵可风 电话：2280166 共印40份."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - 80)
    end = text.find("\n", span.end, span.end + 60)
    return _HANDLER.search(text, start, end if end > 0 else min(len(text), span.end + 60)) is not None


_HIDDEN = (ZoneKind.FURNITURE, ZoneKind.METADATA, ZoneKind.IMPRINT)


def _is_hidden(outline: Outline, span: Span) -> bool:
    zone = outline.zone_at(span.start)
    if zone is not None and zone.kind is ZoneKind.SIGNATURE and is_damaged_date(span.of(outline.text)):
        return True  # 2023415, a date whose marks are gone
    if zone is None or zone.kind not in _HIDDEN:
        return False
    title = outline.documents[0].title if outline.documents else ()
    if zone.kind is ZoneKind.FURNITURE and title and span.end <= title[0].start:
        return True  # a site's own people in the frame above the notice
    # A footer names no 联系人: lines that do were taken for furniture because of another word in them (打印).
    line = outline.text.rfind("\n", 0, span.start) + 1
    return zone.kind is not ZoneKind.FURNITURE or "联系人" not in outline.text[line : span.start]


def _labels(text: str, taken: list[Piece], window: Span) -> list[Piece]:
    starts = [p.span.start for p in taken]
    found: list[Piece] = []
    for m in LABEL.find_all(text, window.start, window.end):
        at = bisect_right(starts, m.start()) - 1
        if at >= 0 and taken[at].span.end > m.start():
            continue
        kind = PieceKind(m.lastgroup or "")
        found.append(Piece(kind, Span(m.start(), m.end()), m.group()))
        if kind not in (PieceKind.PHONE_LABEL, PieceKind.BOTH_LABEL):
            continue
        number = _SHORT_NUMBER.match(text, m.end())
        if number and not (at + 1 < len(taken) and taken[at + 1].span.start <= number.start("number")):
            span = Span(number.start("number"), number.end("number"))
            found.append(Piece(PieceKind.SHORT_PHONE, span, number["number"]))
    return found


_FOOTER_LINE = 120
"""Characters of the longest line of a footer before its first mark."""


def _footer_start(outline: Outline) -> int:
    """Find where a site's footer begins: its marks in the last part of the text as it came in.

    The restored text may have lost the marks (网站地图, 版权所有) and kept the numbers between them.
    """
    clean = outline.clean.as_read
    printed = clean.source.text
    first = _FOOTER.search(printed, len(printed) * 2 // 5)
    if first is None:
        return len(outline.text)
    start = printed.rfind("\n", 0, first.start()) + 1
    if first.start() - start > _FOOTER_LINE:
        start = first.start()  # the whole page stands on one line
    if not start:
        return len(outline.text)
    return clean.alignment.to_clean(Span(start, start)).start
