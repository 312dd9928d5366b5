"""Files that do harm among notices: each has its row, and no notice is lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from notice_parser.batch.inputs import Inputs
from notice_parser.batch.settings import Running, Settings
from notice_parser.batch.whole import run_batch
from notice_parser.ingest.limits import Limits
from notice_parser.learn.batch_measures import _rows
from notice_parser.learn.hostile import KINDS, SLOW, write_hostile

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there, and devices are files")
QUICK = [kind for kind in KINDS if kind not in SLOW]


def test_each_file_has_a_row_and_no_notice_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_hostile(folder, len(QUICK), kinds=QUICK)
    for number in range(10):
        text = f"关于报送第{number}批水闸资料的通知\n\n各县水务局：\n　　请于2024年5月10日前报送。\n"
        (folder / f"{100 * number + 1:06}.txt").write_text(text, encoding="utf-8")
    run_batch([str(folder)], tmp_path / "out", Settings(Limits(seconds=20)), Running(workers=2))
    names = {item.name for item in Inputs(Limits(), None).items([str(folder)])}
    rows = _rows(tmp_path / "out" / "sources.jsonl")
    assert len(rows) == len(names)
    assert all(row["result"] == "notice" for row in rows if Path(row["source"]).stem.isdecimal())
    errors = _rows(tmp_path / "out" / "errors.jsonl")
    assert len(errors) == sum(row["result"] == "error" for row in rows) > 10
    assert all(row["error"]["advice"] for row in errors)


def test_they_come_again_from_the_seed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_hostile(tmp_path / name, len(QUICK), kinds=QUICK, seed=7)
    first, second = (
        {os.fsencode(p.name): p.stat().st_size for p in (tmp_path / name).iterdir() if p.is_file()}
        for name in ("a", "b")
    )
    assert first == second
    assert len(first) > 15
