"""Names of persons: surname and one or two characters, or surname and a form of address.

A character sequence is a name only where the context asks for one (behind 联系人, before a telephone number); this
module says whether the form fits and never looks for names in running text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.rule import Rule

HAN = r"\p{Han}"

ADDRESSES = (
    "老师|主任|副主任|科长|副科长|处长|副处长|局长|副局长|部长|院长|校长|所长|站长|队长|股长|科员|主管|经理|秘书|干事|书记|主席|会长"
    "|秘书长|同志|先生|女士|小姐|教授|医生|警官|法官|工程师|工|师傅|老板|总|队员|指导员|教导员|调研员|主任科员|组长|镇长|村长|乡长|校医|助理|博士"
)

NAME = Rule(
    name="person/name",
    pattern=rf"(?P<name>{HAN}{{2,4}}(?:[·•]{HAN}{{1,6}}){{0,2}})",
    yes=("王小明", "欧阳小明", "买买提·吐尔逊"),
    no=("Wang", "王"),
)

ADDRESSED = Rule(
    name="person/addressed",
    pattern=rf"(?P<name>(?:(?P<surname>{HAN}{{1,2}})|(?P<full>{HAN}{{2,4}}))(?P<address>{ADDRESSES}))",
    yes=("罗老师", "欧阳主任", "张小明科长"),
    no=("老师", "主任"),
)

MASKED = Rule(
    name="person/masked",
    pattern=rf"{HAN}(?:某{{1,3}}|[*＊xX×]{{1,3}}|{HAN}[*＊xX×])",
    yes=("王某某", "李**", "张×", "张小*"),
    no=("张三",),
)

RULES = (NAME, ADDRESSED, MASKED)

_ORGAN_ENDS = frozenset("局处科室部办组所站队会院校厅委司馆社园厂店中县市区镇乡村省")


@cache
def _words(file: str) -> frozenset[str]:
    text = resources.files("notice_parser.lexicon").joinpath(file).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    text = resources.files("notice_parser.lexicon").joinpath("surnames.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    every = [(row["surname"], row["standing"]) for row in rows]
    return frozenset(s for s, _ in every), frozenset(s for s, standing in every if standing == "common")


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A name: ``value`` without blanks inside, ``span`` as printed."""

    value: str
    span: Span


def has_surname(name: str, *, common: bool = False) -> bool:
    """Tell whether a name begins with a surname; ``common`` leaves the rare ones out."""
    surnames = _surnames()[1 if common else 0]
    return name[:1] in surnames or name[:2] in surnames


def is_name(text: str, *, labelled: bool = False) -> bool:
    """Tell whether a text of Chinese characters can be a person's name.

    ``labelled``: a label such as 联系人 stands before it, so that an unusual surname is believed.

    >>> is_name("欧阳小明"), is_name("王芳"), is_name("安监局"), is_name("电话")
    (True, True, False, False)
    """
    if MASKED.fullmatch(text):
        return has_surname(text)
    if text[:2] in ("法官", "书记", "调解"):  # an office, not somebody's: 法官助理, 书记员
        return False
    if addressed := ADDRESSED.fullmatch(text):
        return has_surname(text, common=not labelled) and len(addressed["name"]) - len(addressed["address"]) <= 3
    if NAME.fullmatch(text) is None or not _words("not_names.txt").isdisjoint((text, text[:2], text[-2:])):
        return False
    if "·" in text or "•" in text:
        return True
    compound = text[:2] in _surnames()[0] and len(text) > 2
    if len(text) > (4 if compound or labelled else 3):
        return False
    if len(text) >= 3 and text[-1] in _ORGAN_ENDS:
        return False
    if not labelled:
        if text in _words("place_words.txt"):
            return False
        return has_surname(text, common=True) and text[-1] not in _ORGAN_ENDS
    return has_surname(text) or len(text) <= 3


def split_names(text: str, span: Span) -> Iterator[Span]:
    """Cut a stretch at the marks that part names; two single characters (柳 青) stay together."""
    start = span.start
    for at in range(span.start, span.end + 1):
        if at < span.end and text[at] not in "、，,.．。;；/／| \t\u3000\xa0\n":
            continue
        if at < span.end and text[at] in " \u3000\xa0" and _single_beside(text, span, start, at):
            continue
        piece = strip_span(text, Span(start, at), " \t\u3000\xa0\n")
        if len(piece):
            yield from _split_and(text, piece)
        start = at + 1


def _split_and(text: str, piece: Span) -> Iterator[Span]:
    """Cut 王小明和李小红 in two; 王和平 is one."""
    for at in range(piece.start + 2, piece.end - 1):
        if text[at] in "和及" and len(piece) >= 5 and piece.end - at <= 5:
            yield Span(piece.start, at)
            yield Span(at + 1, piece.end)
            return
    yield piece


def part_glued(name: str) -> tuple[str, ...]:
    """Cut two names that lost the blank between them; give nothing where the cut is not clear.

    >>> part_glued("齐若谷卢清和"), part_glued("王小明")
    (('齐若谷', '卢清和'), ())
    """
    if not 5 <= len(name) <= 6:
        return ()
    cuts = [
        (name[:at], name[at:])
        for at in (3, 2)
        if is_name(name[:at]) and is_name(name[at:]) and len(name) - at <= 3 and len(name[at:]) >= 2
    ]
    return cuts[0] if cuts else ()


def _single_beside(text: str, span: Span, start: int, at: int) -> bool:
    """Tell whether the blank parts two characters of one letter-spaced name: 柳 青, 王 芳."""
    before = strip_span(text, Span(start, at), " \u3000\xa0")
    after = at
    while after < span.end and text[after] in " \u3000\xa0":
        after += 1
    end = after
    while end < span.end and text[end] not in "、，,;；/／| \t\u3000\xa0\n":
        end += 1
    return len(before) == 1 and end - after == 1


def squeeze(text: str) -> str:
    """Take the blanks out of a name."""
    return "".join(text.split()).replace("\u3000", "").replace("\xa0", "")
