"""Plans as CloudEvents 1.0: the required attributes, an id that is stable for the content, and the plan itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from made_plans import Pair, Planned

from notice_parser.core.evidence import Field
from notice_parser.core.span import Span
from notice_parser.export.to_cloudevents import EVENT_TYPE, event_to_line, plan_to_event
from notice_parser.export.to_json import plan_to_json


def test_an_event_has_the_attributes_of_the_specification(planned: Planned, entry_name: str) -> None:
    notice, plan = planned(entry_name)
    event = json.loads(event_to_line(notice, plan))
    assert event["specversion"] == "1.0"
    assert event["type"] == EVENT_TYPE
    assert all(event[key] for key in ("id", "source", "type"))
    attributes = set(event) - {"data"}
    assert all(re.fullmatch("[a-z0-9]{1,20}", name) for name in attributes)
    assert all(isinstance(event[name], str) and event[name] for name in attributes)
    assert event["data"] == json.loads(json.dumps(plan_to_json(notice, plan)))


def test_the_id_is_that_of_the_content(planned: Planned) -> None:
    notice, plan = planned("c01")
    event = plan_to_event(notice, plan)
    assert event["id"] == plan_to_event(notice, plan)["id"]
    source = replace(notice.outline.clean.source, name="elsewhere.txt")
    moved = replace(notice, outline=replace(notice.outline, clean=replace(notice.outline.clean, source=source)))
    assert plan_to_event(moved, plan)["id"] == event["id"]
    assert plan_to_event(notice, replace(plan, tasks=plan.tasks[1:]))["id"] != event["id"]


def test_an_empty_plan_and_hostile_values(empty: Pair, hostile: Pair) -> None:
    assert "subject" not in plan_to_event(*empty)
    notice, plan = hostile
    bad = replace(notice, title=Field.found("甲\n乙\x00" + "长" * 500, Span(0, 2), rule="test"))
    event = plan_to_event(bad, plan)
    assert event["subject"].startswith("甲 乙长")
    assert len(event["subject"]) == 200
    line = event_to_line(bad, plan)
    assert line.count("\n") == 1
    json.loads(line.encode("utf-8", "backslashreplace"))
