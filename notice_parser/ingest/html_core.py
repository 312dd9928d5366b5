"""Where on a web page the text stands: in a frame that a publishing system names, or in what holds most of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from notice_parser.ingest.html_blocks import Block
from notice_parser.ingest.html_catalogue import is_entry
from notice_parser.ingest.html_frames import ends_text, foot_begins, han

_NOTICE = re.compile(r"通知|公告|通报|意见|关于|附件|各[\u4e00-\u9fff]{1,20}[：:]|〔20\d\d〕|现将|如下|特此|印发")
_MARK = re.compile(r"[，。；：、]")
_DATE = re.compile(
    r"[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日$"
)
_NAMED = re.compile(
    r"(?i)^(?:trs_?u?editor(?:_view)?|zoom(?:con|content)?|bt_content|vsb_content(?:_\w{1,8})?|v_news_content|ucap-?content"
    r"|pages_content|b12c|js_content|entry-content|wp_articlecontent|article-?_?(?:content|body|con|text)"
    r"|(?:news|view|detail|text|main)_?-?content|zhengwen|neirong|founder-content)$"
)
"""What publishing systems of government sites (TRS, JCMS, VSB, UCAP, Founder) and others call the frame of a text."""
_NAMED_HOLDS = 0.4
_MOST_HOLD = 0.75
"""A share of the page's text that the part with the notice holds."""
_STANDS_ABOVE = re.compile(
    r"[〔\[［（(](?:19|20)\d\d[〕\]］）)]|(?:文件|令|电报|公报|发电)$|^(?:特急|加急|平急|秘密|机密|绝密)|^第.{1,6}号$"
)
"""What stands above the title of a notice."""
_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The blocks of the text, ``first`` to ``last``, and the first of its title, -1 where none is seen.

    ``named``: it stands in a frame that is for texts.
    """

    first: int
    last: int
    title: int
    named: bool = False


def letters(text: str) -> str:
    """Leave letters and digits only."""
    return "".join(_LETTERS.findall(text))


def find_text(root: Any, blocks: list[Block], titles: str) -> Stretch:  # noqa: ANN401 - an lxml element
    """Find the text; signature and date may stand in a frame of their own below it."""
    values = [_value(block) for block in blocks]
    core, named = _core(root, blocks, values)
    inside = set(core.iter()) if core is not None else set()
    held = [index for index, block in enumerate(blocks) if block.element in inside]
    first, last = (held[0], held[-1]) if held else (0, len(blocks) - 1)
    last = _before_foot(blocks, values, first, last)
    below = (i for i in range(last + 1, min(last + 5, len(blocks))) if _DATE.match(blocks[i].text.strip()))
    return Stretch(first, next(below, last), _title_at(blocks, last, titles), named)


def stands_above(text: str) -> bool:
    """Tell a line that stands above the title of a notice: its masthead, number, urgency."""
    return bool(_STANDS_ABOVE.search(text)) and len(text) <= 60


def _value(block: Block) -> float:
    """Say how much a block looks like text of a notice."""
    if ends_text(block) or (not block.rows and is_entry(block.text)):
        return 0.0
    text = block.text if not block.rows else "".join("".join(cell) for row in block.rows for cell in row)
    own = han(text) - 2.0 * block.linked
    if own <= 0:
        return 0.0
    factor = 1.0 if _MARK.search(text) or len(text) > 40 else 0.3
    return own * factor * (2.0 if _NOTICE.search(text) else 1.0)


def _core(root: Any, blocks: list[Block], found: list[float]) -> tuple[Any, bool]:  # noqa: ANN401
    """Find the frame that is named for texts, else the smallest element that holds most of what looks like one."""
    own: dict[Any, float] = {}
    lines: dict[Any, int] = {}
    for block, value in zip(blocks, found, strict=True):
        if value:
            own[block.element] = own.get(block.element, 0.0) + value
            lines[block.element] = lines.get(block.element, 0) + 1
    values, counts = dict(own), dict(lines)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for element in reversed(elements):
        parent = None if element is root else element.getparent()
        if parent is not None and element in values:
            values[parent] = values.get(parent, 0.0) + values[element]
            counts[parent] = counts.get(parent, 0) + counts[element]
    whole = values.get(root, 0.0)
    if not whole:
        return None, False
    named = [e for e in elements if values.get(e, 0.0) >= _NAMED_HOLDS * whole and is_named(e)]
    if named:
        most = max(values[e] for e in named)
        return next(e for e in reversed(named) if values[e] >= 0.9 * most), True
    core = root
    while True:
        inner = next((e for e in core if values.get(e, 0.0) >= _MOST_HOLD * whole), None)
        if inner is None or counts[inner] < min(3, counts[core]):
            return core, False
        core = inner


def is_named(element: Any) -> bool:  # noqa: ANN401
    """Tell the frame of a text by its name."""
    if element.tag in ("ucapcontent", "founder-content"):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_NAMED.match(name) for name in names[:10])


def _before_foot(blocks: list[Block], found: list[float], first: int, last: int) -> int:
    """Give the last block of a text whose frame also holds the site's footer, or what else there is to read."""
    values = list(accumulate(found[first : last + 1]))
    half = values[-1] / 2 if values else 0.0
    for index in range(first, last + 1):
        if values[index - first] > half and ends_text(blocks[index]):
            return max(first, foot_begins(blocks, index, first) - 1)
    return last


def _title_at(blocks: list[Block], last: int, titles: str) -> int:
    """Find the first block of the title: the longest that the page calls itself, or its heading."""
    known = letters(titles)
    best, longest = -1, 7
    for index, block in enumerate(blocks[: last + 1]):
        own = letters(block.text)
        if block.rows or is_entry(block.text) or block.linked > len(own) / 2:
            continue
        if longest < len(own) <= 200 and own in known:
            best, longest = index, len(own)
    if best < 0:
        return next((i for i, b in enumerate(blocks[: last + 1]) if b.heading and "关于" in b.text), -1)
    while best and len(own := letters(blocks[best - 1].text)) > 7 and own in known and not blocks[best - 1].rows:
        best -= 1
    return best
