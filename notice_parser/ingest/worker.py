"""The process in which strangers' files are read: requests on standard input, lines of JSON on standard output.

    python -m notice_parser.ingest.worker MEMORY

A request is a line of JSON and the bytes of a file. Each page is told as soon as it was read, so that it is not lost
if this process comes to an end at a later one.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from notice_parser.errors import NoticeError, SourceMemoryError
from notice_parser.ingest.confine import allow_seconds, confine
from notice_parser.ingest.wire import from_line, to_line

Tell = Callable[..., None]


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = streams()
    confine(int(sys.argv[1]))
    # A request to end lets what waits for a program that was started end that too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    def tell(kind: str, value: object = None) -> None:
        answers.write(to_line([kind, value]))
        answers.flush()

    tell("ready")
    while line := requests.readline():
        request = from_line(line)
        content = requests.read(request["size"])
        allow_seconds(request["limits"].seconds)
        _answer(content, request, tell)


def streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the standard streams for requests and answers; what a library prints goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    return requests, answers


def _answer(content: bytes, request: dict[str, Any], tell: Tell) -> None:
    try:
        _read(content, request, tell)
    except MemoryError:
        tell("failed", [SourceMemoryError.__name__, "reading the file takes more memory than it may"])
    except NoticeError as error:
        tell("failed", [type(error).__name__, str(error)])
    except Exception as error:
        tell("broken", f"{type(error).__name__}: {error}")


def _read(content: bytes, request: dict[str, Any], tell: Tell) -> None:
    """Read a file page by page; text, and what stands in other files, as a whole."""
    from notice_parser.ingest.read import BUNDLES, read_content
    from notice_parser.ingest.readers import count_pages, open_document
    from notice_parser.ingest.recognise import Recogniser
    from notice_parser.ingest.sniff import sniff

    def told(page: object) -> None:
        tell("recognising" if page is None else "recognised", page)

    limits = request["limits"]
    recognise = Recogniser(request["ocr"], limits, seconds=request["seconds"], known=request["known"], told=told)
    known = sniff(content)
    if known is None or known.format in BUNDLES:
        tell("source", read_content(content, request["name"], limits, recognise))
        return
    tell("opened", [str(known.format), count_pages(content, known.format)])
    document = open_document(content, known, limits, recognise, lambda page: tell("held", page))
    for page in document.pages:
        tell("page", page)
    tell("done", document.findings)


if __name__ == "__main__":
    main()
