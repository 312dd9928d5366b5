"""Scans, with a stand-in for the engine: what is done round the recognition, and what its faults lead to."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from notice_parser.core.source import ReadBy
from notice_parser.errors import DamagedSourceError
from notice_parser.export.to_json import notice_to_json
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable, assemble
from notice_parser.ingest.images import read_images
from notice_parser.ingest.ocr import RecognisedLine
from notice_parser.ingest.scan import read_scan
from notice_parser.ingest.seals import fade_rings, fade_seals, find_rings
from notice_parser.ingest.upright import skew
from notice_parser.pipeline import read_notice

DPI = 100


class Canned:
    """Says what it was told to say."""

    name = "canned"

    def __init__(self, *answers: list[RecognisedLine]) -> None:
        self.answers = list(answers)
        self.seen: list[tuple[int, ...]] = []

    def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
        self.seen.append(image.shape)
        return self.answers[min(len(self.seen), len(self.answers)) - 1] if self.answers else []


def said(text: str, top: float, confidence: float = 0.99) -> RecognisedLine:
    return RecognisedLine(text, 100, top, 100 + 20 * len(text), top + 20, confidence)


def blank() -> Image.Image:
    return Image.new("RGB", (827, 1169), "white")


def texts(page: RawPage) -> list[str]:
    return [line.text for line in page.content if isinstance(line, RawLine)]


def test_lines_are_ordered_and_placed_in_points() -> None:
    page = read_scan(blank(), DPI, Canned([said("第二行文字", 200), said("第一行文字", 100)]))
    assert texts(page) == ["第一行文字", "第二行文字"]
    first = page.content[0]
    assert isinstance(first, RawLine)
    assert (round(first.box.x0), round(first.box.y0)) == (72, 72)
    assert page.read_by is ReadBy.OCR
    assert page.confidence == pytest.approx(0.99)


def test_an_engine_that_sees_nothing_leaves_a_blank_page() -> None:
    assert read_scan(blank(), DPI, Canned([])).read_by is ReadBy.BLANK


def test_a_page_that_reads_badly_is_tried_upside_down() -> None:
    engine = Canned([said("号字错读", 100, 0.4)], [said("正确读出", 100, 0.98)])
    assert texts(read_scan(blank(), DPI, engine)) == ["正确读出"]
    assert len(engine.seen) == 2


def test_a_page_that_reads_well_is_read_once() -> None:
    engine = Canned([said("关于检查的通知", 100)])
    read_scan(blank(), DPI, engine)
    assert len(engine.seen) == 1


def test_doubt_is_kept_with_the_line() -> None:
    page = read_scan(blank(), DPI, Canned([said("模糊不清", 100, 0.8)]))
    line = page.content[0]
    assert isinstance(line, RawLine)
    assert line.confidence == pytest.approx(0.8)


def sealed() -> NDArray[np.uint8]:
    image = blank()
    draw = ImageDraw.Draw(image)
    draw.ellipse((500, 800, 665, 965), outline=(220, 30, 30), width=8)
    draw.line((520, 880, 645, 880), fill=(220, 30, 30), width=8)
    draw.text((540, 875), "2024", fill=(0, 0, 0))
    for x in range(150, 650, 60):
        draw.rectangle((x, 100, x + 40, 140), fill=(220, 30, 30))
    return np.asarray(image)


def test_a_seal_is_faded_and_the_letterhead_is_not() -> None:
    grey, found = fade_seals(sealed(), DPI)
    assert found
    assert grey[804, 582] > 200  # the ring of the seal
    assert grey[120, 170] < 120  # a letter of the letterhead


def test_the_place_of_a_seal_is_told() -> None:
    page = read_scan(Image.fromarray(sealed()), DPI, Canned([said("关于检查的通知", 100)]))
    (box,) = page.seals
    assert (box.x0, box.y1) == pytest.approx((500 * 0.72, 965 * 0.72), abs=6)


def test_a_page_without_red_has_no_seal() -> None:
    assert fade_seals(np.asarray(blank()), DPI)[1] == ()


def copied(ink: int) -> NDArray[np.uint8]:
    """A seal on a copy without colour, over a black bar."""
    image = Image.new("L", (827, 1169), 255)
    draw = ImageDraw.Draw(image)
    draw.ellipse((500, 800, 665, 965), outline=ink, width=5)
    draw.rectangle((480, 880, 700, 890), fill=10)
    for y in range(100, 700, 30):
        for x in range(100, 700, 22):
            draw.rectangle((x, y, x + 16, y + 4), fill=10)
            draw.rectangle((x + 6, y, x + 9, y + 16), fill=10)
    return np.asarray(image)


@pytest.mark.parametrize("ink", [100, 10])
def test_a_seal_without_colour_is_known_by_its_ring_and_letters_under_it_stay(ink: int) -> None:
    page = copied(ink)
    (ring,) = find_rings(page, DPI)
    assert (ring.x, ring.y) == pytest.approx((582, 882), abs=3)
    grey, found = fade_rings(page, DPI)
    assert found
    assert grey[802, 582] > 200  # the ring
    assert grey[885, 520:640].max() < 60  # the bar under it
    assert np.array_equal(grey[:700], page[:700])


def test_lines_of_text_are_no_seal() -> None:
    page = copied(10)[:780]
    assert find_rings(page, DPI) == []
    assert fade_rings(page, DPI)[1] == ()


@pytest.mark.parametrize("angle", [-3.0, -1.0, 0.0, 2.0])
def test_skew_is_found(angle: float) -> None:
    image = blank()
    draw = ImageDraw.Draw(image)
    for y in range(100, 1000, 30):
        draw.rectangle((100, y, 700, y + 12), fill=(0, 0, 0))
    turned = np.asarray(image.rotate(angle, fillcolor="white").convert("L"))
    assert skew(turned) == pytest.approx(-angle, abs=0.3)


def as_png(image: Image.Image, **how: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **how)
    return buffer.getvalue()


def test_a_tiff_has_as_many_pages_as_frames() -> None:
    buffer = io.BytesIO()
    blank().save(buffer, "TIFF", save_all=True, append_images=[blank()])
    pages = list(read_images(buffer.getvalue(), lambda image, dpi: read_scan(image, dpi, Canned([])), 10, 10**7))
    assert [page.number for page in pages] == [1, 2]


def test_an_image_beyond_the_limit_is_listed_and_not_decoded() -> None:
    (page,) = read_images(as_png(Image.new("1", (3000, 3000))), None, 10, 1_000_000)
    assert page.read_by is ReadBy.UNREAD
    assert "3000" in page.note


def test_an_image_of_one_point_is_blank() -> None:
    (page,) = read_images(as_png(Image.new("RGB", (1, 1))), None, 10, 10**7)
    assert page.read_by is ReadBy.BLANK


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", as_png(blank())[:100], b"GIF89a\x01\x00\x01\x00"])
def test_a_damaged_image_is_named_so(content: bytes) -> None:
    with pytest.raises(DamagedSourceError):
        list(read_images(content, None, 10, 10**7))


class Crashing:
    name = "crashing"

    def __init__(self, *, at: int) -> None:
        self.calls, self.at = 0, at

    def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
        self.calls += 1
        if self.calls == self.at:
            raise RuntimeError("the model is broken")
        return [said("关于开展检查的通知", 100)]


def two_pages() -> bytes:
    buffer = io.BytesIO()
    blank().save(buffer, "TIFF", save_all=True, append_images=[blank()])
    return buffer.getvalue()


def test_a_page_on_which_the_engine_crashes_is_listed_and_the_others_go_on() -> None:
    engine = Crashing(at=1)
    first, second = read_images(two_pages(), lambda image, dpi: read_scan(image, dpi or None, engine), 10, 10**7)
    assert first.read_by is ReadBy.UNREAD
    assert "RuntimeError" in first.note
    assert texts(second) == ["关于开展检查的通知"]


def test_a_crash_at_the_second_look_keeps_what_was_read() -> None:
    class Doubting(Crashing):
        def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
            return [said(line.text, line.top, 0.5) for line in super().recognise(image)]

    assert texts(read_scan(blank(), DPI, Doubting(at=2))) == ["关于开展检查的通知"]


def test_an_engine_without_memory_leaves_the_page_unread() -> None:
    class Hungry:
        name = "hungry"

        def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
            raise MemoryError

    assert read_scan(blank(), DPI, Hungry()).read_by is ReadBy.UNREAD


def test_rubbish_is_not_believed_however_sure_the_engine_is() -> None:
    page = read_scan(blank(), DPI, Canned([said("鼟龘爩麤àß¤驫鱻灪ðþ籱厵癵飝", 100, 0.99)]))
    assert page.confidence <= 0.2
    assert all(line.confidence <= 0.2 for line in page.content if isinstance(line, RawLine))
    assert "不可信" in page.note


@pytest.mark.parametrize("text", ["0531-55501260 18616", "张三 李四 王五 赵六 孙七 周八", "FORM 7 ANNEX LIST"])
def test_names_and_figures_are_no_rubbish(text: str) -> None:
    assert read_scan(blank(), DPI, Canned([said(text, 100)])).confidence > 0.9


def test_lines_without_words_or_place_are_dropped() -> None:
    answer = [said(" ", 100), RecognisedLine("无处", float("nan"), 0, 10, 10, 0.9), said("有字", 200, 1.7)]
    page = read_scan(blank(), DPI, Canned(answer))
    assert texts(page) == ["有字"]
    assert page.confidence == 1.0


def ruled(columns: list[int], rows: list[int]) -> Image.Image:
    image = blank()
    draw = ImageDraw.Draw(image)
    for y in rows:
        draw.line((columns[0], y, columns[-1], y), (0, 0, 0), 2)
    for x in columns:
        draw.line((x, rows[0], x, rows[-1]), (0, 0, 0), 2)
    return image


def cells(page: RawPage) -> list[list[str]]:
    (table,) = (item for item in page.content if isinstance(item, RawTable))
    return [["".join(line.text for line in cell or ()) for cell in row] for row in table.rows]


def at(text: str, x: float, y: float) -> RecognisedLine:
    return RecognisedLine(text, x, y, x + 20 * len(text), y + 20, 0.99)


SPOKEN = [
    at("检查表", 300, 100), at("序号", 110, 210), at("检查内容", 210, 210), at("1", 110, 260),
    at("消防通道是否", 210, 255), at("畅通", 210, 280), at("填表人", 110, 400),
]  # fmt: skip


def test_ruled_cells_become_a_table() -> None:
    page = read_scan(ruled([100, 200, 400], [200, 250, 310]), DPI, Canned(SPOKEN))
    assert cells(page) == [["序号", "检查内容"], ["1", "消防通道是否畅通"]]
    assert texts(page) == ["检查表", "填表人"]


def test_a_line_read_over_two_cells_is_cut_between_them() -> None:
    line = RecognisedLine("序号检查内容", 150, 210, 270, 230, 0.99)
    page = read_scan(ruled([100, 190, 400], [200, 250, 310]), DPI, Canned([line, at("1", 110, 260)]))
    assert cells(page) == [["序号", "检查内容"], ["1", ""]]


def test_the_rules_of_an_imprint_are_no_table() -> None:
    image = blank()
    draw = ImageDraw.Draw(image)
    for y in (900, 940, 980):
        draw.line((100, y, 700, y), (0, 0, 0), 2)
    page = read_scan(image, DPI, Canned([at("抄送：市委办公室", 110, 910)]))
    assert texts(page) == ["抄送：市委办公室"]


def test_characters_of_a_skewed_page_lie_where_the_image_shows_them() -> None:
    image = blank()
    draw = ImageDraw.Draw(image)
    for y in range(100, 1000, 30):
        draw.rectangle((100, y, 700, y + 12), fill=(0, 0, 0))
    page = read_scan(image.rotate(2, fillcolor="white"), DPI, Canned([at("某" * 30, 100, 100)]))
    (line,) = (item for item in page.content if isinstance(item, RawLine))
    assert line.box.y1 - line.box.y0 == pytest.approx(20 * 0.72)
    assert line.boxes[0].y0 - line.boxes[-1].y0 == pytest.approx(580 * 0.72 * np.sin(np.radians(2)), abs=3)


PRINTED = (
    ("平湖市应急管理局关于开展冬季安全检查的通知", 100, 0.99),
    ("各县（区）应急管理局：", 160, 0.99),
    ("为做好冬季安全生产工作，请于2023年12月1日前完成自查。", 200, 0.99),
    ("平湖市应急管理局", 300, 0.99),
    ("2023年11月20日", 340, 0.5),
)


def test_a_value_from_a_doubtful_line_is_less_sure_and_is_listed_for_a_check() -> None:
    def confidence_and_findings(doubt: float) -> tuple[float, list[str]]:
        lines = [said(text, top, doubt if confidence < 0.9 else confidence) for text, top, confidence in PRINTED]
        notice = read_notice(assemble([read_scan(blank(), DPI, Canned(lines))], media_type="image/png"))
        date = notice_to_json(notice)["issue_date"]
        assert date["value"] == "2023-11-20"
        return date["confidence"], [f.message for f in notice.findings if f.code == "low_confidence"]

    sure, doubtful = confidence_and_findings(0.99), confidence_and_findings(0.5)
    assert doubtful[0] == pytest.approx(sure[0] * 0.5 / 0.99, abs=0.01)
    assert sure[1] == []
    assert [message[:4] for message in doubtful[1]] == ["成文日期"]
