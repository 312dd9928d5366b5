"""From the bytes of a document to what is kept of it: rows of tables, files, or an error. No name decides anything."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import Any

from notice_parser.batch.columns import OF_FILE, values_of
from notice_parser.batch.settings import Settings
from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import ReadBy, SourceText
from notice_parser.errors import CrashedSourceError, ExitCode, NoticeError, SourceMemoryError
from notice_parser.export.forms import Tables, plan_forms
from notice_parser.export.language import Language, speaking
from notice_parser.export.to_json import JsonObject, notice_to_json, plan_to_json
from notice_parser.export.to_text import plan_to_text
from notice_parser.ingest.isolation import SourceReader
from notice_parser.ingest.supervise import DIED_NOTES
from notice_parser.safeguards.care import Care
from notice_parser.safeguards.personal import Personal

NOTICE, PLAN, TASK, ITEM, CONTACT, ERROR, FILE = (bytes((letter,)) for letter in b"NPTCKEX")
"""The first letter of a line tells to which table it belongs."""
TABLES = {NOTICE: "notices", PLAN: "plans", TASK: "tasks", ITEM: "checklist", CONTACT: "contacts", ERROR: "errors"}
"""Name of each table by the letter of its lines."""
COLUMNS_END = b"\t"
"""Stands in a line between the values of a row's columns and the row; JSON writes a tab as ``\\t``."""
_ROWS = (TASK, ITEM, CONTACT)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the batch has to know of a document without looking into its lines.

    ``code`` is that of an error, empty for a notice; ``again``: another run may do better, since a process died;
    ``scanned``: pages were recognised; ``unread``: pages that were not read; ``stages``: seconds by stage.
    """

    code: str = ""
    exit_code: int = 0
    again: bool = False
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued: str | None = None
    scanned: bool = False
    unread: int = 0
    characters: int = 0
    stages: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of a document: lines of JSON, each behind the letter of its table, and the facts."""

    lines: bytes
    facts: Facts


class DocumentReader:
    """Reads documents one after the other; a context manager, at whose end the process for strangers' files ends."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._care = Care(settings.allow_classified, frozenset(map(Personal, settings.redact)))
        self._sources = SourceReader(settings.limits, settings.ocr)

    def __enter__(self) -> DocumentReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sources.__exit__(kind, error, trace)

    def read(self, content: bytes) -> Record:
        """Read a document; what is wrong with it becomes a record too.

        Raises:
            MemoryError: there is not enough for it.
        """
        clock = _Clock()
        try:
            source, died = self._source(content)
            clock.passed("read")
            settings = self._settings
            events = dict(settings.events)
            notice, plan = self._care.plan(source, settings.reference_date, events, passed=clock.passed)
            with speaking(Language(settings.language)):
                lines = b"".join(_lines(notice, plan, settings.forms))
            clock.passed("export")
            return Record(lines, _facts(notice, died, clock.stages))
        except NoticeError as error:
            again = isinstance(error, (CrashedSourceError, SourceMemoryError))
            return failed_record(error, again=again, stages=clock.stages)
        except MemoryError:
            raise
        except Exception as error:
            return failed_record(
                UnforeseenError(type(error).__name__), stages=clock.stages
            )  # its words may hold values

    def _source(self, content: bytes) -> tuple[SourceText, bool]:
        """Read the text, once more where the process that reads it died; tell whether it has died again."""
        try:
            source = self._sources.content(content)
            if not _is_cut_off(source):
                return source, False
        except (CrashedSourceError, SourceMemoryError):
            source = None
        try:
            again = self._sources.content(content)
        except (CrashedSourceError, SourceMemoryError):
            if source is None:
                raise
            return source, True
        better = again if source is None or _unread(again) <= _unread(source) else source
        return better, _is_cut_off(better)


class UnforeseenError(NoticeError):
    """Something went wrong that is not the document's doing."""

    advice = "This is a defect of notice-parser; notice-parser parse FILE --debug shows where it happened."


class _Clock:
    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._since = monotonic()

    def passed(self, stage: str) -> None:
        now = monotonic()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._since
        self._since = now


def failed_record(error: NoticeError, *, again: bool = False, stages: dict[str, float] | None = None) -> Record:
    """Keep an error; nothing in it depends on the machine or the moment."""
    line = ERROR + _dumped({"error": error_to_json(error)}) + b"\n"
    return Record(line, Facts(error.code, int(error.exit_code) or 1, again, stages=stages or {}))


def error_to_json(error: NoticeError) -> JsonObject:
    """Give the object that stands in an error record, as several sources on the command line have it."""
    return {"code": error.code, "message": str(error), "advice": error.advice, "exit_code": int(error.exit_code)}


def _facts(notice: Notice, died: bool, stages: dict[str, float]) -> Facts:
    source = notice.outline.clean.source
    number, issued = notice.document_number.value, notice.issue_date.value
    unread = _unread(source)
    return Facts(
        exit_code=int(ExitCode.INCOMPLETE) if unread else 0,
        again=died,
        number=None if number is None else number.text,
        title=notice.title.value,
        issuer=next((i.value for i in notice.issuers), None),
        issued=None if issued is None else issued.isoformat(),
        scanned=any(page.read_by is ReadBy.OCR for page in source.pages),
        unread=unread,
        characters=len(source.text),
        stages=stages,
    )


def _unread(source: SourceText) -> int:
    return sum(page.read_by is ReadBy.UNREAD for page in source.pages)


def _is_cut_off(source: SourceText) -> bool:
    return any(page.read_by is ReadBy.UNREAD and page.note in DIED_NOTES for page in source.pages)


def _lines(notice: Notice, plan: InspectionPlan, forms: tuple[str, ...]) -> Iterator[bytes]:
    """Write the rows without the name and digest of the source, which whoever puts tables together adds in front.

    In front of each row stand the values of its columns, so that nobody has to look into the row again. The plan names
    the source twice, so its inner object is left open: ``of notice}, of plan}``.
    """
    whole = _nameless(notice_to_json(notice))
    yield _row(NOTICE, whole)
    made = _nameless(plan_to_json(notice, plan))
    about = _nameless(made["notice"])
    values = values_of(TABLES[PLAN], made, OF_FILE)
    del made["notice"]
    yield PLAN + _dumped(values) + COLUMNS_END + _dumped(about) + b", " + _dumped(made)[1:] + b"\n"
    head = {key: about[key] for key in ("document_number", "title")}
    for letter in _ROWS:
        for entry in made[TABLES[letter]]:
            yield _row(letter, head | entry)
    if forms:
        ways = {**plan_forms(notice, plan, Tables()), "text": lambda: f"{plan_to_text(notice, plan)}\n"}
        for form in forms:
            yield FILE + _dumped({"form": form, "content": _packed(_written(form, ways, notice, plan))}) + b"\n"


def _row(letter: bytes, row: JsonObject) -> bytes:
    return letter + _dumped(values_of(TABLES[letter], row, OF_FILE)) + COLUMNS_END + _dumped(row) + b"\n"


def _written(form: str, ways: dict[str, Any], notice: Notice, plan: InspectionPlan) -> str | bytes:
    if form == "yaml":
        from notice_parser.export.to_yaml import to_yaml

        return to_yaml(plan_to_json(notice, plan))
    written: str | bytes = ways[form]()
    return written


def _packed(content: str | bytes) -> str:
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    return base64.b64encode(raw).decode("ascii")


def _nameless(value: JsonObject) -> JsonObject:
    return {key: entry for key, entry in value.items() if key not in ("source", "sha256")}


def _dumped(value: JsonObject | list[Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
