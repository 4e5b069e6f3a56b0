"""SDG indicator 10.7.2: official data as they were published; what profiles say stands clearly apart."""

from __future__ import annotations

import pytest
from django.test import Client

from openmgi.core.framework import Framework
from openmgi.core.profile import AgreedAnswer
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.library.editions import edition_folders, read_edition
from openmgi.library.models import Edition
from openmgi.publications.actions import publish
from openmgi.publications.sdg.official import area_rows, countries, in_order, reported
from tests.pages import page, texts
from tests.publications.themes.places import profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(framework_row: object, framework: Framework) -> Edition:
    """The thirty items of the indicator."""
    folders = {folder.name: folder for folder in edition_folders()}
    return load_edition(spec=read_edition(folders["sdg-10.7.2"], framework))[0]


@pytest.fixture
def framework_row(framework: Framework) -> object:
    return load_framework(spec=framework)


def test_the_world_of_the_newest_year_is_as_the_un_counts_it() -> None:
    world = area_rows(2021)[0]

    assert (world.names["en"], world.shares[0].n, world.shares[0].N) == ("World", 86, 138)
    names = [row.names["en"] for row in area_rows(2021)[1:]]
    assert names == sorted(names, key=str.casefold)


def test_countries_stand_by_name_and_nothing_else() -> None:
    names = [one.names["en"] for one in in_order()]

    assert (len(names), names[0]) == (len(countries()), "Afghanistan")


def test_what_a_government_did_not_report_is_left_out() -> None:
    assert all(any(categories) for one in countries().values() for categories in reported(one.m49).values())


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("address", ["sdg-10-7-2/", "sdg-10-7-2/?year=2019", "sdg-10-7-2/KEN/"])
def test_a_page_is_there_in_every_language(items: Edition, client: Client, address: str, language: str) -> None:
    tree = page(client, f"/{language}/{address}")

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)
    assert tree.cssselect(".apart") == []


def test_a_country_without_data_has_no_page(items: Edition, client: Client) -> None:
    assert client.get("/en/sdg-10-7-2/XXV/").status_code == 404


def test_the_world_is_named_in_every_language(items: Edition, client: Client) -> None:
    names = {
        language: texts(page(client, f"/{language}/sdg-10-7-2/"), "tbody th")[0] for language in ("fr", "es", "ar")
    }

    assert names == {"fr": "Monde", "es": "Mundo", "ar": "العالم"}


def test_what_a_profile_says_stands_apart_item_by_item(items: Edition, client: Client) -> None:
    best = [(one, max(one.options, key=lambda option: option.half_points or 0)) for one in items.spec.indicators()]
    answers = tuple(
        AgreedAnswer(domain=1, topic={"en": "T"}, indicator=one.code, question=one.question, option=option.code)
        for one, option in best[1:]
    )
    publish(profile=profile("KEN", answers=answers, framework_edition="sdg-10.7.2"), by="Grace")
    tree = page(client, "/en/sdg-10-7-2/KEN/")

    [apart] = tree.cssselect(".apart")
    assert "Not official data" in texts(apart, ".statement")[0]
    assert texts(apart, "tbody td") == ["Meets", "Meets", *["Fully meets"] * 5]
    assert texts(apart, ".answer strong")[0] == "Not answered"
    assert len(apart.cssselect(".answer")) == 30
