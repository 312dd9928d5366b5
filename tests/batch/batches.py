"""Notices for a batch, runs of it in this process and as a program, and all that it has written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from notice_parser.batch.settings import Running, Settings
from notice_parser.batch.tally import Tally
from notice_parser.batch.whole import run_batch
from notice_parser.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]


def notice(number: int, place: str = "青岚市") -> str:
    """Write a small notice, another for each number."""
    return f"""{place}水务局关于开展第{number}批水闸安全检查的通知

青水发〔2024〕{number}号

各县（区）水务局：
　　为摸清水闸底数，现就开展安全检查通知如下。
　　一、检查内容
　　（一）管理责任制是否落实；
　　（二）闸门启闭设备是否完好。
　　二、请于2024年5月{number % 28 + 1}日前将名单报送市水务局。
　　联系人：章晓岚，电话：0390-88{number:05}。

{place}水务局
2024年4月18日
"""


def write_notices(folder: Path, count: int) -> Path:
    """Write so many notices into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"n{number:03}.txt").write_text(notice(number), encoding="utf-8")
    return folder


def run(out: Path, *inputs: Path | str, settings: Settings | None = None, **running: Any) -> tuple[Tally, ExitCode]:
    """Run a batch in this process, with its own workers."""
    return run_batch([str(entry) for entry in inputs], out, settings or Settings(), Running(**running))


def program(out: Path, *arguments: Path | str) -> list[str]:
    """Give the command line of a batch."""
    return [sys.executable, "-m", "notice_parser", "batch", *map(str, arguments), "--out", str(out)]


def start(out: Path, *arguments: Path | str) -> subprocess.Popen[bytes]:
    """Start a batch as a program of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(program(out, *arguments), env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes], seconds: float = 120) -> tuple[int, str]:
    """Wait for a program; give its exit code and what it has said."""
    _, said = process.communicate(timeout=seconds)
    return process.returncode, said.decode()


def written(out: Path) -> dict[str, bytes]:
    """Give all that a batch has written, but not what it keeps for itself."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and ".batch" not in path.parts)
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """Give the rows of a table."""
    return [json.loads(line) for line in (out / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]
