"""Paragraphs from places: pages from literals, one character to a square of 16 points."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from notice_parser.clean.layout import find_layout
from notice_parser.clean.restore import restore
from notice_parser.core.alignment import apply
from notice_parser.core.source import Box, Page, ReadBy, SourceText, TextLine
from notice_parser.core.span import Span

EM, LEFT, COLUMNS = 16.0, 80.0, 28


@dataclass(frozen=True)
class Printed:
    text: str
    indent: float = 0.0
    size: float = EM
    gap: float = 0.0
    red: bool = False
    y: float | None = None


def breadth(text: str) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in text)


def page_source(*pages: list[Printed]) -> SourceText:
    text, done = "", []
    for number, rows in enumerate(pages, 1):
        start, y, lines = len(text), 100.0, []
        for row in rows:
            y = row.y if row.y is not None else y + row.gap
            box = Box(LEFT + row.indent * EM, y, LEFT + row.indent * EM + breadth(row.text) * row.size, y + row.size)
            lines.append(TextLine(Span(len(text), len(text) + len(row.text)), box, row.size, red=row.red))
            text += row.text + "\n"
            y += 28
        done.append(Page(number, Span(start, len(text)), lines=tuple(lines), read_by=ReadBy.OCR))
    return SourceText(text, pages=tuple(done))


def paragraph(words: str, columns: int = COLUMNS, indent: int = 2) -> list[Printed]:
    rows = [Printed(words[: columns - indent], indent)]
    rest = words[columns - indent :]
    return rows + [Printed(rest[i : i + columns]) for i in range(0, len(rest), columns)]


FIRST = (
    "为做好冬季安全生产工作切实保障人民群众生命财产安全决定在全市范围内组织开展一次"
    "安全生产大检查请各单位认真落实各项要求。"
)
SECOND = "各县区人民政府要加强组织领导明确责任分工细化工作措施确保各项工作落到实处并按时报送工作情况和有关材料。"
BODY = [*paragraph(FIRST), *paragraph(SECOND)]


def joined(source: SourceText) -> list[str]:
    return apply(source.text, find_layout(source).edits)[0].split("\n")[:-1]


def test_full_lines_go_on_and_an_indent_begins_a_paragraph() -> None:
    assert joined(page_source(BODY)) == [FIRST, SECOND]


def test_a_short_line_before_an_indent_ends_a_paragraph_and_words_cannot_undo_it() -> None:
    source = page_source([*BODY, Printed("主要检查下列单位，", 2), Printed("各类学校和医院", 2)])
    assert restore(source).text.split("\n")[2:4] == ["主要检查下列单位，", "各类学校和医院"]


def test_a_paragraph_goes_on_over_the_page_and_the_page_number_goes() -> None:
    number = Printed("一1一", 24, 14, y=780)
    source = page_source([*BODY, Printed(FIRST[:26], 2), number], [Printed(FIRST[26:54]), Printed(FIRST[54:])])
    assert joined(source) == [FIRST, SECOND, FIRST]


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert "2023" in joined(page_source([*BODY, Printed("2023", 2)]))


@pytest.mark.parametrize("label", ["抄送：市委办公室。", "附件：检查记录表", "附件1"])
def test_a_label_of_the_tail_begins_anew_even_at_the_edge(label: str) -> None:
    assert joined(page_source([*BODY, Printed(FIRST[:26], 2), Printed(label)]))[-1] == label


def test_a_title_is_not_joined_to_the_body() -> None:
    title = Printed("关于开展冬季安全生产检查工作的通知", 2.6, 22)
    assert joined(page_source([title, *BODY]))[0] == title.text


def centred(text: str, size: float = 22.0, *, gap: float = 8.0) -> Printed:
    return Printed(text, COLUMNS / 2 - breadth(text) * size / EM / 2, size, gap)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["沧岭省高新区治理欠薪工作领导小组办公", "室工作联络函"],
            ["沧岭省高新区治理欠薪工作领导小组办公室工作联络函"],
        ),
        (
            ["沧岭省物业协会关于征求《电梯", "更新改造技术指引", "（征求意见稿）》意见的函"],
            ["沧岭省物业协会关于征求《电梯更新改造技术指引（征求意见稿）》意见的函"],
        ),
        (["沧岭省教育厅", "关于开展校园安全检查的通知"], ["沧岭省教育厅", "关于开展校园安全检查的通知"]),
        (["关于开展校园安全检查", "的通知"], ["关于开展校园安全检查的通知"]),
        (["校园安全检查工作方案", "（试行）"], ["校园安全检查工作方案", "（试行）"]),
        (["校园安全检查", "2023年10月"], ["校园安全检查", "2023年10月"]),
        (["春季篇", "秋季篇"], ["春季篇", "秋季篇"]),
        (["关于开展检查的通知", "检查工作方案"], ["关于开展检查的通知", "检查工作方案"]),
    ],
)
def test_a_title_goes_on_where_its_line_ends_inside_a_name(lines: list[str], title: list[str]) -> None:
    assert joined(page_source([*map(centred, lines), *BODY]))[: len(title) + 1] == [*title, FIRST]


@pytest.mark.parametrize("size", [EM, 40.0])
def test_lines_in_the_type_of_the_text_or_of_a_letterhead_are_no_title(size: float) -> None:
    lines = ["市应急局关于开展", "安全检查的通知"]
    assert joined(page_source([*(centred(line, size, gap=size) for line in lines), *BODY]))[:2] == lines


def test_a_title_in_two_types_or_far_apart_is_not_joined() -> None:
    lines = [
        centred("关于开展校园安全检查"),
        centred("工作的通知和有关要求", 28),
        centred("另行通知的有关事项", 28, gap=70),
    ]
    assert joined(page_source([*lines, *BODY]))[:3] == [line.text for line in lines]


def test_a_red_head_is_not_joined_to_what_is_black() -> None:
    head = Printed("某某市人民政府安全生产委员会办公室关于安全生产检查文件", red=True)
    assert joined(page_source([head, Printed(FIRST[:20]), *BODY]))[0] == head.text


def test_a_wide_gap_parts_lines() -> None:
    source = page_source([*BODY, Printed(FIRST[:26], 2), Printed("某市财政局", gap=60)])
    assert joined(source)[-1] == "某市财政局"


def test_signature_and_date_stay_apart() -> None:
    name = "中共平湖市委平湖市人民政府安全生产委员会办公室"
    source = page_source([*BODY, Printed(name, 5), Printed("2024年3月24日", 16)])
    assert joined(source)[-2:] == [name, "2024年3月24日"]


def test_a_long_attachment_goes_on_below_its_own_beginning() -> None:
    first, rest = "附件：1.全市安全生产大检查发现的重大事故隐患清单", "和整改情况统计表"
    source = page_source([*BODY, Printed(first, 3), Printed(rest, 7), Printed("2.检查记录表", 6)])
    assert joined(source)[-2:] == [first + rest, "2.检查记录表"]


def test_a_number_that_did_not_fit_leaves_the_line_short_but_full() -> None:
    row, rest = "请将检查情况报送市安委会办公室并电话告知", "0581-8222111222。"
    source = page_source([*BODY, Printed(row + "传真", 2), Printed(rest)])
    assert joined(source)[-1] == row + "传真" + rest


def test_an_address_line_without_indent_ends_where_it_ends_short() -> None:
    assert joined(page_source([Printed("各县（区）人民政府，市有关部门："), *BODY]))[0].endswith("部门：")


def test_a_copy_list_in_small_type_goes_on_below_its_first_organ() -> None:
    copied = [
        Printed("抄送：市委办公室，市人大常委会办公室，市政协办公室，市纪委监委办", 0.9, 14),
        Printed("公室，各县（区）人民政府。", 3.5, 14),
        Printed("某市安全生产委员会办公室    2023年11月20日印发", 0.9, 14),
    ]
    rows = joined(page_source([*BODY, *copied]))
    assert rows[-2:] == [copied[0].text + copied[1].text, copied[2].text]


@pytest.mark.parametrize("text", ["", "甲\n乙\n", "一、检查\n二、自查\n三、整改\n四、总结\n五、要求\n"])
def test_text_without_pages_is_left_alone(text: str) -> None:
    assert find_layout(SourceText(text)).edits == ()


def test_a_page_of_few_lines_tells_nothing() -> None:
    assert find_layout(page_source([Printed("通知"), Printed("某市")])).edits == ()


def test_source_places_survive() -> None:
    source = page_source(BODY)
    clean = restore(source)
    at = clean.text.index("一次安全")
    assert clean.to_source(Span(at, at + 4)).of(source.text).replace("\n", "") == "一次安全"


def test_a_font_without_widths_loses_no_text() -> None:
    source = page_source([*BODY, *(replace(row, size=0.0) for row in BODY), *BODY])
    assert "".join(joined(source)) == source.text.replace("\n", "")
