"""Rules across a page, from PDF and scan alike: what stands between them at the foot is 版记, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from notice_parser.clean.restore import restore
from notice_parser.core.outline import ZoneKind
from notice_parser.core.source import Box, SourceText
from notice_parser.ingest.assemble import assemble
from notice_parser.ingest.ocr import RecognisedLine
from notice_parser.ingest.page_rules import rules_across
from notice_parser.ingest.pdf import read_pdf
from notice_parser.ingest.scan import read_scan
from notice_parser.learn.page_image import draw_page, installed_fonts
from notice_parser.learn.page_layout import EM, HEIGHT, LEFT, RIGHT, WIDTH, Sheet, set_pages
from notice_parser.structure.build import build_outline

DPI = 150
Way = Callable[[Sheet], SourceText]
NOTICE = """平湖市安全生产委员会文件

平安委〔2023〕6号

平湖市安全生产委员会关于开展冬季安全检查的通知

各县（区）人民政府，市有关部门：
为做好冬季安全生产工作，切实保障人民群众生命财产安全，决定在全市开展安全检查。现将有关事项通知如下：
一、检查时间
2023年12月1日至12月20日，由市安全生产委员会统一组织，各县（区）人民政府配合，检查前不打招呼、不听汇报。

平湖市安全生产委员会
2023年11月20日

抄送：市委办公室。
平湖市安全生产委员会办公室　　2023年11月20日印发
"""


def sheet(label: str = "抄送", masthead: str = "", heading: str = "", *, ruled: bool = True) -> Sheet:
    """Print the notice with another word before the receivers, or another letterhead and title, and no number."""
    (made,) = set_pages(build_outline(restore(SourceText(NOTICE))), seal=False)
    prints = []
    for p in made.prints:
        if p.role == "imprint":
            p = replace(p, text=p.text.replace("抄送", label), size=EM)
            if "印发" in p.text or (label != "抄送" and "办公室" in p.text and label not in p.text):
                continue
        elif masthead and p.role == "masthead":
            p = replace(p, text=masthead, red=False, size=22.0)
        elif masthead and p.role == "number":
            continue
        elif heading and p.role == "title":
            if "检查" not in p.text:
                continue
            p = replace(p, text=heading, x=(LEFT + RIGHT) / 2 - 11 * len(heading))
        if p.role == "masthead":
            p = replace(p, x=(LEFT + RIGHT - p.width) / 2)
        prints.append(p)
    return Sheet(prints, made.strokes if ruled else [])


class Reader:
    """Reads a printed sheet without a mistake."""

    name = "reader"

    def __init__(self, printed: Sheet, dpi: int = DPI) -> None:
        scale = dpi / 72
        self.lines = [
            RecognisedLine(p.text, p.x * scale, p.y * scale, (p.x + p.width) * scale, (p.y + p.size) * scale, 0.99)
            for p in printed.prints
        ]

    def recognise(self, image: NDArray[np.uint8]) -> list[RecognisedLine]:
        return self.lines


def scanned(printed: Sheet) -> SourceText:
    return assemble([read_scan(draw_page(printed, DPI, "song"), DPI, Reader(printed))], media_type="image/png")


def digital(printed: Sheet) -> SourceText:
    """Write the sheet as a PDF in a Chinese font that is not embedded."""
    drawn = ""
    for p in printed.prints:
        red = "0.8 0.1 0.1 rg" if p.red else "0 g"
        code = p.text.encode("utf-16-be").hex()
        drawn += f"{red} BT /F1 {p.size} Tf {p.x} {HEIGHT - p.y - 0.86 * p.size} Td <{code}> Tj ET\n"
    for stroke in printed.strokes:
        # Word draws a rule as thin rectangles, one behind the other.
        middle = (LEFT + RIGHT) / 2
        for left, right in ((LEFT, middle), (middle, RIGHT)):
            drawn += f"{left} {HEIGHT - stroke.y} {right - left} 1 re f\n"
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[4 0 R]/Count 1>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents 3 0 R/Resources<</Font<</F1 {font}>>>>>>",
    ]
    body, table = "%PDF-1.4\n", "0000000000 65535 f \n"
    for number, written in enumerate(objects, 1):
        table += f"{len(body):010} 00000 n \n"
        body += f"{number} 0 obj{written}endobj\n"
    tail = f"xref\n0 {len(objects) + 1}\n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>"
    content = f"{body}{tail}\nstartxref\n{len(body)}\n%%EOF".encode("latin-1")
    return assemble(read_pdf(content, None, 10), media_type="application/pdf")


WAYS = [
    digital,
    pytest.param(scanned, marks=pytest.mark.skipif("song" not in installed_fonts(), reason="no font to draw with")),
]


def imprint(source: SourceText) -> str:
    outline = build_outline(restore(source))
    return "\n".join(zone.span.of(outline.text) for zone in outline.zones_of(ZoneKind.IMPRINT))


def title(source: SourceText) -> str:
    outline = build_outline(restore(source))
    return "".join("".join(zone.span.of(outline.text).split()) for zone in outline.zones_of(ZoneKind.TITLE))


@pytest.mark.parametrize("way", WAYS)
def test_the_rules_of_a_page_are_found_where_they_are(way: Way) -> None:
    printed = sheet()
    page = way(printed).pages[0]
    assert [round(rule.y0) for rule in page.rules] == pytest.approx([stroke.y for stroke in printed.strokes], abs=2)
    assert all(rule.x0 == pytest.approx(LEFT, abs=3) and rule.x1 == pytest.approx(RIGHT, abs=3) for rule in page.rules)
    assert way(sheet(ruled=False)).pages[0].rules == ()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("label", ["校印", "核稿", "督办"])
def test_what_stands_between_rules_at_the_foot_is_the_imprint(way: Way, label: str) -> None:
    assert f"{label}：市委办公室" in imprint(way(sheet(label)))
    assert label not in imprint(way(sheet(label, ruled=False)))


@pytest.mark.parametrize("way", WAYS)
def test_a_name_above_the_rule_is_not_part_of_the_title_below_it(way: Way) -> None:
    printed = sheet(masthead="平湖市双创工作专班")
    assert title(way(printed)) == "平湖市安全生产委员会关于开展冬季安全检查的通知"
    slogan = sheet(masthead="平湖市双创工作专班", heading="冬季安全六项提醒")
    assert title(way(slogan)) == "冬季安全六项提醒"


def test_the_pieces_of_a_rule_are_one_and_short_strokes_are_none() -> None:
    pieces = [Box(80, 200, 300, 201), Box(300, 200.5, 520, 201.5)]
    assert rules_across([*pieces, Box(80, 300, 200, 301)], (), WIDTH, HEIGHT) == (Box(80, 200, 520, 201.5),)


@pytest.mark.parametrize(
    "stroke",
    [
        Box(80, 400, 520, 401),
        Box(0, 2, 595, 4),
        Box(0, 838, 595, 840),
        Box(80, 200, 520, 260),
        Box(80, 100, 81, 700),
    ],
    ids=["side of a table", "upper edge", "lower edge", "picture", "upright"],
)
def test_other_strokes_are_no_rules(stroke: Box) -> None:
    assert rules_across([stroke], [Box(80, 380, 520, 500)], WIDTH, HEIGHT) == ()


def test_a_rule_under_a_running_head_parts_nothing() -> None:
    source = digital(sheet("承办", ruled=False))
    headed = replace(source, pages=(replace(source.pages[0], rules=(Box(LEFT, 50, RIGHT, 51),)),))
    assert "承办" not in imprint(headed)
