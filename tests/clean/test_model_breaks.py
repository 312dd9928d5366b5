"""Where the breaks of a model go in a one-line notice; the model is a stand-in that says what it is told."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from notice_parser.clean import model_breaks
from notice_parser.clean.model_breaks import likely_breaks
from notice_parser.core.span import Span

FORMS = ("", "。", "。¶", "¶")


@dataclass
class Told:
    """Holds a break for sure before each of some letters, and nothing anywhere else."""

    before: str

    vocabulary = SimpleNamespace(gaps=FORMS)

    def scores(self, letters: str, gaps: list[str], _damage: object) -> np.ndarray:
        found = np.full((len(gaps), len(FORMS)), -9.0)
        found[:, 0] = -0.01
        for gap, letter in enumerate(letters):
            if letter in self.before:
                found[gap] = [-9.0, -9.0, -9.0, -0.05]
        return found


def breaks(text: str, before: str, known: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(model_breaks, "load_model", lambda: Told(before))
    places = [at for at, _ in likely_breaks(text, Span(0, len(text)), known)]
    return "|".join(text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True))


@pytest.mark.parametrize(
    ("text", "before", "known", "wanted"),
    [
        pytest.param("请认真执行。市局将适时检查。", "市", (), "请认真执行。|市局将适时检查。", id="full stop"),
        pytest.param("请认真执行，市局将适时检查。", "市", (), "请认真执行，市局将适时检查。", id="comma"),
        pytest.param("一、检查时间全年开展。", "全", (0,), "一、检查时间|全年开展。", id="heading without a mark"),
        pytest.param("检查时间全年开展。", "全", (), "检查时间全年开展。", id="no label, no heading"),
        pytest.param("某市公安局交通警察支队", "交", (0,), "某市公安局交通警察支队", id="name goes on"),
        pytest.param("请执行。“三同时”要求。", "三", (), "请执行。|“三同时”要求。", id="before an opening mark"),
        pytest.param("请执行。一、市局负责。", "市", (4,), "请执行。一、市局负责。", id="seen already"),
    ],
)
def test_where_lines_begin(
    text: str, before: str, known: tuple[int, ...], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert breaks(text, before, known, monkeypatch) == wanted


def test_without_a_model_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_breaks, "load_model", lambda: None)
    assert likely_breaks("请执行。市局检查。", Span(0, 9), ()) == ()


@pytest.mark.parametrize("text", ["", "，。、；", "   "])
def test_a_line_without_letters(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert breaks(text, "市", (), monkeypatch) == text
