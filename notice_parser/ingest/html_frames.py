"""What frames a text on a web page: told by names of elements, by links, and by the words that sites use."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from notice_parser.ingest.html_blocks import Block

DROPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "object", "embed", "svg", "canvas"}
    | {"audio", "video", "select", "button", "textarea", "input", "datalist", "map", "head", "del", "s", "strike"}
)
_FRAME = frozenset(
    {"nav", "navbar", "navigation", "menu", "menus", "submenu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "bread"}
    | {"footer", "copyright", "friendlink", "friendlinks", "share", "bdshare", "bshare", "bdsharebuttonbox", "sns"}
    | {"pager", "pagination", "paging", "prevnext", "prenext", "sidebar", "sider", "related", "relate", "recommend"}
    | {"comment", "comments", "toolbar", "search", "searchbox", "login", "qrcode", "ewm", "erweima", "weixin", "weibo"}
    | {"fontsize", "banner", "advert", "ads", "backtop", "gotop", "totop", "sitemap", "topbar", "toplink", "toplinks"}
    | {"accessibility", "accessible", "popup", "modal", "swiper", "carousel", "header", "listmenu"}
    | {"daohang", "dibu", "fenxiang", "weizhi", "dqwz", "mbx", "mianbaoxie", "wza", "yqlj", "manyidu"}
    | {"tuijian", "banquan"}
)
"""Words in the names of what frames a text, in English and as Chinese sites spell them."""
_FRAME_ALONE = frozenset(
    {"foot", "location", "position", "pos", "curpos", "currentpath", "social", "aside", "hot", "tools", "tool", "print"}
    | {"tags", "tag", "links", "link", "dialog", "path", "place", "local", "dh", "dw", "fx", "bottom"}
)
"""Names of frames that as a part of a longer name mean something else: print-content, position-relative."""
_BESIDE = re.compile(r"^xg[a-z]{2,3}$")
"""相关阅读, 相关文章, 相关解读 and the like, by their first letters: xgyd, xgwz, xgjd."""
_CONTENT = frozenset({"article", "content", "detail", "details", "title", "text", "main", "zoom", "editor"})
"""Words beside ``header`` that make it the head of the text."""
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FURNITURE = re.compile(
    r"^[\s|>»·•【\[]*(?:您?的?(?:现在的|当前的?)?位置\s*[：:]|当前位置|[上下]一[篇条页]\s*[：:]|分享到|【?字[体号](?:大小)?\s*[：:]|浏览次数|阅读次数|返回顶部)"
    r"|^[\s|【】\[\]（）()·/]*(?:(?:打印(?:本页|此页|文章|正文)?|关闭(?:窗口|本页|此页)?|收藏(?:本页|本文)?|加入收藏|设为首页|网站首页|返回首页|首页|大|中|小"
    r"|分享|纠错|返回|下载)[\s|【】\[\]（）()·/]*){1,8}$"
)
_FILE = re.compile(r"(?i)\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|txt|jpe?g|png)\b|附件")
_LINKED = 0.6
ENDS = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|Copyright|©|技术支持[：:]|您是第[^。]{0,20}访|扫一扫|微信扫|满意度|网友评论|发表评论|阅读原文"
    r"|预览时标签|^本页网址|返回顶部|^最后更新|网站地图|建议使用[^。]{0,30}浏览|^顶一下|分隔线--|^您好，欢迎"
    r"|^(?:相关|推荐|热门|热点|近期|猜你|延伸|更多|文件|政策)"
    r"(?:解读|图解|阅读|链接|文章|信息|新闻|内容|排行|资讯|推荐|喜欢|政策|文件)[：:]?$"
)
"""What only stands below a text; a short line with one of these ends it."""
_FOOT_PART = re.compile(
    r"^[\s|]*(?:主办|承办|协办|运维|地址|通[信讯]地址|邮编|邮政编码|责任编辑|编辑|审核|联系(?:电话|我们)|电话|传真|邮箱|E-?mail)(?:单位)?\s*[：:]",
    re.IGNORECASE,
)
_FOOT_HEAD = re.compile(r"^[\s|]*(?:主办|承办|协办|运维|地址|通[信讯]地址|责任编辑|编辑)(?:单位)?\s*[：:]")
_LONGEST_END = 160


def han(text: str | None) -> int:
    """Count Chinese characters."""
    return len(_HAN.findall(text or ""))


def drop_frames(root: Any, title: str = "") -> None:  # noqa: ANN401 - an lxml element
    """Take out what no reader sees, and what frames the text by its name, unless it is most of the page.

    ``title`` is what the page calls itself, letters only: a header that has the title in it is the text's own.
    """
    weights = _weights(root)
    whole = weights[root]
    for element, weight in weights.items():
        if element is root or element.getparent() is None:
            continue
        framed = weight < whole / 3 and _is_frame(element, title)
        if element.tag in DROPPED or framed or (_is_hidden(element) and weight < whole / 2):
            _remove(element)


def _weights(root: Any) -> dict[Any, int]:  # noqa: ANN401
    """Count the letters in each element, those of its inner elements with it; scripts are none."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    weights = dict.fromkeys(elements, 0)
    for element in reversed(elements):
        parent = None if element is root else element.getparent()
        if element.tag not in DROPPED:
            weights[element] += han(element.text)
            if parent is not None:
                weights[parent] += weights[element]
        if parent is not None:
            weights[parent] += han(element.tail)
    return weights


def _is_hidden(element: Any) -> bool:  # noqa: ANN401
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _is_frame(element: Any, title: str) -> bool:  # noqa: ANN401
    if element.tag in ("p", "span", "font", "b", "strong", "td", "tr", "h1", "h2", "h3", "article", "main"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if not names.strip():
        return False
    whole = {word.lower() for word in names.split()}
    words = {word.lower() for word in _TOKEN.findall(names)} | whole
    found = words & _FRAME
    if found == {"header"} and (words & _CONTENT or _has_title(element, title)):
        return False
    return bool(found or whole & _FRAME_ALONE or any(_BESIDE.match(word) for word in whole))


def _has_title(element: Any, title: str) -> bool:  # noqa: ANN401
    headings = islice(element.iter("h1", "h2", "h3"), 5)
    own = ("".join(_LETTER.findall("".join(heading.itertext())[:200])) for heading in headings)
    return any(len(text) > 7 and text in title for text in own)


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


def names_file(text: str) -> bool:
    """Tell a line that names a file or an attachment."""
    return bool(_FILE.search(text))


def is_furniture(block: Block) -> bool:
    """Tell a line of a menu, a share bar, a pager."""
    if block.rows or not block.text.strip():
        return False
    text = block.text.strip()
    if len(text) <= 120 and _FURNITURE.match(text):
        return True
    return block.linked > _LINKED * len(text) and not _FILE.search(text) and len(text) < 60


def ends_text(block: Block) -> bool:
    """Tell a line that only stands below a text: of the site's footer, or the heading of what else there is to read.

    >>> ends_text(Block(None, "沧ICP备12000001号-1")), ends_text(Block(None, "附件："))
    (True, False)
    """
    text = block.text.strip()
    return not block.rows and len(text) <= _LONGEST_END and bool(ENDS.search(text))


def foot_begins(blocks: list[Block], at: int, first: int) -> int:
    """Give where the footer begins whose first certain line stands ``at``: 主办, 地址, 电话 stand above it.

    A telephone alone may be the notice's own, so one goes only under a line that is certainly of the site.
    """
    begin = up = at
    while up > first and _FOOT_PART.match(blocks[up - 1].text):
        up -= 1
        if _FOOT_HEAD.match(blocks[up].text):
            begin = up
    return begin
