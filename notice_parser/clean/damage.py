"""How a text was damaged, and how much: told by what restored it and by what could not be restored.

A text in order gives nothing. Strength is the share of the visible characters that the kind of damage touched, 0..1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from notice_parser.clean.overlaid import find_overlaid
from notice_parser.core.alignment import CleanText
from notice_parser.core.chars import HAN
from notice_parser.core.damage import Damage
from notice_parser.grammar.rule import Rule

_KINDS: Mapping[str, tuple[str, str]] = {
    "utf8_as_gbk": ("wrong_codec", "编码错乱（UTF-8误作GBK）"),
    "gbk_as_latin": ("wrong_codec", "编码错乱（误作Latin-1）"),
    "lost_bytes": ("lost_bytes", "编码缺字节"),
    "lost_now": ("lost_bytes", "编码缺字节"),
    "random_marks": ("random_marks", "标点错乱、括号丢失"),
    "no_marks": ("no_marks", "标点和分段全部丢失"),
    "traditional": ("traditional", "被转为繁体"),
    "sounds": ("sounds", "夹有拼音"),
    "radicals": ("radicals", "部首字符代替汉字"),
    "question_blanks": ("question_blanks", "空格变成问号"),
    "tags": ("markup", "夹有网页代码"),
    "entities": ("markup", "夹有网页代码"),
    "lookalikes": ("look_alikes", "形近字误识"),
    "digit_lookalikes": ("look_alikes", "形近字误识"),
    "digit_lines": ("broken_lines", "断行错乱"),
    "stray_breaks": ("broken_lines", "断行错乱"),
    "doubled": ("doubled_marks", "标点重复"),
}
"""The kind of damage and its words by the fix that undoes it; narrow marks and spaced letters are not damage."""

LOST = Rule(
    "damage/lost",
    r"\ufffd+|\?{4,}|？{4,}|□{2,}",
    yes=("\ufffd", "????", "□□"),
    no=("??", "是？", "□"),
)
LETTERS = Rule("damage/letters", rf"[{HAN}]", yes=("安",), no=("a", "，"))
RULES = (LOST, LETTERS)

FEWEST_LETTERS = 200
"""Text that is shorter shows no shares."""
FEWEST_EDITS = 3
FEWEST = 0.002
"""A weaker kind is not told: a single look-alike in a long text is a slip, not damage."""


def find_damage(clean: CleanText) -> tuple[Damage, ...]:
    """Tell the kinds of damage, the strongest first.

    >>> from notice_parser.core.source import SourceText
    >>> find_damage(CleanText.untouched(SourceText("各县水务局：请认真检查，按时报送。")))
    ()
    """
    visible = max(1, sum(not letter.isspace() for letter in clean.text))
    touched: Counter[tuple[str, str]] = Counter()
    edits: Counter[tuple[str, str]] = Counter()
    for step in clean.steps:
        if step.fix in _KINDS:
            touched[_KINDS[step.fix]] += sum(max(1, len(edit.span)) for edit in step.edits)
            edits[_KINDS[step.fix]] += len(step.edits)
    found = [
        Damage(kind, words, min(1.0, count / visible))
        for (kind, words), count in touched.items()
        if count / visible >= FEWEST and edits[kind, words] >= FEWEST_EDITS
    ]
    found += _lost(clean.text, visible)
    return tuple(sorted(found, key=lambda damage: (-damage.strength, damage.kind)))


def _lost(text: str, visible: int) -> Iterator[Damage]:
    lost = sum(len(match.group()) for match in LOST.find_all(text))
    if lost:
        yield Damage("unreadable", "有文字无法辨认", min(1.0, lost / visible), is_lost=True)
    overlaid = find_overlaid(text)
    if overlaid:
        share = sum(len(span) for span in overlaid) / visible
        yield Damage("overlaid_lines", "两行文字重叠、无法还原", min(1.0, share), is_lost=True, spans=overlaid)
    letters = sum(1 for _ in LETTERS.find_all(text))
    if visible >= FEWEST_LETTERS and letters < 0.02 * visible:
        yield Damage("no_chinese", "几乎没有汉字", 1.0 - letters / visible, is_lost=True)
