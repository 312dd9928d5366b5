"""What is attached: announced, following, issued; all titles are invented."""

from __future__ import annotations

import pytest

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Document, Outline, Zone, ZoneKind
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.fields.attachments import read_attachments
from notice_parser.structure.build import build_outline


def noted(note: str) -> list[str | None]:
    """Read a text of a body sentence and the note, which is its own zone."""
    text = f"请认真落实。\n{note}"
    at = text.index("\n") + 1
    zones = (Zone(ZoneKind.BODY, Span(0, at)), Zone(ZoneKind.ATTACHMENT_NOTE, Span(at, len(text))))
    outline = Outline(CleanText.untouched(SourceText(text, "t")), (), (Document(Span(0, len(text))),), zones)
    return [a.value for a in read_attachments(outline)]


NOTES = [
    ("附件：检查方案", ["检查方案"]),
    ("附件：1.检查要点\n　　　2.自查表\n　　　3.汇总表", ["检查要点", "自查表", "汇总表"]),
    (
        "附件:1。全国第二期培训内容安排2.2020年第二期培训报名回执表",
        ["全国第二期培训内容安排", "2020年第二期培训报名回执表"],
    ),
    (
        "附件:1、主会场参会的有关单位2、各分会场参会的有关单位3、入场凭证",
        ["主会场参会的有关单位", "各分会场参会的有关单位", "入场凭证"],
    ),
    ("附件：\n1.操作指引.pdf\n2.服务网点.xlsx", ["操作指引", "服务网点"]),
    ("附表1:整改台账\n附表2:登记表", ["整改台账", "登记表"]),
    ("附件1：甲汇总表\n附件2：乙登记表", ["甲汇总表", "乙登记表"]),
    ("附件：《自查对照表》", ["自查对照表"]),
    ("附件：《某市关于入库的通知》(临工信[2022]61号)", ["某市关于入库的通知"]),
    ("附 件：安全生产检查重点事项\n清单", ["安全生产检查重点事项清单"]),
    ("附件：回执.doc\n点击下载", ["回执"]),
    ("附件:1.2021年检查计划2.2022年检查计划", ["2021年检查计划", "2022年检查计划"]),
]


@pytest.mark.parametrize(("note", "titles"), NOTES, ids=[n for n, _ in NOTES])
def test_a_note_lists_its_titles(note: str, titles: list[str]) -> None:
    assert noted(note) == titles


def attached(text: str) -> list[str | None]:
    return [a.value for a in read_attachments(build_outline(CleanText.untouched(SourceText(text, "t"))))]


HEAD = "某省水务局关于印发《某省水闸检查办法》的通知\n各市水务局：\n"
SIGNED = "某省水务局\n2023年4月6日\n"


def test_what_is_issued_is_attached() -> None:
    text = f"{HEAD}　　现将《某省水闸检查办法》印发给你们，请认真贯彻执行。\n{SIGNED}"
    assert attached(text) == ["某省水闸检查办法"]


def test_the_same_thing_is_listed_once() -> None:
    text = (
        f"{HEAD}　　现将《某省水闸检查办法》印发给你们，请认真贯彻执行。\n　　附件：某省水闸检查办法\n{SIGNED}"
        "附件\n某省水闸检查办法\n　　第一条　为了加强水闸管理，制定本办法。\n　　第二条　本办法适用于水闸。\n"
    )
    assert attached(text) == ["某省水闸检查办法"]


@pytest.mark.parametrize(
    "text",
    [
        "各单位填写附件1，于4月报送。",
        "现转发《某部关于检查的通知》给你们，请执行。",
        "现将有关事项通知如下。",
        "按照《某省检查办法》执行。",
    ],
)
def test_what_is_only_mentioned_is_not_attached(text: str) -> None:
    assert attached(f"某省水务局关于检查的通知\n各市水务局：\n　　{text}\n{SIGNED}") == []


def test_a_title_in_the_text_counts_where_nothing_is_listed() -> None:
    text = (
        f"某校关于检查的通知\n各学院：\n　　请对照《实验室检查条目》（附件1）自查，填写《隐患台账》(附件2)。\n{SIGNED}"
    )
    assert attached(text) == ["实验室检查条目", "隐患台账"]
