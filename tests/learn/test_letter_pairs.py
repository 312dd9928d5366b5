"""The table of letters that follow one another: what is counted, how it is written and read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from notice_parser.clean.letter_pairs import UNKNOWN, UNSEEN, read_pairs
from notice_parser.learn.letter_pairs import count_pairs, main, table


def test_digits_and_latin_letters_count_as_one() -> None:
    letters, pairs = count_pairs([("12年A座", 1)])
    assert letters["0"] == 2
    assert pairs["00"] == pairs["0年"] == pairs["a座"] == 1


def test_weights_multiply() -> None:
    assert count_pairs([("检查", 3)])[1]["检查"] == 3


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "t.txt.gz"
    path.write_bytes(gzip.compress("\n".join(table(*count_pairs([("检查\n检测", 10)]))).encode()))
    pairs = read_pairs(path)
    assert pairs.cost("检", "查") == pairs.cost("检", "测") == 3
    assert pairs.cost("查", "\n") == 0
    assert pairs.cost("查", "测") == pairs.alone("测") + UNSEEN
    assert pairs.alone("猫") == UNKNOWN


def test_a_folder_gives_its_training_notices_only(tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "a.txt").write_text("甲乙", encoding="utf-8")
    (folder / "b.txt").write_text("丙丁", encoding="utf-8")
    (folder / "splits.toml").write_text('train = ["a"]\ntest = ["b"]\n', encoding="utf-8")
    main([str(tmp_path / "t.txt.gz"), str(folder)])
    pairs = read_pairs(tmp_path / "t.txt.gz")
    assert pairs.alone("甲") < UNKNOWN
    assert pairs.alone("丙") == UNKNOWN


@pytest.mark.parametrize("text", ["", "\n", "\t"])
def test_nothing_to_count(text: str) -> None:
    assert all(line[0] in "¶" for line in table(*count_pairs([(text, 1)])))
