"""Themes: each place counts once, who does not answer is in no share, and nobody is ranked."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openmgi.library.groups import areas_and_groups
from openmgi.library.models import Edition
from openmgi.publications.models import Publication
from openmgi.publications.themes.asking import Wanted, by_level, by_region, examples, newest, theme
from tests.groups import group, load
from tests.pages import page, texts
from tests.publications.themes.places import EDITION, published

BASE = f"themes/{EDITION}/"
PAGES = [
    "themes/",
    BASE,
    f"{BASE}indicators/1.A1/",
    f"{BASE}topics/1/A/",
    f"{BASE}global-compact/1/",
]


def shares_of(**wanted: str) -> dict[str, tuple[str, ...]]:
    stored = Edition.objects.get(code=EDITION)
    asked = [one for one in stored.spec.indicators() if one.code == "1.A1"]
    found = theme(EDITION, asked, Wanted.of(wanted, areas_and_groups()))
    shares = found.asked[0].shares
    rows = {one.option: one.places for one in shares.options if one.places}
    return rows | {"not applicable": shares.not_applicable, "not answered": shares.not_answered}


def test_who_answers_what(places: list[Publication]) -> None:
    assert shares_of() == {
        "complete": ("ken-2031-05", "xxb-2031-05"),
        "absent": ("uga-2031-05",),
        "not applicable": ("xxc-2031-05",),
        "not answered": ("xxd-2031-05",),
    }


def test_a_place_counts_once_by_its_newest_profile_up_to_a_year(places: list[Publication]) -> None:
    published("KEN", "absent", date="2035-01")

    assert shares_of()["absent"] == ("ken-2035-01", "uga-2031-05")
    assert shares_of(until="2034")["complete"] == ("ken-2031-05", "xxb-2031-05")


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ({}, 5),
        ({"area": "002"}, 2),
        ({"area": "nowhere"}, 0),
        ({"level": "local"}, 0),
        ({"level": "galactic"}, 0),
        ({"until": "2030"}, 0),
        ({"until": "soon"}, 0),
        ({"invented": "true"}, 0),
    ],
)
def test_places_can_be_chosen(places: list[Publication], wanted: dict[str, str], slugs: int) -> None:
    assert len(newest(EDITION, Wanted.of(wanted, areas_and_groups()))) == slugs


def test_a_question_is_told_by_region_and_by_level(places: list[Publication]) -> None:
    found = theme(EDITION, list(Edition.objects.get(code=EDITION).spec.indicators())[:1], Wanted())
    [region] = by_region(found.asked[0], found.places)

    assert (region.code, region.shares.answered) == ("002", 2)
    assert by_level(found.asked[0], found.places) == []  # there is no local one


def test_what_nothing_here_is_called_is_told_and_not_taken_for_everything(places: list[Publication]) -> None:
    asked = {"area": "002", "level": "galactic", "until": "soon", "invented": "true"}

    assert Wanted.of(asked, areas_and_groups()).unknown == ("galactic", "soon", "true")
    assert Wanted.of({"area": "002", "until": "2031", "invented": "yes"}, areas_and_groups()).unknown == ()


def test_examples_are_findings_on_the_same_question(places: list[Publication]) -> None:
    found = examples(theme(EDITION, [], Wanted()), {"9.Z9": 1, "1.1": 1, "1.3": 1})

    assert found["9.Z9"] == found["1.3"] == []
    assert [one.publication.slug for one in found["1.1"]][:2] == ["ken-2031-05", "ken-2031-05"]


def test_examples_of_several_questions_are_one_query(
    places: list[Publication], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shown = theme(EDITION, [], Wanted())

    with django_assert_num_queries(1):
        assert [len(those) for those in examples(shown, {"1.1": 1, "1.2": 1, "9.Z9": 1}, 3).values()] == [3, 0, 0]


def test_invented_places_and_real_ones_are_never_in_one_share(places: list[Publication], client: Client) -> None:
    invented = published("XXI", invented=True).slug
    assert invented not in newest(EDITION, Wanted())
    assert list(newest(EDITION, Wanted.of({"invented": "yes"}, areas_and_groups()))) == [invented]

    tree = page(client, f"/en/{BASE}indicators/1.A1/?invented=yes")
    assert texts(tree, ".shares-table tbody td:nth-child(2)") == ["0 of 1", "1 of 1"]
    assert texts(tree, "[role=status] .tag") == ["Invented places"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_there_in_every_language(
    places: list[Publication], client: Client, address: str, language: str
) -> None:
    tree = page(client, f"/{language}/{address}")

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)


def test_of_fewer_than_five_places_the_places_are_shown_and_no_percentage(
    places: list[Publication], client: Client
) -> None:
    few = page(client, f"/en/{BASE}indicators/1.A1/")
    assert texts(few, ".shares-table tbody td:nth-child(2)") == ["1 of 3", "2 of 3"]
    published("XXE")
    published("XXF")

    enough = page(client, f"/en/{BASE}indicators/1.A1/")
    assert texts(enough, ".shares-table tbody td:nth-child(2)") == ["1 of 5 (20%)", "4 of 5 (80%)"]
    assert texts(enough, ".shares-table tbody tr:last-child a") == ["KEN", "XXB", "XXE", "XXF"]


def test_a_share_is_of_the_places_of_a_group(places: list[Publication]) -> None:
    load(group("harbours", countries="UGA", places="xxb ken"), group("low", countries="XXC XXB", kind="income"))

    assert shares_of(area="harbours") == {
        "complete": ("ken-2031-05", "xxb-2031-05"),
        "absent": ("uga-2031-05",),
        "not applicable": (),
        "not answered": (),
    }
    assert shares_of(area="harbours", income="low")["complete"] == ("xxb-2031-05",)
    assert shares_of(income="low")["not applicable"] == ("xxc-2031-05",)


def test_the_group_that_is_chosen_is_shown_with_its_day(places: list[Publication], client: Client) -> None:
    load(group("harbours", countries="UGA"), group("low", countries="XXC", kind="income"))
    for address in (f"{BASE}indicators/1.A1/", f"{BASE}topics/1/A/"):
        tree = page(client, f"/en/{address}?area=harbours&income=low")

        assert [one.get("value") for one in tree.cssselect("option[selected]")] == [
            "harbours@2031-01-15",
            "low@2031-01-15",
        ]
        assert texts(tree, ".area-note") == [
            "Harbours: Harbour partnership, 15 January 2031. Source: A list",
            "Low: Incomes, 15 January 2031. Source: A list",
        ]


@pytest.mark.parametrize("count", [1, 4])
def test_a_theme_asks_the_database_as_often_for_one_place_as_for_four(
    edition: Edition, client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for country in ("XXA", "XXB", "XXC", "XXD")[:count]:
        published(country)
    client.get(f"/en/{BASE}indicators/1.A1/")

    with django_assert_num_queries(5):
        client.get(f"/en/{BASE}indicators/1.A1/")


@pytest.mark.parametrize(
    "address",
    [
        "themes/other/",
        f"{BASE}indicators/9.Z9/",
        f"{BASE}topics/9/A/",
        f"{BASE}sdg-10-7-2/99/",
        f"{BASE}global-compact/99/",
    ],
)
def test_what_is_not_there_is_not_found(edition: Edition, client: Client, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404
