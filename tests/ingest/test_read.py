"""Files, bytes and streams to source text, and what may be wrong with them."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest

from notice_parser.errors import (
    BlankSourceError,
    DirectorySourceError,
    EmptySourceError,
    MissingSourceError,
    SourceTooLargeError,
    UnreadableSourceError,
)
from notice_parser.ingest.read import read_bytes, read_path, read_stream
from notice_parser.ingest.readers import Limits


def test_a_file_is_known_by_name_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    content = "关于开展检查的通知\r\n".encode("gb18030")
    path.write_bytes(content)
    source = read_path(path)
    assert source.text == "关于开展检查的通知\r\n"
    assert (source.name, source.encoding, source.sha256) == (str(path), "gb18030", hashlib.sha256(content).hexdigest())
    assert source.findings == ()


def test_undecodable_bytes_are_told() -> None:
    source = read_bytes("请各单位于五月一日前报送自查情况。".encode() + b"\xff\xfe")
    assert len(source.findings) == 1
    assert "2处" in source.findings[0]


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingSourceError):
        read_path(tmp_path / "none.txt")


def test_a_file_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(MissingSourceError):
        read_path(tmp_path / "a" / "b")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DirectorySourceError):
        read_path(tmp_path)


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(UnreadableSourceError):
        read_path(Path("a\0b"))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    if os.geteuid() == 0:  # nothing is closed to root, so the refusal is staged

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    else:
        path.chmod(0)
    with pytest.raises(UnreadableSourceError):
        read_path(path)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", "\u3000\n\u3000".encode(), b"\xef\xbb\xbf", b"\xff\xfe \x00"])
def test_nothing_to_read(content: bytes) -> None:
    with pytest.raises(BlankSourceError if content else EmptySourceError):
        read_bytes(content)


def test_limits() -> None:
    text = "检查" * 50
    content = text.encode()
    assert read_bytes(content, limits=Limits(300, 100)).text == text
    with pytest.raises(SourceTooLargeError, match="bytes"):
        read_bytes(content, limits=Limits(299, 100))
    with pytest.raises(SourceTooLargeError, match="characters"):
        read_bytes(content, limits=Limits(300, 99))


def test_a_stream_is_not_read_beyond_the_limit() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(SourceTooLargeError):
        read_stream(stream, limits=Limits(1000, 1000))  # type: ignore[arg-type]
    assert stream.given == 1001
