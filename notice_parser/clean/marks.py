"""Punctuation that lost its Chinese form: half-width marks, wrong quotation marks, doubled marks."""

from __future__ import annotations

from itertools import pairwise

from notice_parser.clean.fix import replaced
from notice_parser.core.alignment import Edit
from notice_parser.core.chars import HAN, is_han
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_FULL |= {f"{half} ": full for half, full in list(_FULL.items())}

HALF_WIDTH = Rule(
    "marks/half_width",
    rf"(?<=[{HAN}）》〉”’〕】%％℃])(?P<x>[,;](?:[ ](?=[{HAN}“《（]))?|[:?!])(?![?!/])"
    rf"|(?<=[0-9A-Za-z])(?P<y>[,;:?!])(?=[{HAN}《“（])"
    r"|(?<=[0-9A-Za-z])(?P<z>[;:])(?=\n)",
    no=("11:00", "1,000", "http://a.cn", "Hello, world", "甲，乙", "a:b", "甲?!"),
    inside=(("通知如下:", ":"), ("甲,乙", ","), ("2018年,3", ","), ("LOGO,格式", ","), ("头发; 头", "; ")),
)
DOUBLED = Rule(
    "marks/doubled",
    r"(?P<x>(?<![，、；：])(?:，[，]+|、[、]+|；[；]+|：[：]+|，、|、，|，。|、。|：，|，；))(?![，、；：。])|(?<!。)(?P<y>。。)(?!。)",
    no=("，", "。。。", "……", "。”", "）。"),
    inside=(("各单位，、各部门", "，、"), ("完成。。下", "。。"), ("如下：：一", "：：")),
)
BEFORE_DAY = Rule(
    # 4月7日（星期五），前确定: the weekday stands between the day and its 前.
    "marks/before_day",
    rf"(?<=[0-9]日（(?:星期|周)[一二三四五六日天]）)(?P<x>[，,。、. ])(?=前(?![后期往来述款])[{HAN}])",
    inside=(("4月7日（星期五），前确定", "，"),),
    no=("4月7日（星期五），各单位", "4月7日（星期五）前确定", "4月7日（星期五），前期工作"),
)
STOP_AT_END = Rule(
    "marks/stop_at_end",
    rf"(?m)(?<=[{HAN}）》”])(?P<x>\.)(?=[ \t]*$)",
    no=("a.", "1.", "甲...", "www.a.cn"),
    inside=(("认真落实.", "."),),
)
INNER_STOP = Rule(
    "marks/inner_stop",
    rf"(?<=[{HAN}）》”])(?P<x>\.)(?=[{HAN}])",
    no=("a.b", "1.甲", "www.a.cn", "甲.1"),
    inside=(("认真落实.各单位", "."),),
)
STRAY_STOP = Rule(
    "marks/stray_stop",
    rf"(?<=以及|避免|和|与|及|对|在|为|将|按照|根据|通过|关于|的)(?P<x>\.)(?=[{HAN}])",
    no=("完成.下一步", "1.甲", "甲。乙"),
    inside=(("项目以及.各类", "."), ("避免.类似", ".")),
)
QUOTES = Rule("marks/quotes", '["“”＂]', yes=('"', "“"), no=("'", "《"))
ANGLES = Rule("marks/angle", r"<<|>>|＜＜|＞＞|[<>＜＞«»〈〉《》]", yes=("<<", "»", "〈"), no=("(", "“"))
BRACKETED_STATE = Rule(
    "marks/bracketed_state",
    r"(?P<x>[【\[［])(?:试行|暂行|征求意见稿|草案|修订稿?|修正|送审稿|讨论稿|节选|摘要)(?P<y>[】\]］])",
    yes=("【征求意见稿]", "[试行]"),
    no=("（试行）", "【字体】", "[2021]"),
)
RULES = (HALF_WIDTH, DOUBLED, BEFORE_DAY, STOP_AT_END, INNER_STOP, STRAY_STOP, QUOTES, ANGLES, BRACKETED_STATE)


RARE = 0.035
"""Share of the full-width marks; garbled pages have 0.05 and more, laws in official collections up to 0.033."""
_FULL_MARKS = "，。；：、（）"


def fix_half_width(text: str) -> list[Edit]:
    """Make half-width marks full-width where a Chinese character is their neighbour.

    Nearly every garbled page has them: ``通知如下:``. Times (11:00), numbers (1,000), addresses and English stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended("时间:11:00,地点:A座", fix_half_width("时间:11:00,地点:A座"))
    '时间：11:00，地点：A座'
    """
    return _unless_rare(text, replaced(text, HALF_WIDTH, _FULL, 0.96))


def _unless_rare(text: str, edits: list[Edit]) -> list[Edit]:
    """Leave a text alone in which hardly any mark is half-width: its office printed it so."""
    return edits if edits and len(edits) > RARE * sum(map(text.count, _FULL_MARKS)) else []


def _is_half_width(text: str) -> bool:
    """Tell whether so many marks are half-width that somebody's program made them so."""
    return bool(_unless_rare(text, replaced(text, HALF_WIDTH, _FULL, 0.96)) or fix_parentheses(text))


def fix_parentheses(text: str) -> list[Edit]:
    """Make half-width parentheses full-width where they enclose or follow Chinese.

    An area code before a number, ``(0399)5557435``, and parentheses of English or formulas stay; an opening one and
    the closing one that belongs to it go together.

    >>> from notice_parser.clean.fix import mended
    >>> mended("(一)甲(市）(0399)5557435 f(x)", fix_parentheses("(一)甲(市）(0399)5557435 f(x)"))
    '（一）甲（市）(0399)5557435 f(x)'
    """
    edits: list[Edit] = []
    open_at: list[int] = []
    for at, char in enumerate(text):
        if char in "(（":
            open_at.append(at)
        elif char in ")）":
            start = open_at.pop() if open_at else None
            if start is not None and (at - start > 300 or "\n" in text[start:at]):
                start = None
            if start is None:
                if char == ")" and at and is_han(text[at - 1]):
                    edits.append(_mark(at, "）"))
            elif (text[start] == "(" or char == ")") and _is_chinese(text, start, at):
                edits += [_mark(p, full) for p, full in ((start, "（"), (at, "）")) if text[p] != full]
        elif char == "\n":
            edits += [_mark(p, "（") for p in open_at if text[p] == "(" and is_han(text[p + 1 : p + 2])]
            open_at.clear()
    edits += [_mark(p, "（") for p in open_at if text[p] == "(" and is_han(text[p + 1 : p + 2])]
    return _unless_rare(text, sorted(edits))


def _mark(at: int, full: str) -> Edit:
    return Edit(Span(at, at + 1), full, "marks/parenthesis", 0.96)


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Judge a pair of parentheses by what it holds and what stands beside it."""
    inner, before, after = text[start + 1 : end], text[start - 1 : start] if start else "", text[end + 1 : end + 2]
    if text[start] == "（" or text[end] == "）" or any(is_han(c) for c in inner):
        return True
    digits = inner.replace(" ", "")
    if digits.isdecimal() and (
        digits.startswith("0") or (len(digits) == 4 and digits.startswith(("19", "20")) and after.isdecimal())
    ):
        return False
    if is_han(before) or before in tuple("》”〕"):
        return True
    return digits.isdecimal() and len(digits) < 3 and is_han(after)


def fix_quotes(text: str) -> list[Edit]:
    """Make ASCII or wrongly turned double quotation marks pairs of “ and ”, line by line.

    A line is mended only where its marks are even in number and hold Chinese; English quotations and inches stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended('实行"阳光执法"', fix_quotes('实行"阳光执法"'))
    '实行“阳光执法”'
    >>> fix_quotes('55"电视')
    []
    """
    edits: list[Edit] = []
    line: list[int] = []
    for match in QUOTES.find_all(text):
        at = match.start()
        if line and "\n" in text[line[-1] : at]:
            edits += _paired(text, line)
            line = []
        line.append(at)
    return edits + _paired(text, line)


def _paired(text: str, line: list[int]) -> list[Edit]:
    if len(line) % 2 or all(text[p] == "“”"[i % 2] for i, p in enumerate(line)) or _is_nested(text, line):
        return []
    pairs = list(zip(line[::2], line[1::2], strict=True))
    if not all(any(is_han(c) for c in text[a + 1 : b]) or is_han(text[a - 1 : a]) for a, b in pairs):
        return []
    edits = []
    for a, b in pairs:
        edits += [Edit(Span(p, p + 1), m, "marks/quotes", 0.93) for p, m in ((a, "“"), (b, "”")) if text[p] != m]
    return edits


def _is_nested(text: str, line: list[int]) -> bool:
    """Tell marks that stand right one pair within another: “某公司“零报告”汇报表”."""
    depth = 0
    for at in line:
        depth += {"“": 1, "”": -1}.get(text[at], -len(line))
        if depth < 0:
            return False
    return depth == 0


def fix_doubled(text: str) -> list[Edit]:
    """Leave one of two marks that a converter wrote for one: ``各单位,、各部门,、``.

    The first one stays, a full stop before all. An ellipsis of stops and a mark before a bracket stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended("各单位，、各部门。。", fix_doubled("各单位，、各部门。。"))
    '各单位，各部门。'
    """
    found = replaced(text, DOUBLED, lambda run: "。" if "。" in run else run[0], 0.9)
    return sorted([*found, *replaced(text, BEFORE_DAY, "", 0.9)]) if "）" in text else found


def fix_stops(text: str) -> list[Edit]:
    """Make an ASCII full stop after Chinese at the end of a line ``。``, and delete one where no sentence can end.

    After 以及, 避免, 的 and the like a dot is dirt on the page. Others inside a line stay, for they may be commas,
    unless the paragraph has no other full stop between its sentences.

    >>> from notice_parser.clean.fix import mended
    >>> mended("项目以及.各类工程.", fix_stops("项目以及.各类工程."))
    '项目以及各类工程。'
    """
    stray = replaced(text, STRAY_STOP, "", 0.85)
    taken = {edit.span for edit in stray}
    inner = [edit for edit in _inner_stops(text) if edit.span not in taken]
    return sorted([*replaced(text, STOP_AT_END, "。", 0.93), *stray, *inner])


_SENTENCE = 12
"""Characters that a sentence has; a dot after fewer parts a name or a list."""


def _inner_stops(text: str) -> list[Edit]:
    """Make the dots inside a paragraph full stops where the layer of a PDF has no other, and commas besides.

    推动落实.各有关成员单位要加强指导，细化任务.中央企业要提升水平。
    """
    edits: list[Edit] = []
    at = 0
    for line in text.split("\n") if "." in text else ():
        if "." in line and "，" in line and "。" not in line[:-1] and len(line) > 4 * _SENTENCE:
            found = [m.start("x") for m in INNER_STOP.find_all(line)]
            bounds = [0, *found, len(line)]
            if all(b - a > _SENTENCE for a, b in pairwise(bounds)):
                edits += [Edit(Span(at + p, at + p + 1), "。", INNER_STOP.name, 0.85) for p in found]
        at += len(line) + 1
    return edits


def fix_angles(text: str) -> list[Edit]:
    """Make angle marks title marks: 《》 outside, 〈〉 inside another title, whichever of <, <<, «, 〈 was written.

    Only round Chinese: comparisons stay. So does a pair that is written right, or 《》 inside 《》.

    >>> from notice_parser.clean.fix import mended
    >>> mended("《建立<发展纲要>的意见》«通知»和<办法〉", fix_angles("《建立<发展纲要>的意见》«通知»和<办法〉"))
    '《建立〈发展纲要〉的意见》《通知》和《办法》'
    """
    edits: list[Edit] = []
    opened: list[Span] = []
    for match in ANGLES.find_all(text):
        span = Span(*match.span())
        if opened and not _may_close(text, opened[-1], span):
            opened.clear()
        if match.group()[0] in "<＜«〈《":
            after = text[span.end : span.end + 2]
            if is_han(after[:1]) or after[:1] in tuple("“《〈<«") or after in ("19", "20"):
                opened.append(span)
        elif opened:
            edits += _titled(text, opened.pop(), span, inside=bool(opened))
    if edits and all(_is_narrow(text, edit) for edit in edits) and not _is_half_width(text):
        return _unless_rare(text, sorted(edits))
    return sorted(edits)


def _is_narrow(text: str, edit: Edit) -> bool:
    """Tell a mark that offices type inside another title themselves: 《关于修改<某某办法>的决定》."""
    return edit.span.of(text) in "<>" and edit.replacement in "〈〉"


def _may_close(text: str, start: Span, at: Span) -> bool:
    """Tell whether a mark is near enough to belong to an open one; only «, which compares nothing, reaches over lines.

    A title of several lines: 印发«某某三年行动方案⏎（2024－2026年）»的通知.
    """
    breaks = text.count("\n", start.end, at.start)
    return at.start - start.start <= 120 and (not breaks or (breaks <= 2 and start.of(text) in "«《"))


def _titled(text: str, start: Span, end: Span, *, inside: bool) -> list[Edit]:
    inner = text[start.end : end.start]
    pair = start.of(text) + end.of(text)
    if pair in ("《》", "〈〉") or not any(is_han(c) for c in inner) or len(inner) < 2:
        return []
    marks = "〈〉" if inside else "《》"
    return [Edit(s, m, "marks/title", 0.93) for s, m in ((start, marks[0]), (end, marks[1])) if s.of(text) != m]


def fix_bracketed_states(text: str) -> list[Edit]:
    """Make square brackets round the state of a document parentheses: ``【征求意见稿]``.

    >>> from notice_parser.clean.fix import mended
    >>> mended("指引【征求意见稿]", fix_bracketed_states("指引【征求意见稿]"))
    '指引（征求意见稿）'
    """
    return replaced(text, BRACKETED_STATE, {**dict.fromkeys("【[［", "（"), **dict.fromkeys("】]］", "）")}, 0.93)
