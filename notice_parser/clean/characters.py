r"""Fixes of single characters that are wrong wherever they stand: line ends, invisible ones, radicals, width."""

from __future__ import annotations

import unicodedata

from notice_parser.clean.fix import replaced
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import CONTROL, KANGXI, RADICAL, ZERO_WIDTH
from notice_parser.grammar.rule import Rule

LINE_END = Rule("line_end/foreign", r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", yes=("\r\n", "\r", "\u2028"), no=("\n",))
INVISIBLE = Rule(
    "invisible/deleted", rf"[{ZERO_WIDTH}{CONTROL}\ufffc]+", yes=("\u200b", "\ufeff\u200b"), no=("　", "\t", "\n")
)
SOFT_HYPHEN = Rule(
    "invisible/soft_hyphen",
    "(?<=[0-9A-Za-z])\u00ad(?=[0-9A-Za-z])",
    no=("甲\u00ad乙", "2014-2020"),
    inside=(("2014\u00ad2020年", "\u00ad"), ("GB\u00ad2312", "\u00ad")),
)
"""PDF text layers give the hyphen of some fonts so."""
NO_BREAK_BLANK = Rule("blank/no_break", r"[\u00a0\u2000-\u200a\u202f\u205f]", yes=("\u00a0", "\u2003"), no=(" ", "　"))
QUESTION_BLANK = Rule(
    "blank/question_marks",
    r"(?m)(?<=^[ \t\u3000]*)\?{2,40}+(?=[^?\n])",
    no=("什么??", "真的吗？", "??"),
    inside=(("????（一）甲", "????"), ("甲\n??各县", "??")),
)
RADICAL_FORM = Rule("radical/form", rf"[{KANGXI}{RADICAL}]", yes=("⼯", "⺠"), no=("工", "民"))
FULL_WIDTH = Rule(
    "width/letters_digits",
    r"[０-９Ａ-Ｚａ-ｚ]++(?:[．／－＠：＿％][０-９Ａ-Ｚａ-ｚ]++)*+",
    yes=("２０２４", "ａｂ＠ｃ．ｃｏｍ", "１１：００"),
    no=("2024", "（一）", "，", "："),
)
PART_WIDTH = Rule(
    "width/between_ascii",
    r"(?<=[0-9A-Za-z])[．＠＿／％](?=[0-9A-Za-z])|(?<=(?<![0-9])0[0-9]{2,3})[－](?=[0-9])|(?<=[0-9]{7})[－](?=[0-9])",
    yes=(),
    no=("联系人：张", "5%", "甲／乙", "降低50％以上", "1－3分贝", "2024－2026年"),
    inside=(("abc＠163.com", "＠"), ("3．5", "．"), ("0531－8888", "－"), ("55512345－802", "－")),
)
PRESENTATION = Rule("form/presentation", "[﹙﹚﹝﹞﹐﹑﹒﹔﹕﹖﹗︰﹣｡､｢｣]", yes=("﹝", "﹞"), no=("（", "〔"))

RULES = (
    LINE_END,
    INVISIBLE,
    SOFT_HYPHEN,
    NO_BREAK_BLANK,
    QUESTION_BLANK,
    RADICAL_FORM,
    FULL_WIDTH,
    PART_WIDTH,
    PRESENTATION,
)

SLIPS = 0.05
"""A smaller share of the digits is full-width where an office typed some of its labels so: １．本人."""

# NFKC mends U+2F00..2FD5 but few of U+2E80..2EF3 (FINDINGS.md: ⺠ stays); the others by Unicode's radical names.
_SUPPLEMENT = str.maketrans(
    "⺁⺄⺅⺆⺇⺈⺉⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺟⺠⺡⺢⺣⺤⺥⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "厂乙亻冂几刀刂㔾小小兀尢尢巳幺彑彐忄扌攵旡日月母民氵氺灬爪爫犭王疋目示礻竹糸纟罓罒网罓羊羊羊耂肀聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅长镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾齐齐齿歯龙龙龟亀",
)
# Forms that only look alike and that are seldom meant as components in running text.
_PRESENTED = str.maketrans("﹙﹚﹝﹞﹐﹑﹒﹔﹕﹖﹗︰﹣｡､｢｣", "（）〔〕，、.；：？！：-。、「」")


def fix_line_ends(text: str) -> list[Edit]:
    r"""Write every line end as a line feed.

    Files from Windows end lines with two characters, old converters with form feeds or U+2028.

    >>> [e.replacement for e in fix_line_ends("甲\r\n乙\n")]
    ['\n']
    """
    return replaced(text, LINE_END, "\n", 1.0)


def fix_invisible(text: str) -> list[Edit]:
    r"""Delete characters that nobody sees: zero-width blanks, byte order marks, controls.

    Tabs, line feeds and visible blanks stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended("通\u200b知\ufeff", fix_invisible("通\u200b知\ufeff"))
    '通知'
    """
    return replaced(text, INVISIBLE, "", 1.0)


def fix_soft_hyphens(text: str) -> list[Edit]:
    r"""Make a soft hyphen between digits or letters a hyphen: ``2014\u00ad2020``.

    >>> from notice_parser.clean.fix import mended
    >>> mended("2014\u00ad2020年", fix_soft_hyphens("2014\u00ad2020年"))
    '2014-2020年'
    """
    return replaced(text, SOFT_HYPHEN, "-", 0.97)


def fix_no_break_blanks(text: str) -> list[Edit]:
    r"""Make no-break and typographic blanks of web pages plain ones; the ideographic blank stays.

    >>> [e.replacement for e in fix_no_break_blanks("\u00a0甲　乙")]
    [' ']
    """
    return replaced(text, NO_BREAK_BLANK, " ", 1.0)


def fix_question_blanks(text: str) -> list[Edit]:
    """Make runs of ``?`` at the beginning of a line blanks.

    Old sites saved the no-break blanks of an indent as question marks: ``???(一)``. A question mark after text stays,
    and so does a line of nothing else.

    >>> from notice_parser.clean.fix import mended
    >>> mended("????一、目标", fix_question_blanks("????一、目标"))
    '    一、目标'
    >>> fix_question_blanks("为什么??")
    []
    """
    return replaced(text, QUESTION_BLANK, lambda run: " " * len(run), 0.9)


def fix_radicals(text: str) -> list[Edit]:
    """Make radicals the characters that they stand for.

    PDF text layers return ⽤ (U+2F64) for 用. A radical is never meant in a notice.

    >>> from notice_parser.clean.fix import mended
    >>> mended("⼈⺠政府", fix_radicals("⼈⺠政府"))
    '人民政府'
    """
    return replaced(text, RADICAL_FORM, lambda c: unicodedata.normalize("NFKC", c).translate(_SUPPLEMENT), 0.99)


def fix_full_width(text: str) -> list[Edit]:
    """Make full-width letters and digits half-width, with the marks inside numbers, times and mail addresses.

    Full-width punctuation between Chinese stays.

    >>> from notice_parser.clean.fix import mended
    >>> mended("２０２４年，ａ＠ｂ．ｃｎ", fix_full_width("２０２４年，ａ＠ｂ．ｃｎ"))
    '2024年，a@b.cn'
    """
    edits = replaced(text, FULL_WIDTH, lambda run: unicodedata.normalize("NFKC", run), 0.99)
    if edits and sum(len(edit.span) for edit in edits) < SLIPS * sum(map(str.isdecimal, text)):
        return [edit for edit in edits if len(edit.span) > 2 or _is_dated(text, edit)]
    return edits


def _is_dated(text: str, edit: Edit) -> bool:
    """Tell the digits of a date: 2020年１月１日."""
    before, after = text[edit.span.start - 1 : edit.span.start], text[edit.span.end : edit.span.end + 1]
    return before in tuple("年月〔") or after in tuple("年月日号〕")


def fix_part_width(text: str) -> list[Edit]:
    """Make the full-width dot and at sign half-width between ASCII letters and digits, and a telephone's hyphen.

    A percent sign behind a number and the dash of a range (1－3) are printed so by offices and stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended("a＠b.cn，3．5，50％", fix_part_width("a＠b.cn，3．5，50％"))
    'a@b.cn，3.5，50％'
    """
    return replaced(text, PART_WIDTH, lambda run: unicodedata.normalize("NFKC", run), 0.97)


def fix_presentation_forms(text: str) -> list[Edit]:
    """Make small and vertical forms of marks the plain ones: ``﹝2021﹞59号``.

    >>> from notice_parser.clean.fix import mended
    >>> mended("﹝2021﹞59号", fix_presentation_forms("﹝2021﹞59号"))
    '〔2021〕59号'
    """
    return replaced(text, PRESENTATION, lambda c: c.translate(_PRESENTED), 0.98)
