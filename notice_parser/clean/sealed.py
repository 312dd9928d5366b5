"""Names that a seal covers: letters lost under it come back from the same name elsewhere in the notice."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.alignment import Edit
from notice_parser.core.chars import is_han
from notice_parser.core.source import Box, SourceText
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

NAME = Rule("sealed/name", r"[\u4e00-\u9fff（）()、·]{5,40}", yes=("某市财政局办公室",), no=("财政局", "2024"))
MASTHEAD_END = Rule("sealed/masthead_end", r"(?:文件|发电|明电)$", inside=(("某市财政局文件", "文件"),), no=("文件柜",))
PRINTED = Rule(
    "sealed/printed", r"[ \u3000]*[0-9]{4}年.{3,8}印发$", inside=(("某局  2024年1月2日印发", "  2024年1月2日印发"),)
)
RULES = (NAME, MASTHEAD_END, PRINTED)
_SHORTEST = 5
_SURE = 0.98
"""Confidence from which a letter that was read is believed; a lost one may still be missing."""


def find_sealed_names(source: SourceText) -> list[Edit]:
    """Mend names under seals that differ by a letter or two from one that stands in the head, the title or the imprint.

    Letters may be missing (沧岭省住房城乡建设厅 of 沧岭省住房和城乡建设厅); another letter counts as misread only where
    the engine itself was in doubt, for offices that issue jointly may differ by one. What no seal covers is left alone.
    """
    covered = [
        (Span(line.span.start, line.span.end), line.confidence)
        for page in source.pages
        for line in (page.lines if page.seals else ())
        if any(_overlap(line.box, seal) for seal in page.seals)
    ]
    edits: list[Edit] = []
    for span, confidence in covered:
        words = span.of(source.text)
        if len(words) < _SHORTEST or not sum(map(is_han, words)) >= 0.8 * len(words):
            continue
        names = set(_names(source, span))
        if words in names:
            continue
        near = {name for name in names if _is_damaged(words, name, sure=confidence >= _SURE)}
        if len(near) == 1:
            edits.append(Edit(span, near.pop(), "sealed/name", 0.8))
    return edits


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _names(source: SourceText, beside: Span) -> Iterator[str]:
    """List what stands on lines of its own, before 关于 or 文件, or before the date of printing."""
    rows = [line.span.of(source.text).strip() for page in source.pages for line in page.lines if line.span != beside]
    for row, below in zip(rows, [*rows[1:], ""], strict=True):
        for words in (row, row + below):
            head = words.split("关于")[0]
            for rule in (MASTHEAD_END, PRINTED):
                found = rule.search(head)
                head = head[: found.start()] if found else head
            if NAME.fullmatch(head):
                yield head


def _is_damaged(words: str, name: str, *, sure: bool) -> bool:
    """Tell a name that lost one or two of its letters, or, in doubt, had one or two misread."""
    lost = len(name) - len(words)
    if 1 <= lost <= 2:
        rest = iter(name)
        return all(letter in rest for letter in words)
    return not sure and lost == 0 and sum(a != b for a, b in zip(words, name, strict=True)) <= 2
