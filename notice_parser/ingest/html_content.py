"""Which part of a web page is the notice: told by names of its frame, density of links, and what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from notice_parser.ingest.assemble import RawLine, RawTable
from notice_parser.ingest.grid import table_or_lines
from notice_parser.ingest.html_blocks import Block, blocks_of
from notice_parser.ingest.html_catalogue import entries, is_entry, is_label

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "object", "embed", "svg", "canvas"}
    | {"audio", "video", "select", "button", "textarea", "input", "datalist", "map", "head", "del", "s", "strike"}
)
_FRAME = frozenset(
    {"nav", "navbar", "navigation", "menu", "menus", "submenu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "bread"}
    | {"footer", "copyright", "friendlink", "friendlinks", "share", "bdshare", "bshare", "bdsharebuttonbox", "sns"}
    | {"pager", "pagination", "paging", "prevnext", "prenext", "sidebar", "sider", "related", "relate", "recommend"}
    | {"comment", "comments", "toolbar", "search", "searchbox", "login", "qrcode", "ewm", "erweima", "weixin", "weibo"}
    | {"fontsize", "banner", "advert", "ads", "backtop", "gotop", "totop", "sitemap", "topbar", "toplink", "toplinks"}
    | {"accessibility", "popup", "modal", "swiper", "carousel", "header", "listmenu"}
    | {"daohang", "dibu", "fenxiang", "weizhi", "dqwz", "mbx", "mianbaoxie", "wza", "yqlj", "xgxw", "xgwz", "xgyd"}
    | {"tuijian", "banquan"}
)
"""Words in the names of what frames a text, in English and as Chinese sites spell them."""
_FRAME_ALONE = frozenset(
    {"foot", "location", "position", "pos", "curpos", "currentpath", "social", "aside", "hot", "tools", "tool", "print"}
    | {"tags", "tag", "links", "link", "dialog", "path", "place", "local", "dh", "dw", "fx"}
)
"""Names of frames that as a part of a longer name mean something else: print-content, position-relative."""
_CONTENT = frozenset({"article", "content", "detail", "details", "title", "text", "main", "zoom", "editor"})
"""Words beside ``header`` that make it the head of the text."""
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_NOTICE = re.compile(r"通知|公告|通报|意见|关于|附件|各[\u4e00-\u9fff]{1,20}[：:]|〔20\d\d〕|现将|如下|特此|印发")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARK = re.compile(r"[，。；：、]")
_FURNITURE = re.compile(
    r"^[\s|>»·•【\[]*(?:您?的?(?:现在的|当前的?)?位置\s*[：:]|当前位置|[上下]一[篇条页]\s*[：:]|分享到|【?字[体号](?:大小)?\s*[：:]|浏览次数|阅读次数|返回顶部)"
    r"|^[\s|【】\[\]（）()·/]*(?:(?:打印(?:本页|此页|文章|正文)?|关闭(?:窗口|本页|此页)?|收藏(?:本页|本文)?|加入收藏|设为首页|网站首页|返回首页|首页|大|中|小"
    r"|分享|纠错|返回|下载)[\s|【】\[\]（）()·/]*){1,8}$"
)
_DATE = re.compile(
    r"[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日$"
)
_FILE = re.compile(r"(?i)\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|txt|jpe?g|png)\b|附件")
_MOST_HOLD = 0.75
"""A share of the page's text that the part with the notice holds."""
_LINKED = 0.6
_NEAR = 12
"""Blocks between a heading and the text that it may head."""


def content_blocks(root: Any) -> list[RawLine | RawTable]:  # noqa: ANN401 - an lxml element
    """Give the lines and tables of the notice, the catalogue table above it among them."""
    title, article_title = _title(root), _article_title(root)
    root = next(root.iter("body"), root)
    _drop(root)
    blocks = [block for block in blocks_of(root) if not _is_furniture(block)]
    first, last = _stretch(root, blocks)
    kept: list[RawLine | RawTable] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if index < first and _labels(block) and index + 1 < first and not _labels(blocks[index + 1]):
            kept.append(RawLine(f"{block.text.strip().rstrip('：:')}：{blocks[index + 1].text.strip()}"))
            index += 2
            continue
        if (
            first <= index <= last
            or (index < first and _leads(block, title, first - index))
            or (index > last and _attached(block))
        ):
            kept += _written(block)
        index += 1
    said = "".join(item.text for item in kept if isinstance(item, RawLine))
    if len(article_title) >= 4 and _letters(article_title) not in _letters(said):
        kept.insert(0, RawLine(f"标题：{article_title}"))
    return kept


def _letters(text: str) -> str:
    return "".join(_HAN.findall(text))


def _stretch(root: Any, blocks: list[Block]) -> tuple[int, int]:  # noqa: ANN401
    """Find the first and the last block of the text; signature and date may stand in a frame of their own below it."""
    core = _core(root, blocks)
    inside = set(core.iter()) if core is not None else set()
    held = [index for index, block in enumerate(blocks) if block.element in inside]
    if not held:
        return 0, len(blocks) - 1
    first, last = held[0], held[-1]
    below = (i for i in range(last + 1, min(last + 5, len(blocks))) if _DATE.match(blocks[i].text.strip()))
    return first, next(below, last)


def _title(root: Any) -> str:  # noqa: ANN401
    """Give what the page calls itself: its title, and what the standard for government sites asks for."""
    titles = ["".join(element.itertext()) for element in root.iter("title")]
    return "\n".join([*titles, _article_title(root)])


def _article_title(root: Any) -> str:  # noqa: ANN401
    named = (e.get("content") or "" for e in root.iter("meta") if (e.get("name") or "").lower() == "articletitle")
    return next(named, "").strip()


def _drop(root: Any) -> None:  # noqa: ANN401
    """Take out what no reader sees, and what frames the text by its name, unless it is most of the page."""
    weights = _weights(root)
    whole = weights[root]
    for element, weight in weights.items():
        if element is root or element.getparent() is None:
            continue
        framed = _is_frame(element) and weight < whole / 3
        if element.tag in _DROPPED or framed or (_is_hidden(element) and weight < whole / 2):
            _remove(element)


def _weights(root: Any) -> dict[Any, int]:  # noqa: ANN401
    """Count the letters in each element, those of its inner elements with it; scripts are none."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    weights = dict.fromkeys(elements, 0)
    for element in reversed(elements):
        parent = None if element is root else element.getparent()
        if element.tag not in _DROPPED:
            weights[element] += len(_HAN.findall(element.text or ""))
            if parent is not None:
                weights[parent] += weights[element]
        if parent is not None:
            weights[parent] += len(_HAN.findall(element.tail or ""))
    return weights


def _is_hidden(element: Any) -> bool:  # noqa: ANN401
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _is_frame(element: Any) -> bool:  # noqa: ANN401
    if element.tag in ("p", "span", "font", "b", "strong", "td", "tr", "h1", "h2", "h3", "article", "main"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if not names.strip():
        return False
    whole = {word.lower() for word in names.split()}
    words = {word.lower() for word in _TOKEN.findall(names)} | whole
    found = words & _FRAME
    if found == {"header"} and words & _CONTENT:
        return False
    return bool(found or whole & _FRAME_ALONE)


def _remove(element: Any) -> None:  # noqa: ANN401
    """Take an element out and leave the text behind it; control characters in that, which XML forbids, go too."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = _CONTROL.sub("", f"{parent.text or ''}{element.tail}")
        else:
            before.tail = _CONTROL.sub("", f"{before.tail or ''}{element.tail}")
    parent.remove(element)


def _is_furniture(block: Block) -> bool:
    if block.rows or not block.text.strip():
        return False
    text = block.text.strip()
    if len(text) <= 120 and _FURNITURE.match(text):
        return True
    return block.linked > _LINKED * len(text) and not _FILE.search(text) and len(text) < 60


def _value(block: Block) -> float:
    """Say how much a block looks like text of a notice."""
    text = block.text if not block.rows else "".join("".join(cell) for row in block.rows for cell in row)
    own = len(_HAN.findall(text)) - 2.0 * block.linked
    if own <= 0:
        return 0.0
    factor = 1.0 if _MARK.search(text) or len(text) > 40 else 0.3
    return own * factor * (2.0 if _NOTICE.search(text) else 1.0)


def _core(root: Any, blocks: list[Block]) -> Any:  # noqa: ANN401
    """Find the smallest element of several lines that holds most of what looks like text of a notice."""
    values: dict[Any, float] = {}
    counts: dict[Any, int] = {}
    whole = 0.0
    for block in blocks:
        value = _value(block)
        whole += value
        element = block.element
        while value and element is not None:
            values[element] = values.get(element, 0.0) + value
            counts[element] = counts.get(element, 0) + 1
            element = element.getparent()
    if not whole:
        return None
    core = root
    while True:
        inner = next((e for e in core if values.get(e, 0.0) >= _MOST_HOLD * whole), None)
        if inner is None or counts[inner] < min(3, counts[core]):
            return core
        core = inner


def _labels(block: Block) -> bool:
    return not block.rows and is_label(block.text)


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


def _attached(block: Block) -> bool:
    """Tell a block below the text that names its attachments."""
    return not block.rows and block.text.strip().startswith(("附件", "相关附件")) and len(block.text) < 200


def _written(block: Block) -> Iterator[RawLine | RawTable]:
    if not block.rows:
        yield RawLine(block.text)
        return
    pairs = entries(block.rows)
    if pairs is not None:
        yield from (RawLine(pair) for pair in pairs)
    else:
        yield from table_or_lines(block.rows)
