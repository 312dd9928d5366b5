"""Make scans of the notices of a corpus, whose text is known: to measure what recognition loses.

    python -m notice_parser.learn.scans CORPUS OUT [--dpi 200] [--degrade skew] [--font song] [--only c01 ...]

Writes ``ID.pdf``, the images of its pages, beside ``ID.gold.json`` and ``ID.txt``, the text as it is printed.
"""

from __future__ import annotations

import argparse
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText
from notice_parser.learn.corpus import Entry, load_corpus
from notice_parser.learn.page_image import draw_page, installed_fonts
from notice_parser.learn.page_layout import Sheet, set_pages
from notice_parser.learn.page_wear import DAMAGES, worn
from notice_parser.structure.build import build_outline


@dataclass(frozen=True, slots=True)
class Scan:
    """A notice as a scan: what is printed on its pages, their images, and the text as a reader copies it."""

    sheets: tuple[Sheet, ...]
    images: tuple[Image.Image, ...]
    text: str

    @property
    def printed(self) -> str:
        """The printed lines in the order of the pages, without the page numbers."""
        return "\n".join(p.text for sheet in self.sheets for p in sheet.prints if p.role != "page_number")


def make_scan(text: str, *, dpi: int = 200, damage: str = "clean", font: str = "song", seed: int = 1) -> Scan:
    """Print a notice and scan it."""
    outline = build_outline(restore(SourceText(text)))
    sheets = tuple(set_pages(outline))
    images = tuple(worn(draw_page(sheet, dpi, font), damage, seed + i) for i, sheet in enumerate(sheets))
    return Scan(sheets, images, outline.text)


def printed_text(entry: Entry) -> str:
    """Give the text of a notice in order: the restored one where the notice is garbled."""
    return (entry.restored or entry.path).read_text(encoding="utf-8")


def seed_of(name: str, damage: str) -> int:
    """Give each notice and damage a seed of its own that does not change from run to run."""
    return zlib.crc32(f"{name}/{damage}".encode())


def save_scan(scan: Scan, path: Path, dpi: int) -> None:
    """Write the pages as one file; the suffix says whether PDF or TIFF."""
    first, *others = scan.images
    first.save(path, save_all=True, append_images=others, resolution=float(dpi), dpi=(dpi, dpi), quality=92)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.scans", description="Make scans of notices.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--degrade", choices=sorted(DAMAGES), default="clean")
    parser.add_argument("--font", default="song")
    parser.add_argument("--only", nargs="*", default=(), help="notices whose name begins so")
    given = parser.parse_args(arguments)
    if given.font not in installed_fonts():
        parser.error(f"font {given.font} is not installed; there are: {', '.join(installed_fonts()) or 'none'}")
    given.out.mkdir(parents=True, exist_ok=True)
    for entry in load_corpus(given.corpus, given.only):
        seed = seed_of(entry.name, given.degrade)
        scan = make_scan(printed_text(entry), dpi=given.dpi, damage=given.degrade, font=given.font, seed=seed)
        save_scan(scan, given.out / f"{entry.name}.pdf", given.dpi)
        (given.out / f"{entry.name}.txt").write_text(scan.text, encoding="utf-8")
        gold = entry.path.with_name(f"{entry.name}.gold.json")
        shutil.copyfile(gold, given.out / gold.name)


if __name__ == "__main__":
    main()
