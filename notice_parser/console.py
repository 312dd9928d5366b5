"""Runs a command over one or several sources: what goes to standard output, to standard error, and the exit code."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copymode
from types import TracebackType
from typing import Any, BinaryIO

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.errors import EmptySourceError, ExitCode, NoticeError, OutputError
from notice_parser.export.language import Language, speaking
from notice_parser.ingest.isolation import Isolate, SourceReader
from notice_parser.ingest.limits import Limits, Ocr
from notice_parser.ingest.read import readable
from notice_parser.progress import ReadingProgress


class InternalError(NoticeError):
    """Something went wrong that is not the user's doing."""

    advice = "This is a defect of notice-parser; --debug shows where it happened."


@dataclass(frozen=True)
class Answer:
    """What a command has to say about one source, in each of the forms that may be asked for."""

    as_json: Callable[[], dict[str, Any] | list[dict[str, Any]]]
    as_text: Callable[[], str]
    found: bool = False
    """There is something that ``check`` answers with its own exit code."""
    others: Mapping[str, Callable[[], str | bytes]] = field(default_factory=dict)
    """Forms that only this command offers, by name, ready to be written."""


@dataclass(frozen=True)
class Job:
    """What is common to all commands."""

    paths: Sequence[str]
    output: str | None
    form: str
    limits: Limits
    debug: bool = False
    ocr: Ocr = Ocr()
    isolate: Isolate = Isolate.AUTO
    together: bool = False
    """The paths are images of the pages of one notice."""
    language: Language = Language.ZH
    """Of labels, in all that is written for people."""

    @property
    def many(self) -> bool:
        """Tell whether results stand in one line each."""
        return len(self.sources) > 1

    @property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        """Give the paths of each notice."""
        return (tuple(self.paths),) if self.together else tuple((path,) for path in self.paths)


def run(job: Job, answer: Callable[[SourceText], Answer], reader: SourceReader | None = None) -> ExitCode:
    """Answer for each source in turn and print; one that fails is reported, and the others go on.

    ``reader`` takes the place of the usual one.
    """
    failures: list[ExitCode] = []
    found = incomplete = False
    try:
        with _Output(job) as output, reader or SourceReader(job.limits, job.ocr, job.isolate) as reader:
            progress = ReadingProgress(len(job.sources))
            reader.watch = progress.pages
            for paths in job.sources:
                path = paths[0]
                try:
                    source = _source(paths, reader, progress)
                    given = answer(source)
                    with speaking(job.language):
                        rendered = _rendered(job, path, given)
                    output.write(rendered)
                    found = found or given.found
                    incomplete = incomplete or any(page.read_by is ReadBy.UNREAD for page in source.pages)
                except OutputError:
                    raise
                except NoticeError as error:
                    failures.append(error.exit_code)
                    _report(job, readable(path), error)
                except Exception as error:
                    failures.append(ExitCode.FAILURE)
                    _report(job, readable(path), InternalError(f"{type(error).__name__}: {error}"), error)
    except OutputError as error:
        _report(job, job.output or "standard output", error)
        return error.exit_code
    if failures:
        return failures[0] if len(failures) == len(job.sources) else ExitCode.PARTIAL
    if incomplete:
        return ExitCode.INCOMPLETE
    return ExitCode.FINDINGS if found else ExitCode.OK


def print_json(value: object, job: Job | None = None) -> ExitCode:
    """Print one value that belongs to no source, or to all of a job's."""
    job = replace(job or Job((), None, "json", Limits()), form="json")
    try:
        with _Output(job) as output:
            output.write(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n")
    except OutputError as error:
        _report(job, job.output or "standard output", error)
        return error.exit_code
    return ExitCode.OK


def _source(paths: Sequence[str], reader: SourceReader, progress: ReadingProgress) -> SourceText:
    progress.file(readable(paths[0]))
    try:
        return _read(paths[0], reader) if len(paths) == 1 else reader.together([Path(path) for path in paths])
    finally:
        progress.clear()


def _read(path: str, reader: SourceReader) -> SourceText:
    if path != "-":
        return reader.path(Path(path))
    if sys.stdin is None:
        raise EmptySourceError("standard input is closed")
    return reader.stream(sys.stdin.buffer)


def _rendered(job: Job, path: str, answer: Answer) -> str | bytes:
    if job.form in answer.others:
        return answer.others[job.form]()
    if job.form == "text":
        return f"==> {readable(path)} <==\n{answer.as_text()}\n\n" if job.many else f"{answer.as_text()}\n"
    value = answer.as_json()
    if job.form == "yaml":
        from notice_parser.export.to_yaml import to_yaml

        return f"---\n{to_yaml(value)}" if job.many else to_yaml(value)
    if isinstance(value, list):
        return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in value)
    return f"{json.dumps(value, ensure_ascii=False, indent=None if job.many else 2)}\n"


def _report(job: Job, path: str, error: NoticeError, cause: BaseException | None = None) -> None:
    """Say on standard error what went wrong: a line for a person, or a JSON record where there are several sources."""
    if job.many:
        record = {"code": error.code, "message": str(error), "advice": error.advice, "exit_code": int(error.exit_code)}
        text = json.dumps({"source": path, "error": record}, ensure_ascii=False)
    else:
        text = f"notice-parser: {path}: {error}\n{error.advice}".rstrip()
    if job.debug and cause is not None:
        text = f"{''.join(traceback.format_exception(cause))}{text}"
    if sys.stderr is not None:
        sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.flush()


class _Output:
    """Standard output or a file, always UTF-8, whatever the locale."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stream: BinaryIO | None = None
        self._part: tuple[Path, Path] | None = None
        self._written = False

    def __enter__(self) -> _Output:
        job = self._job
        if job.output is None or job.output == "-":
            self._stream = sys.stdout.buffer if sys.stdout is not None else None
            return self
        target = Path(job.output)
        with suppress(OSError, ValueError):
            if any(path != "-" and target.samefile(path) for path in job.paths):
                raise OutputError("the output would overwrite a source")
        try:
            self._stream = self._beside(target) or target.open("wb")
        except (OSError, ValueError) as error:
            raise OutputError(f"the output cannot be written: {error}") from error
        return self

    def _beside(self, target: Path) -> BinaryIO | None:
        """Open a file that takes the target's place when it is whole; None where there is no need or no way.

        Results of several sources are written where they belong at once, so that none is lost.
        """
        if self._job.many or (target.exists() and not target.is_file()):
            return None
        target = target.resolve()
        part = target.with_name(f".{target.name[:80]}.{os.getpid()}.part")
        try:
            stream = part.open("xb")
        except OSError:
            return None
        self._part = (part, target)
        return stream

    def write(self, result: str | bytes) -> None:
        """Write one result at once, so that it is not lost if a later source fails."""
        content = result if isinstance(result, bytes) else result.encode("utf-8", "backslashreplace")
        try:
            if self._stream is not None:
                self._stream.write(content)
                self._stream.flush()
                self._written = True
        except BrokenPipeError as error:
            # The reader has seen enough (head). Nothing more can be said, not even when Python flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise OutputError("the reader of the output has closed it") from error
        except OSError as error:
            raise OutputError(f"the output cannot be written: {error}") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is None or self._job.output in (None, "-"):
            return
        try:
            self._stream.close()
            if self._part is not None and self._written and error is None:
                part, target = self._part
                with suppress(OSError):
                    copymode(target, part)
                part.replace(target)
        except OSError as late:  # what a full disk says only now
            raise OutputError(f"the output cannot be written: {late}") from late
        finally:
            if self._part is not None:
                self._part[0].unlink(missing_ok=True)
