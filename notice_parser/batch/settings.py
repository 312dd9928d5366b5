"""What decides the results of a batch, and how it is run: the first is kept with the results, the second is not."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from notice_parser.ingest.limits import ArchiveLimits, Limits, Ocr, OcrMode

FORMS = ("xlsx", "docx", "ics", "csv", "markdown", "text", "yaml")
"""Files that may be written for each notice."""
_READERS = ("rapidocr", "onnxruntime", "pypdfium2", "pdfplumber", "lxml")
"""Libraries another version of which may read a file differently."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides what is read from a document, and what is written of it.

    ``events`` are dates from which periods run, by name; ``forms`` are among :data:`FORMS`.
    ``allow_classified`` and ``redact`` are as in :class:`notice_parser.safeguards.care.Care`; ``language`` is that of
    labels in files for people.
    """

    limits: Limits = Limits()
    ocr: Ocr = Ocr()
    reference_date: dt.date | None = None
    events: tuple[tuple[str, dt.date], ...] = ()
    forms: tuple[str, ...] = ()
    allow_classified: bool = False
    redact: tuple[str, ...] = ()
    language: str = "zh"

    def to_json(self) -> str:
        """Write them in one way only, so that equal settings are equal text."""
        return json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Settings:
        """Read what :meth:`to_json` has written."""
        held: dict[str, Any] = json.loads(text)
        limits = {**held["limits"], "archive": ArchiveLimits(**held["limits"]["archive"])}
        day = held["reference_date"]
        return cls(
            Limits(**limits),
            Ocr(OcrMode(held["ocr"]["mode"]), held["ocr"]["engine"]),
            None if day is None else dt.date.fromisoformat(day),
            tuple((name, dt.date.fromisoformat(when)) for name, when in held["events"]),
            tuple(held["forms"]),
            held["allow_classified"],
            tuple(held["redact"]),
            held["language"],
        )

    @property
    def document_seconds(self) -> float:
        """Seconds in which a document has to be done with: those for reading it, and half as many for the rest."""
        return 1.5 * self.limits.seconds + 10


@dataclass(frozen=True, slots=True)
class Running:
    """How a batch is run; none of it changes a result.

    ``engine``: ``embedded``, processes on this machine, or ``ray``, actors of a cluster. ``recycle``: documents after
    which a worker process is replaced. ``again``: try all documents that failed before. ``rebuild``: give up the
    results of another version or other settings. ``profile``: see where the time goes. ``watch``: seconds between two
    looks at a drop folder, None for one pass over the inputs.
    """

    workers: int = 1
    engine: str = "embedded"
    recycle: int = 1_000
    again: bool = False
    rebuild: bool = False
    duckdb: bool = False
    watch: float | None = None
    profile: bool = False
    log: Path | None = None
    log_json: bool = False


@cache
def program_version() -> str:
    """Name this version: of the program, of its models and of the libraries that read files."""
    return " ".join((f"notice-parser/{_version('notice-parser')}", f"models/{_models()}", *_library_versions()))


def _library_versions() -> list[str]:
    return [f"{name}/{_version(name)}" for name in _READERS]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        from notice_parser import __version__

        return __version__ if name == "notice-parser" else "none"


def _models() -> str:
    """Give the beginning of a digest of the models, which change more often than the version."""
    from notice_parser.clean.model import models_folder

    digest = hashlib.sha256()
    for path in sorted(models_folder().iterdir(), key=lambda p: p.name):
        if path.suffix in (".onnx", ".npz", ".gz", ".json"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
