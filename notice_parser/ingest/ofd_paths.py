"""Paths of an OFD page: the rulings of tables (GB/T 33190-2016, clause 9: AbbreviatedData)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from notice_parser.core.source import Box
from notice_parser.ingest.ofd_text import POINTS_PER_MM, Matrix, numbers, read_matrix
from notice_parser.ingest.parts import attribute, below, child

_THIN = 3.0
"""Points; a path that is not thicker is a ruling."""
_MOST_POINTS = 20_000
"""Of one path."""
_MOST_PATHS = 20_000
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
Step = tuple[str, tuple[float, ...]]
"""A command, and its points in millimetres of the page, x and y in turn; an arc goes straight to its end."""


def shown_paths(page: Any) -> list[Any]:  # noqa: ANN401 - root of a page
    """List the paths of a page that are drawn."""
    found = below(child(page, "Content"), "PathObject")[:_MOST_PATHS]
    return [path for path in found if attribute(path, "Visible") != "false" and (is_filled(path) or is_stroked(path))]


def is_filled(path: Any) -> bool:  # noqa: ANN401
    """Tell a path whose inside is painted; only where the writer says so."""
    return attribute(path, "Fill") == "true"


def is_stroked(path: Any) -> bool:  # noqa: ANN401
    """Tell a path whose line is drawn, as it is unless the writer says otherwise."""
    return attribute(path, "Stroke") != "false"


def steps(path: Any, left: float = 0.0, top: float = 0.0) -> Iterator[Step]:  # noqa: ANN401
    """Read a path; ``left`` and ``top`` are the origin of the paper. What is no command ends it."""
    boundary = numbers(attribute(path, "Boundary"))
    data = child(path, "AbbreviatedData")
    if len(boundary) < 2 or data is None:
        return
    matrix = read_matrix(attribute(path, "CTM"))
    origin = (boundary[0] - left, boundary[1] - top)
    words = (data.text or "").split(maxsplit=_MOST_POINTS)[:_MOST_POINTS]
    at = 0
    while at < len(words):
        command = words[at]
        count = _ARGUMENTS.get(command, -1)
        values = numbers(" ".join(words[at + 1 : at + 1 + max(0, count)]))
        if len(values) != count:
            return
        at += 1 + count
        if command == "A":
            command, values = "L", values[5:]
        yield ("M" if command == "S" else command), _moved(values, matrix, origin)


def _moved(values: list[float], matrix: Matrix, origin: tuple[float, float]) -> tuple[float, ...]:
    a, b, c, d, e, f = matrix
    moved: list[float] = []
    for x, y in zip(values[::2], values[1::2], strict=True):
        moved += [a * x + c * y + e + origin[0], b * x + d * y + f + origin[1]]
    return tuple(moved)


def find_rulings(page: Any, left: float, top: float) -> list[Box]:  # noqa: ANN401
    """List the straight strokes and thin bars of a page in points."""
    found: list[Box] = []
    for path in shown_paths(page):
        taken = list(steps(path, left, top))
        points = [(s[1][i], s[1][i + 1]) for s in taken for i in range(0, len(s[1]), 2)]
        if len(points) < 2:
            continue
        whole = _box(points)
        if min(whole.x1 - whole.x0, whole.y1 - whole.y0) <= _THIN:
            found.append(whole)
        elif is_stroked(path):
            found += _sides(taken)
    return found


def _sides(taken: list[Step]) -> Iterator[Box]:
    """Give the straight sides of a path that run across or down the page."""
    first = last = (0.0, 0.0)
    for command, points in taken:
        if command == "C":
            side = _box([last, first])
            last = first
        else:
            now = (points[-2], points[-1])
            side = _box([last, now])
            first, last = (now, now) if command == "M" else (first, now)
        if command in "LC" and min(side.x1 - side.x0, side.y1 - side.y0) <= _THIN:
            yield side


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x * POINTS_PER_MM for x, _ in points], [y * POINTS_PER_MM for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
