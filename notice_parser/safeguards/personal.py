"""Finds what tells of a person: names, telephone numbers, mail and postal addresses, identity and account numbers.

What counts is the notion of 个人信息保护法 第四条, so numbers of an office that a person answers are among them. More
is hidden rather than less: a number is not spared because the fields made no contact of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from notice_parser.core.notice import Notice
from notice_parser.core.span import Span
from notice_parser.grammar.emails import find_emails
from notice_parser.grammar.persons import has_surname, is_name, squeeze
from notice_parser.grammar.phones import PhoneKind, find_phones
from notice_parser.grammar.rule import Rule

SHORTEST = 2
"""A name of one letter is hidden nowhere: the letter stands in every other word."""


class Personal(StrEnum):
    """A kind of personal data."""

    NAMES = "names"
    PHONES = "phones"
    MAILS = "mails"
    ADDRESSES = "addresses"
    IDS = "ids"
    """Identity cards, passports, bank accounts, QQ and WeChat."""


ID_NUMBER = Rule(
    name="personal/id_number",
    # 17 digits and a check digit (GB 11643), also with blanks, and where stars stand for some already.
    pattern=(
        r"(?<![\dA-Za-z*])[1-9]\d{5}[ ]?(?:(?:18|19|20)\d{2}[ ]?(?:0[1-9]|1[0-2])[0-3]\d|\*{8})[ ]?[\d*]{3}[\dXx*]"
        r"(?![\dA-Za-z])"
    ),
    yes=("370102199003071234", "37010219900307123X", "370102 19900307 123X", "370102********1234"),
    no=("20180402123456789", "913701001630475812", "370102199013071234"),
)
ACCOUNT = Rule(
    name="personal/account",
    pattern=r"(?<![\dA-Za-z.])(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?)(?![\dA-Za-z]|\.\d)",
    yes=("6222021602009988776", "6222 0216 0200 9988 776"),
    no=("2018040212345", "3701021990030712345678", "2023-2024 2025"),
)
HANDLE = Rule(
    name="personal/handle",
    pattern=(
        r"(?:Q\s?Q|微信|腾讯会议|身份证|护照|账|帐)(?:群|号码?|证号码?|群号码?|工作群|交流群|公众号|会议号)*\s?[（(]?[:：号为是]?\s?"
        r"(?P<handle>[A-Za-z]{0,2}[\d]{5,20}|[A-Za-z][\w-]{5,19})"
    ),
    yes=("QQ群：612345678", "微信号：wang_xm2018", "护照号码E12345678", "QQ：12345678", "账号：123456789012"),
    no=("微信公众平台", "QQ群聊", "微信2023年"),
)
COMRADE = Rule(
    name="personal/comrade",
    pattern=(
        # Who is no person (各位同志, 负责同志, 家长先生) is told by what a name cannot end with or begin with.
        r"(?<!\p{Han})(?![各诸全有相广])(?P<name>\p{Han}{2,4})(?<!负责|有关|领导|各位|主要|分管)(?=同志|先生|女士)"
        r"|(?:免去|任命|聘任|聘|免|追授|授予|推荐|选举|表彰|由)(?P<name>\p{Han}{2,4})(?=同志|先生|女士)"
    ),
    inside=(("任命王小明同志为局长", "任命王小明"), ("柳青同志任科长", "柳青")),
    no=("各位同志", "有关负责同志", "领导同志"),
)
LABEL = Rule(
    name="personal/phone_label",
    pattern=r"(?:电\s?话|传\s?真|手\s?机|座\s?机|热\s?线|短\s?号|联系|咨询|举报)[^\n。；;]{0,24}$",
    yes=("联系电话：", "咨询电话（工作日）："),
    no=("电话。", "会议室"),
)
RULES = (ID_NUMBER, ACCOUNT, HANDLE, COMRADE, LABEL)


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Where personal data stand in the restored text, in order, and the values that they are."""

    spans: tuple[Span, ...]
    values: frozenset[str]


def find_personal(notice: Notice, kinds: Iterable[Personal]) -> PersonalData:
    """Find personal data of some kinds.

    What is once known to be a name, a number or an address is hidden wherever it stands, so those are looked for again.
    """
    wanted = frozenset(kinds)
    text = notice.outline.text
    found = [span for kind, span in _in_text(text) if kind in wanted]
    known = {squeeze(value) for kind, value in _known(notice) if kind in wanted}
    known |= {squeeze(span.of(text)) for span in found}
    known = {value for value in known if len(value) >= SHORTEST}
    if known:
        found += [Span(*hit.span()) for hit in any_of(known).finditer(text)]
    return PersonalData(tuple(sorted(set(found))), frozenset(known))


def any_of(values: Iterable[str]) -> regex.Pattern[str]:
    """Give a pattern for any of some values, the longest first; letters of a name may stand apart: 王　芳."""
    forms = sorted(values, key=lambda v: (-len(v), v))
    return regex.compile("|".join(r"[ \t\u3000\xa0]{0,3}".join(map(regex.escape, form)) for form in forms) or "(?!)")


def _in_text(text: str) -> Iterator[tuple[Personal, Span]]:
    for phone in find_phones(text):
        # Seven or eight digits alone are a number only where the text says so: they are a date or a sum as well.
        if phone.kind is not PhoneKind.LOCAL or LABEL.search(text, max(0, phone.span.start - 30), phone.span.start):
            yield Personal.PHONES, phone.span
    for mail in find_emails(text):
        yield Personal.MAILS, mail.span
    for rule in (ID_NUMBER, ACCOUNT):
        for match in rule.find_all(text):
            yield Personal.IDS, Span(*match.span())
    for match in HANDLE.find_all(text):
        yield Personal.IDS, Span(*match.span("handle"))
    for match in COMRADE.find_all(text):
        if is_name(match["name"]) and has_surname(match["name"], common=True):
            yield Personal.NAMES, Span(*match.span("name"))


def _known(notice: Notice) -> Iterator[tuple[Personal, str]]:
    for signatory in notice.signatories:
        yield Personal.NAMES, signatory.value or ""
    for contact in notice.contacts:
        yield Personal.NAMES, contact.name or ""
        yield Personal.ADDRESSES, contact.address or ""
        for number in (*contact.phones, *contact.faxes):
            yield Personal.PHONES, number
        for mail in contact.emails:
            yield Personal.MAILS, mail
