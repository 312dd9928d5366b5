"""A letter of which a wrong codec left only some bytes: chosen among those that begin so, by what stands round it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from notice_parser.clean.letter_pairs import LetterPairs, folded
from notice_parser.clean.script import LEAST_LETTERS, traditional_letters
from notice_parser.grammar.rule import Rule

LOST = "\ufffd"
"""What stands for a letter that could not be restored."""
SIGNS = frozenset("，。、；：？！（）《》〈〉〔〕【】“”‘’—…·　〇％①②③④⑤⑥⑦⑧⑨⑩")

LABELLED = Rule(
    "lost_letter/labelled",
    r"^[ 　]*(?P<open>[（(]?)(?P<number>[一二三四五六七八九十]{1,3}(?=[、）)\ufffd])|[0-9]{1,2}(?=[.、．）)]))",
    yes=(),
    no=("各县", "一方面"),
    inside=(("　　（二）范围", "　　（二"), ("3.甲", "3")),
)
FIELD_NAME = Rule(
    "lost_letter/field_name",
    r"(?:电话|传真|邮箱|邮件|方式|地址|邮编|联系人|附件|时间|地点|如下|编码|账号|网址)$",
    yes=("电话", "传真"),
    no=("电话会议",),
)
YEAR_AHEAD = Rule(
    "lost_letter/year_ahead", r"(?:19|20)[0-9]{2}[〕\ufffd]", yes=("2021〕", "2021\ufffd"), no=("2021年",)
)
PART = Rule(
    "lost_letter/part",
    r"(?r)[（(](?P<number>[一二三四五六七八九十])[）)]|[一二三四五六七八九十]、",
    yes=("（二）", "三、"),
    no=("二是",),
)
RULES = (LABELLED, FIELD_NAME, YEAR_AHEAD, PART)

SURE = 12
"""Tenths of a power of ten by which the best letter must be likelier than the next to be sure."""
CHOSEN = 2
"""And to be written at all."""
REPEATED = 12
"""The most that a pair costs which stands elsewhere in the same text."""
PAIRED = 25
"""What it speaks for a bracket that its other half stands on the line."""
EXPECTED = 15
"""What it speaks for a mark that a field or a list asks for it."""
_NUMERALS = "一二三四五六七八九十"
_CLOSING = {"）": "（", "》": "《", "〕": "〔", "”": "“", "】": "【", "〉": "〈", "’": "‘"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}


@cache
def common_letters() -> frozenset[str]:
    """Give the 3,755 letters of the first level of GB 2312, and the signs of running text."""
    codes = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    return frozenset("".join(code.decode("gb2312", "ignore") for code in codes)) | SIGNS


class Chooser:
    """Chooses letters of one text, line by line in order."""

    def __init__(self, pairs: LetterPairs, neighbours: Iterable[str]) -> None:
        """``neighbours`` are the pairs of letters that the text shows elsewhere."""
        self.pairs = pairs
        self.seen = {folded(pair) for pair in neighbours if LOST not in pair}
        simple = traditional_letters()
        is_traditional = len({pair[0] for pair in self.seen} & simple.keys()) >= LEAST_LETTERS
        self.simple: Mapping[str, str] = simple if is_traditional else {}
        self.last = {"": "", "（": ""}

    def choose(self, words: Sequence[str], at: int, candidates: str) -> tuple[str, float]:
        """Choose what stands at a place of a line.

        Returns the letter and how sure it is, 0..1; the mark of a lost letter where none stands out.
        """
        known = "".join(c for c in candidates if self.simple.get(c, c) in common_letters())
        before, after = (words[at - 1] if at else "\n"), (words[at + 1] if at + 1 < len(words) else "\n")
        shown = self._bias("".join(words[max(0, at - 200) : at]), after, words[at + 1 : at + 40], from_start=at < 40)
        ranked = sorted((self._cost(before, c) + self._cost(c, after) - shown(c), c) for c in known or candidates)
        margin = ranked[1][0] - ranked[0][0] if len(ranked) > 1 else SURE
        if margin < CHOSEN:
            return LOST, 0.5
        return ranked[0][1], 0.9 if margin >= SURE else 0.6

    def line_done(self, line: str) -> None:
        """Remember the number that a line begins with."""
        label = LABELLED.match(line)
        if label is not None and label["number"][0] in _NUMERALS:
            kind = "（" if label["open"] else ""
            self.last[kind] = label["number"]
            if not kind:
                self.last["（"] = ""

    def _cost(self, before: str, letter: str) -> int:
        if letter == LOST:
            return 0
        pair = folded(before) + folded(letter)
        before, letter = (self.simple.get(c, c) for c in pair)
        cost = self.pairs.alone(letter) if before == LOST else self.pairs.cost(before, letter)
        return min(cost, REPEATED) if pair in self.seen else cost

    def _bias(self, before: str, after: str, rest: Sequence[str], *, from_start: bool) -> _Bias:
        opened = [c for c in before if c in _OPENING or c in _CLOSING]
        stack: list[str] = []
        for sign in opened:
            if sign in _OPENING:
                stack.append(sign)
            elif stack and stack[-1] == _CLOSING[sign]:
                stack.pop()
        ahead = next((c for c in rest if c in _OPENING or c in _CLOSING), "")
        if YEAR_AHEAD.match("".join(rest[:5])):
            ahead = "〕"
        expected = self._expected(before, from_start=from_start)
        after += rest[1] if len(rest) > 1 and after in "（(" else ""
        return _Bias(stack[-1] if stack else "", ahead, before, after, expected)

    def _expected(self, before: str, *, from_start: bool) -> str:
        """Give the numeral that comes next where a part begins."""
        bare = before.strip(" 　")
        if from_start and bare in ("", "（", "("):
            last = self.last["（" if bare else ""]
        elif bare.endswith(("（", "(")):
            last = (PART.search(before) or {"number": ""})["number"] or ""
        else:
            return ""
        return _NUMERALS[(_NUMERALS.find(last) + 1) % 10] if len(last) < 2 else ""


class _Bias:
    """What speaks for a letter beside its neighbours, in tenths of a power of ten."""

    def __init__(self, opened: str, ahead: str, before: str, after: str, expected: str) -> None:
        self.opened, self.ahead, self.before, self.after, self.expected = opened, ahead, before, after, expected
        self.field = FIELD_NAME.search(before[-3:]) is not None
        self.labelled = LABELLED.match(before) is not None

    def __call__(self, letter: str) -> int:
        if letter in _CLOSING:
            fits = self.opened == _CLOSING[letter]
            return PAIRED * (1 + (self.after == "\n")) if fits else -2 * PAIRED
        if letter in _OPENING:
            return PAIRED if self.ahead == _OPENING[letter] else -PAIRED
        if letter == self.expected or (letter == "函" and self.before.endswith("的") and self.after == "\n"):
            return 2 * PAIRED
        if letter == "、" and self.before[-1:] in "年月日" and self.after.isdecimal():
            return EXPECTED
        if letter == "。" and self.after[:1] in "（(" and self.after[1:] in (*_NUMERALS, LOST):
            return EXPECTED
        if letter == "：" and (self.field or (self.after == "\n" and not self.labelled)):
            return EXPECTED
        return EXPECTED if letter == "；" and self.after == "\n" and self.labelled else 0
