"""What a workbook says as an .xlsx file: protected but for the cells to fill in, and made to be read and printed."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.conf import settings
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from openmgi.core.sent_workbook import Column, Line, Sent, SentRow, SentSheet, lines

KEYS_SHEET = "openmgi"  # hidden: which workbook it is, its rows, and the lists of its cells
_LISTS_FROM = 5  # the column of the first list
_INK, _MUTED, _LINE, _EDITABLE, _PART = "#1F2933", "#5F6B7A", "#C9CED6", "#FFF8DC", "#EEF0F3"
_DOMAINS = ("#A32A48", "#1F5196", "#6B429F", "#1E7149", "#A94B05", "#0A6A7A")  # those of the site
_A3, _A4 = 8, 9
_HEAD_ROWS = 3
_COVER_WIDTH = 92
_NOTES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 24, "bold": True},
    "lead": {"font_size": 13, "font_color": _MUTED},
    "heading": {"font_size": 14, "bold": True, "bottom": 1, "bottom_color": _LINE, "valign": "bottom"},
    "editable": {"font_size": 11, "bg_color": _EDITABLE, "border": 1, "border_color": _LINE, "valign": "vcenter"},
    "text": {"font_size": 11},
}
_ALLOWED = {"format_columns": True, "format_rows": True}
_SIZE = 10  # of letters
_LOWEST, _HIGHEST = 45, 409  # of a row; no program takes more
_MOST_SAID = 255  # letters of a message beside a cell


def write(sent: Sent, code: str) -> bytes:
    """The file of a workbook. code: by which it is known when it comes back."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        _Writing(book, sent).write(code)
    return _with_growing_rows(target)


def _with_growing_rows(book: io.BytesIO) -> bytes:
    """The same file with rows that grow as somebody writes in them: their heights are where they begin, not fixed."""
    target = io.BytesIO()
    with zipfile.ZipFile(book) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as grown:
        for part in parts.infolist():
            content = parts.read(part)
            is_sheet = part.filename.startswith("xl/worksheets/")
            grown.writestr(part, content.replace(b' customHeight="1"', b"") if is_sheet else content)
    return target.getvalue()


def _height(texts: Iterable[tuple[str, float]], size: float = _SIZE) -> float:
    """How high a row must be for texts, each with the width of its column, at a size of letters."""
    wide = 1.3 * _SIZE / size  # letters for a unit of width
    rows = [sum(max(1, math.ceil(len(line) / (width * wide))) for line in text.split("\n")) for text, width in texts]
    return min(_HIGHEST, max(rows, default=1) * size * 1.32 + 5)


class _Writing:
    def __init__(self, book: xlsxwriter.Workbook, sent: Sent) -> None:
        self.book = book
        self.sent = sent
        self.is_rtl = sent.language in settings.LANGUAGES_BIDI
        # What we say ourselves begins on the side on which its language begins; what others wrote, as it reads.
        self.start: dict[str, Any] = {"align": "right", "reading_order": 2} if self.is_rtl else {}
        self.font = "Arial" if self.is_rtl else "Calibri"
        self.lists: dict[tuple[str, ...], str] = {}
        self.formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def write(self, code: str) -> None:
        self._cover()
        for sheet in self.sent.sheets:
            self._sheet(sheet)
        self._keys(code)

    def _format(self, **properties: Any) -> Format:
        """A format, made once."""
        wanted = {"font_name": self.font, "font_size": _SIZE, "font_color": _INK, "valign": "top"} | properties
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(wanted)
        return self.formats[key]

    def _page(self, name: str) -> Worksheet:
        page = self.book.add_worksheet(name)
        page.hide_gridlines(2)
        page.protect("", _ALLOWED)
        page.set_landscape()
        page.set_footer(f"&L{name.replace('&', '&&')}&R&P / &N")
        if self.is_rtl:
            page.right_to_left()
        return page

    # The instructions

    def _cover(self) -> None:
        page = self._page(self.sent.cover)
        page.set_portrait()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, 3, self._format())
        page.set_column(1, 1, _COVER_WIDTH, self._format())
        for number, note in enumerate(self.sent.notes, start=1):
            look = _NOTES[note.kind]
            size = look["font_size"]
            space = size if note.kind == "heading" else 4
            page.set_row(number, _height([(note.text, _COVER_WIDTH)], size) + space)
            page.write_string(number, 1, note.text, self._format(text_wrap=True, **self.start, **look))

    # A domain

    def _sheet(self, sheet: SentSheet) -> None:
        page = self._page(sheet.name)
        colour = _DOMAINS[(sheet.number - 1) % len(_DOMAINS)]
        page.set_tab_color(colour)
        page.set_paper(_A3 if self.sent.kind == "answers" else _A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, _HEAD_ROWS - 1)
        page.freeze_panes(_HEAD_ROWS, 2)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width, self._format())
        for number, line in enumerate(lines(sheet)):
            if line.row is None:
                self._band(page, number, line, sheet.columns, colour)
            else:
                self._row(page, number, line.row, sheet.columns)

    def _band(self, page: Worksheet, number: int, line: Line, columns: Sequence[Column], colour: str) -> None:
        """A line that is no row, coloured across the sheet."""
        head = max(34.0, _height((one.title, one.width / 1.15) for one in columns))  # bold letters are wider
        looks: dict[str, dict[str, Any]] = {
            "title": {"font_size": 15, "bold": True, "font_color": "#FFFFFF", "bg_color": colour, "valign": "vcenter"},
            "hint": {"font_color": "#FFFFFF", "bg_color": colour, "valign": "vcenter"},
            "head": {"bold": True, "text_wrap": True, "bottom": 2, "bottom_color": colour, "valign": "bottom"},
            "part": {"bold": True, "font_size": 11, "bg_color": _PART, "valign": "vcenter"},
        }
        heights = {"title": 28.0, "hint": 20.0, "head": head, "part": 22.0}
        page.set_row(number, heights[line.kind])
        form = self._format(**self.start, **looks[line.kind])
        for place in range(len(columns)):
            text = line.cells[place] if place < len(line.cells) else ""
            page.write_string(number, place, text, form) if text else page.write_blank(number, place, None, form)

    def _row(self, page: Worksheet, number: int, row: SentRow, columns: Sequence[Column]) -> None:
        page.set_row(number, max(_LOWEST, _height((row.cell(one.field), one.width) for one in columns)))
        for place, column in enumerate(columns):
            text, form = row.cell(column.field), self._cell_format(row, column.field)
            if column.field == "criteria":
                self._criteria(page, (number, place), text, form)
            elif text:
                page.write_string(number, place, text, form)
            else:
                page.write_blank(number, place, None, form)
            if column.field in row.fields and column.field in row.choices:
                self._choices(page, (number, place), row, column)

    def _criteria(self, page: Worksheet, at: tuple[int, int], text: str, form: Format) -> None:
        """What the options mean, the name of each in bold letters."""
        bold, plain = self._format(bold=True), self._format(font_color=_MUTED)
        parts: list[Format | str] = []
        for line in text.split("\n"):
            name, colon, criterion = line.partition(": ")
            parts += [bold, name + colon, plain, criterion + "\n"]
        parts[-1] = str(parts[-1]).rstrip("\n") or " "
        page.write_rich_string(*at, *parts, form)

    def _cell_format(self, row: SentRow, field: str) -> Format:
        look: dict[str, Any] = {"text_wrap": True, "num_format": "@", "border": 1, "border_color": _LINE}
        if field in row.fields:
            return self._format(**look, locked=False, bg_color=_EDITABLE)
        if field == "key":
            return self._format(**look, bold=True)
        return self._format(**look, font_color=_MUTED if field in {"criteria", "quotes"} else _INK)

    def _choices(self, page: Worksheet, at: tuple[int, int], row: SentRow, column: Column) -> None:
        labels = tuple(row.labels(column.field).values())
        told = " / ".join(labels)
        page.data_validation(
            *at,
            *at,
            {
                "validate": "list",
                "source": self._list(labels),
                "error_title": column.title[:32],
                "error_message": told if len(told) <= _MOST_SAID else told[: _MOST_SAID - 1] + "…",
            },
        )

    def _list(self, labels: tuple[str, ...]) -> str:
        """Where the labels of a list stand on the hidden sheet; a list that was wanted before is the same."""
        if labels not in self.lists:
            column = xlsxwriter.utility.xl_col_to_name(_LISTS_FROM + len(self.lists))
            self.lists[labels] = f"={KEYS_SHEET}!${column}$1:${column}${len(labels)}"
        return self.lists[labels]

    # What a person does not see

    def _keys(self, code: str) -> None:
        page = self.book.add_worksheet(KEYS_SHEET)
        page.protect()
        page.very_hidden()
        for number, (name, value) in enumerate([("workbook", code), ("version", str(self.sent.version))]):
            page.write_string(number, 0, name)
            page.write_string(number, 1, value)
        placed = [(sheet.name, row.key) for sheet in self.sent.sheets for part in sheet.parts for row in part.rows]
        for number, (name, key) in enumerate(placed):
            page.write_string(number, 2, name)
            page.write_string(number, 3, key)
        for place, labels in enumerate(self.lists):
            for number, label in enumerate(labels):
                page.write_string(number, _LISTS_FROM + place, label)
