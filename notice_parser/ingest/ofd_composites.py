"""Composite objects of OFD (GB/T 33190-2016, clause 13): a drawing that is kept once and put on pages by its name.

Each use becomes a block of the objects that it draws, moved to where they show, so that no reader has to know of it.
"""

from __future__ import annotations

import copy
from typing import Any

from notice_parser.ingest.ofd_resources import Resources
from notice_parser.ingest.ofd_text import Matrix, numbers, read_matrix
from notice_parser.ingest.parts import attribute, below, child, local

_MOST = 20_000
"""Objects that composites put on a page."""
_DEEPEST = 5
"""Composites in composites."""
_OBJECTS = frozenset({"TextObject", "PathObject", "ImageObject", "CompositeObject"})


def open_composites(page: Any, resources: Resources) -> None:  # noqa: ANN401 - root of a page or template
    """Put in the place of each composite object of a page what it draws; of unknown ones nothing is drawn."""
    left = _MOST
    for _ in range(_DEEPEST):
        uses = [use for use in below(child(page, "Content"), "CompositeObject") if attribute(use, "Visible") != "false"]
        if not uses or not resources.units:
            return
        for use in uses:
            left = _open(use, resources, left)


def _open(use: Any, resources: Resources, left: int) -> int:  # noqa: ANN401
    """Open one use; give how many objects may still be put on the page."""
    parent = use.getparent()
    unit = resources.units.get(attribute(use, "ResourceID"))
    drawn = [item for item in child(unit, "Content").iter() if local(item) in _OBJECTS] if unit is not None else []
    place = numbers(attribute(use, "Boundary"))
    if len(place) < 2 or len(drawn) > left:
        drawn = []
    matrix = _then(read_matrix(attribute(use, "CTM")), (1.0, 0.0, 0.0, 1.0, place[0], place[1])) if drawn else None
    block = parent.makeelement(use.tag.replace("CompositeObject", "PageBlock"))
    for item in drawn:
        moved = copy.deepcopy(item)
        moved.tail = None
        if matrix is not None:
            _move(moved, matrix)
        block.append(moved)
    parent.replace(use, block)
    return left - len(drawn)


def _move(item: Any, matrix: Matrix) -> None:  # noqa: ANN401
    """Move an object that stands in the space of a composite to that of the page."""
    box = numbers(attribute(item, "Boundary"))
    if len(box) < 2:
        return
    x, y, wide, high = (*box, 0.0, 0.0)[:4]
    said = attribute(item, "CTM")
    own = (wide, 0.0, 0.0, high, 0.0, 0.0) if not said and local(item) == "ImageObject" else read_matrix(said)
    a, b, c, d, e, f = matrix
    corners = [(a * px + c * py + e, b * px + d * py + f) for px in (x, x + wide) for py in (y, y + high)]
    xs, ys = [px for px, _ in corners], [py for _, py in corners]
    origin = (min(xs), min(ys))
    whole = _then(_then(own, (1.0, 0.0, 0.0, 1.0, x, y)), matrix)
    placed = (*whole[:4], whole[4] - origin[0], whole[5] - origin[1])
    item.set("Boundary", _written((*origin, max(xs) - origin[0], max(ys) - origin[1])))
    item.set("CTM", _written(placed))


def _then(first: Matrix, second: Matrix) -> Matrix:
    """Give the matrix that does one after the other; points are columns, and the last two numbers move."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        g * a + i * b,
        h * a + j * b,
        g * c + i * d,
        h * c + j * d,
        g * e + i * f + k,
        h * e + j * f + m,
    )


def _written(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.5f}" for value in values)
