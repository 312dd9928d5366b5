"""What is listed for a batch, in which order, and what is left out."""

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
from pathlib import Path

import pytest
from batches import notice, rows, run, write_notices

from notice_parser.batch.inputs import Inputs, Item
from notice_parser.errors import ExitCode, MissingSourceError
from notice_parser.ingest.limits import ArchiveLimits, Limits

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")


def listed(*arguments: Path | str, skip: Path | None = None) -> list[str]:
    items = Inputs(Limits(), skip).items([str(argument) for argument in arguments])
    return [item.name.decode("utf-8", "replace") for item in items]


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def zipped(members: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return held.getvalue()


def test_folders_are_listed_by_name_with_what_is_in_them(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a/2.txt", "a/1.txt", "a/c/3.txt", "a.txt")
    names = [name.removeprefix(f"{tmp_path}/") for name in listed(tmp_path)]
    assert names == ["a.txt", "b.txt", "a/1.txt", "a/2.txt", "a/c/3.txt"]


def test_arguments_keep_their_order_and_nothing_is_listed_twice(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a.txt")
    assert listed(tmp_path / "b.txt", tmp_path) == [f"{tmp_path}/b.txt", f"{tmp_path}/a.txt"]


def test_patterns(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a/2.txt", "a/1.md")
    assert listed(f"{tmp_path}/**/*.txt") == [f"{tmp_path}/a/2.txt", f"{tmp_path}/b.txt"]
    assert listed(f"{tmp_path}/*.pdf") == [f"{tmp_path}/*.pdf"]


def test_a_file_whose_name_is_a_pattern(tmp_path: Path) -> None:
    touch(tmp_path, "[1]*.txt")
    assert listed(tmp_path / "[1]*.txt") == [f"{tmp_path}/[1]*.txt"]


@pytest.mark.parametrize("name", [".DS_Store", "~$通知.docx", "Thumbs.db", "desktop.ini", ".git/config"])
def test_litter_in_folders_is_left_out(name: str, tmp_path: Path) -> None:
    touch(tmp_path, name, "a.txt")
    assert listed(tmp_path) == [f"{tmp_path}/a.txt"]


def test_the_output_folder_is_no_input(tmp_path: Path) -> None:
    touch(tmp_path, "out/notices.jsonl", "a.txt")
    assert listed(tmp_path, skip=tmp_path / "out") == [f"{tmp_path}/a.txt"]


@LINUX_ONLY
def test_links_that_go_round_in_circles(tmp_path: Path) -> None:
    touch(tmp_path, "a/1.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "nowhere").symlink_to(tmp_path / "none")
    assert listed(tmp_path) == [f"{tmp_path}/a/1.txt", f"{tmp_path}/a/nowhere"]


def test_files_in_a_zip_file(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"x.txt": notice(1), "y/z.txt": notice(2), "__MACOSX/x.txt": "no"}))
    assert listed(tmp_path) == [f"{path}!/x.txt", f"{path}!/y/z.txt"]
    inputs = Inputs(Limits())
    assert inputs.content(list(inputs.items([str(path)]))[1]).decode() == notice(2)


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", b"no ZIP file at all", b""])
def test_what_is_only_called_a_zip_file_stands_for_itself(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert listed(tmp_path) == [f"{tmp_path}/a.zip"]


def test_a_zip_file_beyond_the_limits_stands_for_itself(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a": "1", "b": "2", "c": "3"}))
    inputs = Inputs(Limits(archive=ArchiveLimits(entries=2)))
    assert [item.archive for item in inputs.items([str(tmp_path)])] == [None]


def test_a_name_of_line_breaks_and_blanks(tmp_path: Path) -> None:
    (tmp_path / " a\n\tb.txt").write_text(notice(1), encoding="utf-8")
    assert run(tmp_path / "out", tmp_path)[1] == ExitCode.OK
    assert rows(tmp_path / "out", "notices")[0]["source"] == f"{tmp_path}/ a\n\tb.txt"


@LINUX_ONLY
def test_names_in_gbk_bytes(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/in/" + "通知".encode("gbk") + b".txt"
    Path(os.fsdecode(raw)).parent.mkdir()
    Path(os.fsdecode(raw)).write_text(notice(1), encoding="utf-8")
    Path(os.fsdecode(raw + b"\xff")).write_text(notice(2), encoding="utf-8")
    assert run(tmp_path / "out", tmp_path / "in", os.fsdecode(raw))[1] == ExitCode.OK
    first, second = rows(tmp_path / "out", "notices")
    assert (first["source"].endswith("通知.txt"), first["source_bytes"][-16:]) == (True, "%CD%A8%D6%AA.txt")
    assert second["source_bytes"].endswith("%CD%A8%D6%AA.txt%FF")


@LINUX_ONLY
def test_pipes_and_devices_in_a_folder_are_not_waited_for(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 1)
    os.mkfifo(folder / "pipe")
    (folder / "device").symlink_to("/dev/zero")
    began = time.perf_counter()
    assert run(tmp_path / "out", folder)[1] == ExitCode.PARTIAL
    assert time.perf_counter() - began < Limits().seconds / 2
    assert [row["error"]["code"] for row in rows(tmp_path / "out", "errors")] == ["no_file_source"] * 2


def test_what_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 1)
    assert run(tmp_path / "out", tmp_path / "none.txt", folder)[1] == ExitCode.PARTIAL
    (error,) = rows(tmp_path / "out", "errors")
    assert (error["error"]["code"], error["sha256"]) == ("missing_source", None)


def test_an_empty_folder_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(MissingSourceError):
        run(tmp_path / "out", tmp_path / "in")


def test_addresses_are_opened_by_fsspec(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for name, text in (("b.txt", notice(1)), ("a.txt", notice(2)), ("c.zip", None)):
        memory.pipe(f"/intake/{name}", zipped({"x.txt": notice(3)}) if text is None else text.encode())
    assert run(tmp_path / "out", "memory://intake", "memory://intake/none.txt")[1] == ExitCode.PARTIAL
    names = [row["source"] for row in rows(tmp_path / "out", "notices")]
    assert names == ["memory:///intake/a.txt", "memory:///intake/b.txt", "memory:///intake/c.zip!/x.txt"]
    assert [row["source"] for row in rows(tmp_path / "out", "errors")] == ["memory://intake/none.txt"]


def test_without_fsspec_an_address_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(Exception, match="fsspec is not installed") as caught:
        run(tmp_path / "out", "s3://intake/2024/")
    assert "notice-parser[remote]" in caught.value.advice  # type: ignore[attr-defined]


def test_items_know_when_they_change(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1")
    (before,) = Inputs(Limits()).items([str(path)])
    path.write_text("22")
    (after,) = Inputs(Limits()).items([str(path)])
    assert isinstance(before, Item) and before.signature != after.signature
