"""PDF and images that were made to exhaust, or that show nothing: bounded, and a clear word about it."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from test_pdf import pdf, shown

from notice_parser import parse, to_json
from notice_parser.core.source import ReadBy
from notice_parser.errors import (
    BlankSourceError,
    DamagedSourceError,
    EncryptedSourceError,
    SourceError,
    SourceTooLargeError,
)
from notice_parser.ingest.assemble import RawPage
from notice_parser.ingest.pdf import read_pdf
from notice_parser.ingest.read import read_bytes, read_path
from notice_parser.ingest.readers import Limits

SECONDS = 20
LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>/ID[<00><00>]"


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def sizes_of(content: bytes, max_pixels: int = 1_000_000) -> list[tuple[int, int]]:
    """Give the sizes of the images that would be recognised."""
    sizes: list[tuple[int, int]] = []

    def recognise(image: Image.Image, dpi: float) -> RawPage:
        assert dpi > 0
        sizes.append(image.size)
        return RawPage(1, 1, 1, read_by=ReadBy.OCR)

    list(read_pdf(content, recognise, 10, max_pixels=max_pixels))
    return sizes


def test_a_locked_pdf_is_named_so() -> None:
    content = pdf(shown("nobody may read this", 50, 800)).replace(b"/Root 1 0 R", b"/Root 1 0 R" + LOCKED)
    with pytest.raises(EncryptedSourceError):
        read_bytes(content)


@pytest.mark.parametrize("box", ["0 0 14400 14400", "0 0 1000000 1000000", "0 0 1000000 1", "0 0 0 0", "5 5 -9 1e30"])
def test_the_image_of_a_page_has_no_more_pixels_than_the_limit(box: str) -> None:
    content = pdf("0 0 9 9 re f\n").replace(b"[0 0 595 842]", f"[{box}]".encode())
    for width, height in sizes_of(content):
        assert width * height <= 1_010_000
        assert max(width, height) <= 20_001


def test_an_ordinary_page_keeps_its_resolution() -> None:
    assert sizes_of(pdf("0 0 9 9 re f\n"), 40_000_000) == [(1653, 2339)]


@pytest.mark.parametrize(
    "content",
    [
        pdf(
            shown("a page of words and of rulings", 50, 800)
            + "".join(f"{i % 500} {i // 500 * 3} 2 2 re S\n" for i in range(60_000))
        ),
        pdf("0 0 9 9 re f\n" * 300_000),
        pdf("q\n" * 300_000 + "0 0 9 9 re f\n"),
        pdf("[" * 100_000 + "]" * 100_000 + " TJ\n"),
        pdf(shown("a", 50, 800) * 60_000),
        pdf("".join(shown("ab", 10 + i % 400, 800 - i // 20) for i in range(9_000))),
    ],
    ids=["rulings", "objects", "states", "nesting", "characters", "scattered"],
)
def test_a_page_made_to_exhaust_is_read_or_listed_soon(content: bytes) -> None:
    start = time.monotonic()
    pages = list(read_pdf(content, None, 10))
    assert len(pages) == 1
    assert time.monotonic() - start < SECONDS


def test_a_page_with_too_many_characters_is_listed() -> None:
    (page,) = read_pdf(pdf(shown("all the same letters ", 50, 800) * 4_000), None, 10)
    assert page.read_by is ReadBy.UNREAD or sum(len(getattr(line, "text", "")) for line in page.content) <= 50_000


def test_a_thousand_pages_are_too_many() -> None:
    with pytest.raises(SourceTooLargeError):
        read_bytes(pdf(*["0 0 9 9 re f\n"] * 1_000))


def test_an_empty_page_is_blank() -> None:
    with pytest.raises(BlankSourceError):
        read_bytes(pdf(""))


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (23, 23)])
def test_an_image_in_which_no_letter_fits_is_blank(size: tuple[int, int]) -> None:
    with pytest.raises(SourceError):
        read_bytes(png(Image.new("L", size, 255)))


def test_an_image_beyond_the_limit_is_not_decoded() -> None:
    source = read_bytes(png(Image.new("1", (8_000, 8_000), 1)))
    assert [page.read_by for page in source.pages] == [ReadBy.UNREAD]
    assert source.findings
    content = png(Image.new("1", (30_000, 30_000), 1))
    start = time.monotonic()
    with pytest.raises(SourceTooLargeError):
        read_bytes(content)
    assert time.monotonic() - start < SECONDS


def test_a_picture_without_words_gives_a_notice_of_nothing_and_says_so() -> None:
    cat = Image.new("RGB", (500, 400), (180, 200, 190))
    draw = ImageDraw.Draw(cat)
    draw.ellipse((120, 100, 380, 360), fill=(120, 90, 60))
    draw.polygon([(140, 150), (170, 60), (220, 120)], fill=(120, 90, 60))
    notice = parse(png(cat))
    assert notice.title.value is None
    assert notice.issuers == ()
    assert "没有识别出文字" in str(to_json(notice)["warnings"])


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_a_cut_off_image_is_named_so(cut: float) -> None:
    content = png(Image.effect_noise((200, 200), 50))
    with pytest.raises(DamagedSourceError):
        read_bytes(content[: int(cut * len(content))])


def test_a_file_that_changes_behind_the_reader_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    content = pdf(shown("the words that were there first", 50, 800))
    path.write_bytes(content)
    with path.open("r+b") as other:
        source = read_path(path, Limits())
        other.truncate(10)
    assert "there first" in source.text
    with pytest.raises(DamagedSourceError):
        read_path(path)
