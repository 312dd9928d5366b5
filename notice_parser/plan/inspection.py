"""Whether a notice orders or arranges an inspection, check, audit, assessment, rectification or acceptance."""

from __future__ import annotations

import regex

from notice_parser.core.notice import Notice
from notice_parser.grammar.rule import Rule
from notice_parser.plan.parts import Parts
from notice_parser.plan.topics import Topic
from notice_parser.plan.verbs import DECISION, INSPECT, INSPECTION, ORDER

TITLE_TAIL = Rule(
    name="inspection/title_tail",
    pattern=rf"(?<!健康){INSPECT}(?:问题|工作|活动|行动|事项|任务|“?回头看”?|反馈|意见|发现|整改|有关|相关|情况|和|与|及|、|{INSPECT}){{0,8}}"
    r"(?:(?:实施|工作|活动|总体|年度|专项){0,2}(?:方案|计划|制度|办法|细则|安排|要点|规程|指南|标准|清单)[》）)]?(?:（[^（）]{1,8}）)?》?)?"
    r"(?:的(?:紧急|补充)?(?:通知|通告|公告|函|意见|通报|批复|决定))?$",
    yes=(
        "检查的通知",
        "巡查有关工作的通知",
        "督查的通知",
        "巡查工作制度（试行）》的通知",
        "暗访发现问题整改工作的通知",
        "排查整治工作的紧急通知",
        "整治“回头看”工作方案》的通知",
    ),
    no=("动员培训会议的通知", "学习宣传和贯彻实施重大事故隐患判定标准的通知", "火灾防控工作的通知", "健康检查的通知"),
)

OTHER_BUSINESS = Rule(
    name="inspection/other_business",
    pattern=r"(?:召开|举办|举行|承办|邀请)[^》]{0,50}?(?:会|会议|班|讲座|论坛|竞赛|比赛|大赛|展|培训|仪式|活动)|申报|推荐|评选|评优|表彰|遴选|选拔|招聘|招生|报名|缴费|放假|"
    r"征求|征集|征订|征收|学习宣传|宣传贯彻|宣贯|继续教育|培训班?的|推广|调整[^》]{0,20}(?:成员|小组|分工)|任免|聘任|"
    r"公布[^》]{0,40}(?:名单|结果)|名单的|考试|统计|资格认证|模拟运行|问卷|人事|表扬|(?:检查|督查|抽查|考核|评估)(?:情况|结果)的?(?:通报|通知)",
    yes=("召开全省安全生产专项督导工作动员培训会议", "学习宣传", "推广", "征求", "检查情况的通报"),
    no=(
        "关于开展学校食堂食品安全联合检查的通知",
        "关于做好今冬明春电力行业火灾防控工作的通知",
        "关于开展年度考核工作的通知",
    ),
)

RULES: tuple[Rule, ...] = (TITLE_TAIL, OTHER_BUSINESS)

_OWN_TOPICS = (Topic.TARGETS, Topic.CHECKLIST, Topic.METHODS, Topic.TEAMS, Topic.TIME, Topic.PROCEDURE)
_ORDERS_NEEDED = 4
_OPENING = 400


def is_inspection(notice: Notice, parts: Parts) -> bool:
    """Decide from the title, else from headings that speak of inspecting, else from what the text orders."""
    title = notice.title.value or ""
    subject = regex.sub(r"《(?=[^》]*$)", "", title)
    if OTHER_BUSINESS.search(title) is not None:
        return False
    if TITLE_TAIL.search(subject) is not None:
        return True
    text = parts.text
    start, end = _body(notice)
    if title and INSPECTION.search(title) is not None and ORDER.search(text, start, end) is not None:
        return True
    if DECISION.search(text, start, min(end, start + _OPENING)) is not None:
        return True
    if any(_speaks_of_inspecting(parts, i) for topic in _OWN_TOPICS for i in parts.of(topic)):
        return True
    return sum(1 for _ in ORDER.find_all(text, start, end)) >= _ORDERS_NEEDED


def _body(notice: Notice) -> tuple[int, int]:
    spans = notice.title.evidence.spans
    text = notice.outline.text
    return (spans[-1].end if spans else 0), len(text)


def _speaks_of_inspecting(parts: Parts, index: int) -> bool:
    heading = parts.heading_of(index)
    return heading is not None and INSPECTION.search(heading) is not None
