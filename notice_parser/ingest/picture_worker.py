"""The process in which pages of strangers' files are drawn: one request on standard input, a line for each picture.

python -m notice_parser.ingest.picture_worker MEMORY
"""

from __future__ import annotations

import sys

from notice_parser.ingest.confine import allow_seconds, confine
from notice_parser.ingest.pictures import draw_pages, to_wire
from notice_parser.ingest.wire import from_line, to_line
from notice_parser.ingest.worker import streams


def main() -> None:
    """Draw the pages of one file."""
    requests, answers = streams()
    confine(int(sys.argv[1]))
    request = from_line(requests.readline())
    content = requests.read(request["size"])
    allow_seconds(request["limits"].seconds)
    turns = dict(request["turns"])
    for picture in draw_pages(content, request["limits"], turns):
        answers.write(to_line(to_wire(picture)))
        answers.flush()


if __name__ == "__main__":
    main()
