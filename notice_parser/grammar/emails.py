"""Mail addresses, also as offices and converters damage them: ``163。com``, ``＠``, ``[at]``, blanks, a break."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_AT = r"[ \t]?(?:[@＠﹫][ \t]?\n?[ \t]*|\[at\]|\(at\)|（at）)[ \t]?"
_TOP = r"(?:com|cn|net|org|gov|edu|cc|info|top|vip|hk|example|test|mil|asia|biz|me|io|tv)"
_DOT = rf"(?:[.．]|[ \t]?[。,，·、 ][ \t]?(?={_TOP}(?![A-Za-z])))"

EMAIL = Rule(
    name="email/address",
    pattern=(
        rf"(?<![A-Za-z0-9._%+-])(?P<local>[A-Za-z0-9_][A-Za-z0-9._%+-]{{0,63}}){_AT}"
        rf"(?P<domain>[A-Za-z0-9][A-Za-z0-9-]{{0,62}}(?:{_DOT}[A-Za-z0-9][A-Za-z0-9-]{{0,62}}){{0,4}})"
    ),
    yes=(
        "sdqylhh@163.com",
        "Zhang.San@mail.example.com",
        "abc＠163.com",
        "abc @163.com",
        "abc@163。com",
        "abc@163，com",
        "abc[at]163.com",
        "abc@\n163.com",
        "yan@mail.examplecom",
    ),
    no=("@所有人", "微信公众号abc", "[email protected]", "abc at work"),
    inside=(("邮箱:zdsxpxb@163.com附件", "zdsxpxb@163.com"), ("（abc@qq.com）。", "abc@qq.com")),
)

RULES = (EMAIL,)


@dataclass(frozen=True, slots=True)
class EmailMatch:
    """An address in small letters, ``span`` as printed."""

    value: str
    span: Span


def find_emails(text: str, start: int = 0, end: int | None = None) -> tuple[EmailMatch, ...]:
    """Find mail addresses from left to right; what names no domain with a known ending is left out.

    >>> [m.value for m in find_emails("邮箱：ABC＠163。com。")]
    ['abc@163.com']
    """
    return tuple(
        EmailMatch(f"{m['local'].lower()}@{domain}", Span(m.start(), m.start("domain") + kept))
        for m in EMAIL.find_all(text, start, end)
        if (found := _domain(m["domain"]))
        for domain, kept in (found,)
    )


def _domain(printed: str) -> tuple[str, int] | None:
    """Give the domain in normal form and how many printed characters it takes; None where it is none."""
    domain = regex.sub(r"[ \t]?[．。,，·、 ][ \t]?", ".", printed).lower()
    if regex.search(rf"\.{_TOP}$", domain):
        return domain, len(printed)
    lost = regex.fullmatch(r"(.{2,}?)(?<!\.)(com|cn|net|org)((?:\.cn)?)", domain)
    if lost and lost[1][-1:] not in ".-":  # the dot is lost: mail.examplecom, 163com
        return f"{lost[1]}.{lost[2]}{lost[3]}", len(printed)
    if regex.search(r"\.[a-z]{2,6}$", domain):
        return domain, len(printed)
    return None
