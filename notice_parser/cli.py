"""The command line: each command reads its arguments, calls one function and prints.

Only click is imported here at the top, so that ``--help`` answers at once.
"""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """Read Chinese official notices."""
