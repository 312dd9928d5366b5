"""What a heading announces: whom, when, by whom, what, how, in which steps.

The words stand in ``lexicon/plan_topics.toml``; headings of notices are so regular that their last word decides.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import regex

from notice_parser.grammar.rule import Rule
from notice_parser.plan.verbs import INSPECTION

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
class Lexicon:
    """Topic words: each word with its topics and whether they are weak, and the words that veto."""

    topics: dict[str, tuple[tuple[Topic, bool], ...]]
    longest: int
    veto: tuple[str, ...]


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
    topics: dict[str, tuple[tuple[Topic, bool], ...]] = {}
    for entry in source["topic"]:
        for key, weak in (("words", False), ("weak", True)):
            for word in entry[key]:
                topics[word] = (*topics.get(word, ()), (Topic(entry["name"]), weak))
    return Lexicon(topics, max(map(len, topics)), tuple(source["veto"]["words"]))


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
    if not 0 < len(heading) <= LONGEST_HEADING:
        return {}
    found: dict[Topic, bool] = {}
    last: tuple[tuple[Topic, bool], ...] = ()
    for piece in (heading, *regex.split(_JOINTS, heading)):
        last = _topics_of_piece(piece)
        for topic, weak in last:
            found[topic] = weak and found.get(topic, True)
    return found if last else {}


def _topics_of_piece(piece: str) -> tuple[tuple[Topic, bool], ...]:
    words = lexicon()
    for length in range(min(words.longest, len(piece)), 1, -1):
        topics = words.topics.get(piece[-length:])
        if topics is None:
            continue
        before = piece[:-length]
        if any(before.endswith(v) or piece.startswith(v) for v in words.veto) and INSPECTION.search(before) is None:
            return ()
        if INSPECTION.search(piece) is not None:
            return topics
        if before in _FOCUS:
            return ()
        return tuple(t for t in topics if not t[1] or len(before) <= LONGEST_BEFORE_WEAK)
    return ()
