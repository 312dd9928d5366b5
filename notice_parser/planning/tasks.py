"""What has to be done: by a time, or at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Deadline, Notice
from notice_parser.core.plan import Task
from notice_parser.core.printed import flat
from notice_parser.core.span import Span, hull
from notice_parser.grammar.rule import Rule
from notice_parser.planning.parts import Parts
from notice_parser.planning.tables import assigned_tasks
from notice_parser.planning.topics import Topic

DUTY = Rule(
    name="tasks/duty",
    pattern=r"(?<=^|[。；;\n　])(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s?)?(?:请|希|望)?"
    r"(?P<actor>[\p{Han}（）()、]{1,20}?"
    r"(?:政府|部门|单位|企业|公司|学校|学院|局|厅|委|办|办公室|处|科|组|站|所|院|中心|地区|地|市|县|区|乡镇|街道|人员|负责人|班级|年级|系部|成员|同志|机构|省)(?:（[^（）\n]{1,20}）)?)"
    r"(?P<must>要(?!求|点)|应当|应(?!急|用|对|届|聘|付)|须(?!知)|必须|需|务必|负责|不得)(?P<action>(?:[^。；;\n“”]|“[^”\n]{0,40}”){4,200})",
    inside=(
        ("各单位要高度重视，精心组织。", "各单位要高度重视，精心组织"),
        ("\n被巡查地区应当积极配合做好保障工作。", "被巡查地区应当积极配合做好保障工作"),
    ),
    no=("要高度重视", "省安委会组织检查", "检查人员名单"),
)

REQUEST = Rule(
    name="tasks/request",
    pattern=r"(?<=^|[。；;\n　])请(?P<actor>(?:各|有关|相关)[\p{Han}（）()、]{1,16}?"
    r"(?:政府|部门|单位|企业|公司|学校|学院|局|厅|委|办|处|科|组|站|院|中心|地区|地|市|县|区|乡镇|街道|人员|班级|系部|机构|省)(?:（[^（）\n]{1,20}）)?+)"
    r"(?!要|应)(?P<action>(?:[^。；;\n“”]|“[^”\n]{0,40}”){4,200})",
    inside=(("请各单位认真组织，按时完成。", "请各单位认真组织，按时完成"),),
    no=("请将名单报送", "请示各单位的意见"),
)

RECIPIENT = Rule(
    name="tasks/recipient",
    pattern=r"(?:向(?P<before>[\p{Han}]{2,20}?)(?:报告|报送|反馈|汇报|提交)|(?<!不)(?:报送|反馈|上报|提交|抄送|报)(?:至|给|到)?(?P<after>(?:(?![或向])[\p{Han}]){2,20}?"
    r"(?:办公室|办|处|科|局|厅|委|部|司|中心|政府|组|安委会|会)))",
    yes=("向省安委会报送", "报送省政府安委会办公室"),
    no=("报送材料",),
)

RULES: tuple[Rule, ...] = (DUTY, REQUEST, RECIPIENT)

_NO_DUTIES_IN = (Topic.CHECKLIST, Topic.OBJECTIVE, Topic.TARGETS)


class _Taken:
    """The places that the deadlines hold; places that meet are one."""

    def __init__(self, places: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for place in sorted(places):
            if self._spans and place.start < self._spans[-1].end:
                self._spans[-1] = self._spans[-1].union(place)
            else:
                self._spans.append(place)
        self._starts = [s.start for s in self._spans]

    def overlaps(self, span: Span) -> bool:
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and self._spans[index].overlaps(span)


def read_tasks(notice: Notice, parts: Parts) -> tuple[Task, ...]:
    """List the tasks in reading order: every deadline, and the duties laid on a named actor without a time."""
    found: list[tuple[Span, Task]] = [(_place(d), _timed(d)) for d in notice.deadlines]
    taken = _Taken(place for place, _ in found)
    found += [f for f in (*_duties(parts), *assigned_tasks(parts.outline)) if not taken.overlaps(f[0])]
    found.sort(key=lambda f: f[0].start)
    return tuple(
        Task(f"T{i}", t.action, t.actor, t.recipient, t.deadline, t.evidence) for i, (_, t) in enumerate(found, 1)
    )


def _place(deadline: Deadline) -> Span:
    return hull(deadline.evidence.spans) if deadline.evidence.spans else Span(0, 0)


def _timed(deadline: Deadline) -> Task:
    return Task("", deadline.action, deadline.actor, deadline.recipient, deadline, deadline.evidence)


def _duties(parts: Parts) -> Iterator[tuple[Span, Task]]:
    for rule in (DUTY, REQUEST):
        for match in rule.find_all(parts.text):
            span = Span(*match.span())
            if _is_described(parts, span.start) or parts.outline.table_at(span.start) is not None:
                continue
            recipient = RECIPIENT.search(match["action"])
            to = None if recipient is None else recipient["before"] or recipient["after"]
            evidence = Evidence((span,), rule.name, 0.6)
            must = match.groupdict().get("must")
            action = flat(match["action"]).strip("，, ")
            action = f"{must}{action}" if must in ("负责", "不得") else action
            yield span, Task("", action, match["actor"].strip(), to, None, evidence)


def _is_described(parts: Parts, position: int) -> bool:
    """Tell whether a place lies where the notice lists what is looked at, not who has to act."""
    index = parts.at(position)
    chain = () if index is None else (index, *parts.ancestors(index))
    return any(topic in parts.parts[i].topics for i in chain for topic in _NO_DUTIES_IN)
