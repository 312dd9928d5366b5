"""Reads a workflow, and runs it as SpiffWorkflow does."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from lxml import etree
from made_plans import Pair
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.event_definitions import SignalEventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

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
