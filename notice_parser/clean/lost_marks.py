"""Full stop, comma, enumeration comma or colon: which mark stood at a place, by the words on either side."""

from __future__ import annotations

from dataclasses import dataclass

from notice_parser.clean.draft import Draft, Gap
from notice_parser.core.chars import HAN
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

COLON = Rule(
    "structure/colon",
    r"(?:如下|(?:下列|以下)[^,\n]{1,8}(?=,(?:[（]?[1一]))|(?<=[,\n）0-9A-Za-z]|^)(?:联系人|联系人及电话|联系电话|联系方式|电话|传真|邮箱|电子邮箱|电子信箱|电子邮件|地址|通信地址|联系地址|邮编|手机|抄送|主送|附件|参会人员|责任单位"
    r"|牵头单位|配合单位|时间|地点|联系单位|举报电话|咨询电话|值班电话|监督电话|会议时间|会议地点))(?P<x>,)",
    yes=("如下,", "联系人,", "附件,"),
    no=("时间安排,", "附件1,", "一名联系人,"),
)
PHONE = Rule(
    "structure/phone",
    r"(?<![0-9])(?P<area>0[0-9]{2,3})(?P<x>,)(?=[1-9][0-9]{6,7}(?![0-9]))",
    inside=(("电话,0531,55501260", "0531,"),),
    no=("2016,71号", "0531,12"),
)
EXTENSION = Rule(
    "structure/extension",
    r"(?<=0[0-9]{2,3}[,-][0-9]{7,8})(?P<x>,)(?=[0-9]{3,4}(?![0-9]))",
    inside=(("010,64463041,802", ","),),
    no=("010,64463041,13800000000",),
)
CLOCK = Rule(
    "structure/clock",
    r"(?:(?<=[日午晚上早间）)前后至到]|(?:星期|周)[一二三四五六日天],)|(?<=[0-9],[0-9]{2}[至—]))(?:[01]?[0-9]|2[0-4])(?P<x>,)[0-5][0-9](?![0-9万人名个%])",
    inside=(("上午9,30召开", "9,30"), ("3月1日17,30前", "17,30")),
    no=("5,7人", "第3,15条"),
)
MAIL = Rule(
    "structure/mail",
    r"(?<=[A-Za-z0-9])(?P<x>,)(?=(?:com|cn|net|org|gov|edu|example)(?![A-Za-z]))|(?<=@[A-Za-z0-9_-]{1,30})(?P<y>,)(?=[a-z]{2,12})",
    inside=(("a@163,com", ","), ("b@c,gov,cn", ",")),
    no=("APP,WORD", "163,人"),
)
RANGE = Rule(
    "structure/range",
    r"(?<![0-9,])(?P<low>[0-9]{1,3})(?P<x>,)(?P<high>[0-9]{1,3})(?=(?:人|名|个|天|家|组|次|日|小时|分钟|年|周|倍|项|位|辆|台|岁|公里|米|号)(?![,]?第))",
    yes=(),
    inside=(("由5,7人组成", "5,7"), ("3,5名", "3,5")),
    no=("2016,71号", "1,第2名"),
)
DECIMAL = Rule(
    "structure/decimal",
    r"(?<![0-9,])[0-9]{1,6}(?P<x>,)[0-9]{1,4}(?=万|亿|%|％|元|吨|公顷|平方|立方|千瓦|摄氏|度|克|升|倍|MPa|kg|mm|cm|m)",
    inside=(("投资3,5亿元", "3,5"), ("达到98,6%", "98,6")),
    no=("5,7人", "3,5名"),
)
DATE_RANGE = Rule(
    "structure/date_range",
    r"(?<=[0-9][日月年时])(?P<x>,)(?=(?:(?:19|20)[0-9]{2}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日|[0-9]{1,2}月(?:底|份)?[,）\n])",
    inside=(("6月5日,6月7日", ","),),
    no=("6月5日,各单位", "5日,6人"),
)
PERIOD = Rule(
    "structure/heading_period",
    r"(?P<x>,)(?=[^,\n]*[至到—前底旬]|[0-9]{1,2}月份?,)(?P<period>(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|上旬|中旬|下旬|底|份)?(?:(?:至|到|—)(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}(?:月(?:[0-9]{1,2}日|上旬|中旬|下旬|底)?|日))?(?:前)?)(?P<y>,)",
    yes=(",5月8日至5月31日,", ",10月15日前,"),
    no=(",各单位,", "5月8日至5月31日", ",9月21日,"),
)
SUBJECT = Rule(
    "structure/subject",
    r"^(?:各|请|凡|此外|另外|同时|其中|如|若|违反|要(?!求)|对违|对不|对拒|对未|对工作|一是|二是|三是|四是|五是|每[一个次组家]|全[省市县区]各?|本[通办制方]|我[省市县区局委校]|现|巡查组|检查组|督查组|督导组"
    r"|省[安政委厅级直]|市[安政委局级直]|县[安政委局级直]|特此|未|严禁|所有|逾期|期间|被)",
    inside=(("各市要认真", "各"), ("请各单位", "请"), ("违反以上要求的", "违反")),
    no=("认真落实", "有关部门", "要求各地"),
)
CONTINUES = Rule(
    "structure/continues",
    r"^(?:和|及|以及|并|或|与|但|而|且|的|等|从而|以便|确保|以|不得|不|做到|切实|全面|及时|严格|认真|依法|有效|着力|进一步|特别是|尤其|包括|如有|应当|应|须|将|可)",
    inside=(("并于2个月内", "并"), ("确保安全", "确保")),
    no=("各单位", "请各市"),
)
ENUMERATED = Rule(
    "structure/enumerated",
    rf"^[{HAN}A-Za-z0-9“”《》（）]{{1,8}}(?:等|和|及|以及|与|或)",
    inside=(("来电等", "来电等"), ("培训和保障", "培训和")),
    no=("认真做好检查准备阶段的本职工作以及",),
)
YEARS = Rule(
    "structure/years",
    r"(?<![0-9])(?:19|20)[0-9]{2}(?P<x>,)(?=(?:19|20)[0-9]{2}(?:学?年))",
    no=("2016,71号", "2023,2024号"),
    inside=(("关于2023,2024学年", "2023,"),),
)
DOTTED_DATE = Rule(
    "structure/dotted_date",
    r"(?<![0-9])20[0-9]{2}(?P<x>,)(?:1[0-2]|0?[1-9])(?P<y>,)(?:3[01]|[12][0-9]|0?[1-9])(?=$|\n|,|附件|抄送)",
    yes=("2024,9,12",),
    no=("2024,19,12", "2024,9,12号"),
)
EACH_MONTH = Rule(
    "structure/each_month",
    r"(?:每月|分别于[^,\n]{0,12})[0-9]{1,2}日(?P<x>,)(?=[0-9]{1,2}日)",
    yes=(),
    no=("3月1日,5日",),
    inside=(("每月10日,25日", "每月10日,"),),
)
SECRECY = Rule(
    "structure/secrecy",
    r"(?:绝密|机密|秘密)(?P<x>,)(?=[0-9]{1,2}年|[0-9]{1,2}个月|长期)",
    inside=(("秘密,1年某集团", "秘密,"), ("机密,长期", "机密,")),
    no=("保守秘密,各单位", "秘密1年"),
)
GRADE = Rule(
    "structure/grade",
    r"等级(?P<x>,)(?=特提|特急|加急|平急)",
    inside=(("等级,特急,明电", "等级,"),),
    no=("等级,各单位",),
)
TELEGRAM = Rule(
    "structure/telegram",
    r"(?:特提|特急|加急|平急)(?P<x>,)(?=明电)",
    inside=(("等级,特急,明电", "特急,"),),
    no=("特急,某局",),
)
RULES = (
    GRADE, TELEGRAM, SECRECY,
    DOTTED_DATE, YEARS, EACH_MONTH, COLON, PHONE, EXTENSION, CLOCK, MAIL, RANGE, DECIMAL, DATE_RANGE, PERIOD, SUBJECT,
    CONTINUES, ENUMERATED,
)  # fmt: skip

SHORT = 6
"""A member of an enumeration has seldom more characters."""
SENTENCE = 28
"""A sentence that is shorter seldom ends before a new subject."""


_WAITING = ("为", "根据", "按照", "依据", "经", "结合", "依照", "针对", "鉴于", "随着")


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands round an open place: the stretches beside it, the sentence so far, and its first two characters."""

    left: str
    right: str
    length: int
    opened: str
    enclosed: bool
    open_after: bool


def mark_numbers(draft: Draft) -> None:
    """Write the marks inside phones, times, mail addresses, ranges and decimals, and colons after what announces."""
    for rule, mark in (
        (GRADE, "："),
        (TELEGRAM, "·"),
        (SECRECY, "★"),
        (PHONE, "-"),
        (EXTENSION, "-"),
        (CLOCK, ":"),
        (MAIL, "."),
        (DOTTED_DATE, "."),
        (DECIMAL, "."),
    ):
        for match in rule.find_all(draft.text):
            for group in ("x", "y"):
                if group in match.re.groupindex and match.start(group) >= 0:
                    _decide(draft, match.start(group), mark)
    for match in RANGE.find_all(draft.text):
        if int(match["low"]) < int(match["high"]):
            _decide(draft, match.start("x"), "—")
    for match in COLON.find_all(draft.text):
        _decide(draft, match.start("x"), "：")
    for match in YEARS.find_all(draft.text):
        _decide(draft, match.start("x"), "—")
    for match in EACH_MONTH.find_all(draft.text):
        _decide(draft, match.start("x"), "、")
    for match in DATE_RANGE.find_all(draft.text):
        _decide(draft, match.start("x"), "—")


def _decide(draft: Draft, at: int, mark: str) -> None:
    gap = draft.gap(at)
    if gap.mark is None:
        gap.mark = mark


def mark_running_text(draft: Draft) -> None:
    """Decide every place that is still open: enumeration comma, comma or full stop."""
    text = draft.text
    # Where a stretch of letters ends and the next begins: at marks, line ends, and breaks that were put in.
    edges = sorted(
        {(at, at + 1) for at in draft.gaps}
        | {(at, at + 1) for at, char in enumerate(text) if char == "\n"}
        | {(at, at) for at, gap in draft.inserted.items() if gap.breaks}
    )
    begins, ends = [0, *(begin for _, begin in edges)], [*(end for end, _ in edges), len(text)]
    since = 0  # where the sentence began
    for index, (at, begin) in enumerate(edges):
        gap = draft.gaps.get(at)
        if gap is not None and gap.mark is None:
            left, right = text[begins[index] : at], text[begin : ends[index + 1]]
            if draft.title[0] <= at < draft.title[1]:
                gap.mark = _in_title(left, right)
            else:
                opened = text[since : since + 2]
                enclosed = begins[index] > 0 and bool(draft.gap_before(begins[index]).close)
                place = _Place(left, right, at - since, opened, enclosed, _is_open(draft, ends[index + 1]))
                gap.mark = _choose(gap, place)
        if gap is None or gap.mark in ("。", "；", "：") or gap.breaks:
            since = begin


def _in_title(left: str, right: str) -> str:
    """A mark in a title: a blank between two issuers, an enumeration comma, or the end of a printed line."""
    if is_organ(left) and any(is_organ(right[:n]) for n in (len(right), right.find("关于")) if n > 2):
        return " "
    return "、" if len(left) > 1 and _is_enumeration(left, right, open_after=False) else ""


def _is_open(draft: Draft, at: int) -> bool:
    return at in draft.gaps and draft.gaps[at].mark is None and not draft.gaps[at].breaks


def _choose(gap: Gap, place: _Place) -> str:
    left, right = place.left, place.right
    if not right or gap.breaks:
        return "。" if left or gap.close else ""
    if gap.open and gap.open[0] in "《“（":
        return "" if gap.close.endswith(("》", "”")) or not left else "，" if gap.close else ""
    if gap.close:
        return _after_closing(gap.close, right)
    if _is_enumeration(left, right, open_after=place.open_after) and not place.enclosed:
        return "、"
    # 为…，根据…要求，现…: what the sentence opens with still waits for its main clause.
    waits = place.opened.startswith(_WAITING) and left.endswith(
        ("要求", "规定", "精神", "部署", "安排", "实际", "研究", "同意")
    )
    if place.length >= SENTENCE and not waits and SUBJECT.search(right) and not CONTINUES.search(right):
        return "。"
    return "，"


def _after_closing(close: str, right: str) -> str:
    if close.endswith("》") and (CONTINUES.search(right) or right[0] in "要精规中有内文已印实执办施和发并即给下"):
        return ""
    if close.endswith("”") and (right[0] in "的和等登工专制机设行活原方建" or len(right) < 3):
        return ""
    if close.endswith("）"):
        return "" if right[0] in "的和等有精要规印人政部" else "，"
    return "，"


def _is_enumeration(left: str, right: str, open_after: bool) -> bool:
    tail = left[-SHORT:]
    if not tail or not right:
        return False
    if ENUMERATED.search(right) and not CONTINUES.search(right):
        return len(left) <= 2 * SHORT or not SUBJECT.search(right)
    if (
        len(left) <= SHORT
        and len(right) <= SHORT
        and ((open_after and not CONTINUES.search(right)) or len(left) == len(right))
    ):
        return True
    # 望潭县,栖霖县36家; 过期瓶,报废瓶充装; 省委,省政府: members end or begin alike.
    alike = tail[-1] in right[1:SHORT] or (len(left) <= SHORT and left[0] == right[0])
    return alike and not SUBJECT.search(right)
