"""Whether a confidence of 0.9 means that nine values of ten are right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from notice_parser.learn.measures import Matching

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
"""Lower bounds of the bins in which confidences are counted."""


@dataclass
class Bin:
    """Values of about one confidence."""

    right: int = 0
    count: int = 0
    total: float = 0.0

    def add(self, confidence: float, *, right: bool) -> None:
        """Count one value."""
        self.right += right
        self.count += 1
        self.total += confidence


@dataclass
class Calibration:
    """Counts of read values by their confidence, over all fields and for each."""

    bins: dict[float, Bin] = field(default_factory=lambda: defaultdict(Bin))
    fields: dict[str, Bin] = field(default_factory=lambda: defaultdict(Bin))

    def add(self, name: str, matching: Matching) -> None:
        """Count the values of one field of one notice that carry a confidence."""
        for entries, right in ((matching.right, True), (matching.wrong, False)):
            for entry in entries:
                confidence = entry.get("confidence") if isinstance(entry, dict) else None
                if confidence is not None:
                    self.count(name, confidence, right=right)

    def count(self, name: str, confidence: float, *, right: bool) -> None:
        """Count one value."""
        self.bins[max(b for b in BINS if b <= confidence)].add(confidence, right=right)
        self.fields[name].add(confidence, right=right)

    def error(self) -> float:
        """Give the mean distance of confidence and share of right values, weighted by the number of values."""
        count = sum(b.count for b in self.bins.values())
        return sum(abs(b.total - b.right) for b in self.bins.values()) / count if count else 0.0

    def lines(self) -> Iterator[str]:
        """Give the tables for people: by confidence, then by field."""
        for title, rows in (
            ("confidence from", {f"{low:.2f}": b for low, b in sorted(self.bins.items())}),
            ("field", dict(sorted(self.fields.items()))),
        ):
            yield f"{title:26}{'values':>7}{'said':>7}{'right':>7}"
            for name, row in rows.items():
                yield f"{name:26}{row.count:7}{row.total / row.count:7.3f}{row.right / row.count:7.3f}"
        yield f"calibration error {self.error():.4f}"
