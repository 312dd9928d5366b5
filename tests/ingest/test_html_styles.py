"""What a web page says of its paragraphs: signatures on the right, titles in the middle, frames that say nothing."""

from __future__ import annotations

import pytest
from lxml import html

from notice_parser.core.outline import ZoneKind
from notice_parser.ingest.assemble import RawLine
from notice_parser.ingest.html_styles import set_line, without_frames
from notice_parser.ingest.read import read_bytes
from notice_parser.pipeline import clean, read_notice
from notice_parser.structure.build import build_outline

BODY = (
    "<p>为全面落实上级部署要求，进一步压实各方责任，坚决防范各类事故发生，决定开展专项工作，现将有关事项通知如下：</p>"
    "<p>一、突出工作重点。要结合本地实际，对照工作清单逐条逐项开展排查，建立台账，明确责任人员和完成时限，确保整改到位。</p>"
    "<p>二、严格工作要求。要加强组织领导，强化协同配合，压实工作责任，对工作不力的予以通报批评，并严肃追究责任。</p>"
)
ADDRESSED = "<p>各县（市、区）水利局，市直有关单位：</p>"
RIGHT = '<p style="text-align: right">{}</p>'


def page(*parts: str) -> bytes:
    text = "".join(parts)
    return f'<html><head><meta charset="utf-8"><title>通知</title></head><body><div>{text}</div></body></html>'.encode()


@pytest.mark.parametrize(
    ("markup", "align", "size"),
    [
        ('<p align="center">检查通知</p>', "centre", 12.0),
        ('<p style="TEXT-ALIGN: right; color: red">某局</p>', "right", 12.0),
        ("<center><b>检查通知</b></center>", "centre", 12.0),
        ('<div style="text-align:center"><p><span style="font-size:22pt">通知</span></p></div>', "centre", 22.0),
        ('<p align="center"><font size="6">通知</font></p>', "centre", 24.0),
        ('<p style="text-align:center;font-size:32px">通知</p>', "centre", 24.0),
        ('<div align="center"><p align="left">各单位：</p></div>', "left", 12.0),
        (f"<p>{'检查' * 20}</p>", "full", 12.0),
        ("<p>某局</p>", "", None),
        ('<table align="center"><tr><td>某局</td></tr></table>', "", None),
        ('<p><span style="text-align:right">某局</span></p>', "", None),
        ("<p>　　　　　　　　　　某局</p>", "", None),
    ],
)
def test_what_is_said_of_a_line(markup: str, align: str, size: float | None) -> None:
    root = html.fragment_fromstring(markup)
    holder = next(e for e in reversed(list(root.iter())) if (e.text or "").strip())
    line = set_line(holder.text, holder)
    assert (line.align, line.size) == (align, size)


def test_a_frame_that_sets_everything_in_the_middle_says_nothing() -> None:
    lines = [RawLine("通知", align="centre"), RawLine("检查" * 40, align="centre"), RawLine("某局", align="right")]
    assert [item.align for item in without_frames(lines) if isinstance(item, RawLine)] == ["", "", "right"]


@pytest.mark.parametrize("signer", ["青岚河长制工作专班", "城南片区网格", "清河水利枢纽工程建管中心"])
def test_a_name_set_to_the_right_above_the_date_signs(signer: str) -> None:
    title = '<p align="center">关于开展防汛检查的通知</p>'
    source = read_bytes(page(title, ADDRESSED, BODY, RIGHT.format(signer), RIGHT.format("2023年5月9日")), name="a.html")
    assert [f.value for f in read_notice(source).issuers] == [signer]


def test_a_slogan_at_the_left_above_the_date_signs_nothing() -> None:
    title = '<p align="center">关于开展防汛检查的通知</p>'
    source = read_bytes(
        page(title, ADDRESSED, BODY, "<p>落实到位见成效</p>", RIGHT.format("2023年5月9日")), name="a.html"
    )
    outline = build_outline(clean(source))
    assert [z.span.of(outline.text) for z in outline.zones_of(ZoneKind.SIGNATURE)] == ["2023年5月9日"]


@pytest.mark.parametrize("words", ["汛期六个必须", "榆川市2023年防汛十条"])
def test_large_letters_in_the_middle_above_the_text_are_the_title(words: str) -> None:
    title = f'<p style="text-align:center"><span style="font-size:22pt">{words}</span></p>'
    signed = RIGHT.format("榆川市水利局") + RIGHT.format("2023年5月9日")
    assert read_notice(read_bytes(page(title, ADDRESSED, BODY, signed), name="a.html")).title.value == words


def test_a_heading_in_the_middle_of_the_text_is_no_title() -> None:
    title = '<p style="text-align:center"><span style="font-size:22pt">榆川市供水管理办法</span></p>'
    heading = '<p style="text-align:center"><span style="font-size:18pt">保障措施</span></p>'
    source = read_bytes(page(title, BODY, heading, BODY), name="a.html")
    assert read_notice(source).title.value == "榆川市供水管理办法"
