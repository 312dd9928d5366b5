"""No pattern can be made to hang: each is tried against texts that drive a backtracking search mad."""

from __future__ import annotations

import os
import random
import time

import pytest
import regex

from notice_parser.grammar.rule import SHORT, Rule
from tests.test_rules import RULES

# The checks before a change is taken try everything at a greater length; by default some texts are drawn for each rule.
LENGTH = int(os.environ.get("NOTICE_ADVERSARIAL_LENGTH", "0"))
DEFAULT_LENGTH, DRAWN = 1_200, 12
NOTICEABLE = 0.02
"""Seconds below which it does not matter how time grows."""
STEEP = 9
"""A text four times as long takes four times the time; sixteen times where a pattern takes the square."""

# Runs of what the patterns are made of. A pattern that repeats a class over such a run and then fails, and does so
# from every position, takes the square of its length.
RUNS = (
    *"一十0O9年月日号，、。：；（）《》〔〕【】“”(),.:;-—_@#　 \t\n\r的和及至前后局厅省市县区附件aA中、",
    "关于",
    "1、",
    "（一）",
    "一、",
    "第一条",
    "20",
    "2024年",
    "12月31日",
    "市、县",
    "人民政府、",
    "《〈",
    "《一",
    "(（",
    "a.",
    "a@",
    "0-",
    "010-",
    "附件1",
    "于",
    "自起至",
    "各有关",
    "工作日内",
    " \n",
    "\r\n",
)


def adversarial(rule: Rule, length: int) -> list[str]:
    """Give runs and repeated near-misses of the rule's own examples."""
    pieces = list(RUNS)
    examples = [*rule.yes, *(text for text, _ in rule.inside)]
    rng = random.Random(rule.name)
    for example in examples:
        cut = rng.randrange(1, len(example)) if len(example) > 1 else 1
        pieces += [example[:-1], example[1:], example[:cut], example + "\x00"]
        pieces.append("".join(char * rng.choice((1, 1, 200)) for char in example))
    texts = [(piece * length)[:length] for piece in dict.fromkeys(pieces) if piece]
    return texts if LENGTH else rng.sample(texts, min(DRAWN, len(texts)))


def seconds(rule: Rule, text: str) -> float:
    start = time.process_time()
    for _ in rule.find_all(text):
        pass
    return time.process_time() - start


def is_steep(rule: Rule, text: str) -> bool:
    """Tell whether the search takes more than its share of time as the text grows; a busy machine is asked again."""
    if seconds(rule, text) < NOTICEABLE:
        return False
    for _ in range(4):
        if seconds(rule, text) <= STEEP * max(seconds(rule, text[: len(text) // 4]), NOTICEABLE / 8):
            return False
    return True


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_pattern_hangs(rule: Rule) -> None:
    slow = []
    for text in adversarial(rule, LENGTH or DEFAULT_LENGTH):
        try:
            if is_steep(rule, text):
                slow.append(f"{text[:30]!r} repeated to {len(text)} characters: more than linear")
        except TimeoutError:
            slow.append(f"{text[:30]!r} repeated to {len(text)} characters: gave up")
    assert slow == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_short_texts_need_no_clock(rule: Rule) -> None:
    """Texts that are searched without a time limit: no pattern may go round in circles on them either."""
    pattern = regex.compile(rule.pattern, regex.VERSION1)
    for text in adversarial(rule, SHORT):
        pattern.search(text, timeout=1.0)
        pattern.match(text, timeout=1.0)
        pattern.fullmatch(text, timeout=1.0)
