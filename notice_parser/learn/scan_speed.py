"""How much time goes by around the engine, and what a second process brings."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

from PIL import Image

from notice_parser.ingest.ocr import OcrEngine, rapid_engine
from notice_parser.ingest.scan import read_scan

Call = Callable[..., object]
Job = tuple[bytes, tuple[int, int], int]
"""The pixels of a page, its width and height, its pixels per inch."""


def overhead(images: Sequence[Image.Image], dpi: int, engine: OcrEngine) -> tuple[float, float]:
    """Give CPU time of reading pages as a multiple of the bare engine's on the same pages, page after page in turn.

    Bare is first rapidocr set as the program sets it (bundled models, one thread, one line at a time, no turning of
    lines, lines looked for at the same size), then rapidocr as it comes but for one thread. Both are called on the
    colour image as it lies and without the places of characters.
    """
    import numpy as np

    recognise: Any = getattr(getattr(engine, "engine", engine), "_engine", engine.recognise)
    own = _as_it_comes()
    own(np.full((100, 400, 3), 255, dtype=np.uint8))  # its models are loaded
    times = [0.0, 0.0, 0.0]
    for image in images:
        pixels = np.asarray(image.convert("RGB"))
        ways: tuple[Call, ...] = (
            partial(recognise, pixels),
            partial(own, pixels),
            partial(read_scan, image, dpi, engine),
        )
        for way, call in enumerate(ways):
            start = time.process_time()
            call()
            times[way] += time.process_time() - start
    return (times[2] / times[0], times[2] / times[1]) if images else (0.0, 0.0)


def _as_it_comes() -> Call:
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{which}_op_num_threads": 1 for which in ("intra", "inter")}
    engine: Any = RapidOCR(params={"Global.log_level": "error", **threads})
    return partial(engine)


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
