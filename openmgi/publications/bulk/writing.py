"""Tables as CSV, with or without tags of the Humanitarian Exchange Language, and findings as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from openmgi.core.spreadsheet import harmless
from openmgi.publications.bulk.citing import citation, page_address
from openmgi.publications.bulk.shelf import Shelf
from openmgi.publications.bulk.tables import Row, Table, shelved_findings


def as_csv(table: Table, shelf: Shelf) -> Iterator[bytes]:
    """A line with the names of the columns, then the rows."""
    return lines([[column.name for column in table.columns]], table.rows(shelf))


def as_hxl(table: Table, shelf: Shelf) -> Iterator[bytes]:
    """The same with the line of tags below the names."""
    names = [[column.name for column in table.columns], [column.hxl for column in table.columns]]
    return lines(names, table.rows(shelf))


def lines(heads: Iterable[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    """Lines of CSV in UTF-8. A text is never what a spreadsheet would run; the heads are ours."""
    yield from (_line(row) for row in heads)
    yield from (_line([harmless(cell) for cell in row]) for row in rows)


def _line(row: Row) -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow(row)
    return target.getvalue().encode()


def as_json_lines(shelf: Shelf) -> Iterator[bytes]:
    """A finding on each line, its text in every language, exactly as it was published."""
    for row, text, known in shelved_findings(shelf):
        one = row.publication
        told: dict[str, Any] = {
            "publication": one.slug,
            "version": one.version,
            "place": one.place,
            "place_name": one.place_name,
            "country": one.country,
            "level": one.level,
            "edition": one.edition,
            "framework_edition": one.framework_edition,
            "invented": one.is_invented,
            "domain": row.domain,
            "kind": row.kind,
            "order": row.order,
            "text": text,
            "indicators": list(row.indicators),
            "address": f"{page_address(one)}#finding-{row.domain}-{row.kind}-{row.order}",
            "sha256": one.sha256,
            "licence": known.licence,
            "citation": citation(one, known),
        }
        yield json.dumps(told, ensure_ascii=False).encode() + b"\n"
