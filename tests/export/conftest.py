"""Plans for the tests of what other programs open: of the corpora, and one made of hostile values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from made_plans import EVIDENCE, HOSTILE, Pair, Planned, task

from notice_parser.core.evidence import Field
from notice_parser.core.notice import Contact, DeadlineKind, Unit
from notice_parser.core.plan import InspectionPlan, PlanItem, Round, Task
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.fields.read import ReadOptions
from notice_parser.pipeline import read_plan

CORPORA = Path(__file__).resolve().parent.parent.parent / "corpora"


@cache
def _planned(name: str, events: tuple[tuple[str, dt.date], ...]) -> Pair:
    text = (CORPORA / f"{name}.txt").read_text(encoding="utf-8")
    reading = read_plan(SourceText(text, name=f"{name}.txt", sha256="0" * 64), ReadOptions(None, dict(events)))
    return reading.notice, reading.plan


@pytest.fixture
def planned() -> Planned:
    """Read a notice of the corpora; ``events`` are dates of events."""

    def read(name: str, events: Mapping[str, dt.date] | None = None) -> Pair:
        return _planned(name, tuple((events or {}).items()))

    return read


@pytest.fixture
def empty() -> Pair:
    """A text that is no notice, and the plan in which nothing stands."""
    reading = read_plan(SourceText("春风"))
    return reading.notice, InspectionPlan()


@pytest.fixture
def hostile(empty: Pair) -> Pair:
    """A plan each of whose texts would harm a careless program."""
    notice, _ = empty
    worst = '<script>|*,";\x00\x0b\ud800\r\n🌊'
    tasks = [Task(f"T{i}", text, text, text, None, EVIDENCE) for i, text in enumerate((*HOSTILE, worst), 1)]
    items = [PlanItem(f"C{i}", text, text, EVIDENCE) for i, text in enumerate((*HOSTILE, worst), 1)]
    contacts = [Contact(EVIDENCE, text, text, (text,), (text,), (text,), text) for text in (*HOSTILE, worst)]
    title = Field.found("=HYPERLINK(1)", Span(0, 2), rule="test")
    return replace(notice, title=title), InspectionPlan(
        checklist=tuple(items), tasks=tuple(tasks), contacts=tuple(contacts)
    )


@pytest.fixture
def kinds(empty: Pair) -> Pair:
    """A plan with each kind of deadline, one task for each."""
    day = dt.date
    kind = DeadlineKind
    within = {"kind": kind.WITHIN, "amount": 10, "unit": Unit.WORKING_DAY, "trigger": "检查结束"}
    tasks = (
        task(1, "报送名单", kind=kind.BY, due=day(2024, 5, 10)),
        task(2, "报送总结", kind=kind.BY, due=dt.datetime(2024, 5, 9, 17, 30)),
        task(3, "反馈结果", **within),
        task(4, "报送报告", **within, due=day(2024, 6, 18)),
        task(5, "召开动员会议", kind=kind.WINDOW, start=day(2024, 5, 6), end=day(2024, 5, 6)),
        task(6, "自查自纠", kind=kind.WINDOW, start=day(2024, 4, 20), end=day(2024, 5, 8)),
        task(7, "开展检查", kind=kind.WINDOW, start=day(2024, 5, 20), end=day(2024, 5, 31)),
        task(8, "整改", kind=kind.WINDOW, start=None, end=day(2024, 7, 31)),
        task(9, "长期坚持", kind=kind.WINDOW, start=day(2024, 8, 1), end=None),
        task(10, "报送进展", kind=kind.RECURRING, rrule="FREQ=MONTHLY;BYMONTHDAY=5"),
        task(11, "调度", kind=kind.RECURRING, rrule="FREQ=MONTHLY"),
        task(12, "交换意见", kind=kind.EVENT, trigger="离开驻地"),
        task(13, "加强领导"),
        task(14, "报送周报", kind=kind.RECURRING, rrule="FREQ=WEEKLY;BYDAY=FR;BYHOUR=16"),
        task(15, "上报", kind=kind.RECURRING, rrule="每月"),
    )
    rounds = (
        Round(day(2024, 5, 20), day(2024, 5, 31), ("甲县", "乙县"), EVIDENCE),
        Round(day(2024, 6, 3), day(2024, 6, 14), ("丙县",), EVIDENCE),
        Round(None, None, ("丁县",), EVIDENCE),
    )
    issued = Field.found(day(2024, 4, 18), Span(0, 2), rule="test")
    return replace(empty[0], issue_date=issued), InspectionPlan(tasks=tasks, rounds=rounds)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for ``entry_name`` once for each notice of the corpora."""
    if "entry_name" in metafunc.fixturenames:
        names = sorted(p.stem for p in CORPORA.glob("*.txt") if not p.stem.endswith(".restored"))
        metafunc.parametrize("entry_name", names)
