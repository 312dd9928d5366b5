"""Training text for the restoration model: numbering as in notices, gaps and hints that fit together."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from notice_parser.clean.model import BORDER, MarkDamage, Vocabulary, pairs_of
from notice_parser.learn.restore_data import Document, as_notice, build_vocabulary, encode, epoch, split_documents
from notice_parser.learn.restore_noise import HintNoise

LAW = (
    "某办法\n第一章 总则\n第一条 为了管理，制定本办法。\n第二条 下列情形：\n（一）甲；\n（二）乙。\n"
    "第二章 附则\n第三条 施行。\n"
)
NOTICE = "关于检查的通知\n各市、县：\n根据《检查办法》（云发〔2021〕3号），请自查。\n"


def test_a_law_is_numbered_as_a_notice() -> None:
    text = as_notice(LAW, Random(1))
    assert "条 " not in text
    assert "\n一、总则\n（一）为了管理" in text
    assert "\n二、附则\n（一）施行" in text


@pytest.fixture
def rows() -> list[tuple[Document, str, list[str]]]:
    documents = [Document(f"d{n}", "notice:通知", NOTICE, 2.0) for n in range(3)]
    return list(split_documents(documents, 1))


@pytest.fixture
def vocabulary(rows: list[tuple[Document, str, list[str]]]) -> Vocabulary:
    return build_vocabulary(rows, 100, 20)


def test_vocabulary_survives_writing(vocabulary: Vocabulary) -> None:
    assert Vocabulary.of_json(vocabulary.as_json()) == vocabulary


def test_documents_are_laid_in_a_row(rows: list[tuple[Document, str, list[str]]], vocabulary: Vocabulary) -> None:
    data = encode(rows, vocabulary)
    letters, gaps = epoch(data, np.random.default_rng(1))
    assert len(letters) == len(gaps) == 2 * len(data.letters)
    assert np.count_nonzero(letters == BORDER) == 6
    assert [vocabulary.gaps[n] for n in gaps[letters == BORDER]] == ["。"] * 6
    assert pairs_of(letters[None]).shape == (1, len(letters))


@pytest.mark.parametrize("damage", list(MarkDamage))
def test_hints(damage: MarkDamage, rows: list[tuple[Document, str, list[str]]], vocabulary: Vocabulary) -> None:
    data = encode(rows, vocabulary)
    noise = HintNoise(vocabulary)
    rng = np.random.default_rng(3)
    for _ in range(30):
        hints = noise.garble(data.gaps, damage, rng)
        assert hints.shape == data.gaps.shape
        shown = {vocabulary.hints[n] for n in hints}
        if damage is MarkDamage.RANDOM_MARKS:
            assert shown <= {"", "?", "¶", "?¶"}
        if damage is MarkDamage.NO_MARKS:
            assert shown <= {"", "¶"}


def test_training_and_export(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from notice_parser.clean.by_model import Reading
    from notice_parser.clean.model import open_model
    from notice_parser.learn import restore_export, restore_train

    texts = tmp_path / "texts"
    texts.mkdir()
    for n in range(40):
        (texts / f"{n}.txt").write_text(NOTICE * 8, encoding="utf-8")
    command = ["--corpus", str(texts), "--out", str(tmp_path / "run"), "--letters", "2000", "--batch", "1"]
    restore_train.main(command)
    restore_export.main([str(tmp_path / "run"), str(tmp_path / "models")])
    model = open_model(tmp_path / "models")
    assert model is not None
    reading = Reading.of(model, "关于检查的通知各市县请自查", MarkDamage.NO_MARKS)
    scores = model.scores(reading.letters, reading.gaps, reading.damage)
    assert scores.shape == (len(reading.letters) + 1, len(model.vocabulary.gaps))
    assert np.allclose(np.exp(scores).sum(1), 1, atol=1e-4)
    reading.edits(reading.choices())
