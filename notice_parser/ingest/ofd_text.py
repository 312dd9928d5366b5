"""Text of an OFD page: text codes with their offsets to lines with a box for each character.

GB/T 33190-2016, clause 11: a text object has its own box on the page (Boundary) and a matrix (CTM) inside it;
DeltaX and DeltaY say how far each character stands from the one before, ``g n d`` n times d. Lengths are millimetres.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Any

from notice_parser.core.source import Box
from notice_parser.ingest.assemble import RawLine
from notice_parser.ingest.parts import attribute, child, local

POINTS_PER_MM = 72 / 25.4
_ASCENT, _DESCENT = 0.88, 0.12
"""Of the letters' size, as in the common Chinese fonts."""
_MOST_CHARACTERS = 100_000
"""Of one text code; a repeat count that a writer invented ends there."""
_SLANTED = 3.0
"""Degrees off the right angles beyond which text is a watermark."""
_FAINT = 60
"""Opacity of 255 below which text is a watermark."""
_Matrix = tuple[float, float, float, float, float, float]


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


def text_lines(page: Any, left: float, top: float) -> list[RawLine]:  # noqa: ANN401 - root of a page
    """Give the text of a page or template in drawing order; pieces that go on in one line are joined.

    ``left`` and ``top`` are the origin of the paper in millimetres. Watermarks are left out.
    """
    lines: list[RawLine] = []
    for text_object in _text_objects(page):
        for line in _object_lines(text_object, left, top):
            if lines and _goes_on(lines[-1], line):
                lines[-1] = _joined(lines[-1], line)
            else:
                lines.append(line)
    return [line for line in lines if line.text.strip()]


def _text_objects(page: Any) -> Iterator[Any]:  # noqa: ANN401
    content = child(page, "Content")
    if content is None:
        return
    for element in content.iter():
        if local(element) == "TextObject" and attribute(element, "Visible") != "false":
            yield element


def _object_lines(text_object: Any, left: float, top: float) -> Iterator[RawLine]:  # noqa: ANN401
    boundary = numbers(attribute(text_object, "Boundary"))
    if len(boundary) < 2:
        return
    matrix = _matrix(attribute(text_object, "CTM"))
    if _is_watermark(text_object, matrix):
        return
    size = next(iter(numbers(attribute(text_object, "Size"))), 0.0)
    stretch = next(iter(numbers(attribute(text_object, "HScale"))), 1.0)
    bold = next(iter(numbers(attribute(text_object, "Weight"))), 400.0) >= 600
    red = _is_red(attribute(child(text_object, "FillColor"), "Value") if _has_colour(text_object) else "")
    at = (0.0, 0.0)
    for code in text_object:
        if local(code) != "TextCode":
            continue
        at = (_number(code, "X", at[0]), _number(code, "Y", at[1]))
        text = _clean(code.text or "")
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
    return "".join(c for c in text.strip("\r\n\t") if c >= " ")[:_MOST_CHARACTERS]


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


def _box(x: float, y: float, wide: float, size: float, matrix: _Matrix, left: float, top: float) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y - _ASCENT * size), (x + wide, y + _DESCENT * size)]
    xs = [a * px + c * py + e + left for px, py in corners]
    ys = [b * px + d * py + f + top for px, py in corners]
    return Box(*(value * POINTS_PER_MM for value in (min(xs), min(ys), max(xs), max(ys))))


def _matrix(text: str) -> _Matrix:
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else (1, 0, 0, 1, 0, 0)


def _is_watermark(text_object: Any, matrix: _Matrix) -> bool:  # noqa: ANN401
    turn = math.degrees(math.atan2(matrix[1], matrix[0])) % 90
    slanted = min(turn, 90 - turn) > _SLANTED
    colour = child(text_object, "FillColor")
    alpha = [attribute(text_object, "Alpha"), attribute(colour, "Alpha") if colour is not None else ""]
    return slanted or any(numbers(text) and numbers(text)[0] < _FAINT for text in alpha)


def _has_colour(text_object: Any) -> bool:  # noqa: ANN401
    return child(text_object, "FillColor") is not None


def _is_red(value: str) -> bool:
    """Tell red by three values, decimal or hexadecimal: ``238 32 37``, ``#ee #20 #25``."""
    parts: list[int] = []
    for word in value.split():
        try:
            parts.append(int(word[1:], 16) if word.startswith("#") else int(float(word)))
        except (ValueError, OverflowError):
            return False
    return len(parts) == 3 and parts[0] > 150 and parts[1] < 90 and parts[2] < 90


def _goes_on(line: RawLine, piece: RawLine) -> bool:
    """Tell a piece that stands right behind the last one: some writers draw each character by itself."""
    height = max(1.0, line.box.y1 - line.box.y0)
    level = abs(line.box.y1 - piece.box.y1) < 0.2 * height and abs(line.box.y0 - piece.box.y0) < 0.2 * height
    return level and -0.3 * height < piece.box.x0 - line.box.x1 < 0.4 * height


def _joined(line: RawLine, piece: RawLine) -> RawLine:
    return RawLine(
        line.text + piece.text,
        line.box.union(piece.box),
        line.boxes + piece.boxes,
        size=line.size,
        bold=line.bold,
        red=line.red,
    )
