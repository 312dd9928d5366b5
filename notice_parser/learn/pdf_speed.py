"""How fast PDF are read, as a multiple of what ``pdfplumber.extract_text`` takes on the same pages.

Run ``python -m notice_parser.learn.pdf_speed FILE...``. Both are warm, and take turns in one process, so that a busy
machine slows both; CPU time counts. Reading gives the box of every character, lines in reading order and tables;
pdfplumber gives the text alone. Recognition of images is left out. The last column is what pdfium itself takes to load
the pages and their text: no reader that is built on it can be faster.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from notice_parser.ingest.limits import Ocr, OcrMode
from notice_parser.ingest.read import read_bytes
from notice_parser.learn.benchmark import Figure

_BOUND = 10.0
_ROUNDS = 3
_SECONDS = 0.5
"""How long one reader runs before the other has its turn."""


def measure(content: bytes) -> tuple[float, float, float]:
    """Give CPU seconds of reading, of pdfplumber and of pdfium alone, each the best of some rounds."""
    readers: list[Callable[[bytes], object]] = [_read, _extract_text, _load]
    best = [float("inf")] * len(readers)
    for _ in range(_ROUNDS):
        best = [min(taken, _cpu(reader, content)) for taken, reader in zip(best, readers, strict=True)]
    return best[0], best[1], best[2]


def _cpu(reader: Callable[[bytes], object], content: bytes) -> float:
    """Give CPU seconds of one reading; the first, which loads things, is not counted."""
    reader(content)
    start, count = time.process_time(), 0
    while not count or time.process_time() - start < _SECONDS:
        reader(content)
        count += 1
    return (time.process_time() - start) / count


def _read(content: bytes) -> object:
    return read_bytes(content, ocr=Ocr(OcrMode.NEVER))


def _extract_text(content: bytes) -> list[str]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as document:
        return [page.extract_text() for page in document.pages]


def _load(content: bytes) -> object:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def main(arguments: Sequence[str]) -> int:
    """Print a line for each file; the exit code is 1 when one is read less than ten times as fast."""
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments else 2
    missed = 0
    for path in map(Path, arguments):
        content = path.read_bytes()
        if not any(_extract_text(content)):
            print(f"{path.name}: images of pages without text, which nobody reads here")
            continue
        ours, theirs, least = measure(content)
        figure = Figure(f"{path.name}, {1000 * ours:.1f} ms", theirs / ours, "times", _BOUND, at_least=True)
        print(f"{figure}; pdfium alone {theirs / least:.1f}", flush=True)
        missed += not figure.is_good
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
