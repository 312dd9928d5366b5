"""The commands that read a notice: clean, parse, plan, check; and schema, which says what they print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Unpack

import click

from notice_parser.options import (
    Command,
    Common,
    SourceCommand,
    care_of,
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
    from notice_parser.export.template import Template


def reading_options(command: Command) -> Command:
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


@click.command(
    cls=SourceCommand,
    epilog="\b\nExample:\n  notice-parser clean corpora/g01.txt --steps",
)
@source_options("text", "html")
@click.option("--steps", is_flag=True, help="Print every edit as a line of JSON instead of the text.")
@click.option("--diff", is_flag=True, help="Print what was changed, in colour on a terminal; --format html is a page.")
def clean(steps: bool, diff: bool, **common: Unpack[Common]) -> None:
    """Print the restored text, or with --steps every edit that restored it, or with --diff what a person should see."""
    from notice_parser.answers import clean_answer

    if common["form"] == "html" and (steps or (len(common["paths"]) > 1 and not common["together"])):
        raise click.UsageError("--format html shows one source, without --steps")
    if steps and common["form"] == "text":
        common["form"] = "json"
    color = diff and common["output"] is None and sys.stdout.isatty()
    _finish(common, lambda source: clean_answer(source, care_of(common), steps_only=steps, diff=diff, color=color))


@click.command(
    cls=SourceCommand, epilog="\b\nExample:\n  notice-parser parse corpora/c01.txt --reference-date 2023-04-06"
)
@source_options("json")
@reading_options
@click.option("--suggest-terms", is_flag=True, help="Add subject terms (主题词) that a register might take.")
def parse(reference_date: date | None, events: dict[str, date], suggest_terms: bool, **common: Unpack[Common]) -> None:
    """Print the fields of a notice, each with its place in the text."""
    from notice_parser.answers import parse_answer

    _finish(
        common,
        lambda source: parse_answer(source, reference_date, events, care_of(common), suggest_terms=suggest_terms),
    )


@click.command(
    cls=SourceCommand,
    epilog="\b\nExample:\n  notice-parser plan corpora/c01.txt --event 检查结束=2023-06-09 --format text",
)
@source_options("json", "xlsx", "docx", "ics", "bpmn", "csv", "jsonl", "markdown", "cloudevents")
@click.option(
    "--rows",
    type=click.Choice(["tasks", "checklist", "contacts"]),
    help="What csv and jsonl hold; csv tasks and jsonl all three unless told.",
)
@click.option("--bom", is_flag=True, help="Begin csv with a byte order mark, by which Excel knows UTF-8.")
@click.option(
    "--form",
    "paper",
    type=click.Choice(["plan", "record", "rectification", "slip"]),
    help="Which paper docx is: 检查方案 (unless told), 现场检查记录, 整改通知书 or 收文处理笺.",
)
@click.option(
    "--template",
    metavar="FILE",
    help="A Word document of your own for docx, with {{title}}, {{tasks.action}} and the like.",
)
@reading_options
def plan(
    rows: str | None,
    bom: bool,
    paper: str | None,
    template: str | None,
    reference_date: date | None,
    events: dict[str, date],
    **common: Unpack[Common],
) -> None:
    """Print the inspection plan of a notice: targets, rounds, teams, checklist, tasks with their deadlines.

    xlsx is a workbook and docx a paper to print and to fill in, ics a calendar, bpmn a workflow, csv and jsonl are
    tables, markdown is a summary.
    """
    from notice_parser.answers import plan_answer
    from notice_parser.export.forms import Tables

    check_plan_form(common, rows, bom, paper, template)
    tables = Tables(rows, bom, paper, None if template is None else _template(template))
    _finish(common, lambda source: plan_answer(source, reference_date, events, tables, care_of(common)))


def _template(path: str) -> Template:
    from notice_parser.errors import TemplateError
    from notice_parser.export.template import read_template

    try:
        return read_template(path)
    except TemplateError as error:
        raise click.UsageError(f"{error}") from error


@click.command(
    cls=SourceCommand,
    epilog="\b\nExample:\n  notice-parser check corpora/c01.txt || echo 需要人工复核",
)
@source_options("text")
@reading_options
def check(reference_date: date | None, events: dict[str, date], **common: Unpack[Common]) -> None:
    """Say what is missing, doubtful or contradictory in a notice; exit code 10 when something is."""
    from notice_parser.answers import check_answer

    _finish(common, lambda source: check_answer(source, reference_date, events, care_of(common)))


@click.command(epilog="\b\nExample:\n  notice-parser schema plan > plan.schema.json")
@click.argument("kind", type=click.Choice(["notice", "plan"]))
def schema(kind: str) -> None:
    """Print the JSON Schema (2020-12) of what parse or plan prints."""
    from notice_parser.console import print_json
    from notice_parser.export.schema import notice_schema, plan_schema

    raise SystemExit(print_json(notice_schema() if kind == "notice" else plan_schema()))


def _finish(common: Common, answer: Callable[[SourceText], Answer]) -> None:
    from notice_parser.console import run

    raise SystemExit(run(job_of(common), answer))


COMMANDS = (clean, parse, plan, check, schema)
