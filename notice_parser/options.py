"""The options that the commands share, and how their help is laid out."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

import click

if TYPE_CHECKING:
    from notice_parser.console import Job
    from notice_parser.safeguards.care import Care

Command = Callable[..., None]

_SIZE = re.compile(r"(\d[\d_,]*(?:\.\d+)?)\s*([kmg]?)b?", re.IGNORECASE)
_LIMITS = "Limits (what goes beyond is not read; sizes as 50MB or in bytes)"
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


class Common(TypedDict):
    """The options of all commands that read a source."""

    paths: tuple[str, ...]
    output: str | None
    form: str
    ocr: str
    ocr_engine: str
    isolate: str
    together: bool
    redact: frozenset[str]
    allow_classified: bool
    lang: str
    debug: bool
    max_bytes: int
    max_characters: int
    max_pages: int
    max_pixels: int
    max_page_seconds: float
    max_seconds: float
    max_memory: int
    max_entries: int
    max_ratio: int
    max_unpacked: int
    max_depth: int


class LimitOption(click.Option):
    """A limit; the help lists these after the other options."""


class SourceCommand(click.Command):
    """A command whose help lists the limits in a part of their own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the limits."""
        kinds: dict[str, list[tuple[str, str]]] = {
            "Options": [],
            "Limits (what goes beyond is not read; sizes as 50MB or in bytes)": [],
        }
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                kinds[list(kinds)[isinstance(parameter, LimitOption)]].append(record)
        for title, records in kinds.items():
            with formatter.section(title):
                formatter.write_dl(records)


def read_date(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Read an ISO date."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date; write it as 2018-04-02") from error


def read_events(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, date]:
    """Read NAME=DATE, the date of an event from which a period runs."""
    events: dict[str, date] = {}
    for value in values:
        name, _, when = value.rpartition("=")
        day = read_date(context, option, when)
        if not name or day is None:
            raise click.BadParameter("write it as NAME=DATE, e.g. 巡查工作结束=2018-04-02")
        events[name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")] = day
    return events


def read_size(_context: click.Context, _option: click.Parameter, value: str) -> int:
    """Read a number of bytes, written in full or as 50MB."""
    found = _SIZE.fullmatch(value.strip())
    size = int(float(re.sub(r"[_,]", "", found[1])) * _UNITS[found[2].lower()]) if found else 0
    if size < 1:
        raise click.BadParameter(f"{value!r} is no size; write it as 50MB or 50000000")
    return size


_PERSONAL = ("names", "phones", "mails", "addresses", "ids")


def read_personal(_context: click.Context, _option: click.Parameter, value: str | None) -> frozenset[str]:
    """Read which kinds of personal data are hidden."""
    kinds = {kind.strip() for kind in (value or "").split(",") if kind.strip()}
    if (value is not None and not kinds) or not kinds <= {"all", *_PERSONAL}:
        raise click.BadParameter(f"{value!r} is none of: all, {', '.join(_PERSONAL)}")
    return frozenset(_PERSONAL if "all" in kinds else kinds)


def source_options(form: str, *more_forms: str) -> Callable[[Command], Command]:
    """Add what all commands that read a source have in common; ``more_forms`` are those that only one of them has."""
    options: list[Callable[[Command], Command]] = [
        click.argument("paths", metavar="PATH...", nargs=-1, required=True),
        click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["json", "yaml", "text", *more_forms]),
            default=form,
            show_default=True,
            help="text is for a person, in Chinese unless --lang says otherwise.",
        ),
        language_option(),
        *ocr_options(),
        click.option(
            "--isolate",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="Read all but plain text, everything, or nothing in a process that has no network and little memory.",
        ),
        click.option("--together", is_flag=True, help="The files are images of one notice's pages, in this order."),
        *care_options(),
        click.option("--debug", is_flag=True, help="Show where an internal error happened."),
        *limit_options(),
    ]
    return lambda command: decorated(command, options)


def check_plan_form(common: Common, rows: str | None, bom: bool, paper: str | None, template: str | None) -> None:
    """Refuse what a form of a plan cannot hold, before anything is read."""
    form = common["form"]
    if len(common["paths"]) > 1 and not common["together"] and form in ("xlsx", "docx", "ics", "bpmn", "markdown"):
        raise click.UsageError(f"--format {form} holds one notice; run it for each, or use csv or jsonl")
    if form in ("xlsx", "docx") and common["output"] in (None, "-") and is_terminal():
        raise click.UsageError(f"--format {form} is no text for a terminal; name a file with -o plan.{form}")
    if rows is not None and form not in ("csv", "jsonl"):
        raise click.UsageError("--rows belongs to --format csv or jsonl")
    if paper is not None and form != "docx":
        raise click.UsageError("--form belongs to --format docx")
    if template is not None and (form != "docx" or paper is not None):
        raise click.UsageError("--template belongs to --format docx, in the place of --form")
    if bom and form != "csv":
        raise click.UsageError("--bom belongs to --format csv")


def is_terminal() -> bool:
    """Tell whether standard output is read by a person."""
    return sys.stdout is not None and sys.stdout.isatty()


def language_option() -> Callable[[Command], Command]:
    """Give the option that says in which language labels are written."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        help="Of labels in what is written for people; values and the keys of JSON stay.",
    )


def care_options() -> list[Callable[[Command], Command]]:
    """Give the options that say what is let go."""
    return [
        click.option(
            "--redact",
            metavar="KINDS",
            callback=read_personal,
            help="Hide personal data behind *: all, or some of names,phones,mails,addresses,ids.",
        ),
        click.option("--allow-classified", is_flag=True, help="Go on with a paper marked 绝密, 机密 or 秘密."),
    ]


def ocr_options() -> list[Callable[[Command], Command]]:
    """Give the options that say which pages are recognised, and how."""
    return [
        click.option(
            "--ocr",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="Recognise pages without a text layer that can be believed, all pages, or none.",
        ),
        click.option(
            "--ocr-engine",
            type=click.Choice(["rapid", "fast", "tesseract"]),
            default="rapid",
            show_default=True,
            help="fast looks less closely for lines; tesseract has to be installed.",
        ),
    ]


def limit_options() -> list[Callable[[Command], Command]]:
    """Give an option for each limit."""
    sizes = [
        ("--max-bytes", "50MB", "Of a file."),
        ("--max-memory", "1.5GB", "Of the process that reads."),
        ("--max-unpacked", "256MB", "To which a ZIP file (also Word, OFD) may unpack."),
    ]
    numbers = [
        ("--max-pages", 300, "Of a document."),
        ("--max-characters", 2_000_000, "Of its text."),
        ("--max-pixels", 40_000_000, "Of a page."),
        ("--max-entries", 2_000, "Files in a ZIP file."),
        ("--max-ratio", 100, "Times its size to which a ZIP file may unpack."),
        ("--max-depth", 100, "XML elements inside each other."),
    ]
    seconds = [
        ("--max-seconds", 120, "For reading a notice; pages not read by then are listed."),
        ("--max-page-seconds", 30, "For the recognition of a page."),
    ]
    options: list[Callable[[Command], Command]] = []
    for name, size, text in sizes:
        how: dict[str, Any] = {"metavar": "SIZE", "default": size, "callback": read_size}
        options.append(click.option(name, cls=LimitOption, show_default=True, help=text, **how))
    for kind, listed in ((click.IntRange(1), numbers), (click.FloatRange(0, min_open=True), seconds)):
        for name, most, text in listed:
            how = {"metavar": "NUMBER", "default": most, "type": kind}
            options.append(click.option(name, cls=LimitOption, show_default=True, help=text, **how))
    return options


def decorated(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    """Add options in the order in which they are listed."""
    for option in reversed(options):
        command = option(command)
    return command


def without_format(command: Command) -> Command:
    """Take away --format again, from a command that has one form only."""
    parameters: list[click.Parameter] = getattr(command, "__click_params__", [])
    parameters[:] = [parameter for parameter in parameters if parameter.name != "form"]
    return command


def care_of(common: Common) -> Care:
    """Make of the options what is let go."""
    from notice_parser.safeguards.care import Care
    from notice_parser.safeguards.personal import Personal

    return Care(common["allow_classified"], frozenset(map(Personal, common["redact"])))


def job_of(common: Common) -> Job:
    """Make of the options what the console runs."""
    from notice_parser.console import Job
    from notice_parser.export.language import Language
    from notice_parser.ingest.isolation import Isolate
    from notice_parser.ingest.limits import ArchiveLimits, Limits, Ocr, OcrMode

    archive = ArchiveLimits(common["max_entries"], common["max_ratio"], common["max_unpacked"], common["max_depth"])
    limits = Limits(
        common["max_bytes"],
        common["max_characters"],
        common["max_pages"],
        common["max_pixels"],
        common["max_page_seconds"],
        common["max_seconds"],
        common["max_memory"],
        archive,
    )
    ocr = Ocr(OcrMode(common["ocr"]), common["ocr_engine"])
    isolate = Isolate(common["isolate"])
    return Job(
        common["paths"],
        common["output"],
        common["form"],
        limits,
        common["debug"],
        ocr,
        isolate,
        common["together"],
        Language(common["lang"]),
    )
