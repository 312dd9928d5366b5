"""Corrected annotations as files of a corpus: the text as received, and the annotation.

The restored text is not among them: nobody has corrected it, so it is no measure of a restoration.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from notice_parser.annotation.label_studio import TaskError, gold_of_task
from notice_parser.errors import OutputError

_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 80


def read_tasks(content: bytes) -> list[Mapping[str, Any]]:
    """Read what Label Studio exports as JSON.

    Raises:
        TaskError: it is no list of tasks.
    """
    try:
        tasks = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TaskError(f"this is no JSON: {error}") from error
    tasks = [tasks] if isinstance(tasks, dict) else tasks
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise TaskError("this is no list of tasks; export the project as JSON")
    return tasks


def files_of(task: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give name and content of the files for a task, the annotation first.

    Raises:
        TaskError: there is no annotation in it.
    """
    gold = gold_of_task(task)
    data = task["data"]
    name = file_name(data.get("id") or data.get("name") or task.get("id") or "")
    written = json.dumps({"id": name, **gold}, ensure_ascii=False, indent=1)
    yield f"{name}.gold.json", f"{written}\n"
    yield f"{name}.txt", str(data.get("source_text", data["text"]))


def file_name(given: object) -> str:
    """Make of what a task says a name that leads to no other folder.

    >>> file_name("../../甲 通知.txt"), file_name("..")
    ('甲_通知', 'notice')
    """
    stem = str(given).replace("\\", "/").rpartition("/")[2].removesuffix(".txt")
    return _NAME.sub("_", stem).strip("._-")[:_LONGEST] or "notice"


def write_files(folder: Path, files: Mapping[str, str], *, overwrite: bool) -> None:
    """Write files into a folder, each whole or not at all.

    Raises:
        OutputError: one is there already and may not be overwritten, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = sorted(name for name in files if (folder / name).exists())
        if there and not overwrite:
            raise OutputError(f"{folder / there[0]} is there already; --overwrite replaces it")
        for name, content in files.items():
            part = folder / f".{name}.{os.getpid()}.part"
            try:
                part.write_text(content, encoding="utf-8", errors="backslashreplace", newline="")
                part.replace(folder / name)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"the output cannot be written: {error}") from error
