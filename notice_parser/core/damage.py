"""What kind of damage a text shows."""

from __future__ import annotations

from dataclasses import dataclass

from notice_parser.core.span import Span


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage: its name, what to call it in Chinese, and its strength.

    ``strength`` is the share of the visible characters that it touched, 0..1; ``is_lost`` says that what stood there is
    lost and was not restored. ``spans`` are its places in the restored text, where they are known.
    """

    kind: str
    words: str
    strength: float
    is_lost: bool = False
    spans: tuple[Span, ...] = ()
