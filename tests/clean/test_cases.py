"""Single damages, from tables: ``source`` becomes ``expected``; without ``expected`` it stays as it is."""

import json
from pathlib import Path

import pytest

from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText

TABLES = Path(__file__).parents[1] / "cases" / "clean"


def rows() -> list[object]:
    found = []
    for path in sorted(TABLES.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            failing = pytest.mark.xfail(strict=True, reason=row.get("comment", ""))
            marks = [failing] if row.get("expect") == "fail" else []
            found.append(pytest.param(row, id=f"{path.stem}-{row['label'].replace(' ', '_')}", marks=marks))
    return found


@pytest.mark.parametrize("row", rows())
def test_row(row: dict[str, str]) -> None:
    restored = restore(SourceText(row["source"])).text
    assert restored == row.get("expected", row["source"])
    assert restore(SourceText(restored)).text == restored


def test_there_are_as_many_negatives_as_repairs() -> None:
    tables = [json.loads(path.read_text(encoding="utf-8")) for path in TABLES.glob("*.json")]
    every = [row for table in tables for row in table]
    kept = sum(row.get("expected", row["source"]) == row["source"] for row in every)
    assert kept >= len(every) - kept
