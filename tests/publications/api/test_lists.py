"""What the lists of the API give, and what can be asked of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openmgi.core.edition import Edition
from openmgi.publications.actions import publish, shelve
from openmgi.publications.citing import NO_LICENCE
from openmgi.publications.models import Publication
from tests.publications.bulk.cast import EDITION, FIRST, LICENCE, SECOND, profile

pytestmark = pytest.mark.django_db


def get(reader: Client, path: str) -> Any:
    response = reader.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def items(reader: Client, path: str) -> Any:
    return get(reader, path)["items"]


def test_areas_have_their_countries(reader: Client, published: None) -> None:
    africa = next(one for one in items(reader, "areas") if one["code"] == "002")

    assert (africa["names"]["en"], africa["countries"][-3:]) == ("Africa", ["ZAF", "ZMB", "ZWE"])
    assert {"XXA", "XXB", "XXC"} < set(africa["countries"])


def test_a_place_is_listed_once_with_all_its_profiles(reader: Client, published: None) -> None:
    found = items(reader, "places")

    assert [one["slug"] for one in found] == ["xxa", "xxb", "xxc", "xxd", "xxe", "xxf", "xxz"]
    assert found[0] == get(reader, "places/xxa")
    assert found[0] == {
        "slug": "xxa",
        "name": {"en": "Country A", "fr": "Pays A"},
        "level": "national",
        "country": "XXA",
        "country_name": {"en": "Country A", "fr": "Pays A"},
        "areas": ["002"],
        "invented": True,
        "publications": ["xxa-2028-01", "xxa-2030-01"],
    }


def test_a_framework_names_its_editions_which_can_be_had_whole(
    reader: Client, published: None, reference_sets: dict[str, Edition]
) -> None:
    framework = items(reader, "frameworks")[0]
    entry = framework["editions"][0]

    assert (framework["domains"]["1"]["en"], entry["code"]) == ("Migrants’ rights", EDITION)
    assert Edition.model_validate(reader.get(entry["address"]).json()) == reference_sets[EDITION]


def test_a_publication_says_its_licence_and_how_to_cite_it(reader: Client, published: None) -> None:
    found = {one["slug"]: one for one in items(reader, "publications")}
    one = found["xxa-2030-01"]

    assert (one["licence"], found["xxc-2030-03"]["licence"]) == (LICENCE, NO_LICENCE)
    assert one["citation"].startswith("OpenMGI (")
    assert one["citation"].endswith(f"Profile of Westria. Profile of 2030-01, version 1. {one['page']}")
    assert reader.get(one["profile"]).json()["schema_version"] == "1.1"
    assert reader.get(one["csv"]).status_code == 200


def test_a_publication_has_its_versions_and_the_list_only_the_newest(reader: Client, published: None) -> None:
    listed = [one["version"] for one in items(reader, "publications") if one["slug"] == "xxb-2030-02"]
    whole = get(reader, "publications/xxb-2030-02")

    assert (listed, whole["title"], whole["correction"]) == ([2], "Corrected", "The title was wrong.")
    assert [(one["version"], one["correction"]) for one in whole["versions"]] == [(2, "The title was wrong."), (1, "")]


def test_findings_are_listed_as_they_are_read(reader: Client, published: None) -> None:
    found = items(reader, "findings")

    assert [(one["publication"], one["kind"], one["traced"]) for one in found[:3]] == [
        ("xxa-2028-01", "well_developed", True),
        ("xxa-2028-01", "potential", False),
        ("xxa-2030-01", "well_developed", True),
    ]
    assert found[0]["text"] == {"en": "Care in XXA.", "fr": "Soins XXA."}
    assert found[0]["indicators"] == [FIRST]
    assert found[0]["page"].endswith("/en/profiles/xxa-2028-01/v1/#finding-1-well_developed-1")


def test_answers_are_listed_in_the_order_of_the_questions(reader: Client, published: None) -> None:
    found = items(reader, "answers?publication=xxf-2030-06")

    assert [(one["indicator"], one["option"], one["kind"]) for one in found] == [
        (FIRST, "absent", "answer"),
        (SECOND, "", "not_answered"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("area=002", "a a b c"),
        ("country=XXD", "d"),
        ("level=local", ""),
        ("year=2028", "a"),
        ("edition=2030-03", "c"),
        ("edition=2028", "a"),
        ("edition=2030", "a b c d e f z"),
        ("edition=2030&year=2028", ""),
        ("place=xxa", "a a"),
        ("language=fr", "a a b c d e z"),
        ("invented=false", "z"),
        (f"framework_edition={EDITION}&year=2030", "a b c d e f z"),
        ("area=019&language=fr", "d e"),
    ],
)
def test_lists_can_be_narrowed(reader: Client, published: None, query: str, expected: str) -> None:
    for name, times in (("publications", 1), ("findings", 2), ("answers", 2)):
        found = [one["place"][-1] for one in items(reader, f"{name}?{query}")]

        assert found == [letter for letter in expected.split() for _ in range(times)], name


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("findings?kind=potential&year=2028", [("xxa-2028-01", "potential")]),
        (f"findings?indicator={FIRST}&place=xxd", [("xxd-2030-04", "well_developed")]),
        (f"findings?indicator={SECOND}", []),
        ("findings?sdg=1a&place=xxd", [("xxd-2030-04", "well_developed")]),
        ("findings?sdg=6e", []),
        ("findings?domain=2", []),
        ("findings?gcm=15&publication=xxc-2030-03", [("xxc-2030-03", "well_developed")]),
    ],
)
def test_findings_can_be_asked_for_by_what_they_are_about(
    reader: Client, published: None, path: str, expected: list[tuple[str, str]]
) -> None:
    assert [(one["publication"], one["kind"]) for one in items(reader, path)] == expected


def test_answers_can_be_asked_for_by_option_and_kind(reader: Client, published: None) -> None:
    chosen = items(reader, f"answers?indicator={FIRST}&option=partial")
    none = items(reader, "answers?kind=not_answered")

    assert [one["publication"] for one in chosen] == ["xxd-2030-04", "xxe-2030-05"]
    assert [(one["publication"], one["indicator"]) for one in none] == [("xxf-2030-06", SECOND)]


def test_a_finding_in_one_language_has_no_other(reader: Client, published: None) -> None:
    assert items(reader, "findings?language=fr&place=xxd")[0]["text"] == {"fr": "Soins XXD."}


@pytest.mark.parametrize("name", ["areas", "places", "publications", "findings", "answers", "shares"])
def test_pages_together_are_the_list(reader: Client, published: None, name: str) -> None:
    address, found, before = f"/api/v1/{name}?limit=3", [], []
    while address:
        page = reader.get(address).json()
        found += page["items"]
        before.append(page["previous"])
        address = page["next"]

    assert found == items(reader, f"{name}?limit=500")
    assert before[0] is None
    assert all(before[1:])


@pytest.mark.parametrize("name", ["places", "publications", "findings", "answers", "shares"])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    reader: Client, loaded: None, reference_sets: dict[str, Edition], name: str
) -> None:
    asked = []
    for letters in ("A", "BCD"):
        for letter in letters:
            publish(profile=profile(f"XX{letter}", "2030-01", ("complete", "absent")), by="Grace")
        get(reader, name)  # what is new is read once
        with CaptureQueriesContext(connection) as queries:
            get(reader, name)
            asked.append(len(queries))

    assert asked[0] == asked[1] <= 10


def test_rows_that_were_made_anew_are_found(reader: Client, published: None) -> None:
    before = items(reader, "findings")
    for one in Publication.objects.all():
        shelve(publication=one)

    assert items(reader, "findings") == before
