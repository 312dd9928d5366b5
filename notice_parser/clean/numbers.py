"""Numbers of documents, dates, phones, mail addresses and items whose characters were misread."""

from __future__ import annotations

from notice_parser.clean.fix import apart, replaced
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import HAN
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_OPEN = r"[\[(（【〔﹝{｛［<〈「]"
_CLOSE = r"[\])）】〕﹞}｝］>〉」]"
_LIKE = "OoＯ○〇QlI|"  # what OCR reads for 0 and 1

YEAR_BRACKETS = Rule(
    "document_number/brackets",
    rf"(?<=[{HAN}A-Z])(?P<x>[ 　]{{0,2}}{_OPEN}[ 　]{{0,2}})(?:19|20)[0-9]{{2}}(?P<y>[ 　]{{0,2}}{_CLOSE}[ 　]{{0,2}})"
    r"(?P<z>的?)(?=(?:[第特总]|字第)?[ 　]{0,2}[0-9]{1,5}[ 　]{0,2}号)",
    no=("〔2018〕1号", "（2018）京0101民初5号", "见[2021]", "附件（2020）", "（2017年第12号）"),
    inside=(("清安发[2021]31号", "[2021]"), ("清设协(2020)36号", "(2020)"), ("教发〔2021]3号", "〔2021]")),
)
LOST_CLOSING = Rule(
    "document_number/lost_closing",
    rf"(?<=[{HAN}])(?P<x>{_OPEN})(?:19|20)[0-9]{{2}}(?P<y>)[1-9][0-9]{{0,2}}号",
    no=("〔2018〕193号", "楼2018193号", "（20181号）甲"),
    inside=(("京安办〔2018193号", "〔2018193号"),),
)
LOST_OPENING = Rule(
    "document_number/lost_opening",
    rf"(?<=[{HAN}])(?P<x>)(?:19|20)[0-9]{{2}}(?P<y>[\]】〕﹞}}］])[1-9][0-9]{{0,4}}号",
    no=("〔2018〕193号", "2018年193号"),
    inside=(("京安办2018〕193号", "2018〕193号"),),
)
NUMBER_BLANKS = Rule(
    "document_number/blanks",
    rf"(?<=[{HAN}])(?P<x>[ 　]*)〔(?:19|20)[0-9]{{2}}〕(?P<y>[ 　]*)第?[0-9]{{1,5}}(?P<z>[ 　]*)号",
    no=("〔2018〕", "国发"),
    inside=(("国发 〔2018〕 1 号", " 〔2018〕 1 号"),),
)
DIGIT_YEAR = Rule(
    "digits/year",
    rf"(?<![0-9A-Za-z一二三四五六七八九])(?=[{_LIKE}]{{0,2}}[0-9])"
    rf"(?P<x>[12lI|][90OoＯ○〇Q][0-9{_LIKE}]{{2}})(?=[ ]?年|〕)",
    no=("二〇二四年", "OPEC2024", "2100元", "一〇年"),
    inside=(("于2O24年", "2O24"), ("〔2０24〕2○24年", "2○24"), ("l998年", "l998")),
)
DIGIT_DAY = Rule(
    "digits/day",
    r"(?<=[年月])(?P<x>[0-9OoＯ○QlI|]{1,2})(?=[月日])",
    no=("年〇月", "五月l号"),
    inside=(("2024年l0月", "l0"), ("1月3O日", "3O")),
)
DIGIT_INNER = Rule(
    "digits/inner",
    r"(?<=[0-9])(?P<x>[OoＯ○〇lI])(?=[0-9])|(?<=[0-9][:：])(?P<y>[Oo]{2})(?![A-Za-z0-9])|(?<![A-Za-z0-9])(?P<v>[Oo])(?=[1-9][0-9]{1,2}-?[0-9]{7,8}(?![0-9]))|(?<=[0-9])(?P<z>[Oo])(?=[人个天日元号]|:)",
    no=("A0B", "二〇二四", "CO2", "10 o 20", "5l装"),
    inside=(("0531-1O86", "O"), ("1O0人", "O"), ("18:OO", "OO"), ("5177l203", "l")),
)
HAN_YEAR = Rule(
    "digits/han_year",
    r"(?P<x>[一二][九0OoＯ○零〇][0OoＯ○零〇一二三四五六七八九]{2})(?=年)",
    no=("二十年", "一九年", "二OO人"),
    inside=(("二OO八年", "二OO八"), ("二0一一年", "二0一一"), ("二○一八年六月", "二○一八")),
)
DASH_ONE = Rule(
    "dash/one",
    r"(?<=[0-9])(?P<x>一)(?=[0-9])|(?<=[0-9][日月时点分年号])(?P<y>一)(?=[0-9])",
    no=("1月一次", "第一2", "一1", "每日一3次", "2018年一季度"),
    inside=(("10月1日一10月3日", "一"), ("0531一5177", "一"), ("08:00一10", "一")),
)
DAY_OF_DASHES = Rule(
    "dash/day",
    r"(?<![0-9])(?:19|20)[0-9]{2}[-一](?:1[0-2]|0?[1-9])[-一](?:3[01]|[12][0-9]|0?[1-9])(?![0-9])",
    yes=("2020一07一20", "2020-7一20"),
    no=("2020一2021", "0531一5177"),
)
MAIL_DOT = Rule(
    "mail/dot",
    r"(?<=[A-Za-z0-9])(?P<x>[ ]?[。．·,，、][ ]?)(?=(?:com|cn|net|org|gov|edu)(?![A-Za-z]))"
    r"|(?<=@[A-Za-z0-9_-]{1,30})(?P<y>[。．·])(?=[a-z]{2,12})",
    no=("163.com", "甲。com", "a。b"),
    inside=(("a@163。com", "。"), ("a@b.gov。cn", "。")),
)
MAIL_BLANK = Rule(
    "mail/blank",
    r"(?<=[A-Za-z0-9_])(?P<x>[ ]{1,2}@[ ]{0,2}|@[ ]{1,2})(?=[A-Za-z0-9])",
    no=("a@b.cn", "甲 @乙"),
    inside=(("abc @163.com", " @"), ("abc@ 163.com", "@ ")),
)
MAIL_TOP = Rule(
    "mail/top",
    r"(?<=@[A-Za-z0-9._-]{1,40}[.])(?P<x>cam|corn|c0m|c0rn|conm)(?![A-Za-z0-9.-])",
    no=("a@b.com", "www.b.cam", "a@cam.cn", "popcorn"),
    inside=(("a@163.cam）", "cam"), ("a@mail.b.corn，", "corn")),
)
"""What recognition makes of com."""
ITEM_DOT = Rule(
    "item/dot",
    rf"(?:(?<=[\n。；：])|^)[ 　\t]{{0,8}}[1-9][0-9]?(?P<x>[·。•‧])(?=[ ]?[{HAN}“《])",
    no=("1.甲", "5·12地震", "分数为1。甲", "第1。"),
    inside=(("如下：3·提出", "3·"), ("\n  1。请各", "  1。")),
)
HAN_ITEM_DOT = Rule(
    "item/han_dot",
    rf"(?m)^[ 　\t]*[一二三四五六七八九十]{{1,3}}(?P<x>[.．。,，·])(?=[ ]?[{HAN}“《])",
    no=("一、甲", "十一，甲乙".replace("，", "、"), "统一。甲"),
    inside=(("一.目标", "一."), ("  二。任务", "  二。")),
)
ZERO_STOP = Rule(
    "stop/zero",
    r"(?<=[）)])(?P<x>[0Oo])(?=[（(][一二三四五六七八九十]{1,3}[)）]|[ \t]*(?:\n|$))",
    no=("（二）1", "（一）0531", "0（一）"),
    inside=(("（附件2）0", "0"), ("甲）0（二）", "0")),
)
RULES = (
    YEAR_BRACKETS, LOST_CLOSING, LOST_OPENING, NUMBER_BLANKS, DIGIT_YEAR, DIGIT_DAY, DIGIT_INNER, HAN_YEAR, DASH_ONE,
    DAY_OF_DASHES,
    MAIL_DOT, MAIL_BLANK, MAIL_TOP, ITEM_DOT, HAN_ITEM_DOT, ZERO_STOP,
)  # fmt: skip

_DIGITS = str.maketrans("OoＯ○〇QlI|", "000000111")
_HAN_ZERO = str.maketrans("0OoＯ○零", "〇〇〇〇〇〇")


def fix_document_numbers(text: str) -> list[Edit]:
    """Write 〔 〕 round the year of a document number and take the blanks out of it.

    OCR and converters write ``[2021]``, ``(2020)``, ``〔2021]`` or lose one bracket. Only between an agency code and a
    serial with 号: a court's ``（2018）京0101民初5号`` stays.

    >>> from notice_parser.clean.fix import mended
    >>> mended("京安发[2021] 3号", fix_document_numbers("京安发[2021] 3号"))
    '京安发〔2021〕3号'
    >>> mended("京安办〔2018193号", fix_document_numbers("京安办〔2018193号"))
    '京安办〔2018〕193号'
    """
    edits: list[Edit] = []
    for match in YEAR_BRACKETS.find_all(text):
        if (match["x"], match["y"], match["z"]) == ("（", "）", ""):
            continue  # 民批（1988）39号: printed so before the standard of 1989, and by some ever since
        for group, mark in (("x", "〔"), ("y", "〕"), ("z", "")):
            edits.append(Edit(Span(*match.span(group)), mark, YEAR_BRACKETS.name, 0.96))
    taken = {e.span.start for e in edits}
    for rule, confidence in ((LOST_CLOSING, 0.8), (LOST_OPENING, 0.85)):
        for match in rule.find_all(text):
            if match.start("x") not in taken and match.start("y") not in taken:
                edits.append(Edit(Span(*match.span("x")), "〔", rule.name, confidence))
                edits.append(Edit(Span(*match.span("y")), "〕", rule.name, confidence))
    return edits


def fix_number_blanks(text: str) -> list[Edit]:
    """Take the blanks out of a document number.

    >>> from notice_parser.clean.fix import mended
    >>> mended("国发 〔2018〕 1 号", fix_number_blanks("国发 〔2018〕 1 号"))
    '国发〔2018〕1号'
    """
    return replaced(text, NUMBER_BLANKS, "", 0.9)


def fix_digit_lookalikes(text: str) -> list[Edit]:
    """Turn O, ○, l and I into digits in years, days and between digits.

    Nowhere else: in 二〇二四年 the zero is right, and Latin words keep their letters.

    >>> from notice_parser.clean.fix import mended
    >>> mended("2O24年l0月3O日，CO2", fix_digit_lookalikes("2O24年l0月3O日，CO2"))
    '2024年10月30日，CO2'
    """
    return apart(
        edit
        for rule, confidence in ((DIGIT_YEAR, 0.95), (DIGIT_DAY, 0.93), (DIGIT_INNER, 0.9))
        for edit in replaced(text, rule, lambda run: run.translate(_DIGITS), confidence)
    )


def fix_han_years(text: str) -> list[Edit]:
    """Write the zero of a year in Chinese numerals as 〇: ``二OO八年``, ``二0一一年``, ``二○一八年``.

    >>> from notice_parser.clean.fix import mended
    >>> mended("二OO八年，二○一八年", fix_han_years("二OO八年，二○一八年"))
    '二〇〇八年，二〇一八年'
    """
    return replaced(text, HAN_YEAR, lambda run: run.translate(_HAN_ZERO), 0.96)


def fix_dashes(text: str) -> list[Edit]:
    """Turn 一 between digits, or between a day and a digit, into the dash that OCR misread.

    In a phone number and in 2020一07一20 it is a hyphen, elsewhere a dash. 一 before Chinese (1月一次) stays.

    >>> from notice_parser.clean.fix import mended
    >>> mended("0531一51770000，10月1日一10月3日", fix_dashes("0531一51770000，10月1日一10月3日"))
    '0531-51770000，10月1日—10月3日'
    """
    edits = []
    for edit in replaced(text, DASH_ONE, "—", 0.93):
        at = edit.span.start
        dated = DAY_OF_DASHES.match(text, max(0, at - 4)) or DAY_OF_DASHES.match(text, max(0, at - 7))
        dated = dated or DAY_OF_DASHES.match(text, max(0, at - 6))
        phone = text[at - 3 : at].isdecimal() and text[at + 1 : at + 8].isdecimal() and len(text) >= at + 8
        edits.append(Edit(edit.span, "-" if phone or dated else "—", edit.fix, edit.confidence))
    return edits


def fix_mail(text: str) -> list[Edit]:
    """Mend the dot and the at sign of a mail address: ``163。com``, ``abc @163.com``.

    >>> from notice_parser.clean.fix import mended
    >>> mended("abc @163。com", fix_mail("abc @163。com"))
    'abc@163.com'
    """
    return (
        replaced(text, MAIL_DOT, ".", 0.95)
        + replaced(text, MAIL_BLANK, "@", 0.93)
        + replaced(text, MAIL_TOP, "com", 0.9)
    )


def fix_item_marks(text: str) -> list[Edit]:
    """Write the mark after an item's number as it is printed: ``3·提出`` and ``1。请`` 1., ``一.`` and ``一。`` 一、.

    Only at the beginning of a line or after a sentence. 5·12 and decimals stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended("如下：3·提出。", fix_item_marks("如下：3·提出。"))
    '如下：3.提出。'
    """
    return replaced(text, ITEM_DOT, ".", 0.92) + replaced(text, HAN_ITEM_DOT, "、", 0.9)


def fix_zero_stops(text: str) -> list[Edit]:
    """Turn a 0 that OCR read for the full stop after a closing parenthesis into 。: ``)0(二)``.

    >>> from notice_parser.clean.fix import mended
    >>> mended("甲（附件2）0（二）乙", fix_zero_stops("甲（附件2）0（二）乙"))
    '甲（附件2）。（二）乙'
    """
    return replaced(text, ZERO_STOP, "。", 0.9)
