"""Telephone numbers in the forms that notices print, and as the contract writes them.

Landlines come out as ``0531-55501260`` or, with an extension, ``010-64463041-802``; mobiles as eleven digits; a
local number without area code as printed. What is a bank account, an identity number, a document number or a
date is left alone. A bare run of seven or eight digits is a number only by its context: such a match is marked
``LOCAL``, and whoever asks decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule


class PhoneKind(StrEnum):
    """How much of a number is printed."""

    LANDLINE = "landline"
    """With its area code."""
    MOBILE = "mobile"
    SERVICE = "service"
    """400 and 800 numbers."""
    LOCAL = "local"
    """Seven or eight digits without area code: also the form of a date or a figure."""


@dataclass(frozen=True, slots=True)
class PhoneMatch:
    """A number: ``value`` in normal form, ``span`` as printed, ``area`` its code where it has one."""

    value: str
    span: Span
    kind: PhoneKind
    area: str = ""


# Between area code and number OCR makes a dash 一, an office types any of these.
_DASH = r"[-－﹣—–―‐‑−_~～一]"
# Where marks were replaced at random the dash became one of these: 0399,5550126.
_GAP = rf"[ \t\u3000\xa0]{{0,3}}(?:(?:{_DASH}{{1,2}}|[,，.。、])[ \t\u3000\xa0]{{0,3}})?"
_D = r"[\d*＊]"
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
# A mobile or a further area code may be glued behind: 0531-5550126019900000066.
_GLUED = rf"(?=1[3-9]\d{{9}}(?!\d)|{_AREA}{_DASH}|(?:19|20)\d{{2}}年\d|(?!\d))"
_LOCAL = rf"(?:[1-9]{_D}{{7}}|[1-9]{_D}{{6}}|[1-9]\d{{3}}[ -]\d{{4}}|[1-9]\d{{2}}[ -]\d{{4}}){_GLUED}"
_EXTENSION = (
    rf"(?:(?:\n(?=转))?[ \t\u3000\xa0]{{0,2}}(?:[（(]?(?:转|分机号?|内线|ext\.?|EXT\.?){{1,2}}[:：]?|{_DASH})"
    rf"(?:(?<=转)\n)?[ \t\u3000\xa0]?(?P<extension>\d{{1,5}})(?:分机)?[)）]?(?!\d|{_DASH}\d|[年月日时：:人]))?"
)

# 0386.7720335,802: where one dash became another mark, so did the next.
_DAMAGED = r"(?<=[,，.。、 ]\d{7,8})[,，.。、](?P<extension>\d{3,4})(?![\d年月日时人个号:：]|[,，.。、]\d)"

# 1602 0231 0900 1234567: the digits of a card or an account stand in groups of four.
_NO_CARD = r"(?<!(?<!1\d\d )(?<!\d)\d{4} \d{4} )(?!(?<=(?<!\d)\d{4} )\d{4} \d{4} \d{4})"

LANDLINE = Rule(
    name="phone/landline",
    pattern=(
        rf"(?:(?<![\d-])|(?<=\d{{7}}-)){_NO_CARD}(?:(?:\+|00)?86{_GAP})?[（(\[]?(?P<area>{_AREA})[）)\]]?{_GAP}"
        rf"(?P<local>{_LOCAL})(?:{_DAMAGED}|{_EXTENSION})"
    ),
    yes=(
        "0531-55501260",
        "(0399)5557435",
        "（0399） 5557435",
        "010-64463041-802",
        "0531一55501260",
        "0399－－5557435",
        "053155501260",
        "0531-5553061转412分机",
        "+86-0531-55501260",
        "0531 8179 2239",
        "010-8355****",
    ),
    no=("2018-2019", "110101199001011234", "0531-12", "20201020", "6100 0388 1234 5678"),
    inside=(("0531-5550126019900000066", "0531-55501260"), ("(0399)55513502021年6月24日", "(0399)5551350")),
)

_M = r"(?:\d|[*＊xX])"
MOBILE = Rule(
    name="phone/mobile",
    pattern=(
        rf"(?<!\d)(?<!\d[.]){_NO_CARD}(?:(?:\+|00)?86[- ]?)?"
        rf"(?P<mobile>1[3-9]\d[ -]?(?:\d{{4}}|[*＊xX]{{4}})[ -]?(?:\d{{4}}|[*＊xX]{{4}})"
        rf"|1[3-9]\d{{2}}[ -]\d{{3}}[ -]\d{{4}})(?=1[3-9]\d{{9}}(?!\d)|(?:19|20)\d{{2}}年\d"
        rf"|{_AREA}{_DASH}?[2-8]\d{{6,7}}(?!\d)|(?!\d))"
    ),
    yes=("19900000073", "139 1234 5678", "139-1234-5678", "139****5678", "1391234XXXX", "+86 13912345678"),
    no=("110101199001011234", "12345678901", "1391234567", "11201301040006853"),
    inside=(("1990000008119900000082", "19900000081"),),
)

SERVICE = Rule(
    name="phone/service",
    pattern=r"(?<!\d)(?P<service>[48]00)[- ]?(?P<rest>\d{3}[- ]?\d{4}|\d{4}[- ]?\d{3})(?!\d)",
    yes=("400-123-4567", "4001234567", "800 820 1234"),
    no=("400", "40012345678"),
)

_DATE = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
_YEARS = r"\d{4}[ -](?:19[4-9]\d|20[0-3]\d)(?!\d)"
LOCAL = Rule(
    name="phone/local",
    pattern=(
        rf"(?<![\dA-Za-z])(?<!\d[.\-]){_NO_CARD}(?!{_DATE}|{_YEARS})"
        rf"(?P<local>[2-9]\d{{7}}(?=(?:[2-9]\d{{7}}){{1,3}}(?!\d))|[2-9]\d{{6}}(?=(?:[2-9]\d{{6}}){{1,2}}(?!\d))"
        rf"|(?:[2-9]{_D}{{6,7}}|[2-9]\d{{2,3}}[ -]\d{{4}}){_GLUED})"
        rf"{_EXTENSION}(?![.．]\d|[年月日元万亿%％A-Za-z])"
    ),
    yes=("85350209", "5553071", "5553061转412分机", "8355-2046", "8355****"),
    no=("123456", "350209元", "3502091.5", "20201020", "2018-2019", "91370100MA3C12345X"),
    inside=(("8174521118953118233", "81745211"),),
)

RULES = (LANDLINE, MOBILE, SERVICE, LOCAL)

_OTHER_NUMBER = Rule(
    name="phone/other_number",
    pattern=(
        r"(?:账\s?号|帐\s?号|账\s?户|帐\s?户|卡\s?号|行\s?号|税\s?号|识别号|信用代码|身份证|证\s?号|证件号|编\s?号|文\s?号"
        r"|备案?|ICP|公网安备|安备|索引号|邮\s?编|邮政编码|QQ|群\s?号?|订单|序列号|学\s?号|工\s?号|代\s?码|编\s?码|标识码|会议号|会议ID|ID"
        r"|条形码|批号|标准|档案号|密\s?码|验证码|浏览|点击|次数|阅读|面积|金额|总额|合计|共计)"
        r"[^\d。；;\n]{0,6}$"
    ),
    yes=("账号:", "身份证号码", "邮编："),
    no=("电话:", "账号:12 电话:"),
)


def find_phones(text: str, start: int = 0, end: int | None = None) -> tuple[PhoneMatch, ...]:
    """Find numbers from left to right; a local number behind a full one, parted by 、 or /, takes its area code.

    >>> [m.value for m in find_phones("电话：0531-55501260、55501261，手机19900000073")]
    ['0531-55501260', '0531-55501261', '19900000073']
    """
    end = len(text) if end is None else end
    found: list[PhoneMatch] = []
    refused = -1
    for match in sorted(_raw(text, start, end), key=lambda m: (m.span.start, m.kind == PhoneKind.LOCAL)):
        if found and match.span.start < found[-1].span.end:
            continue
        if match.span.start == refused or _is_other_number(text, match.span):
            refused = match.span.end  # what is glued behind it counts the same thing
            continue
        previous = found[-1] if found else None
        if match.kind is PhoneKind.LOCAL and previous is not None and _shares_area(text, previous, match):
            match = PhoneMatch(f"{previous.area}-{match.value}", match.span, PhoneKind.LANDLINE, previous.area)
        found.append(match)
    return tuple(_with_short_tails(text, found, end))


def _raw(text: str, start: int, end: int) -> Iterator[PhoneMatch]:
    for m in LANDLINE.find_all(text, start, end):
        value = f"{m['area']}-{_digits(m['local'])}" + (f"-{m['extension']}" if m["extension"] else "")
        yield PhoneMatch(value, Span(*_trimmed(text, m)), PhoneKind.LANDLINE, m["area"])
        yield from _glued_behind(text, m.end("local") if not m["extension"] else m.end(), end)
    for m in MOBILE.find_all(text, start, end):
        yield PhoneMatch(_digits(m["mobile"]), Span(m.start(), m.end()), PhoneKind.MOBILE)
        yield from _glued_behind(text, m.end(), end)
    for m in SERVICE.find_all(text, start, end):
        yield PhoneMatch(f"{m['service']}-{_digits(m['rest'])}", Span(m.start(), m.end()), PhoneKind.SERVICE)
    for m in LOCAL.find_all(text, start, end):
        value = _digits(m["local"]) + (f"-{m['extension']}" if m["extension"] else "")
        yield PhoneMatch(value, Span(m.start(), m.end()), PhoneKind.LOCAL)
        yield from _glued_behind(text, m.end("local") if not m["extension"] else m.end(), end)


_MOBILE_BEHIND = r"1[3-9]\d{9}"
_LOCALS_BEHIND = r"[2-9]\d{7}(?=(?:[2-9]\d{7}){0,2}(?!\d))|[2-9]\d{6}(?=(?:[2-9]\d{6})?(?!\d))"
_LANDLINE_BEHIND = rf"(?P<area>{_AREA}){_DASH}?(?P<local>[2-8]\d{{6,7}})"


_GLUED_AT_MOST = 4


def _glued_behind(text: str, at: int, end: int) -> Iterator[PhoneMatch]:
    """Follow numbers that stand without a mark behind one that ended at ``at``."""
    for _ in range(_GLUED_AT_MOST):
        if at >= end or not text[at].isdigit():
            return
        if (m := regex.compile(_MOBILE_BEHIND).match(text, at, end)) and not text[m.end() : m.end() + 1].isdigit():
            yield PhoneMatch(m.group(), Span(at, m.end()), PhoneKind.MOBILE)
        elif m := regex.compile(_LOCALS_BEHIND).match(text, at, end):
            yield PhoneMatch(m.group(), Span(at, m.end()), PhoneKind.LOCAL)
        elif m := regex.compile(_LANDLINE_BEHIND).match(text, at, end):
            yield PhoneMatch(f"{m['area']}-{m['local']}", Span(at, m.end()), PhoneKind.LANDLINE, m["area"])
        else:
            return
        at = m.end()


def _digits(number: str) -> str:
    return "".join("*" if c in "*＊xX" else c for c in number if c.isdigit() or c in "*＊xX")


def _trimmed(text: str, match: regex.Match[str]) -> tuple[int, int]:
    """Leave an opening bracket outside that closes only behind the number: （0531-55501260）."""
    start, end = match.start(), match.end()
    if text[start] in "（([" and match.end("area") < end and text[match.end("area")] not in "）)]":
        start += 1
    return start, end


def _is_other_number(text: str, span: Span) -> bool:
    """Tell by the words before and the marks behind whether the digits count something else."""
    before = text[max(0, span.start - 16) : span.start]
    if _OTHER_NUMBER.search(before):
        return True
    if before[-1:].isascii() and before[-1:].isalpha() and before[-3:].lower() not in ("tel", "fax", "hone"):
        return True
    if before[-1:] in "〔[【第￥¥$" and before[-1:]:
        return True
    return text[span.end : span.end + 1] in tuple("号〕年月元万亿%％件台")


# 0531-55501260（传真）、55501261: a remark on the first number does not part it from the second.
_NOTE_BETWEEN = regex.compile(r"[（(](?:[兼带同]?传真|办公室?|白天|夜间|值班|工作日|座机)[）)]")


def _shares_area(text: str, previous: PhoneMatch, match: PhoneMatch) -> bool:
    between = _NOTE_BETWEEN.sub("", text[previous.span.end : match.span.start]).strip(" \t\u3000\xa0")
    if previous.span.end == match.span.start:
        return False
    local = previous.value.split("-")[1] if previous.area else ""
    return (
        bool(previous.area) and between in ("", *"、，,/／;；或和及") and len(local) == len(match.value.split("-")[0])
    )


_SHORT_TAIL = r"[/／](?!(?:19|20)\d\d[/／])(\d{1,4})(?![\d年月日-]|[/／]\d{3}|[ ]\d{4})"
_MORE_EXTENSIONS = r"[、/／,，或](\d{3,4})(?![\d年月日元人时点:：-])"
_TAILS_AT_MOST = 4


def _with_short_tails(text: str, found: list[PhoneMatch], end: int) -> Iterator[PhoneMatch]:
    """Write out 55501260/40/41, the last digits replaced, and 55501260转801、802."""
    for match in found:
        yield match
        if match.kind in (PhoneKind.MOBILE, PhoneKind.SERVICE):
            continue
        has_extension = match.value.count("-") > (1 if match.area else 0)
        pattern = regex.compile(_MORE_EXTENSIONS if has_extension else _SHORT_TAIL)
        stem = match.value.rpartition("-")[0] + "-" if has_extension else ""
        at = match.span.end
        for _ in range(_TAILS_AT_MOST):
            if (tail := pattern.match(text, at, end)) is None:
                break
            at, digits = tail.end(), tail[1]
            value = stem + digits if has_extension else match.value[: -len(digits)] + digits
            yield PhoneMatch(value, Span(*tail.span(1)), match.kind, match.area)
