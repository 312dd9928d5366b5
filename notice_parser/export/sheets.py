"""Sheets that print well on A4: titles, tables whose header stands on every page, choices, heights of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from notice_parser.export.language import listed_words, say
from notice_parser.export.plain import is_formula, plain

CellValue = str | int | dt.date | None

_FONT = "宋体"
_SIZE, _SMALLEST = 11.0, 5.0
_LINE = 15.5
"""Height of a line of 11 point letters, in points."""
_TALLEST = 409.0
"""Rows cannot be taller in a spreadsheet."""
_LONGEST = 32_000
"""Characters that a cell takes, less a few."""
FIRST_YEAR = 1900
"""Spreadsheets know no earlier days."""
_THIN, _MEDIUM = Side(style="thin", color="808080"), Side(style="medium", color="404040")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER = PatternFill("solid", fgColor="DDE6F0")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in letters, and whether its cells are centred."""

    title: str
    width: float
    centred: bool = False


def new_sheet(book: Workbook, title: str, *, landscape: bool = False) -> Worksheet:
    """Add a sheet for A4, as wide as one page."""
    sheet: Worksheet = book.create_sheet(say(title))
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.6, 0.7, 0.3
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(say("第 &P 页，共 &N 页")))
    return sheet


def add_title(sheet: Worksheet, text: str, columns: Sequence[Column]) -> None:
    """Write the title over the whole width, and set the widths of the columns."""
    sheet.append([say(text)])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    sheet["A1"].font = Font(name=_FONT, size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 30
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width


def add_note(sheet: Worksheet, text: str, columns: Sequence[Column], *, least: float = 20) -> None:
    """Add a line of words over the whole width."""
    row = sheet.max_row + 1
    set_cell(sheet.cell(row, 1), text)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
    sheet.row_dimensions[row].height = min(_TALLEST, max(least, _height([(text, sum(c.width for c in columns))]) + 4))


def add_table(
    sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[CellValue]], *, least: float = 22
) -> int:
    """Add a header, repeated on every page, and rows at least so many points tall; give the number of the first."""
    header = sheet.max_row + 1
    for at, column in enumerate(columns, 1):
        cell = sheet.cell(header, at, say(column.title))
        cell.font = Font(name=_FONT, size=11, bold=True)
        cell.fill, cell.border = _HEADER, _GRID
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[header].height = 24
    last = header
    for last, row in enumerate(rows, header + 1):
        texts = [(str(value), column.width) for column, value in zip(columns, row, strict=True) if value is not None]
        height = max(least, _height(texts) + 6)
        for at, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            set_cell(sheet.cell(last, at), value, centred=column.centred, size=_size(height))
            sheet.cell(last, at).border = _GRID
        sheet.row_dimensions[last].height = min(height, _TALLEST)
    if last == header:
        add_note(sheet, say("（无）"), columns)
    sheet.print_title_rows = f"{header}:{header}"
    sheet.freeze_panes = f"A{header + 1}"
    if last > header:
        sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(columns))}{last}"
    return header + 1


def set_cell(cell: Cell | MergedCell, value: CellValue, *, centred: bool = False, size: float = _SIZE) -> None:
    """Set a value; a text stays a text, whatever it begins with."""
    if isinstance(value, dt.date) and value.year < FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        text = plain(value)
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = is_formula(text)
    else:
        cell.value = value
    cell.font = Font(name=_FONT, size=size)
    side = "center" if centred else "left"
    cell.alignment = Alignment(
        horizontal=side, vertical="center" if size > _SMALLEST else "top", wrap_text=True, indent=0 if centred else 1
    )


def _height(texts: Iterable[tuple[str, float]]) -> float:
    """Give the height of a row in points: Chinese letters take two columns' units, others one."""
    most = 1
    for text, width in texts:
        units = [sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in text.split("\n")]
        most = max(most, sum(max(1, -int(-count // max(1, width - 2.5))) for count in units))
    return most * _LINE


def _size(height: float) -> float:
    """Give the size of letters with which a row that would be so tall fits: smaller ones make fewer and lower lines."""
    return _SIZE if height <= _TALLEST else max(_SMALLEST, round(_SIZE * (_TALLEST / height) ** 0.5 - 0.5, 1))


def mark_groups(sheet: Worksheet, first: int, sections: Sequence[str]) -> None:
    """Draw a stronger line where a section of the checklist begins."""
    for at, (before, section) in enumerate(pairwise(sections), first + 1):
        if section != before:
            for row in sheet.iter_rows(min_row=at, max_row=at):
                for cell in row:
                    cell.border = Border(left=_THIN, right=_THIN, top=_MEDIUM, bottom=_THIN)


def add_choice(sheet: Worksheet, values: Sequence[str], column: str, first: int, count: int) -> None:
    """Let the cells of a column be chosen from a list."""
    if not count:
        return
    validation = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
    validation.error, validation.errorTitle = say("请选择：{values}", values=listed_words(values)), say("检查输入")
    validation.showErrorMessage = True
    validation.add(f"{column}{first}:{column}{first + count - 1}")
    sheet.add_data_validation(validation)
