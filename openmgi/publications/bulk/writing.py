"""Tables as CSV, the tags of the Humanitarian Exchange Language for them, and findings as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from openmgi.core.spreadsheet import harmless_row
from openmgi.publications.bulk.shelf import Shelf, Shelved, ShelvedFinding
from openmgi.publications.bulk.tables import Row, Table, shelved_findings
from openmgi.publications.citing import Facts, citation, page_address

_TOGETHER = 500  # lines that are written at once


def as_csv(table: Table, shelf: Shelf) -> Iterator[bytes]:
    """A line with the names of the columns, then the rows."""
    return lines([[column.name for column in table.columns]], table.rows(shelf))


def hxl_tags(table: Table) -> Iterator[bytes]:
    """The line with the tag of each column in the Humanitarian Exchange Language."""
    return lines([[column.hxl for column in table.columns]], ())


def lines(heads: Iterable[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    """Lines of CSV in UTF-8. A text is never what a spreadsheet would run; the heads are ours."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows(heads)
    for number, row in enumerate(rows, start=1):
        writer.writerow(harmless_row(row))
        if number % _TOGETHER == 0:
            yield _taken(target)
    yield _taken(target)


def _taken(target: io.StringIO) -> bytes:
    """What has been written since it was last taken."""
    written = target.getvalue().encode()
    target.seek(0)
    target.truncate()
    return written


def as_json_lines(shelf: Shelf) -> Iterator[bytes]:
    """A finding on each line, its text in every language, exactly as it was published."""
    for one, found in groupby(shelved_findings(shelf), key=lambda each: each[0].publication):
        rows, page = list(found), page_address(one)
        before, after = _published(one), _terms(one, rows[0][2])
        for row, text, _known in rows:
            told = before | _finding(row, text, page) | after
            yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _published(one: Shelved) -> dict[str, Any]:
    return {
        "publication": one.slug,
        "version": one.version,
        "place": one.place,
        "place_name": one.place_name,
        "country": one.country,
        "level": one.level,
        "edition": one.edition,
        "framework_edition": one.framework_edition,
        "invented": one.is_invented,
    }


def _finding(row: ShelvedFinding, text: dict[str, str], page: str) -> dict[str, Any]:
    return {
        "domain": row.domain,
        "kind": row.kind,
        "order": row.order,
        "text": text,
        "indicators": list(row.indicators),
        "address": f"{page}#finding-{row.domain}-{row.kind}-{row.order}",
    }


def _terms(one: Shelved, known: Facts) -> dict[str, Any]:
    return {"sha256": one.sha256, "licence": known.licence, "citation": citation(one, known)}
