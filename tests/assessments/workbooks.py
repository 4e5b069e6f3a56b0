"""Workbooks in tests: sent, edited as a person edits them, and given back."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from openmgi.assessments.actions.returning import Taken, send_workbook, take_back
from openmgi.assessments.models import Reply, SentWorkbook
from openmgi.assessments.workbooks.opening import find_workbook, read_edits
from openmgi.assessments.workbooks.reading import read
from openmgi.assessments.workbooks.weighing import sent_of
from openmgi.assessments.workbooks.writing import write
from openmgi.core.round_trip import Edit, Key
from tests.assessments.conftest import Cast


class Book:
    """A workbook on somebody's desk."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def sheet(self, name: str) -> Any:
        return next(one for one in self.book.worksheets if one.title.startswith(name))

    def cell(self, key: str, title: str) -> Any:
        """The cell of a row in the column of this title."""
        pages: list[Any] = self.book.worksheets[1:]
        for page in pages:
            heads = {cell.value: cell.column for cell in page[3]}
            for row in page.iter_rows(min_row=4):
                if row[0].value == key and title in heads:
                    return page.cell(row[0].row, heads[title])
        raise AssertionError(f"no cell {key} {title}")

    def put(self, key: str, title: str, value: Any) -> None:
        self.cell(key, title).value = value

    def saved(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


def take_away(cast: Cast, name: str, *, reply: Reply | None = None, language: str = "en") -> tuple[SentWorkbook, Book]:
    workbook = send_workbook(access=cast.access(name), language=language, reply=reply)
    return workbook, Book(file_of(workbook))


def file_of(workbook: SentWorkbook) -> bytes:
    return write(sent_of(workbook), workbook.code)


def edits_of(content: bytes) -> tuple[Edit, ...]:
    returned = read(io.BytesIO(content))
    return read_edits(find_workbook(returned), returned)


def give_back(cast: Cast, name: str, book: Book, decided: dict[Key, str] | None = None) -> Taken:
    content = book.saved()
    workbook = find_workbook(read(io.BytesIO(content)))
    return take_back(access=cast.access(name), workbook=workbook, edits=edits_of(content), decided=decided)
