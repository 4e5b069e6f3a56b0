"""Reads a workbook that came back. What comes in is distrusted: its size, its parts, its formulas, its dates."""

from __future__ import annotations

import datetime
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree as ET

import openpyxl
from django.utils.translation import gettext as _

from openmgi.assessments.workbooks.writing import KEYS_SHEET
from openmgi.core.round_trip import Cell, Fault, ReturnedSheet

MOST_BYTES = 10_000_000
MOST_UNPACKED = 60_000_000
MOST_ROWS = 2_000
MOST_CELLS = 400_000  # of a sheet, empty ones between others counted
MOST_SHEETS = 30
_WHOLE_NUMBERS = ("General", "@", "0")
_MOST_DIGITS = 10**15  # beyond, a spreadsheet program rounds
_DAYS = ("yyyy-mm-dd", "yyyy\\-mm\\-dd")


class WorkbookFileError(Exception):
    """A file that is no workbook of ours; says so to the person."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that came back. code: which one it is."""

    code: str
    sheets: tuple[ReturnedSheet, ...]


def read(file: Path | IO[bytes]) -> Returned:
    """The workbook in a file. Raises WorkbookFileError."""
    notes = _check_parts(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            return _returned(book, notes)
        finally:
            book.close()
    except WorkbookFileError:
        raise
    except Exception as error:  # whatever a broken file does to its reader, the person is told
        raise WorkbookFileError(_not_readable()) from error


def _not_readable() -> str:
    return _("This file cannot be read as an .xlsx workbook. Save it again as .xlsx, without a password.")


def _check_parts(file: Path | IO[bytes]) -> dict[str, dict[str, str]]:
    """Refuse what is no plain workbook. A workbook is a zip file: it may unpack to far more than it weighs.

    Part of the workbook → the notes that stand beside its cells.
    """
    try:
        with zipfile.ZipFile(file) as parts:
            _check_sizes(parts)
            _check_contents(parts)
            names = parts.namelist()
            return {name: _notes_beside(parts, name) for name in names if name.startswith("xl/worksheets/")}
    except WorkbookFileError:
        raise
    except Exception as error:  # as above
        raise WorkbookFileError(_not_readable()) from error


def _check_sizes(parts: zipfile.ZipFile) -> None:
    listed = parts.infolist()
    packed, unpacked = sum(one.compress_size for one in listed), sum(one.file_size for one in listed)
    if packed > MOST_BYTES or unpacked > MOST_UNPACKED:
        raise WorkbookFileError(_("This file is larger than any workbook that was sent."))


def _check_contents(parts: zipfile.ZipFile) -> None:
    names = parts.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WorkbookFileError(_("This workbook carries macros. Save it as .xlsx, without them."))
    if any(name.endswith((".xml", ".rels")) and _declares(parts.read(name)) for name in names):
        raise WorkbookFileError(_not_readable())


def _declares(part: bytes) -> bool:
    """Whether XML declares entities, in whatever encoding; no spreadsheet program writes that."""
    plain = part.replace(b"\x00", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _notes_beside(parts: zipfile.ZipFile, sheet: str) -> dict[str, str]:
    """Cell → note, of a sheet; a note has a part of its own, to which the relations of the sheet lead."""
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts.namelist():
        return {}
    found: dict[str, str] = {}
    for one in ET.fromstring(parts.read(relations)):  # noqa: S314 - no entities: see _declares
        if one.get("Type", "").endswith("/comments"):
            target = posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/")
            found |= _notes_of(parts.read(target))
    return found


def _notes_of(part: bytes) -> dict[str, str]:
    """Cell → note; elements are known by their names, whichever version of the format has them."""
    notes = [one for one in ET.fromstring(part).iter() if one.tag.endswith("}comment")]  # noqa: S314 - as above
    return {
        one.get("ref", ""): "".join(text.text or "" for text in one.iter() if text.tag.endswith("}t")) for one in notes
    }


def _returned(book: Any, notes: dict[str, dict[str, str]]) -> Returned:
    if len(book.sheetnames) > MOST_SHEETS:
        raise WorkbookFileError(_("This file is larger than any workbook that was sent."))
    if KEYS_SHEET not in book.sheetnames:
        raise WorkbookFileError(
            _("This is not a workbook that was sent from here, or its hidden sheet was removed. Use the one you got.")
        )
    keys = _sheet(book[KEYS_SHEET], {})
    code = keys.rows[0][1].text if keys.rows and len(keys.rows[0]) > 1 else ""
    sheets = [_sheet(page, notes.get(_part(page), {})) for page in book.worksheets if page.title != KEYS_SHEET]
    return Returned(code.strip(), tuple(sheets))


def _part(page: Any) -> str:
    return str(getattr(page, "_worksheet_path", "")).lstrip("/")


def _sheet(page: Any, notes: dict[str, str]) -> ReturnedSheet:
    page.reset_dimensions()  # a file may claim a million empty rows
    rows = [tuple(_cells(cells)) for cells in _bounded(page)]
    while rows and not any(cell.text.strip() or cell.fault for cell in rows[-1]):
        rows.pop()
    return ReturnedSheet(page.title, tuple(rows), notes)


def _bounded(page: Any) -> Iterator[Any]:
    """The rows, as long as they are no more than we ever send; empty ones below do not matter."""
    count = 0
    for number, cells in enumerate(page.iter_rows()):
        count += len(cells)
        if count > MOST_CELLS or (number >= MOST_ROWS and any(cell.value is not None for cell in cells)):
            raise WorkbookFileError(_("This file is larger than any workbook that was sent."))
        if number < MOST_ROWS:
            yield cells


def _cells(cells: Any) -> Iterator[Cell]:
    told = [_cell(cell) for cell in cells]
    while told and told[-1] == Cell():
        told.pop()
    return iter(told or [Cell()])


_FAULTS: dict[str, Fault] = {"f": "formula", "e": "error"}


def _cell(cell: Any) -> Cell:
    """A cell as a person reads it."""
    if cell.value is None:
        return Cell()
    if cell.data_type in _FAULTS:
        return Cell(str(cell.value), _FAULTS[cell.data_type])
    if isinstance(cell.value, str):
        return Cell(cell.value)
    certain = _certain_text(cell.value, cell.number_format)
    return Cell(str(cell.value), "not_text") if certain is None else Cell(certain)


def _certain_text(value: Any, number_format: str) -> str | None:
    """How a number or a day reads that a spreadsheet program made of a text, where everybody reads it alike."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        is_plain = number_format in _WHOLE_NUMBERS and value == int(value) and abs(value) < _MOST_DIGITS
        return str(int(value)) if is_plain else None
    if isinstance(value, datetime.datetime) and number_format.lower() in _DAYS and value.time() == datetime.time():
        return value.date().isoformat()
    return None
