"""Training text for the model that finds names: marks, lists of names, passages, and how names are counted."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from notice_parser.core.span import Span
from notice_parser.entities import LABELS, LONGEST, Entity, stretches_of
from notice_parser.learn import ner_data
from notice_parser.learn.corpus import CorpusError
from notice_parser.learn.ner_compose import compose_passage
from notice_parser.learn.ner_text import Marked, find_listed, mark, read_marks


def shown(marked: Marked) -> list[tuple[str, str]]:
    return [(entity.label, entity.span.of(marked.text)) for entity in marked.entities]


@pytest.mark.parametrize(
    ("written", "text", "names"),
    [
        ("", "", []),
        ("各有关单位", "各有关单位", []),
        (f"请{mark('ORG', '云沧市水务局')}报送", "请云沧市水务局报送", [("ORG", "云沧市水务局")]),
        (
            mark("DOC", mark("ORG", "云沧市水务局") + "关于防汛的通知"),
            "云沧市水务局关于防汛的通知",
            [("DOC", "云沧市水务局关于防汛的通知")],
        ),
        (mark("PER", "陆一苇") + mark("PER", "程帆"), "陆一苇程帆", [("PER", "陆一苇"), ("PER", "程帆")]),
        (mark("PER", ""), "", []),
    ],
)
def test_marks_give_the_outermost_names(written: str, text: str, names: list[tuple[str, str]]) -> None:
    marked = read_marks(written)
    assert marked.text == text
    assert shown(marked) == names


@pytest.mark.parametrize(
    ("text", "listed", "names"),
    [
        (
            "市教育局、市教育局安全科",
            {"ORG": ["市教育局", "市教育局安全科"]},
            [("ORG", "市教育局"), ("ORG", "市教育局安全科")],
        ),
        ("联系人：陆　苇", {"PER": ["陆苇"]}, [("PER", "陆　苇")]),
        ("关于防汛\n工作的通知", {"DOC": ["关于防汛工作的通知"]}, [("DOC", "关于防汛\n工作的通知")]),
        ("工会、总工会", {"ORG": ["=工会"]}, [("ORG", "工会")]),
        ("各有关单位", {"ORG": ["市教育局"]}, []),
    ],
)
def test_listed_names_are_found_the_longest_first(
    text: str, listed: dict[str, list[str]], names: list[tuple[str, str]]
) -> None:
    assert shown(find_listed(text, listed)) == names


def test_passages_come_again_from_their_seed_and_carry_no_signs() -> None:
    first = [compose_passage(("云沧市",), Random(3)) for _ in range(2)]
    assert first[0] == first[1]
    rng = Random(4)
    labels = set()
    for _ in range(120):
        marked = compose_passage((), rng)
        assert not any("\ue000" <= char <= "\uf8ff" for char in marked.text)
        assert "{" not in marked.text
        for before, after in zip(marked.entities, marked.entities[1:], strict=False):
            assert before.span.end <= after.span.start
        labels |= {entity.label for entity in marked.entities}
    assert labels == set(LABELS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("依照《中华人民共和国水法》执行。", [("DOC", "中华人民共和国水法")]),
        ("报国务院批准。", [("ORG", "国务院")]),
        ("云沧市水务局，其他单位", [("ORG", "云沧市水务局")]),
        ("在云沧市设立站点。", [("LOC", "云沧市")]),
        ("各市教育局应当报送。", []),
        ("有关部门应当依法处理。", []),
    ],
)
def test_rules_mark_what_is_sure(text: str, names: list[tuple[str, str]]) -> None:
    assert shown(ner_data.mark_by_rule(text, frozenset({"云沧市"}))) == names


def test_the_annotated_names_stand_in_their_notices(corpora: Path) -> None:
    train, test = (dict(ner_data.annotated(corpora, [split])) for split in ("train", "test"))
    assert len(train) == 10
    assert len(test) >= 12
    assert not set(train) & set(test)
    assert ("PER", "纪闻溪") in shown(train["c01"])


@pytest.mark.parametrize("content", ['[c01]\nORG = ["没有这个局"]\n', '[c01]\nORGAN = ["教育局"]\n'])
def test_a_name_that_is_not_there_is_told(content: str, corpora: Path, tmp_path: Path) -> None:
    for file in corpora.iterdir():
        if file.name != "names.toml":
            (tmp_path / file.name).symlink_to(file)
    (tmp_path / "names.toml").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"没有这个局|ORGAN"):
        list(ner_data.annotated(tmp_path, ["train"]))


@pytest.mark.parametrize("text", ["", "\n", "一行\n两行", "一" * 5000, "句子。" * 400 + "\n" + "短行\n" * 300])
def test_stretches_cover_the_text_and_stay_short(text: str) -> None:
    stretches = list(stretches_of(text))
    assert "".join(stretch.of(text) for stretch in stretches) == text
    assert all(0 < len(stretch) <= LONGEST for stretch in stretches)


def test_names_are_counted_by_label_and_ends() -> None:
    evaluate = pytest.importorskip("notice_parser.learn.ner_evaluate")
    gold = Marked("市教育局陆一苇", (Entity("ORG", Span(0, 4)), Entity("PER", Span(4, 7))))
    report = evaluate.EntityReport()
    report.add("x", gold, [Entity("ORG", Span(0, 3)), Entity("PER", Span(4, 7))])
    assert report.tallies["PER"].figures() == (1.0, 1.0, 1.0)
    assert report.tallies["ORG"].figures() == (0.0, 0.0, 0.0)
    assert report.loose.figures() == (1.0, 1.0, 1.0)
    assert report.misses == ["x\twrong\tORG\t'市教育'", "x\tmissed\tORG\t'市教育局'"]


def test_a_model_is_trained_saved_and_found_again(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    train = pytest.importorskip("notice_parser.learn.ner_train")
    from notice_parser.entities import open_entities

    train.main(["--models", str(tmp_path), "--passages", "12", "--seed", "1"])
    model = open_entities(tmp_path)
    for entity in model.find("请于5月8日前将材料报送云沧市水务局。"):
        assert entity.label in LABELS
