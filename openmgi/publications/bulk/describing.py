"""What the files are, as a Data Package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from openmgi.publications.bulk.shelf import Shelf
from openmgi.publications.bulk.tables import TABLES, Table
from openmgi.publications.citing import facts, licences

FOLDER = "data/bulk"
TERMS = (
    "Each profile has the licence that its source states, in the column `licence`; where it says “no licence stated”, "
    "none was given, and the authors' permission may be needed. Places are never ranked: rows are in the order of "
    "their addresses and codes. Invented places are marked."
)


def whole(shelf: Shelf) -> str:
    """How to name all of the data as a source, with the day on which it last changed."""
    day = f", as of {shelf.changed_at.date().isoformat()}" if shelf.changed_at else ""
    return f"{settings.SITE_NAME}. Open data on migration governance{day}. {settings.SITE_ADDRESS}/{FOLDER}/"


def as_data_package(shelf: Shelf, tables: Mapping[str, Path]) -> bytes:
    """The description of the tables, with the size and the hash of each file."""
    stated = licences(facts(shelf.publications).values())
    told = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "migration-governance",
        "title": f"{settings.SITE_NAME}: open data on migration governance",
        "description": f"{TERMS} Citation: {whole(shelf)}",
        "homepage": settings.SITE_ADDRESS,
        "created": shelf.changed_at.isoformat() if shelf.changed_at else None,
        "licenses": [{"path": one, "title": "licence of some of the profiles"} for one in stated] or None,
        "sources": [{"title": whole(shelf), "path": settings.SITE_ADDRESS}],
        "resources": [_resource(one, tables[one.name]) for one in TABLES],
    }
    stated_only = {name: value for name, value in told.items() if value is not None}
    return json.dumps(stated_only, ensure_ascii=False, indent=2).encode() + b"\n"


def _resource(table: Table, file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    schema: dict[str, Any] = {
        "fields": [{"name": one.name, "type": one.type, "description": one.says} for one in table.columns],
        "primaryKey": list(table.key),
    }
    if table.key != ("publication",):
        reference = {"resource": "publications", "fields": ["publication"]}
        schema["foreignKeys"] = [{"fields": ["publication"], "reference": reference}]
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }
