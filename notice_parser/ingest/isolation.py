"""Which files are read in a worker process of their own: all but plain text, unless it is told otherwise.

Reading text takes nothing but decoding it. What takes a parser in another language (PDF, images, XML) may crash, hang
or take all memory; such a file is read by a process that may not. Nothing is loaded for it before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from notice_parser.core.source import SourceText
from notice_parser.ingest.files import bytes_of
from notice_parser.ingest.limits import Limits, Ocr
from notice_parser.ingest.read import check_size, read_bytes, readable
from notice_parser.ingest.sniff import sniff

if TYPE_CHECKING:
    from notice_parser.ingest.pictures import Picture
    from notice_parser.ingest.supervise import Supervisor


class Isolate(StrEnum):
    """Which files are read in a worker process: all but plain text, all, or none."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class SourceReader:
    """Reads sources one after the other; a context manager, at whose end the worker ends."""

    def __init__(self, limits: Limits = Limits(), ocr: Ocr = Ocr(), isolate: Isolate = Isolate.AUTO) -> None:
        self._limits = limits
        self._ocr = ocr
        self._isolate = isolate
        self._supervisor: Supervisor | None = None
        self.watch: Callable[[int, int | None], None] | None = None
        """Is told how many pages of a file are read in a worker, and of how many."""

    def __enter__(self) -> SourceReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._supervisor is not None:
            self._supervisor.close()

    def path(self, path: Path) -> SourceText:
        """Read a file; see :func:`notice_parser.ingest.read.read_path` for the errors."""
        return self.content(bytes_of(path, self._limits), readable(str(path)))

    def stream(self, stream: BinaryIO, name: str = "-") -> SourceText:
        """Read a stream to its end, but no further than the limit."""
        return self.content(stream.read(self._limits.bytes + 1), name)

    def together(self, paths: Sequence[Path]) -> SourceText:
        """Read images as the pages of one notice, in this order.

        Raises:
            UnsupportedSourceError: one of them is no image.
            SourceError: one of them cannot be read; see :meth:`content`.
        """
        from notice_parser.ingest.bundle import packed_pages

        contents = [bytes_of(path, self._limits) for path in paths]
        names = [readable(path.name) for path in paths]
        return self.content(packed_pages(names, contents), readable(str(paths[0])))

    def content(self, content: bytes, name: str = "") -> SourceText:
        """Read the bytes of a file.

        Raises:
            SourceError: it cannot be read; in a worker also SourceTimeError, SourceMemoryError, CrashedSourceError.
            WorkerError: the worker cannot be started.
        """
        check_size(content, self._limits)
        if self._isolate is Isolate.NEVER or (self._isolate is Isolate.AUTO and _is_text(content)):
            return read_bytes(content, name, self._limits, self._ocr)
        if self._supervisor is None:
            from notice_parser.ingest.supervise import Supervisor, unwatched

            self._supervisor = Supervisor(self._limits, self._ocr, self.watch or unwatched)
        return self._supervisor.read(content, name)


class KeepingReader(SourceReader):
    """A reader that keeps the bytes of the file that it has read last, and can draw its pages."""

    kept = b""

    def content(self, content: bytes, name: str = "") -> SourceText:
        """Read the bytes of a file, and keep them; see :meth:`SourceReader.content`."""
        source = super().content(content, name)
        self.kept = content
        return source

    def pictures(self, source: SourceText) -> tuple[Picture, ...]:
        """Draw the pages of the file that was read last, where it is a PDF or an image.

        Raises:
            WorkerError: the process that draws them cannot be started.
        """
        from notice_parser.ingest.pictures import pictures_of

        turns = {page.number: page.quarters for page in source.pages if page.quarters}
        return pictures_of(self.kept, self._limits, isolated=self._isolate is not Isolate.NEVER, turns=turns)


def _is_text(content: bytes) -> bool:
    """Tell plain text by its beginning; a ZIP file is not even opened to see what it is."""
    return not content.startswith(b"PK") and sniff(content) is None
