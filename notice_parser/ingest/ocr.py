"""Recognition engines behind one interface.

An engine reads one upright image and gives lines with their corners and confidences; everything that does not depend
on the engine (seals, skew, order) happens in :mod:`notice_parser.ingest.scan`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from notice_parser.errors import EngineMissingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_DETECT_SIDE, _DETECT_SIDE_FAST = 960, 736
"""Pixels of the longer side of A4 when lines are looked for; they are read from the image as it comes.

Lines of 9 to 22 points, of tables, faxes and skewed pages are all found at 960, in 0.55 of the time that 2,000 pixels
take, at which now and then a blot passes for a letter.
"""
_PAPER = 1.5
"""The sides of A4 have a ratio of 1.41; of a longer strip, a picture of a screen, more is looked at in proportion."""


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line as an engine read it: text, corners in pixels (left, top, right, bottom), confidence 0..1.

    ``centres`` are the middles of its characters in pixels from the left, one for each; empty where they are not known.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    centres: tuple[float, ...] = ()


class OcrEngine(Protocol):
    """What reads an image: grey levels or BGR, rows from the top, as 8-bit numbers."""

    name: str

    def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
        """Read the lines of an upright image, in any order."""
        ...


class RapidEngine:
    """PP-OCR models by onnxruntime, one thread for each process; the models come with the package.

    Lines are looked for in a smaller image; ``fast`` makes it smaller still.
    """

    def __init__(self, *, fast: bool = False) -> None:
        try:
            from rapidocr import RapidOCR
        except ImportError as error:
            raise EngineMissingError("the OCR engine rapidocr is not installed") from error
        self.name = "fast" if fast else "rapid"
        self._side = side = _DETECT_SIDE_FAST if fast else _DETECT_SIDE
        threads = "EngineConfig.onnxruntime."
        self._engine: Any = RapidOCR(
            params={
                "Global.use_cls": False,  # it turns whole pages of short lines upside down
                "Global.log_level": "error",
                "Rec.rec_batch_num": 1,  # one line at a time pads nothing: faster on one thread
                f"{threads}intra_op_num_threads": 1,
                f"{threads}inter_op_num_threads": 1,
                f"{threads}enable_cpu_mem_arena": False,  # else memory grows with the widest line
                "Det.limit_type": "max",
                "Det.limit_side_len": side,
            }
        )

    def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
        """Read the lines of an upright image."""
        self._set_side(image)
        try:
            found = self._engine(image, return_word_box=True, return_single_char_box=True)
        except Exception:  # the places of characters are an extra: read without them
            found = self._engine(image, return_word_box=False)
        if found.txts is None:
            return []
        words = found.word_results if len(found.word_results or ()) == len(found.txts) else [()] * len(found.txts)
        lines: list[RecognisedLine] = []
        for corners, text, score, chars in zip(found.boxes, found.txts, found.scores, words, strict=True):
            xs, ys = [float(c[0]) for c in corners], [float(c[1]) for c in corners]
            lines.append(RecognisedLine(text, min(xs), min(ys), max(xs), max(ys), float(score), _centres(text, chars)))
        return lines

    def _set_side(self, image: NDArray[np.uint8]) -> None:
        """Look at a page as large as paper wants; rapidocr loads what finds lines late, its older versions at once."""
        load = getattr(self._engine, "_load_det_model", None)
        detector: Any = load() if load else self._engine.text_det
        long, short = max(image.shape[:2]), max(1, min(image.shape[:2]))
        detector.limit_side_len = round(self._side * max(1.0, long / short / _PAPER))


def _centres(text: str, chars: Sequence[Any]) -> tuple[float, ...]:
    """Give the middle of each character; blanks, which the engine gives no place, lie between their neighbours."""
    printed = [c for c in text if not c.isspace()]
    if [c[0] for c in chars if isinstance(c, tuple) and len(c) == 3] != printed or not printed:
        return ()
    middles = [(float(box[0][0]) + float(box[1][0])) / 2 for _, _, box in chars]
    centres: list[float] = []
    at = 0
    for char in text:
        if not char.isspace():
            centres.append(middles[at])
            at += 1
        else:
            centres.append((middles[max(0, at - 1)] + middles[min(at, len(middles) - 1)]) / 2)
    return tuple(centres)


@cache
def rapid_engine() -> RapidEngine:
    """Give this process's engine; loading the models takes a second, so it is done once."""
    return RapidEngine()


def _tesseract(seconds: float) -> OcrEngine:
    from notice_parser.ingest.tesseract import TesseractEngine

    return TesseractEngine(seconds)


ENGINES: dict[str, Callable[[float], OcrEngine]] = {
    "rapid": lambda _seconds: rapid_engine(),
    "fast": lambda _seconds: RapidEngine(fast=True),
    "tesseract": _tesseract,
}
"""Engines by the name that ``--ocr-engine`` takes, each made for so many seconds a page."""


@cache
def find_engine(name: str, seconds: float = 30.0) -> OcrEngine:
    """Give this process's engine of a name: one of ``ENGINES``, or ``module:attribute`` for one made elsewhere.

    Raises:
        EngineMissingError: it is not installed.
        ValueError: there is none of this name.
    """
    if name in ENGINES:
        return ENGINES[name](seconds)
    module, colon, attribute = name.partition(":")
    if not colon:
        raise ValueError(f"there is no OCR engine {name!r}; there are {', '.join(ENGINES)}")
    engine: OcrEngine = getattr(import_module(module), attribute)()
    return engine
