"""The tables of a batch as Parquet and as a DuckDB file, made of the JSON Lines; the libraries are an extra."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from notice_parser.batch.assemble import lines_of, new_file
from notice_parser.batch.columns import COLUMNS, DAY, NUMBER, TEXT, TEXTS, WHOLE, value_at
from notice_parser.batch.segments import make_safe, put_in_place, writing
from notice_parser.errors import EngineMissingError
from notice_parser.export.to_json import JsonObject

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


def write_parquet(folder: Path, go_on: Callable[[], None]) -> None:
    """Write a Parquet file beside each of the JSON Lines; ``go_on`` is called now and then, and may raise.

    Raises:
        OutputError: they cannot be written.
    """
    import pyarrow
    import pyarrow.parquet

    types = {
        TEXT: pyarrow.string(),
        TEXTS: pyarrow.list_(pyarrow.string()),
        WHOLE: pyarrow.int64(),
        NUMBER: pyarrow.float64(),
        DAY: pyarrow.date32(),
    }
    for name, columns in COLUMNS.items():
        schema = pyarrow.schema([(column, types[kind]) for column, kind, _ in columns])
        rows = lines_of(folder / f"{name}.jsonl")
        with (
            writing(),
            new_file(folder / f"{name}.parquet") as stream,
            pyarrow.parquet.ParquetWriter(stream, schema, compression="zstd") as writer,
        ):
            for group in _groups(rows):
                go_on()
                writer.write_table(pyarrow.table(_columns(group, columns), schema=schema), row_group_size=_ROWS)


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


def _groups(rows: Iterator[JsonObject]) -> Iterator[list[JsonObject]]:
    while group := list(islice(rows, _ROWS)):
        yield group


def _columns(rows: list[JsonObject], columns: tuple[tuple[str, str, str], ...]) -> dict[str, list[Any]]:
    return {name: [_typed(value_at(row, path), kind) for row in rows] for name, kind, path in columns}


def _typed(value: Any, kind: str) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if kind == DAY:
        return dt.date.fromisoformat(value[:10])
    if kind == TEXT:
        return str(value)
    if kind == TEXTS:
        return [None if entry is None else str(entry) for entry in value]
    return value
