"""Style sheets inside web pages: simple selectors, who wins, what is left out."""

from __future__ import annotations

import time

import pytest
from lxml import html

from notice_parser.ingest.assemble import RawLine
from notice_parser.ingest.html import read_html
from notice_parser.ingest.html_sheets import apply_sheets, read_sheets
from notice_parser.ingest.html_styles import set_line

BODY = "为保障汛期安全，决定对全县小型水闸开展一次安全检查，现将有关事项通知如下，请认真执行。"


def line_of(sheet: str, markup: str) -> RawLine:
    root = html.fragment_fromstring(f"<div>{markup}</div>")
    apply_sheets(root, read_sheets(f"<style>{sheet}</style>"))
    holder = next(e for e in reversed(list(root.iter())) if (e.text or "").strip())
    return set_line(holder.text, holder)


@pytest.mark.parametrize(
    ("sheet", "markup", "align"),
    [
        (".sign{text-align:right}", '<p class="sign">某局</p>', "right"),
        ("p.a,.sign , .b { color:red;TEXT-ALIGN : right; }", '<p class="x sign">某局</p>', "right"),
        ("#zoom p{text-align:center}", '<div id="zoom"><p>检查通知</p></div>', "centre"),
        (".a .b p{text-align:center}", '<div class="a"><div class="b"><p>检查通知</p></div></div>', "centre"),
        (".b .a p{text-align:center}", '<div class="a"><div class="b"><p>检查通知</p></div></div>', ""),
        ("p.title.big{text-align:center}", '<p class="big title">检查通知</p>', "centre"),
        ("p.title.big{text-align:center}", '<p class="title">检查通知</p>', ""),
        ("/* .s{text-align:left} */ .s{text-align:right}", '<p class="s">某局</p>', "right"),
        # who wins
        ("p{text-align:left}.s{text-align:right}p{text-align:center}", '<p class="s">某局</p>', "right"),
        (".s{text-align:left}.s{text-align:right}", '<p class="s">某局</p>', "right"),
        (".s{text-align:right}", '<p class="s" style="text-align:center">某局</p>', "centre"),
        (".s{text-align:right}", '<p class="s" align="center">某局</p>', "right"),
        # what is left out
        ("@media print{.s{text-align:right}.t{color:red}}", '<p class="s">某局</p>', ""),
        ("@import url(a.css);.s{text-align:right}", '<p class="s">某局</p>', "right"),
        ("@font-face{font-family:a}.s{text-align:right}", '<p class="s">某局</p>', "right"),
        (".a>.s{text-align:right}", '<p class="s">某局</p>', ""),
        (".s:hover{text-align:right}", '<p class="s">某局</p>', ""),
        ("*{text-align:right}", "<p>某局</p>", ""),
        (".s{display:none;text-align:right", '<p class="s">某局</p>', ""),
        # indents: a paragraph begins at the left, a line moved to the right does not say where it stands
        ("p{text-indent:2em}", "<p>联系人：温以宁</p>", "left"),
        ("p{font-size:16px;text-indent:32px}", "<p>联系人：温以宁</p>", "left"),
        ("p{text-indent:2em}.s{text-indent:25em}", '<p class="s">某局</p>', ""),
        ("p{text-indent:2em}", '<p style="text-align:right">某局</p>', "right"),
        ("p{text-indent:0}", "<p>某局</p>", ""),
        ("p{text-indent:2em}", f"<p>{BODY}</p>", "full"),
    ],
)
def test_what_a_sheet_says_of_a_line(sheet: str, markup: str, align: str) -> None:
    assert line_of(sheet, markup).align == align


@pytest.mark.parametrize(
    ("sheet", "markup", "bold"),
    [
        (".t{text-align:center;font-weight:bold}", '<p class="t">检查通知</p>', True),
        (".t{text-align:center;font-weight:700}", '<p class="t">检查通知</p>', True),
        (".t{text-align:center;font-weight:400}", '<p class="t"><b>检查通知</b></p>', True),
        (".t{text-align:center;font-weight:normal}", '<h1><p class="t">检查通知</p></h1>', False),
        (".t{text-align:center}", '<p class="t">检查通知</p>', False),
    ],
)
def test_weight(sheet: str, markup: str, bold: bool) -> None:
    assert line_of(sheet, markup).bold is bold


def test_a_sheet_for_another_medium_is_none() -> None:
    assert read_sheets('<style media="print">p{text-align:right}</style>') == []
    assert len(read_sheets('<STYLE type="text/css" media="screen">p{text-align:right}</STYLE>')) == 1


def test_a_saved_page_with_its_sheet() -> None:
    page = f"""<html><head><meta charset="utf-8"><title>关于开展小型水闸安全检查的通知</title><style>
    .tit{{text-align:center;font-size:22pt}} #con p{{text-indent:2em;font-size:16pt}} #con p.fr{{text-align:right}}
    </style></head><body><div id="con"><p class="tit">关于开展小型水闸安全检查的通知</p><p>{BODY}</p><p>{BODY}</p>
    <p class="fr">云泽县水务局</p><p class="fr">2024年4月8日</p></div></body></html>"""
    lines = [item for item in read_html(page.encode()).pages[0].content if isinstance(item, RawLine)]
    assert [line.align for line in lines] == ["centre", "full", "full", "right", "right"]
    assert [line.size for line in lines] == [16.0, 16.0, 16.0, 16.0, 16.0]


@pytest.mark.parametrize(
    "sheet",
    ["@" * 200_000, "{" * 200_000, ".a{" * 60_000, "a," * 100_000 + "b{text-align:right}", "/*" * 100_000,
     ".a .a .a .a .a p{text-align:right}" * 10_000, "p{text-align:right}" * 20_000],
    ids=["blocks", "braces", "open", "list", "comments", "deep", "many"],
)  # fmt: skip
def test_time_is_bounded(sheet: str) -> None:
    body = '<div class="a">' * 30 + f"<p>{BODY}</p>" * 300 + "</div>" * 30
    start = time.process_time()
    read_html(f"<html><head><style>{sheet}</style></head><body>{body}</body></html>".encode())
    assert time.process_time() - start < 3


def test_sheets_that_never_end_take_no_time() -> None:
    start = time.process_time()
    read_sheets("<style>" * 30_000 + "<style " * 30_000)
    assert time.process_time() - start < 2
