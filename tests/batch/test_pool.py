"""Documents that hang, crash, fill the memory or kill their worker: each costs itself, never the run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from batches import notice, rows, run, write_notices, written

from notice_parser.batch import pool
from notice_parser.batch.settings import Settings
from notice_parser.errors import ExitCode, WorkerError
from notice_parser.ingest.limits import Limits


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use workers that do what documents tell them."""
    monkeypatch.setattr(pool, "_MODULE", "faulty_worker")


@pytest.mark.usefixtures("faulty")
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_documents_that_harm_their_worker_cost_only_themselves(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 3)
    for name, word in (("a", "KILL"), ("b", "CRASH"), ("n002x", "FILL"), ("z", "KILL")):
        (folder / f"{name}.txt").write_text(f"{word} {name}", encoding="utf-8")
    once = f"ONCE {tmp_path / 'mark'}\n{notice(9)}"
    (folder / "m.txt").write_text(once, encoding="utf-8")
    tally, code = run(tmp_path / "out", folder, settings=Settings(Limits(memory=600_000_000)), workers=2)
    assert code == ExitCode.PARTIAL
    assert tally.deaths == 2 + 2 + 2 + 1
    errors = {Path(row["source"]).stem: row["error"]["code"] for row in rows(tmp_path / "out", "errors")}
    assert errors == {"a": "crashed_source", "b": "crashed_source", "n002x": "source_memory", "z": "crashed_source"}
    names = [Path(row["source"]).stem for row in rows(tmp_path / "out", "notices")]
    assert names == ["m", "n001", "n002", "n003"]


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("word", ["HANG", "SPIN"])
def test_a_document_that_hangs_is_given_up(word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "document_seconds", property(lambda _: 4.0))
    folder = write_notices(tmp_path / "in", 2)
    (folder / "a.txt").write_text(f"{word} x", encoding="utf-8")
    tally, code = run(tmp_path / "out", folder)
    assert (code, tally.failures) == (ExitCode.PARTIAL, {"source_time": 1})
    assert len(rows(tmp_path / "out", "notices")) == 2


@pytest.mark.usefixtures("faulty")
def test_what_died_is_tried_in_one_more_run_and_then_stays_as_it_is(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 1)
    (folder / "a.txt").write_text("KILL x", encoding="utf-8")
    documents = [run(tmp_path / "out", folder)[0].documents for _ in range(3)]
    assert documents == [2, 1, 0]
    assert run(tmp_path / "out", folder, again=True)[0].documents == 1


def test_workers_are_replaced_and_change_nothing(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 7)
    run(tmp_path / "a", folder, workers=1)
    run(tmp_path / "b", folder, workers=3, recycle=2)
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_a_worker_that_cannot_start_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_MODULE", "no_such_module")
    with pytest.raises(WorkerError, match="ends at once"):
        run(tmp_path / "out", write_notices(tmp_path / "in", 1))
