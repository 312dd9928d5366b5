"""What the print of a text says and what it does not: how broad it is, and where its lines end."""

from __future__ import annotations


def breadth(text: str) -> float:
    """Measure a text in characters of full width.

    >>> breadth("共20份")
    3.0
    """
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def flat(text: str) -> str:
    r"""Join the lines of a text: letters that a line end parted belong together; blanks at the ends of lines go.

    >>> flat("检查\n  时间 ")
    '检查时间'
    """
    return "".join(line.strip() for line in text.split("\n"))
