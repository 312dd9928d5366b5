"""Pages that are no notice, or hold it where it cannot be read: lists of titles, embedded files, images, scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any
from urllib.parse import unquote

from notice_parser.errors import IndexPageError
from notice_parser.ingest.assemble import RawLine, RawTable
from notice_parser.ingest.html_blocks import Block
from notice_parser.ingest.html_catalogue import is_entry
from notice_parser.ingest.html_core import is_named, letters
from notice_parser.ingest.html_frames import han
from notice_parser.ingest.html_info import info_lines

_MOST_FRAMES = 20
_FILE = re.compile(r"(?i)([^/=?&#\\]{1,200}\.(?:pdf|docx?|ofd|wps|xlsx?))(?:$|[?&#])")
_SENTENCE = re.compile(r"[。；，]|[^\s]{8}[：:]$")
_DAY_ALONE = re.compile(r"^\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*$|^\s*二[〇○零O].{2}年.{1,2}月.{1,3}日\s*$")
_NOTICE = re.compile(r"〔20\d\d〕|^[^。]{2,60}[：:]$")
_TITLE = re.compile(
    r"(?:通知|公告|通报|意见|函|方案|决定|通告|报告|公示|批复|办法|会议|工作|名单|结果)(?:[（(].{1,20}[）)])?$"
)
_FEWEST_TITLES = 8
_SHORT = 60
"""Chinese characters below which a page without a sentence has no text of a notice."""


def open_inner_pages(root: Any, parse: Callable[[str], Any]) -> None:  # noqa: ANN401 - lxml elements
    """Put pages that are written inside the page (``srcdoc``) in the place of their frames."""
    for frame in list(islice(root.iter("iframe"), _MOST_FRAMES)):
        inner = frame.get("srcdoc")
        if inner and frame.getparent() is not None:
            opened = parse(inner)
            opened.tag, opened.tail = "div", frame.tail
            frame.getparent().replace(frame, opened)


def embedded_files(root: Any) -> list[str]:  # noqa: ANN401
    """List the documents that a page shows in a frame of its own, by their names."""
    found: dict[str, None] = {}
    for element in islice(root.iter("iframe", "frame", "embed", "object"), _MOST_FRAMES):
        place = unquote(element.get("src") or element.get("data") or "")[:2_000]
        if name := _FILE.search(place):
            found[name[1]] = None
    return list(found)


def check_is_one(root: Any, blocks: Sequence[Block]) -> None:  # noqa: ANN401
    """Refuse a page that is a list of titles, or holds several notices.

    Raises:
        IndexPageError: it is such a page.
    """
    titles = [text for block in blocks for text in _linked_titles(block)]
    if len(titles) >= _FEWEST_TITLES and sum(map(_is_listed, titles)) * 2 >= len(titles) and not _has_text(blocks):
        raise IndexPageError(f"the page is a list of {len(titles)} titles, not a notice")
    several = _notices(root, blocks)
    if several > 1:
        raise IndexPageError(f"the page holds {several} notices, not one")


def _linked_titles(block: Block) -> list[str]:
    """List the titles that a line, or the rows of a table, link to."""
    if block.rows:
        rows = (
            " ".join("".join(row.itertext()).split())
            for row in block.element.iter("tr")
            if row.find(".//a") is not None
        )
        return [text for text in rows if han(text) >= 8]
    linked = block.linked >= 8 and 2 * block.linked >= len(block.text) and han(block.text) >= 8
    return [block.text.strip()] if linked else []


def _is_listed(text: str) -> bool:
    return bool(re.search(r"(?:19|20)\d\d[-/.年]\d{1,2}|\d{2}-\d{2}\]?$", text) or _TITLE.search(text))


def _has_text(blocks: Sequence[Block]) -> bool:
    """Tell whether two blocks or more are sentences, or one is a table of data."""
    sentences = (1 for b in blocks if not b.rows and not b.linked and "。" in b.text and han(b.text) >= 12)
    return sum(islice(sentences, 2)) > 1


def _notices(root: Any, blocks: Sequence[Block]) -> int:  # noqa: ANN401
    """Count the frames for texts, one beside the other, that each have an addressee or number, and a date alone."""
    frames = [e for e in root.iter() if isinstance(e.tag, str) and (e.tag == "article" or is_named(e))]
    if len(frames) < 2:
        return 0
    owners: dict[Any, Any] = {}
    taken: set[Any] = set()
    outer = [f for f in frames if not _is_in(f, taken)]
    for frame in outer:
        owners.update(dict.fromkeys(frame.iter(), frame))
    dated = {owners[b.element] for b in blocks if b.element in owners and _DAY_ALONE.match(b.text)}
    begun = {owners[b.element] for b in blocks if b.element in owners and _NOTICE.search(b.text.strip())}
    return len(dated & begun)


def _is_in(frame: Any, taken: set[Any]) -> bool:  # noqa: ANN401
    inside = any(ancestor in taken for ancestor in islice(frame.iterancestors(), 200))
    taken.add(frame)
    return inside


def why_unread(
    root: Any,  # noqa: ANN401
    kept: Sequence[RawLine | RawTable],
    title: str,
    embedded: Sequence[str],
    *,
    scripted: bool,
) -> str:
    """Say in Chinese where the text of a page is that shows none; empty where there is a text, or no reason is seen."""
    if any(isinstance(item, RawTable) for item in kept):
        return ""
    known = letters(title)
    own = [
        item.text
        for item in kept
        if isinstance(item, RawLine) and not is_entry(item.text) and letters(item.text) not in known
        and info_lines(item.text) is None
    ]  # fmt: skip
    if any(_SENTENCE.search(text.strip()) for text in own) or sum(map(han, own)) > _SHORT:
        return ""
    if embedded:
        return f"网页正文在嵌入的文件中，没有读取：{'、'.join(embedded)}；请另存该文件后再读"
    images = sum(
        1 for frame in root.iter() if isinstance(frame.tag, str) and is_named(frame) for _ in frame.iter("img")
    )
    if images:
        return f"网页正文是图片（{images}幅），没有读取；请另存图片后再读"
    if scripted:
        return "网页正文由脚本载入，脚本不执行，没有读到；请在浏览器中打开后另存为完整网页或打印为PDF"
    return ""
