"""What was read, as lines of JSON between a worker and the process that waits for it.

Nothing but the classes named here can come out of a line, whatever wrote it; places of characters, of which a page has
thousands, go as packed numbers.
"""

from __future__ import annotations

import base64
import json
from array import array
from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import Enum
from typing import Any

from notice_parser.core.source import Box, Boxes, Glyphs, Page, ReadBy, SourceText, Table, TextLine
from notice_parser.core.span import Span
from notice_parser.ingest.assemble import RawDocument, RawLine, RawPage, RawTable
from notice_parser.ingest.limits import ArchiveLimits, Limits, Ocr, OcrMode

_CLASSES: dict[str, Callable[..., Any]] = {
    kind.__name__: kind
    for kind in (
        *(Box, Page, ReadBy, SourceText, Span, Table, TextLine),
        *(RawDocument, RawLine, RawPage, RawTable, ArchiveLimits, Limits, Ocr, OcrMode),
    )
}
_BOXES, _COLUMNS, _GLYPHS, _ARRAY = "Box*", "Boxes", "Glyphs", "array"
"""Packed boxes (four numbers each) as a tuple or in columns, glyphs (where each line starts, its boxes), and numbers
that are packed already."""


class WireError(ValueError):
    """A line is not what a worker writes."""


def to_line(value: object) -> bytes:
    """Write a value as one line."""
    return json.dumps(value, default=_plain, separators=(",", ":")).encode("ascii") + b"\n"


def from_line(line: bytes) -> Any:  # noqa: ANN401
    """Read a value from a line.

    Raises:
        WireError: the line holds something else.
    """
    try:
        return json.loads(line, object_hook=_object)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise WireError("a worker has written what is none of its lines") from error


def _plain(value: object) -> dict[str, object]:
    """Name the class of a value, and give what it is made of."""
    if isinstance(value, array):
        return {_ARRAY: [value.typecode, base64.b64encode(value.tobytes()).decode("ascii")]}
    return {type(value).__name__: [_packed(getattr(value, field.name)) for field in fields(value)]}  # type: ignore[arg-type]


def _packed(value: object) -> object:
    if isinstance(value, Enum):
        return {type(value).__name__: [value.value]}
    if isinstance(value, tuple) and value and isinstance(value[0], Box):
        return {_BOXES: _pack_boxes(value)}
    if isinstance(value, Boxes):
        return {_COLUMNS: _pack_boxes(value)}
    if isinstance(value, Glyphs):
        return {_GLYPHS: [_pack(value.starts), [_pack_boxes(line) for line in value.lines]]}
    return value


def _pack_boxes(boxes: Iterable[Box]) -> list[str]:
    return _pack(n for b in boxes for n in (b.x0, b.y0, b.x1, b.y1))


def _pack(numbers: Iterable[float]) -> list[str]:
    return [base64.b64encode(array("d", numbers).tobytes()).decode("ascii")]


def _object(found: dict[str, Any]) -> Any:  # noqa: ANN401
    """Make what a name in a line stands for; an object of several keys is one of plain values."""
    if len(found) != 1:
        return found
    ((name, parts),) = found.items()
    if name == _ARRAY:
        return array(parts[0], base64.b64decode(parts[1]))
    if name == _BOXES:
        return tuple(_boxes(parts[0]))
    if name == _COLUMNS:
        return _boxes(parts[0])
    if name == _GLYPHS:
        (starts,), lines = parts
        return Glyphs([int(start) for start in _numbers(starts)], [_boxes(line[0]) for line in lines])
    if name in _CLASSES and isinstance(parts, list):
        return _CLASSES[name](*map(_tuples, parts))
    return found


def _boxes(packed: str) -> Boxes:
    edges = _numbers(packed)
    left, top, right, bottom = edges[0::4], edges[1::4], edges[2::4], edges[3::4]
    if not len(left) == len(top) == len(right) == len(bottom):
        raise ValueError("a box has four edges")
    return Boxes((left, top, right, bottom), range(len(left)))


def _numbers(packed: str) -> array[float]:
    return array("d", base64.b64decode(packed))


def _tuples(value: Any) -> Any:  # noqa: ANN401
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
