"""Text of an OFD page: text codes with their offsets to lines with a box for each character.

GB/T 33190-2016, clause 11: a text object has its own box on the page (Boundary) and a matrix (CTM) inside it;
DeltaX and DeltaY say how far each character stands from the one before, ``g n d`` n times d. Lengths are millimetres.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from notice_parser.core.source import Box
from notice_parser.ingest.assemble import RawLine
from notice_parser.ingest.ofd_glyphs import glyphs_before, is_meaningless, spelled
from notice_parser.ingest.ofd_resources import Resources, is_red
from notice_parser.ingest.parts import attribute, below, child

POINTS_PER_MM = 72 / 25.4
_ASCENT, _DESCENT = 0.88, 0.12
"""Of the letters' size, as in the common Chinese fonts."""
_MOST_CHARACTERS = 100_000
"""Of one text code; a repeat count that a writer invented ends there."""
_SLANTED = 3.0
"""Degrees off the right angles beyond which text is a watermark."""
_FAINT = 60
"""Opacity of 255 below which text is a watermark."""
Matrix = tuple[float, float, float, float, float, float]


def numbers(text: str) -> list[float]:
    """Read numbers between blanks; what is none ends the list.

    >>> numbers("0 0 210 297.0")
    [0.0, 0.0, 210.0, 297.0]
    """
    found: list[float] = []
    for word in text.split():
        try:
            value = float(word)
        except ValueError:
            break
        if not math.isfinite(value):
            break
        found.append(value)
    return found


def offsets(text: str, count: int) -> list[float]:
    """Read the offsets of up to ``count`` characters.

    >>> offsets("g 3 5.5 2 2", 9)
    [5.5, 5.5, 5.5, 2.0, 2.0]
    """
    words = text.split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < count:
        if words[at] == "g" and at + 2 < len(words):
            repeat, value = numbers(words[at + 1]), numbers(words[at + 2])
            found += value * min(int(repeat[0]) if repeat else 0, count - len(found))
            at += 3
        else:
            found += numbers(words[at])
            at += 1
    return found


def is_shown(text_object: Any) -> bool:  # noqa: ANN401
    """Tell text that is drawn, and not so faint that it is a watermark."""
    faint = any(alpha < _FAINT for alpha in _opacities(text_object))
    return not faint and _is_painted(text_object) and attribute(text_object, "Visible") != "false"


def is_under_a_scan(text_object: Any) -> bool:  # noqa: ANN401
    """Tell text that is not drawn but there to be searched: it has no paint, or is wholly transparent."""
    unseen = not _is_painted(text_object) or 0.0 in _opacities(text_object)
    return unseen and attribute(text_object, "Visible") != "false"


def text_lines(
    page: Any,  # noqa: ANN401 - root of a page
    left: float,
    top: float,
    resources: Resources,
    *,
    by_glyphs: bool = False,
    wanted: Callable[[Any], bool] = is_shown,
) -> list[RawLine]:
    """Give the text of a page or template in drawing order; pieces that go on in one line are joined.

    ``left`` and ``top`` are the origin of the paper in millimetres. Watermarks are left out. ``by_glyphs`` believes
    embedded fonts rather than the codes; ``wanted`` says which text objects are read.
    """
    lines: list[RawLine] = []
    seen: set[tuple[str, int, int]] = set()
    for text_object in filter(wanted, below(child(page, "Content"), "TextObject")):
        for line in _object_lines(text_object, left, top, resources, by_glyphs=by_glyphs):
            place = (line.text, round(line.box.x0 / 2), round(line.box.y0 / 2))
            if place in seen:  # drawn twice to look bold
                continue
            seen.add(place)
            if lines and _goes_on(lines[-1], line):
                lines[-1] = _joined(lines[-1], line)
            else:
                lines.append(line)
    return [line for line in lines if line.text.strip()]


def _is_painted(text_object: Any) -> bool:  # noqa: ANN401
    return attribute(text_object, "Fill") != "false" or attribute(text_object, "Stroke") == "true"


def _opacities(text_object: Any) -> list[float]:  # noqa: ANN401
    texts = [attribute(text_object, "Alpha"), attribute(child(text_object, "FillColor"), "Alpha")]
    return [numbers(text)[0] for text in texts if numbers(text)]


def _object_lines(
    text_object: Any,  # noqa: ANN401
    left: float,
    top: float,
    resources: Resources,
    *,
    by_glyphs: bool,
) -> Iterator[RawLine]:
    boundary = numbers(attribute(text_object, "Boundary"))
    matrix = read_matrix(attribute(text_object, "CTM"))
    if len(boundary) < 2 or _is_slanted(matrix):
        return
    size = next(iter(numbers(attribute(text_object, "Size"))), 0.0)
    stretch = next(iter(numbers(attribute(text_object, "HScale"))), 1.0)
    bold = next(iter(numbers(attribute(text_object, "Weight"))), 400.0) >= 600
    red = is_red(resources.colour(text_object))
    at = (0.0, 0.0)
    for code, glyphs in glyphs_before(text_object):
        at = (_number(code, "X", at[0]), _number(code, "Y", at[1]))
        raw = code.text or ""
        if glyphs and (by_glyphs or is_meaningless(raw)):
            raw = spelled(raw, glyphs, resources.characters(attribute(text_object, "Font")))
        text = _clean(raw)
        if not text:
            continue
        places = _places(code, len(text), at, size * stretch, text)
        boxes = [_box(x, y, wide, size, matrix, boundary[0] - left, boundary[1] - top) for x, y, wide in places]
        whole = boxes[0]
        for box in boxes[1:]:
            whole = whole.union(box)
        shown = size * math.hypot(matrix[2], matrix[3]) * POINTS_PER_MM
        yield RawLine(text, whole, tuple(boxes), size=shown or None, bold=bold, red=red)


def _clean(text: str) -> str:
    """Leave out the breaks and control characters between which an XML writer set the text."""
    text = text.strip() if text.startswith(("\n", "\r")) else text.strip("\r\n\t")
    return "".join(c for c in text if c >= " ")[:_MOST_CHARACTERS]


def _number(element: Any, name: str, otherwise: float) -> float:  # noqa: ANN401
    return next(iter(numbers(attribute(element, name))), otherwise)


def _places(
    code: Any,  # noqa: ANN401
    count: int,
    at: tuple[float, float],
    size: float,
    text: str,
) -> list[tuple[float, float, float]]:
    """Give each character's left edge, baseline and width in the object's own space."""
    across = offsets(attribute(code, "DeltaX"), count - 1)
    down = offsets(attribute(code, "DeltaY"), count - 1)
    x, y = at
    places: list[tuple[float, float, float]] = []
    for index in range(count):
        own = size if unicodedata.east_asian_width(text[index]) in "WFA" else size / 2
        step = across[index] if index < len(across) else (0.0 if down else own)
        places.append((x, y, min(own, step) if step > 0 else own))
        x += step
        y += down[index] if index < len(down) else 0.0
    return places


def _box(x: float, y: float, wide: float, size: float, matrix: Matrix, left: float, top: float) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y - _ASCENT * size), (x + wide, y + _DESCENT * size)]
    xs = [a * px + c * py + e + left for px, py in corners]
    ys = [b * px + d * py + f + top for px, py in corners]
    return Box(*(value * POINTS_PER_MM for value in (min(xs), min(ys), max(xs), max(ys))))


def read_matrix(text: str) -> Matrix:
    """Read a matrix of six numbers; anything else moves nothing."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else (1, 0, 0, 1, 0, 0)


def _is_slanted(matrix: Matrix) -> bool:
    turn = math.degrees(math.atan2(matrix[1], matrix[0])) % 90
    return min(turn, 90 - turn) > _SLANTED


def _goes_on(line: RawLine, piece: RawLine) -> bool:
    """Tell a piece that stands right behind the last one: some writers draw each character by itself."""
    height = max(1.0, line.box.y1 - line.box.y0)
    level = abs(line.box.y1 - piece.box.y1) < 0.2 * height and abs(line.box.y0 - piece.box.y0) < 0.2 * height
    return level and -0.3 * height < piece.box.x0 - line.box.x1 < 0.4 * height


def _joined(line: RawLine, piece: RawLine) -> RawLine:
    return RawLine(
        line.text + piece.text,
        line.box.union(piece.box),
        (*line.boxes, *piece.boxes),
        size=line.size,
        bold=line.bold,
        red=line.red,
    )
