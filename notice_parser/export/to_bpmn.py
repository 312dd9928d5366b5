"""BPMN 2.0: the stages and tasks of a plan as a process with timers and lanes, and where each stands in the diagram.

Timers hold ISO 8601 as it is (``2018-02-09T23:59:59+08:00``), as the standard and most engines have it. SpiffWorkflow
takes the words of a timer for Python; its script engine has to give back what is no Python as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from lxml import etree

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.bpmn_layout import Diagram, Edge, Shape, lay_out, stage_name
from notice_parser.export.bpmn_steps import NO_ACTOR, Stage, Step, Steps, Timer, steps_of
from notice_parser.export.language import labelled, say
from notice_parser.export.plain import plain
from notice_parser.export.values import cited_notice, shown

_BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DI = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NAMESPACES = {"bpmn": _BPMN, "bpmndi": _BPMNDI, "dc": _DC, "di": _DI, "xsi": _XSI}

Element: TypeAlias = Any
"""An element of lxml, which has no types."""


def plan_to_bpmn(notice: Notice, plan: InspectionPlan) -> bytes:
    """Write a process.

    The id of an element follows from the notice's number (else its title and issuers) and from who is to do what, not
    from the day, as the UID of a calendar entry does.

    Returns:
        The XML in UTF-8: a collaboration of one pool, its process, and the diagram.
    """
    steps = steps_of(notice, plan)
    lanes = list(dict.fromkeys(["", *(step.actor for step in steps.all())]))
    diagram = lay_out(steps, lanes)
    writer = _Writer(steps, diagram)
    return writer.written(notice, plan, [lane or say(NO_ACTOR) for lane in lanes])


class _Writer:
    def __init__(self, steps: Steps, diagram: Diagram) -> None:
        self._steps, self._diagram = steps, diagram
        self._process = f"Process_{steps.key}"
        self._root = etree.Element(f"{{{_BPMN}}}definitions", nsmap=_NAMESPACES)
        self._root.set("id", f"Definitions_{steps.key}")
        self._root.set("targetNamespace", "urn:notice-parser:plan")
        self._root.set("exporter", "notice-parser")
        events = dict.fromkeys(step.after for step in steps.all() if step.after)
        self._signals = {event: f"Signal_{at}" for at, event in enumerate(events, 1)}
        self._into: dict[str, list[str]] = {}
        self._out: dict[str, list[str]] = {}
        for edge in diagram.edges:
            self._out.setdefault(edge.source, []).append(edge.element)
            self._into.setdefault(edge.target, []).append(edge.element)

    def written(self, notice: Notice, plan: InspectionPlan, lanes: list[str]) -> bytes:
        collaboration = _add(self._root, "collaboration", id=f"Collaboration_{self._steps.key}")
        name = plain(notice.title.value or say("检查方案"))
        _add(collaboration, "participant", id=self._diagram.pool.element, name=name, processRef=self._process)
        for event, key in self._signals.items():
            _add(self._root, "signal", id=key, name=event)
        process = _add(self._root, "process", id=self._process, name=name, isExecutable="true")
        about = (("来文", cited_notice(notice)), ("检查目的", shown(plan.objective)))
        _document(process, ((label, plain(text)) for label, text in about if text))
        self._lanes(process, lanes)
        self._elements(process)
        for edge in self._diagram.edges:
            _add(process, "sequenceFlow", id=edge.element, sourceRef=edge.source, targetRef=edge.target)
        self._draw()
        content: bytes = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        return content

    def _lanes(self, process: Element, names: list[str]) -> None:
        lanes = _add(process, "laneSet", id=f"Lanes_{self._steps.key}")
        for at, (name, inside) in enumerate(zip(names, self._diagram.lanes.values(), strict=True)):
            lane = _add(lanes, "lane", id=f"Lane_{at}", name=name)
            for element in inside:
                _add(lane, "flowNodeRef").text = element

    def _elements(self, process: Element) -> None:
        self._node(process, "startEvent", "Begin", say("收到来文"))
        if self._steps.others:
            self._node(process, "parallelGateway", "Fork")
        for stage in self._steps.stages:
            self._stage(process, stage)
        for step in self._steps.others:
            self._step(process, step)
        if self._steps.others:
            self._node(process, "parallelGateway", "Join")
        self._node(process, "endEvent", "Finish", say("办结"))

    def _stage(self, process: Element, stage: Stage) -> None:
        step = stage.step
        if not stage.steps:
            self._step(process, step)
            return
        notes = (("阶段", step.name), *step.notes)
        self._node(process, "intermediateThrowEvent", f"Stage_{step.key}", stage_name(step), notes)
        self._node(process, "parallelGateway", f"Fork_{step.key}")
        for inner in stage.steps:
            self._step(process, inner)
        self._node(process, "parallelGateway", f"Join_{step.key}")

    def _step(self, process: Element, step: Step) -> None:
        if step.starts is not None:
            self._time(
                self._node(process, "intermediateCatchEvent", f"Wait_{step.key}", step.starts.words), step.starts
            )
        elif step.after:
            event = self._node(process, "intermediateCatchEvent", f"Wait_{step.key}", step.after)
            key = self._signals[step.after]
            _add(event, "signalEventDefinition", id=f"{event.get('id')}_signal", signalRef=key)
        task = f"Task_{step.key}"
        self._node(process, "userTask", task, step.name, step.notes)
        for at, timer in enumerate(step.reminders, 1):
            name = timer.words if at == 1 else ""
            event = self._node(process, "boundaryEvent", f"Timer_{step.key}_{at}", name, attachedToRef=task)
            event.set("cancelActivity", "false")
            self._time(event, timer)
        if step.reminders:
            self._node(process, "endEvent", f"Remind_{step.key}", say("到期提醒"))

    def _node(
        self, process: Element, tag: str, key: str, name: str = "", notes: Iterable[tuple[str, str]] = (), **more: str
    ) -> Element:
        node = _add(process, tag, id=key, **({"name": name} if name else {}), **more)
        _document(node, notes)
        for flow in self._into.get(key, ()):
            _add(node, "incoming").text = flow
        for flow in self._out.get(key, ()):
            _add(node, "outgoing").text = flow
        return node

    def _time(self, event: Element, timer: Timer) -> None:
        definition = _add(event, "timerEventDefinition", id=f"{event.get('id')}_timer")
        time = _add(definition, str(timer.timing))
        time.set(f"{{{_XSI}}}type", "bpmn:tFormalExpression")
        time.text = timer.value

    def _draw(self) -> None:
        diagram = etree.SubElement(self._root, f"{{{_BPMNDI}}}BPMNDiagram", id=f"Diagram_{self._steps.key}")
        plane = etree.SubElement(diagram, f"{{{_BPMNDI}}}BPMNPlane", id=f"Plane_{self._steps.key}")
        plane.set("bpmnElement", f"Collaboration_{self._steps.key}")
        for shape in (self._diagram.pool, *self._diagram.lane_shapes):
            _shape(plane, shape).set("isHorizontal", "true")
        for shape in self._diagram.shapes.values():
            _shape(plane, shape)
        for edge in self._diagram.edges:
            _edge(plane, edge)


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{_BPMN}}}{tag}", attributes)


def _document(parent: Element, notes: Iterable[tuple[str, str]]) -> None:
    text = "\n".join(labelled(label, words) for label, words in notes)
    if text:
        _add(parent, "documentation").text = text


def _shape(plane: Element, shape: Shape) -> Element:
    element = etree.SubElement(plane, f"{{{_BPMNDI}}}BPMNShape", id=f"{shape.element}_di", bpmnElement=shape.element)
    _bounds(element, shape.x, shape.y, shape.width, shape.height)
    if shape.label is not None:
        _bounds(etree.SubElement(element, f"{{{_BPMNDI}}}BPMNLabel"), *shape.label)
    return element


def _bounds(parent: Element, x: float, y: float, width: float, height: float) -> None:
    bounds = etree.SubElement(parent, f"{{{_DC}}}Bounds")
    for name, value in (("x", x), ("y", y), ("width", width), ("height", height)):
        bounds.set(name, f"{value:g}")


def _edge(plane: Element, edge: Edge) -> None:
    element = etree.SubElement(plane, f"{{{_BPMNDI}}}BPMNEdge", id=f"{edge.element}_di", bpmnElement=edge.element)
    for point in edge.points:
        etree.SubElement(element, f"{{{_DI}}}waypoint", x=f"{point.x:g}", y=f"{point.y:g}")
