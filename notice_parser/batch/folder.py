"""The output folder of a batch: who may write to it, and by which version and settings its results were made."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from notice_parser.batch.lock import FolderLock
from notice_parser.batch.manifest import LAYOUT, Manifest
from notice_parser.batch.segments import SegmentWriter, remove_others, writing
from notice_parser.batch.settings import Settings, program_version
from notice_parser.errors import OutputError

_STATE = ".batch"
_MANIFEST = "manifest.sqlite"


class OtherOutputError(OutputError):
    """The folder holds results of another version or of other settings, or something else."""

    advice = "Give this run a folder of its own with --out, or have all read again with --rebuild."


class ForeignFolderError(OutputError):
    """The folder holds files, but none of a batch."""

    advice = "Give the batch an empty folder, or one that is not there yet, with --out."


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """An output folder that this run alone writes to."""

    path: Path
    state: Path
    manifest: Manifest
    segments: SegmentWriter
    configuration: str

    def look(self) -> Manifest:
        """Open the manifest once more, for another thread, which only looks."""
        return Manifest(self.state / _MANIFEST, self.configuration, writes=False)


@contextmanager
def output_folder(path: Path, settings: Settings, *, rebuild: bool = False) -> Iterator[OutputFolder]:
    """Take hold of an output folder; it is made where there is none.

    Raises:
        BusyOutputError: another run writes to it.
        OtherOutputError: it belongs to another version or to other settings, and is not to be rebuilt.
        OutputError: it cannot be written to.
    """
    state = path / _STATE
    with writing():
        if path.is_dir() and not state.is_dir() and any(path.iterdir()):
            raise ForeignFolderError("the folder is not empty, and is not the output of a batch")
        (state / "segments").mkdir(parents=True, exist_ok=True)
    configuration = json.dumps({"layout": LAYOUT, "version": program_version(), "settings": settings.to_json()})
    with FolderLock(state / "lock"):
        if rebuild:
            _empty(state)
        with Manifest(state / _MANIFEST, configuration) as manifest:
            _check(manifest.about(), settings)
            manifest.describe({"layout": LAYOUT, "version": program_version(), "settings": settings.to_json()})
            kept = manifest.segments()
            remove_others(state / "segments", kept)
            writer = SegmentWriter(state / "segments", max(kept, default=0) + 1)
            try:
                yield OutputFolder(path, state, manifest, writer, configuration)
            finally:
                writer.abandon()


def _empty(state: Path) -> None:
    """Forget what is kept; the tables stay until new ones take their place."""
    with writing():
        for path in state.glob(f"{_MANIFEST}*"):
            path.unlink()
        shutil.rmtree(state / "segments")
        (state / "segments").mkdir()


def _check(about: dict[str, str], settings: Settings) -> None:
    """Refuse a folder of another version or of other settings.

    Raises:
        OtherOutputError: it is one.
    """
    if not about:
        return
    if about.get("layout") != LAYOUT:
        raise OtherOutputError(
            f"the folder holds results of another version (layout {about.get('layout')}; this one writes {LAYOUT})"
        )
    if about.get("version") != program_version():
        raise OtherOutputError(
            f"the folder holds results of another version ({about.get('version')}; this is {program_version()})"
        )
    if about.get("settings") != settings.to_json():
        before, now = json.loads(about["settings"]), json.loads(settings.to_json())
        changed = ", ".join(key for key in now if now[key] != before.get(key))
        raise OtherOutputError(f"the folder holds results of other settings ({changed})")
