"""Ruled tables in Word papers: a head that stands on every page, cells over several columns, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from notice_parser.export.language import say
from notice_parser.export.paper import CELL, CELL_HEAD, WIDTH, Paper, Piece, fill

_TWIPS = 1440 / 25.4
"""In a millimetre."""
_KEEPS_TOGETHER = 60
"""Letters up to which a row is not split over two pages: what is longer would leave half a page empty before it."""
_BAND = "F2F2F2"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in millimetres, and whether its cells are centred."""

    title: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a form: what stands in it, over how many columns, whether it is a label, and how high it has to be."""

    pieces: Sequence[Piece] = ()
    span: int = 1
    label: bool = False
    centred: bool = False


def label(text: str, span: int = 1) -> Box:
    """Make a cell that says what belongs into the next one."""
    return Box((say(text),), span, label=True)


def value(text: str = "", span: int = 1) -> Box:
    """Make a cell that holds a text, or is left to be filled in."""
    return Box((text,), span)


class FormTable:
    """A table without head, of labels and places to fill in; rows may share columns differently."""

    def __init__(self, paper: Paper, widths: Sequence[float]) -> None:
        self._widths = widths
        self._table = _new_table(paper, widths)

    def row(self, *boxes: Box, least: float = 9, splits: bool = False, stays: bool = False) -> None:
        """Add a row at least so high, in millimetres.

        It is kept on one page unless it ``splits``, and on the page of the next one if it ``stays``.
        """
        row = _add_row(self._table, self._widths, boxes, least=least, whole=not splits)
        if stays:
            _stay(row, self._table)


def add_table(paper: Paper, columns: Sequence[Column], rows: Iterable[Sequence[Sequence[Piece] | str] | str]) -> None:
    """Add a table; a row that is only a text is a band over all columns, a table without rows says so."""
    widths = [column.width for column in columns]
    table = _new_table(paper, widths)
    head = _add_row(table, widths, [label(column.title) for column in columns], whole=True)
    head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    empty = True
    for row in rows:
        empty = False
        if isinstance(row, str):
            band = _add_row(table, widths, [Box((row,), len(columns), label=True)], whole=True)
            _shade(band)
            _stay(band, table)
            continue
        boxes = [
            Box((cell,) if isinstance(cell, str) else cell, centred=column.centred)
            for column, cell in zip(columns, row, strict=True)
        ]
        _add_row(table, widths, boxes, whole=_length(boxes) <= _KEEPS_TOGETHER)
    if empty:
        _add_row(table, widths, [Box((say("（来文未载明）"),), len(columns), centred=True)])


def _new_table(paper: Paper, widths: Sequence[float]) -> Table:
    word = paper.word
    table = Table(parse_xml(_table_xml(widths)), word)
    word.element.body._insert_tbl(table._tbl)
    return table


def _table_xml(widths: Sequence[float]) -> str:
    columns = "".join(f'<w:gridCol w:w="{round(width * _TWIPS)}"/>' for width in widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{round(sum(widths) * _TWIPS)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )


def _add_row(
    table: Table, widths: Sequence[float], boxes: Sequence[Box], *, least: float = 7.5, whole: bool = False
) -> CT_Row:
    row: CT_Row = OxmlElement("w:tr")
    if whole:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row.trHeight_val = Mm(least)
    at = 0
    for box in boxes:
        row.append(_cell(table, box, sum(widths[at : at + box.span])))
        at += box.span
    if at != len(widths):
        raise ValueError(f"a row over {at} of {len(widths)} columns")
    table._tbl.append(row)
    return row


def _cell(table: Table, box: Box, width: float) -> CT_Tc:
    element = CT_Tc.new()
    element.width = Mm(width)
    if box.span > 1:
        element.grid_span = box.span
    properties = element.get_or_add_tcPr()
    centre = OxmlElement("w:vAlign")
    centre.set(qn("w:val"), "center")
    properties.append(centre)
    paragraph = Paragraph(element.p_lst[0], _Cell(element, table))
    paragraph.style = CELL_HEAD if box.label else CELL
    if box.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    fill(paragraph, box.pieces)
    return element


def _stay(row: CT_Row, table: Table) -> None:
    """Keep a row on the page of the next one."""
    for cell in row.tc_lst:
        for paragraph in cell.p_lst:
            Paragraph(paragraph, table).paragraph_format.keep_with_next = True


def _shade(row: CT_Row) -> None:
    for cell in row.tc_lst:
        properties = cell.get_or_add_tcPr()
        centre = properties.find(qn("w:vAlign"))
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_BAND}"/>')
        centre.addprevious(shading) if centre is not None else properties.append(shading)


def _length(boxes: Iterable[Box]) -> int:
    return max((sum(len(piece) for piece in box.pieces if isinstance(piece, str)) for box in boxes), default=0)


__all__ = ["WIDTH", "Box", "Column", "FormTable", "add_table", "label", "value"]
