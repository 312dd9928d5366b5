"""Word papers laid out as GB/T 9704-2012 asks: A4, 22 lines of 28 letters, 仿宋 in 三号, page numbers at the outside.

The text area is 156 mm wide and 225 mm high (clause 5.2.1); the page number stands 7 mm below it between two dashes,
on the right of odd and on the left of even pages (7.5).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from notice_parser.export.language import Language, say, spoken
from notice_parser.export.package import without_times
from notice_parser.export.plain import plain

WIDTH = 156
"""Of the text area, in millimetres."""
BODY, SMALL = 16, 12
"""三号 and 小四, in points."""
LINE = 28

SONG, FANGSONG, HEITI, KAITI, LATIN = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
XIAOBIAOSONG = "方正小标宋简体"
_OTHER_NAMES = {
    XIAOBIAOSONG: ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "宋体", "Noto Serif CJK SC"),
    FANGSONG: ("仿宋", "FangSong", "华文仿宋", "STFangsong", "宋体", "Noto Serif CJK SC"),
    KAITI: ("楷体", "KaiTi", "华文楷体", "STKaiti", "AR PL UKai CN", "Noto Serif CJK SC"),
    HEITI: ("SimHei", "华文黑体", "STHeiti", "Noto Sans CJK SC"),
    SONG: ("SimSun", "华文宋体", "STSong", "Noto Serif CJK SC"),
}
"""What a program may take instead where it has not got a font."""

TITLE, NOTE, CELL, CELL_HEAD = "公文标题", "题注", "表内文字", "表头文字"
_KEPT = {"Normal", "Heading 1", "Heading 2", "Header", "Footer", "Default Paragraph Font", "Normal Table"}
_BOX = re.compile("(□)")
_NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on, ``width`` letters wide."""

    width: int = 8


@dataclass(frozen=True, slots=True)
class Faint:
    """Words that must not stand out: where something stands in the notice."""

    text: str


Piece: TypeAlias = str | Blank | Faint


def in_chinese(number: int) -> str:
    """Write the number of a section, from 1 to 999.

    >>> [in_chinese(number) for number in (3, 10, 12, 20, 45, 108, 110, 500)]
    ['三', '十', '十二', '二十', '四十五', '一百〇八', '一百一十', '五百']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_NUMERALS[hundreds]}百" if hundreds else ""
    if tens:
        words += f"{_NUMERALS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        words += "〇"
    return words + (_NUMERALS[ones] if ones else "")


class Paper:
    """A paper that grows from the top; :meth:`content` gives the file."""

    def __init__(self, title: str, subject: str = "") -> None:
        self.word: WordDocument = Document()
        _leave_out_what_is_not_used(self.word)
        _set_page(self.word)
        _set_styles(self.word)
        _set_page_numbers(self.word)
        properties = self.word.core_properties
        properties.title, properties.subject = plain(title)[:255], plain(subject)[:255]
        properties.author, properties.comments, properties.keywords = "notice-parser", "", ""
        self._headings = [0, 0]

    def title(self, text: str) -> None:
        """Set the title in 二号 小标宋, in the middle."""
        self.add(text, style=TITLE)

    def note(self, *pieces: Piece) -> None:
        """Set a line under the title, in the middle."""
        self.add(*pieces, style=NOTE)

    def heading(self, text: str, level: int = 1) -> None:
        """Set a numbered heading: 一、 in 黑体, （一） in 楷体."""
        self._headings[level - 1] += 1
        self._headings[level:] = [0] * len(self._headings[level:])
        count = self._headings[level - 1]
        number = in_chinese(count) if spoken() is Language.ZH else str(count)
        form = "{number}、{text}" if level == 1 else "（{number}）{text}"
        self.add(say(form, number=number, text=text), style=f"Heading {level}")

    def body(self, *pieces: Piece) -> None:
        """Set a paragraph that begins two letters in."""
        indent(self.add(*pieces), first=2)

    def left_body(self, *pieces: Piece) -> None:
        """Set a paragraph that begins two letters in, with numbers that would pull its letters apart."""
        paragraph = self.add(*pieces)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        indent(paragraph, first=2)

    def plain_body(self, *pieces: Piece) -> None:
        """Set a paragraph that begins at the margin, as the addressee does."""
        self.add(*pieces)

    def sign(self, *lines: Iterable[Piece]) -> None:
        """Set who signs and when at the right, four letters from the margin, on one page."""
        self.add()
        for at, pieces in enumerate(lines, 1):
            paragraph = self.add(*pieces)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = at < len(lines)
            indent(paragraph, right=4)

    def add(self, *pieces: Piece, style: str = "Normal") -> Paragraph:
        """Set a paragraph."""
        paragraph = self.word.add_paragraph(style=style)
        fill(paragraph, pieces)
        return paragraph

    def content(self) -> bytes:
        """Give the file; the same paper gives the same bytes."""
        out = io.BytesIO()
        self.word.save(out)
        return without_times(out.getvalue())


def fill(paragraph: Paragraph, pieces: Iterable[Piece]) -> None:
    """Write pieces into a paragraph; a line break in a text stays one."""
    for piece in pieces:
        match piece:
            case Blank():
                _run(paragraph, "＿" * piece.width)
            case Faint():
                run = _run(paragraph, piece.text)
                run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x80, 0x80, 0x80)
            case str():
                _run(paragraph, piece)


def _run(paragraph: Paragraph, text: str) -> Run:
    """Add words, and say that marks which both scripts have (“”…—□) are Chinese ones; boxes to tick get one font."""
    for at, words in enumerate(_BOX.split(plain(text))):
        run = paragraph.add_run(words)
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:hint"), "eastAsia")
        for kind in ("ascii", "hAnsi", "eastAsia") if at % 2 else ():
            fonts.set(qn(f"w:{kind}"), SONG)
    return run


def indent(paragraph: Paragraph, *, first: float = 0, left: float = 0, right: float = 0) -> None:
    """Indent by letters of the paragraph; twips stand beside for programs that do not know letters."""
    element = OxmlElement("w:ind")
    for name, letters in (("left", left), ("right", right), ("firstLine", first)):
        if letters:
            element.set(qn(f"w:{name}Chars"), str(round(letters * 100)))
            element.set(qn(f"w:{name}"), str(round(letters * BODY * 20)))
    paragraph._p.get_or_add_pPr()._insert_ind(element)


def _leave_out_what_is_not_used(word: WordDocument) -> None:
    """Drop the hundred styles, the picture and the second set of styles that come with an empty document."""
    styles = word.styles.element
    for style in word.styles:
        if style.name not in _KEPT:
            styles.remove(style.element)
    for rels in (word.part.rels, word.part.package.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/stylesWithEffects", "/thumbnail", "/customXml", "/numbering")):
                rels.pop(key)


def _set_page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(23)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)
    section._sectPr.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{LINE * 20}"/>'))


def _set_styles(word: WordDocument) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        word.styles.element.remove(defaults)
    normal = word.styles["Normal"]
    _style(normal, FANGSONG, BODY, LINE, WD_ALIGN_PARAGRAPH.JUSTIFY)
    normal.element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
    left = WD_ALIGN_PARAGRAPH.LEFT
    for name, font in (("Heading 1", HEITI), ("Heading 2", KAITI)):
        style = word.styles[name]
        for properties in (style.element.rPr, style.element.pPr):
            for child in list(properties if properties is not None else ()):
                if child.tag not in (qn("w:outlineLvl"), qn("w:keepNext")):
                    properties.remove(child)
        _style(style, font, BODY, LINE, left)
        style.element.get_or_add_pPr()._insert_ind(
            parse_xml(f'<w:ind {nsdecls("w")} w:firstLineChars="200" w:firstLine="{2 * BODY * 20}"/>')
        )
    centre = WD_ALIGN_PARAGRAPH.CENTER
    for name, font, size, line, where in (
        (TITLE, XIAOBIAOSONG, 22, 32, centre),
        (NOTE, KAITI, BODY, LINE, centre),
        (CELL, FANGSONG, SMALL, 18, left),
        (CELL_HEAD, HEITI, SMALL, 18, centre),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _style(style, font, size, line, where)
    for name in (CELL, CELL_HEAD):  # their lines are lower than those of the page
        off = parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>')
        word.styles[name].element.get_or_add_pPr().find(qn("w:spacing")).addprevious(off)
    _other_fonts(word)


def _style(style: ParagraphStyle, font: str, size: float, line: float, where: WD_ALIGN_PARAGRAPH) -> None:
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{kind}"), name)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    form.alignment = where
    form.widow_control = False


def _other_fonts(word: WordDocument) -> None:
    """Name in the table of fonts what may stand for each."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/></w:font>'
        for name, others in _OTHER_NAMES.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    for rel in word.part.rels.values():
        if rel.reltype.endswith("/fontTable"):
            table: Part = rel.target_part
            table._blob = xml.encode()


def _set_page_numbers(word: WordDocument) -> None:
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    for footer, where, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = where
        indent(paragraph, **{side: 1})
        for text in ("— ", "", " —"):
            run = paragraph.add_run(text)
            run.font.size = Pt(14)
            fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("ascii", "hAnsi", "eastAsia"):
                fonts.set(qn(f"w:{kind}"), SONG)
            if not text:
                for kind in ("begin", "PAGE", "separate", "1", "end"):
                    run._r.append(_field_piece(kind))


def _field_piece(kind: str) -> BaseOxmlElement:
    if kind in ("begin", "separate", "end"):
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
        return element
    element = OxmlElement("w:instrText" if kind == "PAGE" else "w:t")
    element.text = kind
    return element
