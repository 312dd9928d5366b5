"""How much is read at most, and how pages without text are recognised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Of a ZIP file (archives, Word, OFD) and the XML in it.

    ``entries`` files; ``ratio``, how many times its size it may unpack to; ``unpacked`` bytes; ``depth``, elements
    inside each other: a document has a dozen or two, a text box in a text box some more.
    """

    entries: int = 2_000
    ratio: int = 100
    unpacked: int = 256_000_000
    depth: int = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read: bytes of a file, characters of its text, pages, pixels of a page.

    ``page_seconds`` bounds the recognition of one page, ``seconds`` the reading of one notice, ``memory`` (bytes) what
    a worker process may take. Only where a file is read in a worker can a page that takes too long be given up, and
    only there is memory bounded; elsewhere no page is begun once the time of the notice is used up.
    """

    bytes: int = 50_000_000
    characters: int = 2_000_000
    pages: int = 300
    pixels: int = 40_000_000
    page_seconds: float = 30.0
    seconds: float = 120.0
    memory: int = 1_500_000_000
    archive: ArchiveLimits = ArchiveLimits()


class OcrMode(StrEnum):
    """When pages are recognised: where they have no text that can be believed, always, or never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Ocr:
    """When pages are recognised, and by which engine: a name that :mod:`notice_parser.ingest.ocr` lists."""

    mode: OcrMode = OcrMode.AUTO
    engine: str = "rapid"
