"""Which sources there are and which results are kept: a SQLite file that is changed in whole steps only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from notice_parser.batch.document import Facts
from notice_parser.batch.inputs import Item
from notice_parser.batch.segments import Place
from notice_parser.errors import OutputError

LAYOUT = "2"
"""Changes when the tables do, or the lines of the segments."""
_MOST_RUNS = 2
"""Runs in which a document may fail because a process died; what fails in two is the document's doing."""
_TABLES = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (
  ordinal INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, signature TEXT NOT NULL, archive BLOB, sha256 BLOB,
  error TEXT);
CREATE INDEX IF NOT EXISTS source_contents ON sources (sha256);
CREATE TABLE IF NOT EXISTS results (
  sha256 BLOB NOT NULL, configuration TEXT NOT NULL, segment INTEGER NOT NULL, place INTEGER NOT NULL,
  length INTEGER NOT NULL, code TEXT NOT NULL, exit_code INTEGER NOT NULL, number TEXT, title TEXT, issuer TEXT,
  issued TEXT, scanned INTEGER NOT NULL, runs INTEGER NOT NULL, again INTEGER NOT NULL,
  PRIMARY KEY (sha256, configuration)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS result_numbers ON results (number) WHERE number IS NOT NULL;
"""
_LEFT = """
FROM sources LEFT JOIN results ON results.sha256 = sources.sha256 AND results.configuration = ?
WHERE error IS NULL AND (sources.sha256 IS NULL OR results.sha256 IS NULL OR results.again = 2)
"""


@dataclass(frozen=True, slots=True)
class Result:
    """A result that is kept: where, and what is known of it."""

    sha256: bytes
    place: Place
    code: str
    exit_code: int
    number: str | None
    title: str | None
    issuer: str | None
    issued: str | None
    scanned: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A source: its result, or an error where it could not even be read; neither where it has not been tried yet."""

    ordinal: int
    name: bytes
    archive: bytes | None
    sha256: bytes | None
    error: str | None
    result: Result | None


@contextmanager
def asking() -> Iterator[None]:
    """Say in plain words what keeps the manifest from being read or written.

    Raises:
        OutputError: the disk is full, the folder may not be written to, or the file is damaged.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"the output cannot be written: {error}") from error
    except sqlite3.DatabaseError as error:
        raise OutputError(f"the manifest of the output folder is damaged ({error}); --rebuild begins anew") from error


class Manifest:
    """The manifest of an output folder for one configuration; a context manager.

    ``writes`` is false for a second connection, which only looks.
    """

    def __init__(self, path: Path, configuration: str, *, writes: bool = True) -> None:
        self._configuration = configuration
        with asking():
            self._base = sqlite3.connect(path, timeout=60, isolation_level=None)
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = FULL")
            if writes:
                self._base.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")

    def __enter__(self) -> Manifest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    @contextmanager
    def _step(self) -> Iterator[None]:
        """Change all or nothing."""
        with asking():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    def about(self) -> dict[str, str]:
        """Give what the folder says of itself."""
        with asking():
            return dict(self._base.execute("SELECT key, value FROM about"))

    def describe(self, about: dict[str, str]) -> None:
        """Say what made the folder; results of another configuration are given up."""
        with self._step():
            self._base.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())
            self._base.execute("DELETE FROM results WHERE configuration <> ?", (self._configuration,))

    def take_in(self, items: Iterable[Item]) -> int:
        """Add sources behind those that are known already, in one step, and give their number.

        A source whose signature is another is read again.
        """
        count = 0
        with self._step():
            for item in items:
                count += 1
                self._base.execute(
                    "INSERT INTO sources (name, signature, archive) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
                    "sha256 = CASE WHEN signature <> '' AND signature = excluded.signature THEN sha256 END, "
                    "error = NULL, signature = excluded.signature, archive = excluded.archive",
                    (item.name, item.signature, item.archive),
                )
        return count

    def try_again(self, *, all_errors: bool) -> None:
        """Have sources tried again that could not be read, documents on which a process died, or all that failed."""
        which = "code <> ''" if all_errors else f"again = 1 AND runs < {_MOST_RUNS}"
        with self._step():
            self._base.execute(f"UPDATE results SET again = 2 WHERE {which}")
            self._base.execute("UPDATE sources SET error = NULL WHERE error IS NOT NULL")

    def count_sources(self) -> int:
        """Count the sources."""
        return self._number("SELECT COUNT(*) FROM sources")

    def count_left(self) -> int:
        """Count the sources that have no result yet."""
        return self._number(f"SELECT COUNT(*) {_LEFT}", self._configuration)

    def left(self) -> Iterator[tuple[int, Item]]:
        """Give the sources that have no result yet, in their order."""
        last = 0
        while True:
            with asking():
                rows = self._base.execute(
                    f"SELECT ordinal, name, signature, archive {_LEFT} AND ordinal > ? ORDER BY ordinal LIMIT 500",
                    (self._configuration, last),
                ).fetchall()
            if not rows:
                return
            for ordinal, name, signature, archive in rows:
                last = ordinal
                yield ordinal, Item(name, signature, archive)

    def has(self, sha256: bytes) -> bool:
        """Tell whether there is a result that stays."""
        asked = "SELECT COUNT(*) FROM results WHERE sha256 = ? AND configuration = ? AND again <> 2"
        return bool(self._number(asked, sha256, self._configuration))

    def mark(
        self,
        results: Iterable[tuple[bytes, Place, Facts]],
        contents: Iterable[tuple[int, bytes]],
        errors: Iterable[tuple[int, str]],
    ) -> None:
        """Mark results that are safe on the disk, which content sources have, and which could not be read."""
        with self._step():
            for sha256, place, facts in results:
                self._base.execute(
                    "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?) "
                    "ON CONFLICT DO UPDATE SET segment = excluded.segment, place = excluded.place, "
                    "length = excluded.length, code = excluded.code, exit_code = excluded.exit_code, "
                    "number = excluded.number, title = excluded.title, issuer = excluded.issuer, "
                    "issued = excluded.issued, scanned = excluded.scanned, runs = runs + 1, again = excluded.again",
                    (
                        *(sha256, self._configuration, place.segment, place.offset, place.length),
                        *(facts.code, facts.exit_code, facts.number, facts.title, facts.issuer, facts.issued),
                        *(facts.scanned, facts.again),
                    ),
                )
            self._base.executemany("UPDATE sources SET sha256 = ?2, error = NULL WHERE ordinal = ?1", list(contents))
            self._base.executemany("UPDATE sources SET sha256 = NULL, error = ?2 WHERE ordinal = ?1", list(errors))

    def segments(self) -> set[int]:
        """Give the numbers of the segments that hold results."""
        with asking():
            return {number for (number,) in self._base.execute("SELECT DISTINCT segment FROM results")}

    def sources(self) -> Iterator[Source]:
        """Give all sources with their results, in their order."""
        with asking():
            rows = self._base.execute(
                "SELECT ordinal, name, archive, sources.sha256, error, segment, place, length, code, exit_code, "
                "number, title, issuer, issued, scanned FROM sources LEFT JOIN results "
                "ON results.sha256 = sources.sha256 AND results.configuration = ? ORDER BY ordinal",
                (self._configuration,),
            )
            for ordinal, name, archive, sha256, error, *held in rows:
                result = None if held[0] is None else _result(sha256, held)
                yield Source(ordinal, name, archive, sha256, error, result)

    def of_equal_number(self) -> Iterator[tuple[int, Result]]:
        """Give the notices whose document number another notice has too, the number's together.

        Each comes with the ordinal of the first source that has its content.
        """
        with asking():
            yield from (
                (first, _result(sha256, held))
                for first, sha256, *held in self._base.execute(
                    "SELECT MIN(ordinal), results.sha256, segment, place, length, code, exit_code, number, title, "
                    "issuer, issued, scanned FROM results JOIN sources ON sources.sha256 = results.sha256 "
                    "WHERE configuration = ?1 AND code = '' AND number IN (SELECT number FROM results "
                    "WHERE configuration = ?1 AND code = '' AND number IS NOT NULL GROUP BY number "
                    "HAVING COUNT(*) > 1) GROUP BY results.sha256 ORDER BY number, MIN(ordinal)",
                    (self._configuration,),
                )
            )

    def _number(self, asked: str, *values: Any) -> int:  # noqa: ANN401
        with asking():
            (number,) = self._base.execute(asked, values).fetchone()
        return int(number)


def _result(sha256: bytes, held: list[Any]) -> Result:
    segment, place, length, code, exit_code, number, title, issuer, issued, scanned = held
    return Result(sha256, Place(segment, place, length), code, exit_code, number, title, issuer, issued, bool(scanned))
