"""A workbook that goes out: everything that it says, as data, and its lines as they are written.

A sheet begins with its title, a hint and the head of its columns; parts with rows follow. Each row is known by its key,
which stands in its first cell. Some cells of a row may be edited (`fields`), all others must come back as they were.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_LETTERS = 32_000  # a cell of a spreadsheet program takes 32,767

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no cell can hold these
_RETURN = re.compile("\r\n?|_x000D_\n?")  # spreadsheet programs write a carriage return by its number


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Record):
    """A column: the field that stands in it, its head, and its width in letters."""

    field: str
    title: str
    width: int


class SentRow(_Record):
    """A row as it was sent.

    shown: column → text of the cells that must not change. fields: column → text of those that may, as it is stored.
    choices: field → codes with their labels, where only some values fit; a list, since databases do
    not keep the order of keys. about: what the row belongs to.
    """

    key: str
    shown: dict[str, str] = Field(default_factory=dict)
    fields: dict[str, str] = Field(default_factory=dict)
    choices: dict[str, tuple[tuple[str, str], ...]] = Field(default_factory=dict)
    about: dict[str, str] = Field(default_factory=dict)

    def cell(self, field: str) -> str:
        """What stands in the cell of this column."""
        if field == "key":
            return self.key
        if field not in self.fields:
            return clean(self.shown.get(field, ""))
        text = self.fields[field]
        return self.labels(field).get(text, text) if field in self.choices else clean(text)

    def labels(self, field: str) -> dict[str, str]:
        """Code → label of the values that this field takes; of a free text, none."""
        return dict(self.choices.get(field, ()))


class SentPart(_Record):
    """Rows below a heading, which may be empty."""

    title: str
    rows: tuple[SentRow, ...]


class SentSheet(_Record):
    """A sheet. number: of the domain, by which it gets its colour."""

    name: str
    number: int
    title: str
    hint: str
    columns: tuple[Column, ...]
    parts: tuple[SentPart, ...]


class Note(_Record):
    """A line of the instructions."""

    kind: Literal["title", "lead", "heading", "text", "editable"]
    text: str


class Sent(_Record):
    """Everything that a workbook says. `cover` is the name of the sheet with the instructions."""

    version: int = 1
    kind: Literal["answers", "reply"]
    language: str
    reply: int | None = None
    cover: str
    notes: tuple[Note, ...]
    sheets: tuple[SentSheet, ...]

    def rows(self) -> dict[str, SentRow]:
        """Every row by its key."""
        return {row.key: row for sheet in self.sheets for part in sheet.parts for row in part.rows}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet from the top: its cells, and the row that it is, if it is one."""

    kind: Literal["title", "hint", "head", "part", "row"]
    cells: tuple[str, ...]
    row: SentRow | None = None


def lines(sheet: SentSheet) -> list[Line]:
    """The lines of a sheet as they are written, the first at the top."""
    found = [
        Line("title", (sheet.title,)),
        Line("hint", (sheet.hint,)),
        Line("head", tuple(column.title for column in sheet.columns)),
    ]
    for part in sheet.parts:
        if part.title:
            found.append(Line("part", (part.title,)))
        found += [Line("row", tuple(row.cell(column.field) for column in sheet.columns), row) for row in part.rows]
    return found


def clean(text: str) -> str:
    """A text as a page takes it from its writer: line ends, nothing around it, nothing that no cell can hold."""
    return _UNWRITABLE.sub("", _RETURN.sub("\n", text)).strip()


def fits(text: str) -> bool:
    """Whether a cell can hold it."""
    return len(text) <= MOST_LETTERS
