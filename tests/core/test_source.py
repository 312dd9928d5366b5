"""Boxes are made when they are asked for, and lead from a span of the text to its place on the page."""

from __future__ import annotations

import pickle
from array import array

import pytest

from notice_parser.core.source import Box, Boxes, Glyphs, Page, SourceText
from notice_parser.core.span import Span

ROW = [Box(10.0 * i, 20.0, 10.0 * i + 9, 30.0) for i in range(6)]


def test_boxes_are_a_sequence() -> None:
    boxes = Boxes.of(ROW)
    assert list(boxes) == ROW
    assert len(boxes) == 6
    assert boxes[-1] == ROW[-1]
    assert list(boxes[1:3]) == ROW[1:3]
    assert list(boxes[1:5].taken([0, 3])) == [ROW[1], ROW[4]]
    assert list(boxes[4:2]) == []
    with pytest.raises(IndexError):
        boxes[6]


@pytest.mark.parametrize(
    ("taken", "around"),
    [
        (Boxes.of(ROW)[1:3], Box(10, 20, 29, 30)),
        (Boxes.of(ROW).taken([4, 0]), Box(0, 20, 49, 30)),
        (Boxes.of([]), None),
    ],
)
def test_the_box_around_boxes(taken: Boxes, around: Box | None) -> None:
    assert taken.around() == around


def test_no_box_is_made_until_one_is_asked_for() -> None:
    made: list[Box] = []

    def place(left: float, low: float, right: float, high: float) -> Box:
        made.append(Box(left, 100 - high, right, 100 - low))
        return made[-1]

    columns = (array("d", [0, 10]), array("d", [70, 70]), array("d", [9, 19]), array("d", [80, 81]))
    glyphs = Glyphs()
    glyphs.add(5, Boxes(columns, range(2), place))
    source = SourceText("前面的字甲乙\n", pages=(Page(1, Span(0, 7), glyphs=glyphs),))
    assert made == []
    found = source.place(Span(5, 7))
    assert found is not None
    assert found.box == Box(0, 19, 19, 30)
    assert len(made) == 1


def glyphs_of_two_lines() -> Glyphs:
    glyphs = Glyphs()
    glyphs.add(2, ROW[:3])
    glyphs.add(6, [Box(0, 50, 9, 60), Box(10, 50, 19, 60)])
    return glyphs


@pytest.mark.parametrize(
    ("span", "box"),
    [
        (Span(2, 3), ROW[0]),
        (Span(3, 5), Box(10, 20, 29, 30)),
        (Span(4, 7), Box(0, 20, 29, 60)),
        (Span(0, 9), Box(0, 20, 29, 60)),
        (Span(5, 6), None),
        (Span(0, 2), None),
        (Span(8, 9), None),
        (Span(3, 3), None),
    ],
)
def test_the_box_of_a_span(span: Span, box: Box | None) -> None:
    assert glyphs_of_two_lines().under(span) == box


def test_glyphs_one_by_one_and_through_another_process() -> None:
    glyphs = pickle.loads(pickle.dumps(glyphs_of_two_lines()))
    assert len(glyphs) == 5
    assert [(g.span.start, g.box.x0) for g in glyphs] == [(2, 0), (3, 10), (4, 20), (6, 0), (7, 10)]
