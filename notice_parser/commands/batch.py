"""The command that reads many notices into one folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from notice_parser.commands.reading import reading_options
from notice_parser.options import (
    Command,
    SourceCommand,
    care_options,
    decorated,
    job_of,
    language_option,
    limit_options,
    ocr_options,
)

FORMS = ["xlsx", "docx", "ics", "csv", "markdown", "text", "yaml"]
_OPTIONS = [
    click.argument("paths", metavar="IN...", nargs=-1, required=True),
    click.option(
        "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder for the results."
    ),
    click.option(
        "--format",
        "forms",
        multiple=True,
        type=click.Choice(FORMS),
        help="Write a file for each notice too; may be repeated.",
    ),
    click.option(
        "--workers", type=click.IntRange(1, 256), metavar="NUMBER", help="Processes; one for each core unless told."
    ),
    click.option(
        "--engine",
        type=click.Choice(["embedded", "ray"]),
        default="embedded",
        show_default=True,
        help="Processes here, or on the Ray cluster that RAY_ADDRESS names.",
    ),
    click.option(
        "--recycle",
        type=click.IntRange(1),
        default=1_000,
        show_default=True,
        metavar="NUMBER",
        help="Documents after which a process is replaced.",
    ),
    click.option("--duckdb", is_flag=True, help="Write the tables into a DuckDB file too."),
    click.option("--watch", is_flag=True, help="Go on with what comes into a folder, until Ctrl-C."),
    click.option(
        "--poll",
        type=click.FloatRange(0, min_open=True),
        default=2.0,
        show_default=True,
        metavar="SECONDS",
        help="Between two looks of --watch; a file that is the same in both is whole.",
    ),
    click.option("--retry", is_flag=True, help="Try again all documents that failed in an earlier run."),
    click.option("--rebuild", is_flag=True, help="Give up results of another version or other settings in DIR."),
    click.option(
        "--log", metavar="FILE", type=click.Path(path_type=Path), help="Add a line for each event; no values."
    ),
    click.option("--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True),
    click.option("--profile", is_flag=True, help="Say where the time goes, by stage and by function."),
]


def _batch_options(command: Command) -> Command:
    return decorated(
        command, [*_OPTIONS, language_option(), reading_options, *care_options(), *ocr_options(), *limit_options()]
    )


@click.command(
    cls=SourceCommand, epilog="\b\nExample:\n  notice-parser batch corpora --out results --format xlsx --workers 2"
)
@_batch_options
def batch(**given: Any) -> None:  # noqa: ANN401 (as many options as it has)
    """Read many notices into tables: files, folders, patterns, ZIP files, addresses (s3://…).

    DIR gets notices, plans, tasks, checklist, contacts, errors and sources as JSON Lines. A run that ends early, in
    whatever way, goes on where it was when the same command is given again; nothing is read twice.
    """
    from notice_parser.batch.console import run
    from notice_parser.batch.settings import Running, Settings

    common: Any = {"output": None, "form": "json", "isolate": "auto", "together": False, "debug": False, **given}
    job = job_of(common)
    settings = Settings(
        job.limits,
        job.ocr,
        given["reference_date"],
        tuple(sorted(given["events"].items())),
        tuple(sorted(set(given["forms"]))),
        given["allow_classified"],
        tuple(sorted(set(given["redact"]))),
        given["lang"],
    )
    running = Running(
        workers=given["workers"] or _cores(),
        engine=given["engine"],
        recycle=given["recycle"],
        again=given["retry"],
        rebuild=given["rebuild"],
        duckdb=given["duckdb"],
        watch=given["poll"] if given["watch"] else None,
        profile=given["profile"],
        log=given["log"],
        log_json=given["log_format"] == "json",
    )
    raise SystemExit(run(given["paths"], given["out"], settings, running))


def _cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


COMMANDS = (batch,)
