"""The command line: each command reads its arguments, calls one function and prints.

Only click is imported at the top, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Unpack

import click

from notice_parser.options import (
    Command,
    Common,
    SourceCommand,
    check_plan_form,
    decorated,
    job_of,
    read_date,
    read_events,
    source_options,
)

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


def _reading_options(command: Command) -> Command:
    """Add what the reader may be told about a notice."""
    options = [
        click.option(
            "--reference-date",
            metavar="DATE",
            callback=read_date,
            help="Gives dates their year where the notice has no date of its own.",
        ),
        click.option(
            "--event",
            "events",
            metavar="NAME=DATE",
            multiple=True,
            callback=read_events,
            help="Date of an event from which a period runs; may be repeated.",
        ),
    ]
    return decorated(command, options)


@commands.command(
    cls=SourceCommand,
    epilog="\b\nExample:\n  notice-parser clean corpora/g01.txt --steps",
)
@source_options("text", "html")
@click.option("--steps", is_flag=True, help="Print every edit as a line of JSON instead of the text.")
@click.option("--diff", is_flag=True, help="Print what was changed, in colour on a terminal; --format html is a page.")
def clean(steps: bool, diff: bool, **common: Unpack[Common]) -> None:
    """Print the restored text, or with --steps every edit that restored it, or with --diff what a person should see."""
    from notice_parser.answers import clean_answer

    if common["form"] == "html" and (steps or len(common["paths"]) > 1):
        raise click.UsageError("--format html shows one source, without --steps")
    if steps and common["form"] == "text":
        common["form"] = "json"
    color = diff and common["output"] is None and sys.stdout.isatty()
    _finish(common, lambda source: clean_answer(source, steps_only=steps, diff=diff, color=color))


@commands.command(
    cls=SourceCommand, epilog="\b\nExample:\n  notice-parser parse corpora/c01.txt --reference-date 2023-04-06"
)
@source_options("json")
@_reading_options
@click.option("--suggest-terms", is_flag=True, help="Add subject terms (主题词) that a register might take.")
def parse(reference_date: date | None, events: dict[str, date], suggest_terms: bool, **common: Unpack[Common]) -> None:
    """Print the fields of a notice, each with its place in the text."""
    from notice_parser.answers import parse_answer

    _finish(common, lambda source: parse_answer(source, reference_date, events, suggest_terms=suggest_terms))


@commands.command(
    cls=SourceCommand,
    epilog="\b\nExample:\n  notice-parser plan corpora/c01.txt --event 检查结束=2023-06-09 --format text",
)
@source_options("json", "xlsx", "ics", "csv", "jsonl", "markdown")
@click.option(
    "--rows",
    type=click.Choice(["tasks", "checklist", "contacts"]),
    help="What csv and jsonl hold; csv tasks and jsonl all three unless told.",
)
@click.option("--bom", is_flag=True, help="Begin csv with a byte order mark, by which Excel knows UTF-8.")
@_reading_options
def plan(
    rows: str | None, bom: bool, reference_date: date | None, events: dict[str, date], **common: Unpack[Common]
) -> None:
    """Print the inspection plan of a notice: targets, rounds, teams, checklist, tasks with their deadlines.

    xlsx is a workbook to print and to fill in, ics a calendar, csv and jsonl are tables, markdown is a summary.
    """
    from notice_parser.answers import plan_answer
    from notice_parser.export.forms import Tables

    check_plan_form(common, rows, bom)
    tables = Tables(rows, bom)
    _finish(common, lambda source: plan_answer(source, reference_date, events, tables))


@commands.command(
    cls=SourceCommand,
    epilog="\b\nExample:\n  notice-parser check corpora/c01.txt || echo 需要人工复核",
)
@source_options("text")
@_reading_options
def check(reference_date: date | None, events: dict[str, date], **common: Unpack[Common]) -> None:
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


@commands.group()
def train() -> None:
    """Make the models of the program again; each takes its own options (--help)."""


@commands.group()
def evaluate() -> None:
    """Measure the program on notices and models of your own; each takes its own options (--help)."""


_TRAIN = {
    "restore": ("restore_train", "Train the model that says which marks stood where."),
    "confusions": ("confusions", "Count what stands beside characters that look alike."),
}
_EVALUATE = {
    "restore": ("restore_evaluate", "Restoration of held-out documents under each noise, mark by mark."),
    "fields": ("evaluate", "Fields of a folder of annotated notices."),
    "scans": ("scan_measures", "Letters, fields and boxes of scans that it makes, and their time."),
    "speed": ("benchmark", "Notices a second, start-up and growth."),
    "peers": ("peers", "Restoration beside ftfy, JioNLP and OpenCC."),
}


def _hand_on(group: click.Group, name: str, module: str, text: str) -> None:
    """Add a command that hands its arguments on to a module of ``learn``, which is loaded only then."""

    @group.command(
        name,
        help=text,
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def handed_on(arguments: tuple[str, ...]) -> None:
        try:
            import_module(f"notice_parser.learn.{module}").main(list(arguments))
        except ModuleNotFoundError as error:
            advice = "install what it takes with: pip install 'notice-parser[train]'"
            raise click.ClickException(f"{error.name} is not installed; {advice}") from error


for _group, _modules in ((train, _TRAIN), (evaluate, _EVALUATE)):
    for _name, (_module, _text) in _modules.items():
        _hand_on(_group, _name, _module, _text)


def _finish(common: Common, answer: Callable[[SourceText], Answer]) -> None:
    from notice_parser.console import run

    raise SystemExit(run(job_of(common), answer))
