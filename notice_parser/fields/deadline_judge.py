"""Whether a time expression governs a duty, or only tells of something."""

from __future__ import annotations

import datetime as dt

from notice_parser.fields.deadline_passages import Passage
from notice_parser.fields.deadline_words import ACTOR_TAIL, HAS_VERB, HEAD_ACTOR, HEAD_MODAL
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import Granularity, TimeExpression, TimeKind

GRACE = dt.timedelta(days=15)
"""A duty that is asked for in so many words may lie a little before the date of issue: notices are dated late."""

REACH = 80
"""Code points round a time that tell what it is for."""
LONG_AGO = dt.timedelta(days=31)
"""What has been going on for longer than this is history, not a task."""

ASKED = Rule("judge/asked", r"请|应当|务必|必须|须|要求|(?:不得|最迟)", yes=("请", "务必"), no=("已",))
TOLD = Rule(
    "judge/told",
    r"(?:召开|印发|发布|发生|开展|进行|组织|启动|实施|下发|反馈|提出|出台|部署|通报|检查|作出|举行|举办|发现"
    r"|成立|修订|公布|完成|收到|转发|签订|出现)了|已经?(?!知)|曾|以来|至今|截[至止]|(?<![财曾])经$",
    yes=("召开了", "已", "曾", "经"),
    no=("完成",),
)
REASON = Rule(
    # 根据10月10日会议精神: the clause names a ground, not a duty.
    "judge/reason",
    r"[\s\u3000]{0,8}+(?:并?根据|按照|依据|依照|结合|鉴于|由于|综合考虑|为(?!期)|对照|参照|自从|继(?!续)|随着"
    r"|在[^，]{0,30}(?:会议|通知|要求|讲话)(?:上|中|下)|[^，,]{0,20}(?:印发|下发)的)",
    yes=("根据", "按照", "综合考虑"),
    no=("各单位",),
)
CONDITION = Rule(
    # 2021年12月31日前取得证书的人员: the time belongs to an attribute.
    "judge/condition",
    r"[^，,。；;：:将把]{1,24}?(?:的(?:人员|单位|企业|项目|学生|考生|车辆|产品|建筑|房屋|居民|职工|教师|毕业生"
    r"|个人|同志|问题|案件|工程|发票|合同)?(?=[，,。；;]|$)|的[^，,。；;]{1,14}(?:应|须|可|要|不得|视为|按))",
    yes=("取得证书的人员", "出生的"),
    no=("将名单报送", "报送名单"),
)
VALID = Rule(
    "judge/valid",
    r"[^，,。；;]{0,6}?(?:施行|生效|失效|废止|有效|起执行|执行新|停止执行|不再执行|为期|放假(?!前)|调休|上班(?!前)|停水|停电|断水|正式实施)",
    yes=("施行", "正式实施", "起生效"),
    no=("组织检查",),
)
NOUN_FOLLOWS = Rule(
    # 12月4日国家宪法日, 5月份安全生产例会: the time is part of a name.
    "judge/noun_follows",
    r"(?:的|是|为(?!期)|《|未|共|累计|仍|将有|有|预计|或|等|召开了|电(?![话子力气])|第|号|“|工作(?!日)|安全生产"
    r"|年度|全国|全省|全市|度|版|级|届|底数|现有|我国|我省|我市|发布的|下发的|召开的|开展的|所)",
    yes=("的", "是", "《"),
    no=("组织",),
)
PAST_YEARS = Rule(
    "judge/past_years",
    r"(?:近|过去|前|最近|(?<!原则)上|在校|任职|连续|(?<!期)满|不足|超过|累计)$",
    yes=("近", "过去"),
    no=("在", "原则上"),
)
LASTING = Rule(
    "judge/lasting",
    r"[^，,。；;]{0,12}?(?:曾|受过|未受|未发生|发生过|没有|无(?:违法|重大|不良)|累计|连续|有过|(?<![（(])不超过"
    r"|不少于(?=\d+个?工作日)|办结[的率]|申请行政复议|提起行政诉讼|提起诉讼|(?:提起)?上诉|出生|保存|留存|存放|保管|免费|保修"
    r"|质保|有效|即将|到期|届满的)",
    yes=("受过", "未发生", "保存"),
    no=("完成整改",),
)
NAMED_ACTOR = Rule(
    "judge/named_actor",
    rf"{ACTOR_TAIL}(?:[（(][^（）()]{{1,30}}[)）])?(?:应当|应|要|须|必须|需|负责|将|在|于|每|至少|原则上|分别|对|按|$)",
    yes=("单位每", "学院要", "管理员对"),
    no=("工作情况",),
)
IN_FORCE = Rule(
    "judge/in_force",
    r"(?:正式|全面|统一)?(?:实施|执行|试行|启用|实行|运行|生效|施行)",
    yes=("实施", "正式执行"),
    no=("组织",),
)
HAPPENED = Rule(
    # 发生在1997年9月30日以前的行为, 取得证书于…: the time says when something came about.
    "judge/happened",
    r"(?:发生|出生|成立|取得|建成|颁发|毕业|入学|入职|颁布|竣工|持续|延续|继续|始建|生产|注册|登记)(?:在|于)?$",
    yes=("发生", "取得于"),
    no=("各单位",),
)
DONE = Rule(
    # 3月17日至21日，检查组对我市开展了检查: told, though the date of issue is not known.
    "judge/done",
    r"[，,][^。；;]{2,50}?(?:召开|印发|发布|发生|开展|进行|组织|启动|举行|举办|发现|成立|公布|完成|反馈|反映|部署)了",
    inside=(("，检查组对我市开展了检查", "，检查组对我市开展了"),),
    no=("，检查组开展检查",),
)
DONE_AT_ALL = Rule(
    "judge/done_at_all",
    r"[，,][^，,。；;]{2,60}?[\u4e00-\u9fff]了(?![解结断])",
    inside=(("，会议听取和审议了报告", "，会议听取和审议了"),),
    no=("，要了解情况",),
)
FIGURES = Rule(
    # 年末固定电话用户达到29074户: a state, not a task.
    "judge/figures",
    r"[^，,。；;要应须将]{0,30}?[0-9][0-9.]{0,8}(?:万|亿|户|人|家|张|辆|%|％)",
    inside=(("固定电话用户达到29074户", "固定电话用户达到29074户"),),
    no=("报送名单", "完成任务"),
)
NOTE_BEHIND = Rule("judge/note_behind", r"[（(][^（）()]{1,12}[)）]", yes=("（工作日）",), no=("，",))
FORECAST = Rule("judge/forecast", r"预报|预测|气象部门", yes=("预报",), no=("预计",))
WEATHER = Rule(
    # 15日夜间至17日，我市将出现较明显雨雪天气: a forecast, though it does not say so.
    "judge/weather",
    r"将(?:会)?(?:出现|有|迎来|持续)[^，,。；;要请]{0,16}(?:天气|降雪|降雨|降水|大风|降温|寒潮|台风|雨雪|暴雨|冰冻)",
    inside=(("我市将出现较明显雨雪天气", "将出现较明显雨雪天气"),),
    no=("将有关要求落实，做好大风天气防范", "将天气情况报送"),
)
FINDING = Rule(
    # 动火作业前，未清理周边可燃物的; 逐月提供报告，但设备损坏: what an inspection found, or what is forbidden.
    "judge/finding",
    r"^[^，,。；;]{0,30}[，,]\s?(?:未|没有|无)[^。；;]{2,80}的$|[，,]但是?[^，,。；;]{0,16}(?:处于|未|缺|没有|损坏|失效)",
    yes=("，未清理周边可燃物的",),
    inside=(("提供报告，但大部分设备处于停用状态", "，但大部分设备处于"),),
    no=("，未按时报送的单位要说明原因", "，但不得少于两次"),
)
SIGNED = Rule(
    # 某市教育局2011年10月13日: a signature run into the text.
    "judge/signed",
    rf"{ACTOR_TAIL}$",
    inside=(("甲市教育局", "局"),),
    no=("时间：",),
)
ATTRIBUTE = Rule(
    # 按月领取养老金的参保人: how often belongs to what people are.
    "judge/attribute",
    r"[^，,。；;：:]{1,40}?的[\u4e00-\u9fff]{0,8}(?:人|者|人员|单位|企业)(?=[（(，,]|应|须|要|可|均|至少)",
    inside=(("领取养老金的参保人（以下", "领取养老金的参保人"),),
    no=("报送工作情况",),
)
QUOTED = Rule(
    # 《条例》第十五条规定，管理单位应当在24小时内报告: what a law says, not what the notice asks for.
    "judge/quoted",
    r"(?<!根据|按照|依据|依照|遵照|按)《[^《》]{2,40}》(?:[（(][^（）()]{1,30}[)）])?第[一二三四五六七八九十百零〇0-9]{1,7}条[^，,。；;]{0,8}规定[，,:：]",
    yes=("《某条例》第十五条规定，",),
    no=("按照《某条例》第十五条规定，", "《某条例》规定，"),
)
NO_TERM = Rule(
    "judge/no_term", r"有效期?|期限自?$|任期|保管期|资助期|已$|延期$|延长$|推迟$", yes=("有效期", "任期"), no=("报名",)
)
STATE_OF = Rule(
    # 名单（截至4月30日）, 统计时段为1月1日至6月15日: the time says of when figures are.
    "judge/state_of",
    r"(?<!时间|日期|时限|期限|报名)[（(]$|(?:统计|数据|核算|计算|追溯|取数|计分|所属)"
    r"(?:时段|期间|时间|时点|区间|周期|范围|口径)(?:为|是|[：:])?$",
    yes=("（", "统计时段为", "数据期间："),
    no=("报名时间为", "（于", "报送时间（"),
)
COUNTED = Rule(
    "judge/counted",
    r"[一二两三四五六1-9](?:次|遍|轮|回|期|场)",
    yes=("一次", "2次"),
    no=("首次", "次数"),
)
HANDED_OVER = Rule(
    # 分别报送每周检查进展: how often belongs to what is handed in.
    "judge/handed_over",
    r"(?:报送|上报|提交|反馈|汇总|填写|填报|公布|通报)$",
    yes=("报送", "填写"),
    no=("要求", "报送材料，"),
)
RULES: tuple[Rule, ...] = (
    HANDED_OVER, DONE, STATE_OF, FORECAST, WEATHER, FINDING, NOTE_BEHIND, DONE_AT_ALL, FIGURES, SIGNED, HAPPENED,
    IN_FORCE, ATTRIBUTE, NO_TERM, COUNTED, ASKED, TOLD, REASON, CONDITION, VALID, NOUN_FOLLOWS, PAST_YEARS, LASTING,
    NAMED_ACTOR, QUOTED,
)  # fmt: skip


def is_past(time: TimeExpression, reference: dt.date | None, *, asked: bool) -> bool:
    """Tell whether a time lies before the date of issue."""
    if reference is None or time.end is None:
        return False
    return time.end < reference - (GRACE if asked else dt.timedelta(0))


def governs_duty(passage: Passage, time: TimeExpression, reference: dt.date | None) -> bool:
    """Tell whether a time inside a sentence governs something that is to be done."""
    text, span = passage.text, time.span
    clause = passage.clause_start(span.start)
    before = text[max(clause, span.start - REACH) : span.start]
    note = NOTE_BEHIND.match(text, span.end, passage.span.end)
    behind = note.end() if note else span.end
    clause_after = text[behind : min(passage.clause_end(behind), behind + REACH)]
    rest = text[span.end : min(passage.span.end, span.end + 90)]
    asked = ASKED.search(before) is not None or (time.kind == TimeKind.UNTIL and time.rule == "until/before")
    low = max(passage.span.start, span.start - REACH)
    quoted = time.kind in (TimeKind.PERIOD, TimeKind.RECURRING) and QUOTED.search(text, low, span.start)
    if quoted or FORECAST.search(text, low, span.start):
        return False
    if WEATHER.search(rest) or (not asked and FINDING.search(text[span.end : passage.span.end].rstrip("。 "))):
        return False
    if "是否" in before[-20:] or is_past(time, reference, asked=asked) or time.rule in ("since/history",):
        return False
    if REASON.match(text, clause, span.start + 1) and not ASKED.search(before):
        return False
    if TOLD.search(before[-12:]) or TOLD.search(clause_after.partition("（")[0][:16]):
        return False
    if VALID.match(text, span.end, passage.span.end) or text.startswith(("）期间", ")期间"), span.end):
        return False
    return _BY_KIND[time.kind](time, reference, before, clause_after, rest)


def _judge_until(time: TimeExpression, reference: dt.date | None, before: str, after: str, rest: str) -> bool:
    if STATE_OF.search(before):
        return False
    if time.rule == "until/as_of":
        return bool(before.strip()) and HAS_VERB.search(rest) is None
    if (
        (time.rule == "until/to" and time.granularity != Granularity.DAY)
        or NO_TERM.search(before)
        or HAPPENED.search(before)
    ):
        return False
    if time.rule == "until/end_of" and not time.introduced and FIGURES.match(after):
        return False
    if time.rule == "until/end_of" and after.startswith(("不", "仍", "的")):
        return False
    if CONDITION.match(after) and not ASKED.search(before) and time.rule == "until/before":
        return False
    return bool(HAS_VERB.search(rest) or HAS_VERB.search(before) or time.rule != "until/end_of")


def _judge_days(time: TimeExpression, reference: dt.date | None, before: str, after: str, rest: str) -> bool:
    if time.granularity == Granularity.YEAR or STATE_OF.search(before):
        return False
    if time.rule == "point/day" and time.year_printed and time.start == time.end == reference:
        return False  # the date of issue itself, run into the text
    if time.year_printed and not time.introduced and SIGNED.search(before.rstrip()):
        return False
    if not time.introduced and not _acts_at_once(after, rest):
        return False
    if not after.strip() and (DONE.search(rest) or (not ASKED.search(rest) and DONE_AT_ALL.match(rest))):
        return False
    if time.kind == TimeKind.SINCE and reference and time.start and time.start < reference - LONG_AGO:
        return False
    if NOUN_FOLLOWS.match(after.lstrip()) or CONDITION.match(after):
        return False
    if time.kind == TimeKind.SINCE and IN_FORCE.fullmatch(after.strip()):
        return False
    return HAS_VERB.search(rest) is not None or (not rest.strip() and HAS_VERB.search(before) is not None)


def _acts_at_once(after: str, rest: str) -> bool:
    """Tell whether a day without 于 or 自 is followed by what happens on it, and not merely printed there."""
    after = after.lstrip()
    if not after:
        return True
    return bool(HAS_VERB.match(after) or HEAD_ACTOR.match(after) or after[0] in "对向将把与由前之各全市县省区我本每")


def _judge_period(time: TimeExpression, reference: dt.date | None, before: str, after: str, rest: str) -> bool:
    if DONE_AT_ALL.match(rest) and not ASKED.search(rest):
        return False  # 事故发生后2小时内，消防人员赶到了现场
    if PAST_YEARS.search(before) or LASTING.match(after) or after.startswith("的"):
        return False
    if CONDITION.match(after) and not ASKED.search(before):
        return False
    return HAS_VERB.search(rest) is not None or HAS_VERB.search(before) is not None


def _judge_recurring(time: TimeExpression, reference: dt.date | None, before: str, after: str, rest: str) -> bool:
    if (
        HANDED_OVER.search(before)
        or after.startswith(("的", "度", "一次性"))
        or "享受" in after
        or ATTRIBUTE.match(after)
        or HAS_VERB.search(rest) is None
    ):
        return False
    if "BY" in (time.rrule or "") or time.rule.endswith("/before"):
        return True
    return bool(NAMED_ACTOR.search(before) or ASKED.search(before) or HEAD_ACTOR.match(after) or COUNTED.search(after))


def _judge_event(time: TimeExpression, reference: dt.date | None, before: str, after: str, rest: str) -> bool:
    if CONDITION.match(after) or after.startswith("的"):
        return False
    modal = HEAD_MODAL.match(after)
    after = (after[modal.end() :] if modal else after).removeprefix("至少")
    said = (
        HAS_VERB.match(after) if time.trigger and time.trigger.start == time.span.start else HAS_VERB.search(after[:6])
    )
    if not (said or HEAD_ACTOR.match(after) or not after.strip() or after[0] in "对向将把与按"):
        return False
    return HAS_VERB.search(rest) is not None


_BY_KIND = {
    TimeKind.UNTIL: _judge_until,
    TimeKind.POINT: _judge_days,
    TimeKind.RANGE: _judge_days,
    TimeKind.SINCE: _judge_days,
    TimeKind.PERIOD: _judge_period,
    TimeKind.RECURRING: _judge_recurring,
    TimeKind.EVENT: _judge_event,
}
