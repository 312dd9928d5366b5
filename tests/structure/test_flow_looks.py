"""Lines of Word told by edge and size: titles without a type in their last line, signatures that end unusually."""

from __future__ import annotations

from notice_parser.clean.restore import restore
from notice_parser.core.outline import Align, Look
from notice_parser.core.source import Box, Page, ReadBy, SourceText, TextLine
from notice_parser.core.span import Span
from notice_parser.structure.build import build_outline

BODY = "根据有关要求，经过笔试、面试、体检和考察等程序，确定李明等五十七人为拟录用人员，现予以公示。"


def source(*rows: tuple[str, str, float]) -> SourceText:
    text, lines = "", []
    for words, align, size in rows:
        span = Span(len(text), len(text) + len(words))
        lines.append(TextLine(span, Box(0, 0, 0, 0), size, align=align))
        text += f"{words}\n"
    return SourceText(text, pages=(Page(1, Span(0, len(text)), lines=tuple(lines), read_by=ReadBy.MARKUP),))


def test_edges_and_sizes_reach_the_lines() -> None:
    outline = build_outline(
        restore(
            source(
                ("关于检查的通知", "centre", 22.0),
                (BODY, "full", 16.0),
                ("清岚市水务局", "right", 16.0),
                ("无", "", 16.0),
            )
        )
    )
    assert [line.look for line in outline.lines] == [
        Look(Align.CENTRE, 1.38),
        Look(Align.FULL),
        Look(Align.RIGHT),
        None,
    ]


def test_text_that_says_nothing_of_its_looks_has_none() -> None:
    outline = build_outline(restore(source(("关于检查的通知", "", 22.0), (BODY, "", 16.0))))
    assert [line.look for line in outline.lines] == [None, None]


def test_a_text_without_a_body_has_edges_and_no_sizes() -> None:
    outline = build_outline(restore(source(("关于检查的通知", "centre", 22.0), ("清岚市水务局", "right", 16.0))))
    assert [line.look for line in outline.lines] == [Look(Align.CENTRE), Look(Align.RIGHT)]
