"""Which part of a web page is the notice, what else belongs to it, and what a page holds that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from notice_parser.ingest.assemble import RawLine, RawTable
from notice_parser.ingest.grid import table_or_lines
from notice_parser.ingest.html_blocks import Block, blocks_of
from notice_parser.ingest.html_catalogue import entries, is_entry, is_label
from notice_parser.ingest.html_core import Stretch, find_text, letters, stands_above
from notice_parser.ingest.html_doubts import check_is_one, embedded_files, why_unread
from notice_parser.ingest.html_frames import drop_frames, is_furniture, names_file
from notice_parser.ingest.html_info import info_lines
from notice_parser.ingest.html_styles import set_line, without_frames

_NEAR = 12
"""Blocks between a heading and the text that it may head."""
_UNDER_TITLE = 6
"""Blocks under a title among which its line of information stands."""
_ROW = 2
"""Elements round a label, or a value, inside a row."""
_DOWNLOADED = re.compile(r"[\s\u3000]*(?:已?下载(?:次数)?[：:]?\s*\d{1,7}\s*次?|\[?点击下载\]?)")
_BRACKETED = re.compile(r"附件[\s\u3000]{0,5}【(.{2,120})】$")
"""附件【附件1：检查表.xlsx】, as a system of universities lists files."""
_FRAME_OF_INFORMATION = re.compile(r"(?i)time|date|info|meta|posted|source|publish")


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says: lines and tables of the notice, and the catalogue above it.

    ``unread`` says in Chinese why the text is not among them; ``findings`` are other remarks.
    """

    blocks: list[RawLine | RawTable]
    unread: str = ""
    findings: tuple[str, ...] = ()


def read_content(root: Any, *, scripted: bool) -> Content:  # noqa: ANN401 - an lxml element
    """Read the notice on a page; ``scripted`` says that scripts could write more on it.

    Raises:
        IndexPageError: the page is a list of titles, or holds several notices.
    """
    title, embedded = _title(root), embedded_files(root)
    kept = content_blocks(root)
    unread = why_unread(root, kept, title, embedded, scripted=scripted)
    beside = (f"网页中嵌入的文件没有读取：{'、'.join(embedded)}",) if embedded and not unread else ()
    return Content(kept, unread, beside)


def content_blocks(root: Any) -> list[RawLine | RawTable]:  # noqa: ANN401
    """Give the lines and tables of the notice, the catalogue table above it among them."""
    title, article_title = _title(root), _article_title(root)
    root = next(root.iter("body"), root)
    drop_frames(root, letters(title))
    everything = blocks_of(root)
    check_is_one(root, everything)
    blocks = [block for block in everything if not is_furniture(block)]
    text = find_text(root, blocks, title)
    kept = without_frames(_kept(blocks, text, title))
    said = "".join(item.text for item in kept if isinstance(item, RawLine))
    if len(article_title) >= 4 and letters(article_title) not in letters(said):
        kept.insert(0, RawLine(f"标题：{article_title}"))
    return kept


def _kept(blocks: list[Block], text: Stretch, title: str) -> Iterator[RawLine | RawTable]:
    above = max(text.first, text.title)
    index = 0
    while index < len(blocks):
        at, block = index, blocks[index]
        index += 1
        information = _information(block) if at < max(text.first, text.title + _UNDER_TITLE) else None
        if _pairs(blocks, at, above=at < above):
            yield RawLine(f"{block.text.strip().rstrip('：:')}：{blocks[index].text.strip()}")
            index += 1
        elif information is not None:
            yield from (RawLine(line) for line in information)
        elif at > text.last:
            yield from (RawLine(line) for line in _attached(blocks, at, text.last))
        elif _belongs(block, at, text, title):
            yield from _written(block)


def _belongs(block: Block, at: int, text: Stretch, title: str) -> bool:
    """Tell a block of the text, or above it, that is of the notice; only a frame for texts needs no title to begin."""
    if at < text.first:
        return _leads(block, title, text.first - at)
    return text.named or at >= text.title or _heads(block)


def _information(block: Block) -> list[str] | None:
    if block.rows:
        return None
    names = f"{block.element.get('class') or ''} {block.element.get('id') or ''} {block.element.tag}"
    return info_lines(block.text, framed=bool(_FRAME_OF_INFORMATION.search(names)))


def _pairs(blocks: list[Block], index: int, *, above: bool) -> bool:
    """Tell a label whose value is the next block."""
    if index + 1 >= len(blocks) or blocks[index].rows or blocks[index + 1].rows:
        return False
    label, value = blocks[index], blocks[index + 1]
    if not is_label(label.text) or is_entry(value.text) or value.heading or not _are_near(label.element, value.element):
        return False
    return above or (label.element.tag == "dt" and value.element.tag == "dd")


def _are_near(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Tell elements of one row or list: a label that has no value stands in a frame of its own."""
    ancestors = list(islice(one.iterancestors(), _ROW))
    return any(ancestor in ancestors for ancestor in islice(other.iterancestors(), _ROW))


def _title(root: Any) -> str:  # noqa: ANN401
    """Give what the page calls itself: its title, and what the standard for government sites asks for."""
    titles = ["".join(element.itertext()) for element in root.iter("title")]
    return "\n".join([*titles, _article_title(root)])


def _article_title(root: Any) -> str:  # noqa: ANN401
    named = (e.get("content") or "" for e in root.iter("meta") if (e.get("name") or "").lower() == "articletitle")
    return next(named, "").strip()


def _heads(block: Block) -> bool:
    """Tell a block above the title that belongs to the notice or its catalogue."""
    if block.rows:
        return entries(block.rows) is not None
    return is_entry(block.text) or stands_above(block.text.strip())


def _leads(block: Block, title: str, distance: int) -> bool:
    """Tell a block above the text that belongs to the notice: its title, a catalogue table, its source."""
    if block.rows:
        return any(is_entry(text) for row in block.rows for cell in row for text in cell[:1])
    text = block.text.strip()
    if is_entry(text):
        return True
    if text in title and len(text) >= 4:
        return True
    near = block.heading and distance <= _NEAR and len(text) >= 6
    return near or ("关于" in text and 10 <= len(text) <= 120 and not block.linked)


def _attached(blocks: list[Block], at: int, last: int) -> Iterator[str]:
    """Give a block below the text that names its attachments: a label, or files that are linked right under one."""
    block = blocks[at]
    text = block.text.strip()
    if block.rows or len(text) >= 200:
        return
    under = at > last + 1 and blocks[at - 1].text.strip().startswith(("附件", "相关附件"))
    linked = block.linked and names_file(text) and (under or at == last + 1 or bool(blocks[at - 1].linked))
    if text.startswith(("附件", "相关附件")) or linked:
        text = _DOWNLOADED.sub("", text).strip()
        bracketed = _BRACKETED.match(text)
        yield text if bracketed is None else f"{'' if bracketed[1].startswith('附件') else '附件：'}{bracketed[1]}"


def _written(block: Block) -> Iterator[RawLine | RawTable]:
    if not block.rows:
        yield set_line(block.text, block.element)
        return
    pairs = entries(block.rows)
    if pairs is not None:
        yield from (RawLine(pair) for pair in pairs)
    else:
        yield from table_or_lines(block.rows)
