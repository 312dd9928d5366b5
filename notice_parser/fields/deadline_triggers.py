"""The event from which a period runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from notice_parser.core.notice import Direction
from notice_parser.core.span import Span
from notice_parser.fields.deadline_passages import Passage
from notice_parser.fields.deadline_words import ACTOR_TAIL
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression

_STOP = "，,。；;：:\n"
AFTER = Rule(
    # The event ends at 后, 之日起 or 起, just before the period.
    "trigger/after",
    rf"(?P<trigger>[^{_STOP}]{{2,40}}?)(?:(?:之日|当日|次日)?起(?:计算|算)?|(?:之"
    rf"|以)?后)(?:的)?[，,]?[ ]?(?:应当?|须|必须|要|务必)?(?:在|于)?$",
    yes=("自收到通知之日起", "巡查工作结束后，", "收到材料后的"),
    no=("收到通知",),
)
EARLIER = Rule(
    # 被巡查市县收到巡查组反馈意见后，应当…，并于2个月内: the event stands in an earlier clause.
    "trigger/earlier",
    r"(?P<trigger>[^，,。；;：:\n]{2,40}?)(?:之日起|(?:之|以)?后|时|的)[，,]",
    yes=("收到反馈意见后，", "鉴定为D级的，"),
    no=("收到反馈意见，",),
)
FOUND = Rule(
    # 检查中发现重大隐患必须立即停用，并在2小时内报告: what is found sets the period going, without 后 or 的.
    "trigger/found",
    r"(?P<trigger>发现[^，,。；;：:\n]{2,24}?(?:隐患|问题|险情|情况|事故|疫情|故障|病例))(?=必须|须|应|要|立即|及时)",
    inside=(("检查中发现重大隐患必须立即停用，并", "发现重大隐患"),),
    no=("发现问题的单位", "对发现的隐患，"),
)
RECEIVED = Rule(
    # 在收到本通知3日内报送: nothing stands between what is received and the period.
    "trigger/received",
    rf"(?P<trigger>(?:收到|接到)[^{_STOP}将把并应]{{2,20}}?)的?$",
    yes=("收到本通知", "接到举报的"),
    no=("收到", "收到通知应"),
)
BEFORE = Rule(
    "trigger/before",
    rf"(?P<trigger>[^{_STOP}]{{1,30}}?)(?:(?:之|以)?前)?$",
    yes=("会议召开", "培训开始前"),
)
_PREPOSITION = Rule(
    "trigger/preposition",
    r"(?:.*?(?<![关对由属基相])(?<!(?<!单)位)(?:应当|应|须|必须|要|并)?(?:自从|自|于|在|从|待|由)(?!动|行|查|觉"
    r"|愿|主|己|身|治))(?=\p{Han})",
    inside=(("登记应于各市继续教育结束", "登记应于"), ("各巡查组应当在巡查工作结束", "各巡查组应当在")),
    no=("自查结束", "收到通知"),
)
_DATED = Rule("trigger/dated", r"(?:自|从)?[0-9]{1,4}[年月]", yes=("自2024年", "3月"), no=("收到通知",))
_VERB = (
    r"(?:收到|接到|接|发现|发生|作出|做出|受理|印发|下发|公布|公示|发布|通过|送达|知道|得知|遭受|取得|领取"
    r"|离开|到达|鉴定|检查|签订|签收|提交|报送|受|被|出现|确诊|验收|批准|立项|入职|登记|备案|施行"
    r"|进入|抵达|返回|出发|复[工产课]|开工|进场|入汛)"
)
_SUBJECT = Rule(
    "trigger/subject",
    rf"(?:[^，,。]{{0,30}}?{ACTOR_TAIL}(?:[（(][^（）()]{{1,30}}[)）])?)(?:应当|应|要|须|在|自|于)?(?={_VERB})",
    inside=(("被巡查市县收到反馈意见", "被巡查市县"), ("各单位接到通知", "各单位")),
    no=("收到巡查组反馈意见", "检查结束", "巡查工作结束"),
)
RULES: tuple[Rule, ...] = (AFTER, EARLIER, FOUND, RECEIVED, BEFORE, _PREPOSITION, _SUBJECT, _DATED)


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event as printed, and the place where what stands before it ends; ``rest`` is where its clause begins."""

    text: str
    span: Span
    begins: int


def find_trigger(passage: Passage, time: TimeExpression, low: int) -> Trigger | None:
    """Find the event of a period: in its own clause, in the clause before, or further back in the sentence."""
    start = time.span.start
    if passage.text.startswith("提前", start):
        return None
    if time.direction == Direction.BEFORE:
        return _just_before(passage, passage.clause_start(start), start, BEFORE) if start > low else None
    floor = passage.clause_start(start)
    found = _just_before(passage, floor, start, AFTER) or _just_before(passage, floor, start, RECEIVED)
    if found is not None:
        return found
    if not passage.of(floor, start).strip(" 并应当须要请在于"):
        found = _just_before(passage, passage.clause_start(max(passage.span.start, floor - 1)), start, AFTER)
        if found is not None:
            return found
    return _earlier(passage, max(low, passage.span.start), floor)


def _just_before(passage: Passage, floor: int, start: int, rule: Rule) -> Trigger | None:
    match = rule.search(passage.text, floor, start)
    if match is None or not match["trigger"].strip():
        return None
    return _cleaned(passage, *match.span("trigger"))


def _earlier(passage: Passage, low: int, floor: int) -> Trigger | None:
    last = None
    for match in EARLIER.find_all(passage.text, low, floor):
        last = match
    if last is None or last.end() < floor - 80:
        told = FOUND.search(passage.text, max(low, floor - 80), floor)
        return Trigger(told["trigger"], Span(*told.span("trigger")), told.start()) if told else None
    found = _cleaned(passage, *last.span("trigger"))
    return None if found.text.endswith(("之", "以", "最", "今", "然")) else found


def _cleaned(passage: Passage, start: int, end: int) -> Trigger:
    """Take what is no part of the event from its front: the actor, modal words, 自 and 在."""
    begins = start
    while start < end and passage.text[start] in " \t\u3000并且请":
        start += 1
    preposition = _PREPOSITION.match(passage.text, start, end)
    if preposition is not None:
        start = preposition.end()
    start += passage.text.startswith(("对发现", "对存在"), start)
    if _DATED.match(passage.text, start, end):
        return Trigger("", Span(start, end), begins)
    subject = _SUBJECT.match(passage.text, start, end)
    if subject is not None and subject.end() < end:
        start = subject.end()
    return Trigger(passage.of(start, end), Span(start, end), begins)


def event_itself(text: str, trigger: Span) -> Span:
    """Take the actor from the front of an event: 检查组离开驻地 happens to whoever leaves."""
    subject = _SUBJECT.match(text, trigger.start, trigger.end)
    return Span(subject.end(), trigger.end) if subject is not None and subject.end() < trigger.end else trigger


def date_of(trigger: str | None, events: Mapping[str, dt.date]) -> dt.date | None:
    """Find the date that the caller gave for an event: by the same words, by containment, by likeness.

    >>> date_of("巡查工作结束", {"巡查结束": dt.date(2018, 4, 2)})
    datetime.date(2018, 4, 2)
    """
    if not trigger or not events:
        return None
    if trigger in events:
        return events[trigger]
    ranked = sorted(events, key=lambda name: -likeness(name, trigger))
    return events[ranked[0]] if likeness(ranked[0], trigger) >= 0.6 else None


_HANDING_ON = ("反馈", "交办", "移交", "送达", "通报")


def follows_from(trigger: str | None, action: str) -> bool:
    """Tell whether an event is the doing of a duty: 整改完成 follows from 完成整改.

    >>> follows_from("整改完成", "完成整改"), follows_from("收到检查通报", "组织自查")
    (True, False)
    """
    if not trigger or len(trigger) < 4:
        return trigger in _HANDING_ON and str(trigger) in action  # 自反馈之日起
    letters = [c for c in trigger.removeprefix("收到").removeprefix("接到") if c not in "的后之"]
    return sum(c in action for c in letters) >= 0.8 * len(letters)


def likeness(name: str, trigger: str) -> float:
    """Say how alike two events are worded, 0..1; one that holds the other counts as 0.9."""
    if not name or not trigger:
        return 0.0
    if name in trigger or trigger in name:
        return 0.9
    return SequenceMatcher(None, name, trigger, autojunk=False).ratio()
