"""How a text is damaged: what the later steps must know before they trust its marks."""

from __future__ import annotations

from collections import Counter

from notice_parser.core.chars import HAN
from notice_parser.grammar.rule import Rule

BETWEEN = Rule(
    "garble/mark_between",
    rf"(?<=[{HAN}0-9])(?P<mark>[,.。、， ])(?=[{HAN}0-9])",
    no=("甲乙", "甲：乙", "Hello, world"),
    inside=(("各市,县", ","), ("印发 制度", " ")),
)
MEANT = Rule("garble/meant_mark", '[：；？！（）《》“”〔〕:;()"]', yes=("：", "《", "("), no=("，", "、"))
STRAY_STOP = Rule(
    "garble/stray_stop",
    rf"(?<=[{HAN}])[.](?=[{HAN}])",
    yes=(),
    no=("1.甲", "甲。乙", "3.5"),
    inside=(("幼儿园.现将", "."),),
)
HAN_LETTER = Rule("garble/han_letter", f"[{HAN}]", yes=("通",), no=("a", "1", "，"))
BARE_RUN = Rule(
    "garble/bare_run",
    rf"[{HAN}0-9A-Za-z①-⑳%@]{{60,}}+",
    no=("各市、县人民政府：",),
    inside=(("，" + "通知" * 60 + "。", "通知" * 60),),
)
RULES = (BETWEEN, MEANT, STRAY_STOP, HAN_LETTER, BARE_RUN)

_NOISE = ",.。、 "
FEWEST = 10
"""So many marks must stand between letters before chance can be told from habit."""
FEWEST_BARE = 120
"""Fewer letters in a row may be a title alone."""


def has_random_marks(text: str) -> bool:
    """Tell whether the marks of a text are noise: one of ``, . 。 、`` or a blank at every place, brackets all lost.

    Document libraries keep where a mark stood and lose which one it was. In a text that is in order the comma rules, a
    mark of five is never spread over all of them, and brackets and colons occur.

    >>> has_random_marks("各市,县.自治县、政府 现将,制度.试行、印发。你们 请,认真.组织、实施。云汀 省,政府.年" * 2)
    True
    >>> has_random_marks("各市、县、自治县政府：现将《制度》印发给你们，请认真组织实施。" * 4)
    False
    """
    counts = Counter(m["mark"] for m in BETWEEN.find_all(text[:20_000]))
    total = sum(counts.values())
    if total < FEWEST:
        return False
    shares = [counts[mark] / total for mark in _NOISE]
    meant = sum(1 for _ in MEANT.find_all(text[:20_000]))
    spread = sum(share > 0.06 for share in shares)
    if spread >= 4 and counts["，"] < 0.1 * total and meant <= 0.08 * total:
        return True
    # A short text shows no even spread; full stops of ASCII between letters and not one colon or bracket tell it too.
    stray = sum(1 for _ in STRAY_STOP.find_all(text[:20_000]))
    kinds = sum(counts[mark] > 0 for mark in _NOISE)
    return stray >= 3 and kinds >= 4 and stray >= 0.1 * total and meant <= 0.02 * total and "，" not in text


def has_no_marks(text: str) -> bool:
    """Tell whether marks and breaks of a text are gone: most of it stands in runs of letters longer than any sentence.

    >>> has_no_marks("各市人民政府现将制度印发给你们请认真组织实施" * 9)
    True
    >>> has_no_marks("各市：现将制度印发，请实施。" * 9)
    False
    """
    seen = text[:20_000]
    runs = [match.group() for match in BARE_RUN.find_all(seen)]
    bare = sum(map(len, runs))
    if bare < FEWEST_BARE or bare * 2 <= len(seen.strip()):
        return False
    # Dates and labels part the letters: 于4月6日前 … 二检查方式; a run of Latin letters or digits is a code.
    return 2 * sum(1 for run in runs for _ in HAN_LETTER.find_all(run)) > bare
