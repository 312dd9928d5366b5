"""Letters and gaps: what counts as which, and the one form of a gap."""

from __future__ import annotations

import pytest

from notice_parser.grammar.gaps import gaps_of, in_one_form, letters_of

FORMS = [
    ("", ""),
    (",", "，"),
    (")\n\n  (", "）¶（"),
    ("　　", " "),
    ("。\r\n", "。¶"),
    ("[", "〔"),
    ("】", "〕"),
    ("......", "……"),
    ("—", "—"),
    ("–", "—"),
    ("－", "-"),
    ("「", "“"),
]


@pytest.mark.parametrize(("gap", "form"), FORMS)
def test_form(gap: str, form: str) -> None:
    assert in_one_form(gap) == form
    assert in_one_form(form.replace("¶", "\n")) == form


def test_signs_of_values_are_letters() -> None:
    places, gaps = gaps_of("约5%，a_b@c.cn。")
    assert letters_of("约5%，a_b@c.cn。", places) == "约5%a_b@ccn"
    assert gaps[3] == "，"
    assert gaps[-1] == "。"
    assert len(gaps) == len(places) + 1


def test_letters_in_one_form_keep_their_number() -> None:
    text = "２０２４年①"
    places, _ = gaps_of(text)
    assert len(letters_of(text, places)) == len(places) == len(text)
    assert letters_of(text, places) == "2024年1"


@pytest.mark.parametrize("text", ["", "。", "\n", "甲", " 甲 "])
def test_gaps_and_letters_make_the_text(text: str) -> None:
    places, gaps = gaps_of(text)
    pieces = [gap + text[place] for gap, place in zip(gaps, places, strict=False)]
    assert "".join(pieces) + gaps[-1] == text
