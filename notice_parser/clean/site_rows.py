"""The rows that a web page puts round a title, in text without line ends: trail of pages, source, date, clicks.

What they say is not judged here; only where such a stretch begins and ends, so that title and addressees stand free.
"""

from __future__ import annotations

from notice_parser.core.chars import HAN
from notice_parser.core.span import Span
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

_B = "[ \t\u3000]"
_WHEN = r"(?:(?:发布|发表|录入|更新|添加|上传|生成|发文)(?:时间|日期)|(?<![会报举])时间|(?<![成发行])日期)"
_COUNT = r"(?:(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?|人气|访问人次)"
_WHO = r"(?:(?:信息|文章|稿件|新闻)?来源|作者|责任编辑|编辑|发布者|发布人|发布机构|审核人?|录入人?|供稿|撰稿|审稿)"
_NEXT = rf"(?:{_WHEN}|{_COUNT}|{_WHO}|字体|字号|Aa)"


def _entry(colon: str, dash: str, clock: str, blank: str, button: str, ends: str = "") -> str:
    """Write the pattern of one entry with the marks that a text shows in it."""
    day = rf"(?:19|20)[0-9]{{2}}{dash}[0-9O]{{1,2}}{dash}[0-9O]{{1,2}}日?"
    hours = rf"(?:{blank}{{0,3}}[0-9O]{{1,2}}{clock}[0-9O]{{2}}(?:{clock}[0-9O]{{2}})?(?![0-9]))"
    return (
        rf"(?:{_WHEN}{blank}{{0,3}}{colon}?{blank}{{0,3}}{day}{hours}?"
        rf"|{day}{hours}"
        rf"|{day}(?={blank}{{0,3}}(?:{_COUNT}|{_WHO}){colon})"
        rf"|{_COUNT}{blank}{{0,3}}{colon}{blank}{{0,12}}[0-9]{{0,8}}{blank}{{0,3}}次?(?!数)"
        rf"|{_WHO}{blank}{{0,3}}{colon}{blank}{{0,3}}(?:[{HAN}A-Za-z]{{1,16}}?)?(?={blank}{{1,8}}|{_NEXT}{ends})"
        rf"|{button}|Aa)"
    )


_BUTTON = (
    r"(?:【(?:打印|关闭|收藏|分享|保存|朗读|下载)(?:本页|窗口)?】|(?:打印本页|关闭窗口|收藏本页|语音播报|文章播报|无障碍浏览)"
    r"|[【\[(（]?(?:字体|字号)[：:]?[【\[]?(?:[ \t\u3000|｜]{0,3}[大中小]){3}[】\])）]{0,2}|【字体[：:]?[ ]?】)"
)
_NOISY_BUTTON = (
    r"(?:(?:打印|关闭|收藏|分享|朗读)(?:本页|窗口)|语音播报|文章播报"
    r"|(?:浏览)?(?:字体|字号),?[大中小](?:,?[大中小]){2}|打印,关闭)"
)
_ENTRY = _entry("[：:]", "[-—–一/.年月]", "[:：]", _B, _BUTTON, "|【|$")
_NOISY_ENTRY = _entry(",", "[,-]", ",?", ",", _NOISY_BUTTON)
SITE_ROWS = Rule(
    "site/rows",
    rf"{_ENTRY}(?:[ \t\u3000|｜【】\[\]]{{0,12}}{_ENTRY}){{0,9}}[】\]]?",
    yes=(
        "发布时间：2021-3-1 10:20",
        "来源：办公室 时间：2020—07—20 16:02 【打印】【关闭】",
        "作者：　　编辑：科研处　　日期：2026-10-13　　点击数：532",
        "发布者：某院发布时间：2024-03-08浏览次数：688",
        "发布时间:2022一06一08浏览次数： 次【字体： 】",
    ),
    no=("会议时间：3月1日", "截止日期为5月1日", "来源于群众", "编辑工作方案", "大中小学"),
    inside=(("的通知来源：甲办 时间：2020-07-20各县", "来源：甲办 时间：2020-07-20"),),
)
_ROW = Rule("site/row", rf"{_ENTRY}", yes=("浏览次数：12", "发布时间：2021-3-1"), no=("浏览", "时间安排", "来源"))
NOISY_ROWS = Rule(
    "site/noisy_rows",
    rf"{_NOISY_ENTRY}(?:,{{0,2}}{_NOISY_ENTRY}){{0,9}}",
    yes=(
        "发布日期,2018,11,08作者,程曦浏览,86",
        "发布时间,2018,5,10点击,",
        "来源,办公室,时间,2020,07,20,16,02,打印,关闭",
    ),
    no=("会议时间,3月1日", "来源,于群众", "编辑,工作方案"),
)
_NOISY_ROW = Rule("site/noisy_row", _NOISY_ENTRY, yes=("浏览,12", "发布时间,2021,3,1"), no=("浏览", "来源"))
TRAIL = Rule(
    "site/trail",
    rf"{_B}*+(?:(?:您|你)?(?:当前|现在|所在)?(?:的)?位置{_B}?[：:]{_B}{{0,2}})?(?:网站|返回)?[首主]{_B}?页{_B}{{0,2}}[>＞»›→]+"
    rf"(?:[^\n>＞»›→：:。；，]{{1,20}}[>＞»›→]+){{0,8}}{_B}{{0,2}}",
    yes=("首页 > ", "您现在的位置：首页>>公告公示>>", "当前位置：首页 > 政务公开 > "),
    no=("首页", "位置在山东"),
)
LEAF = Rule(
    "site/leaf",
    r"(?:正文|内容|详情|详细内容|信息内容|浏览文章|查看文章|[^\n>：:。；，《]{2,8}(?=关于))",
    yes=("正文", "详细内容"),
    no=("的通知", "关于检查"),
    inside=(("监督执纪关于检查的通报", "监督执纪"), ("正文某市关于", "正文")),
)
RULES = (SITE_ROWS, _ROW, NOISY_ROWS, _NOISY_ROW, TRAIL, LEAF)

NEAR = 420
"""Rows of a site stand within so many characters of the beginning."""


def trail_end(text: str, start: int, end: int) -> int:
    """Find where a trail of pages ends: 首页 > 通知公告 > 正文; ``start`` where there is none.

    >>> text = "首页 > 通知公告 > 正文某市水利局关于检查的通知"
    >>> text[trail_end(text, 0, len(text)):]
    '某市水利局关于检查的通知'
    """
    trail = TRAIL.match(text, start, min(end, start + NEAR))
    if trail is None:
        return start
    leaf = LEAF.match(text, trail.end(), end)
    if leaf is None or is_organ(leaf.group()):
        return trail.end()
    return leaf.end()


def site_rows(text: str, start: int, end: int) -> Span | None:
    """Find the stretch of rows round a title: two entries at least, or one with a date and a clock, or at the start.

    >>> text = "关于检查的通知发布者：药学院发布时间：2024-03-08浏览次数：688各教研室、中心："
    >>> site_rows(text, 0, len(text)).of(text)
    '发布者：药学院发布时间：2024-03-08浏览次数：688'
    """
    for match in SITE_ROWS.find_all(text, start, min(end, start + NEAR)):
        rows = sum(1 for _ in _ROW.find_all(text, match.start(), match.end()))
        alone = match.start() == start or "时间" in match.group() or match.group().startswith("【")
        if rows > 1 or (alone and any(letter.isdecimal() or letter == "】" for letter in match.group())):
            return Span(match.start(), match.end())
    return None


def noisy_site_rows(text: str, end: int) -> Span | None:
    """Find such a stretch in a text in which a comma stands for every mark; two entries at least, one with a number.

    >>> text = "关于检查的通知发布日期,2018,11,08作者,程曦浏览,86各学院,现将"
    >>> noisy_site_rows(text, len(text)).of(text)
    '发布日期,2018,11,08作者,程曦浏览,86'
    """
    for match in NOISY_ROWS.find_all(text, 0, min(end, NEAR)):
        rows = sum(1 for _ in _NOISY_ROW.find_all(text, match.start(), match.end()))
        dated = match.group().startswith(("发布", "发表", "更新", "时间,20"))
        if (rows > 1 or dated) and any(letter.isdecimal() for letter in match.group()):
            return Span(match.start(), match.end())
    return None
