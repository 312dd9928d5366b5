"""The model that finds names: what it finds in sentences of our own, and what is said where it cannot be used."""

from __future__ import annotations

import builtins
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from notice_parser import entities
from notice_parser.clean.model import models_folder
from notice_parser.commands import learning
from notice_parser.entities import ABOUT, MODEL, EntityModel, EntityModelError, load_entities, open_entities

SENTENCES = [
    ("请各单位于5月8日前报送云沧市应急管理局。", ("ORG", "云沧市应急管理局")),
    ("联系人：陆文伟，联系电话：0380-88105627。", ("PER", "陆文伟")),
    ("根据《危险化学品安全管理条例》要求，制定本方案。", ("DOC", "危险化学品安全管理条例")),
    ("地址：临泽市人民路18号", ("LOC", "临泽市人民路18号")),
    ("抄送：市财政局，市审计局。", ("ORG", "市审计局")),
]
NO_NAMES = [
    "",
    "\n\n",
    "各有关单位要高度重视，加强组织领导。",
    "对发现的问题，能立即整改的立即整改。",
    "逾期未报的，视为放弃。",
    "应急预案是否备案并定期演练；",
]


@pytest.fixture(scope="module")
def model() -> EntityModel:
    pytest.importorskip("spacy")
    return load_entities()


@pytest.mark.parametrize(("text", "name"), SENTENCES)
def test_names_are_found(text: str, name: tuple[str, str], model: EntityModel) -> None:
    assert name in [(entity.label, entity.span.of(text)) for entity in model.find(text)]


@pytest.mark.parametrize("text", NO_NAMES)
def test_where_there_are_none_none_are_found(text: str, model: EntityModel) -> None:
    assert model.find(text) == ()


def test_spans_count_the_characters_of_the_text(model: EntityModel) -> None:
    text = "\r\n 　\u200b\n" + "𠮷\n".join(sentence for sentence, _ in SENTENCES) * 9
    found = model.find(text)
    assert ("ORG", "云沧市应急管理局") in [(entity.label, entity.span.of(text)) for entity in found]
    assert all(0 <= entity.span.start < entity.span.end <= len(text) for entity in found)
    assert found == tuple(sorted(found, key=lambda entity: entity.span.start))


def copied(folder: Path) -> Path:
    for name in (MODEL, ABOUT):
        shutil.copy(models_folder() / name, folder)
    return folder


@pytest.mark.parametrize("name", [MODEL, ABOUT])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    (copied(tmp_path) / name).unlink()
    with pytest.raises(EntityModelError, match=f"missing: .*{name}"):
        open_entities(tmp_path)


def test_another_file_is_not_loaded(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    path = copied(tmp_path) / MODEL
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(EntityModelError, match="SHA-256 differs"):
        open_entities(tmp_path)


def test_without_spacy_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "spacy":
            raise ImportError(name)
        return true_import(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EntityModelError, match="spaCy, which is not installed") as caught:
        open_entities(models_folder())
    assert "pip install 'notice-parser[spacy]'" in caught.value.advice


def test_the_command_tells_what_is_missing(corpora: Path, tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    result = CliRunner().invoke(learning.evaluate, ["ner", str(corpora), "--model", str(tmp_path)])
    assert result.exit_code != 0
    assert "missing" in result.output + result.stderr


def test_the_labels_are_those_of_the_model(model: EntityModel) -> None:
    assert set(model.nlp.get_pipe("ner").labels) == set(entities.LABELS)
