"""Blanks where none belong: letter-spaced words, dates and words that a line end once parted."""

from __future__ import annotations

from notice_parser.clean.fix import apart, replaced
from notice_parser.clean.words import WORDS
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import HAN
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_BLANKS = "[ \u3000\t]"

SPACED_RUN = Rule(
    "blank/letter_spaced",
    rf"(?<![{HAN}0-9A-Za-z])(?:[{HAN}]{_BLANKS}{{1,4}}){{2,60}}[{HAN}](?![{HAN}0-9A-Za-z])",
    yes=("国 家 粮 食", "关 于 做 好 检 查 的 通 知", "教 务 处"),
    no=("通 知", "张三 李四 王五", "一、甲 乙"),
)
SPACED_WORD = Rule(
    "blank/spaced_word",
    rf"(?P<run>(?:通{_BLANKS}+知|公{_BLANKS}+告|通{_BLANKS}+报|附{_BLANKS}+件|抄{_BLANKS}+送|印{_BLANKS}+发|电{_BLANKS}+话"
    rf"|传{_BLANKS}+真|地{_BLANKS}+址|邮{_BLANKS}+箱|决{_BLANKS}+定|意{_BLANKS}+见|联{_BLANKS}+系{_BLANKS}+人))(?![{HAN}]{_BLANKS})",
    yes=("通 知", "联 系 人"),
    no=("通知", "通 告知"),
)
DATE_BLANK = Rule(
    "blank/date",
    rf"(?<=[0-9])(?P<x>{_BLANKS}{{1,3}})(?=[年月日时])"
    rf"|(?<=[0-9]年|[0-9]{_BLANKS}年)(?P<y>{_BLANKS}{{1,3}})(?=[0-9]{{1,2}}{_BLANKS}{{0,3}}月)"
    rf"|(?<=[0-9]月|[0-9]{_BLANKS}月)(?P<z>{_BLANKS}{{1,3}})(?=[0-9]{{1,2}}{_BLANKS}{{0,3}}日)",
    no=("年  月  日", "2026年  月", "57 家", "2021年 企业"),
    inside=(("2026年 4月", " "), ("20 日前", " "), ("4 月", " ")),
)
YEAR_BLANK = Rule(
    "blank/year",
    rf"(?<![0-9.]{_BLANKS}|[0-9.])(?P<x>2{_BLANKS}0[0-9]{{2}}|20{_BLANKS}[0-9]{{2}}|[12][0-9]{{2}}{_BLANKS}[0-9]"
    rf"|2{_BLANKS}0{_BLANKS}[0-9]{_BLANKS}[0-9])(?={_BLANKS}?年)",
    no=("2021年", "2 021元", "12 2021年"),
    inside=(("在2 021年12月", "2 021"), ("于20 26年", "20 26")),
)
STRAY = Rule(
    "blank/stray",
    rf"(?<=[{HAN}])(?P<x>[ \t])(?=[{HAN}])",
    no=("甲　乙", "甲  乙", "A 甲"),
    inside=(("自 然", " "),),
)
ROUND_MARK = Rule(
    "blank/round_mark",
    rf"(?<=[{HAN}0-9）》”])[ ]{{1,2}}(?=[，。、；》”]|《 )|(?<=[，、；《“])[ ]{{1,2}}(?=[{HAN}《“])",
    no=("甲，乙", "电话： 0531", "a , b", "甲。 乙", "： 《甲》", "甲，   乙"),
    inside=(("安全生产事故 ， 按照", " "), ("按照《 安全", " "), ("事故 。", " ")),
)
CHAPTER = Rule(
    "blank/chapter",
    rf"{_BLANKS}{{0,8}}第[一二三四五六七八九十百0-9]{{1,4}}[编章节]{_BLANKS}{{1,4}}",
    yes=("第六章 ", "第四节　"),
    no=("第六章", "第六条 "),
)
"""A line that was set wide gives its blanks to the marks: 安全生产事故 ， 按照 《 某某方案."""
RULES = (ROUND_MARK, CHAPTER, SPACED_RUN, SPACED_WORD, DATE_BLANK, YEAR_BLANK, STRAY)

_BLANK = " \u3000\t"
LONGEST_COLUMN = 5
"""The head of a column has so many letters at most."""
_MEANT = ("大中小", "甲乙丙", "东南西北", "年月日")
"""Single characters that stand apart for good: a font menu, lists, the blank of a form."""


def _without_blanks(run: str) -> str:
    joined = "".join(c for c in run if c not in " \u3000\t")
    return run if any(m in joined or joined in m for m in _MEANT) else joined


def fix_letter_spacing(text: str) -> list[Edit]:
    r"""Take the blanks out of letter-spaced words: ``国 家 粮 食``, ``通　知``, ``附 件``.

    Three single characters or more, or a type of document and the like. Two other characters may be a name (张 三) or
    set apart by an office (总 则) and stay; so does the font menu 大 中 小.

    >>> from notice_parser.clean.fix import mended
    >>> text = "关 于 检 查 的 通 知\n教 务 处\n联系人：张 三"
    >>> mended(text, fix_letter_spacing(text))
    '关于检查的通知\n教务处\n联系人：张 三'
    """
    words = [
        Edit(Span(*match.span("run")), _without_blanks(match["run"]), SPACED_WORD.name, 0.93)
        for match in SPACED_WORD.find_all(text)
    ]
    runs = [edit for edit in replaced(text, SPACED_RUN, _without_blanks, 0.93) if not _is_column(text, edit)]
    return apart([*runs, *(word for word in words if not _is_chapter(text, word.span.start))])


def _is_column(text: str, edit: Edit) -> bool:
    """Tell a short run with other words beside it: the heads of a table, 税 目 计税单位 税 额 备 注."""
    start, end = text.rfind("\n", 0, edit.span.start) + 1, text.find("\n", edit.span.end)
    before, after = text[start : edit.span.start], text[edit.span.end : end if end >= 0 else len(text)]
    beside = (before.strip() and before[-1:] in tuple(_BLANK)) or (after.strip() and after[:1] in tuple(_BLANK))
    return bool(beside) and len(edit.replacement) <= LONGEST_COLUMN and not {"：", ":"} & set(before)


def _is_chapter(text: str, at: int) -> bool:
    """Tell whether the name of a chapter stands here, which is set apart in print: 第六章 决 定."""
    return CHAPTER.match(text, text.rfind("\n", 0, at) + 1, at) is not None


def fix_date_blanks(text: str) -> list[Edit]:
    """Take the blanks out of a date: ``2026年 4月 20 日``, ``2 021年``.

    Blanks to be filled in (``2026年  月  日``) and between a number and another word (57 家) stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended("2 026年 4月 20 日，  年  月  日", fix_date_blanks("2 026年 4月 20 日，  年  月  日"))
    '2026年4月20日，  年  月  日'
    """
    years = replaced(text, YEAR_BLANK, lambda run: run.replace(" ", "").replace("\u3000", ""), 0.95)
    return apart([*years, *replaced(text, DATE_BLANK, "", 0.95)])


def fix_stray_blanks(text: str) -> list[Edit]:
    """Delete one blank that parts a word: ``自 然资源``.

    Only where both sides together are a common word and neither side is the border of another one; so the blank
    between 财政部 and 人力资源社会保障部 or between two names stays.

    >>> from notice_parser.clean.fix import mended
    >>> mended("自 然资源局 公安局", fix_stray_blanks("自 然资源局 公安局"))
    '自然资源局 公安局'
    """
    return [
        Edit(Span(*match.span("x")), "", STRAY.name, 0.9)
        for match in STRAY.find_all(text)
        if _parts_a_word(text, match.start("x")) and not _is_chapter(text, match.start("x") - 1)
    ]


def fix_mark_blanks(text: str) -> list[Edit]:
    """Take the blanks from round a mark: ``生产事故 ， 按照 《 某某方案``.

    Those behind a full stop, a colon or at the end of a sentence part what stands there, and stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended("防范事故 ， 按照《 方案》。 二、", fix_mark_blanks("防范事故 ， 按照《 方案》。 二、"))
    '防范事故，按照《方案》。 二、'
    """
    return replaced(text, ROUND_MARK, "", 0.93)


def _parts_a_word(text: str, at: int) -> bool:
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    return before[-1:] + after[:1] in WORDS and before not in WORDS and after not in WORDS
