"""Residue of HTML and Markdown: what a converter or a site left of the page's own code."""

from __future__ import annotations

import html
from dataclasses import replace

from notice_parser.clean.fix import apart, replaced
from notice_parser.core.alignment import Edit
from notice_parser.grammar.rule import Rule

_TAGS = (
    "p|br|hr|div|span|a|b|i|u|em|strong|font|center|table|tbody|thead|tr|td|th|ul|ol|li|img|h[1-6]|input|style|script"
    "|section|article|header|footer|pre|blockquote|sup|sub|o:p"
)
ENTITY = Rule(
    "markup/entity",
    r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});",
    yes=("&emsp;", "&nbsp;", "&#160;", "&lt;"),
    no=("A&B;", "R&D", "&;"),
)
BARE_ENTITY = Rule(
    "markup/bare_entity",
    r"(?<![A-Za-z&])(?:emsp|ensp|nbsp|thinsp)(?![A-Za-z;])",
    yes=("emsp", "nbsp"),
    no=("&emsp;", "nbspace", "jemsp"),
    inside=(("各店铺。emsp.emsp,为", "emsp"),),
)
BLOCK_TAG = Rule(
    "markup/block_tag",
    r"(?i)<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>\n]{0,200}>",
    yes=("<br/>", "</p>", "<BR>"),
    no=("<p>", "<清岚省规划>", "《br》"),
)
TAG = Rule(
    "markup/tag",
    rf"(?i)</?(?:{_TAGS})(?:\s[^<>\n]{{0,300}}|/)?>",
    yes=('<div style="border-bottom:solid red 5px">', "</div>", "<span>"),
    no=("<清岚省规划>", "a<b", "<通知>", "<blue>"),
)
MASKED_TAG = Rule(
    # A site's filter that writes (*** for what it holds for dangerous: (*** style="text-align:left">.
    "markup/masked_tag",
    r"[(（]\*{3}[ ]?[a-z]{2,12}[ ]?=[^()（）<>\n]{0,200}>",
    yes=('(*** style="text-align: justify;">', "(*** style=“font-size:16px;”>"),
    no=("(***)", "（*** 甲）", "(*** style"),
)
MASKED_BLOCK = Rule("markup/masked_block", r"text.(?:align|indent)", yes=("text-align",), no=("font-size",))
FRONT_MATTER = Rule(
    "markup/front_matter",
    r"\A---[ \t]*\n(?:[A-Za-z][A-Za-z0-9_-]{0,30}:[^\n]{0,200}\n){1,20}---[ \t]*(?=\n|\Z)",
    yes=("---\npageClass: custom\nsidebar: true\n---",),
    no=("---\n一、目标\n---", "甲\n---\na: b\n---"),
)
HEADING = Rule(
    "markup/heading",
    r"(?m)^#{1,6}(?:[ \t]+|$)",
    yes=("## ", "###"),
    no=("#1 机组", "1#楼", "C#"),
    inside=(("# 通知", "# "), ("甲\n### 一、目标", "### ")),
)
BOLD = Rule(
    "markup/bold",
    r"(?<![（(《“*]|[于和某向在\u3400-\u4dbf])(?P<x>\*\*)(?=[^\s*])[^*\n]{1,300}?(?<=\S)(?P<y>\*\*)(?!\*)",
    yes=("**关于检查的通知**",),
    no=("** **", "2**3", "甲（***）、乙（***）", "姓名：**", "检查表（**系）和台账（**系）"),
)
RULER = Rule(
    "markup/ruler", r"(?m)^[ \t]*(?:-{3,80}|\*{3,80}|_{3,80}|={3,80})[ \t]*$", yes=("---", "  ***"), no=("——", "--甲")
)
IMAGE = Rule(
    "markup/image", r"!\[[^\]\n]{0,200}\]\([^()\n]{0,500}\)", yes=("![图](a.png)",), no=("[通知](a.html)", "！（一）")
)
DOWNLOAD = Rule(
    "markup/download",
    r"(?m)^[ \t]*\*?\[[^\[\]\n]{0,30}(?:下载|📄)[^\[\]\n]{0,100}\]\([^()\n]{1,500}\)\*?[ \t]*$",
    yes=("*[📄 点击下载此文件 ](/files/a.pdf)", "[下载](a.pdf)"),
    no=("附件：[名单](a.pdf)", "[2021]（下载）"),
)
LINK = Rule(
    "markup/link",
    r"(?P<x>\[)[^\[\]\n]{1,200}(?P<y>\]\((?:https?:|\.{0,2}/|[A-Za-z0-9_%-]{1,80}\.)[^()\s]{0,500}\))",
    yes=("[名单](https://a.gov.cn/b.doc)", "[名单](/files/b.doc)"),
    no=("[2021](三)", "〔2021〕5号"),
)
RULES = (
    MASKED_TAG,
    MASKED_BLOCK,
    ENTITY,
    BARE_ENTITY,
    BLOCK_TAG,
    TAG,
    FRONT_MATTER,
    HEADING,
    BOLD,
    RULER,
    IMAGE,
    DOWNLOAD,
    LINK,
)

_BLANKS = {"&nbsp;": " ", "&emsp;": "\u3000", "&ensp;": " ", "&thinsp;": " ", "&zwnj;": "", "&zwj;": ""}


def _entity(entity: str) -> str:
    return _BLANKS.get(entity.lower(), html.unescape(entity).replace("\u00a0", " "))


def fix_entities(text: str) -> list[Edit]:
    """Decode HTML entities; ``&emsp;`` becomes the ideographic blank it was drawn as.

    An unknown name stays.

    >>> from notice_parser.clean.fix import mended
    >>> mended("&emsp;&emsp;一、A&amp;B &foo;", fix_entities("&emsp;&emsp;一、A&amp;B &foo;"))
    '\u3000\u3000一、A&B &foo;'
    """
    return replaced(text, ENTITY, _entity, 0.99)


def fix_bare_entities(text: str) -> list[Edit]:
    """Blank out names of entities that lost their signs, as a text whose marks are noise shows them: ``emsp.emsp,``."""
    return replaced(text, BARE_ENTITY, " ", 0.95)


def fix_tags(text: str) -> list[Edit]:
    r"""Delete HTML tags; a tag that ends a block becomes a line end.

    Only names that HTML knows: a title in angle brackets stays.

    >>> from notice_parser.clean.fix import mended
    >>> mended("<p>甲</p><b>乙</b><规划>", fix_tags("<p>甲</p><b>乙</b><规划>"))
    '甲\n乙<规划>'
    """
    edits = [replace(edit, replacement=_block_end(text, edit)) for edit in replaced(text, BLOCK_TAG, "\n", 0.98)]
    taken = {e.span.start for e in edits}
    edits += [e for e in replaced(text, TAG, "", 0.98) if e.span.start not in taken]
    return edits + [replace(edit, replacement=_masked(text, edit)) for edit in replaced(text, MASKED_TAG, "", 0.95)]


def _block_end(text: str, edit: Edit) -> str:
    """A block that ends where its line ends leaves nothing."""
    return "" if edit.span.end == len(text) or text.startswith("\n", edit.span.end) else "\n"


def _masked(text: str, edit: Edit) -> str:
    """A masked tag of a paragraph begins a line, any other one leaves nothing."""
    is_block = MASKED_BLOCK.search(edit.span.of(text)) is not None
    return "\n" if is_block and edit.span.start and text[edit.span.start - 1] != "\n" else ""


def fix_markdown(text: str) -> list[Edit]:
    """Delete front matter, heading marks, bold marks, rulers, images and download links; keep a link's words.

    A number sign that belongs to a number (1#楼) stays, and so does whatever stands in a document number's brackets.

    >>> from notice_parser.clean.fix import mended
    >>> mended("## **通知**", fix_markdown("## **通知**"))
    '通知'
    """
    rules = (FRONT_MATTER, DOWNLOAD, IMAGE, LINK, RULER, HEADING, BOLD)
    return apart(edit for rule in rules for edit in replaced(text, rule, "", 0.97))
