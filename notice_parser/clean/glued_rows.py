"""Rows of a head that run together on one line: catalogue, signatory, telegram, minutes."""

from __future__ import annotations

from notice_parser.core.chars import HAN
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

REACH = 600
"""How far into the line such rows may stand."""
_DAY = r"(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日"
SIGNATORY = Rule(
    # 签发人：贾  平市人民政府：为做好…: a name of two or three letters, then the addressees.
    "rows/signatory",
    rf"签发人[：:][ \u3000]{{0,4}}(?:[{HAN}][ \u3000]{{1,4}}[{HAN}]|[{HAN}]{{2,3}}?)"
    rf"(?P<next>[ \u3000]{{0,40}}(?:[省市县区州]|中共|各|国务院)[{HAN}（）、，]{{1,60}}[：:])",
    inside=(
        ("签发人：贾  平市人民政府：为", "签发人：贾  平市人民政府："),
        ("签发人：王小明省委：", "签发人：王小明省委："),
    ),
    no=("签发人：王小明", "签发人：王小明，各市："),
)
TELEGRAM = Rule(
    "rows/telegram",
    r"(?P<to>收电[：:][^。：:\n]{2,120}?)"
    rf"(?P<from>发电[：:](?:[{HAN}]{{2,30}}[ \u3000]{{0,40}}{_DAY}|[{HAN}]{{2,30}}(?=[ \u3000]{{2}})))",
    inside=(("收电：各车间发电：甲站  2023年3月28日甲站电", "收电：各车间发电：甲站  2023年3月28日"),),
    no=("收电：各车间", "发电：甲站  2023年3月28日"),
)
MINUTES = Rule(
    "rows/minutes",
    rf"(?P<title>[{HAN}]{{2,40}}会议纪要)(?P<number>[〔（(\[](?:19|20)[0-9]{{2}}[〕）)\]]第?[0-9]{{1,4}}[号期])"
    rf"(?P<office>[{HAN}]{{4,30}}[ \u3000]{{0,40}}{_DAY})?",
    yes=("甲市水务局会议纪要〔2023〕第14号", "甲市水务局会议纪要〔2023〕3期甲市水务局办公室  2023年8月11日"),
    no=("会议纪要如下", "根据会议纪要精神"),
)
ROW = Rule(
    "rows/catalogue",
    r"索[ \u3000]{0,3}引[ \u3000]{0,3}号[：:]|(?:主题|信息|体裁)分类[：:]|(?:发文|发布|制发)(?:机关|机构|单位)[：:]"
    r"|(?:成文|发文|发布|公开|生成|生效|废止)日期[：:]|标[ \u3000]{0,4}题[：:]|名[ \u3000]{1,4}称[：:]|信息名称[：:]"
    r"|发文字号[：:]|文[ \u3000]{1,4}号[：:]|主[ \u3000]{0,3}题[ \u3000]{0,3}词[：:]"
    r"|有[ \u3000]{0,3}效[ \u3000]{0,3}性[：:]",
    yes=("索引号：", "标  题：", "发文字号:", "主 题 词："),
    no=("标题党：", "文号不全", "公开选项："),
)
RULES: tuple[Rule, ...] = (SIGNATORY, TELEGRAM, MINUTES, ROW)
_FEWEST = 4
"""Rows from which a line is taken for a catalogue."""


def head_rows(text: str, line: Span) -> tuple[set[int], list[Span]]:
    """Find where rows of a head begin inside a line, and the stretches in which nothing else breaks.

    >>> text = "索引号：1标题：关于检查的通知发文字号：甲〔2020〕7号主题词：关于检查的通知各县："
    >>> sorted(head_rows(text, Span(0, len(text)))[0])
    [5, 15, 29, 33]
    """
    reach = min(line.end, line.start + REACH)
    places: set[int] = set()
    held: list[Span] = []
    for rule, groups in ((SIGNATORY, ("next",)), (TELEGRAM, ("to", "from")), (MINUTES, ("number", "office"))):
        match = rule.search(text, line.start, reach)
        if match is None:
            continue
        places |= {match.start(g) for g in groups if match.start(g) >= 0}
        if rule is not SIGNATORY:
            places.add(match.end())
        held.append(Span(match.start(), match.start("next") if rule is SIGNATORY else match.end()))
    rows = list(ROW.find_all(text, line.start, reach))
    if len(rows) >= _FEWEST:
        places |= {m.start() for m in rows}
        if rows[-1].group().replace(" ", "").replace("\u3000", "").startswith("主题词"):
            places.add(rows[-1].end())  # left empty: the title follows at once
    return {p for p in places if line.start < p < line.end}, held
