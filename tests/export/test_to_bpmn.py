"""The workflow: valid, drawn in full, and run to its end by SpiffWorkflow."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from lxml import etree
from made_plans import EVIDENCE, HOSTILE, Pair, Planned, task
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.event_definitions import SignalEventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.notice import DeadlineKind, Direction, Unit
from notice_parser.core.plan import PlanItem
from notice_parser.core.span import Span
from notice_parser.export.plain import plain
from notice_parser.export.to_bpmn import plan_to_bpmn

NODES = ("startEvent", "endEvent", "userTask", "parallelGateway", "boundaryEvent")
NODES += ("intermediateCatchEvent", "intermediateThrowEvent")


class IsoTimers(PythonScriptEngine):
    """Takes the words of a timer as they stand, as other engines do; days to come are taken for days gone by."""

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:
        try:
            return super().evaluate(task, expression, external_context)
        except Exception:
            if expression.startswith(("P", "R")):
                return expression
            moment = dt.datetime.fromisoformat(expression)
            return min(moment, dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).isoformat()


def tree(pair: Pair) -> Any:
    return etree.fromstring(plan_to_bpmn(*pair))


def run_to_the_end(content: bytes) -> list[str]:
    """Load and run a process; every event happens, everything is done at once. Give what was done."""
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_io(io.BytesIO(content), "plan.bpmn")
    (process,) = parser.get_process_ids()
    workflow = BpmnWorkflow(parser.get_spec(process), script_engine=IsoTimers())
    signals = [signal.get("name") for signal in etree.fromstring(content).iter("{*}signal")]
    done: list[str] = []
    for _ in range(50):
        workflow.do_engine_steps()
        workflow.refresh_timers()
        for ready in workflow.get_tasks(state=TaskState.READY, manual=True):
            done.append(ready.task_spec.bpmn_name)
            ready.run()
        for signal in signals:
            workflow.catch(BpmnEvent(SignalEventDefinition(signal)))
        if workflow.completed:
            return done
    raise AssertionError("the process does not end")


def nodes(root: Any) -> dict[str, Any]:
    return {element.get("id"): element for kind in NODES for element in root.iter(f"{{*}}{kind}")}


def boxes(root: Any) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for shape in root.iter("{*}BPMNShape"):
        bounds = shape.find("{*}Bounds")
        x, y, width, height = (float(bounds.get(name)) for name in ("x", "y", "width", "height"))
        found[shape.get("bpmnElement")] = (x, y, x + width, y + height)
    return found


def inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def timers(root: Any) -> list[tuple[str, str, str]]:
    """Give the timers: at what, of which kind, and when."""
    found = []
    for definition in root.iter("{*}timerEventDefinition"):
        event = definition.getparent()
        of = event.get("attachedToRef") or event.find("{*}outgoing").text.rpartition("_Task_")[2]
        name = nodes(root)[of if of.startswith("Task_") else f"Task_{of}"].get("name")
        (time,) = definition
        found.append((name, etree.QName(time).localname, time.text))
    return found


def test_every_entry_runs_to_its_end(entry_name: str, planned: Planned) -> None:
    notice, plan = planned(entry_name)
    content = plan_to_bpmn(notice, plan)
    done = Counter(run_to_the_end(content))
    wanted = Counter(" ".join(t.action.split()) for t in plan.tasks)
    assert wanted - done == Counter()
    text = "\n".join(element.get("name", "") for element in etree.fromstring(content).iter()) + "".join(
        element.text or "" for element in etree.fromstring(content).iter("{*}documentation")
    )
    assert [item.id for item in plan.procedure if " ".join(item.text.split()) not in text] == []
    windows = [(d.start, d.end) for t in plan.tasks if (d := t.deadline) and d.kind is DeadlineKind.WINDOW]
    for wave in plan.rounds:
        assert (wave.start, wave.end) in windows or f"检查批次：{'、'.join(wave.targets)}" in text
    assert sum(done.values()) <= len(plan.tasks) + len(plan.procedure) + len(plan.rounds)


def test_every_element_is_drawn_once_and_nothing_covers_another(entry_name: str, planned: Planned) -> None:
    root = tree(planned(entry_name))
    elements, placed = nodes(root), boxes(root)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    flows = {flow.get("id"): flow for flow in root.iter("{*}sequenceFlow")}
    lanes = {ref.text: lane.get("id") for lane in root.iter("{*}lane") for ref in lane.iter("{*}flowNodeRef")}
    assert set(lanes) == set(elements)
    assert set(placed) == set(elements) | set(lanes.values()) | {"Participant"} | {
        lane.get("id") for lane in root.iter("{*}lane")
    }
    assert {edge.get("bpmnElement") for edge in root.iter("{*}BPMNEdge")} == set(flows)
    for key in elements:
        assert inside(placed[key], placed[lanes[key]])
        assert inside(placed[key], placed["Participant"])
    solid = [key for key in elements if etree.QName(elements[key]).localname != "boundaryEvent"]
    assert [pair for pair in combinations(solid, 2) if overlap(placed[pair[0]], placed[pair[1]])] == []
    for edge in root.iter("{*}BPMNEdge"):
        flow = flows[edge.get("bpmnElement")]
        ends = {flow.get("sourceRef"), flow.get("targetRef")}
        points = [(float(p.get("x")), float(p.get("y"))) for p in edge.iter("{*}waypoint")]
        for (x0, y0), (x1, y1) in pairwise(points):
            line = (min(x0, x1) - 0.5, min(y0, y1) - 0.5, max(x0, x1) + 0.5, max(y0, y1) + 0.5)
            own = {elements[key].get("attachedToRef") for key in ends}
            assert x0 == x1 or y0 == y1
            assert [key for key in solid if key not in ends | own and overlap(line, placed[key])] == []


def test_flows_are_told_at_both_ends(planned: Planned) -> None:
    root = tree(planned("c03"))
    for flow in root.iter("{*}sequenceFlow"):
        source, target = (nodes(root)[flow.get(end)] for end in ("sourceRef", "targetRef"))
        assert flow.get("id") in [out.text for out in source.iter("{*}outgoing")]
        assert flow.get("id") in [into.text for into in target.iter("{*}incoming")]


def test_lanes_are_the_organs(planned: Planned) -> None:
    root = tree(planned("c03"))
    names = nodes(root)
    lanes = {
        lane.get("name"): {names[ref.text].get("name") for ref in lane.iter("{*}flowNodeRef")}
        for lane in root.iter("{*}lane")
    }
    assert list(lanes) == ["未写明责任单位", "各学校", "被查单位", "各县（区）教育局"]
    assert "完成整改" in lanes["被查单位"]
    assert {"收到来文", "办结"} <= lanes["未写明责任单位"]


def test_stages_come_after_each_other(planned: Planned) -> None:
    done = run_to_the_end(plan_to_bpmn(*planned("c03")))
    assert done.index("自查阶段") < done.index("检查云汀县、松堰县") < done.index("整改阶段")


def test_each_kind_of_deadline_has_its_timer(kinds: Pair) -> None:
    root = tree(kinds)
    found = timers(root)
    assert ("报送名单", "timeDate", "2024-05-10T23:59:59+08:00") in found
    assert ("报送总结", "timeDate", "2024-05-09T17:30:00+08:00") in found
    assert ("反馈结果", "timeDuration", "P14D") in found
    assert ("报送报告", "timeDate", "2024-06-18T23:59:59+08:00") in found
    assert [t for t in found if t[0] == "开展检查"] == [
        ("开展检查", "timeDate", "2024-05-20T00:00:00+08:00"),
        ("开展检查", "timeDate", "2024-05-31T23:59:59+08:00"),
    ]
    assert [t[2] for t in found if t[0] == "整改"] == ["2024-07-31T23:59:59+08:00"]
    assert [t[2] for t in found if t[0] == "长期坚持"] == ["2024-08-01T00:00:00+08:00"]
    assert ("报送进展", "timeCycle", "R/2024-05-05T00:00:00+08:00/P1M") in found
    assert ("报送周报", "timeCycle", "R/2024-04-19T16:00:00+08:00/P1W") in found
    assert [t for t in found if t[0] in ("交换意见", "加强领导", "上报")] == []
    assert [signal.get("name") for signal in root.iter("{*}signal")] == ["检查结束", "离开驻地"]
    assert run_to_the_end(plan_to_bpmn(*kinds))


@pytest.mark.parametrize(
    ("given", "signals", "duration"),
    [
        pytest.param({"unit": Unit.DAY, "trigger": "检查结束"}, ["检查结束"], ["P7D"], id="days"),
        pytest.param({"unit": Unit.HOUR, "trigger": "事故发生"}, ["事故发生"], ["PT7H"], id="hours"),
        pytest.param({"unit": Unit.MONTH, "trigger": "检查结束"}, ["检查结束"], ["P7M"], id="months"),
        pytest.param({"unit": Unit.WORKING_DAY, "trigger": "检查结束"}, ["检查结束"], ["P9D"], id="working days"),
        pytest.param({"unit": Unit.DAY}, ["起算事件（来文未写明）"], ["P7D"], id="no event"),
        pytest.param(
            {"unit": Unit.DAY, "trigger": "会议", "direction": Direction.BEFORE}, [], [], id="before an event"
        ),
    ],
)
def test_periods_run_from_their_event(
    given: dict[str, Any], signals: list[str], duration: list[str], empty: Pair
) -> None:
    tasks = (task(1, "反馈结果", kind=DeadlineKind.WITHIN, amount=7, **given),)
    root = tree((empty[0], replace(empty[1], tasks=tasks)))
    assert [signal.get("name") for signal in root.iter("{*}signal")] == signals
    assert [timer[2] for timer in timers(root)] == duration


@pytest.mark.parametrize(
    ("rule", "cycles"),
    [
        pytest.param(
            "FREQ=MONTHLY;BYMONTHDAY=8,23",
            ["R/2024-05-08T00:00:00+08:00/P1M", "R/2024-04-23T00:00:00+08:00/P1M"],
            id="two days",
        ),
        pytest.param("FREQ=MONTHLY;INTERVAL=3", ["R/2024-04-18T00:00:00+08:00/P3M"], id="quarters"),
        pytest.param("每月", [], id="no rule"),
        pytest.param("FREQ=MONTHLY;BYMONTHDAY=乙", [], id="no day"),
    ],
)
def test_what_comes_again(rule: str, cycles: list[str], kinds: Pair) -> None:
    tasks = (task(1, "报送", kind=DeadlineKind.RECURRING, rrule=rule),)
    root = tree((kinds[0], replace(kinds[1], tasks=tasks, rounds=())))
    assert [timer[2] for timer in timers(root)] == cycles


def test_what_comes_again_without_a_day_of_issue(empty: Pair) -> None:
    tasks = (task(1, "报送", kind=DeadlineKind.RECURRING, rrule="FREQ=MONTHLY;BYMONTHDAY=5"),)
    root = tree((empty[0], replace(empty[1], tasks=tasks)))
    assert [timer[2] for timer in timers(root)] == ["R/P1M"]
    assert "成文日期未知" in "".join(root.itertext("{*}documentation"))


def test_rounds_that_no_task_stands_for(kinds: Pair) -> None:
    names = [element.get("name") for element in tree(kinds).iter("{*}userTask")]
    assert "检查批次：丙县" in names
    assert "检查批次：丁县" in names
    assert "检查批次：甲县、乙县" not in names


def test_a_task_waits_for_its_first_day(kinds: Pair) -> None:
    root = tree(kinds)
    key = next(t.get("id") for t in root.iter("{*}userTask") if t.get("name") == "开展检查")
    waits = [f.get("sourceRef") for f in root.iter("{*}sequenceFlow") if f.get("targetRef") == key]
    assert [nodes(root)[wait].get("name") for wait in waits] == ["2024年5月20日起"]
    reminders = [b for b in root.iter("{*}boundaryEvent") if b.get("attachedToRef") == key]
    assert [(r.get("name"), r.get("cancelActivity")) for r in reminders] == [("2024年5月31日前", "false")]


def test_ids_stay_when_a_day_becomes_known(empty: Pair) -> None:
    def ids(due: dt.date | None) -> list[str]:
        within = {"kind": DeadlineKind.WITHIN, "amount": 10, "unit": Unit.DAY, "trigger": "检查结束", "due": due}
        tasks = (task(1, "报送总结"), task(2, "反馈结果", **within))
        root = tree((empty[0], replace(empty[1], tasks=tasks)))
        return [element.get("id") for element in root.iter("{*}userTask")]

    assert ids(None) == ids(dt.date(2024, 5, 10))


def test_ids_stay_when_another_task_comes_before(empty: Pair) -> None:
    def ids(*actions: str) -> dict[str, str]:
        tasks = tuple(task(at, action) for at, action in enumerate(actions))
        root = tree((empty[0], replace(empty[1], tasks=tasks)))
        return {element.get("name"): element.get("id") for element in root.iter("{*}userTask")}

    before, after = ids("甲", "乙"), ids("丙", "甲", "乙")
    assert {name: after[name] for name in before} == before


def test_tasks_of_the_same_words_are_two(empty: Pair) -> None:
    content = plan_to_bpmn(empty[0], replace(empty[1], tasks=(task(1, "报送"), task(2, "报送"))))
    assert run_to_the_end(content) == ["报送", "报送"]


def test_a_task_belongs_to_the_stage_in_which_it_stands(empty: Pair) -> None:
    stages = tuple(
        PlanItem(f"P{at}", f"阶段{at}。做事", None, Evidence((Span(at * 10, at * 10 + 10),), "test")) for at in range(3)
    )
    inner = replace(task(1, "自查"), evidence=Evidence((Span(12, 14),), "test"))
    outer = replace(task(2, "报送"), evidence=Evidence((Span(40, 42),), "test"))
    plan = replace(empty[1], procedure=stages, tasks=(inner, outer))
    done = run_to_the_end(plan_to_bpmn(empty[0], plan))
    assert [name for name in done if name != "报送"] == ["阶段0。做事", "自查", "阶段2。做事"]
    events = [event.get("name") for event in tree((empty[0], plan)).iter("{*}intermediateThrowEvent")]
    assert events == ["阶段1"]


def test_a_plan_with_nothing_in_it(empty: Pair) -> None:
    content = plan_to_bpmn(*empty)
    assert run_to_the_end(content) == []
    assert sorted(nodes(etree.fromstring(content))) == ["Begin", "Finish"]


def test_hostile_values_are_text(hostile: Pair) -> None:
    content = plan_to_bpmn(*hostile)
    root = etree.fromstring(content)
    names = [element.get("name") for element in root.iter("{*}userTask")]
    assert names == [" ".join(plain(text).split()) for text in (*HOSTILE, '<script>|*,";\x00\x0b\ud800\r\n🌊')]
    assert len(run_to_the_end(content)) == len(names)


def test_five_hundred_tasks(empty: Pair) -> None:
    tasks = tuple(replace(task(at, f"任务{at}"), actor=f"第{at % 40}局") for at in range(500))
    items = tuple(PlanItem(f"C{at}", f"第{at}项", None, EVIDENCE) for at in range(500))
    root = tree((empty[0], replace(empty[1], tasks=tasks, checklist=items)))
    assert len(list(root.iter("{*}userTask"))) == 500
    assert len(list(root.iter("{*}lane"))) == 41


def test_the_same_plan_gives_the_same_bytes(planned: Planned) -> None:
    assert plan_to_bpmn(*planned("c01")) == plan_to_bpmn(*planned("c01"))


def test_the_process_is_named_after_the_notice(empty: Pair) -> None:
    title = Field.found("关于开展检查的通知", Span(0, 2), rule="test")
    (process,) = tree((replace(empty[0], title=title), empty[1])).iter("{*}process")
    assert process.get("name") == "关于开展检查的通知"
