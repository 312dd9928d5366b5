"""Folders of annotated notices: their layout, the form of annotations, the splits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notice_parser.learn.corpus import CorpusError, Entry, load_corpus, load_splits
from notice_parser.learn.gold import GoldError, find_problems, load_gold
from notice_parser.learn.likeness import bare, plain

GOLD = {"document_type": "通知", "title": "甲县关于检查的通知"}


def write(folder: Path, name: str, gold: object = GOLD, text: str | None = "甲县关于检查的通知\n") -> None:
    (folder / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    if text is not None:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def test_the_whole_corpus_loads(corpora: Path) -> None:
    entries = load_corpus(corpora)
    assert len(entries) >= 20
    assert [e.name for e in entries if e.gold.get("id") != e.name] == []
    assert [e.name for e in entries if (e.restored is not None) != e.name.startswith("g")] == []
    assert [e.name for e in entries if e.name[0] not in "cghstuvw"] == []


def test_real_notices_load(shared: Path) -> None:
    entries = load_corpus(shared / "notices" / "dev")
    assert len(entries) == 20
    assert {e.name for e in entries if e.restored is not None} == {
        path.stem for path in (shared / "notices" / "restored").glob("*.txt")
    }


def test_names_choose_by_their_beginning(corpora: Path) -> None:
    assert {e.name[0] for e in load_corpus(corpora, ["g0"])} == {"g"}


def test_an_entry_reads_its_text(tmp_path: Path) -> None:
    write(tmp_path, "x", text="甲\r乙")
    (entry,) = load_corpus(tmp_path)
    assert isinstance(entry, Entry)
    assert (entry.source.name, entry.restored) == ("x.txt", None)


def test_an_empty_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no notice"):
        load_corpus(tmp_path)


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    write(tmp_path, "x", text=None)
    with pytest.raises(CorpusError, match=r"x\.txt"):
        load_corpus(tmp_path)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"titel": "x"}, "titel: unknown key"),
        ({"issue_date": "3月5日"}, "issue_date: no date: 3月5日"),
        ({"title": " 甲"}, "title: empty, or blanks at an end: ' 甲'"),
        ({"issuers": "甲县"}, "issuers: a list is needed, not '甲县'"),
        ({"issuers": ["甲县", {"or": ["乙"]}]}, "issuers[1].value: missing"),
        ({"classification": "绝密★"}, "classification: one of 秘密, 机密, 绝密 is needed, not '绝密★'"),
        ({"deadlines": [{"kind": "by", "action": "报送"}]}, "deadlines[0].due: missing"),
        ({"deadlines": [{"kind": "window", "action": "检查"}]}, "deadlines[0]: a window needs a start or an end"),
        ({"deadlines": [{"kind": "until", "action": "x"}]}, "deadlines[0].kind: one of"),
        ({"deadlines": [{"kind": "recurring", "rrule": "每月", "action": "x"}]}, "deadlines[0].rrule: no recurrence"),
        ({"outline": [{"label": "一、", "level": "1", "text": "x"}]}, "outline[0].level: a number is needed"),
        ({"plan": {"duration": {"min": "10日"}}}, "plan.duration.min: no duration: 10日"),
        ({"plan": {"teams": {"count": True}}}, "plan.teams.count: a number is needed"),
        ({"contacts": [{"phones": "0399-5551"}]}, "contacts[0].phones: a list is needed"),
    ],
)
def test_a_wrong_annotation_is_told_with_its_place(change: dict[str, object], problem: str) -> None:
    problems = list(find_problems(GOLD | change))
    assert len(problems) == 1
    assert problems[0].startswith(problem)


@pytest.mark.parametrize(
    "change",
    [
        {"issue_date": None, "issuers": [], "plan": None, "title": None},
        {"issuers": ["甲", {"value": "乙", "or": ["丙", "丁"], "optional": True}]},
        {"deadlines": [{"kind": "by", "due": "2030-01-02T12:00", "action": "x", "recipient": None}]},
        {"deadlines": [{"kind": "recurring", "rrule": "FREQ=MONTHLY;BYMONTHDAY=-1,10", "action": "x"}]},
        {"plan": {"duration": {"min": None, "max": "P1M", "working_days": False}}},
    ],
)
def test_a_right_annotation_passes(change: dict[str, object]) -> None:
    assert list(find_problems(GOLD | change)) == []


def test_a_title_that_is_not_there_is_said_so() -> None:
    assert list(find_problems({"document_type": "通知"})) == ["title: missing; null says that the notice has none"]


def test_broken_json_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.gold.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"x\.gold\.json"):
        load_gold(tmp_path / "x.gold.json")


def test_splits_hold_every_notice_once(corpora: Path) -> None:
    assert sum(map(len, load_splits(corpora).values())) == len(load_corpus(corpora))


def test_no_issuer_stands_in_two_splits(corpora: Path) -> None:
    split_of = {name: split for split, names in load_splits(corpora).items() for name in names}
    places: dict[str, set[str]] = {}
    for entry in load_corpus(corpora):
        for issuer in entry.gold["issuers"]:
            places.setdefault(bare(plain(issuer)), set()).add(split_of[entry.name])
    assert {issuer: splits for issuer, splits in places.items() if len(splits) > 1} == {}


def test_a_notice_in_no_split_is_told(tmp_path: Path) -> None:
    write(tmp_path, "x")
    write(tmp_path, "y")
    (tmp_path / "splits.toml").write_text('train = ["x"]\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="y"):
        load_splits(tmp_path)
