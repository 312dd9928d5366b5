"""Images of single pages that are one notice: in a ZIP file, or named together."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from notice_parser.cli import commands
from notice_parser.core.source import ReadBy
from notice_parser.errors import ArchiveSourceError, SourceTooLargeError, UnsupportedSourceError
from notice_parser.ingest.bundle import Member, packed_pages, page_images
from notice_parser.ingest.images import read_image_files
from notice_parser.ingest.isolation import Isolate, SourceReader
from notice_parser.ingest.limits import Limits, Ocr, OcrMode
from notice_parser.ingest.pictures import draw_pages
from notice_parser.ingest.read import read_bytes


def image(shade: int, frames: int = 1, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    pages = [Image.new("L", (120, 170), shade + 10 * at) for at in range(frames)]
    pages[0].save(out, form, **({"save_all": True, "append_images": pages[1:]} if frames > 1 else {}))
    return out.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


NEVER = Ocr(OcrMode.NEVER)


def test_pages_stand_in_the_order_of_their_numbers() -> None:
    files = {f"扫描/第{n}页.png": image(n) for n in (10, 2, 1)} | {"__MACOSX/第1页.png": b"x", "Thumbs.db": b"x"}
    source = read_bytes(packed(files), "a.zip", ocr=NEVER)
    assert [page.number for page in source.pages] == [1, 2, 3]
    assert source.findings[0] == "3幅图像读作同一公文的各页，依次为：扫描/第1页.png、扫描/第2页.png、扫描/第10页.png"


@pytest.mark.parametrize(
    "files", [{"1.png": image(1)}, {"1.png": image(1), "通知.txt": b"x"}, {"通知.txt": b"x", "a.txt": b"y"}, {}]
)
def test_what_is_no_set_of_pages(files: dict[str, bytes]) -> None:
    assert page_images([Member(*file) for file in files.items()]) == []


def test_frames_count_on_and_a_damaged_page_is_said() -> None:
    contents = [image(1, 2, "TIFF"), image(9)[:60], image(5)]
    pages = list(read_image_files(contents, None, 10, 10**6))
    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert all(page.read_by is ReadBy.UNREAD for page in pages)
    assert pages[2].note.startswith("第3页无法读取")
    assert pages[3].note == "第4页是图像，未做识别"


def test_too_many_pages() -> None:
    with pytest.raises(SourceTooLargeError):
        list(read_image_files([image(1), image(2), image(3)], None, 2, 10**6))
    with pytest.raises(SourceTooLargeError):
        list(read_image_files([image(1), image(2, 2, "TIFF")], None, 2, 10**6))


def test_named_together(tmp_path: Path) -> None:
    paths = []
    for n in (2, 1):
        paths.append(tmp_path / f"{n}.png")
        paths[-1].write_bytes(image(n))
    with SourceReader(Limits(), NEVER, Isolate.NEVER) as reader:
        source = reader.together(paths)
        assert source.findings[0].endswith("0001 2.png、0002 1.png")
        (tmp_path / "a.txt").write_text("关于检查的通知")
        with pytest.raises(UnsupportedSourceError, match=r"a\.txt is no image"):
            reader.together([*paths, tmp_path / "a.txt"])


def test_the_option_reads_one_notice(tmp_path: Path) -> None:
    for n in (1, 2):
        (tmp_path / f"{n}.png").write_bytes(image(n))
    given = ["parse", "--ocr", "never", "--isolate", "never", str(tmp_path / "1.png"), str(tmp_path / "2.png")]
    together = CliRunner().invoke(commands, [*given, "--together"])
    assert '"number": 2' in together.stdout
    assert together.stdout.count('"schema"') == 1
    assert CliRunner().invoke(commands, given).stdout.count('"schema"') == 2


def test_pictures_of_all_pages() -> None:
    content = packed_pages(["a.tif", "b.png"], [image(1, 2, "TIFF"), image(5)])
    assert [picture.number for picture in draw_pages(content, Limits(), {})] == [1, 2, 3]
    assert list(draw_pages(packed({"a.txt": b"x", "b.txt": b"y"}), Limits(), {})) == []


def test_an_empty_archive_is_an_error() -> None:
    with pytest.raises(ArchiveSourceError):
        read_bytes(packed({"__MACOSX/1.png": image(1)}), "a.zip")
