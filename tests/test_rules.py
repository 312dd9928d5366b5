"""Every rule against its own examples, in both directions."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest

import notice_parser
from notice_parser.grammar.rule import Rule


def modules_with_rules() -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """Walk the package for tables named RULES."""
    for info in pkgutil.walk_packages(notice_parser.__path__, "notice_parser."):
        if info.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(info.name)
        except ModuleNotFoundError as error:  # spaCy need not be installed
            if error.name != "spacy":
                raise
            continue
        rules = getattr(module, "RULES", None)
        if isinstance(rules, tuple):
            yield info.name, rules


RULES = list({id(rule): rule for _, rules in modules_with_rules() for rule in rules if isinstance(rule, Rule)}.values())
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@every_rule
def test_each_yes_matches_in_full(rule: Rule) -> None:
    assert [text for text in rule.yes if rule.fullmatch(text) is None] == []


@every_rule
def test_in_each_no_nothing_is_found(rule: Rule) -> None:
    assert [(text, hit.group()) for text in rule.no if (hit := rule.search(text)) is not None] == []


@every_rule
def test_in_each_inside_the_named_part_is_found_first(rule: Rule) -> None:
    found = [(text, None if (hit := rule.search(text)) is None else hit.group()) for text, _ in rule.inside]
    assert found == [tuple(pair) for pair in rule.inside]


@every_rule
def test_the_empty_text_matches_nothing(rule: Rule) -> None:
    assert rule.search("") is None


@every_rule
def test_a_rule_has_an_example_of_what_it_finds(rule: Rule) -> None:
    assert rule.yes or rule.inside


@every_rule
def test_a_rule_is_named_kind_slash_variant(rule: Rule) -> None:
    kind, _, variant = rule.name.partition("/")
    assert kind.replace("_", "").isalnum()
    assert variant.replace("_", "").replace("/", "").isalnum()
    assert rule.name.islower()
    assert rule.name.isascii()


def test_names_are_unique() -> None:
    assert [name for name, count in Counter(rule.name for rule in RULES).items() if count > 1] == []


@every_rule
def test_every_example_that_matches_holds_an_anchor(rule: Rule) -> None:
    examples = (*rule.yes, *(hit for _, hit in rule.inside))
    assert [e for e in examples if rule.anchors and not any(word in e for word in rule.anchors)] == []
