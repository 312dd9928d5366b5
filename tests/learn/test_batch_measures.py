"""The measures of a batch: notices that differ, and figures that come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from notice_parser.learn.batch_measures import main, write_variants


def test_variants_differ_and_come_again(corpora: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_variants(corpora, tmp_path / name, 150)
    first, second = ([p.read_bytes() for p in sorted((tmp_path / name).iterdir())] for name in ("a", "b"))
    assert first == second
    assert len(set(first)) == 150


def test_the_figures_come_out(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(corpora), "--notices", "6", "--rounds", "1", "--skip", "kills"])
    printed = capsys.readouterr().out
    assert "6 notices on 2 processes" in printed and "memory of a worker until document 6" in printed
