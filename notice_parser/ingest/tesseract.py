"""The program ``tesseract`` as an engine, where it is installed with its Chinese data."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from notice_parser.errors import EngineMissingError
from notice_parser.ingest.ocr import RecognisedLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LANGUAGE = "chi_sim"
_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-chi-sim"
_UNIFORM_BLOCK = "6"
"""Page segmentation: lines of one block, which is what a page of a notice is."""
_WORD = "5"


class TesseractEngine:
    """Starts the program for each page, which it reads as an image from its standard input.

    Raises:
        EngineMissingError: the program or its data for Chinese are not installed.
    """

    name = "tesseract"

    def __init__(self, seconds: float) -> None:
        program = shutil.which("tesseract")
        if program is None:
            raise EngineMissingError(f"the OCR engine tesseract is not installed ({_INSTALL})")
        self._program, self._seconds = program, seconds
        if _LANGUAGE not in self._run(["--list-langs"]).decode("utf-8", "replace").split():
            raise EngineMissingError(f"tesseract has no data for Chinese ({_INSTALL})")

    def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
        """Read the lines of an upright image.

        Raises:
            subprocess.SubprocessError: the program fails, or does not finish in time.
        """
        from PIL import Image

        stream = io.BytesIO()
        Image.fromarray(image if image.ndim == 2 else image[..., ::-1]).save(stream, "BMP")
        command = ["stdin", "stdout", "-l", _LANGUAGE, "--psm", _UNIFORM_BLOCK, "tsv"]
        table = self._run(command, stream.getvalue()).decode("utf-8", "replace")
        return list(lines_of(table))

    def _run(self, arguments: list[str], given: bytes = b"") -> bytes:
        surroundings = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [self._program, *arguments],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=self._seconds,
            check=True,
            env=surroundings,
        )
        return done.stdout


def lines_of(table: str) -> Iterator[RecognisedLine]:
    """Read the lines of the table that tesseract prints: a row for each word, with its place and its confidence."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row.get("level") == _WORD and (row.get("text") or "").strip())
    for _, line in groupby(words, lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        yield _line(list(line))


def _line(words: list[Mapping[str, str]]) -> RecognisedLine:
    """Join the words of a line; blanks stand between Latin words only, for Chinese has none."""
    text = ""
    centres: list[float] = []
    weighed = 0.0
    boxes: list[tuple[float, float, float, float]] = []
    for word in words:
        printed = word["text"].strip()
        left, top, width, height = (float(word[key]) for key in ("left", "top", "width", "height"))
        if text and text[-1].isascii() and text[-1].isalnum() and printed[0].isascii() and printed[0].isalnum():
            text += " "
            centres.append((boxes[-1][2] + left) / 2)
        text += printed
        centres += [left + width * (at + 0.5) / len(printed) for at in range(len(printed))]
        weighed += len(printed) * max(0.0, float(word["conf"])) / 100
        boxes.append((left, top, left + width, top + height))
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    letters = sum(len(word["text"].strip()) for word in words)
    return RecognisedLine(text, min(lefts), min(tops), max(rights), max(bottoms), weighed / letters, tuple(centres))
