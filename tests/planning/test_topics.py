"""Headings, in both directions."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from notice_parser.planning.topics import Topic, topics_of

ENTRIES = tomllib.loads((files("notice_parser.lexicon") / "plan_topics.toml").read_text(encoding="utf-8"))["topic"]
YES = [(entry["name"], heading) for entry in ENTRIES for heading in entry["yes"]]
NO = [(entry["name"], heading) for entry in ENTRIES for heading in entry["no"]]


@pytest.mark.parametrize(("topic", "heading"), YES)
def test_a_heading_announces_its_topic(topic: str, heading: str) -> None:
    assert Topic(topic) in topics_of(heading)


@pytest.mark.parametrize(("topic", "heading"), NO)
def test_a_heading_of_something_else_does_not(topic: str, heading: str) -> None:
    assert Topic(topic) not in topics_of(heading)


@pytest.mark.parametrize(
    ("heading", "topics"),
    [
        ("巡查工作的主要内容、方式和程序", {Topic.CHECKLIST, Topic.METHODS, Topic.PROCEDURE}),
        ("督查对象和形式", {Topic.TARGETS, Topic.METHODS}),
        ("检查时间及范围", {Topic.TIME, Topic.TARGETS}),
        ("中期检查工作安排及要求", {Topic.PROCEDURE, Topic.REQUIREMENTS}),
        ("时间步骤", {Topic.TIME, Topic.PROCEDURE}),
        ("问题清单和整改报告制度", set()),
        ("快速抓好问题整改", set()),
    ],
)
def test_a_heading_may_announce_several(heading: str, topics: set[Topic]) -> None:
    assert set(topics_of(heading)) == topics


def test_a_weak_word_is_marked() -> None:
    assert topics_of("重点任务") == {Topic.CHECKLIST: True}
    assert topics_of("检查重点") == {Topic.CHECKLIST: False}


def test_an_instruction_with_a_weak_word_is_no_heading_of_a_checklist() -> None:
    assert topics_of("扎实做好当前重点工作") == {}


def test_no_word_stands_twice_in_a_list() -> None:
    for entry in ENTRIES:
        for key in ("words", "bound", "weak"):
            assert len(entry[key]) == len(set(entry[key]))
            assert all(word == word.strip() and word for word in entry[key])
