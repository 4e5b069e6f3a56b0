"""A workbook that comes back: what was edited in it, or what is wrong with it, and what of the edits is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from openmgi.core.merging import mark, merge
from openmgi.core.sent_workbook import MOST_LETTERS, Column, Line, Sent, SentRow, SentSheet, clean, fits, lines
from openmgi.core.sheets import cell_name
from openmgi.core.text import fold, tidy

Fault = Literal["", "formula", "error", "not_text"]
ProblemKind = Literal[
    "sheet_missing", "sheet_unknown", "key_changed", "row_unknown", "row_missing", "row_doubled", "cell_changed",
    "stray", "note", "not_an_option", "too_long", "formula", "error", "not_text",
]  # fmt: skip
Key = tuple[str, str]  # a row and a field


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a workbook that came back. fault: why it is not simply a text."""

    text: str = ""
    fault: Fault = ""


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A sheet of a workbook that came back. notes: cell → what somebody wrote beside it."""

    name: str
    rows: Sequence[Sequence[Cell]]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a workbook that keeps it from being taken back. text: what stands there; expected: what should.

    sheet_missing  a sheet was removed or renamed          sheet_unknown  a sheet was added
    key_changed    a row no longer has its identifier      row_unknown    a row that was not sent
    row_missing    a row was deleted                       row_doubled    a row stands there twice
    cell_changed   a cell that must not be changed         stray          something stands where nothing may
    note           a note beside a cell                    not_an_option  a value that the list does not have
    too_long       more than the page takes in one cell    formula, error, not_text  not simply a text
    """

    kind: ProblemKind
    sheet: str
    cell: str = ""
    text: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that somebody changed: what was sent, what came back, and where it stands."""

    key: str
    field: str
    sent: str
    returned: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was edited; nothing of it where there is a problem."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]


def read_back(sent: Sent, returned: Sequence[ReturnedSheet]) -> ReadBack:
    """Compare what came back with what was sent: what was edited, or everything that is wrong, each with its cell."""
    found = _Found()
    by_name = {tidy(sheet.name): sheet for sheet in returned}
    for sheet in sent.sheets:
        came = by_name.pop(tidy(sheet.name), None)
        if came is None:
            found.problems.append(Problem("sheet_missing", sheet.name))
        else:
            _Reading(sheet, came, found).read()
    cover = by_name.pop(tidy(sent.cover), None)
    if cover is not None:
        _read_cover(sent, cover, found)
    for left in by_name.values():
        _read_unknown(left, found)
    return ReadBack(() if found.problems else tuple(found.edits), tuple(found.problems))


class _Found:
    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.problems: list[Problem] = []

    def notes(self, sheet: ReturnedSheet) -> None:
        self.problems += [Problem("note", sheet.name, cell, text) for cell, text in sheet.notes.items()]


def _read_cover(sent: Sent, cover: ReturnedSheet, found: _Found) -> None:
    """The instructions say nothing that somebody added: it would be lost."""
    known = {tidy(note.text) for note in sent.notes}
    found.notes(cover)
    for number, row in enumerate(cover.rows):
        for place, cell in enumerate(row):
            if tidy(cell.text) and tidy(cell.text) not in known:
                found.problems.append(Problem("stray", cover.name, cell_name(number, place), cell.text))


def _read_unknown(sheet: ReturnedSheet, found: _Found) -> None:
    said = [cell.text for row in sheet.rows for cell in row if cell.text.strip() or cell.fault]
    if said or sheet.notes:
        found.problems.append(Problem("sheet_unknown", sheet.name, text=next(iter(said), "")))


class _Reading:
    """Reads one sheet."""

    def __init__(self, sheet: SentSheet, came: ReturnedSheet, found: _Found) -> None:
        self.sheet = sheet
        self.came = came
        self.found = found
        self.lines = lines(sheet)
        self.rows = {tidy(line.row.key): line.row for line in self.lines if line.row}
        self.around = {_folded(line.cells): line for line in self.lines if not line.row}
        self.present = {tidy(row[0].text) for row in came.rows if row} & set(self.rows)
        self.read_rows: set[str] = set()
        self.read_around: set[int] = set()

    def read(self) -> None:
        self.found.notes(self.came)
        for number, cells in enumerate(self.came.rows):
            if any(cell.text.strip() or cell.fault for cell in cells):
                self._line(number, cells)
        for number, line in enumerate(self.lines):
            if line.row and line.row.key not in self.read_rows:
                self._problem("row_missing", expected=line.row.key)
            if not line.row and id(line) not in self.read_around and any(line.cells):
                self._problem("cell_changed", number, 0, expected=line.cells[0])

    def _problem(
        self, kind: ProblemKind, row: int | None = None, column: int = 0, text: str = "", expected: str = ""
    ) -> None:
        cell = "" if row is None else cell_name(row, column)
        self.found.problems.append(Problem(kind, self.came.name, cell, text, expected))

    def _line(self, number: int, cells: Sequence[Cell]) -> None:
        around = self.around.get(_folded([cell.text for cell in cells]))
        row = self.rows.get(tidy(cells[0].text))
        if around is not None:
            self.read_around.add(id(around))
        elif row is not None and row.key in self.read_rows:
            self._problem("row_doubled", number, 0, row.key)
        elif row is not None:
            self._row(row, number, cells)
        else:
            self._unknown_line(number, cells)

    def _unknown_line(self, number: int, cells: Sequence[Cell]) -> None:
        """A line that is neither a row nor one of those around them: the one that was sent here, if that is gone."""
        sent = self.lines[number] if number < len(self.lines) else None
        if sent is not None and sent.row is None and id(sent) not in self.read_around:
            self.read_around.add(id(sent))
            self._changed_cells(sent, number, cells)
        elif sent is not None and sent.row is not None and tidy(sent.row.key) not in self.present:
            self._problem(cells[0].fault or "key_changed", number, 0, cells[0].text, sent.row.key)
            self._row(sent.row, number, (Cell(sent.row.key), *cells[1:]))
        else:
            text = next((cell.text for cell in cells if cell.text.strip()), "")
            self._problem("row_unknown", number, 0, text)

    def _changed_cells(self, sent: Line, number: int, cells: Sequence[Cell]) -> None:
        for column in range(max(len(cells), len(sent.cells))):
            came = cells[column] if column < len(cells) else Cell()
            expected = sent.cells[column] if column < len(sent.cells) else ""
            if came.fault:
                self._problem(came.fault, number, column, came.text)
            elif tidy(came.text) != tidy(expected):
                self._problem("cell_changed" if expected else "stray", number, column, came.text, expected)

    def _row(self, row: SentRow, number: int, cells: Sequence[Cell]) -> None:
        self.read_rows.add(row.key)
        wide = len(self.sheet.columns)
        for place, column in enumerate(self.sheet.columns):
            self._cell(row, column, number, place, cells[place] if place < len(cells) else Cell())
        for place, cell in enumerate(cells[wide:], start=wide):
            if cell.text.strip() or cell.fault:
                self._problem("stray", number, place, cell.text)

    def _cell(self, row: SentRow, column: Column, number: int, place: int, cell: Cell) -> None:
        expected = row.cell(column.field)
        if cell.fault:
            self._problem(cell.fault, number, place, cell.text)
        elif column.field in row.fields:
            self._field(row, column.field, (number, place), cell.text)
        elif tidy(cell.text) != tidy(expected):
            self._problem("cell_changed", number, place, cell.text, expected)

    def _field(self, row: SentRow, field: str, at: tuple[int, int], text: str) -> None:
        sent, returned = row.fields[field], clean(text)
        if returned == clean(row.cell(field)):
            return
        if field in row.choices:
            labels = row.labels(field)
            code = _code(labels, returned)
            if code is None:
                self._problem("not_an_option", *at, returned, " / ".join(labels.values()))
                return
            returned = code
        if not fits(returned):
            self._problem("too_long", *at, expected=str(MOST_LETTERS))
        elif returned != clean(sent):
            self.found.edits.append(Edit(row.key, field, sent, returned, self.came.name, cell_name(*at)))


def _folded(cells: Sequence[str]) -> tuple[str, ...]:
    told = [tidy(cell) for cell in cells]
    while told and not told[-1]:
        told.pop()
    return tuple(told)


def _code(labels: Mapping[str, str], text: str) -> str | None:
    """The code of a label, be it typed in small letters; empty for an empty cell; nothing where it is of none."""
    if not text:
        return ""
    exact = [code for code, label in labels.items() if tidy(label) == tidy(text)]
    near = exact or [code for code, label in labels.items() if fold(label) == fold(text)]
    return near[0] if len(near) == 1 else None


# What of it is new


@dataclass(frozen=True, slots=True)
class Met:
    """An edit beside what stands now in its place."""

    edit: Edit
    stands: str

    @property
    def at(self) -> Key:
        return self.edit.key, self.edit.field


@dataclass(frozen=True, slots=True)
class Weighed:
    """The edits that can be written, and those whose place somebody else has changed meanwhile."""

    changes: tuple[Met, ...]
    conflicts: tuple[Met, ...]


def by_row(edits: Sequence[Edit]) -> dict[str, list[Edit]]:
    """The edits of each row."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        found[edit.key].append(edit)
    return dict(found)


def seen(edits: Sequence[Edit], decided: Mapping[Key, str]) -> dict[str, str]:
    """For each field of a row the mark of what its writer had before them: what was sent, or what they decided upon.

    decided: row and field → mark of what stood when somebody decided to overwrite it.
    """
    return {one.field: decided.get((one.key, one.field), mark(one.sent)) for one in edits}


def weigh(edits: Sequence[Edit], stands: Mapping[str, Mapping[str, str]], decided: Mapping[Key, str]) -> Weighed:
    """Three versions of each edited cell: sent, returned, and now. stands: row → field → text; decided: see `seen`."""
    changes, conflicts = [], []
    for key, row in by_row(edits).items():
        now = stands.get(key, {})
        merged = merge(now, {one.field: one.returned for one in row}, seen(row, decided))
        in_conflict = {one.field for one in merged.conflicts}
        changes += [Met(one, now.get(one.field, "")) for one in row if one.field in merged.changes]
        conflicts += [Met(one, now.get(one.field, "")) for one in row if one.field in in_conflict]
    return Weighed(tuple(changes), tuple(conflicts))
