"""Pages of the usual kinds of government sites, from their bytes to the fields."""

# ruff: noqa: E501 - lines of pages

from __future__ import annotations

import datetime as dt

import more_saved_pages as more
import pytest
import saved_pages as first
from saved_pages import SavedPage

from notice_parser.core.source import ReadBy
from notice_parser.errors import IndexPageError
from notice_parser.ingest.read import read_bytes
from notice_parser.pipeline import parse

PAGES = [page for module in (first, more) for page in vars(module).values() if isinstance(page, SavedPage)]


@pytest.fixture(params=PAGES, ids=lambda page: page.name)
def page(request: pytest.FixtureRequest) -> SavedPage:
    saved: SavedPage = request.param
    return saved


def test_the_notice_and_nothing_else(page: SavedPage) -> None:
    found = [line.strip() for line in read_bytes(page.content).text.splitlines() if line.strip()]
    assert found == [*page.above, *page.lines, *page.below]


def test_the_fields(page: SavedPage) -> None:
    notice = parse(page.content)
    assert notice.title.value == page.title
    number = notice.document_number.value
    assert (number.text if number else None) == page.number
    assert tuple(field.value for field in notice.issuers) == page.issuers
    assert (str(notice.issue_date.value), notice.issue_date.evidence.rule) == (page.date, page.date_rule)
    assert str(notice.date_of_publication.value) == str(page.published)
    assert notice.index_number.value == page.index
    assert tuple(field.value for field in notice.attachments) == page.attachments
    assert tuple(phone for contact in notice.contacts for phone in contact.phones) == page.phones


def page_of(inner: str, head: str = "") -> bytes:
    return first.document(f"<meta charset=utf-8><title>{first.TITLE}</title>{head}", inner)


ITEM = "<li><a href='{0}.html'>澄川市水务局关于开展第{0}次水库检查工作的通知</a><span>2024-04-{0:02}</span></li>"
ROW = "<tr><td>·</td><td><a href='{0}.html'>关于印发第{0}号实施方案的通知</a></td><td>[04-{0:02}]</td></tr>"


@pytest.mark.parametrize(
    "inner",
    [
        f"<div class='list'><ul>{''.join(ITEM.format(i) for i in range(1, 21))}</ul><div>共12页 下一页</div></div>{first.FOOT}",
        f"{first.MENU}<table>{''.join(ROW.format(i) for i in range(1, 21))}</table>",
        f"<p>本栏目公开规范性文件。</p><ul>{''.join(ITEM.format(i) for i in range(1, 11))}</ul>",
    ],
    ids=["list", "table", "introduced"],
)
def test_a_list_of_titles_is_no_notice(inner: str) -> None:
    with pytest.raises(IndexPageError, match="list of"):
        read_bytes(page_of(inner))


@pytest.mark.parametrize("frame", ["<article>{}</article>", "<h2>通知</h2><div class='TRS_Editor'>{}</div>"])
def test_two_notices_on_a_page(frame: str) -> None:
    inner = "".join(frame.format(first.paragraphs(lines)) for lines in (first.WATER, first.SCHOOL))
    with pytest.raises(IndexPageError, match="2 notices"):
        read_bytes(page_of(inner))


@pytest.mark.parametrize(
    "inner",
    [
        # A notice and the document that it passes on, in one frame; a notice and what explains it.
        f"<div id='zoom'>{first.paragraphs((*first.WATER, first.OFFICE_TITLE, *first.OFFICE))}</div>",
        f"<article>{first.paragraphs(first.WATER)}</article><article><p>一图读懂水库安全度汛检查的要点。</p></article>",
        f"<div id='zoom'><div class='TRS_Editor'>{first.paragraphs(first.WATER)}</div></div>",
    ],
)
def test_what_is_one_notice(inner: str) -> None:
    assert "孙明远" in read_bytes(page_of(inner)).text


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (f"<h1>{first.TITLE}</h1><div id=zoom><iframe src='/pdf/viewer.html?file=/a/%E9%80%9A%E7%9F%A5.pdf'></iframe></div>", "通知.pdf"),
        ("<div id=zoom><object data='P0204.pdf' type='application/pdf'></object></div>", "P0204.pdf"),
        (f"<h1>{first.TITLE}</h1><p>发布时间：2024-04-22</p><div id=zoom><img src=1.jpg><img src=2.jpg></div>", "图片（2幅）"),
        (f"<h1>{first.TITLE}</h1><div id=app></div><script>var c='<p>各单位：请于5月1日前报送。</p>';</script>", "脚本"),
        ("<div id=app></div><script src=app.js></script>", "脚本"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_read_is_said_to_be_missing(inner: str, said: str) -> None:
    source = read_bytes(page_of(inner))
    assert source.pages[0].read_by is ReadBy.UNREAD
    assert said in "".join(source.findings)
    assert "5月1日" not in source.text


def test_a_file_shown_beside_the_text_is_named() -> None:
    source = read_bytes(page_of(f"<div id=zoom>{first.paragraphs(first.WATER)}<iframe src=fj/a.pdf></iframe></div>"))
    assert source.pages[0].read_by is ReadBy.MARKUP
    assert source.findings == ("网页中嵌入的文件没有读取：a.pdf",)


def test_a_date_of_the_catalogue_does_not_override_the_printed_one() -> None:
    assert parse(more.CATALOGUE.content.replace(b"2023-09-05", b"2023-09-08")).issue_date.value == dt.date(2023, 9, 5)


@pytest.mark.parametrize("lines", [first.WATER, first.SCHOOL])
def test_a_short_notice_is_no_missing_text(lines: tuple[str, ...]) -> None:
    source = read_bytes(page_of(f"<script>x()</script><div><p>{lines[0]}</p><p>{lines[2]}</p></div>"))
    assert source.findings == ()
