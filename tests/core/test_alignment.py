"""Alignment: the laws that every later stage relies on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_parser.core.alignment import (
    Alignment,
    CleanText,
    Edit,
    OverlappingEditsError,
    apply,
    compose,
    invert,
)
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span

TEXTS = st.text(alphabet="甲乙丙，。 1", max_size=30)


@st.composite
def edits_for(draw: st.DrawFn, text: str) -> list[Edit]:
    """Draw edits in order that do not overlap; insertions, deletions, replacements, touching ones too."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    return [
        Edit(Span(a, b), draw(st.text(alphabet="ABC", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(TEXTS)
    return text, draw(edits_for(text))


@st.composite
def edited_twice(draw: st.DrawFn) -> tuple[str, list[Edit], str, list[Edit]]:
    text, first = draw(edited())
    middle, _ = apply(text, first)
    return text, first, middle, draw(edits_for(middle))


def replay(text: str, after: str, alignment: Alignment) -> str:
    """Rebuild the edited text from its blocks."""
    pieces, at = [], 0
    for block in alignment.blocks:
        pieces += [text[at : block.before.start], block.after.of(after)]
        at = block.before.end
    return "".join([*pieces, text[at:]])


@given(edited())
def test_blocks_hold_all_that_changed(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    after, alignment = apply(text, edits)
    assert replay(text, after, alignment) == after
    assert replay(after, text, alignment.inverse()) == text


@given(edited())
def test_inverted_edits_restore_the_text(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    after, _ = apply(text, edits)
    assert apply(after, invert(text, edits))[0] == text


@given(edited_twice())
def test_composing_equals_aligning_twice(case: tuple[str, list[Edit], str, list[Edit]]) -> None:
    text, first_edits, middle, later_edits = case
    _, first = apply(text, first_edits)
    after, later = apply(middle, later_edits)
    both = compose(first, later)
    assert replay(text, after, both) == after
    for start in range(len(after) + 1):
        for end in range(start + 1, len(after) + 1):
            span = Span(start, end)
            twice = first.to_source(later.to_source(span))
            assert both.to_source(span).contains(twice) or len(twice) == 0


@given(edited())
def test_to_source_is_monotone_and_stays_inside(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    after, alignment = apply(text, edits)
    last = 0
    for position in range(len(after)):
        span = alignment.to_source(Span(position, position + 1))
        assert last <= span.start <= span.end <= len(text)
        last = span.start


@given(edited())
def test_unchanged_characters_lead_back_to_themselves(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    after, alignment = apply(text, edits)
    changed = {i for b in alignment.blocks for i in range(b.after.start, b.after.end)}
    for position in set(range(len(after))) - changed:
        span = alignment.to_source(Span(position, position + 1))
        assert span.of(text) == after[position]
        assert alignment.to_clean(span) == Span(position, position + 1)


def test_a_span_over_an_edit_covers_what_it_was_made_from() -> None:
    text = "〔2O24〕  1２号"
    after, alignment = apply(text, [Edit(Span(2, 3), "0"), Edit(Span(6, 8), ""), Edit(Span(9, 10), "2")])
    assert after == "〔2024〕12号"
    assert alignment.to_source(Span(1, 5)).of(text) == "2O24"
    assert alignment.to_source(Span(6, 9)).of(text) == "1２号"


def test_each_digit_of_a_run_leads_to_its_own_source() -> None:
    text = "２０１８年"
    clean = CleanText.untouched(SourceText(text)).edited(
        "width", [Edit(Span(i, i + 1), str(d)) for i, d in enumerate((2, 0, 1, 8))]
    )
    clean = clean.edited("blank", [Edit(Span(5, 5), " ")])
    assert clean.text == "2018年 "
    assert [clean.to_source(Span(i, i + 1)) for i in range(5)] == [Span(i, i + 1) for i in range(5)]


@pytest.mark.parametrize("edits", [[Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")], [Edit(Span(2, 9), "")]])
def test_edits_that_cannot_be_ordered_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(OverlappingEditsError):
        apply("甲乙丙", edits)


@given(edited_twice())
def test_steps_replay_to_the_text(case: tuple[str, list[Edit], str, list[Edit]]) -> None:
    text, first, _, later = case
    clean = CleanText.untouched(SourceText(text)).edited("first", first).edited("later", later)
    replayed = text
    for step in clean.steps:
        replayed, _ = apply(replayed, step.edits)
    assert replayed == clean.text
