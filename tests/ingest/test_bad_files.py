"""Bad files, read as the command line reads them: each has its answer, soon, and costs no other."""

from __future__ import annotations

import io
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from bad_files import BLANK_BOMB, DRAWN_BOMB, OLE, flat, pdf_of_streams, png_of
from click.testing import CliRunner
from office_files import R, p, part, zipped
from PIL import Image
from test_hostile_pages import LOCKED, png
from test_ofd import ofd, text_object
from test_ofd import page as ofd_page

from notice_parser import NoticeError
from notice_parser.cli import commands
from notice_parser.core.source import ReadBy
from notice_parser.errors import ChangedSourceError, ExitCode, NoFileSourceError
from notice_parser.ingest.files import bytes_of
from notice_parser.ingest.isolation import Isolate, SourceReader
from notice_parser.ingest.limits import ArchiveLimits, Limits, Ocr, OcrMode
from notice_parser.ingest.read import read_bytes

SECONDS = 20
"""Within which each answers on a busy machine; alone, most take a tenth of one."""
LIMITS = Limits(seconds=SECONDS, memory=600_000_000)
SOUND = pdf_of_streams(flat("the words of this page"), flat("those of the next"))
DTD = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
BILLION = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
INNER = zipped({"a.txt": "0" * 4_000_000})


@pytest.fixture(scope="module")
def reader() -> Iterator[SourceReader]:
    with SourceReader(LIMITS, Ocr(OcrMode.NEVER), Isolate.ALWAYS) as found:
        yield found


def with_part(name: str, content: str) -> bytes:
    """Make a Word file and replace one of its parts."""
    body = f"<w:body>{p('关于检查的通知')}</w:body>"
    relation = f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>'
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f"<Relationships>{relation}</Relationships>",
        "word/document.xml": part("document", body),
    }
    return zipped({**parts, name: content})


REFUSED = {
    "truncated pdf": (SOUND[:60], ExitCode.DAMAGED),
    "encrypted pdf": (SOUND.replace(b"/Root 1 0 R", b"/Root 1 0 R" + LOCKED), ExitCode.ENCRYPTED),
    "pdf bomb of operators": (pdf_of_streams(DRAWN_BOMB), ExitCode.DAMAGED),
    "pdf bomb of blanks": (pdf_of_streams(BLANK_BOMB), ExitCode.DAMAGED),
    "blank page of a pdf": (pdf_of_streams(flat()), ExitCode.EMPTY),
    "image of one point": (png_of(1, 1, b"\0\0"), ExitCode.EMPTY),
    "image of 30,000 x 30,000": (png_of(30_000, 30_000), ExitCode.TOO_LARGE),
    "image of 2 billion x 2 billion": (png_of(2**31 - 1, 2**31 - 1), ExitCode.TOO_LARGE),
    "image without its rows": (png_of(900, 900), ExitCode.DAMAGED),
    "zip bomb": (zipped({"a.txt": "0" * 100_000_000}), ExitCode.UNSAFE),
    "zip with a name that leads out": (zipped({"../../a.txt": "关于检查的通知"}), ExitCode.UNSAFE),
    "zip in zip": (zipped({f"{i}.zip": INNER for i in range(9)}), ExitCode.UNSUPPORTED),
    "docx that fetches a file": (with_part("word/document.xml", DTD), ExitCode.UNSAFE),
    "docx that grows": (with_part("word/document.xml", BILLION), ExitCode.UNSAFE),
    "docx without its text": (zipped({"[Content_Types].xml": "<Types/>", "word/a.xml": "<a/>"}), ExitCode.DAMAGED),
    "docx with a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ExitCode.ENCRYPTED),
    "ofd without its document": (zipped({"OFD.xml": "<a/>"}), ExitCode.DAMAGED),
    "ofd that fetches a file": (zipped({"OFD.xml": DTD}), ExitCode.UNSAFE),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_its_reason(content: bytes, code: ExitCode, reader: SourceReader) -> None:
    start = time.monotonic()
    with pytest.raises(NoticeError) as raised:
        reader.content(content)
    assert (raised.value.exit_code, bool(raised.value.advice)) == (code, True)
    assert time.monotonic() - start < SECONDS


def test_a_page_of_50_megabytes_takes_bounded_time(reader: SourceReader) -> None:
    start = time.monotonic()
    text = b"<html><body>" + "<p>关于</p>".encode() * 3_800_000
    with pytest.raises(NoticeError) as raised:
        reader.content(text)
    assert raised.value.exit_code is ExitCode.TOO_LARGE
    nested = b"<html>" + b"<table><tr><td>" * 100_000
    with suppress(NoticeError):
        assert reader.content(nested).text.strip() == ""
    script = b"<html><body><script>" + b"x=1;" * 12_000_000 + "</script><p>请各单位报送。</p>".encode()
    assert reader.content(script).text == "请各单位报送。\n"
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize("bomb", [DRAWN_BOMB, BLANK_BOMB], ids=["operators", "blanks"])
def test_the_page_before_a_bomb_is_kept(bomb: tuple[str, bytes], reader: SourceReader) -> None:
    source = reader.content(pdf_of_streams(flat("the words of this page"), bomb, flat("lost")))
    assert source.text == "the words of this page\n"
    assert [page.read_by for page in source.pages] == [ReadBy.TEXT_LAYER, ReadBy.UNREAD, ReadBy.UNREAD]
    assert [finding[:4] for finding in source.findings] == ["第2页：", "第3页："]


@pytest.mark.parametrize("cut", [0.5, 0.8, 0.95])
def test_a_pdf_that_is_cut_off_gives_an_error_or_what_is_left(cut: float, reader: SourceReader) -> None:
    try:
        source = reader.content(SOUND[: int(cut * len(SOUND))])
    except NoticeError as error:
        assert error.exit_code is ExitCode.DAMAGED
    else:
        assert "words of this page" in source.text or source.findings


def test_a_large_image_of_few_bytes_is_listed(reader: SourceReader) -> None:
    source = reader.content(png_of(9_000, 9_000, bytes(1_126 * 9_000)))
    assert [page.read_by for page in source.pages] == [ReadBy.UNREAD]
    assert "9000×9000" in source.findings[0]


def test_a_photo_without_text_gives_none() -> None:
    photo = Image.linear_gradient("L").resize((160, 120))
    photo.paste(Image.effect_noise((80, 120), 80), (80, 0))
    source = read_bytes(png(photo))
    assert source.text.strip() == "" or source.pages[0].confidence < 0.5
    assert source.findings


def test_links_in_a_word_file_are_not_followed(reader: SourceReader) -> None:
    link = '<Relationship Id="x" Type="http://x/image" Target="http://127.0.0.1:9/a.png" TargetMode="External"/>'
    head = f'<Relationship Id="y" Type="{R}/numbering" Target="file:///etc/passwd" TargetMode="External"/>'
    content = with_part("word/_rels/document.xml.rels", f"<Relationships>{link}{head}</Relationships>")
    assert reader.content(content).text == "关于检查的通知\n"


def test_a_template_of_word_is_read(reader: SourceReader) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    assert reader.content(with_part("[Content_Types].xml", types)).text == "关于检查的通知\n"


def test_an_ofd_without_one_of_its_pages_lists_it(reader: SourceReader) -> None:
    words = "各县水务局要按照通知要求开展检查"
    content = ofd(ofd_page(text_object(words, 20, 20)), ofd_page(text_object(words, 20, 20)))
    source = reader.content(content.replace(b"Doc_0/Pages/1.xml", b"Doc_0/Pages/9.xml"))
    assert [page.read_by for page in source.pages] == [ReadBy.TEXT_LAYER, ReadBy.UNREAD]


@pytest.mark.parametrize(
    ("limits", "content"),
    [
        (ArchiveLimits(entries=2), with_part("a.xml", "<a/>")),
        (ArchiveLimits(unpacked=100), with_part("a.xml", "<a/>")),
        (ArchiveLimits(ratio=2), with_part("a.xml", "<a>" + " " * 6_000_000 + "</a>")),
        (ArchiveLimits(depth=3), with_part("a.xml", "<a/>")),
    ],
    ids=["entries", "unpacked", "ratio", "depth"],
)
def test_the_limits_of_archives_can_be_set(limits: ArchiveLimits, content: bytes) -> None:
    assert read_bytes(content, limits=Limits(archive=ArchiveLimits(ratio=2_000))).text
    with pytest.raises(NoticeError) as raised:
        read_bytes(content, limits=Limits(archive=limits))
    assert raised.value.exit_code is ExitCode.UNSAFE


def test_a_file_that_changes_while_it_is_read_is_named_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(b"x" * 100)
    opened = Path.open

    def changed(self: Path, mode: str = "r") -> object:
        stream = opened(self, mode)
        read = stream.read

        class Stream(io.BytesIO):
            def fileno(self) -> int:
                return int(stream.fileno())

            def read(self, size: int | None = -1) -> bytes:
                content = bytes(read(size))
                os.truncate(path, 10)
                return content

            def close(self) -> None:
                stream.close()
                super().close()

        return Stream()

    monkeypatch.setattr(Path, "open", changed)
    with pytest.raises(ChangedSourceError):
        bytes_of(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_read_to_its_end_or_given_up(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    start = time.monotonic()
    with pytest.raises(NoFileSourceError):
        bytes_of(path, Limits(seconds=0.2))
    assert time.monotonic() - start < 5
    content = "关于检查的通知\n".encode() * 20_000
    writer = threading.Thread(target=path.write_bytes, args=(content,))
    writer.start()
    assert bytes_of(path, Limits(seconds=SECONDS)) == content
    writer.join()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/random"])
def test_a_device_is_no_file(device: str) -> None:
    with pytest.raises(NoFileSourceError):
        bytes_of(Path(device))


def test_nothing_is_lost_beside_bad_files(tmp_path: Path) -> None:
    """Good files before, between and after bad ones, in one run of the command line."""
    bad = {name: content for name, (content, _) in list(REFUSED.items())[:9] if "blanks" not in name}
    contents: dict[str, bytes] = {"first.txt": "关于检查的通知\n各县水务局：\n请于5月1日前报送。\n".encode()}
    for index, content in enumerate(bad.values()):
        contents |= {f"bad{index}": content, f"good{index}.html": "<html><p>请各单位报送。</p></html>".encode()}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in contents]
    given = ["clean", *paths, str(tmp_path), "--format", "json", "--ocr", "never", "--max-memory", "600MB"]
    result = CliRunner().invoke(commands, given)
    assert result.exit_code == ExitCode.PARTIAL
    sources = [Path(json.loads(line)["source"]).name for line in result.stdout.splitlines()]
    assert sources == [name for name in contents if "bad" not in name]
    errors = [json.loads(line) for line in result.stderr.splitlines()]
    assert len(errors) == len(bad) + 1
    assert all(error["error"]["advice"] for error in errors)


def test_a_notice_of_which_pages_are_missing_has_its_own_exit_code(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of_streams(flat("the words of this page"), BLANK_BOMB))
    result = CliRunner().invoke(commands, ["parse", str(tmp_path / "a.pdf"), "--max-memory", "400MB"])
    assert result.exit_code == ExitCode.INCOMPLETE
    pages = json.loads(result.stdout)["pages"]
    assert [page["read_by"] for page in pages] == ["text_layer", "unread"]
