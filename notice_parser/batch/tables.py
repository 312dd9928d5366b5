"""The tables of a batch as Parquet and as a DuckDB file, made of the JSON Lines; the libraries are an extra."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from notice_parser.batch.columns import COLUMNS, DAY, NUMBER, TEXT, TEXTS, WHOLE
from notice_parser.batch.segments import make_safe, put_in_place, writing
from notice_parser.errors import EngineMissingError

_ROWS = 2_000
"""Rows that are held at a time, and stand in a group of the file."""
DATABASE = "batch.duckdb"
NO_PARQUET = "no Parquet was written: pip install 'notice-parser[batch]'"


class TablesMissingError(EngineMissingError):
    """What writes a DuckDB file is not installed."""

    advice = "Install it with: pip install 'notice-parser[batch]'; without --duckdb there are JSON Lines."


def can_write_parquet() -> bool:
    """Tell whether what writes Parquet is installed."""
    return find_spec("pyarrow") is not None


def check_duckdb() -> None:
    """Refuse to begin what cannot be finished.

    Raises:
        TablesMissingError: duckdb or pyarrow is not installed.
    """
    for name in ("duckdb", "pyarrow"):
        if find_spec(name) is None:
            raise TablesMissingError(f"{name} is not installed, which writes a DuckDB file")


class ParquetTables:
    """Parquet files that are written beside their places; a context manager, at whose end what is not in place goes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[str, list[list[Any]]] = {name: [] for name in COLUMNS}
        self._schemas: dict[str, Any] = {}
        self._streams: dict[str, BinaryIO] = {}
        self._writers: dict[str, Any] = {}
        self._stack = ExitStack()

    def __enter__(self) -> ParquetTables:
        import pyarrow
        import pyarrow.parquet

        types = {
            TEXT: pyarrow.string(),
            TEXTS: pyarrow.list_(pyarrow.string()),
            WHOLE: pyarrow.int64(),
            NUMBER: pyarrow.float64(),
            DAY: pyarrow.date32(),
        }
        with self._stack as stack, writing():
            for name, columns in COLUMNS.items():
                schema = pyarrow.schema([(column, types[kind]) for column, kind, _ in columns])
                stream = stack.enter_context(self._part(name).open("wb"))
                self._schemas[name], self._streams[name] = schema, stream
                self._writers[name] = pyarrow.parquet.ParquetWriter(stream, schema, compression="zstd")
            self._stack = stack.pop_all()
        return self

    def add(self, name: str, values: list[Any]) -> None:
        """Add a row to a table: the values of its columns."""
        rows = self._rows[name]
        rows.append(values)
        if len(rows) == _ROWS:
            self._write(name)

    def finish(self) -> None:
        """Make all safe, and put it in its place.

        Raises:
            OutputError: it cannot be written.
        """
        with writing():
            for name, stream in self._streams.items():
                if self._rows[name]:
                    self._write(name)
                self._writers[name].close()
                make_safe(stream)
            self._stack.close()
            for name in COLUMNS:
                put_in_place(self._part(name), self._folder / f"{name}.parquet")

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            with suppress(OSError):
                writer.close()
        with suppress(OSError):
            self._stack.close()
        for name in COLUMNS:
            self._part(name).unlink(missing_ok=True)

    def _write(self, name: str) -> None:
        import pyarrow

        rows, self._rows[name] = self._rows[name], []
        columns = [
            [None if day is None else dt.date.fromisoformat(day) for day in values] if kind == DAY else list(values)
            for (_, kind, _), values in zip(COLUMNS[name], zip(*rows, strict=True), strict=True)
        ]
        schema = self._schemas[name]
        arrays = [pyarrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        with writing():
            self._writers[name].write_table(pyarrow.Table.from_arrays(arrays, schema=schema), row_group_size=_ROWS)

    def _part(self, name: str) -> Path:
        return self._folder / f"{name}.parquet.part"


def write_duckdb(folder: Path) -> None:
    """Write the tables into one DuckDB file, from the Parquet files.

    Raises:
        OutputError: it cannot be written.
    """
    import duckdb

    part = folder / f"{DATABASE}.part"
    with writing():
        part.unlink(missing_ok=True)
        try:
            with duckdb.connect(str(part)) as base:
                for name in COLUMNS:
                    file = str(folder / f"{name}.parquet").replace("'", "''")
                    base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{file}')")
        except duckdb.Error as error:
            part.unlink(missing_ok=True)
            raise OSError(f"the DuckDB file: {error}") from error
        with part.open("rb+") as stream:
            make_safe(stream)
        put_in_place(part, folder / DATABASE)


def remove_tables(folder: Path) -> None:
    """Remove Parquet files of an earlier run, which would no longer say what the JSON Lines say."""
    with writing():
        for name in COLUMNS:
            (folder / f"{name}.parquet").unlink(missing_ok=True)
