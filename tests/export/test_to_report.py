"""The report: nothing is lost, nothing is loaded, nothing of a notice is taken for markup."""

from __future__ import annotations

import base64
import hashlib
import io
import random
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from made_plans import Pair, Planned
from PIL import Image

from notice_parser.core.alignment import CleanText, Edit
from notice_parser.core.evidence import Field
from notice_parser.core.outline import Outline
from notice_parser.core.source import Box, Glyphs, Page, SourceText
from notice_parser.core.span import Span
from notice_parser.export.report_pages import boxes_of
from notice_parser.export.report_text import MarkedText, edits_of
from notice_parser.export.report_values import Group, Shown, report_groups
from notice_parser.export.to_report import report_to_html
from notice_parser.ingest.limits import Limits
from notice_parser.ingest.pictures import Picture, pictures_of
from notice_parser.pipeline import read_plan


class Reader(HTMLParser):
    """Collects elements, what stands under each value, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.under: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self._open: list[tuple[str, list[str], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        button = str(given["data-id"]) if tag == "button" else ""
        if tag not in ("meta", "input", "rect", "image"):
            self._open.append((tag, (given.get("data-v") or "").split(), button))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        removed = any(tag == "del" for tag, _, _ in self._open)
        for _, values, button in self._open:
            for value in values:
                if not removed:
                    self.under[value] = self.under.get(value, "") + data
            if button:
                self.buttons[button] = self.buttons.get(button, "") + data


def test_every_value_is_shown_once_and_marked_where_it_stands(planned: Planned, entry_name: str) -> None:
    notice, plan = planned(entry_name)
    groups = report_groups(notice, plan)
    read = Reader(report_to_html(notice, plan))
    for group in groups:
        for value in group.values:
            assert value.text.replace("\n", "") in read.buttons[value.id].replace("\n", "")
            here = "".join(span.of(notice.outline.text).replace("\n", "") for span in _joined(value.spans))
            assert read.under.get(value.id, "").replace("↵", "") == here
    shown = sum(len(group.values) for group in groups if group.kind == "time")
    doubtful = sum(value.dated for group in groups if group.kind == "doubt" for value in group.values)
    assert shown + doubtful == len(notice.deadlines)


def _joined(spans: tuple[Span, ...]) -> list[Span]:
    """Give spans in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = joined[-1].union(span)
        else:
            joined.append(span)
    return joined


def test_every_checklist_item_contact_reference_and_target_is_there(planned: Planned) -> None:
    for name in ("c01", "c05", "g03", "h10"):
        notice, plan = planned(name)
        texts = [value.text for group in report_groups(notice, plan) for value in group.values]
        wanted = [item.text for item in (*plan.checklist, *plan.methods, *plan.procedure)]
        wanted += [str(target.value) for target in plan.targets]
        wanted += [task.action for task in plan.tasks if task.deadline is None]
        assert [text for text in wanted if text not in texts] == []
        assert len([t for t in texts if "《" in t]) >= len(notice.references)


def test_the_page_loads_nothing_and_allows_only_its_own(planned: Planned) -> None:
    page = report_to_html(*planned("c01"))
    read = Reader(page)
    assert {tag for tag, _ in read.tags} & {"link", "iframe", "object", "embed", "base", "form"} == set()
    links = [given[key] for _, given in read.tags for key in ("src", "href", "style", "onclick") if key in given]
    assert links == ["#values"]
    policy = next(str(given["content"]) for tag, given in read.tags if given.get("http-equiv"))
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_what_a_notice_holds_is_no_markup(hostile: Pair) -> None:
    read = Reader(report_to_html(*hostile))
    assert sum(tag == "script" for tag, _ in read.tags) == 1
    text = '<script>alert(1)</script>"&\x00<img src=x onerror=a()>的通知\n各市<b>县</b>：\n请于2024年5月1日前报送。\n'
    reading = read_plan(SourceText(text, name='"><script>.txt'))
    notice = replace(reading.notice, title=Field.found(text, Span(0, 20), rule="</style><script>"))
    page = report_to_html(notice, reading.plan)
    found = Reader(page)
    assert [tag for tag, _ in found.tags if tag in ("img", "b")] == []
    assert sum(tag == "script" for tag, _ in found.tags) == 1
    assert "\x00" not in page


def test_doubtful_values_come_first_and_only_there() -> None:
    reading = read_plan(SourceText("关于开展检查的通知\n各县：\n请于2024年5月10日前报送名单。\n某局\n2024年4月1日\n"))
    unsure = replace(reading.notice.title, evidence=replace(reading.notice.title.evidence, confidence=0.4))
    groups = report_groups(replace(reading.notice, title=unsure), reading.plan)
    assert groups[0].kind == "doubt"
    assert groups[0].values[0].label == "文件要素·标题"
    assert [v.label for g in groups[1:] for v in g.values if v.text == unsure.value] == []
    assert "标题" in groups[1].missing or groups[0].values[0].label == "文件要素·标题"


def test_an_empty_plan_has_a_page(empty: Pair) -> None:
    page = report_to_html(*empty)
    assert "未见：标题、发文字号、发文机关、成文日期" in page


def test_same_notice_same_page(planned: Planned) -> None:
    assert report_to_html(*planned("g05")) == report_to_html(*planned("g05"))


def test_edits_are_marked_with_what_stood_there() -> None:
    clean = CleanText.untouched(SourceText("各市,县:\n自 查\n"))
    clean = clean.edited(
        "marks", [Edit(Span(2, 3), "、", "marks/list", 0.5), Edit(Span(4, 5), "：", "marks/colon", 0.9)]
    )
    clean = clean.edited("blanks", [Edit(Span(7, 8), "", "blanks", 1.0)])
    edits = edits_of(Outline(clean))
    assert [(e.old, e.new) for e in edits] == [(",", "、"), (":", "："), ("␣", "")]
    value = Shown("主送机关", "各市", (Span(0, 4),), "r", 0.9, id="v1")
    marked = MarkedText(clean.text, [Group("head", "文件要素", (value,))], edits)
    line = marked.write(Span(0, 5))
    assert (
        '<ins class="k-head edit unsure" data-v="v1 e1" title="原文“,”，改为“、”（marks/list，0.50）">、</ins>' in line
    )
    assert '<ins class="edit" data-v="e2"' in line
    assert '<del class="edit blank" data-v="e3"' in marked.write(Span(6, 8))
    assert Reader(f"<p>{line}</p>").under["v1"] == "各市、县"


def test_a_span_over_two_lines_and_two_pages_has_a_box_on_each() -> None:
    def page(number: int, start: int, *lines: tuple[int, int]) -> Page:
        glyphs = Glyphs()
        end = start
        for at, (first, count) in enumerate(lines):
            glyphs.add(first, [Box(10 * i, 20 * at, 10 * i + 10, 20 * at + 10) for i in range(count)])
            end = first + count + 1
        return Page(number, Span(start, end), glyphs=glyphs)

    pages = [page(1, 0, (0, 5), (6, 5)), page(2, 12, (12, 5))]
    assert [(p.number, box) for p, box in boxes_of(pages, Span(3, 14))] == [
        (1, Box(30, 0, 50, 10)),
        (1, Box(0, 20, 50, 30)),
        (2, Box(0, 0, 20, 10)),
    ]
    assert list(boxes_of(pages, Span(5, 6))) == []


def test_pictures_stand_in_the_page_with_frames(planned: Planned) -> None:
    notice, _ = planned("c02")
    text = notice.outline.clean.source.text
    glyphs = Glyphs()
    glyphs.add(0, [Box(i % 40 * 12, i // 40 * 20, i % 40 * 12 + 11, i // 40 * 20 + 18) for i in range(len(text))])
    page = Page(1, Span(0, len(text)), glyphs=glyphs)
    reading = read_plan(replace(notice.outline.clean.source, pages=(page,)))
    html = report_to_html(reading.notice, reading.plan, [Picture(1, 600, 800, b"RIFF")])
    read = Reader(html)
    (image,) = [given for tag, given in read.tags if tag == "image"]
    assert str(image["href"]).startswith("data:image/webp;base64,UklGRg==")
    framed = {
        value
        for tag, given in read.tags
        if tag == "rect" and "data-v" in given
        for value in str(given["data-v"]).split()
    }
    groups = report_groups(reading.notice, reading.plan)
    assert framed == {value.id for group in groups for value in group.values if value.spans}


def _scan(pages: int, *, noise: int) -> bytes:
    chance = random.Random(1)
    images = []
    for _ in range(pages):
        image = Image.effect_noise((1654, 2339), noise).convert("RGB")
        for _ in range(900):
            x, y = chance.randrange(1500), chance.randrange(2200)
            image.paste((20, 20, 20), (x, y, x + chance.randrange(4, 30), y + chance.randrange(2, 6)))
        images.append(image)
    written = io.BytesIO()
    images[0].save(written, "TIFF", save_all=True, append_images=images[1:], compression="jpeg")
    return written.getvalue()


@pytest.mark.parametrize("isolated", [True, False])
def test_seven_pages_of_a_noisy_scan_fit_into_three_megabytes(isolated: bool) -> None:
    pictures = pictures_of(_scan(7, noise=40), Limits(), isolated=isolated, turns={2: 1})
    assert [picture.number for picture in pictures] == [1, 2, 3, 4, 5, 6, 7]
    assert sum(len(picture.content) for picture in pictures) * 4 / 3 < 2_700_000
    assert pictures[0].width < pictures[0].height
    assert pictures[1].width > pictures[1].height  # set upright as it was read


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 no", b"\x89PNG\r\n\x1a\nno", "关于检查的通知".encode(), b"PK\x03\x04no"]
)
def test_what_cannot_be_drawn_has_no_pictures(content: bytes) -> None:
    assert pictures_of(content, Limits(), isolated=False, turns={}) == ()
