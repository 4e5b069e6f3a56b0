"""SDG indicator 10.7.2: official data as they were published; what profiles say stands clearly apart."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from openmgi.core.framework import Framework
from openmgi.core.profile import AgreedAnswer, Profile
from openmgi.core.text import fold
from openmgi.library.actions.loading import load_edition, load_framework
from openmgi.library.editions import edition_folders, read_edition
from openmgi.library.models import Edition
from openmgi.library.sdg1072 import years
from openmgi.publications.actions import publish
from openmgi.publications.sdg.official import area_rows, countries, in_order, reported
from tests.pages import page, texts
from tests.publications.themes.places import profile, published
from tests.traced import traced_profile

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


def test_countries_that_answered_stand_by_name_and_nothing_else(db: None) -> None:
    names = [one.names["en"] for one in in_order()]

    assert (len(names), names[0], "Aruba" in names) == (138, "Afghanistan", False)
    assert names == sorted(names, key=fold)


def test_a_country_that_did_not_answer_is_listed_once_it_has_a_profile(db: None) -> None:
    silent = next(one for one in countries().values() if not reported(one.m49))
    published(silent.alpha3)

    assert silent in in_order()


def test_what_a_government_did_not_report_is_left_out() -> None:
    assert all(any(categories) for one in countries().values() for categories in reported(one.m49).values())


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("address", ["sdg-10-7-2/", "sdg-10-7-2/?year=2019", "sdg-10-7-2/KEN/"])
def test_a_page_is_there_in_every_language(items: Edition, client: Client, address: str, language: str) -> None:
    tree = page(client, f"/{language}/{address}")

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)
    assert tree.cssselect(".apart table") == []


def test_a_country_without_data_has_no_page(items: Edition, client: Client) -> None:
    assert client.get("/en/sdg-10-7-2/XXV/").status_code == 404


def test_the_world_is_named_in_every_language(items: Edition, client: Client) -> None:
    names = {
        language: texts(page(client, f"/{language}/sdg-10-7-2/"), "tbody th")[0] for language in ("fr", "es", "ar")
    }

    assert names == {"fr": "Monde", "es": "Mundo", "ar": "العالم"}


def answered(items: Edition, country: str, *, worth: int, but: tuple[str, ...] = (), **more: Any) -> Profile:
    """A profile whose answers are worth so many half-points each; those in `but` are not given."""
    answers = tuple(
        AgreedAnswer(
            domain=domain.number,
            topic={"en": "T"},
            indicator=one.code,
            question=one.question,
            option=next(option.code for option in one.options if option.half_points == worth),
        )
        for domain in items.spec.domains
        for one in domain.indicators()
        if one.code not in but
    )
    return profile(country, answers=answers, framework_edition="sdg-10.7.2", **more)


def test_what_a_profile_says_stands_apart_item_by_item(items: Edition, client: Client) -> None:
    publish(profile=answered(items, "KEN", worth=2, but=("1a",)), by="Grace")
    tree = page(client, "/en/sdg-10-7-2/KEN/")

    [apart] = tree.cssselect(".apart")
    assert "Not official data" in texts(apart, ".statement")[0]
    assert texts(apart, "tbody td") == ["Meets", "Meets", *["Fully meets"] * 5]
    details = apart.cssselect("details:not([open])")
    assert [len(one.cssselect(".answer")) for one in details] == [5] * 6
    assert texts(details[0], ".answer strong")[0] == "Not answered"


def test_where_a_profile_differs_from_the_report_its_items_say_why(items: Edition, client: Client) -> None:
    """Kenya reported in 2019 that it meets domain 1 and fully meets the others."""
    publish(profile=answered(items, "KEN", worth=2, but=("1a", "3b", "3c")), by="Grace")
    [apart] = page(client, "/en/sdg-10-7-2/KEN/").cssselect(".apart")

    [why] = apart.cssselect("details[open]")
    assert texts(why, "p")[0] == (
        "Reported in 2019: Fully meets. By this profile: Partially meets. These items fall short:"
    )
    assert texts(why, ".answer .code") == ["3b", "3c"]


def test_where_nothing_differs_this_is_said(items: Edition, client: Client) -> None:
    publish(profile=answered(items, "KEN", worth=2, but=("1a",)), by="Grace")
    [apart] = page(client, "/en/sdg-10-7-2/KEN/").cssselect(".apart")

    assert apart.cssselect("details[open]") == []
    assert "In no domain." in texts(apart, "p")


def test_items_and_quotes_that_lead_to_more_than_was_reported_are_shown(items: Edition, client: Client) -> None:
    """Afghanistan reported in 2021 that domain 2 partially meets the criteria."""
    publish(profile=answered(items, "AFG", worth=2, but=("2e",)), by="Grace")
    [apart] = page(client, "/en/sdg-10-7-2/AFG/").cssselect(".apart")

    why = next(one for one in apart.cssselect("details[open]") if "2a" in texts(one, ".code"))
    assert texts(why, ".answer .code") == ["2a", "2b", "2c", "2d"]
    assert texts(why, "p")[0].endswith("These items are met, wholly or in part:")


def test_regions_of_profiles_are_counted_apart_with_who_is_in_n(items: Edition, client: Client) -> None:
    for country, worth in (("KEN", 2), ("UGA", 0), ("FRA", 2), ("XXV", 2)):
        publish(profile=answered(items, country, worth=worth, invented=country == "XXV"), by="Grace")
    publish(profile=answered(items, "KEN", worth=0, date="2028-05"), by="Grace")  # an earlier one does not count
    tree = page(client, "/en/sdg-10-7-2/")

    [apart] = tree.cssselect(".apart")
    real, invented = apart.cssselect("table")
    rows = {texts(row, "th")[0]: texts(row, "td") for row in real.cssselect("tbody tr")}
    assert (rows["World"][0], rows["Africa"][0], rows["Europe"][0]) == ("2/3", "1/2", "1/1")
    assert (rows["Africa"][-1], "Asia" in rows) == ("KEN (May 2031), UGA (May 2031)", False)
    assert [texts(row, "th, td")[1] for row in invented.cssselect("tbody tr")] == ["1/1"]
    assert all("%" not in text for text in texts(apart, "td"))


def test_a_country_that_does_not_exist_has_a_page_without_official_data(items: Edition, client: Client) -> None:
    publish(profile=answered(items, "XXV", worth=2, invented=True), by="Grace")

    tree = page(client, "/en/sdg-10-7-2/XXV/")
    assert texts(tree, ".official p") == ["There are none: the country does not exist."]
    assert texts(tree, ".tag") == ["Invented country"]
    assert texts(tree.cssselect(".apart")[0], "h3") == ["Item by item"]
    listed = page(client, "/en/sdg-10-7-2/").cssselect("#countries ~ ul")
    assert [len(one.cssselect("a[href$='/XXV/']")) for one in listed] == [0, 1]


def test_a_country_that_the_data_do_not_know_is_not_said_to_be_invented(items: Edition, client: Client) -> None:
    publish(profile=answered(items, "ZZX", worth=2), by="Grace")
    tree = page(client, "/en/sdg-10-7-2/ZZX/")

    assert texts(tree, ".official p") == ["There are none for this country."]
    assert texts(tree, ".tag") == []


def test_items_without_an_answer_are_named_beside_the_categories(items: Edition, client: Client) -> None:
    publish(profile=answered(items, "KEN", worth=2, but=("1a", "3b")), by="Grace")
    [apart] = page(client, "/en/sdg-10-7-2/KEN/").cssselect(".apart")

    assert "Without an answer, which the official method counts as no: 1a 3b" in texts(apart, "p")


def test_answers_to_related_questions_stand_below_their_items_without_a_category(
    items: Edition, client: Client
) -> None:
    told = traced_profile()
    traced = told.domains[0].well_developed[0].trace.answers[0]
    speaking = AgreedAnswer(
        domain=1,
        topic={"en": "T"},
        indicator=traced.indicator,
        question=traced.question,
        option=traced.option,
        option_label=traced.option_label,
        sdg=("1a", "3c"),
    )
    publish(profile=told.model_copy(update={"answers": (speaking,), "framework_edition": "small-1"}), by="Grace")

    tree = page(client, f"/en/sdg-10-7-2/{told.place.country}/")
    [apart] = tree.cssselect(".apart")
    assert texts(apart, "summary .code") == ["1a", "3c"]
    assert texts(apart, ".answer .code") == [speaking.indicator] * 2
    assert apart.cssselect("blockquote")
    assert apart.cssselect("table") == []


def test_asking_for_the_overview_costs_as_much_for_one_country_as_for_three(
    items: Edition, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(profile=answered(items, "KEN", worth=2), by="Grace")
    client.get("/en/sdg-10-7-2/")
    with CaptureQueriesContext(connection) as alone:
        client.get("/en/sdg-10-7-2/")
        asked = len(alone)  # the next request empties the log
    for country in ("UGA", "FRA"):
        publish(profile=answered(items, country, worth=2), by="Grace")
    client.get("/en/sdg-10-7-2/")

    with django_assert_num_queries(asked):
        client.get("/en/sdg-10-7-2/")


def test_without_the_set_of_its_items_the_domains_are_named_by_their_codes(client: Client, loaded: None) -> None:
    assert client.get("/fr/sdg-10-7-2/").status_code == 200


def test_each_year_of_the_official_data_is_a_link(client: Client, loaded: None) -> None:
    earlier, last = years()[0], years()[-1]
    tree = page(client, f"/en/sdg-10-7-2/?year={earlier}")

    assert texts(tree, ".years [aria-current]") == [str(earlier)]
    assert [(one.text_content(), one.get("href")) for one in tree.cssselect(".years a")][-1] == (
        str(last),
        "/en/sdg-10-7-2/",
    )
