"""A plan as tables of pandas, and as a notebook shows it."""

from __future__ import annotations

import re
import sys

import pytest
from made_plans import Pair, Planned

from notice_parser.core.plan import InspectionPlan


def test_every_row_is_there_with_its_values(planned: Planned, entry_name: str) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: pip install '.[pandas]'")
    notice, plan = planned(entry_name)
    tasks, items, contacts = (plan.to_frame(rows) for rows in ("tasks", "checklist", "contacts"))
    assert list(tasks["action"]) == [task.action for task in plan.tasks]
    assert list(items["text"]) == [item.text for item in plan.checklist]
    assert list(contacts["phones"]) == [contact.phones for contact in plan.contacts]
    for task, (_, row) in zip(plan.tasks, tasks.iterrows(), strict=True):
        assert notice.outline.text[int(row["span_start"]) : int(row["span_end"])]
        due = task.deadline.due if task.deadline else None
        assert (row["due"].isoformat()[:10] if due else None) == (due.isoformat()[:10] if due else None)


def test_types_are_those_that_can_be_counted_with(kinds: Pair) -> None:
    pandas = pytest.importorskip("pandas")
    frame = kinds[1].to_frame()
    assert all(pandas.api.types.is_datetime64_any_dtype(frame[day]) for day in ("due", "start", "end"))
    assert str(frame["amount"].dtype) == "Int64"
    assert frame.loc[frame["id"] == "T2", "due"].iloc[0] == pandas.Timestamp(2024, 5, 9, 17, 30)
    assert frame["amount"].sum() == 20
    assert (frame["kind"] == "within").sum() == 2


def test_an_empty_plan_has_the_columns() -> None:
    pytest.importorskip("pandas")
    empty = InspectionPlan()
    assert len(empty.to_frame()) == 0
    assert {"due", "action", "confidence"} <= set(empty.to_frame().columns)
    with pytest.raises(ValueError, match="tasks, checklist, contacts"):
        empty.to_frame("rounds")


def test_without_pandas_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match=r"notice-parser\[pandas\]"):
        InspectionPlan().to_frame()


def test_a_notebook_shows_notice_and_plan(planned: Planned) -> None:
    notice, plan = planned("c01")
    shown = notice._repr_html_()
    assert "水域办〔2023〕41号" in shown
    assert "文件要素" in shown
    assert "不少于8个工作日" in plan._repr_html_()
    assert plan.checklist[0].text in plan._repr_html_()


def test_nothing_of_a_notice_is_markup_in_a_notebook(hostile: Pair) -> None:
    for shown in (hostile[0]._repr_html_(), hostile[1]._repr_html_()):
        assert "<script" not in shown
        assert set(re.findall(r"</?(\w+)", shown)) <= {
            *["div", "p", "b", "table", "caption", "tbody", "tr", "th", "td"]
        }


def test_an_empty_plan_says_so() -> None:
    assert "（空）" in InspectionPlan()._repr_html_()
