"""Whether a notice orders or arranges an inspection, check, audit, assessment, rectification or acceptance."""

from __future__ import annotations

import regex

from notice_parser.core.notice import Notice
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.table_rows import read_entries
from notice_parser.planning.parts import Parts
from notice_parser.planning.topics import Topic
from notice_parser.planning.verbs import DECISION, DIRECT_ORDER, INSPECT, INSPECTION

TITLE_TAIL = Rule(
    name="inspection/title_tail",
    pattern=rf"(?<!健康){INSPECT}(?:问题|工作|活动|行动|事项|任务|“?回头看”?|反馈|意见|发现|整改|有关|相关|情况|和|与|及|、|{INSPECT}){{0,8}}"
    r"(?:(?:实施|工作|活动|总体|年度|专项){0,2}(?:方案|计划|制度|办法|细则|安排|要点|规程|指南|标准|清单)[》）)]?(?:（[^（）]{1,8}）)?》?)?"
    r"(?:的(?:紧急|补充|有关|若干)?(?:通知|通告|公告|函|意见|通报|批复|决定))?$",
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
    r"公布[^》]{0,40}(?:名单|结果)|名单的|考试|统计|资格认证|模拟运行|商请|协助(?:做好|开展|配合)|问卷|人事|表扬",
    yes=("召开全省安全生产专项督导工作动员培训会议", "学习宣传", "推广", "征求", "协助做好"),
    no=(
        "关于开展学校食堂食品安全联合检查的通知",
        "关于做好今冬明春电力行业火灾防控工作的通知",
        "关于开展年度考核工作的通知",
    ),
)

REPORT = Rule(
    name="inspection/report",
    pattern=rf"{INSPECT}(?:工作)?(?:开展|落实|整改|进展)?(?:情况|结果)的?(?:通报|通知|报告|公告|公示|总结)|{INSPECT}(?:工作)?的?通报|(?:报送|上报|总结)[^》]{{0,30}}(?:总结|情况|材料|信息)",
    yes=("检查情况的通报", "暗访情况的通报", "抽查结果的公告", "报送年度检查工作总结"),
    no=("关于开展检查的通知", "关于核查举报情况的工作方案"),
)

ARRANGED = Rule(
    name="inspection/arranged",
    pattern=rf"(?:将|就)[^。；;\n]{{0,40}}?{INSPECT}(?:工作)?(?:的)?(?:有关|相关|具体)?(?:事项|事宜|安排|要求|内容)[^。；;\n]{{0,8}}如下",
    yes=("将学校本年度实验室安全检查工作安排如下", "将督查有关事项通知如下"),
    no=("将检查情况通报如下", "将有关事项通知如下"),
)

TEAM_FORMED = Rule(
    name="inspection/team_formed",
    pattern=r"(?:组成|成立|派出|组建|抽调|组织)[^。；;\n]{0,16}?(?:检查|督查|巡查|督导|核查|抽查|复查|暗访|考核|评估|验收|审计)(?:小)?组",
    yes=("派出2个核查组", "成立2个复查组", "组成督查组"),
    no=("检查组对我市", "成立领导小组"),
)

TEAM_AT_WORK = Rule(
    name="inspection/team_at_work",
    pattern=r"各(?:检查|督查|巡查|督导|核查|抽查|复查|考核|评估|验收)(?:小)?组(?!长)",
    yes=("各督查组", "各检查小组"),
    no=("各检查组长", "检查组对我市", "各专业组"),
)

RULES: tuple[Rule, ...] = (TITLE_TAIL, OTHER_BUSINESS, REPORT, ARRANGED, TEAM_FORMED, TEAM_AT_WORK)

_OWN_TOPICS = (Topic.TARGETS, Topic.CHECKLIST, Topic.METHODS, Topic.TEAMS, Topic.PROCEDURE)
_ORDERS_NEEDED = 4
_OPENING = 400


def is_inspection(notice: Notice, parts: Parts) -> bool:
    """Decide from the title, else from headings that speak of inspecting, else from what the text orders.

    A title of other business (召开督导工作动员会议, 推广随机抽查) is outweighed only by several headings of a plan;
    a report on an inspection (检查情况的通报) has a plan where it arranges the next one.
    """
    title = notice.title.value or ""
    text = parts.text
    start, end = _body(notice)
    topics = {t for t in _OWN_TOPICS for i in parts.of(t) if _speaks_of_inspecting(parts, i)}
    if OTHER_BUSINESS.search(title) is not None:
        return len(topics) > 2
    if REPORT.search(title) is not None:
        return bool(topics) or TEAM_FORMED.search(text, start, end) is not None
    if TITLE_TAIL.search(regex.sub(r"《(?=[^》]*$)", "", title)) is not None or topics:
        return True
    orders = sum(1 for _ in DIRECT_ORDER.find_all(text, start, end))
    orders += sum(DIRECT_ORDER.search(p.heading.of(text)) is not None for p in parts.parts)  # 开展专项整治 as a heading
    if INSPECTION.search(title) is not None and orders:
        return True
    if ARRANGED.search(text, start, min(end, start + _OPENING)) is not None:
        return True
    if TEAM_AT_WORK.search(text, start, end) is not None and _has_checks(notice):
        return True  # the head is lost, but teams go out with a list of checks
    return DECISION.search(text, start, min(end, start + _OPENING)) is not None or orders >= _ORDERS_NEEDED


def _has_checks(notice: Notice) -> bool:
    entries = (read_entries(notice.outline.text, table) for table in notice.outline.tables)
    return any(e.is_checklist and e.rows for e in entries)


def _body(notice: Notice) -> tuple[int, int]:
    spans = notice.title.evidence.spans
    text = notice.outline.text
    return (spans[-1].end if spans else 0), len(text)


def _speaks_of_inspecting(parts: Parts, index: int) -> bool:
    heading = parts.heading_of(index)
    return heading is not None and INSPECTION.search(heading) is not None
