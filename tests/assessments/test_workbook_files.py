"""Files that are given as workbooks: what people's programs make of them, and what somebody hostile does."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from openmgi.assessments.workbooks import reading
from openmgi.assessments.workbooks.reading import WorkbookFileError, read
from openmgi.core.round_trip import Cell


def book_with(value: Any, number_format: str = "General", note: str = "") -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page["B2"].value, page["B2"].number_format = value, number_format
    if note:
        page["B2"].comment = Comment(note, "Somebody")
    keys = book.create_sheet("openmgi")
    keys["A1"], keys["B1"] = "workbook", " c0de "
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "cell"),
    [
        ("2026-11", "@", Cell("2026-11")),
        (2026, "General", Cell("2026")),
        (7.0, "0", Cell("7")),
        (3.5, "General", Cell("3.5", "not_text")),
        (1, "0%", Cell("1", "not_text")),
        (10**16, "General", Cell("1e+16", "not_text")),
        (True, "General", Cell("True", "not_text")),
        (datetime.datetime(2026, 11, 27), "yyyy-mm-dd", Cell("2026-11-27")),  # noqa: DTZ001 - a cell has no zone
        (datetime.datetime(2026, 11, 27), "mm-dd-yy", Cell("2026-11-27 00:00:00", "not_text")),  # noqa: DTZ001
        ("=SUM(A1:A2)", "General", Cell("=SUM(A1:A2)", "formula")),
        ("#N/A", "General", Cell("#N/A", "error")),
    ],
)
def test_what_a_program_made_of_a_text_is_read_as_text_where_that_is_certain(
    value: Any, number_format: str, cell: Cell
) -> None:
    returned = read(io.BytesIO(book_with(value, number_format)))

    assert returned.code == "c0de"
    assert returned.sheets[0].rows[1][1] == cell


def test_a_text_that_begins_as_a_formula_does_is_a_text() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("Rights").write_string(0, 0, "=1+1 is no proof")
        book.add_worksheet("openmgi").write_string(0, 1, "c0de")

    assert read(target).sheets[0].rows[0][0] == Cell("=1+1 is no proof")


def test_empty_cells_however_many_do_not_matter_and_no_word_is_overlooked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_with("Text.")))
    book.worksheets[0].cell(reading.MOST_ROWS + 5, 1).number_format = "@"
    book.worksheets[0].cell(3, 60).value = "Far out."
    [sheet] = read(io.BytesIO(saved(book))).sheets

    assert (len(sheet.rows), sheet.rows[2][59]) == (3, Cell("Far out."))


def test_a_note_beside_a_cell_is_found() -> None:
    assert read(io.BytesIO(book_with("Text.", note="Why?"))).sheets[0].notes == {"B2": "Why?"}


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return target.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    target = io.BytesIO(book_with("Text."))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, content)
    return target.getvalue()


def too_long() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(book_with("Text.")))
    book.worksheets[0].cell(reading.MOST_ROWS + 1, 1).value = "Far down."
    return saved(book)


def too_wide() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(book_with("Text.")))
    for number in range(1, 30):
        book.worksheets[0].cell(number, 16_384).value = "Far out."
    return saved(book)


def too_many() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(book_with("Text.")))
    for _ in range(reading.MOST_SHEETS):
        book.create_sheet()
    return saved(book)


NOT_READABLE = "This file cannot be read as an .xlsx workbook. Save it again as .xlsx, without a password."
MACROS = "This workbook carries macros. Save it as .xlsx, without them."
TOO_LARGE = "This file is larger than any workbook that was sent."


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: b"", NOT_READABLE),
        (lambda: b"Code,Question\n", NOT_READABLE),
        (lambda: zipped(word__document_xml=b"<w/>"), NOT_READABLE),
        (lambda: with_part("xl/more.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), NOT_READABLE),
        (lambda: with_part("xl/more.xml", "<!DOCTYPE a><a/>".encode("utf-16")), NOT_READABLE),
        (lambda: with_part("xl/bomb.bin", bytes(reading.MOST_UNPACKED)), TOO_LARGE),
        (
            lambda: with_part("xl/vbaProject.bin", b"macro"),
            "This workbook carries macros. Save it as .xlsx, without them.",
        ),
        (too_long, TOO_LARGE),
        (too_wide, TOO_LARGE),
        (too_many, TOO_LARGE),
        (
            lambda: saved(openpyxl.Workbook()),
            "This is not a workbook that was sent from here, or its hidden sheet was removed. Use the one you got.",
        ),
    ],
)
def test_what_is_no_workbook_of_ours_is_refused_in_words(make: Callable[[], bytes], told: str) -> None:
    with pytest.raises(WorkbookFileError) as raised:
        read(io.BytesIO(make()))
    assert str(raised.value) == told


WHOLE = book_with("Text.", note="Why?")


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE)
    for place in data.draw(st.lists(st.integers(0, len(WHOLE) - 1), min_size=1, max_size=20)):
        damaged[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(WHOLE)))
    for content in (bytes(damaged), WHOLE[:cut]):
        with suppress(WorkbookFileError):
            read(io.BytesIO(content))
