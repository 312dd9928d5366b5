"""Whether a text is an official notice at all.

A news story, a poem or a page of code holds dates, names and numbers too, and a reader that looks for nothing else
will find them. What makes a notice is its form: a title that ends in a document type, a number, addressees, numbered
parts, and sentences that tell somebody to do something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from notice_parser.core.notice import Notice
from notice_parser.grammar.rule import Rule

_TYPES = (
    "通知|通告|公告|通报|通報|公报|决定|決定|决议|命令|意见|意見|批复|批復|报告|報告|请示|請示|函|议案|纪要"
    "|方案|办法|辦法|规定|規定|规程|细则|制度|规划|计划|計劃|要点|预案|指南|规范|条例|章程|倡议书|安排|答复|指引|规则|通知书|告知书|公示|启事|声明|须知|总结|纲要|邀请函|任免"
)

TITLE = Rule(
    "likeness/title",
    rf"关\s?[于於][^\n。！？]{{2,120}}?(?:{_TYPES})(?!\p{{Han}})|關\s?[于於][^\n。！？]{{2,120}}?(?:{_TYPES})(?!\p{{Han}})"
    rf"|(?m:^(?![ 　]*[（(\d一二三四五六七八九十第])[^\n。，！？]{{2,60}}(?:{_TYPES})"
    r"(?:[（(][^（）()\n]{1,20}[）)])?[ 　]*$)|(?m:^[ 　]*\p{Han}{2,30}(?:政府|委员会|[部厅局署])令[ 　]*$)",
    yes=(
        "关于开展安全检查的通知",
        "青岚市水务局关于印发《检查办法》的通知",
        "防汛值班安排",
        "拟录用公务员公示公告（第一批）",
    ),
    no=("市水务局召开安全检查工作会议", "关于这件事，他没有说什么。"),
)
NUMBER = Rule(
    "likeness/number",
    r"[〔\[（(【﹝〈]\s?(?:19|20)\d\d\s?[〕\]）)】﹞〉]\s?第?\s?\d{1,4}\s?[号號]",
    yes=("〔2024〕12号", "(2024)第3号"),
    no=("（2024年第3号台风）", "2024年12号楼"),
)
ADDRESSEES = Rule(
    "likeness/addressees",
    r"(?m)^[ 　]*(?:各|全[体體校市县省]|本|有[关關]|机关|\p{Han}{2,20}[局厅廳委办辦院所部处處府司社]"
    r"(?=[、，,：:]))[^\n。]{0,300}?[：:][ 　]*(?:$|为|為|根据|根據|现|現|按)",
    inside=(
        ("各县（市、区）人民政府：\n", "各县（市、区）人民政府："),
        ("机关各处室、直属各单位:\n", "机关各处室、直属各单位:"),
        ("市水务局：\n", "市水务局："),
    ),
    no=("记者从市水务局获悉：水位下降。", "他说：“好。”", "联系人：张三"),
)
ORDER = Rule(
    "likeness/order",
    r"[现現][将將就](?:有[关關]|相[关關]|[^\n。，]{2,40})[^\n。]{0,20}如下|特此|[经經]研究|[为為](?:[贯貫][彻徹]|[进進]一步|落[实實])"
    r"|(?:通知|通告|公告|通[报報]|函告|函[复復]|批[复復]|安排|事[项項]|意[见見]|要求)如下"
    r"|[请請](?:各|[认認]真|遵照|[结結]合|按|于|於|[贯貫][彻徹])|予以(?:印[发發]|公[布示告]|通[报報])|[应應][当當]|[务務]必|不得|必[须須]|[严嚴]禁",
    yes=("事项如下", "特此", "请各", "現將有關事項如下"),
    no=("他请我吃饭", "水位下降", "如下图所示"),
)
STORY = Rule(
    "likeness/story",
    r"本报[^\n。]{0,12}[讯电]|(?:通讯员|本报记者)\s?\p{Han}{2,4}|[电讯]\s?[（(](?:记者|通讯员)|据(?:悉|了解|介绍|报道)"
    r"|记者(?:从|在|看到|了解到|获悉)|新华社\p{Han}{2,6}\d{1,2}月",
    yes=("本报讯", "记者从", "据悉", "电（记者"),
    no=("新闻媒体", "记录", "电话"),
)
RULES = (TITLE, NUMBER, ADDRESSEES, ORDER, STORY)

_HEAD = 1_500
"""Where a title, a number and addressees stand, if there are any; web pages put menus above them."""
_SAMPLE = 20_000
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z]")
_ENOUGH = 3
_FOREIGN = 0.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a text looks like a notice: signs of its form less signs of a story, and which script it is in."""

    score: int
    is_foreign: bool = False

    @property
    def is_notice(self) -> bool:
        """Tell whether the form is that of a notice."""
        return not self.is_foreign and self.score >= _ENOUGH

    @property
    def is_something_else(self) -> bool:
        """Tell whether no sign of a notice is left, so that whatever was read from the text was not meant so."""
        return self.is_foreign or self.score <= 0


def measure_likeness(notice: Notice) -> Likeness:
    """Weigh what the text itself shows, whether or not a reader took a value from it."""
    text = notice.outline.text[:_SAMPLE]
    head = text[:_HEAD]
    signs = (
        3 * (TITLE.search(head) is not None)
        + 2 * (NUMBER.search(head) is not None)
        + 2 * (ADDRESSEES.search(head) is not None)
        + min(3, sum(1 for _ in ORDER.find_all(text)))
        + (len(notice.parts) > 1)
    )
    stories = min(2, sum(1 for _ in STORY.find_all(text)))
    visible = max(1, len("".join(text.split())))
    foreign = len(_HAN.findall(text)) < 0.2 * visible and len(_LATIN.findall(text)) > _FOREIGN * visible
    return Likeness(signs - 2 * stories, foreign)
