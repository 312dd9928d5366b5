"""The commands by which people correct what was read: review export, import and config, for Label Studio."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from notice_parser.commands.reading import reading_options
from notice_parser.options import Common, SourceCommand, care_of, job_of, source_options, without_format

if TYPE_CHECKING:
    from notice_parser.console import Answer
    from notice_parser.core.source import SourceText
    from notice_parser.errors import ExitCode

_EXAMPLE = "\b\nExample:\n  notice-parser review export corpora/c01.txt corpora/g01.txt -o tasks.json"


@click.group(epilog=_EXAMPLE)
def review() -> None:
    """Let people correct what was read, in Label Studio, and make corpora of it.

    export writes tasks with what was read as predictions, config the labeling interface of a project for them, and
    import makes annotations of what Label Studio exports as JSON.
    """


@review.command("export", cls=SourceCommand, epilog=_EXAMPLE)
@without_format
@source_options("json")
@reading_options
def export_tasks(reference_date: date | None, events: dict[str, date], **common: Unpack[Common]) -> None:
    """Write a task for each notice, as one list for Label Studio's import."""
    from notice_parser.answers import task_answer
    from notice_parser.console import print_json, run

    target, common["output"], common["form"] = common["output"], None, "later"
    tasks: list[dict[str, Any]] = []

    def answer(source: SourceText) -> Answer:
        return task_answer(source, reference_date, events, tasks, care_of(common))

    code = run(job_of(common), answer)
    common["output"] = target
    if tasks:
        code = print_json(tasks, job_of(common)) or code
    raise SystemExit(code)


@review.command("import", epilog="\b\nExample:\n  notice-parser review import annotations.json -o my-corpus")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", "folder", metavar="DIR", required=True, help="Where the annotations are written.")
@click.option("--overwrite", is_flag=True, help="Replace files that are there already.")
def import_annotations(file: str, folder: str, overwrite: bool) -> None:
    """Make annotations (ID.gold.json), with the text beside each, of what Label Studio exports as JSON."""
    raise SystemExit(_import(file, Path(folder), overwrite=overwrite))


@review.command("config", epilog="\b\nExample:\n  notice-parser review config > labels.xml")
def print_config() -> None:
    """Print the labeling interface (XML) of a Label Studio project for these tasks."""
    from notice_parser.annotation.label_studio import label_config

    click.echo(label_config(), nl=False)


def _import(file: str, folder: Path, *, overwrite: bool) -> ExitCode:
    from notice_parser.annotation.folder import read_tasks, write_files
    from notice_parser.annotation.label_studio import TaskError
    from notice_parser.errors import ExitCode, NoticeError
    from notice_parser.ingest.files import bytes_of

    try:
        content = sys.stdin.buffer.read() if file == "-" else bytes_of(Path(file))
        tasks = read_tasks(content)
        files, problems = _files(tasks)
        if files:
            write_files(folder, files, overwrite=overwrite)
    except TaskError as error:
        raise click.UsageError(f"{file}: {error}") from error
    except NoticeError as error:
        click.echo(f"notice-parser: {file}: {error}\n{error.advice}".rstrip(), err=True)
        return error.exit_code
    for problem in problems:
        click.echo(problem, err=True)
    done = sum(name.endswith(".gold.json") for name in files)
    click.echo(f"{done} of {len(tasks)} tasks written to {folder}")
    if not done:
        return ExitCode.UNSUPPORTED
    return ExitCode.PARTIAL if problems else ExitCode.OK


def _files(tasks: list[Any]) -> tuple[dict[str, str], list[str]]:
    """Give the files of all tasks, and what is wrong with those that have none."""
    import json

    from notice_parser.annotation.folder import files_of
    from notice_parser.annotation.label_studio import TaskError
    from notice_parser.learn.gold import find_problems

    files: dict[str, str] = {}
    problems: list[str] = []
    for number, task in enumerate(tasks, 1):
        try:
            made = dict(files_of(task))
        except TaskError as error:
            problems.append(f"task {number}: {error}")
            continue
        first = next(iter(made))
        wrong = [*find_problems(json.loads(made[first])), *(["its name is taken"] if first in files else [])]
        if wrong:
            problems.extend(f"task {number} ({first}): {problem}" for problem in wrong)
        else:
            files |= made
    return files, problems


COMMANDS = (review,)
