"""Where the shapes of a workflow stand: lanes one under the other, stages from left to right along the upper edge.

From the gateway that opens a stage a trunk goes down past the lanes; each step hangs on it in the lane of who is to do
it, and joins the trunk of the gateway that closes the stage. Steps outside all stages stand under those, on the trunks
of the first and the last gateway, so that no line runs through a shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from notice_parser.export.bpmn_steps import Stage, Step, Steps
from notice_parser.export.language import say

_LEFT, _TOP, _BAR = 160.0, 80.0, 30.0
_TASK, _EVENT, _GATEWAY = 220.0, 36.0, 50.0
_GAP, _LINE, _LETTERS = 60.0, 15.0, 16
_MARGIN = 20.0
_LOWEST_ROW = 100.0


class Point(NamedTuple):
    """A point, in pixels from the top left."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of a diagram: its element, its place, and the place of its label where that stands outside."""

    element: str
    x: float
    y: float
    width: float
    height: float
    label: tuple[float, float, float, float] | None = None

    @property
    def middle(self) -> Point:
        """The centre."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    @property
    def right(self) -> Point:
        """The middle of the right edge."""
        return Point(self.x + self.width, self.middle.y)

    @property
    def left(self) -> Point:
        """The middle of the left edge."""
        return Point(self.x, self.middle.y)


@dataclass(frozen=True, slots=True)
class Edge:
    """A flow and the points through which its line runs."""

    source: str
    target: str
    points: tuple[Point, ...]

    @property
    def element(self) -> str:
        """The id of the flow, which follows from what it joins."""
        return f"Flow_{self.source}_{self.target}"


@dataclass(slots=True)
class _Lane:
    """A lane while it grows: how high its steps within stages and its other steps are."""

    staged: float = 0.0
    others: float = 0.0
    top: float = 0.0


@dataclass(slots=True)
class Diagram:
    """All shapes and edges, and the lanes from top to bottom with what stands in them."""

    pool: Shape
    lanes: dict[str, list[str]]
    lane_shapes: list[Shape] = field(default_factory=list)
    shapes: dict[str, Shape] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


def lay_out(steps: Steps, lanes: Sequence[str]) -> Diagram:
    """Place a plan; ``lanes`` are the organs, the first one for what belongs to nobody."""
    return _Layout(steps, lanes).diagram()


class _Layout:
    def __init__(self, steps: Steps, lanes: Sequence[str]) -> None:
        self._steps, self._names = steps, lanes
        self._lanes = [_Lane() for _ in lanes]
        self._shapes: dict[str, Shape] = {}
        self._edges: list[Edge] = []
        self._inside: dict[str, list[str]] = {name: [] for name in lanes}
        bare = [_task_height(stage.step) for stage in steps.stages if not stage.steps]
        self._spine_height = max([110.0, *(height + _MARGIN for height in bare)])

    def diagram(self) -> Diagram:
        self._measure()
        x = self._across()
        return self._framed(x)

    def _measure(self) -> None:
        """Find how high each lane has to be, and so where it begins."""
        for stage in self._steps.stages:
            for at, height in self._heights(stage.steps).items():
                self._lanes[at].staged = max(self._lanes[at].staged, height)
        for at, height in self._heights(self._steps.others).items():
            self._lanes[at].others = height
        top = _TOP
        for at, lane in enumerate(self._lanes):
            lane.top = top + _MARGIN + (self._spine_height + _MARGIN if at == 0 else 0)
            top = max(lane.top + lane.staged + lane.others + _MARGIN, top + 120)
        self._bottom = top

    def _heights(self, steps: Iterable[Step]) -> dict[int, float]:
        heights: dict[int, float] = {}
        for step in steps:
            at = self._lane_of(step)
            heights[at] = heights.get(at, 0.0) + _row_height(step)
        return heights

    def _lane_of(self, step: Step) -> int:
        return self._names.index(step.actor) if step.actor in self._names else 0

    def _across(self) -> float:
        """Place everything from left to right; give where the last shape ends."""
        x = _LEFT + 2 * _BAR + _GAP
        last = self._on_spine("Begin", x, _EVENT, label=say("收到来文"))
        x += _EVENT + _GAP
        stages, others = self._steps.stages, self._steps.others
        opened = None
        if others:
            last = opened = self._on_spine("Fork", x, _GATEWAY, last)
            x = self._hang(others, opened, x, {at: lane.top + lane.staged for at, lane in enumerate(self._lanes)})
        for stage in stages:
            last, x = self._stage(stage, last, x)
        if opened is not None:
            closed = self._on_spine("Join", x, _GATEWAY, last if stages else None)
            self._gather(others, closed)
            last = closed
            x += _GATEWAY + _GAP
        self._on_spine("Finish", x, _EVENT, last, label=say("办结"))
        return x + _EVENT + _GAP

    def _stage(self, stage: Stage, last: Shape, x: float) -> tuple[Shape, float]:
        key = stage.step.key
        if not stage.steps:
            shape = self._on_spine(f"Task_{key}", x, _TASK, last, height=_task_height(stage.step))
            return shape, x + _TASK + _GAP
        last = self._on_spine(f"Stage_{key}", x, _EVENT, last, label=stage_name(stage.step))
        x += _EVENT + _GAP
        fork = self._on_spine(f"Fork_{key}", x, _GATEWAY, last)
        x = self._hang(stage.steps, fork, x, {at: lane.top for at, lane in enumerate(self._lanes)})
        join = self._on_spine(f"Join_{key}", x, _GATEWAY)
        self._gather(stage.steps, join)
        return join, x + _GATEWAY + _GAP

    def _on_spine(
        self, element: str, x: float, width: float, last: Shape | None = None, label: str = "", height: float = 0.0
    ) -> Shape:
        """Place a shape on the upper edge, and join it to the one before."""
        height = height or width
        y = _TOP + _MARGIN + (self._spine_height - height) / 2
        place = (x + width / 2 - 45, y + height + 4, 90.0, _label_height(label)) if label else None
        shape = self._place(Shape(element, x, y, width, height, place), 0)
        if last is not None:
            self._edges.append(Edge(last.element, element, (last.right, shape.left)))
        return shape

    def _hang(self, steps: Iterable[Step], fork: Shape, x: float, rows: dict[int, float]) -> float:
        """Hang steps on the trunk of a gateway, one under the other in their lanes; give where the next may stand."""
        first = x + _GATEWAY + _GAP
        trunk = Point(fork.middle.x, fork.y + fork.height)
        for step in steps:
            at = self._lane_of(step)
            y = rows[at]
            rows[at] += _row_height(step)
            height = _task_height(step)
            task = Shape(f"Task_{step.key}", first + _EVENT + _GAP, y, _TASK, height)
            entry = task
            if step.starts or step.after:
                words = step.starts.words if step.starts else step.after
                place = (first + _EVENT / 2 - 45, task.middle.y + 22, 90.0, _label_height(words))
                entry = self._place(
                    Shape(f"Wait_{step.key}", first, task.middle.y - _EVENT / 2, _EVENT, _EVENT, place), at
                )
                self._edges.append(Edge(entry.element, task.element, (entry.right, task.left)))
            self._place(task, at)
            bend = Point(trunk.x, entry.middle.y)
            self._edges.append(Edge(fork.element, entry.element, (trunk, bend, entry.left)))
            self._reminders(step, task, at)
        return first + _EVENT + _GAP + _TASK + 2 * _GAP

    def _reminders(self, step: Step, task: Shape, lane: int) -> None:
        """Put the timers on the lower edge of a task, and the end to which they lead beside it."""
        if not step.reminders:
            return
        foot = task.y + task.height
        y = foot + 46
        end = Shape(
            f"Remind_{step.key}", task.x + _TASK + 24, y - 18, _EVENT, _EVENT, (task.x + _TASK + 12, y + 20, 60, 14)
        )
        self._place(end, lane)
        for at, timer in enumerate(step.reminders, 1):
            x = task.x + _TASK - 24 - 44 * (len(step.reminders) - at)
            label = (
                (x - 112, foot + 20, 100.0, _label_height(timer.words, 9)) if at == 1 else (x + 2, foot + 20, 1.0, 1.0)
            )
            shape = Shape(f"Timer_{step.key}_{at}", x - _EVENT / 2, foot - _EVENT / 2, _EVENT, _EVENT, label)
            self._place(shape, lane)
            start = Point(x, foot + _EVENT / 2)
            self._edges.append(Edge(shape.element, end.element, (start, Point(x, y), end.left)))

    def _gather(self, steps: Iterable[Step], join: Shape) -> None:
        trunk = Point(join.middle.x, join.y + join.height)
        for step in steps:
            task = self._shapes[f"Task_{step.key}"]
            self._edges.append(Edge(task.element, join.element, (task.right, Point(trunk.x, task.middle.y), trunk)))

    def _place(self, shape: Shape, lane: int) -> Shape:
        self._shapes[shape.element] = shape
        self._inside[self._names[lane]].append(shape.element)
        return shape

    def _framed(self, right: float) -> Diagram:
        pool = Shape("Participant", _LEFT, _TOP, right - _LEFT, self._bottom - _TOP)
        diagram = Diagram(pool, self._inside, shapes=self._shapes, edges=self._edges)
        tops = [_TOP, *(lane.top - _MARGIN for lane in self._lanes[1:]), self._bottom]
        for at, (top, bottom) in enumerate(pairwise(tops)):
            diagram.lane_shapes.append(Shape(f"Lane_{at}", _LEFT + _BAR, top, right - _LEFT - _BAR, bottom - top))
        return diagram


def stage_name(step: Step) -> str:
    """Give the beginning of a stage's words, as far as they name it."""
    name = step.name.partition("。")[0]
    return name if len(name) <= 24 else f"{name[:23]}…"


def _task_height(step: Step) -> float:
    """Leave room above the words for the sign that a viewer draws into the corner."""
    return -(-max(len(step.name), 1) // _LETTERS) * _LINE + 56


def _row_height(step: Step) -> float:
    return max(_task_height(step) + (100 if step.reminders else 30), _LOWEST_ROW)


def _label_height(text: str, letters: int = 8) -> float:
    return -(-max(len(text), 1) // letters) * 14.0
