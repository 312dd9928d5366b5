"""Out to Label Studio and back: the same annotation, for the notices of the corpora and for what people do to them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from notice_parser.annotation.entries import LABELS, Entry, entries_of, gold_of, read, written
from notice_parser.annotation.folder import file_name, files_of, read_tasks
from notice_parser.annotation.label_studio import TaskError, gold_of_task, label_config, task_of
from notice_parser.annotation.predicted import predicted
from notice_parser.cli import commands
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.errors import ExitCode
from notice_parser.learn.gold import find_problems, load_gold
from notice_parser.pipeline import parse, plan

CORPORA = Path(__file__).resolve().parent.parent.parent / "corpora"
NAMES = sorted(path.name.removesuffix(".gold.json") for path in CORPORA.glob("*.gold.json"))


def annotated(task: dict[str, Any]) -> dict[str, Any]:
    """Accept all predictions, as a person does by pressing the button; through JSON, as a file goes."""
    result = json.loads(json.dumps(task["predictions"][0]["result"]))
    return {**task, "annotations": [{"result": result, "was_cancelled": False}]}


def said(value: Any) -> Any:
    """Leave out of an annotation what says nothing."""
    if isinstance(value, dict):
        return {key: left for key, held in value.items() if (left := said(held)) not in (None, [], {})}
    return [said(held) for held in value] if isinstance(value, list) else value


def task(name: str) -> dict[str, Any]:
    text = (CORPORA / f"{name}.txt").read_text(encoding="utf-8")
    notice = parse(SourceText(text, f"{name}.txt"))
    entries = predicted(notice, plan(notice))
    return task_of(name, notice.outline.text, entries, source_text=text, version="test")


@pytest.mark.parametrize("name", NAMES)
def test_what_was_read_comes_back_as_it_went_out(name: str) -> None:
    text = (CORPORA / f"{name}.txt").read_text(encoding="utf-8")
    notice = parse(SourceText(text, f"{name}.txt"))
    entries = predicted(notice, plan(notice))
    made = task_of(name, notice.outline.text, entries, source_text=text, version="test")
    gold = gold_of_task(annotated(made))
    assert gold == gold_of(entries)
    assert list(find_problems({"id": name, **gold})) == []
    for result in made["predictions"][0]["result"]:
        value = result.get("value", {})
        if result["type"] == "labels":
            assert made["data"]["text"][value["start"] : value["end"]] == value["text"]
            assert value["labels"][0] in LABELS
    ids = [r["id"] for r in made["predictions"][0]["result"] if r["type"] == "labels"]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_the_annotations_of_the_corpora_come_back_as_they_went_out(name: str) -> None:
    gold = load_gold(CORPORA / f"{name}.gold.json")
    text = (CORPORA / f"{name}.txt").read_text(encoding="utf-8")
    entries = [Entry(label, index, value) for label, index, value in entries_of(gold)]
    back = gold_of_task(annotated(task_of(name, text, entries, source_text=text, version="test")))
    assert said(back) == said({key: value for key, value in gold.items() if key not in ("id", "notes")})


@pytest.mark.parametrize(
    "value",
    [
        "水务局",
        "kind: by",
        '"引号开头',
        '"全引"',
        "两\n行",
        "1",
        {"value": "甲", "or": ["乙", "丙"]},
        {"name": None, "phones": [], "text": "a: b"},
        {"text": "1", "optional": True, "amount": 5},
        {"text": "null", "section": "[1]", "action": "两\n行"},
        {"text": ""},
    ],
)
def test_every_value_can_be_written_for_a_person(value: Any) -> None:
    assert read(written(value)) == value


def test_a_person_corrects_a_value_a_region_and_adds_one() -> None:
    made = annotated(task("c01"))
    results = made["annotations"][0]["result"]
    number = next(r for r in results if r.get("id") == "document_number/0" and r["type"] == "labels")
    results[:] = [r for r in results if r.get("id") != "document_number/0"]
    text = made["data"]["text"]
    number["value"] |= {"start": 0, "end": 6, "text": text[:6]}
    results.append(number)
    at = text.index("监督司")
    new = {"start": at, "end": at + 3, "text": "监督司", "labels": ["copied_to"]}
    results.append({"id": "xY3", "from_name": "label", "to_name": "text", "type": "labels", "value": new})
    area = {"start": at, "end": at + 3, "text": ["水域资源部监督司"]}
    results.append({"id": "xY3", "from_name": "value", "to_name": "text", "type": "textarea", "value": area})
    gold = gold_of_task(made)
    assert gold["document_number"] == text[:6]
    assert gold["copied_to"][0] == "水域资源部监督司"  # where it stands, since one of them is new
    assert gold["copied_to"][1:] == ["应急工程部办公厅", "国家水文监测中心"]


def test_places_of_one_value_are_one_value() -> None:
    text = "济南市、青岛市人民政府"
    entries = [
        Entry("addressees", 0, "济南市人民政府", (Span(0, 3), Span(7, 11))),
        Entry("addressees", 1, "青岛市人民政府", (Span(4, 11),)),
    ]
    made = annotated(task_of("a", text, entries, source_text=text, version="t"))
    kinds = [r["type"] for r in made["annotations"][0]["result"]]
    assert kinds == ["labels", "textarea", "labels", "relation", "labels"]
    assert gold_of_task(made)["addressees"] == ["济南市人民政府", "青岛市人民政府"]
    made["annotations"][0]["result"] = [r for r in made["annotations"][0]["result"] if r["type"] != "textarea"]
    assert gold_of_task(made)["addressees"] == ["济南市人民政府", "青岛市人民政府"]


def test_offsets_are_code_points() -> None:
    text = "🌊🌊某局\x00文件"
    made = task_of("a", text, [Entry("issuers", 0, "某局", (Span(2, 4),))], source_text=text, version="t")
    (result,) = made["predictions"][0]["result"]
    assert result["value"] == {"start": 2, "end": 4, "text": "某局", "labels": ["issuers"]}
    assert made["data"]["text"] == "🌊🌊某局\ufffd文件"


def test_the_last_annotation_counts_and_cancelled_ones_do_not() -> None:
    made = task_of("a", "某局", [Entry("issuers", 0, "某局", (Span(0, 2),))], source_text="某局", version="t")
    results = made["predictions"][0]["result"]
    other = deepcopy(results)
    other[0]["value"]["labels"] = ["title"]
    made["annotations"] = [
        {"result": other, "updated_at": "2024-05-02T00:00:00Z"},
        {"result": results, "updated_at": "2024-05-01T00:00:00Z"},
        {"result": [], "updated_at": "2024-05-03T00:00:00Z", "was_cancelled": True},
    ]
    assert gold_of_task(made)["title"] == "某局"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"data": {"text": "a"}, "annotations": []}, "nobody"),
        ({"text": "a", "label": []}, "JSON-MIN"),
        ({"data": {"text": "a"}, "annotations": [{"result": [{"type": "labels"}]}]}, "form"),
        (
            {
                "data": {"text": "a"},
                "annotations": [{"result": [{"id": "1", "type": "labels", "value": {"labels": ["City"], "start": 0}}]}],
            },
            "unknown label: City",
        ),
    ],
)
def test_tasks_of_others_are_refused(given: dict[str, Any], words: str) -> None:
    with pytest.raises(TaskError, match=words):
        gold_of_task(given)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'"a"', "[]".encode("utf-16")])
def test_what_is_no_list_of_tasks(content: bytes) -> None:
    with pytest.raises(TaskError):
        read_tasks(content)


def test_names_lead_to_no_other_folder() -> None:
    assert [file_name(n) for n in ("../../etc/passwd", "/a/b.txt", "..", "", "a/../..", "公文 1.txt", 5)] == [
        *("passwd", "b", "notice", "notice", "notice", "公文_1", "5")
    ]
    evil = {"data": {"id": "../evil", "text": "x"}, "annotations": [{"result": []}]}
    assert [name for name, _ in files_of(evil)] == ["evil.gold.json", "evil.txt"]


def test_the_interface_knows_all_labels() -> None:
    view = ElementTree.fromstring(label_config())
    assert tuple(label.attrib["value"] for label in view.iter("Label")) == LABELS
    assert {tag.attrib["name"] for tag in view if "name" in tag.attrib} == {"label", "text", "value", "values"}


def test_the_commands_make_a_corpus(tmp_path: Path) -> None:
    run = CliRunner().invoke
    tasks = tmp_path / "tasks.json"
    sources = [str(CORPORA / name) for name in ("c01.txt", "g01.txt")]
    result = run(commands, ["review", "export", *sources, "-o", str(tasks)])
    assert (result.exit_code, result.output) == (ExitCode.OK, "")
    made = json.loads(tasks.read_text(encoding="utf-8"))
    assert [task["data"]["name"] for task in made] == ["c01", "g01"]
    done = tmp_path / "done.json"
    done.write_text(json.dumps([annotated(task) for task in made] + [made[0]]), encoding="utf-8")
    folder = tmp_path / "corpus"
    result = run(commands, ["review", "import", str(done), "-o", str(folder)])
    assert result.exit_code == ExitCode.PARTIAL
    assert "2 of 3 tasks" in result.stdout
    assert "nobody has annotated it" in result.stderr
    names = [f"{n}.{s}" for n in ("c01", "g01") for s in ("gold.json", "txt")]
    assert sorted(p.name for p in folder.iterdir()) == sorted(names)
    assert (folder / "g01.txt").read_text(encoding="utf-8") == (CORPORA / "g01.txt").read_text(encoding="utf-8")
    assert load_gold(folder / "c01.gold.json")["document_number"] == "水域办〔2023〕41号"
    again = run(commands, ["review", "import", str(done), "-o", str(folder)])
    assert again.exit_code == ExitCode.UNWRITABLE
    assert (
        run(commands, ["review", "import", str(done), "-o", str(folder), "--overwrite"]).exit_code == ExitCode.PARTIAL
    )


def test_one_file_that_fails_does_not_keep_the_others_from_a_task(tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["review", "export", str(tmp_path / "none.txt"), str(CORPORA / "c02.txt")])
    assert result.exit_code == ExitCode.PARTIAL
    assert [task["data"]["id"] for task in json.loads(result.stdout)] == ["c02"]
    assert "missing_source" in result.stderr
