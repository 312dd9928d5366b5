"""The scorer: its rules by small examples, and its agreement with the one shared by all."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from notice_parser.learn.corpus import Entry, load_corpus
from notice_parser.learn.evaluate import Report, compare, evaluate, evaluate_predictions, main, predict
from notice_parser.learn.measures import NOTICE_MEASURES, PLAN_MEASURES
from notice_parser.learn.restoration import Restoration

Json = dict[str, Any]
BY = {"kind": "by", "due": "2030-03-05", "action": "报送总结"}


def counts(field: str, gold: Json, read: Json) -> tuple[int, int, int]:
    report = Report()
    report.add("x", gold, read, {})
    tally = report.tallies[field]
    return tally.hits, tally.wrong, tally.missed


@pytest.mark.parametrize(
    ("field", "gold", "read", "expected"),
    [
        ("title", {"title": "甲县通知"}, {"title": {"value": "甲县 通知。"}}, (1, 0, 0)),
        ("title", {"title": "甲县通知"}, {"title": {"value": "乙县通知"}}, (0, 1, 1)),
        ("title", {"title": None}, {"title": None}, (0, 0, 0)),
        ("document_number", {"document_number": "甲〔2030〕1号"}, {"document_number": "甲 [2030] 1号"}, (1, 0, 0)),
        ("document_number", {"document_number": "甲〔2030〕1号"}, {"document_number": "甲20301号"}, (0, 1, 1)),
        ("issuers", {"issuers": ["甲", {"value": "乙", "optional": True}]}, {"issuers": ["甲"]}, (1, 0, 0)),
        ("issuers", {"issuers": ["甲", {"value": "乙", "optional": True}]}, {"issuers": ["甲", "乙"]}, (1, 0, 0)),
        ("addressees", {"addressees": [{"value": "甲", "or": ["乙", "丙"]}]}, {"addressees": ["丙", "乙"]}, (2, 0, 0)),
        ("addressees", {"addressees": [{"value": "甲", "or": ["乙", "丙"]}]}, {"addressees": ["乙"]}, (1, 0, 1)),
        ("addressees", {"addressees": [{"value": "甲", "or": ["乙", "丙"]}]}, {"addressees": ["甲"]}, (1, 0, 0)),
        ("references", {"references": ["甲乙丙丁戊己庚辛壬癸"]}, {"references": ["甲乙丙丁戊己庚辛壬"]}, (1, 0, 0)),
        ("references", {"references": ["甲乙丙丁"]}, {"references": ["甲乙"]}, (0, 1, 1)),
        ("deadlines.value", {"deadlines": [BY]}, {"deadlines": [BY | {"due": "2030-03-05T12:00"}]}, (1, 0, 0)),
        ("deadlines.value+action", {"deadlines": [BY]}, {"deadlines": [BY | {"action": "整改"}]}, (0, 1, 1)),
        ("deadlines.actor", {"deadlines": [BY]}, {"deadlines": [BY]}, (0, 0, 0)),
        (
            "contacts.phones",
            {"contacts": [{"phones": ["0399-1"]}, {"phones": ["0399-1"], "optional": True}]},
            {"contacts": [{"phones": ["03991"]}]},
            (1, 0, 0),
        ),
        ("contacts.name+phone", {"contacts": [{"name": "甲", "phones": ["1"]}]}, {"contacts": []}, (0, 0, 1)),
        (
            "outline",
            {"outline": [{"label": "一、", "level": 1, "text": "检查内容"}]},
            {"outline": [{"label": "一", "level": 2, "text": "检查内容。"}]},
            (1, 0, 0),
        ),
        (
            "outline.level",
            {"outline": [{"label": "一、", "level": 1, "text": "检查内容"}]},
            {"outline": [{"label": "一、", "level": 2, "text": "检查内容"}]},
            (0, 1, 1),
        ),
    ],
)
def test_what_counts(field: str, gold: Json, read: Json, expected: tuple[int, int, int]) -> None:
    assert counts(field, gold, read) == expected


def test_an_optional_deadline_yields_to_the_likest_action() -> None:
    gold = {"deadlines": [BY | {"optional": True}, BY | {"action": "检查完毕"}]}
    assert counts("deadlines.value+action", gold, {"deadlines": [BY, BY | {"action": "检查完毕"}]}) == (1, 0, 0)


def test_gained_and_lost() -> None:
    old, new = Report(), Report()
    old.add("x", {"title": "甲", "issuers": ["乙"]}, {"title": "丙", "issuers": ["乙"]}, {})
    new.add("x", {"title": "甲", "issuers": ["乙"]}, {"title": "甲", "issuers": []}, {})
    gained, lost = compare(old.to_json(), new.to_json())
    assert [(m.field, m.how) for m in gained] == [("title", "missed"), ("title", "wrong")]
    assert [(m.field, m.how) for m in lost] == [("issuers", "missed")]


def test_the_place_of_a_wrong_value_does_not_make_it_another_case() -> None:
    reports = [Report(), Report()]
    for start, report in enumerate(reports):
        report.add(
            "x", {}, {"issuers": [{"value": "乙", "spans": [{"start": start, "end": 9}], "confidence": 0.5}]}, {}
        )
    assert compare(reports[0].to_json(), reports[1].to_json()) == ([], [])


def test_confidence_is_held_against_what_is_right() -> None:
    report = Report()
    read = [{"value": "乙", "confidence": 0.9}, {"value": "丙", "confidence": 0.9}]
    report.add("x", {"issuers": ["乙"]}, {"issuers": read}, {})
    assert report.calibration.error() == pytest.approx(0.4)
    assert "issuers                         2  0.900  0.500" in list(report.calibration.lines())


def test_gold_against_itself_is_perfect(corpora: Path) -> None:
    report = Report()
    for entry in load_corpus(corpora):
        report.add(entry.name, entry.gold, entry.gold, entry.gold.get("plan") or {})
    assert report.mean_f1 == 1.0
    assert report.misses == []
    assert report.headers_right == report.documents


def test_the_command_compares_runs(corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(corpora), "--only", "c08", "--json"])
    old = tmp_path / "old.json"
    old.write_text(capsys.readouterr().out, encoding="utf-8")
    main([str(corpora), "--only", "c08", "--misses", "--against", str(old)])
    out = capsys.readouterr().out
    assert "gained 0" in out
    assert "lost 0" in out
    assert "mean F1" in out


def test_restored_text_against_itself_is_perfect() -> None:
    score = Restoration()
    score.add("通知\n各县：“甲”（乙）。", "通知\n各县:“甲”(乙)。")
    assert score.summary() == {"marks": 1.0, "brackets": 1.0, "breaks": 1.0, "letter_error_rate": 0.0}


def test_lost_marks_and_letters_cost() -> None:
    score = Restoration()
    score.add("甲，乙。丙丁", "甲乙。丙丙")
    assert score.f1("，") == 0.0
    assert score.f1("。") == 1.0
    assert score.summary()["letter_error_rate"] == 0.25


# The shared scorer is the measure of all who work on such notices; ours must give its figures.


def shared_module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shared_figures(shared: Path, folder: Path, predictions: Path, monkeypatch: pytest.MonkeyPatch) -> Json:
    script = shared / "bench" / "score.py"
    monkeypatch.setattr(sys, "argv", [str(script), str(folder), str(predictions), "--json"])
    with contextlib.redirect_stdout(io.StringIO()) as out:
        shared_module(script).main()
    figures: Json = json.loads(out.getvalue())
    return figures


def keep_predictions(entries: tuple[Entry, ...], folder: Path, make: Callable[[Entry], tuple[Json, Json]]) -> None:
    for entry in entries:
        for kind, made in zip(("notice", "plan"), make(entry), strict=True):
            (folder / f"{entry.name}.{kind}.json").write_text(json.dumps(made), encoding="utf-8")


def damaged(entry: Entry) -> tuple[Json, Json]:
    """Give the annotation with parts of it dropped, doubled or changed, as a reading that is half right."""
    rng = random.Random(entry.name)

    def damage(held: object) -> object:
        if isinstance(held, dict):
            return {key: damage(part) for key, part in held.items() if key != "or" or rng.random() < 0.5}
        if isinstance(held, list):
            kept = [damage(part) for part in held if rng.random() < 0.8]
            return kept + kept[:1] if rng.random() < 0.2 else kept
        return f"{held}甲" if isinstance(held, str) and rng.random() < 0.1 else held

    return cast(Json, damage(entry.gold)), cast(Json, damage(entry.gold.get("plan") or {}))


@pytest.mark.parametrize("make", [damaged, lambda entry: predict(entry.source)], ids=["damaged", "program"])
def test_our_figures_are_the_shared_ones(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Entry], tuple[Json, Json]]
) -> None:
    folder = shared / "notices" / "dev"
    entries = load_corpus(folder)
    keep_predictions(entries, tmp_path, make)
    theirs = shared_figures(shared, folder, tmp_path, monkeypatch)
    ours = evaluate_predictions(entries, tmp_path).to_json()
    own = {m.name for m in (*NOTICE_MEASURES, *PLAN_MEASURES) if not m.in_mean}
    for name, figures in theirs["fields"].items():
        if figures["f1"] is not None and name != "spans.present":
            assert ours["fields"][name]["f1"] == pytest.approx(figures["f1"]), name
    extra = {name for name, figures in ours["fields"].items() if figures["f1"] is not None} - own
    assert extra == {name for name, figures in theirs["fields"].items() if figures["f1"] is not None}
    assert ours["mean_f1"] == pytest.approx(theirs["mean_f1"])
    assert ours["header_right"] == pytest.approx(theirs["header_right"])


def test_our_restoration_figures_are_the_shared_ones(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = shared / "notices"
    entries = tuple(e for e in load_corpus(notices / "dev") if e.restored is not None)
    for entry in entries:
        (tmp_path / f"{entry.name}.txt").write_text(predict(entry.source)[0]["text"], encoding="utf-8")
    script = shared / "bench" / "restoration.py"
    monkeypatch.setattr(sys, "argv", [str(script), str(notices / "restored"), str(tmp_path)])
    with contextlib.redirect_stdout(io.StringIO()) as out:
        shared_module(script)
    theirs = json.loads(out.getvalue())
    ours = evaluate(entries).restoration.summary()
    assert [ours[key] for key in ("marks", "brackets", "breaks")] == [
        pytest.approx(theirs[key], abs=6e-5) for key in ("marks", "brackets", "breaks")
    ]
    assert ours["letter_error_rate"] == pytest.approx(theirs["letters_cer"], abs=6e-6)
