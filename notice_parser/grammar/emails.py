"""Mail addresses, also as offices and converters damage them: ``163。com``, ``＠``, ``[at]``, blanks, a break."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_AT = r"[ \t]?(?:[@＠﹫][ \t]?\n?[ \t]*|\[at\]|\(at\)|（at）)[ \t]?"
_TOP = r"(?:com|cn|net|org|gov|edu|cc|info|top|vip|hk|example|test|mil|asia|biz|me|io|tv)"
# Where marks were replaced at random a dot became another mark or a blank: mail,example org.
_DOT = r"(?:[.．]|[ \t]?[。,，·、][ \t]?|[ \t])"

EMAIL = Rule(
    name="email/address",
    pattern=(
        # Behind 邮箱. and behind a number with a mark the address begins anew.
        rf"(?:(?<![A-Za-z0-9._%+-])|(?<=\d{{7}}[.])|(?<=\p{{Han}}[.]))(?!\d{{7,12}}[.])(?P<local>[A-Za-z0-9_][A-Za-z0-9._%+-]{{0,63}}){_AT}"
        rf"(?P<domain>[A-Za-z0-9][A-Za-z0-9-]{{0,62}}(?:{_DOT}[A-Za-z0-9][A-Za-z0-9-]{{0,62}}+(?![A-Za-z0-9._-]{{0,40}}[@＠])){{0,4}})"
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

_WITH_SIGN = Rule(
    name="email/with_sign",
    pattern=r"(?<![A-Za-z0-9._%+-])(?P<local>[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63})[#＃*＊$]"
    r"(?P<domain>[A-Za-z0-9-]{1,62}(?:[.．][A-Za-z0-9-]{1,62}){1,4})",
    yes=("anhuan#example.cn",),
    no=("anhuan@example.cn", "5#楼"),
)
RULES = (EMAIL, _WITH_SIGN)


@dataclass(frozen=True, slots=True)
class EmailMatch:
    """An address in small letters, ``span`` as printed."""

    value: str
    span: Span


def find_emails(text: str, start: int = 0, end: int | None = None) -> tuple[EmailMatch, ...]:
    """Find mail addresses from left to right; what names no domain with a known ending is left out.

    An address whose @ is another sign counts where the text says so: ``a#b.cn（请将#换成@）``.

    >>> [m.value for m in find_emails("邮箱：ABC＠163。com。")]
    ['abc@163.com']
    """
    return tuple(
        EmailMatch(f"{m['local'].lower()}@{domain}", Span(m.start(), m.start("domain") + kept))
        for m in (*EMAIL.find_all(text, start, end), *_hidden(text, start, end))
        if (found := _domain(m["domain"]))
        for domain, kept in (found,)
    )


_SIGN_FOR_AT = Rule(
    # anhuan#example.cn（请将#换成@）: hidden from those who gather addresses.
    name="email/sign_for_at",
    pattern=r"[“\"']?(?P<sign>[#＃*＊$])[”\"']?(?:号|键)?(?:请)?(?:换成|换为|改成|改为|替换为|替换成)[“\"']?[@＠]",
    inside=(("（请将#换成@）", "#换成@"),),
    no=("请将#号填写完整", "格式改为@"),
)


def _hidden(text: str, start: int, end: int | None) -> tuple[regex.Match[str], ...]:
    told = _SIGN_FOR_AT.search(text, start, end)
    return () if told is None else tuple(_WITH_SIGN.find_all(text, max(start, told.start() - 200), told.start()))


def _domain(printed: str) -> tuple[str, int] | None:
    """Give the domain in normal form and how many printed characters it takes; None where it is none.

    Of mail.example.com QQ the last label is none of a domain: what is taken ends with a known ending.
    """
    labels = list(regex.finditer(r"[A-Za-z0-9-]+", printed))
    names = [label.group().lower() for label in labels]
    for count in range(len(names), 1, -1):
        if regex.fullmatch(_TOP, names[count - 1]):
            return ".".join(names[:count]), labels[count - 1].end()
    for count, name in enumerate(names, 1):
        lost = regex.fullmatch(r"(.*[^.-])(com|cn|net|org)", name)
        if lost:  # the dot is lost: mail.examplecom, 163com
            return ".".join([*names[: count - 1], lost[1], lost[2]]), labels[count - 1].end()
    if len(names) > 1 and regex.fullmatch(r"[a-z]{2,6}", names[1]) and "." in printed[: labels[1].start()]:
        return ".".join(names[:2]), labels[1].end()
    return None
