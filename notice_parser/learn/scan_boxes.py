"""Boxes of values tried: each is cropped from the page as it is prepared for reading, and read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PIL.Image import Image

from notice_parser.ingest.ocr import OcrEngine, RecognisedLine
from notice_parser.ingest.seals import without_seals
from notice_parser.ingest.upright import level_by, skew
from notice_parser.learn.gold import JsonObject
from notice_parser.learn.scan_losses import letters_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEADER = ("document_number", "issue_date", "title", "issuers")
_POINTS = 72
_MARGIN = 0.03
"""Inches shown round a box; twice as much white stands round what is shown."""

Again = tuple[str, str, str]
"""The field, the letters of a value, and what its box reads as."""


def read_again(notice: JsonObject, images: Sequence[Image], dpi: int, engine: OcrEngine) -> Iterator[Again]:
    """Crop the box of each value of the header and read it.

    As when the page was read, seals are faded before, and the crop of a page that lies askew is levelled.
    """
    import numpy as np

    pages: dict[int, tuple[NDArray[np.uint8], float]] = {}
    for key in HEADER:
        held = notice.get(key) or []
        for value in held if isinstance(held, list) else [held]:
            for span in value.get("spans", ()):
                if not span.get("box"):
                    continue
                number = span["page"]
                if number not in pages:
                    grey, _ = without_seals(np.asarray(images[number - 1].convert("RGB")), dpi)
                    pages[number] = grey, skew(grey)
                grey, angle = pages[number]
                lines = engine.recognise(level_by(_cropped(grey, span["box"], dpi), angle))
                yield key, letters_of(notice["text"][span["start"] : span["end"]]), letters_of("".join(in_rows(lines)))


def _cropped(grey: NDArray[np.uint8], box: Sequence[float], dpi: int) -> NDArray[np.uint8]:
    import numpy as np

    margin = round(_MARGIN * dpi)
    x0, y0, x1, y1 = (round(v * dpi / _POINTS) for v in box)
    shown = grey[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin]
    return np.pad(shown, 2 * margin, constant_values=255)


def in_rows(lines: Sequence[RecognisedLine]) -> list[str]:
    """Give the texts of lines row by row, each from left to right.

    >>> a, b = RecognisedLine("年", 90, 12, 99, 30, 1.0), RecognisedLine("2018", 10, 15, 80, 31, 1.0)
    >>> in_rows([RecognisedLine("月", 10, 40, 20, 60, 1.0), a, b])
    ['2018', '年', '月']
    """
    rows: list[list[RecognisedLine]] = []
    for line in sorted(lines, key=lambda one: one.top + one.bottom):
        if rows and (line.top + line.bottom) / 2 < rows[-1][0].bottom - 0.2 * (line.bottom - line.top):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line.text for row in rows for line in sorted(row, key=lambda one: one.left)]
