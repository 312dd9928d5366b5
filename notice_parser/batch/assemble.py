"""The tables of a batch, written anew from what is kept: the same results give the same bytes."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote_from_bytes

from notice_parser.batch.columns import values_of
from notice_parser.batch.copies import find_copies
from notice_parser.batch.document import COLUMNS_END, ERROR, FILE, PLAN, TABLES
from notice_parser.batch.manifest import Manifest, Source
from notice_parser.batch.segments import SegmentReader, make_safe, new_file, put_in_place, writing
from notice_parser.batch.tables import ParquetTables
from notice_parser.export.to_json import JsonObject
from notice_parser.ingest.text import decode_name

SOURCES = "sources"
_NO_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*\s\ufffd]+')
_LONGEST_NAME = 60
"""Characters; a Chinese character takes three bytes of the 255 that a name may have."""
_ENDINGS = {"markdown": "md", "text": "txt"}


def assemble(folder: Path, state: Path, manifest: Manifest, go_on: Callable[[], None], *, parquet: bool) -> None:
    """Write the tables and files of all results, as Parquet too where it is asked for.

    ``go_on`` is called now and then, and may raise.

    Raises:
        OutputError: they cannot be written.
    """
    copies = find_copies(manifest.of_equal_number())
    firsts = _first_names(manifest, set(copies.values()))
    with SegmentReader(state / "segments") as kept, _Tables(folder, parquet=parquet) as tables:
        places: dict[bytes, str] = {}
        for source in manifest.sources():
            go_on()
            named = _named(source.name)
            first = places.get(source.sha256) if source.sha256 else None
            about: JsonObject = {**named, "sha256": source.sha256.hex() if source.sha256 else None}
            copy_of = firsts.get(copies.get(source.sha256 or b"", b""))
            if source.result is None:
                if source.error is not None:
                    tables.write_object(TABLES[ERROR], about | json.loads(source.error))
                    tables.write_object(SOURCES, about | _links("error", None, None))
                continue
            is_error = source.result.code != ""
            tables.write_object(SOURCES, about | _links("error" if is_error else "notice", first, copy_of))
            if first is None:
                places[source.result.sha256] = named["source"]
                _write(tables, source, about, copy_of, kept.read(source.result.place))
            elif is_error:
                for line in kept.read(source.result.place).splitlines():
                    tables.write_object(TABLES[ERROR], about | json.loads(line[1:]))


def _write(tables: _Tables, source: Source, about: JsonObject, copy_of: str | None, record: bytes) -> None:
    """Write what is kept of a document, its name in front of each row."""
    file = [about["source"], about["sha256"], copy_of]
    begin = _opened(about | {"copy_of": copy_of})
    of_plan = begin + b'"notice": ' + _opened({key: about[key] for key in ("source", "sha256")})
    for line in record.splitlines(keepends=True):
        letter, rest = line[:1], line[1:]
        if letter == FILE:
            held = json.loads(rest)
            ending = _ENDINGS.get(held["form"], held["form"])
            name = f"{source.ordinal:06d}-{_harmless(about['source'])}.{ending}"
            tables.write_file(held["form"], name, base64.b64decode(held["content"]))
        elif letter == ERROR:
            tables.write_object(TABLES[ERROR], about | json.loads(rest))
        else:
            values, _, row = rest.partition(COLUMNS_END)
            tables.write(TABLES[letter], (of_plan if letter == PLAN else begin) + row[1:], file, values)


def _links(result: str, first: str | None, copy_of: str | None) -> JsonObject:
    return {"result": result, "same_content_as": first, "copy_of": copy_of}


def _opened(about: JsonObject) -> bytes:
    """Begin an object, to which more is added."""
    return json.dumps(about, ensure_ascii=False).encode("utf-8")[:-1] + b", "


def _first_names(manifest: Manifest, contents: set[bytes]) -> Mapping[bytes, str]:
    """Give the name of the first source that has a content."""
    names: dict[bytes, str] = {}
    if contents:
        for source in manifest.sources():
            if source.sha256 in contents:
                names.setdefault(source.sha256, _named(source.name)["source"])
    return names


def _named(name: bytes) -> JsonObject:
    """Give a name as text, and byte by byte where it is no UTF-8: a Chinese system may have written GB18030.

    >>> _named("一季度/通知.txt".encode()), _named("通知.txt".encode("gb18030"))
    ({'source': '一季度/通知.txt'}, {'source': '通知.txt', 'source_bytes': '%CD%A8%D6%AA.txt'})
    """
    text = "/".join(decode_name(part) for part in name.split(b"/"))
    return (
        {"source": text} if text.encode("utf-8") == name else {"source": text, "source_bytes": quote_from_bytes(name)}
    )


def _harmless(name: str) -> str:
    r"""Make of a source's name one that every system takes.

    >>> _harmless("2024/一季度/关于检查的通知.pdf"), _harmless("a\n../b?.txt")
    ('关于检查的通知', 'b')
    """
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return _NO_NAME.sub("_", stem[0] or stem[2]).strip("._")[:_LONGEST_NAME] or "notice"


class _Tables:
    """Files that are written beside their places, and put there all together at the end."""

    def __init__(self, folder: Path, *, parquet: bool) -> None:
        self._folder = folder
        self._parts: dict[str, BinaryIO] = {}
        self._columns = ParquetTables(folder) if parquet else None
        self._stack = ExitStack()

    def __enter__(self) -> _Tables:
        if self._columns is not None:
            self._stack.enter_context(self._columns)
        for name in (*TABLES.values(), SOURCES):
            with writing():
                self._parts[name] = self._stack.enter_context((self._folder / f"{name}.jsonl.part").open("wb"))
        return self

    def write(self, table: str, row: bytes, file: list[str | None], values: bytes) -> None:
        """Write a row, and the values of its columns, of which those that name the file are not known to a worker."""
        with writing():
            self._parts[table].write(row)
        if self._columns is not None:
            self._columns.add(table, file + json.loads(values))

    def write_object(self, table: str, row: JsonObject) -> None:
        """Write a small row."""
        with writing():
            self._parts[table].write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
        if self._columns is not None:
            self._columns.add(table, values_of(table, row))

    def write_file(self, form: str, name: str, content: bytes) -> None:
        target = self._folder / form / name
        with writing():
            if target.is_file() and target.read_bytes() == content:
                return
            target.parent.mkdir(exist_ok=True)
            with new_file(target) as stream:
                stream.write(content)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            with suppress(OSError):
                self._stack.close()
            for name in self._parts:
                (self._folder / f"{name}.jsonl.part").unlink(missing_ok=True)

    def _finish(self) -> None:
        with writing():
            for stream in self._parts.values():
                make_safe(stream)
            if self._columns is not None:
                self._columns.finish()
            self._stack.close()
            for name in self._parts:
                put_in_place(self._folder / f"{name}.jsonl.part", self._folder / f"{name}.jsonl")
