"""Which part of a web page is the notice: told by names of its frame, density of links, and what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from notice_parser.ingest.assemble import RawLine, RawTable
from notice_parser.ingest.html_blocks import Block, blocks_of

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "object", "embed", "svg", "canvas"}
    | {"audio", "video", "select", "button", "textarea", "input", "datalist", "map", "head", "del", "s", "strike"}
)
_FRAME = frozenset(
    {"nav", "navbar", "navigation", "menu", "menus", "submenu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "bread"}
    | {"location", "position", "curpos", "currentpath", "footer", "foot", "copyright", "friendlink", "friendlinks"}
    | {"share", "bdshare", "bdsharebuttonbox", "social", "sns", "pager", "pagination", "paging", "prevnext", "prenext"}
    | {"sidebar", "sider", "aside", "related", "relate", "recommend", "hot", "comment", "comments", "toolbar", "tools"}
    | {"search", "searchbox", "login", "qrcode", "ewm", "erweima", "weixin", "weibo", "print", "fontsize", "tags"}
    | {
        "banner",
        "advert",
        "ads",
        "backtop",
        "gotop",
        "totop",
        "sitemap",
        "daohang",
        "dibu",
        "fenxiang",
        "weizhi",
        "dqwz",
    }
    | {"mbx", "mianbaoxie", "topbar", "toplink", "toplinks", "wza", "slh", "links", "accessibility", "dialog", "popup"}
    | {"modal", "swiper", "carousel", "header", "banquan", "yqlj", "xgxw", "xgwz", "xgyd", "tuijian", "listmenu"}
)
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_NOTICE = re.compile(r"通知|公告|通报|意见|关于|附件|各[\u4e00-\u9fff]{1,20}[：:]|〔20\d\d〕|现将|如下|特此|印发")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARK = re.compile(r"[，。；：、]")
_METADATA = re.compile(
    r"^[\s【\[]*(?:索\s*引\s*号|发\s*文\s*字\s*号|文\s*号|文\s*件\s*编\s*号|成\s*文\s*日\s*期|发\s*文\s*日\s*期|发\s*布\s*日\s*期|发\s*布\s*时\s*间|公\s*开\s*日\s*期|生\s*成\s*日\s*期"
    r"|发\s*布\s*机\s*构|发\s*文\s*机\s*[关构]|发\s*文\s*单\s*位|公\s*开\s*方\s*式|主\s*题\s*分\s*类|信\s*息\s*分\s*类|分\s*类|主\s*题\s*词|标\s*题|名\s*称|信\s*息\s*名\s*称|有\s*效\s*性|体\s*裁|组\s*配\s*分\s*类"
    r"|公\s*开\s*范\s*围|公\s*开\s*时\s*限|公\s*开\s*形\s*式|信\s*息\s*来\s*源|来\s*源|日\s*期)\s*[】\]]?\s*[：:]?\s*$"
)
_FURNITURE = re.compile(
    r"^[\s|【\[（(>»·•]*(?:当前位置|您的位置|您现在的位置|首页|网站首页|返回首页|打印|打印本页|打印此页|关闭|关闭窗口|收藏|加入收藏|设为首页|分享|分享到|字体|字号|字体大小|上一篇|下一篇|上一条|下一条|相关文章|相关链接|相关新闻|扫一扫|扫描二维码"
    r"|版权所有|主办单位?[：:]|承办单位?[：:]|技术支持|网站标识码|网站地图|返回顶部|无障碍|适老|[\u4e00-\u9fff]?ICP备|[\u4e00-\u9fff]公网安备|浏览次数|阅读次数|点击数|访问量|大\s*中\s*小\s*$|小\s*中\s*大\s*$)"
)
_DATE = re.compile(
    r"[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日$"
)
_FILE = re.compile(r"(?i)\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|txt|jpe?g|png)\b|附件")
_MOST_HOLD = 0.75
"""A share of the page's text that the part with the notice holds."""
_LINKED = 0.6


def content_blocks(root: Any) -> list[RawLine | RawTable]:  # noqa: ANN401 - an lxml element
    """Give the lines and tables of the notice, the catalogue table above it among them."""
    title = _title(root)
    _drop(root)
    blocks = [block for block in blocks_of(root) if not _is_furniture(block)]
    first, last = _stretch(root, blocks)
    kept: list[RawLine | RawTable] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if index < first and _is_label(block) and index + 1 < first and not _is_label(blocks[index + 1]):
            kept.append(RawLine(f"{block.text.strip().rstrip('：:')}：{blocks[index + 1].text.strip()}"))
            index += 2
            continue
        if first <= index <= last or (index < first and _leads(block, title)) or (index > last and _attached(block)):
            kept += _written(block)
        index += 1
    return kept


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


def _is_label(block: Block) -> bool:
    return not block.rows and len(block.text) < 20 and bool(_METADATA.match(block.text))


def _title(root: Any) -> str:  # noqa: ANN401
    return "".join("".join(element.itertext()) for element in root.iter("title"))


def _drop(root: Any) -> None:  # noqa: ANN401
    """Take out what no reader sees, and what frames the text by its name, unless it is most of the page."""
    body = next(root.iter("body"), root)
    weights = _weights(body)
    whole = weights[body]
    for element, weight in weights.items():
        if element is body or element.getparent() is None:
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
    words = {word.lower() for word in _TOKEN.findall(names)} | {word.lower() for word in names.split()}
    return bool(words & _FRAME)


def _remove(element: Any) -> None:  # noqa: ANN401
    """Take an element out and leave the text behind it."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
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


def _leads(block: Block, title: str) -> bool:
    """Tell a block above the text that belongs to the notice: its title, a catalogue table, its source."""
    if block.rows:
        return any(_METADATA.match(text) for row in block.rows for cell in row for text in cell[:1])
    text = block.text.strip()
    if block.heading or _METADATA.match(re.split("[：:]", text, maxsplit=1)[0]):
        return True
    return (len(text) >= 8 and text in title) or ("关于" in text and 10 <= len(text) <= 120 and not block.linked)


def _attached(block: Block) -> bool:
    """Tell a block below the text that names its attachments."""
    return not block.rows and block.text.strip().startswith(("附件", "相关附件")) and len(block.text) < 200


def _written(block: Block) -> Iterator[RawLine | RawTable]:
    if not block.rows:
        yield RawLine(block.text)
        return
    pairs = _pairs(block.rows)
    if pairs is not None:
        yield from (RawLine(pair) for pair in pairs)
    else:
        from notice_parser.ingest.grid import table_or_lines

        yield from table_or_lines(block.rows)


def _pairs(rows: list[list[list[str]]]) -> list[str] | None:
    """Write a catalogue table as lines of label and value: ``索引号：000014349/2021-00045``; None for other tables."""
    found: list[str] = []
    labels = filled = 0
    for row in rows:
        cells = [" ".join(cell).strip() for cell in row]
        cells = [cell for cell in cells if cell]
        filled += len(cells)
        at = 0
        while at < len(cells):
            cell = cells[at]
            if _METADATA.match(cell):
                labels += 1
                value = cells[at + 1] if at + 1 < len(cells) and not _METADATA.match(cells[at + 1]) else ""
                found.append(f"{cell.rstrip('：: ')}：{value}")
                at += 2 if value else 1
                continue
            labels += bool(_METADATA.match(re.split("[：:]", cell, maxsplit=1)[0]))
            found.append(cell)
            at += 1
    return found if labels >= 2 and 2 * labels >= filled / 2 else None
