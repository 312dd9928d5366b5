"""No pattern can be made to hang: each is tried against texts that drive a backtracking search mad."""

from __future__ import annotations

import os
import random
import time

import pytest

from notice_parser.grammar.rule import Rule
from tests.test_rules import RULES

# The checks before a change is taken set a greater length, at which the square of it shows without doubt.
LENGTH = int(os.environ.get("NOTICE_ADVERSARIAL_LENGTH", "2500"))
SECONDS = 0.1 + LENGTH / 10_000
"""CPU time that one text may take. It is linear: a pattern that takes the square passes at no length."""


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


def adversarial(rule: Rule) -> list[str]:
    """Give runs and repeated near-misses of the rule's own examples."""
    texts = [(run * LENGTH)[:LENGTH] for run in RUNS]
    examples = [*rule.yes, *(text for text, _ in rule.inside)]
    rng = random.Random(rule.name)
    for example in examples:
        cut = rng.randrange(1, len(example)) if len(example) > 1 else 1
        for piece in (example[:-1], example[1:], example[:cut], example + "\x00"):
            if piece:
                texts.append((piece * LENGTH)[:LENGTH])
        stretched = "".join(char * rng.choice((1, 1, 200)) for char in example)
        texts.append((stretched * LENGTH)[:LENGTH])
    return texts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_pattern_hangs(rule: Rule) -> None:
    slow = []
    for text in dict.fromkeys(adversarial(rule)):
        start = time.process_time()
        try:
            for _ in rule.find_all(text):
                pass
        except TimeoutError:
            slow.append(f"{text[:30]!r} repeated to {len(text)} characters: gave up")
        if (taken := time.process_time() - start) > SECONDS:
            slow.append(f"{text[:30]!r} repeated to {len(text)} characters: {taken:.2f} s")
    assert slow == []
