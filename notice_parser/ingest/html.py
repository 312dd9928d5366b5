"""Web pages: the notice out of a saved page of a government site, without its menus, pagers and footers."""

from __future__ import annotations

import codecs
import re
from typing import Any

from notice_parser.core.source import ReadBy
from notice_parser.errors import DamagedSourceError, SourceTooLargeError
from notice_parser.ingest.assemble import RawDocument, RawLine, RawPage, flowing
from notice_parser.ingest.html_content import read_content
from notice_parser.ingest.html_doubts import open_inner_pages
from notice_parser.ingest.html_sheets import apply_sheets, read_sheets
from notice_parser.ingest.text import decode_text

_MOST_CHARACTERS = 5_000_000
"""Of a page without its scripts, styles and embedded images: its tree takes a hundred times as much memory."""
_MOST_TAGS = 400_000
"""A page has some thousands; each takes a tenth of a millisecond."""
_TOO_DEEP = "网页的元素套得太深，其后的内容没有读到"
_CHARSET = re.compile(
    rb"""(?i)<meta[^<>]{0,200}?charset\s*=\s*["']?\s*([\w\-]{2,30})"""
    rb"""|^\s*<\?xml[^<>]{0,100}?encoding\s*=\s*["']([\w\-]{2,30})"""
)
_HEAD = 4_096
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_BULK = tuple(
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in ((r"<script\b", r"</script\s*>"), (r"<style\b", r"</style\s*>"), ("<!--", "-->"))
)
_SCRIPT = re.compile(r"(?i)<script\b")
_EMBEDDED = re.compile(r"data:[\w/+.\-;=]{0,80},[A-Za-z0-9+/=%]{64,}")
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")


def read_html(content: bytes, charset: str = "") -> RawDocument:
    """Read the notice in a web page; ``charset`` is what came with it, as in a mail.

    Raises:
        IndexPageError: it is a list of titles, or holds several notices.
        SourceTooLargeError: the page has more text than a page has.
        DamagedSourceError: there is nothing in it that could be parsed.
        BinarySourceError: it cannot be decoded.
    """
    from lxml import etree, html

    decoded = _decode(content, charset)
    text = _slimmed(decoded)
    if len(text) > _MOST_CHARACTERS:
        raise SourceTooLargeError(f"the page has more than {_MOST_CHARACTERS:,} characters")
    if text.count("<") > _MOST_TAGS:
        raise SourceTooLargeError(f"the page has more than {_MOST_TAGS:,} tags")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)

    def parse(page: str) -> Any:  # noqa: ANN401
        return html.document_fromstring(page.encode("utf-8", "replace"), parser)

    try:
        root = parse(text)
        is_deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
        open_inner_pages(root, parse)
        apply_sheets(root, read_sheets(decoded))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedSourceError("the web page is empty or damaged") from error
    found = read_content(root, scripted=_SCRIPT.search(decoded) is not None)
    blocks = _trimmed(found.blocks)
    unread = _TOO_DEEP if is_deep else found.unread
    if not unread:
        return flowing(blocks, found.findings)
    page = RawPage(1, 0, 0, tuple(blocks), ReadBy.UNREAD, note=unread)
    return RawDocument((page,), found.findings)


def _trimmed(blocks: list[Any]) -> list[Any]:
    """Leave out blank lines at both ends, and all but one in a row."""
    kept: list[Any] = []
    for block in blocks:
        blank = isinstance(block, RawLine) and not block.text.strip()
        if not blank or (kept and not (isinstance(kept[-1], RawLine) and not kept[-1].text.strip())):
            kept.append(block)
    while kept and isinstance(kept[-1], RawLine) and not kept[-1].text.strip():
        kept.pop()
    return kept


def _decode(content: bytes, charset: str) -> str:
    """Decode by the mark, by what the page says of itself, or else by what the content looks like."""
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode_text(content).text
    said = _CHARSET.search(content[:_HEAD])
    named = (said[1] or said[2]).decode("ascii") if said else ""
    for name in (charset, named, "utf-8", "gb18030"):
        codec = _ALIASES.get(name.lower(), name)
        try:
            return content.decode(codec)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return decode_text(content).text


def _slimmed(text: str) -> str:
    """Leave out what is long and no text: scripts, styles, comments, images in the page itself."""
    text = _DECLARATION.sub("", text.replace("\0", ""), count=1)
    for start, end in _BULK:
        text = _without(text, start, end)
    return _EMBEDDED.sub("data:,", text)


def _without(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    """Take out what stands between two marks, in one pass; one that is never closed stays for the parser to judge."""
    kept: list[str] = []
    at = 0
    while (opened := start.search(text, at)) and (closed := end.search(text, opened.end())):
        kept.append(text[at : opened.start()])
        at = closed.end()
    return "".join(kept) + text[at:]
