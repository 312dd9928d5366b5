"""Places that could be labels of numbered parts, each with how much it looks like one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from notice_parser.core.outline import LabelStyle
from notice_parser.core.span import Span
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule

_HAN = "一二三四五六七八九十"
_HAN_NUMBER = f"[{_HAN}]{{1,3}}"
_DIGITS = r"\d{1,2}"
_DATED = r"(?=\s?\d{4}年|\s?\d{1,2}月|\d{1,2}[:：]\d\d)"  # 1.2025年1月1日放假, 1.6月3日: the digits belong to a date

ARTICLE = Rule(
    name="numbering/article",
    pattern=rf"第\s?(?P<num>[{_HAN}百零〇]{{1,6}}|\d{{1,3}})\s?(?P<unit>[章节条])(?![款项例件款目的])",
    yes=("第一章", "第二十三条", "第3条", "第 二 节"),
    no=("第一季度", "第三条例", "第二轮"),
)
BRACKETED = Rule(
    name="numbering/bracketed",
    pattern=rf"[（(〔［\[]\s?(?P<num>{_HAN_NUMBER}|{_DIGITS})\s?[)）〕］\]]",
    yes=("（一）", "(十二)", "（1）", "[3]", "（ 二 )"),
    no=("（2018）", "（一季度）", "（试行）"),
)
HALF_BRACKETED = Rule(
    name="numbering/half_bracketed",
    pattern=rf"(?<![（(〔［\[\d.．第{_HAN}])(?P<num>{_HAN_NUMBER}|{_DIGITS})[)）]",
    yes=("1）", "二)", "10)"),
    no=("（一）", "2018）", "(1)"),
)
HAN_PLAIN = Rule(
    name="numbering/han",
    pattern=rf"(?<![第{_HAN}百千万])(?P<num>{_HAN_NUMBER})\s?(?P<mark>[、.．。·,，:：﹒])",
    yes=("一、", "十二．", "三.", "四 、"),
    no=("第一、", "五十", "二〇一八"),
)
DIGIT_PLAIN = Rule(
    name="numbering/digit",
    pattern=(
        rf"(?<![\d.．/—－~第〔\[（(-])(?<!\d[:：])(?P<num>{_DIGITS})\s?"
        rf"(?P<mark>[、，,．.。·﹒])(?:(?!\s?[\d%])|{_DATED})"
    ),
    yes=("1.", "12、", "3．", "2·"),
    no=("1.5万元", "2018.2.9", "10:30", "3.14", "1,200"),
    inside=(("1.2025年1月1日放假", "1."), ("2.6月3日", "2."), ("1. 5月10日", "1.")),
)
ORDINAL = Rule(
    name="numbering/ordinal",
    # 一要压实责任。二要排查隐患。 counts as 一是 does.
    pattern=rf"(?<![{_HAN}第之唯统专单同万])(?P<num>[{_HAN}]{{1,2}})(?:是|要(?![素点件领求务旨闻道么]))",
    yes=("一是", "十一是", "二要"),
    no=("第一是", "统一是", "三要素", "统一要求", "第一要务"),
)
DECIMAL = Rule(
    name="numbering/decimal",
    pattern=(
        r"(?<=^|\n)[ \t\u3000]{0,8}(?P<label>\d{1,2}(?P<deep>[.．]\d{1,2})?[.．](?P<num>\d{1,2}))"
        r"(?![\d.．年月日%])(?=\s{0,4}[\u4e00-\u9fff《“])"
    ),
    inside=(("1.1 各级责任", "1.1"), ("\n2.1.3现场", "2.1.3"), ("10.2 台账", "10.2")),
    no=("共1.5万元", "2018.2.9", "共1.1 公里", "3.5%"),
)
BARE_DIGIT = Rule(
    name="numbering/bare_digit",
    pattern=r"(?<=^|\n)[ \t\u3000]{0,8}(?P<num>\d{1,2})[ \t\u3000]{1,4}(?=[\u4e00-\u9fff《“])",
    inside=(("1 责任落实", "1 "), ("\n2　现场", "2　")),
    no=("共1 个", "2018 年", "1.1 各级"),
)
CIRCLED = Rule(name="numbering/circled", pattern=r"[①-⑳]", yes=("①", "⑳"), no=("1", "（一）"))
NOISY = Rule(
    name="numbering/noisy",
    pattern=rf"(?<=^|[,.。、，；;：:\s])(?P<num>{_HAN_NUMBER}|{_DIGITS})(?P<mark>[,.。、，；;：:\s])(?!\d)",
    inside=((".一,总体要求.", "一,"), (" 2 坚持", "2 "), ("。10、省", "10、")),
    no=("每年3次", "由5人", "2016年7月", "5,7人"),
)
BARE = Rule(
    name="numbering/bare",
    pattern=rf"(?<=^|[\n;；。])(?P<num>[{_HAN}]{{1,2}})(?=[\u4e00-\u9fff])(?![{_HAN}是个方些般切旦律年月日次次定共])",
    inside=((";二学校要做好", "二"),),
    no=("。一方面", "。二是", "三、"),
)
RULES = (
    ARTICLE,
    BRACKETED,
    HALF_BRACKETED,
    HAN_PLAIN,
    DIGIT_PLAIN,
    DECIMAL,
    BARE_DIGIT,
    ORDINAL,
    CIRCLED,
    NOISY,
    BARE,
)

_NEVER_BEFORE = frozenset("件表图号第约共")
"""Characters after which a number counts or names something: 附件1、 表2. 第3、 共5，"""
_LISTED = ("、", "级", "年级", "楼", "号", "组", "班", "类", "等", "层", "区")
_HARDLY_BEFORE = frozenset("类组栋楼页型版级条款项达近过满等为有至到前后每月日年时分钟超其")
_ENDS = frozenset("。；;！!？?：:\n")
_MARKS = frozenset("，,、.．”’）)》〕]")
_BLANKS = frozenset(" \t\u3000\xa0\r")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that could be a label; ``styles`` are the readings, ``prior`` says how much it looks like one."""

    span: Span
    styles: tuple[LabelStyle, ...]
    ordinal: int
    prior: float
    text: str


def label_candidates(
    text: str, start: int = 0, end: int | None = None, *, noisy: bool = False
) -> tuple[Candidate, ...]:
    """List the places that could be labels, each once, in reading order."""
    stop = len(text) if end is None else end
    found: dict[int, Candidate] = {}
    for candidate in _candidates(text, start, stop, noisy=noisy):
        known = found.get(candidate.span.start)
        if known is None or candidate.prior > known.prior:
            found[candidate.span.start] = candidate
    ordered: list[Candidate] = []
    for candidate in sorted(found.values(), key=lambda c: c.span.start):
        if ordered and candidate.span.start < ordered[-1].span.end:
            if candidate.prior <= ordered[-1].prior:
                continue
            ordered.pop()
        ordered.append(candidate)
    return tuple(ordered)


def _candidates(text: str, start: int, end: int, *, noisy: bool) -> Iterator[Candidate]:
    for match in ARTICLE.find_all(text, start, end):
        style = {"章": LabelStyle.CHAPTER, "节": LabelStyle.SECTION, "条": LabelStyle.ARTICLE}[match["unit"]]
        position = _position(text, match.start())
        if not position and text[match.start() - 1] not in _BLANKS:
            continue  # 将第三条修改为
        prior = (-0.5, 0.5, 2.5)[position]
        yield from _candidate(match.span(), (style,), match["num"], prior, f"第{match['num']}{match['unit']}")
    yield from _bracketed(text, start, end)
    yield from _noisy(text, start, end) if noisy else _plain(text, start, end)
    yield from _decimal(text, start, end)
    for match in ORDINAL.find_all(text, start, end):
        prior = (-1.2, -0.2, 0.4)[_position(text, match.start())]
        if prior > -1 or text[match.start() - 1] in _MARKS | _BLANKS:
            yield from _candidate(match.span(), (LabelStyle.ORDINAL,), match["num"], max(prior, -0.4), match.group())
    for match in CIRCLED.find_all(text, start, end):
        number = ord(match.group()) - ord("①") + 1
        yield Candidate(Span(*match.span()), (LabelStyle.CIRCLED,), number, 1.0, match.group())


def _bracketed(text: str, start: int, end: int) -> Iterator[Candidate]:
    for rule, weight in ((BRACKETED, 0.6), (HALF_BRACKETED, -0.4)):
        for match in rule.find_all(text, start, end):
            if (rule is HALF_BRACKETED or match.group()[0] == "[") and _position(text, match.start()) < 1:
                continue  # 总量[2] is a footnote
            style = LabelStyle.DIGIT_BRACKETED if match["num"].isdecimal() else LabelStyle.HAN_BRACKETED
            prior = weight + (-1.2, 0.6, 1.6)[_position(text, match.start())]
            yield from _candidate(match.span(), (style,), match["num"], prior, f"（{match['num']}）")


def _decimal(text: str, start: int, end: int) -> Iterator[Candidate]:
    """1.1 and 1.1.1; where there are such numbers, a bare 1 at the beginning of a line counts above them."""
    found = False
    for match in DECIMAL.find_all(text, start, end):
        found = True
        style = LabelStyle.DECIMAL_DEEP if match["deep"] else LabelStyle.DECIMAL
        yield from _candidate(match.span("label"), (style,), match["num"], 2.0, match["label"].replace("．", "."))
    if found:
        for match in BARE_DIGIT.find_all(text, start, end):
            yield from _candidate(match.span("num"), (LabelStyle.DIGIT,), match["num"], 0.8, match["num"])


def _plain(text: str, start: int, end: int) -> Iterator[Candidate]:
    for match in HAN_PLAIN.find_all(text, start, end):
        position = _position(text, match.start())
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        proper = match["mark"] in "、.．"
        if after in _HAN and text.startswith(_LISTED, match.end() + 1):
            continue  # 一、二、三年级
        if not position and (not proper or after in _HAN or before in _NEVER_BEFORE):
            continue
        prior = (-0.6, 0.8, 2.0)[position] - (0.8 if before in _HARDLY_BEFORE else 0)
        prior += 0.4 if match["mark"] == "、" else -0.4 if proper else -1.4
        yield from _candidate(match.span(), (LabelStyle.HAN,), match["num"], prior, f"{match['num']}、")
    for match in DIGIT_PLAIN.find_all(text, start, end):
        position = _position(text, match.start())
        before = text[match.start() - 1 : match.start()]
        proper = match["mark"] in "、.．·﹒"
        if not position and (not proper or before in _NEVER_BEFORE or not before > "\u2e80"):
            continue
        prior = (-1.0, 0.5, 1.8)[position] - (0.8 if before in _HARDLY_BEFORE else 0)
        prior += 0.2 if proper else -1.2
        if text[match.end() : match.end() + 1].isdecimal():
            prior += 0.6  # 1.6月3日: no decimal has a month behind it
        mark = "、" if match["mark"] == "、" else "."
        yield from _candidate(match.span(), (LabelStyle.DIGIT,), match["num"], prior, match["num"] + mark)
    for match in BARE.find_all(text, start, end):
        yield from _candidate(match.span(), (LabelStyle.HAN,), match["num"], -1.1, f"{match['num']}、")


def _noisy(text: str, start: int, end: int) -> Iterator[Candidate]:
    for match in NOISY.find_all(text, start, end):
        before = text[max(0, match.start() - 2) : match.start() - 1]
        prior = -0.9 if before in _NEVER_BEFORE else -0.3 if before in _HARDLY_BEFORE else 0.3
        if match["num"].isdecimal():
            styles: tuple[LabelStyle, ...] = (LabelStyle.DIGIT,)
        else:
            styles = (LabelStyle.HAN, LabelStyle.HAN_BRACKETED)
        yield from _candidate(match.span(), styles, match["num"], prior, match["num"])


def _candidate(
    span: tuple[int, int], styles: tuple[LabelStyle, ...], number: str, prior: float, text: str
) -> Iterator[Candidate]:
    if len(number) > 1 and not number.isdecimal() and not {"十", "百"} & set(number):
        return  # 一二、三年级: numbers side by side
    ordinal = parse_numeral(number)
    if ordinal:
        yield Candidate(Span(*span), styles, ordinal, prior, text.replace(" ", ""))


def _position(text: str, at: int) -> int:
    """Say where a number stands: 2 at the beginning of a line, 1 behind the end of a sentence, 0 elsewhere."""
    i = at - 1
    while i >= 0 and text[i] in _BLANKS:
        i -= 1
    if i < 0 or text[i] == "\n":
        return 2
    if text[i] in _ENDS:
        return 1
    # 》。” ends a sentence too; a blank before the number alone is weak, as in a table.
    return 1 if text[i] in "”）)" and i and text[i - 1] in "。；！？" else 0
