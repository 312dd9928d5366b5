"""The spaCy component: spans lie in the text as given, values are those of the notice."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import notice_parser
from notice_parser.core.notice import Notice

spacy = pytest.importorskip("spacy")
component = pytest.importorskip("notice_parser.spacy_pipe")

NOTICE = (
    "青禾省水务厅关于开展水闸检查的通知\n"
    "青水函〔2023〕7号\n"
    "各市水务局：\n"
    "　　请于2023年5月8日前报送检查方案。联系人：陆一苇，电话：0380-88105627。\n"
    "青禾省水务厅\n"
    "2023年4月6日\n"
)
NOT_NOTICES = [
    "",
    " ",
    "\n\n",
    "　　\u200b",
    "床前明月光，疑是地上霜。",
    "def read(path):\n    return path",
    "𠮷𠮷\U0001f600",
]


def pipeline(**config: object) -> Any:
    nlp = spacy.blank("zh")
    nlp.add_pipe("notice_parser", config=config)
    return nlp


def found(doc: Any, key: str = "notice") -> list[tuple[str, str, str]]:
    return [(span.label_, span.text, span._.notice_value) for span in doc.spans[key]]


def test_values_become_spans() -> None:
    doc = pipeline()(NOTICE)
    assert isinstance(doc._.notice, Notice)
    shown = found(doc)
    for entry in [
        ("TITLE", "青禾省水务厅关于开展水闸检查的通知", "青禾省水务厅关于开展水闸检查的通知"),
        ("DOCUMENT_NUMBER", "青水函〔2023〕7号", "青水函〔2023〕7号"),
        ("ISSUER", "青禾省水务厅", "青禾省水务厅"),
        ("ADDRESSEE", "各市水务局", "各市水务局"),
        ("ISSUE_DATE", "2023年4月6日", "2023-04-06"),
        ("CONTACT", "0380-88105627", "陆一苇"),
        ("DEADLINE", "报送检查方案", "2023-05-08"),
    ]:
        assert entry in shown
    title = next(span for span in doc.spans["notice"] if span.label_ == "TITLE")
    assert title.id_ == "title/0"
    assert title._.notice_confidence == pytest.approx(doc._.notice.title.evidence.confidence)
    assert title._.notice_rule == doc._.notice.title.evidence.rule


def test_the_notice_is_the_one_that_parse_gives(corpora: Path) -> None:
    path = corpora / "c01.txt"
    doc = pipeline()(path.read_bytes().decode())
    expected = notice_parser.to_json(notice_parser.plan(path))
    assert doc._.notice.title.value == expected["notice"]["title"]
    assert [task.action for task in doc._.plan.tasks] == [task["action"] for task in expected["tasks"]]


@pytest.mark.parametrize("name", ["g01", "g02", "c01"])
def test_spans_lie_in_the_text_as_given(name: str, corpora: Path) -> None:
    path = corpora / f"{name}.txt"
    source = path.read_bytes().decode()
    doc = pipeline()(source)
    number = notice_parser.to_json(notice_parser.parse(path))["document_number"]
    (span,) = [s for s in doc.spans["notice"] if s.label_ == "DOCUMENT_NUMBER"]
    place = number["spans"][0]
    assert span.text == source[place["source_start"] : place["source_end"]]
    assert span._.notice_value == number["value"]


def test_a_garbled_number_keeps_its_spelling_and_has_its_value(corpora: Path) -> None:
    doc = pipeline()((corpora / "g01.txt").read_bytes().decode())
    assert ("DOCUMENT_NUMBER", "沧建城。2023,26号", "沧建城〔2023〕26号") in found(doc)


@pytest.mark.parametrize("text", NOT_NOTICES)
def test_what_is_no_notice_has_no_spans(text: str) -> None:
    doc = pipeline()(text)
    assert doc.text == text
    assert list(doc.spans["notice"]) == []
    assert isinstance(doc._.notice, Notice)
    assert doc._.plan.tasks == ()


def test_letters_beyond_the_basic_plane_and_blanks_move_no_span() -> None:
    plain, moved = pipeline()(NOTICE), pipeline()("\r\n 　\n" + NOTICE.replace("水闸", "𠮷闸"))
    number = ("DOCUMENT_NUMBER", "青水函〔2023〕7号", "青水函〔2023〕7号")
    assert number in found(plain)
    assert number in found(moved)
    assert "𠮷闸" in moved._.notice.title.value


def test_tokens_that_reach_over_a_value_are_taken_whole() -> None:
    nlp = pipeline()
    number = NOTICE.split("\n")[1]
    at = NOTICE.index(number)
    words = [NOTICE[: at + 2], NOTICE[at + 2 : at + len(number)], NOTICE[at + len(number) :]]
    doc = spacy.tokens.Doc(nlp.vocab, words=words, spaces=[False] * 3)
    doc = nlp.get_pipe("notice_parser")(doc)
    (span,) = [s for s in doc.spans["notice"] if s.label_ == "DOCUMENT_NUMBER"]
    assert (span.start, span.end) == (0, 2)
    assert span._.notice_value == number


def test_the_settings() -> None:
    doc = pipeline(spans_key="values", fields=["title", "issue_date"])(NOTICE)
    assert "notice" not in doc.spans
    assert {label for label, _, _ in found(doc, "values")} == {"TITLE", "ISSUE_DATE"}
    undated = "关于开展水闸检查的通知\n各市水务局：\n　　请于5月8日前报送检查方案。\n"
    dues = [d.due for d in pipeline(reference_date="2022-04-01")(undated)._.notice.deadlines]
    assert [str(due) for due in dues] == ["2022-05-08"]


@pytest.mark.parametrize("config", [{"fields": ["titel"]}, {"reference_date": "5月8日"}])
def test_settings_that_mean_nothing_are_refused(config: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"titel|isoformat"):
        pipeline(**config)


def test_a_document_that_was_not_read_has_no_notice() -> None:
    nlp = pipeline()
    doc = nlp.make_doc(NOTICE)
    assert doc._.notice is None
    assert doc._.plan is None
    assert doc[0:2]._.notice_value is None
    read = nlp(NOTICE)
    assert read[0:2]._.notice_value is None


def test_bytes_hold_the_spans_and_the_notice_comes_again() -> None:
    nlp = pipeline(reference_date="2023-01-01")
    doc = nlp(NOTICE)
    again = spacy.tokens.Doc(spacy.blank("zh").vocab).from_bytes(doc.to_bytes())
    assert found(again) == found(doc)
    assert again._.notice.title.value == doc._.notice.title.value
    packed = spacy.tokens.DocBin(docs=[doc], store_user_data=True).to_bytes()
    (unpacked,) = spacy.tokens.DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert found(unpacked) == found(doc)


def test_a_saved_pipeline_does_the_same(tmp_path: Path) -> None:
    nlp = pipeline(spans_key="values", fields=["title"])
    nlp.to_disk(tmp_path / "pipeline")
    assert found(spacy.load(tmp_path / "pipeline")(NOTICE), "values") == found(nlp(NOTICE), "values")


def test_many_texts_at_once() -> None:
    nlp = pipeline()
    docs = list(nlp.pipe([NOTICE, "", NOTICE], batch_size=2))
    assert [len(doc.spans["notice"]) for doc in docs] == [len(found(nlp(NOTICE))), 0, len(found(nlp(NOTICE)))]


def test_other_spans_stay() -> None:
    nlp = pipeline()
    doc = nlp.make_doc(NOTICE)
    doc.spans["mine"] = [doc[0:3]]
    doc = nlp.get_pipe("notice_parser")(doc)
    assert [span.text for span in doc.spans["mine"]] == ["青禾省"]


def test_the_plan_is_made_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = pipeline()(NOTICE)
    monkeypatch.setattr("notice_parser.pipeline.plan", lambda _: "a plan")
    assert doc._.plan == "a plan"


def test_every_label_belongs_to_a_field_of_the_notice() -> None:
    fields = {field for field in Notice.__dataclass_fields__ if field not in {"outline", "parts", "findings"}}
    assert set(component.LABELS) <= fields
    assert set(component.LABELS.values()) >= {"TITLE", "ISSUER", "DEADLINE", "CONTACT", "REFERENCE", "ATTACHMENT"}


def test_the_entry_point_leads_to_the_factory(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ((name, value),) = project["entry-points"]["spacy_factories"].items()
    assert name == "notice_parser"
    assert EntryPoint(name, value, "spacy_factories").load() is component.make_component


def test_names_become_spans_where_they_are_asked_for() -> None:
    doc = pipeline(ner=True)(NOTICE)
    names = [(span.label_, span.text) for span in doc.spans["notice_parser_ner"]]
    assert ("PER", "陆一苇") in names
    assert found(doc) == found(pipeline()(NOTICE))
    assert "notice_parser_ner" not in pipeline()(NOTICE).spans
    assert list(pipeline(ner=True)("\n").spans["notice_parser_ner"]) == []


def test_names_lie_in_the_text_as_given(corpora: Path) -> None:
    doc = pipeline(ner=True)((corpora / "g01.txt").read_bytes().decode())
    assert len(doc.spans["notice_parser_ner"]) > 3
    assert {span.label_ for span in doc.spans["notice_parser_ner"]} <= {"ORG", "PER", "LOC", "DOC", "EVT"}


def test_a_missing_model_is_told_when_the_pipeline_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from notice_parser import entities

    monkeypatch.setattr(component, "load_entities", lambda: entities.open_entities(tmp_path))
    with pytest.raises(entities.EntityModelError, match="missing"):
        pipeline(ner=True)
