"""Where ``notice-parser`` and ``python -m notice_parser`` begin."""

from __future__ import annotations

import sys
from os import environ, path

USAGE = path.join(path.dirname(__file__), "usage.txt")  # noqa: PTH118, PTH120 (pathlib takes as long as the answer)


def main() -> None:
    """Run the command line.

    The general help is a file, since loading click alone takes four times as long as starting Python; the tests
    keep it equal to what click would say.
    """
    completes = "_NOTICE_PARSER_COMPLETE" in environ  # a shell asks, without arguments, how words are completed
    if sys.argv[1:] in ([], ["-h"], ["--help"]) and sys.stdout is not None and not completes:
        with open(USAGE, "rb") as usage:  # noqa: PTH123
            sys.stdout.buffer.write(usage.read())
        raise SystemExit(0 if sys.argv[1:] else 2)
    from notice_parser.cli import commands

    commands(prog_name="notice-parser")


if __name__ == "__main__":
    main()
