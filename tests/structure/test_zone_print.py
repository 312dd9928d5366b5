"""What print says of a line: letterhead, title, signature and imprint told by place, size and colour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from notice_parser.core.notice import Notice
from notice_parser.core.outline import Align, ZoneKind
from notice_parser.core.source import Box, Page, SourceText, TextLine
from notice_parser.core.span import Span
from notice_parser.pipeline import clean, read_notice
from notice_parser.structure.build import build_outline

LEFT, RIGHT, EM = 79.0, 527.0, 16.0
"""Points: the type area of GB/T 9704-2012, 28 characters of 16 points."""


@dataclass(frozen=True)
class Row:
    """A printed line; ``at`` is centre, right, left, indent."""

    text: str
    at: str = "left"
    size: float = 1.0
    red: bool = False
    rule: bool = False
    """A rule stands under it."""


def breadth(text: str) -> float:
    return len(text) - 0.5 * sum(c.isascii() for c in text)


def wrapped(text: str) -> list[Row]:
    """Set a paragraph in lines of 28 characters, set in by two."""
    rows = [Row(text[:26], "indent")]
    rows += [Row(text[i : i + 28]) for i in range(26, len(text), 28)]
    return rows


def pages(*sheets: list[Row]) -> SourceText:
    """Print each sheet as a page, lines of 30 points from the top."""
    text, done = "", []
    for number, sheet in enumerate(sheets, 1):
        start, lines, rules = len(text), [], []
        for i, row in enumerate(sheet):
            size = EM * row.size
            width = breadth(row.text) * size
            x0 = {
                "left": LEFT,
                "indent": LEFT + 2 * EM,
                "right": RIGHT - 2 * EM - width,
                "date": RIGHT - 4 * EM - width,
                "centre": (LEFT + RIGHT - width) / 2,
            }[row.at]
            top = 110.0 + 30 * i if len(sheet) < 24 else 50.0 + 30 * i
            box = Box(x0, top, x0 + width, top + size)
            lines.append(TextLine(Span(len(text), len(text) + len(row.text)), box, size, red=row.red))
            text += row.text + "\n"
            if row.rule:
                rules.append(Box(LEFT, top + size + 6, RIGHT, top + size + 7))
        done.append(Page(number, Span(start, len(text)), lines=tuple(lines), rules=tuple(rules)))
    return SourceText(text, pages=tuple(done))


BODY = [
    *wrapped(
        "为全面落实上级部署要求，进一步压实各方责任，坚决防范各类事故发生，经研究，决定开展专项工作，现将有关事项通知如下："
    ),
    *wrapped(
        "一、突出工作重点。要结合本地实际，对照工作清单逐条逐项开展排查，建立台账，明确责任人员和完成时限，确保整改到位。"
    ),
    *wrapped(
        "二、严格工作要求。要加强组织领导，强化协同配合，压实工作责任，对工作不力、推诿扯皮的，予以通报批评，并严肃追究责任。"
    ),
]
ADDRESSED = [Row("各县（市、区）水利局，市直有关单位：")]
SIGNED = [Row("榆川市水利局", "right"), Row("2023年5月9日", "date")]
TITLE = [Row("榆川市水利局关于开展防汛检查的通知", "centre", 1.375)]


def read(*sheets: list[Row]) -> Notice:
    return read_notice(pages(*sheets))


def big(*lines: str) -> list[Row]:
    return [Row(line, "centre", 1.375) for line in lines]


@pytest.mark.parametrize(
    "lines",
    [
        ("榆川市水库大坝安全",),
        ("汛期六个必须",),
        ("关于印发给各县（市、区）、", "各部门、各单位：", "防汛责任书的通知"),
        ("榆川市2023年", "防汛十条"),
        ("在全市防汛抗旱工作会议上的讲话",),
        ("榆川市水库安全", "鉴定与除险加固", "三年行动路线图"),
        ("致全市广大干部群众的一封信",),
    ],
)
def test_large_centred_lines_above_the_text_are_the_title(lines: tuple[str, ...]) -> None:
    notice = read([*big(*lines), *ADDRESSED, *BODY, *SIGNED])
    assert notice.title.value == "".join(lines).strip("：")
    assert [f.value for f in notice.addressees] == ["各县（市、区）水利局", "市直有关单位"]


def test_red_names_above_are_the_letterhead() -> None:
    head = [Row("榆川市水利局", "centre", 2.2, True), Row("榆川市财政局", "centre", 2.2, True)]
    head += [Row("榆川市防汛专班", "centre", 2.2, True), Row("榆水发〔2023〕12号", "centre", rule=True)]
    notice = read([*head, *big("关于做好汛期工作的通知"), *ADDRESSED, *BODY, *SIGNED])
    assert notice.title.value == "关于做好汛期工作的通知"
    assert notice.document_number.value is not None


def test_a_red_slogan_is_neither_title_nor_issuer() -> None:
    head = [Row("学习贯彻会议精神 推动高质量发展", "centre", 1.5, True)]
    notice = read([*head, *big("汛期六个必须"), *ADDRESSED, *BODY, *SIGNED])
    assert notice.title.value == "汛期六个必须"
    assert [f.value for f in notice.issuers] == ["榆川市水利局"]


@pytest.mark.parametrize(
    "signer", ["青岚河长制工作专班", "清河水利枢纽工程建管中心", "清水湾大坝管护方", "城南片区网格"]
)
def test_a_name_on_the_right_above_the_date_signs(signer: str) -> None:
    notice = read([*TITLE, *ADDRESSED, *BODY, Row(signer, "right"), Row("2023年5月9日", "date")])
    assert [f.value for f in notice.issuers][:1] == [signer]
    assert notice.issue_date.value == dt.date(2023, 5, 9)


def test_a_short_line_on_the_left_above_the_date_signs_nothing() -> None:
    outline = build_outline(
        clean(pages([*TITLE, *ADDRESSED, *BODY, Row("落实到位见成效", "indent"), Row("2023年5月9日", "date")]))
    )
    signature = outline.zones_of(ZoneKind.SIGNATURE)
    assert [z.span.of(outline.text) for z in signature] == ["2023年5月9日"]


def test_a_running_head_on_the_right_signs_nothing() -> None:
    sheet = [Row("榆川市水利局文件汇编", "right"), *TITLE, *ADDRESSED, *BODY, *BODY, *BODY, *SIGNED]
    notice = read(sheet)
    assert notice.title.value == "榆川市水利局关于开展防汛检查的通知"
    assert [f.value for f in notice.issuers] == ["榆川市水利局"]


@pytest.mark.parametrize("label", ["分送：各县（市、区）水利局", "呈报：市防汛抗旱指挥部", "承办：水旱灾害防御科"])
def test_lines_below_the_rule_at_the_foot_are_the_imprint(label: str) -> None:
    small = 0.875
    foot = [
        Row(" ", "left"),
        *[Row("　")] * 0,
        Row(label, size=small),
        Row("榆川市水利局办公室    2023年5月9日印发", size=small),
    ]
    sheet = [*TITLE, *ADDRESSED, *BODY, SIGNED[0], Row("2023年5月9日", "date", rule=True), *foot[1:]]
    outline = build_outline(clean(pages(sheet)))
    imprint = "".join(z.span.of(outline.text) for z in outline.zones_of(ZoneKind.IMPRINT))
    assert label in imprint


def test_a_bracket_below_the_date_is_a_note_and_no_imprint() -> None:
    sheet = [*TITLE, *ADDRESSED, *BODY, *SIGNED, Row("（联系人：王小明，电话：5551234）", "indent")]
    outline = build_outline(clean(pages(sheet)))
    assert not outline.zones_of(ZoneKind.IMPRINT)


def test_a_centred_heading_in_the_body_is_no_title() -> None:
    sheet = [
        *big("榆川市供水管理办法"),
        Row("第一章 总则", "centre", 1.2),
        *BODY,
        Row("保障措施", "centre", 1.2),
        *BODY,
    ]
    assert read(sheet).title.value == "榆川市供水管理办法"


def test_the_title_of_an_attachment_is_not_the_notices() -> None:
    attached = [Row("附件"), *big("防汛检查", "要点一览"), *BODY]
    notice = read([*TITLE, *ADDRESSED, *BODY, *SIGNED], attached)
    assert notice.title.value == "榆川市水利局关于开展防汛检查的通知"
    assert "防汛检查要点一览" in [f.value for f in notice.attachments]


def test_short_lines_at_the_left_edge_are_no_title() -> None:
    notice = read([Row("请按时参加", "left"), *ADDRESSED, *BODY, *SIGNED])
    assert notice.title.value is None


def test_looks_tell_the_edge() -> None:
    outline = build_outline(clean(pages([*TITLE, *ADDRESSED, *BODY, *SIGNED])))
    looks = [line.look for line in outline.lines]
    assert looks[0] is not None
    assert looks[0].is_display
    assert [look.align for look in looks[-2:] if look is not None] == [Align.RIGHT, Align.RIGHT]
    assert looks[2] is not None
    assert looks[2].is_body


def test_text_without_places_has_no_looks() -> None:
    assert all(line.look is None for line in build_outline(clean(SourceText("关于检查的通知\n各部门：\n"))).lines)
