"""Letters of mail and web addresses that recognition took for others: ``l63.corn``, ``g0v.cn``, ``zhang1i@``.

In Kai and Song type l and 1, O and 0, rn and m look alike; only what an address may be tells them apart.
"""

from __future__ import annotations

import regex

from notice_parser.clean.fix import apart, replaced
from notice_parser.core.alignment import Edit
from notice_parser.grammar.rule import Rule

_KNOWN = (
    "163.com", "126.com", "139.com", "188.com", "qq.com", "vip.163.com", "vip.126.com", "vip.qq.com", "vip.sina.com",
    "sina.com", "sina.cn", "sohu.com", "foxmail.com", "hotmail.com", "outlook.com", "gmail.com", "yeah.net",
    "aliyun.com", "tom.com", "21cn.com", "263.net", "189.cn", "wo.cn", "example.com", "example.org", "example.net",
    "example.cn",
)  # fmt: skip
"""Whole domains of mail, or their ends behind a dot."""
_ALIKE = str.maketrans("li|oszq", "1110529")
_LABEL = r"[A-Za-z0-9|_-]{1,40}"

DOMAIN = Rule(
    "address/domain",
    rf"(?:(?<=[A-Za-z0-9]@)|(?<=(?<![A-Za-z0-9])(?:www|WWW)[.])|(?<=https?://))(?P<x>{_LABEL}(?:[.]{_LABEL}){{1,4}}+)",
    no=("a@b", "见www", "163.com", "3.5"),
    inside=(("邮箱a@l63.com。", "l63.com"), ("网址www.ab.g0v.cn/x", "ab.g0v.cn"), ("http://ab.gov.en/", "ab.gov.en")),
)
"""What follows the sign at, www. or //."""
MAIL_NUMBER = Rule(
    "address/number",
    r"(?<![A-Za-z0-9._%+-])(?=[lIO|]{0,3}[0-9])(?P<x>[0-9lIO|]{6,11})(?=@(?:qq|QQ|163|126|139|189)[.])",
    no=("lilIOI@qq.com", "zhang1@qq.com", "12O@qq.com", "1O0254@mail.example.com"),
    inside=(("a、1O00254@qq.com", "1O00254"), ("邮箱：l3812345678@163.com", "l3812345678")),
)
"""A number of QQ or of a mobile as the name of a letter box."""
LETTER_ONE = Rule(
    "address/letter_one",
    r"(?P<x>1)(?=(?:[aeiou]|j(?![A-Za-z]))[A-Za-z._-]{0,30}[0-9]{0,8}@)(?<=(?<![A-Za-z0-9])[A-Za-z][A-Za-z._-]{0,30}1)"
    r"|(?P<y>1)(?=(?:[aeiou]|j(?![A-Za-z]))[A-Za-z-]{0,30}[.][A-Za-z])(?<=@(?:[A-Za-z-]{1,30}[.]){0,3}[A-Za-z-]{1,30}1)"
    r"|(?<=[A-Za-z0-9]@)(?P<z>1)(?=[aeiou][A-Za-z]{2,30}(?:(?<=mai)1)?[.][A-Za-z])"
    r"|(?P<v>1)(?=[.@][A-Za-z])(?<=[@.A-Za-z]mai1)(?<=[A-Za-z0-9]@[A-Za-z0-9.-]{0,40}1|(?<![A-Za-z])e?mai1)",
    no=("b@1and1.com", "b@a1.com", "sz1zx@a.cn", "tom1@a.cn", "a1@b.cn", "li2b1e@a.cn", "1ei@a.cn"),
    inside=(
        ("zhang1i@a.cn", "1"),
        ("yjg1j@b.gov.cn", "1"),
        ("a@yjg1j.cn", "1"),
        ("ts@mai1.a.com", "1"),
        ("ts@1anlan.com", "1"),
        ("wang1ei02@163.com", "1"),
    ),
)
"""A one before a vowel or the last j of letters, and that of mai1: no syllable, no 管理局 is written so."""
RULES = (DOMAIN, MAIL_NUMBER, LETTER_ONE)

_DIGITS = str.maketrans("lI|O", "1110")


def _shape(domain: str) -> str:
    """Give a domain with letters that look alike written alike.

    >>> _shape("l63.corn") == _shape("163.com"), _shape("qg.com") == _shape("qq.com")
    (True, False)
    """
    return domain.lower().replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(_ALIKE)


_BY_SHAPE = {_shape(domain): domain for domain in _KNOWN}
_PUBLIC = regex.compile(r"[.](g[o0]v|edu|c[o0]m|c[o0]rn|[o0]rg|net|ac)[.](cn|en|on|c\|\||crn)$")
_FIRST = {"g": "gov", "e": "edu", "c": "com", "o": "org", "0": "org", "n": "net", "a": "ac"}


def _domain(printed: str) -> str:
    """Give a domain with its known end written right; the same where none is known.

    >>> _domain("l63.corn"), _domain("maiI.exampIe.com"), _domain("yjj.a.g0v.en"), _domain("a1.b.com")
    ('163.com', 'maiI.example.com', 'yjj.a.gov.cn', 'a1.b.com')
    """
    labels = printed.split(".")
    for count in range(len(labels), 1, -1):
        end = ".".join(labels[-count:])
        known = _BY_SHAPE.get(_shape(end))
        if known:
            return printed if end.lower() == known else printed[: len(printed) - len(end)] + known
    public = _PUBLIC.search(printed.lower())
    if public is None:
        return printed
    right = f".{_FIRST['a' if public[1] == 'ac' else public[1][0]]}.cn"
    return printed if public.group() == right else printed[: public.start()] + right


def fix_addresses(text: str) -> list[Edit]:
    """Write known domains, and the numbers of letter boxes, with the signs they must have.

    >>> from notice_parser.clean.fix import mended
    >>> mended("邮箱：wang1ei@l63.corn", fix_addresses("邮箱：wang1ei@l63.corn"))
    '邮箱：wang1ei@163.com'
    """
    return apart(replaced(text, DOMAIN, _domain, 0.9) + replaced(text, MAIL_NUMBER, _digits, 0.85))


def fix_address_letters(text: str) -> list[Edit]:
    """Write l for a one inside the letters of an address; only for misread text, since in print it may be meant.

    >>> from notice_parser.clean.fix import mended
    >>> mended("邮箱：wang1ei@163.com", fix_address_letters("邮箱：wang1ei@163.com"))
    '邮箱：wanglei@163.com'
    """
    return replaced(text, LETTER_ONE, "l", 0.75)


def _digits(printed: str) -> str:
    return printed.translate(_DIGITS)
