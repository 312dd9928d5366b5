"""The rulings that a page of a PDF draws."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import islice, repeat
from typing import Any

from notice_parser.core.source import Box
from notice_parser.ingest.pdfium_calls import quick

THIN = 3.0
"""Points; a filled rectangle that is not thicker is a ruling."""
MOST_RULINGS = 3_000
"""A page with more of them holds a drawing."""
_DEEPEST = 5
"""Levels of forms within forms that are looked into."""

Place = Callable[[float, float, float, float], Box]
"""Leads from pdfium's left, bottom, right, top to the page as shown."""


class _Handle(ctypes.c_void_p):
    """A page object; a class of its own, because ctypes makes plain numbers of ``c_void_p``."""


def rulings_of(page: Any, place: Place) -> list[Box]:  # noqa: ANN401 - a pdfium page, whose types load it
    """List the rulings: thin filled rectangles, the sides of stroked ones, straight strokes; a few too many at most."""
    return list(islice(_rulings(page, place), MOST_RULINGS + 1))


def _rulings(page: Any, place: Place) -> Iterator[Box]:  # noqa: ANN401
    edges = (ctypes.c_float * 4)()
    places = [ctypes.byref(edges, at * ctypes.sizeof(ctypes.c_float)) for at in range(4)]
    bounds, draw_mode = quick("FPDFPageObj_GetBounds"), quick("FPDFPath_GetDrawMode")
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    modes = ctypes.byref(fill), ctypes.byref(stroke)
    for item in _paths(page):
        if not bounds(item, *places):  # a path without a point
            continue
        box = place(*edges)
        if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
            yield box
            continue
        draw_mode(item, *modes)
        if stroke.value:
            yield from _strokes(item, place)


def _paths(page: Any) -> Iterator[_Handle]:  # noqa: ANN401
    """Give the paths of a page and of the forms on it."""
    from pypdfium2 import raw

    kind_of = quick("FPDFPageObj_GetType")

    def paths(holder: Any, count: int, get: str, depth: int) -> Iterator[_Handle]:  # noqa: ANN401
        items = list(map(quick(get, _Handle), repeat(holder), range(count)))
        for item, kind in zip(items, map(kind_of, items), strict=True):
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield item
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                form = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
                yield from paths(item, raw.FPDFFormObj_CountObjects(form), "FPDFFormObj_GetObject", depth + 1)

    yield from paths(page.raw, raw.FPDFPage_CountObjects(page.raw), "FPDFPage_GetObject", 1)


def _strokes(handle: _Handle, place: Place) -> Iterator[Box]:
    """Give the straight sides of a stroked path that run across or down the page."""
    from pypdfium2 import PdfMatrix, raw

    item = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
    count = raw.FPDFPath_CountSegments(item)
    if count > MOST_RULINGS:
        return
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    matrix = PdfMatrix.from_raw(found)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind, point = raw.FPDFPathSegment_GetType(segment), matrix.on_point(x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _side(last, point, place)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _side(last, first, place)


def _side(one: tuple[float, float], other: tuple[float, float], place: Place) -> Iterator[Box]:
    (left, right), (bottom, top) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if min(right - left, top - bottom) <= THIN:
        yield place(left, bottom, right, top)
