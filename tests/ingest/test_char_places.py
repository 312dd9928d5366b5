"""Places of characters: blanks that the engine swallowed come back, those that it imagined go."""

from __future__ import annotations

import pytest

from notice_parser.core.source import Box
from notice_parser.ingest.char_places import placed
from notice_parser.ingest.upright import Pose


def centres(*pieces: tuple[float, str]) -> tuple[str, tuple[float, ...]]:
    """Characters of 10 pixels, half as much for ASCII, each piece from its own left."""
    text, found = "", []
    for left, words in pieces:
        for char in words:
            width = 5.0 if char.isascii() else 10.0
            found.append(left + width / 2)
            left += width
        text += words
    return text, tuple(found)


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ([(0, "教学质量科"), (60, "温以宁")], "教学质量科 温以宁"),
        ([(0, "某市办公室"), (130, "2024年4月12日印发")], "某市办公室        2024年4月12日印发"),
        ([(0, "教学质量科温以宁")], "教学质量科温以宁"),
        ([(0, "电话0531-55501260")], "电话0531-55501260"),
        ([(0, "工作。"), (40, "各单位")], "工作。各单位"),  # a mark has room of its own
        ([(0, "《检查办法》 （试行）")], "《检查办法》（试行）"),
        ([(0, "检查办法 (试行)")], "检查办法(试行)"),
        ([(0, "FORM (A) 7")], "FORM (A) 7"),
        ([(0, "FORM 7 LIST")], "FORM 7 LIST"),
        ([(0, "共"), (13, "20份")], "共20份"),
    ],
)
def test_blanks(pieces: list[tuple[float, str]], shown: str) -> None:
    text, middle = centres(*pieces)
    found, boxes = placed(text, Box(0, 0, max(middle) + 5, 12), middle)
    assert found == shown
    assert len(boxes) == len(shown)
    assert [b.x0 for b in boxes] == sorted(b.x0 for b in boxes)
    assert all(b.x0 <= b.x1 for b in boxes)


@pytest.mark.parametrize("middle", [(), (5.0,), (25.0, 15.0, 5.0)])
def test_without_sound_places_the_text_stays(middle: tuple[float, ...]) -> None:
    assert placed("检查组", Box(0, 0, 30, 12), middle) == ("检查组", ())


def test_a_box_is_turned_back_round_the_middle_of_the_page() -> None:
    pose = Pose(0, 90.0, 200, 200)
    box = pose.back(Box(190, 90, 210, 110))  # right of the middle; a turn against the clock had come from below
    assert (round(box.x0), round(box.y0)) == (90, 190)
    assert Pose(0, 0.0, 200, 200).back(Box(1, 2, 3, 4)) == Box(1, 2, 3, 4)


@pytest.mark.parametrize(
    ("gap", "paper", "shown"),
    [
        (5, 6.0, "左军 蓝天"),  # half a character, as a typed blank leaves
        (5, 2.0, "左军蓝天"),  # the engine puts letters in the wrong place, and the paper shows that they touch
        (0, 6.0, "左军蓝天"),  # 卜 and 小 leave room, but stand where they must
        (9, 0.0, "左军 蓝天"),
    ],
)
def test_a_narrow_blank_is_told_by_the_paper(gap: float, paper: float, shown: str) -> None:
    text, middle = centres((0, "左军"), (20 + gap, "蓝天"))
    assert placed(text, Box(0, 0, 50, 12), middle, lambda start, end: paper)[0] == shown


def test_room_between_broad_digits_is_no_blank() -> None:
    assert placed("1234", Box(0, 0, 40, 12), (5.0, 10.0, 20.0, 25.0), lambda start, end: 9.0)[0] == "1234"
