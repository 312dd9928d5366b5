"""The command that sends plans to another system: push, the only one that opens a connection."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from notice_parser.commands.reading import reading_options
from notice_parser.options import Common, SourceCommand, care_of, job_of, source_options, without_format

if TYPE_CHECKING:
    from notice_parser.console import Answer
    from notice_parser.core.source import SourceText

_VARIABLE = "NOTICE_PARSER_SECRET"
_MOST_SECRET = 4096


@click.command(
    cls=SourceCommand,
    epilog="\b\nExample:\n  notice-parser push https://oa.example.org/plans corpora/c01.txt --dry-run",
)
@click.argument("url")
@without_format
@source_options("json")
@reading_options
@click.option("--secret-file", metavar="FILE", help=f"Holds the secret; unless told, {_VARIABLE} of the environment.")
@click.option("--retries", type=click.IntRange(0, 20), default=4, show_default=True, help="After the first try.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0, 600, min_open=True),
    default=10,
    show_default=True,
    help="For one try.",
)
@click.option("--insecure", is_flag=True, help="Allow http:// to another machine.")
@click.option("--dry-run", is_flag=True, help="Print the request instead of sending it.")
def push(
    url: str,
    secret_file: str | None,
    retries: int,
    timeout: float,
    insecure: bool,
    dry_run: bool,
    reference_date: date | None,
    events: dict[str, date],
    **common: Unpack[Common],
) -> None:
    """Send the plan of each notice to URL as an event (CloudEvents 1.0), and print a receipt for each.

    The request is signed (HMAC-SHA256, Standard Webhooks) with a secret that is never an argument. What fails with
    5xx, a timeout or a lost connection is tried again, ever later. No other address is asked for anything.
    """
    from notice_parser.answers import event_answer, push_answer
    from notice_parser.console import run
    from notice_parser.webhook.address import AddressError, read_address
    from notice_parser.webhook.send import Sender
    from notice_parser.webhook.signing import SecretError, read_secret

    try:
        address = read_address(url, insecure=insecure)
        text = _secret(secret_file)
        secret = None if text is None else read_secret(text)
    except (AddressError, SecretError) as error:
        raise click.UsageError(str(error)) from error
    if secret is None and not dry_run:
        raise click.UsageError(f"no secret to sign with: set {_VARIABLE}, or name a file with --secret-file")
    sender = Sender(address, secret, timeout, retries)
    common["form"] = "request" if dry_run else "json"

    def answer(source: SourceText) -> Answer:
        return (event_answer if dry_run else push_answer)(source, reference_date, events, sender, care_of(common))

    raise SystemExit(run(job_of(common), answer))


def _secret(path: str | None) -> str | None:
    if path is None:
        return os.environ.get(_VARIABLE) or None
    try:
        with Path(path).open(encoding="utf-8") as stream:
            return stream.read(_MOST_SECRET)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"the file of the secret cannot be read: {error}") from error


COMMANDS = (push,)
