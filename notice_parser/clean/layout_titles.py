"""Titles over several lines, told by their large type and their place in the middle.

An office breaks a title where the room ends, also inside a name: …领导小组办公⏎室工作联系函. Where a line ends with an
organ or below it another part begins, the line end says something and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from notice_parser.clean.lines import SIGNATURE_LIKE
from notice_parser.clean.type_area import Edges, Row
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

TYPE_END = Rule(
    "layout/type_end",
    r"(?:通知|通报|函|公告|通告|公报|决定|决议|命令|意见|批复|请示|报告|纪要|方案|办法|规定|细则|规则|规范|计划|规划|要点|预案|指南|标准"
    r"|制度|清单|目录|名单|表|书|说明)[》”]?(?:（[^（）]{1,12}）)?$",
    inside=(("关于开展检查的通知", "通知"), ("检查工作方案（试行）", "方案（试行）")),
    no=("关于开展检查的通", "方案的"),
)
APART = Rule(
    "layout/title_apart",
    r"^(?:关于|附件|[（(]|[^，。]{0,12}号$|.{0,20}(?:19|20|二[〇○O0零一])[0-9〇○O0零一二三四五六七八九]{2}年[^，。]{1,8}[月日]$)",
    inside=(("（征求意见稿）", "（"), ("平安委〔2023〕6号", "平安委〔2023〕6号"), ("关于检查的通知", "关于")),
    no=("办公室关于检查的通知", "2023年检查工作的通知"),
)
"""What stands on a line of its own: the subject below its office, a remark, a number, a date."""
RULES = (TYPE_END, APART)

_MOST = 6
_SURE = 6


def title_joints(rows: Sequence[Row], edges: Mapping[int, Edges]) -> set[Span]:
    """Give the spans of the rows of titles that go on in the row below; ``edges`` holds the type area of each page."""
    joints: set[Span] = set()
    for run in _runs(rows, edges):
        whole = "".join(row.words for row in run)
        if not 2 <= len(run) <= _MOST or not ("关于" in whole or TYPE_END.search(whole)):
            continue
        opened = 0
        for above, below in pairwise(run):
            opened += above.words.count("《") - above.words.count("》")
            if opened > 0 or not _is_end(above.words, below.words):
                joints.add(above.span)
    return joints


def _is_end(above: str, below: str) -> bool:
    """Tell a line end that parts something."""
    if APART.match(below):
        return True
    if SIGNATURE_LIKE.match(above):
        return True
    return TYPE_END.search(above) is not None and not below.startswith(("的", "》", "”"))


def _runs(rows: Sequence[Row], edges: Mapping[int, Edges]) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in rows:
        large = edges[row.page.number].is_title(row)
        if run and not (large and _goes_on(run[-1], row)):
            yield run
            run = []
        if large:
            run.append(row)
    if run:
        yield run


def _goes_on(above: Row, below: Row) -> bool:
    """Tell lines of one block: the same type, one below the other, around one middle."""
    step = below.line.box.y0 - above.line.box.y0
    middles = [(row.line.box.x0 + row.line.box.x1) / 2 for row in (above, below)]
    slack = 1.15 if min(len(above.words), len(below.words)) >= _SURE else 1.35
    return (
        above.page is below.page
        and above.line.red == below.line.red
        and 1 / slack < above.em / below.em < slack
        and 0.5 * above.em < step < 2.1 * above.em
        and abs(middles[0] - middles[1]) < 1.5 * above.em
    )
