"""The workflow: valid, drawn in full, and run to its end by SpiffWorkflow."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise

from lxml import etree
from made_plans import EVIDENCE, HOSTILE, Pair, Planned, task
from running_bpmn import boxes, inside, nodes, overlap, run_to_the_end, tree

from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.notice import DeadlineKind, Unit
from notice_parser.core.plan import PlanItem
from notice_parser.core.span import Span
from notice_parser.export.plain import plain
from notice_parser.export.to_bpmn import plan_to_bpmn


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
