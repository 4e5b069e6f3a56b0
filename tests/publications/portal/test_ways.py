"""The ways from one part of the site to another, and addresses as people type them."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openmgi.library.models import Edition
from tests.assessments.conftest import edition
from tests.pages import page
from tests.publications.themes.places import EDITION, published

__all__ = ["edition"]  # a fixture
QUESTION = f"/en/frameworks/{EDITION}/indicators/1.A1/"
THEME = f"/en/themes/{EDITION}/indicators/1.A1/"


def led_to(client: Client) -> list[str | None]:
    return [one.get("href") for one in page(client, QUESTION).cssselect("main a") if "themes" in str(one.get("href"))]


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ([], []),
        ([("KEN", "not_answered", False)], []),
        ([("KEN", "answer", False)], [THEME]),
        ([("XXB", "answer", True)], [f"{THEME}?invented=yes"]),
        ([("XXB", "answer", True), ("KEN", "not_applicable", False)], [f"{THEME}?invented=yes"]),
        ([("XXB", "answer", True), ("KEN", "answer", False)], [THEME]),
    ],
)
def test_a_question_leads_to_what_places_answer_to_it_where_one_does(
    client: Client, edition: Edition, places: list[tuple[str, str, bool]], wanted: list[str]
) -> None:
    for country, kind, invented in places:
        published(country, kind=kind, invented=invented)

    assert led_to(client) == wanted
    for address in wanted:
        assert client.get(address).status_code == 200


def test_the_way_from_a_question_costs_three_queries_at_most(
    client: Client, edition: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published("KEN")
    client.get(QUESTION)

    with django_assert_num_queries(5):
        client.get(QUESTION)


@pytest.mark.parametrize("address", ["themes/", f"themes/{EDITION}/", f"themes/{EDITION}/indicators/1.A1/"])
def test_pages_of_themes_are_sent_compressed(client: Client, edition: Edition, address: str) -> None:
    published("KEN")
    response = client.get(f"/en/{address}", headers={"accept-encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"


def test_the_code_of_a_country_may_be_typed_in_small_letters(client: Client, db: None) -> None:
    response = client.get("/fr/sdg-10-7-2/ken/")

    assert (response.status_code, response.headers["Location"]) == (302, "/fr/sdg-10-7-2/KEN/")
    assert client.get("/fr/sdg-10-7-2/xxq/", follow=True).status_code == 404
