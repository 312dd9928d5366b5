"""Objects that belong to the times of a list one by one: 于3月5日、4月5日前分别报送方案和总结."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from notice_parser.core.span import Span
from notice_parser.fields.deadline_duty import Duty
from notice_parser.grammar.rule import Rule

EACH = Rule(
    "duty/each",
    r"(?:^|.{0,30}?)分别(?P<verb>(?:向[^，,。；;]{2,16}?)?(?:报送|上报|提交|反馈|形成|印发|召开|组织|开展|完成|报))"
    r"(?P<objects>[^，,。；;：:]{3,40})$",
    yes=("分别报送方案和总结", "分别向县政府督查室报送进展表和分析报告"),
    no=("报送方案和总结", "分别报送"),
)
JOINT = Rule("duty/joint", r"[、和及与]", yes=("和", "、"), no=("的",))
RULES: tuple[Rule, ...] = (EACH, JOINT)


def split_objects(text: str, duties: Sequence[Duty]) -> list[Duty]:
    """Give each of several times its own object where 分别 says that there is one for each."""
    split = list(duties)
    start = 0
    while start < len(split):
        pieces = split[start].pieces
        end = start + 1
        while end < len(split) and split[end].pieces == pieces:
            end += 1
        if end - start > 1 and pieces:
            parts = _objects(text, pieces[-1], end - start)
            for index, part in enumerate(parts):
                split[start + index] = replace(split[start + index], pieces=(*pieces[:-1], *part))
        start = end
    return split


def _objects(text: str, piece: Span, count: int) -> list[tuple[Span, Span]]:
    match = EACH.match(text, piece.start, piece.end)
    if match is None or match.end() != piece.end:
        return []
    low, high = match.span("objects")
    marks = [m.start() for m in JOINT.find_all(text, low, high)]
    if len(marks) != count - 1:
        return []
    verb = Span(*match.span("verb"))
    begins, ends = [low, *(m + 1 for m in marks)], [*marks, high]
    if any(e - b < 2 for b, e in zip(begins, ends, strict=True)):
        return []
    return [(verb, Span(b, e)) for b, e in zip(begins, ends, strict=True)]
