"""A drop folder: what is still written is left alone, what is whole is read once, Ctrl-C ends it cleanly."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from time import monotonic, sleep

import pytest
from batches import finish, notice, rows, start

from notice_parser.batch.inputs import Inputs
from notice_parser.batch.watch import DropFolder
from notice_parser.ingest.limits import Limits


def names(drop: DropFolder) -> list[str]:
    return [os.fsdecode(item.name).rpartition("/")[2] for item in drop.whole()]


def test_a_file_is_whole_when_it_stays_as_it_is(tmp_path: Path) -> None:
    drop = DropFolder([str(tmp_path)], Inputs(Limits()), 1.0)
    (tmp_path / "a.txt").write_text("1")
    assert names(drop) == []
    (tmp_path / "a.txt").write_text("12")
    (tmp_path / "b.txt").write_text("1")
    assert names(drop) == []
    assert names(drop) == ["a.txt", "b.txt"]
    assert names(drop) == []
    (tmp_path / "a.txt").write_text("123")
    assert [names(drop), names(drop)] == [[], ["a.txt"]]


def test_what_is_gone_before_it_was_whole_was_never_there(tmp_path: Path) -> None:
    drop = DropFolder([str(tmp_path)], Inputs(Limits()), 1.0)
    (tmp_path / "a.txt").write_text("1")
    assert names(drop) == []
    (tmp_path / "a.txt").unlink()
    assert [names(drop), names(drop)] == [[], []]


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C")
def test_watching_from_an_empty_folder_to_ctrl_c(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    process = start(out, folder, "--watch", "--poll", "0.2", "--workers", "1")
    for number in (1, 2):
        (folder / f"n{number}.txt").write_text(notice(number), encoding="utf-8")
        _wait_for(out, number)
        (folder / f"n{number}.txt").unlink()  # whoever empties the folder takes nothing away
    process.send_signal(signal.SIGINT)
    code, said = finish(process)
    assert (code, "Traceback" in said) == (0, False)
    assert [Path(row["source"]).name for row in rows(out, "notices")] == ["n1.txt", "n2.txt"]


def _wait_for(out: Path, count: int) -> None:
    end = monotonic() + 60
    while monotonic() < end:
        if (out / "notices.jsonl").exists() and len(rows(out, "notices")) == count:
            return
        sleep(0.1)
    raise AssertionError(f"{count} notices were not read")
