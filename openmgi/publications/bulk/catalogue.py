"""The catalogue of all data sets in the vocabulary DCAT, as JSON-LD and as Turtle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from openmgi.publications.bulk.describing import FOLDER, TERMS, whole
from openmgi.publications.bulk.shelf import Shelf, Shelved
from openmgi.publications.bulk.tables import name_in
from openmgi.publications.bulk.turtle import as_turtle
from openmgi.publications.bulk.vocabularies import PREFIXES
from openmgi.publications.citing import NO_LICENCE, Facts, citation, facts, licences, page_address

NAMES = ("catalogue.jsonld", "catalogue.ttl")
Node = dict[str, Any]


def as_json_ld(shelf: Shelf, files: Mapping[str, tuple[str, str]], *, has_api: bool = True) -> bytes:
    """The whole of the data, and every profile as a data set of its own.

    files: name of each file of the whole → its media type and what it holds. has_api: a server answers programs, too.
    """
    told = {"@context": PREFIXES, **_catalogue(shelf, files, has_api=has_api)}
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def as_ttl(shelf: Shelf, files: Mapping[str, tuple[str, str]], *, has_api: bool = True) -> bytes:
    """The same in Turtle."""
    return as_turtle(PREFIXES, _catalogue(shelf, files, has_api=has_api)).encode()


def _catalogue(shelf: Shelf, files: Mapping[str, tuple[str, str]], *, has_api: bool) -> Node:
    known = facts(shelf.publications)
    site = settings.SITE_ADDRESS
    return {
        "@id": f"{site}/{FOLDER}/#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": f"{settings.SITE_NAME}: open data on migration governance",
        "dct:description": TERMS,
        "dct:publisher": {"@id": f"{site}/#publisher", "@type": "foaf:Agent", "foaf:name": settings.SITE_NAME},
        "foaf:homepage": {"@id": site},
        "dcat:dataset": [
            _whole(shelf, files, licences(known.values())),
            *(_profile(one, known[one.sha256]) for one in shelf.publications),
        ],
        **({"dcat:service": _service()} if has_api else {}),
        **_modified(shelf),
    }


def _service() -> Node:
    api = f"{settings.SITE_ADDRESS}/api/v1/"
    return {
        "@id": api,
        "@type": "dcat:DataService",
        "dct:title": "API",
        "dcat:endpointURL": {"@id": api},
        "dcat:endpointDescription": {"@id": f"{api}openapi.json"},
    }


def _whole(shelf: Shelf, files: Mapping[str, tuple[str, str]], stated: list[str]) -> Node:
    folder = f"{settings.SITE_ADDRESS}/{FOLDER}/"
    terms: Node = {
        "dct:rights": _rights(TERMS),
        **({"dct:license": [{"@id": one} for one in stated]} if stated else {}),
    }
    return {
        "@id": folder,
        "@type": "dcat:Dataset",
        "dct:title": "Findings, answers and shares of all profiles",
        "dct:description": TERMS,
        "dct:publisher": _publisher(),
        "dct:bibliographicCitation": whole(shelf),
        "dcat:distribution": [
            _distribution(f"{folder}{name}", kind, title, {"dct:rights": _rights(TERMS)})
            for name, (kind, title) in files.items()
        ],
        **terms,
        **_modified(shelf),
    }


def _profile(one: Shelved, known: Facts) -> Node:
    address = f"{settings.SITE_ADDRESS}/data/profiles/{one.slug}/v{one.version}"
    place = name_in(one.place_name, "en")
    terms = {"dct:rights": _rights(NO_LICENCE)}
    if known.licence != NO_LICENCE:
        terms = {"dct:license": {"@id": known.licence}}
    return {
        "@id": page_address(one),
        "@type": "dcat:Dataset",
        "dct:title": known.title,
        "dct:description": f"Findings on migration governance: {place}, {one.edition}.",
        "dct:publisher": _publisher(),
        "dct:identifier": f"sha256:{one.sha256}",
        "dct:issued": _moment(one.published_at.isoformat()),
        "dct:language": list(one.languages),
        "dct:spatial": {"@type": "dct:Location", "locn:geographicName": place},
        "dct:temporal": _period(one.edition),
        "dct:bibliographicCitation": citation(one, known),
        "dcat:landingPage": {"@id": page_address(one)},
        "dcat:distribution": [
            _distribution(f"{address}.json", "application/json", "The frozen profile", terms),
            _distribution(f"{address}.csv", "text/csv", "Its findings", terms),
        ],
        **terms,
    }


def _distribution(address: str, media_type: str, title: str, terms: Mapping[str, Node]) -> Node:
    return {
        "@id": f"{address}#file",
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
        **terms,
    }


def _publisher() -> Node:
    return {"@id": f"{settings.SITE_ADDRESS}/#publisher"}


def _rights(says: str) -> Node:
    return {"@type": "dct:RightsStatement", "rdfs:label": says}


def _modified(shelf: Shelf) -> Node:
    return {"dct:modified": _moment(shelf.changed_at.isoformat())} if shelf.changed_at else {}


def _moment(value: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": value}


def _period(edition: str) -> Node:
    day = {"@type": "xsd:gYearMonth" if "-" in edition else "xsd:gYear", "@value": edition}
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": day, "dcat:endDate": day}
