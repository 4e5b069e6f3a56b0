"""No response has room for a total or a position that is derived from answers, or is ordered by them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from openmgi.core.edition import Edition
from openmgi.publications.actions import publish
from openmgi.publications.api.openapi import api
from tests.publications.bulk.cast import EDITION, OPTIONS, profile

pytestmark = pytest.mark.django_db
LISTS = ("areas", "places", "frameworks", "publications", "findings", "answers", "shares")
WORDS = re.compile(r"total|score|rank|position|grade|points|rating|average|mean|best|worst|index", re.IGNORECASE)
# `N` and `n` count the places of one question; `half_points` is the official scoring of an item of SDG 10.7.2, as text.
COUNTS = {"n", "N", "percent", "half_points", "order", "domain", "version", "size", "number", "gcm"}


def numbers(value: Any, name: str = "") -> set[str]:
    """The names under which a response has numbers."""
    if isinstance(value, dict):
        return {found for key, one in value.items() for found in numbers(one, key)}
    if isinstance(value, list):
        return {found for one in value for found in numbers(one, name)}
    return {name} if isinstance(value, int | float) and not isinstance(value, bool) else set()


def test_no_type_of_the_api_names_a_total_or_a_position() -> None:
    properties = {
        name for schema in api.document()["components"]["schemas"].values() for name in schema.get("properties", {})
    }

    assert {name for name in properties if WORDS.search(name)} == {"half_points"}


@pytest.mark.parametrize("name", [*LISTS, f"editions/{EDITION}", "publications/xxb-2030-02", "places/xxa"])
def test_the_only_numbers_are_those_of_one_question_and_of_the_order_of_reading(
    reader: Client, published: None, name: str
) -> None:
    assert numbers(reader.get(f"/api/v1/{name}").json()) <= COUNTS


@pytest.mark.parametrize("name", ["places", "publications", "findings"])
def test_other_answers_change_no_order(
    reader: Client, published: None, reference_sets: dict[str, Edition], name: str
) -> None:
    """Whoever answers “complete” instead of “absent”, every list stays as it is."""
    before = order(reader, name)
    turned = dict(zip(OPTIONS, reversed(OPTIONS.values()), strict=True))
    for number, (country, options) in enumerate(turned.items(), start=1):
        told = profile(country, f"2030-{number:02}", options, title=profile("XXA", "2030", options).title)
        publish(profile=told, by="Grace", correction="The answers were mixed up.")

    assert order(reader, name) == before


def order(reader: Client, name: str) -> list[str]:
    items = reader.get(f"/api/v1/{name}").json()["items"]
    return [one.get("slug") or one["publication"] for one in items]


def test_places_within_a_share_are_in_the_order_of_their_addresses(reader: Client, published: None) -> None:
    for one in reader.get("/api/v1/shares").json()["items"]:
        for option in one["options"]:
            assert option["publications"] == sorted(option["publications"])
        assert json.dumps(one["not_answered"]) == json.dumps(sorted(one["not_answered"]))
