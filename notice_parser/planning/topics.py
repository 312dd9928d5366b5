"""What a heading announces: whom, when, by whom, what, how, in which steps.

The words stand in ``lexicon/plan_topics.toml``; headings of notices are so regular that their last word decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import regex

from notice_parser.grammar.rule import Rule
from notice_parser.planning.verbs import INSPECTION

LONGEST_HEADING = 24
"""A longer text before the first mark is a sentence: 巡查工作的主要内容、方式和程序 has 14."""


class Topic(StrEnum):
    """The parts of a plan that a heading can announce."""

    OBJECTIVE = "objective"
    TARGETS = "targets"
    TIME = "time"
    TEAMS = "teams"
    CHECKLIST = "checklist"
    METHODS = "methods"
    PROCEDURE = "procedure"
    REQUIREMENTS = "requirements"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that ends a heading: the topic it names, and when it holds."""

    topic: Topic
    bound: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Topic words by their spelling, the longest one's length, and the words that veto."""

    words: dict[str, tuple[Word, ...]]
    longest: int
    veto_before: tuple[str, ...]
    veto_first: tuple[str, ...]
    veto_whole: frozenset[str]


PHASE = Rule(
    name="topic/phase",
    pattern=r"(?:第[一二三四五]阶段|[\p{Han}]{2,8}阶段|动员部署|部署发动|动员发动|自查自纠|组织实施|集中(?:检查|整治|排查)|"
    r"全面(?:排查|整治|自查)|总结(?:验收|提升|评估|提高|反馈)|巩固提升|督导检查|督查检查|抽查核查|整改(?:落实|提升|销号))",
    yes=("第一阶段", "自查阶段", "部署发动", "组织实施", "总结验收", "巩固提升"),
    no=("加强组织领导", "检查内容", "强化责任"),
)

BRACKET = Rule(
    name="topic/bracket",
    pattern=r"[（(][^（()）\n]{0,40}[）)]",
    yes=("（2021年12月10日前）", "(8月)"),
    no=("2021年12月10日前",),
)

RULES: tuple[Rule, ...] = (PHASE, BRACKET)

LONGEST_BEFORE_WEAK = 2
"""主要工作任务 is a heading of tasks, 扎实做好当前重点工作 an instruction."""

_FOCUS = ("突出", "把握", "明确", "聚焦")
_JOINTS = r"[、，,]|以及|[和与及暨]"


@cache
def lexicon() -> Lexicon:
    """Read the topic words, once."""
    source = tomllib.loads((files("notice_parser.lexicon") / "plan_topics.toml").read_text(encoding="utf-8"))
    words: dict[str, tuple[Word, ...]] = {}
    for entry in source["topic"]:
        for key in ("words", "bound", "weak"):
            for word in entry[key]:
                words[word] = (*words.get(word, ()), Word(Topic(entry["name"]), key == "bound", key == "weak"))
    veto = source["veto"]
    return Lexicon(words, max(map(len, words)), tuple(veto["before"]), tuple(veto["first"]), frozenset(veto["whole"]))


@cache
def topics_of(heading: str) -> dict[Topic, bool]:
    """Tell what a heading announces; the value is True where the word is a weak sign.

    ``heading`` is the text without its label, up to the first mark.

    >>> sorted(topics_of("巡查对象与巡查组织"))
    [<Topic.TARGETS: 'targets'>, <Topic.TEAMS: 'teams'>]
    >>> topics_of("联系方式")
    {}
    """
    heading = regex.sub(BRACKET.pattern, "", heading).strip(' \t\u3000：:。.；;【】[]“”"*#')
    heading = regex.sub(
        r"(?:主要)?(?:进行|开展|如下|包括|包含)$|主要(?:为|是|有)$|[和与及、](?:数量|比例|名单|原则|依据)$", "", heading
    )
    if not 0 < len(heading) <= LONGEST_HEADING or heading in lexicon().veto_whole:
        return {}
    if heading.startswith(lexicon().veto_first):
        return {}
    found: dict[Topic, bool] = {}
    last: list[Word] = []
    for piece in _pieces(heading):
        last = list(_words_of(piece, heading))
        for word in last:
            found[word.topic] = word.weak and found.get(word.topic, True)
    return found if last else {}


def _pieces(heading: str) -> list[str]:
    """Split a heading that names several things, but not inside a word that holds a joint itself (目的和任务)."""
    longest = max((w for w in lexicon().words if heading.endswith(w)), key=len, default="")
    return [heading] if regex.search(_JOINTS, longest) else [heading, *regex.split(_JOINTS, heading)]


def _words_of(piece: str, heading: str) -> Iterator[Word]:
    """Find the longest word that ends a piece of a heading, and tell for which topics it holds there."""
    known = lexicon()
    for length in range(min(known.longest, len(piece)), 1, -1):
        words = known.words.get(piece[-length:])
        if words is None:
            continue
        before = piece[:-length]
        inspected = INSPECTION.search(before) is not None or (not before and INSPECTION.search(heading) is not None)
        if any(before.endswith(v) or before.startswith(v) for v in known.veto_before) and (
            not inspected or before.endswith(("发现", "发现的", "存在的"))
        ):
            return
        if before in _FOCUS:
            return
        for word in words:
            if inspected or not (word.bound or (word.weak and len(before) > LONGEST_BEFORE_WEAK)):
                yield word
        return
