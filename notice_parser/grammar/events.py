"""Events before which something must be done: 离开驻地前, 会议召开前, 应于听课结束前."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.notice import Direction
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule
from notice_parser.grammar.time_expression import TimeExpression, TimeKind

_HAN = r"[\u4e00-\u9fff“”]"
_PLAIN = r"[[\u4e00-\u9fff“”]--[在于应须将要把对向与]]"
# What a word ends with when it stands before 前 and names no event: 目前, 日前, 此前, 提前, 当前, 面前, 年前.
_NO_EVENT = (
    r"(?<![目日月年天之以此提当向从面眼跟往空史事先超生周时个支居位名靠])(?<![0-9一二三四五六七八九十整早几时间节]点)"
)
# Verbs and nouns that make an event of a clause's beginning; before 于 or 在 any words do.
_HAPPENS = (
    r"(?:开始|召开|举行|举办|结束|到达|到来|来临|离开|离校|离岗|返校|放假|开学|开课|开班|开工|开业|开幕|开展|复工|复产|施工|竣工"
    r"|投用|使用|实施|作业|上岗|进场|入场|入校|进入|组织|培训|考试|检查|验收|巡查|督查|通行|出发|启动|公布|发布|印发|签订|办理"
    r"|提交|申请|申报|报名|审批|拨付|下班|上班|交接|春节|国庆|元旦|中秋|汛期|节日|假期|供暖|采暖|雨季|运行|运营|投入|录用|任职|出行"
    r"|会议|开会|比赛|活动|演练|出厂|上市|销售|装卸|影响|登陆|来袭|入汛|驶出|返程|离会|主汛期|高考|中考|五一|十一)"
)

BEFORE_EVENT = Rule(
    "event/before",
    rf"(?:(?P<prep>(?:应当?|须|必须|要|并)?(?:(?<![存现正所])在(?![册建校岗编职线用产])|(?<![关对由属基])(?<!(?<!单)位)于))"
    rf"(?P<trigger>{_HAN}{{2,14}}?|[会课节假汛训考赛])"
    rf"|(?<![\u4e00-\u9fff“”0-9])(?P<trigger>(?:{_PLAIN}{{0,12}}?{_HAPPENS}{_PLAIN}{{0,8}}?|[会课节假汛训考赛岗]))"
    rf"){_NO_EVENT}(?:之|以)?前(?!提(?![供交出前])|[后期往来述款面者置夕沿列所景台言哨锋瞻]|进(?![行驻])|[0-9一二三四五六七八九十两]{{1,3}}分钟)",
    yes=(
        "离开驻地前",
        "开展巡查前",
        "会议召开前",
        "应于听课结束前",
        "在巡查组到达前",
        "会前",
        "节前",
        "于灌溉季节开始之前",
        "台风影响前",
        "冷空气来袭前",
        "应在放假前",
        "于节前",
        "应在离开库点前",
    ),
    no=(
        "在前进路",
        "目前",
        "日前",
        "此前",
        "提前",
        "前期",
        "会前后",
        "影响",
        "在目前",
        "4月前",
        "于下午3点前",
        "在时间点前",
        "停产6个月以上的企业复产前",
        "开考前30分钟",
    ),
    inside=(("检查组应在离开前移交", "应在离开前"), ("培训前应将材料备案", "培训前")),
)
RULES: tuple[Rule, ...] = (BEFORE_EVENT,)


def find_events(text: str) -> Iterator[TimeExpression]:
    """Find the events before which something is to happen; ``trigger`` is the event without 前."""
    for match in BEFORE_EVENT.find_all(text):
        if match["trigger"].endswith(("日期", "时间", "时限", "期限")):
            continue  # 在指定日期前 names no event
        yield TimeExpression(
            Span(*match.span()),
            TimeKind.EVENT,
            BEFORE_EVENT.name,
            direction=Direction.BEFORE,
            trigger=Span(*match.span("trigger")),
        )
