"""Notices printed and scanned for measuring: what stands where, and damages that repeat."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText
from notice_parser.learn.corpus import Entry
from notice_parser.learn.page_image import installed_fonts
from notice_parser.learn.page_layout import BOTTOM, LEFT, RIGHT, Sheet, breadth, set_pages, wrapped
from notice_parser.learn.page_wear import DAMAGES, worn
from notice_parser.learn.scan_losses import Losses, Table, distance
from notice_parser.learn.scan_measures import chosen
from notice_parser.learn.scans import make_scan
from notice_parser.structure.build import build_outline

NOTICE = """平湖市安全生产委员会文件

平安委〔2023〕6号

平湖市安全生产委员会关于开展冬季安全检查的通知

各县（区）人民政府，市有关部门：
为做好冬季安全生产工作，切实保障人民群众生命财产安全，决定在全市开展安全检查。现将有关事项通知如下：
一、检查时间
2023年12月1日至12月20日。

附件：检查记录表

平湖市安全生产委员会
2023年11月20日

抄送：市委办公室。
平湖市安全生产委员会办公室　　2023年11月20日印发

附件
检查记录表
检查内容按照市安全生产委员会的统一规定逐项填写。
"""


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    return set_pages(build_outline(restore(SourceText(NOTICE))))


def test_every_letter_is_printed(sheets: list[Sheet]) -> None:
    printed = "".join(p.text for sheet in sheets for p in sheet.prints if p.role != "page_number")
    assert "".join(printed.split()) == "".join(NOTICE.split())


def test_lines_stay_within_the_type_area(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        for line in sheet.prints:
            assert line.x >= LEFT - 1
            assert line.x + line.width <= RIGHT + 1.5 * line.size  # a mark may hang over
            assert line.y <= BOTTOM or line.role == "page_number"


def test_the_head_is_red_and_has_a_rule(sheets: list[Sheet]) -> None:
    assert [p.text for p in sheets[0].prints if p.red] == ["平湖市安全生产委员会文件"]
    assert [s.red for s in sheets[0].strokes] == [True, False, False]  # the others are those of the imprint


def test_the_seal_lies_over_signature_and_date(sheets: list[Sheet]) -> None:
    (sheet,) = (s for s in sheets if s.seals)
    (seal,) = sheet.seals
    signed = [p for p in sheet.prints if p.role == "signature"]
    assert seal.words == "平湖市安全生产委员会"
    assert all(p.x < seal.x < p.x + p.width and abs(p.y - seal.y) < 60 for p in signed)


def test_an_attachment_begins_a_page(sheets: list[Sheet]) -> None:
    assert sheets[-1].prints[0].text == "附件"
    assert [p.text for p in sheets[-1].prints if p.role == "title"] == ["检查记录表"]


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("检查", 10, ["检查"]),
        ("", 10, []),
        ("甲乙丙丁（戊）", 5, ["甲乙丙丁", "（戊）"]),
        ("电话0531-8179", 6, ["电话", "0531-8179"]),
    ],
)
def test_lines_are_broken_as_a_printer_does(text: str, columns: float, lines: list[str]) -> None:
    assert wrapped(text, columns, 0) == lines


def test_latin_letters_take_half_a_square() -> None:
    assert breadth("共20份") == 3


@pytest.mark.parametrize("damage", sorted(DAMAGES))
def test_a_damage_repeats_and_keeps_the_size(damage: str) -> None:
    page = Image.new("RGB", (420, 594), "white")
    page.paste((200, 20, 20), (50, 50, 200, 60))
    once, again = worn(page, damage, 7), worn(page, damage, 7)
    assert once.size == page.size
    assert np.array_equal(np.asarray(once), np.asarray(again))
    assert (damage == "clean") == np.array_equal(np.asarray(once), np.asarray(page))


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("甲", "", 1), ("检查", "捡查", 1), ("检查", "查检", 2), ("abc", "xabcy", 2)],
)
def test_distance(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


@pytest.mark.skipif(not installed_fonts(), reason="no Chinese font is installed: Debian's fonts-noto-cjk")
def test_a_scan_can_be_made(tmp_path: Path) -> None:
    scan = make_scan(NOTICE, dpi=72, font=installed_fonts()[0])
    assert len(scan.images) == len(scan.sheets) >= 2
    assert "平湖市安全生产委员会文件" in scan.printed
    red = np.asarray(scan.images[0]).astype(int)
    assert (red[..., 0] - red[..., 2] > 100).any()


def test_notices_are_chosen_from_the_whole_corpus() -> None:
    entries = [Entry(str(i), Path(), None, {}) for i in range(10)]
    assert [e.name for e in chosen(entries, 3)] == ["0", "3", "6"]
    assert chosen(entries, None) == chosen(entries, 12) == entries


def test_each_row_is_judged_by_itself() -> None:
    table = Table()
    table.add("song clean", "clean", Losses(letters=1000, errors=0))
    table.add("kai clean", "clean", Losses(letters=1000, errors=9))
    table.add("kai fax", "fax", Losses(letters=1000, errors=9))
    again = Losses()
    for right in (True, False):
        again.again.add("甲", right=right)
    table.add("boxes", "fax", again)
    missed = [figure.name for figure in table.figures() if not figure.is_good]
    assert missed == ["kai clean: wrong letters", "boxes: boxes read again", "all boxes read again"]
