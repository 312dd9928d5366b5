"""Line ends that a printer, a converter or a web page put inside a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from notice_parser.clean.model_breaks import break_chances
from notice_parser.clean.words import WORDS
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import HAN, is_han
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_HEAD = r"^[ \t\u3000]*"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"

OPENER = Rule(
    "line/opener",
    rf"{_HEAD}(?:{_HAN_NUMBER}[、．.]|[（(]{_HAN_NUMBER}[)）]|[0-9]{{1,2}}[.、．](?![0-9]{{1,2}}[^0-9月])|[（(][0-9]{{1,2}}[)）]"
    rf"|第[一二三四五六七八九十百]{{1,4}}[章节条]|[①-⑳]|{_HAN_NUMBER}是"
    rf"|[{HAN}]{{2,14}}[〔\\[（(](?:19|20)[0-9]{{2}}[〕\\]）)][0-9]{{1,5}}号[ ]*$"
    r"|附件(?![0-9一二三四五]{0,2}[）)，。、的中要])|附[：:]|抄送|主送|抄报|主题词|联系(?:人|单位|电话|方式|地址)|特此|现将"
    r"|(?:电话|传真|邮箱|电子邮[箱件]|地址|邮编|时间|地点)[：:]|[（(](?:此件|主动公开|联系人|信息公开)|——|--|[●■◆★▲○◎]"
    r"|(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[ ]*$|[一二][〇零一二三四五六七八九]{3}年.{2,7}日[ ]*$"
    r")",
    yes=("一、", "（二）", "1.", "附件", "联系人", "2021年3月1日"),
    no=("落实责任", "于3月1日前", "准执行不严", "附件1）要求"),
)
FIELD = Rule(
    "line/field",
    rf"{_HEAD}(?![{HAN}]{{0,6}}如下)[{HAN}]{{2,8}}[：:](?![0-9]{{2}})",
    yes=("参会人员：",),
    no=("，参会人员：", "参会人员", "项通知如下："),
)
"""A row of the form name：value; in a text with printed line ends any clause may end so."""
TITLE_END = Rule(
    "line/title_end",
    r"的(?:紧急)?(?:通知|通报|函|公告|通告|决定|意见|批复|请示|报告)$",
    inside=(("关于检查的通知", "的通知"),),
    no=("通知",),
)
SIGNATURE_LIKE = Rule(
    "line/signature_like",
    rf"^[ \t\u3000]*[{HAN}（）()、 \u3000]{{2,34}}(?:政府|委员会|委|办公室|办公厅|厅|局|部|署|院|会|中心|公司|学校|大学"
    r"|学院|中学|小学|处|科|室|站|所|队|组|集团|街道办事处|指挥部)[ \t\u3000]*$",
    yes=("某市财政局", "某市安全生产委员会办公室"),
    no=("由某市财政局牵头", "财政局，水利局"),
)
DIGITS_ONLY = Rule(
    "line/digits_only", r"^[ \t\u3000]*[0-9]{1,4}[ \t\u3000]*$", yes=("2019", " 11 "), no=("2019年", "1.")
)
AFTER_DIGITS = Rule(
    "line/after_digits",
    rf"{_HEAD}(?:[年月日号时点秒个组名人家项次条件万亿元级届批周岁辆台套座类后左右以多余至到%％：:，．.／/)）—-]"
    r"|天(?![津水门台长河])|分(?![公局管类])|小时|工作日|学时|公里|平方|前(?!往)|、[0-9])",
    yes=("年", "个", "前", "："),
    no=("一、", "落实", "天津", "分局"),
)
DATE_PART = Rule(
    "line/date_part",
    r"^(?:年[0-9]{1,2}月|月(?:[0-9]{1,2}日|底|份|[上中下]旬)|日(?:前|至|起|[0-9]))",
    yes=("月10日", "日前"),
    no=("月度", "日常"),
)
PHONE_PART = Rule(
    "line/phone_part",
    r"^[－—–-][0-9]{7,8}(?![0-9-])",
    yes=("－83935555", "-5557788"),
    no=("-2-", "—2024年", "83935555"),
)
"""An area code at a line's end, its number on the next: （传真：010⏎-83935555）."""
PRINTED_LINE = Rule(
    "line/printed",
    rf"{_HEAD}[{HAN}（）()]{{4,60}}[ \u3000]{{0,20}}(?:19|20)[0-9]{{2}}年[0-9]{{1,2}}月[0-9]{{1,2}}日(?:印发)?[ ]*$",
    yes=("某市水利局办公室2024年2月28日印发", "某集团有限公司工程部 2024年2月28日"),
    no=("请于2024年2月28日前", "会议定于下周举行，2024年2月28日", "2024年2月28日"),
)
"""The line of the printing office and the date of printing, the last one of a notice: nothing goes on below it."""
RULES = (PHONE_PART, PRINTED_LINE, DATE_PART, OPENER, FIELD, TITLE_END, SIGNATURE_LIKE, DIGITS_ONLY, AFTER_DIGITS)

FEWEST_BROKEN = 2
"""So many line ends that certainly lie inside sentences show that others may."""
UNLIKELY = 0.01
"""A break is taken away in such a text where the model holds it for less probable than this."""
UNLIKELY_AFTER_LABEL = 0.2
"""The same behind a numbered line: what is left of its words is too short for a paragraph."""
LONGEST_HEADING = 20
SHORTEST_PARAGRAPH = 6
_TERMINAL = frozenset("。！？；：.!?;:…")
_CONTINUES = frozenset("，、,（《〈“—")
_CLOSES = frozenset("，。、；）》〉”’,;)")
_DATE_GOES_ON = _CLOSES | frozenset("前起至以止")
_TABLE = ("|", "\t", "\u3000\u3000", "   ")
_BLANKS = " \t\u3000\xa0"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: its span without the line end, its text without blanks at the ends, its width in Chinese characters."""

    span: Span
    words: str
    width: float
    indent: int


@lru_cache(maxsize=2)
def _rows(text: str) -> tuple[_Row, ...]:
    """Measure the lines; three fixes ask for the same ones."""
    rows = []
    at = 0
    for raw in text.split("\n"):
        shown = raw.rstrip(_BLANKS)
        words = shown.lstrip(_BLANKS)
        width = len(shown) - 0.5 * len(shown.encode("ascii", "ignore"))
        rows.append(_Row(Span(at, at + len(raw)), words, width, len(raw) - len(raw.lstrip(_BLANKS))))
        at += len(raw) + 1
    return tuple(rows)


def _join(text: str, above: _Row, below: _Row, fix: str, confidence: float) -> Edit:
    """Delete the line end and the blanks beside it; between Latin words one blank stays."""
    start = above.span.end - (len(above.span.of(text)) - len(above.span.of(text).rstrip(_BLANKS)))
    end = below.span.start + below.indent
    latin = above.words[-1:].isascii() and above.words[-1:].isalpha() and below.words[:1].isascii()
    return Edit(Span(start, end), " " if latin and below.words[:1].isalpha() else "", fix, confidence)


def fix_digit_lines(text: str) -> list[Edit]:
    r"""Join numbers that a converter put on lines of their own: ``2019⏎年⏎11⏎月``, ``每组⏎4⏎人``.

    The word below must count or date something; a number alone above any other line stays.

    >>> from notice_parser.clean.fix import mended
    >>> mended("应于\n11\n月\n15\n日前完成\n3\n关于", fix_digit_lines("应于\n11\n月\n15\n日前完成\n3\n关于"))
    '应于11月15日前完成\n3\n关于'
    """
    rows = _rows(text)
    edits: dict[int, Edit] = {}
    for i, row in enumerate(rows):
        if not row.words or not DIGITS_ONLY.fullmatch(row.words) or i + 1 == len(rows):
            continue
        below = rows[i + 1]
        if not (AFTER_DIGITS.match(below.words) or _is_clock(rows, i)):
            continue
        edits[i] = _join(text, row, below, "line/digits", 0.93)
        if _is_signed_year(rows, i):
            continue
        if i and (not rows[i - 1].words or rows[i - 1].words[-1] not in "。；！？") and _runs_on(rows, i - 1):
            above = rows[i - 1]
            span = Span(above.span.end, row.span.start + row.indent) if not above.words else None
            edits[i - 1] = Edit(span, "", "line/digits", 0.9) if span else _join(text, above, row, "line/digits", 0.93)
    return [edits[i] for i in sorted(edits)]


def _is_signed_year(rows: Sequence[_Row], i: int) -> bool:
    """The year of a date that stands under its signer."""
    return bool(
        i and len(rows[i].words) == 4 and rows[i + 1].words[0] == "年" and SIGNATURE_LIKE.match(rows[i - 1].words)
    )


def _is_clock(rows: Sequence[_Row], i: int) -> bool:
    """The minutes of 12⏎:⏎00⏎前完成."""
    return bool(i and rows[i - 1].words in (":", "："))


def _runs_on(rows: Sequence[_Row], i: int) -> bool:
    """A line that a number below it can go on: not empty without an indent, not a signer above a date."""
    row = rows[i]
    if not row.words:
        return row.indent > 0
    return row.words[-1] != "：" or AFTER_DIGITS.match(rows[i + 2].words) is not None if i + 2 < len(rows) else False


def fix_wrapped_lines(text: str) -> list[Edit]:
    r"""Join the lines of a text that was printed at a fixed width.

    A line that is as wide as the page goes on below, unless what follows opens a paragraph: a number, an indent, a
    date, a signer. Titles, narrower and centred, stay as they are.

    >>> from notice_parser.clean.fix import mended
    >>> page = "为做好安全生产工作，切实保障人民群众生\n命财产安全，请各单位认真贯彻，抓好落实\n工作。\n"
    >>> page += "一、检查范围包括全市各类企业和学校医院\n以及建筑工地。\n二、检查时间为三月一日至三月十五日共"
    >>> page += "计\n十五天，由市局统一安排并提前告知各县区和\n有关单位。"
    >>> mended(page, fix_wrapped_lines(page)).count("\n")
    2
    """
    rows = _rows(text)
    page = _page_width(rows)
    if page is None:
        return []
    indented = sum(1 for r in rows if r.words and 2 <= r.indent <= 8) > 2
    return [
        _join(text, above, below, "line/wrapped", 0.9)
        for above, below in pairwise(rows)
        if _is_wrapped(above, below, page, indented=indented)
    ]


def _page_width(rows: Sequence[_Row]) -> float | None:
    """Measure the page: the width that many lines reach and hardly one exceeds; None for text that was not wrapped."""
    widths = [round(r.width) for r in rows if r.width >= 12]
    if len(widths) < 5:
        return None
    counts = Counter(widths)
    page = max(counts, key=lambda w: (sum(counts[v] for v in range(w - 2, w + 1)), w))
    near = sum(counts[w] for w in range(page - 2, page + 2))
    over = sum(count for w, count in counts.items() if w > page + 1)
    return float(page) if 16 <= page <= 62 and near >= max(4, 0.3 * len(widths)) and over <= 0.1 * len(widths) else None


def _is_wrapped(above: _Row, below: _Row, page: float, *, indented: bool) -> bool:
    if not above.words or not below.words or above.width < page - 3.5 or OPENER.match(below.words):
        return False
    if (indented and below.indent >= 2) or below.indent > above.indent + 4:
        return False
    ends = above.words[-1]
    if ends in "；：:;" or any(m in above.words + below.words for m in _TABLE):
        return False
    if TITLE_END.search(above.words) and below.words[0] not in _CLOSES:
        return False
    if ends in "日发" and below.words[0] not in _DATE_GOES_ON and PRINTED_LINE.match(above.words):
        return False
    if ends in _TERMINAL:
        return above.width >= page - 1.5 and len(below.words) > 12 and not SIGNATURE_LIKE.fullmatch(below.words)
    return not (SIGNATURE_LIKE.fullmatch(below.words) and len(below.words) > 3 and above.width < page - 1.5)


def fix_stray_breaks(text: str) -> list[Edit]:
    r"""Join two lines between which a sentence goes on: a comma ends one, a closing mark heads the next.

    So does a long line that stops in the middle of a word. Numbers, signers, dates, rows of a table begin anew.

    >>> from notice_parser.clean.fix import mended
    >>> text = "做好组织保障\n，在确保安全的基础上，\n有序推进。\n一、范围"
    >>> mended(text, fix_stray_breaks(text))
    '做好组织保障，在确保安全的基础上，有序推进。\n一、范围'
    """
    pairs = [(above, below) for above, below in pairwise(_rows(text)) if above.words and below.words]
    certain = [_goes_on(above, below) for above, below in pairs]
    edits = [
        _join(text, above, below, "line/stray_break", 0.88)
        for (above, below), sure in zip(pairs, certain, strict=True)
        if sure
    ]
    if len(edits) < FEWEST_BROKEN:
        return edits
    addressed = max(0, text.find("：\n"))
    doubtful = [
        (above, below)
        for (above, below), sure in zip(pairs, certain, strict=True)
        # Above the addressees only a title goes on; masthead and title are no sentence.
        if not sure and _may_go_on(above, below) and (above.span.end > addressed or "关于" in above.words)
    ]
    chances = break_chances(text, [above.span.end for above, _ in doubtful])
    for above, below in doubtful:
        limit = UNLIKELY_AFTER_LABEL if OPENER.match(above.words) else UNLIKELY
        if chances.get(above.span.end, 1.0) < limit:
            edits.append(_join(text, above, below, "line/unlikely_break", 0.8))
    return sorted(edits)


def _may_go_on(above: _Row, below: _Row) -> bool:
    """Tell whether words alone leave open that a sentence goes on: letters on both sides, no sign of a new line."""
    if OPENER.match(below.words) or FIELD.match(below.words) or below.indent > 1:
        return False
    if not (is_han(above.words[-1]) or above.words[-1].isdecimal()) or not (
        is_han(below.words[0]) or below.words[0].isdecimal()
    ):
        return False
    if any(mark in above.words + below.words for mark in _TABLE) or SIGNATURE_LIKE.fullmatch(below.words):
        return False
    # 三、绕行路线⏎由东向西行驶: a heading has its own line, unless what follows is too short for a paragraph.
    heading = OPENER.match(above.words) is not None and len(above.words) <= LONGEST_HEADING
    return not heading or len(below.words) <= SHORTEST_PARAGRAPH


def _goes_on(above: _Row, below: _Row) -> bool:
    if below.words[0] in _CLOSES or below.words in ("：", ":"):
        return True
    if OPENER.match(below.words) or FIELD.match(below.words) or "|" in above.words + below.words or "\t" in above.words:
        return False
    ends = above.words[-1]
    if ends.isdecimal() and (DATE_PART.match(below.words) or PHONE_PART.match(below.words)):
        return True
    if ends in _CONTINUES:
        return ends not in "—" or len(above.words) > 30
    for opens, closes in ("《》", "（）", "()", "〔〕"):
        if above.words.count(opens) > above.words.count(closes) and closes in below.words.split(opens)[0]:
            return True
    parted = above.words[-1] + below.words[0]
    if parted in WORDS and above.words[-2:] not in WORDS and below.words[:2] not in WORDS:
        return True
    long = above.width >= 36 and any(m in above.words for m in "，。；") and is_han(ends)
    return long and is_han(below.words[0]) and below.indent == 0 and not SIGNATURE_LIKE.fullmatch(below.words)
