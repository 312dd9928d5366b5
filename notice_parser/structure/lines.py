"""Lines of the restored text: one for each paragraph."""

from __future__ import annotations

from notice_parser.core.outline import Line
from notice_parser.core.span import Span, strip_span


def find_lines(text: str) -> tuple[Line, ...]:
    r"""List the lines that hold something, without the blanks at their ends.

    >>> [(line.span, line.indent) for line in find_lines("  甲\n\n乙")]
    [(Span(start=2, end=3), 2), (Span(start=5, end=6), 0)]
    """
    lines: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        span = strip_span(text, Span(at, at + len(raw)), " \t\u3000\xa0\r")
        if len(span):
            lines.append(Line(span, span.start - at))
        at += len(raw) + 1
    return tuple(lines)
