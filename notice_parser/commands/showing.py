"""The command that shows a notice as a page in which every value leads to its place: show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Unpack

import click

from notice_parser.commands.reading import reading_options
from notice_parser.options import Common, SourceCommand, care_of, is_terminal, job_of, source_options, without_format

if TYPE_CHECKING:
    from notice_parser.console import Answer
    from notice_parser.core.source import SourceText


@click.command(cls=SourceCommand, epilog="\b\nExample:\n  notice-parser show corpora/g01.txt -o report.html")
@without_format
@source_options("html")
@reading_options
def show(reference_date: date | None, events: dict[str, date], **common: Unpack[Common]) -> None:
    """Write a page (HTML) with the paper at the left and the values at the right; each shows where it stands.

    The page holds everything it shows, the pictures of the pages too, and loads nothing. Doubtful values come first,
    damage and edits are marked, deadlines stand in a row; it can be used by keyboard and printed.
    """
    from notice_parser.answers import show_answer
    from notice_parser.console import run
    from notice_parser.ingest.isolation import KeepingReader

    if len(common["paths"]) > 1 and not common["together"]:
        raise click.UsageError("show makes a page of one notice; run it for each, or say --together")
    if common["output"] in (None, "-") and is_terminal():
        raise click.UsageError("a page is no text for a terminal; name a file with -o report.html")
    common["form"] = "html"
    job = job_of(common)
    reader = KeepingReader(job.limits, job.ocr, job.isolate)

    def answer(source: SourceText) -> Answer:
        return show_answer(source, reference_date, events, reader, care_of(common))

    raise SystemExit(run(job, answer, reader))


COMMANDS = (show,)
