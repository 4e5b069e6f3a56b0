"""Tables of the word-processor document: a head that is repeated, lines between the rows, the reader's direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx.document import Document
from docx.shared import Mm

from openmgi.publications.report import colours
from openmgi.publications.report.blocks import Line, Piece, Row, Table
from openmgi.publications.report.word_parts import dress, element, turn
from openmgi.publications.report.word_styles import colour
from openmgi.publications.report.wording import shared
from openmgi.web.templatetags.page import direction

Fill = Callable[[Any, Line], None]
_WIDTH = 150  # millimetres between the margins
_CENTRE = 1
_MANY = 5  # columns, which need smaller letters
# What the standard puts after the direction of a table.
_AFTER_DIRECTION = ("w:tblStyleRowBandSize", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblLook")


def add_table(document: Document, table: Table, fill: Fill, *, is_rtl: bool) -> None:
    """Add a table at the end. fill: writes words into a paragraph."""
    made: Any = document.add_table(rows=0, cols=len(table.columns))
    made.autofit = False
    for column, width in zip(made.columns, _widths(table), strict=True):
        column.width = width
    _set_up(made._tbl.tblPr, table, is_rtl=is_rtl)
    _row(made, [(Piece(one.title, "strong"),) for one in table.columns], table, fill, is_head=True)
    for row in table.rows:
        _told(made, row, table, fill)


def _widths(table: Table) -> list[Mm]:
    shares = sum(one.share for one in table.columns)
    return [Mm(round(_WIDTH * one.share / shares, 1)) for one in table.columns]


def _set_up(properties: Any, table: Table, *, is_rtl: bool) -> None:
    line: dict[str, str | int] = {"w:val": "single", "w:sz": 4, "w:color": colour(colours.LINE)}
    edges = [element(f"w:{edge}", line) for edge in ("top", "bottom", "insideH")]
    properties.insert_element_before(element("w:tblBorders", None, *edges), "w:tblLayout", "w:tblLook")
    if is_rtl:
        properties.insert_element_before(element("w:bidiVisual"), *_AFTER_DIRECTION)
    if table.caption:
        properties.append(element("w:tblCaption", {"w:val": table.caption}))


def _told(made: Any, row: Row, table: Table, fill: Fill) -> None:
    if row.is_group:
        cells = _row(made, [*row.cells, *[()] * (len(table.columns) - 1)], table, fill)
        merged = cells[0].merge(cells[-1])
        merged.paragraphs[0].paragraph_format.keep_with_next = True
        return
    number = (Piece(f"{row.domain}. "),) if row.domain and table.caption else ()
    _row(made, [(*number, *row.cells[0]), *row.cells[1:]], table, fill)


def _row(made: Any, lines: Sequence[Line], table: Table, fill: Fill, *, is_head: bool = False) -> Any:
    row = made.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))
    cells = row.cells
    for cell, line, column, width in zip(cells, lines, table.columns, _widths(table), strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        dress(paragraph, "Cell" if table.caption and len(cells) < _MANY else "Small cell")
        paragraph.alignment = _CENTRE if column.is_number else None
        if is_head:
            paragraph.paragraph_format.keep_with_next = True
        fill(paragraph._p, line)
        if language := shared(line):
            turn(paragraph._p, is_rtl=direction(language) == "rtl")
    return cells
