"""Edits as records."""

from __future__ import annotations

from notice_parser.core.alignment import CleanText, Edit
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.export.steps import clean_to_json, steps_to_json


def test_places_of_later_steps_are_places_of_the_source() -> None:
    clean = CleanText.untouched(SourceText("国 发[2O24]1号", "a.txt"))
    clean = clean.edited("blanks", [Edit(Span(1, 2), "", "blanks/word", 0.9)])
    clean = clean.edited("brackets", [Edit(Span(2, 3), "〔"), Edit(Span(7, 8), "〕")])
    clean = clean.edited("digits", [Edit(Span(4, 5), "0", "digits/year", 0.98765)])
    assert clean.text == "国发〔2024〕1号"
    steps = list(steps_to_json(clean))
    assert [(s["step"], s["fix"], s["before"], s["after"]) for s in steps] == [
        (1, "blanks/word", " ", ""),
        (2, "brackets", "[", "〔"),
        (2, "brackets", "]", "〕"),
        (3, "digits/year", "O", "0"),
    ]
    source = clean.source.text
    assert [source[s["source_start"] : s["source_end"]] for s in steps] == [" ", "[", "]", "O"]
    assert steps[-1]["confidence"] == 0.988
    assert clean_to_json(clean)["steps"] == steps


def test_an_untouched_text_has_no_steps() -> None:
    assert list(steps_to_json(CleanText.untouched(SourceText("通知")))) == []
