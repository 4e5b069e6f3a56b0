"""What a report is made of, as plain data: both its forms are set from these, so that both say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openmgi.core.profile import Kind

Style = Literal["", "strong", "title", "code", "muted", "untraced"]
Role = Literal["body", "lead", "aside", "finding", "asked", "answer", "quote", "cited"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are set in one way.

    language: theirs, where it is not the report's. link: an address, or `#name` for a block of the report.
    """

    text: str
    style: Style = ""
    language: str = ""
    link: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. level: 1 begins a page. name: by which links lead to it. domain: whose number and colour it has.

    is_opening: it opens the chapter of its domain.
    """

    text: str
    level: int
    name: str = ""
    domain: int = 0
    is_opening: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. language: of the whole of it, where it is not the report's."""

    line: Line
    role: Role = "body"
    domain: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class CitedFinding:
    """A finding, and a footnote for each place that it rests on."""

    line: Line
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one kind in one domain."""

    kind: Kind
    domain: int
    items: tuple[CitedFinding, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list. numbers: those of the domains that its lines name, or nothing for a plain list."""

    lines: tuple[Line, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. share: of the width. is_number: its cells are figures."""

    title: str
    share: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. A group has one cell, which says what the rows below it have in common."""

    cells: tuple[Line, ...]
    domain: int = 0
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. caption: what it shows, where no heading says it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A vector drawing, and the same in words."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said in one word or two: each with its name."""

    pairs: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An entry in the list of sources. name: by which footnotes lead to it."""

    number: int
    name: str
    line: Line


@dataclass(frozen=True, slots=True)
class Sources:
    """The list of sources."""

    items: tuple[Source, ...]


Block = Heading | Paragraph | Findings | Items | Table | Picture | Facts | Sources


@dataclass(frozen=True, slots=True)
class Labels:
    """Words that the form needs: above the contents, and below each page with `%(page)s` and `%(pages)s`."""

    contents: str
    page: str


@dataclass(frozen=True, slots=True)
class Report:
    """A publication in one language. day: of publication, as YYYY-MM-DD."""

    language: str
    direction: str
    title: str
    eyebrow: str
    subtitle: str
    tag: str
    facts: Facts
    picture: Picture
    running: str
    permanent: str
    author: str
    keywords: tuple[str, ...]
    description: str
    day: str
    labels: Labels
    blocks: tuple[Block, ...]
