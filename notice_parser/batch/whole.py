"""A batch from its inputs to its tables: what is read once is kept, and a run that ends early goes on where it was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from notice_parser.batch.assemble import assemble
from notice_parser.batch.folder import OutputFolder, output_folder
from notice_parser.batch.inputs import Inputs
from notice_parser.batch.manifest import Manifest
from notice_parser.batch.run import Batch, StoppedError
from notice_parser.batch.settings import Running, Settings
from notice_parser.batch.tables import can_write_parquet, check_duckdb, remove_tables, write_duckdb
from notice_parser.batch.tally import Tally, Watcher
from notice_parser.batch.watch import DropFolder
from notice_parser.errors import ExitCode, MissingSourceError


def run_batch(
    arguments: Sequence[str],
    out: Path,
    settings: Settings,
    running: Running,
    watchers: Sequence[Watcher] = (),
    begun: Callable[[Batch], Any] = lambda batch: None,
) -> tuple[Tally, ExitCode]:
    """Run a batch and write its tables; ``begun`` is given the batch, to stop it.

    A run that watches a folder ends by being stopped, and writes its tables then too.

    Raises:
        StoppedError: it was told to end.
        MissingSourceError: the arguments name nothing.
        NoticeError: the output cannot be written, belongs to another run, or no worker can be started.
    """
    if running.duckdb:
        check_duckdb()
    inputs = Inputs(settings.limits, skip=out)
    with output_folder(out, settings, rebuild=running.rebuild) as folder:
        batch = Batch(folder, settings, running, watchers)
        begun(batch)
        if running.watch is None and batch.take_in(inputs.items(arguments)) == 0:
            raise MissingSourceError("there are no files in what was named")
        folder.manifest.try_again(all_errors=running.again)

        def write() -> None:
            write_tables(folder, running, batch.check)

        try:
            with batch.workers():
                batch.round(inputs)
                if running.watch is not None:
                    DropFolder(arguments, inputs, running.watch).follow(batch, write)
        except StoppedError:
            if running.watch is None:
                raise
        if running.watch is not None:
            batch.stop.clear()
        write()
        return batch.tally, exit_code(folder.manifest)


def write_tables(folder: OutputFolder, running: Running, go_on: Callable[[], None]) -> None:
    """Write the tables of all that the folder holds; ``go_on`` is called now and then, and may raise."""
    parquet = can_write_parquet()
    assemble(folder.path, folder.state, folder.manifest, go_on, parquet=parquet)
    if not parquet:
        remove_tables(folder.path)
    if running.duckdb:
        write_duckdb(folder.path)


def exit_code(manifest: Manifest) -> ExitCode:
    """Give the exit code of the whole output: of all that it holds, not of what this run has read."""
    counts: Counter[int] = Counter()
    for source in manifest.sources():
        if source.result is not None:
            counts[source.result.exit_code] += 1
        elif source.error is not None:
            counts[json.loads(source.error)["error"]["exit_code"] or 1] += 1
    fine = counts[0] + counts[ExitCode.INCOMPLETE]
    failures = counts.total() - fine
    if failures:
        codes = [code for code, count in counts.items() if count]
        return ExitCode.PARTIAL if len(codes) > 1 else ExitCode(codes[0])
    return ExitCode.INCOMPLETE if counts[ExitCode.INCOMPLETE] else ExitCode.OK
