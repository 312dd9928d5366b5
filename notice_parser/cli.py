"""The command line: each command reads its arguments, calls one function and prints.

Only click is imported at the top, so that ``--help`` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

if TYPE_CHECKING:
    from notice_parser.console import Answer
    from notice_parser.core.source import SourceText

_EPILOG = """\b
Exit codes: 0 done, 1 internal error, 2 usage, 3 no such file, 4 not readable,
5 a folder, 6 empty, 7 format not supported, 8 too large, 9 some of several
files failed, 10 check found something, 11 output not writable, 12 encrypted,
13 damaged, 14 some pages not read, 15 an engine is not installed,
16 the file is made to do harm.
\b
Example:
  notice-parser plan corpora/c01.txt --format text
"""


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="notice-parser", prog_name="notice-parser")
def commands() -> None:
    """Read Chinese official notices (公文): restore the text, extract the fields, plan the inspection.

    A PATH is a text file (UTF-8, UTF-16, GB18030, Big5), a PDF, a scan (PNG, JPEG, TIFF, BMP, WebP), a Word document
    (.docx; with LibreOffice .doc, .wps, .rtf, .odt), an OFD file, a saved web page (HTML, MHTML), a mail (.eml) or a
    ZIP file with one of these in it, or - for standard input. Results go to standard output, messages to standard
    error. Several files give one result a line (JSON Lines); one that fails does not stop the others. No network
    connection is ever opened.
    """


class _Common(TypedDict):
    """The options of all commands that read a source."""

    paths: tuple[str, ...]
    output: str | None
    form: str
    max_bytes: int
    max_characters: int
    max_pages: int
    ocr: str
    debug: bool


def _date(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Read an ISO date."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date; write it as 2018-04-02") from error


def _events(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, date]:
    """Read NAME=DATE, the date of an event from which a period runs."""
    events: dict[str, date] = {}
    for value in values:
        name, _, when = value.rpartition("=")
        day = _date(context, option, when)
        if not name or day is None:
            raise click.BadParameter("write it as NAME=DATE, e.g. 巡查工作结束=2018-04-02")
        events[name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")] = day
    return events


_Command = Callable[..., None]


def _source_options(form: str) -> Callable[[_Command], _Command]:
    """Add what all commands that read a source have in common."""
    options = [
        click.argument("paths", metavar="PATH...", nargs=-1, required=True),
        click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["json", "yaml", "text"]),
            default=form,
            show_default=True,
            help="text is for a person, in Chinese.",
        ),
        click.option(
            "--max-bytes", type=click.IntRange(1), default=50_000_000, show_default=True, help="Limit of a file."
        ),
        click.option(
            "--max-characters", type=click.IntRange(1), default=2_000_000, show_default=True, help="Limit of its text."
        ),
        click.option(
            "--ocr",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="Recognise pages without a text layer that can be believed, all pages, or none.",
        ),
        click.option(
            "--max-pages", type=click.IntRange(1), default=300, show_default=True, help="Limit of a document."
        ),
        click.option("--debug", is_flag=True, help="Show where an internal error happened."),
    ]
    return lambda command: _decorated(command, options)


def _reading_options(command: _Command) -> _Command:
    """Add what the reader may be told about a notice."""
    options = [
        click.option(
            "--reference-date",
            metavar="DATE",
            callback=_date,
            help="Gives dates their year where the notice has no date of its own.",
        ),
        click.option(
            "--event",
            "events",
            metavar="NAME=DATE",
            multiple=True,
            callback=_events,
            help="Date of an event from which a period runs; may be repeated.",
        ),
    ]
    return _decorated(command, options)


def _decorated(command: _Command, options: Sequence[Callable[[_Command], _Command]]) -> _Command:
    for option in reversed(options):
        command = option(command)
    return command


@commands.command(epilog="\b\nExample:\n  notice-parser clean corpora/g01.txt --steps")
@_source_options("text")
@click.option("--steps", is_flag=True, help="Print every edit as a line of JSON instead of the text.")
def clean(steps: bool, **common: Unpack[_Common]) -> None:
    """Print the restored text, or with --steps every edit that restored it."""
    from notice_parser.answers import clean_answer

    if steps and common["form"] == "text":
        common["form"] = "json"
    _finish(common, lambda source: clean_answer(source, steps_only=steps))


@commands.command(epilog="\b\nExample:\n  notice-parser parse corpora/c01.txt --reference-date 2023-04-06")
@_source_options("json")
@_reading_options
def parse(reference_date: date | None, events: dict[str, date], **common: Unpack[_Common]) -> None:
    """Print the fields of a notice, each with its place in the text."""
    from notice_parser.answers import parse_answer

    _finish(common, lambda source: parse_answer(source, reference_date, events))


@commands.command(epilog="\b\nExample:\n  notice-parser plan corpora/c01.txt --event 检查结束=2023-06-09 --format text")
@_source_options("json")
@_reading_options
def plan(reference_date: date | None, events: dict[str, date], **common: Unpack[_Common]) -> None:
    """Print the inspection plan of a notice: targets, rounds, teams, checklist, tasks with their deadlines."""
    from notice_parser.answers import plan_answer

    _finish(common, lambda source: plan_answer(source, reference_date, events))


@commands.command(epilog="\b\nExample:\n  notice-parser check corpora/c01.txt || echo 需要人工复核")
@_source_options("text")
@_reading_options
def check(reference_date: date | None, events: dict[str, date], **common: Unpack[_Common]) -> None:
    """Say what is missing, doubtful or contradictory in a notice; exit code 10 when something is."""
    from notice_parser.answers import check_answer

    _finish(common, lambda source: check_answer(source, reference_date, events))


@commands.command(epilog="\b\nExample:\n  notice-parser schema plan > plan.schema.json")
@click.argument("kind", type=click.Choice(["notice", "plan"]))
def schema(kind: str) -> None:
    """Print the JSON Schema (2020-12) of what parse or plan prints."""
    from notice_parser.console import print_json
    from notice_parser.export.schema import notice_schema, plan_schema

    raise SystemExit(print_json(notice_schema() if kind == "notice" else plan_schema()))


def _finish(common: _Common, answer: Callable[[SourceText], Answer]) -> None:
    from notice_parser.console import Job, run
    from notice_parser.ingest.limits import Limits, Ocr, OcrMode

    limits = Limits(common["max_bytes"], common["max_characters"], common["max_pages"])
    ocr = Ocr(OcrMode(common["ocr"]))
    job = Job(common["paths"], common["output"], common["form"], limits, common["debug"], ocr)
    raise SystemExit(run(job, answer))
