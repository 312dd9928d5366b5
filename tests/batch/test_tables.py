"""Parquet and DuckDB say what the JSON Lines say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from batches import rows, run, write_notices, written

from notice_parser.batch import tables, whole
from notice_parser.batch.columns import COLUMNS
from notice_parser.batch.tables import TablesMissingError, can_write_parquet
from notice_parser.export.schema import notice_schema, plan_schema


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = write_notices(tmp_path / "in", 3)
    (folder / "z.txt").touch()
    return tmp_path / "out"


def test_parquet_has_a_row_for_each_line(out: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run(out, out.parent / "in")
    for name, columns in COLUMNS.items():
        held = parquet.read_table(out / f"{name}.parquet").to_pylist()
        assert len(held) == len(rows(out, name)) > 0
        assert [row["source"] for row in held] == [row["source"] for row in rows(out, name)]
        assert list(held[0]) == [column for column, _, _ in columns]
    first = parquet.read_table(out / "notices.parquet").to_pylist()[0]
    assert first["document_number"] == "青水发〔2024〕1号"
    assert (first["issuers"], str(first["issue_date"])) == (["青岚市水务局"], "2024-04-18")
    task = next(row for row in parquet.read_table(out / "tasks.parquet").to_pylist() if row["due"])
    assert task["due"] == "2024-05-02"


def _is_promised(path: str, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Tell whether a path leads somewhere in a schema."""
    here = [schema]
    for step in path.split("."):
        here = [found for entry in here for found in _below(entry, step, root)]
    return bool(here)


def _below(schema: dict[str, Any], step: str, root: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in schema:
        target: Any = root
        for key in schema["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        return _below(target, step, root)
    found = [
        s for key in ("anyOf", "oneOf", "allOf") for entry in schema.get(key, ()) for s in _below(entry, step, root)
    ]
    if step == "*" or step.isdigit():
        return found + ([schema["items"]] if "items" in schema else [])
    return found + ([schema["properties"][step]] if step in schema.get("properties", {}) else [])


@pytest.mark.parametrize(("table", "schema"), [("notices", notice_schema()), ("plans", plan_schema())])
def test_columns_stand_in_the_schema(table: str, schema: dict[str, Any]) -> None:
    lost = [path for _, _, path in COLUMNS[table] if not _is_promised(path, schema, schema)]
    assert set(lost) <= {"copy_of", "sha256"}


def test_a_duckdb_file_holds_all_tables(out: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    run(out, out.parent / "in", duckdb=True)
    with duckdb.connect(str(out / tables.DATABASE), read_only=True) as base:
        counts = {name: base.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in COLUMNS}
    assert counts == {name: len(rows(out, name)) for name in COLUMNS}


def test_without_duckdb_nothing_is_begun(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "find_spec", lambda name: None)
    with pytest.raises(TablesMissingError, match="duckdb is not installed"):
        run(out, out.parent / "in", duckdb=True)
    assert not out.exists()


def test_without_pyarrow_there_are_json_lines_only(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(out, out.parent / "in")
    monkeypatch.setattr(whole, "can_write_parquet", lambda: False)
    run(out, out.parent / "in")
    assert {name.rpartition(".")[2] for name in written(out)} == {"jsonl"}


def test_pyarrow_is_only_loaded_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr(tables, "find_spec", lambda name: None)
    assert not can_write_parquet()
