"""Measure what is lost between the paper and the fields.

    python -m notice_parser.learn.scan_measures CORPUS [--only c01 ...] [--dpi 200 ...] [--damage clean skew ...]
                                                [--fonts song ...] [--boxes] [--keep FOLDER] [--misses]

Prints a row for each kind of scan: character error rate without marks, as read and as restored; how many line ends
and marks are right; mean F1 of the fields from the scan and from the text; headers that are right; signatures and
dates that a seal covers; values of the header that are read again from their box on the page.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from notice_parser.core.source import SourceText
from notice_parser.ingest.assemble import assemble
from notice_parser.ingest.ocr import OcrEngine, RecognisedLine, rapid_engine
from notice_parser.ingest.scan import read_scan
from notice_parser.learn.corpus import Entry, load_corpus
from notice_parser.learn.evaluate import Report, compare, predict
from notice_parser.learn.gold import JsonObject
from notice_parser.learn.page_image import installed_fonts
from notice_parser.learn.page_layout import SEAL, Print, Sheet
from notice_parser.learn.page_wear import DAMAGES
from notice_parser.learn.restoration import Restoration, split_letters
from notice_parser.learn.scans import Scan, make_scan, printed_text, seed_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HEADER = ("document_number", "issue_date", "title", "issuers")
_POINTS = 72


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


@dataclass
class Share:
    """How many of some things are right."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, *, right: bool) -> None:
        """Count one."""
        self.of += 1
        self.right += right
        if not right:
            self.wrong.append(what)

    def __str__(self) -> str:
        """Give both numbers."""
        return f"{self.right}/{self.of}"


@dataclass
class Losses:
    """The figures of one kind of scan."""

    letters: int = 0
    errors: int = 0
    from_scan: Report = field(default_factory=Report)
    from_text: Report = field(default_factory=Report)
    restored: Restoration = field(default_factory=Restoration)
    sealed: Share = field(default_factory=Share)
    again: Share = field(default_factory=Share)

    def row(self, name: str) -> str:
        """Give the row of the table."""
        kept = self.restored.summary()
        return (
            f"{name:22}{self.errors / max(1, self.letters):8.2%}{kept['letter_error_rate'] or 0:9.2%}"
            f"{kept['breaks'] or 0:8.3f}{kept['marks'] or 0:8.3f}"
            f"{self.from_text.mean_f1:8.4f}{self.from_scan.mean_f1:8.4f}"
            f"{self.from_text.headers_right:5}{self.from_scan.headers_right:3}/{self.from_scan.documents}"
            f"{self.sealed!s:>8}{self.again!s:>8}"
        )


HEADING = (
    f"{'scan':22}{'CER':>8}{'restored':>9}{'breaks':>8}{'marks':>8}{'F1 text':>8}{'F1 scan':>8}{'heads t  s':>10}"
    f"{'sealed':>8}{'boxes':>8}"
)


def letters_of(text: str) -> str:
    """Give letters and digits alone, in one width.

    >>> letters_of("沧安函字〔２０１８〕1号。")
    '沧安函字20181号'
    """
    return "".join(split_letters(text)[0])


def distance(one: str, other: str) -> int:
    """Count the letters that must be put in, taken out or replaced to turn one text into the other.

    >>> distance("检查通知", "捡查的通知")
    2
    """
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, facing in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != facing))
    return row[-1]


def read_images(images: Sequence[Image.Image], dpi: int, engine: OcrEngine) -> SourceText:
    """Read the pages as the program does."""
    pages = [read_scan(image, dpi, engine, number) for number, image in enumerate(images, 1)]
    return assemble(pages, media_type="image/tiff")


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
        for line in (line for sheet in scan.sheets for line in _under_seals(sheet)):
            losses.sealed.add(f"{entry.name} {line.text}", right=letters_of(line.text) in lines)
        losses.from_text.add(entry.name, entry.gold, *predict(SourceText(scan.text)))
        losses.restored.add(scan.text, notice["text"])
        if boxes and damage != "turn":
            _read_again(losses, entry.name, notice, scan, dpi, engine)
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


def _read_again(losses: Losses, name: str, notice: JsonObject, scan: Scan, dpi: int, engine: OcrEngine) -> None:
    """Crop the box of each header value and read it again."""
    import numpy as np

    for key in _HEADER:
        held = notice.get(key) or []
        for value in held if isinstance(held, list) else [held]:
            for span in value.get("spans", ()):
                if not span.get("box"):
                    continue
                x0, y0, x1, y1 = (v * dpi / _POINTS for v in span["box"])
                margin = 0.03 * dpi
                image = scan.images[span["page"] - 1].convert("RGB")
                crop = Image.new("RGB", (round(x1 - x0 + 6 * margin), round(y1 - y0 + 6 * margin)), "white")
                box = (round(x0 - margin), round(y0 - margin), round(x1 + margin), round(y1 + margin))
                crop.paste(image.crop(box), (round(2 * margin), round(2 * margin)))
                grey = np.asarray(crop)[..., 0] if key in ("issue_date", "issuers") else np.asarray(crop.convert("L"))
                lines = engine.recognise(np.ascontiguousarray(grey))
                found = letters_of("".join(line.text for line in sorted(lines, key=lambda a: (a.top // 20, a.left))))
                wanted = letters_of(notice["text"][span["start"] : span["end"]])
                losses.again.add(f"{name} {key} {wanted}: {found}", right=wanted in found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m notice_parser.learn.scan_measures", description="Measure what scanning loses."
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", nargs="*", default=(), help="notices whose name begins so")
    parser.add_argument("--dpi", type=int, nargs="*", default=(200,))
    parser.add_argument("--damage", nargs="*", default=tuple(DAMAGES), choices=sorted(DAMAGES))
    parser.add_argument("--fonts", nargs="*", default=installed_fonts()[:1])
    parser.add_argument("--boxes", action="store_true", help="also read header values again from their boxes")
    parser.add_argument("--keep", type=Path, help="folder in which to keep what the engine read")
    parser.add_argument("--misses", action="store_true", help="list what got lost")
    given = parser.parse_args(arguments)
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    engine = Keeping(rapid_engine(), given.keep)
    entries = load_corpus(given.corpus, given.only)
    print(HEADING, flush=True)
    for font in given.fonts:
        for dpi in given.dpi:
            for damage in given.damage:
                losses = measure(entries, engine, dpi=dpi, damage=damage, font=font, boxes=given.boxes)
                print(losses.row(f"{font} {dpi} {damage}"), flush=True)
                if given.misses:
                    _print_misses(losses)


def _print_misses(losses: Losses) -> None:
    gained, lost = compare(losses.from_text.to_json(), losses.from_scan.to_json())
    for how, cases in (("gained", gained), ("lost", lost)):
        for miss in cases:
            print(f"  {how}", miss.document, miss.field, miss.how, miss.entry[:120], sep="\t")
    for what in (*losses.sealed.wrong, *losses.again.wrong):
        print("  wrong", what, sep="\t")


if __name__ == "__main__":
    main()
