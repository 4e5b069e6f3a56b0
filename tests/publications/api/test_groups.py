"""Groups of places in the API: what they are, who is in them, and that a reader notices a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date
from pytest_django import DjangoAssertNumQueries

from openmgi.library.actions.grouping import remove_group
from openmgi.library.models import PlaceGroup
from tests.groups import group, load

pytestmark = pytest.mark.django_db


def items(reader: Client, path: str) -> list[Any]:
    response = reader.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    found: list[Any] = response.json()["items"]
    return found


@pytest.fixture
def groups(published: None) -> None:
    load(group(countries="XXA", places="xxd"), group("low", countries="XXB", kind="income"))
    load(group(day="2029-12-31", countries="XXC"))


def test_a_group_is_an_area_with_its_members_kind_day_and_source(reader: Client, groups: None) -> None:
    found = {one["code"]: one for one in items(reader, "areas")}

    assert found["harbours@2031-01-15"] == {
        "code": "harbours@2031-01-15",
        "names": {"en": "Harbours"},
        "kind": "own",
        "title": {"en": "Harbour partnership"},
        "as_of": "2031-01-15",
        "source": "A list",
        "countries": ["XXA"],
        "places": ["xxd"],
    }
    assert list(found)[-3:] == ["harbours@2029-12-31", "harbours@2031-01-15", "low@2031-01-15"]
    assert (found["199"]["kind"], found["199"]["as_of"]) == ("group", "2024-09-25")
    assert (found["002"]["kind"], found["002"]["title"], found["002"]["places"]) == ("region", {}, [])


@pytest.mark.parametrize(
    ("area", "places"),
    [
        ("harbours", ["xxa", "xxd"]),
        ("harbours@2031-01-15", ["xxa", "xxd"]),
        ("harbours@2029-12-31", ["xxc"]),
        ("low", ["xxb"]),
        ("002", ["xxa", "xxb", "xxc"]),
    ],
)
def test_lists_are_of_the_places_of_a_group(reader: Client, groups: None, area: str, places: list[str]) -> None:
    assert [one["slug"] for one in items(reader, f"places?area={area}")] == places
    for name in ("publications", "findings", "answers"):
        assert {one["place"] for one in items(reader, f"{name}?area={area}")} == set(places)
    shares = [option for one in items(reader, f"shares?area={area}") for option in one["options"]]
    assert {slug[:3] for option in shares for slug in option["publications"]} == set(places)


def test_a_place_names_its_groups(reader: Client, groups: None) -> None:
    assert {one["slug"]: one["areas"] for one in items(reader, "places")} == {
        "xxa": ["002", "harbours@2031-01-15"],
        "xxb": ["002", "low@2031-01-15"],
        "xxc": ["002", "harbours@2029-12-31"],
        "xxd": ["019", "harbours@2031-01-15"],
        "xxe": ["019"],
        "xxf": ["019"],
        "xxz": [],
    }


@pytest.mark.parametrize("area", ["harbour", "harbours@2030-01-01"])
def test_a_group_that_there_is_not_is_said_to_be_none(reader: Client, groups: None, area: str) -> None:
    response = reader.get(f"/api/v1/places?area={area}")

    assert response.status_code == 422
    assert [one["message"] for one in response.json()["errors"]] == [f"There is no area {area}; /areas has all."]


@pytest.mark.parametrize("area", ["Harbours", "02", "harbours@", "harbours@2031", "a b", "2031-01-15"])
def test_what_is_no_code_of_an_area_is_refused(reader: Client, groups: None, area: str) -> None:
    assert reader.get("/api/v1/places", {"area": area}).status_code == 422


def test_who_has_the_answer_notices_a_group_that_is_loaded_or_removed(reader: Client, published: None) -> None:
    """The day of the change stands in Last-Modified too, also where a group is gone."""
    now = timezone.now()
    tags = [reader.get("/api/v1/places").headers["ETag"]]
    changes: list[Callable[[], object]] = [lambda: load(group()), lambda: remove_group(code="harbours")]
    for step, change in enumerate(changes, start=1):
        change()
        later = now + timedelta(hours=step)
        PlaceGroup.objects.update(changed_at=later)
        response = reader.get("/api/v1/places", headers={"If-None-Match": tags[-1]})
        before = http_date((later - timedelta(minutes=1)).timestamp())

        assert (response.status_code, response.headers["Last-Modified"]) == (200, http_date(later.timestamp()))
        assert reader.get("/api/v1/places", headers={"If-Modified-Since": before}).status_code == 200
        tags.append(response.headers["ETag"])

    assert len(set(tags)) == 3
    assert "harbours@2031-01-15" not in {one["code"] for one in items(reader, "areas")}


def test_a_request_reads_the_shelf_and_the_groups_once(
    reader: Client, groups: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get("/api/v1/places")

    with django_assert_num_queries(5):
        reader.get("/api/v1/places?area=harbours")
    with django_assert_num_queries(5):
        reader.get("/api/v1/areas")
