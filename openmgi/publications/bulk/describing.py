"""What the files are: as a Data Package, and as a catalogue of the vocabulary DCAT."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from openmgi.publications.bulk.citing import NO_LICENCE, Facts, citation, facts, licences, page_address
from openmgi.publications.bulk.shelf import Shelf, Shelved
from openmgi.publications.bulk.tables import TABLES, Table, name_in

FOLDER = "data/bulk"
_TERMS = (
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
        "description": f"{_TERMS} Citation: {whole(shelf)}",
        "homepage": settings.SITE_ADDRESS,
        "created": shelf.changed_at.isoformat() if shelf.changed_at else None,
        "licenses": [{"path": one, "title": "licence of some of the profiles"} for one in stated] or None,
        "sources": [{"title": whole(shelf), "path": settings.SITE_ADDRESS}],
        "resources": [_resource(one, tables[one.name]) for one in TABLES],
    }
    return _json({name: value for name, value in told.items() if value is not None})


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


def as_catalogue(shelf: Shelf, files: Mapping[str, tuple[str, str]]) -> bytes:
    """The catalogue as JSON-LD: the whole of the data, and every profile as a data set of its own.

    files: name of each file of the whole → its media type and what it holds.
    """
    known = facts(shelf.publications)
    site = settings.SITE_ADDRESS
    every = {
        "@id": f"{site}/{FOLDER}/",
        "@type": "dcat:Dataset",
        "dct:title": "Findings, answers and shares of all profiles",
        "dct:description": _TERMS,
        "dct:bibliographicCitation": whole(shelf),
        "dct:license": [{"@id": one} for one in licences(known.values())],
        "dct:rights": _TERMS,
        "dcat:distribution": [
            _distribution(f"{site}/{FOLDER}/{name}", kind, title) for name, (kind, title) in files.items()
        ],
        **_modified(shelf),
    }
    profiles = [_profile(one, known[one.sha256]) for one in shelf.publications]
    catalogue = {
        "@context": _CONTEXT,
        "@id": f"{site}/{FOLDER}/catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": f"{settings.SITE_NAME}: open data on migration governance",
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": settings.SITE_NAME},
        "foaf:homepage": {"@id": site},
        "dcat:dataset": [every, *profiles],
        "dcat:service": {
            "@id": f"{site}/api/v1/",
            "@type": "dcat:DataService",
            "dct:title": "API",
            "dcat:endpointURL": {"@id": f"{site}/api/v1/"},
            "dcat:endpointDescription": {"@id": f"{site}/api/v1/openapi.json"},
        },
        **_modified(shelf),
    }
    return _json(catalogue)


_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
}


def _modified(shelf: Shelf) -> dict[str, Any]:
    return {"dct:modified": _moment(shelf.changed_at.isoformat())} if shelf.changed_at else {}


def _moment(value: str) -> dict[str, str]:
    return {"@type": "dct:W3CDTF", "@value": value}


def _profile(one: Shelved, known: Facts) -> dict[str, Any]:
    address = f"{settings.SITE_ADDRESS}/data/profiles/{one.slug}/v{one.version}"
    stated = known.licence != NO_LICENCE
    return {
        "@id": page_address(one),
        "@type": "dcat:Dataset",
        "dct:title": known.title,
        "dct:identifier": f"sha256:{one.sha256}",
        "dct:issued": _moment(one.published_at.isoformat()),
        "dct:language": list(one.languages),
        "dct:spatial": {"@type": "dct:Location", "locn:geographicName": name_in(one.place_name, "en")},
        "dct:temporal": one.edition,
        "dct:bibliographicCitation": citation(one, known),
        **({"dct:license": {"@id": known.licence}} if stated else {"dct:rights": NO_LICENCE}),
        "dcat:landingPage": {"@id": page_address(one)},
        "dcat:distribution": [
            _distribution(f"{address}.json", "application/json", "The frozen profile"),
            _distribution(f"{address}.csv", "text/csv", "Its findings"),
        ],
    }


def _distribution(address: str, media_type: str, title: str) -> dict[str, Any]:
    return {
        "@id": f"{address}#file",
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
    }


def _json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
