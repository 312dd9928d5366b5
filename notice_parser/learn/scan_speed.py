"""How much time goes by around the engine, and what a second process brings."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from PIL import Image

from notice_parser.ingest.ocr import OcrEngine, rapid_engine
from notice_parser.ingest.scan import read_scan

Job = tuple[bytes, tuple[int, int], int]
"""The pixels of a page, its width and height, its pixels per inch."""


def overhead(images: Sequence[Image.Image], dpi: int, engine: OcrEngine) -> float:
    """Give CPU time of reading pages as a multiple of the bare engine's on the same pages, page after page in turn.

    Bare is rapidocr as it comes, with the same models and as many threads, but without the places of characters.
    """
    import numpy as np

    recognise: Any = getattr(getattr(engine, "engine", engine), "_engine", engine.recognise)
    bare = whole = 0.0
    for image in images:
        pixels = np.asarray(image.convert("RGB"))
        start = time.process_time()
        recognise(pixels)
        middle = time.process_time()
        read_scan(image, dpi, engine)
        bare += middle - start
        whole += time.process_time() - middle
    return whole / bare if bare else 0.0


def gain(images: Sequence[Image.Image], dpi: int) -> float:
    """Give how many times as fast two processes read the pages as one does; each has loaded its engine before."""
    jobs = [((rgb := image.convert("RGB")).tobytes(), rgb.size, dpi) for image in images]
    return _wall(jobs, 1) / _wall(jobs, 2)


def _wall(jobs: Sequence[Job], processes: int) -> float:
    with ProcessPoolExecutor(processes, get_context("spawn"), _warm, (jobs[0],)) as pool:
        list(pool.map(_nap, range(2 * processes)))  # every process has begun
        start = time.perf_counter()
        list(pool.map(_read, jobs))
        return time.perf_counter() - start


def _warm(job: Job) -> None:
    _read(job)


def _nap(_: int) -> None:
    time.sleep(0.5)


def _read(job: Job) -> None:
    pixels, size, dpi = job
    read_scan(Image.frombytes("RGB", size, pixels), dpi, rapid_engine())
