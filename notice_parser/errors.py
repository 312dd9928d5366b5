"""Errors that a user can do something about: each has an exit code and the way out."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the command line; they are part of the interface."""

    OK = 0
    FAILURE = 1
    USAGE = 2


class NoticeError(Exception):
    """A notice could not be read; the message says why, ``advice`` what to do."""

    exit_code: ClassVar[ExitCode] = ExitCode.FAILURE
    advice: ClassVar[str] = ""
