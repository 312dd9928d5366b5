"""Parts: headings, items and the stretch that each governs."""

from __future__ import annotations

import pytest

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Document, Outline, Zone, ZoneKind
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.structure.sections import find_sections
from notice_parser.structure.sentences import find_sentences


def outline(text: str, *zones: Zone) -> Outline:
    whole = Span(0, len(text))
    return find_sections(
        Outline(
            CleanText.untouched(SourceText(text)),
            documents=(Document(whole),),
            zones=zones or (Zone(ZoneKind.BODY, whole),),
        )
    )


@pytest.mark.parametrize(
    ("text", "heading", "is_item"),
    [
        ("一、压实责任。各镇要逐户排查。", "压实责任。", False),
        ("一、检查内容\n有无台账。", "检查内容", False),
        ("一、各镇要在3月底前完成排查。逾期通报。", "各镇要在3月底前完成排查。逾期通报。", True),
        ("一、检查安排检查分三个阶段进行，各镇自行确定。", "检查安排", False),
        ("一、\n检查内容\n有无台账。", "检查内容", False),
        ("1.台账是否齐全；", "台账是否齐全；", False),
        ("（一）自查（3月1日至3月10日）。各校自查。", "自查（3月1日至3月10日）。", False),
    ],
)
def test_heading_or_item(text: str, heading: str, is_item: bool) -> None:
    section = outline(text).sections[0]
    assert section.heading.of(text) == heading
    assert section.is_item is is_item


def test_a_part_reaches_to_the_next_of_its_level() -> None:
    text = "一、对象\n（一）学校\n食堂。\n（二）医院\n二、时间\n三月。"
    found = outline(text)
    assert [s.span.of(text) for s in found.sections] == [
        "一、对象\n（一）学校\n食堂。\n（二）医院",
        "（一）学校\n食堂。",
        "（二）医院",
        "二、时间\n三月。",
    ]
    assert [s.parent for s in found.sections] == [None, 0, 0, None]
    assert found.section_at(text.index("食堂")) == 1
    assert found.children(0) == (1, 2)


def test_the_numbers_of_an_attachment_note_are_no_parts() -> None:
    text = "一、甲事。\n二、乙事。\n附件：1.名单\n2.表格"
    cut = text.index("附件")
    found = outline(text, Zone(ZoneKind.BODY, Span(0, cut)), Zone(ZoneKind.ATTACHMENT_NOTE, Span(cut, len(text))))
    assert [s.label for s in found.sections] == ["一、", "二、"]


def test_sentences_stand_in_their_part_without_the_label() -> None:
    text = "开头一句。\n一、压实责任。各镇要排查（重点是学校。医院）。\n二、按时报送！"
    found = find_sentences(outline(text))
    assert [(s.span.of(text), s.section) for s in found.sentences] == [
        ("开头一句。", None),
        ("压实责任。", 0),
        ("各镇要排查（重点是学校。医院）。", 0),
        ("按时报送！", 1),
    ]


def test_an_opening_bracket_without_a_partner_holds_nothing_together() -> None:
    text = "各镇要排查（重点。各校要整改。"
    assert len(find_sentences(outline(text)).sentences) == 2
