"""The command that says what is installed: doctor."""

from __future__ import annotations

import click


@click.command(epilog="\b\nExample:\n  notice-parser doctor --format json")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is told."
)
def doctor(form: str) -> None:
    """Say what is installed: versions, models with their hashes, OCR engines, LibreOffice, fonts, extras.

    Exit code 15 when something is missing without which notices cannot be read; what is only good for some files is
    listed with the way to get it.
    """
    from notice_parser.console import print_json
    from notice_parser.doctor import checks_to_json, checks_to_text, examine
    from notice_parser.errors import ExitCode

    checks = examine()
    failed = any(check.failed for check in checks)
    if form == "json":
        code = print_json(checks_to_json(checks))
    else:
        click.echo(checks_to_text(checks))
        code = ExitCode.OK
    raise SystemExit(code or (ExitCode.ENGINE_MISSING if failed else ExitCode.OK))


COMMANDS = (doctor,)
