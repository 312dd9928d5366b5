"""The rows about a notice that a site puts round it, in a text whose marks are random: lines and colons come back.

Two labels at least have to stand near the beginning, since one alone may be a word of the text.
"""

from __future__ import annotations

from notice_parser.clean.draft import MARK, Draft
from notice_parser.core.chars import HAN
from notice_parser.grammar.rule import Rule

LABEL = Rule(
    "structure/metadata_label",
    rf"(?:(?<![{HAN}])|(?<=[0-9]日))(?:索,?引,?号|标,?题|来,?源|字号|浏览(?:次数|量)?|点击(?:数|量|率)?|作者|发布者|发布人)(?=,|[0-9])"
    rf"|(?<=[{HAN}])时间(?=,20[0-9]{{2}},)"
    r"|(?<![的为由和])(?:主题分类|主题词|发文机关|发布机构|发文字号|成文日期|发文日期|发布日期|发布时间|生成日期|生效日期|信息来源|文章来源"
    r"|浏览次数|阅读次数|点击次数|访问次数|公开方式|公开范围|效力状态|有效性)(?=,|[0-9])",
    no=("主题词应当规范", "文章来源应当注明", "问题,来源的管理"),
    inside=(
        ("索引号,000014349", "索引号"),
        ("其他,发文机关,某局", "发文机关"),
        ("通知,来源,办公室", "来源"),
        ("某局成文日期,2020年", "成文日期"),
    ),
)
SIZES = Rule(
    "structure/letter_sizes",
    r"(?:(?:字体|字号)?,?[大小],?中,?[大小]|打印,?(?=关闭|本页|分享|收藏))(?:,?(?:打印|关闭|收藏|分享|本页|窗口)){0,4}"
    r"|(?:点击|浏览|阅读|访问)(?:次数|数|量)?,?[0-9]{0,7},?次(?!数)",
    yes=("字号,大中小", "大,中,小,打印,关闭", "打印,关闭", "点击数,次", "浏览,231次"),
    no=("大中型", "打印"),
)
TRAIL = Rule(
    "structure/trail",
    r"(?:您?(?:现在|当前)?的?位置|当前位置),[^\n]{2,60}?,(?:正文|内容|详情|浏览文章|信息内容)",
    yes=("当前位置,首页,政府信息公开,部门文件,正文", "您现在的位置,首页,通知公告,内容"),
    no=("位置,正文", "当前位置,首页"),
)
RULES = (LABEL, SIZES, TRAIL)

NEAR = 400
"""Rows about a notice stand within so many characters of the beginning."""
FEWEST = 2


def mark_metadata(draft: Draft) -> None:
    """Give each row about the notice its line, and its label a colon."""
    text = draft.text
    trail = TRAIL.search(text, 0, min(len(text), NEAR))
    if trail and trail.end() < len(text):
        gap = draft.gap(trail.end())
        gap.breaks, gap.mark = True, gap.mark or ""
    labels = list(LABEL.find_all(text, 0, min(len(text), NEAR)))
    if len(labels) < FEWEST:
        return
    for label in labels:
        start, end = label.start(), label.end()
        if start:
            before = draft.gap(start - 1 if text[start - 1] == MARK else start)
            before.breaks, before.mark = True, before.mark or ""
        after = draft.gap(end)
        after.mark = after.mark or "："
    sizes = SIZES.search(text, labels[-1].start(), min(len(text), NEAR + 60))
    if sizes and sizes.end() < len(text):
        gap = draft.gap(sizes.end())
        gap.breaks, gap.mark = True, gap.mark or ""
