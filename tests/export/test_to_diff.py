"""The restored text beside the source: every change shown once, with its reason, and nothing lost."""

from __future__ import annotations

import re
from html import unescape

import pytest

from notice_parser.core.alignment import CleanText, Edit
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.export.changes import changes_of, pieces_of
from notice_parser.export.to_diff import clean_to_diff, clean_to_html
from notice_parser.pipeline import clean


def mended(text: str, *steps: list[Edit]) -> CleanText:
    restored = CleanText.untouched(SourceText(text, "a<b>.txt"))
    for number, edits in enumerate(steps):
        restored = restored.edited(f"step{number}", edits)
    return restored


TWO_STEPS = mended(
    "各市,县:\n请自查,\n",
    [Edit(Span(2, 3), "、", "marks/list", 0.9), Edit(Span(4, 5), "：", "marks/colon", 0.95)],
    [Edit(Span(9, 10), "。", "marks/stop", 0.5)],
)


def test_each_stretch_has_its_fixes_and_confidence() -> None:
    assert [(c.source, c.clean, c.fixes, c.confidence, c.doubtful) for c in changes_of(TWO_STEPS)] == [
        (Span(2, 3), Span(2, 3), ("marks/list",), 0.9, False),
        (Span(4, 5), Span(4, 5), ("marks/colon",), 0.95, False),
        (Span(9, 10), Span(9, 10), ("marks/stop",), 0.5, True),
    ]


def test_a_stretch_that_two_steps_touched_names_both() -> None:
    restored = mended("a,b", [Edit(Span(1, 2), "、", "one", 0.9)], [Edit(Span(1, 2), "，", "two", 0.6)])
    (change,) = changes_of(restored)
    assert change.fixes == ("one", "two")
    assert change.confidence == 0.6


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("关于检查的通知\n各市,县:\n请于5月8日前报送.\n", id="ascii marks"),
        pytest.param("关于检查的通知\n各县：\n请自查。\n", id="in order"),
        pytest.param("\n", id="break only"),
        pytest.param("琼府 2016、71号,各市,县,自治县 请认真贯彻", id="random marks"),
    ],
)
def test_the_pieces_make_up_both_texts(text: str) -> None:
    restored = clean(SourceText(text, "x"))
    pieces = list(pieces_of(restored))
    assert "".join(piece.old for piece in pieces) == text
    assert "".join(piece.new for piece in pieces) == restored.text
    assert all((piece.old == piece.new) is (piece.change is None) for piece in pieces if piece.old != piece.new)


def test_terminal_shows_changed_paragraphs_only() -> None:
    restored = mended("不变的一段\n各市,县\n", [Edit(Span(8, 9), "、", "marks/list", 0.5)])
    assert clean_to_diff(restored, color=False) == "各市[-,-]{+、?+}县\n共修改 1 处，其中 1 处把握不大，请核对。"
    colored = clean_to_diff(restored, color=True)
    assert "\x1b[31;9m,\x1b[0m\x1b[33;1m、\x1b[0m" in colored


def test_blanks_and_breaks_are_visible() -> None:
    restored = mended("通 知\n内容", [Edit(Span(1, 2), "", "blanks", 1.0), Edit(Span(3, 4), "", "lines", 1.0)])
    assert clean_to_diff(restored, color=False).startswith("通[-␣-]知[-⏎-]内容")


def test_nothing_to_show() -> None:
    assert clean_to_diff(mended("一段\n"), color=True) == "没有需要修改的地方。"
    assert "没有需要修改的地方" in clean_to_html(mended("一段\n"))


def test_page_holds_both_texts_and_escapes_them() -> None:
    restored = mended("<script>,\n第二段\n", [Edit(Span(8, 9), "，&", "marks/<x>", 0.5)])
    page = clean_to_html(restored)
    assert "<script>" not in page
    assert "a&lt;b&gt;.txt" in page
    assert '<del title="marks/&lt;x&gt; 0.50">,</del>' in page
    assert '<ins class="doubtful" title="marks/&lt;x&gt; 0.50">，&amp;</ins>' in page
    cells = re.findall(r"<td>(.*?)</td>", page, re.S)
    plain = [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in cells]
    assert plain == ["<script>,", "<script>，&", "第二段", "第二段"]


def test_page_loads_nothing() -> None:
    page = clean_to_html(TWO_STEPS)
    assert not re.search(r"https?:|<script|<link|<img|url\(", page)
