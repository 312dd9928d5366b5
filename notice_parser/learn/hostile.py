"""Files that do harm among notices: a batch has to give each its row, and lose none of the others.

Bombs, pictures that claim to be huge, files of other kinds, files that are cut off, pages that take for ever, pipes,
devices, links that lead nowhere or round in circles, folders that may not be entered, names in GBK bytes, names that
hold line breaks. Everything is made from a seed.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

_MEGABYTE = 1_000_000
Kind = Callable[[Path, str, Random], None]
"""Writes one file into a folder, given a name and what decides chance."""


def write_hostile(folder: Path, count: int, seed: int = 1, kinds: Sequence[Kind] = ()) -> None:
    """Write so many of them, each kind as often as another, under names that stand between those of other notices."""
    kinds = kinds or KINDS
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(seed)
    for number in range(count):
        kinds[number % len(kinds)](folder, f"{100 * number:06}x", rng)


def _bytes(ending: str, make: Callable[[Random], bytes]) -> Kind:
    def write(folder: Path, name: str, rng: Random) -> None:
        (folder / f"{name}.{ending}").write_bytes(make(rng))

    return write


def _named(stem: bytes) -> Kind:
    """Write a sound notice under a name that is none."""

    def write(folder: Path, name: str, rng: Random) -> None:
        path = os.path.join(os.fsencode(folder), name.encode() + stem + b".txt")  # noqa: PTH118 (names are bytes)
        text = f"关于报送第{rng.randrange(10**9)}号水闸资料的通知\n\n各县水务局：\n　　请于2024年5月10日前报送。\n"
        with open(path, "wb") as stream:  # noqa: PTH123
            stream.write(text.encode("utf-8"))

    return write


def _zip_of(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # of no date
    return held.getvalue()


def _word_bomb(rng: Random) -> bytes:
    """Make a document whose text unpacks to 300 MB."""
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return _zip_of(
        {
            "[Content_Types].xml": types,
            "word/document.xml": b"<w:t>" + bytes(300 * _MEGABYTE),
            "no": rng.randbytes(8),
        }
    )


def _entities(rng: Random) -> bytes:
    """Make a document whose entities stand for ten to the ninth letters."""
    names = [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else rng.randrange(10**6)}">' for i in range(9)]
    text = f"<!DOCTYPE w:document [{''.join(names)}]><w:document xmlns:w='w'><w:body>&a8;</w:body></w:document>"
    return _zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": text.encode()})


def _zip_in_zip(rng: Random) -> bytes:
    content = rng.randbytes(100)
    for _ in range(30):
        content = _zip_of({"more.zip": content})
    return content


def _many_members(rng: Random) -> bytes:
    return _zip_of({f"{rng.randrange(10**9)}-{i}.txt": b"" for i in range(6_000)})


def _pdf_bomb(unit: bytes, megabytes: int) -> Callable[[Random], bytes]:
    """Make a PDF whose page draws for ever: so many megabytes of operators."""

    def make(rng: Random) -> bytes:
        packer = zlib.compressobj(9)
        piece = unit * (_MEGABYTE // len(unit))
        packed = b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()
        head = (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        )
        page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
        stream = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(packed)
        end = b"\nendstream endobj\ntrailer<</Size 5/Root 1 0 R/ID[<%d>]>>\n%%%%EOF" % rng.randrange(10**9)
        return head + page + stream + packed + end

    return make


def _huge_picture(rng: Random) -> bytes:
    """Make a PNG of a hundred bytes that claims to be 60,000 pixels wide and high."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000 - rng.randrange(10_000), 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def _cut_off(rng: Random) -> bytes:
    return _zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": rng.randbytes(5_000)})[:2_500]


def _pipe(folder: Path, name: str, rng: Random) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / f"{name}.txt")


def _link(target: str) -> Kind:
    def write(folder: Path, name: str, rng: Random) -> None:
        (folder / f"{name}.txt").symlink_to(target)

    return write


def _circle(folder: Path, name: str, rng: Random) -> None:
    (folder / name).mkdir()
    (folder / name / "again.txt").symlink_to("again.txt")


def _locked(folder: Path, name: str, rng: Random) -> None:
    """Write a file that may not be read, which holds for all but the administrator."""
    path = folder / f"{name}.txt"
    path.write_text(f"关于第{rng.randrange(10**9)}号的通知\n", encoding="utf-8")
    path.chmod(0)


KINDS: tuple[Kind, ...] = (
    _bytes("docx", _word_bomb),
    _bytes("docx", _entities),
    _bytes("docx", _cut_off),
    _bytes("zip", _zip_in_zip),
    _bytes("zip", _many_members),
    _bytes("pdf", _pdf_bomb(b"q 0 0 9 9 re f\n", 200)),
    _bytes("pdf", _pdf_bomb(b" ", 900)),
    _bytes("pdf", lambda rng: b"%PDF-1.7\n" + rng.randbytes(3_000)),
    _bytes("png", _huge_picture),
    _bytes("jpg", lambda rng: b"\xff\xd8\xff\xe0" + rng.randbytes(500)),
    _bytes("doc", lambda rng: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(4_000)),
    _bytes("txt", lambda rng: b"\x7fELF" + rng.randbytes(2_000)),
    _bytes("txt", lambda rng: rng.randbytes(2_000)),
    _bytes("txt", lambda _: b""),
    _bytes("txt", lambda rng: bytes(rng.randrange(1, 5_000))),
    _bytes("txt", lambda rng: ("，" * 400_000 + str(rng.random())).encode()),
    _bytes("html", lambda rng: b"<div>" * 100_000 + rng.randbytes(8)),
    _bytes("xlsx", lambda rng: b"PK\x03\x04" + rng.randbytes(900)),
    _named("通知".encode("gbk")),
    _named(b"\xff\xfe"),
    _named(b"\n\t a\r"),
    _named(b"; rm -rf $(x) '\" --help"),
    _pipe,
    _link("/dev/zero"),
    _link("nowhere"),
    _circle,
    _locked,
)
"""All kinds, those that are cheap to refuse and those that are not."""
SLOW = (KINDS[5], KINDS[6])
"""Those that take many seconds, since a library draws what will not end."""
