"""What is printed is what the published schemas say, and nothing that they do not mention."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from jsonschema import Draft202012Validator

from notice_parser import parse, plan, to_json
from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.schema import notice_schema, plan_schema

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

CORPORA = sorted((Path(__file__).resolve().parents[2] / "corpora").glob("*.txt"))
TEXTS = [path for path in CORPORA if not path.name.endswith(".restored.txt")]
STRANGE = [
    "一",
    "通知",
    "Hello",
    "1.2025年1月1日放假",
    "，。、",
    "第一章\n第一条",
    "〔2024〕1号",
    "a\r\n\r\nb",
    "\ufffd\ufffd通知",
]


def closed(schema: Json) -> Json:
    """Forbid keys that a schema does not mention."""
    if isinstance(schema, list):
        return [closed(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {key: closed(value) for key, value in schema.items()}
    if shut.get("type") == "object":
        shut["additionalProperties"] = False
    return shut


NOTICE = Draft202012Validator(closed(notice_schema()))
PLAN = Draft202012Validator(closed(plan_schema()))


@pytest.mark.parametrize("schema", [notice_schema(), plan_schema()], ids=["notice", "plan"])
def test_the_schemas_are_schemas(schema: dict[str, Json]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"].rsplit(":", 1)[1].count(".") == 1
    assert '"$ref": "#/$defs/' in json.dumps(schema)


every_result = pytest.mark.parametrize(
    "content",
    [
        *(pytest.param(path.read_bytes(), id=path.stem) for path in TEXTS),
        *(pytest.param(text.encode(), id=f"strange{number}") for number, text in enumerate(STRANGE)),
    ],
)


@every_result
def test_results_are_valid(content: bytes) -> None:
    notice = parse(content, events={"检查结束": dt.date(2024, 5, 6)})
    made = plan(notice)
    for validator, result in ((NOTICE, notice), (PLAN, made)):
        assert isinstance(result, Notice | InspectionPlan)
        value = json.loads(json.dumps(to_json(result)))
        errors = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]
        assert errors == []


@every_result
def test_every_span_lies_inside_both_texts(content: bytes) -> None:
    notice = parse(content)
    clean = notice.outline.clean
    for value in (to_json(notice), to_json(plan(notice))):
        for span in spans_in(value):
            assert 0 <= span["start"] <= span["end"] <= len(clean.text)
            assert 0 <= span["source_start"] <= span["source_end"] <= len(clean.source.text)


def spans_in(value: Json) -> Iterator[dict[str, int]]:
    if isinstance(value, list):
        for entry in value:
            yield from spans_in(entry)
    elif isinstance(value, dict):
        if "source_start" in value:
            yield value
        for entry in value.values():
            yield from spans_in(entry)
