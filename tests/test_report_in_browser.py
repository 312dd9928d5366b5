"""The report in a real browser: a value leads to its place and back, by mouse and by keyboard, and nothing is loaded.

Skipped where there is no Chromium (``apt-get install chromium``) or no ``playwright`` (in the ``test`` extra).
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from notice_parser.core.source import Box, Glyphs, Page, SourceText
from notice_parser.core.span import Span
from notice_parser.export.to_report import report_to_html
from notice_parser.ingest.pictures import Picture
from notice_parser.pipeline import read_plan

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

NOTICE = """青岚市水务局关于开展小型水闸安全检查的通知

青水发〔2024〕12号

各县（区）水务局：
　　为摸清水闸底数<script>document.title="坏"</script>，现就开展安全检查通知如下。
　　一、请于5月10日前将名单报送市水务局。
　　二、检查结束后10个工作日内，各县（区）水务局应当报送总结。

青岚市水务局
2024年4月18日
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of the system."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab that fails the test when the page has an error, breaks its policy or asks for anything."""
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
    yield opened
    opened.close()
    assert said == []


def _source(*, paged: bool) -> SourceText:
    source = SourceText(NOTICE, name="a.txt")
    if not paged:
        return source
    glyphs, at = Glyphs(), 0
    for row, line in enumerate(NOTICE.splitlines()):
        if line:
            glyphs.add(at, [Box(60 + 13 * i, 60 + 30 * row, 73 + 13 * i, 75 + 30 * row) for i in range(len(line))])
        at += len(line) + 1
    return replace(source, pages=(Page(1, Span(0, len(NOTICE)), glyphs=glyphs),))


def _open(tab: Tab, folder: Path, *, paged: bool = False) -> None:
    reading = read_plan(_source(paged=paged))
    pictures = []
    if paged:
        written = io.BytesIO()
        Image.new("RGB", (595, 842), "white").save(written, "WEBP")
        pictures = [Picture(1, 595, 842, written.getvalue())]
    path = folder / "report.html"
    path.write_text(report_to_html(reading.notice, reading.plan, pictures), encoding="utf-8")
    tab.goto(path.as_uri())


NUMBER = "button.value:has(.label:text-is('发文字号'))"


def test_a_click_on_the_document_number_marks_it_in_the_text(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path)
    tab.click(NUMBER)
    assert tab.get_attribute(NUMBER, "aria-pressed") == "true"
    assert "".join(tab.locator("#text .pin").all_inner_texts()) == "青水发〔2024〕12号"
    assert tab.inner_text("#says") == "发文字号：青水发〔2024〕12号。已在原文中标出"
    tab.keyboard.press("Escape")
    assert tab.locator(".pin").count() == 0


def test_a_click_on_the_document_number_frames_it_on_the_page(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, paged=True)
    assert not tab.is_visible("#text")
    tab.click(NUMBER)
    (frame,) = tab.locator("#pictures rect.pin").all()
    box = frame.bounding_box()
    paper = tab.locator("#pictures svg").bounding_box()
    assert box is not None
    assert paper is not None
    points = 595.3 / paper["width"]
    assert (box["y"] - paper["y"]) * points == pytest.approx(60 + 30 * 2, abs=4)
    assert box["width"] * points == pytest.approx(13 * 12 + 3, abs=4)
    colour = frame.evaluate("element => getComputedStyle(element).fill")
    assert colour == "rgb(255, 208, 0)"
    tab.check("input[value=text]")
    assert tab.is_visible("#text")
    assert not tab.is_visible("#pictures")


def test_the_text_leads_back_to_the_value(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path)
    tab.hover("#text >> text=青水发〔2024〕12号")
    assert "on" in (tab.get_attribute(NUMBER, "class") or "").split()
    tab.hover("h1")
    assert "on" not in (tab.get_attribute(NUMBER, "class") or "").split()
    tab.click("#text >> text=青水发〔2024〕12号")
    assert tab.get_attribute(NUMBER, "aria-pressed") == "true"


def test_everything_can_be_reached_by_keyboard(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.focus(NUMBER)
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.closest('#text') !== null")
    assert tab.evaluate("document.activeElement.textContent") == "青水发〔2024〕12号"
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.closest('#text') !== null")
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("Enter")
    assert tab.evaluate('document.activeElement.matches("button.value")')
    assert tab.evaluate("document.activeElement.textContent").startswith("发文字号")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.textContent").startswith("发文机关")


def test_a_script_in_a_notice_is_shown_and_not_run(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path)
    assert tab.title() == "青岚市水务局关于开展小型水闸安全检查的通知"
    assert "<script>document.title" in tab.inner_text("#text")


def test_every_value_has_a_name_for_a_screen_reader(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, paged=True)
    assert tab.get_by_role("button", name="发文字号").count() == 1
    assert tab.get_by_role("region", name="取出的值").count() == 1
    assert tab.get_by_role("region", name="原文").count() == 1
    assert tab.get_by_role("group", name="第1页，共1页").count() == 1
    assert tab.get_by_role("status").count() == 1
    assert tab.evaluate("document.documentElement.lang") == "zh-CN"


def test_it_fits_narrow_screens_and_paper(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path)
    tab.set_viewport_size({"width": 375, "height": 700})
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.emulate_media(media="print")
    assert not tab.is_visible(".says")
    assert tab.is_visible("#text")
    printed = tab.evaluate("getComputedStyle(document.querySelector('#text [data-n]'), '::before').content")
    assert printed.strip('"').isdigit() or printed.startswith("attr") or printed.strip('"')[0].isdigit()


def test_it_is_usable_within_a_second(tab: Tab, tmp_path: Path) -> None:
    _open(tab, tmp_path, paged=True)
    timing = "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"
    assert tab.evaluate(timing) < 1000
