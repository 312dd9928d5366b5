"""Measure what is lost between the paper and the fields.

    python -m notice_parser.learn.scan_measures CORPUS [--notices 12 | --only c01 ...] [--dpi 200 ...] [--misses]
                    [--damage clean skew ...] [--fonts song ...] [--boxes] [--speed] [--keep FOLDER]

Prints a row for each kind of scan: character error rate without marks, as read and as restored; how many line ends
and marks are right; mean F1 of the fields from the scan and from the text; headers that are right; signatures and
dates that a seal covers; values of the header that are read again from their box on the page. The first resolution and
the first font are measured with every damage, the others undamaged. At the end stand the bounds and whether each row
keeps them. A page takes one to four seconds; ``--notices`` takes so many, spread over the corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from notice_parser.core.source import SourceText
from notice_parser.ingest.assemble import assemble
from notice_parser.ingest.ocr import OcrEngine, RecognisedLine, rapid_engine
from notice_parser.ingest.scan import read_scan
from notice_parser.ingest.scan_tables import join_scanned
from notice_parser.learn.benchmark import Figure
from notice_parser.learn.corpus import Entry, load_corpus
from notice_parser.learn.evaluate import compare, predict
from notice_parser.learn.page_image import installed_fonts
from notice_parser.learn.page_layout import SEAL, Print, Sheet
from notice_parser.learn.page_wear import DAMAGES
from notice_parser.learn.scan_boxes import read_again
from notice_parser.learn.scan_losses import HEADING, Losses, Table, distance, letters_of
from notice_parser.learn.scan_speed import gain, overhead
from notice_parser.learn.scans import make_scan, printed_text, seed_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_TIMED = 12
"""Pages; with each a bare and a whole reading, and three more by processes of their own."""


@dataclass
class Keeping:
    """An engine that remembers on disk what it read, so that a page is recognised once."""

    engine: OcrEngine
    folder: Path | None
    name: str = "keeping"

    def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
        """Read the lines of an upright image."""
        if self.folder is None:
            return self.engine.recognise(image)
        digest = hashlib.sha256(str(image.shape).encode() + image.tobytes()).hexdigest()[:24]
        path = self.folder / f"{digest}.json"
        if path.is_file():
            kept = json.loads(path.read_text(encoding="utf-8"))
            return [RecognisedLine(**{**line, "centres": tuple(line["centres"])}) for line in kept]
        lines = self.engine.recognise(image)
        path.write_text(json.dumps([asdict(line) for line in lines], ensure_ascii=False), encoding="utf-8")
        return lines


def read_images(images: Sequence[Image.Image], dpi: int, engine: OcrEngine) -> SourceText:
    """Read the pages as the program does."""
    pages = [read_scan(image, dpi, engine, number) for number, image in enumerate(images, 1)]
    return assemble(join_scanned(pages), media_type="image/tiff")


def measure(entries: Sequence[Entry], engine: OcrEngine, *, dpi: int, damage: str, font: str, boxes: bool) -> Losses:
    """Print, scan and read the notices in one way; ``boxes`` also reads values again from their places."""
    losses = Losses()
    for entry in entries:
        seed = seed_of(entry.name, damage)
        scan = make_scan(printed_text(entry), dpi=dpi, damage=damage, font=font, seed=seed)
        source = read_images(scan.images, dpi, engine)
        for sheet, page in zip(scan.sheets, source.pages, strict=True):
            _count_page(losses, sheet, page.span.of(source.text))
        notice, plan = predict(source)
        losses.from_scan.add(entry.name, entry.gold, notice, plan)
        lines = {letters_of(line) for line in notice["text"].split("\n")}
        for line in (line for sheet in scan.sheets for line in _under_seals(sheet) if line.role == "signature"):
            losses.sealed.add(f"{entry.name} {line.text}", right=letters_of(line.text) in lines)
        losses.from_text.add(entry.name, entry.gold, *predict(SourceText(scan.text)))
        losses.restored.add(scan.text, notice["text"])
        if boxes and damage != "turn":
            for key, wanted, found in read_again(notice, scan.images, dpi, engine):
                losses.again.add(f"{entry.name} {key} {wanted}: {found}", right=wanted in found)
    return losses


def _count_page(losses: Losses, sheet: Sheet, read: str) -> None:
    printed, found = letters_of("".join(line.text for line in sheet.prints)), letters_of(read)
    losses.letters += len(printed)
    losses.errors += distance(printed, found)


def _under_seals(sheet: Sheet) -> Iterator[Print]:
    """List the lines of which a seal covers a part."""
    for seal in sheet.seals:
        reach = SEAL / 2
        for line in sheet.prints:
            beside = line.x + line.width < seal.x - reach or line.x > seal.x + reach
            if not beside and seal.y - reach < line.y + line.size / 2 < seal.y + reach:
                yield line


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m notice_parser.learn.scan_measures", description="Measure what scanning loses."
    )
    parser.add_argument("corpus", type=Path)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--only", nargs="*", default=(), help="notices whose name begins so")
    which.add_argument("--notices", type=int, help="how many notices, spread over the corpus")
    parser.add_argument("--dpi", type=int, nargs="*", default=(200, 150, 300))
    parser.add_argument("--damage", nargs="*", default=tuple(DAMAGES), choices=sorted(DAMAGES))
    parser.add_argument("--fonts", nargs="*", default=installed_fonts())
    parser.add_argument("--boxes", action="store_true", help="also read header values again from their boxes")
    parser.add_argument("--speed", action="store_true", help="also measure time against the bare engine")
    parser.add_argument("--keep", type=Path, help="folder in which to keep what the engine read")
    parser.add_argument("--misses", action="store_true", help="list what got lost")
    given = parser.parse_args(arguments)
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    engine = Keeping(rapid_engine(), given.keep)
    entries = chosen(load_corpus(given.corpus, given.only), given.notices)
    table = Table()
    print(HEADING, flush=True)
    for font, dpi, damage in _ways(given.fonts, given.dpi, given.damage):
        losses = measure(entries, engine, dpi=dpi, damage=damage, font=font, boxes=given.boxes)
        table.add(f"{font} {dpi} {damage}", damage, losses)
        print(losses.row(f"{font} {dpi} {damage}"), flush=True)
        if given.misses:
            _print_misses(losses)
    for figure in table.figures():
        print(figure, flush=True)
    if given.speed:
        for figure in _speed(entries, given.dpi[0], given.fonts[0]):
            print(figure, flush=True)


def chosen(entries: Sequence[Entry], count: int | None) -> Sequence[Entry]:
    """Take so many notices at even distances; all where no count is given."""
    if count is None or count >= len(entries):
        return entries
    return [entries[i * len(entries) // count] for i in range(count)]


def _ways(fonts: Sequence[str], resolutions: Sequence[int], damages: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """List font, resolution and damage of each row; only the first font and resolution come with every damage."""
    for i, (font, dpi) in enumerate(product(fonts, resolutions)):
        if font == fonts[0] or dpi == resolutions[0]:
            yield from ((font, dpi, damage) for damage in (damages if i == 0 else damages[:1]))


def _speed(entries: Sequence[Entry], dpi: int, font: str) -> Iterator[Figure]:
    """Measure on undamaged, skewed and shadowed scans, at most a dozen pages of each."""
    for damage in ("clean", "skew", "shadow"):
        images: list[Image.Image] = []
        for entry in entries[:_MOST_TIMED]:
            seed = seed_of(entry.name, damage)
            images += make_scan(printed_text(entry), dpi=dpi, damage=damage, font=font, seed=seed).images
        images = images[:_MOST_TIMED]
        set_alike, as_it_comes = overhead(images, dpi, rapid_engine())
        yield Figure(f"time over that of the engine, {damage}", set_alike, "", 1.15)
        yield Figure(f"time over that of rapidocr as it comes, {damage}", as_it_comes, "", 1.15)
        if damage == "clean":
            yield Figure("two processes over one", gain(images, dpi), "", 1.7, at_least=True)


def _print_misses(losses: Losses) -> None:
    gained, lost = compare(losses.from_text.to_json(), losses.from_scan.to_json())
    for how, cases in (("gained", gained), ("lost", lost)):
        for miss in cases:
            print(f"  {how}", miss.document, miss.field, miss.how, miss.entry[:120], sep="\t")
    for what in (*losses.sealed.wrong, *losses.again.wrong):
        print("  wrong", what, sep="\t")


if __name__ == "__main__":
    main()
