"""Old Word files by way of LibreOffice, and of stand-ins for it that go wrong."""

from __future__ import annotations

import os
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from office_files import docx, p

from notice_parser.errors import (
    CrashedSourceError,
    DamagedSourceError,
    EncryptedSourceError,
    EngineMissingError,
    SourceMemoryError,
    SourceTimeError,
    UnsupportedSourceError,
)
from notice_parser.ingest import old_word
from notice_parser.ingest.isolation import Isolate, SourceReader
from notice_parser.ingest.limits import Limits
from notice_parser.ingest.read import read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOC = OLE + b"\xec\xa5" + bytes(510) + "WordDocument".encode("utf-16-le")
RTF = b"{\\rtf1\\ansi " + "".join(f"\\u{ord(c)}?" for c in "关于检查的通知").encode() + b"\\par}"


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program in LibreOffice's place; its last argument is the document, the one before it the folder."""
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\nout=$(dirname "$last")/made\n{script}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "soffice" else None)


def test_without_libreoffice_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    for content in (DOC, RTF):
        with pytest.raises(EngineMissingError) as caught:
            read_bytes(content)
        assert "libreoffice-writer-nogui" in caught.value.advice


def test_what_the_program_makes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(docx(p("关于检查的通知")))
    stand_in(tmp_path, monkeypatch, f'mkdir -p "$out"; cp "{tmp_path}/made.docx" "$out/notice.docx"')
    source = read_bytes(DOC)
    assert (source.text, source.media_type) == ("关于检查的通知\n", "application/msword")


@pytest.mark.parametrize("script", ["exit 0", "exit 77", "kill -9 $$", "head -c 3000000 /dev/zero"])
def test_a_program_that_fails(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, script)
    with pytest.raises(DamagedSourceError):
        read_bytes(DOC)


def test_a_program_that_makes_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, 'mkdir -p "$out"; echo rubbish > "$out/notice.docx"')
    with pytest.raises(DamagedSourceError):
        read_bytes(DOC)


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "alive"
    stand_in(tmp_path, monkeypatch, f'(sleep 2; touch "{mark}") & sleep 60')
    monkeypatch.setattr(old_word, "SECONDS", 0.5)
    started = time.perf_counter()
    with pytest.raises(DamagedSourceError, match="seconds"):
        read_bytes(DOC)
    assert time.perf_counter() - started < 10
    time.sleep(2.2)
    assert not mark.exists()


def test_the_profile_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stand_in(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(DamagedSourceError):
        read_bytes(DOC)
    assert [path.name for path in tmp_path.iterdir()] == ["soffice"]


@pytest.mark.skipif(sys.platform == "win32", reason="a script in the program's place")
@pytest.mark.parametrize("script", ["kill -9 $PPID", "sleep 60", "exit 0"])
def test_nothing_is_left_of_a_process_that_is_killed(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    with (
        SourceReader(Limits(seconds=3), isolate=Isolate.ALWAYS) as reader,
        pytest.raises((CrashedSourceError, SourceMemoryError, SourceTimeError, DamagedSourceError)),
    ):
        reader.content(DOC)
    assert list(room.iterdir()) == []


def test_locked_documents() -> None:
    locked = bytearray(DOC)
    locked[512 + 11] |= 1
    for content in (bytes(locked), OLE + "EncryptedPackage".encode("utf-16-le")):
        with pytest.raises(EncryptedSourceError):
            read_bytes(content)


@pytest.mark.parametrize("stream", ["Workbook", "PowerPoint Document", "__properties_version1.0"])
def test_other_old_files_of_the_kind(stream: str) -> None:
    with pytest.raises(UnsupportedSourceError):
        read_bytes(OLE + stream.encode("utf-16-le"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_itself() -> None:
    assert read_bytes(RTF).text.strip() == "关于检查的通知"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_two_at_once_and_nothing_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("qwertz", encoding="ascii")
    link = f'{{\\field{{\\*\\fldinst INCLUDETEXT "{(tmp_path / "secret.txt").as_uri()}"}}{{\\fldrslt }}}}'.encode()
    with ThreadPoolExecutor(2) as pool:
        read = list(pool.map(lambda content: read_bytes(content).text.strip(), [RTF, RTF[:-1] + link + b"\\par}"]))
    assert read == ["关于检查的通知"] * 2
