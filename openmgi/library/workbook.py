"""Sheets of text to and from an .xlsx file. What comes in is distrusted: its size, its formulas, its dates."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from openmgi.core.edition import OPTION_KINDS
from openmgi.core.sheets import LANGUAGE_USES, Sheet, WorkbookError, cell_name

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
RELATION_KINDS = ("same", "reworded", "criteria_changed", "split", "merged", "new")
_COLUMN_WIDTHS = {"code": 9, "what": 19, "key": 12, "domain": 8, "option": 16, "language": 10, "use": 12}
_TEXT_WIDTH = 52
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def write_sheets(sheets: Sequence[Sheet], target: Path | BinaryIO) -> None:
    """Write the sheets: a frozen head, wrapped text cells, and lists to choose from where only some values fit."""
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8E4DA", "border": 1, "valign": "top"})
        plain = {"text_wrap": True, "valign": "top", "num_format": "@"}
        text, right = book.add_format(plain), book.add_format(plain | {"reading_order": 2})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 2 if sheet.head[:2] == ("code", "what") else 1)
            formats = [right if column in _RIGHT_TO_LEFT else text for column in sheet.head]
            for column, (title, form) in enumerate(zip(sheet.head, formats, strict=True)):
                page.set_column(column, column, _COLUMN_WIDTHS.get(title, _TEXT_WIDTH), form)
                page.write_string(0, column, title, head)
            _write_rows(page, sheet, formats)


def _write_rows(page: Worksheet, sheet: Sheet, formats: Sequence[Format]) -> None:
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                page.write_string(number, column, cell, formats[column])
        if chosen := _choices(sheet, row):
            column, values = chosen
            page.data_validation(number, column, number, column, {"validate": "list", "source": list(values)})


def _choices(sheet: Sheet, row: Sequence[str]) -> tuple[int, Sequence[str]] | None:
    """The column and the values of a cell of this row that takes only some."""
    if sheet.name == "languages":
        return 1, LANGUAGE_USES
    if sheet.name == "options" and row[2] == "kind":
        return 3, OPTION_KINDS
    if "what" in sheet.head and row[1] == "relation.kind":
        return 2, RELATION_KINDS
    return None


def read_sheets(file: Path) -> list[Sheet]:
    """The sheets of an .xlsx file as texts. Raises WorkbookError: no workbook, too large, or a cell with a formula."""
    _check_size(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=False)
    except (OSError, ValueError, KeyError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
        raise WorkbookError([f"{file}: this is not an .xlsx workbook that can be read ({error})"]) from error
    problems: list[str] = []
    try:
        sheets = [_sheet(page, problems) for page in book.worksheets]
    finally:
        book.close()
    if problems:
        raise WorkbookError([f"{file}: {problem}" for problem in problems])
    return sheets


def _check_size(file: Path) -> None:
    """A workbook is a zip file: it may unpack to far more than it weighs."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise WorkbookError([f"{file}: larger than {MOST_BYTES // 1_000_000} MB"])
        with zipfile.ZipFile(file) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except FileNotFoundError as error:
        raise WorkbookError([f"{file}: there is no such file"]) from error
    except (OSError, zipfile.BadZipFile) as error:
        raise WorkbookError([f"{file}: this is not an .xlsx workbook"]) from error
    if unpacked > MOST_UNPACKED:
        raise WorkbookError([f"{file}: unpacks to more than {MOST_UNPACKED // 1_000_000} MB"])


def _sheet(page: Any, problems: list[str]) -> Sheet:
    page.reset_dimensions()  # a file may claim a million empty rows
    rows = []
    for number, cells in enumerate(page.iter_rows(max_col=MOST_COLUMNS)):
        if number > MOST_ROWS:
            problems.append(f"sheet “{page.title}”: more than {MOST_ROWS} rows")
            break
        rows.append(tuple(_texts(page.title, number, cells, problems)))
    while rows and not any(rows[-1]):
        rows.pop()
    head = tuple(rows[0]) if rows else ()
    while head and not head[-1]:
        head = head[:-1]
    return Sheet(page.title, head, tuple((*row, *[""] * len(head))[: len(head)] for row in rows[1:]))


def _texts(sheet: str, row: int, cells: Sequence[Any], problems: list[str]) -> Iterator[str]:
    for column, cell in enumerate(cells):
        if cell.data_type == "f":
            where = f"sheet “{sheet}”, cell {cell_name(row, column)}"
            problems.append(f"{where}: a formula; paste the value itself")
            yield ""
        elif cell.data_type == "e":
            problems.append(f"sheet “{sheet}”, cell {cell_name(row, column)}: an error value ({cell.value})")
            yield ""
        else:
            yield _text(cell.value)


def _text(value: Any) -> str:
    """A cell's value as the text a person sees; a spreadsheet likes to turn `2026-11` into a date."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m}" if value.day == 1 else f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
