"""The files of open data: made when they are first asked for, then kept on the disk until something is published."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from openmgi.publications.bulk import catalogue, tables
from openmgi.publications.bulk.describing import as_data_package, whole
from openmgi.publications.bulk.sdmx import as_sdmx
from openmgi.publications.bulk.sdmx_structure import as_structure
from openmgi.publications.bulk.shelf import Shelf
from openmgi.publications.bulk.writing import as_csv, as_json_lines, hxl_tags

_CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class BulkFile:
    """A file: what it holds, and how its bytes are made."""

    media_type: str
    title: str
    make: Callable[[Shelf], Iterable[bytes]]


def bulk_file(name: str, shelf: Shelf) -> Path:
    """The file on the disk. KeyError for a name that is not in FILES."""
    one = FILES[name]
    kept = _folder() / shelf.tag / name
    if not kept.exists():
        _keep(kept, one.make(shelf))
        _forget_all_but(kept.parent)
    return kept


def _data_package(shelf: Shelf) -> Iterable[bytes]:
    return [as_data_package(shelf, {one.name: bulk_file(f"{one.name}.csv", shelf) for one in tables.TABLES})]


def _tagged(table: tables.Table, shelf: Shelf) -> Iterable[bytes]:
    """The table with the tags of HXL in its second line."""
    names, rows = bulk_file(f"{table.name}.csv", shelf).read_bytes().split(b"\r\n", 1)
    return [names, b"\r\n", *hxl_tags(table), rows]


def described(shelf: Shelf, write: Callable[[Shelf, Mapping[str, tuple[str, str]]], bytes]) -> Iterable[bytes]:
    """All other files, as this catalogue describes them."""
    files = {
        name: (one.media_type.partition(";")[0], one.title)
        for name, one in FILES.items()
        if name not in catalogue.NAMES
    }
    return [write(shelf, files)]


FILES: Mapping[str, BulkFile] = {
    "publications.csv": BulkFile(_CSV, tables.PUBLICATIONS.title, lambda shelf: as_csv(tables.PUBLICATIONS, shelf)),
    "findings.jsonl": BulkFile("application/jsonl", "Findings, one line for each, in every language", as_json_lines),
    "findings.csv": BulkFile(_CSV, tables.FINDINGS.title, lambda shelf: as_csv(tables.FINDINGS, shelf)),
    "findings.hxl.csv": BulkFile(
        _CSV, f"{tables.FINDINGS.title}, with HXL tags", lambda shelf: _tagged(tables.FINDINGS, shelf)
    ),
    "answers.csv": BulkFile(_CSV, tables.ANSWERS.title, lambda shelf: as_csv(tables.ANSWERS, shelf)),
    "answers.hxl.csv": BulkFile(
        _CSV, f"{tables.ANSWERS.title}, with HXL tags", lambda shelf: _tagged(tables.ANSWERS, shelf)
    ),
    "shares.sdmx.csv": BulkFile(
        "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
        "Shares of places by question, option and area, as SDMX-CSV 2.0",
        lambda shelf: as_sdmx(shelf, whole(shelf)),
    ),
    "shares.structure.json": BulkFile(
        "application/vnd.sdmx.structure+json; version=2.0.0",
        "Structure of the shares: columns and codes, as SDMX-JSON 2.0",
        lambda shelf: [as_structure(shelf, whole(shelf))],
    ),
    "datapackage.json": BulkFile("application/json", "Data Package of publications, findings, answers", _data_package),
    "catalogue.jsonld": BulkFile(
        "application/ld+json",
        "Catalogue of all data sets, as DCAT",
        lambda shelf: described(shelf, catalogue.as_json_ld),
    ),
    "catalogue.ttl": BulkFile(
        "text/turtle; charset=utf-8",
        "Catalogue of all data sets, as DCAT in Turtle",
        lambda shelf: described(shelf, catalogue.as_ttl),
    ),
}


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "bulk"


def _keep(kept: Path, parts: Iterable[bytes]) -> None:
    """Write the file beside its place and move it there, so that nobody reads half of it."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=kept.parent)
    with os.fdopen(number, "wb") as file:
        file.writelines(parts)
    Path(name).replace(kept)


def _forget_all_but(folder: Path) -> None:
    """What was made of an earlier state is asked for no more; who reads it has it open."""
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
