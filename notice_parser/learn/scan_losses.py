"""The figures of scans: what is counted for each kind of scan, and what the bounds are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from notice_parser.learn.benchmark import Figure
from notice_parser.learn.evaluate import Report
from notice_parser.learn.restoration import Restoration, split_letters


@dataclass
class Share:
    """How many of some things are right."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, *, right: bool) -> None:
        """Count one."""
        self.of += 1
        self.right += right
        if not right:
            self.wrong.append(what)

    def __str__(self) -> str:
        """Give both numbers."""
        return f"{self.right}/{self.of}"


@dataclass
class Losses:
    """The figures of one kind of scan."""

    letters: int = 0
    errors: int = 0
    from_scan: Report = field(default_factory=Report)
    from_text: Report = field(default_factory=Report)
    restored: Restoration = field(default_factory=Restoration)
    sealed: Share = field(default_factory=Share)
    again: Share = field(default_factory=Share)

    def row(self, name: str) -> str:
        """Give the row of the table."""
        kept = self.restored.summary()
        return (
            f"{name:22}{self.errors / max(1, self.letters):8.2%}{kept['letter_error_rate'] or 0:9.2%}"
            f"{kept['breaks'] or 0:8.3f}{kept['marks'] or 0:8.3f}"
            f"{self.from_text.mean_f1:8.4f}{self.from_scan.mean_f1:8.4f}"
            f"{self.from_text.headers_right:5}{self.from_scan.headers_right:3}/{self.from_scan.documents}"
            f"{self.sealed!s:>8}{self.again!s:>8}"
        )


@dataclass
class Table:
    """All rows by their names; each is judged by itself, so that no good row hides a bad one."""

    rows: list[tuple[str, str, Losses]] = field(default_factory=list)

    def add(self, name: str, damage: str, losses: Losses) -> None:
        """Take up one row."""
        self.rows.append((name, damage, losses))

    def figures(self) -> Iterator[Figure]:
        """Give the figures that have a bound: those of each row, then the shares of all."""
        for name, damage, row in self.rows:
            bound = 0.5 if damage == "clean" else 1.5
            yield Figure(f"{name}: wrong letters", 100 * row.errors / max(1, row.letters), "%", bound)
            yield Figure(f"{name}: fall of mean F1", row.from_text.mean_f1 - row.from_scan.mean_f1, "", 0.03)
            yield from _shares(f"{name}: ", [row])
        yield from _shares("all ", [row for _, _, row in self.rows])


def _shares(name: str, rows: Sequence[Losses]) -> Iterator[Figure]:
    for what, shares in (
        ("lines under seals", [r.sealed for r in rows]),
        ("boxes read again", [r.again for r in rows]),
    ):
        if count := sum(share.of for share in shares):
            yield Figure(f"{name}{what}", 100 * sum(share.right for share in shares) / count, "%", 95, at_least=True)


HEADING = (
    f"{'scan':22}{'CER':>8}{'restored':>9}{'breaks':>8}{'marks':>8}{'F1 text':>8}{'F1 scan':>8}{'heads t  s':>10}"
    f"{'sealed':>8}{'boxes':>8}"
)


def letters_of(text: str) -> str:
    """Give letters and digits alone, in one width.

    >>> letters_of("沧安函字〔２０１８〕1号。")
    '沧安函字20181号'
    """
    return "".join(split_letters(text)[0])


def distance(one: str, other: str) -> int:
    """Count the letters that must be put in, taken out or replaced to turn one text into the other.

    >>> distance("检查通知", "捡查的通知")
    2
    """
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, facing in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != facing))
    return row[-1]
