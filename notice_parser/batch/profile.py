"""Where the time of a batch goes, function by function, over all its worker processes."""

from __future__ import annotations

import base64
import io
import marshal
import pstats
from collections.abc import Iterator, Sequence
from typing import Any

_SHOWN = 25


class _Held:
    """The numbers of a profile, as :class:`pstats.Stats` takes them."""

    def __init__(self, stats: dict[Any, Any]) -> None:
        self.stats = stats

    def create_stats(self) -> None:
        """Have them already."""


def function_lines(profiles: Sequence[str]) -> Iterator[str]:
    """Give the functions that took most time themselves; nothing where no worker was profiled.

    ``profiles`` are from our own workers, packed by ``marshal`` and Base64.
    """
    if not profiles:
        return
    out = io.StringIO()
    first, *others = (_Held(marshal.loads(base64.b64decode(profile))) for profile in profiles)
    stats = pstats.Stats(first, stream=out)  # type: ignore[arg-type]
    for other in others:
        stats.add(other)  # type: ignore[arg-type]
    stats.strip_dirs().sort_stats("tottime").print_stats(_SHOWN)
    yield from (line for line in out.getvalue().splitlines() if line.strip())
